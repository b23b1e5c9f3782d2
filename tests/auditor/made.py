"""Documents and registers made by hand, for the tests of what holds them side by side."""

from collections.abc import Iterable, Sequence

from gongwen.auditor import audit, values
from gongwen.auditor.book import load_book
from gongwen.auditor.ledger import of_rows
from gongwen.auditor.records import Ledger, Record
from gongwen.report import Document, FactsRecord

CODE = "云水发"


def facts(*, kind: str = "通知", agencies: tuple[str, ...] = ("云溪县水利局",), official: bool = True) -> FactsRecord:
    """Make the facts of a notice."""
    return FactsRecord(
        official=official,
        kind=kind,
        form="文件",
        direction="下行",
        joint=False,
        agencies=agencies,
        organ="政府",
        regime="2012",
        sealing="未知",
        number="",
        title="",
        date="",
        pinned=(),
    )


def record(serial: int, title: str, *, path: str = "", date: str = "", copies: int | None = None, **more) -> Record:
    """Make a document of the year 2026 that bears a number."""
    number = values.number(f"{CODE}〔2026〕{serial}号")
    return Record(
        path or f"{serial:03}.docx",
        number,
        left_out="",
        title=title,
        date=date,
        copies=copies,
        facts=more.pop("facts", facts()),
        **more,
    )


def ledger(*rows: Sequence[str], header: Sequence[str] = ("文号", "标题", "份数")) -> Ledger:
    """Make a register; the first row behind the header is row 2."""
    return of_rows([header, *rows])


def told(records: Iterable[Record], register: Ledger | None = None) -> list[tuple[str, str, str]]:
    """Give what is found: code, document (empty for the register) and place."""
    return [
        (finding.code, document.path, finding.location.path)
        for document in results(records, register)
        for finding in document.violations
    ]


def results(records: Iterable[Record], register: Ledger | None = None) -> list[Document]:
    """Hold documents against each other and a register by all rules."""
    return list(audit.documents(records, register, load_book().rules))
