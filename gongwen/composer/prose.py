"""The markup of the main text: a line is a paragraph; `#` to `####` head it, ` | ` runs text on, `| a | b |` is a table row."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from gongwen.errors import ComposeError
from gongwen.ooxml.numerals import chinese

_HEADING = re.compile(r"(#{1,4})[ \u3000]+(.+)")
_RULE = re.compile(r"\|(?:[ :]*-+[ :]*\|)+")
_TYPED = (
    re.compile(r"[一二三四五六七八九十百]{1,5}、"),
    re.compile(r"（[一二三四五六七八九十百]{1,5}）"),
    re.compile(r"\d{1,3}[.．]"),
    re.compile(r"（\d{1,3}）"),
)
_STOPS = "。！？：；"


@dataclass(frozen=True, slots=True)
class Passage:
    """Hold a paragraph: its text, behind a heading of `level` 1 to 4 (一、（一）1.（1）) when it has one."""

    text: str = ""
    level: int = 0
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """Hold a table: rows of cells, the first of them the head."""

    rows: tuple[tuple[str, ...], ...]


Piece = Passage | Chart


def parse(text: str) -> tuple[Piece, ...]:
    """Read marked-up text; ComposeError for a table whose rows differ in length."""
    lines = [line for raw in text.splitlines() if (line := raw.strip(" \u3000"))]
    counter = _Counter()
    pieces: list[Piece] = []
    for tabular, group in groupby(lines, lambda line: line.startswith("|") and line.endswith("|")):
        found = list(group)
        pieces += [_chart(found)] if tabular else map(counter.passage, found)
    return tuple(pieces)


def _chart(lines: Sequence[str]) -> Chart:
    rows = tuple(tuple(cell.strip() for cell in line[1:-1].split("|")) for line in lines if not _RULE.fullmatch(line))
    if len({len(row) for row in rows}) > 1:
        raise ComposeError([f"“正文”里的表格各行格数不一，表头是“{lines[0]}”。"])
    return Chart(rows)


class _Counter:
    """Write the numbers of headings, those of lower levels from one again under each."""

    def __init__(self) -> None:
        self._last = [0, 0, 0, 0]

    def passage(self, line: str) -> Passage:
        """Read one line."""
        found = _HEADING.fullmatch(line)
        if not found:
            return Passage(line)
        level = len(found[1])
        heading, _, text = found[2].partition(" | ")
        heading, text = heading.strip(), text.strip()
        if text and heading[-1] not in _STOPS:
            heading += "。"
        return Passage(text, level, self._numbered(level, heading))

    def _numbered(self, level: int, heading: str) -> str:
        self._last[level - 1 :] = [self._last[level - 1] + 1, *[0] * (4 - level)]
        return heading if _TYPED[level - 1].match(heading) else _number(level, self._last[level - 1]) + heading


def _number(level: int, value: int) -> str:
    han = chinese(value) or str(value)
    return (f"{han}、", f"（{han}）", f"{value}.", f"（{value}）")[level - 1]
