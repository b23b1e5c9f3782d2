"""What building and installing add: the pressed rule book and its patterns. Called by hatchling, nobody else."""

import sys
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PressBook(BuildHookInterface[Any]):
    """Press the rule book and put it into the wheel, or beside the code of an editable installation."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Read and prove the whole book; a broken one stops the build."""
        sys.path.insert(0, self.root)
        import gongwen.api  # noqa: F401, PLC0415  # all that a check loads: its patterns are pressed too
        from gongwen import patterns, pressed  # noqa: PLC0415  # from the sources being built
        from gongwen.bookshelf import read_book  # noqa: PLC0415

        book = read_book()
        pressed.press(book)
        pressed.prepare(book)
        patterns.press()
        for path in (pressed.PATH, patterns.PATH):
            build_data["force_include"][str(path)] = f"gongwen/{path.name}"
