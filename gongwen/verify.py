"""Run the examples of the rule book: every rule must fire on its bad ones, there only, and stay silent on the good.

`python -m gongwen.verify [CODE|GROUP|FILE …]` lists what fails; with rule files, only those are read.
"""

import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from gongwen import rulelint
from gongwen.anatomy.elements import GROUPS, WRAPPED, Element, Facts, Gongwen, Segment
from gongwen.anatomy.fields import parse
from gongwen.anatomy.outline import outline
from gongwen.bookshelf import load_rules, read_rules
from gongwen.checks.base import Hit, Reading
from gongwen.checks.terms import TermsCheck
from gongwen.draft import Address, Draft, Paragraph, ParagraphFormat, Run, RunFormat, Section
from gongwen.errors import GongwenError, RuleFileError
from gongwen.findings import replacement, violations
from gongwen.register import load_register
from gongwen.rulefile import Change, ExampleSpec, Sample
from gongwen.rules import Rule, fact_values
from gongwen.tables import rules_folder
from gongwen.units import Pt, from_mm
from gongwen.variants import sample, vary
from gongwen.wordlint import table_problems
from gongwen.words import Term

Text = tuple[str, str]
"""An element and its text."""
Span = tuple[int, int, int]
"""Index of the element, start and end in its text; the document as a whole is (-1, 0, 0)."""
WHOLE: Span = (-1, 0, 0)
MARK = re.compile(r"⟦(.*?)⟧", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Failure:
    """Say which example (from 1; 0 for the rule itself) fails, and how."""

    code: str
    example: int
    problem: str

    def __str__(self) -> str:
        """Give one line for the terminal."""
        return f"{self.code} 例{self.example}：{self.problem}" if self.example else f"{self.code}：{self.problem}"


def verify(rules: Iterable[Rule]) -> list[Failure]:
    """Run all examples of these rules, and see that their word tables do not contradict each other."""
    rules = tuple(rules)
    tables = {
        rule.check.table: rule.check.terms for rule in rules if isinstance(rule.check, TermsCheck) if rule.check.table
    }
    failures = [failure for rule in rules for failure in verify_rule(rule)]
    return [*failures, *(Failure("词表", 0, problem) for problem in table_problems(tables))]


def verify_rule(rule: Rule) -> Iterator[Failure]:
    """Run the examples of one rule, and see that it has what it needs."""
    try:
        examples = rule.examples
    except RuleFileError as error:
        yield from (Failure(rule.code, 0, problem) for problem in error.problems)
        return
    cures = [example.good for example in examples if example.bad is not None]
    misses = [example.good for example in examples if example.bad is None]
    if not cures:
        yield Failure(rule.code, 0, "没有写错的例子（bad）")
    if not misses:
        yield Failure(rule.code, 0, "没有单独的 good：看似有错而正确的例子")
    for number, example in enumerate(examples, start=1):
        if example.bad is None and example.good in [cure for cure in cures if not example.facts]:
            yield Failure(rule.code, number, "与某个有错例子的 good 相同，不算看似有错的例子")
        for problem in (*rulelint.example_problems(rule, example), *example_problems(rule, example)):
            yield Failure(rule.code, number, problem)
    if isinstance(rule.check, TermsCheck) and rule.check.table:
        yield from (Failure(rule.code, 0, problem) for row in rule.check.terms for problem in row_problems(rule, row))


def row_problems(rule: Rule, row: Term) -> Iterator[str]:
    """Try a row of a word table both ways; a row without sentences of its own is tried with the bare words."""
    bad, good = ExampleSpec(bad=row.bad or f"⟦{row.wrong}⟧"), ExampleSpec(good=row.good or row.right)
    if [match[1] for match in MARK.finditer(str(bad.bad))] != [row.wrong]:
        yield f"“{row.wrong}”：bad 里应当有一处 ⟦{row.wrong}⟧"
        return
    gongwen = built(rule, bad, str(bad.bad))
    if {_span(gongwen, hit) for hit in _run(rule, gongwen)} != _marked(_texts(rule, bad, str(bad.bad))):
        yield f"“{row.wrong}”：没有在 bad 里标出的地方报出，或者多报"
    yield from (f"“{row.wrong}”：{problem}" for problem in example_problems(rule, good) if good.good)


def example_problems(rule: Rule, example: ExampleSpec) -> Iterator[str]:
    """Yield what goes wrong with one example."""
    try:
        if example.bad is not None:
            yield from _bad_problems(rule, example, example.bad)
        if example.good is not None:
            hits = _run(rule, built(rule, example, example.good))
            yield from (f"good 不该报，却报了“{hit.found}”" for hit in hits)
        elif example.bad is None:
            yield "bad、good 至少写一个"
    except GongwenError as error:
        yield str(error)
    except Exception as error:  # a rule that crashes is what this looks for
        yield f"运行出错：{error!r}"


def _bad_problems(rule: Rule, example: ExampleSpec, bad: Sample) -> Iterator[str]:
    gongwen = built(rule, example, bad)
    hits = _run(rule, gongwen)
    if not hits:
        yield "bad 没有报出"
        return
    if isinstance(bad, Change):
        return
    texts = _texts(rule, example, bad)
    found = {_span(gongwen, hit) for hit in hits}
    expected = _marked(texts)
    if found != expected:
        yield f"标出的范围不符：应为 {_show(texts, expected)}，报的是 {_show(texts, found)}"
    elif rule.fix and rule.fix.replace is not None:
        yield from _fix_problems(rule, example, _mended(rule, gongwen, hits))


def _fix_problems(rule: Rule, example: ExampleSpec, mended: Sequence[Text]) -> Iterator[str]:
    if example.good is None or isinstance(example.good, Change):
        yield "有 replace 的规则，bad 之外要写改后的 good"
    elif list(_texts(rule, example, example.good)) != list(mended):
        yield f"改后是“{'／'.join(text for _, text in mended)}”，与 good 不同"


def _run(rule: Rule, gongwen: Gongwen) -> list[Hit]:
    """Run one rule on a document; messages and fixes are made too, so that they are known to work."""
    stage, facts = min(rule.stages), fact_values(gongwen.facts)
    if not rule.applies(facts, stage=stage):
        return []
    reading = Reading(gongwen)
    if rule.check.last:
        others = (other for other in load_rules().rules if other.applies(facts, stage=stage))
        counted = (other for other in others if other.severity != "info" and not other.check.last)
        reading.tally.update(other.gate for other in counted for _ in other.check.run(reading, other.scope))
    hits = list(rule.check.run(reading, rule.scope))
    list(violations((rule, hit) for hit in hits))
    return hits


def built(rule: Rule, example: ExampleSpec, source: Sample) -> Gongwen:
    """Make the document of an example."""
    if isinstance(source, Change):
        return vary(sample(example.base or ""), source, facts=example.facts)
    defaults = {name: values[0] for name, values in rule.when.items()}
    facts = _facts({"regime": "2012", **defaults, **example.facts})
    return plain([(name, MARK.sub(r"\1", text)) for name, text in _texts(rule, example, source)], facts)


def _facts(values: Mapping[str, str]) -> Facts:
    truth = {name: value == "是" for name, value in values.items() if name == "joint"}
    words = {name: value for name, value in values.items() if name != "joint"}
    return Facts(**words, **truth)  # type: ignore[arg-type]  # names were checked when the rule was loaded


def _texts(rule: Rule, example: ExampleSpec, source: Sample) -> Sequence[Text]:
    if isinstance(source, str):
        first = rule.elements[0] if rule.elements else ""
        return ((example.element or GROUPS.get(first, (first,))[0], source),)
    return () if isinstance(source, Change) else source


def _marked(texts: Sequence[Text]) -> set[Span]:
    """Give the spans between ⟦ and ⟧, as offsets in the texts without them."""
    spans = set()
    for index, (_, text) in enumerate(texts):
        for order, match in enumerate(MARK.finditer(text)):
            start = match.start() - 2 * order
            spans.add((index, start, start + len(match[1])))
    return spans or {WHOLE}


def _span(gongwen: Gongwen, hit: Hit) -> Span:
    if hit.element is None:
        return WHOLE
    index = next(i for i, element in enumerate(gongwen.elements) if element is hit.element)
    return index, hit.start, hit.end


def _show(texts: Sequence[Text], spans: Iterable[Span]) -> str:
    plain_texts = [MARK.sub(r"\1", text) for _, text in texts]
    return "、".join(
        "全文" if span == WHOLE else f"“{plain_texts[span[0]][span[1] : span[2]]}”" for span in sorted(spans)
    )


def _mended(rule: Rule, gongwen: Gongwen, hits: Iterable[Hit]) -> Sequence[Text]:
    texts = [element.text for element in gongwen.elements]
    all_of_them = (one for hit in hits for one in (hit, *hit.alike))
    for hit in sorted(all_of_them, key=lambda hit: hit.start, reverse=True):
        index, start, end = _span(gongwen, hit)
        texts[index] = texts[index][:start] + (replacement(rule, hit) or "") + texts[index][end:]
    return [(element.name, text) for element, text in zip(gongwen.elements, texts, strict=True)]


_SECTION = Section(
    0, from_mm(210), from_mm(297), from_mm(37), from_mm(35), from_mm(28), from_mm(26), footer=from_mm(25.5)
)


def plain(texts: Iterable[Text], facts: Facts) -> Gongwen:
    """Make a document of bare texts, one element each; a line feed parts the segments of an element."""
    elements: list[Element] = []
    for name, text in texts:
        elements.append(_element(name, text, sum(len(element.segments) for element in elements)))
    segments = tuple(segment for element in elements for segment in element.segments)
    draft = Draft(tuple({s.paragraph.address.path: s.paragraph for s in segments}.values()), (_SECTION,))
    return Gongwen(draft, segments, tuple(elements), facts, outline(e for e in elements if e.segments))


def _element(name: str, text: str, index: int) -> Element:
    if not text:
        return Element(name)
    run = Run(text, 0, RunFormat(size=Pt(16.0)))
    address = Address("body", f"body/p[{index + 1}]")
    paragraph = Paragraph(address, text, (run,), ParagraphFormat(), run.format)
    segments: list[Segment] = []
    start = 0
    for line in text.split("\n"):
        place = index + len(segments)
        segments.append(Segment(place, paragraph, _SECTION, start, start + len(line), line, "body"))
        start += len(line) + (0 if name in WRAPPED else 1)
    return Element(name, tuple(segments), fields=parse(name, text))


def main(arguments: Sequence[str]) -> int:
    """Verify what the arguments name and print what fails; 1 when something does."""
    files = [Path(argument) for argument in arguments if argument.endswith(".toml")]
    keys = [argument for argument in arguments if not argument.endswith(".toml")]
    try:
        ruleset = read_rules(rules_folder(), load_register(), only=files) if files else load_rules()
        rules = ruleset.select(keys)
    except GongwenError as error:
        print(error)
        return 2
    failures = verify(rules)
    for failure in failures:
        print(failure)
    print(f"{len(rules)} 条规则，{sum(len(rule.examples) for rule in rules)} 个例子，{len(failures)} 处不符")
    return int(bool(failures))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
