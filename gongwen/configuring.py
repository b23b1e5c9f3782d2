"""What `gongwen config` and `gongwen init` do: show the settings of one document, begin a configuration file."""

import os
import sys
from collections.abc import Iterator

from gongwen.commands import DONE, FAILING, PLAIN_FORMATS, Asked, one_of
from gongwen.config import DEFAULT, OPTION, Config, Lookup, Value, Values, candidates, joined, upwards
from gongwen.configfile import DocumentKeys, RunKeys
from gongwen.errors import ConfigError, ConfigFileError
from gongwen.files import STDIN
from gongwen.files import shown as named
from gongwen.outputs import config as text
from gongwen.outputs import target
from gongwen.outputs.terminal import Style
from gongwen.settling import heard

NAME = "gongwen.toml"


def config(path: str, how: Asked, *, form: str) -> int:
    """Show by which settings a document is checked, and where each comes from.

    Raises ConfigFileError when a configuration file is broken.
    """
    one_of(form, PLAIN_FORMATS, "--format")
    here = os.path.join(path, "") if path != STDIN and os.path.isdir(path) else path
    desk = how.plan.desk()
    desk.checker(here)
    found = desk.config(here)
    files = found.files if found else ()
    document = heard(how.options(), found, here, stage=how.stage)
    order = [*DocumentKeys.model_fields, "waive"]
    sorted_ = {name: document[name] for name in sorted(document, key=lambda name: order.index(name.partition(".")[0]))}
    told = text.Shown(named(path), files, tuple(_passed_over(here, found, how.lookup)), sorted_, _run(how))
    target.emit(text.as_json(told) if form == "json" else text.render(told, Style.of(sys.stdout, os.environ)))
    return DONE


def init(*, force: bool) -> int:
    """Begin a configuration file in the current folder; ConfigError when there is one already, unless `force` says it may go."""
    if os.path.lexists(NAME) and not force:
        raise ConfigError(f"“{NAME}”已经存在，没有覆盖；要换成新的，请用 --force。")
    target.permit(NAME, ())
    target.emit(text.template(), NAME)
    before = "；这里已有 .gongwen.toml，它在前，新写的不起作用" if os.path.lexists(f".{NAME}") else ""
    sys.stderr.write(f"已写出“{NAME}”，各行都在“#”后面，去掉“#”才起作用{before}。\n")
    return DONE


def _run(how: Asked) -> Values:
    """Give what counts for a run that is asked for like this."""
    nobody = {name: Value(None, DEFAULT) for name in RunKeys.model_fields}
    spoken = {"fail_on": Value(how.fail_on, OPTION)} if how.fail_on else {}
    usual = {"fail_on": Value(FAILING, DEFAULT), "format": Value(("text",), DEFAULT)}
    counting = joined(usual, how.config.run if how.config else {}, spoken)
    return {name: counting.get(name, value) for name, value in nobody.items()}


def _passed_over(path: str, found: Config | None, lookup: Lookup) -> Iterator[tuple[str, str]]:
    """Yield the configuration files around a document that do not count, with the reason."""
    beside = os.path.dirname(found.path) if found else ""
    for folder in upwards(os.path.abspath(os.path.dirname(path))):
        why = f"同一文件夹里 {os.path.basename(found.path)} 在前" if found and folder == beside else "更近的为准"
        if lookup != Lookup():
            why = "写了 --no-config" if lookup.off else "写了 --config"
        try:
            yield from ((other, why) for other, _ in candidates(folder) if not (found and other in found.files))
        except ConfigFileError as error:
            yield error.path, f"读不了：{'；'.join(error.problems)}"
