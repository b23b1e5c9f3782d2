"""Look at documents and a register side by side, and give the part of a report for each."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from gongwen.auditor.book import AuditRule
from gongwen.auditor.case import Case, Hit
from gongwen.auditor.checks import CHECKS
from gongwen.auditor.records import NOWHERE, Ledger, LeftOut, Record, Row
from gongwen.findings import SHOWN, fingerprint
from gongwen.notices import NOTICES
from gongwen.report import Document, FactsRecord, FixRecord, ViolationRecord
from gongwen.settings import AUDIT, Stage
from gongwen.violations import GATES, Gate, Location

STAGE: Stage = "final"
REGISTER_KIND = "发文登记簿"
RECEIVED_KIND = "收文登记簿"

_LEFT_OUT: Mapping[LeftOut, str] = {"unsure": "{}份的文号没有认准", "none": "{}份没有文号"}
_ROWS = "登记簿有{}行的文号没有认出（{}），未参加比对"
_NAMED = 5


@dataclass(frozen=True, slots=True)
class _Found:
    rule: AuditRule
    hit: Hit


def documents(records: Iterable[Record], ledger: Ledger | None, rules: Sequence[AuditRule]) -> Iterator[Document]:
    """Yield the result of each document and of the register, in the order of their paths."""
    case = Case(sorted(records, key=lambda record: record.path), ledger)
    found = _by_place(case, rules)
    remarks = _remarks(case)
    gates = tuple(gate for gate in GATES if any(rule.gate == gate for rule in rules))
    results = (
        _document(record, [*remarks.get(record.path, ()), *found.get(record.path, ())], gates)
        for record in case.records
    )
    if ledger is None:
        yield from results
        return
    register = _register(ledger, [*remarks.get("", ()), *found.get("", ())], gates)
    yield from _merged(results, register)


def _merged(results: Iterator[Document], register: Document) -> Iterator[Document]:
    """Put the register where its path belongs."""
    waiting = True
    for result in results:
        if waiting and register.path < result.path:
            waiting = False
            yield register
        yield result
    if waiting:
        yield register


def _by_place(case: Case, rules: Sequence[AuditRule]) -> Mapping[str, Sequence[ViolationRecord]]:
    """Give the findings by the path of their document; those of the register by the empty path."""
    found: dict[str, list[_Found]] = {}
    for rule in rules:
        for hit in CHECKS[rule.name].find(case):
            place = hit.at.path if isinstance(hit.at, Record) else ""
            found.setdefault(place, []).append(_Found(rule, hit))
    return {place: tuple(_violations(members)) for place, members in found.items()}


def _violations(found: Sequence[_Found]) -> Iterator[ViolationRecord]:
    seen: Counter[tuple[str, str, str]] = Counter()
    for one in sorted(found, key=_order):
        location = one.hit.at.locate(one.hit.name)
        key = (one.rule.code, location.element, _identity(one.hit, location))
        yield _violation(one.rule, one.hit, location, fingerprint(*key, seen[key]))
        seen[key] += 1


def _order(found: _Found) -> tuple[int, int, str]:
    at = found.hit.at
    return (at.sheet, at.row, found.rule.code) if isinstance(at, Row) else (0, 0, found.rule.code)


def _identity(hit: Hit, location: Location) -> str:
    """Name what a finding is about, so that it keeps its name when rows are added above."""
    return f"{hit.at.number}\0{location.excerpt}"


def _violation(rule: AuditRule, hit: Hit, location: Location, name: str) -> ViolationRecord:
    told = {key: _cut(value) for key, value in {**hit.told, "found": hit.found, "expected": hit.expected}.items()}
    fix = FixRecord(rule.fix.advice or "", rule.fix.applicability, hit.found, "") if rule.fix else None
    return ViolationRecord(
        code=rule.code,
        name=rule.name,
        severity=rule.severity,
        gate=rule.gate,
        message=rule.message.format_map(told),
        basis=rule.basis,
        location=location,
        found=hit.found,
        expected="",  # of a document and its row nobody knows which is right: the message has both
        fix=fix,
        fingerprint=name,
        state="open",
    )


def _cut(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


def _document(record: Record, found: Sequence[ViolationRecord], gates: tuple[Gate, ...]) -> Document:
    return Document(
        path=record.path,
        sha256=record.sha256,
        status=record.status,
        error=record.error,
        stage=STAGE,
        profile=AUDIT,
        facts=record.facts,
        violations=tuple(found),
        gates=gates if record.facts else (),
    )


def _register(ledger: Ledger, found: Sequence[ViolationRecord], gates: tuple[Gate, ...]) -> Document:
    kind = RECEIVED_KIND if ledger.incoming else REGISTER_KIND
    facts = FactsRecord(
        official=False,
        kind=kind,
        form="",
        direction="",
        joint=False,
        agencies=(),
        organ="",
        regime="",
        sealing="未知",
        number="",
        title="",
        date="",
        pinned=("kind",),
    )
    return Document(
        path=ledger.path,
        sha256=ledger.sha256,
        stage=STAGE,
        profile=AUDIT,
        facts=facts,
        violations=tuple(found),
        gates=gates,
    )


def _remarks(case: Case) -> Mapping[str, Sequence[ViolationRecord]]:
    """Say what was not compared: documents with the register, or without one with the first of them; rows with the register."""
    told: dict[str, list[ViolationRecord]] = {}
    left: dict[LeftOut, list[Record]] = {}
    for record in case.records:
        if record.facts and record.facts.official and record.left_out:
            left.setdefault(record.left_out, []).append(record)
    if left:
        names = [record.path for reason in _LEFT_OUT for record in left.get(reason, ())]
        counts = "、".join(words.format(len(left[reason])) for reason, words in _LEFT_OUT.items() if reason in left)
        place = "" if case.ledger else min(names)
        told.setdefault(place, []).append(_own("SYS010", f"{counts}，未参加比对：{_listed(names)}"))
    rows = [row for row in case.vague if not row.void]
    if rows:
        message = _ROWS.format(len(rows), _listed([row.shown for row in rows]))
        told.setdefault("", []).append(_own("SYS011", message, rows[0].locate("number")))
    return told


def _listed(names: Sequence[str]) -> str:
    return "、".join(names[:_NAMED]) + ("等" if len(names) > _NAMED else "")


def _own(code: str, message: str, location: Location = NOWHERE) -> ViolationRecord:
    """Make a finding of the tool itself."""
    print_, own = fingerprint(code, location.element, message, 0), NOTICES[code]
    return ViolationRecord(code, own.name, own.severity, "事实", message, (), location, "", "", None, print_, "open")
