"""The rule book in memory: rules with severity and basis from the register, and their selection."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Generic, TypeVar

from gongwen.anatomy.elements import Facts
from gongwen.checks import Check
from gongwen.checks.base import Scope, single_names
from gongwen.errors import ConfigError
from gongwen.faults import hint
from gongwen.register import Requirement
from gongwen.rulefile import ExampleSpec, FixSpec, ProfileSpec, RuleSpec, parse_examples
from gongwen.settings import Stage
from gongwen.violations import SEVERITIES, Basis, Gate, Severity

FACT_VALUES: Mapping[str, frozenset[str] | None] = {
    "kind": None,
    "form": frozenset({"文件", "信函", "命令", "纪要", "电报", "无版头"}),
    "direction": frozenset({"上行", "下行", "平行", "公布"}),
    "joint": frozenset({"是", "否"}),
    "organ": None,
    "regime": frozenset({"2012", "2001", "1996", "1994", "1987", "1981", "更早"}),
    "sealing": frozenset({"加盖印章", "不加盖印章", "签名章", "未知"}),
}
"""The facts a rule may ask for, with their values where the list is closed."""
OFFICE = "office"
"""The profile that house rules of the register (confidence S) belong to."""
HOUSE = "house"
"""The strength of a rule that rests on no requirement of the register."""


@dataclass(frozen=True)
class Statement(ABC):
    """Hold what is told of any rule, of one document or of several side by side; `place` is its file and code."""

    code: str
    name: str
    title: str
    gate: Gate
    covers: tuple[str, ...]
    message: str
    why: str
    severity: Severity
    strength: str
    basis: tuple[Basis, ...]
    formerly: tuple[str, ...]
    fix: FixSpec | None
    place: str

    @property
    @abstractmethod
    def shown(self) -> tuple[tuple[str, ...], ...]:
        """Give the requirements that each example shows settled."""

    @property
    def group(self) -> str:
        """Give the group letters."""
        return group_of(self.code)

    @property
    def number(self) -> str:
        """Give the code without the letter that tells several faults of one requirement apart."""
        return self.code.rstrip("abcdefghijklmnopqrstuvwxyz")


@dataclass(frozen=True)
class Rule(Statement):
    """Hold one rule on a document, complete: what it says, where it looks, how grave it is and what it rests on.

    `profile` names the profile a rule belongs to, empty when it is for all; `example_text` holds its examples as written.
    """

    elements: tuple[str, ...]
    scope: Scope
    when: Mapping[str, tuple[str, ...]]
    stages: frozenset[Stage]
    check: Check
    profile: str
    example_text: str

    @classmethod
    def of(
        cls,
        spec: RuleSpec,
        register: Mapping[str, Requirement],
        *,
        place: str = "",
        example_text: str = "",
        profile: str = "",
    ) -> "Rule":
        """Join a rule as written with the requirements it covers; the first one settles its severity.

        A house rule brings severity and basis of its own.
        """
        requirements = [register[number] for number in spec.covers]
        first = None if spec.basis else requirements[0]
        cited = (basis for requirement in requirements for basis in requirement.basis)
        return cls(
            code=spec.code,
            name=spec.name,
            title=spec.title,
            gate=spec.gate,
            covers=spec.covers,
            elements=spec.where,
            scope=_scope(spec.where, spec.outside),
            when=spec.when,
            stages=frozenset(spec.stages),
            message=spec.message,
            why=spec.why,
            severity=spec.severity or (first.severity if first else "warning"),
            strength=first.strength if first else HOUSE,
            basis=tuple(dict.fromkeys((*(Basis(*own) for own in spec.basis), *cited))),
            formerly=spec.formerly,
            check=spec.check,
            fix=spec.fix,
            profile=profile or (OFFICE if first and first.office_only else ""),
            place=place,
            example_text=example_text,
        )

    @cached_property
    def examples(self) -> tuple[ExampleSpec, ...]:
        """Parse the examples; RuleFileError lists what is wrong in them."""
        return parse_examples(self.place, self.example_text)

    @property
    def shown(self) -> tuple[tuple[str, ...], ...]:
        """Give the requirements that each example shows settled."""
        return tuple(example.shows for example in self.examples)

    def applies(self, facts: Mapping[str, str], *, stage: Stage) -> bool:
        """Tell whether a document of these facts is judged by this rule; an unknown fact keeps it silent."""
        return stage in self.stages and all(facts[name] in values for name, values in self.when.items())


@cache
def _scope(where: tuple[str, ...], outside: tuple[str, ...]) -> Scope:
    """Give one scope to all rules that look at the same: the book holds a fifth as many scopes as rules."""
    return Scope(single_names(where), outside)


def group_of(code: str) -> str:
    """Give the group letters of a rule code or a requirement id."""
    return code.rstrip("0123456789abcdefghijklmnopqrstuvwxyz").rstrip("-")


def fact_values(facts: Facts) -> Mapping[str, str]:
    """Give the facts as rules write them; truth is 是 or 否."""
    values = ((name, getattr(facts, name)) for name in FACT_VALUES)
    return {name: ("是" if value else "否") if isinstance(value, bool) else str(value) for name, value in values}


Kept_co = TypeVar("Kept_co", bound=Statement, covariant=True)


@dataclass(frozen=True)
class Catalogue(Generic[Kept_co]):
    """Hold rules of one kind in order of their codes; `digest` tells one book from another."""

    rules: tuple[Kept_co, ...]
    digest: str

    @cached_property
    def _by_key(self) -> Mapping[str, tuple[Kept_co, ...]]:
        """Map every word a rule answers to: code, name, former names, group letters, requirement ids."""
        found: dict[str, list[Kept_co]] = {}
        for rule in self.rules:
            keys = (rule.code, rule.number, rule.group, rule.name, *rule.formerly, *rule.covers)
            for key in dict.fromkeys(keys):
                found.setdefault(key, []).append(rule)
        return {key: tuple(rules) for key, rules in found.items()}

    def get(self, key: str) -> tuple[Kept_co, ...]:
        """Give the rules that `find` gives; none when there are none."""
        return self._by_key.get(key, ())

    def find(self, key: str) -> tuple[Kept_co, ...]:
        """Give the rules of a code, name, group or requirement id; ConfigError names the nearest."""
        if key not in self._by_key:
            raise ConfigError(
                f"没有名为“{key}”的规则{hint(key, self._by_key, cutoff=0.5)}。可用规则编号（GF046）、名称、组名（GF）或要求编号（GF-046）"
            )
        return self._by_key[key]

    def select(self, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> tuple[Kept_co, ...]:
        """Give the rules that are selected (all when nothing is) and not ignored, in order."""
        chosen = [rule.code for key in select for rule in self.find(key)] or [rule.code for rule in self.rules]
        left_out = {rule.code for key in ignore for rule in self.find(key)}
        wanted = set(chosen) - left_out
        return tuple(rule for rule in self.rules if rule.code in wanted)


@dataclass(frozen=True)
class RuleSet(Catalogue[Rule]):
    """Hold the rules on a document, and the profiles by name; `vocabulary` is what a folder of house rules declares right."""

    profiles: Mapping[str, ProfileSpec] = field(default_factory=dict)
    vocabulary: frozenset[str] = frozenset()


def graver(left: Severity, right: Severity) -> bool:
    """Tell whether `left` is graver than `right`."""
    return SEVERITIES.index(left) < SEVERITIES.index(right)
