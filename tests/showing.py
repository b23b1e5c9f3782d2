"""Show the fault of an example in a real .docx: a change of a sample written into its file, or texts set like those of samples."""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import fields
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from lxml import etree

from gongwen.anatomy.elements import GROUPS, Gongwen
from gongwen.draft import Border, Draft, Paragraph, ParagraphFormat, Run, RunFormat, Section, Shape
from gongwen.edits import (
    AUTO,
    NO_LINE,
    Edit,
    InsertParagraph,
    ParagraphChange,
    RemoveParagraph,
    ReplaceText,
    RunChange,
    SectionChange,
    SetBorder,
    SetParagraphFormat,
    SetRunFormat,
    SetSection,
    SetStroke,
    Span,
)
from gongwen.fixer.texts import every_paragraph
from gongwen.ooxml.manuscript import Manuscript
from gongwen.ooxml.names import w
from gongwen.ooxml.package import Package
from gongwen.ooxml.reader import read
from gongwen.ooxml.writer import write
from gongwen.units import Pt
from gongwen.variants import sample

SAMPLES = Path(__file__).parent.parent / "samples"
MODELS = ("notice", "request", "classified", "attachments", "attachment-one", "minutes", "resolution")
"""Samples whose paragraphs texts are set like: the first that has the element."""
SIDES = ("top", "bottom", "left", "right", "between")


@cache
def package(name: str) -> Package:
    """Open a sample."""
    return Package.open(SAMPLES / f"{name}.docx")


def changed(name: str, shown: Gongwen) -> bytes:
    """Write a changed sample: first its words, then its looks, last what no edit can say."""
    worded = _written(package(name), list(_words(sample(name).draft, shown.draft)))
    looks = list(_looks(sample(name).draft if worded is package(name) else read(worded), shown.draft))
    return _built(_written(worded, looks), shown.draft)


def _written(source: Package, edits: Sequence[Edit]) -> Package:
    if not edits:
        return source
    written = write(source, edits)
    assert written.refused == (), written.refused
    return Package.open(written.data)


def _words(before: Draft, after: Draft) -> Iterator[Edit]:
    """Yield the edits that give a draft the paragraphs and texts of another, told by addresses; new ones end in + there."""
    old = {_key(paragraph): paragraph for paragraph in every_paragraph(before)}
    new = {_key(paragraph): paragraph for paragraph in every_paragraph(after)}
    yield from (RemoveParagraph(Span(*key)) for key in old if key not in new)
    for key, paragraph in new.items():
        if key in old and old[key].text != paragraph.text:
            yield ReplaceText(Span(*key, 0, len(old[key].text)), paragraph.text)
    following = dict(pairwise(new))
    for (part, path), paragraph in new.items():
        if path.endswith("+"):
            anchor = (part, path[:-1])
            yield InsertParagraph(Span(*anchor), paragraph.text, before=following.get((part, path)) == anchor)


def _key(paragraph: Paragraph) -> tuple[str, str]:
    return paragraph.address.part, paragraph.address.path


def _pairs(before: Draft, after: Draft) -> Iterator[tuple[Paragraph, Paragraph]]:
    """Pair the paragraphs of two drafts of the same words; a story that lost all of its own has kept an empty one."""
    kept, wanted = (list(every_paragraph(draft)) for draft in (before, after))
    if len(kept) != len(wanted):
        kept, wanted = ([paragraph for paragraph in found if paragraph.text] for found in (kept, wanted))
    return zip(kept, wanted, strict=True)


def _looks(before: Draft, after: Draft) -> Iterator[Edit]:
    for now, then in _pairs(before, after):
        for run in then.runs:
            yield from _run_looks(now, run)
        yield from _stand(now, then)
    yield from (edit for now, then in zip(_shapes(before), _shapes(after), strict=True) for edit in _strokes(now, then))
    for now, then in zip(before.sections, after.sections, strict=False):
        yield from _pages(now, then)


def _run_looks(now: Paragraph, run: Run) -> Iterator[Edit]:
    end = run.start + len(run.text)
    for old in now.runs_in(run.start, end):
        change = RunChange(**dict(_differing(old.format, run.format, RunChange)))
        low, high = max(old.start, run.start), min(old.start + len(old.text), end)
        if change != RunChange():
            yield SetRunFormat(Span(*_key(now), low, high), change)


def _differing(old: Any, new: Any, change: type) -> Iterator[tuple[str, Any]]:
    """Yield the fields of a change in which two formats differ."""
    for name in (field.name for field in fields(change) if hasattr(old, field.name)):
        value = getattr(new, name)
        if getattr(old, name) != value:
            yield name, AUTO if name == "color" and value is None else bool(value) if name in _FLAGS else value


_FLAGS = ("underline", "highlight", "bordered")


def _stand(now: Paragraph, then: Paragraph) -> Iterator[Edit]:
    change = _form(now.format, then.format, then.runs[0].format if then.runs else then.mark)
    if change != ParagraphChange():
        yield SetParagraphFormat(Span(*_key(now)), change)
    for side in SIDES:
        line: Border | None = getattr(then.format.borders, side)
        if line != getattr(now.format.borders, side):
            drawn = line or Border(NO_LINE, Pt(0.0), None)
            yield SetBorder(Span(*_key(now)), side, drawn.form, drawn.width, drawn.color or AUTO, drawn.space)  # type: ignore[arg-type]


def _form(now: ParagraphFormat, then: ParagraphFormat, look: RunFormat) -> ParagraphChange:
    given = dict(_differing(now, then, ParagraphChange))
    indents = {name: given[name].width(look.size) / look.size for name in ("left", "right", "first") if name in given}
    return ParagraphChange(**{**given, **indents}, char=look.size) if given else ParagraphChange()


def _shapes(draft: Draft) -> list[Shape]:
    return [shape for paragraph in every_paragraph(draft) for shape in paragraph.shapes]


def _strokes(now: Shape, then: Shape) -> Iterator[Edit]:
    length = then.width if then.width != now.width else None
    width = then.stroke_width if then.stroke_width != now.stroke_width else None
    color = then.stroke_color or AUTO if then.stroke_color != now.stroke_color else None
    if (length, width, color) != (None, None, None):
        yield SetStroke(now.address.part, now.address.path, color, length, width)


def _pages(now: Section, then: Section) -> Iterator[Edit]:
    change = SectionChange(**dict(_differing(now, then, SectionChange)))
    if change != SectionChange():
        yield SetSection(now.index, change)


def _built(source: Package, after: Draft) -> bytes:
    """Do by hand what no edit can say: take frames away, begin the page numbers anew in a second section."""
    before = read(source)
    freed = [now for now, then in _pairs(before, after) if now.format.frame and not then.format.frame]
    parted = len(after.sections) > len(before.sections)
    if not freed and not parted:
        return source.data
    manuscript = Manuscript(source)
    for properties in (_properties(manuscript.passage(*_key(paragraph)).element) for paragraph in freed):
        properties.remove(properties.find(w("framePr")))
    if parted:
        _part(manuscript, str(after.sections[-1].page_number_start))
    return manuscript.data()


def _part(manuscript: Manuscript, number: str) -> None:
    """Let the last paragraph be a section of its own, its pages counted from `number`."""
    section = deepcopy(manuscript.sections[-1])
    _properties(manuscript.body[-3]).append(section)
    etree.SubElement(manuscript.sections[-1], w("pgNumType")).set(w("start"), number)


def _properties(paragraph: Any) -> Any:
    return paragraph.find(w("pPr"))


def texts(shown: Gongwen) -> bytes:
    """Write a document of bare texts, one paragraph for each element, set like those of samples; an empty line over the imprint."""
    manuscript = Manuscript(_empty())
    body = manuscript.body
    before = ""
    for element in shown.elements:
        paragraph = element.segments[0].paragraph if element.segments else None
        if element.name == "page_number" and paragraph:
            _number_pages(manuscript, paragraph.text)
        else:
            if element.name in GROUPS["imprint"] and before not in GROUPS["imprint"]:
                body.insert(len(body) - 1, _paragraph("body", ""))
            body.insert(len(body) - 1, _paragraph(element.name, paragraph.text if paragraph else ""))
        before = element.name
    if len(body) == 1:
        body.insert(0, _paragraph("body", ""))
    return manuscript.data()


@cache
def _empty() -> Package:
    """Give a sample without its text: page, styles and footers are left."""
    manuscript = Manuscript(package("notice"))
    for block in manuscript.body[:-1]:
        manuscript.body.remove(block)
    return Package.open(manuscript.data())


@cache
def _model(name: str) -> Any:
    """Give a paragraph as samples set the element, with its properties and one run without words; a line is one by itself."""
    for source in MODELS:
        found = sample(source).all(name)
        if found:
            break
    else:
        return _model("body")
    if found[0].mark:
        line = Manuscript(package(source)).passage(*_key(found[0].mark.paragraph)).element
        _properties(line).remove(_properties(line).find(w("framePr")))
        return line
    segment = found[0].segments[0]
    passage = Manuscript(package(source)).passage(*_key(segment.paragraph))
    node = next(piece.node for piece in passage.pieces if piece.end > segment.start)
    bare = etree.Element(w("p"), nsmap=passage.element.nsmap)
    bare.append(deepcopy(_properties(passage.element)))
    for surplus in (child for name in ("pBdr", "framePr") for child in bare[0].findall(w(name))):
        bare[0].remove(surplus)
    run = etree.SubElement(bare, w("r"))
    run.append(deepcopy(node.getparent().find(w("rPr"))))
    return bare


def _paragraph(name: str, text: str) -> Any:
    made = deepcopy(_model(name))
    if text:
        _say(made[1], text)
    return made


def _say(run: Any, text: str) -> None:
    """Write text into a run, line breaks and tabs as Word does."""
    for number, line in enumerate(text.split("\n")):
        if number:
            etree.SubElement(run, w("br"))
        for place, piece in enumerate(line.split("\t")):
            if place:
                etree.SubElement(run, w("tab"))
            node = etree.SubElement(run, w("t"))
            node.text = piece
            node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _number_pages(manuscript: Manuscript, text: str) -> None:
    """Write page numbers of this look into the footers; a digit that no field shows is typed."""
    for story in read(manuscript.package).sections[0].footers:
        paragraph = manuscript.passage(*_key(next(p for p in story[1].blocks if isinstance(p, Paragraph)))).element
        _retype(paragraph, text)


def _retype(paragraph: Any, text: str) -> None:
    before, digit, after = text.partition("1")
    runs = paragraph.findall(w("r"))
    field = [run for run in runs if run.find(w("fldChar")) is not None or run.find(w("instrText")) is not None]
    first, last = runs.index(field[0]), runs.index(field[-1])
    for run in runs if not digit else (*runs[:first], *runs[last + 1 :]):
        paragraph.remove(run)
    face = runs[0].find(w("rPr"))
    for place, words in ((1, before), (len(paragraph) + 1, after)):
        run = etree.Element(w("r"))
        run.append(deepcopy(face))
        _say(run, words)
        paragraph.insert(place, run)
