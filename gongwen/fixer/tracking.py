"""Turn a repair into tracked changes: what was mended pass by pass, written once against the source for a person to accept or reject."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from gongwen.draft import Draft, Paragraph, ParagraphFormat, RunFormat
from gongwen.edits import Edit
from gongwen.fixer.acceptance import brought
from gongwen.fixer.composition import Uncomposable, compose
from gongwen.fixer.passes import Fixer, Mended
from gongwen.fixer.texts import every_paragraph
from gongwen.fixer.trial import Paper, Refusal

UNTRACKABLE = "写成修订以后，全部接受与直接修改的结果不一致，没有采用；可以用 --as direct"

Tracked = Callable[[Sequence[Edit]], Draft | None]
"""Write edits as tracked changes against the source; give the draft with all of them accepted, None when one cannot be written."""


def track(fixer: Fixer, paper: Paper, written: Tracked) -> tuple[Mended, tuple[Edit, ...]]:
    """Mend a document by what can be written as tracked changes at once; give the repair and the edits against the source.

    Accepting all of them gives what the repair gave: the same text, looks and formats.
    """
    mended = fixer.mend(paper)
    found = _trackable(mended, written)
    if found is None:
        mended = replace(fixer, patient=False).mend(paper)
        found = _trackable(mended, written)
    if found is not None:
        return found
    lost = tuple(Refusal(violation, UNTRACKABLE) for violation in fixer.wanted(mended.before.found))
    return Mended(mended.before, mended.before, (), lost), ()


def _trackable(mended: Mended, written: Tracked) -> tuple[Mended, tuple[Edit, ...]] | None:
    """Give as many passes as can be written at once, and the edits that do it.

    Passes that build on earlier ones in a way that cannot be said in terms of the source are left for another run; None when those
    before them do harm by themselves.
    """
    if not mended.passes:
        return mended, ()
    source = mended.before.found.gongwen.draft
    states = (*(one.sheet for one in mended.passes[1:]), mended.after)
    for count, after in reversed([*enumerate(states, 1)]):
        passes = mended.passes[:count]
        if brought(mended.before.found, after.found):
            continue
        try:
            edits = compose(source, (one.edits for one in passes))
        except Uncomposable:
            continue
        draft = _attempt(written, edits)
        if draft is not None and alike(draft, after.found.gongwen.draft):
            return replace(mended, after=after, passes=passes), edits
    return None


def _attempt(written: Tracked, edits: Sequence[Edit]) -> Draft | None:
    try:
        return written(edits)
    except Exception:  # what cannot be written at once can be written in part
        return None


def alike(one: Draft, other: Draft) -> bool:
    """Tell whether two drafts have the same paragraphs: text, looks and formats."""
    return list(_faces(one)) == list(_faces(other))


def _faces(draft: Draft) -> Iterator[tuple[ParagraphFormat, list[tuple[RunFormat, str]]]]:
    return ((paragraph.format, _looks(paragraph)) for paragraph in every_paragraph(draft))


def _looks(paragraph: Paragraph) -> list[tuple[RunFormat, str]]:
    """Give the text of a paragraph by its looks, however many runs it is cut into."""
    pairs = groupby(paragraph.runs, key=lambda run: run.format)
    return [(look, "".join(run.text for run in runs)) for look, runs in pairs]
