"""Run the command line, as the script `gongwen` or `python -m gongwen`."""

import gc
import os
import signal
import sys

COLLECT_AFTER = 200_000
"""Allocations between two looks for garbage: loading a rule book makes little of it, and looking costs a tenth of a run."""
INTERRUPTED = 130


def run() -> None:
    """Run a command and leave without taking the house down object by object, which costs another tenth.

    Who ends it from outside (SIGTERM, as a scheduler or a pipeline does) gets what Ctrl-C leaves: what is done, in whole files.
    """
    gc.set_threshold(COLLECT_AFTER, 20, 20)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        from gongwen.cli import main  # noqa: PLC0415 - loading is what the threshold is for

        code = main()
    except KeyboardInterrupt:  # while the rooms were loading: nobody has begun to listen
        sys.stderr.write("已中断。\n")
        code = INTERRUPTED
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os._exit(code)


if __name__ == "__main__":
    run()
