"""Carry out edits on an opened package and give back the bytes of a new .docx."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from operator import attrgetter

from gongwen.edits import (
    Edit,
    InsertParagraph,
    RemoveParagraph,
    ReplaceText,
    SetBorder,
    SetFooters,
    SetParagraphFormat,
    SetRowBorder,
    SetRunFormat,
    SetSection,
    SetStroke,
    Span,
)
from gongwen.ooxml import footers, pagesetup, paragraphs, strokes, tablelines
from gongwen.ooxml.alternates import same_shapes
from gongwen.ooxml.insertions import prepared
from gongwen.ooxml.manuscript import Manuscript
from gongwen.ooxml.names import ALTERNATE, PPR, P
from gongwen.ooxml.order import child
from gongwen.ooxml.package import Package
from gongwen.ooxml.pen import Pen
from gongwen.ooxml.refusal import Refused
from gongwen.ooxml.revisions import Revision
from gongwen.ooxml.splitting import between, run_of, split
from gongwen.ooxml.tracing import Passage
from gongwen.ooxml.tracked import TrackedPen
from gongwen.ooxml.values import Element
from gongwen.ooxml.wording import Replacement

_NOWHERE = "找不到要改的地方，文档可能已被改动，请重新检查。"
_MIXED = "文件混用了两种格式的命名空间，不能原样写回，请在 Word 中另存为 .docx 后再改。"
_OVERLAP = "与另一处修改重叠，请先改好那一处，再检查一次。"
_CONTROL = "要写入的文字里有文档不能保存的控制字符。"
_UNCUTTABLE = "这里有不能拆开的替代内容，请手工修改。"
_CONTROLS = re.compile(r"[^\t\n\f\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Act = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Written:
    """Hold the new file, the edits that were carried out, and those that were not, each with the reason in a Chinese sentence."""

    data: bytes
    done: tuple[Edit, ...]
    refused: tuple[tuple[Edit, str], ...]


def write(package: Package, edits: Sequence[Edit], *, revision: Revision | None = None) -> Written:
    """Carry out edits, all of which point into the document as it is given; with a `revision` as tracked changes.

    An edit that cannot be carried out cleanly is refused and changes nothing; of two that overlap, the later one is. Where
    no edit is carried out, `data` are the bytes of the package. Raises UnreadableDocument when the main part cannot be read.
    """
    plan = _Plan(Manuscript(package), Pen() if revision is None else TrackedPen(revision, package))
    for edit in edits:
        plan.take(edit)
    return plan.carry_out()


class _Plan:
    """Find out for each edit whether it can be made; then make all of them: looks first, then text, then paragraphs, then pages."""

    def __init__(self, manuscript: Manuscript, pen: Pen) -> None:
        self._manuscript = manuscript
        self._pen = pen
        self._done: list[Edit] = []
        self._refused: list[tuple[Edit, str]] = []
        self._looks: list[tuple[Edit, list[Act]]] = []
        self._acts: list[list[Act]] = [[] for _ in range(3)]
        self._removals: dict[Element, tuple[Edit, Act]] = {}
        self._replacements: dict[Element, tuple[Passage, list[Replacement]]] = {}

    def take(self, edit: Edit) -> None:
        """Take an edit into the plan or refuse it."""
        try:
            self._pen.check_kind(edit)
            _check_words(edit)
            self._take(edit)
        except Refused as error:
            self._refused.append((edit, str(error)))
        except LookupError:
            self._refused.append((edit, _NOWHERE))
        else:
            self._done.append(edit)

    def carry_out(self) -> Written:
        """Make all changes of the plan."""
        before, after, pages = self._acts
        texts = [partial(self._reword, *found) for found in self._replacements.values()]
        acts: list[Act] = [*self._formatting(), *texts, *before, *reversed(after), self._remove_all, *pages]
        for act in acts:
            act()
        self._pen.finish(self._manuscript.roots())
        return Written(self._manuscript.data(), tuple(self._done), tuple(self._refused))

    def _formatting(self) -> Iterator[Act]:
        """Yield what a style says of all its paragraphs, then what each says by itself."""
        styled = self._pen.shared(self._manuscript, self._done)
        yield from (act for group in styled for act in group.acts)
        made = {edit for group in styled for edit in group.edits}
        yield from (act for edit, acts in self._looks if edit not in made for act in acts)

    def _remove_all(self) -> None:
        """Take paragraphs away in their order: whether one can go may depend on those before it."""
        for element in [
            found for root in self._manuscript.roots() for found in root.iter(P) if found in self._removals
        ]:
            edit, act = self._removals[element]
            try:
                act()
            except Refused as error:
                self._done.remove(edit)
                self._refused.append((edit, str(error)))

    def _take(self, edit: Edit) -> None:
        before, after, pages = self._acts
        match edit:
            case SetRunFormat():
                self._looks.append((edit, self._style(edit)))
            case SetParagraphFormat() | SetBorder():
                self._looks.append((edit, self._shape(edit)))
            case SetRowBorder():
                self._looks.append((edit, self._rule_row(edit)))
            case SetStroke():
                self._looks.append((edit, self._stroke(edit)))
            case ReplaceText():
                self._text(edit)
            case InsertParagraph():
                (before if edit.before else after).extend(self._insert(edit))
            case RemoveParagraph():
                self._remove(edit)
            case SetSection():
                pages += self._section(edit)
            case SetFooters():
                pages.append(lambda: footers.set_footers(self._manuscript, self._sections(), edit))

    def _passages(self, span: Span) -> list[Passage]:
        """Give the paragraph of a span and those that stand for it in other branches.

        Raises Refused or LookupError.
        """
        passage = self._manuscript.passage(span.part, span.path)
        if not 0 <= span.start <= span.end <= len(passage.read.text):
            raise Refused(_NOWHERE)
        if self._manuscript.is_mixed(span.part):
            raise Refused(_MIXED)
        return [passage, *self._manuscript.copies(span.part, span.path)]

    def _style(self, edit: SetRunFormat) -> list[Act]:
        passages = self._passages(edit.span)
        for passage in passages:
            for run in _runs(passage, edit.span):
                self._pen.check_style(run)
            if edit.mark:
                self._pen.check_style(passage.element)
        return [partial(self._restyle, passage, edit) for passage in passages]

    def _restyle(self, passage: Passage, edit: SetRunFormat) -> None:
        for run in split(passage, edit.span.start, edit.span.end):
            self._pen.style(run, edit.change)
        if edit.mark:
            self._pen.style(child(passage.element, PPR), edit.change)

    def _shape(self, edit: SetParagraphFormat | SetBorder) -> list[Act]:
        passages = self._passages(edit.span)
        for passage in passages:
            self._pen.check_shape(passage)
        return [partial(self._reshape, passage, edit) for passage in passages]

    def _reshape(self, passage: Passage, edit: SetParagraphFormat | SetBorder) -> None:
        if isinstance(edit, SetBorder):
            self._pen.shape(passage.element, partial(paragraphs.rule, edit=edit))
        else:
            format = passage.read.format
            self._pen.shape(passage.element, partial(paragraphs.reshape, change=edit.change, format=format))

    def _rule_row(self, edit: SetRowBorder) -> list[Act]:
        found = [passage.element for passage in self._passages(edit.span)]
        for paragraph in found:
            tablelines.check(paragraph)
        return [partial(tablelines.rule, paragraph, edit) for paragraph in found]

    def _stroke(self, edit: SetStroke) -> list[Act]:
        shape = self._manuscript.shape(edit.part, edit.path)
        if self._manuscript.is_mixed(edit.part):
            raise Refused(_MIXED)
        shapes = [shape, *same_shapes(shape)]
        for found in shapes:
            strokes.check(found, edit)
        return [partial(strokes.stroke, found, edit) for found in shapes]

    def _text(self, edit: ReplaceText) -> None:
        passages = self._passages(edit.span)
        change = Replacement(edit.span.start, edit.span.end, edit.text)
        for passage in passages:
            self._pen.check_text(passage, change.start, change.end)
            _, taken = self._replacements.get(passage.element, (passage, []))
            if any(other.start < change.end and change.start < other.end for other in taken):
                raise Refused(_OVERLAP)
        for passage in passages:
            self._replacements.setdefault(passage.element, (passage, []))[1].append(change)

    def _reword(self, passage: Passage, changes: list[Replacement]) -> None:
        """Replace from the end to the beginning; what is inserted where a replacement begins joins it."""
        for start, group in reversed([(start, [*group]) for start, group in groupby(_in_order(changes), _start)]):
            text, end = "".join(change.text for change in group), max(change.end for change in group)
            if text or end > start:
                self._pen.replace(passage, Replacement(start, end, text))

    def _insert(self, edit: InsertParagraph) -> list[Act]:
        passages = self._passages(edit.span)
        for passage in passages:
            self._pen.check_insert(passage, edit)
        made = [(passage, prepared(passage, edit)) for passage in passages]
        return [partial(self._pen.insert, passage, paragraph, before=edit.before) for passage, paragraph in made]

    def _remove(self, edit: RemoveParagraph) -> None:
        passages = self._passages(edit.span)
        for passage in passages:
            self._pen.check_remove(passage)
        self._removals |= {passage.element: (edit, partial(self._pen.remove, passage)) for passage in passages}

    def _section(self, edit: SetSection) -> list[Act]:
        if not 0 <= edit.index < max(len(self._manuscript.sections), 1):
            raise Refused(_NOWHERE)
        return [lambda: pagesetup.set_up(self._sections()[edit.index], edit.change)]

    def _sections(self) -> list[Element]:
        """Give the sections of the document, made when it names none."""
        sections = self._manuscript.sections
        if not sections:
            sections.append(pagesetup.only_section(self._manuscript.body))
        return sections


def _check_words(edit: Edit) -> None:
    """Raise Refused when what is to be written holds control characters."""
    match edit:
        case ReplaceText() | InsertParagraph():
            words = edit.text
        case SetFooters():
            words = "".join(line.before + line.after for line in edit.lines)
        case _:
            words = ""
    if _CONTROLS.search(words):
        raise Refused(_CONTROL)


def _runs(passage: Passage, span: Span) -> list[Element]:
    """List the runs that give the characters of a span, not split yet.

    Raises Refused when they cannot be split where the span begins and ends.
    """
    pieces = between(passage, span.start, span.end)
    cut = [piece for piece in pieces for offset in (span.start, span.end) if piece.start < offset < piece.end]
    runs = [run_of(piece.node) for piece in pieces]
    if not all(piece.literal for piece in cut) or None in runs or any(map(_is_alternative, runs)):
        raise Refused(_UNCUTTABLE)
    return [run for run in runs if run is not None]


def _is_alternative(run: Element | None) -> bool:
    """Tell whether a run stands in one branch of alternatives within its paragraph."""
    above = () if run is None else run.iterancestors(P, ALTERNATE)
    return next((parent.tag for parent in above), P) == ALTERNATE


def _in_order(changes: list[Replacement]) -> list[Replacement]:
    return sorted(changes, key=lambda change: (change.start, change.end))


__all__ = ["Revision", "Written", "write"]
_start = attrgetter("start")
