"""The closed set of check kinds."""

from typing import Annotated

from pydantic import Field

from gongwen.checks.agreement import AgreeCheck
from gongwen.checks.code import CodeCheck
from gongwen.checks.formats import FormatCheck
from gongwen.checks.numbering import NumberingCheck
from gongwen.checks.pages import PageCheck
from gongwen.checks.pattern import PatternCheck
from gongwen.checks.structure import OrderCheck, PresenceCheck
from gongwen.checks.terms import TermsCheck

Check = Annotated[
    PatternCheck
    | TermsCheck
    | FormatCheck
    | PageCheck
    | PresenceCheck
    | OrderCheck
    | NumberingCheck
    | AgreeCheck
    | CodeCheck,
    Field(discriminator="kind"),
]
