"""What setting (排版) may do: change how words stand and look, never what a reader reads."""

from collections.abc import Iterable

from gongwen.draft import Draft
from gongwen.edits import (
    Edit,
    InsertParagraph,
    RemoveParagraph,
    ReplaceText,
    SetRunFormat,
    SetSection,
    Span,
)
from gongwen.fixer.texts import every_paragraph, lines_read, replaced
from gongwen.violations import Gate, Violation

GATE: Gate = "格式"


class Setting:
    """Tell findings that setting mends: faults of format of surely known elements, mended without a change of what is read.

    A finding of one draft after another may be asked about; the texts of the last one are kept.
    """

    def __init__(self) -> None:
        self._draft: Draft | None = None
        self._texts: dict[tuple[str, str], str] = {}

    def __call__(self, draft: Draft, violation: Violation) -> bool:
        """Tell whether to mend a finding of that draft."""
        fix = violation.fix
        if violation.gate != GATE or fix is None or not fix.sure:
            return False
        if self._draft is not draft:
            self._draft, self._texts = draft, _texts(draft)
        return self._keeps_words(fix.edits)

    def _keeps_words(self, edits: Iterable[Edit]) -> bool:
        typed: dict[Span, list[ReplaceText]] = {}
        for edit in edits:
            if isinstance(edit, ReplaceText):
                typed.setdefault(Span(edit.span.part, edit.span.path), []).append(edit)
            elif not self._keeps(edit):
                return False
        return all(_same_words(self._text(span), changes) for span, changes in typed.items())

    def _keeps(self, edit: Edit) -> bool:
        """Tell whether an edit that is no change of text leaves all words to be read, and page numbers as they are."""
        match edit:
            case SetRunFormat(_, change):
                return change.hidden is None
            case SetSection(_, change):
                return change.restart is None
            case InsertParagraph(_, text):
                return not text.strip()
            case RemoveParagraph(span):
                return not self._text(span).strip()
        return True

    def _text(self, span: Span) -> str:
        return self._texts[span.part, span.path]


def _texts(draft: Draft) -> dict[tuple[str, str], str]:
    return {(one.address.part, one.address.path): one.text for one in every_paragraph(draft)}


def _same_words(text: str, changes: list[ReplaceText]) -> bool:
    return lines_read(text) == lines_read(replaced(text, changes))
