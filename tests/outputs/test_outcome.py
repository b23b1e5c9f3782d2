"""What a clerk reads of a repair."""

import json
from dataclasses import replace

from gongwen.outcome import ADVICE, ALONG, FindingRecord, FixResult
from gongwen.outputs.outcome import render
from gongwen.report import FixRecord
from tests.reports import TOOL, document, element, finding

NUMBER = element("doc_number", "示政发[2024]8号", 1)
BRACKETS = FixRecord("改为“〔2024〕”", "safe", "[2024]", "〔2024〕")


def told(
    fix: FixRecord | None = BRACKETS, *, place: str = "发文字号", reason: str = "", message: str = "括号不对"
) -> FindingRecord:
    return FindingRecord.of(finding(NUMBER, (3, 9), fix=fix, message=message), place=place, reason=reason)


def result(**lists: tuple[FindingRecord, ...]) -> FixResult:
    checked = document([NUMBER])
    return FixResult(
        tool=TOOL,
        path="通知.docx",
        sha256="ab" * 32,
        digest="cd" * 32,
        stage="draft",
        profile="gbt9704",
        before=checked,
        after=checked,
        left={"error": 0, "warning": 0, "info": 0},
        data=b"PK",
        **lists,
    )


def shown(**lists: tuple[FindingRecord, ...]) -> str:
    return render(result(**lists)).partition("\n\n")[2]


def test_a_change_is_shown_with_its_words_around_it():
    assert shown(fixed=(told(),)) == "改了 1 处\n  发文字号：[2024] → 〔2024〕　[GF046]\n    示政发⟦[2024]⟧8号\n"


def test_a_preview_says_what_could_be_done():
    assert "\n可以改 1 处\n" in render(result(fixed=(told(),)), dry=True)


def test_what_is_added_or_taken_away_is_said_in_words():
    assert "发文字号：删去“第”　[GF046]" in shown(fixed=(told(FixRecord("删去“第”", "safe", "第", "")),))


def test_like_changes_are_told_once():
    looks = [replace(told(), place=f"正文第{number}段") for number in (1, 2, 3)]
    assert "改了 3 处\n  正文第1段等3处：[2024] → 〔2024〕　[GF046]\n" in shown(fixed=tuple(looks))


def test_a_change_that_needs_a_look_says_so_one_that_came_along_does_not():
    assert "    请核对：改动数字\n" in shown(fixed=(told(reason="改动数字"),))
    assert f"    {ALONG}\n" in shown(fixed=(told(reason=ALONG),))


def test_what_was_refused_has_its_reason():
    text = shown(refused=(told(reason="改了以后这个问题仍在"),))
    assert text == (
        "没有可以自动修改的地方\n\n没有改成 1 处\n  发文字号：括号不对　[GF046]\n    原因：改了以后这个问题仍在\n"
    )


def test_what_is_left_says_how_and_by_whom():
    unsafe = told(replace(BRACKETS, applicability="unsafe"), reason="改动数字")
    assert shown(fixed=(told(),), remaining=(unsafe,)).endswith(
        "留给人改 1 处\n  错误　发文字号：括号不对　[GF046]\n    改法：改为“〔2024〕”\n"
        "    改动数字；加 --unsafe 可以代改，改后请核对\n"
    )
    advice = told(replace(BRACKETS, applicability="display"), reason=ADVICE)
    assert shown(remaining=(advice,)).endswith("    改法：改为“〔2024〕”\n")


def test_control_characters_of_a_document_do_no_harm():
    assert "\x1b" not in shown(remaining=(told(message="坏\x1b[31m字"),))


def test_the_json_holds_neither_the_file_nor_whole_reports():
    keys = json.loads(result(fixed=(told(),)).to_json())
    assert {"data", "before", "after"} & keys.keys() == set()
    assert (keys["schema"], keys["as"], keys["fixed"][0]["place"]) == ("gongwen.fix/1", "direct", "发文字号")


def test_a_result_with_other_bytes_is_a_change():
    assert result().changed
    assert not result().model_copy(update={"digest": "ab" * 32}).changed


def test_what_was_not_looked_at_is_named():
    partly = document([NUMBER]).model_copy(update={"unread": ("footnotes",), "status": "partial", "error": None})
    text = render(result().model_copy(update={"after": partly}))
    assert text.endswith("\n\n未读部分：脚注\n有规则运行出错，以上结果不完整。\n")
