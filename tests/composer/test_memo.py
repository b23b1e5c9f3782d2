from datetime import date

import pytest

from gongwen.composer.memo import quoted, read_memo
from gongwen.errors import ComposeError

SMALL = {"文种": "通知", "发文机关": "示例市人民政府", "正文": "请认真贯彻执行。"}


def problems(**changes: object) -> tuple[str, ...]:
    with pytest.raises(ComposeError) as caught:
        read_memo({key: value for key, value in {**SMALL, **changes}.items() if value is not None})
    return caught.value.problems


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"标提": "关于防汛工作的通知"}, "没有“标提”这一项，是不是“标题”？"),
        ({"文种": None}, "缺少“文种”。"),
        ({"正文": " "}, "缺少“正文”。"),
        ({"版式": "信件"}, "“版式”没有“信件”这个值，可用的有：文件、信函、命令、纪要、电报。"),
        ({"成文日期": "2025.6.3"}, "“成文日期”应当写作“2024年5月6日”的样子。"),
        ({"成文日期": "2025年2月30日"}, "“成文日期”没有“2025年2月30日”这一天。"),
        ({"附注": "一\n二"}, "“附注”只能写一行。"),
        ({"标题": "关于\x07的通知"}, "“标题第1项”含有不能印在纸上的字符（U+0007），请删去。"),
        ({"抄送": 3}, "“抄送”的写法不对，应当是加引号的文字。"),
        ({"主送移至版记": "对"}, "“主送移至版记”的写法不对，应当是true 或 false。"),
        ({"附件": ["名单"]}, "“附件第1项”的写法不对，应当是单独一段 [[附件]]。"),
        ({"附件": [{"名称": "名单"}]}, "缺少“附件第1项正文”。"),
        ({"附件": [{"题目": "名单", "名称": "名单", "正文": "略。"}]}, "没有“附件第1项题目”这一项"),
    ],
)
def test_what_is_wrong_is_told_with_its_key(changes, sentence):
    (problem,) = problems(**changes)
    assert problem.startswith(sentence)


def test_all_that_is_wrong_is_told_at_once():
    assert len(problems(文种="通之", 附注=1, 标提="")) == 3


def test_no_more_mistakes_are_listed_than_anybody_reads():
    with pytest.raises(ComposeError, match=r"(?s)^有 80 处不能成文：.*\n另有 30 处没有列出。$") as caught:
        read_memo(SMALL | {f"第{number}项": "" for number in range(80)})
    assert len(caught.value.problems) == 50


def test_keys_and_values_of_any_length_are_cut_when_they_are_told():
    assert problems(版式="信" * 100)[0].startswith(f"“版式”没有“{'信' * 20}…”这个值")
    assert problems(**{"标" * 100: ""}) == (f"没有“{'标' * 20}…”这一项。",)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("标题 = 没有引号", "第1行写得不对（“标题 = 没有引号”）：每项写成"),
        ('文种 = "通知"\n文种 = "函"', '第2行写重了（“文种 = "函"”）：每项只能写一次。'),
        ("通知.toml", "“通知.toml”是文件名，不是文字；要读文件，请给出 pathlib.Path。"),
        ("文种 = " + "9" * 5000, "数字太长，读不下去。"),
        ("#" * (1 << 21), "这些文字有2097152字，不像是一件公文。"),
    ],
)
def test_a_text_that_cannot_be_read_is_told_as_it_was_written(text, sentence):
    with pytest.raises(ComposeError) as caught:
        read_memo(text)
    assert str(caught.value).startswith(sentence)


def test_a_text_longer_than_any_document_is_refused():
    assert problems(正文="好" * ((1 << 20) + 1)) == ("“正文”有1048577字，太长了。",)


def test_a_date_of_toml_is_a_date():
    assert read_memo(SMALL | {"成文日期": date(2025, 6, 3)}).date == "2025年6月3日"


def test_one_name_is_a_list_of_one():
    assert read_memo(SMALL).agencies == ("示例市人民政府",)


def test_keys_need_no_quotes_and_texts_are_left_alone():
    text = (
        '文种 = "通知"\n发文机关 = ["甲", "乙"]\n正文 = """\n单价 = 3元\n[[附件]]\n"""\n'
        "[[附件]]\n名称 = \"表\"\n正文 = '''\n一 = 二\n'''\n"
    )
    assert quoted(text).splitlines() == [
        '"文种" = "通知"',
        '"发文机关" = ["甲", "乙"]',
        '"正文" = """',
        "单价 = 3元",
        "[[附件]]",
        '"""',
        '[["附件"]]',
        '"名称" = "表"',
        "\"正文\" = '''",
        "一 = 二",
        "'''",
    ]


def test_a_text_that_begins_and_ends_on_one_line_leaves_nothing_open():
    assert quoted('标题 = """甲"""\n附注 = "乙"').endswith('"附注" = "乙"')


@pytest.mark.parametrize("text", ["文种：通知", "文种 = “通知”", '文种 = "通知"\n正文 = """没有写完'])
def test_what_is_no_toml_is_told_by_its_line(text):
    with pytest.raises(ComposeError, match="行写得不对"):
        read_memo(text)


def test_brackets_too_deep_are_told():
    with pytest.raises(ComposeError):
        read_memo("a = " + "[" * 20000)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(ComposeError, match="打不开"):
        read_memo(tmp_path / "没有.toml")


def test_a_file_in_another_encoding_is_told(tmp_path):
    path = tmp_path / "通知.toml"
    path.write_bytes('文种 = "通知"'.encode("gbk"))
    with pytest.raises(ComposeError, match="不是 UTF-8"):
        read_memo(path)


def test_a_huge_file_is_not_read(tmp_path):
    path = tmp_path / "大.toml"
    path.write_bytes(b"#" * ((1 << 20) + 1))
    with pytest.raises(ComposeError, match="超过1兆字节"):
        read_memo(path)
