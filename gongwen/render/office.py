"""Run LibreOffice on files: no window, no network, a profile of its own that is thrown away, and a limit of time."""

import os
import shutil
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from gongwen.errors import RenderingFailed
from gongwen.render.fonts import write_font_settings

PROGRAMS = ("soffice", "libreoffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice")
START, EACH = 60.0, 20.0
"""Seconds LibreOffice may take to start with a new profile, and for each file."""
_MADE = "made"
"""The folder for what comes out, which may be called what went in."""
_ITEM = '<item oor:path="/org.openoffice.Office.{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'
_SETTINGS = (
    ("Common/Filter/PDF/Export", "ExportBookmarksToPDFDestination", "true"),
    ("Common/Filter/PDF/Export", "IsSkipEmptyPages", "false"),
    ("Common/Filter/PDF/Export", "ReduceImageResolution", "false"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Writer/Content/Update", "Link", "0"),
)


def program() -> str:
    """Find LibreOffice.

    Raises RenderingFailed when it is not installed.
    """
    found = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if found is None:
        raise RenderingFailed(
            "没有找到 LibreOffice，不能按实际排版给出位置。请先安装（Debian、Ubuntu：apt install libreoffice-writer）。"
        )
    return found


def to_pdf(files: Sequence[bytes], *, fonts: Path | None = None) -> list[bytes | None]:
    """Print .docx files to PDF, as `convert` does."""
    return convert(files, "pdf", fonts=fonts)


def convert(files: Sequence[bytes], form: str, *, fonts: Path | None = None) -> list[bytes | None]:
    """Convert .docx files in one process; None for each that LibreOffice could not read.

    `form` is the suffix of what comes out (`pdf`, `docx`), `fonts` a folder of more fonts. Raises RenderingFailed when LibreOffice
    is not installed or takes too long.
    """
    with TemporaryDirectory(prefix="gongwen-") as name:
        folder = Path(name)
        sources = [folder / f"{index}.docx" for index in range(len(files))]
        for source, data in zip(sources, files, strict=True):
            source.write_bytes(data)
        _settle(folder / "profile")
        settings = write_font_settings(folder, fonts=fonts)
        command = _command(folder, sources, form)
        _run(command, folder, {**os.environ, "FONTCONFIG_FILE": str(settings), "HOME": name}, START + EACH * len(files))
        made = [folder / _MADE / f"{source.stem}.{form}" for source in sources]
        return [path.read_bytes() if path.exists() else None for path in made]


def _command(folder: Path, sources: Sequence[Path], form: str) -> list[str]:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    options = ("--headless", "--norestore", "--nolockcheck", "--nologo", "--convert-to", form)
    return [program(), profile, *options, "--outdir", str(folder / _MADE), *map(str, sources)]


def _settle(profile: Path) -> None:
    """Write the settings of a new profile."""
    (profile / "user").mkdir(parents=True)
    items = "".join(_ITEM.format(*setting) for setting in _SETTINGS)
    (profile / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{items}</oor:items>",
        encoding="utf-8",
    )


def _run(command: list[str], folder: Path, environment: Mapping[str, str], seconds: float) -> None:
    """Run a command in a process group of its own, so that what it started ends with it."""
    quiet = subprocess.DEVNULL
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
    ) as process:
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise RenderingFailed(f"LibreOffice 排版超过 {seconds:.0f} 秒，已停止。") from None
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
