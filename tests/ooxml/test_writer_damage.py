"""Documents built against all rules: the writer does what it can, refuses the rest, and never breaks."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from gongwen.edits import FooterLine, RunChange, SectionChange, SetFooters, SetSection, SetStroke
from gongwen.errors import UnreadableDocument
from gongwen.ooxml.package import Package
from gongwen.ooxml.writer import Revision, write
from tests.damage import READABLE, variants
from tests.golden import SAMPLES
from tests.ooxml.edited import draft_of, edits, members, paragraphs, shapes
from tests.ooxml.packages import pack

NAMES = ["notice", "sealed", "joint-order", "flawed-qingshi", "other-form"]
DOCUMENT = "word/document.xml"
PAGES = (
    SetSection(0, SectionChange(top=104.9, line_pitch=28.95, columns=1, restart=False, bordered=False)),
    SetFooters((FooterLine("even", "right", 1.0, "— ", " —", RunChange()),)),
)


def drop(element: etree._Element, _: etree._Element) -> None:
    if element.getparent() is not None:
        element.getparent().remove(element)


def rename(element: etree._Element, other: etree._Element) -> None:
    element.tag = other.tag


def move(element: etree._Element, other: etree._Element) -> None:
    if element is not other and other not in element.iter():
        other.append(element)


def comment(element: etree._Element, _: etree._Element) -> None:
    element.text = "文字"
    element.append(etree.Comment("批注"))


def forget(element: etree._Element, _: etree._Element) -> None:
    element.attrib.clear()


def twist(element: etree._Element, _: etree._Element) -> None:
    for name in element.attrib:
        element.set(name, "-99999999999")


BLOWS: list[Callable[[etree._Element, etree._Element], None]] = [drop, rename, move, comment, forget, twist]


def damaged(name: str, blows: list[tuple[Callable, float, float]]) -> bytes:
    """Hit the main part of a sample; the figures say where, as shares of its length."""
    parts = dict(members((SAMPLES / f"{name}.docx").read_bytes()))
    root = etree.fromstring(parts[DOCUMENT])
    elements = list(root.iter(etree.Element))[2:]
    for blow, one, other in blows:
        blow(elements[int(one * len(elements))], elements[int(other * len(elements))])
    return pack(parts | {DOCUMENT: etree.tostring(root)})


SHARES = st.floats(0, 1, exclude_max=True)


@pytest.mark.parametrize("revision", [None, Revision("gongwen", "2026-01-01T08:00:00Z")])
@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(NAMES),
    st.lists(st.tuples(st.sampled_from(BLOWS), SHARES, SHARES), min_size=1, max_size=20),
    st.data(),
)
def test_whatever_is_broken_the_writer_is_not(revision, name, blows, data):
    broken = damaged(name, blows)
    try:
        found = paragraphs(draft_of(broken))
    except UnreadableDocument:
        return
    drawn = [shape.address for paragraph in found for shape in shapes(paragraph.shapes)]
    strokes = [SetStroke(address.part, address.path, color="FF0000", length=100.0) for address in drawn]
    wanted = [*(data.draw(st.lists(edits(found), max_size=6)) if found else ()), *PAGES, *strokes]
    result = write(Package.open(broken), wanted, revision=revision)
    assert len(result.done) + len(result.refused) == len(wanted)
    draft_of(result.data)


@pytest.mark.parametrize("name", READABLE)
def test_damaged_files_that_can_be_read_can_be_written(name):
    broken = variants((SAMPLES / "notice.docx").read_bytes())[name]
    assert write(Package.open(broken), PAGES).refused == ()
