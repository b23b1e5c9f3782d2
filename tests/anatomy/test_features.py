import pytest

from gongwen.anatomy.evidence import score
from gongwen.anatomy.features import Features
from gongwen.anatomy.segments import segments
from gongwen.units import Pt
from tests.papers import FLUSH, draft, paragraph


def features(text: str) -> Features:
    (segment,) = segments(draft(paragraph(text, form=FLUSH)))
    return Features(segment, Pt(28.95), Pt(36.0), 0.5)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("田禾青", True),
        ("田禾青　石白川", True),
        ("云　远", True),
        ("田禾青、石白川、云中和", True),
        ("签发人：田禾青", False),
        ("云政请〔2024〕15号", False),
        ("云", False),
    ],
)
def test_names_of_persons(text: str, expected: bool) -> None:
    assert features(text).persons is expected


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("agency_list", "各县（区）人民政府，市政府各部门、各直属机构："),
        ("agency_sentence", "市委办公室，市法院，市检察院。"),
        ("doc_number_loose", "示政发8号"),
        ("doc_number_loose", "示政发〔二〇二四〕八号"),
        ("doc_number", "示政发[2024]第008号"),
        ("doc_number_loose", "示农发〔2024〕21号、示水发〔2024〕12号"),
        ("secrecy", "机密★待定"),
        ("secrecy", "工作秘密★1年"),
        ("secrecy", "10年★机密"),
        ("office_title", "市　长"),
        ("date", "2024年　月　日"),
        ("title_note", "（2024年5月6日示例市第五届人民代表大会第三次会议通过）"),
    ],
)
def test_patterns_know_their_own(name: str, text: str) -> None:
    assert features(text).pattern[name]


HOSTILE = [
    "示例市人民政府、" * 4000,
    "文 " * 4000,
    "　市人民政府" * 2000,
    "（" + "2024年通过" * 3000,
    "〔" * 5000,
    "抄送：" * 4000,
    "1" * 20000,
    "附件1" * 5000,
    "特此" * 8000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:6])
def test_hostile_text_is_weighed_to_the_end(text: str) -> None:
    for segment in segments(draft(paragraph(text, form=FLUSH)))[:50]:
        scores, _ = score(Features(segment, Pt(28.95), Pt(36.0), 0.5))
        assert "body" in scores
