from gongwen.checks.code.short_names import DefinedTwice, UsedTooSoon
from tests.checks.code.papers import found
from tests.shelves import paper

OFFICE = "示例市应急管理局（以下简称市应急局）"
RULES = "《青禾县河道管理办法》（禾政发〔2024〕3号，以下简称《办法》）"
ONE_NAME = DefinedTwice(what="one_name")
ONE_THING = DefinedTwice(what="one_thing")


def early(*texts: str) -> list[tuple[str, str]]:
    made = paper(*(("body", text) for text in texts))
    return [(hit.found, hit.expected) for hit in found(UsedTooSoon(), made, "body")]


def test_short_name_before_its_definition_is_told_once() -> None:
    assert early("报市应急局。由市应急局汇总。", f"{OFFICE}负责。") == [("市应急局", "示例市应急管理局")]
    assert early(f"落实《办法》。{RULES}施行。") == [("《办法》", "《青禾县河道管理办法》")]


def test_short_name_after_its_definition_is_right() -> None:
    assert early(f"{OFFICE}负责，市应急局汇总。", f"{RULES}施行，落实《办法》。") == []


def test_part_of_a_longer_name_is_another_name() -> None:
    assert early("报云溪市应急局。", f"{OFFICE}负责。") == []


def test_word_of_the_full_name_may_be_used_before() -> None:
    assert early("全省有示范区12个。", "青禾县农业示范区（以下简称示范区）建成。") == []


def test_name_not_drawn_from_the_full_name_is_left_alone() -> None:
    assert early("各项目组到位。", "参加建设的五家单位（以下简称项目组）到位。") == []
    assert early("按市政府要求。", "示例市人民政府（以下简称市政府）批准。") == []


def test_each_attachment_defines_its_own_names() -> None:
    made = paper(("body", "落实《办法》。"), ("attachment_label", "附件"), ("attachment", f"{RULES}施行。"))
    assert found(UsedTooSoon(), made, "body", "attachment") == []


def twice(function: DefinedTwice, text: str) -> list[tuple[str, str]]:
    return [(hit.found, hit.fields["other"]) for hit in found(function, paper(("body", text)), "body")]


def test_one_name_for_two_things_is_found() -> None:
    text = f"{RULES}施行，《青禾县水库管理办法》（以下简称《办法》）废止。"
    assert twice(ONE_NAME, text) == [("《办法》", "《青禾县河道管理办法》")]
    assert twice(ONE_NAME, f"{OFFICE}牵头，由{OFFICE}汇总。") == []


def test_two_names_for_one_thing_are_found() -> None:
    text = f"{OFFICE}牵头，由示例市应急管理局（以下称市局）汇总。"
    assert twice(ONE_THING, text) == [("市局", "市应急局")]
    assert twice(ONE_THING, f"{OFFICE}牵头，云溪县应急管理局（以下简称县应急局）汇总。") == []


def test_names_for_several_are_not_compared() -> None:
    text = "水利局、农业农村局（以下统称主管部门）检查，各镇农技站（以下统称主管部门）配合。"
    assert twice(ONE_NAME, text) == []


def test_unknown_question_is_a_problem() -> None:
    assert list(DefinedTwice(what="both").problems()) == ["what 写 one_name 或 one_thing"]
    assert list(ONE_NAME.problems()) == []
