"""What can be seen of a segment: the observations that evidence is made of."""

import re
from functools import cache, cached_property

import regex

from gongwen.anatomy.elements import Segment
from gongwen.anatomy.spacing import Spacing, char_size, measure
from gongwen.draft import RunFormat
from gongwen.patterns import compiled
from gongwen.units import Pt

_SPACES = re.compile(r"\s+")
ENDS = 200
"""Patterns look at this many characters from either end of a longer text: no element is longer, and hostile text costs nothing."""
AGENCY_END = (
    r"(?:[局厅部委办院站所处科社署镇乡县市区州盟省府会室]|[党小]组|人大|政协|中心|集团|公司|银行|大学|学校|街道|单位|部门|机构|妇联|"
    r"发文机关[一二三四五]?)"
)
KIND_END = (
    r"(?:决议|决定|命令|令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|函|纪要|"
    r"汇报|申请|方案|复函|请示报告|建议|说明|批示|便函|办法|规定)"
)

AGENCIES_ABREAST = compiled(
    rf"^(?>[\u4e00-\u9fffXx×○〇]{{2,30}}{AGENCY_END}(?=\s))(?>\s{{1,5}}[\u4e00-\u9fffXx×○〇]{{2,30}}{AGENCY_END}(?=\s|$))+$"
)

_BETWEEN_NAMES = re.compile(r"[ \u3000、，]+")
_NAME = re.compile(r"[\u4e00-\u9fff]{1,4}|[□XxＸ×]{2,4}")
_INK = re.compile(r"\S")
LINE = 200
"""A line of print holds no more characters than this; a longer one in the file is no line of an element."""


class Features:
    """Observe one segment; every property is computed at most once.

    `tight` is the text without blanks, `size` in points, `red` and `black` judge the colour of most Han characters. `title_line`
    tells whether it makes a title together with its neighbours.
    """

    def __init__(self, segment: Segment, line: Pt, tab: Pt, share: float, *, title_line: bool = False) -> None:
        self.segment = segment
        self.line = line
        self.tab = tab
        self.share = share
        self.title_line = title_line
        self.text = segment.text
        self.zone = segment.zone

    @cached_property
    def tight(self) -> str:
        """Give the text without blanks."""
        return _SPACES.sub("", self.text)

    @cached_property
    def length(self) -> int:
        """Count the characters that are not blanks."""
        return len(self.tight)

    @cached_property
    def format(self) -> RunFormat:
        """Give the format of most of the text."""
        segment = self.segment
        runs = list(segment.paragraph.runs_in(segment.start, segment.end))
        if not runs:
            return segment.paragraph.number_format or segment.paragraph.mark
        return max(runs, key=lambda run: len(run.text)).format

    @cached_property
    def size(self) -> Pt:
        """Give the size of most characters."""
        return char_size(self.segment.paragraph, self.segment.start, self.segment.end)

    @cached_property
    def red(self) -> bool:
        """Tell whether the text is red."""
        return is_red(self.format.color)

    @cached_property
    def spacing(self) -> Spacing:
        """Give the place in the column."""
        return measure(self.segment, self.line, self.tab)

    @cached_property
    def _indent(self) -> float:
        """Give the indent of the first line in 字."""
        form = self.segment.paragraph.format
        return (form.left.width(self.size) + form.first.width(self.size)) / self.size

    @cached_property
    def leftward(self) -> bool:
        """Tell, without measuring, whether the text plainly begins within three characters of the left edge."""
        aligned = self.segment.paragraph.format.align in ("left", "justify")
        return aligned and self.segment.start == 0 and self._indent < 3

    @cached_property
    def left(self) -> float:
        """Give the distance from the left edge to the first character in 字."""
        return self._indent if self.leftward else self.spacing.left

    @cached_property
    def centred(self) -> bool:
        """Tell whether a reader sees the text in the middle."""
        return not self.leftward and self.spacing.align in ("center", "distribute")

    @cached_property
    def rightward(self) -> bool:
        """Tell whether the text stands in the right half."""
        if self.leftward:
            return False
        spacing = self.spacing
        return spacing.lines == 1 and spacing.left > spacing.right + 2 and spacing.left > 8

    @cached_property
    def flush_left(self) -> bool:
        """Tell whether the first line begins at the left edge."""
        return abs(self.left) < 0.6

    @cached_property
    def opens(self) -> bool:
        """Tell whether the segment opens its paragraph."""
        return _INK.search(self.segment.paragraph.text, 0, self.segment.start) is None

    @cached_property
    def runs_in(self) -> bool:
        """Tell whether the segment is a first sentence with more text behind it in the paragraph."""
        text, end = self.segment.paragraph.text, self.segment.end
        return text[end - 1 : end] == "。" and self.opens and _INK.search(text, end) is not None

    @cached_property
    def line_text(self) -> str:
        """Give the whole line the segment stands on, without blanks; only the segment where the line is overlong."""
        text, segment = self.segment.paragraph.text, self.segment
        start = text.rfind("\n", max(0, segment.start - LINE), segment.start) + 1 or max(0, segment.start - LINE)
        end = text.find("\n", segment.end, segment.end + LINE)
        stop = min(len(text), segment.end + LINE) if end < 0 else end
        return _SPACES.sub("", text[start:stop])

    @cached_property
    def persons(self) -> bool:
        """Tell whether the text is names of persons side by side, some with a blank inside (`云　远`)."""
        if len(self.text) > 30:
            return False
        pieces = _BETWEEN_NAMES.split(self.text)
        return self.length >= 2 and all(_NAME.fullmatch(piece) for piece in pieces)

    @cached_property
    def new_page(self) -> bool:
        """Tell whether the segment begins a page as far as the file says."""
        segment = self.segment
        paragraph = segment.paragraph
        broken = paragraph.format.page_break_before or segment.above is None
        return self.opens and broken and segment.index > 0

    @cached_property
    def pattern(self) -> "_Patterns":
        """Look the text up in the patterns by name."""
        text = self.tight
        return _Patterns(text if len(text) <= 2 * ENDS else text[:ENDS] + text[-ENDS:])


def is_red(color: str | None) -> bool:
    """Tell whether RRGGBB is a red: clearly more red than green and blue."""
    if color is None:
        return False
    red, green, blue = (int(color[index : index + 2], 16) for index in (0, 2, 4))
    return red >= 0xA0 and green <= 0x60 and blue <= 0x60


class _Patterns:
    """Match the named patterns lazily."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._known: dict[str, bool] = {}

    def any(self, names: tuple[str, ...]) -> bool:
        """Tell whether one of these patterns matches."""
        return any(map(self.__getitem__, names))

    def __getitem__(self, name: str) -> bool:
        if name not in self._known:
            self._known[name] = pattern(name).search(self.text) is not None
        return self._known[name]


_DIGITS = r"[\d０-９XxＸ×✕○〇□*＊]"
_CJK_DIGITS = "〇零○Ｏ一二三四五六七八九十"
_SOURCES: dict[str, str] = {
    "copy_number": r"^(?:份号[:：]?|№|No\.?)?\d{1,7}$",
    "copy_number_six": r"^\d{6}$",
    "copy_number_worded": r"^(?:份号|编号)[:：]?\d+$|^第?\d{1,6}份$",
    "secrecy": (
        r"^(?:绝密|机密|秘密|内部|商密)级?"
        r"(?:[★☆·*＊•]?(?:\d+|[一二三四五六七八九十]+|长期|启封|公布|.{0,6}(?:年|个月|前|后)).{0,8})?[★☆]?$"
        r"|^[\u4e00-\u9fff]{2,4}[★☆].{1,12}$|^.{0,8}[★☆](?:绝密|机密|秘密).{0,8}$|^(?:工作|商业)秘密$|^(?:核心|普通)商密$"
    ),
    "urgency": r"^(?:等级[:：]?)?(?:特急|加急|特提|平急|急件|特急件|紧急|火急|急|特级|加急件)(?:[·•.．]?[明密]电)?$",
    "masthead_end": r"(?:文件|令|命令|公告|通告|公报|纪要|简报|函|电报|明电)$",
    "agency": rf"^[\u4e00-\u9fffXx×✕○〇（）()·]{{2,40}}?{AGENCY_END}$",
    "agency_masthead": r"(?:人民政府|委员会|办公厅|办公室|局|厅|委|部|院|政府)(?:文件)?$",
    "minutes": r"纪要$",
    "doc_number": rf"^[^，。；、]{{0,24}}[〔\[［【（(﹝{{]{_DIGITS}{{2,4}}年?[〕\]］】）)﹞}}](?:第)?{_DIGITS}{{0,5}}号?$",
    "doc_number_loose": (
        rf"^[\u4e00-\u9fffXx]{{1,12}}(?:发|函|字|文|办)第?{_DIGITS}{{2,4}}[-—年第]*{_DIGITS}{{1,5}}号$|"
        rf"^[\u4e00-\u9fff]{{1,10}}[发函字文办报请任规令](?:第)?\d{{1,5}}号$|^令第?\d{{1,5}}号$|"
        rf"^[（(]?(?:公告|通告)?{_DIGITS}{{4}}年?第{_DIGITS}{{1,4}}号[）)]?$|"
        rf"^(?>[^，。；、]{{1,14}}〔{_DIGITS}{{4}}〕{_DIGITS}{{1,5}}号[、，]?){{2,3}}$|"
        rf"^[\u4e00-\u9fff]{{1,10}}[发函字文办报请任规]?[〔\[［【（(][{_CJK_DIGITS}]{{4}}[〕\]］】）)][\d{_CJK_DIGITS}百]+号$"
    ),
    "order_number": rf"^[（(]?第(?:{_DIGITS}{{1,5}}|[一二三四五六七八九十百]+)[号期次][)）]?$",
    "signer": r"^签发(?:人)?[:：]|^会签人?[:：]|^签发人$",
    "person": r"^[\u4e00-\u9fff]{2,4}(?:[、，][\u4e00-\u9fff]{2,4})*$|^[□XxＸ×]{2,4}$",
    "about": r"关于",
    "about_start": r"^(?:[\u4e00-\u9fff、（）]{2,40})?关于",
    "kind_end": rf"{KIND_END}(?:[（(](?:试行|暂行|草案|稿|修订|修正)[）)])?[。.]?$",
    "of_kind_end": rf"的{KIND_END}(?:[（(](?:试行|暂行|草案|稿)[）)])?[。.]?$",
    "placeholder_title": r"标题",
    "title_note": r"^[（(].*(?:\d{4}|[〇零○一二三四五六七八九]{4})年.*(?:通过|公布|施行|修订|修正|批准|日|发布).*[）)]$",
    "title_note_date": rf"^[（(]{_DIGITS}{{2,4}}年{_DIGITS}{{1,2}}月{_DIGITS}{{1,2}}日[^，。]*[）)]$",
    "recipients": r"^[^。；！？《》“”]{2,400}[:：]$",
    "recipients_placeholder": r"主送机关",
    "agency_list": (
        rf"^(?>[\u4e00-\u9fffXx×（）()]{{2,30}}{AGENCY_END}[、，,；;])*[\u4e00-\u9fffXx×（）()]{{2,30}}{AGENCY_END}[:：]?$"
    ),
    "agency_sentence": (
        rf"^(?>(?:[\u4e00-\u9fffXx×]{{1,30}}{AGENCY_END}|…+)[、，,；;])+"
        rf"(?:[\u4e00-\u9fffXx×]{{1,30}}{AGENCY_END}|…+)[。；]$"
    ),
    "agency_inside": AGENCY_END,
    "heading.1": r"^[一二三四五六七八九十]{1,3}[、.．，,：:]|^[一二三四五六七八九十]{1,3}(?=[\u4e00-\u9fff]{2,12}$)",
    "heading.2": r"^[（(][一二三四五六七八九十]{1,3}[）)]",
    "heading.3": r"^(?:\d{1,2}|[XxＸ])[.．、，,](?!\d(?!\d{3}年))",
    "heading.4": r"^[（(](?:\d{1,2}|[XxＸ])[）)]|^[①-⑳]",
    "chapter": r"^第[一二三四五六七八九十百零〇\d]+[章节条编]",
    "sentence_end": r"[。！？；;!?]$",
    "ends_full": r"[。；：:！？!?]$|……$",
    "closing": (
        r"^(?:特此|专此|谨此|现予|现将|现提请|恳请|以上|上述|妥否|当否|可否|是否|此复|此令|此函|此致|敬请|恭请|请予|请(?:批|审|函|研|贵|领导|遵照|认真)|盼|望|本(?:通知|决定|意见|公告|通告|令|办法)自).{0,46}$"
    ),
    "closing_words": (
        r"^(?:特此|专此|谨此)(?:通知|通报|报告|公告|通告|函复|复函|函达|函告|函商|函询|批复|请示|说明|函|证明|申请|请示报告|汇报)[。，.！]?|"
        r"^(?:妥否|当否|可否|是否妥当|是否可行|妥当与否|以上.{0,6}(?:当否|妥否|可否))[，,。]|^此[复令函致布][。.]?$|(?:请(?:予)?|现提请)审议[。.]?$|"
        r"^(?:以上|上述)(?:请示|意见|报告|方案|事项|建议|汇报)?.{0,24}(?:批示|审批|批准|批复|审议|指示|执行|审阅|指正|函复|复函)[。.]?$|"
        r"^(?:敬请|恭请|请予|请|盼|望|恳请).{0,12}(?:函复|复函|批示|批复|回复|复示|赐复|函告|审议|批准|.{0,4}为[荷盼感谢])[。.]?$"
    ),
    "attachment_note": r"^附(?:件)?[:：]",
    "attachment_note_bare": r"^附件[:：]?$",
    "attachment_item": r"^(?:\d{1,2}|[XxＸ])[.．、](?!\d(?!\d{3}年))[^。]{2,80}$",
    "attachment_note_odd": r"^附件(?:如下|[一二三四五六七八九十\d]{0,2}[.、：:])",
    "attachment_label": rf"^(?:.{{2,16}}号)?附件(?:{_DIGITS}{{0,2}}|[一二三四五六七八九十]{{1,3}}|（[一二三四五\d]）)[:：]?$",
    "date": (
        rf"^[（(]?{_DIGITS}{{0,4}}年{_DIGITS}{{0,2}}月{_DIGITS}{{0,2}}日[）)]?$|"
        rf"^[{_CJK_DIGITS}]{{4}}年[{_CJK_DIGITS}]{{1,3}}月[{_CJK_DIGITS}]{{1,3}}日$|"
        rf"^(?:19|20)\d{{2}}[-./．]\d{{1,2}}[-./．]\d{{1,2}}$|^{_DIGITS}{{2,4}}年{_DIGITS}{{0,2}}月$|^[XＸ×_]*年[XＸ×_]*月[XＸ×_]*日$"
    ),
    "note": r"^[（(〔\[].{2,80}[）)〕\]]$",
    "note_words": r"此件|联系人|联系电话|电话|发至|公开|传达|登报|翻印|不发",
    "note_bare": r"^(?:联系人|联系电话|此件)",
    "attendance": r"^(?:出席|请假|列席|缺席|参加|参会|主持|记录|参加会议)(?:人员?|单位|者|会议)?(?:名单)?[:：]",
    "names_line": r"^[\u4e00-\u9fffXx]{1,4}(?:[、，\s].*)?$",
    "cc": r"^(?:抄送|抄报|分送|发送|抄致)[:：;；]?|^主送[:：]",
    "printer": r"印发[。.]?$",
    "print_count": r"^[（(]?共印.{1,6}份[）)]?$",
    "office_title": (
        r"^[\u4e00-\u9fff]{0,8}(?:[省市县区州乡镇署行院局部厅会校]长|主席|主任|检察长|书记)(?:[\u4e00-\u9fffA-Za-z]{2,8})?$"
    ),
    "bracketed": r"^\[.*\]$",
    "theme_words": r"^主题词[:：]",
    "telegram_label": r"^(?:发电(?:单位|机关)|签批盖章|等级$)",
    "page_number": rf"^[-—–－~·\s第]*(?:\d+|[{_CJK_DIGITS}]+)[-—–－~·\s页]*(?:[/共].*)?$",
    "contract": r"^(?:甲方|乙方|丙方|出租方|承租方|委托方|受托方|买方|卖方)",
}
"""Named patterns over the text without blanks; compiled when first asked for, so that importing costs nothing."""
NAMES = tuple(_SOURCES)


@cache
def pattern(name: str) -> regex.Pattern[str]:
    """Give a pattern by name."""
    return compiled(_SOURCES[name])
