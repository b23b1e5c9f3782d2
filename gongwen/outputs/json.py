"""Print the JSON of the contract `gongwen.report/1`: the same input gives the same bytes."""

import json

from gongwen.report import Document, Report


def render(report: Report) -> str:
    """Print a report."""
    return report.to_json()


def elements(document: Document) -> str:
    """Print one document without violations: facts, and elements with their evidence."""
    return document.model_dump_json(indent=2, exclude={"violations", "gates"}) + "\n"


def schema() -> str:
    """Print the JSON Schema of a report."""
    return json.dumps(Report.model_json_schema(mode="serialization"), ensure_ascii=False, indent=2) + "\n"
