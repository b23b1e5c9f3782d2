"""Functions about attachments and other lists whose names hang (GB/T 9704-2012 §7.3.4, §7.3.7, §7.4.2)."""

import re
from collections.abc import Iterator
from functools import cached_property, partial

import regex

from gongwen.anatomy.elements import Segment
from gongwen.anatomy.spacing import Spacing, char_size, text_width
from gongwen.checks.base import Cure, Hit, Reading, Scope
from gongwen.checks.code.base import Function
from gongwen.checks.code.page_places import on_new_page
from gongwen.checks.cures import places
from gongwen.checks.expectations import number
from gongwen.patterns import compiled

_ISSUED = re.compile(r"(?:印发|转发|批转|公布|发布)[^《》]*《([^》]+)》")
_EDGES = "《》。；;，,、 \u3000"


class Hanging(Function):
    """Find turned lines that do not begin under the first character after `prefix`; `tolerance` in 字."""

    prefix: str
    tolerance: float = 0.8
    MENDS = True

    @cached_property
    def _prefix(self) -> regex.Pattern[str]:
        return compiled(self.prefix)

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit on every such line; what nearly fits in one line is left alone."""
        for element in reading.elements(scope.where):
            start = 0
            for segment in element.segments:
                start = element.text.find(segment.text, start)
                head = self._prefix.match(segment.text)
                spacing = reading.spacing(segment)
                if head and head[0] and segment.zone == "body" and _turns(segment, spacing):
                    wanted = spacing.left + text_width(head[0])
                    if abs(spacing.turn - wanted) > self.tolerance:
                        found, expected = f"左空{number(spacing.turn)}字", f"左空{number(wanted)}字"
                        cure = Cure(partial(places.hung, reading, segment, wanted))
                        yield Hit(element, start, start + len(segment.text), found, expected, cure=cure)


def _turns(segment: Segment, spacing: Spacing) -> bool:
    """Tell whether a segment surely takes more than one line: it would even if set a little tighter."""
    char = char_size(segment.paragraph, segment.start, segment.end)
    room = (segment.section.text_width - segment.paragraph.format.right.width(char)) / char
    return spacing.lines > 1 and spacing.left + spacing.width * 0.95 > room


class SamePage(Function):
    """Find 附件标识 without a page break before it; `lines` (行) of empty space push it to the next page as well."""

    lines: float
    MENDS = True

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit on every one that follows other text closely."""
        segments = reading.gongwen.segments
        for element in reading.elements(scope.where):
            segment = element.segments[0]
            above = reading.spacing(segment).above
            if not segment.index or segment.zone != "body" or above is None or above >= self.lines:
                continue
            new = segments[segment.index - 1].section is not segment.section and segment.section.start != "continuous"
            if not new:
                cure = Cure(partial(on_new_page, reading, element), "另面编排")
                yield Hit(element, 0, len(element.text), element.text, cure=cure)


class AttachmentNamed(Function):
    """Find attachments whose title is not, word for word, a name in 附件说明, which may break its names over lines."""

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit on every such title; silent where nothing is listed."""
        listed = "".join("".join(e.text.split()) for e in reading.elements(frozenset({"attachment_note"})))
        for element in reading.elements(scope.where) if listed else ():
            name = re.escape(_tight(element.text))
            if not re.search(rf"(?:^|[：:.．、\d《]){name}(?:$|[》。；;，,、\d])", listed):
                yield Hit(element, 0, len(element.text), element.text)


class IssuedAsAttachment(Function):
    """Find an attachment that is the very document which the title says is issued or forwarded."""

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit on its name in 附件说明."""
        titles = "".join(element.text for element in reading.elements(frozenset({"title"})))
        issued = {_tight(name) for name in _ISSUED.findall(titles)}
        for element in reading.elements(scope.where):
            for item in element.all_fields("item"):
                if _tight(item.text) in issued:
                    yield Hit(element, item.start, item.end, item.text.strip(_EDGES))


def _tight(name: str) -> str:
    return "".join(name.split()).strip(_EDGES)
