"""Whether a change may tear an imprint from the foot of its page."""

import pytest

from gongwen.anatomy.elements import Gongwen
from gongwen.anatomy.recognise import recognise
from gongwen.fixer.foot import torn
from tests.papers import CENTRED, FLUSH, draft, paragraph

TITLE, COPIES, PRINTER = "云溪县水利局关于开展检查的通知", "抄送：县委办公室。", "云溪县水利局办公室　2024年5月7日印发"
NAMES = {TITLE: "title", COPIES: "cc", PRINTER: "printer"}


def paper(held: int) -> Gongwen:
    """Make a title and an imprint of two lines, so many empty lines between: a page takes 22 lines."""
    lines = (*[paragraph(form=FLUSH)] * held, paragraph(COPIES, form=FLUSH), paragraph(PRINTER, form=FLUSH))
    return recognise(draft(paragraph(TITLE, form=CENTRED), *lines), facts={"official": "是"}, pins=NAMES)


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (17, 18, False),
        (19, 20, True),
        (17, 19, False),
        (17, 20, True),
        (20, 20, False),
        (20, 18, False),
        (0, 20, False),
    ],
)
def test_an_imprint_held_on_its_page_may_not_reach_into_the_next(before, after, found):
    assert torn(paper(before), paper(after)) == found
