from io import StringIO

from gongwen.outputs import progress
from gongwen.report import Document

DONE = Document(path="甲.docx", stage="draft", profile="gbt9704")


def terminal(monkeypatch):
    stream = StringIO()
    monkeypatch.setattr(stream, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "100")
    return stream


def test_files_findings_and_the_time_left_are_shown(monkeypatch):
    stream = terminal(monkeypatch)
    with progress.shown(stream, 2) as advance:
        advance(DONE)
        advance(DONE)
    assert all(word in stream.getvalue() for word in ("已检查", "2/2", "发现 0 处", "份/秒 剩余 0:00:00"))


def test_nothing_is_left_on_the_terminal(monkeypatch):
    stream = terminal(monkeypatch)
    with progress.shown(stream, 1) as advance:
        advance(DONE)
    assert stream.getvalue().endswith("\x1b[2K")


def test_nothing_is_shown_where_there_is_no_terminal():
    stream = StringIO()
    with progress.shown(stream, 1) as advance:
        advance(DONE)
    assert stream.getvalue().strip() == ""
