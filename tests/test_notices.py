"""What the tool itself finds: one table, explained to whoever asks."""

import pytest

from gongwen.cli import main
from gongwen.notices import GROUP, NOTICES, known


def test_codes_are_never_used_for_something_else() -> None:
    assert {code: notice.name for code, notice in NOTICES.items()} == {
        "SYS001": "rule-crashed",
        "SYS002": "not-official",
        "SYS003": "waiver-invalid",
        "SYS004": "waiver-expired",
        "SYS005": "waiver-unused",
        "SYS006": "pin-unmatched",
        "SYS010": "documents-left-out",
        "SYS011": "rows-left-out",
    }


@pytest.mark.parametrize("code", NOTICES)
def test_each_says_in_sentences_what_it_means_and_what_to_do(code: str) -> None:
    notice = NOTICES[code]
    assert notice.code == code
    assert notice.why.endswith("。")
    assert notice.cure.endswith("。")


@pytest.mark.parametrize(
    ("key", "codes"), [("SYS003", ["SYS003"]), ("sys003", ["SYS003"]), ("waiver-unused", ["SYS005"])]
)
def test_one_is_found_by_its_code_or_name(key: str, codes: list[str]) -> None:
    assert [notice.code for notice in known(key)] == codes


def test_all_are_found_by_their_group_and_none_by_other_words() -> None:
    assert [notice.code for notice in known(GROUP)] == list(NOTICES)
    assert known("GF046") == ()


def test_they_are_explained_as_rules_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "SYS003"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("SYS003　写明不改的话不起作用\n名称：waiver-invalid\n程度：警告\n说明：")
    assert "怎么办：照提示补全" in told


def test_a_whole_group_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "SYS"]) == 0
    assert capsys.readouterr().out.count("怎么办：") == len(NOTICES)


def test_one_that_does_not_exist_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "SYS999"]) == 2
    assert "没有名为“SYS999”的规则" in capsys.readouterr().err
