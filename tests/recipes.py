"""Take docs/recipes.md apart: its blocks of code by section, and the gongwen commands in them."""

import re
import shlex
from collections.abc import Sequence
from pathlib import Path

import yaml
from typer.core import TyperGroup
from typer.main import get_command

from gongwen.cli import app

PAGE = (Path(__file__).parent.parent / "docs" / "recipes.md").read_text(encoding="utf-8")
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"(?:^|[\s`(])gongwen (?=(?:check|report|baseline|fix|annotate) )([^\n`]*)")
_HOOK = re.compile(r"(entry: gongwen .*)")
_ENDS = re.compile(r"\s(?:\|\||&&|[|;]|2?>)|;")


def block(section: str, language: str, number: int = 0) -> str:
    """Give a block of a section by its language."""
    part = PAGE.split(f"\n## {section}\n")[1].split("\n## ")[0]
    return [code for name, code in _BLOCK.findall(part) if name == language][number]


def blocks(language: str) -> list[str]:
    """Give all blocks in a language."""
    return [code for name, code in _BLOCK.findall(PAGE) if name == language]


def commands() -> list[str]:
    """Give every gongwen command line on the page, up to what the shell makes of the rest; hooks are given a file at the end."""
    return [_ENDS.split(line)[0].strip() for line in _COMMAND.findall(_HOOK.sub(r"\1 通知.docx", PAGE))]


def understood(line: str) -> Sequence[str]:
    """Read a command line as the program would, without doing it, and give the paths; a usage error is raised."""
    command, words = get_command(app), shlex.split(line.replace("\\", "/"))
    while isinstance(command, TyperGroup):
        command, words = command.commands[words[0]], words[1:]
    read = command.make_context(None, words)
    return read.params.get("paths") or [read.params.get("path") or read.params.get("store")]


def script(job: object) -> str:
    """Give what a GitLab job runs as one shell script."""
    return "\n".join(job["script"])  # type: ignore[index]


def loaded(section: str) -> object:
    """Parse the first YAML block of a section."""
    return yaml.safe_load(block(section, "yaml"))
