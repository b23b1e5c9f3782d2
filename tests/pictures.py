"""Picture a repair: pages of a flawed sample as LibreOffice prints them, before and after; python -m tests.pictures FILE OUT.

Rows: as it is, after `gongwen fix`, after `gongwen fix --unsafe`. Columns: the pages with the title, the signature and the imprint.
"""

import sys
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from PIL import Image

import gongwen
from gongwen.pages import layout, page_images

PARTS = ("title", "date", "printer")
WIDTH = 420
"""Pixels a page is wide."""
GAP = 10
COLORS = 64


def pages_of(data: bytes) -> list[Image.Image]:
    """Give the pages that show the parts, once each, small."""
    stands = layout(data, rendered=True)
    wanted = dict.fromkeys(
        page.number for part in PARTS for page in stands.pages if any(found.element == part for found in page.elements)
    )
    images = page_images(data)
    return [_small(images[number - 1]) for number in sorted(wanted)]


def _small(png: bytes) -> Image.Image:
    image = Image.open(BytesIO(png)).convert("RGB")
    return image.resize((WIDTH, round(image.height * WIDTH / image.width)), Image.Resampling.LANCZOS)


def sheet(rows: Sequence[Sequence[Image.Image]]) -> Image.Image:
    """Put rows of pages on one grey sheet."""
    height = max(image.height for row in rows for image in row) + GAP
    whole = Image.new("RGB", ((WIDTH + GAP) * max(map(len, rows)) + GAP, height * len(rows) + GAP), "#999999")
    for top, row in enumerate(rows):
        for left, image in enumerate(row):
            whole.paste(image, (GAP + left * (WIDTH + GAP), GAP + top * height))
    return whole.quantize(COLORS)


def main(path: str, out: str) -> None:
    """Write the picture."""
    before = Path(path).read_bytes()
    states = (before, *(gongwen.fix(before, stage="final", unsafe=unsafe).data for unsafe in (False, True)))
    sheet([pages_of(data) for data in states]).save(out, optimize=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
