"""Find the text of paragraphs among the letters of a printed document."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from gongwen.render.pdf import Letter, Place

AHEAD = 600
"""Letters to look through for where a text goes on: a footer and a header may stand in between."""
SURE = 8
"""Letters that tell for certain where a text goes on."""


@dataclass(frozen=True)
class Letters:
    """Hold letters in order of printing."""

    letters: Sequence[Letter]

    @cached_property
    def text(self) -> str:
        """Give them as a string."""
        return "".join(letter.char for letter in self.letters)

    def of_size(self, size: float) -> "Letters":
        """Give those of one size."""
        return Letters([letter for letter in self.letters if abs(letter.size - size) < 0.3])

    @cached_property
    def pages(self) -> dict[int, list[int]]:
        """Give the indexes of the letters of each page."""
        found: dict[int, list[int]] = {}
        for index, letter in enumerate(self.letters):
            found.setdefault(letter.place.page, []).append(index)
        return found

    def below(self, place: Place, reach: float, char: str) -> Iterator[int]:
        """Yield those of one character that stand right of a place and up to `reach` below it."""
        for index in self.pages.get(place.page, ()):
            at = self.letters[index].place
            if self.text[index] == char and 0 < at.y - place.y <= reach and at.x > place.x - 1:
                yield index

    def follow(self, text: str, at: int) -> dict[int, Place]:
        """Give where each character of a text stands, by its offset; `at` is its first letter.

        A letter that is missing, or another in its place, is left out.
        """
        found: dict[int, Place] = {}
        offsets = [offset for offset, char in enumerate(text) if char.strip()]
        bare = "".join(text[offset] for offset in offsets)
        for index, offset in enumerate(offsets):
            at = self._resume(bare, index, at)
            if self.text[at : at + 1] == bare[index]:
                found[offset] = self.letters[at].place
                at += 1
        return found

    def _resume(self, text: str, index: int, at: int) -> int:
        """Give where a text goes on: here, or where its next letters are found."""
        ahead = text[index : index + SURE]
        if self.text[at : at + 1] == ahead[:1] or len(ahead) < 2:
            return at
        found = self.text.find(ahead, at, at + AHEAD)
        return at if found < 0 else found
