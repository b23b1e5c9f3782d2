"""Write comments into sample documents, as people do in Word: with python-docx, not with our own writer."""

import io
from collections.abc import Iterator
from pathlib import Path

from docx import Document
from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run

SAMPLES = Path(__file__).resolve().parent.parent / "samples"


def commented(sample: str, *comments: tuple[str, str], author: str = "审核") -> bytes:
    """Give a sample with comments: the words of the body each is anchored on, as long as whole runs hold them, and its text."""
    document = Document(str(SAMPLES / f"{sample}.docx"))
    for words, text in comments:
        document.add_comment(_holding(document, words), text=text, author=author, initials="审")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def unlike_a_title(words: str) -> bytes:
    """Give a flawed notice whose title, but for its first line, is other words and looks like text."""
    document = Document(str(SAMPLES / "flawed-tongzhi.docx"))
    line = next(one for one in document.paragraphs if "森林防火工作的通知" in one.text)
    line.text = words
    line.alignment = WD_ALIGN_PARAGRAPH.LEFT
    line.runs[0].font.size = Pt(16)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _holding(document: Docx, words: str) -> list[Run]:
    """Find the fewest runs of one paragraph that hold the words."""
    paragraph = next(one for one in _paragraphs(document) if words in one.text)
    runs = paragraph.runs
    spans = [(first, last) for first in range(len(runs)) for last in range(first, len(runs))]
    holding = (
        runs[first : last + 1] for first, last in spans if words in "".join(run.text for run in runs[first : last + 1])
    )
    return min(holding, key=len)


def _paragraphs(document: Docx) -> Iterator[Paragraph]:
    yield from document.paragraphs
    yield from (paragraph for table in document.tables for cell in table._cells for paragraph in cell.paragraphs)
