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


@dataclass(slots=True)
class Reading:
    """Hold what all stories of one document share; `unread` keeps the order in which things were met."""

    package: Package
    theme: Theme
    cascade: Cascade
    tracked: frozenset[Element]
    anchors: Anchors = field(default_factory=Anchors)
    unread: dict[str, None] = field(default_factory=dict)
    sections: list[Element] = field(default_factory=list)


class StoryReader:
    """Read one story; `name` goes into addresses, `part` is the part whose relationships count."""

    __slots__ = ("_counters", "_inline", "_marks", "_name", "_part", "_reading", "_tables")

    def __init__(self, reading: Reading, name: str, part: str) -> None:
        self._reading = reading
        self._name = name
        self._part = part
        self._counters = Counters()
        self._marks: list[Mark] = []
        canvas = Canvas(name, reading.theme, self._box, self._resolve, self._skip)
        self._inline = InlineReader(reading.cascade, canvas)
        self._tables = TableReader(name, reading.theme, reading.cascade, self.blocks)

    def blocks(self, container: Element, path: str, surroundings: Surroundings | None = None) -> tuple[Block, ...]:
        """Read the paragraphs and tables of a container; their paths start with `path`."""
        around = surroundings or self._reading.cascade.body
        result: list[Block] = []
        carried: list[Element] = []
        paragraphs, tables = 0, 0
        for child in blocks(container):
            tag = child.tag
            if tag == P:
                paragraphs += 1
                content = list(child)
                properties = content[0] if content and content[0].tag == PPR else None
                look = self._reading.cascade.look(properties, around)
                if look.properties.mark_deleted and not look.properties.ends_section:
                    carried += content
                    continue
                result.append(self._paragraph(child, carried + content, f"{path}/p[{paragraphs}]", look))
                carried = []
            elif tag == TBL:
                tables += 1
                result.append(self._tables.read(child, f"{path}/tbl[{tables}]"))
            else:
                self._between(child, tag)
        return tuple(result)

    def _paragraph(self, element: Element, content: list[Element], path: str, look: Look) -> Paragraph:
        reading = self._reading
        address = Address(self._name, path)
        number = self._counters.next(look.num_id, look.numbered, look.level) if look.numbered and look.level else None
        text = Text(path, marks=self._marks)
        section = len(reading.sections) if self._name == "body" else 0
        self._marks = []
        self._inline.read(content, text, look)
        self._inline.end_paragraph(text)
        if look.properties.ends_section:
            self._end_section(element)
        return Paragraph(
            address,
            "".join(text.pieces),
            text.runs(),
            look.format,
            look.mark,
            look.style,
            number,
            look.number_format,
            look.level.suffix if look.level else "",
            tuple(text.shapes),
            tuple(text.fields),
            element in reading.tracked,
            reading.anchors.paragraph(address, text.length, text.marks),
            section,
        )

    def _end_section(self, paragraph: Element) -> None:
        section = paragraph.find(f"{PPR}/{SECT_PR}")
        if section is not None and self._name == "body":
            self._reading.sections.append(section)

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
