"""Read the properties of a paragraph (w:pPr) into a layer, and turn merged layers into a ParagraphFormat."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from gongwen.draft import Align, Border, Borders, Frame, Indent, LineRule, ParagraphFormat
from gongwen.ooxml.layers import ParagraphLayer, RunLayer
from gongwen.ooxml.names import RPR, SECT_PR, VAL, w
from gongwen.ooxml.runprops import color, run_layer, shading
from gongwen.ooxml.theme import Theme
from gongwen.ooxml.values import Element, child_value, integer, is_on, length, number
from gongwen.units import Pt

_ALIGNS: dict[str, Align] = {
    "left": "left", "start": "left", "right": "right", "end": "right", "center": "center", "both": "justify",
    "lowKashida": "justify", "mediumKashida": "justify", "highKashida": "justify",
    "distribute": "distribute", "thaiDistribute": "distribute",
}  # fmt: skip
_LINE_RULES: dict[str, LineRule] = {"auto": "auto", "exact": "exact", "atLeast": "at_least"}
_DELETIONS = (w("del"), w("moveFrom"))
_AUTO_SPACING = Pt(14.0)
"""What Word puts before and after a paragraph with automatic (HTML) spacing."""


@dataclass(frozen=True, slots=True)
class ParagraphProperties:
    """Hold what one w:pPr states: its layer, style, number and the layer of its mark.

    `mark_deleted`: a tracked change deletes the mark, so that the paragraph goes on in the next one.
    """

    layer: ParagraphLayer = field(default_factory=ParagraphLayer)
    style: str | None = None
    num_id: int | None = None
    num_level: int | None = None
    mark: RunLayer = field(default_factory=RunLayer)
    mark_style: str | None = None
    mark_deleted: bool = False
    ends_section: bool = False


def paragraph_properties(properties: Element | None, theme: Theme) -> ParagraphProperties:
    """Read w:pPr; what it does not state is not in the layer."""
    if properties is None:
        return ParagraphProperties()
    ends_section = properties.find(SECT_PR) is not None
    mark, number_element = properties.find(RPR), properties.find(w("numPr"))
    return ParagraphProperties(
        layer=paragraph_layer(properties, theme),
        style=child_value(properties, w("pStyle")),
        num_id=integer(child_value(number_element, w("numId"))),
        num_level=integer(child_value(number_element, w("ilvl"))),
        mark=run_layer(mark, theme),
        mark_style=child_value(mark, w("rStyle")),
        mark_deleted=not ends_section and mark is not None and any(mark.find(tag) is not None for tag in _DELETIONS),
        ends_section=ends_section,
    )


def paragraph_layer(properties: Element | None, theme: Theme) -> ParagraphLayer:
    """Read the plain properties in w:pPr."""
    layer: ParagraphLayer = {}
    for element in () if properties is None else properties:
        reader = _READERS.get(element.tag)
        if reader:
            reader(element, layer, theme)
    return layer


def paragraph_format(layer: ParagraphLayer) -> ParagraphFormat:
    """Turn fully merged layers into the effective format."""
    first = _indent(layer.get("first"), layer.get("first_chars"))
    left = _behind_hanging(_indent(layer.get("left"), layer.get("left_chars")), first)
    tabs = tuple(sorted((position, kind) for position, kind in layer.get("tabs", {}).items() if kind != "clear"))
    return ParagraphFormat(
        align=layer.get("align", "left"),
        left=left,
        right=_indent(layer.get("right"), layer.get("right_chars")),
        first=first,
        before=layer.get("before", Pt(0.0)),
        after=layer.get("after", Pt(0.0)),
        before_lines=layer.get("before_lines") or None,
        after_lines=layer.get("after_lines") or None,
        line=layer.get("line", 1.0),
        line_rule=layer.get("line_rule", "auto"),
        grid=layer.get("grid", True),
        page_break_before=layer.get("page_break_before", False),
        keep_next=layer.get("keep_next", False),
        keep_lines=layer.get("keep_lines", False),
        widow_control=layer.get("widow_control", True),
        contextual_spacing=layer.get("contextual_spacing", False),
        borders=Borders(
            top=layer.get("border_top"),
            bottom=layer.get("border_bottom"),
            left=layer.get("border_left"),
            right=layer.get("border_right"),
            between=layer.get("border_between"),
        ),
        shading=layer.get("shading"),
        outline_level=layer.get("outline_level"),
        tabs=tabs,
        frame=layer.get("frame"),
        kinsoku=layer.get("kinsoku", True),
        hanging_marks=layer.get("hanging_marks", True),
        whole_words=layer.get("whole_words", True),
        space_latin=layer.get("space_latin", True),
        space_digits=layer.get("space_digits", True),
    )


def border(element: Element | None, theme: Theme) -> Border | None:
    """Read one border line, None for `nil` and `none`."""
    form = None if element is None else element.get(VAL)
    if element is None or form in (None, "nil", "none"):
        return None
    width, space = length(element.get(w("sz")), per_point=8), length(element.get(w("space")), per_point=1)
    return Border(str(form), width or Pt(0.0), color(element, theme, "color"), space or Pt(0.0))


def _indent(points: Pt | None, chars: float | None) -> Indent:
    return Indent(points or Pt(0.0), chars or None)


def _behind_hanging(left: Indent, first: Indent) -> Indent:
    """Give the indent of the lines after the first.

    Word counts a hanging indent on top of a left one in characters (leftChars=200 hangingChars=200: the first line at two
    characters, the rest at four); the points it writes beside them hold the sum.
    """
    if left.chars is None:
        return left
    if first.chars is None:
        return Indent(left.points) if first.points < 0 and left.points else left
    return Indent(left.points, left.chars - first.chars) if first.chars < 0 else left


def _align(element: Element, layer: ParagraphLayer, _: Theme) -> None:
    layer["align"] = _ALIGNS.get(element.get(VAL, ""), "left")


def _ind(element: Element, layer: ParagraphLayer, _: Theme) -> None:
    left, left_chars = _pair(element, ("start", "left"), ("startChars", "leftChars"))
    right, right_chars = _pair(element, ("end", "right"), ("endChars", "rightChars"))
    first, first_chars = _pair(element, ("firstLine",), ("firstLineChars",))
    hanging, hanging_chars = _pair(element, ("hanging",), ("hangingChars",))
    if hanging is not None:
        first = Pt(-hanging)
    if hanging_chars is not None:
        first_chars = -hanging_chars
    _state(layer, "left", left, left_chars)
    _state(layer, "right", right, right_chars)
    _state(layer, "first", first, first_chars)


def _pair(element: Element, points: tuple[str, ...], chars: tuple[str, ...]) -> tuple[Pt | None, float | None]:
    """Read a length and its twin in hundredths of a character or line; the first attribute present counts."""
    in_points = next((value for value in (length(element.get(w(name))) for name in points) if value is not None), None)
    hundredths = next((value for value in (number(element.get(w(name))) for name in chars) if value is not None), None)
    return in_points, None if hundredths is None else hundredths / 100


def _state(
    layer: ParagraphLayer, key: Literal["left", "right", "first"], points: Pt | None, chars: float | None
) -> None:
    """Enter an indent; zero characters also cancel the points stated farther away."""
    if chars is not None:
        layer[f"{key}_chars"] = chars  # type: ignore[literal-required]
        if chars == 0 and points is None:
            points = Pt(0.0)
    if points is not None:
        layer[key] = points


def _spacing(element: Element, layer: ParagraphLayer, _: Theme) -> None:
    before, before_lines = _pair(element, ("before",), ("beforeLines",))
    after, after_lines = _pair(element, ("after",), ("afterLines",))
    if is_on(element.get(w("beforeAutospacing"), "0")):
        before, before_lines = _AUTO_SPACING, 0
    if is_on(element.get(w("afterAutospacing"), "0")):
        after, after_lines = _AUTO_SPACING, 0
    if before is not None:
        layer["before"] = before
    if before_lines is not None:
        layer["before_lines"] = before_lines
    if after is not None:
        layer["after"] = after
    if after_lines is not None:
        layer["after_lines"] = after_lines
    _line(element, layer)


def _line(element: Element, layer: ParagraphLayer) -> None:
    points = length(element.get(w("line")))
    rule = _LINE_RULES.get(element.get(w("lineRule"), "auto"), "auto")
    if points:
        layer["line"] = points / 12 if rule == "auto" else abs(points)
        layer["line_rule"] = "exact" if points < 0 and rule == "at_least" else rule


def _switch(key: str) -> Callable[[Element, ParagraphLayer, Theme], None]:
    def read(element: Element, layer: ParagraphLayer, _: Theme) -> None:
        layer[key] = is_on(element.get(VAL))  # type: ignore[literal-required]

    return read


def _borders(element: Element, layer: ParagraphLayer, theme: Theme) -> None:
    for side in element:
        name = side.tag.rpartition("}")[2]
        if name in ("top", "bottom", "left", "right", "between"):
            layer[f"border_{name}"] = border(side, theme)  # type: ignore[literal-required]


def _shading(element: Element, layer: ParagraphLayer, theme: Theme) -> None:
    layer["shading"] = shading(element, theme)


def _outline(element: Element, layer: ParagraphLayer, _: Theme) -> None:
    level = integer(element.get(VAL))
    layer["outline_level"] = level if level is not None and 0 <= level < 9 else None


def _tabs(element: Element, layer: ParagraphLayer, _: Theme) -> None:
    stops = ((length(tab.get(w("pos"))), tab.get(VAL, "left")) for tab in element)
    layer["tabs"] = {position: kind for position, kind in stops if position is not None}


def _frame(element: Element, layer: ParagraphLayer, _: Theme) -> None:
    layer["frame"] = Frame(
        x=length(element.get(w("x"))),
        y=length(element.get(w("y"))),
        width=length(element.get(w("w"))),
        horizontal_from=element.get(w("hAnchor"), "text"),
        vertical_from=element.get(w("vAnchor"), "text"),
        x_align=element.get(w("xAlign")),
        y_align=element.get(w("yAlign")),
    )


_READERS: dict[str, Callable[[Element, ParagraphLayer, Theme], None]] = {
    w("jc"): _align,
    w("ind"): _ind,
    w("spacing"): _spacing,
    w("snapToGrid"): _switch("grid"),
    w("pageBreakBefore"): _switch("page_break_before"),
    w("keepNext"): _switch("keep_next"),
    w("keepLines"): _switch("keep_lines"),
    w("widowControl"): _switch("widow_control"),
    w("contextualSpacing"): _switch("contextual_spacing"),
    w("kinsoku"): _switch("kinsoku"),
    w("overflowPunct"): _switch("hanging_marks"),
    w("wordWrap"): _switch("whole_words"),
    w("autoSpaceDE"): _switch("space_latin"),
    w("autoSpaceDN"): _switch("space_digits"),
    w("pBdr"): _borders,
    w("shd"): _shading,
    w("outlineLvl"): _outline,
    w("tabs"): _tabs,
    w("framePr"): _frame,
}
