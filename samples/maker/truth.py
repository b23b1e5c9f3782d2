"""Write down what every segment of a paper is, read off the paper itself and not off the file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from maker.parts import Block, Break, Grid, Mark, Node, PageNumber, Paper, Tab, Text

SHOWN = {"red_line": "[line]", "imprint_line": "[line]", "seal": "[picture]", "name_stamp": "[picture]"}
WIDE_BLANK = re.compile("[ 　]{6,}")
Segment = tuple[str, str]


def truth(paper: Paper) -> str:
    """Return the truth as TOML."""
    rows = "".join(f"    {json.dumps(pair, ensure_ascii=False)},\n" for pair in segments(paper))
    facts = "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in paper.facts.items())
    return f"compliant = {json.dumps(paper.compliant)}\nsegments = [\n{rows}]\n\n[facts]\n{facts}"


def segments(paper: Paper) -> list[Segment]:
    """Return role and text of every segment in reading order, the footers last."""
    head = paper.head
    beside = (head.beside,) if head.beside else ()
    found = of_nodes((*head.above, *head.masthead, *beside, *head.number, *paper.main))
    first = (paper.first_footer,) if paper.first_footer else ()
    return [*found, *imprint(paper), *of_nodes((*first, *paper.footers))]


def imprint(paper: Paper) -> list[Segment]:
    """Return the imprint's segments: a line above (if there is one), between and below its groups."""
    line = [("imprint_line", "[line]")] if paper.imprint_ruled and paper.imprint else []
    found = list(line if paper.imprint_lines[0] else [])
    for group in paper.imprint:
        found += [*of_nodes(group), *line]
    return found


def of_nodes(nodes: tuple[Node, ...]) -> list[Segment]:
    """Return the segments of paragraphs and of tables, these row by row."""
    return [pair for node in nodes for pair in (of_grid(node) if isinstance(node, Grid) else of_block(node))]


def of_grid(grid: Grid) -> list[Segment]:
    """Return the segments of a table."""
    return [pair for row in grid.rows for cell in row for block in cell for pair in of_block(block)]


def of_block(block: Block) -> list[Segment]:
    """Return the segments of a paragraph, cut at breaks, tabs and changes of role."""
    found: list[Segment] = []
    for role, text in pieces(block):
        if found and found[-1][0] == role and role not in SHOWN:
            found[-1] = (role, found[-1][1] + text)
        else:
            found.append((role, text))
    cut = [(role, part.strip(" 　")) for role, text in found for part in WIDE_BLANK.split(text)]
    return [(role, text) for role, text in cut if text]


def pieces(block: Block) -> Iterator[Segment]:
    """Yield role and text of every item; an empty text cuts."""
    for item in block.items:
        match item:
            case Text():
                yield item.role, item.text
            case Mark():
                yield item.role, SHOWN[item.role]
            case PageNumber():
                yield "page_number", item.shown
            case Tab() | Break():
                yield "", ""
