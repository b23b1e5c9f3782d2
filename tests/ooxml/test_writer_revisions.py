"""Tracked changes: accepted, they are what the direct change is; rejected, the document is what it was."""

from io import BytesIO

import docx as python_docx
from hypothesis import given, settings
from hypothesis import strategies as st

from gongwen.edits import Edit, ReplaceText, RunChange, SetRunFormat, Span
from gongwen.ooxml.package import Package
from gongwen.ooxml.writer import Revision, Written, write
from tests.ooxml.edited import draft_of, edits, paragraphs
from tests.ooxml.packages import docx, p
from tests.ooxml.revisions import accept_all, canonical, changes, reject_all
from tests.ooxml.schema import faults

BY = Revision("gongwen", "2026-01-01T08:00:00Z")


def written(data: bytes, *made: Edit) -> Written:
    return write(Package.open(data), made, revision=BY)


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_accepted_it_is_the_direct_change_and_rejected_it_is_the_original(built, data):
    original = data.draw(st.sampled_from([made.path for made in built])).read_bytes()
    wanted = data.draw(st.lists(edits(paragraphs(draft_of(original))), min_size=1, max_size=6))
    result = written(original, *wanted)
    direct = write(Package.open(original), result.done)
    assert direct.refused == ()
    assert draft_of(accept_all(result.data)) == draft_of(direct.data)
    assert canonical(reject_all(result.data)) == canonical(original)
    assert faults(result.data) == []
    numbers = [record.get(record.tag.partition("}")[0] + "}id") for record in changes(result.data)]
    assert len(numbers) == len(set(numbers))
    assert python_docx.Document(BytesIO(result.data)).paragraphs


def test_text_goes_into_a_run_whose_look_changes_too():
    original = docx(p("各县"))
    look = SetRunFormat(Span("body", "body/p[1]", 0, 2), RunChange(bold=True))
    result = written(original, look, ReplaceText(Span("body", "body/p[1]", 2, 2), "："))
    assert result.refused == ()
    assert draft_of(accept_all(result.data)) == draft_of(write(Package.open(original), result.done).data)
    assert canonical(reject_all(result.data)) == canonical(original)


def test_text_round_a_field_is_recorded_outside_it():
    marks = ("begin", "separate", "end")
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{mark}"/></w:r>' for mark in marks)
    original = docx(
        f"<w:p>{begin}<w:r><w:instrText>PAGE</w:instrText></w:r>{separate}<w:r><w:t>1</w:t></w:r>{end}</w:p>"
    )
    result = written(
        original, *(ReplaceText(Span("body", "body/p[1]", at, at), mark) for at, mark in ((0, "第"), (1, "页")))
    )
    assert result.refused == ()
    assert draft_of(accept_all(result.data)).blocks[0].text == "第1页"
    assert canonical(reject_all(result.data)) == canonical(original)
