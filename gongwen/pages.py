"""Where a document stands on its pages: from a file to its layout, and to images of its pages."""

from collections.abc import Mapping

from gongwen import files
from gongwen.api import Beside, Tell, name_of, recognised
from gongwen.layout import Layout
from gongwen.ooxml.package import Package, Source
from gongwen.ooxml.reader import read
from gongwen.placement import place
from gongwen.placement.model import Placement


def layout(
    source: Source,
    *,
    path: str = "",
    facts: Mapping[str, str] | None = None,
    rendered: bool = False,
    sidecar: Beside = None,
    tell: Tell | None = None,
) -> Layout:
    """Say where the elements of one document stand on its pages: by arithmetic, or `rendered` by LibreOffice.

    `facts`, `sidecar` and `tell` are those of `api.recognised`. Raises UnreadableDocument, ConfigError for a fact or value that does
    not exist and a sidecar that cannot be read or has faults, and RenderingFailed when LibreOffice is asked and is not installed
    or cannot print the document.
    """
    package = Package.open(source)
    draft = read(package)
    placement = _rendered(package.data) if rendered else place(draft)
    gongwen = recognised(draft, facts=facts, sidecar=sidecar, tell=tell)
    return Layout.of(gongwen, placement, path=files.shown(path or name_of(source)))


def page_images(source: Source, *, dpi: int = 96) -> list[bytes]:
    """Give a PNG of each page of one document as LibreOffice prints it.

    Raises UnreadableDocument, and RenderingFailed when LibreOffice is not installed or cannot print the document.
    """
    from gongwen import render  # noqa: PLC0415 - it needs what few have installed

    return render.page_images(Package.open(source).data, dpi=dpi)


def _rendered(data: bytes) -> Placement:
    from gongwen import render  # noqa: PLC0415 - it needs what few have installed

    return render.measure(data)
