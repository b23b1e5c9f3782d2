"""Build a paper in one of the constructions real files use: the same words, made differently."""

from __future__ import annotations

from dataclasses import dataclass, replace

from maker import shapes
from maker.draw import Pen, border_element, table_frame
from maker.measure import mm, width
from maker.parts import (
    FANGSONG,
    GRID,
    RED,
    TEXT_WIDTH,
    Block,
    Border,
    Grid,
    Head,
    Mark,
    Node,
    Paper,
    Para,
    Run,
    Tab,
    Text,
)

CONSTRUCTIONS = ("direct", "styles", "theme", "table", "textbox", "runs")
IMPRINT_FRAME = 'w:w="8844" w:wrap="notBeside" w:vAnchor="margin" w:hAnchor="margin" w:xAlign="left" w:yAlign="bottom"'
IMPRINT_PLACE = (
    '<w:tblpPr w:leftFromText="0" w:rightFromText="0" w:vertAnchor="margin" w:horzAnchor="margin" '
    'w:tblpXSpec="left" w:tblpYSpec="bottom"/>'
)
LETTER_PLACE = (
    '<w:tblpPr w:leftFromText="0" w:rightFromText="0" w:vertAnchor="page" w:horzAnchor="page" '
    'w:tblpXSpec="center" w:tblpY="{y}"/>'
)
JOINT_COLUMNS = (6900, 1944)
EMPTY = Block("空行")
LAST = Block("末行", (), Para(line=20))
LETTER_TOP = mm(30) - 40
LETTER_WIDTH = 9638


@dataclass(slots=True)
class Builder:
    """Draws one paper in one construction."""

    paper: Paper
    construction: str
    pen: Pen

    def body(self) -> str:
        """Draw everything in front of the section properties."""
        main = self.padded(self.paper.main) if self.pen.split else self.paper.main
        return self.head() + self.flow(main) + self.imprint()

    def flow(self, nodes: tuple[Node, ...]) -> str:
        """Draw nodes, with space before a paragraph in place of empty lines where styles carry the format."""
        return self.pen.nodes(spaced(nodes) if self.construction == "styles" else nodes)

    def padded(self, nodes: tuple[Node, ...]) -> tuple[Node, ...]:
        """Return the nodes with blanks in place of the indents of signature and date."""
        return tuple(
            pad(node) if isinstance(node, Block) and node.label in ("署名", "成文日期") else node for node in nodes
        )

    def head(self) -> str:
        """Draw the red head."""
        head = self.paper.head
        if not head.masthead:
            return self.pen.nodes(head.above + head.number)
        if self.construction == "table":
            return self.letter_table(head) if head.letter else self.head_table(head)
        if self.construction == "textbox":
            return self.letter_box(head) if head.letter else self.head_box(head)
        return self.flow((*head.above, *masthead_nodes(head), *head.number))

    def head_table(self, head: Head) -> str:
        """Draw the head as a borderless table whose bottom border is the red line."""
        gap, number = head.number[:-1], head.number[-1]
        spacer = (drop(head.masthead[0]),) if head.beside else ()
        first = (*head.above, *spacer)
        columns = JOINT_COLUMNS if head.beside else (4422, 4422)
        rows = row(self.pen, [(TEXT_WIDTH, 2, first)]) if first else ""
        if head.beside:
            lines = (head.masthead[0].looks(before=0), *head.masthead[1:])
            rows += row(self.pen, [(columns[0], 1, lines), (columns[1], 1, (head.beside,))])
        else:
            rows += row(self.pen, [(TEXT_WIDTH, 2, head.masthead)])
        rows += row(self.pen, [(TEXT_WIDTH, 2, gap)])
        rows += self.number_row(number, columns, ruled=head.ruled)
        border = border_element(Border("bottom", 8, 0, RED))
        return table_frame(columns, f"<w:tblBorders>{border}</w:tblBorders>" if head.ruled else "", rows)

    def number_row(self, number: Block, columns: tuple[int, int], *, ruled: bool) -> str:
        """Draw the number's row, with the signer in a cell of its own, 4 mm over the bottom border."""
        bare = number.looks(borders=(), right_tab=0)
        below = 220 if ruled else 0
        at = next((place for place, item in enumerate(bare.items) if isinstance(item, Tab)), None)
        if at is None:
            return row(self.pen, [(TEXT_WIDTH, 2, (bare,))], below=below)
        left = replace(bare, items=bare.items[:at])
        right = replace(bare, items=bare.items[at + 1 :], para=Para(align="right", line=bare.para.line, right=1))
        return row(self.pen, [(columns[0], 1, (left,)), (columns[1], 1, (right,))], below=below)

    def letter_table(self, head: Head) -> str:
        """Draw a letter's masthead as a floating table whose bottom border is the upper double line."""
        masthead = head.masthead[0].looks(frame="", borders=())
        border = border_element(Border("bottom", 24, 0, RED, "thickThinSmallGap"))
        rows = row(self.pen, [(LETTER_WIDTH, 1, (masthead,))], below=180)
        place = LETTER_PLACE.format(y=LETTER_TOP)
        table = table_frame((LETTER_WIDTH,), f"<w:tblBorders>{border}</w:tblBorders>", rows, place=place)
        return table + self.pen.nodes(head.number)

    def head_box(self, head: Head) -> str:
        """Draw the masthead in a text box over an empty line of its size, the red line as a line shape."""
        lines = (head.masthead[0].looks(before=0), *head.masthead[1:])
        high = sum(line.para.line for line in lines)
        top = mm(37) + len(head.above) * 579 + head.masthead[0].para.before
        wide = JOINT_COLUMNS[0] if head.beside else TEXT_WIDTH
        boxes = self.box(lines, wide, high, 0, top, 11, "发文机关标志")
        if head.beside:
            boxes += self.box((head.beside,), JOINT_COLUMNS[1], 900, wide, top + high // 2 - 450, 12, "文件二字")
        place = Block("版头", (), replace(head.masthead[0].para, line=high), head.masthead[0].run)
        number = head.number[-1].looks(borders=())
        return "".join(
            (
                self.pen.nodes(head.above),
                self.pen.paragraph(place, boxes),
                self.pen.nodes((*head.number[:-1], number)),
            )
        )

    def box(self, blocks: tuple[Block, ...], wide: int, high: int, left: int, top: int, number: int, name: str) -> str:
        """Draw a text box placed from the left edge of the type area and the top of the page."""
        return shapes.text_box(
            content=self.pen.nodes(blocks),
            wide=wide,
            high=high,
            across=("margin", left),
            down=("page", top),
            number=number,
            name=name,
        )

    def letter_box(self, head: Head) -> str:
        """Draw a letter's masthead in a text box and the double line as a shape, both held by the number."""
        masthead = head.masthead[0].looks(frame="", borders=())
        high = masthead.para.line
        box = shapes.text_box(
            content=self.pen.paragraph(replace(masthead, items=masthead.items[:1])),
            wide=LETTER_WIDTH,
            high=high,
            across=("page", "center"),
            down=("page", LETTER_TOP),
            number=11,
            name="发文机关标志",
        )
        down = LETTER_TOP + high + 180
        line = shapes.line(length=LETTER_WIDTH, down=down, relative="page", number=13, weight=3, form="thickThin")
        number = head.number[0].looks(before=down - mm(37) + 260)
        return self.pen.paragraph(number, box + line) + self.pen.nodes(head.number[1:])

    def imprint(self) -> str:
        """Draw the imprint at the foot of the last page."""
        groups = self.paper.imprint
        if not groups:
            return ""
        if self.construction == "textbox":
            high = sum(lines_of(block) * 480 for group in groups for block in group)
            table = self.imprint_table("")
            box = shapes.text_box(
                content=table + self.pen.paragraph(LAST),
                wide=TEXT_WIDTH,
                high=high + 60,
                across=("margin", "left"),
                down=("margin", "bottom"),
                number=14,
                name="版记",
            )
            return self.pen.paragraph(LAST, box)
        if self.construction == "table" or self.paper.imprint_table:
            return self.imprint_table(IMPRINT_PLACE) + self.pen.paragraph(LAST)
        return self.pen.nodes(tuple(self.imprint_frame())) + self.pen.paragraph(LAST)

    def imprint_table(self, place: str) -> str:
        """Draw the imprint as a table: thick outer lines, a thin one between the rows."""
        top, between, bottom = self.paper.imprint_lines
        sides = {"top": top, "bottom": bottom, "insideH": between}
        borders = "".join(border_element(Border(side, size)) for side, size in sides.items() if size)
        rows = "".join(row(self.pen, [(TEXT_WIDTH, 1, group)]) for group in self.paper.imprint)
        frame = f"<w:tblBorders>{borders}</w:tblBorders>" if self.paper.imprint_ruled else ""
        return table_frame((TEXT_WIDTH,), frame, rows, place=place)

    def imprint_frame(self) -> list[Block]:
        """Return the imprint as framed paragraphs with bordered empty ones for lines."""
        groups = [[block.looks(frame=IMPRINT_FRAME) for block in group] for group in self.paper.imprint]
        if not self.paper.imprint_ruled:
            return [block for group in groups for block in group]
        top, between, bottom = self.paper.imprint_lines
        lined = [rule(top)] if top else []
        for place, group in enumerate(groups, 1):
            lined += [*group, rule(bottom if place == len(groups) else between)]
        return lined


def spaced(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """Return the nodes with empty lines turned into space before the paragraph that follows them."""
    kept: list[Node] = []
    waiting: list[Node] = []
    for node in nodes:
        if node == EMPTY:
            waiting.append(node)
        elif isinstance(node, Block):
            kept.append(node.looks(before=node.para.before + GRID * len(waiting)))
            waiting = []
        else:
            kept += [*waiting, node]
            waiting = []
    return (*kept, *waiting)


def masthead_nodes(head: Head) -> tuple[Node, ...]:
    """Return the masthead as paragraphs, or as a borderless table when something stands beside it."""
    if head.beside is None:
        return head.masthead
    lines = (head.masthead[0].looks(before=0), *head.masthead[1:])
    return (drop(head.masthead[0]), Grid(JOINT_COLUMNS, ((lines, (head.beside,)),)))


def drop(masthead: Block) -> Block:
    """Return an empty line as high as the space before the masthead."""
    return Block("版头空行", (), Para(line=masthead.para.before))


def rule(size: int) -> Block:
    """Return a line of the imprint: an empty paragraph with a border."""
    para = Para(line=20, frame=IMPRINT_FRAME, borders=(Border("top", size),))
    return Block("版记分隔线", (Mark("imprint_line"),), para)


def row(pen: Pen, cells: list[tuple[int, int, tuple[Block, ...]]], *, below: int = 0) -> str:
    """Draw a table row of cells given by width, span and content; `below` is the cells' bottom margin."""
    margin = f'<w:tcMar><w:bottom w:w="{below}" w:type="dxa"/></w:tcMar>' if below else ""
    drawn = ""
    for wide, span, blocks in cells:
        spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        head = f'<w:tcW w:w="{wide}" w:type="dxa"/>{spanned}{margin}<w:vAlign w:val="center"/>'
        drawn += f"<w:tc><w:tcPr>{head}</w:tcPr>{pen.nodes(blocks)}</w:tc>"
    return f"<w:tr>{drawn}</w:tr>"


def lines_of(block: Block) -> int:
    """Return how many lines an imprint entry takes."""
    room = 31.5 - block.para.left - block.para.right
    return max(1, -(-round(width(block.text) + block.para.first) // round(room)))


def pad(block: Block) -> Block:
    """Return the block held in its place by blanks: trailing ones for whole 字, leading ones for halves."""
    right, text = block.para.right, block.text
    texts = [item for item in block.items if isinstance(item, Text)]
    role, marks = texts[0].role, tuple(item for item in block.items if isinstance(item, Mark))
    if right == int(right):
        return replace(block, items=(*texts, Text(role, "　" * int(right)), *marks), para=Para(align="right"))
    leading = 28 - right - width(text)
    half = (Text(role, " ", Run(latin=FANGSONG)),) if leading != int(leading) else ()
    return replace(block, items=(Text(role, "　" * int(leading)), *half, *texts, *marks), para=Para(align="left"))
