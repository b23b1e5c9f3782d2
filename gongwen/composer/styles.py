"""The named styles of a document: each element's look, as the rule book measures it."""

from dataclasses import dataclass, replace
from functools import cached_property

from gongwen.anatomy.elements import Facts
from gongwen.composer.measures import RED, Face, Measures
from gongwen.composer.sheet import Border, Frame, Indent, Page, Place, Style, TabStop
from gongwen.units import Pt, from_mm

SHEET = (from_mm(210), from_mm(297))
"""A4 upright (GB/T 9704-2012 5.1)."""
NUMBER_DROP = from_mm(7)
"""From the lower edge of the type area to the dashes of the page number (7.5)."""
LINE_DROP = from_mm(4)
"""From 发文字号 to the red line, from the masthead of a letter to its double line (7.2.7, 10.1)."""
TITLE_LINE = Pt(35.0)
NUMBER_LINE = Pt(18.0)
"""Heights of lines the standard leaves open: a title of 二号 (22 pt), 发文字号 over its line."""
AIR = 1.1
"""Height of a line of the masthead, in sizes of its characters."""
RED_LINE = Pt(1.0)
"""How thick the red line is; no figure is prescribed."""
DOUBLE_LINE = Pt(3.0)
"""The thick one of the double lines of a letter; the border under a paragraph names the line next to the text first."""
SMALL_LINE = Pt(24.0)
"""Height of a line of the imprint, in 四号."""
HEADINGS = ("一级标题", "二级标题", "三级标题", "四级标题")


@dataclass(frozen=True)
class Styles:
    """Make the styles for the documents of some facts."""

    measures: Measures
    facts: Facts

    @cached_property
    def page(self) -> Page:
        """Give the page: the margins, and a grid that sets as many lines and characters as the rules ask."""
        known = self.measures.page
        width, height = SHEET
        top, bottom = from_mm(known("top")), from_mm(known("bottom"))
        left, right = from_mm(known("left")), from_mm(known("right"))
        char = self.measures.size("body")
        low = self.measures.size("page_number")
        return Page(
            width=width,
            height=height,
            top=top,
            right=right,
            bottom=bottom,
            left=left,
            footer=Pt(bottom - NUMBER_DROP - low / 2),
            line_pitch=_floor((height - top - bottom) / known("lines")),
            char_space=Pt((width - left - right) / known("characters") - char),
        )

    @property
    def line(self) -> Pt:
        """Give the height of a line of the main text (行)."""
        return self.page.line_pitch

    def face(self, element: str) -> Face:
        """Give the look of an element's characters."""
        return self.measures.face(element)

    @cached_property
    def base(self) -> Style:
        """Give what all styles rest on."""
        return Style("base", "公文基准", self.face("body"), Place(line=self.line, gridded=True))

    def _style(self, key: str, name: str, element: str, place: Place, face: Face | None = None) -> Style:
        return Style(key, name, face or self.face(element), place)

    def _line(self, **looks: object) -> Place:
        """Give a place on the lines of the main text."""
        return replace(Place(align="left", line=self.line, gridded=True), **looks)  # type: ignore[arg-type]

    @cached_property
    def empty(self) -> Style:
        """Make 空行."""
        return self._style("empty", "空行", "body", self._line(keep=True))

    def mark(self, element: str, name: str) -> Style:
        """Make 份号, 密级 or 紧急程度: flush left."""
        return self._style(element, name, element, self._line())

    def gap(self, height: Pt) -> Style:
        """Make the room above a masthead that is a table."""
        return self._style("gap", "版头空行", "body", Place(line=height))

    def masthead(self, size: Pt, scale: int, before: Pt, *, several: bool = False) -> Style:
        """Make 发文机关标志; the names of several agencies are spread over the same width."""
        face = replace(self.face("masthead"), size=size, scale=scale)
        place = Place(align="distribute" if several else "center", line=masthead_line(size), before=before)
        return self._style("masthead", "发文机关标志", "masthead", place, face)

    def masthead_word(self, size: Pt) -> Style:
        """Make 文件 or 令 beside the names of several agencies."""
        return self._style(
            "masthead-word", "标志文字", "masthead", Place(align="center"), replace(self.face("masthead"), size=size)
        )

    def letter_masthead(self, size: Pt, scale: int) -> Style:
        """Make the masthead of a letter: fixed to the page, closed by the upper double line."""
        top = Pt(from_mm(self.measures.option("letter-masthead-height", "wanted")) - leading(size))
        border = Border("bottom", DOUBLE_LINE, Pt(LINE_DROP - leading(size)), RED, "thickThinSmallGap")
        place = Place(align="center", line=masthead_line(size), frame=Frame(self._double_line(), top), border=border)
        face = replace(self.face("masthead"), size=size, scale=scale)
        return self._style("masthead", "发文机关标志", "masthead", place, face)

    def letter_foot(self) -> Style:
        """Make the lower double line of a letter's first page."""
        top = Pt(SHEET[1] - from_mm(self.measures.option("letter-lower-line-place", "wanted")) - DOUBLE_LINE)
        border = Border("bottom", DOUBLE_LINE, color=RED, form="thinThickSmallGap")
        frame = Frame(self._double_line(), top, "around")
        return self._style("letter-foot", "信函下双线", "body", Place(line=Pt(1.0), frame=frame, border=border))

    def _double_line(self) -> Pt:
        return from_mm(self.measures.length("red_line"))

    def number(self, *, tab: TabStop | None = None, above: bool = False) -> Style:
        """Make 发文字号: over the red line, alone in the middle, or at the left with signers beside it, perhaps more `above`."""
        form = self.facts.form
        before = Pt(0.0 if above else self.measures.lines("masthead", "doc_number") * self.line)
        rule = Border("bottom", RED_LINE, Pt(LINE_DROP - (NUMBER_LINE - self.face("doc_number").size) / 2), RED)
        upward = self.facts.direction == "上行" and form == "文件"
        place = Place(
            align="left" if upward else "center",
            line=NUMBER_LINE,
            before=before,
            indent=Indent(first=self.measures.room("doc_number", "left") if upward else 0.0),
            tab=tab,
            border=None if form == "命令" else rule,
        )
        return self._style("number", "发文字号", "doc_number", place)

    def letter_number(self) -> Style:
        """Make 发文字号 of a letter: at the right, 7/8 of a character under the double line (10.1)."""
        before = Pt(self.measures.size("doc_number") * 7 / 8)
        right = self.measures.room("doc_number", "right")
        place = Place(align="right", line=NUMBER_LINE, before=before, indent=Indent(right=right))
        return self._style("number", "发文字号", "doc_number", place)

    def letter_first_mark(self, element: str) -> Style:
        """Make the first mark of a letter, with 发文字号 at the right end of its line."""
        place = replace(self.letter_number().place or Place(), align="left", tab=("right", self.page.text_width))
        return self._style("letter-mark", "信函首项", element, place)

    def number_run(self) -> Style:
        """Make the characters of 发文字号 beside a mark of another look."""
        return Style("number-run", "发文字号字", self.face("doc_number"))

    def signers(self, tab: Pt, *, first: bool) -> Style:
        """Make a row of 签发人 above that of 发文字号."""
        before = Pt(self.measures.lines("masthead", "doc_number") * self.line if first else 0.0)
        key, name = ("signers", "签发人") if first else ("signers-next", "签发人续行")
        return self._style(key, name, "signer", self._line(before=before, tab=("left", tab)))

    @cached_property
    def signer_name(self) -> Style:
        """Make the characters of 签发人's name."""
        return Style("signer-name", "签发人姓名", self.measures.part("signer-name-font"))

    @cached_property
    def sender(self) -> Style:
        """Make 发电单位 of a telegram."""
        before = Pt(self.measures.lines("masthead", "doc_number") * self.line)
        return self._style("sender", "发电单位", "body", self._line(before=before))

    @cached_property
    def grade(self) -> Style:
        """Make 等级 and 发电号 of a telegram, over the red line."""
        rule = self.number().place or Place()
        place = replace(rule, align="left", before=Pt(0.0), tab=("right", self.page.text_width))
        return self._style("grade", "等级和发电号", "doc_number", place)

    @cached_property
    def title(self) -> Style:
        """Make 标题."""
        lines = self.measures.lines("doc_number", "title")
        return self._style(
            "title",
            "公文标题",
            "title",
            Place(align="center", line=TITLE_LINE, before=Pt(lines * self.line), keep=True),
        )

    @cached_property
    def title_note(self) -> Style:
        """Make 题注: 楷体 by custom."""
        face = replace(self.face("title_note"), font=self.face("heading.2").font)
        return self._style("title-note", "题注", "title_note", self._line(align="center", keep=True), face)

    @cached_property
    def recipients(self) -> Style:
        """Make 主送机关."""
        before = Pt(self.measures.lines("title", "recipients") * self.line)
        return self._style("recipients", "主送机关", "recipients", self._line(before=before, align="both"))

    @cached_property
    def body(self) -> Style:
        """Make 正文."""
        return self._style("body", "公文正文", "body", self._text_place())

    @cached_property
    def last(self) -> Style:
        """Make the paragraph that 署名 stays on one page with (7.3.5.5)."""
        return self._style("body-last", "公文正文末段", "body", replace(self._text_place(), keep=True, whole=True))

    def _text_place(self) -> Place:
        return self._line(align="both", indent=Indent(first=self.measures.room("body", "left")))

    def heading(self, level: int) -> Style:
        """Make a heading on a line of its own."""
        place = self._line(
            align="both", indent=Indent(first=self.measures.room(f"heading.{level}", "left")), keep=True, level=level
        )
        return self._style(f"heading-{level}", HEADINGS[level - 1], f"heading.{level}", place)

    def run_in(self, level: int) -> Style:
        """Make the characters of a heading that text runs on from."""
        return Style(f"run-in-{level}", f"{HEADINGS[level - 1]}字", self.face(f"heading.{level}"))

    def cell(self, *, head: bool) -> Style:
        """Make the text of tables: 四号, its head in 黑体."""
        small = self.measures.size("cc")
        face = replace(self.face("heading.1" if head else "body"), size=small)
        key, name = ("table-head", "表头") if head else ("table-text", "表格文字")
        return self._style(key, name, "body", Place(align="center", line=SMALL_LINE), face)

    @cached_property
    def last_cell(self) -> Style:
        """Make the text of the row that 署名 stays on one page with."""
        usual = self.cell(head=False)
        return replace(usual, key="table-last", name="表格末行", place=replace(usual.place or Place(), keep=True))

    def attachment_note(self, *, first: bool) -> Style:
        """Make 附件说明; the attachments after the first follow without an empty line."""
        before = Pt(self.measures.lines("body", "attachment_note") * self.line if first else 0.0)
        key, name = ("attachment-note", "附件说明") if first else ("attachment-note-next", "附件说明续行")
        return self._style(key, name, "attachment_note", self._line(align="both", before=before, keep=True, whole=True))

    def signature(self, lines: int) -> Style:
        """Make 署名 so many lines under the text; those after the first follow at once."""
        key, name = ("signature", "发文机关署名") if lines else ("signature-next", "署名续行")
        return self._style(key, name, "signature", self._line(align="right", before=Pt(lines * self.line), keep=True))

    @cached_property
    def joint_signature(self) -> Style:
        """Make 署名 in a cell."""
        return self._style("signature-joint", "联合署名", "signature", self._line(align="center", keep=True))

    @cached_property
    def office(self) -> Style:
        """Make 签发人职务 beside the place of its stamp."""
        return self._style("office", "签发人职务", "signature", self._line(align="right", keep=True))

    def date(self, lines: int, *, followed: bool) -> Style:
        """Make 成文日期."""
        return self._style(
            "date", "成文日期", "date", self._line(align="right", before=Pt(lines * self.line), keep=followed)
        )

    @cached_property
    def note(self) -> Style:
        """Make 附注."""
        before = Pt(self.measures.lines("date", "note") * self.line)
        return self._style(
            "note", "附注", "note", self._line(before=before, indent=Indent(first=self.measures.room("note", "left")))
        )

    def attendance(self, *, first: bool) -> Style:
        """Make 出席, 请假 and 列席."""
        before = Pt(self.measures.lines("body", "attendance") * self.line if first else 0.0)
        key, name = ("attendance", "出席名单") if first else ("attendance-next", "出席名单续行")
        return self._style(key, name, "attendance", self._line(before=before))

    @cached_property
    def attendance_word(self) -> Style:
        """Make the words 出席, 请假 and 列席 themselves."""
        return Style("attendance-word", "出席标目", self.measures.part("attendance-label-font"))

    @cached_property
    def attachment_label(self) -> Style:
        """Make 附件标识: the first line of a page."""
        return self._style("attachment-label", "附件标识", "attachment_label", self._line(new_page=True, keep=True))

    @cached_property
    def attachment_title(self) -> Style:
        """Make 附件标题: centred on the third line, set as a title by custom; an empty line parts it from the text."""
        above = self.measures.lines("attachment_label", "attachment_title")
        place = Place(align="center", line=TITLE_LINE, before=Pt(above * self.line), after=self.line, keep=True)
        return self._style("attachment-title", "附件标题", "attachment_title", place, self.face("title"))

    def copies(self, word: str) -> Style:
        """Make 抄送机关 (or 主送机关 moved here): lines hang under what follows the word."""
        side = self.measures.room("cc", "left")
        hang = len(word)
        indent = Indent(left=side + hang, right=side, first=-float(hang))
        return self._style("cc", "抄送机关", "cc", Place(line=SMALL_LINE, indent=indent))

    @cached_property
    def printer(self) -> Style:
        """Make 印发机关和印发日期: at both ends of one line."""
        side = self.measures.room("cc", "left")
        end = Pt(self.page.text_width - side * self.measures.size("printer"))
        place = Place(align="left", line=SMALL_LINE, indent=Indent(left=side, right=side), tab=("right", end))
        return self._style("printer", "印发机关和印发日期", "printer", place)

    @cached_property
    def anchor(self) -> Style:
        """Make the paragraph that what stands at the foot hangs on."""
        return self._style("anchor", "版记锚点", "body", Place(line=Pt(1.0)))

    def page_number(self, *, odd: bool) -> Style:
        """Make 页码: one 字 from the outer edge (7.5)."""
        key, name = ("page-number-odd", "单页页码") if odd else ("page-number-even", "双页页码")
        size = self.measures.size("page_number")
        indent = Indent(right=1.0) if odd else Indent(left=1.0)
        return self._style(key, name, "page_number", Place(align="right" if odd else "left", line=size, indent=indent))


def masthead_line(size: Pt) -> Pt:
    """Give the height of a line of the masthead."""
    return Pt(size * AIR)


def leading(size: Pt) -> Pt:
    """Give the air above the characters of the masthead in their line."""
    return Pt((masthead_line(size) - size) / 2)


def _floor(points: float) -> Pt:
    """Round down to the twentieth of a point that files count in: a page must hold its lines."""
    return Pt(int(points * 20 + 1e-6) / 20)
