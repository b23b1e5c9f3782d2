"""What work on a file leaves behind in it: tracked changes, comments, hidden text, personal file properties."""

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar, Literal

from gongwen.checks.base import Hit, Reading, Scope
from gongwen.checks.code.base import Function
from gongwen.draft import Comment, Draft

PROPERTIES: Mapping[str, str] = {
    "author": "作者",
    "last_modified_by": "最后修改人",
    "manager": "经理",
    "company": "单位",
}
"""Terms of the personal file properties."""


class Leftover(Function):
    """Count the traces of one kind in a file; what they say is not repeated."""

    what: Literal["tracked", "comments", "hidden", "properties"]
    FIELDS: ClassVar[frozenset[str]] = frozenset({"count"})

    def run(self, reading: Reading, _scope: Scope) -> Iterator[Hit]:
        """Yield a hit on the document."""
        draft = reading.gongwen.draft
        if self.what == "tracked":
            count = draft.tracked_changes
        elif self.what == "comments":
            count = _spoken(draft.comments)
        elif self.what == "hidden":
            count = _hidden(draft)
        else:
            count = len(draft.properties)
        if count:
            found = "、".join(PROPERTIES[name] for name in draft.properties) if self.what == "properties" else ""
            yield Hit(None, found=found, fields={"count": str(count)})


def _spoken(comments: Sequence[Comment]) -> int:
    """Count the comments that people make to each other: a waiver is no leftover."""
    if not comments:
        return 0
    from gongwen.waivers.order import addressed  # noqa: PLC0415 - only for documents with comments

    return sum(not addressed(comment) for comment in comments)


def _hidden(draft: Draft) -> int:
    """Count the hidden characters, blanks left out."""
    runs = (run for paragraph in draft.paragraphs() for run in paragraph.runs if run.format.hidden)
    return sum(len("".join(run.text.split())) for run in runs)
