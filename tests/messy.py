"""Twenty drafts as they come from offices: right words, and every way of setting them but the right one.

Each takes the words of a document of right prose and one or more messes; no two take the same.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import cycle

from maker.construct import pad
from maker.container import pack
from maker.flaws import edited
from maker.papers import prose_papers
from maker.parts import HEI, SONG, Block, Node, Page, Paper, Para, Run, Tab, Text

Mess = Callable[[Paper], Paper]

YAHEI, CALIBRI = "微软雅黑", "Calibri"
LETTER_SHEET = Page(width=12240, height=15840, top=1440, right=1440, bottom=1440, left=1440)
WORD_MARGINS = Page(top=1440, right=1800, bottom=1440, left=1800)
NARROW_MARGINS = Page(top=1134, right=1134, bottom=1134, left=1134)
ENDS = ("署名", "成文日期")


def _main(paper: Paper, edit: Callable[[Block], Block]) -> Paper:
    """Edit the paragraphs behind the red head, tables and lines left as they are."""
    return replace(paper, main=tuple(edit(node) if isinstance(node, Block) else node for node in paper.main))


def _words(block: Block, run: Run) -> Block:
    """Set all words of a paragraph alike."""
    items = tuple(replace(item, run=None) if isinstance(item, Text) else item for item in block.items)
    return replace(block, items=items, run=run)


def song(paper: Paper) -> Paper:
    """Set everything behind the head as a new file of Word does: 宋体 五号, single spacing."""
    return _main(paper, lambda block: _words(block, Run(SONG, 10.5, latin=CALIBRI)).looks(line=-1))


def web(paper: Paper) -> Paper:
    """Set the text as pasted from a web page: 微软雅黑 小四, grey, far apart."""
    return _main(paper, lambda block: _words(block, Run(YAHEI, 12, "333333")).looks(line=480, align="left"))


def bold(paper: Paper) -> Paper:
    """Tell headings and title by bold type instead of by their fonts."""

    def edit(block: Block) -> Block:
        named = block.label == "标题" or block.role.startswith("heading.")
        return _words(block, replace(block.run, font=SONG, bold=True)) if named else block

    return edited(paper, edit)


def small(paper: Paper) -> Paper:
    """Set the text in 四号 and the title in 三号黑体."""

    def edit(block: Block) -> Block:
        if block.label == "标题":
            return _words(block, Run(HEI, 16))
        return _words(block, replace(block.run, size=14)) if block.run.size == 16 else block

    return _main(paper, edit)


def blanks(paper: Paper) -> Paper:
    """Indent with blanks, signature and date too."""

    def edit(block: Block) -> Block:
        if block.label in ENDS:
            return pad(block)
        if block.para.first != 2:
            return block
        return replace(block, items=(Text(block.role, "　　"), *block.items), para=replace(block.para, first=0.0))

    return edited(paper, edit)


def narrow_blanks(paper: Paper) -> Paper:
    """Indent with four narrow blanks."""

    def edit(block: Block) -> Block:
        if block.para.first != 2 or not block.role:
            return block
        return replace(block, items=(Text(block.role, "    "), *block.items), para=replace(block.para, first=0.0))

    return _main(paper, edit)


def tabs(paper: Paper) -> Paper:
    """Indent with tabs."""

    def edit(block: Block) -> Block:
        return (
            replace(block, items=(Tab(), *block.items), para=replace(block.para, first=0.0))
            if block.para.first == 2 and block.role == "body"
            else block
        )

    return _main(paper, edit)


def flush(paper: Paper) -> Paper:
    """Leave all indents out and put signature and date to the left."""
    return _main(paper, lambda block: block.looks(first=0.0, left=0.0, right=0.0, align="left"))


def centred_end(paper: Paper) -> Paper:
    """Put signature and date flush right."""
    return _main(paper, lambda b: b.looks(align="right", right=0.0, left=0.0, first=0.0) if b.label in ENDS else b)


def left_title(paper: Paper) -> Paper:
    """Leave the title at the left."""
    return _main(paper, lambda block: block.looks(align="left") if block.label == "标题" else block)


def gaps(paper: Paper) -> Paper:
    """Put an empty line behind each of the first ten paragraphs of text."""
    nodes: list[Node] = []
    for index, node in enumerate(paper.main):
        nodes.append(node)
        if isinstance(node, Block) and node.role == "body" and index < 14:
            nodes.append(Block("空行", (), Para(), node.run))
    return replace(paper, main=tuple(nodes))


def patchwork(paper: Paper) -> Paper:
    """Set every third paragraph as it came from another file."""
    looks = cycle((None, Run(SONG, 12), None, Run(YAHEI, 14), None, Run("楷体", 16, "0000FF")))

    def edit(block: Block) -> Block:
        run = next(looks) if block.role == "body" else None
        return _words(block, run) if run else block

    return _main(paper, edit)


def loose(paper: Paper) -> Paper:
    """Set lines one and a half apart, with space between paragraphs."""
    return _main(paper, lambda block: block.looks(line=700, before=120))


def black_head(paper: Paper) -> Paper:
    """Print the red head black."""
    head = paper.head
    return replace(
        paper, head=replace(head, masthead=tuple(_words(b, replace(b.run, color="")) for b in head.masthead))
    )


def latin_song(paper: Paper) -> Paper:
    """Set figures and letters in Calibri."""
    return _main(paper, lambda block: _words(block, replace(block.run, latin=CALIBRI)))


def red_words(paper: Paper) -> Paper:
    """Leave the red of a reviewer on the text."""
    return _main(paper, lambda b: _words(b, replace(b.run, color="FF0000")) if b.role == "body" else b)


def unnumbered(paper: Paper) -> Paper:
    """Leave page numbers out."""
    return replace(paper, footers=(), first_footer=None)


def no_grid(paper: Paper) -> Paper:
    """Leave the grid out."""
    return replace(paper, grid=False)


def sheet(page: Page) -> Mess:
    """Print on another sheet, or with other margins."""
    return lambda paper: replace(paper, page=page)


MESSES: tuple[tuple[Mess, ...], ...] = (
    (song, sheet(WORD_MARGINS), no_grid),
    (web, unnumbered),
    (bold, blanks),
    (small, sheet(NARROW_MARGINS)),
    (blanks, no_grid),
    (narrow_blanks, latin_song),
    (tabs, sheet(LETTER_SHEET)),
    (flush, small),
    (centred_end, left_title, bold),
    (gaps, song),
    (patchwork, unnumbered),
    (loose, sheet(WORD_MARGINS), latin_song),
    (black_head, patchwork),
    (red_words, flush),
    (song, blanks, unnumbered, no_grid, sheet(LETTER_SHEET)),
    (web, tabs, sheet(WORD_MARGINS)),
    (small, bold, centred_end),
    (loose, gaps, left_title),
    (narrow_blanks, song, black_head),
    (patchwork, flush, sheet(NARROW_MARGINS), no_grid),
)
CONSTRUCTIONS = ("direct", "styles", "direct", "table", "direct", "textbox", "direct", "theme", "direct", "runs")


@cache
def drafts() -> dict[str, bytes]:
    """Give the drafts as files, by name."""
    made = {}
    for paper, messes, construction in zip(prose_papers(), MESSES, cycle(CONSTRUCTIONS), strict=False):
        for mess in messes:
            paper = mess(paper)  # noqa: PLW2901 - one mess on the other
        made[f"{paper.name}.{construction}"] = pack(paper, construction)
    return made
