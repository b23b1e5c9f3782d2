"""Fit text to where it is shown: colour and width on a terminal, plain and unlimited anywhere else."""

import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Self, TextIO
from unicodedata import combining, east_asian_width

Tone = Literal["error", "warning", "info", "strong", "faint", "mark"]

_TONES: Mapping[Tone, str] = {
    "error": "31",
    "warning": "33",
    "info": "36",
    "strong": "1",
    "faint": "2",
    "mark": "1;4;31",
}
_PAINT = re.compile(r"\x1b\[[0-9;]*m")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_CLOSING = r"[，。、；：？！）》”’〕】\]]*"
_TOKEN = re.compile(rf"(?:\x1b\[[0-9;]*m)+|(?:[!-~]+|.){_CLOSING}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Style:
    """Say how text is shown: `colour` by ANSI sequences, `width` in columns, None for unlimited."""

    colour: bool = False
    width: int | None = None

    @classmethod
    def of(cls, stream: TextIO, environment: Mapping[str, str]) -> Self:
        """Choose for a stream; NO_COLOR and a dumb terminal are respected."""
        if not stream.isatty():
            return cls()
        plain = environment.get("NO_COLOR") or environment.get("TERM") == "dumb"
        return cls(colour=not plain, width=max(40, shutil.get_terminal_size().columns))

    def paint(self, text: str, tone: Tone) -> str:
        """Colour a text."""
        return f"\x1b[{_TONES[tone]}m{text}\x1b[0m" if self.colour and text else text

    def mark(self, text: str) -> str:
        """Mark a fault: by colour, or by ⟦⟧ where there is none (also around nothing, where something is missing)."""
        return self.paint(text, "mark") if self.colour and text.strip() else f"⟦{text}⟧"

    def fill(self, text: str, *, indent: int = 0, hanging: int | None = None) -> str:
        """Indent a text and break it at the width; the lines after the first are indented by `hanging`."""
        further = indent if hanging is None else hanging
        if self.width is None or indent + columns(text) <= self.width:
            return " " * indent + text
        lines = _lines(text, self.width - indent, self.width - further)
        return " " * indent + ("\n" + " " * further).join(lines)


PLAIN = Style()
"""No colour, no width: for files, pipes and tests."""


def columns(text: str) -> int:
    """Count the columns a text takes: two for Chinese characters, none for colour."""
    return sum(_columns(char) for char in _PAINT.sub("", text))


def pad(text: str, width: int) -> str:
    """Fill a text with blanks up to a width in columns."""
    return text + " " * (width - columns(text))


def shorten(text: str, width: int) -> str:
    """Cut a text to a width in columns, an ellipsis at its end."""
    if 2 * len(text) <= width or columns(text) <= width:
        return text
    kept, used = "", 0
    for char in text:
        used += _columns(char)
        if used > width - 2:
            break
        kept += char
    return kept + "…"


def clean(text: str) -> str:
    """Make a text from a document harmless and one line long: no control characters, breaks as ↵."""
    if text.isprintable():  # most are, and to ask is far quicker
        return text
    return _CONTROL.sub("�", text.replace("\n", "↵").replace("\t", " ").replace("\f", "↵"))


def _columns(char: str) -> int:
    if combining(char):
        return 0
    # Terminals set for Chinese show quotation marks, dashes and the ellipsis (ambiguous width) in two columns.
    return 2 if east_asian_width(char) in "WFA" else 1


def _lines(text: str, first: int, further: int) -> list[str]:
    """Break a text into a first line and further ones of these widths."""
    lines, line, used, width = [], "", 0, first
    for token in _TOKEN.findall(text):
        for piece in [token] if columns(token) <= further else token:
            need = columns(piece)
            if used + need > width and line:
                lines.append(line)
                line, used, width = "", 0, further
            if line or not piece.isspace():
                line += piece
                used += need
    return [*lines, line]
