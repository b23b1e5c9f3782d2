"""The parts of an official document (要素) and the record of what was found where."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from gongwen.draft import Border, Draft, Paragraph, RunFormat, Section, Shape
from gongwen.seals.look import Look
from gongwen.units import Pt
from gongwen.violations import Location

TERMS: Mapping[str, str] = {
    "copy_number": "份号",
    "secrecy": "密级和保密期限",
    "urgency": "紧急程度",
    "masthead": "发文机关标志",
    "doc_number": "发文字号",
    "signer": "签发人",
    "red_line": "版头分隔线",
    "title": "标题",
    "title_note": "题注",
    "recipients": "主送机关",
    "body": "正文",
    "heading.1": "一级标题",
    "heading.2": "二级标题",
    "heading.3": "三级标题",
    "heading.4": "四级标题",
    "closing": "结束语",
    "attachment_note": "附件说明",
    "signature": "发文机关署名",
    "date": "成文日期",
    "seal": "印章",
    "name_stamp": "签名章",
    "note": "附注",
    "attachment_label": "附件标识",
    "attachment_title": "附件标题",
    "attachment": "附件正文",
    "attendance": "出席人员名单",
    "cc": "抄送机关",
    "printer": "印发机关和印发日期",
    "imprint_line": "版记分隔线",
    "page_number": "页码",
    "other": "其他",
}
"""Every element name with its Chinese term, in canonical order. Closed: rules and reports use these names only."""

GROUPS: Mapping[str, tuple[str, ...]] = {
    "heading": ("heading.1", "heading.2", "heading.3", "heading.4"),
    "imprint": ("cc", "printer", "imprint_line"),
    "head": ("copy_number", "secrecy", "urgency", "masthead", "doc_number", "signer", "red_line"),
    "prose": ("body", "heading.1", "heading.2", "heading.3", "heading.4", "closing", "attachment"),
}
"""Names a rule may use in `where` for several elements at once."""

WRAPPED = frozenset({"title", "recipients", "cc", "masthead", "attachment_title"})
"""Elements whose segments are lines of one text: joined without a break."""

Zone = Literal["body", "table", "box", "header", "footer"]


@dataclass(frozen=True, slots=True)
class Segment:
    """Hold the unit of recognition: code points [start, end) of a paragraph, blanks at both ends left out.

    `text` is what a reader sees: the automatic number in front when the segment begins its paragraph. `index` counts in reading
    order. `above` is the empty height before the segment in points: empty paragraphs and spacing, None at the top of a page or box.
    `ruled` tells that it stands in a table with vertical lines: data, not layout.
    """

    index: int
    paragraph: Paragraph
    section: Section
    start: int
    end: int
    text: str
    zone: Zone
    above: Pt | None = None
    ruled: bool = False

    @property
    def number_length(self) -> int:
        """Count the code points of `text` that come from the automatic number."""
        return len(self.text) - (self.end - self.start)

    def offset(self, position: int) -> int:
        """Turn a position in `text` into an offset in the paragraph's text."""
        return self.start + max(0, position - self.number_length)


@dataclass(frozen=True, slots=True)
class Mark:
    """Hold an element without text: a line or a picture, whatever it is built of.

    `width` and `thickness` in points; `color` RRGGBB or None for automatic; `compound` as in `draft.Shape`. A `border` runs above its
    paragraph or, when `below`, under it. `look` is what a picture shows, None where nobody could look.
    """

    form: Literal["line", "picture"]
    paragraph: Paragraph
    width: Pt
    thickness: Pt
    color: str | None
    compound: str = "sng"
    shape: Shape | None = None
    border: Border | None = None
    below: bool = False
    look: Look | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """Hold a value inside an element: code points [start, end) of `Element.text`.

    Names by element: doc_number: code, year, serial · secrecy: level, period · urgency: word · signer: name (one each) ·
    date, printer: agency, year, month, day · recipients, cc: agency (one each) · attachment_note: number, item (one each) ·
    attachment_label: number · note: contact, phone · order number: serial.
    """

    name: str
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Element:
    """Hold one element: its segments (none for a mark), text, parsed fields, and why it was taken for what it is."""

    name: str
    segments: tuple[Segment, ...] = ()
    mark: Mark | None = None
    confidence: float = 1.0
    evidence: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()

    @cached_property
    def text(self) -> str:
        """Join the segments: lines of one text without a break, others with a line feed."""
        return ("" if self.name in WRAPPED else "\n").join(segment.text for segment in self.segments)

    def field(self, name: str) -> Field | None:
        """Give the first field of that name."""
        return next((field for field in self.fields if field.name == name), None)

    def all_fields(self, name: str) -> tuple[Field, ...]:
        """Give all fields of that name."""
        return tuple(field for field in self.fields if field.name == name)

    def segment_at(self, position: int) -> tuple[Segment, int]:
        """Find the segment that holds a position of `text`, and the position inside the segment's own text."""
        gap = 0 if self.name in WRAPPED else 1
        for segment in self.segments[:-1]:
            if position < len(segment.text) + gap:
                return segment, min(position, len(segment.text))
            position -= len(segment.text) + gap
        return self.segments[-1], position

    def formats(self, start: int = 0, end: int | None = None) -> Iterator[tuple[str, RunFormat]]:
        """Yield the pieces of text in [start, end) of each format, automatic numbers left out."""
        stop = len(self.text) if end is None else end
        gap = 0 if self.name in WRAPPED else 1
        base = 0
        for segment in self.segments:
            low, high = max(start, base), min(stop, base + len(segment.text))
            if low < high:
                first, last = segment.offset(low - base), segment.offset(high - base)
                for run in segment.paragraph.runs_in(first, last):
                    piece = run.text[max(0, first - run.start) : last - run.start]
                    if piece:
                        yield piece, run.format
            base += len(segment.text) + gap

    def locate(self, start: int = 0, end: int | None = None) -> Location:
        """Give the location of [start, end) of `text`; cut at the end of the paragraph where it begins."""
        if not self.segments:
            paragraph = self.mark.paragraph if self.mark else None
            address = paragraph.address if paragraph else None
            return Location(address.part if address else "body", address.path if address else "", 0, 0, self.name, "")
        if not start and end is None:
            return self._whole(self.segments[0], self.segments[-1])
        stop = len(self.text) if end is None else end
        segment, inside = self.segment_at(start)
        last, inside_last = (segment, stop) if len(self.segments) == 1 else self.segment_at(max(start, stop))
        first = segment.offset(inside)
        final = last.offset(inside_last) if last.paragraph is segment.paragraph else segment.end
        address = segment.paragraph.address
        low, high = max(0, start - 12), stop + 12
        return Location(address.part, address.path, first, max(first, final), self.name, self.text[low:high])

    def _whole(self, first: Segment, last: Segment) -> Location:
        address = first.paragraph.address
        end = last.end if last.paragraph is first.paragraph else first.end
        return Location(address.part, address.path, first.start, end, self.name, self.text)


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """Hold one 层次序数: number `value` at `level` 1–4, text `marker` at [start, end) of `element`.

    `style` is how it is written: han 一、 · han-paren （一） · digit 1. · digit-paren （1） · circled ① · chapter 第一章 · dotted 1.1.

    `automatic` tells that the number comes from automatic numbering; `run_in` that text follows in the same paragraph.
    """

    level: int
    style: str
    value: int
    marker: str
    element: Element
    start: int
    end: int
    automatic: bool = False
    run_in: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Hold what rules ask for in `when`; values are the Chinese terms, empty when unknown.

    `kind` 文种 · `form` 文件|信函|命令|纪要|电报|无版头 · `direction` 上行|下行|平行|公布 ·
    `organ` 党委|政府|人大|法院|… · `regime` 2012|2001|1996|… · `sealing` 加盖印章|不加盖印章|签名章|未知 ·
    `date` as ISO `2024-05-06`. `pinned` names the facts given by the caller.
    """

    official: bool = True
    kind: str = ""
    form: str = "文件"
    direction: str = ""
    joint: bool = False
    agencies: tuple[str, ...] = ()
    organ: str = ""
    regime: str = "2012"
    sealing: str = "未知"
    number: str = ""
    title: str = ""
    date: str = ""
    pinned: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Gongwen:
    """Hold a recognised document: elements in reading order, facts, outline, and one text over all.

    `line` is the height of a body line in points (行). `text` joins the elements by line feeds.
    """

    draft: Draft
    segments: tuple[Segment, ...]
    elements: tuple[Element, ...]
    facts: Facts
    outline: tuple[OutlineItem, ...] = ()
    line: Pt = Pt(28.95)

    @cached_property
    def text(self) -> str:
        """Join the texts of all elements by line feeds."""
        return "\n".join(element.text for element in self.elements)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Give the offset of every element in `text`."""
        offsets, position = [], 0
        for element in self.elements:
            offsets.append(position)
            position += len(element.text) + 1
        return tuple(offsets)

    @cached_property
    def _by_name(self) -> dict[str, tuple[Element, ...]]:
        found: dict[str, list[Element]] = {}
        for element in self.elements:
            found.setdefault(element.name, []).append(element)
        return {name: tuple(elements) for name, elements in found.items()}

    def all(self, *names: str) -> tuple[Element, ...]:
        """Give the elements of these names (or of the groups in GROUPS), in reading order within each name."""
        wanted = [single for name in names for single in GROUPS.get(name, (name,))]
        return tuple(element for name in wanted for element in self._by_name.get(name, ()))

    def first(self, name: str) -> Element | None:
        """Give the first element of that name."""
        return next(iter(self.all(name)), None)
