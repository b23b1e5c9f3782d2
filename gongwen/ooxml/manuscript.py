"""Hold a document for writing: find its paragraphs by address, split their runs, add parts, and write what was changed."""

import posixpath
from itertools import count

from lxml import etree

from gongwen.errors import UnreadableDocument
from gongwen.ooxml.alternates import same_paragraphs
from gongwen.ooxml.archive import rewrite
from gongwen.ooxml.interning import Interned
from gongwen.ooxml.names import SECT_PR
from gongwen.ooxml.package import Package
from gongwen.ooxml.parts import Part, new_part, open_part
from gongwen.ooxml.reader import body_of, reading_of, story_name
from gongwen.ooxml.refusal import Refused
from gongwen.ooxml.splitting import split
from gongwen.ooxml.styles import Styles
from gongwen.ooxml.tracing import Passage, Trace, Tracer
from gongwen.ooxml.values import Element

_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_CONTENT_TYPES = "[Content_Types].xml"
_STORIES = ("/header", "/footer")
_OFFICE_DOCUMENT = "/officeDocument"


class Manuscript:
    """Hold an opened package for writing.

    `sections` are the w:sectPr in the order of the draft. Raises UnreadableDocument when the main part cannot be read.
    """

    __slots__ = ("_copies", "_owners", "_parts", "_reading", "_traces", "package", "sections")

    def __init__(self, package: Package) -> None:
        self.package = package
        self._parts: dict[str, Part] = {}
        self._owners: dict[Element, Passage] = {}
        self._copies: dict[Element, list[Passage]] = {}
        self._traces: dict[str, Trace] = {}
        main = self._open(package.main)
        self._reading = reading_of(package, body_of(main.seen), Interned())
        self._traces["body"] = self._read("body", package.main, body_of(main.seen))
        self.sections = [main.twin(found) for found in self._reading.sections]
        last = body_of(main.root).find(SECT_PR)
        self.sections += [] if last is None else [last]

    @property
    def body(self) -> Element:
        """Give w:body."""
        return body_of(self._open(self.package.main).root)

    @property
    def styles(self) -> Styles:
        """Give the styles as they were read."""
        return self._reading.cascade.styles

    def passage(self, part: str, path: str) -> Passage:
        """Give the paragraph at an address of the draft with what it is made of; of several that tracked changes joined, all.

        Raises LookupError when there is none.
        """
        return self._trace(part).passages[path]

    def copies(self, part: str, path: str) -> list[Passage]:
        """Give the paragraphs that stand for the one at an address in other branches of mc:AlternateContent.

        Raises Refused when they differ from it, LookupError when there is none.
        """
        passage = self.passage(part, path)
        if passage.element not in self._copies:
            self._copies[passage.element] = [self._copy(part, path, twin) for twin in same_paragraphs(passage.element)]
        found = self._copies[passage.element]
        if any(copy.read.text != passage.read.text for copy in found):
            raise Refused("文本框在文件里存有两份，内容不一致，请在 Word 或 WPS 中打开并保存一次后再改。")
        return found

    def shape(self, part: str, path: str) -> Element:
        """Give the shape at an address of the draft: wp:anchor, wp:inline, a VML shape or the member of a group.

        Raises LookupError when there is none.
        """
        return self._trace(part).shapes[path]

    def split(self, paragraph: Element, start: int, end: int) -> list[Element]:
        """Give the runs that cover the characters [start, end) of a paragraph, cut so that they cover no others.

        Raises LookupError when it is no paragraph of this document.
        """
        return split(self._owners[paragraph], start, end)

    def roots(self) -> list[Element]:
        """Give the root elements of all parts that may have been changed."""
        return [part.root for part in self._parts.values()]

    def root(self, name: str) -> Element:
        """Give the root element of a part to be changed; whatever is changed in it will be written.

        Raises UnreadableDocument.
        """
        return self._open(name).root

    def stylesheet(self) -> Element | None:
        """Give w:styles to be changed, None when there is none that can be written as it was.

        Raises UnreadableDocument.
        """
        name = self.package.related(self.package.main, "/styles")
        part = self._open(name) if name else None
        return None if part is None or part.mixed else part.root

    def is_mixed(self, part: str) -> bool:
        """Tell whether the part of a story mixes Strict and transitional namespaces, so that it cannot be written as it was."""
        return self._open(self._part_of(part)).mixed

    def related(self, type_suffix: str) -> str | None:
        """Give the part the main part refers to with a relationship type ending in `type_suffix`, new ones included."""
        for relationship in self._relationships(self.package.main):
            if relationship.get("Type", "").endswith(type_suffix) and relationship.get("TargetMode") != "External":
                folder = posixpath.dirname(self.package.main)
                return posixpath.normpath(posixpath.join("/", folder, relationship.get("Target", ""))).lstrip("/")
        return None

    def add(self, root: Element, stem: str, kind: str, content_type: str) -> str:
        """Add a part beside the main part, called `stem` and the first number that is free; give the id of its relationship.

        `kind` is the last word of the relationship type (`footer`), `content_type` what it says in the list of types.
        """
        folder = posixpath.dirname(self.package.main)
        name = next(name for number in count(1) if not self._has(name := posixpath.join(folder, f"{stem}{number}.xml")))
        strict = self._open(self.package.main).strict
        self._parts[name.lower()] = new_part(name, root, strict=strict)
        override = etree.SubElement(self._open(_CONTENT_TYPES).root, f"{{{_TYPES}}}Override")
        override.set("PartName", f"/{name}")
        override.set("ContentType", content_type)
        return self._relate(posixpath.basename(name), kind)

    def data(self) -> bytes:
        """Give the file: parts that were changed are written anew, all other members stay as they are, in their order.

        Raises UnreadableDocument when the archive is broken in a place nobody had to read.
        """
        written = {part.name.lower(): (part.name, data) for part in self._parts.values() if (data := part.data())}
        if not written:
            return self.package.data
        members = self.package.members()
        replaced = {members[key]: data for key, (_, data) in written.items() if key in members}
        added = {name: data for key, (name, data) in written.items() if key not in members}
        return rewrite(self.package.data, replaced, added)

    def _trace(self, part: str) -> Trace:
        if part not in self._traces:
            name = self._part_of(part)
            self._traces[part] = self._read(part, name, self._open(name).seen)
        return self._traces[part]

    def _read(self, story: str, name: str, container: Element) -> Trace:
        trace = Tracer(self._reading, story, name, self._open(name).twins).walk(container, story)
        self._owners |= {element: found for found in trace.passages.values() for element in found.elements}
        return trace

    def _copy(self, story: str, path: str, twin: Element) -> Passage:
        name = self._part_of(story)
        part = self._open(name)
        tracer = Tracer(self._reading, story, name, part.twins)
        return tracer.alone(part.as_seen(twin), path, self.passage(story, path).around)

    def _part_of(self, story: str) -> str:
        """Give the part that holds a story.

        Raises LookupError when there is none or it cannot be read.
        """
        if story == "body":
            return self.package.main
        for relationship in self.package.relationships(self.package.main):
            name = relationship.target
            if name and relationship.type.endswith(_STORIES) and story_name(name) == story:
                try:
                    self._open(name)
                except UnreadableDocument:
                    continue
                return name
        raise LookupError(story)

    def _open(self, name: str) -> Part:
        if name.lower() not in self._parts:
            self._parts[name.lower()] = open_part(self.package, name)
        return self._parts[name.lower()]

    def _has(self, name: str) -> bool:
        return name.lower() in self._parts or name.lower() in self.package.members()

    def _relationships(self, owner: str) -> Element:
        """Give the list of relationships of a part, a new one when it has none."""
        folder, _, base = owner.rpartition("/")
        name = posixpath.join(folder, "_rels", f"{base}.rels")
        if not self._has(name):
            root = etree.fromstring(f'<Relationships xmlns="{_RELATIONSHIPS}"/>')
            self._parts[name.lower()] = new_part(name, root)
        return self._open(name).root

    def _relate(self, target: str, kind: str) -> str:
        relationships = self._relationships(self.package.main)
        taken = {found.get("Id", "").lower() for found in relationships}
        identity = next(name for number in count(1) if (name := f"rId{number}").lower() not in taken)
        added = etree.SubElement(relationships, f"{{{_RELATIONSHIPS}}}Relationship")
        added.set("Id", identity)
        added.set("Type", f"{self._relationship_home()}/{kind}")
        added.set("Target", target)
        return identity

    def _relationship_home(self) -> str:
        """Give what relationship types of this package begin with: Strict files have a home of their own."""
        types = (found.type for found in self.package.relationships(""))
        return next(found for found in types if found.endswith(_OFFICE_DOCUMENT)).removesuffix(_OFFICE_DOCUMENT)
