"""Stand-ins for fonts that are not installed, told to LibreOffice alone through a fonts.conf of its own."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.sax.saxutils import escape

from gongwen.tables import read_table

_SONG = ("Noto Serif CJK SC", "Source Han Serif SC", "AR PL SungtiL GB", "AR PL UMing CN")
STAND_INS: Mapping[str, tuple[str, ...]] = {
    "仿宋": ("FangSong", "STFangsong", *_SONG),
    "楷体": ("KaiTi", "STKaiti", "AR PL KaitiM GB", "AR PL UKai CN", *_SONG),
    "黑体": ("SimHei", "STHeiti", "Noto Sans CJK SC", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei"),
    "宋体": ("SimSun", "STSong", *_SONG),
    "小标宋": ("STZhongsong", *_SONG),
}
"""Free fonts by family, the nearest first; every Chinese character is as wide as it is high in all of them."""
LATIN: Mapping[str, tuple[str, ...]] = {
    "Times New Roman": ("Liberation Serif", "Tinos"),
    "Arial": ("Liberation Sans", "Arimo"),
    "Calibri": ("Carlito",),
    "Courier New": ("Liberation Mono", "Cousine"),
}
"""Free fonts with the same widths."""
_SYSTEM = "/etc/fonts/fonts.conf"


def write_font_settings(folder: Path, *, fonts: Path | None = None) -> Path:
    """Write a fonts.conf into a folder: the fonts of the system, those of `fonts`, and the stand-ins; its cache stays there."""
    more = f"<dir>{escape(str(fonts))}</dir>" if fonts else ""
    path = folder / "fonts.conf"
    path.write_text(
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>\n'
        f'<include ignore_missing="yes">{_SYSTEM}</include>\n{more}<cachedir>{escape(str(folder / "cache"))}</cachedir>\n'
        f"{''.join(_aliases())}</fontconfig>\n",
        encoding="utf-8",
    )
    return path


def font_names() -> Iterator[tuple[str, str]]:
    """Yield every name of a Chinese font with its family."""
    families = read_table("fonts")["families"]
    assert isinstance(families, dict)
    return ((name, family) for family in STAND_INS for name in families[family])


def _aliases() -> Iterator[str]:
    for name, family in font_names():
        yield _alias(name, (family, *STAND_INS[family]))
    for name, others in LATIN.items():
        yield _alias(name, others)


def _alias(name: str, others: tuple[str, ...]) -> str:
    accepted = "".join(f"<family>{escape(other)}</family>" for other in others if other != name)
    return f'<alias binding="same"><family>{escape(name)}</family><accept>{accepted}</accept></alias>\n'
