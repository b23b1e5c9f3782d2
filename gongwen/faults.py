"""What is wrong with a TOML file that people wrote, in their words; every such file is read within limits."""

import os
import re
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING

import tomli

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

LARGEST = 1 << 20
"""Bytes such a file may have, and characters a text: nobody writes more."""
_SHOWN = 40
_WORDS: Mapping[str, str] = {
    "missing": "没有写",
    "union_tag_invalid": "没有这种检查",
    "union_tag_not_found": "没有写 kind",
    "string_pattern_mismatch": "写法不合规定",
    "string_type": "应当是引号里的文字",
    "bool_type": "应当是 true 或 false，不加引号",
    "int_type": "应当是整数，不加引号",
    "float_type": "应当是数字，不加引号",
    "finite_number": "应当是数字，不加引号",
    "tuple_type": "应当是方括号里的几项",
    "mapping_type": "应当是一个表",
    "dict_type": "应当是一个表",
    "model_type": "应当是一个表",
    "model_attributes_type": "应当是一个表",
    "string_too_short": "不能是空的",
    "too_short": "不能是空的",
    "too_long": "写得太多",
}


class Misread(ValueError):
    """Say in one Chinese sentence, without a full stop, why a file or text gives no TOML."""


def nearest(word: str, known: Iterable[str], *, cutoff: float = 0.6) -> str | None:
    """Give the known word that looks most like one that is not."""
    return next(iter(get_close_matches(word[:_SHOWN], list(known), n=1, cutoff=cutoff)), None)


def hint(word: str, known: Iterable[str], *, cutoff: float = 0.6) -> str:
    """Ask whether the nearest known word was meant; empty when none is near."""
    near = nearest(word, known, cutoff=cutoff)
    return f"，是不是“{near}”" if near else ""


def told(fault: "ErrorDetails", key: str, keys: Iterable[str]) -> str:
    """Put a validation error into Chinese; `keys` are those there are."""
    match fault["type"]:
        case "extra_forbidden":
            near = nearest(str(fault["loc"][-1]), keys)
            return f"没有键 {key}" + (f"，是不是 {near}" if near else "")
        case "literal_error":
            allowed = re.findall("'([^']*)'", str(fault["ctx"]["expected"]))
            given = str(fault["input"])
            return f"{key} 的值“{short(given)}”不在可取的值之中{hint(given, allowed)}，可用的有：{'、'.join(allowed)}"
        case "value_error":
            return f"{key} {fault['ctx']['error']}"
        case "greater_than_equal" | "less_than_equal" as kind:
            bound = fault["ctx"]["ge" if kind == "greater_than_equal" else "le"]
            return f"{key} 不能{'小' if kind == 'greater_than_equal' else '大'}于 {bound:g}"
        case kind if kind in _WORDS:
            return f"{key} {_WORDS[kind]}"
    return f"{key} 不合要求（{fault['msg']}）"


def short(text: str) -> str:
    """Cut a text that is shown as part of a sentence."""
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def content(path: str | os.PathLike[str], *, large: str) -> str:
    """Read a UTF-8 file; Misread says what it is not, `large` what a file that is too large is not."""
    return decoded(head(path), large=large)


def head(path: str | os.PathLike[str]) -> bytes:
    """Read the bytes of a file, one more than `LARGEST` when it is too large; Misread when it cannot be opened."""
    try:
        with open(path, "rb") as stream:
            return stream.read(LARGEST + 1)
    except OSError as error:
        raise Misread("打不开，请检查路径和权限") from error


def decoded(data: bytes, *, large: str) -> str:
    """Give the text of bytes; Misread for those that are too many or no UTF-8."""
    if len(data) > LARGEST:
        raise Misread(f"超过{LARGEST >> 20}兆字节，{large}")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Misread("不是 UTF-8 编码的文本，请另存为 UTF-8 再试") from error


def parsed(text: str, misread: Callable[[tomli.TOMLDecodeError], str]) -> dict[str, object]:
    """Parse TOML; Misread says what is wrong, `misread` where it is not well-formed."""
    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        raise Misread(misread(error)) from error
    except ValueError as error:  # a number of too many digits
        raise Misread("数字太长，读不下去") from error
    except RecursionError as error:
        raise Misread("方括号套得太深，读不下去") from error
