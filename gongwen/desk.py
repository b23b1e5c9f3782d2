"""Decide by what each document is checked, and check it: what a process needs to check documents by their paths."""

import hashlib
import os
import sys
from collections.abc import Set
from dataclasses import dataclass

from gongwen.api import Checker, Options
from gongwen.errors import ConfigError, UnreadableDocument
from gongwen.files import SIDECAR, STDIN, read_sidecar, shown
from gongwen.report import Document, Status
from gongwen.settings import Settings


@dataclass(frozen=True, slots=True)
class Plan:
    """Hold what is asked for, before any rule is loaded; it can be pickled, so that other processes check alike.

    `sidecars` tells whether the file beside a document has a say in how it is checked.
    """

    options: Options
    sidecars: bool = True

    def desk(self) -> "Desk":
        """Load the rule book; errors are those of `gongwen.check`."""
        return Desk(self)


class Desk:
    """Keep what is loaded, to check any number of documents."""

    def __init__(self, plan: Plan) -> None:
        self._checker = Checker(**plan.options)
        self._sidecars = plan.sidecars

    @property
    def common(self) -> Checker:
        """Give what documents are checked by unless something is said of them in particular."""
        return self._checker

    def checker(self, _path: str) -> Checker:
        """Give what the document of that path is checked by."""
        return self._checker

    def judged(self, path: str) -> Set[str]:
        """Give the codes of all that is looked for in the document of that path."""
        return self.checker(path).engine.judged(sidecars=self._sidecars)

    def key(self, path: str) -> str:
        """Name all that decides the result of the document of that path, besides its bytes and the day."""
        beside = self.sidecar_digest(path)
        return f"{self.checker(path).key}.{beside}" if beside else self.checker(path).key

    def check(self, path: str) -> Document:
        """Check one document; when it or its sidecar cannot be read, or it breaks the checker, the result says so."""
        try:
            if path != STDIN and os.path.isdir(path):
                raise UnreadableDocument("文件夹打不开，请检查权限。", reason="not_found")
            source, checker = sys.stdin.buffer if path == STDIN else path, self.checker(path)
            sidecar = checker.beside(path) if self._sidecars else None
            return checker.check(source, path=shown(path), sidecar=sidecar).documents[0]
        except (UnreadableDocument, ConfigError) as error:
            return self.refused(path, str(error))
        except Exception as error:  # the run must outlive a fault of ours in one document
            return self.refused(path, f"检查程序内部出错（{type(error).__name__}），请告知维护者。")

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
        return refused(path, self.checker(path).settings, error, status)


def refused(path: str, settings: Settings, error: str, status: Status = "unreadable") -> Document:
    """Give the result of a document that was not checked, by the settings it was meant to be checked by."""
    return Document(path=shown(path), status=status, error=error, stage=settings.stage, profile=settings.profile)
