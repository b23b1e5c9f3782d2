"""Show the pages of a document as LibreOffice prints them."""

from gongwen.errors import RenderingFailed
from gongwen.render.copies import settle
from gongwen.render.office import to_pdf
from gongwen.render.pdf import images


def page_images(data: bytes, *, dpi: int = 96) -> list[bytes]:
    """Give a PNG of each page of a .docx file.

    Raises UnreadableDocument, and RenderingFailed when LibreOffice is not installed or cannot print it.
    """
    (pdf,) = to_pdf([settle(data)])
    if pdf is None:
        raise RenderingFailed("LibreOffice 没有能够排出这份文档。")
    return images(pdf, dpi=dpi)
