"""The golden report of a sample: what `gongwen check` prints at stage final.

python -m tests.golden      writes all of them anew after a wanted change; read the difference before committing
"""

from pathlib import Path

from gongwen.checker import Checker
from gongwen.ooxml.package import Package
from gongwen.ooxml.reader import read
from gongwen.settings import Settings
from tests.reports import printed

SAMPLES = Path(__file__).resolve().parent.parent / "samples"


def golden(path: Path) -> str:
    """Print the report of a sample."""
    return printed(Checker(Settings(stage="final")).check(read(Package.open(path)), path=path.name))


def golden_path(path: Path) -> Path:
    """Give the file that keeps the report of a sample."""
    return path.with_suffix(".report.txt")


if __name__ == "__main__":
    for sample in sorted(SAMPLES.glob("*.docx")):
        golden_path(sample).write_text(golden(sample), encoding="utf-8")
