"""The schema of rule files: what may stand in one, key by key. `docs/rule-format.md` explains it."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, Discriminator, Field, Tag, ValidationError

from gongwen.checks import CHECKS, Check
from gongwen.errors import RuleFileError
from gongwen.faults import Closed, Loc, Misread, faults, keys_of
from gongwen.faults import parsed as parsed_toml
from gongwen.settings import STAGES, Stage
from gongwen.violations import Applicability, Gate, Severity


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
    bordered: bool | None = None


class Change(Closed):
    """Hold one change to a sample document; indents in 字, `line` in points, `above` in 行, lines and pictures in mm.

    `breaks` puts page breaks ahead of the element, `framed` takes its frame away. `shift` moves a picture right and down, a framed
    line down; `turn` turns a picture right by degrees, `picture` shows another of `samples/pictures/`.
    """

    element: str | None = None
    which: int | None = None
    font: str | None = None
    latin_font: str | None = None
    size: str | None = None
    bold: bool | None = None
    italic: bool | None = None
    underline: bool | None = None
    highlight: bool | None = None
    hidden: bool | None = None
    tracked: bool | None = None
    comment: str | None = None
    properties: Literal["author", "last_modified_by", "manager", "company"] | None = None
    color: str | None = None
    scale: float | None = None
    length: float | None = None
    thickness: float | None = None
    shift: tuple[float, float] | None = None
    side: float | None = None
    turn: float | None = None
    picture: str | None = None
    align: Literal["left", "center", "right", "justify", "distribute"] | None = None
    left: float | None = None
    right: float | None = None
    first: float | None = None
    line: float | None = None
    above: float | None = None
    breaks: int | None = None
    framed: Literal[False] | None = None
    kinsoku: bool | None = None
    whole_words: bool | None = None
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
    """Hold one rule as written, its examples apart.

    A rule of the book rests on the requirements it `covers`; a house rule, of letters of its own, cites `basis` (source, clause).
    """

    code: Annotated[str, Field(pattern=r"^[A-Z]{2,4}\d{3}[a-z]?$")]
    covers: tuple[str, ...] = ()
    basis: tuple[tuple[str, str], ...] = ()
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


class RuleFile(Closed):
    """Hold one rule file."""

    schema_: Annotated[Literal[1], Field(alias="schema")]
    group: str
    title: str
    rule: tuple[RuleSpec, ...]


class RuleChange(Closed):
    """Hold what a profile changes in a rule: the keys of the rule, `check` those of its settings that differ."""

    title: str | None = None
    message: str | None = None
    why: str | None = None
    severity: Severity | None = None
    stages: tuple[Stage, ...] | None = None
    when: Mapping[str, tuple[str, ...]] | None = None
    check: Mapping[str, object] = Field(default_factory=dict)
    fix: FixSpec | None = None


class ProfileSpec(Closed):
    """Hold one profile: what it takes from another and leaves out, what it changes, and rules of its own."""

    schema_: Annotated[Literal[1], Field(alias="schema")] = 1
    title: str
    extends: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = Field(default_factory=dict)
    rules: Mapping[str, RuleChange] = Field(default_factory=dict)
    group: str = ""
    rule: tuple[RuleSpec, ...] = ()


class ExampleFile(Closed):
    """Hold the examples of one rule."""

    example: tuple[ExampleSpec, ...]


File = TypeVar("File", bound=BaseModel)

_TAGS = frozenset({"text", "document", "change", *CHECKS})


def parse_rules(place: str, text: str) -> RuleFile:
    """Parse a rule file without its examples; RuleFileError names file, code and key of every mistake."""
    return parsed(RuleFile, place, text)


def parse_profile(place: str, text: str) -> ProfileSpec:
    """Parse a profile without the examples of its rules; RuleFileError as for rule files."""
    return parsed(ProfileSpec, place, text)


def parsed(model: type[File], place: str, text: str) -> File:
    """Parse a file of rules by its model; RuleFileError names file, code and key of every mistake."""
    data = _toml(place, text)
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise RuleFileError(list(_faults(place, data, error))) from error


def parse_examples(place: str, text: str) -> tuple[ExampleSpec, ...]:
    """Parse the examples of one rule, `[[rule.example]]` and what follows."""
    data = _toml(place, text).get("rule", {"example": []})
    try:
        return ExampleFile.model_validate(data).example
    except ValidationError as error:
        raise RuleFileError(list(_faults(place, {}, error))) from error


def _toml(place: str, text: str) -> dict[str, object]:
    try:
        return parsed_toml(text, lambda error: f"不是合法的 TOML：{error}")
    except Misread as error:
        raise RuleFileError([f"{place}：{error}"]) from error


def _faults(place: str, data: Mapping[str, object], error: ValidationError) -> Iterator[str]:
    """Put validation errors into Chinese: file, code, key, what is wrong."""

    def named(loc: Loc) -> tuple[str, Loc]:
        if loc[:1] == ("rule",) and len(loc) > 1:
            return f"{place} {_code(data, int(loc[1]))}", loc[2:]
        return place, loc

    return faults(error, named, _keys(), unsaid=_TAGS)


def _code(data: Mapping[str, object], index: int) -> str:
    rules = data["rule"]
    rule = rules[index] if isinstance(rules, list) else {}
    return str(rule.get("code", f"第{index + 1}条"))


@cache
def _keys() -> tuple[str, ...]:
    """Give every key that may stand somewhere in a rule file."""
    models: tuple[type[BaseModel], ...] = (RuleFile, ProfileSpec, RuleSpec, FixSpec, ExampleSpec, Change, PageChange)
    return keys_of(*models, *CHECKS.values())
