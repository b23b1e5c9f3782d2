"""Mending the samples: what is in order stays as it is to the byte, what is not gets right, and no word is lost on the way."""

import unicodedata
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest

import gongwen
from gongwen.api import Checker
from gongwen.fixer.tracking import alike
from gongwen.mending import mend
from gongwen.ooxml.package import Package
from gongwen.ooxml.reader import read
from gongwen.settings import STAGES
from tests.ooxml.revisions import W, accept_all, canonical, changes, reject_all

SAMPLES = Path(__file__).parent.parent / "samples"
FLAWED = sorted(path.stem for path in SAMPLES.glob("flawed-*.docx"))
RIGHT = sorted(path.stem for path in SAMPLES.glob("*.docx") if not path.stem.startswith("flawed-"))
PAGES = ("word/document.xml", "word/footer", "word/settings.xml", "word/_rels/document.xml.rels", "[Content_Types].xml")
"""What edits of text, look and pages may touch."""


@cache
def checker(stage: str = "draft") -> Checker:
    return Checker(stage=stage)


@cache
def mended(name: str, *, unsafe: bool = False, as_: str = "direct") -> gongwen.FixResult:
    return mend(checker(), SAMPLES / f"{name}.docx", unsafe=unsafe, as_=as_)


def words(data: bytes) -> str:
    """Give the letters and digits of the body, whatever their width: what a reader reads."""
    body = "".join(paragraph.text for paragraph in read(Package.open(data)).paragraphs())
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", body)))


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def stages_of(name: str) -> tuple[str, ...]:
    return ("archive",) if name.startswith("archive-") else STAGES


@pytest.mark.parametrize(("name", "stage"), [(name, stage) for name in RIGHT for stage in stages_of(name)])
def test_what_is_in_order_stays_as_it_is_to_the_byte(name, stage):
    data = (SAMPLES / f"{name}.docx").read_bytes()
    assert mend(checker(stage), data).data == data


@pytest.mark.parametrize("name", FLAWED)
@pytest.mark.parametrize("unsafe", [False, True])
def test_what_was_mended_needs_no_mending(name, unsafe):
    once = mended(name, unsafe=unsafe)
    assert mend(checker(), once.data, unsafe=unsafe).data == once.data


@pytest.mark.parametrize("name", FLAWED)
def test_mending_brings_no_error_and_no_warning(name):
    before, after = mended(name).before, mended(name).after
    known = {(one.code, one.location.element) for one in before.violations}
    assert {(one.code, one.location.element) for one in after.violations if one.severity != "info"} <= known


@pytest.mark.parametrize("name", FLAWED)
def test_every_finding_has_its_place_in_the_account(name):
    result = mended(name)
    gone = len(result.before.open) + len(result.newly_visible) - len(result.refused) - len(result.remaining)
    assert len(result.fixed) >= gone
    left = {one.fingerprint for one in (*result.refused, *result.remaining, *result.newly_visible)}
    assert left == {one.fingerprint for one in result.after.open}


@pytest.mark.parametrize("name", FLAWED)
def test_safe_fixes_leave_every_word_and_number_as_it_was(name):
    assert words(mended(name).data) == words((SAMPLES / f"{name}.docx").read_bytes())


@pytest.mark.parametrize("name", FLAWED)
def test_members_that_need_no_change_are_the_same_to_the_byte(name):
    before, after = members((SAMPLES / f"{name}.docx").read_bytes()), members(mended(name).data)
    changed = {member for member in before if before[member] != after[member]}
    assert {member for member in changed if not member.startswith(PAGES)} == set()
    assert all(member.startswith(PAGES) for member in after.keys() - before.keys())


@pytest.mark.parametrize("name", FLAWED)
def test_rejecting_every_tracked_change_gives_the_source(name):
    source = (SAMPLES / f"{name}.docx").read_bytes()
    assert canonical(reject_all(mended(name, as_="revision").data)) == canonical(source)


@pytest.mark.parametrize("name", FLAWED)
def test_accepting_every_tracked_change_gives_a_document_that_checks_as_promised(name):
    result = mended(name, as_="revision")
    accepted = checker().check(accept_all(result.data)).documents[0]
    promised = {(one.code, one.location) for one in result.after.violations}
    assert {(one.code, one.location) for one in accepted.violations} == promised


@pytest.mark.parametrize("name", ["flawed-attachment-run-on", "flawed-qingshi", "flawed-title-size", "flawed-web-copy"])
def test_accepting_every_tracked_change_gives_what_direct_mending_gives(name):
    accepted = read(Package.open(accept_all(mended(name, as_="revision").data)))
    assert alike(accepted, read(Package.open(mended(name).data)))


def test_tracked_changes_are_by_gongwen_and_dated_only_when_asked():
    data = (SAMPLES / "flawed-tongzhi.docx").read_bytes()
    undated = gongwen.fix(data, as_="revision", select=["GF-046"]).data
    dated = gongwen.fix(data, as_="revision", select=["GF-046"], date=datetime(2026, 1, 1, 8, tzinfo=UTC)).data
    assert {(one.get(f"{W}author"), one.get(f"{W}date")) for one in changes(undated)} == {("gongwen", None)}
    assert {one.get(f"{W}date") for one in changes(dated)} == {"2026-01-01T08:00:00Z"}


def test_what_word_cannot_track_is_refused_and_named():
    result = mended("flawed-letter-paper", as_="revision")
    assert not result.changed
    assert len(result.refused) == 5
    assert {one.reason for one in result.refused} == {
        "Word 不能把页面设置、页脚、图形和表格线的改动记为修订，请用直接修改。"
    }


def test_a_change_of_text_touches_the_main_part_alone():
    data = (SAMPLES / "flawed-tongzhi.docx").read_bytes()
    before, after = members(data), members(gongwen.fix(data, select=["GF-046"]).data)
    assert list(before) == list(after)
    assert {member for member in before if before[member] != after[member]} == {"word/document.xml"}


@pytest.mark.parametrize("name", ["flawed-tongzhi", "flawed-qingshi"])
@pytest.mark.parametrize("stage", ["draft", "final"])
def test_a_flawed_document_has_nothing_left_that_could_be_mended_safely(name, stage):
    left = gongwen.check(mend(checker(stage), SAMPLES / f"{name}.docx").data, stage=stage).documents[0].violations
    assert [one.code for one in left if one.fix and one.fix.applicability == "safe"] == []


def retouched(data: bytes, retouch: Callable[[str], str]) -> bytes:
    """Change the last table of a document in the file."""
    copy = BytesIO()
    with zipfile.ZipFile(copy, "w") as archive:
        for name, member in members(data).items():
            head, tag, table = member.decode("utf-8", "replace").rpartition("<w:tbl>")
            archive.writestr(name, (head + tag + retouch(table)) if name == "word/document.xml" else member)
    return copy.getvalue()


def codes(document: gongwen.Document) -> list[str]:
    return [one.code for one in document.open]


IMPRINT_TABLE = (SAMPLES / "unsealed.docx").read_bytes()


def test_equal_lines_of_an_imprint_in_a_table_are_graded():
    result = gongwen.fix(retouched(IMPRINT_TABLE, lambda table: table.replace('w:sz="8"', 'w:sz="6"')), stage="final")
    assert (codes(result.before), codes(result.after)) == (["GF131"], [])


def test_red_lines_of_an_imprint_in_a_table_turn_black_when_asked():
    red = retouched(IMPRINT_TABLE, lambda table: table.replace('w:color="auto"', 'w:color="FF0000"', 3))
    result = gongwen.fix(red, stage="final", unsafe=True)
    assert (codes(result.before), codes(result.after)) == (["GF121b"] * 3, [])


def test_lines_of_a_table_are_not_changed_as_tracked_changes():
    alike = retouched(IMPRINT_TABLE, lambda table: table.replace('w:sz="8"', 'w:sz="6"'))
    result = gongwen.fix(alike, stage="final", as_="revision")
    assert (result.changed, [one.code for one in result.refused]) == (False, ["GF131"])


def test_a_plain_draft_is_set_as_the_standard_wants_it():
    assert [one.code for one in mended("flawed-plain").after.open if one.severity != "info"] == []


@pytest.mark.parametrize("made", [gongwen.fix, gongwen.typeset])
def test_a_result_can_be_read_back_from_its_json_without_the_file_and_what_was_checked(made):
    result = made(SAMPLES / "flawed-tongzhi.docx", stage="final")
    back = type(result).model_validate_json(result.to_json())
    apart = {"before", "after", "data"}
    assert back.model_copy(update={name: getattr(result, name) for name in apart}) == result
    assert back.to_json() == result.to_json()
    assert back.data == b""
    assert back.after.error == "读回的结果里没有检查结果，要看请重新检查"


@pytest.mark.parametrize("made", [gongwen.fix, gongwen.typeset])
@pytest.mark.parametrize("grave", ["error", "warning", "info", "never"])
def test_the_exit_code_of_a_result_is_that_of_its_last_check_read_back_or_not(made, grave):
    result = made(SAMPLES / "flawed-tongzhi.docx", stage="final")
    checked = gongwen.Report.of([result.after], tool=result.tool).exit_code(grave)
    back = type(result).model_validate_json(result.to_json())
    assert (result.exit_code(grave), back.exit_code(grave)) == (checked, checked)


def test_the_same_input_gives_the_same_bytes_and_the_same_account():
    data = (SAMPLES / "flawed-tongzhi.docx").read_bytes()
    first, second = gongwen.fix(data), gongwen.fix(data)
    assert first.data == second.data
    assert first.to_json() == second.to_json()
