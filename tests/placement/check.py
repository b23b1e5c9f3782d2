"""Compare placing by arithmetic with LibreOffice: python -m tests.placement.check [--write] [FILE or FOLDER…].

Without arguments: every sample in every construction. Exits 1 when too many paragraphs stand elsewhere, 2 without LibreOffice.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from gongwen.errors import GongwenError, RenderingFailed
from gongwen.render.office import program
from tests.conftest import CONSTRUCTIONS, SAMPLES, make
from tests.placement.fonts import BASE, base_font
from tests.placement.oracle import (
    CLOSE,
    SAME_PAGE,
    Pair,
    causes,
    close,
    comparable,
    compare,
    draft_of,
    measure_files,
    same_breaks,
    same_page,
    write_measured,
)

BATCH = 40
ENDINGS = (".docx", ".dotx", ".docm")


def main() -> int:
    parser = argparse.ArgumentParser(description="把按算术排出的位置同 LibreOffice 的比较")
    parser.add_argument("paths", nargs="*", type=Path, help="另外要比较的文件或文件夹")
    parser.add_argument("--write", action="store_true", help="只量样例，把量得的位置写进 tests/placement/measured")
    chosen = parser.parse_args()
    try:
        ready()
        return write() if chosen.write else check(chosen.paths)
    except RenderingFailed as error:
        sys.stderr.write(f"{error}\n")
        return 2


def ready() -> None:
    """Raise RenderingFailed when there is nothing to measure with."""
    program()
    if base_font() is None:
        raise RenderingFailed(
            f"没有找到字体 {BASE}，行高不能比较。请先安装（Debian、Ubuntu：apt install fonts-arphic-gbsn00lp）。"
        )


def write() -> int:
    """Keep what LibreOffice makes of the samples."""
    files = sorted(SAMPLES.glob("*.docx"))
    for path, measured in zip(files, measure_files([comparable(path.read_bytes()) for path in files]), strict=True):
        if measured:
            write_measured(path.stem, measured)
    return 0


def check(paths: Sequence[Path]) -> int:
    """Print the table of all files and what was missed; 1 below the marks."""
    with TemporaryDirectory() as name:
        make.build(Path(name), constructions=CONSTRUCTIONS)
        groups = {"样例": sorted(Path(name).glob("*.docx")), "其他文件": sorted(_files(paths))}
        verdicts = [judge(title, files) for title, files in groups.items() if files]
    return 0 if all(verdicts) else 1


def judge(title: str, files: Sequence[Path]) -> bool:
    """Print the table of a group; tell whether it is good enough."""
    print(f"\n== {title} ==\n{'文件':<44}{'段落':>6}{'同页':>8}{'确切':>6}{'半行内':>8}{'断行同':>8}")
    together: list[Pair] = []
    for at in range(0, len(files), BATCH):
        for path, pairs in _compared(files[at : at + BATCH]):
            together += pairs
            _print(path.name, pairs)
    _print("合计", together, listed=False)
    return same_page(together) >= SAME_PAGE and close(together) >= CLOSE


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        yield from (found for found in path.rglob("*") if found.suffix in ENDINGS) if path.is_dir() else (path,)


def _compared(files: Sequence[Path]) -> Iterator[tuple[Path, list[Pair]]]:
    """Measure and compare files, those left out that gongwen or LibreOffice cannot read."""
    copies = {path: copy for path in files for copy in _comparable(path)}
    for (path, copy), measured in zip(copies.items(), measure_files(list(copies.values())), strict=True):
        if measured is None:
            print(f"{path.name:<44}LibreOffice 没有排出")
        else:
            yield path, compare(draft_of(copy), measured)


def _comparable(path: Path) -> Iterator[bytes]:
    try:
        yield comparable(path.read_bytes())
    except GongwenError as error:
        print(f"{path.name:<44}{error}")


def _print(name: str, pairs: Sequence[Pair], *, listed: bool = True) -> None:
    exact = sum(pair.exact for pair in pairs)
    shares = f"{same_page(pairs):>10.1%}{exact:>8}{close(pairs):>11.1%}{same_breaks(pairs):>11.1%}"
    print(f"{name:<44}{len(pairs):>8}{shares}")
    for cause in causes(pairs) if listed else ():
        print(f"    {cause}")


if __name__ == "__main__":
    raise SystemExit(main())
