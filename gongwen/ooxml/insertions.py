"""Put a new paragraph beside another, formatted like it."""

from copy import deepcopy

from lxml import etree

from gongwen.edits import InsertParagraph
from gongwen.ooxml.names import PPR, RPR, SECT_PR, VAL, P, w
from gongwen.ooxml.order import child, drop, place
from gongwen.ooxml.paragraphs import reshape
from gongwen.ooxml.runs import restyle, switch
from gongwen.ooxml.splitting import run_of
from gongwen.ooxml.tracing import Passage
from gongwen.ooxml.values import Element
from gongwen.ooxml.wording import look_of, mark_look, run_like

_OWN = (SECT_PR, w("pPrChange"), w("numPr"), w("pBdr"), w("pageBreakBefore"), w("cnfStyle"))
"""What belongs to the paragraph that stands there and not to a new one like it."""


def prepared(passage: Passage, edit: InsertParagraph) -> Element:
    """Make a new paragraph formatted like one; no number, border line or page break is taken over."""
    paragraph = passage.element.makeelement(P)
    _set_up(paragraph, passage, edit)
    if edit.text:
        run = run_like(_look(passage), edit.text, paragraph)
        place(paragraph, run)
        restyle(child(run, RPR), edit.look)
    return paragraph


def insert(passage: Passage, paragraph: Element, *, before: bool) -> None:
    """Put a prepared paragraph beside one."""
    if before:
        passage.elements[0].addprevious(paragraph)
    else:
        passage.element.addnext(paragraph)


def _set_up(paragraph: Element, passage: Passage, edit: InsertParagraph) -> None:
    source = passage.element.find(PPR)
    properties = etree.SubElement(paragraph, PPR) if source is None else deepcopy(source)
    properties.tail = None
    place(paragraph, properties)
    drop(properties, *_OWN)
    mark = mark_look(passage)
    drop(properties, RPR)
    if mark is not None:
        place(properties, mark)
    restyle(child(properties, RPR), edit.look)
    if passage.read.number is not None:
        child(child(properties, w("numPr")), w("numId")).set(VAL, "0")
    if passage.read.format.page_break_before and not edit.format.page_break_before:
        switch(properties, w("pageBreakBefore"), False)
    reshape(properties, edit.format, passage.read.format)
    if not len(properties[-1]) and properties[-1].tag == RPR:
        drop(properties, RPR)


def _look(passage: Passage) -> Element | None:
    """Give the look of the first run that shows text, that of the paragraph mark where there is none."""
    run = next((found for piece in passage.pieces if (found := run_of(piece.node)) is not None), None)
    return mark_look(passage) if run is None else look_of(run)
