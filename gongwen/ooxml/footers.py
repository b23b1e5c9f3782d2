"""Give a document footers with page numbers."""

from lxml import etree

from gongwen.draft import ParagraphFormat
from gongwen.edits import FooterLine, ParagraphChange, SetFooters
from gongwen.ooxml.manuscript import Manuscript
from gongwen.ooxml.names import PPR, R_ID, RPR, SPACE, P, R, W, w
from gongwen.ooxml.order import child, drop, place
from gongwen.ooxml.paragraphs import reshape
from gongwen.ooxml.runs import restyle
from gongwen.ooxml.values import Element, is_on
from gongwen.ooxml.wording import run_like
from gongwen.units import Pt

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_REFERENCE = {kind: w(f"{kind}Reference") for kind in ("header", "footer")}
_TYPE, _EVEN = w("type"), w("evenAndOddHeaders")
_FIELD_SIZE = Pt(14.0)
"""四号, the size of page numbers, by which an indent is told in points when the look names no size."""


def set_footers(manuscript: Manuscript, sections: list[Element], edit: SetFooters) -> None:
    """Put new footers with page numbers in the place of those for the same pages, in every section."""
    for line in edit.lines:
        identity = manuscript.add(_footer(line), "footer", "footer", f"{_MAIN}footer+xml")
        for section in sections:
            for old in list(section.iterchildren(_REFERENCE["footer"])):
                if old.get(_TYPE, "default") == line.page:
                    section.remove(old)
            _refer(section, "footer", line.page, identity)
    if any(line.page == "even" for line in edit.lines):
        _part_even_pages(manuscript, sections)


def _footer(line: FooterLine) -> Element:
    """Make the part of a footer: one paragraph, the page number a field that reads 1 until it is worked out."""
    root = etree.Element(w("ftr"), nsmap={"w": W, "r": R})
    paragraph = etree.SubElement(root, P)
    properties = etree.SubElement(paragraph, PPR)
    left, right = (line.indent if line.align == side else None for side in ("left", "right"))
    size = line.look.size or _FIELD_SIZE
    change = ParagraphChange(align=line.align, left=left, right=right, first=0.0, char=size)
    reshape(properties, change, ParagraphFormat())
    restyle(child(properties, RPR), line.look)
    look = etree.Element(RPR)
    restyle(look, line.look)
    for run in _runs(line, look, paragraph):
        paragraph.append(run)
    return root


def _runs(line: FooterLine, look: Element, paragraph: Element) -> list[Element]:
    instruction = etree.Element(w("instrText"), {SPACE: "preserve"})
    instruction.text = " PAGE "
    field = [_sign("begin"), instruction, _sign("separate"), None, _sign("end")]
    runs = [run_like(look, line.before, paragraph)] if line.before else []
    for node in field:
        run = run_like(look, "1" if node is None else "", paragraph)
        if node is not None:
            run.append(node)
        runs.append(run)
    return [*runs, *([run_like(look, line.after, paragraph)] if line.after else [])]


def _sign(kind: str) -> Element:
    return etree.Element(w("fldChar"), {w("fldCharType"): kind})


def _refer(section: Element, kind: str, page: str, identity: str) -> None:
    reference = etree.Element(_REFERENCE[kind], {_TYPE: page, R_ID: identity}, nsmap={"r": R})
    place(section, reference)


def _part_even_pages(manuscript: Manuscript, sections: list[Element]) -> None:
    """Give even pages footers of their own; headers, of which they would have none then, stay as they are."""
    name = manuscript.related("/settings")
    if name is None:
        manuscript.add(etree.Element(w("settings"), nsmap={"w": W}), "settings", "settings", f"{_MAIN}settings+xml")
        name = manuscript.related("/settings")
    settings = manuscript.root(name or "")
    switch = settings.find(_EVEN)
    if switch is not None and is_on(switch.get(w("val"))):
        return
    drop(settings, _EVEN)
    child(settings, _EVEN)
    for section in sections:
        headers = {found.get(_TYPE, "default"): found for found in section.iterchildren(_REFERENCE["header"])}
        if "even" in headers:
            section.remove(headers["even"])
        if "default" in headers:
            _refer(section, "header", "even", headers["default"].get(R_ID, ""))
