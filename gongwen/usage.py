"""How the command line speaks Chinese: help, complaints about usage, and how a command ends."""

import re
import sys
from collections.abc import Callable, Sequence
from copy import copy
from typing import Any

from typer import Typer
from typer.core import TyperCommand, TyperGroup

from gongwen.errors import GongwenError
from gongwen.outputs.terminal import clean

FAILED, INTERRUPTED = 2, 130
_STOPPED = "已中断。"
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
    (r"Invalid value for '(.*?)'", "选项“{}”的值不对，应当是数字"),
    (r"Missing (?:argument|parameter):? '?([^']*)'?", "缺少参数“{}”"),
    (r"Missing command", "缺少命令，例如：gongwen check 草稿.docx"),
)
"""What typer says in English, as patterns with our words."""


class Command(TyperCommand):
    """Be a command with Chinese help."""

    def invoke(self, ctx: Any) -> Any:
        """Run it; Ctrl-C is told."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:  # typer would leave without a word
            return failed(_STOPPED, INTERRUPTED)

    def get_help(self, ctx: Any) -> str:
        """Give its help."""
        return _in_chinese(super().get_help(ctx))


class Group(TyperGroup):
    """Be a group of commands with Chinese help."""

    def get_help(self, ctx: Any) -> str:
        """Give its help."""
        return _in_chinese(super().get_help(ctx))


def only(app: Typer, named: Sequence[str]) -> Typer:
    """Give an app with the one command that is named, with all where none is: reading the signatures of all takes a while."""
    wanted = copy(app)
    wanted.registered_commands = [one for one in app.registered_commands if one.name in named]
    wanted.registered_groups = [one for one in app.registered_groups if one.name in named]
    return wanted if wanted.registered_commands or wanted.registered_groups else app


def ran(command: Callable[[], Any]) -> int:
    """Run what gives an exit code; what goes wrong ends in one Chinese sentence."""
    try:
        return int(command() or 0)
    except GongwenError as error:
        return failed(str(error))
    except KeyboardInterrupt:
        return failed(_STOPPED, INTERRUPTED)
    except Exception as error:  # nobody at this desk can read a traceback
        told = getattr(error, "format_message", None)
        return failed(_usage(told()) if told else f"程序内部出错（{type(error).__name__}：{error}），请告知维护者。")


def failed(sentence: str, code: int = FAILED) -> int:
    """Say why a command ends here, and give its exit code."""
    sys.stderr.write("".join(f"{clean(line)}\n" for line in sentence.split("\n")))
    return code


def _in_chinese(text: str) -> str:
    for english, chinese in _HELP_WORDS:
        text = text.replace(english, chinese)
    return text


def _usage(message: str) -> str:
    """Turn typer's complaint about the command line into a Chinese sentence."""
    for pattern, words in _USAGE_ERRORS:
        found = re.search(pattern, message)
        if found:
            return f"{words.format(*found.groups())}。用 gongwen --help 查看用法。"
    return f"命令用法有误（{message}）。用 gongwen --help 查看用法。"
