"""Make documents by hand for the functions: elements named outright, no recognition between."""

from collections.abc import Sequence
from dataclasses import replace

from gongwen.anatomy.elements import Element, Facts, Gongwen, Mark
from gongwen.anatomy.segments import segments
from gongwen.checks.base import Hit, Reading, Scope
from gongwen.checks.code.base import Function
from gongwen.draft import Address, Block, Draft, FieldSpan, Frame, Paragraph, Shape, Story
from gongwen.units import Pt
from tests.papers import A4, FLUSH, draft, paragraph

FULL_PAGE = "各县（区）人民政府要把防汛责任落实到每一座水库、每一段堤防。" * 40


def document(made: Draft, *names: str, marks: Sequence[Mark] = ()) -> Gongwen:
    """Name the segments of a draft in order, those without a name body; marks come last, as red lines."""
    pieces = segments(made)
    given = [*names, *["body"] * (len(pieces) - len(names))]
    elements = [Element(name, (piece,)) for name, piece in zip(given, pieces, strict=True)]
    elements += [Element("red_line", (), mark) for mark in marks]
    return Gongwen(made, pieces, tuple(elements), facts=Facts(), line=Pt(28.95))


def found(function: Function, gongwen: Gongwen, *where: str) -> list[Hit]:
    """Run a function on a document."""
    return list(function.run(Reading(gongwen), Scope(frozenset(where))))


def numbered(*blocks: Block | str, even_and_odd: bool = False, **footers: Paragraph) -> Gongwen:
    """Make a document with these footers (`default`, `first`, `even`)."""
    stories = tuple((kind, Story(number.address.part, (number,))) for kind, number in footers.items())
    section = replace(A4, footers=stories, footer=Pt(72.3), title_page="first" in footers)
    made = replace(draft(*blocks), sections=(section,), even_and_odd=even_and_odd)
    names = ["body"] * len(blocks) + ["page_number"] * len(footers)
    return document(made, *names)


def number(
    align: str = "right", *, part: str = "footer1", frame: Frame | None = None, field: str = "PAGE"
) -> Paragraph:
    """Make the paragraph of a page number."""
    form = replace(FLUSH, align=align, frame=frame, line=14.0)
    bare = paragraph("— 1 —", form=form)
    return replace(bare, address=Address(part, f"{part}/p[1]"), fields=(FieldSpan(field, 2, 3),))


def boxed(inner: Paragraph, shape: Shape) -> Paragraph:
    """Put a page number into a floating box of an empty footer paragraph."""
    part = inner.address.part
    placed = replace(inner, address=Address(part, f"{part}/p[1]/box[1]/p[1]"))
    holder = paragraph(form=FLUSH, shapes=[replace(shape, blocks=(placed,))])
    return replace(holder, address=Address(part, f"{part}/p[1]"))
