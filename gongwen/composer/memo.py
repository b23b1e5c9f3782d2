"""The structured text a document is composed from: its keys, and what is wrong with them in a clerk's words."""

import os
import re
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import islice
from typing import Annotated, Literal

import tomli
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from gongwen.errors import ComposeError
from gongwen.faults import LARGEST, Misread, content, hint, parsed

Kind = Literal[
    "决议", "决定", "命令", "公报", "公告", "通告", "意见", "通知", "通报", "报告", "请示", "批复", "议案", "函", "纪要"
]  # fmt: skip
Form = Literal["文件", "信函", "命令", "纪要", "电报"]
Sealing = Literal["加盖印章", "不加盖印章", "签名章"]

MOST = 50
"""More mistakes than these are counted, not listed."""
_SHOWN = 20
_UNPRINTABLE = re.compile("[^\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BARE_KEY = re.compile(r"""^[ \t]*([^\s"'#=\[\],]+)[ \t]*=""")
_BARE_TABLE = re.compile(r"""^([ \t]*\[\[?[ \t]*)([^\s"'#=\[\],]+)([ \t]*\])""")
_OPENING = re.compile(r"""=[ \t]*(\"{3}|'{3})""")
_DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")


def _printable(text: str) -> str:
    """Take the blanks at both ends away; control characters are not for paper."""
    if len(text) > LARGEST:
        raise ValueError(f"有{len(text)}字，太长了")
    text = text.replace("\r\n", "\n").strip(" \n\u3000")
    if found := _UNPRINTABLE.search(text):
        raise ValueError(f"含有不能印在纸上的字符（U+{ord(found[0]):04X}），请删去")
    return text


def _one_line(text: str) -> str:
    if "\n" in text:
        raise ValueError("只能写一行")
    return text


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _dated(value: object) -> object:
    """Write a date as documents do: `2024年5月6日`; TOML has dates of its own."""
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    found = _DATE.fullmatch(value.strip()) if isinstance(value, str) else None
    if not found:
        raise ValueError("应当写作“2024年5月6日”的样子")
    try:
        return _dated(date(*map(int, found.groups())))
    except ValueError as error:
        raise ValueError(f"没有“{value}”这一天") from error


Text = Annotated[str, AfterValidator(_printable)]
Line = Annotated[Text, AfterValidator(_one_line)]
Lines = Annotated[tuple[Line, ...], BeforeValidator(_listed)]
Dated = Annotated[str, BeforeValidator(_dated)]


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Attachment(_Closed):
    """Hold one attachment: its name and its text in the markup of the main text."""

    name: Annotated[Line, Field(alias="名称", min_length=1)]
    text: Annotated[Text, Field(alias="正文", min_length=1)]


class Memo(_Closed):
    """Hold what is to stand in a document, as a clerk writes it down."""

    kind: Annotated[Kind, Field(alias="文种")]
    form: Annotated[Form | None, Field(alias="版式")] = None
    agencies: Annotated[Lines, Field(alias="发文机关", min_length=1)]
    masthead: Annotated[Lines, Field(alias="发文机关标志")] = ()
    number: Annotated[Line, Field(alias="发文字号")] = ""
    copy_number: Annotated[Line, Field(alias="份号")] = ""
    secrecy: Annotated[Line, Field(alias="密级")] = ""
    urgency: Annotated[Line, Field(alias="紧急程度")] = ""
    signers: Annotated[Lines, Field(alias="签发人")] = ()
    title: Annotated[Lines, Field(alias="标题")] = ()
    title_note: Annotated[Line, Field(alias="题注")] = ""
    recipients: Annotated[Line, Field(alias="主送机关")] = ""
    moved: Annotated[bool, Field(alias="主送移至版记")] = False
    text: Annotated[Text, Field(alias="正文", min_length=1)]
    attachments: Annotated[tuple[Attachment, ...], Field(alias="附件")] = ()
    sealing: Annotated[Sealing | None, Field(alias="用印")] = None
    offices: Annotated[Lines, Field(alias="签发人职务")] = ()
    date: Annotated[Dated | None, Field(alias="成文日期")] = None
    note: Annotated[Line, Field(alias="附注")] = ""
    present: Annotated[Line, Field(alias="出席")] = ""
    absent: Annotated[Line, Field(alias="请假")] = ""
    attending: Annotated[Line, Field(alias="列席")] = ""
    cc: Annotated[Line, Field(alias="抄送")] = ""
    printer: Annotated[Line, Field(alias="印发机关")] = ""
    printed: Annotated[Dated | None, Field(alias="印发日期")] = None


def read_memo(source: str | Mapping[str, object] | os.PathLike[str]) -> Memo:
    """Read a text in TOML, a file of it, or a mapping of the same keys; ComposeError lists what is wrong, up to `MOST` of it."""
    data = source if isinstance(source, Mapping) else _toml(source if isinstance(source, str) else _content(source))
    try:
        return Memo.model_validate(data)
    except ValidationError as error:
        more = max(0, error.error_count() - MOST)
        raise ComposeError([*islice(_faults(error), MOST)], more=more) from error


def _content(path: os.PathLike[str]) -> str:
    try:
        return content(path, large="不像是一件公文的文字")
    except Misread as error:
        raise ComposeError([f"“{os.fspath(path)}”{error}。"]) from error


def _toml(text: str) -> dict[str, object]:
    if len(text) > LARGEST:
        raise ComposeError([f"这些文字有{len(text)}字，不像是一件公文。"])
    try:
        return parsed(quoted(text), lambda error: _misread(text, error))
    except Misread as error:
        raise ComposeError([f"{error}。"]) from error


def _misread(text: str, error: tomli.TOMLDecodeError) -> str:
    """Say which line is wrong, as it was written, and how it should be."""
    if text.endswith(".toml"):
        return f"“{_short(text)}”是文件名，不是文字；要读文件，请给出 pathlib.Path"
    line = text.replace("\r\n", "\n").split("\n")[error.lineno - 1].strip()
    shown = f"“{_short(line)}”" if line else "文末"
    if "overwrite" in error.msg:
        return f"第{error.lineno}行写重了（{shown}）：每项只能写一次"
    return f'第{error.lineno}行写得不对（{shown}）：每项写成 键 = "值" 的样子，等号和引号都用半角，正文用三个引号括起'


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def quoted(text: str) -> str:
    """Put Chinese keys into the quotes that TOML asks for and no clerk thinks of; texts of several lines are left alone."""
    lines, closing = [], ""
    for line in text.replace("\r\n", "\n").split("\n"):
        if closing:
            closing = "" if closing in line else closing
        else:
            line = _BARE_TABLE.sub(r'\1"\2"\3', _BARE_KEY.sub(r'"\1" =', line))  # noqa: PLW2901
            closing = _left_open(line)
        lines.append(line)
    return "\n".join(lines)


def _left_open(line: str) -> str:
    """Give the quotes that will end a text which begins on this line and goes on; empty when none does."""
    found = _OPENING.search(line)
    return found[1] if found and found[1] not in line[found.end() :] else ""


def _faults(error: ValidationError) -> Iterator[str]:
    """Put validation errors into Chinese: one sentence each, with the key."""
    for fault in error.errors():
        key = _short(_key(fault["loc"]))
        match fault["type"]:
            case "extra_forbidden":
                near = hint(str(fault["loc"][-1])[:_SHOWN], _keys(), cutoff=0.4)
                yield f"没有“{key}”这一项{near}" + ("？" if near else "。")
            case "missing" | "too_short" | "string_too_short":
                yield f"缺少“{key}”。"
            case "literal_error":
                known = fault["ctx"]["expected"].replace("'", "").replace(" or ", ", ").replace(", ", "、")
                yield f"“{key}”没有“{_short(str(fault['input']))}”这个值，可用的有：{known}。"
            case "value_error":
                yield f"“{key}”{fault['ctx']['error']}。"
            case _:
                yield f"“{key}”的写法不对，应当是{_SHAPES.get(fault['type'], '加引号的文字')}。"


_SHAPES: Mapping[str, str] = {
    "bool_type": "true 或 false",
    "bool_parsing": "true 或 false",
    "tuple_type": "文字，或者方括号里的几项文字",
    "model_type": "单独一段 [[附件]]",
    "model_attributes_type": "单独一段 [[附件]]",
}


def _key(loc: tuple[int | str, ...]) -> str:
    """Name a key; of several attachments, which one."""
    return "".join(f"第{part + 1}项" if isinstance(part, int) else str(part) for part in loc)


def _keys() -> tuple[str, ...]:
    """Give every key that may stand somewhere."""
    return tuple(str(field.alias) for model in (Memo, Attachment) for field in model.model_fields.values())
