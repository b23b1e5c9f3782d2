"""Patterns of files (通配符) as regular expressions; they are written by anyone, so none may take long."""

import re
from collections.abc import Iterable


def matcher(patterns: Iterable[str]) -> re.Pattern[str]:
    """Give what matches, from the beginning of a path with `/`, the files of any of these patterns, and all in folders they name.

    `*` stands for some characters, `?` for one, `**` for any number of folders; a bracket is a bracket. Every wildcard settles for
    the first place where what follows it fits (`(?>…)`), so that a match takes no longer than path times pattern.
    """
    return re.compile("|".join(f"(?:{_expression(pattern)})" for pattern in patterns), re.DOTALL)


def _expression(pattern: str) -> str:
    parts = [part for part in pattern.split("/") if part not in ("", ".")]
    first, *rest = _split(parts)
    stretches = [
        "/".join(map(_name, first)),
        *(f"(?>(?:[^/]+/)*?{'/'.join(map(_name, names))})" for names in rest if names),
    ]
    below = ".+" if rest and not rest[-1] else r"(?:/.*)?\Z"
    return "/".join(filter(None, stretches)) + ("/" if below == ".+" and stretches != [""] else "") + below


def _split(parts: Iterable[str]) -> list[list[str]]:
    """Part names of folders and files at `**`; two of them beside each other are one."""
    found: list[list[str]] = [[]]
    for part in parts:
        if part != "**":
            found[-1].append(part)
        elif found[-1] or len(found) == 1:
            found.append([])
    return found


def _name(part: str) -> str:
    """Give the expression of one name, up to its end."""
    head, *words = re.split(r"\*+", part)
    if not words:
        return f"{_fixed(head)}(?=/|\\Z)"
    middle = "".join(f"(?>[^/]*?{_fixed(word)})" for word in words[:-1])
    return f"{_fixed(head)}{middle}[^/]*{_fixed(words[-1])}(?=/|\\Z)"


def _fixed(text: str) -> str:
    return "".join("[^/]" if sign == "?" else re.escape(sign) for sign in text)
