"""Print what was recognised: every element with its confidence and evidence, then the facts."""

from collections.abc import Iterator, Sequence

from gongwen.anatomy.elements import TERMS
from gongwen.outputs.terminal import PLAIN, Style, clean, columns, pad, shorten
from gongwen.outputs.text import DIRECTION_TERMS, FORM_TERMS, name
from gongwen.report import Document, FactsRecord

_HEAD = ("要素", "内容", "把握", "识别依据")
_TEXT_WIDTH = 40


def render(document: Document, style: Style = PLAIN) -> str:
    """Print the elements of a document as a table, and its facts."""
    lines = [style.paint(name(document), "strong"), "", *_table(document, style), "", *_facts(document)]
    return "\n".join([*lines, *_unread(document)]) + "\n"


def _table(document: Document, style: Style) -> Iterator[str]:
    text_width = _TEXT_WIDTH if style.width is None else min(_TEXT_WIDTH, style.width // 3)
    rows = [_HEAD, *_rows(document, text_width)]
    widths = [max(columns(row[index]) for row in rows) for index in range(3)]
    for row in rows:
        line = "  ".join([*(pad(cell, width) for cell, width in zip(row, widths, strict=False)), row[3]])
        yield style.fill(line.rstrip(), hanging=sum(widths) + 6)


def _rows(document: Document, text_width: int) -> Iterator[tuple[str, str, str, str]]:
    for record in document.elements:
        text = shorten(clean(record.text), text_width) or "（图形）"
        reasons = "、".join(record.evidence or ())
        yield TERMS[record.element], text, f"{record.confidence:.0%}", clean(reasons)


def _facts(document: Document) -> Iterator[str]:
    for term, value in _values(document.facts) if document.facts else ():
        yield f"{term}：{clean(value) or '未知'}"


def _values(facts: FactsRecord) -> Sequence[tuple[str, str]]:
    return (
        ("公文", "是" if facts.official else "否"),
        ("文种", facts.kind),
        ("格式", FORM_TERMS.get(facts.form, facts.form)),
        ("行文方向", DIRECTION_TERMS.get(facts.direction, facts.direction)),
        ("联合行文", "是" if facts.joint else "否"),
        ("发文机关", "、".join(facts.agencies)),
        ("机关类别", facts.organ),
        ("适用规定", f"{facts.regime}年" if facts.regime.isdigit() else facts.regime),
        ("用印", facts.sealing),
        ("发文字号", facts.number),
        ("标题", facts.title),
        ("成文日期", facts.date),
        *((("指定的事实", "、".join(facts.pinned)),) if facts.pinned else ()),
    )


def _unread(document: Document) -> Iterator[str]:
    if document.unread:
        yield f"未读部分：{clean('、'.join(document.unread))}"
