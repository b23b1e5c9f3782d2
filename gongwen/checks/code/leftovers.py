"""What work on a file leaves behind in it: tracked changes, comments, hidden text."""

from collections.abc import Iterator
from typing import ClassVar, Literal

from gongwen.checks.base import Hit, Reading, Scope
from gongwen.checks.code.base import Function
from gongwen.draft import Draft

WAIVER = "gongwen"
"""A comment that begins so speaks to this tool: it is no leftover."""


class Leftover(Function):
    """Count the traces of one kind in a file."""

    what: Literal["tracked", "comments", "hidden"]
    FIELDS: ClassVar[frozenset[str]] = frozenset({"count"})

    def run(self, reading: Reading, _scope: Scope) -> Iterator[Hit]:
        """Yield a hit on the document."""
        draft = reading.gongwen.draft
        if self.what == "tracked":
            count, shown = draft.tracked_changes, ""
        elif self.what == "comments":
            open_ = [comment.text for comment in draft.comments if not comment.text.lower().startswith(WAIVER)]
            count, shown = len(open_), next(iter(open_), "")
        else:
            count, shown = _hidden(draft)
        if count:
            yield Hit(None, found=shown, fields={"count": str(count)})


def _hidden(draft: Draft) -> tuple[int, str]:
    """Count the hidden characters, blanks left out, and show them."""
    runs = (run for paragraph in draft.paragraphs() for run in paragraph.runs if run.format.hidden)
    text = "".join("".join(run.text.split()) for run in runs)
    return len(text), text
