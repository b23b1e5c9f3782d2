"""Check one document: recognise it, run the rules that apply, report."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from importlib.metadata import version
from typing import TYPE_CHECKING

from gongwen.anatomy.elements import Facts, Gongwen
from gongwen.anatomy.recognise import recognise
from gongwen.bookshelf import load_rules
from gongwen.checks.base import Hit, Reading
from gongwen.draft import Draft
from gongwen.errors import ConfigError
from gongwen.findings import fingerprint, violations
from gongwen.profiles import grade, resolve
from gongwen.report import Document, ElementRecord, FactsRecord, Report, Tool, ViolationRecord
from gongwen.rules import Rule, RuleSet, fact_values
from gongwen.settings import STAGES, Settings
from gongwen.violations import GATES, Gate, Location, Violation, Waiver
from gongwen.words import vouched

if TYPE_CHECKING:
    from gongwen.sidecar import Sidecar
    from gongwen.waivers.ledger import Waivers
    from gongwen.waivers.order import Order

_NOT_OFFICIAL = "未识别为公文，未作检查；确是公文的，请指明文种后再查"
_NOWHERE = Location("body", "", 0, 0, "", "")
_CRASHED = "规则 {}（{}）{}，这一项未能检查，其余照常"


@dataclass(frozen=True, slots=True)
class Examination:
    """Hold what was found in one document: `crashed` holds the codes of rules that could not run, `gates` what was looked at.

    `dated` tells whether it may be another on another day, for the end date of a waiver.
    """

    gongwen: Gongwen
    violations: tuple[Violation, ...] = ()
    crashed: tuple[str, ...] = ()
    gates: tuple[Gate, ...] = ()
    dated: bool = False


class Checker:
    """Check documents by one rule book and one set of settings; safe to share between threads.

    ConfigError tells of a stage, profile or rule that does not exist.
    """

    def __init__(self, settings: Settings | None = None, *, rules: RuleSet | None = None) -> None:
        self.settings = settings or Settings()
        self.ruleset = rules or load_rules()
        _known("阶段", self.settings.stage, STAGES)
        self.rules = tuple(self._chosen())
        self._judged = {rule.code for rule in self.rules if self.settings.stage in rule.stages}
        self._vocabulary = self.settings.vocabulary | self.ruleset.vocabulary
        self.tool = Tool(version=version("gongwen"), rules_digest=self.ruleset.digest)

    def judged(self, *, sidecars: bool) -> Set[str]:
        """Give the codes of all that is looked for at this stage, remarks of the tool itself among them."""
        waivers = {"SYS003", "SYS004", "SYS005"} if self.settings.inline_waivers or sidecars else set()
        return self._judged | {"SYS002"} | waivers | ({"SYS006"} if sidecars else set())

    def check(self, draft: Draft, *, path: str = "", sha256: str = "", sidecar: "Sidecar | None" = None) -> Report:
        """Check a draft; `path` and `sha256` go into the report as they are, `sidecar` says what is known of it in particular."""
        return Report.of([self.document(draft, path=path, sha256=sha256, sidecar=sidecar)], tool=self.tool)

    def document(self, draft: Draft, *, path: str = "", sha256: str = "", sidecar: "Sidecar | None" = None) -> Document:
        """Check a draft and give its part of a report."""
        return self.record(self.look(draft, sidecar), path=path, sha256=sha256)

    def look(self, draft: Draft, sidecar: "Sidecar | None" = None) -> Examination:
        """Recognise a draft and run the rules on it; what the settings say of its facts goes before what its sidecar says."""
        if sidecar is None:
            return self.examine(recognise(draft, facts=self.settings.facts))
        gongwen, loose = sidecar.recognise(draft, self.settings.facts)
        found = self.examine(gongwen, sidecar.orders)
        return replace(found, violations=(*(_own("SYS006", pin) for pin in loose), *found.violations))

    def record(self, found: Examination, *, path: str = "", sha256: str = "") -> Document:
        """Give what was found its public form."""
        return Document(
            path=path,
            sha256=sha256,
            status="partial" if found.crashed else "checked",
            error=f"规则 {'、'.join(found.crashed)} 运行出错" if found.crashed else None,
            stage=self.settings.stage,
            profile=self.settings.profile,
            facts=FactsRecord.of(found.gongwen.facts),
            elements=tuple(map(ElementRecord.of, found.gongwen.elements)),
            violations=tuple(map(ViolationRecord.of, found.violations)),
            gates=found.gates,
            unread=found.gongwen.draft.unread,
            dated=found.dated,
        )

    def examine(self, gongwen: Gongwen, orders: Sequence["Order"] = ()) -> Examination:
        """Run the rules on a recognised document; `orders` are waivers that stand in no comment of it.

        Findings come in document order, those of the tool itself and on the whole first.
        """
        if not (gongwen.facts.official or "kind" in gongwen.facts.pinned):
            return Examination(gongwen, (_own("SYS002", _NOT_OFFICIAL),))
        reading, waivers = Reading(gongwen), self._waivers(gongwen, orders)
        hits: list[tuple[Rule, Hit]] = []
        gates: set[Gate] = set()
        crashed: dict[str, Violation] = {}
        for rule in self._applicable(gongwen.facts):
            try:
                found = [(rule, hit) for hit in rule.check.run(reading, rule.scope) if not self._vouched(rule, hit)]
            except Exception as error:  # one broken rule must not cost the document the others
                crashed[rule.code] = _crash(rule, error)
                continue
            hits += found
            gates.add(rule.gate)
            reading.tally[rule.gate] += 0 if rule.severity == "info" else sum(not _waiver(waivers, *it) for it in found)
        hits.sort(key=lambda pair: _place(reading, *pair))
        findings = tuple(_waived(hits, waivers))
        told = (*crashed.values(), *_remarks(waivers, self._judged - crashed.keys()), *findings)
        dated = waivers is not None and waivers.dated
        return Examination(gongwen, told, tuple(crashed), tuple(gate for gate in GATES if gate in gates), dated)

    def _waivers(self, gongwen: Gongwen, orders: Sequence["Order"]) -> "Waivers | None":
        """Read the waivers in a document, unless nobody asked for them, and join them with those that came with it."""
        comments = self.settings.inline_waivers and bool(gongwen.draft.comments)
        if not (comments or orders):
            return None
        from gongwen.waivers.ledger import Waivers  # noqa: PLC0415 - only for documents with waivers

        find = lambda key: (rule.code for rule in self.ruleset.find(key))  # noqa: E731  # one line of glue
        return Waivers(gongwen, find, orders=orders, comments=comments, today=self.settings.today)

    def _vouched(self, rule: Rule, hit: Hit) -> bool:
        """Tell whether a name or term of the user stands where a rule of language finds fault."""
        if rule.gate != "语言" or hit.element is None:
            return False
        return vouched(hit.element.text, hit.start, hit.end, self._vocabulary)

    def _chosen(self) -> Sequence[Rule]:
        """Give the rules of the profile that are selected and not ignored, those that count others last.

        ConfigError for a key that selects none of them.
        """
        settings, book = self.settings, self.ruleset
        ruled = {rule.code: rule for rule in resolve(book, settings.profile)}
        for key, severity in settings.severity:
            grade(ruled, book.find(key), severity)
        for key in settings.select:
            if ruled.keys().isdisjoint(rule.code for rule in book.find(key)):
                raise ConfigError(f"规则“{key}”不在配置 {settings.profile} 之内，可用 --profile 换一种配置")
        wanted = {rule.code for rule in book.select(settings.select, settings.ignore)}
        return sorted((rule for rule in ruled.values() if rule.code in wanted), key=lambda rule: rule.check.last)

    def _applicable(self, facts: Facts) -> Iterator[Rule]:
        values = fact_values(facts)
        return (rule for rule in self.rules if rule.applies(values, stage=self.settings.stage))


def _known(what: str, value: str, values: Iterable[str]) -> None:
    if value not in values:
        raise ConfigError(f"没有{what}“{value}”，可用的有：{'、'.join(values)}")


def _place(reading: Reading, rule: Rule, hit: Hit) -> tuple[int, int, str]:
    return -1 if hit.element is None else reading.position[id(hit.element)], hit.start, rule.code


def _waiver(waivers: "Waivers | None", rule: Rule, hit: Hit) -> Waiver | None:
    return waivers.of(rule.code, hit.element, hit.start, hit.end, name=hit.name) if waivers else None


def _waived(hits: Sequence[tuple[Rule, Hit]], waivers: "Waivers | None") -> Iterator[Violation]:
    """Make violations of hits, those that someone accepted marked as such."""
    for pair, violation in zip(hits, violations(hits), strict=True):
        waiver = _waiver(waivers, *pair)
        yield replace(violation, state="waived", waiver=waiver) if waiver else violation


def _remarks(waivers: "Waivers | None", judged: Set[str]) -> Iterator[Violation]:
    """Tell of waivers that are incomplete, expired or of no use."""
    seen: Counter[tuple[str, str]] = Counter()
    for remark in waivers.remarks(judged) if waivers else ():
        key = (remark.location.element, remark.message)
        yield _own(remark.code, remark.message, remark.location, seen[key])
        seen[key] += 1


def _crash(rule: Rule, error: Exception) -> Violation:
    reason = "用时过长，已停止" if isinstance(error, TimeoutError) else "运行出错"
    return _own("SYS001", _CRASHED.format(rule.code, rule.name, reason))


def _own(code: str, message: str, location: Location = _NOWHERE, ordinal: int = 0) -> Violation:
    """Make a finding of the tool itself."""
    from gongwen.notices import NOTICES  # noqa: PLC0415 - most documents have none

    notice, print_ = NOTICES[code], fingerprint(code, location.element, message, ordinal)
    return Violation(code, notice.name, notice.severity, "格式", message, (), location, "", "", None, print_)
