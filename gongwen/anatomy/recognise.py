"""Recognise a draft: which segment is which element, how surely, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import exp

from gongwen.anatomy import evidence, path
from gongwen.anatomy.elements import Element, Gongwen, Segment
from gongwen.anatomy.facts import establish
from gongwen.anatomy.features import PATTERNS, Features
from gongwen.anatomy.fields import parse
from gongwen.anatomy.marks import with_marks
from gongwen.anatomy.outline import outline
from gongwen.anatomy.segments import segments
from gongwen.anatomy.spacing import body_line
from gongwen.draft import Draft
from gongwen.units import Pt

TOGETHER = frozenset(
    {"masthead", "title", "recipients", "cc", "signer", "attachment_title", "attachment_note", "printer"}
)
"""Elements that are one though they take several segments in a row."""

FOLLOWED = 9.0
"""A label this far below the best (in logarithms) is not followed further."""

_PLAIN_START = frozenset(
    "附抄主印签联出列请缺参〔[［（(特绝机秘第此以妥当可是专谨现本共第①②③④⑤⑥⑦⑧⑨⑩0123456789一二三四五六七八九十甲乙"
)
_PLAIN = {
    "body": 1.0,
    "attachment": exp(-0.5),
    "other.text": exp(-4.0),
    "other.tail": exp(-6.0),
    "other.head": exp(-6.0),
}


@dataclass(frozen=True, slots=True)
class _Label:
    """Hold what the path decided for one segment."""

    segment: Segment
    element: str
    confidence: float
    evidence: tuple[str, ...]


def recognise(
    draft: Draft, *, facts: Mapping[str, str] | None = None, pins: Mapping[str, str] | None = None
) -> Gongwen:
    """Recognise a draft. Pinned `facts` are taken as given; `pins` map the text of a segment to its element."""
    pieces = segments(draft)
    line = body_line(draft)
    main = [piece for piece in pieces if piece.zone != "footer"]
    labels = _label(main, line, pins or {})
    feet = [_Label(piece, *_foot(piece)) for piece in pieces if piece.zone == "footer"]
    elements = with_marks(draft, _elements(labels))
    found = establish(elements, facts or {})
    if not found.official:
        elements = [Element("other", (label.segment,), None, label.confidence, label.evidence) for label in labels]
    elements += [Element(label.element, (label.segment,), None, label.confidence, label.evidence) for label in feet]
    return Gongwen(draft, pieces, tuple(elements), found, outline(elements), line)


def _label(pieces: Sequence[Segment], line: Pt, pins: Mapping[str, str]) -> list[_Label]:
    """Label the segments of page header, body and boxes."""
    lattice: list[dict[str, float]] = []
    reasons: list[dict[str, tuple[str, ...]]] = []
    for piece in pieces:
        pinned = pins.get(piece.text)
        if pinned is None and _plain(piece):
            lattice.append(_PLAIN)
            reasons.append({})
            continue
        features = Features(piece, line, piece.index / max(1, len(pieces)))
        scores, seen = evidence.score(features)
        lattice.append(_odds(scores, piece) if pinned is None else {_state(pinned, piece): 1.0})
        reasons.append(seen)
    states, shares = path.best_path(lattice)
    return [
        _Label(piece, name, round(share, 3), seen.get(name, ("成句",)))
        for piece, state, share, seen in zip(pieces, states, shares, reasons, strict=True)
        for name in [state.split(".")[0] if state.startswith("other") else state]
    ]


def _plain(piece: Segment) -> bool:
    """Tell whether a segment is an ordinary paragraph of text: long, a sentence, no word that begins an element."""
    text = piece.text
    return (
        piece.end - piece.start >= 24
        and text[-1] in "。；"
        and text[0] not in _PLAIN_START
        and piece.paragraph.format.align in ("left", "justify")
        and piece.zone == "body"
        and bool(piece.paragraph.runs)
        and 15 <= piece.paragraph.runs[0].format.size < 20
    )


def _state(element: str, piece: Segment) -> str:
    return "other.text" if element == "other" else element


def _odds(scores: Mapping[str, float], piece: Segment) -> dict[str, float]:
    """Turn scores into odds of the states worth following; an attachment may look like anything in the main text."""
    alike = max(value for name, value in scores.items() if name not in ("cc", "printer", "attachment_label"))
    whole = {name: value for name, value in scores.items() if name != "other"}
    whole["attachment"] = alike - 0.5
    whole |= dict.fromkeys(("other.head", "other.text", "other.tail"), scores["other"])
    top = max(whole.values())
    keep = {"body", "attachment", "other.head", "other.text", "other.tail"}
    return {name: exp(value - top) for name, value in whole.items() if value >= top - FOLLOWED or name in keep}


def _foot(piece: Segment) -> tuple[str, float, tuple[str, ...]]:
    """Label a footer: a page number or something else."""
    instructions = " ".join(field.instruction for field in piece.paragraph.fields).upper().split()
    if "PAGE" in instructions:
        return "page_number", 1.0, ("页码域",)
    if PATTERNS["page_number"].match("".join(piece.text.split())):
        return "page_number", 0.9, ("页码式样",)
    return "other", 0.9, ("页脚",)


def _elements(labels: Sequence[_Label]) -> list[Element]:
    """Group labels into elements."""
    result: list[Element] = []
    for name, group in groupby(labels, key=lambda label: label.element):
        members = _wording_last(list(group)) if name == "masthead" else list(group)
        for part in [members] if name in TOGETHER else [[member] for member in members]:
            result.append(_element(name, part))
    return result


def _wording_last(labels: list[_Label]) -> list[_Label]:
    """Put the word 文件 of a joint masthead behind the agencies: its box may hang before theirs."""
    return sorted(labels, key=lambda label: "".join(label.segment.text.split()) == "文件")


def _element(name: str, labels: Sequence[_Label]) -> Element:
    bare = Element(name, tuple(label.segment for label in labels))
    seen = tuple(dict.fromkeys(reason for label in labels for reason in label.evidence))
    return Element(name, bare.segments, None, min(label.confidence for label in labels), seen, parse(name, bare.text))
