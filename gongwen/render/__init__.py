"""Say where everything stands by LibreOffice instead of arithmetic, and show the pages; both need more than gongwen itself."""

from gongwen.render.pages import page_images
from gongwen.render.printed import measure

__all__ = ["measure", "page_images"]
