"""Read the words of every document and lay them out."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

from maker.flaws import FLAWS, Change, changed
from maker.layout import lay_out
from maker.old import lay_out_old
from maker.others import other_paper
from maker.parts import Attachment, Doc, Page, Paper

TEXTS = Path(__file__).resolve().parent.parent / "texts"


def all_papers() -> list[Paper]:
    """Return every sample paper: the compliant ones, the flawed ones, those that are no official documents."""
    compliant = [lay_out(document(*read(path))) for path in listed(TEXTS)]
    compliant += [lay_out_old(document(*read(path))) for path in listed(TEXTS / "archive")]
    flawed = [flawed_paper(*read(path)) for path in listed(TEXTS / "flawed")]
    others = [other_paper(*read(path)) for path in listed(TEXTS / "other")]
    return [*compliant, *flawed, *others]


def prose_papers() -> list[Paper]:
    """Return the papers of right prose, which the language rules are tried on."""
    return [lay_out(document(*read(path))) for path in listed(TEXTS / "prose")]


def audit_papers() -> list[Paper]:
    """Return the papers of one series of numbers, which `gongwen audit` holds against samples/audit/register.csv."""
    return [lay_out(document(*read(path))) for path in listed(TEXTS / "audit")]


def listed(folder: Path) -> list[Path]:
    """Return the text files of a folder by name."""
    return sorted(folder.glob("*.toml"))


def read(path: Path) -> tuple[str, dict[str, Any]]:
    """Return the name and the content of a text file."""
    return path.stem, tomllib.loads(path.read_text(encoding="utf-8"))


def document(name: str, words: dict[str, Any]) -> Doc:
    """Return the words of one document as a record."""
    attachments = tuple(Attachment(**each) for each in words.pop("attachments", ()))
    fields: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in words.items()}
    return Doc(name=name, attachments=attachments, **fields)


def flawed_paper(name: str, words: dict[str, Any]) -> Paper:
    """Lay out a flawed document: rightly first, then with each fault it asks for."""
    changes, flaws, page = words.pop("change", []), words.pop("flaws", []), words.pop("page", {})
    paper = replace(lay_out(document(name, words)), compliant=False, page=Page(**page))
    for flaw in flaws:
        paper = FLAWS[flaw](paper)
    for change in changes:
        paper = changed(paper, Change(**change))
    return paper
