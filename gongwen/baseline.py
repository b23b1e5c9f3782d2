"""Baselines (基线): what was already wrong when a stock of documents was first checked, so that only what is new counts.

A baseline knows a finding by the path of its document, counted from the folder the baseline lies in, and by its content, never
by its position. Equal findings of one document are counted: as many as the baseline knows are old, any more are new. Where the
words around a fault have changed, it is still the same as long as no more of its kind are there than were. A baseline holds no
words of the documents, only digests.
"""

import hashlib
import json
import os
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import ConfigDict, FailFast, Field, ValidationError, with_config

from gongwen.errors import ConfigError
from gongwen.faults import Misread, head
from gongwen.files import STDIN, shown
from gongwen.report import Document, Model, Report, ViolationRecord
from gongwen.urls import is_url

SCHEMA = "gongwen.baseline/1"
LARGEST = 128 * 1024 * 1024
"""A file of more bytes is not read: a million findings take less."""

_CRASHED, _STRANGER = "SYS001", "SYS002"
_UNNAMED = ("", STDIN)
"""Paths of what has none: bytes, and standard input."""

_CLOSED = "基线“{}”打不开，请检查路径和权限；还没有基线的，先用 gongwen baseline create 存一份。"
_HUGE = "基线{}超过 128 MB，太大了，请按文件夹分开，各存一份。"
_BROKEN = "基线“{}”已损坏或不是 gongwen 存的基线，请用 gongwen baseline create 重新存一份。"
_OTHER = "基线“{}”的版本是“{}”，本程序只认 {}，请用 gongwen baseline create 重新存一份。"
_TWICE = "基线“{}”里“{}”写了两遍，可能是合并时留下的，请去掉一份或重新存一份。"

Key = tuple[str, ...]
Judge = Callable[[str], Container[str]]
"""Give the codes that the document of a path was judged by."""


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True, slots=True)
class Entry:
    """Hold equal findings of one document, and how many there are.

    `fingerprint` is that of the first of them, `fault` the digest of what was found amiss, whatever stands around.
    """

    code: Annotated[str, Field(min_length=1, max_length=40)]
    element: Annotated[str, Field(max_length=40)]
    fingerprint: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
    fault: Annotated[str, Field(pattern=r"^[0-9a-f]{8}$")]
    count: Annotated[int, Field(ge=1, le=10_000_000)] = 1

    @property
    def kind(self) -> Key:
        """Give what tells it when the words around have changed."""
        return self.code, self.element, self.fault


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True, slots=True)
class Paper:
    """Hold what one document had; `path` is counted from the folder of the baseline, with `/` on every system."""

    path: Annotated[str, Field(pattern=r"^[^\x00]*$")]
    findings: Annotated[tuple[Entry, ...], FailFast()]


class BaselineFile(Model):
    """Hold a baseline as its file has it: documents sorted by path, findings by code, element and content."""

    schema_: Literal["gongwen.baseline/1"] = Field(alias="schema")
    documents: Annotated[tuple[Paper, ...], FailFast()]


@dataclass(frozen=True, slots=True)
class Match:
    """Hold a document with its old findings marked as such, and what of the baseline it has no more."""

    document: Document
    gone: tuple[Entry, ...]

    @property
    def complete(self) -> bool:
        """Tell whether the document was checked in full, so that what is gone may be called so."""
        strange = any(finding.code == _STRANGER for finding in self.document.violations)
        return self.document.status == "checked" and not strange


class Baseline:
    """Hold what was already there; it never changes, and threads may share it.

    `folder` is the one that paths are counted from.
    """

    def __init__(self, papers: Mapping[str, Sequence[Entry]], *, folder: str | os.PathLike[str] = "") -> None:
        self._papers = papers
        self._folder = _real(os.fspath(folder))

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Self:
        """Read a baseline; paths in it are counted from the folder it lies in.

        Raises ConfigError for a file that cannot be read or is no baseline of this version.
        """
        name = os.fspath(path)
        papers: dict[str, Sequence[Entry]] = {}
        for paper in _read(name).documents:
            different = {(*entry.kind, entry.fingerprint) for entry in paper.findings}
            if paper.path in papers or len(different) < len(paper.findings):
                raise ConfigError(_TWICE.format(name, _plain(paper.path)))
            papers[paper.path] = paper.findings
        return cls(papers, folder=os.path.dirname(name))

    @classmethod
    def of(cls, reports: Iterable[Report], *, folder: str | os.PathLike[str] = "") -> Self:
        """Take over the open findings of reports, for a baseline that will lie in `folder` (else the present one)."""
        empty = cls({}, folder=folder)
        documents = (document for report in reports for document in report.documents)
        return cls({empty.place(document.path): noted(document) for document in documents}, folder=folder)

    @property
    def paths(self) -> Sequence[str]:
        """Give the paths of the documents that it holds findings of, sorted."""
        return sorted(path for path, entries in self._papers.items() if entries)

    @property
    def count(self) -> int:
        """Count the findings."""
        return sum(entry.count for entries in self._papers.values() for entry in entries)

    @property
    def missing(self) -> Sequence[str]:
        """Give those of documents that are no longer there."""
        return [path for path in self.paths if not _stands_alone(path) and not os.path.lexists(self.locate(path))]

    def entries(self, path: str) -> Sequence[Entry]:
        """Give the findings of the document at a path of `paths`."""
        return self._papers.get(path, ())

    def place(self, path: str) -> str:
        """Give the path of a document as this baseline counts it; bytes, standard input and URLs keep their own."""
        return path if _stands_alone(path) else _relative(shown(path), self._folder)

    def locate(self, path: str) -> str:
        """Give the way to a document at a path of `paths`."""
        return path if _stands_alone(path) else os.path.join(self._folder, path)

    def apply(self, report: Report) -> Report:
        """Mark the open findings of a report that are old as `baselined`: they count no longer, for `ok` neither."""
        return Report.of(map(self.mark, report.documents), tool=report.tool)

    def mark(self, document: Document) -> Document:
        """Mark the open findings of a document that are old."""
        return self.match(document).document

    def match(self, document: Document) -> Match:
        """Compare a document with what it had; findings that somebody has accepted since are neither old nor gone."""
        entries = self.entries(self.place(document.path))
        if not entries:
            return Match(document, ())
        stock, found = _Stock(entries), document.violations
        known: set[int] = set()
        for same in (stock.has, stock.has_kind):
            for state in ("open", "waived"):
                known |= {at for at, one in enumerate(found) if one.state == state and at not in known and same(one)}
        old = {at for at in known if found[at].state == "open"}
        marked = tuple(replace(one, state="baselined") if at in old else one for at, one in enumerate(found))
        return Match(document.model_copy(update={"violations": marked}), stock.left())

    def without(self, gone: Mapping[str, Iterable[Entry]]) -> "Baseline":
        """Give the baseline that is left when these findings, by path, are taken away."""
        papers = {path: tuple(_less(entries, gone.get(path, ()))) for path, entries in self._papers.items()}
        return Baseline(papers, folder=self._folder)

    def to_json(self) -> str:
        """Give the text of the file, a finding a line: the same findings give the same bytes.

        Raises ConfigError when it would be too large to read.
        """
        documents = ",\n".join(
            f'    {{"path": {_dump(path)}, "findings": [\n{self._lines(path)}\n    ]}}' for path in self.paths
        )
        body = f"[\n{documents}\n  ]" if documents else "[]"
        text = f'{{\n  "schema": "{SCHEMA}",\n  "documents": {body}\n}}\n'
        if len(text.encode()) > LARGEST:
            raise ConfigError(_HUGE.format(""))
        return text

    def _lines(self, path: str) -> str:
        found = sorted(self.entries(path), key=lambda one: (one.code, one.element, one.fingerprint, one.fault))
        return ",\n".join(f"      {_dump(_record(entry))}" for entry in found)


class Comparison:
    """Keep account of what becomes of a baseline in the course of a run; `judge` says by which rules documents are checked.

    What no rule looked for is not gone, nor is what stood in a document that was not checked in full.
    """

    def __init__(self, baseline: Baseline, judge: Judge) -> None:
        self.baseline = baseline
        self.gone: dict[str, tuple[Entry, ...]] = {}
        self.incomplete: set[str] = set()
        self.unjudged = 0
        self._judge = judge
        self._seen: set[str] = set()

    def take(self, document: Document) -> Document:
        """Mark the old findings of a document, and note what it has no more."""
        match, path = self.baseline.match(document), self.baseline.place(document.path)
        self._seen.add(path)
        if match.gone and match.complete:
            self._note(path, match.gone, self._judge(document.path))
        elif match.gone:
            self.incomplete.add(path)
        return match.document

    @property
    def vanished(self) -> int:
        """Count the findings that are gone."""
        return sum(entry.count for entries in self.gone.values() for entry in entries)

    @property
    def unseen(self) -> Sequence[str]:
        """Give the paths in the baseline that did not come."""
        return [path for path in self.baseline.paths if path not in self._seen]

    @property
    def missing(self) -> Sequence[str]:
        """Give those of them that are no longer there."""
        gone = set(self.baseline.missing)
        return [path for path in self.unseen if path in gone]

    def _note(self, path: str, gone: Iterable[Entry], judged: Container[str]) -> None:
        parted: dict[bool, list[Entry]] = {True: [], False: []}
        for entry in gone:
            parted[entry.code in judged].append(entry)
        self.unjudged += sum(entry.count for entry in parted[False])
        if parted[True]:
            self.gone[path] = tuple(parted[True])


def noted(document: Document) -> Sequence[Entry]:
    """Give the open findings of a document as a baseline holds them; that a rule failed to run is no finding."""
    found = Counter(
        (finding.code, finding.location.element, finding.content, _fault(finding))
        for finding in document.open
        if finding.code != _CRASHED
    )
    return [Entry(*key, count) for key, count in sorted(found.items())]


class _Stock:
    """Hold what is left of the findings of one document, as those that are still there are taken out one by one."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries
        self._left = [entry.count for entry in entries]
        self._places: dict[Key, list[int]] = {}
        for at, entry in enumerate(entries):
            self._places.setdefault((entry.fingerprint,), []).append(at)
            self._places.setdefault(entry.kind, []).append(at)

    def has(self, finding: ViolationRecord) -> bool:
        """Take out a finding of that content; tell whether there was one."""
        return self._take((finding.content,))

    def has_kind(self, finding: ViolationRecord) -> bool:
        """Take out a finding of that kind, whatever stood around it; tell whether there was one."""
        return self._take((finding.code, finding.location.element, _fault(finding)))

    def left(self) -> tuple[Entry, ...]:
        """Give what was not taken out."""
        counted = zip(self._entries, self._left, strict=True)
        return tuple(replace(entry, count=count) for entry, count in counted if count)

    def _take(self, key: Key) -> bool:
        places = self._places.get(key, [])
        while places and not self._left[places[-1]]:
            places.pop()
        if places:
            self._left[places[-1]] -= 1
        return bool(places)


def _fault(finding: ViolationRecord) -> str:
    return hashlib.sha256("".join(finding.found.split()).encode(errors="replace")).hexdigest()[:8]


def _less(entries: Iterable[Entry], gone: Iterable[Entry]) -> Iterator[Entry]:
    fewer = {(*entry.kind, entry.fingerprint): entry.count for entry in gone}
    for entry in entries:
        count = entry.count - fewer.get((*entry.kind, entry.fingerprint), 0)
        if count > 0:
            yield replace(entry, count=count)


def _record(entry: Entry) -> dict[str, object]:
    told: dict[str, object] = {
        "code": entry.code,
        "element": entry.element,
        "fingerprint": entry.fingerprint,
        "fault": entry.fault,
    }
    return told if entry.count == 1 else {**told, "count": entry.count}


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _read(name: str) -> BaselineFile:
    try:
        data = head(name, most=LARGEST)
    except Misread as error:
        raise ConfigError(_CLOSED.format(name)) from error
    if len(data) > LARGEST:
        raise ConfigError(_HUGE.format(f"“{name}”"))
    try:
        return BaselineFile.model_validate_json(data.removeprefix(b"\xef\xbb\xbf"))
    except ValidationError as error:
        raise ConfigError(_problem(name, error)) from error


def _problem(name: str, error: ValidationError) -> str:
    """Say what is wrong with a file: another version of ours, or no baseline at all."""
    for one in error.errors():
        if one["loc"] == ("schema",) and str(one["input"]).startswith("gongwen.baseline/"):
            return _OTHER.format(name, _plain(str(one["input"])), SCHEMA)
    return _BROKEN.format(name)


def _plain(text: str) -> str:
    """Make what a file says fit for a sentence."""
    return "".join(filter(str.isprintable, text))[:100]


def _stands_alone(path: str) -> bool:
    """Tell whether a path is counted from no folder."""
    return path in _UNNAMED or is_url(path)


def _relative(path: str, folder: str) -> str:
    """Count a path from a folder, with `/`; on another drive it stays whole."""
    whole = os.path.join(_real(os.path.dirname(path)), os.path.basename(path))
    try:
        return Path(os.path.relpath(whole, folder)).as_posix()
    except ValueError:
        return Path(whole).as_posix()


def _real(folder: str) -> str:
    return _followed(os.path.abspath(folder))


@lru_cache(maxsize=256)
def _followed(folder: str) -> str:
    return os.path.realpath(folder)
