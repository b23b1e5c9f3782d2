import pytest

from gongwen.outputs.places import Place, Places, gather, ranges
from gongwen.violations import Location
from tests.reports import document, element

BODIES = [element("body", "第一段。", 5), element("body", "第二段。", 7), element("body", "第三段。", 8)]
TITLE = element("title", "关于加强水源保护的通知", 4)
PAPER = document([TITLE, BODIES[0], element("heading.1", "一、总体要求", 6), *BODIES[1:]])


def place(location: Location) -> str:
    return str(Places(PAPER).find(location))


def test_body_paragraphs_are_counted_among_themselves():
    assert place(BODIES[1].location) == "正文第2段"


def test_headings_are_counted_even_when_there_is_one():
    assert place(PAPER.elements[2].location) == "一级标题第1个"


def test_an_element_that_occurs_once_has_no_number():
    assert place(TITLE.location) == "标题"


def test_a_finding_without_element_concerns_the_whole_document():
    assert place(Location("body", "", 0, 0, "", "")) == "全文"


def test_a_missing_element_is_named_without_number():
    assert place(Location("body", "", 0, 0, "page_number", "")) == "页码"


def test_a_later_paragraph_of_an_element_belongs_to_it():
    assert place(Location("body", "body/p[10]", 0, 2, "body", "续行")) == "正文第3段"


def test_two_elements_in_one_paragraph_are_told_apart_by_offset():
    first, second = element("signer", "田禾青", 2), element("signer", "云知远", 2, start=9)
    found = Places(document([first, second])).find(second.location)
    assert str(found) == "签发人第2个"


def test_paragraph_ten_comes_after_paragraph_nine():
    paper = document([element("body", "甲。", 9), element("body", "乙。", 10)])
    found = Places(paper).find(Location("body", "body/p[11]", 0, 1, "body", ""))
    assert str(found) == "正文第2段"


def test_lines_are_counted_in_their_own_measure():
    assert str(Place("imprint_line", 2)) == "版记分隔线第2条"


def test_one_place_is_named_alone():
    assert gather([Place("body", 3)]) == "正文第3段"


def test_several_places_are_named_by_the_first_with_count_and_ranges():
    assert gather([Place("body", number) for number in (1, 2, 3, 5)]) == "正文第1段等4处（第1—3、5段）"


def test_several_faults_at_one_place_are_counted():
    assert gather([Place("body", 3), Place("body", 3)]) == "正文第3段（2处）"


def test_two_neighbours_are_not_a_range():
    assert ranges([1, 2, 4], "段") == "第1、2、4段"


def test_a_long_list_of_places_is_shortened():
    assert ranges(range(1, 40, 2), "段") == "第1、3、5、7、9、11、13、15段等"


@pytest.mark.parametrize(
    ("path", "heading", "name"),
    [
        ("row[12]", "份数", "第12行 份数"),
        ("row[12]", "", "第12行"),
        ("sheet[2]/row[7]", "文号", "表2第7行 文号"),
        ("", "", "全文"),
    ],
)
def test_a_place_in_a_register_is_a_row_and_a_column(path, heading, name):
    assert str(Places(document()).find(Location("register", path, 0, 0, heading, ""))) == name


def test_rows_of_a_register_fold_and_stand_in_order():
    places = [Places(document()).find(Location("register", f"row[{row}]", 0, 0, "份数", "")) for row in (3, 4, 5, 9)]
    assert gather(places) == "第3行 份数等4处（第3—5、9行）"
    assert [Places(document()).rank(place) for place in places] == [3, 4, 5, 9]


def test_rows_of_several_sheets_are_counted_not_listed():
    paths = ("sheet[1]/row[9]", "sheet[2]/row[3]")
    places = [Places(document()).find(Location("register", path, 0, 0, "份数", "")) for path in paths]
    assert gather(places) == "表1第9行 份数等2处"
