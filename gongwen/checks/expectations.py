"""What a format rule may expect: properties of characters (faces), of lines of text (places) and of drawn lines (strokes)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict

from gongwen.anatomy.elements import Mark, Segment
from gongwen.anatomy.spacing import Spacing, char_size, paragraph_line
from gongwen.checks.fonts import belongs, is_family
from gongwen.draft import RunFormat
from gongwen.edits import AUTO, RunChange
from gongwen.patterns import compiled
from gongwen.units import NAMED_SIZES, Pt, from_mm, same_size, size_name, to_mm

Align = Literal["left", "center", "right", "distribute"]
Color = Literal["黑色", "红色"]
Range = float | tuple[float, float]
Value = float | Align

_T = TypeVar("_T", bound=str)

INKS: dict[Color, str] = {"黑色": AUTO, "红色": "FF0000"}
"""What is written for a colour."""
ALIGNS = {"left": "居左", "justify": "居左", "center": "居中", "right": "居右", "distribute": "分散对齐"}


@dataclass(frozen=True, slots=True)
class FaceProperty:
    """Hold one property of characters: is a format right (None: it does not say), what weighs, how it is shown.

    `change` makes it right and names families, not fonts; `chosen` is how a reader names that.
    """

    expected: str
    right: Callable[[RunFormat], bool | None]
    shown: Callable[[RunFormat], str]
    weight: Callable[[str], int]
    change: RunChange
    chosen: str


@dataclass(frozen=True, slots=True)
class Aim:
    """Hold where a line is to stand: `value` in 字 (in points for `line`), or `align`."""

    kind: Literal["align", "left", "right", "turn", "line"]
    value: float = 0.0
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class PlaceProperty:
    """Hold one property of lines; `measured` gives None where there is nothing to measure.

    `settled` tells that format and size settle it, whatever the words; `in_boxes`, that text boxes can be measured too. `aim` is
    what is written to make it right, `chosen` how a reader names that.
    """

    expected: str
    measured: Callable[[Spacing, Segment], Value | None]
    right: Callable[[Value], bool]
    shown: Callable[[Value], str]
    aim: Aim
    chosen: str
    settled: bool = False
    in_boxes: bool = False


@dataclass(frozen=True, slots=True)
class StrokeProperty:
    """Hold one property of drawn lines; `shown` gives an empty text where the file does not say. `color`, `length` make it right."""

    expected: str
    right: Callable[[Mark], bool]
    shown: Callable[[Mark], str]
    color: str | None = None
    length: Pt | None = None


_SWITCHES = (("bold", "加粗"), ("italic", "倾斜"), ("underline", "加下划线"), ("highlight", "突出显示"))
_SWITCHED: dict[str, Callable[[bool], RunChange]] = {
    "bold": lambda wanted: RunChange(bold=wanted),
    "italic": lambda wanted: RunChange(italic=wanted),
    "underline": lambda wanted: RunChange(underline=wanted),
    "highlight": lambda wanted: RunChange(highlight=wanted),
}


class Expect(BaseModel):
    """Hold what is expected; one value or several that are all right, for lengths a number or a range.

    Lengths in 字, `line_spacing` in points, `scale` in percent, `length` in millimetres; `color` serves drawn lines too.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
    font: str | tuple[str, ...] | None = None
    latin_font: str | tuple[str, ...] | None = None
    size: str | tuple[str, ...] | None = None
    bold: bool | None = None
    italic: bool | None = None
    underline: bool | None = None
    highlight: bool | None = None
    color: Color | None = None
    scale: Range | None = None
    align: Align | tuple[Align, ...] | None = None
    left: Range | None = None
    right: Range | None = None
    turn: Range | None = None
    line_spacing: Range | None = None
    length: float | None = None

    def problems(self) -> Iterator[str]:
        """Yield what no table knows."""
        if not self.model_fields_set:
            yield "expect 里至少写一项"
        yield from (f"字体表里没有 {name}" for name in _many(self.font) if not is_family(name))
        yield from (f"没有字号 {name}" for name in _many(self.size) if name not in NAMED_SIZES)

    def faces(self) -> Iterator[FaceProperty]:
        """Yield the properties of characters."""
        if self.font is not None:
            yield _font(_many(self.font))
        if self.latin_font is not None:
            yield _latin_font(_many(self.latin_font))
        if self.size is not None:
            yield _size(_many(self.size))
        if self.color is not None:
            yield _color(self.color)
        if self.scale is not None:
            yield _scale(_range(self.scale, 0))
        for name, word in _SWITCHES:
            wanted = getattr(self, name)
            if wanted is not None:
                yield _switch(name, word, wanted)

    def places(self, tolerance: float) -> Iterator[PlaceProperty]:
        """Yield the properties of lines."""
        if self.align is not None:
            yield _align(_many(self.align))
        if self.left is not None:
            yield _length(
                "left", _range(self.left, tolerance), "左空{}字", lambda spacing, _: spacing.left, settled=True
            )
        if self.right is not None:
            yield _length("right", _range(self.right, tolerance), "右空{}字", lambda spacing, _: spacing.right)
        if self.turn is not None:
            yield _length("turn", _range(self.turn, tolerance), "回行左空{}字", _turn, settled=True)
        if self.line_spacing is not None:
            asked = _range(self.line_spacing, 0)
            yield _length("line", asked, "行距{}磅", _line_spacing, settled=True, in_boxes=True)

    def strokes(self, tolerance: float) -> Iterator[StrokeProperty]:
        """Yield the properties of drawn lines."""
        if self.color is not None:
            yield _stroke_color(self.color)
        if self.length is not None:
            yield _stroke_length(self.length, tolerance)


def _many(value: _T | tuple[_T, ...] | None) -> tuple[_T, ...]:
    return value if isinstance(value, tuple) else () if value is None else (value,)


def _range(value: Range, tolerance: float) -> tuple[float, float]:
    return value if isinstance(value, tuple) else (value - tolerance, value + tolerance)


_HAN = compiled("[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_LATIN = compiled("[0-9A-Za-z]")


def han(text: str) -> int:
    """Count Han characters: what the Chinese font serves for sure."""
    return len(_HAN.findall(text))


def latin(text: str) -> int:
    """Count ASCII letters and digits."""
    return len(_LATIN.findall(text))


def visible(text: str) -> int:
    """Count what leaves ink."""
    return len("".join(text.split()))


def _font(wanted: tuple[str, ...]) -> FaceProperty:
    def right(form: RunFormat) -> bool | None:
        return None if form.han_font is None else any(belongs(form.han_font, name) for name in wanted)

    change = RunChange(han_font=wanted[0])
    return FaceProperty("或".join(wanted), right, lambda form: form.han_font or "", han, change, wanted[0])


def _latin_font(wanted: tuple[str, ...]) -> FaceProperty:
    def right(form: RunFormat) -> bool | None:
        return None if form.latin_font is None else any(belongs(form.latin_font, name) for name in wanted)

    change = RunChange(latin_font=wanted[0])
    return FaceProperty("或".join(wanted), right, lambda form: form.latin_font or "", latin, change, wanted[0])


def _size(wanted: tuple[str, ...]) -> FaceProperty:
    def right(form: RunFormat) -> bool:
        return any(same_size(form.size, NAMED_SIZES[name]) for name in wanted)

    change = RunChange(size=NAMED_SIZES.get(wanted[0]))
    return FaceProperty("或".join(wanted), right, lambda form: size_name(form.size), visible, change, wanted[0])


def _color(wanted: Color) -> FaceProperty:
    def right(form: RunFormat) -> bool:
        return color_name(form.color) == wanted

    change = RunChange(color=INKS[wanted])
    return FaceProperty(wanted, right, lambda form: color_name(form.color), visible, change, wanted)


def _scale(wanted: tuple[float, float]) -> FaceProperty:
    def right(form: RunFormat) -> bool:
        return wanted[0] <= form.scale <= wanted[1]

    value = min(max(100.0, wanted[0]), wanted[1])
    expected, change = f"缩放{_span(wanted)}%", RunChange(scale=value)
    return FaceProperty(expected, right, lambda form: f"缩放{form.scale:g}%", visible, change, f"缩放{value:g}%")


def _switch(name: str, word: str, wanted: bool) -> FaceProperty:
    def right(form: RunFormat) -> bool:
        return bool(getattr(form, name)) is wanted

    off = f"不{word}"
    expected, change = word if wanted else off, _SWITCHED[name](wanted)
    return FaceProperty(expected, right, lambda _: off if wanted else word, visible, change, expected)


def _stroke_color(wanted: Color) -> StrokeProperty:
    """Expect a colour; a drawn line that names none takes it from a theme."""

    def shown(mark: Mark) -> str:
        return "" if mark.shape is not None and mark.color is None else color_name(mark.color)

    return StrokeProperty(wanted, lambda mark: color_name(mark.color) == wanted, shown, color=INKS[wanted])


def _stroke_length(wanted: float, tolerance: float) -> StrokeProperty:
    def right(mark: Mark) -> bool:
        return abs(to_mm(mark.width) - wanted) <= tolerance

    expected = f"长{number(wanted)}毫米"
    return StrokeProperty(expected, right, lambda mark: f"长{number(to_mm(mark.width))}毫米", length=from_mm(wanted))


def _align(wanted: tuple[Align, ...]) -> PlaceProperty:
    def measured(spacing: Spacing, _: Segment) -> Align:
        return "left" if spacing.align == "justify" else spacing.align

    expected = "或".join(ALIGNS[name] for name in wanted)
    aim, chosen = Aim("align", align=wanted[0]), ALIGNS[wanted[0]]
    return PlaceProperty(
        expected, measured, lambda value: value in wanted, lambda value: ALIGNS[str(value)], aim, chosen
    )


def _length(
    kind: Literal["left", "right", "turn", "line"],
    wanted: tuple[float, float],
    phrase: str,
    measured: Callable[[Spacing, Segment], float | None],
    *,
    settled: bool = False,
    in_boxes: bool = False,
) -> PlaceProperty:
    def right(value: Value) -> bool:
        return wanted[0] <= float(value) <= wanted[1]

    def shown(value: Value) -> str:
        return phrase.format(number(float(value)))

    value = middle(wanted)
    aim, chosen = Aim(kind, value), phrase.format(number(value))
    return PlaceProperty(phrase.format(_span(wanted)), measured, right, shown, aim, chosen, settled, in_boxes)


def middle(wanted: tuple[float, float]) -> float:
    """Give what is written where a range is right: the whole number in its middle, or the very middle where none is there."""
    half = (wanted[0] + wanted[1]) / 2
    return float(round(half)) if wanted[0] <= round(half) <= wanted[1] else half


def _turn(spacing: Spacing, _: Segment) -> float | None:
    return spacing.turn if spacing.lines > 1 else None


def _line_spacing(_: Spacing, segment: Segment) -> float:
    size = char_size(segment.paragraph, segment.start, segment.end)
    return paragraph_line(segment.paragraph, segment.section, size)


def _span(wanted: tuple[float, float]) -> str:
    """Show a range: a narrow one around a whole number by that number, others by both ends."""
    low, high = wanted
    middle = (low + high) / 2
    whole = abs(middle - round(middle)) <= 0.1 and high - low <= 3.2
    return number(round(middle)) if whole else f"{number(low)}～{number(high)}"


def number(value: float) -> str:
    """Show a measure: one decimal at most."""
    return f"{round(value, 1) + 0:g}"


def color_name(color: str | None) -> str:
    """Name a colour as a reader would: `黑色` for automatic and near black, `红色` for every red, else its code."""
    if color is None:
        return "黑色"
    red, green, blue = (int(color[at : at + 2], 16) for at in (0, 2, 4))
    if max(red, green, blue) <= 0x40:
        return "黑色"
    return "红色" if red >= 0x90 and max(green, blue) <= red * 0.4 else f"#{color}"
