"""What every function of a `code` rule is made of."""

from abc import abstractmethod
from collections.abc import Iterator
from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from gongwen.checks.base import Hit, Reading, Scope
from gongwen.units import Pt

SLIGHT = Pt(3.0)
"""A place that may be wrong by no more is good enough for millimetres."""


class Function(BaseModel):
    """Hold the options of one function as its fields; `FIELDS` are the message fields beyond found, expected and element.

    `MENDS`: its hits may carry a cure. `LAST`: it counts what the other rules found, and runs after them. `NEEDS`: words of which
    the document must hold one, or the function has nothing to say.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
    FIELDS: ClassVar[frozenset[str]] = frozenset()
    MENDS: ClassVar[bool] = False
    LAST: ClassVar[bool] = False
    NEEDS: ClassVar[tuple[str, ...]] = ()

    def problems(self) -> Iterator[str]:
        """Yield what is wrong with the options beyond their types, in Chinese."""
        return iter(())

    @abstractmethod
    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield what is wrong with a document."""
