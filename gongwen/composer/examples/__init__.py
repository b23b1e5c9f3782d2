"""Filled-in texts to start from, one for each kind."""

from importlib.resources import files
from typing import get_args

from gongwen.composer.customs import FORMS
from gongwen.composer.memo import Form, Kind
from gongwen.errors import ComposeError

KINDS: tuple[Kind, ...] = get_args(Kind)
_FILES: dict[Kind, str] = {
    "决议": "resolution",
    "决定": "decision",
    "命令": "order",
    "公报": "communique",
    "公告": "announcement",
    "通告": "public-notice",
    "意见": "opinion",
    "通知": "notice",
    "通报": "circular",
    "报告": "report",
    "请示": "request",
    "批复": "reply",
    "议案": "motion",
    "函": "letter",
    "纪要": "minutes",
}
_DROPPED: dict[Form, tuple[str, ...]] = {
    "信函": ("印发机关", "印发日期"),
    "电报": ("印发机关", "印发日期", "附注"),
    "文件": ("发文机关标志",),
}
"""Lines that do not go with another form than the usual one."""
_ADDED: dict[Form, str] = {"电报": '紧急程度 = "特急"  # 特提、特急、加急或者平急\n'}


def example(kind: Kind, form: Form | None = None) -> str:
    """Give a filled-in text of a kind, in its usual form or in another; ComposeError for a form it does not have."""
    allowed = FORMS[kind]
    if form and form not in allowed:
        raise ComposeError([f"“{kind}”不用“{form}”这种版式，可用的有：{'、'.join(allowed)}。"])
    text = files(__name__).joinpath(f"{_FILES[kind]}.toml").read_text(encoding="utf-8")
    return text if form in (None, allowed[0]) else "".join(_in_form(text, form))


def _in_form(text: str, form: Form) -> list[str]:
    """Give the lines of an example in another form."""
    lines = [line for line in text.splitlines(keepends=True) if not line.startswith(_DROPPED[form])]
    return [f'版式 = "{form}"\n{_ADDED.get(form, "")}' if line.startswith("版式 ") else line for line in lines]
