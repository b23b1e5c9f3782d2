from gongwen.draft import Draft
from tests.ooxml.packages import draft, part_xml, run

COMMENTS = part_xml(
    "comments", f'<w:comment w:id="1" w:author="审核"><w:p>{run("请核实")}</w:p><w:p>{run("日期")}</w:p></w:comment>'
)
START, END = '<w:commentRangeStart w:id="1"/>', '<w:commentRangeEnd w:id="1"/>'
REFERENCE = '<w:r><w:commentReference w:id="1"/></w:r>'


def commented(body: str) -> Draft:
    return draft(body, comments=COMMENTS)


def anchors(body: str) -> list[tuple[str, ...]]:
    return [found.comments for found in commented(body).paragraphs()]


def test_a_comment_has_author_text_and_anchor():
    (comment,) = commented(f"<w:p>{run('定于')}{START}{run('5月1日')}{END}{REFERENCE}</w:p>").comments
    assert (comment.id, comment.author, comment.text, comment.start, comment.end) == ("1", "审核", "请核实\n日期", 2, 6)
    assert comment.address is not None
    assert comment.address.path == "body/p[1]"


def test_a_range_over_paragraphs_touches_them_all_and_ends_with_the_first():
    body = f"<w:p>{run('甲')}{START}{run('乙')}</w:p><w:p>{run('丙')}</w:p><w:p>{run('丁')}{END}</w:p><w:p/>"
    assert anchors(body) == [("1",), ("1",), ("1",), ()]
    assert [(comment.start, comment.end) for comment in commented(body).comments] == [(1, 2)]


def test_marks_between_paragraphs_belong_to_the_next():
    assert anchors(f"<w:p>{run('甲')}</w:p>{START}<w:p>{run('乙')}</w:p>{END}<w:p>{run('丙')}</w:p>") == [
        (),
        ("1",),
        (),
    ]


def test_a_bare_reference_is_an_anchor():
    (comment,) = commented(f"<w:p>{run('甲')}{REFERENCE}</w:p>").comments
    assert (comment.start, comment.end) == (1, 1)


def test_an_end_without_a_start_is_nothing():
    assert anchors(f"<w:p>{END}</w:p>") == [()]


def test_a_comment_nobody_points_at_has_no_anchor():
    assert [comment.address for comment in commented("<w:p/>").comments] == [None]
