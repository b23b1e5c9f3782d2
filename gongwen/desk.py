"""Decide by what each document is checked, and check it: what a process needs to check documents by their paths."""

import hashlib
import os
import sys
from collections.abc import Callable, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass

from gongwen import urls
from gongwen.api import Checker, Checkers
from gongwen.config import NOWHERE, Config, Configs, Lookup
from gongwen.errors import ConfigError, ConfigFileError, RuleFileError, UnreadableDocument
from gongwen.files import SIDECAR, STDIN, read_sidecar, shown
from gongwen.ooxml.package import Limits, Source
from gongwen.report import Document, Status
from gongwen.settings import DEFAULT_STAGE, Settings, Stage
from gongwen.settling import Options


@dataclass(frozen=True, slots=True)
class Plan:
    """Hold what is asked for, before any rule is loaded; it can be pickled, so that other processes check alike.

    `lookup` says where configuration files are looked for, nowhere unless somebody says so; `stage` is the one that counts when
    neither `options` nor a file names one. `sidecars` tells whether the file beside a document has a say in how it is checked.
    """

    options: Options
    lookup: Lookup = NOWHERE
    stage: Stage = DEFAULT_STAGE
    sidecars: bool = True

    def desk(self) -> "Desk":
        """Load the rule book; ConfigFileError when the configuration of the current folder is broken."""
        return Desk(self)


class Desk:
    """Keep what is loaded, to check any number of documents, each by its own settings."""

    def __init__(self, plan: Plan) -> None:
        self._configs = Configs(plan.lookup)
        self._checkers = Checkers(plan.options, stage=plan.stage)
        self._sidecars = plan.sidecars
        self._common = self._checkers.plain(self._configs.nearest())

    @property
    def common(self) -> Checker:
        """Give what documents are checked by unless something is said of them in particular: what counts in the current folder.

        Where options make no sense there (rules that a folder elsewhere brings), it has the rule book only.
        """
        return self._common

    def config(self, path: str) -> Config | None:
        """Give the configuration file that counts for a document; ConfigFileError when it is broken."""
        return self._configs.of(path)

    def checker(self, path: str) -> Checker:
        """Give what the document of that path is checked by.

        ConfigFileError when its configuration is broken, ConfigError and RuleFileError when options make no sense for it.
        """
        return self._checkers.by(self._configs.of(path), path)

    def ready(self, paths: Sequence[str]) -> None:
        """Find out whether what is asked for makes sense, by the first document, before any is checked.

        Raises ConfigError and RuleFileError when it does not. A configuration file that is broken costs its own documents only.
        """
        with suppress(ConfigFileError):
            self.checker(paths[0])

    def key(self, path: str) -> str:
        """Name all that decides the result of a document besides its own bytes and the day, in the same way in every process.

        That is program, rules, settings, limits and its sidecar, or what is wrong with its configuration.
        """
        try:
            key = self.checker(path).key
        except (ConfigError, RuleFileError) as error:
            key = hashlib.sha256(str(error).encode()).hexdigest()
        beside = self.sidecar_digest(path)
        return f"{key}.{beside}" if beside else key

    def judged(self, path: str) -> Set[str]:
        """Give the codes of all that is looked for in the document of that path, none when its configuration is broken."""
        try:
            return self.checker(path).engine.judged(sidecars=self._sidecars)
        except (ConfigError, RuleFileError):
            return frozenset()

    def check(self, path: str) -> Document:
        """Check one document; when it, its configuration or its sidecar cannot be read, or it breaks the checker, the result says so."""
        return attempted(path, self._checked, self.refused)

    def _checked(self, path: str) -> Document:
        checker = self.checker(path)
        source = opened(path, checker.limits)
        sidecar = checker.beside(path) if self._sidecars else None
        return checker.check(source, path=shown(path), sidecar=sidecar).documents[0]

    def sidecar_digest(self, path: str) -> str:
        """Name by its content the sidecar that a document is checked by, empty when there is none."""
        if path == STDIN or not self._sidecars:
            return ""
        try:
            content = read_sidecar(path + SIDECAR)
        except ConfigError as error:  # what cannot be read decides too: the document is refused
            content = str(error).encode()
        return "" if content is None else hashlib.sha256(content).hexdigest()

    def refused(self, path: str, error: str, status: Status = "unreadable") -> Document:
        """Give the result of a document that was not checked."""
        try:
            settings = self.checker(path).settings
        except (ConfigError, RuleFileError):
            settings = self.common.settings
        return refused(path, settings, error, status)


def opened(path: str, limits: Limits) -> Source:
    """Give what to read a document of that path from: standard input, what lies at a URL, or the file.

    Raises UnreadableDocument for what a URL does not lead to, and for a folder, which names itself when it cannot be listed.
    """
    if path == STDIN:
        return sys.stdin.buffer
    if urls.is_url(path):
        return urls.read(path, limits.file)
    if os.path.isdir(path):
        raise UnreadableDocument("文件夹打不开，请检查权限。", reason="not_found")
    return path


def attempted(path: str, look: Callable[[str], Document], refuse: Callable[[str, str], Document]) -> Document:
    """Look at a document; refuse it, with a sentence, when it cannot be read or breaks what looks at it."""
    try:
        return look(path)
    except (UnreadableDocument, ConfigError, RuleFileError) as error:
        return refuse(path, "".join(str(error).splitlines()))
    except Exception as error:  # the run must outlive a fault of ours in one document
        return refuse(path, f"检查程序内部出错（{type(error).__name__}），请告知维护者。")


def refused(path: str, settings: Settings, error: str, status: Status = "unreadable") -> Document:
    """Give the result of a document that was not checked, by the settings it was meant to be checked by."""
    return Document(path=shown(path), status=status, error=error, stage=settings.stage, profile=settings.profile)
