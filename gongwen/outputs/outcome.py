"""Tell a clerk what was mended, what was not, and why."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from gongwen.outcome import ADVICE, ALONG, NO_WAY, FindingRecord, FixResult
from gongwen.outputs.terminal import PLAIN, Style, clean, shorten
from gongwen.outputs.text import SEVERITY_TERMS, heading, not_covered

_INDENT = 4
_EXCERPT_WIDTH = 60
_ASKED = "；加 --unsafe 可以代改，改后请核对"
_NOTHING = "没有可以自动修改的地方"

Show = Callable[[Sequence[FindingRecord], Style], Iterator[str]]
"""Show findings that are told in the same words."""


def render(result: FixResult, style: Style = PLAIN, *, dry: bool = False) -> str:
    """Print the result of a repair; `dry` tells that nothing is written."""
    done = section("可以改" if dry else "改了", result.fixed, _change, style)
    return page(result, list(done) or ["", style.fill(_NOTHING)], left(result, style, _remark), style)


def page(result: FixResult, done: Iterable[str], rest: Iterable[str], style: Style) -> str:
    """Put what was done and what is left under the name of the document, with what the result does not cover."""
    lines = [style.fill(style.paint(heading(result.before), "strong"), hanging=2), *done, *rest]
    notes = list(map(style.fill, not_covered(result.after)))
    return "\n".join([*lines, *([""] if notes else []), *notes]) + "\n"


def left(result: FixResult, style: Style, remark: Show) -> Iterator[str]:
    """Show what was not mended, and why."""
    yield from section("没有改成", result.refused, _refusal, style)
    yield from section("改后新显出", result.newly_visible, remark, style)
    yield from section("留给人改", result.remaining, remark, style)


def section(title: str, records: Sequence[FindingRecord], show: Show, style: Style) -> Iterator[str]:
    """Show findings under a title that counts them, those told in the same words once; nothing where there are none."""
    if records:
        yield ""
        yield style.fill(style.paint(f"{title} {len(records)} 处", "strong"))
        for alike in _alike(records):
            yield from show(alike, style)


def _alike(records: Sequence[FindingRecord]) -> Sequence[Sequence[FindingRecord]]:
    """Put together what is told in the same words, in the order of the first of each."""
    groups: dict[tuple[str, ...], list[FindingRecord]] = {}
    for one in records:
        key = (one.code, one.location.element, one.message, one.title, one.before, one.after, one.reason)
        groups.setdefault(key, []).append(one)
    return tuple(groups.values())


def _change(alike: Sequence[FindingRecord], style: Style) -> Iterator[str]:
    """Show a change: where, before → after, by which rule, and below what is said in words or the words around it."""
    one = alike[0]
    change = f"{clean(one.before)} → {clean(one.after)}" if one.before and one.after else clean(one.title)
    yield _line(f"{_where(alike)}：{change or clean(one.message)}", one, style)
    words = _excerpt(one, style)
    if words or change != clean(one.title):
        yield style.fill(words or clean(one.title), indent=_INDENT)
    if one.reason:
        asked = "" if one.reason == ALONG or "核对" in one.reason else "请核对："
        yield style.fill(f"{asked}{clean(one.reason)}", indent=_INDENT)


def _refusal(alike: Sequence[FindingRecord], style: Style) -> Iterator[str]:
    yield _line(f"{_where(alike)}：{clean(alike[0].message)}", alike[0], style)
    yield style.fill(f"原因：{clean(alike[0].reason)}", indent=_INDENT)


def _remark(alike: Sequence[FindingRecord], style: Style) -> Iterator[str]:
    yield from remark(alike, style, asked=_ASKED)


def remark(alike: Sequence[FindingRecord], style: Style, *, asked: str) -> Iterator[str]:
    """Show what a person has to mend, and how; `asked` says how it may be mended for him after all."""
    one = alike[0]
    yield _line(f"{SEVERITY_TERMS[one.severity]}　{_where(alike)}：{clean(one.message)}", one, style)
    if one.title:
        yield style.fill(f"改法：{clean(one.title)}", indent=_INDENT)
    if one.applicability == "unsafe":
        yield style.fill(f"{clean(one.reason)}{asked}", indent=_INDENT)
    elif one.reason not in (NO_WAY, ADVICE):
        yield style.fill(clean(one.reason), indent=_INDENT)


def _where(alike: Sequence[FindingRecord]) -> str:
    return alike[0].place if len(alike) == 1 else f"{alike[0].place}等{len(alike)}处"


def _line(text: str, one: FindingRecord, style: Style) -> str:
    return style.fill(f"{text}　{style.paint(f'[{one.code}]', 'faint')}", indent=2, hanging=_INDENT)


def _excerpt(one: FindingRecord, style: Style) -> str:
    """Give the words around a change of text, marked; empty for a change of something else."""
    words, before = shorten(clean(one.location.excerpt), _EXCERPT_WIDTH), clean(one.before)
    if (before and before not in words) or words == before:
        return ""
    return words.replace(before, style.mark(before)) if before and words.count(before) == 1 else words
