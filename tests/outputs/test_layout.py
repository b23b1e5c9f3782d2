from gongwen.layout import Layout, PlacedElement, PlacedPage, Rectangle
from gongwen.outputs.layout import as_json, render

AREA = Rectangle(left=28, top=37, width=156, height=225)
SURE = PlacedElement(
    element="title", term="标题", text="关于检查的通知", box=Rectangle(left=60, top=80, width=90, height=12.3)
)
DOUBTFUL = PlacedElement(
    element="date", term="成文日期", text="", box=Rectangle(left=1, top=2, width=3, height=4, unsure=10.2, unsure_x=0.4)
)


def layout(*elements: PlacedElement, shown: str | None = "1") -> Layout:
    page = PlacedPage(number=1, shown_number=shown, width=210, height=297, area=AREA, elements=elements)
    return Layout(path="通知.docx", pages=(page,))


def test_the_head_counts_the_pages():
    assert render(layout()).splitlines()[0] == "通知.docx：共 1 页。单位为毫米，从纸的左上角量起。"


def test_a_page_says_its_number_paper_and_type_area():
    assert "第 1 页（页码 1）：纸 210×297，版心 156×225，左 28.0，上 37.0" in render(layout())


def test_a_page_without_a_number_says_so():
    assert "第 1 页（不显示页码）" in render(layout(shown=None))


def test_a_row_gives_left_top_width_and_height():
    assert render(layout(SURE)).splitlines()[-1].split() == [
        "标题",
        "关于检查的通知",
        "60.0",
        "80.0",
        "90.0",
        "12.3",
        "准确",
    ]


def test_doubt_is_said_in_millimetres():
    assert render(layout(DOUBTFUL)).endswith("上下±10.2，左右±0.4\n")


def test_what_has_no_text_is_called_a_figure():
    assert "（图形）" in render(layout(DOUBTFUL))


def test_an_empty_page_says_so():
    assert render(layout()).endswith("没有要素\n")


def test_json_names_its_schema():
    assert '"schema": "gongwen.layout/1"' in as_json(layout(SURE))
