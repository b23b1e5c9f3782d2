"""`gongwen new`: an example to start from, and the document of a text."""

import pytest

import gongwen
from gongwen.cli import main
from gongwen.composer.examples import KINDS, example
from gongwen.errors import ComposeError


@pytest.mark.parametrize("kind", KINDS)
def test_an_example_is_printed(kind, capsys):
    assert main(["new", kind]) == 0
    out = capsys.readouterr().out
    assert out == example(kind)
    assert f'文种 = "{kind}"' in out


def test_an_example_of_another_form_is_printed(capsys):
    assert main(["new", "通知", "--form", "信函"]) == 0
    out = capsys.readouterr().out
    assert '版式 = "信函"\n' in out
    assert "印发机关" not in out


def test_a_form_the_kind_does_not_have_is_told():
    with pytest.raises(ComposeError, match="“请示”不用“信函”这种版式"):
        example("请示", "信函")


def test_an_example_goes_to_a_file_and_becomes_a_document_beside_it(tmp_path, capsys):
    text, paper = tmp_path / "请示.toml", tmp_path / "请示.docx"
    assert main(["new", "请示", "--output", str(text)]) == 0
    assert main(["new", str(text)]) == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == f"已写出“{paper}”。\n"
    assert paper.read_bytes() == gongwen.compose(text)
    assert sorted(tmp_path.iterdir()) == [paper, text]


def test_a_file_that_is_there_is_replaced_only_when_asked(tmp_path, capsys):
    text, paper = tmp_path / "函.toml", tmp_path / "稿.docx"
    text.write_text(example("函"), encoding="utf-8")
    paper.write_bytes("旧".encode())
    assert main(["new", str(text), "-o", str(paper)]) == 2
    assert "已经存在" in capsys.readouterr().err
    assert paper.read_bytes() == "旧".encode()
    assert main(["new", str(text), "-o", str(paper), "--force"]) == 0
    assert paper.read_bytes() == gongwen.compose(text)


def test_the_text_itself_is_never_replaced(tmp_path, capsys):
    text = tmp_path / "函.toml"
    text.write_text(example("函"), encoding="utf-8")
    assert main(["new", str(text), "-o", str(text), "--force"]) == 2
    assert "不能写进正在读的文件" in capsys.readouterr().err
    assert text.read_text(encoding="utf-8") == example("函")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["会议纪要"], "没有文种“会议纪要”，是不是“纪要”，也没有这个文件"),
        (["没有.toml"], "没有文种“没有.toml”"),
        (["通知", "--form", "信件"], "选项 --form 没有“信件”这个值"),
        (["请示", "--form", "信函"], "“请示”不用“信函”这种版式"),
        ([], "缺少参数“KIND|FILE”"),
    ],
)
def test_what_cannot_be_done_gives_2_and_a_chinese_sentence(arguments, sentence, capsys):
    assert main(["new", *arguments]) == 2
    captured = capsys.readouterr()
    assert sentence in captured.err
    assert captured.out == ""


def test_a_text_with_mistakes_gives_2_and_writes_nothing(tmp_path, capsys):
    text = tmp_path / "通知.toml"
    text.write_text(example("通知").replace("标题 =", "标提 ="), encoding="utf-8")
    assert main(["new", str(text)]) == 2
    assert "没有“标提”这一项，是不是“标题”？" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == [text]


def test_the_form_of_a_document_stands_in_its_text(tmp_path, capsys):
    text = tmp_path / "通知.toml"
    text.write_text(example("通知"), encoding="utf-8")
    assert main(["new", str(text), "--form", "信函"]) == 2
    assert "选项 --form 用于例文" in capsys.readouterr().err
