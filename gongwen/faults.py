"""What is wrong in a file that people write (规则文件、附带文件): every fault in a sentence that names file, record and key."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from difflib import get_close_matches

from pydantic import BaseModel, ConfigDict, ValidationError

Loc = tuple[int | str, ...]
"""Where a fault is: keys, and the numbers of records from 0."""
Named = Callable[[Loc], tuple[str, Loc]]
"""Name the file or the record in it that a place is in, if need be; give the rest of the place."""

_LONGEST = 40
_NEAR = 0.5
"""Of two characters one may be wrong."""
_WORDS: Mapping[str, str] = {
    "union_tag_invalid": "没有这种检查",
    "union_tag_not_found": "没有写 kind",
    "literal_error": "不在可取的值之中",
    "string_pattern_mismatch": "写法不合规定",
}
_PLAIN_WORDS: Mapping[str, str] = {
    "missing": "没有写",
    "string_type": "应当是文字，写在引号里",
    "tuple_type": "应当是一列，写成 [[名]] 或者 [ ]",
    "model_type": "应当是一张表",
    "dict_type": "应当是一张表",
}
_OWN_WORDS = "value_error"
"""What needs no more words; and the type of a fault that one of our own validators put into words."""


class Closed(BaseModel):
    """Set up every model of a file that people write: unknown keys are mistakes."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


def faults(
    error: ValidationError, named: Named, keys: Sequence[str], *, unsaid: AbstractSet[str] = frozenset()
) -> Iterator[str]:
    """Put validation errors into Chinese; an unknown key comes with the nearest of `keys`, parts of a place may go `unsaid`."""
    for fault in error.errors(include_url=False):
        record, loc = named(fault["loc"])
        where = f"{record}：" if record else ""
        key = ".".join(plain(str(part)) for part in loc if part not in unsaid)
        if fault["type"] == "extra_forbidden":
            yield f"{where}没有键 {key}{nearest(str(loc[-1]), keys)}"
        elif fault["type"] == _OWN_WORDS:
            yield f"{where}{key} {fault['ctx']['error']}"
        elif fault["type"] in _PLAIN_WORDS:
            yield f"{where}{key} {_PLAIN_WORDS[fault['type']]}"
        else:
            yield f"{where}{key} {_WORDS.get(fault['type'], '不合要求')}（{fault['msg']}）"


def keys_of(*models: type[BaseModel]) -> tuple[str, ...]:
    """Give every key that may stand somewhere in a file of these models."""
    fields = ((name, field) for model in models for name, field in model.model_fields.items())
    return tuple(sorted({field.alias or name for name, field in fields}))


def nearest(word: str, known: Sequence[str]) -> str:
    """Ask whether the nearest of what is known was meant; empty when nothing is near."""
    near = get_close_matches(word[:_LONGEST], known, n=1, cutoff=_NEAR)
    return f"，是不是 {near[0]}" if near else ""


def plain(word: str) -> str:
    """Give a word of a file as it may be shown: cut when it is long, without what no one can see."""
    return "".join(letter if letter.isprintable() else "·" for letter in word[:_LONGEST])
