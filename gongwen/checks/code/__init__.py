"""The few checks that need a function of their own, by name; at most one rule in five may use them."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cached_property
from typing import ClassVar, Literal

from pydantic import ValidationError

from gongwen.checks.base import CheckModel, Hit, Reading, Scope
from gongwen.checks.code.abbreviations import Unexplained
from gongwen.checks.code.attachments import AttachmentNamed, Hanging, IssuedAsAttachment, SamePage
from gongwen.checks.code.base import Function
from gongwen.checks.code.consistency import MixedGrouping, MixedSeries, TwoNames
from gongwen.checks.code.counts import AnnouncedCount
from gongwen.checks.code.dates import CalendarDate
from gongwen.checks.code.forms import DoubleLine, MastheadHeight, OutOfTurn
from gongwen.checks.code.head import (
    LineWidth,
    MastheadWordBelow,
    NumberBesideSigner,
    OffCentre,
    PartFont,
    RecipientsMissing,
)
from gongwen.checks.code.head_places import FootLine, LineGap, PageFrame, TextOnFootLine
from gongwen.checks.code.headings import HeadingStop
from gongwen.checks.code.imprint import ImprintAlike, ImprintParted, ImprintThickness, PrinterPlace, RecipientsParted
from gongwen.checks.code.items import ItemSemicolon
from gongwen.checks.code.layout import (
    BlankIndents,
    BlankLines,
    MixedLatinFonts,
    PaperSize,
    ParagraphSpacing,
    UnevenLines,
)
from gongwen.checks.code.leftovers import Leftover
from gongwen.checks.code.line_ends import LineTurn
from gongwen.checks.code.page_numbers import (
    FirstPageUnnumbered,
    LandscapePageNumber,
    PageNumberHeight,
    PageNumberMissing,
    PageNumberSide,
)
from gongwen.checks.code.page_places import AttachmentTop, BlankNumbered, FirstPageText, ImprintFoot
from gongwen.checks.code.pairs import Unpaired
from gongwen.checks.code.rate import ErrorRate
from gongwen.checks.code.routing import CcToSubordinates
from gongwen.checks.code.seal_images import SealImage, SealOfAgency
from gongwen.checks.code.sealing import Sealing
from gongwen.checks.code.sealing_room import SealRoom
from gongwen.checks.code.short_names import DefinedTwice, UsedTooSoon
from gongwen.checks.code.signing import OnePerLine, Signing
from gongwen.checks.code.stamping import Stamping
from gongwen.checks.code.sums import IndustryRatio, ListSum, Shares, TotalAfter
from gongwen.checks.code.table_sums import TableSum
from gongwen.checks.code.title_lines import LineOpening, TitleShape, WordParted
from gongwen.checks.code.weekdays import Weekday

FUNCTIONS: Mapping[str, type[Function]] = {
    "announced_count": AnnouncedCount,
    "attachment_named": AttachmentNamed,
    "attachment_top": AttachmentTop,
    "blank_indents": BlankIndents,
    "blank_lines": BlankLines,
    "blank_numbered": BlankNumbered,
    "calendar_date": CalendarDate,
    "cc_to_subordinates": CcToSubordinates,
    "defined_twice": DefinedTwice,
    "double_line": DoubleLine,
    "error_rate": ErrorRate,
    "first_page_text": FirstPageText,
    "first_page_unnumbered": FirstPageUnnumbered,
    "foot_line": FootLine,
    "hanging": Hanging,
    "heading_stop": HeadingStop,
    "imprint_alike": ImprintAlike,
    "imprint_foot": ImprintFoot,
    "imprint_parted": ImprintParted,
    "imprint_thickness": ImprintThickness,
    "industry_ratio": IndustryRatio,
    "issued_as_attachment": IssuedAsAttachment,
    "item_semicolon": ItemSemicolon,
    "landscape_page_number": LandscapePageNumber,
    "leftover": Leftover,
    "line_gap": LineGap,
    "line_opening": LineOpening,
    "line_turn": LineTurn,
    "line_width": LineWidth,
    "list_sum": ListSum,
    "masthead_height": MastheadHeight,
    "masthead_word_below": MastheadWordBelow,
    "mixed_grouping": MixedGrouping,
    "mixed_latin_fonts": MixedLatinFonts,
    "mixed_series": MixedSeries,
    "number_beside_signer": NumberBesideSigner,
    "off_centre": OffCentre,
    "one_per_line": OnePerLine,
    "out_of_turn": OutOfTurn,
    "page_frame": PageFrame,
    "page_number_height": PageNumberHeight,
    "page_number_missing": PageNumberMissing,
    "page_number_side": PageNumberSide,
    "paper_size": PaperSize,
    "paragraph_spacing": ParagraphSpacing,
    "part_font": PartFont,
    "printer_place": PrinterPlace,
    "recipients_missing": RecipientsMissing,
    "recipients_parted": RecipientsParted,
    "same_page": SamePage,
    "seal_image": SealImage,
    "seal_of_agency": SealOfAgency,
    "seal_room": SealRoom,
    "sealing": Sealing,
    "shares": Shares,
    "signing": Signing,
    "stamping": Stamping,
    "table_sum": TableSum,
    "text_on_foot_line": TextOnFootLine,
    "title_shape": TitleShape,
    "total_after": TotalAfter,
    "two_names": TwoNames,
    "uneven_lines": UnevenLines,
    "unexplained": Unexplained,
    "unpaired": Unpaired,
    "used_too_soon": UsedTooSoon,
    "weekday": Weekday,
    "word_parted": WordParted,
}
"""Closed: a rule names one of these."""

Option = bool | int | float | str | tuple[str, ...]


class CodeCheck(CheckModel):
    """Call a function with its options."""

    kind: Literal["code"]
    function: str
    options: Mapping[str, Option] = {}
    NEEDS_WHERE: ClassVar[bool | None] = None

    def fields(self) -> frozenset[str]:
        """Name the message fields of the function."""
        return FUNCTIONS[self.function].FIELDS if self.function in FUNCTIONS else frozenset()

    def problems(self) -> Iterator[str]:
        """Tell of an unknown function and of options it does not take."""
        if self.function not in FUNCTIONS:
            near = get_close_matches(self.function, FUNCTIONS, n=1)
            yield f"没有函数 {self.function}" + (f"，是不是 {near[0]}" if near else "")
            return
        try:
            yield from self._function.problems()
        except ValidationError as error:
            yield from (f"options 的 {'.'.join(map(str, fault['loc']))}：{fault['msg']}" for fault in error.errors())

    @property
    def last(self) -> bool:
        """Tell whether the function counts what other rules found."""
        return FUNCTIONS[self.function].LAST

    @property
    def mends(self) -> bool:
        """Tell whether the function may bring a cure with what it finds."""
        return self.function in FUNCTIONS and FUNCTIONS[self.function].MENDS

    @cached_property
    def _function(self) -> Function:
        return FUNCTIONS[self.function].model_validate(self.options)

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield what the function finds."""
        needs = self._function.NEEDS
        return self._function.run(reading, scope) if not needs or any(map(reading.holds, needs)) else iter(())
