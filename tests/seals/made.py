"""Make documents with seals in every construction, right and wrong: python -m tests.seals.made OUTDIR.

Every paragraph is one line high, so that where a seal stands on the page can be told by hand. Lengths are twips.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
sys.path.insert(0, str(SAMPLES))

from maker.container import pack  # noqa: E402
from maker.layout import lay_out  # noqa: E402
from maker.measure import TWIPS_PER_MM, mm, width  # noqa: E402
from maker.parts import Block, Doc, Grid, Mark, Node, Page, Paper, Stamp  # noqa: E402

AGENCIES = ("云溪县教育局", "云溪县公安局", "云溪县水利局", "云溪县交通运输局")
DATE = "2024年9月6日"
TEXT = """为加强假期安全管理，现就有关事项通知如下。
各学校要组织一次安全教育。
各派出所要增加校园周边巡查。
请认真贯彻执行。"""
PAGE = Page()
RIGHT_EDGE = PAGE.width - PAGE.right
OVER = 818
"""A seal begins so much above its signature."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A document to make: `codes` are what a check finds.

    `agencies` counts the signatures; `across` and `down` are what the seals are placed from, `hang` the label of the paragraph
    they hang on (empty: the signature's own). `which` (from 1; 0 all) are moved by `move` millimetres, or built as `stamp` says;
    `drop` is left out. `more` lines of text are added, `blank` ones stand under the text.
    """

    name: str
    codes: frozenset[str] = frozenset()
    agencies: int = 1
    across: str = "page"
    down: str = "paragraph"
    hang: str = ""
    which: int = 0
    move: tuple[float, float] = (0, 0)
    stamp: dict[str, object] = field(default_factory=dict)
    drop: int = 0
    blank: int = 2
    more: int = 0
    sealed: bool = True


@dataclass(frozen=True, slots=True)
class Spot:
    """A paragraph on the page: its label, where its column, its text and its line begin and end."""

    label: str
    column: int
    text_end: int
    top: int
    middle: int


def cases(name: str) -> list[Case]:
    """Read the cases of a file beside this one."""
    data = tomllib.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))
    known = {one.name for one in fields(Case)}
    return [case(each, known) for each in data["case"]]


def case(data: dict[str, object], known: set[str]) -> Case:
    """Read one case; what is no key of a case is how the stamp is built."""
    codes = frozenset(data.pop("codes", ()))  # type: ignore[call-overload]
    stamp = {key: data.pop(key) for key in set(data) - known}
    return Case(codes=codes, stamp=stamp, **data)  # type: ignore[arg-type]


def made(one: Case) -> bytes:
    """Make the document of a case."""
    return pack(paper(one), "direct")


def paper(one: Case) -> Paper:
    """Lay out the document of a case with its seals."""
    names = AGENCIES[: one.agencies]
    doc = Doc(
        name=one.name,
        kind="通知",
        direction="下行",
        agencies=names,
        form="无版头",
        title=("关于加强假期", "安全管理的通知"),
        recipients="各乡镇人民政府：",
        text="请认真贯彻执行。\n" * one.more + TEXT,
        signatures=names,
        date=DATE,
        sealing="加盖印章",
    )
    bare = lay_out(doc)
    nodes = spread([strip(node) for node in bare.main], one.blank)
    spots = list(placed(nodes))
    marks = list(sealed(one, spots)) if one.sealed else []
    return replace(bare, main=tuple(hung(node, marks) for node in nodes))


def strip(node: Node) -> Node:
    """Take the seals away."""
    if isinstance(node, Grid):
        rows = tuple(tuple(tuple(bared(block) for block in cell) for cell in row) for row in node.rows)
        return replace(node, rows=rows)
    return bared(node)


def bared(block: Block) -> Block:
    """Take the seals of a paragraph away."""
    return replace(block, items=tuple(item for item in block.items if not isinstance(item, Mark)))


def spread(nodes: list[Node], blank: int) -> list[Node]:
    """Leave so many empty lines above what is signed."""
    first = next(at for at, node in enumerate(nodes) if isinstance(node, Grid) or node.label == "署名")
    return [*nodes[: first - 2], *[Block("空行")] * blank, *nodes[first:]]


def placed(nodes: list[Node]) -> Iterator[Spot]:
    """Yield the paragraphs with their places on the first page."""
    top = PAGE.top
    for node in nodes:
        if isinstance(node, Block):
            yield spot(node, PAGE.left, RIGHT_EDGE - PAGE.left, top)
            top += node.para.before + node.para.line
            continue
        for row in node.rows:
            left = PAGE.left
            for wide, (block,) in zip(node.widths, row, strict=True):
                yield spot(block, left, wide, top)
                left += wide
            top += max(block.para.line for (block,) in row)


def spot(block: Block, column: int, wide: int, top: int) -> Spot:
    """Place a paragraph of one line."""
    long = round(width(block.text) * 320)
    end = column + wide - round(block.para.right * 320)
    end = column + (wide + long) // 2 if block.para.align == "center" else end
    label = f"{block.label} {block.text}" if block.text else block.label
    return Spot(label, column, end, top, end - long // 2)


def sealed(one: Case, spots: list[Spot]) -> Iterator[tuple[str, Mark]]:
    """Yield the seals with the labels of the paragraphs they hang on."""
    signed = [spot for spot in spots if spot.label.startswith(("署名 ", "联合署名 "))]
    for number, own in enumerate(signed, 1):
        chosen = one.which in (0, number)
        right, down = one.move if chosen else (0, 0)
        stamp = Stamp(**one.stamp) if chosen else Stamp()  # type: ignore[arg-type]
        left = own.middle - mm(stamp.wide) // 2 + mm(right)
        top = own.top - OVER + mm(42 - stamp.high) // 2 + mm(down)
        anchor = next(spot for spot in spots if spot.label.startswith(one.hang)) if one.hang else own
        origin = {"page": 0, "margin": PAGE.left, "column": anchor.column, "character": anchor.text_end}
        upper = {"page": 0, "margin": PAGE.top, "paragraph": anchor.top, "line": anchor.top}
        across = (one.across, (left - origin[one.across]) / TWIPS_PER_MM)
        place = replace(stamp, across=across, down=(one.down, (top - upper[one.down]) / TWIPS_PER_MM))
        if number != one.drop:
            yield anchor.label, Mark("seal", place)


def hung(node: Node, marks: list[tuple[str, Mark]]) -> Node:
    """Hang the seals on their paragraphs."""
    if isinstance(node, Grid):
        rows = tuple(tuple(tuple(loaded(block, marks) for block in cell) for cell in row) for row in node.rows)
        return replace(node, rows=rows)
    return loaded(node, marks)


def loaded(block: Block, marks: list[tuple[str, Mark]]) -> Block:
    """Hang the seals of one paragraph on it."""
    label = f"{block.label} {block.text}" if block.text else block.label
    own = tuple(mark for name, mark in marks if name == label)
    return replace(block, items=(*block.items, *own))


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for each in (*cases("right.toml"), *cases("wrong.toml")):
        (folder / f"{each.name}.docx").write_bytes(made(each))
