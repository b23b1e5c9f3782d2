"""Find the seals and name stamps of a document: where it is signed by size and look, elsewhere only what is sure to be a seal."""

from collections.abc import Callable, Iterator, Sequence

from gongwen.anatomy.elements import Element, Mark
from gongwen.draft import Draft, Paragraph, Shape
from gongwen.seals.recognise import Recogniser, Stamp


def stamps(
    draft: Draft,
    elements: Sequence[Element],
    signing: range,
    around: Callable[[Paragraph], tuple[int, int]],
    start: int,
) -> Iterator[tuple[int, Element]]:
    """Yield seals and name stamps with their places among `elements`.

    `signing` are the places by 署名 and 成文日期; a seal hung on the text between the title at `start` and an attachment belongs
    there too. `around` gives the places before and behind a paragraph.
    """
    recogniser = Recogniser(draft.media)
    end = _end(elements, signing)
    for paragraph, shape in _shapes(draft):
        before, behind = around(paragraph)
        near = before in signing
        stamp = recogniser.stamp(shape) if near or start < before < end else None
        if stamp and (near or stamp.sure):
            yield (behind if near or not signing else _clamped(behind, signing)), _element(stamp, paragraph)


def _shapes(draft: Draft) -> Iterator[tuple[Paragraph, Shape]]:
    return ((paragraph, shape) for paragraph in draft.paragraphs() for shape in paragraph.shapes)


def _end(elements: Sequence[Element], signing: range) -> int:
    """Give the place where the first attachment begins: what is stamped there is none of this document."""
    after = signing.stop - 1 if signing else 0
    labels = (place for place, e in enumerate(elements) if e.name == "attachment_label" and place >= after)
    return next(labels, len(elements))


def _clamped(place: int, signing: range) -> int:
    return max(signing.start + 1, min(place, signing.stop - 1))


def _element(stamp: Stamp, paragraph: Paragraph) -> Element:
    shape = stamp.shape
    mark = Mark("picture", paragraph, shape.width, shape.height, None, "sng", shape, look=stamp.look)
    return Element(stamp.kind, (), mark)
