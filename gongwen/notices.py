"""What the tool itself finds (程序自己的提示): the findings that no rule stands for, each with what it means and what to do."""

from collections.abc import Mapping
from dataclasses import dataclass

from gongwen.violations import Severity

GROUP = "SYS"
"""The letters of their codes; no rule may use them, and no code is ever used for something else."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Hold what is always true of one kind of finding: `why` says what it means, `cure` what to do."""

    code: str
    name: str
    title: str
    severity: Severity
    why: str
    cure: str


_ALL = (
    Notice(
        "SYS001",
        "rule-crashed",
        "规则未能运行",
        "error",
        "一条规则运行出错，或者用时过长被停止。这一项没有查到，其余规则照常检查；结果不完整，退出码是 2。",
        "请把规则编号告诉维护者。急着用的，可以用 --ignore 跳过这条规则。",
    ),
    Notice(
        "SYS002",
        "not-official",
        "未识别为公文",
        "info",
        "文件里没有认出公文应有的要素（文号、标题和落款等），可能是合同、表格、法规等别的文件，所以一条规则也没有查。",
        "确是公文的，用 --kind 指明文种再查；gongwen elements 可以看到各段认成了什么，认错的可以在附带文件里指定。",
    ),
    Notice(
        "SYS003",
        "waiver-invalid",
        "写明不改的话不起作用",
        "warning",
        "写给检查程序的批注，或者附带文件、配置文件里写明不改的一条，写得不全：没有冒号，没有写规则或理由，规则不存在，日期看不懂，"
        "或者批注没有批在正文的文字上。它不起作用，问题照常列出。",
        "照提示补全；批注的写法是“gongwen: 忽略 GF046 理由”。",
    ),
    Notice(
        "SYS004",
        "waiver-expired",
        "写明不改的话已过期",
        "info",
        "写明不改的那一条写了截止日期，已经过了，不再起作用，问题照常列出。截止日期当天还算数。",
        "还要忽略的改日期，不再忽略的删去。",
    ),
    Notice(
        "SYS005",
        "waiver-unused",
        "写明不改的话没有用上",
        "info",
        "写明不改的那一条管到的地方没有这个问题：已经改好了，或者批错了地方、写错了要素或文字。",
        "已经改好的，删去这一条；写错的，改正。",
    ),
    Notice(
        "SYS006",
        "pin-unmatched",
        "指定的要素没有对上",
        "warning",
        "附带文件里指定某一段是哪个要素，可是文件里没有这一段，或者有几段都对得上，或者同一段指定了两次。这一条没有照办。",
        "用 gongwen elements 看各段的文字，照着写全；那一段已经删去的，把这一条也删去。",
    ),
    Notice(
        "SYS010",
        "documents-left-out",
        "没有参加比对的文件",
        "info",
        "几份文件放在一起比对（gongwen audit）时，文号没有认准或者没有文号的，没有参加比对，免得误报。",
        "用 gongwen elements 看文号认成了什么；本来就没有文号的，不必理会。",
    ),
    Notice(
        "SYS011",
        "rows-left-out",
        "没有参加比对的登记行",
        "info",
        "登记簿里几行的文号没有认出，例如一行写了几个号，这几行没有参加比对。",
        "一行写一个文号，再查一次。",
    ),
)
NOTICES: Mapping[str, Notice] = {notice.code: notice for notice in _ALL}
"""By their codes, in order."""


def known(key: str) -> tuple[Notice, ...]:
    """Give those of a code, of a name, or of the group; none for any other key."""
    return tuple(one for one in _ALL if key.upper() in (one.code, GROUP) or key.lower() == one.name)
