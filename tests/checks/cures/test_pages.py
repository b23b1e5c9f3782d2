from dataclasses import replace

from gongwen.draft import Address, Draft, Paragraph, Story, walk
from gongwen.edits import FooterLine, RunChange, SectionChange, SetFooters, SetSection
from gongwen.units import Pt, from_mm
from tests.mending import edits_for, recognised
from tests.papers import paragraph
from tests.shelves import varied

LONG = [paragraph("各单位要按照职责分工抓好落实，定期报告工作进展情况。" * 3)] * 40
LOOK = RunChange(han_font="宋体", latin_font="宋体", size=Pt(14.0))
ODD = FooterLine("default", "right", 1.0, "— ", " —", LOOK)
EVEN = FooterLine("even", "left", 1.0, "— ", " —", LOOK)


def without_footers(*, header: str = "", footer: str = "", title_page: bool = False) -> Draft:
    """Make a long notice whose pages have no numbers."""
    draft = varied("notice", {}).draft
    headers = (("default", story("header1", header)),) if header else ()
    footers = (("default", story("footer1", footer)),) if footer else ()
    section = replace(draft.sections[0], headers=headers, footers=footers, title_page=title_page)
    body = [placed("body", number, block) for number, block in enumerate([*draft.blocks, *LONG], 1)]
    return replace(draft, blocks=tuple(body), sections=(section,), even_and_odd=False)


def story(part: str, text: str) -> Story:
    return Story(part, (placed(part, 1, paragraph(text)),))


def placed(part: str, number: int, block: object) -> Paragraph:
    return replace(block, address=Address(part, f"{part}/p[{number}]"))  # type: ignore[type-var]


def edits(code: str, draft: Draft, **facts: str) -> list[object]:
    return list(edits_for(code, recognised(varied("notice", {}), draft, facts=facts)))


def test_missing_numbers_stand_outside_between_dashes():
    assert edits("GF143c", without_footers()) == [SetFooters((ODD, EVEN))]


def test_a_first_page_of_its_own_gets_its_number_too():
    assert edits("GF143c", without_footers(title_page=True)) == [SetFooters((ODD, EVEN, replace(ODD, page="first")))]


def test_the_first_page_of_a_letter_shows_no_number():
    assert edits("GF143c", without_footers(), form="信函") == [
        SetFooters((ODD, EVEN)),
        SetSection(0, SectionChange(title_page=True)),
    ]


def test_a_footer_that_says_more_is_left_alone():
    assert edits("GF143c", without_footers(footer="云溪县水利局编印")) == []


def test_a_header_that_even_pages_would_lose_stands_in_the_way():
    assert edits("GF143c", without_footers(header="内部资料")) == []


def test_margins_are_those_of_the_standard():
    made = varied("notice", {"page": {"top": 25.4, "left": 31.7}})
    assert edits_for("GF006", made) == [SetSection(0, SectionChange(top=from_mm(37)))]
    assert edits_for("GF007", made) == [SetSection(0, SectionChange(left=from_mm(28), gutter=from_mm(0)))]


def test_line_spacing_is_set_on_the_main_text_and_what_is_empty_in_it():
    made = varied("notice", {"element": "prose", "line": 24})
    changed = edits_for("GF011", made)
    paths = {segment.paragraph.address.path for segment in made.first("title").segments}
    assert {edit.change.line for edit in changed} == {28.95}
    assert not paths & {edit.span.path for edit in changed}
    assert {edit.span.path for edit in changed} <= {p.address.path for p in walk(made.draft.blocks)}


def test_paper_is_changed_but_not_turned():
    assert edits_for("GF005", varied("notice", {"page": {"width": 215.9, "height": 279.4}})) == [
        SetSection(0, SectionChange(page_width=from_mm(210), page_height=from_mm(297)))
    ]
    assert edits_for("GF005", varied("notice", {"page": {"width": 297, "height": 210}})) == []
