"""Make the sample documents and the truth beside each: python samples/make.py [OUTDIR] [--all]."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from maker.construct import CONSTRUCTIONS
from maker.container import pack
from maker.papers import all_papers, audit_papers, prose_papers
from maker.parts import Paper, Stamp
from maker.pictures import SEALS, drawn
from maker.truth import truth

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Made:
    """A sample that was written: its file, its truth, and what it is."""

    name: str
    construction: str
    path: Path
    truth_path: Path
    compliant: bool
    official: bool


def build(outdir: Path, *, constructions: Sequence[str] = ("direct",)) -> list[Made]:
    """Write all samples into a directory; only the compliant ones come in other constructions than direct."""
    outdir.mkdir(parents=True, exist_ok=True)
    return [
        write(paper, construction, outdir)
        for paper in all_papers()
        for construction in constructions
        if construction == "direct" or paper.compliant
    ]


def write(paper: Paper, construction: str, outdir: Path) -> Made:
    """Write one sample and its truth, which is the same in every construction."""
    suffix = "" if construction == "direct" else f".{construction}"
    path, truth_path = outdir / f"{paper.name}{suffix}.docx", outdir / f"{paper.name}.truth.toml"
    path.write_bytes(pack(paper, construction))
    truth_path.write_text(truth(paper), encoding="utf-8")
    return Made(paper.name, construction, path, truth_path, paper.compliant, bool(paper.facts["official"]))


def write_prose(outdir: Path) -> None:
    """Write the documents of right prose; nobody asks for the truth of these."""
    write_plain(prose_papers(), outdir)


def write_audit(outdir: Path) -> None:
    """Write the documents of one series; the register beside them is written by hand, as a clerk does."""
    write_plain(audit_papers(), outdir)


def write_plain(papers: Sequence[Paper], outdir: Path) -> None:
    """Write documents without their truth."""
    outdir.mkdir(parents=True, exist_ok=True)
    for paper in papers:
        (outdir / f"{paper.name}.docx").write_bytes(pack(paper, "direct"))


def write_pictures(outdir: Path) -> None:
    """Write the pictures of seals and name stamps that examples of rules put in the place of those of a sample."""
    outdir.mkdir(parents=True, exist_ok=True)
    stamps = {look: Stamp(look=look) for look in SEALS} | {"black": Stamp(black=True)}
    stamps["black-name"] = Stamp(look="name", black=True)
    for name, stamp in stamps.items():
        (outdir / f"{name}.png").write_bytes(drawn(stamp))


def main() -> None:
    """Read the command line and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("outdir", nargs="?", type=Path, default=HERE)
    parser.add_argument("--all", action="store_true", help="write every construction, not only the direct one")
    chosen = parser.parse_args()
    build(chosen.outdir, constructions=CONSTRUCTIONS if chosen.all else ("direct",))
    write_prose(chosen.outdir / "prose")
    write_audit(chosen.outdir / "audit")
    write_pictures(chosen.outdir / "pictures")


if __name__ == "__main__":
    main()
