"""Put faults into a paper that was laid out rightly."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from maker.construct import pad
from maker.parts import SONG, Block, Grid, Item, Mark, Node, Paper, Para, Run, Text

Editor = Callable[[Block], Block]
PLAIN = Run(SONG, 10.5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A fault: the paragraphs it strikes (by label, by a text they hold, by role) and what becomes of them."""

    label: str = ""
    text: str = ""
    roles: tuple[str, ...] | list[str] = ()
    font: str = ""
    size: float = 0
    color: str = ""
    align: str = ""
    first: float | None = None
    right: float | None = None
    line: int | None = None
    page_break: bool | None = None
    old: str = ""
    new: str = ""

    def strikes(self, block: Block) -> bool:
        """Tell whether the fault belongs into this paragraph."""
        by_label = not self.label or block.label == self.label
        return by_label and self.text in block.text and (not self.roles or block.role in self.roles)

    def apply(self, block: Block) -> Block:
        """Return the paragraph with the fault, or as it is."""
        if not self.strikes(block):
            return block
        items = tuple(self.item(block, item) for item in block.items)
        return replace(block, run=self.run(block.run), items=items, para=self.para(block.para))

    def item(self, block: Block, item: Item) -> Item:
        """Return an item with the fault in its text and in its own look."""
        if not isinstance(item, Text):
            return item
        text = item.text.replace(self.old, self.new) if self.old else item.text
        run = self.run(item.run) if item.run and item.role == block.role else item.run
        return replace(item, text=text, run=run)

    def run(self, run: Run) -> Run:
        """Return the look of a run with the fault."""
        changed = {"font": self.font, "size": self.size, "color": self.color}
        return replace(run, **{key: value for key, value in changed.items() if value})  # type: ignore[arg-type]

    def para(self, para: Para) -> Para:
        """Return the look of a paragraph with the fault."""
        asked = {
            "align": self.align or None,
            "first": self.first,
            "right": self.right,
            "line": self.line,
            "page_break": self.page_break,
        }
        return replace(para, **{key: value for key, value in asked.items() if value is not None})  # type: ignore[arg-type]


def changed(paper: Paper, change: Change) -> Paper:
    """Return the paper with the fault."""
    return edited(paper, change.apply)


def edited(paper: Paper, edit: Editor) -> Paper:
    """Return the paper with every paragraph edited."""
    head = replace(
        paper.head,
        above=tuple(map(edit, paper.head.above)),
        masthead=tuple(map(edit, paper.head.masthead)),
        number=tuple(map(edit, paper.head.number)),
    )
    main = tuple(edited_node(node, edit) for node in paper.main)
    return replace(paper, head=head, main=main, imprint=tuple(tuple(map(edit, group)) for group in paper.imprint))


def edited_node(node: Node, edit: Editor) -> Node:
    """Return a paragraph or a table with every paragraph edited."""
    if isinstance(node, Grid):
        rows = tuple(tuple(tuple(map(edit, cell)) for cell in row) for row in node.rows)
        return replace(node, rows=rows)
    return edit(node)


def blanks(paper: Paper) -> Paper:
    """Indent with blanks: two in front of every paragraph, and as many as it takes around signature and date."""
    return edited(paper, blank_indent)


def blank_indent(block: Block) -> Block:
    """Return the paragraph with blanks for its indent."""
    if block.label in ("署名", "成文日期"):
        return pad(block)
    if block.para.first != 2:
        return block
    lead = Text(block.role, "　　", Run())
    return replace(block, items=(lead, *block.items), para=replace(block.para, first=0.0))


def plain(paper: Paper) -> Paper:
    """Strip all format: 宋体 五号, flush left, no lines, the imprint in the run of the text."""
    bare = edited(paper, unformatted)
    return replace(
        bare, main=(*bare.main, *(block for group in bare.imprint for block in group)), imprint=(), grid=False
    )


def unformatted(block: Block) -> Block:
    """Return the paragraph without format and without lines."""
    items = tuple(
        replace(item, run=None) if isinstance(item, Text) else item
        for item in block.items
        if not isinstance(item, Mark)
    )
    return Block(block.label, items, Para(align="left", line=-1), PLAIN)


def unnumbered_pages(paper: Paper) -> Paper:
    """Leave the page numbers out."""
    return replace(paper, footers=())


def no_grid(paper: Paper) -> Paper:
    """Leave the grid of 22 lines by 28 characters out."""
    return replace(paper, grid=False)


FLAWS: dict[str, Callable[[Paper], Paper]] = {
    "blanks": blanks,
    "plain": plain,
    "unnumbered_pages": unnumbered_pages,
    "no_grid": no_grid,
}
