"""Lay out papers that are no official documents: parts of text and tables with the look each part asks for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from maker.foot import page_numbers
from maker.parts import TEXT_WIDTH, Block, Grid, Head, Node, Page, Paper, Para, Run, Text

OFFICE_PAGE = Page(top=1440, right=1797, bottom=1440, left=1797)
FACTS: dict[str, object] = {
    "kind": "",
    "form": "无版头",
    "direction": "",
    "joint": False,
    "sealing": "未知",
    "official": False,
}


def other_paper(name: str, words: Mapping[str, Any]) -> Paper:
    """Return the paper; every paragraph is `other`."""
    footers = page_numbers() if words.get("footers") else ()
    main = tuple(node for part in words["part"] for node in nodes(part))
    return Paper(
        name=name, facts=FACTS, head=Head(), main=main, footers=footers, compliant=False, grid=False, page=OFFICE_PAGE
    )


def nodes(part: Mapping[str, Any]) -> list[Node]:
    """Return the paragraphs of one part, or its table."""
    if "rows" in part:
        return [form_table(part["rows"])]
    run = Run(
        font=part.get("font", "仿宋_GB2312"),
        size=part.get("size", 16),
        color=part.get("color", ""),
        bold=part.get("bold", False),
    )
    para = Para(align=part.get("align", "both"), line=-1, first=part.get("first", 0), char=round(run.size * 20))
    return [Block("其他", (Text("other", line),), para, run) for line in part["text"].strip().splitlines()]


def form_table(rows: list[list[str]]) -> Grid:
    """Return a ruled table of plain cells."""
    para, run = Para(align="center", line=0), Run("宋体", 12)
    cells = tuple(tuple((Block("表格", (Text("other", cell),), para, run),) for cell in row) for row in rows)
    return Grid((TEXT_WIDTH // len(rows[0]),) * len(rows[0]), cells, ruled=True)
