"""Hold the styles of a document for writing: which of them are its own to change, and who refers to them."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import chain, islice

from gongwen.ooxml.manuscript import Manuscript
from gongwen.ooxml.names import VAL, w
from gongwen.ooxml.values import Element, child_value, is_on, switch

_STYLE, _ID, _TYPE, _DEFAULT = w("style"), w("styleId"), w("type"), w("default")
_PSTYLE, _RSTYLE, _BASED_ON, _LINK = w("pStyle"), w("rStyle"), w("basedOn"), w("link")
_READERS = ("/header", "/footer", "/footnotes", "/endnotes", "/comments", "/numbering")
"""Kinds of parts that refer to styles, beside the main part."""
_ELSEWHERE = ("/stylesWithEffects", "/aFChunk", "/subDocument")
"""Kinds of parts that hold the styles once more, as Word 2010 reads them, or text that takes to them when it is merged in."""


def open_stylesheet(manuscript: Manuscript) -> "Stylesheet | None":
    """Open the styles of a document; None where there are none, or some that a template renews or that stand elsewhere too.

    Raises UnreadableDocument when a part that may refer to styles cannot be read.
    """
    package = manuscript.package
    if any(one.type.endswith(_ELSEWHERE) for one in package.relationships(package.main)):
        return None
    settings = package.related(package.main, "/settings")
    renewed = settings is not None and switch(package.xml(settings), w("linkStyles"))
    root = None if renewed else manuscript.stylesheet()
    return None if root is None else Stylesheet(manuscript, root)


class Stylesheet:
    """Look up the w:style elements of a document; `root` is its w:styles."""

    def __init__(self, manuscript: Manuscript, root: Element) -> None:
        self._manuscript = manuscript
        self.root = root
        self._styles = {style.get(_ID, ""): style for style in reversed(root.findall(_STYLE))}
        self._called = Counter(name for style in root.iterfind(_STYLE) for name in _names(style))
        self._linked: defaultdict[str | None, list[Element]] = defaultdict(list)
        for style in self._styles.values():
            self._linked[child_value(style, _LINK)].append(style)
        self._references: defaultdict[tuple[str, str], list[Element]] = defaultdict(list)
        for found in chain.from_iterable(part.iter(_PSTYLE, _RSTYLE, _BASED_ON) for part in (root, *self._readers())):
            self._references[str(found.tag), found.get(VAL, "")].append(found)

    def get(self, name: str) -> Element | None:
        """Give the style with an id."""
        return self._styles.get(name)

    def chain(self, kind: str, name: str | None) -> list[Element]:
        """List the styles from the farthest ancestor to the named one; an unknown id means the default of its kind."""
        return [self._styles[style.id] for style in self._manuscript.styles.chain(kind, name)]

    def users(self, style: Element) -> set[Element | None]:
        """Give whatever names a paragraph style: paragraphs, levels of lists, what a paragraph was before a tracked change."""
        found = self._references[_PSTYLE, style.get(_ID, "")]
        return {next(islice(reference.iterancestors(), 1, 2), None) for reference in found}

    def twins(self, style: Element) -> list[Element]:
        """List the styles linked with one, one linked both ways twice: Word takes the two for one style of paragraphs and of characters."""
        linked = self._styles.get(child_value(style, _LINK) or "")
        return [*self._linked[style.get(_ID)], *([] if linked is None else [linked])]

    def is_apart(self, style: Element) -> bool:
        """Tell whether a style of paragraphs serves but those that name it: no other style, and no characters elsewhere."""
        return (
            style.get(_TYPE, "paragraph") == "paragraph"
            and not is_on(style.get(_DEFAULT, "0"))
            and not self._references[_BASED_ON, style.get(_ID, "")]
            and all(self._called[name] == 1 for name in _names(style))
            and all(map(self._is_idle, self.twins(style)))
        )

    def _is_idle(self, style: Element) -> bool:
        """Tell whether a style is one of characters that nobody uses."""
        name = style.get(_ID, "")
        used = (self._references[tag, name] for tag in (_PSTYLE, _RSTYLE, _BASED_ON))
        return style.get(_TYPE) == "character" and not is_on(style.get(_DEFAULT, "0")) and not any(used)

    def _readers(self) -> Iterator[Element]:
        """Yield the parts that may refer to styles."""
        package = self._manuscript.package
        found = (one.target for one in package.relationships(package.main) if one.type.endswith(_READERS))
        names = dict.fromkeys((package.main, *(name for name in found if name)))
        yield from map(self._manuscript.root, names)


def _names(style: Element) -> set[str]:
    """Give all that a style is called, in lower case: two that differ in no more are one to Word."""
    aliases = (child_value(style, w("aliases")) or "").split(",")
    return {name.lower() for name in (style.get(_ID), child_value(style, w("name")), *aliases) if name}
