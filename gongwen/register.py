"""The register of requirements: what the rules rest on, with source, clause, strength and confidence."""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from gongwen.tables import rules_folder
from gongwen.violations import SEVERITIES, Basis, Severity

_SOURCES: tuple[tuple[str, str], ...] = (
    (r"9704(?:-2012)?(?![-\d])", "GB/T 9704-2012《党政机关公文格式》"),
    (r"9704-1999", "GB/T 9704-1999《国家行政机关公文格式》"),
    (r"9704-1988", "GB/T 9704-1988《国家机关公文格式》"),
    (r"15834", "GB/T 15834-2011《标点符号用法》"),
    (r"15835", "GB/T 15835-2011《出版物上数字用法》"),
    (r"33476\.2", "GB/T 33476.2-2016《党政机关电子公文格式规范 第2部分：显现》"),
    (r"2000办法", "《国家行政机关公文处理办法》（国发〔2000〕23号）"),
    (r"1996条例", "《中国共产党机关公文处理条例》（中办发〔1996〕14号）"),
    (r"1993办法", "《国家行政机关公文处理办法》（1993年修订）"),
    (r"1990标志规定", "《国家秘密文件、资料和其他物品标志的规定》（1990年）"),
    (r"1990保密期限规定", "《国家秘密保密期限的规定》（1990年）"),
    (r"定密管理规定", "《国家秘密定密管理规定》"),
    (r"行政法规(?:制定)?程序条例", "《行政法规制定程序条例》"),
    (r"规章(?:制定)?程序条例", "《规章制定程序条例》"),
    (r"实施条例(?:2024)?(?= §)", "《中华人民共和国保守国家秘密法实施条例》（2024年修订）"),
    (r"保密法2024", "《中华人民共和国保守国家秘密法》（2024年修订）"),
    (r"档案法实施条例2024", "《中华人民共和国档案法实施条例》（2024年）"),
    (r"档案法2020", "《中华人民共和国档案法》（2020年修订）"),
    (r"立法法", "《中华人民共和国立法法》"),
    (r"通用语言文字法", "《中华人民共和国国家通用语言文字法》"),
    (r"电子签名法", "《中华人民共和国电子签名法》"),
    (r"计量法", "《中华人民共和国计量法》"),
    (r"条例(?=[\d、]|$)", "《党政机关公文处理工作条例》（中办发〔2012〕14号）"),
)
"""Abbreviations at the beginning of a citation, with the name a reader knows; the first that fits counts."""

_NOTE = re.compile(r"（[^（）]*）$")
_SEPARATOR = re.compile(r"；(?![^（]*）)")
_ARTICLE = re.compile(r"^\d+(?:\([一二三四五六七八九十]+\))*(?:、\d+(?:\([一二三四五六七八九十]+\))*)*$")
_BY_STRENGTH: Mapping[str, Severity] = {
    "must": "error",
    "normally": "warning",
    "recommended": "info",
    "convention": "info",
}


@dataclass(frozen=True)
class Requirement:
    """Hold one row of the register; `source` in the register's own shorthand."""

    id: str
    source: str
    subject: str
    requirement: str
    checked_from: tuple[str, ...]
    strength: str
    fault: str
    remedy: str
    confidence: str
    section: str

    @cached_property
    def basis(self) -> tuple[Basis, ...]:
        """Cite the sources in full, one each."""
        found: list[Basis] = []
        for part in _SEPARATOR.split(self.source):
            found.append(_cite(part.strip(), found[-1].source if found else ""))
        return tuple(found)

    @property
    def severity(self) -> Severity:
        """Give the gravest severity a rule on this requirement may have."""
        return max(_BY_STRENGTH[self.strength], self._cap, key=SEVERITIES.index)

    @property
    def _cap(self) -> Severity:
        if "C" in self.confidence:
            return "info"
        weak = any(mark in self.confidence for mark in "G推*") or "推" in self.source
        return "warning" if weak else "error"

    @property
    def office_only(self) -> bool:
        """Tell whether this is the house rule of some unit, for the profile `office` only."""
        return self.confidence == "S"


def _cite(text: str, previous: str) -> Basis:
    """Turn one citation into source and clause; a bare clause belongs to the source before it."""
    bare = _NOTE.sub("", text)
    for pattern, name in _SOURCES:
        match = re.match(pattern, bare)
        if match:
            return Basis(name, _clause(bare[match.end() :], law=not name.startswith("GB")))
    if previous and re.match(r"[§A-D]|\d+[.(]", bare):
        return Basis(previous, _clause(bare, law=not previous.startswith("GB")))
    if re.match("惯例|实务|.*惯例$", text):
        return Basis("公文处理惯例", "")
    source, _, clause = bare.partition(" §")
    return Basis(source, _clause(clause, law=False))


def _clause(text: str, *, law: bool) -> str:
    """Spell out a clause: `9(五)` of a law is 第9条第（五）项; a standard numbers its clauses `7.2.5`."""
    clause = _NOTE.sub("", text).replace("§", "").strip()
    if not (law and _ARTICLE.match(clause)):
        return clause
    articles = (re.sub(r"\(([一二三四五六七八九十]+)\)", r"第（\1）项", part) for part in clause.split("、"))
    return "、".join(re.sub(r"^(\d+)", r"第\1条", article) for article in articles)


@cache
def load_register() -> Mapping[str, Requirement]:
    """Read the register that ships with the rule book, by requirement id."""
    with (rules_folder() / "requirements.tsv").open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        next(rows)
        return {row[0]: _requirement(*row) for row in rows}


def _requirement(*row: str) -> Requirement:
    number, source, subject, requirement, checked_from, *rest = row
    strength, fault, remedy, confidence, section = rest
    return Requirement(
        number,
        source,
        subject,
        requirement,
        tuple(checked_from.split(";")),
        strength,
        fault,
        remedy,
        confidence,
        section,
    )
