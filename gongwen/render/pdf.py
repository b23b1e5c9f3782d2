"""Read back from a PDF where its named places and figures stand. Lengths are points from the upper left corner of the page."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from gongwen.errors import RenderingFailed

try:
    import pypdfium2 as pdfium
    from pypdfium2 import raw
except ModuleNotFoundError:
    pdfium = raw = None


@dataclass(frozen=True, slots=True)
class Place:
    """Hold a point on a page (from 1)."""

    page: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Figure:
    """Hold the rectangle of a picture or a line drawing."""

    page: int
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Letter:
    """Hold a printed letter: its size, where it begins and what it stands on."""

    char: str
    size: float
    place: Place


@dataclass(frozen=True, slots=True)
class Print:
    """Hold a printed document: the size of each page, the named places, the figures, and the letters in order of printing."""

    sizes: tuple[tuple[float, float], ...]
    places: dict[str, Place]
    figures: tuple[Figure, ...]
    letters: tuple[Letter, ...]


def read_print(data: bytes) -> Print:
    """Read a PDF.

    Raises RenderingFailed when what reads it is not installed.
    """
    document = _open(data)
    try:
        sizes = tuple(document.get_page_size(index) for index in range(len(document)))
        places, figures = dict(_places(document, sizes)), tuple(_figures(document))
        return Print(sizes, places, figures, tuple(_letters(document, sizes)))
    finally:
        document.close()


def images(data: bytes, *, dpi: int) -> list[bytes]:
    """Give a PNG of each page.

    Raises RenderingFailed when what reads the PDF is not installed.
    """
    document = _open(data)
    try:
        return [_png(document[index], dpi) for index in range(len(document))]
    finally:
        document.close()


def _open(data: bytes) -> "pdfium.PdfDocument":
    if pdfium is None:
        raise RenderingFailed("缺少读取 PDF 的组件，请先安装：pip install 'gongwen[render]'。")
    return pdfium.PdfDocument(data)


def _png(page: "pdfium.PdfPage", dpi: int) -> bytes:
    stream = BytesIO()
    page.render(scale=dpi / 72).to_pil().save(stream, "PNG")
    return stream.getvalue()


def _places(document: "pdfium.PdfDocument", sizes: tuple[tuple[float, float], ...]) -> Iterator[tuple[str, Place]]:
    for index in range(raw.FPDF_CountNamedDests(document)):
        length = ctypes.c_long(0)
        raw.FPDF_GetNamedDest(document, index, None, length)
        buffer = ctypes.create_string_buffer(length.value)
        target = raw.FPDF_GetNamedDest(document, index, buffer, length)
        page = raw.FPDFDest_GetDestPageIndex(document, target)
        x, y = _point(target)
        if 0 <= page < len(sizes):
            name = buffer.raw[: length.value].decode("utf-16-le").rstrip("\0")
            yield name, Place(page + 1, x, sizes[page][1] - y)


def _point(target: object) -> tuple[float, float]:
    has = [ctypes.c_int() for _ in range(3)]
    at = [ctypes.c_float() for _ in range(3)]
    raw.FPDFDest_GetLocationInPage(target, *has, *at)
    return at[0].value, at[1].value


def _figures(document: "pdfium.PdfDocument") -> Iterator[Figure]:
    for index in range(len(document)):
        page = document[index]
        height = page.get_height()
        for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH]):
            left, bottom, right, top = item.get_bounds()
            yield Figure(index + 1, left, height - top, right - left, top - bottom)


def _letters(document: "pdfium.PdfDocument", sizes: tuple[tuple[float, float], ...]) -> Iterator[Letter]:
    x, y = ctypes.c_double(), ctypes.c_double()
    for page, (_, height) in enumerate(sizes, 1):
        text = document[page - 1].get_textpage()
        for index in range(text.count_chars()):
            char = chr(raw.FPDFText_GetUnicode(text, index))
            if char.strip() and char != "\0" and raw.FPDFText_GetCharOrigin(text, index, x, y):
                size = raw.FPDFText_GetFontSize(text, index)
                yield Letter(char, size, Place(page, x.value, height - y.value))
