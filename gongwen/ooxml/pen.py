"""Make changes in a manuscript straight away; `tracked.TrackedPen` makes the same ones for a person to accept or reject."""

from collections.abc import Callable, Sequence

from gongwen.edits import Edit, InsertParagraph, RunChange
from gongwen.ooxml import insertions, removals, wording
from gongwen.ooxml.manuscript import Manuscript
from gongwen.ooxml.names import PPR, RPR
from gongwen.ooxml.order import child
from gongwen.ooxml.runs import restyle
from gongwen.ooxml.styling import Shared, shared
from gongwen.ooxml.tracing import Passage
from gongwen.ooxml.values import Element
from gongwen.ooxml.wording import Replacement


class Pen:
    """Make changes in paragraphs; the `check` methods raise Refused where a change would not come out clean."""

    def check_kind(self, edit: Edit) -> None:
        """Refuse a kind of edit this pen cannot make."""

    def check_style(self, run: Element) -> None:
        """Refuse to change the look of a run, or of a paragraph mark where it is a w:pPr."""

    def check_shape(self, passage: Passage) -> None:
        """Refuse to change how a paragraph stands."""

    def check_text(self, passage: Passage, start: int, end: int) -> None:
        """Refuse to change the text of a paragraph."""
        wording.check(passage, start, end)

    def check_insert(self, passage: Passage, edit: InsertParagraph) -> None:
        """Refuse to put a paragraph beside this one."""

    def check_remove(self, passage: Passage) -> None:
        """Refuse to take a paragraph away."""
        removals.check(passage)

    def shared(self, manuscript: Manuscript, edits: Sequence[Edit]) -> list[Shared]:
        """Find the edits that a paragraph style makes all at once."""
        return shared(manuscript, edits)

    def style(self, holder: Element, change: RunChange) -> None:
        """Change the look of a run, or of a paragraph mark where `holder` is its w:pPr."""
        restyle(child(holder, RPR), change)

    def shape(self, paragraph: Element, say: Callable[[Element], None]) -> None:
        """Change how a paragraph stands; `say` is given its w:pPr."""
        say(child(paragraph, PPR))

    def replace(self, passage: Passage, change: Replacement) -> None:
        """Replace, insert or delete text."""
        wording.replace(passage, change)

    def insert(self, passage: Passage, paragraph: Element, *, before: bool) -> None:
        """Put a new paragraph beside one."""
        insertions.insert(passage, paragraph, before=before)

    def remove(self, passage: Passage) -> None:
        """Take a paragraph away."""
        removals.remove(passage)

    def finish(self, roots: list[Element]) -> None:
        """Do what can be done only when all changes are made; `roots` are the parts that may have some."""
