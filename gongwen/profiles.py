"""Profiles: which rules a unit judges by, how gravely, and with which settings."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pydantic import ValidationError

from gongwen.errors import ConfigError
from gongwen.rulefile import ProfileSpec, RuleChange
from gongwen.rulelint import setting_problems
from gongwen.rules import Rule, RuleSet
from gongwen.settings import Settings
from gongwen.violations import Severity

DEFAULT = Settings().profile
"""The profile that is there even in a book without profiles: all rules that belong to no profile."""


def names(book: RuleSet) -> tuple[str, ...]:
    """List the profiles of a book, the default one first."""
    return tuple(dict.fromkeys((DEFAULT, *sorted(book.profiles))))


def resolve(book: RuleSet, name: str) -> tuple[Rule, ...]:
    """Give the rules of a profile, in order of their codes, as it changes them; ConfigError for one that does not exist.

    A profile begins with the rules of the one it `extends` and adds those it selects; without `extends`, with those it selects,
    or all that belong to no profile. Its own rules come in by themselves; what it ignores goes out.
    """
    chosen: dict[str, Rule] = {}
    for step, spec in _chain(book, name):
        if not (spec.extends or spec.select):
            chosen = {rule.code: rule for rule in book.rules if not rule.profile}
        added = (*_found(book, spec.select), *(rule for rule in book.rules if rule.profile == step))
        chosen |= {rule.code: rule for rule in added if rule.code not in chosen}
        for rule in _found(book, spec.ignore):
            chosen.pop(rule.code, None)
        for key, severity in spec.severity.items():
            grade(chosen, book.find(key), severity)
        for key, change in spec.rules.items():
            _change(chosen, book.find(key), change)
    return tuple(rule for _, rule in sorted(chosen.items()))


def changed(rule: Rule, change: RuleChange) -> Rule:
    """Give a rule with the parts a profile states in the place of its own; ValidationError when a setting is wrong."""
    stated = {key: value for key, value in change if key in change.model_fields_set and key != "check"}
    if change.stages:
        stated["stages"] = frozenset(change.stages)
    settings = rule.check.model_dump(exclude_unset=True) | dict(change.check)
    return replace(rule, **stated, check=type(rule.check).model_validate(settings) if change.check else rule.check)


def profile_problems(book: RuleSet, name: str) -> Iterator[str]:
    """Yield what is wrong with a profile: names of profiles and rules, settings, words that no longer fit."""
    spec = book.profiles[name]
    try:
        for _ in _chain(book, name):
            pass
    except ConfigError as error:
        yield f"extends：{error}"
    for key in dict.fromkeys((*spec.select, *spec.ignore, *spec.severity, *spec.rules)):
        try:
            rules = book.find(key)
        except ConfigError as error:
            yield str(error)
            continue
        if key in spec.rules:
            yield from (f"rules.{key}：{what}" for rule in rules for what in _change_problems(rule, spec.rules[key]))


def _change_problems(rule: Rule, change: RuleChange) -> Iterator[str]:
    try:
        yield from setting_problems(changed(rule, change))
    except ValidationError as error:
        yield from (f"check.{'.'.join(map(str, fault['loc']))} {fault['msg']}" for fault in error.errors())


def _chain(book: RuleSet, name: str) -> list[tuple[str, ProfileSpec]]:
    """List a profile and those it extends, the root first."""
    chain: list[tuple[str, ProfileSpec]] = []
    step: str | None = name
    while step is not None:
        if step not in names(book):
            raise ConfigError(f"没有配置“{step}”，可用的有：{'、'.join(names(book))}")
        if step in dict(chain):
            raise ConfigError(f"配置“{step}”绕了一圈又以自己为底本")
        spec = book.profiles.get(step) or ProfileSpec(title="")
        chain.insert(0, (step, spec))
        step = spec.extends
    return chain


def grade(chosen: dict[str, Rule], rules: Iterable[Rule], severity: Severity) -> None:
    """Give those of the rules that are among the chosen another severity."""
    for rule in rules:
        if rule.code in chosen:
            chosen[rule.code] = replace(chosen[rule.code], severity=severity)


def _found(book: RuleSet, keys: Iterable[str]) -> Iterator[Rule]:
    return (rule for key in keys for rule in book.find(key))


def _change(chosen: dict[str, Rule], rules: Iterable[Rule], change: RuleChange) -> None:
    for rule in rules:
        if rule.code in chosen:
            chosen[rule.code] = changed(chosen[rule.code], change)
