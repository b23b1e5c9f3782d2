"""Check Chinese official documents (党政机关公文) against the rules of the Party and state.

    import gongwen

    report = gongwen.check("通知.docx", stage="final")
    report.ok()                                   # nothing at or above "warning"?
    for violation in report.documents[0].violations:
        print(violation.severity, violation.message, violation.location.excerpt)

    result = gongwen.fix("通知.docx")              # result.data: the mended file; the source is never written to
    copy = gongwen.annotate("通知.docx")           # bytes: a copy with a comment on each finding
    report = gongwen.audit(["发文"], register="发文登记簿.xlsx")   # numbers side by side, and against the register
    paper = gongwen.compose({"文种": "通知", ...})   # bytes: a new document

What goes wrong on purpose is a GongwenError with one Chinese sentence. All of it is safe to call from several threads.

Everything else is loaded when it is first asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gongwen.annotation import annotate
    from gongwen.api import Checker, check
    from gongwen.baseline import Baseline
    from gongwen.composer.compose import compose
    from gongwen.errors import ComposeError, ConfigError, GongwenError, RuleFileError, UnreadableDocument
    from gongwen.inspection import audit
    from gongwen.mending import fix
    from gongwen.ooxml.package import Limits
    from gongwen.outcome import FixResult, TypesetResult
    from gongwen.report import Document, Report
    from gongwen.report import ViolationRecord as Violation
    from gongwen.sidecar import Sidecar
    from gongwen.typesetting import typeset

    __version__: str

_HOMES = {
    "Baseline": "gongwen.baseline",
    "Checker": "gongwen.api",
    "ComposeError": "gongwen.errors",
    "ConfigError": "gongwen.errors",
    "Document": "gongwen.report",
    "FixResult": "gongwen.outcome",
    "GongwenError": "gongwen.errors",
    "Limits": "gongwen.ooxml.package",
    "Report": "gongwen.report",
    "RuleFileError": "gongwen.errors",
    "Sidecar": "gongwen.sidecar",
    "TypesetResult": "gongwen.outcome",
    "UnreadableDocument": "gongwen.errors",
    "Violation": "gongwen.report",
    "annotate": "gongwen.annotation",
    "audit": "gongwen.inspection",
    "check": "gongwen.api",
    "compose": "gongwen.composer.compose",
    "fix": "gongwen.mending",
    "typeset": "gongwen.typesetting",
}

__all__ = [
    "Baseline",
    "Checker",
    "ComposeError",
    "ConfigError",
    "Document",
    "FixResult",
    "GongwenError",
    "Limits",
    "Report",
    "RuleFileError",
    "Sidecar",
    "TypesetResult",
    "UnreadableDocument",
    "Violation",
    "__version__",
    "annotate",
    "audit",
    "check",
    "compose",
    "fix",
    "typeset",
]


def __getattr__(name: str) -> object:
    if name == "__version__":
        return import_module("importlib.metadata").version("gongwen")
    if name not in _HOMES:
        raise AttributeError(f"module 'gongwen' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), "ViolationRecord" if name == "Violation" else name)


def __dir__() -> list[str]:
    return __all__
