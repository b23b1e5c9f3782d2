import pytest

import gongwen
from gongwen.composer.head import fitted
from gongwen.errors import ComposeError
from gongwen.units import Pt
from tests.composer.memos import AGENCIES
from tests.composer.papers import recognised, styles, texts, value

ROOM = Pt(442.2)
LETTERED = {
    "文种": "请示",
    "主送机关": "示例市人民政府",
    "附注": "联系人：石白川，联系电话：0000-1234567",
    "正文": "现将有关情况请示如下。\n妥否，请批示。",
    "发文字号": "青政请〔2025〕1号",
}


@pytest.mark.parametrize(
    ("text", "look"),
    [
        ("示例市水利局", (50.0, 100)),
        ("示例市人民政府办公室文件", (36.0, 100)),
        ("示" * 16, (36.0, 76)),
        ("示" * 25, (29.0, 60)),
    ],
)
def test_a_long_masthead_is_narrowed_first_and_made_smaller_then(text, look):
    assert fitted([text], ROOM) == look


def test_a_masthead_nobody_could_read_is_refused():
    with pytest.raises(ComposeError, match="一行排不下"):
        fitted(["示" * 40], ROOM)


def test_signers_stand_two_in_a_row_the_last_beside_the_number():
    agencies, persons = AGENCIES[:3], ["田禾青", "石白川", "云知远"]
    title = f"{agencies[0]}等3县人民政府关于防汛工作的请示"
    memo = LETTERED | {"发文机关": agencies, "签发人": persons, "标题": title}
    assert texts(recognised(gongwen.compose(memo)), "signer") == ["签发人：田禾青石白川", "云知远"]


def test_too_many_agencies_for_one_page_are_refused():
    agencies = [f"示例{letter}县人民政府" for letter in "甲乙丙丁戊己庚辛壬癸"]
    memo = LETTERED | {"发文机关": agencies, "签发人": ["田禾青"] * 10, "标题": "关于防汛工作的请示"}
    with pytest.raises(ComposeError, match="首页就没有正文了"):
        gongwen.compose(memo)


def test_many_agencies_may_leave_the_masthead_to_the_first():
    agencies = [f"示例{letter}县人民政府" for letter in "甲乙丙丁戊己庚辛壬癸"]
    memo = LETTERED | {"发文机关": agencies, "签发人": ["田禾青"] * 10, "标题": "关于防汛工作的请示"}
    data = gongwen.compose(memo | {"发文机关标志": "示例甲县人民政府文件"})
    assert texts(recognised(data), "masthead") == ["示例甲县人民政府文件"]
    assert value(styles(data)["发文机关标志"], "pPr/jc") == "center"
