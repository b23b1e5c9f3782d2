"""Read a story - the body, a header, a footer - into blocks."""

from dataclasses import dataclass, field

from gongwen.draft import Address, Block, Paragraph
from gongwen.ooxml.canvas import Canvas
from gongwen.ooxml.cascade import Cascade, Look, Surroundings
from gongwen.ooxml.comments import Anchors, Mark
from gongwen.ooxml.flow import blocks
from gongwen.ooxml.inline import InlineReader, Text
from gongwen.ooxml.names import PPR, SECT_PR, TBL, P, w
from gongwen.ooxml.numbering import Counters
from gongwen.ooxml.package import Package
from gongwen.ooxml.tables import TableReader
from gongwen.ooxml.theme import Theme
from gongwen.ooxml.values import Element

_MARKS = {w("commentRangeStart"): "start", w("commentRangeEnd"): "end"}
_UNREAD = {w("altChunk"): "altChunk", w("subDoc"): "subDoc"}

_Source = tuple[str, list[Element], Look]
"""A paragraph before it is read: its path, its content, its look."""


@dataclass(slots=True)
class Reading:
    """Hold what all stories of one document share; `unread` keeps the order in which things were met."""

    package: Package
    theme: Theme
    cascade: Cascade
    settings: Element | None
    tracked: frozenset[Element]
    anchors: Anchors = field(default_factory=Anchors)
    unread: dict[str, None] = field(default_factory=dict)
    sections: list[Element] = field(default_factory=list)


class StoryReader:
    """Read one story; `name` goes into addresses, `part` is the part whose relationships count.

    `section` is the section the story starts in; only the body goes on to further ones.
    """

    __slots__ = ("_counters", "_inline", "_marks", "_name", "_part", "_reading", "_section", "_tables")

    def __init__(self, reading: Reading, name: str, part: str, section: int = 0) -> None:
        self._section = section
        self._reading = reading
        self._name = name
        self._part = part
        self._counters = Counters()
        self._marks: list[Mark] = []
        canvas = Canvas(name, reading.theme, self._box, self._resolve, self._skip)
        self._inline = self._inline_reader(reading.cascade, canvas)
        self._tables = TableReader(name, reading.theme, reading.cascade, self.blocks)

    def blocks(self, container: Element, path: str, surroundings: Surroundings | None = None) -> tuple[Block, ...]:
        """Read the paragraphs and tables of a container; their paths start with `path`."""
        around = surroundings or self._reading.cascade.body
        result: list[Block] = []
        unended: _Source | None = None
        paragraphs, tables = 0, 0
        for child in blocks(container):
            tag = child.tag
            if tag == P:
                paragraphs += 1
                source = self._source(child, f"{path}/p[{paragraphs}]", around, unended)
                unended = source if source[2].properties.mark_deleted else None
                if unended is None:
                    result.append(self._paragraph(*source))
            elif tag == TBL:
                tables += 1
                result += self._rest(unended)
                unended = None
                result += self._tables.read(child, f"{path}/tbl[{tables}]")
            else:
                self._between(child, tag)
        return (*result, *self._rest(unended))

    def _inline_reader(self, cascade: Cascade, canvas: Canvas) -> InlineReader:
        return InlineReader(cascade, canvas)

    def _source(self, paragraph: Element, path: str, around: Surroundings, unended: _Source | None) -> _Source:
        """Give what a paragraph is made of; one whose mark is deleted goes on in the next."""
        content = list(paragraph)
        properties = content[0] if content and content[0].tag == PPR else None
        look = self._reading.cascade.look(properties, around)
        return path, [*unended[1], *content] if unended else content, look

    def _rest(self, unended: _Source | None) -> list[Block]:
        """Give the paragraph that has no next one to go on in, none when it holds nothing."""
        paragraph = self._paragraph(*unended) if unended else None
        return [paragraph] if paragraph and (paragraph.text or paragraph.shapes) else []

    def _paragraph(self, path: str, content: list[Element], look: Look) -> Paragraph:
        reading = self._reading
        address = Address(self._name, path)
        number = self._counters.next(look.num_id, look.numbered, look.level) if look.numbered and look.level else None
        text = Text(path, marks=self._marks)
        section = self._section
        self._marks = []
        self._inline.read(content, text, look)
        self._inline.end_paragraph(text)
        if look.properties.ends_section:
            self._end_section(content)
        whole = "".join(text.pieces)
        return Paragraph(
            address,
            whole,
            text.runs(whole),
            look.format,
            look.mark,
            look.style,
            number,
            look.number_format,
            look.level.suffix if look.level else "",
            tuple(text.shapes),
            tuple(text.fields),
            bool(reading.tracked) and any(node.getparent() in reading.tracked for node in content),
            reading.anchors.paragraph(address, text.length, text.marks),
            section,
        )

    def _end_section(self, content: list[Element]) -> None:
        if self._part == self._reading.package.main:
            self._reading.sections += [found for node in content if node.tag == PPR for found in node.iterfind(SECT_PR)]
            self._section = len(self._reading.sections)

    def _between(self, element: Element, tag: str) -> None:
        """Take in what stands between paragraphs."""
        if tag in _MARKS:
            self._marks.append((_MARKS[tag], element.get(w("id"), ""), 0))
        elif tag in _UNREAD:
            self._skip(_UNREAD[tag])

    def _box(self, content: Element, path: str) -> tuple[Block, ...]:
        fields = self._inline.suspend()
        result = self.blocks(content, path)
        self._inline.resume(fields)
        return result

    def _resolve(self, relationship_id: str | None) -> str | None:
        return self._reading.package.target(self._part, relationship_id)

    def _skip(self, what: str) -> None:
        self._reading.unread[what] = None
