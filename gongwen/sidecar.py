"""A sidecar (附带文件): what people say of one document in a file beside it, `通知.docx.gongwen.toml`.

[[waive]]
code   = "GF046"
reason = "沿用旧发文字号"

[[pin]]
text = "关于做好防汛工作的通知"
is   = "title"

[facts]
kind = "通知"
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, ValidationError

from gongwen.anatomy.elements import GROUPS, TERMS, Gongwen
from gongwen.anatomy.path import ELEMENTS
from gongwen.anatomy.pins import Pin, letters, settle
from gongwen.anatomy.recognise import recognise
from gongwen.anatomy.segments import segments
from gongwen.draft import Draft
from gongwen.errors import ConfigError
from gongwen.faults import Closed, Loc, Misread, decoded, faults, keys_of, nearest, parsed, plain
from gongwen.files import read_sidecar, shown
from gongwen.violations import WaiverSource
from gongwen.waivers.order import Order, day_of, is_key, reason_of

_MOST = 500
"""More rules to waive, or more pins, in one file are no work of people."""
_TOLD = 20
"""Faults told of one file; the rest are counted."""
_PINNABLE = tuple(dict.fromkeys(ELEMENTS.values()))
"""What a segment may be; lines, seals and page numbers are no segments."""

Vet = Callable[[Mapping[str, str]], Iterable[str]]
"""Yield a sentence on each fact or value that does not exist."""


def _codes(value: object) -> object:
    """Take one code for a list of it; ValueError for what cannot name a rule."""
    keys = [value] if isinstance(value, str) else value
    if not isinstance(keys, list | tuple) or not keys:
        raise ValueError('应当是规则编号、名称或组名，写在引号里；几个的写成一列，例如 ["GF046", "GF047"]')
    for key in keys:
        if not isinstance(key, str) or not is_key(key):
            raise ValueError(f"里的“{plain(str(key))}”不是规则编号、名称或组名")
    return keys


def _reason(value: object) -> object:
    if not isinstance(value, str):
        return value
    if not reason_of(value):
        raise ValueError("没有写理由")
    return reason_of(value)


def _day(value: object) -> object:
    """Take a TOML date, or a day written as a text."""
    found = day_of(value.strip()) if isinstance(value, str) else value
    if not isinstance(found, date) or isinstance(found, datetime):
        raise ValueError("看不懂，请写成 2026-12-31")
    return found


def _text(value: object) -> object:
    if isinstance(value, str) and not letters(value):
        raise ValueError("里没有一个字")
    return value


def _element(value: object, known: Iterable[str]) -> object:
    """Take an element by its name or its Chinese term."""
    if not isinstance(value, str):
        return value
    names = {word: name for name in known for word in (name, TERMS.get(name, name))}
    if value not in names:
        raise ValueError(f"没有名为“{plain(value)}”的要素{nearest(value, tuple(names))}")
    return names[value]


def _waivable(value: object) -> object:
    return _element(value, (*TERMS, *GROUPS))


def _pinnable(value: object) -> object:
    return _element(value, _PINNABLE)


def _facts(value: object) -> object:
    """Take numbers and truth as the words they stand for."""
    if not isinstance(value, dict):
        return value
    words: Mapping[object, str] = {True: "是", False: "否"}
    return {
        name: words[told] if isinstance(told, bool) else str(told) if isinstance(told, int) else told
        for name, told in value.items()
    }


class WaiveSpec(Closed):
    """Hold one `[[waive]]` as written: which rules, why, in which element, in paragraphs with which text, until when.

    `by` is for those who read the file: it comes into no result.
    """

    code: Annotated[tuple[str, ...], BeforeValidator(_codes)]
    reason: Annotated[str, BeforeValidator(_reason)]
    element: Annotated[str, BeforeValidator(_waivable)] = ""
    text: Annotated[str, BeforeValidator(_text)] = ""
    until: Annotated[date | None, BeforeValidator(_day)] = None
    by: str = ""

    def order(self, source: WaiverSource = "sidecar") -> Order:
        """Give what it says to a check."""
        elements = frozenset(GROUPS.get(self.element, (self.element,))) if self.element else frozenset()
        keys = tuple(dict.fromkeys(self.code))
        return Order(keys, self.reason, self.until, "", source, elements, self.text)


class PinSpec(Closed):
    """Hold one `[[pin]]` as written: the text of a segment, and the element it is."""

    text: Annotated[str, BeforeValidator(_text)]
    is_: Annotated[str, BeforeValidator(_pinnable), Field(alias="is")]


class SidecarFile(Closed):
    """Hold a sidecar as written."""

    waive: tuple[WaiveSpec, ...] = ()
    pin: tuple[PinSpec, ...] = ()
    facts: Annotated[Mapping[str, str], BeforeValidator(_facts)] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sidecar:
    """Hold what is known of one document beside its bytes: waivers, pinned segments, pinned facts."""

    orders: tuple[Order, ...] = ()
    pins: tuple[Pin, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, data: Mapping[str, object], *, place: str = "附带文件", vet: Vet | None = None) -> Self:
        """Make one of what a file of that `place` would say; ConfigError lists every fault in it."""
        wrong = [f"facts：{fault}" for fault in (vet(_vettable(data)) if vet else ())]
        try:
            spec = SidecarFile.model_validate(data)
        except ValidationError as error:
            told = islice(faults(error, _named, keys_of(SidecarFile, WaiveSpec, PinSpec)), _TOLD)
            raise ConfigError(_listed(place, [*told, *wrong], error.error_count() + len(wrong))) from error
        wrong += _surplus(spec)
        if wrong:
            raise ConfigError(_listed(place, wrong, len(wrong)))
        pins = (Pin(pin.text, pin.is_) for pin in spec.pin)
        return cls(tuple(waiver.order() for waiver in spec.waive), tuple(pins), spec.facts)

    @classmethod
    def load(cls, path: str | os.PathLike[str], *, vet: Vet | None = None) -> Self:
        """Read a file; ConfigError when it cannot be read or has faults, all of them listed."""
        data, place = read_sidecar(os.fspath(path)), f"附带文件“{shown(os.fspath(path))}”"
        if data is None:
            raise ConfigError(f"没有找到{place}，请检查路径。")
        return cls.read(data, place=place, vet=vet)

    @classmethod
    def read(cls, content: bytes, *, place: str = "附带文件", vet: Vet | None = None) -> Self:
        """Read the bytes of a file; ConfigError as `load`."""
        try:
            data = parsed(decoded(content, large="不像是附带文件"))
        except Misread as error:
            raise ConfigError(f"{place}：{error}。") from error
        return cls.of(data, place=place, vet=vet)

    def over(self, common: "Sidecar") -> "Sidecar":
        """Join what is said of this document with what is said of several: of one fact its own word counts."""
        facts = {**common.facts, **self.facts}
        return Sidecar((*self.orders, *common.orders), (*self.pins, *common.pins), facts)

    def recognise(self, draft: Draft, facts: Mapping[str, str]) -> tuple[Gongwen, tuple[str, ...]]:
        """Recognise its document, with a sentence on each pin that fits none or several segments; `facts` go before its own."""
        settled = settle(self.pins, segments(draft)) if self.pins else settle((), ())
        return recognise(draft, facts={**self.facts, **facts}, pins=settled.places), settled.loose


def _named(loc: Loc) -> tuple[str, Loc]:
    """Name a record by its kind and number: “第2个 [[waive]]”."""
    if len(loc) > 1 and isinstance(loc[1], int):
        return f"第{loc[1] + 1}个 [[{loc[0]}]]", loc[2:]
    return "", loc


def _surplus(spec: SidecarFile) -> Iterator[str]:
    if sum(len(waiver.code) for waiver in spec.waive) > _MOST:
        yield f"[[waive]] 一共最多写 {_MOST} 个规则"
    if len(spec.pin) > _MOST:
        yield f"[[pin]] 最多写 {_MOST} 个"


def _vettable(data: Mapping[str, object]) -> Mapping[str, str]:
    """Give the facts that are written as facts are."""
    written = _facts(data.get("facts"))
    values = written if isinstance(written, dict) else {}
    return {name: value for name, value in values.items() if isinstance(value, str)}


def _listed(place: str, problems: Sequence[str], count: int) -> str:
    """Say in one line what is wrong in a file, so much of it as people read."""
    shown = problems[:_TOLD]
    more = f"；另有 {count - len(shown)} 处没有列出" if count > len(shown) else ""
    return f"{place}有 {count} 处错误：{'；'.join(shown)}{more}。"
