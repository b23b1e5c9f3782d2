"""The recipes work as they stand on the page."""

import io
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from wsgiref.util import setup_testing_defaults

import pytest
import yaml

from tests import damage, recipes

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples"
SOUND, FLAWED = SAMPLES / "notice.docx", SAMPLES / "flawed-tongzhi.docx"
SURROUNDINGS = {
    **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
    "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    "LC_ALL": "C.UTF-8",
    "GIT_CONFIG_GLOBAL": os.devnull,
}
NEVER_DONE = "#!/bin/sh\necho $$ > {pid}\nsleep 60 &\nwait\n"

needs_java = pytest.mark.skipif(shutil.which("javac") is None, reason="no Java compiler")
needs_shell = pytest.mark.skipif(os.name == "nt" or shutil.which("git") is None, reason="no shell or no git")


def run(*command, cwd, **more):
    return subprocess.run(
        command, cwd=cwd, env=SURROUNDINGS | more, capture_output=True, text=True, encoding="utf-8", check=False
    )


def git(folder, *words):
    return run("git", "-c", "user.name=示例", "-c", "user.email=example@example.invalid", *words, cwd=folder)


@pytest.fixture
def repository(tmp_path):
    """A repository with one commit; the names are such as git would put into quotes."""
    folder = tmp_path / "仓库"
    (folder / "发文").mkdir(parents=True)
    git(folder, "init", "--quiet")
    put(folder, SOUND, "发文/旧 通知.docx")
    git(folder, "commit", "--quiet", "--message", "first")
    return folder


def put(folder, sample, name):
    shutil.copy(sample, folder / name)
    git(folder, "add", name)


def base(folder):
    return git(folder, "rev-parse", "HEAD").stdout.strip()


@pytest.mark.parametrize("command", recipes.commands())
def test_every_command_is_one_the_program_understands(command):
    assert all(recipes.understood(command))


def test_every_recipe_has_its_commands():
    assert len(recipes.commands()) >= 18


@pytest.mark.parametrize("text", recipes.blocks("yaml"))
def test_every_yaml_block_is_yaml(text):
    assert yaml.safe_load(text)


def test_the_hook_for_several_repositories_is_that_of_one():
    (own,) = recipes.loaded("提交之前")["repos"]
    (shared,) = yaml.safe_load(recipes.block("提交之前", "yaml", 1))
    assert own["hooks"] == [{key: value for key, value in shared.items() if key != "description"}]


def test_the_patterns_of_the_hook_take_documents_and_leave_owner_files():
    (hook,) = yaml.safe_load(recipes.block("提交之前", "yaml", 1))
    takes, leaves = re.compile(hook["files"]), re.compile(hook["exclude"])
    assert takes.search("发文/通知.docx")
    assert not leaves.search("发文/通知.docx")
    assert leaves.search("发文/~$通知.docx")
    assert not takes.search("发文/通知.txt")


def in_gitlab(folder, since):
    script = recipes.script(recipes.loaded("GitLab CI")["公文检查"])
    return run("bash", "-ec", script, cwd=folder, CI_MERGE_REQUEST_DIFF_BASE_SHA=since)


@needs_shell
def test_only_changed_documents_are_checked_and_reported(repository):
    since = base(repository)
    put(repository, FLAWED, "发文/新 通知.docx")
    git(repository, "commit", "--quiet", "--message", "second")
    done = in_gitlab(repository, since)
    quality = json.loads((repository / "gl-code-quality-report.json").read_text(encoding="utf-8"))
    assert done.returncode == 1
    assert {entry["location"]["path"] for entry in quality} == {"发文/新 通知.docx"}
    assert "新 通知.docx" in (repository / "gongwen.xml").read_text(encoding="utf-8")


@needs_shell
def test_nothing_changed_is_no_failure(repository):
    done = in_gitlab(repository, base(repository))
    assert (done.returncode, done.stdout) == (0, "没有改动的公文\n")


@needs_shell
def test_a_removed_document_is_not_looked_for(repository):
    since = base(repository)
    git(repository, "rm", "--quiet", "发文/旧 通知.docx")
    git(repository, "commit", "--quiet", "--message", "second")
    assert in_gitlab(repository, since).returncode == 0


@needs_shell
def test_with_a_baseline_only_what_is_new_fails(repository):
    put(repository, FLAWED, "发文/早有问题.docx")
    check = recipes.script(yaml.safe_load(recipes.block("GitLab CI", "yaml", 1))["公文检查"])
    assert run("sh", "-c", recipes.block("GitLab CI", "sh"), cwd=repository).returncode == 0
    assert run("sh", "-c", check, cwd=repository).returncode == 0
    put(repository, FLAWED, "发文/新 通知.docx")
    assert run("sh", "-c", check, cwd=repository).returncode == 1


@needs_shell
def test_the_github_steps_mark_what_changed_and_give_every_result_a_line(repository):
    steps = recipes.loaded("GitHub Actions")["jobs"]["gongwen"]["steps"]
    check, lines = (step["run"] for step in steps if "run" in step)
    since = base(repository)
    put(repository, FLAWED, "发文/新 通知.docx")
    git(repository, "commit", "--quiet", "--message", "second")
    done = run("bash", "-eo", "pipefail", "-c", check, cwd=repository, BASE=since)
    assert done.returncode == 1
    assert "::error file=发文/新 通知.docx" in done.stdout
    assert run(sys.executable, "-c", lines, cwd=repository).returncode == 0
    (log,) = json.loads((repository / "gongwen.sarif").read_text(encoding="utf-8"))["runs"]
    places = [location["physicalLocation"] for result in log["results"] for location in result["locations"]]
    assert {place["region"]["startLine"] for place in places} == {1}


@pytest.fixture
def hooked(repository):
    hook = repository / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(recipes.block("提交之前", "sh"), encoding="utf-8")
    hook.chmod(0o755)
    return repository


def commit(folder):
    return git(folder, "commit", "--quiet", "--message", "next").returncode


@needs_shell
def test_a_flawed_document_is_not_committed(hooked):
    put(hooked, FLAWED, "发文/新 通知.docx")
    assert commit(hooked) == 1


@needs_shell
def test_a_sound_one_is(hooked):
    put(hooked, SOUND, "发文/新 通知.docx")
    (hooked / "备忘.txt").write_text("与公文无关", encoding="utf-8")
    assert commit(hooked) == 0


@needs_shell
def test_what_is_staged_counts_not_what_lies_in_the_folder(hooked):
    put(hooked, FLAWED, "发文/新 通知.docx")
    shutil.copy(SOUND, hooked / "发文" / "新 通知.docx")
    assert commit(hooked) == 1


@needs_shell
def test_a_commit_without_documents_is_let_through(hooked):
    (hooked / "备忘.txt").write_text("与公文无关", encoding="utf-8")
    git(hooked, "add", "备忘.txt")
    assert commit(hooked) == 0


@pytest.fixture(scope="module")
def compiled(tmp_path_factory):
    folder = tmp_path_factory.mktemp("java")
    source = folder / "GongwenClient.java"
    source.write_text(recipes.block("Java 写的 OA", "java"), encoding="utf-8")
    done = run("javac", "-Xlint:all", "-Werror", "-encoding", "UTF-8", source.name, cwd=folder)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")
    return folder


def by_java(compiled, program, seconds, *files):
    done = run("java", "-cp", str(compiled), "GongwenClient", str(program), seconds, *map(str, files), cwd=compiled)
    assert (done.returncode, done.stderr) == (0, "")
    verdict, _, rest = done.stdout.partition("\n")
    return verdict, rest


@needs_java
def test_documents_with_chinese_names_are_checked(compiled, tmp_path):
    program = shutil.which("gongwen", path=SURROUNDINGS["PATH"])
    flawed, sound = tmp_path / "有 错.docx", tmp_path / "合规.docx"
    shutil.copy(FLAWED, flawed)
    shutil.copy(SOUND, sound)
    verdict, json_ = by_java(compiled, program, "60", flawed)
    assert (verdict, json.loads(json_)["documents"][0]["facts"]["kind"]) == ("有问题", "通知")
    assert by_java(compiled, program, "60", sound)[0] == "没有问题"


@needs_java
def test_a_damaged_document_is_not_checked_in_full_and_the_reason_is_told(compiled, tmp_path):
    program = shutil.which("gongwen", path=SURROUNDINGS["PATH"])
    broken = tmp_path / "损坏.docx"
    broken.write_bytes(damage.variants(SOUND.read_bytes())["half"])
    verdict, json_ = by_java(compiled, program, "60", broken)
    assert (verdict, json.loads(json_)["documents"][0]["status"]) == ("没能查完", "unreadable")


@needs_java
def test_a_document_too_large_for_the_program_to_read_blocks_no_pipe(compiled, tmp_path):
    program = shutil.which("gongwen", path=SURROUNDINGS["PATH"])
    huge = tmp_path / "太大.docx"
    huge.write_bytes(bytes(60 << 20))
    assert by_java(compiled, program, "60", huge)[0] == "没能查完"


@needs_java
def test_a_program_that_is_stuck_is_ended_with_all_below_it(compiled, tmp_path):
    stuck, pid = tmp_path / "stuck", tmp_path / "pid"
    stuck.write_text(NEVER_DONE.format(pid=pid), encoding="utf-8")
    stuck.chmod(0o755)
    assert by_java(compiled, stuck, "2", SOUND) == ("检查超过 2 秒仍未完成，已停止", "")
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid.read_text()), 0)


@needs_java
def test_a_program_that_cannot_do_it_says_why(compiled, tmp_path):
    failing = tmp_path / "failing"
    failing.write_text("#!/bin/sh\necho 规则库不见了 >&2\nexit 2\n", encoding="utf-8")
    failing.chmod(0o755)
    assert by_java(compiled, failing, "60", SOUND)[0] == "gongwen 退出码 2：规则库不见了"


@pytest.fixture(scope="module")
def site():
    names: dict = {}
    exec(compile(recipes.block("Python 写的网站", "python"), "recipe", "exec"), names)
    return names["application"]


@pytest.mark.parametrize(
    ("data", "status", "key", "value"),
    [
        (SOUND.read_bytes(), "200", "passed", True),
        (FLAWED.read_bytes(), "200", "passed", False),
        (b"", "422", "error", "文件是空的。"),
        (damage.variants(SOUND.read_bytes())["size_bomb"], "422", "error", None),
        (bytes((10 << 20) + 1), "413", "error", "文件太大，最多 10 MB"),
    ],
    ids=["sound", "flawed", "empty", "bomb", "large"],
)
def test_the_site_answers_every_upload(site, data, status, key, value):
    said: list[str] = []
    request = {"CONTENT_LENGTH": str(len(data)), "wsgi.input": io.BytesIO(data)}
    setup_testing_defaults(request)
    (body,) = site(request, lambda line, _headers: said.append(line))
    answer = json.loads(body)
    assert (said[0][:3], answer[key]) == (status, answer[key] if value is None else value)


@pytest.fixture
def archive(tmp_path):
    (tmp_path / "夜查.sh").write_text(recipes.block("Linux 每夜一次", "sh"), encoding="utf-8")
    (tmp_path / "归档").mkdir()
    shutil.copy(SOUND, tmp_path / "归档" / "旧 通知.docx")
    return tmp_path


def night(folder):
    done = run("sh", "夜查.sh", str(folder / "归档"), str(folder / "结果"), cwd=folder)
    return done.returncode, done.stdout


@needs_shell
def test_the_second_night_tells_what_is_new(archive):
    assert night(archive) == (0, "共 1 份，与昨夜不同的 1 份，退出码 0\n")
    assert night(archive) == (0, "共 1 份，与昨夜不同的 0 份，退出码 0\n")
    shutil.copy(FLAWED, archive / "归档" / "新 通知.docx")
    assert night(archive) == (0, "共 2 份，与昨夜不同的 1 份，退出码 0\n")
    (line,) = (archive / "结果" / "变化.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["documents"][0]["path"] == "./新 通知.docx"


@needs_shell
def test_a_damaged_document_shows_in_the_exit_code(archive):
    (archive / "归档" / "损坏.docx").write_bytes(b"")
    assert night(archive) == (2, "共 2 份，与昨夜不同的 2 份，退出码 2\n")


@needs_shell
def test_an_empty_archive_is_no_success(archive):
    (archive / "归档" / "旧 通知.docx").unlink()
    assert night(archive) == (2, "没有公文\n")


@needs_shell
def test_with_a_store_the_second_night_checks_only_what_changed_and_tells_what_is_new(archive):
    (archive / "夜查.sh").write_text(recipes.block("Linux 每夜一次", "sh", 1), encoding="utf-8")
    assert night(archive) == (0, "")
    shutil.copy(FLAWED, archive / "归档" / "新 通知.docx")
    assert night(archive) == (0, "")
    assert "共 2 份，其中 1 份没有变化" in (archive / "结果" / "今夜.log").read_text(encoding="utf-8")
    new = (archive / "结果" / "新增.html").read_text(encoding="utf-8")
    assert ("新 通知.docx" in new, "旧 通知.docx" in new) == (True, False)


@needs_shell
def test_with_a_store_a_damaged_document_shows_in_the_exit_code(archive):
    (archive / "夜查.sh").write_text(recipes.block("Linux 每夜一次", "sh", 1), encoding="utf-8")
    (archive / "归档" / "损坏.docx").write_bytes(b"")
    assert night(archive) == (2, "")
    assert night(archive)[0] == 2
