"""Say once in a paragraph style what edits would say in every paragraph that uses it.

That changes less. It comes to the same only where nothing nearer than the style says otherwise and nothing else takes after it;
whatever is in doubt is left to direct formatting.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain

from lxml import etree

from gongwen.edits import Edit, InsertParagraph, RemoveParagraph, SetParagraphFormat, SetRunFormat
from gongwen.errors import UnreadableDocument
from gongwen.ooxml.manuscript import Manuscript
from gongwen.ooxml.names import PPR, RPR, M, P, w
from gongwen.ooxml.order import child
from gongwen.ooxml.paragraphs import reshape
from gongwen.ooxml.runs import restyle
from gongwen.ooxml.stylesheet import Stylesheet, open_stylesheet
from gongwen.ooxml.tracing import Passage
from gongwen.ooxml.values import Element, child_value

_PSTYLE, _RSTYLE, _FONTS, _NUMBER = w("pStyle"), w("rStyle"), w("rFonts"), w("numPr")
_DEFAULTS = f"{w('docDefaults')}/{w('rPrDefault')}/{RPR}"
_TOGGLES = frozenset(map(w, ("b", "bCs", "i", "iCs", "vanish")))
"""What the document defaults state of these no style can take back."""
_BY_LISTS = frozenset(map(w, ("tabs", "ind", "spacing", "jc", "pageBreakBefore", "kinsoku", "wordWrap")))
"""What a level of a list may say of its paragraphs, on top of their style."""
_UNTOLD = (*map(w, ("footnoteReference", "endnoteReference", "ruby")), f"{{{M}}}oMath")
"""What shows in a paragraph and is not all in its text: direct formatting passes it by, a style does not."""

_Formatting = SetRunFormat | SetParagraphFormat
_Group = Mapping[_Formatting, Passage]
"""Edits that ask for the same of paragraphs of one style, each with its paragraph."""


@dataclass(frozen=True, slots=True)
class Shared:
    """Hold edits that a style makes all at once, and how."""

    edits: frozenset[Edit]
    acts: tuple[Callable[[], None], ...]


def shared(manuscript: Manuscript, edits: Sequence[Edit]) -> list[Shared]:
    """Find groups that a style can make among edits that can all be carried out; nothing is changed before their `acts`."""
    groups = [(name, group) for name, group in _groups(manuscript, edits) if len(group) > 1]
    try:
        sheet = open_stylesheet(manuscript) if groups else None
    except UnreadableDocument:  # what cannot be read may use the style
        return []
    if sheet is None:
        return []
    judge = _Judge(manuscript, sheet, edits)
    styled = [(style, group) for name, group in groups if (style := sheet.get(name)) is not None]
    return [judge.shared(style, group) for style, group in styled if judge.allows(style, group)]


def _groups(manuscript: Manuscript, edits: Sequence[Edit]) -> Iterator[tuple[str, _Group]]:
    """Yield the edits of whole paragraphs that ask for the same of one style, with its id."""
    groups: defaultdict[tuple[str, object], dict[_Formatting, Passage]] = defaultdict(dict)
    for edit in edits:
        if isinstance(edit, _Formatting):
            passage = manuscript.passage(edit.span.part, edit.span.path)
            style = child_value(passage.element.find(PPR), _PSTYLE)
            if style and _is_whole(edit, passage):
                groups[style, edit.change][edit] = passage
    yield from ((style, group) for (style, _), group in groups.items())


def _is_whole(edit: _Formatting, passage: Passage) -> bool:
    """Tell whether an edit is about all there is of a paragraph, and no tracked change touches that."""
    if passage.read.tracked or len(passage.elements) > 1:
        return False
    if isinstance(edit, SetParagraphFormat):
        return True
    untold = next(passage.element.iter(*_UNTOLD), None)
    return edit.mark and (edit.span.start, edit.span.end) == (0, len(passage.read.text)) and untold is None


def _say(style: Element, edit: _Formatting, passage: Passage) -> None:
    """Make a style say what an edit says of a paragraph."""
    if isinstance(edit, SetRunFormat):
        restyle(child(style, RPR), edit.change)
    else:
        reshape(child(style, PPR), edit.change, passage.read.format)


def _said(edit: _Formatting, passage: Passage) -> Element:
    """Give the list of properties that an edit comes to."""
    style = etree.Element(w("style"))
    _say(style, edit, passage)
    return style[0]


def _stated(properties: Element | None) -> Iterator[str]:
    """Name what a list of properties states: a font by its slot, be it named or of the theme, all else by its element."""
    for element in () if properties is None else properties.iterchildren(etree.Element):
        if element.tag == _FONTS:
            yield from (str(name).lower().removesuffix("theme") for name in element.attrib)
        else:
            yield str(element.tag)


class _Judge:
    """Judge whether a style may make edits, by all that is to be done in a document."""

    def __init__(self, manuscript: Manuscript, sheet: Stylesheet, edits: Sequence[Edit]) -> None:
        self._manuscript = manuscript
        self._sheet = sheet
        self._edits: defaultdict[tuple[str, str], list[Edit]] = defaultdict(list)
        for edit in edits:
            if isinstance(edit, _Formatting | InsertParagraph | RemoveParagraph):
                self._edits[edit.span.part, edit.span.path].append(edit)

    def shared(self, style: Element, group: _Group) -> Shared:
        """Give what makes the edits; a style of characters that is one with the style goes along."""
        (edit, passage), *_ = group.items()
        styles = [style, *(self._sheet.twins(style) if isinstance(edit, SetRunFormat) else ())]
        return Shared(frozenset(group), tuple(partial(_say, found, edit, passage) for found in styles))

    def allows(self, style: Element, group: _Group) -> bool:
        """Tell whether the paragraphs are all that takes after the style, and look the same whoever says it."""
        elements = list(self._elements(group))
        said = next(_said(edit, passage) for edit, passage in group.items())
        stated = frozenset(_stated(said))
        nearer = self._of_runs if said.tag == RPR else self._of_paragraph
        return (
            self._sheet.is_apart(style)
            and self._sheet.users(style) == set(elements)
            and all(passage.read.style == child_value(style, w("name")) for passage in group.values())
            and not any(passage.around.run or passage.around.paragraph for passage in group.values())
            and not any(self._is_disturbed(edit, stated) for edit in group)
            and stated.isdisjoint(chain.from_iterable(map(nearer, elements)))
            and not (stated & _TOGGLES).intersection(_stated(self._sheet.root.find(_DEFAULTS)))
        )

    def _elements(self, group: _Group) -> Iterator[Element]:
        """Yield the paragraphs of a group, in all branches."""
        for edit, passage in group.items():
            yield passage.element
            yield from (copy.element for copy in self._manuscript.copies(edit.span.part, edit.span.path))

    def _is_disturbed(self, edit: _Formatting, stated: frozenset[str]) -> bool:
        """Tell whether another edit says otherwise of a paragraph, takes it away or makes one like it."""
        passage = self._manuscript.passage(edit.span.part, edit.span.path)
        others = (other for other in self._edits[edit.span.part, edit.span.path] if other != edit)
        return any(
            not isinstance(other, _Formatting)
            or (type(other) is type(edit) and not stated.isdisjoint(_stated(_said(other, passage))))
            for other in others
        )

    def _of_runs(self, paragraph: Element) -> Iterator[str]:
        """Name what is stated of the characters of a paragraph nearer than by its style: in runs, in the mark, by styles of these."""
        own = [found for found in paragraph.iter(RPR) if next(found.iterancestors(P)) is paragraph]
        chosen = {None, *(child_value(found, _RSTYLE) for found in own)}
        styles = chain.from_iterable(self._sheet.chain("character", name) for name in chosen)
        return chain.from_iterable(map(_stated, (*own, *(style.find(RPR) for style in styles))))

    def _of_paragraph(self, paragraph: Element) -> Iterator[str]:
        """Name what is stated of a paragraph nearer than by its style, or may be: in a list, its level has a say."""
        properties = paragraph.find(PPR)
        styles = self._sheet.chain("paragraph", child_value(properties, _PSTYLE))
        lists = (properties, *(style.find(PPR) for style in styles))
        listed = any(found is not None and found.find(_NUMBER) is not None for found in lists)
        return chain(_stated(properties), _BY_LISTS if listed else ())
