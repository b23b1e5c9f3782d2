"""Replace text inside the runs that give it; everything else that stands in the span stays."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass

from gongwen.ooxml.names import CHANGES, PPR, RPR, RUN, SDT, SDT_CONTENT, P, T, w
from gongwen.ooxml.order import drop
from gongwen.ooxml.refusal import Refused
from gongwen.ooxml.splitting import between, cut_text, preserve, run_of, shown
from gongwen.ooxml.tracing import Passage, Piece
from gongwen.ooxml.values import Element

_SIGNS = {"\t": w("tab"), "\n": w("br"), "\f": w("br")}
_PLAIN = frozenset({T, *(w(name) for name in ("tab", "ptab", "br", "cr", "noBreakHyphen", "sym"))})
_WRAPPERS = frozenset({SDT, SDT_CONTENT, *(w(name) for name in ("hyperlink", "smartTag", "customXml", "dir", "bdo"))})
_INSERTED = frozenset({w("ins"), w("moveTo")})
_GONE = frozenset({w("del"), w("moveFrom")})
_FIELD_CHAR = w("fldChar")
_FIELD_SIMPLE = w("fldSimple")
_TRACKED = "这里有尚未接受的修订，请先接受或拒绝修订。"
_FIELD = "这里是域（如页码、目录）的结果，改了会在更新域时丢失，请改域本身。"
_OTHER = "这里是公式、注音或替代内容，不是普通文字，请手工修改。"


@dataclass(frozen=True, slots=True)
class Replacement:
    """Say what stands in place of the characters [start, end) of a paragraph."""

    start: int
    end: int
    text: str


def check(passage: Passage, start: int, end: int) -> None:
    """Raise Refused unless the characters [start, end), or the place between two, are plain text to be changed."""
    if start == end:
        if field_edge(passage, start) is None:
            anchor(passage, start)
        return
    pieces = between(passage, start, end)
    for piece in pieces:
        _check_piece(passage, piece)
    if len({next(piece.node.iterancestors(P)) for piece in pieces}) > 1 or _deletions(pieces):
        raise Refused(_TRACKED)


def replace(passage: Passage, change: Replacement) -> None:
    """Replace text after `check`; the new text is formatted like the first character replaced, or the one before it."""
    if change.start == change.end:
        _insert(passage, change.start, change.text)
        return
    text = change.text
    if set(text) & set(_SIGNS):
        cut_text(passage, change.end)
        cut_text(passage, change.start)
    for piece in between(passage, change.start, change.end):
        _replace_in(piece, change, text)
        text = ""


def written(text: str, beside: Element) -> list[Element]:
    """Give the nodes of a run that show a text: w:t, w:tab and w:br."""
    nodes: list[Element] = []
    for part in _parts(text):
        node = beside.makeelement(_SIGNS.get(part, T))
        if part == "\f":
            node.set(w("type"), "page")
        if node.tag == T:
            preserve(node, part)
        nodes.append(node)
    return nodes


def run_like(look: Element | None, text: str, beside: Element) -> Element:
    """Make a run with a copy of w:rPr."""
    run = beside.makeelement(RUN)
    if look is not None:
        run.append(deepcopy(look))
    run.extend(written(text, run))
    return run


def tidy(run: Element) -> None:
    """Take a run away that shows nothing any more."""
    parent = run.getparent()
    if parent is not None and all(child.tag == RPR for child in run):
        parent.remove(run)


def mark_look(passage: Passage) -> Element | None:
    """Give a copy of the w:rPr of the paragraph mark, None when it has none."""
    properties = passage.element.find(PPR)
    return None if properties is None else look_of(properties)


def look_of(holder: Element) -> Element | None:
    """Give a copy of the w:rPr of a run, or of the mark in a w:pPr, without its tracked changes; None when there is none."""
    properties = holder.find(RPR)
    if properties is None:
        return None
    look = deepcopy(properties)
    look.tail = None
    drop(look, *CHANGES)
    return look


def anchor(passage: Passage, offset: int, *, restyled: bool = False) -> tuple[Piece, bool] | None:
    """Give the piece whose look inserted text takes, and whether the text comes behind its beginning; None in an empty paragraph.

    `restyled`: a record of a change of looks is our own and stands in nobody's way. Raises Refused where no text can be inserted.
    """
    around = [piece for piece in passage.pieces if piece.start <= offset <= piece.end]
    within = [piece for piece in around if piece.start < offset < piece.end]
    reasons: list[Refused] = []
    for piece in within or around:
        try:
            _check_piece(passage, piece, restyled=restyled)
        except Refused as error:
            reasons.append(error)
        else:
            return piece, piece.start < offset
    if reasons:
        raise reasons[0]
    if next(passage.element.iter(_FIELD_CHAR), None) is not None:
        raise Refused(_FIELD)
    return None


def field_edge(passage: Passage, offset: int) -> tuple[Element, bool, Element | None] | None:
    """Give what text can be put beside where a field begins or ends and no plain text stands there; None elsewhere.

    That is the outermost node of the field, whether the text comes behind it, and the w:rPr of what the field shows.
    """
    field = next((field for field in passage.read.fields if offset in (field.start, field.end)), None)
    if field is None or field.start == field.end or _takes_text(passage, offset):
        return None
    behind = offset == field.end
    shown_ones = between(passage, field.start, field.end)
    run = run_of(shown_ones[-1 if behind else 0].node) if shown_ones else None
    node = None if run is None else _outermost(run, behind=behind)
    if run is None or node is None or _refusal(node):
        return None
    return node, behind, run.find(RPR)


def _takes_text(passage: Passage, offset: int) -> bool:
    try:
        anchor(passage, offset)
    except Refused:
        return False
    return True


def _outermost(run: Element, *, behind: bool) -> Element | None:
    """Give the w:fldSimple round a run of a result, or the run where its field ends or begins."""
    simple = next(run.iterancestors(_FIELD_SIMPLE), None)
    if simple is not None:
        return simple
    depth = 0
    wanted, other = ("end", "begin") if behind else ("begin", "end")
    for node in run.itersiblings(preceding=not behind):
        for char in node.iterchildren(_FIELD_CHAR):
            kind = char.get(w("fldCharType"))
            if kind == wanted and not depth:
                return node
            depth += (kind == other) - (kind == wanted)
    return None


def _insert(passage: Passage, offset: int, text: str) -> None:
    edge = field_edge(passage, offset)
    if edge:
        node, behind, look = edge
        (node.addnext if behind else node.addprevious)(run_like(look, text, node))
        return
    found = anchor(passage, offset)
    if found is None:
        passage.element.append(run_like(mark_look(passage), text, passage.element))
        return
    piece, behind = found
    node, at = piece.node, offset - piece.start
    if piece.literal and not set(text) & set(_SIGNS):
        content = shown(node)
        preserve(node, content[:at] + text + content[at:])
        return
    cut_text(passage, offset)
    for new in reversed(written(text, node)):
        if behind:
            node.addnext(new)
        else:
            node.addprevious(new)
            node = new


def _replace_in(piece: Piece, change: Replacement, text: str) -> None:
    """Put a text in the place of what a replacement covers of a piece."""
    node = piece.node
    low, high = max(change.start - piece.start, 0), change.end - piece.start
    content = shown(node) if piece.literal else ""
    text = content[:low] + text + content[high:]
    if text and content and not set(text) & set(_SIGNS):
        preserve(node, text)
        return
    for new in written(text, node):
        node.addprevious(new)
    run = node.getparent()
    if run is not None:
        run.remove(node)
        tidy(run)


def _parts(text: str) -> Iterator[str]:
    start = 0
    for at, character in enumerate(text):
        if character in _SIGNS:
            if at > start:
                yield text[start:at]
            yield character
            start = at + 1
    if start < len(text):
        yield text[start:]


def _check_piece(passage: Passage, piece: Piece, *, restyled: bool = False) -> None:
    if any(field.start < piece.end and piece.start < field.end for field in passage.read.fields):
        raise Refused(_FIELD)
    run = piece.node.getparent()
    if piece.node.tag not in _PLAIN or run is None or run.tag != RUN:
        raise Refused(_OTHER)
    if not restyled and run.find(f"{RPR}/{w('rPrChange')}") is not None:
        raise Refused(_TRACKED)
    reason = _refusal(run)
    if reason:
        raise Refused(reason)


def _refusal(run: Element) -> str:
    """Say why nothing may be changed where a run stands; empty when it may."""
    for parent in run.iterancestors():
        if parent.tag == P:
            break
        if parent.tag in _INSERTED:
            return _TRACKED
        if parent.tag not in _WRAPPERS:
            return _FIELD if parent.tag == _FIELD_SIMPLE else _OTHER
    return ""


def _deletions(pieces: list[Piece]) -> bool:
    """Tell whether deleted text lies between pieces."""
    if len(pieces) < 2:
        return False
    paragraph = next(pieces[0].node.iterancestors(P))
    order = {node: index for index, node in enumerate(paragraph.iter(*_GONE, *_PLAIN))}
    first, last = order[pieces[0].node], order[pieces[-1].node]
    return any(first < index < last for node, index in order.items() if node.tag in _GONE)
