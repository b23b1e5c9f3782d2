"""Patterns (正则), compiled at installation and not again whenever a command starts.

Compiling takes twenty times as long as taking up what was compiled, and one check needs two hundred patterns. Installing keeps those
of the code and the rule book beside the code (`_build.py`), by their text; any other, such as one of a house rule, is compiled when
it is asked for. Without the file, or with another release of the library than made it, so are all.
"""

import os
import pickle
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import regex

PATH = Path(__file__).resolve().parent / "_patterns.pickle"

Key = tuple[str, int]
"""A pattern as written, and its flags."""

_known: dict[Key, regex.Pattern[str]] = {}


def compiled(pattern: str, flags: int = 0) -> regex.Pattern[str]:
    """Give a pattern ready for use."""
    key = pattern, int(flags)
    if key not in _known:
        pressed = _pressed().get(key)
        _known[key] = pickle.loads(pressed) if pressed else regex.compile(pattern, flags)
    return _known[key]


def press() -> None:
    """Keep every pattern that was asked for in this process, in one step."""
    patterns = {key: pickle.dumps(pattern, pickle.HIGHEST_PROTOCOL) for key, pattern in _known.items()}
    draft = PATH.with_suffix(f".{os.getpid()}")
    draft.write_bytes(pickle.dumps((regex.__version__, patterns), pickle.HIGHEST_PROTOCOL))
    draft.replace(PATH)


@cache
def _pressed() -> Mapping[Key, bytes]:
    """Read our own file, as trusted as the code beside it."""
    try:
        release, patterns = pickle.loads(PATH.read_bytes())
    except Exception:  # not there, or broken: whatever that raises, patterns can be compiled
        return {}
    return patterns if release == regex.__version__ else {}
