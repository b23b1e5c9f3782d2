"""Recognise a draft: which segment is which element, how surely, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from math import exp
from operator import attrgetter

from gongwen.anatomy import evidence, path
from gongwen.anatomy.elements import Element, Gongwen, Segment
from gongwen.anatomy.facts import establish
from gongwen.anatomy.features import Features, pattern
from gongwen.anatomy.fields import PARSED, parse
from gongwen.anatomy.marks import with_marks
from gongwen.anatomy.outline import outline
from gongwen.anatomy.segments import segments
from gongwen.anatomy.spacing import body_line
from gongwen.anatomy.titles import title_lines
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
_PLAIN = {"body": 0.0, "attachment": -0.5, "other.text": -4.0, "other.tail": -6.0, "other.head": -6.0}
PLAIN_EVIDENCE = ("成句",)
"""What an ordinary paragraph may be, in logarithms, and why."""
PINNED_EVIDENCE = ("由附带文件指定",)


@dataclass(slots=True)
class _Step:
    """Hold one position of the lattice: segments that share a label, the odds of each state, then the label chosen."""

    segments: list[Segment]
    odds: dict[str, float]
    seen: Mapping[str, tuple[str, ...]]
    plain: bool = False
    pinned: bool = False
    name: str = ""
    confidence: float = 0.0

    @property
    def evidence(self) -> tuple[str, ...]:
        """Give what speaks for the label."""
        return self.seen.get(self.name, PLAIN_EVIDENCE)


def recognise(
    draft: Draft, *, facts: Mapping[str, str] | None = None, pins: Mapping[str, str] | None = None
) -> Gongwen:
    """Recognise a draft, pinned `facts` taken as given.

    `pins` map a segment to its element: by its text, or by the path of its paragraph, a blank and the text.
    """
    pieces = segments(draft)
    line = body_line(draft)
    main = [piece for piece in pieces if piece.zone != "footer"]
    steps = _labelled(draft, main, line, pins or {})
    elements = with_marks(draft, _elements(steps))
    found = establish(elements, facts or {})
    if not found.official:
        elements = [
            _element("other", [piece], step.confidence, step.evidence) for step in steps for piece in step.segments
        ]
    elements += [_foot(piece) for piece in pieces if piece.zone == "footer"]
    return Gongwen(draft, pieces, tuple(elements), found, outline(elements), line)


def _labelled(draft: Draft, pieces: Sequence[Segment], line: Pt, pins: Mapping[str, str]) -> list[_Step]:
    """Label the segments of page header, body and boxes."""
    steps = _steps(draft, pieces, line, pins)
    states, shares = path.best_path([step.odds for step in steps])
    for step, state, share in zip(steps, states, shares, strict=True):
        step.name = path.ELEMENTS[state]
        step.confidence = 1.0 if step.pinned else round(share, 3)
    return steps


def _steps(draft: Draft, pieces: Sequence[Segment], line: Pt, pins: Mapping[str, str]) -> list[_Step]:
    """Weigh every segment; ordinary paragraphs in a row make one step, for nothing changes between them."""
    steps: list[_Step] = []
    titles = title_lines(pieces)
    for piece in pieces:
        pinned = pins.get(f"{piece.paragraph.address.path} {piece.text}", pins.get(piece.text)) if pins else None
        if pinned is not None:
            odds = dict.fromkeys((state for state, name in path.ELEMENTS.items() if name == pinned), 1.0)
            steps.append(_Step([piece], odds, {pinned: PINNED_EVIDENCE}, pinned=True))
        elif not _plain(piece):
            features = Features(
                piece, line, draft.default_tab, piece.index / len(pieces), title_line=piece.index in titles
            )
            scores, seen = evidence.score(features)
            steps.append(_Step([piece], _odds(scores), seen))
        elif steps and steps[-1].plain:
            steps[-1].segments.append(piece)
        else:
            steps.append(_Step([piece], {}, {}, plain=True))
    for step in steps:
        if step.plain:
            step.odds = {name: exp(weight * len(step.segments)) for name, weight in _PLAIN.items()}
    return steps


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


def _odds(scores: Mapping[str, float]) -> dict[str, float]:
    """Turn scores into odds of the states worth following; an attachment may look like anything in the main text."""
    alike = max(value for name, value in scores.items() if name not in ("cc", "printer", "attachment_label", "other"))
    whole = {name: value for name, value in scores.items() if name != "other"}
    whole["attachment"] = alike - 0.5
    if "title" in scores and "attachment_title" in scores:
        whole["attachment_title"] = max(scores["attachment_title"], scores["title"])
    whole |= dict.fromkeys(("other.head", "other.text", "other.tail"), scores["other"])
    whole |= {f"{name}.head": scores[name] for name in ("signature", "date") if name in scores}
    top = max(whole.values())
    keep = {"body", "attachment", "other.head", "other.text", "other.tail"}
    return {name: exp(value - top) for name, value in whole.items() if value >= top - FOLLOWED or name in keep}


def _foot(piece: Segment) -> Element:
    """Tell a page number from anything else in a footer."""
    instructions = " ".join(field.instruction for field in piece.paragraph.fields).upper().split()
    if "PAGE" in instructions:
        return _element("page_number", [piece], 1.0, ("页码域",))
    if pattern("page_number").match("".join(piece.text.split())):
        return _element("page_number", [piece], 0.9, ("页码式样",))
    return _element("other", [piece], 0.9, ("页脚",))


def _elements(steps: Sequence[_Step]) -> list[Element]:
    """Make elements of labelled steps; those of TOGETHER take all neighbours of their name."""
    result: list[Element] = []
    for name, group in groupby(steps, key=attrgetter("name")):
        if name in TOGETHER:
            members = list(group)
            seen = tuple(dict.fromkeys(reason for step in members for reason in step.evidence))
            pieces = [piece for step in members for piece in step.segments]
            result.append(_element(name, pieces, min(step.confidence for step in members), seen))
        else:
            result += [
                _element(name, [piece], step.confidence, step.evidence) for step in group for piece in step.segments
            ]
    return result


def _element(name: str, pieces: list[Segment], confidence: float, seen: tuple[str, ...]) -> Element:
    if name == "masthead":  # the box of the word 文件 in a joint masthead may hang before those of the agencies
        pieces.sort(key=lambda piece: "".join(piece.text.split()) == "文件")
    bare = Element(name, tuple(pieces), None, confidence, seen)
    return replace(bare, fields=parse(name, bare.text)) if name in PARSED else bare
