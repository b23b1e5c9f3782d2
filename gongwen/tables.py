"""Find and read the data of the rule book: `gongwen/_rules` when installed, `rules/` in a checkout."""

from functools import cache
from pathlib import Path

import tomli


@cache
def rules_folder() -> Path:
    """Give the folder of the rule book that ships with this package."""
    here = Path(__file__).resolve().parent
    installed = here / "_rules"
    return installed if installed.is_dir() else here.parent / "rules"


def table_path(name: str) -> Path:
    """Give the file of a table."""
    return rules_folder() / "tables" / f"{name}.toml"


def word_table(name: str) -> Path:
    """Give the file of a table of words."""
    return rules_folder() / "tables" / f"{name}.tsv"


@cache
def read_table(name: str) -> dict[str, object]:
    """Read a table of the rule book; the caller validates what it needs of it."""
    return tomli.loads(table_path(name).read_text(encoding="utf-8"))
