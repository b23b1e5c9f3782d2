# ruff: noqa: PLC0415 - the rooms load when a command runs, so that help and usage errors stay quick
"""The command line: which commands and options there are. What they do stands in `commands`."""

import re
import sys
from collections.abc import Sequence
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from gongwen.errors import GongwenError
from gongwen.outputs import target

_FAILED, _INTERRUPTED = 2, 130
_HELP_WORDS = (
    ("Usage:", "用法："),
    ("Options:", "选项："),
    ("Commands:", "命令："),
    ("Arguments:", "参数："),
    ("Show this message and exit.", "显示帮助"),
    ("  [required]", ""),
)
_USAGE_ERRORS = (
    (r"No such option: ([^\s.]+)", "没有选项“{}”"),
    (r"No such command '(.*?)'", "没有命令“{}”"),
    (r"Option '(.*?)' requires an argument", "选项“{}”后面缺少值"),
    (r"Option '(.*?)' does not take a value", "选项“{}”后面不能写值"),
    (r"Got unexpected extra arguments? \((.*)\)", "多出参数“{}”"),
    (r"Missing (?:argument|parameter):? '?([^']*)'?", "缺少参数“{}”"),
    (r"Missing command", "缺少命令，例如：gongwen check 草稿.docx"),
)
"""What typer says in English, as patterns with our words."""


class _Command(TyperCommand):
    def get_help(self, ctx: Any) -> str:
        return _in_chinese(super().get_help(ctx))


class _Group(TyperGroup):
    def get_help(self, ctx: Any) -> str:
        return _in_chinese(super().get_help(ctx))


def _in_chinese(text: str) -> str:
    for english, chinese in _HELP_WORDS:
        text = text.replace(english, chinese)
    return text


app = typer.Typer(
    cls=_Group,
    help="检查党政机关公文（.docx）：识别要素，逐条对照规定，说明错在哪里、依据哪一条、怎样改。",
    add_completion=False,
    rich_markup_mode=None,
    options_metavar="[选项]",
    subcommand_metavar="命令 [参数]",
)
_FormatOption = Annotated[str, typer.Option("--format", metavar="格式", help="输出格式：text（默认）或 json")]
_OutputOption = Annotated[str | None, typer.Option("--output", metavar="文件", help="把结果写入文件")]
_KindOption = Annotated[str | None, typer.Option("--kind", metavar="文种", help="指定文种，例如：通知")]
_RegimeOption = Annotated[str | None, typer.Option("--regime", metavar="年份", help="指定适用规定，例如：2012")]
_SelectOption = Annotated[
    list[str] | None, typer.Option("--select", metavar="规则", help="只查这些规则：编号、名称或组名，逗号分隔")
]
_IgnoreOption = Annotated[list[str] | None, typer.Option("--ignore", metavar="规则", help="不查这些规则")]


def main(args: Sequence[str] | None = None) -> int:
    """Run a command and give its exit code: 0 nothing found, 1 violations, 2 could not do it, 130 interrupted."""
    target.prepare()
    try:
        return int(get_command(app).main(args=args, prog_name="gongwen", standalone_mode=False) or 0)
    except GongwenError as error:
        return _fail(str(error))
    except KeyboardInterrupt:
        return _fail("已中断。", _INTERRUPTED)
    except Exception as error:  # nobody at this desk can read a traceback
        usage = getattr(error, "format_message", None)
        return _fail(_usage(usage()) if usage else f"程序内部出错（{type(error).__name__}：{error}），请反馈给维护者。")


def _usage(message: str) -> str:
    """Turn typer's complaint about the command line into a Chinese sentence."""
    for pattern, words in _USAGE_ERRORS:
        found = re.search(pattern, message)
        if found:
            return f"{words.format(*found.groups())}。用 gongwen --help 查看用法。"
    return f"命令用法有误（{message}）。用 gongwen --help 查看用法。"


def _fail(sentence: str, code: int = _FAILED) -> int:
    sys.stderr.write(f"{sentence}\n")
    return code


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        target.emit(f"gongwen {version('gongwen')}\n")
        raise typer.Exit


@app.callback()
def _root(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="显示版本")
    ] = False,
) -> None:
    pass


@app.command("check", cls=_Command, options_metavar="[选项]", help="检查公文，列出问题、依据和改法。")
def _check(
    paths: Annotated[list[str], typer.Argument(metavar="路径...", help="文件或文件夹，- 表示标准输入")],
    *,
    stage: Annotated[
        str, typer.Option(metavar="阶段", help="draft 送签稿（默认）、final 印发件、archive 归档件")
    ] = "draft",
    kind: _KindOption = None,
    regime: _RegimeOption = None,
    profile: Annotated[str | None, typer.Option(metavar="配置", help="gbt9704（默认）或 office")] = None,
    select: _SelectOption = None,
    ignore: _IgnoreOption = None,
    form: _FormatOption = "text",
    output: _OutputOption = None,
    fail_on: Annotated[
        str, typer.Option(metavar="程度", help="达到即返回 1：error、warning（默认）、info、never")
    ] = "warning",
) -> int:
    from gongwen import commands

    return commands.check(
        paths,
        stage=stage,
        facts=_facts(kind, regime),
        profile=profile,
        select=_split(select),
        ignore=_split(ignore),
        form=form,
        output=output,
        fail_on=fail_on,
    )


@app.command("elements", cls=_Command, options_metavar="[选项]", help="显示识别出的要素、把握和依据。")
def _elements(
    path: Annotated[str, typer.Argument(metavar="文件", help="文件，- 表示标准输入")],
    *,
    kind: _KindOption = None,
    regime: _RegimeOption = None,
    form: _FormatOption = "text",
    output: _OutputOption = None,
) -> int:
    from gongwen import commands

    return commands.elements(path, facts=_facts(kind, regime), form=form, output=output)


@app.command("explain", cls=_Command, options_metavar="[选项]", help="说明一条规则：查什么、依据、改法和例句。")
def _explain(
    key: Annotated[str, typer.Argument(metavar="规则", help="规则编号、名称或要求编号")],
) -> int:
    from gongwen import commands

    return commands.explain(key)


@app.command("rules", cls=_Command, options_metavar="[选项]", help="列出规则。")
def _rules(
    *,
    verify: Annotated[bool, typer.Option("--verify", help="用每条规则的例句检验规则本身")] = False,
    form: _FormatOption = "text",
) -> int:
    from gongwen import commands

    return commands.rules(form=form, verify=verify)


@app.command("schema", cls=_Command, options_metavar="[选项]", help="显示 JSON 结果的结构定义（JSON Schema）。")
def _schema() -> int:
    from gongwen import commands

    return commands.schema()


def _facts(kind: str | None, regime: str | None) -> dict[str, str]:
    return {name: value for name, value in (("kind", kind), ("regime", regime)) if value is not None}


def _split(values: Sequence[str] | None) -> list[str]:
    """Take option values apart at commas, full-width ones too."""
    return [part for value in values or () for part in re.split(r"[,，、\s]+", value) if part]
