"""Say where everything stands on the page: pages, lines and rectangles by arithmetic, without an office suite."""

from gongwen.placement.place import place

__all__ = ["place"]
