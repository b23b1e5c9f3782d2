"""The rule book pressed (压好的规则库): kept as it was loaded, so that a command need not parse and prove it again.

Installing writes it beside the code (`_build.py`), as Python keeps its own compiled files. It is opened only when neither the rules
nor the code have changed since. Without it everything works, a fifth of a second later.
"""

import hashlib
import os
import pickle
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from pydantic import BaseModel

from gongwen.anatomy import features
from gongwen.checks.masks import load_masks, mask_pattern
from gongwen.rules import RuleSet
from gongwen.tables import rules_folder

PACKAGE = Path(__file__).resolve().parent
PATH = PACKAGE / "_book.pickle"


def pressed_book() -> RuleSet | None:
    """Give the rule book as it was pressed; None when there is none, or when it is not that of today."""
    try:
        content = PATH.read_bytes()
    except OSError:
        return None
    digest = edition()
    if not content.startswith(digest):
        return None
    try:
        book = pickle.loads(content[len(digest) :])  # our own file, as trusted as the code beside it
    except Exception:  # pressed by another release of a library: whatever that raises, the files are still there
        return None
    return book if isinstance(book, RuleSet) else None


def press(book: RuleSet) -> None:
    """Keep a rule book, in one step."""
    draft = PATH.with_suffix(f".{os.getpid()}")
    draft.write_bytes(edition() + pickle.dumps(book, protocol=pickle.HIGHEST_PROTOCOL))
    draft.replace(PATH)


def prepare(book: RuleSet) -> None:
    """Ask for every pattern a check may need."""
    for rule in book.rules:
        _prepare(rule.check)
    for name in features.NAMES:
        features.pattern(name)
    for name in load_masks():
        mask_pattern(name)


def _prepare(settings: BaseModel) -> None:
    """Work out what settings work out when first asked, and the same of what comes of it."""
    for kind in type(settings).__mro__:
        for name, value in vars(kind).items():
            if isinstance(value, cached_property) and isinstance(found := getattr(settings, name), BaseModel):
                _prepare(found)


def edition() -> bytes:
    """Name the rules that ship and the code that reads them by their content."""
    content = hashlib.sha256()
    for folder, suffix in ((rules_folder(), (".toml", ".tsv")), (PACKAGE, (".py",))):
        for path in _files(folder, suffix):
            content.update(os.path.relpath(path, folder).encode())
            with open(path, "rb") as file:
                content.update(file.read())
    return content.digest()


def _files(folder: Path, suffix: tuple[str, ...]) -> Iterator[str]:
    for place, folders, names in os.walk(folder):
        folders.sort()
        yield from (os.path.join(place, name) for name in sorted(names) if name.endswith(suffix))
