"""Findings with fixes made by hand, for the tests of what chooses among them."""

from gongwen.edits import Edit, ReplaceText, Span
from gongwen.violations import Applicability, Fix, Location, Severity, Violation


def violation(
    *edits: Edit,
    code: str = "GF046",
    severity: Severity = "error",
    element: str = "body",
    found: str = "",
    applicability: Applicability = "safe",
    ordinal: int = 0,
) -> Violation:
    """Make a finding in an element, with edits that mend it."""
    fix = Fix("改", applicability, found, "", edits) if edits else None
    where = Location("body", "body/p[1]", 0, 0, element, found)
    print_ = f"{code}-{element}-{found}-{ordinal}"
    return Violation(code, "a-rule", severity, "格式", "错", (), where, found, "", fix, print_)


def at(start: int = 0, end: int = 0, *, paragraph: int = 1) -> Span:
    """Point into a paragraph of the body."""
    return Span("body", f"body/p[{paragraph}]", start, end)


def text(start: int, end: int, by: str, *, paragraph: int = 1) -> ReplaceText:
    """Replace text in a paragraph of the body."""
    return ReplaceText(at(start, end, paragraph=paragraph), by)
