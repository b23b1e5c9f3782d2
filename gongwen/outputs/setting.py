"""Tell a clerk what was set, element by element, what was added, and what was left as it was."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from gongwen.anatomy.elements import TERMS
from gongwen.outcome import ALONG, FindingRecord, TypesetResult
from gongwen.outputs.outcome import left, page, remark
from gongwen.outputs.places import Place, Places
from gongwen.outputs.terminal import PLAIN, Style, clean, shorten
from gongwen.report import ElementRecord

_ORDER = list(TERMS)
_EXCERPT_WIDTH = 40
_NOTHING = "没有需要排的地方"
_UNSURE = "认得不准、没有排的"


def render(result: TypesetResult, style: Style = PLAIN, *, dry: bool = False) -> str:
    """Print the result of setting a document; `dry` tells that nothing is written."""
    done = [line for lines in (_set(result), _added(result), _page(result)) for line in lines]
    shown = [style.fill(line, indent=2, hanging=4) for line in done]
    title = style.fill(style.paint("可以这样排" if dry else "排好的", "strong"))
    rest = (*left(result, style, _remark), *_left_alone(result, style))
    return page(result, ["", title, *shown] if shown else ["", style.fill(_NOTHING)], rest, style)


def _set(result: TypesetResult) -> Iterator[str]:
    """Say of every kind of element how many were set and how: “正文 12 段：仿宋、三号、左空2字”."""
    found = [one for one in result.fixed if one.location.element and one.location.path]
    for name, records in _by_element(found):
        looks = dict.fromkeys(clean(one.after or one.title) for one in records if one.reason != ALONG)
        yield f"{TERMS[name]} {_number(records)} {Place(name).unit}：{'、'.join(looks) or '随别处排好'}"
        yield from dict.fromkeys(f"　　请核对：{clean(one.reason)}" for one in records if one.reason not in ("", ALONG))


def _number(records: Sequence[FindingRecord]) -> int:
    """Count the elements that findings tell of by their texts: addresses move from pass to pass, and some show but a part."""
    counted: list[str] = []
    for text in sorted({one.location.excerpt for one in records}, key=len, reverse=True):
        if not any(text in longer for longer in counted):
            counted.append(text)
    return len(counted)


def _added(result: TypesetResult) -> Iterator[str]:
    """Say what was missing and is there now."""
    found = [one for one in result.fixed if one.location.element and not one.location.path]
    for name, records in _by_element(found):
        shown = clean(records[0].after)
        yield f"补上{TERMS[name]}" + (f"：{shown}" if shown not in ("", TERMS[name]) else "")


def _page(result: TypesetResult) -> Iterator[str]:
    """Say what changed for the document as a whole."""
    for one in result.fixed:
        if not one.location.element and one.reason != ALONG:
            yield f"全文：{clean(one.title)}"


def _by_element(records: Sequence[FindingRecord]) -> Iterator[tuple[str, list[FindingRecord]]]:
    place = lambda one: _ORDER.index(one.location.element)  # noqa: E731  # sorts and groups alike
    return ((_ORDER[name], list(group)) for name, group in groupby(sorted(records, key=place), key=place))


def _left_alone(result: TypesetResult, style: Style) -> Iterator[str]:
    """List the elements that are not surely known, each with its confidence."""
    if not result.unsure:
        return
    yield ""
    yield style.fill(style.paint(f"{_UNSURE} {len(result.unsure)} 处", "strong"))
    places = Places(result.after)
    for one in result.unsure:
        yield style.fill(_doubt(one, places), indent=2, hanging=4)


def _doubt(one: ElementRecord, places: Places) -> str:
    words = shorten(clean(one.text), _EXCERPT_WIDTH)
    return f"“{words}”：可能是{places.find(one.location)}，把握 {one.confidence:.0%}"


def _remark(alike: Sequence[FindingRecord], style: Style) -> Iterator[str]:
    yield from remark(alike, style, asked="")
