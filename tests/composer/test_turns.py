import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongwen.anatomy.spacing import text_width
from gongwen.composer.turns import turned

ROOM = 20


@pytest.mark.parametrize(
    "lines",
    [
        ("示例市人民政府关于防汛工作的通知",),
        ("云溪县人民政府关于", "审批城区排水防涝规划的请示"),
        ("示例市人民政府关于提请审议", "《示例市饮用水水源保护条例（草案）》", "的议案"),
        ("示例市人民政府办公室关于印发", "《示例市城市供水管理办法实施细则》的通知"),
    ],
)
def test_a_title_turns_where_it_reads_well(lines):
    assert turned("".join(lines), ROOM) == lines


def test_agencies_are_not_parted():
    found = turned("示例市农业农村局　示例市水利局　示例市林业局关于开展湿地联合巡护工作的通知", ROOM)
    assert found == ("示例市农业农村局", "示例市水利局　示例市林业局", "关于开展湿地联合巡护工作的通知")


def test_what_has_no_words_stays_whole():
    assert turned("A" * 60, ROOM) == ("A" * 60,)


WORDS = ["加强", "农村公路", "养护", "和", "安全生产", "检查", "（试行）", "《管理办法》", "2025年度", "工作"]


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=16))
def test_no_letter_is_lost_and_every_line_fits(words):
    title = f"示例市人民政府关于{''.join(words)}的通知"
    lines = turned(title, ROOM)
    assert "".join(lines) == title
    assert len(lines) == 1 or max(map(text_width, lines)) <= ROOM
