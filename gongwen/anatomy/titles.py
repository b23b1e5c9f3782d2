"""Titles broken over several lines: which segments read together as 关于……的通知, whatever they look like."""

from collections.abc import Sequence
from itertools import pairwise

from gongwen.anatomy.elements import Segment
from gongwen.anatomy.features import pattern
from gongwen.anatomy.spacing import char_size

LINES = 4
"""A title has no more lines than this."""
SEARCHED = 40
"""A title stands among so many segments from the top."""
LONGEST = 40
"""A line of a title has no more characters than this."""
_STOPS = frozenset("，。；：")
_OTHER = (
    "ends_full",
    "doc_number",
    "doc_number_loose",
    "date",
    "heading.1",
    "heading.2",
    "heading.3",
    "attachment_note",
)


def title_lines(pieces: Sequence[Segment]) -> frozenset[int]:
    """Give the indexes of the segments that are lines of one title together, two lines or more of one size."""
    head = pieces[:SEARCHED]
    texts = ["".join(piece.text.split()) for piece in head]
    fit = [_fit(text) for text in texts]
    found: set[int] = set()
    for start in range(len(head)):
        for end in range(start + 2, min(start + LINES, len(head)) + 1):
            if not all(fit[start:end]) or not _alike(head[start:end]):
                break
            if _whole("".join(texts[start:end])):
                found.update(piece.index for piece in head[start:end])
    return frozenset(found)


def _fit(text: str) -> bool:
    """Tell whether a line may be one of a title."""
    return len(text) <= LONGEST and not text.endswith("文件") and not any(pattern(name).search(text) for name in _OTHER)


def _whole(text: str) -> bool:
    """Tell whether a text is a title from its first word to its last."""
    before, about, _ = text.partition("关于")
    return bool(about) and _STOPS.isdisjoint(before) and pattern("of_kind_end").search(text) is not None


def _alike(lines: Sequence[Segment]) -> bool:
    """Tell whether lines are set in one size, in one place."""
    sizes = [char_size(line.paragraph, line.start, line.end) for line in lines]
    return all(one == other for one, other in pairwise(sizes)) and len({line.zone for line in lines}) == 1
