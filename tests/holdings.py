"""Make the holdings of an archive: any number of documents, no two alike, as 年份/机关/文件, from our samples.

A sample's main part is edited as text and packed behind the other parts, which are packed once. What is made follows from the
serial number alone: the first hundred of twenty thousand are the hundred.
"""

import io
import re
import zipfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from tests import damage

SAMPLES = Path(__file__).parent.parent / "samples"
PLACES = (("示例", "示"), ("青岚", "青"), ("禾川", "禾"), ("望湖", "望"), ("白鹭", "鹭"), ("松岭", "松"))
BUREAUS = ("人民政府", "财政局", "教育局", "水利局", "交通运输局", "民政局", "农业农村局", "档案馆")
WORDS = (
    ("抓好", "做好"),
    ("严格", "从严"),
    ("建立", "建立健全"),
    ("按照", "依照"),
    ("加强", "强化"),
    ("逐一检查", "全面检查"),
)
FAULTS = (
    ("，", ",", 2),
    ("〔", "[", 1),
    ("〕", "]", 1),
    ("部署", "布署", 1),
    ('w:val="32"', 'w:val="30"', 6),
    ('w:line="579"', 'w:line="560"', 4),
    ("：</w:t>", "</w:t>", 1),
    ("一、", "二、", 1),
)
"""What clerks get wrong: the right, the wrong, and how often in one document."""

SENTENCES = (
    "各单位要在第{0}季度末前完成自查，发现问题{1}项以上的，应当提出整改措施。",
    "本项工作涉及{0}个乡镇、{1}个行政村，由主要负责人负总责。",
    "对完成进度低于{0}%的单位予以通报，连续{1}个月排名靠后的约谈负责人。",
    "市财政安排补助资金{0}.{1}万元，专款专用，不得挪作他用。",
    "有关部门要会同{0}家企业建立联络制度，每{1}日报送一次进展情况。",
)
_MARK = "\x00"
_TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")
_INSIDE = r"(?:(?!<w:p>|<w:drawing|<w:pict|<w:sectPr).)*?"
_BODY = re.compile(rf'(<w:p>{_INSIDE}w:firstLineChars="200"{_INSIDE}</w:p>)', re.DOTALL)
_YEAR = re.compile(r"20[012]\d(?=[年〕])")
_DAY = re.compile(r"(\d{1,2})日")
_ORDER = re.compile(r"〕\d+号")
_SHORT = re.compile(r"示(?=\w{1,3}〔)")
_TITLE = re.compile(r"关于[\w、]{2,30}的(?:通知|通报|报告|请示|批复|意见|决定|函)")
_OLDEST, _NEWEST = 2013, 2024


@dataclass(frozen=True, slots=True)
class Sample:
    """Hold a sample taken apart: `parts` are its main part, every second one a paragraph of text; `frame` surrounds a new one's."""

    title: str
    year: int
    rest: bytes
    parts: tuple[str, ...]
    frame: tuple[str, str] | None

    @classmethod
    def read(cls, path: Path) -> "Sample":
        with zipfile.ZipFile(path) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
        main = members.pop(damage.DOCUMENT).decode()
        longest = max(_TEXT.finditer(main), key=lambda match: len(match[1]))
        parts = _BODY.split(main[: longest.end(1)] + _MARK + main[longest.end(1) :])
        named = _TITLE.search("".join(_TEXT.findall(main)))
        years = [int(year) for year in _YEAR.findall(main)]
        plain = [part for part in parts[1::2] if len(_TEXT.findall(part)) == 1]
        return cls(
            named[0] if named else path.stem,
            max(years, default=_OLDEST),
            _packed(members),
            tuple(parts),
            _frame(plain[0].replace(_MARK, "")) if plain else None,
        )

    def varied(self, serial: int, chance: Random) -> tuple[str, int, str]:
        """Give the main part, the year and the place of a new document."""
        parts = list(self.parts)
        for place in range(1, len(parts), 2):
            if _MARK not in parts[place] and chance.random() < 0.05:
                parts[place] = ""
        if self.frame:
            for _ in range(_added(chance)):
                text = chance.choice(SENTENCES).format(chance.randint(2, 40), chance.randint(2, 90))
                parts[chance.randrange(1, len(parts), 2)] += text.join(self.frame)
        name, short = chance.choice(PLACES)
        moved = chance.randint(_OLDEST, _NEWEST) - self.year if self.year >= _OLDEST else 0
        later = chance.randrange(28)
        text = "".join(parts).replace(_MARK, f"另见第{serial}号卷宗。").replace("示例", name)
        text = _SHORT.sub(short, text)
        text = _YEAR.sub(lambda match: str(int(match[0]) + moved), text)
        text = _DAY.sub(lambda match: f"{(int(match[1]) + later) % 28 + 1}日", text)
        text = _ORDER.sub(f"〕{serial % 900 + 1}号", text)
        return _reworded(text, chance), self.year + moved, name


def make(serial: int) -> tuple[str, bytes]:
    """Make a document: its path in the holdings and its bytes."""
    chance = Random(serial)
    sample = samples()[serial % len(samples())]
    main, year, place = sample.varied(serial, chance)
    stream = io.BytesIO(sample.rest)
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as target:
        target.writestr(_member(damage.DOCUMENT), main)
    agency = f"{place}市{chance.choice(BUREAUS)}"
    return f"{year}/{agency}/{serial:06d} {sample.title}.docx", stream.getvalue()


def fill(folder: Path, count: int) -> None:
    """Put so many documents into a folder."""
    for serial in range(1, count + 1):
        _put(folder, *make(serial))


def spoil(folder: Path, sets: int) -> dict[str, str]:
    """Mix damaged documents in, one of every kind a set, and give the kind of each path below the folder."""
    kinds = {}
    for serial in range(1, sets + 1):
        path, data = make(serial)
        for kind, damaged in damage.variants(data).items():
            name = f"{path.removesuffix('.docx')} {kind}.docx"
            _put(folder, name, damaged)
            kinds[name] = kind
    return kinds


@cache
def samples() -> tuple[Sample, ...]:
    return tuple(map(Sample.read, sorted(SAMPLES.glob("*.docx"))))


def _put(folder: Path, name: str, data: bytes) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _added(chance: Random) -> int:
    """Say how many paragraphs are added: few to most documents, many to some."""
    share = chance.random()
    return chance.randint(0, 6) if share < 0.9 else chance.randint(10, 40) if share < 0.99 else chance.randint(80, 160)


def _reworded(text: str, chance: Random) -> str:
    for old, new in WORDS:
        if chance.random() < 0.3:
            text = text.replace(old, new)
    for right, wrong, times in FAULTS:
        if chance.random() < 0.05:
            text = text.replace(right, wrong, times)
    return text


def _frame(paragraph: str) -> tuple[str, str]:
    (text,) = _TEXT.finditer(paragraph)
    return paragraph[: text.start(1)], paragraph[text.end(1) :]


def _packed(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in members.items():
            target.writestr(_member(name), data)
    return stream.getvalue()


def _member(name: str) -> zipfile.ZipInfo:
    """Name a member without the time of day."""
    member = zipfile.ZipInfo(name)
    member.compress_type = zipfile.ZIP_DEFLATED
    return member
