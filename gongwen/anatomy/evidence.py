"""The table of evidence: what speaks for a segment being an element, and how much.

Weights are natural logarithms of odds, learnt by hand from real drafts. `BASE` is what an element starts from; every row of
`EVIDENCE` that holds adds its weight. A row reads: name · element · weight · what must be seen.
"""

from collections.abc import Callable
from dataclasses import dataclass

from gongwen.anatomy.features import AGENCIES_ABREAST, Features

Test = Callable[[Features], bool]

BASE: dict[str, float] = {
    "copy_number": -7.0,
    "secrecy": -7.0,
    "urgency": -7.0,
    "masthead": -6.0,
    "doc_number": -7.0,
    "signer": -7.0,
    "title": -4.5,
    "title_note": -6.0,
    "recipients": -5.0,
    "body": 0.0,
    "heading.1": -5.0,
    "heading.2": -5.0,
    "heading.3": -5.0,
    "heading.4": -5.0,
    "closing": -5.0,
    "attachment_note": -6.0,
    "signature": -6.0,
    "date": -7.0,
    "note": -6.0,
    "attachment_label": -8.0,
    "attachment_title": -3.5,
    "attachment": -0.5,
    "attendance": -7.0,
    "cc": -7.0,
    "printer": -7.0,
    "other": -2.5,
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """Hold one row: the observation `name` adds `weight` to the odds of `element`."""

    name: str
    element: str
    weight: float
    test: Test


def _seen(name: str) -> Test:
    return lambda f: f.pattern[name]


_HEADING_FACE = {1: "黑", 2: "楷", 3: "仿宋", 4: "仿宋"}


def _lone_heading(f: Features, level: int) -> bool:
    """Tell a heading by its font though it ends in a mark: `一、总体要求：`."""
    face = _HEADING_FACE[level] in (f.format.han_font or "")
    return face and f.length <= 25 and f.pattern["ends_full"] and not f.runs_in and "，" not in f.text[:-1]


def _heading(level: int) -> list[Evidence]:
    element = f"heading.{level}"
    return [
        Evidence("层次序数", element, 5.0, _seen(element)),
        Evidence("短而无句末点号", element, 2.0, lambda f: f.length <= 40 and not f.pattern["ends_full"]),
        Evidence("标题字体", element, 1.5, lambda f: _HEADING_FACE[level] in (f.format.han_font or "")),
        Evidence("接排于段首", element, 2.5, lambda f: f.runs_in),
        Evidence(
            "独立成行而以句号结尾",
            element,
            0.7,
            lambda f: f.length <= 25 and not f.runs_in and f.text[-1:] == "。" and "，" not in f.text,
        ),
        Evidence("独立成行的标题字体", element, 3.0, lambda f: level <= 2 and _lone_heading(f, level)),
        Evidence(
            "成句",
            element,
            -3.5,
            lambda f: not f.runs_in and f.pattern["ends_full"] and ("，" in f.text or f.length > 25),
        ),
        Evidence("过长", element, -3.0, lambda f: f.length > 50),
        Evidence("句中有分号或句号", element, -2.0, lambda f: "；" in f.text[:-1] or "。" in f.text[:-1]),
    ]


def _big(points: float) -> Test:
    return lambda f: f.size >= points


def _agency_big(f: Features) -> bool:
    return f.size >= 26 and (f.pattern["agency"] or f.pattern["agency_masthead"])


def _layout_cell(f: Features) -> bool:
    """Tell a cell of a table that only puts things in their places."""
    return f.zone == "table" and not f.segment.ruled and f.size >= 15


def _abreast(f: Features) -> bool:
    return AGENCIES_ABREAST.match(f.text) is not None


EVIDENCE: tuple[Evidence, ...] = (
    # 版头
    Evidence("全为数字", "copy_number", 5.0, _seen("copy_number")),
    Evidence("六位数字", "copy_number", 3.0, _seen("copy_number_six")),
    Evidence("份号字样", "copy_number", 6.0, _seen("copy_number_worded")),
    Evidence("居文首", "copy_number", 2.0, lambda f: f.segment.index <= 3),
    Evidence("密级词", "secrecy", 9.0, _seen("secrecy")),
    Evidence("居文首", "secrecy", 2.0, lambda f: f.segment.index <= 8),
    Evidence("紧急程度词", "urgency", 9.0, _seen("urgency")),
    Evidence("居文首", "urgency", 2.0, lambda f: f.segment.index <= 8),
    Evidence("红色大字", "masthead", 5.0, lambda f: f.red and f.size >= 24),
    Evidence("二十六磅以上", "masthead", 2.5, _big(26)),
    Evidence("三十六磅以上", "masthead", 2.0, _big(36)),
    Evidence("红色", "masthead", 1.0, lambda f: f.red),
    Evidence("大字机关名称", "masthead", 2.0, _agency_big),
    Evidence("以文件、令、纪要等收尾", "masthead", 2.5, _seen("masthead_end")),
    Evidence(
        "首段即机关文件",
        "masthead",
        3.5,
        lambda f: f.segment.index <= 6 and f.tight.endswith("文件") and f.length <= 30 and f.pattern["agency_masthead"],
    ),
    Evidence("居中或分散", "masthead", 1.0, lambda f: f.centred),
    Evidence("在文首", "masthead", 1.0, lambda f: f.segment.index <= 12),
    Evidence("过长", "masthead", -6.0, lambda f: f.length > 40),
    Evidence("小于二十二磅", "masthead", -2.0, lambda f: f.size < 22 and not f.red),
    Evidence("无汉字", "masthead", -5.0, lambda f: not any("\u4e00" <= c <= "\u9fff" for c in f.tight)),
    Evidence("含关于", "masthead", -4.0, _seen("about")),
    Evidence("句末点号", "masthead", -4.0, _seen("ends_full")),
    Evidence("发文字号式样", "doc_number", 10.0, _seen("doc_number")),
    Evidence("近似发文字号", "doc_number", 7.0, _seen("doc_number_loose")),
    Evidence("令号或期号", "doc_number", 8.0, _seen("order_number")),
    Evidence("令号居文首", "doc_number", 2.0, lambda f: f.pattern["order_number"] and f.segment.index <= 8),
    Evidence("签发人字样", "signer", 12.0, _seen("signer")),
    Evidence("楷体人名", "signer", 5.0, lambda f: f.persons and "楷" in (f.format.han_font or "")),
    Evidence("人名居右", "signer", 2.5, lambda f: f.persons and f.rightward),
    # 标题、主送
    Evidence("居中", "title", 2.0, lambda f: f.centred),
    Evidence("字号大于正文", "title", 2.0, lambda f: 18 <= f.size < 30 and f.size > 16.5),
    Evidence("二号字", "title", 1.0, lambda f: 21 <= f.size <= 23),
    Evidence("小标宋", "title", 1.5, lambda f: "标宋" in (f.format.han_font or "")),
    Evidence("含关于", "title", 1.5, _seen("about")),
    Evidence("以文种收尾", "title", 2.0, _seen("kind_end")),
    Evidence("关于……的文种", "title", 2.5, lambda f: f.pattern["about"] and f.pattern["of_kind_end"]),
    Evidence("占位标题", "title", 3.0, lambda f: f.pattern["placeholder_title"] and f.pattern["bracketed"]),
    Evidence("近文首", "title", 1.0, lambda f: f.share < 0.25 or f.segment.index <= 14),
    Evidence("红色大字", "title", -4.0, lambda f: f.red and f.size >= 26),
    Evidence("三十磅以上", "title", -2.0, _big(30)),
    Evidence("成句", "title", -5.0, lambda f: f.pattern["ends_full"] and not (f.pattern["kind_end"] and f.centred)),
    Evidence("过长", "title", -3.0, lambda f: f.length > 70),
    Evidence("靠右", "title", -2.0, lambda f: f.rightward),
    Evidence("附件字样", "title", -6.0, _seen("attachment_label")),
    Evidence(
        "层次序数", "title", -4.0, lambda f: f.pattern["heading.1"] or f.pattern["heading.2"] or f.pattern["heading.3"]
    ),
    Evidence("字号或括注", "title", -5.0, lambda f: f.pattern["doc_number"] or f.pattern["date"] or f.pattern["note"]),
    Evidence("结束语", "title", -4.0, _seen("closing_words")),
    Evidence("括注日期", "title_note", 7.0, _seen("title_note")),
    Evidence("只有日期", "title_note", 6.0, _seen("title_note_date")),
    Evidence("居中", "title_note", 1.5, lambda f: f.centred),
    Evidence("以冒号收尾", "recipients", 4.0, _seen("recipients")),
    Evidence("全为机关名称", "recipients", 3.5, _seen("agency_list")),
    Evidence("提到机关", "recipients", 1.0, _seen("agency_inside")),
    Evidence("占位", "recipients", 5.0, _seen("recipients_placeholder")),
    Evidence("顶格", "recipients", 1.5, lambda f: f.flush_left),
    Evidence("顶格而以冒号收尾", "recipients", 2.0, lambda f: f.flush_left and f.pattern["recipients"]),
    Evidence("近文首", "recipients", 0.5, lambda f: f.share < 0.3 or f.segment.index <= 16),
    Evidence(
        "叙述引出下文",
        "recipients",
        -3.0,
        lambda f: any(word in f.tight for word in ("如下", "现将", "根据", "为了", "通知", "要求", "以下")),
    ),
    Evidence("首行空二字", "recipients", -1.5, lambda f: 1.5 < f.left < 2.6),
    Evidence("与日期同行", "recipients", -5.0, lambda f: _beside(f, "日")),
    Evidence("居中", "recipients", -2.5, lambda f: f.centred),
    Evidence("字号大于正文", "recipients", -2.0, _big(20)),
    Evidence("靠右", "recipients", -3.0, lambda f: f.rightward),
    Evidence(
        "标签",
        "recipients",
        -6.0,
        lambda f: f.pattern["signer"] or f.pattern["attachment_note"] or f.pattern["cc"] or f.pattern["attendance"],
    ),
    Evidence("只有几个字", "recipients", -2.0, lambda f: f.length <= 3),
    # 正文
    Evidence("成句", "body", 2.5, _seen("ends_full")),
    Evidence("接排的标题", "body", -3.5, lambda f: f.runs_in and any(f.pattern[f"heading.{n}"] for n in (1, 2, 3, 4))),
    Evidence("首行空二字", "body", 1.0, lambda f: 1.5 < f.left < 2.6),
    Evidence("多行", "body", 1.0, lambda f: f.length > 40),
    Evidence("表格中", "body", 2.0, lambda f: f.zone == "table"),
    Evidence("表格中的机关名称", "body", -3.0, lambda f: _layout_cell(f) and f.pattern["agency"]),
    Evidence("字号大于正文", "body", -2.0, _big(20)),
    Evidence("居中", "body", -1.5, lambda f: f.centred and f.zone != "table"),
    Evidence("靠右", "body", -2.0, lambda f: f.rightward and f.zone != "table"),
    Evidence("红色大字", "body", -3.0, lambda f: f.red and f.size >= 24),
    Evidence("机关列表", "body", -2.0, lambda f: f.pattern["agency_list"] and f.tight[-1:] in "：:"),
    Evidence("机关列表顶格", "body", -1.5, lambda f: f.pattern["agency_list"] and f.flush_left),
    Evidence("短而无点号", "body", -1.0, lambda f: f.length < 20 and not f.pattern["ends_full"] and f.zone != "table"),
    Evidence(
        "成句而有序数",
        "body",
        1.5,
        lambda f: f.pattern["ends_full"] and "，" in f.text and any(f.pattern[f"heading.{n}"] for n in (1, 2, 3, 4)),
    ),
    *_heading(1),
    *_heading(2),
    *_heading(3),
    *_heading(4),
    Evidence("结束语字样", "closing", 3.0, _seen("closing")),
    Evidence("惯用结束语", "closing", 8.0, _seen("closing_words")),
    Evidence("过长", "closing", -4.0, lambda f: f.length > 45),
    # 附件说明、落款、附注
    Evidence("附件冒号", "attachment_note", 9.0, _seen("attachment_note")),
    Evidence("近似附件说明", "attachment_note", 4.0, _seen("attachment_note_odd")),
    Evidence("附件二字", "attachment_note", 5.0, _seen("attachment_note_bare")),
    Evidence("带序号的名称", "attachment_note", 6.0, _seen("attachment_item")),
    Evidence("缩进四字以上", "attachment_note", 2.0, lambda f: 3.5 < f.left < 8 and not f.centred),
    Evidence("另起一页", "attachment_note", -3.0, lambda f: f.new_page),
    Evidence("机关名称", "signature", 5.0, _seen("agency")),
    Evidence("靠右", "signature", 3.0, lambda f: f.rightward),
    Evidence("几个机关并排", "signature", 6.0, _abreast),
    Evidence("与日期同行", "signature", 4.0, lambda f: f.size >= 15 and f.pattern["agency"] and _beside(f, "日")),
    Evidence("职务", "signature", 4.0, _seen("office_title")),
    Evidence("在后部", "signature", 1.0, lambda f: f.share > 0.3),
    Evidence("过长", "signature", -4.0, lambda f: f.length > 40),
    Evidence("句末点号", "signature", -5.0, _seen("ends_full")),
    Evidence("字号大于正文", "signature", -2.5, _big(20)),
    Evidence("表格中的机关名称", "signature", 3.5, lambda f: _layout_cell(f) and f.pattern["agency"]),
    Evidence("有线的表格中", "signature", -5.0, lambda f: f.segment.ruled),
    Evidence("有线的表格中", "date", -5.0, lambda f: f.segment.ruled),
    Evidence("有线的表格中", "body", 1.0, lambda f: f.segment.ruled),
    Evidence("表格中", "signature", -1.0, lambda f: f.zone == "table" and not f.rightward),
    Evidence("完整日期", "date", 9.0, _seen("date")),
    Evidence("靠右", "date", 2.0, lambda f: f.rightward),
    Evidence("表格中", "date", -4.0, lambda f: f.zone == "table" and f.size < 15),
    Evidence("四号以下", "date", -1.0, lambda f: f.size < 14.5),
    Evidence("整段加括号", "note", 4.0, _seen("note")),
    Evidence("附注用语", "note", 4.0, lambda f: f.pattern["note_words"] and f.length < 80),
    Evidence("联系人起头", "note", 2.0, _seen("note_bare")),
    Evidence("句中", "note", -2.0, lambda f: f.text[-1:] in "。；"),
    # 附件
    Evidence("附件二字", "attachment_label", 10.0, _seen("attachment_label")),
    Evidence("另起一页", "attachment_label", 3.0, lambda f: f.new_page),
    Evidence("黑体", "attachment_label", 1.0, lambda f: "黑" in (f.format.han_font or "")),
    Evidence("顶格", "attachment_label", 1.0, lambda f: f.flush_left),
    Evidence("冒号", "attachment_label", -2.0, lambda f: f.tight in ("附件：", "附件:")),
    Evidence("靠右", "attachment_label", -3.0, lambda f: f.rightward),
    Evidence("居中", "attachment_title", 3.0, lambda f: f.centred),
    Evidence("字号大于正文", "attachment_title", 2.0, lambda f: f.size > 17),
    Evidence("另起一页", "attachment_title", 1.0, lambda f: f.new_page),
    Evidence("表格中", "attachment_title", -3.0, lambda f: f.zone == "table"),
    Evidence("成句", "attachment_title", -4.0, _seen("sentence_end")),
    Evidence("过长", "attachment_title", -3.0, lambda f: f.length > 60),
    Evidence(
        "序数",
        "attachment_title",
        -3.0,
        lambda f: f.pattern["heading.1"] or f.pattern["heading.2"] or f.pattern["heading.3"],
    ),
    # 纪要
    Evidence("出席请假列席", "attendance", 12.0, _seen("attendance")),
    Evidence("人名行", "attendance", 6.5, lambda f: f.pattern["names_line"] and not f.pattern["ends_full"]),
    Evidence("人名后的括注", "attendance", 6.5, lambda f: f.pattern["note"] and f.line_text != f.tight),
    # 版记
    Evidence("抄送字样", "cc", 11.0, _seen("cc")),
    Evidence("四号字", "cc", 1.5, lambda f: 13 <= f.size <= 14.5),
    Evidence("机关列表", "cc", 2.5, lambda f: f.tight[-1:] in "。；" and f.pattern["agency_inside"]),
    Evidence("全为机关名称", "cc", 4.0, _seen("agency_sentence")),
    Evidence("印发字样", "printer", 6.0, lambda f: f.pattern["printer"] and f.length <= 30),
    Evidence("日期印发", "printer", 5.0, lambda f: f.tight.endswith("印发") and "年" in f.tight and f.length <= 20),
    Evidence("与印发同行", "printer", 8.0, lambda f: _beside(f, "印发")),
    Evidence("与日期同行", "printer", 5.0, lambda f: _beside(f, "日") and f.pattern["agency"]),
    Evidence("日期与机关同行", "printer", 10.0, lambda f: f.pattern["date"] and _agency_beside(f)),
    Evidence("四号字", "printer", 1.5, lambda f: 13 <= f.size <= 14.5),
    Evidence("印数", "printer", 10.0, _seen("print_count")),
    # 其他
    Evidence("主题词", "other", 8.0, _seen("theme_words")),
    Evidence("电报报头", "other", 8.0, lambda f: f.pattern["telegram_label"] and f.segment.index <= 12),
    Evidence("只有符号", "other", 5.0, lambda f: f.tight in ("★", "☆", "*")),
)


def _beside(f: Features, ending: str) -> bool:
    line = f.line_text
    return len(line) > f.length and line.endswith(ending) and not f.tight.endswith(ending) and len(line) < 60


def _agency_beside(f: Features) -> bool:
    line = f.line_text
    return len(line) > f.length + 3 and line.endswith(f.tight)


GATES: dict[str, tuple[str, ...]] = {
    "copy_number": ("copy_number", "copy_number_worded"),
    "secrecy": ("secrecy",),
    "urgency": ("urgency",),
    "doc_number": ("doc_number", "doc_number_loose", "order_number"),
    "title_note": ("title_note", "title_note_date"),
    "recipients": ("recipients", "agency_list", "recipients_placeholder"),
    "heading.1": ("heading.1",),
    "heading.2": ("heading.2",),
    "heading.3": ("heading.3",),
    "heading.4": ("heading.4",),
    "closing": ("closing", "closing_words"),
    "attachment_note": ("attachment_note", "attachment_note_odd", "attachment_note_bare", "attachment_item"),
    "date": ("date",),
    "note": ("note", "note_words", "note_bare"),
    "attachment_label": ("attachment_label",),
    "attendance": ("attendance", "names_line", "note"),
    "cc": ("cc", "agency_sentence"),
}
"""Patterns of which one must match before an element is thought of at all."""

LOOKS: dict[str, Test] = {
    "masthead": lambda f: f.size >= 22 or f.red or f.pattern["masthead_end"],
    "title": lambda f: (
        f.size > 16.5 or f.centred or f.pattern["about"] or f.pattern["kind_end"] or f.pattern["bracketed"]
    ),
    "signer": lambda f: f.pattern["signer"] or f.persons,
    "signature": lambda f: f.rightward or f.pattern["agency"] or f.pattern["office_title"] or _abreast(f),
    "attachment_title": lambda f: f.size > 17 or f.centred or f.new_page,
}
"""Looks without which the rest of an element's evidence cannot carry it."""

BY_ELEMENT: dict[str, tuple[Evidence, ...]] = {
    element: tuple(row for row in EVIDENCE if row.element == element) for element in BASE
}


def score(features: Features) -> tuple[dict[str, float], dict[str, tuple[str, ...]]]:
    """Weigh all evidence for one segment: scores and the names of what was seen, by element."""
    scores: dict[str, float] = {}
    seen: dict[str, tuple[str, ...]] = {}
    patterns = features.pattern
    for element, rows in BY_ELEMENT.items():
        if element in GATES:
            if not patterns.any(GATES[element]):
                continue
        elif element in LOOKS and not LOOKS[element](features):
            continue
        held = [row for row in rows if row.test(features)]
        scores[element] = BASE[element] + sum(row.weight for row in held)
        seen[element] = tuple(row.name for row in held)
    return scores, seen
