"""URLs name documents by the rules that paths go by, and what a store answers is not trusted."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from fsspec.implementations.memory import MemoryFileSystem

from gongwen import files, urls
from gongwen.api import Options
from gongwen.baseline import Baseline
from gongwen.cli import main
from gongwen.desk import Plan
from gongwen.errors import ConfigError
from gongwen.inspection import audit
from gongwen.ooxml.package import Limits
from gongwen.report import Report

SAMPLES = Path(__file__).parent.parent / "samples"
NOTICE = SAMPLES / "notice.docx"
ALL = ["a.DOCX", "b.docx", "子目录/c.docm", "子目录/深/d.dotx"]


@pytest.fixture
def store():
    """Keep documents where only this process finds them."""
    system = MemoryFileSystem()
    for name in (*ALL, ".hidden.docx", "~$b.docx", ".git/e.docx", "notes.txt", "old.doc"):
        system.pipe(f"/卷/{name}", NOTICE.read_bytes())
    yield system
    system.rm("/卷", recursive=True)


def names(*paths: str) -> list[str]:
    return [path.removeprefix("memory://卷/") for path in files.find(paths)]


@pytest.mark.parametrize(
    "path", [r"C:\公文\通知.docx", "c:/公文/通知.docx", "c://通知.docx", "通知.docx", "a/b://c.docx", "-"]
)
def test_a_path_is_no_url(path):
    assert not urls.is_url(path)


@pytest.mark.parametrize(
    "path", ["s3://bucket/a.docx", "HDFS://host:8020/卷", "memory://a", "abfs+x://a", "https://a/b.docx"]
)
def test_a_scheme_of_two_letters_or_more_makes_a_url(path):
    assert urls.is_url(path)


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("file:///公文/通知 1%20.docx", "/公文/通知 1%20.docx"),
        ("FILE:///C:/公文/通知.docx", "C:/公文/通知.docx"),
        ("local://公文/通知.docx", "公文/通知.docx"),
        ("/公文/通知.docx", "/公文/通知.docx"),
        ("s3://file://a", "s3://file://a"),
    ],
)
def test_a_file_url_spells_a_path(url, path):
    assert urls.local(url) == path


def test_a_file_url_is_a_path_in_all_that_follows(tmp_path, capsys):
    copy = str(shutil.copy(NOTICE, tmp_path / "通知.docx"))
    assert main(["check", f"file://{copy}", "--output", copy]) == 2
    assert "结果不能写进正在读的文件" in capsys.readouterr().err
    assert files.find([f"file://{tmp_path}"]) == (copy,)
    assert files.names([f"file://{tmp_path}"], str(tmp_path / "没有了.docx"))


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("memory://卷", ALL),
        ("memory://卷/", ALL),
        ("memory://卷/b.docx", ["b.docx"]),
        ("memory://卷/~$b.docx", ["~$b.docx"]),
        ("memory://卷/没有.docx", ["没有.docx"]),
        ("memory://卷/没有", ["没有"]),
        ("memory://卷/*", ALL),
        ("memory://卷/?.docx", ["b.docx"]),
        ("memory://卷/子*", ALL[2:]),
        ("memory://卷/**/*.dotx", ["子目录/深/d.dotx"]),
        ("memory://卷/**", ALL),
        ("memory://*/b.docx", ["b.docx"]),
    ],
)
def test_a_url_names_a_document_or_those_in_a_folder_or_those_that_wildcards_match(url, expected):
    assert names(url) == expected


def test_the_root_of_a_store_is_a_folder(store):
    assert files.find(["memory://"]) == tuple(f"memory:///卷/{name}" for name in ALL)
    assert urls.read("memory:///卷/b.docx", 1 << 20) == NOTICE.read_bytes()


def test_a_bracket_is_a_bracket_and_a_name_that_looks_like_a_wildcard_a_name(store):
    for name in ("示政发[2024]8号.docx", "示政发28号.docx", "b?.docx"):
        store.pipe(f"/卷/文/{name}", b"")
    assert names("memory://卷/文/示政发[2024]*.docx") == ["文/示政发[2024]8号.docx"]
    assert names("memory://卷/文/b?.docx") == ["文/b?.docx"]


@pytest.mark.usefixtures("store")
def test_a_wildcard_that_matches_nothing_is_an_error():
    with pytest.raises(ConfigError, match=r"按“memory://卷/\*.doc”没有找到"):
        files.find(["memory://卷", "memory://卷/*.doc"])


@pytest.mark.usefixtures("store")
def test_a_list_may_name_urls(tmp_path):
    listed = tmp_path / "清单.txt"
    listed.write_text(f"memory://卷/子目录\nfile://{NOTICE}\nmemory://卷/b?.docx\n", encoding="utf-8")
    assert names(f"@{listed}") == [str(NOTICE), "b?.docx", *ALL[2:]]


def test_a_folder_that_cannot_be_listed_stands_in_the_result(store, monkeypatch):
    whole = MemoryFileSystem.ls

    def ls(self, path, **how):
        if path == "/卷/子目录":
            raise PermissionError(path)
        return whole(self, path, **how)

    monkeypatch.setattr(MemoryFileSystem, "ls", ls)
    assert names("memory://卷") == ["a.DOCX", "b.docx", "子目录"]
    assert names("memory://卷/*/*/d.dotx", "memory://卷/b.docx") == ["b.docx", "子目录"]


def test_no_more_is_read_than_the_limit_allows(store):
    desk = Plan(Options(limits=Limits(file=1000))).desk()
    assert len(urls.read("memory://卷/b.docx", 1000)) == 1001
    assert desk.check("memory://卷/b.docx").error.startswith("文件过大")


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (FileNotFoundError, "找不到文件“memory://卷/b.docx”。"),
        (PermissionError, "没有读取“memory://卷/b.docx”的权限。"),
        (ConnectionError, "读不到“memory://卷/b.docx”（ConnectionError），请检查网址、网络和权限。"),
        (RuntimeError, "读不到“memory://卷/b.docx”（RuntimeError），请检查网址、网络和权限。"),
    ],
)
def test_what_a_store_refuses_is_said_of_the_document(store, monkeypatch, error, sentence):
    def refuse(*_args, **_how):
        raise error

    monkeypatch.setattr(MemoryFileSystem, "open", refuse)
    done = Plan(Options()).desk().check("memory://卷/b.docx")
    assert (done.path, done.status, done.error) == ("memory://卷/b.docx", "unreadable", sentence)


def test_a_name_in_a_store_leads_to_no_other_store(store):
    store.pipe(f"/卷/文/x::file:{NOTICE}", b"")
    (found,) = files.find(["memory://卷/文"])
    assert "里不能有“::”" in Plan(Options()).desk().check(found).error


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("memory://a::file:///b.docx", "里不能有“::”"),
        ("nosuch://卷", "没有“nosuch://”这种网址"),
        ("s3://bucket/a.docx", r"读“s3://”网址还缺一个组件，装上再试（.*s3fs"),
    ],
)
def test_a_url_that_cannot_be_read_here_is_an_error(url, sentence):
    with pytest.raises(ConfigError, match=sentence):
        files.find([url])


def test_without_fsspec_an_error_says_what_to_install(monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    assert main(["check", "memory://卷/b.docx"]) == 2
    assert capsys.readouterr().err == "读网址“memory://卷/b.docx”要用 fsspec，请安装：pip install 'gongwen[dask]'\n"
    assert Plan(Options()).desk().check("memory://卷/b.docx").error.startswith("读网址“memory://卷/b.docx”要用 fsspec")


@pytest.mark.usefixtures("store")
def test_the_report_of_a_url_is_that_of_the_file_under_another_name(capsys):
    assert main(["check", "memory://卷/b.docx", "--format", "json"]) == 0
    there = capsys.readouterr().out
    assert main(["check", str(NOTICE), "--format", "json"]) == 0
    assert there == capsys.readouterr().out.replace(str(NOTICE), "memory://卷/b.docx")


@pytest.mark.usefixtures("store")
def test_documents_looked_at_side_by_side_may_have_urls():
    assert [(document.path, document.status) for document in audit("memory://卷/b.docx").documents] == [
        ("memory://卷/b.docx", "checked")
    ]


def test_beside_a_url_lies_no_sidecar(store):
    store.pipe(f"/卷/b.docx{files.SIDECAR}", b"[broken")
    desk = Plan(Options()).desk()
    assert desk.check("memory://卷/b.docx").status == "checked"
    assert desk.sidecar_digest("memory://卷/b.docx") == ""


def test_a_baseline_knows_a_document_by_its_url_and_never_thinks_it_gone(store):
    store.pipe("/卷/错.docx", (SAMPLES / "flawed-tongzhi.docx").read_bytes())
    desk = Plan(Options()).desk()
    report = Report.of([desk.check("memory://卷/错.docx")], tool=desk.common.tool)
    before = Baseline.of([report])
    store.rm("/卷/错.docx")
    assert (before.paths, before.missing) == (["memory://卷/错.docx"], [])
    assert before.apply(report).ok()


def test_what_urls_and_clusters_need_is_not_loaded_for_a_path():
    told = "print({'fsspec', 'dask', 'distributed', 'gongwen.cluster'} & set(sys.modules))"
    script = f"import sys; from gongwen.cli import main; main(['check', {str(NOTICE)!r}]); {told}"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "set()"
