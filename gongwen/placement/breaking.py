"""Break text into lines: no line begins with a closing mark or ends with an opening one (禁则), words and numbers stay whole."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongwen.draft import ParagraphFormat

NEVER_FIRST = frozenset(
    "!%),.:;>?]}¢¨°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞！＂％＇），．：；？］｀｜｝～￠"
)
NEVER_LAST = frozenset("$([{£¥‘“〈《「『【〔〖〝﹙﹛﹝＄（．［｛￡￥")
HANGING = frozenset("，。、．：；？！")
"""Stops that may stand past the right edge of the column."""
TOGETHER = frozenset("—…")
"""Marks of two characters, never parted."""
SLACK = 0.05
"""Points by which a line may be too long: rounding of twips."""
_BREAK = re.compile("[\n\f]")


@dataclass(frozen=True, slots=True)
class Room:
    """Hold the width of the first line of a paragraph and of the others, in points.

    `lead` is taken at the start by a number; `hanging`: a stop may stand past the right edge.
    """

    first: float
    rest: float
    lead: float = 0.0
    hanging: bool = True


@dataclass(frozen=True, slots=True)
class Stops:
    """Hold the tab stops of a paragraph in points from where its column begins, its own before those at every `default`."""

    own: tuple[tuple[float, str], ...]
    default: float
    first: float
    rest: float

    def next(self, position: float) -> tuple[float, str]:
        """Give the stop after a position."""
        for stop in self.own:
            if stop[0] > position + SLACK:
                return stop
        count = (position + SLACK) // self.default + 1 if self.default > 0 else 0
        return max(count * self.default, position), "left"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Hold one line: code points [start, end), and the (offset, width) of its tabs, each counting those before it.

    `ended` is the character that ends it: a line feed, a form feed, `` for the end of the text; None where the text was broken.
    """

    start: int
    end: int
    jumps: tuple[tuple[int, float], ...] = ()
    ended: str | None = None


def break_lines(
    text: str, edges: Sequence[float], room: Room, form: ParagraphFormat, stops: Stops | None = None
) -> Iterator[Stretch]:
    """Yield the lines of a text; one that ends with a page break has no line after it."""
    start, width, lead = 0, room.first, room.lead
    for end, sign in _pieces(text):
        while True:
            line = _line(text, edges, (start, end), (width, lead, room.hanging), form, stops if "\t" in text else None)
            width, lead = room.rest, 0.0
            if line.end >= end:
                yield Stretch(start, end + len(sign), line.jumps, sign)
                start = end + len(sign)
                break
            yield line
            start = line.end


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Yield the end of each stretch between forced breaks, and the break."""
    last = -1
    for found in _BREAK.finditer(text):
        yield found.start(), found[0]
        last = found.start()
    if last < 0 or last + 1 < len(text) or text[last] == "\n":
        yield len(text), ""


def _line(
    text: str,
    edges: Sequence[float],
    span: tuple[int, int],
    width: tuple[float, float, bool],
    form: ParagraphFormat,
    stops: Stops | None,
) -> Stretch:
    """Give the line that begins at the start of `span`.

    `width` is the room, what is taken of it at the start, and whether a stop may hang.
    """
    start, end = span
    room, taken, hanging = width
    reach = _reach(edges, start, end, room - taken)
    jumps: list[tuple[int, float]] = []
    extra = 0.0
    if stops:
        tab = text.find("\t", start, reach)
        while tab >= 0:
            extra = _jump(text, edges, (start, tab, end), taken + extra, stops) - taken
            jumps.append((tab + 1, extra))
            reach = max(_reach(edges, start, end, room - taken - extra), tab + 1)
            tab = text.find("\t", tab + 1, reach)
    cut = reach if reach >= end else _cut(text, (start, reach, end), form, hanging=hanging)
    return Stretch(start, cut, tuple(jumps))


def _reach(edges: Sequence[float], start: int, end: int, room: float) -> int:
    """Give the end of what fits."""
    return max(bisect_right(edges, edges[start] + room + SLACK, start, end + 1) - 1, start)


def _jump(text: str, edges: Sequence[float], place: tuple[int, int, int], extra: float, stops: Stops) -> float:
    """Give the width beyond the characters of the line after a tab."""
    start, tab, end = place
    indent = stops.first if start == 0 else stops.rest
    position = edges[tab] - edges[start] + extra + indent
    stop, kind = stops.next(position)
    if kind in ("right", "end", "center", "decimal"):
        after = min(found for found in (text.find("\t", tab + 1, tab + 200), end) if found >= 0)
        behind = edges[after] - edges[tab]
        stop -= behind / 2 if kind == "center" else behind
    return extra + max(stop - position, 0.0)


def _cut(text: str, place: tuple[int, int, int], form: ParagraphFormat, *, hanging: bool) -> int:
    """Give where to break the text from start to end, of which what lies before `reach` fits."""
    start, reach, end = place
    cut = reach
    if hanging and text[reach] in HANGING and _may_break(text, reach + 1, end, form):
        cut = reach + 1
    elif text[reach] != " ":
        while cut > start and not _may_break(text, cut, end, form):
            cut -= 1
        cut = cut if cut > start else max(reach, start + 1)
    while cut < end and text[cut] == " ":
        cut += 1
    return cut


def _may_break(text: str, place: int, end: int, form: ParagraphFormat) -> bool:
    """Tell whether a line may end before the character at `place`."""
    if place >= end or place == 0:
        return True
    before, after = text[place - 1], text[place]
    if after == " " or before in " \t":
        return after != " "
    if form.kinsoku and (after in NEVER_FIRST or before in NEVER_LAST):
        return False
    if before == after and before in TOGETHER:
        return False
    return not (form.whole_words and _in_word(before) and _in_word(after) and before != "-")


def _in_word(char: str) -> bool:
    """Tell whether a character is part of a Latin word or number."""
    return (char < "\u2e80" and char not in NEVER_FIRST and char not in NEVER_LAST) or char in ".,:%"
