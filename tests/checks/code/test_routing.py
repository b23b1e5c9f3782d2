import pytest

from gongwen.checks.code.routing import CcToSubordinates
from tests.checks.code.papers import found
from tests.shelves import paper


def below(signature: str, cc: str) -> list[str]:
    made = paper(("signature", signature), ("cc", f"抄送：{cc}。"))
    return [hit.found for hit in found(CcToSubordinates(), made, "cc")]


@pytest.mark.parametrize(
    ("signature", "agency"),
    [
        ("青禾县人民政府", "各乡镇人民政府"),
        ("青禾县人民政府", "白石镇人民政府"),
        ("青禾县人民政府", "各街道办事处"),
        ("青禾县人民政府", "青禾县水利局"),
        ("青禾县人民政府", "县财政局"),
        ("示例市人民政府", "各县（区）人民政府"),
        ("青原省人民政府", "各市人民政府"),
        ("示例市水利局", "局属各单位"),
        ("示例市水利局", "各科室"),
    ],
)
def test_agencies_surely_below_are_found(signature: str, agency: str) -> None:
    assert below(signature, agency) == [agency]


@pytest.mark.parametrize(
    ("signature", "agency"),
    [
        ("青禾县人民政府", "市财政局"),
        ("青禾县人民政府", "示例市水利局"),
        ("青禾县人民政府", "云溪县人民政府"),
        ("青禾县人民政府", "县委办公室"),
        ("青禾县人民政府", "县人民法院"),
        ("青禾县人民政府", "县人武部"),
        ("青禾县水利局", "各乡镇人民政府"),
        ("柳湾镇人民政府", "白石镇人民政府"),
        ("柳湾镇人民政府", "县水利局"),
        ("云溪市人民政府", "市财政局"),
        ("示例市人民政府", "青原省水利厅"),
        ("中共青禾县委员会", "县水利局"),
    ],
)
def test_agencies_above_beside_or_uncertain_are_left_alone(signature: str, agency: str) -> None:
    assert below(signature, agency) == []


def test_each_agency_of_a_list_is_judged_for_itself() -> None:
    assert below("青禾县人民政府", "市财政局，县委办公室，各乡镇人民政府") == ["各乡镇人民政府"]
