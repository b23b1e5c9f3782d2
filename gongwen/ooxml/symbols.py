"""Map characters of symbol fonts to Unicode.

Symbol fonts keep their signs in the private area U+F000–U+F0FF; only signs seen in documents are mapped.
"""

_SYMBOL = {0xB7: "•", 0xA8: "♦", 0xD7: "⋅", 0xB4: "×", 0xB0: "°", 0xB1: "±", 0xA3: "≤", 0xB3: "≥", 0xB9: "≠"}
_WINGDINGS = {
    0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x75: "◆", 0x76: "❖", 0x77: "⬥", 0x9E: "·", 0x9F: "•",
    0xA1: "○", 0xA7: "▪", 0xA8: "□", 0xAB: "★", 0xB2: "☆", 0xD8: "➢", 0xE0: "→", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓",
    0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x52: "☑", 0x53: "☒", 0x97: "●", 0x98: "◉", 0x99: "◎", 0xA3: "□", 0xA2: "■"}
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}


def symbol(code: str | None, font: str | None) -> str:
    """Give the character behind w:sym; an unmapped one stays in the private area, a broken code gives nothing."""
    try:
        value = int(code or "", 16)
        character = chr(value)
    except (ValueError, OverflowError):
        return ""
    if not character.isprintable() and not 0xE000 <= value <= 0xF8FF:
        return ""
    known = _FONTS.get((font or "").lower(), {})
    return known.get(value & 0xFF, character) if value < 0x100 or 0xF000 <= value <= 0xF0FF else character


def plain(bullet: str, font: str | None) -> str:
    """Replace private characters of a bullet set in a symbol font."""
    return "".join(symbol(f"{ord(character):X}", font) for character in bullet)
