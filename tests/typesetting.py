"""The drafts of `tests.messy` after `gongwen typeset`, and the golden table of their faults of format before and after.

python -m tests.typesetting     writes the table anew after a wanted change; read the difference before committing
"""

import sys
from functools import cache
from pathlib import Path

from gongwen.api import Checker
from gongwen.outcome import TypesetResult
from gongwen.report import Document
from gongwen.typesetting import typeset_by

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "samples"))

from tests.messy import drafts  # needs the maker of the samples

TABLE = Path(__file__).with_name("typeset.golden.txt")
HEAD = "草稿\t错误警告前\t后\t连提示前\t后\n"


@cache
def checker() -> Checker:
    """Load the rule book once."""
    return Checker(stage="final")


@cache
def results() -> dict[str, TypesetResult]:
    """Set all drafts, once."""
    return {name: typeset_by(checker(), data) for name, data in drafts().items()}


def faults(document: Document) -> int:
    """Count the errors and warnings of format."""
    return sum(one.gate == "格式" and one.severity != "info" for one in document.open)


def remarks(document: Document) -> int:
    """Count all findings of format, hints too."""
    return sum(one.gate == "格式" for one in document.open)


def table() -> str:
    """Give the faults of each draft before and after."""
    rows = ((name, one.before, one.after) for name, one in results().items())
    return HEAD + "".join(
        f"{name}\t{faults(before)}\t{faults(after)}\t{remarks(before)}\t{remarks(after)}\n"
        for name, before, after in rows
    )


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="utf-8")
