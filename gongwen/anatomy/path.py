"""Find the best labelling of all segments at once: evidence of each, and the order of elements in an official document.

The canonical order (版头 → 主体 → 附件 → 版记) is a small automaton over `STATES`; a step costs what `step` says. The labelling is
the most probable path (Viterbi), the confidence of a label its posterior over all paths. Both are linear in the number of
segments because only plausible labels are followed.
"""

from collections.abc import Mapping, Sequence
from math import exp

STATES: tuple[str, ...] = (
    "copy_number", "secrecy", "urgency", "masthead", "doc_number", "signer", "signature.head", "date.head", "other.head",
    "title", "title_note", "recipients",
    "body", "heading.1", "heading.2", "heading.3", "heading.4", "attendance", "closing", "other.text",
    "attachment_note", "signature", "date", "note",
    "attachment_label", "attachment_title", "attachment",
    "cc", "printer", "other.tail",
)  # fmt: skip

_TEXT = ("body", "heading.1", "heading.2", "heading.3", "heading.4", "other.text")
_RANK: dict[str, int] = {
    **dict.fromkeys(("copy_number", "secrecy", "urgency", "other.head"), 0),
    "masthead": 1,
    **dict.fromkeys(("doc_number", "signer", "signature.head", "date.head"), 2),
    "title": 3,
    "title_note": 4,
    "recipients": 5,
    **dict.fromkeys(_TEXT, 6),
    "closing": 7,
    "attendance": 7,
    "attachment_note": 8,
    "signature": 9,
    "date": 10,
    "note": 11,
    "attachment_label": 12,
    "attachment_title": 13,
    "attachment": 14,
    "cc": 15,
    "printer": 16,
    "other.tail": 17,
}

_AGAIN: dict[str, float] = {
    **dict.fromkeys(_TEXT, 0.0),
    "attachment": 0.0,
    "masthead": -0.2,
    "title": -0.3,
    "attachment_note": 2.0,
    "attachment_title": 0.7,
    "attendance": -0.2,
    "cc": -0.5,
    "printer": 0.0,
    "signature": -0.7,
    "signer": -0.3,
    "recipients": -2.0,
    "note": -1.5,
    "closing": -1.0,
    "other.head": -0.2,
    "other.tail": 0.0,
    "attachment_label": -3.0,
    "date": -4.0,
    "doc_number": -5.0,
}
"""Cost of an element following itself (a gain where items come in lists); what is not here does so at `BACKWARD`."""

BACKWARD = -7.0
SECOND_TITLE = -11.0
"""A title after the text has begun belongs to what is attached."""
_SPECIAL: dict[tuple[str, str], float] = {
    ("masthead", "copy_number"): -3.0,
    ("masthead", "secrecy"): -0.5,
    ("masthead", "urgency"): -0.5,
    ("masthead", "doc_number"): 0.0,
    ("doc_number", "masthead"): -3.0,
    ("doc_number", "secrecy"): -1.0,
    ("doc_number", "urgency"): -1.0,
    ("signer", "masthead"): -3.0,
    ("signer", "doc_number"): 0.0,
    ("other.head", "title"): -0.3,
    ("doc_number", "signature.head"): -2.5,
    ("masthead", "signature.head"): -2.5,
    ("signature.head", "date.head"): 0.0,
    ("signer", "date.head"): -7.0,
    ("doc_number", "date.head"): -3.0,
    ("date", "body"): -4.0,
    ("title", "doc_number"): -3.0,
    ("title_note", "title"): -6.0,
    ("recipients", "body"): 0.0,
    ("closing", "body"): -1.5,
    ("attendance", "body"): -2.0,
    ("closing", "attendance"): -1.0,
    ("attendance", "closing"): -2.0,
    ("date", "signature"): -2.0,
    ("date", "attachment_note"): -3.0,
    ("attachment_note", "closing"): -2.0,
    ("note", "date"): -3.0,
    ("note", "signature"): -3.0,
    ("attachment", "attachment_label"): 0.0,
    ("attachment_title", "attachment_label"): -4.0,
    ("cc", "attachment_label"): -3.0,
    ("printer", "attachment_label"): -3.0,
    ("attachment", "attachment_title"): -3.0,
    ("date", "attachment_title"): -2.5,
    ("note", "attachment_title"): -2.5,
    ("signature", "attachment_title"): -5.0,
    ("date", "attachment"): -4.0,
    ("note", "attachment"): -4.0,
    ("attachment_label", "attachment"): -1.5,
    ("attachment_title", "attachment"): 0.0,
    ("attachment_label", "attachment_title"): 1.5,
    ("body", "attachment_title"): -5.0,
    ("closing", "attachment_title"): -5.0,
    ("body", "attachment"): -7.0,
    ("printer", "cc"): -2.0,
    ("other.tail", "cc"): 0.0,
    ("other.tail", "printer"): 0.0,
    ("title", "body"): -0.3,
    ("body", "closing"): 0.0,
    ("body", "signature"): -0.3,
    ("closing", "signature"): 0.0,
    ("closing", "attachment_note"): 0.0,
    ("body", "attachment_note"): 0.0,
    ("signature", "date"): 0.0,
    ("body", "date"): -1.5,
    ("closing", "date"): -0.7,
    ("date", "note"): 0.0,
    ("note", "attachment_label"): 0.0,
    ("date", "attachment_label"): 0.0,
    ("other.tail", "attachment_label"): -2.0,
}
_START: dict[str, float] = {
    "copy_number": 0.0, "secrecy": -0.3, "urgency": -0.3, "masthead": 0.0, "doc_number": -1.5, "signer": -4.0, "other.head": -0.5,
    "title": -0.7, "recipients": -3.0, "body": -2.0, "other.text": -2.0,
}  # fmt: skip
_SKIP = -0.35


def step(left: str, right: str) -> float:
    """Give the cost of `right` coming next after `left`, as a logarithm."""
    if left == right:
        return _AGAIN.get(left, BACKWARD)
    if (left, right) in _SPECIAL:
        return _SPECIAL[left, right]
    if left in _TEXT and right in _TEXT:
        return 0.0
    gap = _RANK[right] - _RANK[left]
    if gap < 0 or right in ("attachment_title", "attachment"):
        return SECOND_TITLE if right == "title" else BACKWARD
    if _RANK[left] < 6 and _RANK[right] > 6:
        return -3.0 - 0.2 * gap
    return -0.1 if gap <= 1 else _SKIP * min(gap - 1, 5)


_STEPS: dict[str, dict[str, float]] = {left: {right: exp(step(left, right)) for right in STATES} for left in STATES}

ELEMENTS: dict[str, str] = {
    **{state: state for state in STATES},
    **dict.fromkeys(("other.head", "other.text", "other.tail"), "other"),
    "signature.head": "signature",
    "date.head": "date",
}
"""The element each state stands for: the issuer and date of some minutes stand in the head."""

Scores = Mapping[str, float]


def best_path(lattice: Sequence[Scores]) -> tuple[list[str], list[float]]:
    """Give the best state for each position and its posterior.

    `lattice` holds for each position the odds (not logarithms) of the states worth following, the best of them about 1.
    """
    if not lattice:
        return [], []
    forward, back = _forward(lattice)
    state = max(back[-1], key=lambda name: back[-1][name][0])
    path = [state]
    for position in range(len(lattice) - 1, 0, -1):
        state = back[position][state][1]
        path.append(state)
    path.reverse()
    return path, _posteriors(lattice, forward, path)


def _forward(lattice: Sequence[Scores]) -> tuple[list[dict[str, float]], list[dict[str, tuple[float, str]]]]:
    """Run sums (for posteriors) and maxima (for the path) side by side, rescaled at each position."""
    starts = {name: exp(_START.get(name, -6.0)) for name in STATES}
    sums = [_scaled({name: odds * starts[name] for name, odds in lattice[0].items()})]
    back = [{name: (odds * starts[name], "") for name, odds in lattice[0].items()}]
    for scores in lattice[1:]:
        total: dict[str, float] = {}
        best: dict[str, tuple[float, str]] = {}
        before, peak = sums[-1], back[-1]
        for name, odds in scores.items():
            amount, top, origin = 0.0, -1.0, ""
            for left, weight in before.items():
                cost = _STEPS[left][name]
                amount += weight * cost
                reach = peak[left][0] * cost
                if reach > top:
                    top, origin = reach, left
            total[name] = amount * odds
            best[name] = (top * odds, origin)
        sums.append(_scaled(total))
        height = max(value for value, _ in best.values()) or 1.0
        back.append({name: (value / height, origin) for name, (value, origin) in best.items()})
    return sums, back


def _posteriors(lattice: Sequence[Scores], forward: Sequence[Scores], path: Sequence[str]) -> list[float]:
    """Give the share of all paths that go through each state of `path`."""
    shares = [0.0] * len(path)
    after = dict.fromkeys(lattice[-1], 1.0)
    for position in range(len(path) - 1, -1, -1):
        here = forward[position]
        whole = sum(here[name] * after[name] for name in here)
        shares[position] = here[path[position]] * after[path[position]] / whole
        if position:
            scores = {name: odds * after[name] for name, odds in lattice[position].items()}
            after = _scaled(
                {
                    left: sum(_STEPS[left][name] * odds for name, odds in scores.items())
                    for left in lattice[position - 1]
                }
            )
    return shares


def _scaled(weights: dict[str, float]) -> dict[str, float]:
    height = max(weights.values()) or 1.0
    return {name: weight / height for name, weight in weights.items()}
