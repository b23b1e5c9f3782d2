"""Reports made by hand, for the tests of everything that prints or counts them."""

from collections.abc import Iterable
from dataclasses import replace
from io import StringIO

from gongwen.bookshelf import load_rules
from gongwen.outputs import text
from gongwen.outputs.formats import Run, writer
from gongwen.outputs.terminal import PLAIN, Style
from gongwen.report import Document, ElementRecord, FactsRecord, FixRecord, Report, Tool, ViolationRecord
from gongwen.violations import GATES, Basis, Location, Severity

TOOL = Tool(version="0.1.0", rules_digest="0" * 12)
NOTICE = FactsRecord(
    official=True,
    kind="通知",
    form="文件",
    direction="下行",
    joint=False,
    agencies=("示例市人民政府",),
    organ="政府",
    regime="2012",
    sealing="未知",
    number="示政发〔2024〕8号",
    title="示例市人民政府关于加强水源保护的通知",
    date="2024-05-06",
    pinned=(),
)


def element(name: str, text: str, paragraph: int, *, start: int = 0, number: int = 0) -> ElementRecord:
    """Make an element in body/p[paragraph]; `number` counts code points of automatic numbering."""
    location = Location("body", f"body/p[{paragraph}]", start, start + len(text) - number, name, text)
    return ElementRecord(name, text, 0.99, location)


def finding(
    where: ElementRecord,
    span: tuple[int, int],
    *,
    code: str = "GF046",
    severity: Severity = "error",
    message: str = "发文字号年份应用六角括号“〔〕”括入",
    expected: str = "",
    found: str | None = None,
    fix: FixRecord | None = None,
) -> ViolationRecord:
    """Make a finding at [start, end) of the text of an element, as the checker cuts it."""
    start, end = span
    number = len(where.text) - (where.location.end - where.location.start)
    excerpt = where.text[max(0, start - 12) : end + 12]
    first = where.location.start + start - number
    location = Location("body", where.location.path, first, first + end - start, where.element, excerpt)
    basis = (Basis("GB/T 9704-2012《党政机关公文格式》", "7.2.5"),)
    text = where.text[start:end] if found is None else found
    return ViolationRecord(
        code, "a-rule", severity, "格式", message, basis, location, text, expected, fix, f"{code}-{first}", "open"
    )


def document(
    elements: Iterable[ElementRecord] = (), findings: Iterable[ViolationRecord] = (), *, path: str = "通知.docx"
) -> Document:
    """Make the result of a notice."""
    return Document(
        path=path,
        sha256="ab" * 32,
        stage="draft",
        profile="gbt9704",
        facts=NOTICE,
        elements=tuple(elements),
        violations=tuple(findings),
        gates=GATES,
    )


def report(*documents: Document) -> Report:
    """Make a report."""
    return Report.of(documents, tool=TOOL)


NUMBER = element("doc_number", "示政发[2024]8号", 2)
BODY = element("body", "各县人民政府要做好水源保护，落实责任。", 4)
GRAVE = finding(
    NUMBER, (3, 9), code="GF046a", expected="〔2024〕", fix=FixRecord("改为“〔2024〕”", "safe", "[2024]", "〔2024〕")
)
DOUBTFUL = finding(BODY, (0, 2), code="GF071a", severity="warning", message="正文字体一般用仿宋，此处为宋体")
HINT = finding(BODY, (2, 4), code="GF077", severity="info", message="层次标题推荐左空二字")
WAIVED = replace(finding(BODY, (4, 6), code="GF071b"), state="waived")
BASELINED = replace(finding(BODY, (6, 8), code="GF071c"), state="baselined")
CRASH = replace(
    finding(BODY, (0, 0), code="SYS001", message="规则 GF061a（title-font）运行出错，这一项未能检查，其余照常"),
    location=Location("body", "", 0, 0, "", ""),
)
FLAWED = document([NUMBER, BODY], [GRAVE, DOUBTFUL, HINT, WAIVED, BASELINED], path="发文/通知.docx")
CLEAN = document([NUMBER, BODY], path="发文/函.docx")
PARTIAL = document([NUMBER, BODY], [CRASH], path="发文/令.docx").model_copy(
    update={"status": "partial", "error": "规则 GF061a 运行出错"}
)
UNREADABLE = Document(path="坏.docx", stage="draft", profile="gbt9704", status="unreadable", error="文件是空的。")
ALL = (CLEAN, PARTIAL, FLAWED, UNREADABLE)
"""One document of each outcome, in the order of a report."""


def written(form: str, *documents: Document, total: int | None = None) -> str:
    """Give what the writer of an output makes of documents; a `total` above their number is an interrupted run."""
    stream = StringIO()
    run = Run(TOOL, len(documents) if total is None else total, load_rules())
    out = writer(form, stream, run)
    out.begin()
    for one in documents:
        out.document(one)
    out.end(report(*documents).summary)
    return stream.getvalue()


def printed(made: Report, style: Style = PLAIN) -> str:
    """Give what a terminal of that style shows of a report."""
    stream = StringIO()
    out = text.Writer(stream, Run(made.tool, made.summary.documents, load_rules()))
    out.style = style
    for one in made.documents:
        out.document(one)
    out.end(made.summary)
    return stream.getvalue()
