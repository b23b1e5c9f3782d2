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
    (r"unexpected extra argument\S* \((.*)\)", "多出参数“{}”"),
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
_FormatOption = Annotated[
    str, typer.Option("--format", metavar="text|json", show_default=False, help="输出格式，默认 text")
]
_FormatsOption = Annotated[
    list[str] | None,
    typer.Option(
        "--format",
        metavar="FORMAT[=FILE]",
        help="输出格式，可写几个，各带文件名：text（默认）、json、jsonl、sarif、junit、gitlab、github、csv、html",
    ),
]
_OutputOption = Annotated[str | None, typer.Option("--output", metavar="FILE", help="把结果写入文件")]
_KindOption = Annotated[str | None, typer.Option("--kind", metavar="KIND", help="指定文种，例如：通知")]
_RegimeOption = Annotated[str | None, typer.Option("--regime", metavar="YEAR", help="指定适用规定，例如：2012")]
_StageOption = Annotated[
    str,
    typer.Option(
        metavar="draft|final|archive", show_default=False, help="送签稿、印发件或归档件，默认 draft（送签稿）"
    ),
]
_ProfileOption = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="规则配置：gbt9704（默认）、party、government、office，或自己的配置"),
]
_RulesOption = Annotated[str | None, typer.Option("--rules", metavar="DIR", help="自己的规则所在的文件夹")]
_SelectOption = Annotated[
    list[str] | None, typer.Option(metavar="CODES", help="只查这些规则：编号、名称或组名，逗号分隔")
]
_IgnoreOption = Annotated[list[str] | None, typer.Option(metavar="CODES", help="不查这些规则")]
_VocabularyOption = Annotated[
    str | None, typer.Option("--vocabulary", metavar="FILE", help="自己的词表：每行一个名称或术语，语言关不把它们当错")
]
_WaiversOption = Annotated[
    bool, typer.Option("--no-inline-waivers", help="不理会文件批注里“gongwen: 忽略……”的话；查别人送来的文件时用")
]
_FailOption = Annotated[
    str,
    typer.Option(metavar="error|warning|info|never", show_default=False, help="达到此程度即返回 1，默认 warning"),
]
_MannerOption = Annotated[
    str,
    typer.Option(
        "--as", metavar="direct|revision", show_default=False, help="直接改，还是写成修订供人逐条接受，默认 direct"
    ),
]
_DryOption = Annotated[bool, typer.Option("--dry-run", help="只看会改什么，不写文件")]
_InPlaceOption = Annotated[bool, typer.Option("--in-place", help="直接改原文件，原来的内容存为“名.docx.bak”")]
_ForceOption = Annotated[bool, typer.Option("--force", help="副本已经存在时也覆盖")]
_PathsArgument = Annotated[list[str], typer.Argument(metavar="PATH", hidden=True)]
_PathArgument = Annotated[str, typer.Argument(metavar="FILE", hidden=True)]


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
        return _fail(_usage(usage()) if usage else f"程序内部出错（{type(error).__name__}：{error}），请告知维护者。")


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
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="显示版本")] = False,
) -> None:
    pass


@app.command("check", cls=_Command, options_metavar="[选项]")
def _check(
    paths: _PathsArgument,
    *,
    stage: _StageOption = "draft",
    kind: _KindOption = None,
    regime: _RegimeOption = None,
    profile: _ProfileOption = None,
    rules: _RulesOption = None,
    select: _SelectOption = None,
    ignore: _IgnoreOption = None,
    vocabulary: _VocabularyOption = None,
    no_inline_waivers: _WaiversOption = False,
    formats: _FormatsOption = None,
    output: _OutputOption = None,
    fail_on: _FailOption = "warning",
) -> int:
    """检查公文，列出问题、依据和改法。PATH 是文件或文件夹，- 表示标准输入。"""
    from gongwen import commands

    return commands.check(
        paths,
        stage=stage,
        facts=_facts(kind, regime),
        profile=profile,
        rules=rules,
        select=_split(select),
        ignore=_split(ignore),
        vocabulary=vocabulary,
        inline_waivers=not no_inline_waivers,
        formats=formats or (),
        output=output,
        fail_on=fail_on,
    )


@app.command("fix", cls=_Command, options_metavar="[选项]")
def _fix(
    path: _PathArgument,
    *,
    manner: _MannerOption = "direct",
    unsafe: Annotated[bool, typer.Option("--unsafe", help="连要由人判断的也改（会动到文字），改后请核对")] = False,
    dry_run: _DryOption = False,
    output: Annotated[
        str | None,
        typer.Option("--output", metavar="FILE", help="改好的文件写到哪里，默认是原文件旁边的“名.fixed.docx”"),
    ] = None,
    in_place: _InPlaceOption = False,
    force: _ForceOption = False,
    stage: _StageOption = "draft",
    kind: _KindOption = None,
    regime: _RegimeOption = None,
    profile: _ProfileOption = None,
    rules: _RulesOption = None,
    select: _SelectOption = None,
    ignore: _IgnoreOption = None,
    vocabulary: _VocabularyOption = None,
    no_inline_waivers: _WaiversOption = False,
    form: _FormatOption = "text",
    fail_on: _FailOption = "warning",
) -> int:
    """修改一份公文：能可靠改好的改在副本里，说明改了什么、没改什么、为什么。FILE 是一个文件，- 表示标准输入。"""
    from gongwen import fixing

    return fixing.fix(
        path,
        fixing.Destination(output, in_place=in_place, dry=dry_run, force=force),
        as_=manner,
        unsafe=unsafe,
        stage=stage,
        facts=_facts(kind, regime),
        profile=profile,
        rules=rules,
        select=_split(select),
        ignore=_split(ignore),
        vocabulary=vocabulary,
        inline_waivers=not no_inline_waivers,
        form=form,
        fail_on=fail_on,
    )


@app.command("typeset", cls=_Command, options_metavar="[选项]")
def _typeset(
    path: _PathArgument,
    *,
    manner: _MannerOption = "direct",
    dry_run: _DryOption = False,
    output: Annotated[
        str | None,
        typer.Option("--output", metavar="FILE", help="排好的文件写到哪里，默认是原文件旁边的“名.typeset.docx”"),
    ] = None,
    in_place: _InPlaceOption = False,
    force: _ForceOption = False,
    stage: Annotated[
        str,
        typer.Option(
            metavar="draft|final|archive", show_default=False, help="按送签稿、印发件还是归档件排，默认 final（印发件）"
        ),
    ] = "final",
    kind: _KindOption = None,
    regime: _RegimeOption = None,
    profile: _ProfileOption = None,
    rules: _RulesOption = None,
    select: _SelectOption = None,
    ignore: _IgnoreOption = None,
    no_inline_waivers: _WaiversOption = False,
    form: _FormatOption = "text",
    fail_on: _FailOption = "warning",
) -> int:
    """一键排版：各要素排成规定的格式，缺的页码和线条补上，文字一个不改，结果写在副本里。FILE 是一个文件，- 表示标准输入。"""
    from gongwen import fixing

    return fixing.typeset(
        path,
        fixing.Destination(output, in_place=in_place, dry=dry_run, force=force),
        as_=manner,
        stage=stage,
        facts=_facts(kind, regime),
        profile=profile,
        rules=rules,
        select=_split(select),
        ignore=_split(ignore),
        vocabulary=None,
        inline_waivers=not no_inline_waivers,
        form=form,
        fail_on=fail_on,
    )


@app.command("annotate", cls=_Command, options_metavar="[选项]")
def _annotate(
    path: _PathArgument,
    *,
    output: Annotated[
        str | None,
        typer.Option("--output", metavar="FILE", help="副本写到哪里，默认是原文件旁边的“名.annotated.docx”"),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="副本已经存在时也覆盖")] = False,
    stage: _StageOption = "draft",
    kind: _KindOption = None,
    regime: _RegimeOption = None,
    profile: _ProfileOption = None,
    rules: _RulesOption = None,
    select: _SelectOption = None,
    ignore: _IgnoreOption = None,
    vocabulary: _VocabularyOption = None,
    no_inline_waivers: _WaiversOption = False,
    fail_on: _FailOption = "warning",
) -> int:
    """把问题写成批注，一处一条，写在副本里，原文件不动。FILE 是一个文件，- 表示标准输入。"""
    from gongwen import annotating

    return annotating.annotate(
        path,
        output=output,
        force=force,
        stage=stage,
        facts=_facts(kind, regime),
        profile=profile,
        rules=rules,
        select=_split(select),
        ignore=_split(ignore),
        vocabulary=vocabulary,
        inline_waivers=not no_inline_waivers,
        fail_on=fail_on,
    )


@app.command("elements", cls=_Command, options_metavar="[选项]")
def _elements(
    path: _PathArgument,
    *,
    kind: _KindOption = None,
    regime: _RegimeOption = None,
    form: _FormatOption = "text",
    output: _OutputOption = None,
) -> int:
    """显示识别出的要素、把握和依据。FILE 是一个文件，- 表示标准输入。"""
    from gongwen import commands

    return commands.elements(path, facts=_facts(kind, regime), form=form, output=output)


@app.command("layout", cls=_Command, options_metavar="[选项]")
def _layout(
    path: _PathArgument,
    *,
    svg: Annotated[bool, typer.Option("--svg", help="画成图（SVG）：每页一幅，虚线表示位置不能算准")] = False,
    rendered: Annotated[bool, typer.Option("--render", help="改用 LibreOffice 排出的位置（须已安装）")] = False,
    images: Annotated[
        str | None, typer.Option("--png", metavar="DIR", help="另把 LibreOffice 排出的每页存成图，放进此文件夹")
    ] = None,
    kind: _KindOption = None,
    regime: _RegimeOption = None,
    form: _FormatOption = "text",
    output: _OutputOption = None,
) -> int:
    """显示各要素在哪一页、什么位置（毫米），由计算得出。FILE 是一个文件，- 表示标准输入。"""
    from gongwen import commands

    facts = _facts(kind, regime)
    return commands.layout(path, facts=facts, form=form, svg=svg, output=output, rendered=rendered, images=images)


@app.command("new", cls=_Command, options_metavar="[选项]")
def _new(
    source: Annotated[str, typer.Argument(metavar="KIND|FILE", hidden=True)],
    *,
    form: Annotated[
        str | None,
        typer.Option("--form", metavar="文件|信函|命令|纪要|电报", show_default=False, help="要哪种版式的例文"),
    ] = None,
    rules: _RulesOption = None,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="写到哪里；成文默认写在文件旁边，后缀为 .docx"),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="文件已经存在时也覆盖")] = False,
) -> int:
    """写一份新公文。KIND 是文种，显示填好的例文；FILE 是照例文写好的文件，成文为 .docx。"""
    from gongwen import composing

    return composing.new(source, form=form, rules=rules, output=output, force=force)


@app.command("explain", cls=_Command, options_metavar="[选项]")
def _explain(key: Annotated[str, typer.Argument(metavar="RULE", hidden=True)], *, rules: _RulesOption = None) -> int:
    """说明一条规则：查什么、依据、改法和例句。RULE 是规则编号、名称或要求编号。"""
    from gongwen import commands

    return commands.explain(key, rules=rules)


@app.command("rules", cls=_Command, options_metavar="[选项]")
def _rules(
    *,
    verify: Annotated[bool, typer.Option("--verify", help="用每条规则的例句检验规则本身")] = False,
    rules: _RulesOption = None,
    form: _FormatOption = "text",
) -> int:
    """列出规则，或检验规则；给了 --rules 就只管其中的规则。"""
    from gongwen import commands

    return commands.rules(rules, form=form, verify=verify)


@app.command("schema", cls=_Command, options_metavar="[选项]")
def _schema() -> int:
    """显示 JSON 结果的结构定义（JSON Schema）。"""
    from gongwen import commands

    return commands.schema()


def _facts(kind: str | None, regime: str | None) -> dict[str, str]:
    return {name: value for name, value in (("kind", kind), ("regime", regime)) if value is not None}


def _split(values: Sequence[str] | None) -> list[str]:
    """Take option values apart at commas, full-width ones too."""
    return [part for value in values or () for part in re.split(r"[,，、\s]+", value) if part]
