"""Memos for the tests: every kind and form, one agency or several, with words no rule finds fault with."""

from typing import Any

from hypothesis import strategies as st

from gongwen.composer.customs import FORMS, PUBLIC, UNSIGNED, UPWARD
from gongwen.composer.memo import Form, Kind

FAMILIES = [(kind, form) for kind, forms in FORMS.items() for form in forms]
"""Every kind in each of its forms."""
AGENCIES = (
    "云溪县人民政府",
    "青禾县人民政府",
    "白石县人民政府",
    "柳湾县人民政府",
    "青原省北坡苗族侗族土家族自治县人民政府",
)
PERSONS = ("田禾青", "石白川", "云知远", "谷雨晴", "乔松年")
TOPICS = (
    "乡村公共阅读服务",
    "农村饮水安全工程管护",
    "城区排水防涝规划编制和管网改造",
    "春季森林防火巡查和重点区域值守",
    "柳湾镇、白石镇农村公路养护和桥梁安全检查",
)
SENTENCES = (
    "各单位要明确责任人和完成时限，按月报送进展情况。",
    "县水利局负责技术指导，县财政局负责资金安排，县审计局负责监督。",
    "工程建设要严格执行有关标准，隐蔽部位应当留存影像资料，验收不合格的不得投入使用。",
    "有关情况应当在村务公开栏公示，接受群众监督，公示时间不少于7日，公示期间收到的意见由乡镇人民政府逐条登记并作出答复。",
)
OPENINGS = {
    "批复": "你县《关于审批有关规划的请示》（青政请〔2025〕15号）收悉。经研究，现批复如下。",
    "命令": "为做好有关工作，根据《中华人民共和国森林法》，发布本令。",
}
TABLE = ["| 乡镇 | 工程数量（处） |", "|---|---|", "| 白石镇 | 6 |", "| 柳湾镇 | 5 |"]
CLOSINGS = {
    "请示": "妥否，请批示。",
    "报告": "特此报告。",
    "函": "请予函复。",
    "批复": "此复。",
    "议案": "现提请审议。",
}
ATTACHED = ("任务分工安排", "管护人员名册和联系方式", "2025年度农村供水工程水质检测计划和经费安排", "常用表格")


def body(draw: st.DrawFn, kind: str) -> str:
    """Draw a main text: an opening, sections with headings, a closing."""
    lines = [OPENINGS.get(kind, "为做好有关工作，经研究，现提出以下安排。")]
    for number in range(draw(st.integers(1, 5))):
        lines += [f"# {('明确职责', '加强管理', '落实经费', '严格检查', '抓好总结')[number]}"]
        lines += draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4))
        lines += [*TABLE, "表中所列工程由乡镇人民政府负责。"] if draw(st.booleans()) else []
    return "\n".join([*lines, *([CLOSINGS[kind]] if kind in CLOSINGS else [])])


@st.composite
def memos(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a memo that can be composed."""
    kind, form = draw(st.sampled_from(FAMILIES))
    count = draw(st.integers(1, 4)) if kind not in UNSIGNED else 1
    agencies = tuple(draw(st.permutations(AGENCIES))[:count])
    memo: dict[str, Any] = {"文种": kind, "版式": form, "发文机关": list(agencies), "正文": body(draw, kind)}
    memo |= {
        "发文字号": draw(
            st.sampled_from(["第7号"] if form == "命令" else ["青政发〔2025〕16号", "云政办发〔2025〕108号"])
        )
    }
    memo |= {"成文日期": draw(st.sampled_from(["2025年6月3日", "2025年11月28日"]))} if kind not in UNSIGNED else {}
    memo |= _addressed(draw, kind, form, agencies)
    memo |= _marked(draw, kind, form)
    memo |= _closed(draw, form)
    memo |= _sealed(draw, kind, form, count)
    names = draw(st.lists(st.sampled_from(ATTACHED), max_size=3, unique=True))
    text = "各单位要明确责任人和完成时限，按月报送进展情况。"
    return memo | ({"附件": [{"名称": name, "正文": text} for name in names]} if names else {})


def _addressed(draw: st.DrawFn, kind: Kind, form: Form, agencies: tuple[str, ...]) -> dict[str, Any]:
    if form == "命令":
        return {"签发人职务": ["县长"] * len(agencies)}
    names = "　".join(agencies) if len(agencies) < 4 else f"{agencies[0]}等4县人民政府"
    title = {"标题": f"{names}关于{draw(st.sampled_from(TOPICS))}的{kind}"}
    if kind in UPWARD:
        return title | {"签发人": list(PERSONS[: len(agencies)]), "主送机关": "示例市人民政府"}
    addressed = {"主送机关": draw(st.sampled_from(["示例市人民政府", "各乡镇人民政府，县政府各部门、各直属机构"]))}
    moved = {"主送移至版记": True} if form == "文件" and draw(st.booleans()) else {}
    return title if kind in PUBLIC else title | addressed | moved


def _marked(draw: st.DrawFn, kind: Kind, form: Form) -> dict[str, Any]:
    note = {"附注": "联系人：石白川，联系电话：0000-1234567"} if kind == "请示" or draw(st.booleans()) else {}
    if form == "电报":
        return note | {"紧急程度": "特急"}
    secret = (
        {"份号": "000012", "密级": "秘密★5年"} if kind not in ("公告", "通告", "公报") and draw(st.booleans()) else {}
    )
    urgent = {"紧急程度": "加急"} if not (form == "命令" and secret) and draw(st.booleans()) else {}
    return note | secret | urgent


def _sealed(draw: st.DrawFn, kind: Kind, form: Form, count: int) -> dict[str, Any]:
    if form == "命令" or kind in UNSIGNED:
        return {}
    sealing = draw(st.sampled_from(["加盖印章", "不加盖印章", *([] if kind in UPWARD else ["签名章"])]))
    return {"用印": sealing} | ({"签发人职务": ["县长"] * count} if sealing == "签名章" else {})


def _closed(draw: st.DrawFn, form: Form) -> dict[str, Any]:
    copies = {"抄送": "市发展改革委，市财政局，市水利局"}
    if form in ("信函", "电报"):
        return copies if draw(st.booleans()) else {}
    return copies | {"印发机关": "云溪县人民政府办公室", "印发日期": "2025年12月1日"}
