"""Turn a package into a Draft."""

import posixpath

from gongwen.draft import Draft, Story
from gongwen.errors import UnreadableDocument
from gongwen.ooxml import kinds
from gongwen.ooxml.cascade import Cascade
from gongwen.ooxml.comments import read_comments
from gongwen.ooxml.interning import Interned, parse
from gongwen.ooxml.names import CHANGES, FALLBACK, PIC, SECT_PR, TC, WP, WPS, P, T, V, w
from gongwen.ooxml.numbering import Numbering
from gongwen.ooxml.package import Package, too_large
from gongwen.ooxml.properties import personal_properties
from gongwen.ooxml.sections import read_sections
from gongwen.ooxml.story import Reading, StoryReader
from gongwen.ooxml.styles import Styles
from gongwen.ooxml.theme import Theme, east_asian_language
from gongwen.ooxml.values import Element, child_value, length, switch
from gongwen.units import Pt

_DEFAULT_TAB = Pt(36.0)
_HINT = b'hint="eastAsia"'
_WITH_KANA = "compressPunctuationAndJapaneseKana"
_PROPERTIES = ("/core-properties", "/extended-properties")


def read(package: Package) -> Draft:
    """Read a package into a Draft.

    Raises UnreadableDocument when the main part cannot be read; any other broken part counts as missing and is named
    in `Draft.unread`.
    """
    source = package.source(package.main)
    root, interned = parse(source)
    _weigh(root, package)
    body = body_of(root)
    reading = reading_of(package, body, interned)
    settings, unread = reading.settings, reading.unread
    blocks = StoryReader(reading, "body", package.main).blocks(body, "body")
    last = body.find(SECT_PR)
    if last is not None or not reading.sections:
        reading.sections.append(body.makeelement(SECT_PR) if last is None else last)
    sections = read_sections(reading.sections, _Stories(reading).get)
    comments = read_comments(_secondary(package, "/comments", unread), reading.anchors)
    _note_footnotes(package, unread)
    return Draft(
        blocks=blocks,
        sections=sections,
        even_and_odd=switch(settings, w("evenAndOddHeaders")),
        mirror_margins=switch(settings, w("mirrorMargins")),
        compress_marks=child_value(settings, w("characterSpacingControl")) in ("compressPunctuation", _WITH_KANA),
        han_marks=_HINT in source,
        default_tab=length(child_value(settings, w("defaultTabStop"))) or _DEFAULT_TAB,
        comments=comments,
        tracked_changes=len(_changes(body)),
        styles=reading.cascade.styles.names(),
        properties=personal_properties(_related(package, "", kind, unread) for kind in _PROPERTIES),
        unread=tuple(unread),
        media=package.picture,
    )


def reading_of(package: Package, body: Element, interned: Interned) -> Reading:
    """Give what all stories of a document share, none of them read yet."""
    unread: dict[str, None] = {}
    settings = _secondary(package, "/settings", unread)
    theme = Theme(_secondary(package, "/theme", unread), east_asian_language(settings))
    styles = Styles(_secondary(package, "/styles", unread), theme)
    numbering = Numbering(_secondary(package, "/numbering", unread), theme, styles.num_id)
    cascade = Cascade(styles, numbering, theme, interned)
    return Reading(package, theme, cascade, settings, _touched(_changes(body)), unread=unread)


class _Stories:
    """Read headers and footers, each part once."""

    __slots__ = ("_reading", "_stories")

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._stories: dict[str, Story | None] = {}

    def get(self, relationship_id: str | None, section: int) -> Story | None:
        """Give the header or footer behind a relationship id of the main part, as read for the first section that has it."""
        package = self._reading.package
        part = package.target(package.main, relationship_id)
        if part is None:
            return None
        if part not in self._stories:
            self._stories[part] = self._read(part, section)
        return self._stories[part]

    def _read(self, part: str, section: int) -> Story | None:
        root = _optional(self._reading.package, part, self._reading.unread)
        if root is None:
            return None
        _weigh(root, self._reading.package)
        name = story_name(part)
        return Story(name, StoryReader(self._reading, name, part, section).blocks(root, name))


def story_name(part: str) -> str:
    """Name the story in a part as addresses do: `word/footer2.xml` is `footer2`."""
    return posixpath.splitext(posixpath.basename(part))[0]


def _weigh(root: Element, package: Package) -> None:
    if (
        sum(1 for _ in root.iter(P, TC, f"{{{V}}}*", f"{{{WP}}}*", f"{{{WPS}}}wsp", f"{{{PIC}}}pic"))
        > package.limits.nodes
    ):
        raise too_large()


def body_of(root: Element) -> Element:
    """Give w:body of a main part.

    Raises UnreadableDocument when there is none.
    """
    body = root.find(w("body"))
    if body is not None:
        return body
    kind = kinds.name_of_root(root.tag)
    message = f"这是{kind}，不是 Word 文档。" if kind else "文件中没有 Word 正文，不是 .docx 文档。"
    raise UnreadableDocument(message, reason="no_main_part")


def _secondary(package: Package, type_suffix: str, unread: dict[str, None]) -> Element | None:
    return _related(package, package.main, type_suffix, unread)


def _related(package: Package, owner: str, type_suffix: str, unread: dict[str, None]) -> Element | None:
    part = package.related(owner, type_suffix)
    return None if part is None else _optional(package, part, unread)


def _optional(package: Package, part: str, unread: dict[str, None]) -> Element | None:
    """Give the root of a part the draft can do without; note it when it cannot be read."""
    try:
        return package.xml(part)
    except UnreadableDocument:
        unread[part] = None
        return None


def _changes(body: Element) -> list[Element]:
    """List the tracked changes, those repeated in a fallback branch left out."""
    return [
        change for change in body.iter(*CHANGES) if not any(above.tag == FALLBACK for above in change.iterancestors())
    ]


def _touched(changes: list[Element]) -> frozenset[Element]:
    """Collect the paragraphs that hold a tracked change."""
    around = (next(change.iterancestors(P), None) for change in changes)
    return frozenset(paragraph for paragraph in around if paragraph is not None)


def _note_footnotes(package: Package, unread: dict[str, None]) -> None:
    """Name footnotes and endnotes as unread when they carry text."""
    for kind in ("footnotes", "endnotes"):
        root = _secondary(package, f"/{kind}", unread)
        if root is not None and any((part.text or "").strip() for part in root.iter(T)):
            unread[kind] = None
