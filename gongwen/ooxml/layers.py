"""Hold explicit properties as layers: one dictionary per place that states them, merged from the farthest to the nearest."""

from typing import Literal, TypedDict

from gongwen.draft import Align, Border, Frame, LineRule
from gongwen.units import Pt


class RunLayer(TypedDict, total=False):
    """Hold the run properties one place states; keys and units are those of RunFormat."""

    han_font: str | None
    latin_font: str | None
    size: Pt
    bold: bool
    italic: bool
    underline: str | None
    strike: bool
    color: str | None
    highlight: str | None
    shading: str | None
    hidden: bool
    scale: float
    spacing: Pt
    vertical: Literal["", "superscript", "subscript"]


class ParagraphLayer(TypedDict, total=False):
    """Hold the paragraph properties one place states.

    Lengths are points, the `_chars` keys characters, the `_lines` keys lines; 0 there cancels what lies farther.
    """

    align: Align
    left: Pt
    left_chars: float
    right: Pt
    right_chars: float
    first: Pt
    first_chars: float
    before: Pt
    before_lines: float
    after: Pt
    after_lines: float
    line: float
    line_rule: LineRule
    grid: bool
    page_break_before: bool
    keep_next: bool
    keep_lines: bool
    widow_control: bool
    contextual_spacing: bool
    border_top: Border | None
    border_bottom: Border | None
    border_left: Border | None
    border_right: Border | None
    border_between: Border | None
    shading: str | None
    outline_level: int | None
    tabs: dict[Pt, str]
    frame: Frame | None
    kinsoku: bool
    hanging_marks: bool
    whole_words: bool
    space_latin: bool
    space_digits: bool


def merge_paragraph(far: ParagraphLayer, near: ParagraphLayer) -> ParagraphLayer:
    """Lay `near` over `far`; tab stops add up."""
    merged: ParagraphLayer = {**far, **near}
    if "tabs" in far and "tabs" in near:
        merged["tabs"] = {**far["tabs"], **near["tabs"]}
    return merged


def merge_run_levels(defaults: RunLayer, *levels: RunLayer) -> RunLayer:
    """Merge the style levels (table, paragraph, character) over the defaults.

    Toggle properties of the levels cancel each other out: bold in the paragraph style and in the character style is not
    bold (ISO 29500-1 17.7.3).
    """
    merged: RunLayer = {**defaults}
    for level in levels:
        merged.update(level)
    merged["bold"] = defaults.get("bold", False) or _odd([level.get("bold", False) for level in levels])
    merged["italic"] = defaults.get("italic", False) or _odd([level.get("italic", False) for level in levels])
    merged["strike"] = defaults.get("strike", False) or _odd([level.get("strike", False) for level in levels])
    merged["hidden"] = defaults.get("hidden", False) or _odd([level.get("hidden", False) for level in levels])
    return merged


def _odd(values: list[bool]) -> bool:
    return sum(values) % 2 == 1
