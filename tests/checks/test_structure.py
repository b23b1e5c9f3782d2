from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.checks.structure import OrderCheck, PresenceCheck, _longest_rise
from tests.shelves import hits, paper, varied


def presence(**settings: object) -> PresenceCheck:
    return PresenceCheck.model_validate({"kind": "presence", **settings})


def order(*sequence: str, above: list[float] | None = None, first: bool = False) -> OrderCheck:
    return OrderCheck.model_validate({"kind": "order", "sequence": sequence, "above": above, "first": first})


HEAD = ("masthead", "云溪县人民政府文件")


def test_a_missing_element_is_a_hit_on_the_document_that_names_it() -> None:
    (hit,) = hits(presence(element="signer", at_least=1), paper(HEAD))
    assert (hit.element, hit.name, hit.expected) == (None, "signer", "签发人")


def test_a_missing_element_is_no_fault_without_what_it_belongs_to() -> None:
    assert not hits(presence(element="signer", at_least=1, given=["masthead"]), paper(("body", "正文。")))


def test_only_elements_of_the_wanted_text_count() -> None:
    theme = presence(element="other", only="^主题词", at_least=1)
    assert hits(theme, paper(("other", "校对：田禾青")))
    assert not hits(theme, paper(("other", "校对：田禾青"), ("other", "主题词：水利　通知")))


def test_an_element_is_no_fault_beside_one_that_excuses_it() -> None:
    secret = presence(element="secrecy", only="^机密", at_most=0, without=["copy_number"])
    assert [hit.found for hit in hits(secret, paper(("secrecy", "机密★1年")))] == ["机密★1年"]
    assert not hits(secret, paper(("secrecy", "秘密★1年")))
    assert not hits(secret, paper(("copy_number", "06"), ("secrecy", "机密★1年")))


def test_an_unsure_element_is_not_missing() -> None:
    made = paper(("signer", "签发人：田禾青"))
    object.__setattr__(made.elements[0], "confidence", 0.3)
    assert not hits(presence(element="signer", at_least=1), made)


def test_neighbours_of_one_name_count_once() -> None:
    made = paper(("title", "云溪县人民政府"), ("title", "关于防汛的通知"), ("body", "一。"), ("title", "又一题"))
    assert [hit.found for hit in hits(presence(element="title", at_most=1), made)] == ["又一题"]


def test_a_count_that_asks_for_nothing_is_a_mistake() -> None:
    assert list(presence(element="title").problems())
    assert list(presence(element="titel", at_least=1).problems())


def test_the_right_order_is_silent() -> None:
    made = paper(("copy_number", "000001"), ("secrecy", "秘密★1年"), HEAD)
    assert not hits(order("copy_number", "secrecy", "urgency", "masthead"), made)


def test_the_one_out_of_place_is_found() -> None:
    made = paper(("secrecy", "秘密★1年"), ("copy_number", "000001"), ("urgency", "特急"), HEAD)
    (hit,) = hits(order("copy_number", "secrecy", "urgency", "masthead"), made)
    assert hit.element in made.elements[:2]


def test_a_second_title_and_date_have_no_place_where_only_the_first_count() -> None:
    made = paper(
        ("title", "关于转发的通知"), ("date", "2024年5月6日"), ("note", "（此件公开发布）"), ("date", "2024年4月2日")
    )
    assert hits(order("title", "date", "note"), made)
    assert not hits(order("title", "date", "note", first=True), made)


@given(st.lists(st.integers(0, 4), max_size=9))
def test_what_is_kept_never_falls(ranks: list[int]) -> None:
    kept = [ranks[index] for index in sorted(_longest_rise(ranks))]
    assert kept == sorted(kept)


def test_the_fewest_are_misplaced() -> None:
    assert len(_longest_rise([0, 3, 1, 2, 2, 4])) == 5


@pytest.mark.parametrize("lines", [0, 2])
def test_a_wrong_distance_is_found(lines: int) -> None:
    made = varied("notice", {"element": "recipients", "above": lines})
    (hit,) = hits(order("title", "recipients", above=[0.5, 1.5]), made)
    assert (hit.found, hit.expected, hit.fields["previous"]) == (f"空{lines}行", "空1行", "标题")


def test_a_right_distance_is_silent() -> None:
    assert not hits(order("title", "recipients", above=[0.5, 1.5]), varied("notice", {}))


def test_a_distance_counts_only_between_neighbours() -> None:
    made = varied("notice", {"element": "date", "above": 5})
    assert not hits(order("body", "date", above=[0, 1]), made)


def test_a_box_has_no_place_in_the_order() -> None:
    made = paper(("doc_number", "云政发〔2024〕8号"), HEAD)
    boxed = replace(made.elements[1], segments=tuple(replace(s, zone="box") for s in made.elements[1].segments))
    wanted = order("masthead", "doc_number")
    assert hits(wanted, made)
    assert not hits(wanted, replace(made, elements=(made.elements[0], boxed)))
