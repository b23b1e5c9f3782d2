"""Load the rule book: read the files, check them, list every mistake at once."""

import hashlib
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from string import Formatter

from pydantic import BaseModel, ValidationError

from gongwen.anatomy.elements import TERMS
from gongwen.checks.base import COMMON_FIELDS, single_names, unknown_names
from gongwen.checks.masks import mask_names
from gongwen.checks.pattern import PatternCheck
from gongwen.checks.terms import TermsCheck
from gongwen.errors import RuleFileError
from gongwen.register import Requirement, load_register
from gongwen.rulefile import ExampleSpec, RuleFile, RuleSpec
from gongwen.rules import FACT_VALUES, Rule, RuleSet, graver
from gongwen.tables import rules_folder

SKIPPED = frozenset({"tables", "profiles"})
"""Folders of the rule book that hold no rules."""
_REFERENCE = re.compile(r"\\g<(\w+)>")


@cache
def load_rules() -> RuleSet:
    """Load the rule book that ships with this package."""
    return read_rules(rules_folder(), load_register())


def read_rules(folder: Path, register: Mapping[str, Requirement]) -> RuleSet:
    """Read all rule files below a folder; RuleFileError lists what is wrong in any of them."""
    digest, specs, problems = hashlib.sha256(), [], []
    for path in sorted(folder.rglob("*.toml")):
        content = path.read_bytes()
        digest.update(content)
        name = path.relative_to(folder).as_posix()
        if SKIPPED.isdisjoint(path.relative_to(folder).parts):
            file, mistakes = _parse(name, content)
            problems += mistakes or list(_file_problems(name, file, register)) if file or mistakes else []
            specs += list(file.rule) if file else []
    problems += _duplicates(specs)
    if problems:
        raise RuleFileError(problems)
    rules = sorted((Rule.of(spec, register) for spec in specs), key=lambda rule: rule.code)
    return RuleSet(tuple(rules), digest.hexdigest()[:12])
