"""Walk the content of paragraphs: text, fields, comment marks and drawings, tracked changes accepted."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from gongwen.draft import FieldSpan, Run, RunFormat, Shape
from gongwen.ooxml.canvas import Canvas
from gongwen.ooxml.cascade import Cascade, Look
from gongwen.ooxml.drawings import read_drawing
from gongwen.ooxml.flow import opened
from gongwen.ooxml.interning import key
from gongwen.ooxml.names import ALTERNATE, PPR, RPR, RUN, SPACE, M, T, w
from gongwen.ooxml.symbols import symbol
from gongwen.ooxml.values import Element
from gongwen.ooxml.vml import read_pict

_SIGNS = {w("tab"): "\t", w("ptab"): "\t", w("cr"): "\n", w("noBreakHyphen"): "-"}
_BREAKS = {"page": "\f", "column": "\f"}
_PAGE_FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})
_WRAPPERS = frozenset({w("hyperlink"), w("dir"), w("bdo")})
_COMMENT_MARKS = {w("commentRangeStart"): "start", w("commentRangeEnd"): "end"}
_MATH = frozenset({f"{{{M}}}oMath", f"{{{M}}}oMathPara"})
_RUBY, _RUBY_BASE, _FIELD_SIMPLE = w("ruby"), w("rubyBase"), w("fldSimple")
_ID, _TYPE, _CHAR, _FONT, _INSTRUCTION, _FIELD_CHAR_TYPE = (
    w(name) for name in ("id", "type", "char", "font", "instr", "fldCharType")
)
_MATH_TEXT = f"{{{M}}}t"
_WHITE = " \t\r\n"
_LAYOUT_WHITE = str.maketrans("\t\r\n", "   ")


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    in_result: bool = False
    start: int = 0


@dataclass(slots=True)
class Text:
    """Gather the content of one paragraph; `marks` are comment marks as (kind, id, offset).

    `formats` are those of its runs, `starts` the offsets where they begin: neighbours of one format are one run.
    """

    path: str
    pieces: list[str] = field(default_factory=list)
    formats: list[RunFormat] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    length: int = 0
    shapes: list[Shape] = field(default_factory=list)
    fields: list[FieldSpan] = field(default_factory=list)
    marks: list[tuple[str, str, int]] = field(default_factory=list)

    def add(self, piece: str, format: RunFormat) -> None:
        """Append a piece of text."""
        if not self.formats or format is not self.formats[-1]:
            self.formats.append(format)
            self.starts.append(self.length)
        self.pieces.append(piece)
        self.length += len(piece)

    def runs(self, whole: str) -> tuple[Run, ...]:
        """Give the runs of the whole text."""
        if len(self.formats) == 1:
            return (Run(whole, 0, self.formats[0]),)
        ends = (*self.starts[1:], self.length)
        spans = zip(self.starts, ends, self.formats, strict=False)
        return tuple(Run(whole[start:end], start, format) for start, end, format in spans)


class InlineReader:
    """Read the paragraphs of one story; fields may run from one paragraph into the next."""

    __slots__ = ("_canvas", "_cascade", "_fields", "_muted")

    def __init__(self, cascade: Cascade, canvas: Canvas) -> None:
        self._cascade = cascade
        self._canvas = canvas
        self._fields: list[_Field] = []
        self._muted = False

    def read(self, content: Iterable[Element], text: Text, look: Look) -> None:
        """Append the content of a paragraph or of a wrapper inside one."""
        for child in content:
            tag = child.tag
            if tag == RPR:  # a plain run, folded by interning
                self._text(child, text, look.runs.get(key(child)) or self._cascade.run(child, look))
            elif tag == RUN:
                self._run(child, text, look, look.plain)
            elif tag != PPR:
                self._wrapper(child, tag, text, look)

    def end_paragraph(self, text: Text) -> None:
        """Close the paragraph: a field that goes on gets a span here and starts anew in the next one."""
        if not self._fields:
            return
        self._fields = [open_field for open_field in self._fields if open_field.in_result]
        self._muted = False
        for open_field in self._fields:
            self._span(open_field, text)
            open_field.start = 0

    def suspend(self) -> list[_Field]:
        """Set the open fields aside while a text box is read."""
        fields, self._fields, self._muted = self._fields, [], False
        return fields

    def resume(self, fields: list[_Field]) -> None:
        """Go on where `suspend` left off."""
        self._fields = fields
        self._listen()

    def _run(self, content: Iterable[Element], text: Text, look: Look, format: RunFormat) -> None:
        for child in content:
            tag = child.tag
            if tag == RPR:
                format = look.runs.get(key(child)) or self._cascade.run(child, look)
            elif tag == T:
                self._text(child, text, format)
            else:
                self._special(child, tag, text, format, look)

    def _text(self, child: Element, text: Text, format: RunFormat) -> None:
        piece = child.text
        if piece and not self._muted:
            if piece[0] == " " or piece[-1] == " " or not piece.isprintable():
                piece = _visible(child, piece)
            text.add(piece, format)

    def _special(self, child: Element, tag: str, text: Text, format: RunFormat, look: Look) -> None:
        """Read what stands in a run beside its text."""
        sign = _SIGNS.get(tag)
        if sign is not None:
            self._say(sign, text, format)
        elif tag in _SPECIALS:
            _SPECIALS[tag](self, child, text, format)
        elif tag == ALTERNATE:
            chosen = opened(child)
            self._run(() if chosen is None else chosen, text, look, format)
        elif tag == _RUBY:
            for base in child.iterfind(_RUBY_BASE):
                self.read(base, text, look)

    def _say(self, sign: str, text: Text, format: RunFormat) -> None:
        if not self._muted and sign:
            text.add(sign, format)

    def _wrapper(self, child: Element, tag: str, text: Text, look: Look) -> None:
        """Read what stands in a paragraph beside its runs."""
        inner = child if tag in _WRAPPERS else opened(child)
        if tag == _FIELD_SIMPLE:
            simple = _Field(child.get(_INSTRUCTION, ""), True, text.length)
            self.read(child, text, look)
            self._close(simple, text, look.plain)
        elif tag in _COMMENT_MARKS:
            text.marks.append((_COMMENT_MARKS[tag], child.get(_ID, ""), text.length))
        elif inner is not None:
            self.read(inner, text, look)
        elif tag in _MATH:
            for part in child.iter(_MATH_TEXT):
                self._say(part.text or "", text, look.plain)

    def _break(self, child: Element, text: Text, format: RunFormat) -> None:
        self._say(_BREAKS.get(child.get(_TYPE, ""), "\n"), text, format)

    def _symbol(self, child: Element, text: Text, format: RunFormat) -> None:
        self._say(symbol(child.get(_CHAR), child.get(_FONT)), text, format)

    def _drawing(self, child: Element, text: Text, _: RunFormat) -> None:
        if not self._muted:
            text.shapes += read_drawing(child, self._canvas, text.path, len(text.shapes), text.length)

    def _pict(self, child: Element, text: Text, _: RunFormat) -> None:
        if not self._muted:
            text.shapes += read_pict(child, self._canvas, text.path, len(text.shapes), text.length)

    def _object(self, child: Element, text: Text, format: RunFormat) -> None:
        self._canvas.unread("object")
        self._pict(child, text, format)

    def _reference(self, child: Element, text: Text, _: RunFormat) -> None:
        text.marks.append(("reference", child.get(_ID, ""), text.length))

    def _page(self, _: Element, text: Text, format: RunFormat) -> None:
        self._close(_Field("PAGE", True, text.length), text, format)

    def _instruction(self, child: Element, _: Text, __: RunFormat) -> None:
        if self._fields and not self._fields[-1].in_result:
            self._fields[-1].instruction += child.text or ""

    def _field_char(self, child: Element, text: Text, format: RunFormat) -> None:
        kind = child.get(_FIELD_CHAR_TYPE)
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].in_result, self._fields[-1].start = True, text.length
        elif kind == "end" and self._fields:
            ended = self._fields.pop()
            self._listen()
            if not ended.in_result:
                ended.start = text.length
            self._close(ended, text, format)
        self._listen()

    def _listen(self) -> None:
        """Be deaf while a field instruction is open."""
        self._muted = any(not open_field.in_result for open_field in self._fields)

    def _close(self, ended: _Field, text: Text, format: RunFormat) -> None:
        """End a field; a page number that was never worked out reads 1."""
        name = ended.instruction.split(maxsplit=1)[:1]
        if ended.start == text.length and name and name[0].upper() in _PAGE_FIELDS:
            self._say("1", text, format)
        self._span(ended, text)

    def _span(self, ended: _Field, text: Text) -> None:
        if text.length > ended.start and not self._muted:
            text.fields.append(FieldSpan(ended.instruction.strip(), ended.start, text.length))


def _visible(element: Element, content: str) -> str:
    """Give what shows of w:t: white space at its ends only with xml:space, tabs and newlines as blanks."""
    kept = content if element.get(SPACE) == "preserve" else content.strip(_WHITE)
    return kept.translate(_LAYOUT_WHITE)


_SPECIALS: dict[str, Callable[[InlineReader, Element, Text, RunFormat], None]] = {
    w("br"): InlineReader._break,
    w("sym"): InlineReader._symbol,
    w("drawing"): InlineReader._drawing,
    w("pict"): InlineReader._pict,
    w("object"): InlineReader._object,
    w("fldChar"): InlineReader._field_char,
    w("instrText"): InlineReader._instruction,
    w("pgNum"): InlineReader._page,
    w("commentReference"): InlineReader._reference,
}
