"""The options and arguments of the command line, each said once; commands that take one take it from here."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import wraps
from inspect import Signature, signature
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gongwen.errors import ConfigError

if TYPE_CHECKING:
    from gongwen.commands import Asked
    from gongwen.config import Lookup

Command = Callable[..., int]

_KNOWING = ("kind", "regime", "no_sidecar", "config", "no_config")
_COMPARING = ("select", "ignore", "fail_on", "config", "no_config")

FormatOption = Annotated[
    str, typer.Option("--format", metavar="text|json", show_default=False, help="输出格式，默认 text")
]
FormatsOption = Annotated[
    list[str] | None,
    typer.Option(
        "--format",
        metavar="FORMAT[=FILE]",
        help="输出格式，可写几个，各带文件名：text（默认）、json、jsonl、sarif、junit、gitlab、github、csv、html",
    ),
]
OutputOption = Annotated[str | None, typer.Option("--output", metavar="FILE", help="把结果写入文件")]
KindOption = Annotated[str | None, typer.Option("--kind", metavar="KIND", help="指定文种，例如：通知")]
RegimeOption = Annotated[str | None, typer.Option("--regime", metavar="YEAR", help="指定适用规定，例如：2012")]
StageOption = Annotated[
    str | None,
    typer.Option(
        metavar="draft|final|archive", show_default=False, help="送签稿、印发件或归档件，默认 draft（送签稿）"
    ),
]
SetStageOption = Annotated[
    str | None,
    typer.Option(
        metavar="draft|final|archive", show_default=False, help="按送签稿、印发件还是归档件排，默认 final（印发件）"
    ),
]
ProfileOption = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="规则配置：gbt9704（默认）、party、government、office，或自己的配置"),
]
RulesOption = Annotated[str | None, typer.Option("--rules", metavar="DIR", help="自己的规则所在的文件夹")]
SelectOption = Annotated[
    list[str] | None, typer.Option(metavar="CODES", help="只查这些规则：编号、名称或组名，逗号分隔")
]
IgnoreOption = Annotated[list[str] | None, typer.Option(metavar="CODES", help="不查这些规则")]
VocabularyOption = Annotated[
    str | None, typer.Option("--vocabulary", metavar="FILE", help="自己的词表：每行一个名称或术语，语言关不把它们当错")
]
WaiversOption = Annotated[
    bool, typer.Option("--no-inline-waivers", help="不理会文件批注里“gongwen: 忽略……”的话；查别人送来的文件时用")
]
SidecarOption = Annotated[bool, typer.Option("--no-sidecar", help="不看文件旁边的附带文件（“名.docx.gongwen.toml”）")]
FailOption = Annotated[
    str | None,
    typer.Option(metavar="error|warning|info|never", show_default=False, help="达到此程度即返回 1，默认 warning"),
]
ConfigOption = Annotated[
    str | None, typer.Option("--config", metavar="FILE", help="只用这个配置文件，默认从文件所在的文件夹逐级往上找")
]
NoConfigOption = Annotated[bool, typer.Option("--no-config", help="不用配置文件；查别人送来的文件夹时用")]
BaselineOption = Annotated[
    str | None,
    typer.Option(
        "--baseline", metavar="FILE", help="基线：其中记着的问题不再算数，只报新的（用 gongwen baseline create 存）"
    ),
]
JobsOption = Annotated[
    int | None,
    typer.Option(metavar="N", show_default=False, help="用几个进程同时查，0 为处理器的个数；默认多于 30 份时如此"),
]
TimeoutOption = Annotated[
    float | None,
    typer.Option(
        metavar="SECONDS", show_default=False, help="每份文件最多查几秒，0 不限；用多个进程时默认 60，否则不限"
    ),
]
RegisterOption = Annotated[
    str | None,
    typer.Option("--register", metavar="FILE", help="发文登记簿（.xlsx 或 .csv），逐行与文件对照文号、份数、标题等"),
]
SchedulerOption = Annotated[
    str | None,
    typer.Option("--scheduler", metavar="URL", help="在 dask 集群上检查，写调度器的地址，例如：tcp://主机:8786"),
]
StoreOption = Annotated[
    str | None,
    typer.Option(
        "--store", metavar="FILE", help="结果库（SQLite）：没有变化的文件不再查，中断了接着查；用 gongwen report 看"
    ),
]
StoreArgument = Annotated[str, typer.Argument(metavar="STORE", hidden=True)]
RunOption = Annotated[
    int | None, typer.Option("--run", metavar="N", show_default=False, help="第几次检查，默认最近查完的一次")
]
SinceOption = Annotated[
    str | None,
    typer.Option("--since", metavar="N|上次", help="只列出自第几次检查以来新增的问题；“上次”是再前一次"),
]
RunsOption = Annotated[bool, typer.Option("--runs", help="列出库中有哪几次检查")]
WorstOption = Annotated[
    int | None,
    typer.Option("--worst", metavar="N", show_default=False, help="列出问题最多的几条规则、几个文件夹"),
]
PruneOption = Annotated[
    int | None,
    typer.Option("--prune-runs", metavar="N", show_default=False, help="只留最近几次检查，其余清除"),
]
MannerOption = Annotated[
    str,
    typer.Option(
        "--as", metavar="direct|revision", show_default=False, help="直接改，还是写成修订供人逐条接受，默认 direct"
    ),
]
DryOption = Annotated[bool, typer.Option("--dry-run", help="只看会改什么，不写文件")]
InPlaceOption = Annotated[bool, typer.Option("--in-place", help="直接改原文件，原来的内容存为“名.docx.bak”")]
ForceOption = Annotated[bool, typer.Option("--force", help="要写的文件已经存在时也覆盖")]
PathsArgument = Annotated[list[str], typer.Argument(metavar="PATH", hidden=True)]
PathArgument = Annotated[str, typer.Argument(metavar="FILE", hidden=True)]


def asked(
    *,
    stage: StageOption = None,
    kind: KindOption = None,
    regime: RegimeOption = None,
    profile: ProfileOption = None,
    rules: RulesOption = None,
    select: SelectOption = None,
    ignore: IgnoreOption = None,
    vocabulary: VocabularyOption = None,
    no_inline_waivers: WaiversOption = False,
    no_sidecar: SidecarOption = False,
    fail_on: FailOption = None,
    config: ConfigOption = None,
    no_config: NoConfigOption = False,
) -> "Asked":
    """Put the options that all commands share which check into one record, of each only what was said."""
    from gongwen.commands import Asked  # noqa: PLC0415 - it loads when a command runs

    said = {
        "stage": stage,
        "facts": facts(kind, regime) or None,
        "profile": profile,
        "rules": rules,
        "select": split(select) if select else None,
        "ignore": split(ignore) if ignore else None,
        "vocabulary": vocabulary,
        "inline_waivers": False if no_inline_waivers else None,
    }
    given: Any = {name: value for name, value in said.items() if value is not None}
    where = lookup(config, no_config=no_config)
    return Asked(given, fail_on, where, sidecars=not no_sidecar)


def lookup(config: str | None, *, no_config: bool) -> "Lookup":
    """Say where configuration files are looked for; ConfigError for two answers at once."""
    from gongwen.config import Lookup  # noqa: PLC0415 - it loads when a command runs

    if config is not None and no_config:
        raise ConfigError("--config 和 --no-config 只能用一个。")
    return Lookup(config, off=no_config)


def checking(command: Command) -> Command:
    """Give a command the options of `asked`, as typer reads them; what they say comes to it as `how`."""
    return _joined(command, dict(signature(asked).parameters))


def surveying(command: Command) -> Command:
    """Give a command those that matter where nothing is judged: no bar to fail at."""
    shared = dict(signature(asked).parameters)
    del shared["fail_on"]
    return _joined(command, shared)


def setting(command: Command) -> Command:
    """Give a command those that matter where no word is touched: no vocabulary, and a document is set to be printed."""
    shared = dict(signature(asked).parameters)
    del shared["vocabulary"]
    shared["stage"] = shared["stage"].replace(annotation=SetStageOption)
    return _joined(command, shared, stage="final")


def recognising(command: Command) -> Command:
    """Give a command those that matter where nothing is checked: what is known better of the document."""
    return _some(command, _KNOWING)


def comparing(command: Command) -> Command:
    """Give a command those that matter where documents are held side by side: none of them is checked by itself."""
    return _some(command, _COMPARING)


def _some(command: Command, names: Sequence[str]) -> Command:
    return _joined(command, {name: option for name, option in signature(asked).parameters.items() if name in names})


def _joined(command: Command, shared: dict[str, Any], **otherwise: Any) -> Command:
    own = [option for name, option in signature(command).parameters.items() if name != "how"]

    @wraps(command)
    def run(**given: Any) -> int:
        how = asked(**{name: given.pop(name) for name in shared})
        return command(how=replace(how, **otherwise), **given)

    run.__signature__ = Signature([*own, *shared.values()])  # type: ignore[attr-defined]
    run.__annotations__ = {option.name: option.annotation for option in (*own, *shared.values())}
    return run


def facts(kind: str | None, regime: str | None) -> dict[str, str]:
    """Give the facts that are pinned."""
    return {name: value for name, value in (("kind", kind), ("regime", regime)) if value is not None}


def split(values: Sequence[str] | None) -> list[str]:
    """Take option values apart at commas, full-width ones too."""
    return [part for value in values or () for part in re.split(r"[,，、\s]+", value) if part]
