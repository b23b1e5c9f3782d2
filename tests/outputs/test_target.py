import os

import pytest

from gongwen.errors import ConfigError
from gongwen.outputs.target import beside, deliver, emit, emit_pages, permit, permit_copy


def test_a_file_is_written_whole_and_nothing_is_left_beside_it(tmp_path):
    emit("结果\n", str(tmp_path / "结果.txt"))
    assert (tmp_path / "结果.txt").read_bytes() == "结果\n".encode()
    assert os.listdir(tmp_path) == ["结果.txt"]


def test_a_write_that_fails_leaves_the_old_file_as_it_was(tmp_path, monkeypatch):
    def fail(*_args):
        raise OSError

    target = tmp_path / "结果.txt"
    target.write_text("旧", encoding="utf-8")
    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(ConfigError, match="无法写出结果"):
        emit("新", str(target))
    assert target.read_text(encoding="utf-8") == "旧"
    assert os.listdir(tmp_path) == ["结果.txt"]


def test_a_link_is_followed(tmp_path):
    (tmp_path / "实.txt").write_text("旧", encoding="utf-8")
    (tmp_path / "链.txt").symlink_to(tmp_path / "实.txt")
    emit("新", str(tmp_path / "链.txt"))
    assert (tmp_path / "实.txt").read_text(encoding="utf-8") == "新"
    assert (tmp_path / "链.txt").is_symlink()


def test_a_document_is_written_whole(tmp_path):
    deliver(b"PK\n\r\n", str(tmp_path / "通知.docx"))
    assert (tmp_path / "通知.docx").read_bytes() == b"PK\n\r\n"
    assert os.listdir(tmp_path) == ["通知.docx"]


def test_a_document_that_cannot_be_written_is_told(tmp_path):
    with pytest.raises(ConfigError, match="无法写出结果"):
        deliver(b"PK", str(tmp_path / "没有" / "通知.docx"))


def test_a_copy_is_named_beside_its_source():
    assert beside("收文/通知.2024.docx", "annotated") == "收文/通知.2024.annotated.docx"


def test_a_copy_replaces_no_file_unless_it_may(tmp_path):
    (tmp_path / "旧.docx").write_bytes(b"")
    with pytest.raises(ConfigError, match="已经存在，没有覆盖"):
        permit_copy(str(tmp_path / "旧.docx"), "通知.docx", force=False)
    permit_copy(str(tmp_path / "旧.docx"), "通知.docx", force=True)
    permit_copy(str(tmp_path / "新.docx"), "通知.docx", force=False)


def test_a_copy_never_replaces_its_source(tmp_path):
    (tmp_path / "通知.docx").write_bytes(b"")
    with pytest.raises(ConfigError, match="不能写进正在读的文件"):
        permit_copy(str(tmp_path / "通知.docx"), str(tmp_path / "通知.docx"), force=True)


def test_a_device_may_take_a_copy():
    permit_copy(os.devnull, "通知.docx", force=False)


def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path):
    pipe = tmp_path / "管道"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    emit("结果", str(pipe))
    assert os.read(reader, 100) == "结果".encode()
    assert pipe.is_fifo()
    os.close(reader)


def test_a_folder_is_no_target(tmp_path):
    with pytest.raises(ConfigError, match="是文件夹"):
        permit(str(tmp_path), [])


@pytest.mark.parametrize("path", ["", "-"])
def test_what_is_no_name_is_no_target(path):
    with pytest.raises(ConfigError, match="不是文件名，请写明结果写进哪个文件"):
        permit(path, [])


def test_a_linked_name_of_an_input_is_recognised(tmp_path):
    (tmp_path / "通知.docx").write_bytes(b"x")
    (tmp_path / "别名.docx").symlink_to(tmp_path / "通知.docx")
    with pytest.raises(ConfigError, match="不能写进正在读的文件"):
        permit(str(tmp_path / "别名.docx"), [str(tmp_path / "通知.docx")])


def test_a_new_file_is_a_target(tmp_path):
    permit(str(tmp_path / "新.txt"), [str(tmp_path / "通知.docx")])


def test_pages_are_written_into_a_folder_by_number(tmp_path):
    emit_pages([b"one", b"two"], str(tmp_path / "pages"))
    assert (tmp_path / "pages" / "page-2.png").read_bytes() == b"two"


def test_pages_that_cannot_be_written_are_a_sentence(tmp_path):
    (tmp_path / "pages").write_bytes(b"")
    with pytest.raises(ConfigError, match="无法把页面图写进"):
        emit_pages([b"one"], str(tmp_path / "pages"))
