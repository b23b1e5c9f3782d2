"""Whatever the text: every character stands on one line, lines are in order, nothing leaves the page."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from gongwen.draft import ParagraphFormat
from gongwen.placement import place
from tests.papers import BODY, CENTRED, FLUSH, RIGHT, draft, paragraph

TEXTS = st.text(alphabet="各县区人民政府，。、（）“”—…abW 12.%\t\n\f\u3000Ωé", max_size=200)
FORMS = st.sampled_from(
    (BODY, FLUSH, CENTRED, RIGHT, ParagraphFormat(), ParagraphFormat(align="distribute", keep_next=True))
)
PARAGRAPHS = st.lists(st.builds(lambda text, form: paragraph(text, form=form), TEXTS, FORMS), min_size=1, max_size=12)


@given(PARAGRAPHS)
def test_every_character_stands_on_exactly_one_line(blocks):
    made = draft(*blocks)
    placed = place(made)
    for block in made.blocks:
        lines = placed.lines[block.address.path]
        ends = [line.end for line in lines]
        assert [line.start for line in lines] == [0, *ends[:-1]]
        assert ends[-1] == len(block.text)


@given(PARAGRAPHS)
def test_lines_run_down_the_pages(blocks):
    made = draft(*blocks)
    placed = place(made)
    spots = [(line.box.page, line.box.top) for block in made.blocks for line in placed.lines[block.address.path]]
    assert all(above < below for above, below in pairwise(spots))


@given(PARAGRAPHS)
def test_no_line_leaves_the_type_area_at_its_foot(blocks):
    placed = place(draft(*blocks))
    feet = {sheet.number: sheet.area.bottom for sheet in placed.sheets}
    for lines in placed.lines.values():
        assert all(line.box.bottom <= feet[line.box.page] + 0.1 for line in lines)


@given(PARAGRAPHS)
def test_placing_twice_gives_the_same(blocks):
    made = draft(*blocks)
    assert place(made) == place(made)
