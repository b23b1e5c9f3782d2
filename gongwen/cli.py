# ruff: noqa: PLC0415 - the rooms load when a command runs, so that help and usage errors stay quick
"""The command line: which commands and options there are. What they do stands in `commands`."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer
from typer.main import get_command

from gongwen import options, usage
from gongwen.outputs import target

if TYPE_CHECKING:
    from gongwen.commands import Asked

app = typer.Typer(
    cls=usage.Group,
    help="检查党政机关公文（.docx）：识别要素，逐条对照规定，说明错在哪里、依据哪一条、怎样改。",
    add_completion=False,
    rich_markup_mode=None,
    options_metavar="[选项]",
    subcommand_metavar="命令 [参数]",
)
baselines = typer.Typer(
    cls=usage.Group,
    help="基线：记下现有的问题，以后只报新的。create 存成基线，prune 去掉已经没有的。",
    rich_markup_mode=None,
    options_metavar="[选项]",
    subcommand_metavar="命令 [参数]",
)
app.add_typer(baselines, name="baseline")


def main(args: Sequence[str] | None = None) -> int:
    """Run a command and give its exit code: 0 nothing found, 1 violations, 2 could not do it, 130 interrupted."""
    target.prepare()
    words = sys.argv[1:] if args is None else list(args)
    return usage.ran(
        lambda: get_command(usage.only(app, words[:1])).main(args=words, prog_name="gongwen", standalone_mode=False)
    )


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


@app.command("check", cls=usage.Command, options_metavar="[选项]")
@options.checking
def _check(
    paths: options.PathsArgument,
    *,
    how: "Asked",
    formats: options.FormatsOption = None,
    output: options.OutputOption = None,
    jobs: options.JobsOption = None,
    timeout: options.TimeoutOption = None,
    baseline: options.BaselineOption = None,
    scheduler: options.SchedulerOption = None,
    store: options.StoreOption = None,
) -> int:
    """检查公文，列出问题、依据和改法。PATH 是文件、文件夹、通配符、网址或清单（@清单.txt），- 表示标准输入。"""
    from gongwen import checking

    labour = checking.Labour(jobs, timeout, scheduler, store)
    return checking.check(paths, how, labour, formats=formats or (), output=output, baseline=baseline)


@baselines.command("create", cls=usage.Command, options_metavar="[选项]")
@options.surveying
def _baseline_create(
    paths: options.PathsArgument,
    *,
    how: "Asked",
    output: Annotated[str | None, typer.Option("--output", metavar="FILE", help="基线存到哪里（必须写）")] = None,
    force: options.ForceOption = False,
    jobs: options.JobsOption = None,
    timeout: options.TimeoutOption = None,
) -> int:
    """检查公文，把现有的问题存成基线，以后只报新的。PATH 是文件、文件夹、通配符或清单（@清单.txt）。"""
    from gongwen import baselining, checking

    return baselining.create(paths, how, checking.Labour(jobs, timeout), output=output, force=force)


@baselines.command("prune", cls=usage.Command, options_metavar="[选项]")
@options.surveying
def _baseline_prune(
    file: Annotated[str, typer.Argument(metavar="BASELINE", hidden=True)],
    paths: options.PathsArgument,
    *,
    how: "Asked",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只看会去掉什么，不改基线")] = False,
    jobs: options.JobsOption = None,
    timeout: options.TimeoutOption = None,
) -> int:
    """从基线中去掉已经没有的问题，从不添加。BASELINE 是基线，PATH 是文件、文件夹、通配符或清单（@清单.txt）。"""
    from gongwen import baselining, checking

    return baselining.prune(file, paths, how, checking.Labour(jobs, timeout), dry=dry_run)


@app.command("audit", cls=usage.Command, options_metavar="[选项]")
@options.comparing
def _audit(
    paths: options.PathsArgument,
    *,
    how: "Asked",
    register: options.RegisterOption = None,
    formats: options.FormatsOption = None,
    output: options.OutputOption = None,
    jobs: options.JobsOption = None,
    timeout: options.TimeoutOption = None,
) -> int:
    """把多份公文放在一起看：文号重号、跳号、先后，同题公文，以及与发文登记簿是否一致。PATH 同 check。"""
    from gongwen import auditing, checking

    labour = checking.Labour(jobs, timeout)
    return auditing.audit(paths, how, labour, register=register, formats=formats or (), output=output)


@app.command("report", cls=usage.Command, options_metavar="[选项]")
def _report(
    store: options.StoreArgument,
    *,
    run: options.RunOption = None,
    since: options.SinceOption = None,
    runs: options.RunsOption = False,
    worst: options.WorstOption = None,
    prune: options.PruneOption = None,
    formats: options.FormatsOption = None,
    output: options.OutputOption = None,
    rules: options.RulesOption = None,
    fail_on: options.FailOption = None,
) -> int:
    """查看结果库：把一次检查写成任何格式，比较两次检查，找出问题最多的规则和文件夹。STORE 是 check --store 写的文件。"""
    from gongwen import reporting

    question = reporting.Question(run, since, runs=runs, worst=worst, prune=prune)
    return reporting.report(store, question, formats=formats or (), output=output, fail_on=fail_on, rules=rules)


@app.command("fix", cls=usage.Command, options_metavar="[选项]")
@options.checking
def _fix(
    path: options.PathArgument,
    *,
    how: "Asked",
    manner: options.MannerOption = "direct",
    unsafe: Annotated[bool, typer.Option("--unsafe", help="连要由人判断的也改（会动到文字），改后请核对")] = False,
    dry_run: options.DryOption = False,
    output: Annotated[
        str | None,
        typer.Option("--output", metavar="FILE", help="改好的文件写到哪里，默认是原文件旁边的“名.fixed.docx”"),
    ] = None,
    in_place: options.InPlaceOption = False,
    force: options.ForceOption = False,
    form: options.FormatOption = "text",
) -> int:
    """修改一份公文：能可靠改好的改在副本里，说明改了什么、没改什么、为什么。FILE 是一个文件，- 表示标准输入。"""
    from gongwen import fixing

    to = fixing.Destination(output, in_place=in_place, dry=dry_run, force=force)
    return fixing.fix(path, how, to, as_=manner, form=form, unsafe=unsafe)


@app.command("typeset", cls=usage.Command, options_metavar="[选项]")
@options.setting
def _typeset(
    path: options.PathArgument,
    *,
    how: "Asked",
    manner: options.MannerOption = "direct",
    dry_run: options.DryOption = False,
    output: Annotated[
        str | None,
        typer.Option("--output", metavar="FILE", help="排好的文件写到哪里，默认是原文件旁边的“名.typeset.docx”"),
    ] = None,
    in_place: options.InPlaceOption = False,
    force: options.ForceOption = False,
    form: options.FormatOption = "text",
) -> int:
    """一键排版：各要素排成规定的格式，缺的页码和线条补上，文字一个不改，结果写在副本里。FILE 是一个文件，- 表示标准输入。"""
    from gongwen import fixing

    to = fixing.Destination(output, in_place=in_place, dry=dry_run, force=force)
    return fixing.typeset(path, how, to, as_=manner, form=form)


@app.command("annotate", cls=usage.Command, options_metavar="[选项]")
@options.checking
def _annotate(
    path: options.PathArgument,
    *,
    how: "Asked",
    output: Annotated[
        str | None,
        typer.Option("--output", metavar="FILE", help="副本写到哪里，默认是原文件旁边的“名.annotated.docx”"),
    ] = None,
    force: options.ForceOption = False,
) -> int:
    """把问题写成批注，一处一条，写在副本里，原文件不动。FILE 是一个文件，- 表示标准输入。"""
    from gongwen import annotating

    return annotating.annotate(path, how, output=output, force=force)


@app.command("elements", cls=usage.Command, options_metavar="[选项]")
@options.recognising
def _elements(
    path: options.PathArgument,
    *,
    how: "Asked",
    form: options.FormatOption = "text",
    output: options.OutputOption = None,
) -> int:
    """显示识别出的要素、把握和依据。FILE 是一个文件，- 表示标准输入。"""
    from gongwen import commands

    return commands.elements(path, how, form=form, output=output)


@app.command("layout", cls=usage.Command, options_metavar="[选项]")
@options.recognising
def _layout(
    path: options.PathArgument,
    *,
    how: "Asked",
    svg: Annotated[bool, typer.Option("--svg", help="画成图（SVG）：每页一幅，虚线表示位置不能算准")] = False,
    rendered: Annotated[bool, typer.Option("--render", help="改用 LibreOffice 排出的位置（须已安装）")] = False,
    images: Annotated[
        str | None, typer.Option("--png", metavar="DIR", help="另把 LibreOffice 排出的每页存成图，放进此文件夹")
    ] = None,
    form: options.FormatOption = "text",
    output: options.OutputOption = None,
) -> int:
    """显示各要素在哪一页、什么位置（毫米），由计算得出。FILE 是一个文件，- 表示标准输入。"""
    from gongwen import commands

    return commands.layout(path, how, form=form, svg=svg, output=output, rendered=rendered, images=images)


@app.command("new", cls=usage.Command, options_metavar="[选项]")
def _new(
    source: Annotated[str, typer.Argument(metavar="KIND|FILE", hidden=True)],
    *,
    form: Annotated[
        str | None,
        typer.Option("--form", metavar="文件|信函|命令|纪要|电报", show_default=False, help="要哪种版式的例文"),
    ] = None,
    rules: options.RulesOption = None,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="写到哪里；成文默认写在文件旁边，后缀为 .docx"),
    ] = None,
    force: options.ForceOption = False,
) -> int:
    """写一份新公文。KIND 是文种，显示填好的例文；FILE 是照例文写好的文件，成文为 .docx。"""
    from gongwen import composing

    return composing.new(source, form=form, rules=rules, output=output, force=force)


@app.command("config", cls=usage.Command, options_metavar="[选项]")
@options.checking
def _config(path: options.PathArgument, *, how: "Asked", form: options.FormatOption = "text") -> int:
    """显示一份文件按哪些设置来查，每个值从哪里来。FILE 是文件或文件夹，选项与 check 相同。"""
    from gongwen import configuring

    return configuring.config(path, how, form=form)


@app.command("init", cls=usage.Command, options_metavar="[选项]")
def _init(*, force: options.ForceOption = False) -> int:
    """在当前文件夹写一个配置文件 gongwen.toml，每个键都有说明，改了才起作用。"""
    from gongwen import configuring

    return configuring.init(force=force)


@app.command("explain", cls=usage.Command, options_metavar="[选项]")
def _explain(
    key: Annotated[str, typer.Argument(metavar="RULE", hidden=True)], *, rules: options.RulesOption = None
) -> int:
    """说明一条规则：查什么、依据、改法和例句。RULE 是规则编号、名称或要求编号。"""
    from gongwen import commands

    return commands.explain(key, rules=rules)


@app.command("rules", cls=usage.Command, options_metavar="[选项]")
def _rules(
    *,
    verify: Annotated[bool, typer.Option("--verify", help="用每条规则的例句检验规则本身")] = False,
    rules: options.RulesOption = None,
    form: options.FormatOption = "text",
) -> int:
    """列出规则，或检验规则；给了 --rules 就只管其中的规则。"""
    from gongwen import commands

    return commands.rules(rules, form=form, verify=verify)


@app.command("schema", cls=usage.Command, options_metavar="[选项]")
def _schema(
    command: Annotated[str, typer.Argument(metavar="check|fix|typeset|layout|baseline", hidden=True)] = "check",
) -> int:
    """显示 JSON 的结构定义（JSON Schema）：check（默认）、fix、typeset、layout 的结果，或者基线（baseline）。"""
    from gongwen import commands

    return commands.schema(command)
