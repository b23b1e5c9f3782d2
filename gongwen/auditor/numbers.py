"""Look at the numbers of a series: used twice, skipped, out of order with the days."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from gongwen.auditor import values
from gongwen.auditor.case import Case, Hit, Series
from gongwen.auditor.reading import alike
from gongwen.auditor.records import Number, Record

_AGAIN = ("更正", "勘误", "重印", "翻印", "补发", "撤回")
"""Words in the title of what goes out once more under its old number."""
_MOST = 50
"""Of one number no more documents are told apart."""
_MOST_GAPS = 10
_FEW = 5
_DAYS = 7
"""A later number may bear a day earlier by as many: it is given when a document is signed, or when it is printed."""


def used_twice(case: Case) -> Iterator[Hit]:
    """Find numbers that stand on documents which are clearly not the same one."""
    for number, records in case.by_number.items():
        first, *others = _distinct(records)
        for other in others:
            yield Hit(other, "number", str(number), told={"other": first.path})


def _distinct(records: Sequence[Record]) -> Sequence[Record]:
    """Give one record of each document; two states of one (稿本、副本) count once."""
    found: list[Record] = []
    for record in records:
        if len(found) < _MOST and all(_apart(record, other) for other in found):
            found.append(record)
    return found


def _apart(left: Record, right: Record) -> bool:
    """Tell whether two records are clearly not of one document, though of one agency."""
    if not (left.title and right.title and values.related(left.agencies, right.agencies)):
        return False
    again = any(word in record.title for record in (left, right) for word in _AGAIN)
    return not (again or values.same_title(left.title, right.title) or alike(left.sketch, right.sketch))


def skipped(case: Case) -> Iterator[Hit]:
    """Find numbers that are missing between those that are there; of many in one series tell once."""
    for series, numbers, gaps in _broken(case):
        if _in_part(case, series, numbers, gaps):
            continue
        if len(gaps) > _MOST_GAPS:
            yield _gap(case, series, numbers, gaps)
        else:
            yield from (_gap(case, series, numbers, [gap]) for gap in gaps)


def in_part(case: Case) -> Iterator[Hit]:
    """Find series of which so little is there that nobody can tell what was skipped."""
    for series, numbers, gaps in _broken(case):
        if _in_part(case, series, numbers, gaps) and (len(numbers) >= _FEW or series in case.registered):
            first, last = numbers[0], numbers[-1]
            told = {"series": _name(series), "from": str(first.serial), "to": str(last.serial)}
            told |= {"present": str(len(numbers)), "missing": str(_missing(gaps))}
            yield Hit(case.entry(first), "number", told=told)


Gap = tuple[Number, Number]
"""The numbers before and behind what is missing."""


def _broken(case: Case) -> Iterator[tuple[Series, Sequence[Number], Sequence[Gap]]]:
    """Yield the series with gaps, what may be in doubt counted as there; received documents are of others' series."""
    if case.ledger and case.ledger.incoming:
        return
    wrong = {row.number for _, row in case.misnumbered} - case.by_number.keys()
    for series in sorted((case.series.keys() | case.registered.keys()) - case.foreign):
        numbers = sorted({*case.series.get(series, ()), *case.registered.get(series, ())} - wrong)
        doubtful = {number for number in case.doubtful if number.series == series}
        within = range(numbers[0].serial, numbers[-1].serial) if numbers else range(0)
        doubtful |= {Number(*series, serial) for serial in case.named(series) if serial in within}
        steps = pairwise(sorted({*numbers, *doubtful}))
        gaps = [(before, behind) for before, behind in steps if behind.serial - before.serial > 1]
        if gaps and case.one_agency(numbers):
            yield series, numbers, gaps


def _in_part(case: Case, series: Series, numbers: Sequence[Number], gaps: Sequence[Gap]) -> bool:
    missing = _missing(gaps)
    return missing > len(numbers) or (series not in case.registered and 2 * missing >= len(numbers))


def _missing(gaps: Sequence[Gap]) -> int:
    return sum(behind.serial - before.serial - 1 for before, behind in gaps)


def _gap(case: Case, series: Series, numbers: Sequence[Number], gaps: Sequence[Gap]) -> Hit:
    behind = next((number for number in numbers if number >= gaps[0][1]), numbers[-1])
    at = case.entry(behind)
    missing = "、".join(_span(before.serial + 1, after.serial - 1) for before, after in gaps)
    return Hit(at, "number", str(at.number), told={"series": _name(series), "missing": missing})


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}—{last}"


def _name(series: Series) -> str:
    return f"{series[0]}〔{series[1]}〕"


def out_of_order(case: Case) -> Iterator[Hit]:
    """Find series in which a later number bears a clearly earlier day; each series is told once."""
    for series, numbers in case.series.items():
        dated = [record for number in numbers for record in case.by_number[number][:1] if record.date]
        turned = [
            (before, behind) for before, behind in pairwise(dated) if values.days(behind.date, before.date) > _DAYS
        ]
        if turned and case.one_agency(numbers):
            before, behind = turned[0]
            more = f"，这样的共{len(turned)}处" if len(turned) > 1 else ""
            told = {"number": str(behind.number), "other": str(before.number), "other_date": before.date, "more": more}
            yield Hit(behind, "date", behind.date, told={**told, "series": _name(series)})
