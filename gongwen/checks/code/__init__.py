"""The few checks that need a function of their own, by name; at most one rule in five may use them."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import ClassVar, Literal

from pydantic import ValidationError

from gongwen.checks.base import CheckModel, Hit, Reading, Scope
from gongwen.checks.code.base import Function
from gongwen.checks.code.dates import CalendarDate

FUNCTIONS: Mapping[str, type[Function]] = {
    "calendar_date": CalendarDate,
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
            yield f"没有函数 {self.function}，可用的有：{'、'.join(FUNCTIONS)}"
            return
        try:
            yield from self._function.problems()
        except ValidationError as error:
            yield from (f"options 的 {'.'.join(map(str, fault['loc']))}：{fault['msg']}" for fault in error.errors())

    @cached_property
    def _function(self) -> Function:
        return FUNCTIONS[self.function].model_validate(self.options)

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield what the function finds."""
        return self._function.run(reading, scope)
