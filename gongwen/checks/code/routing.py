"""Functions about who writes to whom (行文规则)."""

from collections.abc import Iterator
from dataclasses import dataclass

from gongwen.checks.base import Hit, Reading, Scope
from gongwen.checks.code.base import Function
from gongwen.patterns import compiled

_OWN = compiled(r"所属|下属|[局委厅院校]属|各(?:科|股|处|内设)|机关各")
"""Words for units inside the agency that writes, whoever it is."""
_RANKS = ("省", "市州盟", "县区旗", "乡镇", "村")
_PLACE = compiled(r"(?P<unit>[省市州盟县区旗乡镇村]|街道)(?=人民政府|党委|委员会|办事处|委$|$)")
_BODY = compiled(r"(?:人民政府|党委|办事处)$")
_DEPARTMENT = compiled(r"^(?P<place>(?>\w*?[省市州县区旗乡镇]))\w{2,}+(?<=[局厅])$")
_BRACKETS = compiled(r"（[^）]{0,100}）")


@dataclass(frozen=True, slots=True)
class _Government:
    """Hold a government: its name without 人民政府, and its rank from 0 (省) down."""

    place: str
    rank: int

    def over(self, agency: str) -> bool:
        """Tell whether an agency is surely below this government: of a lower place, or one of its own departments.

        `市…局` may belong to the city above a city of county rank, so only the full name makes it its own.
        """
        tight = _BRACKETS.sub("", agency)
        department = _DEPARTMENT.match(tight)
        if department:
            place = department["place"]
            return place == self.place or (len(place) == 1 and place != "市" and place == self.place[-1])
        rank = _rank(tight) if _BODY.search(tight) else None
        return rank is not None and rank > self.rank


def _rank(name: str) -> int | None:
    found = _PLACE.search(name)
    if not found:
        return None
    unit = "镇" if found["unit"] == "街道" else found["unit"]
    return next(rank for rank, units in enumerate(_RANKS) if unit in units)


class CcToSubordinates(Function):
    """Find agencies in 抄送 that are below the one that writes.

    Sure cases only: units inside it, and, where a government writes, lower governments and its own departments.
    """

    def run(self, reading: Reading, scope: Scope) -> Iterator[Hit]:
        """Yield a hit on each of them."""
        signed = ["".join(element.text.split()) for element in reading.elements(frozenset({"signature"}))]
        governments = [_government(name) for name in signed if name.endswith("人民政府")]
        for element in reading.elements(scope.where):
            for agency in element.all_fields("agency"):
                if _OWN.search(agency.text) or any(one.over(agency.text) for one in governments if one):
                    yield Hit(element, agency.start, agency.end, agency.text)


def _government(name: str) -> _Government | None:
    rank = _rank(name)
    return None if rank is None else _Government(name.removesuffix("人民政府"), rank)
