"""What all outputs of a check share: the run they tell of, the steps of writing, and the writers by name."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from typing import TextIO, cast

from gongwen.report import Document, Summary, Tool, ViolationRecord
from gongwen.rules import Catalogue, Statement


@dataclass(frozen=True)
class Run:
    """Hold what is known before the first document: the tool, how many documents there will be, and what explains findings."""

    tool: Tool
    total: int
    rules: Catalogue[Statement]

    @cached_property
    def by_code(self) -> Mapping[str, Statement]:
        """Lead from codes to rules."""
        return {rule.code: rule for rule in self.rules.rules}

    def title(self, finding: ViolationRecord) -> str:
        """Give the title of the rule behind a finding, or of what the tool itself found."""
        rule = self.by_code.get(finding.code)
        if rule:
            return rule.title
        from gongwen.notices import NOTICES  # noqa: PLC0415 - most documents have none

        return NOTICES[finding.code].title if finding.code in NOTICES else finding.name


class Writer(ABC):
    """Write the result of a run to a stream, document by document; none is kept, so that a long run needs no more memory.

    Documents come in the order of a report. `end` may come before all of them did, when the run was interrupted.
    """

    def __init__(self, stream: TextIO, run: Run) -> None:
        self.write = stream.write
        self.run = run

    @abstractmethod
    def begin(self) -> None:
        """Write what stands in front of the documents."""

    @abstractmethod
    def document(self, document: Document) -> None:
        """Write one document."""

    @abstractmethod
    def end(self, summary: Summary) -> None:
        """Write what stands behind the documents; the summary counts those that came."""


def writer(name: str, stream: TextIO, run: Run) -> Writer:
    """Make the writer of an output: each has a room of its name with a class `Writer`, loaded when it is asked for."""
    made = import_module(f"gongwen.outputs.{name}").Writer
    return cast("Writer", made(stream, run))


def interruption(summary: Summary, run: Run) -> str:
    """Say that a run was interrupted, and how far it came; empty when it was not."""
    left = run.total - summary.documents
    return f"已中断：检查了 {summary.documents} 份，其余 {left} 份未检查。" if left else ""
