"""Parse the values inside elements, keeping where each stands; what is malformed is parsed as far as it goes."""

from collections.abc import Callable, Iterator

import regex

from gongwen.anatomy.elements import Field
from gongwen.patterns import compiled

_HAN_VALUES = {**{char: value for value, char in enumerate("〇一二三四五六七八九")}, "零": 0, "○": 0}
_DOC_NUMBER = compiled(
    r"^(?P<code>[^〔\[［【（(﹝{\d第]{0,80}?)\s{0,8}(?P<open>[〔\[［【（(﹝{]?)\s{0,8}(?P<year>[\d０-９XxＸ×○〇]{2,4})\s{0,8}年?\s{0,8}"
    r"[〕\]］】）)﹞}]?\s{0,8}(?:第\s{0,8})?(?P<serial>[\d０-９XxＸ×○]{0,20})\s{0,8}号?$"
)
_ORDER_NUMBER = compiled(r"^[（(]?第\s*(?P<serial>[\dXx×一二三四五六七八九十百]+)\s*[号期次][)）]?$")
_SECRECY = compiled(
    r"^(?P<level>绝\s*密|机\s*密|秘\s*密|内部|商密)级?\s{0,40}(?P<star>[★☆·*＊•]?)\s{0,40}(?P<period>.*)$"
)
_SIGNER = compiled(r"^(?:签\s*发\s*人|会\s*签\s*人?)\s*[:：]?")
_NAME = compiled(r"[^\s\u3000、，,；;:：]+(?:[ \u3000][^\s\u3000、，,；;:：](?![^\s\u3000]))?")
_DATE = compiled(
    r"(?P<year>[\d０-９XxＸ×]{2,4}|[〇零○一二三四五六七八九十]{2,4})\s*[年.\-/．]\s*"
    r"(?P<month>[\d０-９XxＸ×]{1,2}|[一二三四五六七八九十]{1,3})\s*[月.\-/．]\s*"
    r"(?P<day>[\d０-９XxＸ×]{1,2}|[一二三四五六七八九十]{1,3})\s*日?"
)
_LABEL = compiled(r"附\s*件\s*(?P<number>[\d０-９]{1,2}|[一二三四五六七八九十]{1,3})?")
_NOTE_HEAD = compiled(r"^(?:附\s*件?\s*[:：]?\s*)?(?:(?P<number>\d{1,2})\s*[.．、]\s*)?")
_LIST_HEAD = compiled(r"^(?:抄\s*[送报]|分送|发送|主\s*送)\s*[:：;；]?\s*")
_CONTACT = compiled(r"联系人\s{0,8}[:：]?\s{0,8}(?P<contact>[^，,；;、）)\s]+)")
_PHONE = compiled(r"电话\s{0,8}[:：]?\s{0,8}(?P<phone>[\d\-—－、，\s]{1,200}\d)")
_ABREAST = compiled(r"\S+(?:[ \u3000](?! |\u3000)\S+)*")
_OFFICE = compiled(
    r"(?:[省市县区州乡镇]\s*长|主\s*席|主\s*任|局\s*长|部\s*长|厅\s*长|院\s*长|书\s*记|检察长)(?:\s+\S{1,8}.*)?$"
)
_AGENCY = compiled(r"[^、，,；;。：:]+")


def parse(name: str, text: str) -> tuple[Field, ...]:
    """Give the fields of an element of that name, in the order they stand."""
    return tuple(_PARSERS[name](text)) if name in PARSED else ()


def _groups(match: regex.Match[str] | None, *names: str) -> Iterator[Field]:
    if match:
        for name in names:
            if match[name]:
                yield Field(name, match[name], *match.span(name))


def _doc_number(text: str) -> Iterator[Field]:
    yield from _groups(_DOC_NUMBER.match(text), "code", "year", "serial")
    yield from _groups(_ORDER_NUMBER.match(text), "serial")


def _secrecy(text: str) -> Iterator[Field]:
    yield from _groups(_SECRECY.match(text), "level", "star", "period")


def _urgency(text: str) -> Iterator[Field]:
    yield Field("word", text, 0, len(text))


def _signer(text: str) -> Iterator[Field]:
    for start, line in _lines(text):
        head = _SIGNER.match(line)
        offset = head.end() if head else 0
        for match in _NAME.finditer(line, offset):
            yield Field("name", match[0], start + match.start(), start + match.end())


def _date(text: str) -> Iterator[Field]:
    yield from _groups(_DATE.search(text), "year", "month", "day")


def _printer(text: str) -> Iterator[Field]:
    date = _DATE.search(text)
    agency = text[: date.start()] if date else text.removesuffix("印发")
    if agency.strip():
        start = len(agency) - len(agency.lstrip())
        yield Field("agency", agency.strip(), start, start + len(agency.strip()))
    yield from _groups(date, "year", "month", "day")


def _agencies(text: str) -> Iterator[Field]:
    head = _LIST_HEAD.match(text)
    for match in _AGENCY.finditer(text, head.end() if head else 0):
        piece = match[0].strip()
        if piece:
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            yield Field("agency", piece, start, start + len(piece))


def _attachment_note(text: str) -> Iterator[Field]:
    """Parse line by line; a line without its own number goes on with the item above, line feed included."""
    found: list[Field] = []
    for start, line in _lines(text):
        head = _NOTE_HEAD.match(line)
        low, high = head.end() if head else 0, _last(line)
        if low >= high:
            continue
        number = tuple(_groups(head, "number"))
        if found and not number:
            low = found.pop().start - start
        found += [Field(one.name, one.text, start + one.start, start + one.end) for one in number]
        found.append(Field("item", text[start + low : start + high], start + low, start + high))
    yield from found


def _last(line: str) -> int:
    """Give where a line ends but for blanks and one mark."""
    bare = line.rstrip()
    return len(bare[:-1].rstrip() if bare.endswith(("；", ";", "。", "，", "、")) else bare)


def _signature(text: str) -> Iterator[Field]:
    """Parse the agencies of one line, set apart by blanks; an office title (市长) is none."""
    for match in _ABREAST.finditer(text):
        if not _OFFICE.search(match[0]):
            yield Field("agency", match[0], *match.span())


def _label(text: str) -> Iterator[Field]:
    yield from _groups(_LABEL.search(text), "number")


def _note(text: str) -> Iterator[Field]:
    yield from _groups(_CONTACT.search(text), "contact")
    yield from _groups(_PHONE.search(text), "phone")


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1


_PARSERS: dict[str, Callable[[str], Iterator[Field]]] = {
    "doc_number": _doc_number,
    "secrecy": _secrecy,
    "urgency": _urgency,
    "signer": _signer,
    "date": _date,
    "printer": _printer,
    "recipients": _agencies,
    "cc": _agencies,
    "attachment_note": _attachment_note,
    "attachment_label": _label,
    "note": _note,
    "signature": _signature,
}
PARSED = frozenset(_PARSERS)
"""Elements that have fields."""


def han_number(text: str) -> int:
    """Read Han numerals up to 99 (`二十三`); 0 when they are none."""
    tens, ten, ones = text.rpartition("十")
    return (_HAN_VALUES.get(tens, 0) if tens else 1) * 10 * bool(ten) + _HAN_VALUES.get(ones, 0)


def han_year(text: str) -> int:
    """Read a year written digit by digit (`二〇〇八`)."""
    return int("".join(str(_HAN_VALUES[char]) for char in text))
