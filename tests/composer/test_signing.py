import pytest
import tomli

import gongwen
from gongwen.composer.examples import example
from gongwen.composer.memo import quoted
from gongwen.ooxml.names import W
from tests.composer.papers import value, xml

NOTICE = tomli.loads(quoted(example("通知")))


def rights(**changes: object) -> list[tuple[str, float]]:
    """Give 署名 and 成文日期 with the 字 at their right."""
    body = xml(gongwen.compose(NOTICE | changes))
    paragraphs = [
        p for p in body.iter(f"{{{W}}}p") if value(p, "pPr/pStyle") in ("signature", "signature-next", "date")
    ]
    return [("".join(p.itertext()), int(value(p, "pPr/ind", "rightChars")) / 100) for p in paragraphs]


def test_a_sealed_signature_stands_in_the_middle_over_the_date():
    assert rights() == [("青禾县人民政府", 3.5), ("2025年6月3日", 4.0)]


def test_a_long_signature_pushes_the_date_in():
    name = "青原省北坡苗族侗族土家族自治县人民政府"
    assert rights(发文机关=name) == [(name, 0.0), ("2025年6月3日", 6.5)]


def test_without_a_seal_the_date_is_stepped():
    assert rights(用印="不加盖印章") == [("青禾县人民政府", 2.0), ("2025年6月3日", 1.0)]


def test_without_a_seal_a_long_date_is_two_from_the_right():
    assert rights(发文机关="示例县政府", 用印="不加盖印章") == [("示例县政府", 5.0), ("2025年6月3日", 2.0)]


def test_agencies_without_seals_stand_one_below_the_other():
    names = ["青禾县人民政府", "青禾县人民政府办公室"]
    title = "青禾县人民政府、青禾县人民政府办公室关于防汛工作的通知"
    assert rights(发文机关=names, 标题=title, 用印="不加盖印章") == [
        ("青禾县人民政府", 5.0), ("青禾县人民政府办公室", 2.0), ("2025年6月3日", 4.0),
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["命令", "议案"])
def test_room_is_left_for_a_name_stamp(kind):
    body = xml(gongwen.compose(example(kind)))
    (table,) = [t for t in body.iter(f"{{{W}}}tbl") if "市长" in "".join(t.itertext())]
    assert [column.get(f"{{{W}}}w") for column in table.iter(f"{{{W}}}gridCol")] == ["5863", "1701", "1280"]
    assert value(table, "tr/trPr/trHeight") == "850"
