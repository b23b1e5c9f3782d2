"""What each command does: call the rooms, put the result out, give the exit code."""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar, cast, get_args

from pydantic import BaseModel

from gongwen import api, faults, files
from gongwen.config import NOWHERE, Config, Configs, Lookup
from gongwen.desk import Plan
from gongwen.errors import ConfigError, UnreadableDocument
from gongwen.ooxml.package import Limits, Source
from gongwen.outputs import elements as elements_text
from gongwen.outputs import json, rulebook, target
from gongwen.outputs.terminal import PLAIN, Style, clean
from gongwen.register import load_register
from gongwen.report import FailOn, Report
from gongwen.rules import Statement
from gongwen.settings import DEFAULT_STAGE, STAGES, Stage
from gongwen.settling import Options
from gongwen.settling import book as rule_book

if TYPE_CHECKING:
    from gongwen.sidecar import Sidecar

DONE, FOUND, INTERRUPTED = 0, 1, 130
PLAIN_FORMATS = ("text", "json")
FAILING: FailOn = "warning"
"""The bar when nobody says another."""
FAIL_ON: tuple[FailOn, ...] = get_args(FailOn)

Choice = TypeVar("Choice", bound=str)


@dataclass(frozen=True)
class Asked:
    """Hold what commands that check are asked for in the same words: `given` on the command line, and where files may say more.

    `stage` is what counts when nobody names one; the bar of failure, `fail_on`, belongs to the run.
    """

    given: Options
    fail_on: str | None = None
    lookup: Lookup = NOWHERE
    stage: Stage = DEFAULT_STAGE
    sidecars: bool = True

    @cached_property
    def run(self) -> Mapping[str, object]:
        """Give what the configuration of the current folder says of runs, by key; ConfigFileError when it is broken."""
        found = self.config.run if self.config else {}
        return {name: value.value for name, value in found.items()}

    @cached_property
    def config(self) -> Config | None:
        """Give the configuration of the current folder; ConfigFileError when it is broken."""
        return Configs(self.lookup).nearest()

    @property
    def grave(self) -> FailOn:
        """Give the bar; ConfigError for one that does not exist."""
        return one_of(self.fail_on or str(self.run.get("fail_on", FAILING)), FAIL_ON, "--fail-on")

    @property
    def outputs(self) -> Sequence[str]:
        """Give the outputs of a check that the configuration asks for."""
        return cast("Sequence[str]", self.run.get("format", ()))

    @property
    def baseline(self) -> str | None:
        """Give the baseline that the configuration names."""
        return cast("str | None", self.run.get("baseline"))

    def find(self, paths: Sequence[str]) -> Sequence[str]:
        """List the documents that paths name, without what the configuration excludes; ConfigError when there are none."""
        excludes = self.config.excludes if self.config and self.config.exclude else None
        return files.find(paths, excluded=excludes)

    @property
    def plan(self) -> Plan:
        """Give what a desk needs to know; waivers expire by the day it is."""
        return Plan(self.options(), self.lookup, self.stage, sidecars=self.sidecars)

    def checker(self, path: str) -> api.Checker:
        """Load the rule book to check one document; errors are those of `Desk.checker`."""
        return self.plan.desk().checker(path)

    def options(self) -> Options:
        """Give the options of a checker that were given, and the day it is."""
        if (stage := self.given.get("stage")) is not None:
            one_of(stage, STAGES, "--stage")
        return Options(**self.given, today=date.today())

    def beside(self, path: str, checker: api.Checker) -> "Sidecar | None":
        """Give the sidecar of a document, unless nobody wants it; ConfigError when it cannot be read or has faults."""
        return checker.beside(path) if self.sidecars else None

    def known(self, path: str) -> "Sidecar | None":
        """Give what files say of a document to those who do not check it: its sidecar, and its configuration."""
        if Configs(self.lookup).of(path) is None:
            return api.beside(path) if self.sidecars else None
        checker = self.checker(path)
        return checker.sidecar(self.beside(path, checker))


def elements(path: str, how: Asked, *, form: str, output: str | None) -> int:
    """Show what one document was recognised as."""
    one_of(form, PLAIN_FORMATS, "--format")
    target.permit(output, [path])
    with opened(path) as source:
        facts, known = how.given.get("facts"), how.known(path)
        document = api.elements(source, path=path, facts=facts, sidecar=known, tell=_tell)
    shown = json.elements(document) if form == "json" else elements_text.render(document, _style(output))
    target.emit(shown, output)
    return DONE


def layout(
    path: str, how: Asked, *, form: str, svg: bool, output: str | None, rendered: bool, images: str | None
) -> int:
    """Show where the elements of one document stand: a table, JSON or a drawing, and images of its pages in a folder."""
    from gongwen import pages  # noqa: PLC0415 - no other command needs it
    from gongwen.outputs import drawing  # noqa: PLC0415
    from gongwen.outputs import layout as layout_text  # noqa: PLC0415

    one_of(form, PLAIN_FORMATS, "--format")
    target.permit(output, [path])
    with opened(path) as stream:
        source = stream if isinstance(stream, str) else sys.stdin.buffer.read(Limits().file + 1)
        drawn, facts, known = rendered or images is not None, how.given.get("facts"), how.known(path)
        placed = pages.layout(source, path=path, facts=facts, rendered=drawn, sidecar=known, tell=_tell)
    if images is not None:
        target.emit_pages(pages.page_images(source), images)
    if svg:
        target.emit(drawing.draw(placed), output)
    else:
        target.emit(
            layout_text.as_json(placed) if form == "json" else layout_text.render(placed, _style(output)), output
        )
    return DONE


def explain(key: str, *, rules: str | None) -> int:
    """Explain rules, a requirement that has none, or what the tool itself finds."""
    from gongwen import notices  # noqa: PLC0415 - no other command needs it
    from gongwen.auditor.book import load_book  # noqa: PLC0415 - a check needs none of its rules

    style, book, register = _style(None), rule_book(rules), load_register()
    found: tuple[Statement, ...] = (*book.get(key), *load_book().get(key))
    own = notices.known(key)
    if own:
        target.emit("\n".join(rulebook.notice(one, style) for one in own))
    elif key in register and not found:
        target.emit(rulebook.requirement(register[key], style))
    else:
        target.emit("\n".join(rulebook.explain(rule, style) for rule in found or book.find(key)))
    return DONE


def rules(folder: str | None, *, form: str, verify: bool) -> int:
    """List the rules, or run their examples; of a folder of house rules, those in it."""
    from gongwen.auditor.book import load_book  # noqa: PLC0415 - a check needs none of its rules

    one_of(form, PLAIN_FORMATS, "--format")
    book = api.house_rules(folder) if folder else rule_book()
    across = () if folder else load_book().rules
    if verify:
        from gongwen.auditor.proof import problems  # noqa: PLC0415
        from gongwen.verify import verify as run_examples  # noqa: PLC0415 - it reads samples; no other command needs it

        failures = [*map(str, run_examples(book.rules)), *problems(across)]
        outcome = "有问题的如上" if failures else "例句全部符合"
        lines = [*failures, f"检验了 {len(book.rules) + len(across)} 条规则，{outcome}。"]
        target.emit("\n".join(lines) + "\n")
        return FOUND if failures else DONE
    both = sorted((*book.rules, *across), key=lambda rule: rule.code)
    target.emit(rulebook.as_json(both, book.digest) if form == "json" else rulebook.listing(both))
    return DONE


def schema(command: str) -> int:
    """Print the JSON Schema of the result of a command."""
    from gongwen.baseline import BaselineFile  # noqa: PLC0415 - no other command needs all of them
    from gongwen.layout import Layout  # noqa: PLC0415
    from gongwen.outcome import FixResult, TypesetResult  # noqa: PLC0415

    results: dict[str, type[BaseModel]] = {
        "check": Report,
        "fix": FixResult,
        "typeset": TypesetResult,
        "layout": Layout,
        "baseline": BaselineFile,
    }
    target.emit(json.schema(results[one_of(command, tuple(results), "gongwen schema")]))
    return DONE


@contextmanager
def opened(path: str) -> Iterator[Source]:
    """Give what to read one file from, `-` being standard input; an error names the file that cannot be read."""
    try:
        yield sys.stdin.buffer if path == files.STDIN else path
    except UnreadableDocument as error:
        if error.reason == "not_found":  # these name it
            raise
        name = "标准输入" if path == files.STDIN else files.shown(path)
        raise UnreadableDocument(f"“{name}”：{error}", reason=error.reason) from error


def place(path: str, output: str | None, *, word: str, force: bool) -> str:
    """Say where the copy of one file goes: to `output`, else beside it as `名.word.docx`.

    Raises ConfigError for more than one file, and for a place that does not do.
    """
    one_file(path)
    if path == files.STDIN and output is None:
        raise ConfigError("从标准输入读取时，请用 --output 指定结果写到哪里。")
    there = target.beside(path, word) if output is None else output
    target.permit_copy(there, path, force=force)
    return there


def one_file(path: str) -> None:
    """Raise ConfigError for a folder."""
    if path != files.STDIN and os.path.isdir(path):
        raise ConfigError(f"“{path}”是文件夹，这条命令一次只处理一份文件。")


def _tell(sentence: str) -> None:
    """Say beside the result what a person should know of it."""
    sys.stderr.write(f"{clean(sentence)}\n")


def _style(output: str | None) -> Style:
    return PLAIN if output else Style.of(sys.stdout, os.environ)


def one_of(value: str, allowed: Sequence[Choice], option: str) -> Choice:
    """Give a value of an option, or of a command, back when it is allowed; ConfigError names the nearest."""
    for choice in allowed:
        if choice == value:
            return choice
    name = f"选项 {option}" if option.startswith("--") else option
    raise ConfigError(f"{name} 没有“{value}”这个值{faults.hint(value, allowed)}。可用的有：{'、'.join(allowed)}")
