"""What `gongwen new` does: print an example to start from, or compose the document of a text."""

import os
import sys
from pathlib import Path
from typing import get_args

from gongwen.composer.compose import compose
from gongwen.composer.examples import KINDS, example
from gongwen.composer.memo import Form
from gongwen.errors import ConfigError
from gongwen.faults import hint
from gongwen.outputs import target

SUFFIX = ".docx"
_FORMS: tuple[Form, ...] = get_args(Form)


def new(source: str, *, form: str | None, rules: str | None, output: str | None, force: bool) -> int:
    """Print the example of a kind, or compose the text in a file; give the exit code."""
    wanted = next((kind for kind in KINDS if kind == source), None)
    if wanted is None:
        if form:
            raise ConfigError("选项 --form 用于例文；成文的版式写在文件里的“版式”一项。")
        return _compose(source, rules=rules, output=output, force=force)
    if output is not None:
        target.permit_copy(output, source, force=force)
    target.emit(example(wanted, _form(form)), output)
    return 0


def _form(form: str | None) -> Form | None:
    """Give the form asked for; ConfigError for one that does not exist."""
    found = next((known for known in _FORMS if known == form), None)
    if form is not None and found is None:
        raise ConfigError(f"选项 --form 没有“{form}”这个值。可用的有：{'、'.join(_FORMS)}")
    return found


def _compose(source: str, *, rules: str | None, output: str | None, force: bool) -> int:
    """Write the document beside its text, or where it was asked for; say where."""
    beside = _beside(source)
    path = beside if output is None else output
    target.permit_copy(path, source, force=force)
    target.deliver(compose(Path(source), rules=rules), path)
    sys.stderr.write(f"已写出“{path}”。\n")
    return 0


def _beside(source: str) -> str:
    """Name the document after its text; ConfigError when there is none."""
    if not os.path.exists(source):
        raise ConfigError(f"没有文种“{source}”{hint(source, KINDS)}，也没有这个文件。文种有：{'、'.join(KINDS)}。")
    return os.path.splitext(source)[0] + SUFFIX
