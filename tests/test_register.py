import pytest

from gongwen.outputs.text import cite
from gongwen.register import load_register
from gongwen.violations import Basis

REGISTER = load_register()


@pytest.mark.parametrize(
    ("number", "severity"),
    [
        ("GF-046", "error"),  # must, V5
        ("GF-061", "warning"),  # normally
        ("GF-040", "info"),  # recommended
        ("GF-014", "info"),  # convention
        ("BT-001", "info"),  # V5/C
        ("WH-001", "warning"),  # normally, 推
        ("SP-006", "warning"),
    ],
)
def test_strength_and_confidence_settle_severity(number: str, severity: str) -> None:
    assert REGISTER[number].severity == severity


def test_no_convention_and_no_unverified_requirement_is_an_error() -> None:
    doubtful = [r for r in REGISTER.values() if "C" in r.confidence or "G" in r.confidence or "*" in r.confidence]
    assert doubtful
    assert not [r.id for r in doubtful if r.severity == "error"]


def test_house_rules_of_a_unit_are_for_the_office_only() -> None:
    assert REGISTER["BG-001"].office_only
    assert not REGISTER["GF-046"].office_only


@pytest.mark.parametrize(
    ("number", "cited"),
    [
        ("GF-046", ["GB/T 9704-2012 7.2.5"]),
        ("GF-044", ["《党政机关公文处理工作条例》第9条第（五）项", "GB/T 9704-2012 7.2.5"]),
        ("BD-003", ["GB/T 15834-2011 4.5.3.3", "GB/T 15834-2011 B.3.2"]),
        ("RQ-005", ["GB/T 9704-2012 7.3.5.4", "GB/T 15835-2011 5.1.7.1"]),
        ("MJ-012", ["《中华人民共和国保守国家秘密法》（2024年修订）第22条、第64条"]),
        ("BT-003", ["《党政机关公文处理工作条例》第8条", "公文处理惯例"]),
        ("LS-042", ["GB/T 9704-1999 4"]),
        ("TL-073", ["《党政机关公文处理工作条例》第19条第（六）项", "《党政机关公文处理工作条例》第20条第（三）项"]),
    ],
)
def test_sources_are_spelled_out(number: str, cited: list[str]) -> None:
    assert [cite((basis,)) for basis in REGISTER[number].basis] == cited


def test_the_basis_names_the_source_in_full() -> None:
    assert REGISTER["GF-046"].basis[0] == Basis("GB/T 9704-2012《党政机关公文格式》", "7.2.5")


def test_every_requirement_cites_something() -> None:
    assert not [r.id for r in REGISTER.values() if not r.basis or not all(basis.source for basis in r.basis)]
