"""Lay out 发文机关署名, 成文日期, 印章 and 签名章 (7.3.5)."""

from __future__ import annotations

from dataclasses import replace

from maker.measure import TWIPS_PER_MM, mm, width
from maker.parts import Block, Doc, Grid, Mark, Node, Para, Stamp, Text

EMPTY = Block("空行")
DATE_RIGHT = 4.0
JOINT_COLUMNS = (4364, 4480)
RIGHT_EDGE = 10432
SEAL_DOWN = ("paragraph", -818 / TWIPS_PER_MM)
NAME_STAMP = Stamp(wide=27, high=12, look="name", way="inline")


def signing(doc: Doc) -> list[Node]:
    """Lay out the end of the main text as the kind of sealing asks."""
    if not doc.date:
        return []
    if doc.sealing == "签名章":
        return stamped(doc)
    if doc.sealing == "不加盖印章":
        return unsealed(doc)
    if not doc.signatures:
        date = date_block(doc)
        return [EMPTY, EMPTY, replace(date, items=(*date.items, *seal(doc)))]
    if len(doc.signatures) > 1:
        return joint(doc)
    return sealed(doc)


def date_block(doc: Doc, right: float = DATE_RIGHT) -> Block:
    """Lay out the date with so many 字 at its right."""
    return Block("成文日期", (Text("date", doc.date),), Para(align="right", right=right))


def signature_block(text: str, right: float, *marks: Mark) -> Block:
    """Lay out a signature with so many 字 at its right."""
    return Block("署名", (Text("signature", text), *marks), Para(align="right", right=right))


def sealed(doc: Doc) -> list[Node]:
    """Centre the signature over the date, which keeps four 字 at its right (7.3.5.1)."""
    right = DATE_RIGHT + (width(doc.date) - width(doc.signatures[0])) / 2
    return [EMPTY, EMPTY, signature_block(doc.signatures[0], right, *seal(doc)), date_block(doc)]


def seal(doc: Doc) -> tuple[Mark, ...]:
    """Return the seal of a document that bears one, centred on its date."""
    left = RIGHT_EDGE - round((DATE_RIGHT + width(doc.date) / 2) * 320) - mm(42) // 2
    stamp = Stamp(across=("page", left / TWIPS_PER_MM), down=SEAL_DOWN)
    return (Mark("seal", stamp),) if doc.sealing == "加盖印章" else ()


def unsealed(doc: Doc) -> list[Node]:
    """Keep two 字 right of the signature and start the date two 字 further right than it (7.3.5.2)."""
    right = width(doc.signatures[0]) - width(doc.date)
    return [EMPTY, signature_block(doc.signatures[0], 2.0), date_block(doc, right)]


def stamped(doc: Doc) -> list[Node]:
    """Stand each office title two 字 left of its stamp, the stamp four 字 from the right (7.3.5.3)."""
    rows = [
        Block(
            "签发人职务",
            (Text("signature", f"{office}　　"), Mark("name_stamp", NAME_STAMP)),
            Para(align="right", line=0, right=4, middle=True),
        )
        for office in doc.signatures
    ]
    return [EMPTY, EMPTY, *rows, EMPTY, date_block(doc)]


def joint(doc: Doc) -> list[Node]:
    """Set the signatures in the order of the agencies, two in a row, the last one over the date.

    Seals of 42 mm in neighbouring rows do not touch where the rows are five lines apart.
    """
    names = list(doc.signatures)
    if len(names) % 2:
        names.insert(-1, "")
    sealed = doc.sealing == "加盖印章"
    cells = [(joint_cell(name, JOINT_COLUMNS[place % 2], sealed=sealed),) for place, name in enumerate(names)]
    gap = ((EMPTY,) * 1, (EMPTY,) * 1)
    rows: list[tuple[tuple[Block, ...], ...]] = []
    for start in range(0, len(cells), 2):
        rows += [gap] * ((4 if sealed else 3) if start else 0) + [tuple(cells[start : start + 2])]
    return [EMPTY, EMPTY, Grid(JOINT_COLUMNS, tuple(rows)), date_block(doc)]


def joint_cell(name: str, column: int, *, sealed: bool) -> Block:
    """Centre a signature in its column, under its seal."""
    across = ("column", (column - mm(42)) / 2 / TWIPS_PER_MM)
    seal = Mark("seal", Stamp(across=across, down=SEAL_DOWN))
    return Block(
        "联合署名", ((Text("signature", name), *((seal,) if sealed else ())) if name else ()), Para(align="center")
    )
