import os
import shutil
from pathlib import Path

import pytest

from gongwen import batch
from gongwen.api import Checker
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
    return [os.path.relpath(path, folder) for path in batch.find([str(path) for path in paths or (folder,)])]


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
    shown = [batch.shown(path) for path in batch.find([str(tmp_path)])]
    assert shown == sorted(shown) == [f"{tmp_path}/（甲）.docx", f"{tmp_path}/\ufffd.docx"]


def test_a_folder_without_documents_is_an_error(tmp_path):
    with pytest.raises(ConfigError, match="没有找到"):
        batch.find([str(tmp_path)])


def test_unreadable_documents_do_not_stop_the_rest(folder):
    (folder / "a.DOCX").write_bytes(b"")
    done = list(batch.check(batch.find([str(folder)]), Checker(select=["GF-046"])))
    assert [document.status for document in done] == ["unreadable", "checked", "checked", "checked"]
    assert done[0].error == "文件是空的。"


def test_a_fault_of_ours_is_one_sentence_and_does_not_stop_the_rest(folder, monkeypatch):
    def crash(*_args, **_kwargs):
        raise RuntimeError

    monkeypatch.setattr(Checker, "check", crash)
    done = list(batch.check([str(folder / "b.docx"), str(folder / "a.DOCX")], Checker()))
    assert [document.error for document in done] == ["检查程序内部出错（RuntimeError），请告知维护者。"] * 2


def test_a_folder_that_cannot_be_listed_is_reported(folder, monkeypatch):
    def walk(top, onerror):
        onerror(PermissionError(13, "denied", str(top)))
        return iter([(str(top), [], ["b.docx"])])

    monkeypatch.setattr(os, "walk", walk)
    found = batch.find([str(folder)])
    (closed, _) = batch.check(found, Checker())
    assert closed.error == "文件夹打不开，请检查权限。"
