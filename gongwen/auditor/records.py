"""What is known of one document, or of one row of a register: little enough to keep a hundred thousand of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from gongwen.report import FactsRecord, Status
from gongwen.violations import REGISTER, Location

LeftOut = Literal["", "unsure", "none"]
"""Why the number of a document is not compared: it is not surely one, or there is none."""

NOWHERE = Location("body", "", 0, 0, "", "")


@dataclass(frozen=True, slots=True, order=True)
class Number:
    """Hold a 发文字号; of an order or minutes, which count on their own (`bare`), `code` is the masthead.

    `year` of a bare number that names none is that of 成文日期.
    """

    code: str
    year: int
    serial: int
    text: str = field(default="", compare=False)
    bare: bool = field(default=False, compare=False)

    @property
    def series(self) -> tuple[str, int]:
        """Give what numbers of one series share: 机关代字 and year."""
        return self.code, self.year

    def __str__(self) -> str:
        return self.text if self.bare else f"{self.code}〔{self.year}〕{self.serial}号"


@dataclass(frozen=True, slots=True)
class Record:
    """Hold what is known of a document; what was not surely recognised is left out.

    `doubtful` is a number that may be its own. `date` as ISO. `secrecy` is the level, empty without one, None where that is not
    sure; `copies` and `signers` come from the printer line (共印N份) and the head. `sketch` holds digests of some of its paragraphs.
    `places` leads from the names of these to where they stand. `facts` is None when the document could not be read.
    """

    path: str
    number: Number | None = None
    doubtful: Number | None = None
    left_out: LeftOut = "none"
    title: str = ""
    date: str = ""
    copies: int | None = None
    secrecy: str | None = ""
    signers: tuple[str, ...] = ()
    recipients: str = ""
    sketch: bytes = b""
    places: Mapping[str, Location] = field(default_factory=dict)
    facts: FactsRecord | None = None
    sha256: str = ""
    status: Status = "checked"
    error: str | None = None

    @property
    def agencies(self) -> tuple[str, ...]:
        """Give the issuing agencies."""
        return self.facts.agencies if self.facts else ()

    @property
    def kind(self) -> str:
        """Give the 文种."""
        return self.facts.kind if self.facts else ""

    @property
    def upward(self) -> bool:
        """Tell whether it goes to an agency above."""
        return self.facts is not None and self.facts.direction == "上行"

    def locate(self, name: str) -> Location:
        """Give where a value stands; the document as a whole where there is none."""
        return self.places.get(name, NOWHERE)


@dataclass(frozen=True, slots=True)
class Row:
    """Hold a row of a register, numbered as a spreadsheet shows it; `sheet` counts from 1, 0 where there is only one.

    `cells` holds what stands in the columns that are known, as written, `headers` how these are headed. `copies` and dates (ISO,
    by column) are there as far as they can be read. `void` tells that the number was not used (作废、空号), `unread` that there is
    one which could not be read, `incoming` that the document was received.
    """

    row: int
    cells: Mapping[str, str]
    headers: Mapping[str, str]
    number: Number | None = None
    copies: int | None = None
    dates: Mapping[str, str] = field(default_factory=dict)
    void: bool = False
    unread: bool = False
    incoming: bool = False
    sheet: int = 0

    @property
    def title(self) -> str:
        """Give the title as written."""
        return self.cells.get("title", "")

    @property
    def path(self) -> str:
        """Give the path of a location."""
        return f"sheet[{self.sheet}]/row[{self.row}]" if self.sheet else f"row[{self.row}]"

    @property
    def shown(self) -> str:
        """Name the row as a clerk does."""
        return f"表{self.sheet}第{self.row}行" if self.sheet else f"第{self.row}行"

    def locate(self, name: str) -> Location:
        """Give where a cell stands; the row as a whole without that column."""
        text = self.cells.get(name, "")
        return Location(REGISTER, self.path, 0, len(text), self.headers.get(name, ""), text)


@dataclass(frozen=True, slots=True)
class Ledger:
    """Hold a register; `incoming` tells that all of it is of received documents (收文登记簿), whose numbers are those of others."""

    path: str = ""
    sha256: str = ""
    rows: tuple[Row, ...] = ()
    incoming: bool = False


Entry = Record | Row
