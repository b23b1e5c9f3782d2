"""What each kind and form admits: which parts a document has, which it must have, and which it may not."""

import re
from collections.abc import Iterator, Mapping

from gongwen.anatomy.elements import Facts
from gongwen.anatomy.facts import DIRECTIONS
from gongwen.composer.memo import Form, Kind, Memo, Sealing
from gongwen.errors import ComposeError

FORMS: Mapping[Kind, tuple[Form, ...]] = {
    "决议": ("文件",),
    "决定": ("文件", "信函"),
    "命令": ("命令",),
    "公报": ("文件",),
    "公告": ("文件",),
    "通告": ("文件",),
    "意见": ("文件", "信函"),
    "通知": ("文件", "信函", "电报"),
    "通报": ("文件", "信函", "电报"),
    "报告": ("文件",),
    "请示": ("文件",),
    "批复": ("文件", "信函"),
    "议案": ("文件", "信函"),
    "函": ("信函", "文件"),
    "纪要": ("纪要", "文件"),
}
"""The forms a kind may take, the usual one first."""
PUBLIC = frozenset({"公告", "通告", "公报", "决议", "命令", "纪要"})
"""Kinds that address nobody (条例 §9)."""
ADDRESSED = frozenset({"通知", "报告", "请示", "批复", "函", "议案"})
"""Kinds that cannot do without 主送机关."""
UPWARD = frozenset({"请示", "报告"})
UNSIGNED = frozenset({"纪要"})
"""Kinds that bear no signature."""
LONGEST_TITLE = 120
_KIND_END = re.compile(r"[（(][^（）()]{1,12}[）)]$")
_SINCE = (2012, 7, 1)


def form_of(memo: Memo) -> Form:
    """Give the form of a document: as stated, else the usual one of its kind."""
    return memo.form or FORMS[memo.kind][0]


def sealing_of(memo: Memo) -> Sealing:
    """Give how a document is sealed: as stated, else as its kind is."""
    return memo.sealing or ("签名章" if memo.kind == "命令" or memo.offices else "加盖印章")


def signed(memo: Memo) -> bool:
    """Tell whether the agencies sign: not where a meeting passed the document and the note under the title says so."""
    return memo.kind not in UNSIGNED and not (memo.title_note and memo.date is None)


def facts_of(memo: Memo) -> Facts:
    """Give what rules ask of a document."""
    upward = memo.kind in UPWARD or (memo.kind == "意见" and bool(memo.signers))
    return Facts(
        kind=memo.kind,
        form=form_of(memo),
        direction="上行" if upward else DIRECTIONS.get(memo.kind, "下行"),
        joint=len(memo.agencies) > 1,
        agencies=memo.agencies,
        sealing=sealing_of(memo),
    )


def settle(memo: Memo) -> Facts:
    """Give the facts of a memo; ComposeError lists what its kind and form do not admit, or cannot do without."""
    problems = [
        *_form_problems(memo), *_missing(memo), *_surplus(memo), *_counts(memo), *_title_problems(memo), *_dates(memo),
    ]  # fmt: skip
    if problems:
        raise ComposeError(problems)
    return facts_of(memo)


def _form_problems(memo: Memo) -> Iterator[str]:
    allowed = FORMS[memo.kind]
    if form_of(memo) not in allowed:
        yield f"“{memo.kind}”不用“{memo.form}”这种版式，可用的有：{'、'.join(allowed)}。"


def _missing(memo: Memo) -> Iterator[str]:
    form = form_of(memo)
    if form != "命令" and not memo.title:
        yield "缺少“标题”。"
    if memo.kind in ADDRESSED and not memo.recipients:
        yield f"缺少“主送机关”：{memo.kind}都有受文机关。"
    if memo.kind in UPWARD and not memo.signers:
        yield f"缺少“签发人”：{memo.kind}是上行文，要在版头标注签发人姓名。"
    if memo.kind == "请示" and not memo.note:
        yield "缺少“附注”：请示要在附注处注明联系人姓名和电话。"
    if memo.secrecy and not memo.copy_number:
        yield "缺少“份号”：标了密级的公文要逐份编号。"
    if form == "电报" and not memo.urgency:
        yield "缺少“紧急程度”：电报要标等级。"
    if signed(memo) and sealing_of(memo) == "签名章" and not memo.offices:
        yield "缺少“签发人职务”：加盖签名章的，签名章左边要写职务。"
    if bool(memo.printer) != bool(memo.printed):
        yield f"缺少“{'印发日期' if memo.printer else '印发机关'}”：印发机关和印发日期排在同一行。"


def _surplus(memo: Memo) -> Iterator[str]:
    form, admitted = form_of(memo), facts_of(memo)
    if form == "命令" and (memo.title or memo.title_note):
        yield "“标题”和“题注”不用写：命令的标志和令号之下直接排正文。"
    if memo.kind in PUBLIC and memo.recipients:
        yield f"“主送机关”不用写：{memo.kind}没有特定的受文机关，要知照的写进“抄送”。"
    if memo.moved and (not memo.recipients or form in ("信函", "电报")):
        yield "“主送移至版记”只用于文件版式，而且要有“主送机关”。"
    if memo.signers and admitted.direction != "上行":
        yield f"“签发人”不用写：只有上行文标注签发人，{memo.kind}不是上行文。"
    elif memo.signers and form == "信函" and memo.kind not in UPWARD:
        yield "“签发人”不用写：信函版式没有签发人的位置，上行的意见请用文件版式。"
    if memo.printer and form in ("信函", "电报"):
        yield f"“印发机关”和“印发日期”不用写：{form}的版记只有抄送机关。"
    if memo.offices and sealing_of(memo) != "签名章":
        yield "“签发人职务”只在“用印”为“签名章”时写。"
    if (memo.present or memo.absent or memo.attending) and memo.kind != "纪要":
        yield "“出席”“请假”“列席”只用于纪要。"
    if not signed(memo) and (memo.sealing or memo.offices):
        yield f"“用印”和“签发人职务”不用写：这件{memo.kind}不署名、不用印。"
    if memo.secrecy and memo.kind in ("公告", "通告", "公报"):
        yield f"“密级”不用写：{memo.kind}向社会公布，不标密级。"
    if form == "命令" and memo.secrecy and memo.urgency:
        yield "命令的标志离版心上边缘只有20毫米，“份号”“密级”“紧急程度”三项排不下，请少标一项。"
    if form == "电报" and (memo.copy_number or memo.secrecy):
        yield "电报的“密级”“份号”由机要部门标注，这里不写。"


def _counts(memo: Memo) -> Iterator[str]:
    agencies = len(memo.agencies)
    for key, found in (("签发人", memo.signers), ("签发人职务", memo.offices)):
        if found and len(found) != agencies:
            yield f"“{key}”有{len(found)}个，“发文机关”有{agencies}个，应当一一对应。"
    marks = len(memo.masthead)
    if marks > 1 and (marks != agencies or form_of(memo) not in ("文件", "命令")):
        yield f"“发文机关标志”有{marks}行，“发文机关”有{agencies}个，应当一一对应，或者只写一行。"
    if len(set(memo.agencies)) < agencies:
        yield "“发文机关”里同一个机关写了两次。"


def _title_problems(memo: Memo) -> Iterator[str]:
    title = "".join(memo.title)
    for key, words in (("标题", title), *(("附件的名称", attachment.name) for attachment in memo.attachments)):
        if len(words) > LONGEST_TITLE:
            yield f"“{key}”有{len(words)}字，太长了。"
    if title and not _KIND_END.sub("", title).endswith(memo.kind):
        yield f"“标题”应当以文种“{memo.kind}”收尾。"


def _dates(memo: Memo) -> Iterator[str]:
    for key, value in (("成文日期", memo.date), ("印发日期", memo.printed)):
        if value and tuple(map(int, re.findall(r"\d+", value))) < _SINCE:
            yield f"“{key}”在2012年7月1日之前：只能按现行规定成文。"
