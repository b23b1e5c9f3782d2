import sys
from pathlib import Path

import pytest

from gongwen.errors import RenderingFailed
from gongwen.render import measure, office, page_images
from gongwen.render.office import convert, to_pdf
from tests.conftest import SAMPLES

NOTICE = (SAMPLES / "notice.docx").read_bytes()
COPIER = """#!{python}
import pathlib, sys
form, out = (sys.argv[sys.argv.index(option) + 1] for option in ("--convert-to", "--outdir"))
pathlib.Path(out).mkdir(exist_ok=True)
for name in sys.argv[1:]:
    path = pathlib.Path(name)
    if path.suffix == ".docx" and path.stem != "1":
        (pathlib.Path(out) / f"{{path.stem}}.{{form}}").write_bytes(path.read_bytes() + b" printed")
"""


@pytest.fixture
def program(tmp_path, monkeypatch):
    """Put a program in place of LibreOffice."""

    def put(text):
        path = tmp_path / "soffice"
        path.write_text(text.format(python=sys.executable))
        path.chmod(0o755)
        monkeypatch.setattr(office, "PROGRAMS", (str(path),))

    return put


@pytest.mark.parametrize("ask", [measure, page_images])
def test_without_libreoffice_a_sentence_says_what_to_install(ask, monkeypatch):
    monkeypatch.setattr(office, "PROGRAMS", ("no-such-program",))
    with pytest.raises(RenderingFailed, match="没有找到 LibreOffice"):
        ask(NOTICE)


def test_several_files_are_printed_in_order_and_one_that_cannot_be_is_none(program):
    program(COPIER)
    assert to_pdf([b"a", b"b", b"c"]) == [b"a printed", None, b"c printed"]


def test_what_comes_out_may_have_the_form_of_what_went_in(program):
    program(COPIER)
    assert convert([b"a"], "docx") == [b"a printed"]


def test_a_program_that_takes_too_long_is_stopped(program, monkeypatch):
    program("#!/bin/sh\nsleep 60\n")
    monkeypatch.setattr(office, "START", 0.2)
    monkeypatch.setattr(office, "EACH", 0.0)
    with pytest.raises(RenderingFailed, match="已停止"):
        to_pdf([b"a"])


def test_a_document_that_is_not_printed_is_said_to_be_none(program):
    program("#!/bin/sh\n")
    with pytest.raises(RenderingFailed, match="没有能够排出"):
        page_images(NOTICE)


def test_nothing_is_left_behind(program, tmp_path, monkeypatch):
    program(COPIER)
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    to_pdf([b"a"])
    assert list((tmp_path / "temporary").iterdir()) == []


def test_the_profile_asks_for_named_places_and_forbids_macros(tmp_path):
    office._settle(tmp_path)
    written = Path(tmp_path / "user" / "registrymodifications.xcu").read_text(encoding="utf-8")
    assert "ExportBookmarksToPDFDestination" in written
    assert "DisableMacrosExecution" in written
