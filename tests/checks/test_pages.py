from dataclasses import replace

import pytest

from gongwen.checks.pages import PageCheck
from tests.shelves import hits, varied


def check(quantity: str, *accept: float | list[float], tolerance: float = 0) -> PageCheck:
    settings = {"kind": "page", "quantity": quantity, "accept": accept, "tolerance": tolerance}
    return PageCheck.model_validate(settings)


@pytest.mark.parametrize(
    ("quantity", "accept"),
    [("width", 210), ("height", 297), ("top", 37), ("left", 28), ("right", 26), ("text_width", 156), ("text_height", 225),
     ("gutter", 0), ("columns", 1)],
)  # fmt: skip
def test_a_compliant_page_is_silent(quantity: str, accept: float) -> None:
    assert not hits(check(quantity, accept, tolerance=1), varied("notice", {}))


def test_lines_and_characters_come_from_arithmetic() -> None:
    made = varied("notice", {})
    assert not hits(check("lines", [21.5, 22.5]), made)
    assert not hits(check("characters", [27, 28.5]), made)


def test_a_wrong_margin_is_found_in_millimetres() -> None:
    (hit,) = hits(check("top", 37, 34.58, tolerance=1), varied("notice", {"page": {"top": 25.4}}))
    assert (hit.found, hit.expected, hit.fields["section"]) == ("25.4毫米", "37或34.6毫米", "全文")


def test_every_section_counts_and_equal_faults_are_one() -> None:
    made = varied("notice", {"page": {"left": 20}})
    first = made.draft.sections[0]
    sections = (first, replace(first, index=1), replace(first, index=2, left=first.right))
    twice = replace(made, draft=replace(made.draft, sections=sections))
    assert [hit.fields["section"] for hit in hits(check("left", 28, 26, tolerance=1), twice)] == ["第1节、第2节"]


def test_a_landscape_page_for_a_table_is_left_alone() -> None:
    made = varied("notice", {})
    first = made.draft.sections[0]
    turned = replace(first, index=1, landscape=True, page_width=first.page_height, page_height=first.page_width)
    mixed = replace(made, draft=replace(made.draft, sections=(first, turned)))
    assert not hits(check("width", 210, tolerance=1), mixed)


def test_a_document_all_in_landscape_is_judged() -> None:
    made = varied("notice", {"page": {"width": 297, "height": 210}})
    turned = replace(made.draft.sections[0], landscape=True)
    assert hits(check("width", 210, tolerance=1), replace(made, draft=replace(made.draft, sections=(turned,))))


def test_the_binding_margin_counts_with_the_left_one() -> None:
    made = varied("notice", {"page": {"left": 18, "gutter": 10}})
    assert not hits(check("left", 28, tolerance=1), made)


def test_wrong_margins_do_not_make_wrong_lines() -> None:
    made = varied("notice", {"page": {"top": 15, "bottom": 15}})
    assert not hits(check("lines", [21, 23]), made)


def test_text_of_another_size_has_no_number_of_characters_to_judge() -> None:
    made = varied("notice", {"element": "body", "size": "四号"})
    assert not hits(check("characters", 28), made)


def test_a_first_page_shows_its_number_unless_its_footer_has_none() -> None:
    assert not hits(check("first_number", 1), varied("notice", {}))
    assert not hits(check("first_number", 0), varied("letter", {}))
    assert hits(check("first_number", 0), varied("letter", {"page": {"title_page": 0}}))


def test_a_document_without_page_numbers_has_no_first_one() -> None:
    assert not hits(check("first_number", 1), varied("notice", {"element": "page_number", "remove": True}))
