"""Print the examples of rules on several documents: which documents and rows, and where the rule speaks."""

from collections.abc import Iterator

from gongwen.auditor.book import AuditRule, Example, Paper
from gongwen.rules import Statement


def examples(rule: Statement) -> Iterator[str]:
    """Yield the examples of a rule: what is wrong and where, what only looks wrong and why not; other rules have none."""
    if isinstance(rule, AuditRule):
        for example in rule.examples:
            yield f"有误（{'、'.join(example.finds)}）：" if example.finds else f"无误（{example.note}）："
            yield from _lines(example)


def _lines(example: Example) -> Iterator[str]:
    yield from (f"　文件{place}　{_paper(paper)}" for place, paper in enumerate(example.files, start=1))
    yield from (f"　登记簿第{place}行　{'｜'.join(map(str, row))}" for place, row in enumerate(example.rows, start=1))


def _paper(paper: Paper) -> str:
    told = (
        paper.number,
        "（没有认准）" if not paper.sure else "",
        f"《{paper.title}》",
        paper.date,
        paper.secrecy,
        f"签发人：{'、'.join(paper.signers)}" if paper.signers else "",
        f"共印{paper.copies}份" if paper.copies else "",
        f"主送：{paper.recipients}" if paper.recipients else "",
    )
    return "　".join(filter(None, told))
