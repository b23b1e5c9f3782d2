"""The closed set of check kinds."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from gongwen.checks.agreement import AgreeCheck
from gongwen.checks.base import CheckModel
from gongwen.checks.code import CodeCheck
from gongwen.checks.formats import FormatCheck
from gongwen.checks.numbering import NumberingCheck
from gongwen.checks.pages import PageCheck
from gongwen.checks.pattern import PatternCheck
from gongwen.checks.structure import OrderCheck, PresenceCheck
from gongwen.checks.terms import TermsCheck

CHECKS: Mapping[str, type[CheckModel]] = {
    "pattern": PatternCheck,
    "terms": TermsCheck,
    "format": FormatCheck,
    "page": PageCheck,
    "presence": PresenceCheck,
    "order": OrderCheck,
    "numbering": NumberingCheck,
    "agree": AgreeCheck,
    "code": CodeCheck,
}
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
