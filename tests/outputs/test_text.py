from dataclasses import replace

import pytest

from gongwen.outputs.terminal import Style
from gongwen.outputs.text import cite, tally
from gongwen.report import Document, FixRecord
from gongwen.violations import Basis, Waiver
from tests.reports import NOTICE, document, element, finding, printed, report

NUMBER = element("doc_number", "示政发[2024]8号", 2)
FIX = FixRecord("把年份的括号换成六角括号", "safe", "[2024]", "〔2024〕")
BRACKETS = finding(NUMBER, (3, 9), expected="〔2024〕", fix=FIX)
BROKEN = Document(path="坏.docx", stage="draft", profile="gbt9704", status="unreadable", error="文件是空的。")


def test_a_clean_document_takes_one_line():
    assert printed(report(document())) == "通知.docx（通知，文件格式，下行文，按送签稿检查）：未发现问题\n"


@pytest.mark.parametrize("sealing", ["加盖印章", "不加盖印章", "签名章"])
def test_how_a_document_is_sealed_is_said_once_it_is_known(sealing):
    seen = document().model_copy(update={"facts": replace(NOTICE, sealing=sealing)})
    assert printed(report(seen)).startswith(f"通知.docx（通知，文件格式，下行文，{sealing}，按送签稿检查）")


def test_a_finding_is_printed_from_severity_to_code():
    assert printed(report(document([NUMBER], [BRACKETS]))).splitlines()[2:] == [
        "发文字号",
        "  错误  发文字号年份应用六角括号“〔〕”括入",
        "        示政发⟦[2024]⟧8号",
        "        现为 [2024] → 应为 〔2024〕",
        "        依据：GB/T 9704-2012 7.2.5　改法：把年份的括号换成六角括号　[GF046]",
        "",
        "共 1 处错误",
        "政治关 0；政策关 0；事实关 0；格式关 1 处错误；语言关 0",
    ]


def test_a_waived_finding_is_listed_at_the_end_with_its_reason():
    waived = replace(BRACKETS, state="waived", waiver=Waiver("沿用旧文号", "2026-12-31"), code="GF046a")
    assert printed(report(document([NUMBER], [BRACKETS, waived]))).splitlines()[-5:] == [
        "按批注忽略 1 处",
        "  发文字号：发文字号年份应用六角括号“〔〕”括入　[GF046a]",
        "        理由：沿用旧文号（至2026-12-31）",
        "共 1 处错误",
        "政治关 0；政策关 0；事实关 0；格式关 1 处错误；语言关 0",
    ]


def test_a_document_with_waived_findings_only_has_no_problem_but_says_what_was_accepted():
    waived = finding(NUMBER, (3, 9), waiver=Waiver("沿用旧文号", None))
    lines = printed(report(document([NUMBER], [waived, waived]))).splitlines()
    assert lines[0].endswith("：未发现问题，另有 2 处按批注忽略")
    assert lines[-1] == "        理由：沿用旧文号"


def test_it_is_said_on_whose_word_findings_are_passed_over():
    words = (Waiver("甲", None, "config"), Waiver("乙", None, "sidecar"), Waiver("丙", None))
    one, *_ = several = [finding(NUMBER, (3, 9), waiver=waiver) for waiver in words]
    told = printed(report(document([NUMBER], [one], path="甲.docx"), document([NUMBER], several, path="乙.docx")))
    assert "另有 1 处按配置文件忽略" in told
    assert "另有 3 处按批注、附带文件、配置文件忽略" in told
    assert told.splitlines()[-1].endswith("；按批注、附带文件、配置文件忽略 4 处")


def test_waived_findings_of_many_documents_are_summed_up():
    waived = finding(NUMBER, (3, 9), waiver=Waiver("沿用旧文号", None))
    several = report(document([NUMBER], [waived], path="甲.docx"), document([NUMBER], [waived], path="乙.docx"))
    assert printed(several).splitlines()[-1] == "共 2 份：2 份未发现问题；按批注忽略 2 处"


def test_a_gate_that_no_rule_was_applied_for_is_not_called_passed():
    seen = document([NUMBER], [BRACKETS]).model_copy(update={"gates": ("格式",)})
    assert (
        printed(report(seen)).splitlines()[-1] == "政治关 未检；政策关 未检；事实关 未检；格式关 1 处错误；语言关 未检"
    )


def test_a_clean_document_names_the_gates_it_did_not_pass():
    unseen = document().model_copy(update={"gates": ("政策", "事实", "格式")})
    assert printed(report(unseen)).endswith("：未发现问题（政治关、语言关未检）\n")


def test_the_gate_of_language_gives_the_rate_of_errors():
    wrong = [replace(finding(NUMBER, (3, 9), severity=severity), gate="语言") for severity in ("error", "info")]
    last = printed(report(document([NUMBER], wrong))).splitlines()[-1]
    assert last.endswith("语言关 1 处错误、1 处提示（差错每千字 90.91 处）")


def test_a_fold_counts_every_finding_in_the_summary():
    bodies = [element("body", f"{number}要做好水源保护。", number) for number in range(1, 24)]
    findings = [finding(body, (0, 9), found="宋体", severity="warning") for body in bodies]
    text = printed(report(document(bodies, findings)))
    assert "正文第1段等23处（第1—23段）" in text
    assert "\n共 23 处警告\n" in text


def test_a_fold_of_words_shows_three_excerpts():
    bodies = [element("body", f"第{number}条,水源", number) for number in range(1, 6)]
    findings = [finding(body, (3, 4)) for body in bodies]
    text = printed(report(document(bodies, findings)))
    assert text.count("⟦,⟧") == 3


def test_what_was_not_read_is_named_for_a_clerk():
    text = printed(report(document().model_copy(update={"unread": ("altChunk", "word/styles.xml", "footnotes")})))
    assert "未读部分：嵌入的外部文档、样式（文件内部有损坏）、脚注" in text


def test_an_unreadable_document_says_why():
    assert printed(report(BROKEN)) == "坏.docx：未能检查：文件是空的。\n"


def test_many_documents_end_with_one_summary_of_all():
    text = printed(report(document([NUMBER], [BRACKETS]), document(path="另.docx"), BROKEN))
    assert text.splitlines()[-2:] == [
        "共 3 份：1 份未发现问题，1 份有问题，1 份未能检查；合计 1 处错误",
        "政治关 0；政策关 0；事实关 0；格式关 1 处错误；语言关 0",
    ]


def test_the_summary_tells_hints_and_strangers_apart():
    hint = finding(NUMBER, (3, 9), severity="info")
    stranger = document(path="合同.docx").model_copy(update={"facts": replace(NOTICE, official=False)})
    text = printed(report(document([NUMBER], [hint], path="甲.docx"), stranger))
    assert text.splitlines()[-2] == "共 2 份：1 份仅有提示，1 份未识别为公文；合计 1 处提示"


def test_a_cure_that_only_repeats_what_is_expected_is_left_out():
    cure = FixRecord("改为“〔2024〕”", "safe", "[2024]", "〔2024〕")
    text = printed(report(document([NUMBER], [finding(NUMBER, (3, 9), expected="〔2024〕", fix=cure)])))
    assert "改法" not in text


def test_what_was_not_read_is_named():
    text = printed(report(document().model_copy(update={"unread": ("脚注",)})))
    assert "未读部分：脚注" in text


def test_an_incomplete_check_says_so():
    text = printed(report(document().model_copy(update={"status": "partial"})))
    assert "有规则运行出错，以上结果不完整。" in text


def test_standard_input_has_a_name():
    assert printed(report(document(path="-"))).startswith("标准输入（通知")


def test_colour_wraps_the_fault_instead_of_brackets():
    text = printed(report(document([NUMBER], [BRACKETS])), Style(colour=True, width=80))
    assert "\x1b[1;4;31m[2024]\x1b[0m" in text
    assert "⟦" not in text


def test_no_line_is_wider_than_the_terminal():
    text = printed(report(document([NUMBER], [BRACKETS])), Style(width=40))
    assert "        依据：GB/T 9704-2012 7.2.5　" in text
    assert "改法：把年份的括号换成六角括号" not in text


@pytest.mark.parametrize(
    ("source", "clause", "short"),
    [
        ("GB/T 9704-2012《党政机关公文格式》", "7.2.5", "GB/T 9704-2012 7.2.5"),
        ("《党政机关公文处理工作条例》（中办发〔2012〕14号）", "第九条", "《党政机关公文处理工作条例》第九条"),
        ("《国家行政机关公文处理办法》（1993年修订）", "第八条", "《国家行政机关公文处理办法》（1993年修订）第八条"),
    ],
)
def test_a_clause_is_cited_briefly(source, clause, short):
    assert cite((Basis(source, clause),)) == short


def test_a_tally_leaves_out_what_is_not_there():
    assert tally({"error": 3, "warning": 0, "info": 2}) == "3 处错误、2 处提示"


def test_clauses_of_one_source_are_cited_together():
    standard = "GB/T 9704-2012《党政机关公文格式》"
    assert cite((Basis(standard, "5.2.2"), Basis(standard, "7.2.5"))) == "GB/T 9704-2012 5.2.2、7.2.5"


def test_what_is_no_official_document_takes_one_line():
    where = element("other", "甲方：青禾县农业农村局", 1)
    remark = finding(where, (0, 0), code="SYS002", message="未识别为公文，未作检查", severity="info")
    paper = document([where], [remark], path="合同.docx")
    text = printed(report(paper.model_copy(update={"facts": replace(NOTICE, official=False)})))
    assert text == "合同.docx：未识别为公文，未作检查\n"


def test_documents_without_findings_stand_close_together():
    papers = [document(path="1.docx"), document(path="2.docx"), document([NUMBER], [BRACKETS], path="3.docx")]
    lines = printed(report(*papers)).splitlines()
    assert lines[1].startswith("2.docx")
    assert lines[2] == ""
    assert lines[3].startswith("3.docx")
