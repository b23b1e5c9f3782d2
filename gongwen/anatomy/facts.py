"""The facts rules ask for: 文种, 版式, 行文方向, 联合行文, 机关, regime, sealing. Pinned facts are never second-guessed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from gongwen.anatomy.elements import Element, Facts, Mark
from gongwen.anatomy.features import AGENCY_END
from gongwen.anatomy.fields import han_number, han_year
from gongwen.errors import ConfigError
from gongwen.patterns import compiled
from gongwen.units import Pt, from_mm

KINDS = (
    "决议", "决定", "命令", "公报", "公告", "通告", "意见", "通知", "通报", "报告", "请示", "批复", "议案", "函", "纪要",
)  # fmt: skip
"""The fifteen kinds of 条例 §8; 令 is written 命令."""

_KIND_WORDS: Mapping[str, str] = {
    **{kind: kind for kind in KINDS},
    "请示报告": "请示",
    "会议纪要": "纪要",
    "复函": "函",
    "令": "命令",
}
"""What a title may end in and the kind it stands for; 请示报告 is judged as the 请示 it should have been."""
_OLD_KINDS: Mapping[str, tuple[str, ...]] = {
    "1996": ("指示", "条例", "规定"),
    "1994": ("指示",),
    "1987": ("指示", "指令", "布告"),
    "1981": ("指示", "指令", "布告"),
    "更早": ("指示", "指令", "布告"),
}
"""Kinds before July 2012 that are none today, by regime."""
DIRECTIONS: Mapping[str, str] = {
    "请示": "上行", "报告": "上行", "批复": "下行", "决定": "下行", "命令": "下行", "通知": "下行", "通报": "下行", "函": "平行",
    "议案": "平行", "决议": "公布", "公报": "公布", "公告": "公布", "通告": "公布",
}  # fmt: skip
"""Which way a document of a kind goes; 意见 and 纪要 go either way."""
_TITLE_KIND = compiled(
    r"(请示报告|会议纪要|复函|决议|决定|命令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|纪要|函|令)"
    r"(?:[（(](?:试行|暂行|草案|稿|送审稿|征求意见稿)[）)])?[。.]?$"
)
_DATE = compiled(r"((?:19|20)\d{2})[年.\-/．](\d{1,2})[月.\-/．](\d{1,2})")
_HAN_DATE = compiled(r"([〇零○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日")
_MASTHEAD = compiled(r"(?:文件|令|电报|明电|公告|通告|公报|纪要|人民政府|委员会|办公厅|办公室|[局厅部院])$")
_MASTHEAD_TAIL = compiled(
    r"(?:文件|令|命令|(?:[省市县区]长|主任|局长|党组|党委|专题|办公|常务|全体|协调|工作|现场)*(?:会议)?纪要|公告|通告|公报|"
    r"(?:内部|明传|传真|密码)*(?:电报|明电|发电))$"
)
_ORGANS: tuple[tuple[str, str], ...] = (
    ("人民代表大会", "人大"),
    ("人大常委会", "人大"),
    ("人民法院", "法院"),
    ("人民检察院", "检察院"),
    ("政治协商会议", "政协"),
    ("政协", "政协"),
    ("中共", "党委"),
    ("中国共产党", "党委"),
    ("党委", "党委"),
    ("市委", "党委"),
    ("县委", "党委"),
    ("省委", "党委"),
    ("区委", "党委"),
    ("纪律检查委员会", "党委"),
    ("人民政府", "政府"),
    ("政府", "政府"),
    ("局", "政府"),
    ("厅", "政府"),
    ("委员会", "政府"),
)
_AGENCY_END = compiled(rf"{AGENCY_END}$")
LONGEST_PERSON = 4
"""A shorter signature that does not end like an agency is a person's name."""
SLIGHT = Pt(1.0)
LETTER_LINE = from_mm(165)
"""The double lines of a letter are 170 mm wide, the red line of a 文件 156 mm."""
PINNABLE = frozenset(("kind", "form", "direction", "organ", "regime", "sealing", "official", "joint"))


def establish(elements: Sequence[Element], pinned: Mapping[str, str]) -> Facts:
    """Work out the facts of a recognised document, then lay the pinned ones over them."""
    unknown = sorted(set(pinned) - PINNABLE)
    if unknown:
        raise ConfigError(f"没有名为“{'、'.join(unknown)}”的文档事实，可用的有：{'、'.join(sorted(PINNABLE))}")
    known = _Known(elements, pinned)
    official = known.official() or "kind" in pinned
    if not official and "official" not in pinned:
        return _pin(Facts(official=False, form="无版头"), pinned)
    facts = Facts(
        official=official,
        kind=known.kind(),
        form=known.form(),
        direction=known.direction(),
        joint=len(known.agencies) > 1,
        agencies=known.agencies,
        organ=known.organ(),
        regime=known.regime(),
        sealing=known.sealing(),
        number=known.text("doc_number"),
        title=known.text("title"),
        date=known.date,
    )
    return _pin(facts, pinned)


def _pin(facts: Facts, pinned: Mapping[str, str]) -> Facts:
    values: dict[str, str | bool] = dict(pinned)
    for flag in ("official", "joint"):
        if flag in values:
            values[flag] = pinned[flag] in ("true", "是")
    return replace(facts, **values, pinned=frozenset(pinned))  # type: ignore[arg-type]  # keys checked against PINNABLE


class _Known:
    """Answer one fact a method from the elements of one document."""

    def __init__(self, elements: Sequence[Element], pinned: Mapping[str, str]) -> None:
        self.elements = elements
        self.pinned = pinned
        self.names = {element.name for element in elements}
        self.masthead = "".join(self.text("masthead").split())
        self.title = "".join(self.text("title").split())
        self.agencies = self._agencies()
        self.date = self._date()

    def text(self, name: str) -> str:
        """Give the text of the first element of that name, empty when there is none."""
        return next((element.text for element in self.elements if element.name == name), "")

    def _all(self, name: str) -> list[Element]:
        return [element for element in self.elements if element.name == name]

    def official(self) -> bool:
        """Tell whether this is an official document: a head, or a title of some kind with what belongs to it."""
        signed = bool(self.names & {"date", "signature", "title_note"})
        addressed = "recipients" in self.names
        closed = bool(self.names & {"cc", "printer"})
        titled = bool(self._title_kind())
        if "doc_number" in self.names:
            return "masthead" in self.names or titled or addressed
        if _MASTHEAD.search(self.masthead):
            return titled or addressed or signed or closed
        about = titled and "关于" in self.title
        return (about and (signed or addressed or closed)) or (titled and signed and addressed)

    def _title_kind(self) -> str:
        match = _TITLE_KIND.search(self.title)
        return _KIND_WORDS[match[1]] if match else ""

    def kind(self) -> str:
        """Give the 文种: the title says it, or the masthead of 令, 公告 and 纪要."""
        if "kind" in self.pinned:
            return self.pinned["kind"]
        if self.title and self._title_kind() and not self.masthead.endswith(("令", "命令")):
            return self._title_kind()
        tail = re.search(r"(公告|通告|公报|纪要|命令|令)$", self.masthead)
        return _KIND_WORDS[tail[1]] if tail else self._old_kind()

    def _old_kind(self) -> str:
        """Give a kind that was one at 成文日期 only."""
        regime = self.pinned.get("regime") or self.regime()
        return next((kind for kind in _OLD_KINDS.get(regime, ()) if self.title.endswith(kind)), "")

    def form(self) -> str:
        """Give the 版式 by the masthead: its ending, and the double lines of a letter."""
        if not self.masthead:
            return "无版头"
        if self.masthead.endswith("纪要"):
            return "纪要"
        if self.masthead.endswith(("令", "命令")):
            return "命令"
        if any(word in self.masthead for word in ("电报", "发电", "明电")):
            return "电报"
        lines = [element.mark for element in self._all("red_line") if element.mark]
        column = max(segment.section.text_width for segment in self._all("masthead")[0].segments)
        return "信函" if any(_is_letter_line(mark, column) for mark in lines) else "文件"

    def direction(self) -> str:
        """Give the 行文方向 by kind; an opinion goes upward when it names a 签发人."""
        kind = self.kind()
        if kind == "意见":
            downward = self.text("recipients").startswith("各")
            return "上行" if "signer" in self.names else "下行" if downward else ""
        return DIRECTIONS.get(kind, "")

    def _first_document(self) -> Sequence[Element]:
        """Give the elements up to the head of a second document that was put into the same file."""
        titled = False
        for place, element in enumerate(self.elements):
            titled = titled or element.name in ("title", "body")
            if titled and element.name == "masthead":
                return self.elements[:place]
        return self.elements

    def _agencies(self) -> tuple[str, ...]:
        """Give the issuing agencies: those that sign, else those of the masthead."""
        signatures = [element for element in self._first_document() if element.name == "signature"]
        fields = (field for element in signatures for field in element.all_fields("agency"))
        signed = ["".join(field.text.split()) for field in fields]
        agencies = [name for name in signed if len(name) > LONGEST_PERSON or _AGENCY_END.search(name)]
        if agencies:
            return tuple(dict.fromkeys(agencies))
        mastheads = [element for element in self._first_document() if element.name == "masthead"]
        lines = [segment.text for element in mastheads for segment in element.segments]
        names = [_MASTHEAD_TAIL.sub("", "".join(line.split())) for line in lines]
        return tuple(dict.fromkeys(name for name in names if name))

    def organ(self) -> str:
        """Give the kind of organ that issues: 党委, 政府, 人大 …, by the first name that tells."""
        for name in (*self.agencies, self.masthead):
            for word, organ in _ORGANS:
                if word in name:
                    return organ
        return ""

    def _date(self) -> str:
        """Give 成文日期 as ISO, from the date line or the note under the title; empty when it is none."""
        for name in ("date", "title_note"):
            parsed = _iso(self.text(name))
            if parsed:
                return parsed
        return ""

    def regime(self) -> str:
        """Give the rules in force at 成文日期: by date and, before July 2012, by organ."""
        if not self.date or self.date >= "2012-07-01":
            return "2012"
        if self.date >= "2001-01-01":
            return "1996" if self.organ() == "党委" else "2001"
        if self.date >= "1996-05-03":
            return "1996" if self.organ() == "党委" else "1994"
        if self.date >= "1994-01-01":
            return "1994"
        if self.date >= "1987-02-18":
            return "1987"
        return "1981" if self.date >= "1981-02-27" else "更早"

    def sealing(self) -> str:
        """Give what the pictures show; a draft without any leaves it open."""
        if "name_stamp" in self.names:
            return "签名章"
        return "加盖印章" if "seal" in self.names else "未知"


def _is_letter_line(mark: Mark, column: Pt) -> bool:
    """Tell whether a red line is one of a letter: double, or wider than its column; a plain paragraph's is as long as the page has it."""
    measured = mark.shape is not None or mark.paragraph.format.frame is not None
    wide = measured and mark.width > max(LETTER_LINE, column + SLIGHT)
    return wide or mark.compound in ("thickThin", "thinThick", "dbl")


def _iso(text: str) -> str:
    tight = "".join(text.split())
    found = _DATE.search(tight)
    if found:
        numbers = [int(group) for group in found.groups()]
    else:
        han = _HAN_DATE.search(tight)
        if not han:
            return ""
        numbers = [han_year(han[1]), han_number(han[2]), han_number(han[3])]
    try:
        return date(*numbers).isoformat()
    except ValueError:
        return ""
