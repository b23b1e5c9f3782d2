import pytest

from gongwen.auditor import values
from gongwen.auditor.records import Number


@pytest.mark.parametrize(
    "written",
    [
        "云水发〔2026〕5号",
        "云水发[2026]5号",
        "云水发（2026）第5号",
        "云水发【２０２６】５号",
        " 云水发 〔2026〕 5 号 ",
        "云水发〔2026〕5",
    ],
)
def test_a_number_is_the_same_in_any_brackets_and_width(written):
    assert values.number(written) == Number("云水发", 2026, 5)


@pytest.mark.parametrize(
    "written", ["", "云水发〔2026〕号", "云水发〔20XX〕5号", "云水发〔2026〕5-7号", "第5号", "见附件", "5"]
)
def test_what_is_no_whole_number_is_none(written):
    assert values.number(written) is None


def test_an_old_year_of_two_digits_belongs_to_its_century():
    assert [values.number(f"云水发（{year}）5号").year for year in ("86", "03")] == [1986, 2003]


def test_the_number_of_an_order_counts_by_its_masthead_and_the_year_of_its_day():
    number = values.number("第5号", masthead="示例市人民政府令", day="2026-03-02")
    assert (number.code, number.year, number.serial, number.bare) == ("示例市人民政府令", 2026, 5, True)


@pytest.mark.parametrize("written", ["云水发〔2026〕号", "云水发〔2026〕XX号", "云水发〔2026〕 号"])
def test_a_number_left_open_is_known_as_such(written):
    assert values.unnumbered(written)
    assert not values.unnumbered("云水发〔2026〕5号")


@pytest.mark.parametrize(
    ("written", "count"),
    [("300", 300), ("300份", 300), ("300.0", 300), ("共印３００份", 300), ("1,200", 1200), ("若干", None), ("", None)],
)
def test_copies_are_read(written, count):
    assert values.copies(written) == count


@pytest.mark.parametrize(
    "written",
    [
        "2026-3-5",
        "2026.3.5",
        "2026/03/05",
        "2026年3月5日",
        "２０２６年３月５日",
        "20260305",
        "2026-03-05 10:30:00",
        "46086",
    ],
)
def test_a_day_is_read_however_it_is_written(written):
    assert values.day(written) == "2026-03-05"


@pytest.mark.parametrize("written", ["", "2026年3月", "2026-13-05", "3月5日", "长期", "2026-2-30"])
def test_what_is_no_day_is_empty(written):
    assert values.day(written) == ""


def test_a_day_without_its_year_takes_that_of_the_number():
    assert values.day("3月5日", year=2026) == "2026-03-05"


@pytest.mark.parametrize(
    "short",
    [
        "关于加强水源保护的通知",
        "加强水源保护",
        "示例市人民政府关于加强水源保护的通知。",
        "示例市人民政府关于\n加强 水源保护的通知",
    ],
)
def test_a_shorter_title_is_the_same_title(short):
    assert values.same_title(short, "示例市人民政府关于加强水源保护的通知")


def test_titles_that_differ_in_words_may_be_of_one_document_those_of_other_matters_not():
    title = "关于加强饮用水水源保护工作的通知"
    assert not values.other_title(title, "关于进一步加强水源地保护的通知")
    assert values.other_title(title, "关于召开老干部座谈会的通知")


def test_an_agency_and_its_office_may_be_one_two_counties_not():
    assert values.related(("示例市人民政府",), ("示例市人民政府办公室",))
    assert values.related((), ("云溪县人民政府",))
    assert not values.related(("云溪县人民政府",), ("青禾县人民政府",))


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("云水发〔2026〕7—9号", ("云水发", 2026, {7, 8, 9})),
        ("云水发〔2026〕14号－第16号", ("云水发", 2026, {14, 15, 16})),
        ("云水发2026-1号", ("云水发", 2026, {1})),
        ("5号、6号", ("", 0, {5, 6})),
        ("云水发〔2026〕1-99999号", ("云水发", 2026, set(range(1, 202)))),
        ("见原件", ("见原件", 0, set())),
    ],
)
def test_the_numbers_of_a_cell_that_is_no_single_one_are_read(cell, meant):
    assert values.several(cell) == meant


@pytest.mark.parametrize("cell", ["田局长", "已签发", "同意", "无", "田禾青、白云溪", "县长"])
def test_what_is_no_name_alone_is_none(cell):
    assert not values.is_name(cell)


@pytest.mark.parametrize("cell", ["田禾青", "田 禾 青", "白云"])
def test_a_name_alone_is_one(cell):
    assert values.is_name(cell)
