"""Annotate documents, let LibreOffice open and save them, and count the comments: python -m tests.comment_trip [FILE or FOLDER…].

Each document is annotated with its findings, and once more with two comments on every paragraph that takes any: all of it, one
character of it. Without arguments: every sample in every construction. Exits 1 when a comment was lost, 2 without LibreOffice.
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import gongwen
from gongwen.draft import Paragraph
from gongwen.errors import GongwenError, RenderingFailed
from gongwen.ooxml.manuscript import Manuscript
from gongwen.ooxml.package import Package
from gongwen.ooxml.reader import read
from gongwen.ooxml.remarks import Note, write
from gongwen.render.office import convert, program
from tests.conftest import CONSTRUCTIONS, make

BATCH = 40
ENDINGS = (".docx", ".dotx", ".docm")


def main(paths: Sequence[str]) -> int:
    try:
        program()
    except RenderingFailed as error:
        sys.stderr.write(f"{error}\n")
        return 2
    with TemporaryDirectory(prefix="gongwen-") as folder:
        built = [] if paths else [made.path for made in make.build(Path(folder), constructions=CONSTRUCTIONS)]
        files = [*built, *(file for path in paths for file in found(Path(path)))]
        return check(files)


def found(path: Path) -> Iterator[Path]:
    return iter([path]) if path.is_file() else (one for one in sorted(path.rglob("*")) if one.suffix in ENDINGS)


def check(files: Sequence[Path]) -> int:
    written, kept, lost, unread = 0, 0, 0, 0
    for at in range(0, len(files), BATCH):
        copies = [(file, copy) for file in files[at : at + BATCH] for copy in annotated(file)]
        unread += len(files[at : at + BATCH]) - len(copies) // 2
        for (file, copy), saved in zip(copies, convert([copy for _, copy in copies], "docx"), strict=True):
            before, after = comments(copy), comments(saved) if saved else 0
            written, kept = written + before, kept + after
            if before != after:
                lost += 1
                sys.stdout.write(f"{file}：写了 {before} 条批注，存过以后剩 {after} 条\n")
    sys.stdout.write(
        f"{len(files)} 份文件（{unread} 份读不了）：写了 {written} 条批注，LibreOffice 存过以后 {kept} 条，有出入的 {lost} 份\n"
    )
    return int(lost > 0)


def annotated(file: Path) -> Iterator[bytes]:
    """Yield the annotated copies, nothing of what cannot be read."""
    try:
        yield from (gongwen.annotate(file, stage="final"), crowded(file))
    except GongwenError as error:
        sys.stdout.write(f"{file}：{error}\n")


def crowded(file: Path) -> bytes:
    """Put comments on all that takes any."""
    package = Package.open(file)
    manuscript = Manuscript(package)
    write(
        manuscript, [note for paragraph in read(package).paragraphs() if takes(paragraph) for note in notes(paragraph)]
    )
    return manuscript.data()


def takes(paragraph: Paragraph) -> bool:
    return "/box[" not in paragraph.address.path and paragraph.format.frame is None


def notes(paragraph: Paragraph) -> Iterator[Note]:
    path, third = paragraph.address.path, len(paragraph.text) // 3
    yield Note(path, 0, 0, ("全段",))
    yield Note(path, third, min(third + 1, len(paragraph.text)), ("一字",))


def comments(data: bytes) -> int:
    return len(read(Package.open(data)).comments)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
