"""Run the examples of the rules on several documents: each speaks where they say, and no rule speaks elsewhere."""

from collections.abc import Iterable, Iterator, Sequence

from gongwen.auditor import values
from gongwen.auditor.book import AuditRule, Example, Paper, load_book
from gongwen.auditor.case import Case, Hit
from gongwen.auditor.checks import CHECKS
from gongwen.auditor.ledger import of_rows
from gongwen.auditor.records import Record, Row
from gongwen.report import FactsRecord
from gongwen.violations import Location


def problems(rules: Iterable[AuditRule]) -> Iterator[str]:
    """Yield a line for each example that does not come true."""
    for rule in rules:
        for place, example in enumerate(rule.examples, start=1):
            told = found(example)
            mine, others = sorted(told.pop(rule.code, [])), {code: places for code, places in told.items() if places}
            if mine != sorted(example.finds):
                yield f"{rule.code} 例{place}：应当报在{_named(example.finds)}，实际报在{_named(mine)}"
            yield from (f"{rule.code} 例{place}：{code} 也报了{_named(where)}" for code, where in others.items())


def _named(places: Sequence[str]) -> str:
    return "、".join(places) or "（没有）"


def found(example: Example) -> dict[str, list[str]]:
    """Say where each rule speaks in an example, by code."""
    made = case(example)
    return {rule.code: [_place(hit) for hit in CHECKS[rule.name].find(made)] for rule in load_book().rules}


def case(example: Example) -> Case:
    """Make what an example describes."""
    records = [_record(paper, f"文件{place}") for place, paper in enumerate(example.files, start=1)]
    return Case(records, of_rows([list(map(str, row)) for row in example.rows]) if example.rows else None)


def _place(hit: Hit) -> str:
    return hit.at.shown if isinstance(hit.at, Row) else hit.at.path


def _record(paper: Paper, path: str) -> Record:
    read = values.number(paper.number, masthead=paper.masthead, day=paper.date)
    facts = FactsRecord(
        official=True,
        kind=paper.kind,
        form="文件",
        direction=paper.direction,
        joint=len(paper.agencies) > 1,
        agencies=paper.agencies,
        organ="",
        regime="2012",
        sealing="未知",
        number=paper.number,
        title=paper.title,
        date=paper.date,
        pinned=(),
    )
    return Record(
        path=path,
        number=read if paper.sure else None,
        doubtful=None if paper.sure else read,
        left_out="" if paper.sure and read else "unsure" if paper.number else "none",
        title=paper.title,
        date=paper.date,
        copies=paper.copies,
        secrecy=values.level(paper.secrecy),
        signers=paper.signers,
        recipients=values.plain(paper.recipients),
        places={"number": Location("body", "body/p[1]", 0, len(paper.number), "doc_number", paper.number)},
        facts=facts,
    )
