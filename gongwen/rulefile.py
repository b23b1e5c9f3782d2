"""The schema of rule files: what may stand in one, key by key. `docs/rule-format.md` explains it."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag

from gongwen.checks import Check
from gongwen.settings import STAGES, Stage
from gongwen.violations import Applicability, Gate, Severity


class Closed(BaseModel):
    """Set up every model of a rule file: unknown keys are mistakes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class FixSpec(Closed):
    """Say how a fault is mended: `replace` its text, or `advice` without edits."""

    replace: str | None = None
    advice: str | None = None
    applicability: Applicability
    reason: str = ""


class PageChange(Closed):
    """Set the page of every section; lengths in millimetres."""

    width: float | None = None
    height: float | None = None
    top: float | None = None
    bottom: float | None = None
    left: float | None = None
    right: float | None = None
    gutter: float | None = None
    footer: float | None = None
    columns: int | None = None
    title_page: bool | None = None
    restart: int | None = None


class Change(Closed):
    """Hold one change to a sample document; indents in 字, `line` in points, `above` in 行."""

    element: str | None = None
    which: int | None = None
    font: str | None = None
    latin_font: str | None = None
    size: str | None = None
    bold: bool | None = None
    italic: bool | None = None
    underline: bool | None = None
    color: str | None = None
    scale: float | None = None
    align: Literal["left", "center", "right", "justify", "distribute"] | None = None
    left: float | None = None
    right: float | None = None
    first: float | None = None
    line: float | None = None
    above: float | None = None
    text: str | None = None
    remove: bool = False
    insert: tuple[str, str] | None = None
    before: str | None = None
    after: str | None = None
    page: PageChange | None = None


def _form(value: object) -> str:
    """Name the form of an example by its type."""
    return "text" if isinstance(value, str) else "change" if isinstance(value, Mapping | Change) else "document"


Sample = Annotated[
    Annotated[str, Tag("text")]
    | Annotated[tuple[tuple[str, str], ...], Tag("document")]
    | Annotated[Change, Tag("change")],
    Discriminator(_form),
]
"""The text of one element, a list of (element, text), or a change to a sample document."""


class ExampleSpec(Closed):
    """Hold one example: a fault with its cure, or (without `bad`) a near miss."""

    shows: tuple[str, ...] = ()
    facts: Mapping[str, str] = Field(default_factory=dict)
    element: str | None = None
    base: str | None = None
    bad: Sample | None = None
    good: Sample | None = None


class RuleSpec(Closed):
    """Hold one rule as written."""

    code: Annotated[str, Field(pattern=r"^[A-Z]{2,4}\d{3}[a-z]?$")]
    covers: Annotated[tuple[str, ...], Field(min_length=1)]
    name: Annotated[str, Field(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$")]
    title: str
    gate: Gate
    where: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    when: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    stages: tuple[Stage, ...] = STAGES
    message: str
    why: str
    severity: Severity | None = None
    formerly: tuple[str, ...] = ()
    check: Check
    fix: FixSpec | None = None
    example: tuple[ExampleSpec, ...] = ()


class RuleFile(Closed):
    """Hold one rule file."""

    schema_: Annotated[Literal[1], Field(alias="schema")]
    group: str
    title: str
    rule: tuple[RuleSpec, ...]
