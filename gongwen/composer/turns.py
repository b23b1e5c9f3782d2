"""Where a title turns: between words, in lines that make a trapezium or a rhombus (GB/T 9704-2012 §7.3.1)."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from math import ceil

from gongwen.anatomy.spacing import BLANKS, text_width
from gongwen.words import word_edges

_NEVER_FIRST = frozenset("的》〉”’）、，。：；！？")
_NEVER_LAST = frozenset("《〈“‘（")
_ABOUT = "关于"
_BLANK = f"[{''.join(sorted(BLANKS))}]"
_ENOUGH = 10_000
"""So many ways to part a title are weighed: a title no reader would call too long has fewer."""
ALIKE = 0.5
"""Lines that differ by less look equally long, in 字."""
_LINE, _INSIDE, _NATURAL = 12.0, 60.0, 6.0
"""What a further line costs, what a turn inside a book title costs, and what a natural turn saves; the square of 字 is the unit."""

Lines = tuple[str, ...]


def turned(title: str, room: int) -> Lines:
    """Give the lines of a title where one holds `room` 字; one line when it cannot be parted well."""
    if text_width(title) <= room:
        return (title,)
    edges, fewest = _edges(title, room), ceil(text_width(title) / room)
    ways = (way for count in (fewest, fewest + 1) for way in _ways(title, edges, count, room))
    return next((lines for lines in sorted(ways, key=_cost) if _whole_words(lines)), (title,))


def _edges(title: str, room: int) -> Sequence[int]:
    """Give where a title may turn: between words; in the agencies that open it, only between two of them where they fit."""
    words = sorted(word_edges(title) - {0, len(title)})
    edges = [at for at in words if _may_turn(title, at)]
    about = title.find(_ABOUT)
    if max(map(text_width, re.split(_BLANK, title[: max(about, 0)]))) > room:
        return edges
    return [at for at in edges if at >= about or title[at - 1] in BLANKS]


def _may_turn(title: str, at: int) -> bool:
    closed = title[at] == "的" and title[at - 1] in "》”）"
    return title[at - 1] not in _NEVER_LAST and (closed or title[at] not in _NEVER_FIRST)


def _ways(title: str, edges: Sequence[int], count: int, room: int) -> Iterator[Lines]:
    """Yield the title in `count` lines, in every way that fits and has a right shape."""
    for cuts in islice(_cuts(title, [*edges, len(title)], 0, count, room), _ENOUGH):
        lines = tuple(_bare(title[start:end]) for start, end in pairwise((0, *cuts)))
        widths = [text_width(line) for line in lines]
        if all(lines) and not _misshapen(widths):
            yield lines


def _cuts(title: str, edges: Sequence[int], start: int, count: int, room: int) -> Iterator[tuple[int, ...]]:
    if count == 1:
        if text_width(_bare(title[start:])) <= room:
            yield (len(title),)
        return
    for place, edge in enumerate(edges[:-1]):
        if text_width(_bare(title[start:edge])) > room:
            return
        if text_width(title[edge:]) <= room * (count - 1) + count:
            for rest in _cuts(title, edges[place + 1 :], edge, count - 1, room):
                yield (edge, *rest)


def _bare(line: str) -> str:
    return line.strip(_BLANK)


def _misshapen(widths: Sequence[float]) -> bool:
    """Tell three lines or more that are all alike, or have one shorter than one above and one below."""
    several = len(widths) > 2
    alike = several and max(widths) - min(widths) <= ALIKE
    middle = range(1, len(widths) - 1)
    return alike or any(widths[at] < min(max(widths[:at]), max(widths[at + 1 :])) for at in middle)


def _cost(lines: Lines) -> float:
    """Weigh how even the lines are and how naturally they part."""
    widths = [text_width(line) for line in lines]
    mean = sum(widths) / len(widths)
    uneven = sum((width - mean) ** 2 for width in widths) / len(widths)
    return uneven + _LINE * len(lines) + sum(_parting(upper, lower) for upper, lower in pairwise(lines))


def _parting(upper: str, lower: str) -> float:
    """Weigh one turn: after 关于 or before it, after 的 and around a book title it is natural, inside a book title it is not."""
    natural = upper.endswith((_ABOUT, "的", "》")) or lower.startswith((_ABOUT, "《", "印发", "转发"))
    inside = upper.count("《") > upper.count("》")
    short = len(lower) < len("的通知")
    return (_INSIDE if inside else 0.0) + (_LINE if short else 0.0) - (_NATURAL if natural else 0.0)


def _whole_words(lines: Lines) -> bool:
    """Tell whether every turn is between words, as one reads the two lines together."""
    return all(len(upper) in word_edges(upper + lower) for upper, lower in pairwise(lines))
