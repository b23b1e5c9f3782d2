"""Print the JSON of the contract `gongwen.report/1`: the same input gives the same bytes."""

import json
from typing import TextIO

from pydantic import BaseModel

from gongwen.outputs import formats
from gongwen.report import Document, Summary


class Writer(formats.Writer):
    """Write a report as `Report.to_json` does, to the byte."""

    def __init__(self, stream: TextIO, run: formats.Run) -> None:
        super().__init__(stream, run)
        self._gap = "\n"

    def begin(self) -> None:
        """Write the version and the tool."""
        tool = _nested(self.run.tool, 1)
        self.write(f'{{\n  "schema": "gongwen.report/1",\n  "tool": {tool},\n  "documents": [')

    def document(self, document: Document) -> None:
        """Write a document."""
        self.write(f"{self._gap}    {_nested(document, 2)}")
        self._gap = ",\n"

    def end(self, summary: Summary) -> None:
        """Write the tallies."""
        closing = "\n  ]" if summary.documents else "]"
        self.write(f'{closing},\n  "summary": {_nested(summary, 1)}\n}}\n')


def elements(document: Document) -> str:
    """Print one document without violations: facts, and elements with their evidence."""
    return document.model_dump_json(indent=2, exclude={"violations", "gates"}) + "\n"


def schema(result: type[BaseModel]) -> str:
    """Print the JSON Schema of a result."""
    return json.dumps(result.model_json_schema(mode="serialization"), ensure_ascii=False, indent=2) + "\n"


def _nested(part: BaseModel, depth: int) -> str:
    """Print a part of a report as it stands inside; only the breaks between lines are line feeds, those in texts are escaped."""
    return part.model_dump_json(indent=2).replace("\n", "\n" + "  " * depth)
