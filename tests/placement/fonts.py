"""Fonts for measuring: a free font under the names of the Chinese ones, as high as those make a line in Word.

Without them a line of single spacing is as high as the stand-in says, and the comparison would be one of fonts.
"""

import shutil
import subprocess
from pathlib import Path

from fontTools.ttLib import TTFont

BASE = "AR PL SungtiL GB"
"""Every character of Chinese text is one em wide in it, quotation marks too."""
LINE = {"仿宋": 1.3, "楷体": 1.3, "黑体": 1.3, "宋体": 1.3, "小标宋": 1.35}
"""Height of a line in sizes."""
ABOVE = 0.8
ZERO, CIRCLE = 0x3007, 0x25CB
FAMILY_NAMES = (1, 4, 16)


def base_font() -> Path | None:
    """Find the free font; None when it is not installed."""
    if shutil.which("fc-match") is None:
        return None
    answer = subprocess.run(
        ("fc-match", "--format", "%{family}\n%{file}", BASE), capture_output=True, text=True, check=True
    ).stdout.splitlines()
    return Path(answer[1]) if BASE in answer[0] else None


def write_fonts(base: Path, folder: Path) -> None:
    """Write a font for each Chinese family into a folder."""
    for number, (family, height) in enumerate(LINE.items()):
        font = TTFont(base)
        stamp(font, family, height)
        font.save(folder / f"{number}.ttf")


def stamp(font: TTFont, family: str, height: float) -> None:
    """Give a font a name and a height of line in sizes; 〇, which it lacks, looks like ○."""
    above = round(height * ABOVE * font["head"].unitsPerEm)
    below = round(height * font["head"].unitsPerEm) - above
    header, metrics = font["hhea"], font["OS/2"]
    header.ascent, header.descent, header.lineGap = above, -below, 0
    metrics.sTypoAscender, metrics.sTypoDescender, metrics.sTypoLineGap = above, -below, 0
    metrics.usWinAscent, metrics.usWinDescent = above, below
    names = font["name"]
    names.names = [record for record in names.names if record.platformID == 3 and record.langID == 0x409]
    for record in names.names:
        if record.nameID in FAMILY_NAMES:
            names.setName(family, record.nameID, 3, 1, 0x409)
    for table in font["cmap"].tables:
        if table.isUnicode() and CIRCLE in table.cmap:
            table.cmap[ZERO] = table.cmap[CIRCLE]
