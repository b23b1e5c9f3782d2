"""What can be wrong with word tables beyond their form: rows that repeat, contradict or undo each other."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import regex

from gongwen.words import Term


def table_problems(tables: Mapping[str, Sequence[Term]]) -> Iterator[str]:
    """Yield what is wrong between the rows of these tables."""
    rows = [(table, row) for table, terms in tables.items() for row in terms]
    counts = Counter(row.wrong for _, row in rows)
    excused = [word for _, row in rows for word in row.unless] or ["\n"]
    wrong = regex.compile(r"\L<excused>(*SKIP)(*FAIL)|\L<words>", excused=excused, words=list(counts))
    for table, row in rows:
        for problem in (*_repeats(row, counts), *_row_problems(row), *_undone(row, wrong)):
            yield f"tables/{table}.tsv “{row.wrong}”：{problem}"


def _repeats(row: Term, counts: Mapping[str, int]) -> Iterator[str]:
    if counts[row.wrong] > 1:
        yield f"在词表里有 {counts[row.wrong]} 处"


def _row_problems(row: Term) -> Iterator[str]:
    if not row.reason:
        yield "没有写缘由"
    if row.wrong == row.right:
        yield "正与误相同"
    if not row.right and row.fix != "display":
        yield "没有写正确的词，fix 只能是 display"
    if missing := [word for word in row.unless if row.wrong not in word or word == row.wrong]:
        yield f"unless 里的“{'、'.join(missing)}”不包含它"


def _undone(row: Term, wrong: regex.Pattern[str]) -> Iterator[str]:
    """Tell of a replacement that is wrong itself, which is how a circle shows."""
    if found := wrong.search(row.right):
        yield f"改成的“{row.right}”里有另一行的误词“{found.group()}”"
