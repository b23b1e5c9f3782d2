import os
import shutil
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from gongwen import files
from gongwen.errors import ConfigError

SAMPLE = Path(__file__).parent.parent / "samples" / "notice.docx"


@pytest.fixture
def folder(tmp_path):
    for name in ("b.docx", "a.DOCX", "子目录/c.docm", "子目录/深/d.dotx"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(SAMPLE, path)
    return tmp_path


def names(folder: Path, *paths: Path) -> list[str]:
    return [os.path.relpath(path, folder) for path in files.find([str(path) for path in paths or (folder,)])]


def test_folders_are_searched_to_the_bottom_in_order(folder):
    assert names(folder) == ["a.DOCX", "b.docx", "子目录/c.docm", "子目录/深/d.dotx"]


@pytest.mark.parametrize("name", [".hidden.docx", "~$b.docx", ".git/e.docx", "notes.txt", "old.doc"])
def test_what_is_no_document_is_passed_over(folder, name):
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_bytes(b"")
    assert name not in names(folder)


def test_linked_folders_are_not_followed(folder):
    (folder / "loop").symlink_to(folder)
    assert len(names(folder)) == 4


def test_a_file_given_by_name_is_always_taken(folder):
    (folder / "~$b.docx").write_bytes(b"")
    assert names(folder, folder / "~$b.docx") == ["~$b.docx"]


def test_a_file_given_twice_is_checked_once(folder):
    assert names(folder, folder / "b.docx", folder, folder / "b.docx").count("b.docx") == 1


def test_names_that_are_no_text_stand_where_a_report_puts_them(tmp_path):
    (tmp_path / "（甲）.docx").write_bytes(b"")
    (tmp_path / os.fsdecode(b"\xd6.docx")).write_bytes(b"")
    shown = [files.shown(path) for path in files.find([str(tmp_path)])]
    assert shown == sorted(shown) == [f"{tmp_path}/（甲）.docx", f"{tmp_path}/\ufffd.docx"]


def test_a_folder_without_documents_is_an_error(tmp_path):
    with pytest.raises(ConfigError, match="没有找到"):
        files.find([str(tmp_path)])


def test_linked_folders_that_go_round_do_not_hold_a_wildcard_up(folder):
    (folder / "loop").symlink_to(folder)
    (folder / "loop-too").symlink_to(folder)
    assert names(folder, folder / "**" / "*.do*") == ["b.docx", "子目录/c.docm", "子目录/深/d.dotx"]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("*", ["a.DOCX", "b.docx", "子目录/c.docm", "子目录/深/d.dotx"]),
        ("?.docx", ["b.docx"]),
        ("子*", ["子目录/c.docm", "子目录/深/d.dotx"]),
        ("**/*.dotx", ["子目录/深/d.dotx"]),
        ("子目录/../b.*", ["子目录/../b.docx"]),
    ],
)
def test_wildcards_name_documents_and_folders(folder, monkeypatch, pattern, expected):
    monkeypatch.chdir(folder)
    (folder / ".hidden.docx").write_bytes(b"")
    (folder / "~$b.docx").write_bytes(b"")
    (folder / "b.txt").write_bytes(b"")
    assert list(files.find([pattern])) == expected


def test_a_bracket_in_a_wildcard_is_a_bracket(tmp_path):
    (tmp_path / "示政发[2024]8号.docx").write_bytes(b"")
    (tmp_path / "示政发28号.docx").write_bytes(b"")
    assert names(tmp_path, tmp_path / "示政发[2024]*.docx") == ["示政发[2024]8号.docx"]


def test_a_file_whose_name_looks_like_a_wildcard_is_taken_as_given(folder):
    (folder / "b?.docx").write_bytes(b"")
    (folder / "bc.docx").write_bytes(b"")
    assert names(folder, folder / "b?.docx") == ["b?.docx"]


def test_a_wildcard_that_matches_nothing_is_an_error_whatever_else_is_named(folder):
    with pytest.raises(ConfigError, match=r"按“.*\*.doc”没有找到"):
        files.find([str(folder), str(folder / "*.doc")])


def test_a_list_names_files_and_folders_one_a_line(folder, monkeypatch):
    monkeypatch.chdir(folder)
    lines = "\ufeff# 本月的\r\n\r\n  b.docx \r\n子目录\r\n没有#[1].docx\r\n"
    (folder / "清单.txt").write_text(lines, encoding="utf-8")
    assert files.find(["@清单.txt"]) == ("b.docx", "子目录/c.docm", "子目录/深/d.dotx", "没有#[1].docx")


def test_a_list_may_come_from_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO("乙.docx\n甲.docx\n".encode())))
    assert files.find(["@-"]) == ("乙.docx", "甲.docx")


@pytest.mark.parametrize(
    ("data", "complaint"),
    [(b"# \n\n", "没有写路径"), ("甲.docx".encode("gb18030"), "不是 UTF-8"), (None, "打不开")],
)
def test_a_list_that_names_nothing_is_an_error(tmp_path, data, complaint):
    listed = tmp_path / "清单.txt"
    listed.write_bytes(data) if data is not None else None
    with pytest.raises(ConfigError, match=complaint):
        files.find([f"@{listed}"])
