"""What a caller asks for, as one frozen record. Finding it in files is the business of `config`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from gongwen.violations import Severity

Stage = Literal["draft", "final", "archive"]
STAGES: tuple[Stage, ...] = ("draft", "final", "archive")
DEFAULT_STAGE: Stage = "draft"
AUDIT = "audit"
"""The profile of documents that were held against each other, not checked each by itself."""
STAGE_TERMS: Mapping[Stage, str] = {"draft": "送签稿", "final": "印发件", "archive": "归档件"}
FORMATS = ("text", "json", "jsonl", "sarif", "junit", "gitlab", "github", "csv", "html")
"""The outputs of a check."""
MOST_JOBS = 256
"""More processes than these are asked for by mistake."""
LONGEST = 86_400
"""Seconds a document may be allowed: a day."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Hold the caller's intent.

    `stage`: how finished the document is meant to be. `profile`: name of a rule profile. `select`/`ignore`: rule codes, names or
    group letters; an empty `select` means all. `facts`: what the caller knows better (`{"kind": "通知"}`), never second-guessed.
    `vocabulary`: names and terms that are right whatever a rule of language thinks of them. `inline_waivers`: whether comments in
    the document may accept findings; `today` is the day their end dates are compared with, None lets none expire. `severity`
    grades rules otherwise than the book does, key by key in this order: the one place where a rule may be made graver.
    """

    stage: Stage = DEFAULT_STAGE
    profile: str = "gbt9704"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    vocabulary: frozenset[str] = frozenset()
    inline_waivers: bool = True
    severity: tuple[tuple[str, Severity], ...] = ()
    today: date | None = None
