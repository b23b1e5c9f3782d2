"""What is wrong in a file that people write (规则文件、附带文件、配置文件), in their words: every fault names file, record and key.

Such a file is TOML, and read within limits.
"""

import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from difflib import get_close_matches
from typing import TYPE_CHECKING

import tomli
from pydantic import BaseModel, ConfigDict, ValidationError

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

Loc = tuple[int | str, ...]
"""Where a fault is: keys, and the numbers of records from 0."""
Named = Callable[[Loc], tuple[str, Loc]]
"""Name the file or the record in it that a place is in, if need be; give the rest of the place."""

LARGEST = 1 << 20
"""Bytes such a file may have, and characters a text: nobody writes more."""
MOST_TOLD = 50
"""More mistakes than these are not listed."""
_LONGEST = 40
_NEAR = 0.5
"""Of two characters one may be wrong."""
_WORDS: Mapping[str, str] = {
    "union_tag_invalid": "没有这种检查",
    "union_tag_not_found": "没有写 kind",
    "string_pattern_mismatch": "写法不合规定",
}
_PLAIN_WORDS: Mapping[str, str] = {
    "missing": "没有写",
    "string_type": "应当是文字，写在引号里",
    "tuple_type": "应当是一列，写成 [[名]] 或者 [ ]",
    "model_type": "应当是一张表",
    "dict_type": "应当是一张表",
    "mapping_type": "应当是一张表",
    "model_attributes_type": "应当是一张表",
    "bool_type": "应当是 true 或 false，不加引号",
    "int_type": "应当是整数，不加引号",
    "float_type": "应当是数字，不加引号",
    "finite_number": "应当是数字，不加引号",
    "string_too_short": "不能是空的",
    "too_short": "不能是空的",
    "too_long": "写得太多",
}
_OWN_WORDS = "value_error"
"""What needs no more words; and the type of a fault that one of our own validators put into words."""


class Misread(ValueError):
    """Say in one Chinese sentence, without a full stop, why a file or text gives no TOML."""


class Closed(BaseModel):
    """Set up every model of a file that people write: unknown keys are mistakes."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


def faults(
    error: ValidationError, named: Named, keys: Sequence[str], *, unsaid: AbstractSet[str] = frozenset()
) -> Iterator[str]:
    """Put validation errors into Chinese; an unknown key comes with the nearest of `keys`, parts of a place may go `unsaid`."""
    return (told(fault, named, keys, unsaid=unsaid) for fault in error.errors(include_url=False))


def told(fault: "ErrorDetails", named: Named, keys: Sequence[str], *, unsaid: AbstractSet[str] = frozenset()) -> str:
    """Put one fault into Chinese, as `faults` does."""
    record, loc = named(fault["loc"])
    where = f"{record}：" if record else ""
    key = ".".join(_part(part) for part in loc if part not in unsaid)
    if fault["type"] == "extra_forbidden":
        return f"{where}没有键 {key}{nearest(str(loc[-1]), keys)}"
    return f"{where}{key} {_what(fault)}"


def _what(fault: "ErrorDetails") -> str:
    match fault["type"]:
        case "literal_error":
            allowed = re.findall("'([^']*)'", str(fault["ctx"]["expected"]))
            given = plain(str(fault["input"]))
            return f"的值“{given}”不在可取的值之中{hint(given, allowed)}，可用的有：{'、'.join(allowed)}"
        case "greater_than_equal":
            return f"不能小于 {fault['ctx']['ge']:g}"
        case "less_than_equal":
            return f"不能大于 {fault['ctx']['le']:g}"
        case kind if kind == _OWN_WORDS:
            return str(fault["ctx"]["error"])
        case kind if kind in _PLAIN_WORDS:
            return _PLAIN_WORDS[kind]
    return f"{_WORDS.get(fault['type'], '不合要求')}（{fault['msg']}）"


def _part(part: int | str) -> str:
    return f"第{part + 1}项" if isinstance(part, int) else plain(part)


def record(loc: Loc) -> tuple[str, Loc]:
    """Name a record by its kind and number: “第2个 [[override]]”."""
    if len(loc) > 2 and isinstance(loc[1], int):
        return f"第{loc[1] + 1}个 [[{loc[0]}]]", loc[2:]
    return "", loc


def keys_of(*models: type[BaseModel]) -> tuple[str, ...]:
    """Give every key that may stand somewhere in a file of these models."""
    fields = ((name, field) for model in models for name, field in model.model_fields.items())
    return tuple(sorted({field.alias or name for name, field in fields}))


def nearest(word: str, known: Sequence[str]) -> str:
    """Ask whether the nearest of what is known was meant; empty when nothing is near."""
    near = get_close_matches(word[:_LONGEST], known, n=1, cutoff=_NEAR)
    return f"，是不是 {near[0]}" if near else ""


def hint(word: str, known: Iterable[str], *, cutoff: float = 0.6) -> str:
    """Ask as `nearest` does, with the word in quotes."""
    near = get_close_matches(word[:_LONGEST], list(known), n=1, cutoff=cutoff)
    return f"，是不是“{near[0]}”" if near else ""


def plain(word: str) -> str:
    """Give a word of a file as it may be shown: cut when it is long, without what no one can see."""
    return "".join(letter if letter.isprintable() else "·" for letter in word[:_LONGEST])


def content(path: str | os.PathLike[str], *, large: str, most: int = LARGEST) -> str:
    """Read a UTF-8 file; Misread says what it is not, `large` what a file of more than `most` bytes is not."""
    return decoded(head(path, most=most), large=large, most=most)


def head(path: str | os.PathLike[str], *, most: int = LARGEST) -> bytes:
    """Read the bytes of a plain file, one more than `most` when it is too large; Misread when it is none or cannot be opened."""
    try:
        with open(path, "rb", opener=_at_once) as stream:
            regular = stat.S_ISREG(os.fstat(stream.fileno()).st_mode)
            data = stream.read(most + 1) if regular else b""
    except (OSError, ValueError) as error:  # no path may hold a null byte
        raise Misread("打不开，请检查路径和权限") from error
    if not regular:
        raise Misread("不是普通的文件，读不了")
    return data


def _at_once(path: str, flags: int) -> int:
    """Open a file without waiting for anyone to write into it, as a pipe would have us do."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def decoded(data: bytes, *, large: str, most: int = LARGEST) -> str:
    """Give the text of bytes; Misread for more than `most`, or no UTF-8."""
    if len(data) > most:
        raise Misread(f"超过{most >> 20}兆字节，{large}")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Misread("不是 UTF-8 编码的文本，请另存为 UTF-8 再试") from error


def misread(error: tomli.TOMLDecodeError) -> str:
    """Say which line of a file is not well-formed, and how it should be."""
    if "overwrite" in error.msg:
        return f"第{error.lineno}行写重了：每个键只能写一次"
    return f'第{error.lineno}行写得不对：每项写成 键 = "值" 的样子，等号和引号都用半角'


def parsed(text: str, misread: Callable[[tomli.TOMLDecodeError], str] = misread) -> dict[str, object]:
    """Parse TOML; Misread says what is wrong, in the words of `misread` where it is not well-formed."""
    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        raise Misread(misread(error)) from error
    except ValueError as error:  # a number of too many digits
        raise Misread("数字太长，读不下去") from error
    except RecursionError as error:
        raise Misread("方括号套得太深，读不下去") from error
