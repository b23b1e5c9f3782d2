"""Make changes as tracked ones, each to be accepted or rejected by a person in Word or WPS."""

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy

from gongwen.edits import Edit, InsertParagraph, RunChange, SetFooters, SetRowBorder, SetSection, SetStroke
from gongwen.ooxml import insertions, removals
from gongwen.ooxml.manuscript import Manuscript
from gongwen.ooxml.names import ALTERNATE, PPR, RPR, RUN, SECT_PR, M, P, w
from gongwen.ooxml.order import child, place
from gongwen.ooxml.package import Package
from gongwen.ooxml.pen import Pen
from gongwen.ooxml.refusal import Refused
from gongwen.ooxml.revisions import Revision, former, number
from gongwen.ooxml.runs import restyle
from gongwen.ooxml.splitting import between, cut_text, part, split
from gongwen.ooxml.styling import Shared
from gongwen.ooxml.tracing import Passage
from gongwen.ooxml.values import Element
from gongwen.ooxml.wording import Replacement, anchor, field_edge, look_of, mark_look, run_like

_RUN_CHANGE, _PARAGRAPH_CHANGE = w("rPrChange"), w("pPrChange")
_MARK_CHANGES = (w("ins"), w("del"), w("moveFrom"), w("moveTo"))
_OPAQUE = (w("fldSimple"), w("ruby"), f"{{{M}}}oMath", f"{{{M}}}oMathPara")
_UNTRACKED = "Word 不能把页面设置、页脚、图形和表格线的改动记为修订，请用直接修改。"
_TRACKED = "这里有尚未接受的修订，请先接受或拒绝修订。"
_PLACE = "这一段在表格、控件或分节符旁边，增删不能记为修订，请用直接修改。"
_CONTENT = "这一段里有公式、注音或域，删去不能记为修订，请用直接修改。"
_BOTH = "同一段又要改动又要删去，不能都记为修订，请分两次改。"


class TrackedPen(Pen):
    """Make changes with a record of each."""

    def __init__(self, revision: Revision, package: Package) -> None:
        self._revision = revision
        self._package = package
        self._staying: set[Element] = set()
        self._leaving: set[Element] = set()

    def check_kind(self, edit: Edit) -> None:
        """Refuse what Word keeps no record of."""
        if isinstance(edit, SetSection | SetFooters | SetStroke | SetRowBorder):
            raise Refused(_UNTRACKED)

    def shared(self, manuscript: Manuscript, edits: Sequence[Edit]) -> list[Shared]:
        """Find none: Word keeps no record of what changes in a style."""
        return []

    def check_style(self, holder: Element) -> None:
        """Refuse where a change of looks is on record already."""
        properties = holder.find(f"{PPR}/{RPR}" if holder.tag == P else RPR)
        if properties is not None and properties.find(_RUN_CHANGE) is not None:
            raise Refused(_TRACKED)

    def check_shape(self, passage: Passage) -> None:
        """Refuse where a change of how the paragraph stands is on record already."""
        if passage.element.find(f"{PPR}/{_PARAGRAPH_CHANGE}") is not None:
            raise Refused(_TRACKED)

    def check_text(self, passage: Passage, start: int, end: int) -> None:
        """Refuse where the text is changed or the paragraph goes by a tracked change."""
        super().check_text(passage, start, end)
        self._check_staying(passage)

    def check_insert(self, passage: Passage, edit: InsertParagraph) -> None:
        """Refuse where the mark of the new paragraph would not vanish cleanly when the change is rejected."""
        self._check_marks(passage)
        if not edit.before and not _is_paragraph(removals.beside(passage.element, 1)):
            self.check_style(passage.element)
            self.check_shape(passage)
            if _ends_section(passage.element):
                raise Refused(_PLACE)
        self._check_staying(passage)

    def check_remove(self, passage: Passage) -> None:
        """Refuse where the paragraph would not go cleanly when the change is accepted."""
        super().check_remove(passage)
        self._check_marks(passage)
        paragraph = passage.element
        if paragraph in self._staying:
            raise Refused(_BOTH)
        if any(_is_opaque(found) for found in _own(paragraph, *_OPAQUE, ALTERNATE)):
            raise Refused(_CONTENT)
        if not removals.must_stay(paragraph):
            if _ends_section(paragraph):
                raise Refused(_PLACE)
            _survivor(paragraph)
        self._leaving.add(paragraph)

    def style(self, holder: Element, change: RunChange) -> None:
        """Change the look of a run or mark and record the one before."""
        properties = child(holder, RPR)
        before = deepcopy(properties)
        restyle(properties, change)
        self._revision.note(properties, before)

    def shape(self, paragraph: Element, say: Callable[[Element], None]) -> None:
        """Change how a paragraph stands and record how it stood before."""
        properties = child(paragraph, PPR)
        before = deepcopy(properties)
        say(properties)
        self._revision.note(properties, before)

    def replace(self, passage: Passage, change: Replacement) -> None:
        """Mark text as deleted and put the new text behind it as inserted."""
        if change.start == change.end:
            self._insert_text(passage, change.start, change.text)
            return
        runs = _text_runs(passage, change.start, change.end)
        if change.text:
            new = run_like(look_of(runs[0]), change.text, runs[0])
            self._revision.delete(runs.pop(0)).addnext(self._revision.insert(new))
        for run in runs:
            self._revision.delete(run)

    def insert(self, passage: Passage, paragraph: Element, *, before: bool) -> None:
        """Put a new paragraph beside one, its text and its mark recorded as inserted.

        The last one of a container gives its mark to the one before it: rejecting joins that one with it.
        """
        insertions.insert(passage, paragraph, before=before)
        for run in list(paragraph.iterchildren(RUN)):
            at = paragraph.index(run)
            paragraph.insert(at, self._revision.insert(run))
        if _is_paragraph(removals.beside(paragraph, 1)):
            self._mark(paragraph, "ins")
        else:
            self._mark(passage.element, "ins")
            for path in (PPR, f"{PPR}/{RPR}"):
                self._revision.note(_made(paragraph, path), _original(passage.element.find(path)))

    def remove(self, passage: Passage) -> None:
        """Record the text and the mark of a paragraph as deleted.

        The last one of a container takes the place of the one before it, whose mark goes.
        """
        paragraph = passage.element
        stays = removals.must_stay(paragraph)
        survivor = None if stays else _survivor(paragraph)
        for run in list(_deletable(paragraph)):
            self._revision.delete(run)
        if survivor is paragraph:
            self._mark(paragraph, "del")
        elif survivor is not None:
            self._stand_like(paragraph, survivor)
            self._mark(survivor, "del")

    def finish(self, roots: list[Element]) -> None:
        """Number the records."""
        number(roots, self._package)

    def _check_staying(self, passage: Passage) -> None:
        """Refuse for a paragraph that goes; take it down as one that stays."""
        if passage.element in self._leaving:
            raise Refused(_BOTH)
        self._staying.add(passage.element)

    def _check_marks(self, passage: Passage) -> None:
        """Refuse where tracked changes of others join or part paragraphs."""
        marks = passage.element.find(f"{PPR}/{RPR}")
        if len(passage.elements) > 1 or any(marks is not None and marks.find(tag) is not None for tag in _MARK_CHANGES):
            raise Refused(_TRACKED)

    def _insert_text(self, passage: Passage, offset: int, text: str) -> None:
        edge = field_edge(passage, offset)
        if edge:
            node, behind, look = edge
            new = self._revision.insert(run_like(look, text, node))
            (node.addnext if behind else node.addprevious)(new)
            return
        found = anchor(passage, offset, restyled=True)
        if found is None:
            new = run_like(mark_look(passage), text, passage.element)
            passage.element.append(self._revision.insert(new))
            return
        piece, behind = found
        cut_text(passage, offset)
        run = piece.node.getparent()
        if run is None:
            return
        inserted = self._revision.insert(run_like(look_of(run), text, run))
        rest = piece.node.getnext() if behind else piece.node
        if rest is None:
            run.addnext(inserted)
        elif all(node.tag == RPR for node in rest.itersiblings(preceding=True)):
            run.addprevious(inserted)
        else:
            part(run, rest).addprevious(inserted)

    def _mark(self, paragraph: Element, name: str) -> None:
        self._revision.mark(_made(paragraph, f"{PPR}/{RPR}"), name)

    def _stand_like(self, paragraph: Element, model: Element) -> None:
        """Let a paragraph and its mark stand like another's and record how they stood before."""
        for path in (PPR, f"{PPR}/{RPR}"):
            properties, like = _made(paragraph, path), model.find(path)
            before = deepcopy(_original(properties))
            mark = properties.find(RPR)
            properties[:] = [] if like is None else list(former(like))
            if mark is not None:
                place(properties, mark)
            self._revision.note(properties, before)


def _made(paragraph: Element, path: str) -> Element:
    """Give the w:pPr of a paragraph or the w:rPr in it, made when there is none."""
    properties = child(paragraph, PPR)
    return properties if path == PPR else child(properties, RPR)


def _original(properties: Element | None) -> Element | None:
    """Give properties as they were before this round."""
    records = [] if properties is None else [*properties.iterchildren(_RUN_CHANGE, _PARAGRAPH_CHANGE)]
    return records[0][0] if records else properties


def _text_runs(passage: Passage, start: int, end: int) -> list[Element]:
    """Give runs that hold the nodes of the characters [start, end) and nothing else."""
    runs = split(passage, start, end)
    nodes = {piece.node for piece in between(passage, start, end)}
    return [found for run in runs for found in _parted(run, lambda node: node in nodes)]


def _deletable(paragraph: Element) -> Iterator[Element]:
    """Yield the runs of a paragraph that go with its text, parted from what stays."""
    for run in _own(paragraph, RUN):
        if next(run.iterancestors(w("del"), P)).tag == P:
            yield from _parted(run, lambda node: not removals.is_kept(node))


def _parted(run: Element, wanted: Callable[[Element], bool]) -> list[Element]:
    """Part a run into runs of wanted and of other nodes; give the former."""
    found: list[Element] = []
    rest: Element = run
    for node in [node for node in run if node.tag != RPR]:
        last = node.getprevious()
        if last is not None and last.tag != RPR and wanted(last) != wanted(node):
            rest = part(rest, node)
        if wanted(node) and rest not in found:
            found.append(rest)
    return found


def _own(paragraph: Element, *tags: str) -> list[Element]:
    """List the elements with these tags in a paragraph, those in its text boxes left out."""
    return [found for found in paragraph.iter(*tags) if next(found.iterancestors(P)) is paragraph]


def _is_opaque(node: Element) -> bool:
    """Tell whether a node is none that can stand deleted; alternatives with drawings in a run stay anyway."""
    parent = node.getparent()
    return not (parent is not None and parent.tag == RUN and removals.is_kept(node))


def _survivor(paragraph: Element) -> Element | None:
    """Give the paragraph whose mark goes for this one to go, None when it must stay.

    Its own mark where one follows; else that of the one before which does not go itself. Raises Refused where there is none.
    """
    following, previous = removals.beside(paragraph, 1), removals.beside(paragraph, -1)
    if _is_paragraph(following):
        return paragraph
    while previous is not None and _is_paragraph(previous) and previous.find(f"{PPR}/{RPR}/{w('del')}") is not None:
        previous = removals.beside(previous, -1)
    if previous is not None and _is_paragraph(previous) and not _ends_section(previous):
        return previous
    if following is None or removals.is_table(previous):
        return None
    raise Refused(_PLACE)


def _is_paragraph(block: Element | None) -> bool:
    return block is not None and block.tag == P


def _ends_section(paragraph: Element) -> bool:
    return paragraph.find(f"{PPR}/{SECT_PR}") is not None
