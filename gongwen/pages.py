"""Where a document stands on its pages: from a file to its layout, and to images of its pages."""

from collections.abc import Mapping

from gongwen.anatomy.recognise import recognise
from gongwen.api import name_of
from gongwen.bookshelf import load_rules
from gongwen.layout import Layout
from gongwen.ooxml.package import Package, Source
from gongwen.ooxml.reader import read
from gongwen.placement import place
from gongwen.placement.model import Placement
from gongwen.settling import permit


def layout(source: Source, *, path: str = "", facts: Mapping[str, str] | None = None, rendered: bool = False) -> Layout:
    """Say where the elements of one document stand on its pages: by arithmetic, or `rendered` by LibreOffice.

    Raises UnreadableDocument, ConfigError for a fact or value that does not exist, and RenderingFailed when LibreOffice is asked
    and is not installed or cannot print the document.
    """
    if facts:
        permit(facts, load_rules())
    package = Package.open(source)
    draft = read(package)
    placement = _rendered(package.data) if rendered else place(draft)
    return Layout.of(recognise(draft, facts=facts), placement, path=path or name_of(source))


def page_images(source: Source, *, dpi: int = 96) -> list[bytes]:
    """Give a PNG of each page of one document as LibreOffice prints it.

    Raises UnreadableDocument, and RenderingFailed when LibreOffice is not installed or cannot print the document.
    """
    from gongwen import render  # noqa: PLC0415 - it needs what few have installed

    return render.page_images(Package.open(source).data, dpi=dpi)


def _rendered(data: bytes) -> Placement:
    from gongwen import render  # noqa: PLC0415 - it needs what few have installed

    return render.measure(data)
