from dataclasses import replace

from gongwen.outputs.folds import clipped, fault, grouped
from gongwen.outputs.places import Places
from gongwen.violations import Location
from tests.reports import document, element, finding

LONG = "各乡镇人民政府要高度重视水源保护工作,切实加强组织领导,明确责任分工,确保各项任务落到实处。"
BODY = element("body", LONG, 8)


def faulty(where, span, **more):
    made = finding(where, span, **more)
    start, end = fault(made, Places(document([where])).find(made.location))
    return made.location.excerpt[start:end], start


def test_a_fault_in_the_middle_stands_after_the_margin():
    assert faulty(BODY, (18, 19)) == (",", 12)


def test_a_fault_near_the_beginning_is_found_by_its_offset():
    assert faulty(BODY, (3, 7)) == ("人民政府", 3)


def test_a_fault_near_the_end_is_found():
    assert faulty(BODY, (len(LONG) - 1, len(LONG))) == ("。", 12)


def test_of_equal_characters_the_one_at_the_offset_is_marked():
    where = element("body", "甲,乙,丙,丁", 3)
    assert faulty(where, (3, 4)) == (",", 3)


def test_an_automatic_number_counts_as_text():
    where = element("heading.1", "一、总体,要求", 3, number=2)
    assert faulty(where, (4, 5)) == (",", 4)


def test_a_fault_that_fills_its_excerpt_is_the_whole():
    where = element("title", "关于加强水源保护的通知", 3)
    assert faulty(where, (0, 11), found="黑体") == ("关于加强水源保护的通知", 0)


def test_a_cut_excerpt_says_so_on_both_sides():
    made = finding(BODY, (18, 19))
    assert clipped(made, Places(document([BODY])).find(made.location)) == (True, True)


def test_equal_findings_of_one_kind_of_element_are_folded():
    bodies = [element("body", f"{number}要做好水源保护。", number) for number in range(1, 4)]
    findings = [finding(body, (0, 1), found="宋体") for body in bodies]
    groups = grouped(document(bodies, findings))
    assert list(groups) == ["正文第1段等3处（第1—3段）"]


def test_findings_in_other_words_are_not_folded():
    bodies = [element("body", "要做好水源保护。", number) for number in (1, 2)]
    findings = [finding(bodies[0], (0, 1), found="宋体"), finding(bodies[1], (0, 1), found="黑体")]
    assert list(grouped(document(bodies, findings))) == ["正文第1段", "正文第2段"]


def test_groups_stand_in_document_order():
    number, title = element("doc_number", "示政发[2024]8号", 2), element("title", "关于水源保护的通知", 4)
    findings = [finding(number, (3, 9)), finding(title, (0, 2)), finding(number, (9, 10), code="GF047")]
    assert list(grouped(document([number, title], findings))) == ["发文字号", "标题"]


def test_a_missing_element_stands_where_it_should_be():
    number, title = element("doc_number", "示政发〔2024〕8号", 2), element("title", "关于水源保护的请示", 4)
    missing = replace(finding(number, (0, 1)), location=Location("body", "", 0, 0, "signer", ""))
    findings = [missing, finding(number, (3, 9)), finding(title, (0, 2))]
    assert list(grouped(document([number, title], findings))) == ["发文字号", "签发人", "标题"]


def test_a_missing_last_element_stands_last():
    title = element("title", "关于水源保护的通知", 4)
    missing = replace(finding(title, (0, 1)), location=Location("body", "", 0, 0, "page_number", ""))
    assert list(grouped(document([title], [missing, finding(title, (0, 2))]))) == ["标题", "页码"]


def test_a_finding_on_the_whole_document_stands_first():
    title = element("title", "关于水源保护的通知", 4)
    whole = replace(finding(title, (0, 1)), location=Location("body", "", 0, 0, "", ""))
    assert list(grouped(document([title], [finding(title, (0, 2)), whole]))) == ["全文", "标题"]


def test_a_fault_of_all_lines_of_a_title_is_the_whole():
    where = element("title", "示例市人民政府关于做好春季防火工作的通知", 4)
    where = replace(where, location=replace(where.location, end=12))
    made = finding(where, (0, 20), found="黑体")
    made = replace(made, location=replace(made.location, start=0, end=12))
    assert fault(made, Places(document([where])).find(made.location)) == (0, 20)


def test_a_fault_of_the_first_of_two_long_lines_is_that_line():
    first, second = "抄送：市委办公室，市人大常委会办公室，", "市政协办公室，市法院，市检察院，市警备区。"
    where = element("cc", first + second, 20)
    where = replace(where, location=replace(where.location, end=len(first)))
    made = finding(replace(where, location=element("cc", first + second, 20).location), (0, len(first)))
    start, end = fault(made, Places(document([where])).find(made.location))
    assert made.location.excerpt[start:end] == first
