"""Whether a change may tear an imprint (版记) from the foot of its page, where empty lines hold it: they grow with the text."""

from gongwen.anatomy.elements import Gongwen
from gongwen.checks.base import Reading
from gongwen.checks.cures.distances import foot
from gongwen.placement.model import Box

_IMPRINT = frozenset(("cc", "printer"))


def torn(before: Gongwen, after: Gongwen) -> bool:
    """Tell whether an imprint held down by empty lines surely stood on one page and now may reach into the next."""
    reading = Reading(before)
    return foot(reading) is not None and _fits(reading) and not _fits(Reading(after))


def _fits(reading: Reading) -> bool:
    """Tell whether the imprint surely ends on the page where it begins."""
    placement = reading.placement
    boxes: list[Box] = [box for found in reading.elements(_IMPRINT) for box in placement.boxes_of(found)]
    return len({box.page for box in boxes}) == 1 and all(
        box.bottom + box.unsure <= placement.sheets[box.page - 1].area.bottom for box in boxes
    )
