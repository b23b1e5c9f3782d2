"""Look at documents side by side and at a register: from paths to a report. `gongwen.audit` is here."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import version

from gongwen import api, files
from gongwen.auditor import audit as across
from gongwen.auditor import ledger, reading
from gongwen.auditor.book import AuditRule, load_book
from gongwen.auditor.records import Ledger
from gongwen.desk import attempted, opened, refused
from gongwen.ooxml.package import Limits
from gongwen.report import Document, Report, Status, Tool
from gongwen.settings import AUDIT, Settings

Path = str | os.PathLike[str]


@dataclass(frozen=True, slots=True)
class Plan:
    """Ask for documents to be recognised, not checked; it can be pickled, so that other processes do it too."""

    def desk(self) -> "Desk":
        """Give who does it."""
        return Desk()


class Desk:
    """Recognise documents by their paths."""

    def check(self, path: str) -> Document:
        """Recognise one document; when it cannot be read or breaks the recogniser, the result says so."""
        return attempted(path, _recognised, self.refused)

    def refused(self, path: str, error: str, status: Status = "unreadable") -> Document:
        """Give the result of a document that was not looked at."""
        return refused(path, Settings(stage=across.STAGE, profile=AUDIT), error, status)


def _recognised(path: str) -> Document:
    return api.elements(opened(path, Limits()), path=files.shown(path))


def audit(
    paths: Path | Iterable[Path],
    *,
    register: Path | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
) -> Report:
    """Look at several documents side by side, and hold them against the register of what was issued (发文登记簿).

    `paths` are files, folders, wildcards and lists, as on the command line; every document is recognised, none is checked by
    itself. `register` is an .xlsx or .csv file whose columns are known by their names (文号、标题、份数、日期、密级、签发人 …).
    `select` and `ignore` take codes, names, groups or requirement ids of the rules across documents; no `select` means all.

    The report holds a document for each file, and one for the register: locations in it have the part "register", the path
    `row[12]` (of several sheets `sheet[2]/row[12]`) as a spreadsheet counts, and the heading of the column as element. A document
    that cannot be read is reported as such, and the exit code is 2. Raises ConfigError when there is nothing to look at, the
    register cannot be read, or a rule does not exist. What is looked for rests on the requirements each finding cites in `basis`.
    """
    named = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
    rules = load_book().select(tuple(select), tuple(ignore))
    rows = None if register is None else ledger.read(os.fspath(register))
    desk = Plan().desk()
    found = map(desk.check, files.find([os.fspath(path) for path in named]))
    return Report.of(results(found, rows, rules), tool=tool())


def results(recognised: Iterable[Document], register: Ledger | None, rules: Sequence[AuditRule]) -> Iterable[Document]:
    """Give the results of recognised documents and of the register; of each document only its record is kept."""
    return across.documents([reading.record(document) for document in recognised], register, rules)


def tool() -> Tool:
    """Name this tool and its rules across documents."""
    return Tool(version=version("gongwen"), rules_digest=load_book().digest)
