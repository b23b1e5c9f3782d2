"""Check a file: open it, read it, check what was read. What `import gongwen` offers is built here."""

import os
from collections.abc import Mapping, Sequence

from gongwen import checker
from gongwen.anatomy.recognise import recognise
from gongwen.errors import ConfigError
from gongwen.ooxml.package import Limits, Package, Source
from gongwen.ooxml.reader import read
from gongwen.report import Document, ElementRecord, FactsRecord, Report
from gongwen.settings import STAGES, Settings, Stage


class Checker:
    """Keep a loaded rule book to check many documents with; threads may share one.

    Settings are as for `gongwen.check`. Raises ConfigError for a setting that does not exist, RuleFileError for a broken
    rule book.
    """

    def __init__(
        self,
        *,
        stage: Stage = "draft",
        facts: Mapping[str, str] | None = None,
        profile: str | None = None,
        select: Sequence[str] = (),
        ignore: Sequence[str] = (),
        limits: Limits | None = None,
    ) -> None:
        pass
