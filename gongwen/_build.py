"""What building and installing add: the pressed rule book. Called by hatchling, nobody else."""

import sys
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PressBook(BuildHookInterface[Any]):
    """Press the rule book and put it into the wheel, or beside the code of an editable installation."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Read and prove the whole book; a broken one stops the build."""
        sys.path.insert(0, self.root)
        from gongwen.bookshelf import read_book  # noqa: PLC0415  # from the sources being built
        from gongwen.pressed import PATH, press  # noqa: PLC0415

        press(read_book())
        build_data["force_include"][str(PATH)] = "gongwen/_book.pickle"
