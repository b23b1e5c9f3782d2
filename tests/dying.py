"""Run the command line and be killed in the middle of it: `python -m tests.dying COUNT check …` dies at document COUNT."""

import os
import signal
import sys
from itertools import count

from gongwen.cli import main
from gongwen.desk import Desk
from gongwen.report import Document


def die_at(number: int) -> None:
    """Let the desk check one document less than that."""
    check, seen = Desk.check, count(1)

    def checked(desk: Desk, path: str) -> Document:
        if next(seen) == number:
            os.kill(os.getpid(), signal.SIGKILL)
        return check(desk, path)

    Desk.check = checked  # type: ignore[method-assign]


if __name__ == "__main__":
    die_at(int(sys.argv[1]))
    main(sys.argv[2:])
