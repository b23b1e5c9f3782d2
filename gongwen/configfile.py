"""What may stand in a configuration file, key by key. `docs/config.md` explains it.

A key is one field here: its type, an example as it is written in TOML, and what it means, for `gongwen init` and `gongwen config`.
"""

import os
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    Discriminator,
    Field,
    StrictBool,
    StrictInt,
    Tag,
    ValidationError,
    ValidationInfo,
)
from pydantic_core import ErrorDetails

from gongwen.errors import ConfigFileError
from gongwen.faults import MOST_TOLD, Closed, Loc, hint, keys_of, record, told
from gongwen.report import FailOn
from gongwen.settings import FORMATS, LONGEST, MOST_JOBS, Stage
from gongwen.sidecar import WaiveSpec
from gongwen.violations import Severity

MOST_RECORDS = 1000
"""More overrides, or patterns in one, are no work of people."""


def _placed(path: str, info: ValidationInfo) -> str:
    """Make a path one from the folder of the file it stands in."""
    if "\0" in path:
        raise ValueError("不是文件名")
    folder = info.context["folder"] if info.context else ""
    return os.path.normpath(os.path.join(folder, path))


def _output(value: str, info: ValidationInfo) -> str:
    """Take an output as on the command line, `html` or `html=结果.html`."""
    form, equals, path = value.partition("=")
    if form not in FORMATS:
        raise ValueError(f"没有“{form}”这个值{hint(form, FORMATS)}，可用的有：{'、'.join(FORMATS)}")
    if equals and not path:
        raise ValueError("的“=”后面要写文件名")
    return f"{form}={_placed(path, info)}" if path else form


def _glob(pattern: str) -> str:
    """Take a pattern of files; one that is absolute or climbs out of its folder matches nothing."""
    if not pattern.strip("/") or pattern.startswith("/") or ".." in pattern.split("/"):
        raise ValueError(f"的“{pattern}”写法有误：从配置文件所在的文件夹写起，例如“归档/**”")
    return pattern


def _fact(value: object) -> object:
    return ("否", "是")[value] if isinstance(value, bool) else value


Place = Annotated[str, Field(min_length=1), AfterValidator(_placed)]
"""A file or folder; relative to the file that names it."""
Word = Annotated[str, Field(min_length=1)]
Glob = Annotated[str, AfterValidator(_glob)]
Output = Annotated[str, AfterValidator(_output)]
Fact = Annotated[Word, BeforeValidator(_fact)]
Words = Annotated[
    Annotated[Place, Tag("file")] | Annotated[tuple[Word, ...], Tag("words")],
    Discriminator(lambda value: "file" if isinstance(value, str) else "words"),
]
"""The file of a vocabulary, or its words."""


def _key(example: str, meaning: str, **bounds: Any) -> Any:
    return Field(default=None, description=meaning, examples=[example], **bounds)


class FactKeys(Closed):
    """Hold the facts that are pinned."""

    kind: Fact | None = _key('"通知"', "文种")
    form: Fact | None = _key('"文件"', "版式：文件、信函、命令、纪要、电报或无版头")
    direction: Fact | None = _key('"下行"', "行文方向：上行、下行、平行或公布")
    organ: Fact | None = _key('"政府"', "机关类别：党委、政府、人大、法院等")
    regime: Fact | None = _key('"2012"', "适用哪一年的规定：2012、2001、1996、1994、1987、1981 或更早")
    sealing: Fact | None = _key('"加盖印章"', "用印：加盖印章、不加盖印章或签名章")
    official: Fact | None = _key('"是"', "是不是公文：是或否")
    joint: Fact | None = _key('"否"', "是不是联合行文：是或否")


class DocumentKeys(Closed):
    """Hold what decides how a document is checked."""

    stage: Stage | None = _key('"draft"', "文件走到哪一步：draft 送签稿（默认）、final 印发件、archive 归档件")
    profile: Word | None = _key('"gbt9704"', "规则配置：gbt9704（默认）、party、government、office，或自己的配置")
    rules: Place | None = _key('"本单位规则"', "自己的规则所在的文件夹")
    select: tuple[Word, ...] | None = _key('["GF", "BD"]', "只查这些规则：编号、名称、组名或要求编号；不写就全查")
    ignore: tuple[Word, ...] | None = _key('["GF-046"]', "不查这些规则")
    vocabulary: Words | None = _key(
        '"词表.txt"', '自己的词表，语言关不把这些词当错：文件（每行一个词），或者直接写词，如 ["示例湖", "云溪县"]'
    )
    inline_waivers: StrictBool | None = _key(
        "false", "文件批注里“gongwen: 忽略……”的话算不算数：true 算（默认），false 不算"
    )
    facts: FactKeys | None = Field(
        default=None, description="指定的事实：写了就不再自动判断，一般只写在 [[override]] 里"
    )
    severity: Mapping[str, Severity] | None = Field(
        default=None,
        description="改程度，可升可降：error 错误、warning 警告、info 提示；后写的为准",
        examples=['[severity]\nGF046a = "info"'],
    )


class Override(DocumentKeys):
    """Hold what is different for some files."""

    files: Annotated[tuple[Glob, ...], Field(min_length=1, max_length=MOST_RECORDS)]


class Waiver(WaiveSpec):
    """Hold what is accepted in some files, and why: a waiver of a sidecar, with the files it is for."""

    files: Annotated[tuple[Glob, ...], Field(min_length=1, max_length=MOST_RECORDS)]


class RunKeys(Closed):
    """Hold what decides how a run goes: taken from the file that the current folder is under, never from another."""

    fail_on: FailOn | None = _key('"warning"', "有达到这个程度的问题就返回 1：error、warning（默认）、info 或 never")
    jobs: StrictInt | None = _key("0", "用几个进程同时查，0 为处理器的个数；不写时多于 30 份即如此", ge=0, le=MOST_JOBS)
    timeout: Annotated[float, Field(strict=True, allow_inf_nan=False)] | None = _key(
        "60", "每份文件最多查几秒，0 不限", ge=0, le=LONGEST
    )
    format: tuple[Output, ...] | None = _key('["text", "html=结果.html"]', "check 的输出格式，可写几个，写法同命令行")
    baseline: Place | None = _key(
        '"基线.json"', "基线：其中记着的问题不再算数，check 只报新的（用 gongwen baseline create 存）"
    )
    store: Place | None = _key('"结果.db"', "结果库：没有变化的文件不再查，中断了接着查（用 gongwen report 看）")
    exclude: tuple[Glob, ...] | None = _key(
        '["草稿箱/**"]', "查文件夹和通配符时跳过的文件，从这个文件夹写起；直接写出文件名的照查"
    )


class ConfigFile(RunKeys, DocumentKeys):
    """Hold one configuration file."""

    extend: Place | None = _key('"../gongwen.toml"', "以哪个配置文件为底本，本文件写了的以本文件为准")
    override: Annotated[tuple[Override, ...], Field(max_length=MOST_RECORDS)] = Field(
        default=(),
        description="某些文件另有规定：files 之外，怎样查的各键都可以写；可以写几段，后写的为准",
        examples=['[[override]]\nfiles = ["归档/**"]\nstage = "archive"'],
    )
    waive: Annotated[tuple[Waiver, ...], Field(max_length=MOST_RECORDS)] = Field(
        default=(),
        description="某些文件里不改的问题：files 之外，与附带文件的 [[waive]] 相同；管到的几段都算数",
        examples=['[[waive]]\nfiles = ["归档/**"]\ncode = "GF-046"\nreason = "沿用原文号"'],
    )


def parse(data: Mapping[str, object], path: str, *, name: str) -> ConfigFile:
    """Read what the file at a path holds; ConfigFileError lists under its `name` what is wrong with it."""
    try:
        return ConfigFile.model_validate(data, context={"folder": os.path.dirname(path)})
    except ValidationError as error:
        more = error.error_count() - MOST_TOLD
        problems = [_fault(fault) for fault in error.errors(include_url=False)[:MOST_TOLD]]
        raise ConfigFileError(name, problems, rest=f"另有 {more} 处没有列出" if more > 0 else "") from error


def keys(model: type[BaseModel]) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield the keys of a model, each with its meaning and examples."""
    for name, field in model.model_fields.items():
        yield name, field.description or "", tuple(field.examples or ())


def _fault(fault: ErrorDetails) -> str:
    """Say what is wrong and where."""
    within, loc = _named(fault["loc"])
    if within and fault["type"] == "extra_forbidden" and loc[0] in RunKeys.model_fields:
        return f"{within} 里不能写 {loc[0]}，请写在它前面"
    return told(fault, _named, _known(str(fault["loc"][0]) if within or loc[0] == "facts" else ""), unsaid=_TAGS)


_TAGS = frozenset(("file", "words", "[key]"))


def _named(loc: Loc) -> tuple[str, Loc]:
    return record(loc) if loc[0] in ("override", "waive") else ("", loc)


@cache
def _known(place: str) -> tuple[str, ...]:
    """Give the keys that may stand in a file, or in a table or record of it."""
    models: Mapping[str, type[BaseModel]] = {"facts": FactKeys, "override": Override, "waive": Waiver}
    return keys_of(models.get(place, ConfigFile))
