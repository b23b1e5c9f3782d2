import pytest
import tomli

from gongwen.composer.customs import settle
from gongwen.composer.examples import example
from gongwen.composer.memo import quoted, read_memo
from gongwen.errors import ComposeError


def problem(kind: str, **changes: object) -> str:
    data = tomli.loads(quoted(example(kind))) | changes
    with pytest.raises(ComposeError) as caught:
        settle(read_memo({key: value for key, value in data.items() if value is not None}))
    (found,) = caught.value.problems
    return found


@pytest.mark.parametrize(
    ("kind", "changes", "sentence"),
    [
        ("请示", {"版式": "信函", "印发机关": None, "印发日期": None}, "“请示”不用“信函”这种版式，可用的有：文件。"),
        ("请示", {"签发人": None}, "缺少“签发人”"),
        ("请示", {"签发人": ["田禾青", "石白川"]}, "“签发人”有2个，“发文机关”有1个"),
        ("请示", {"附注": None}, "缺少“附注”"),
        ("通知", {"标题": None}, "缺少“标题”"),
        ("通知", {"主送机关": None}, "缺少“主送机关”"),
        ("通知", {"签发人": "田禾青"}, "“签发人”不用写"),
        ("通知", {"标题": "关于防汛工作的方案"}, "“标题”应当以文种“通知”收尾。"),
        ("通知", {"标题": "长" * 300 + "通知"}, "“标题”有302字，太长了。"),
        ("通知", {"附件": [{"名称": "长" * 121, "正文": "略。"}]}, "“附件的名称”有121字，太长了。"),
        ("通知", {"密级": "秘密★1年"}, "缺少“份号”"),
        ("通知", {"印发日期": None}, "缺少“印发日期”"),
        ("通知", {"用印": "签名章"}, "缺少“签发人职务”"),
        ("通知", {"签发人职务": "县长", "用印": "加盖印章"}, "“签发人职务”只在“用印”为“签名章”时写。"),
        ("通知", {"出席": "田禾青"}, "“出席”“请假”“列席”只用于纪要。"),
        ("通知", {"成文日期": "2011年6月3日"}, "“成文日期”在2012年7月1日之前"),
        ("通知", {"发文机关": ["甲县人民政府", "甲县人民政府"]}, "“发文机关”里同一个机关写了两次。"),
        ("通知", {"发文机关标志": ["甲", "乙"]}, "“发文机关标志”有2行，“发文机关”有1个"),
        ("函", {"印发机关": "示例市水利局办公室", "印发日期": "2025年7月8日"}, "“印发机关”和“印发日期”不用写"),
        ("函", {"主送移至版记": True}, "“主送移至版记”只用于文件版式"),
        ("公告", {"主送机关": "各县"}, "“主送机关”不用写"),
        ("公告", {"密级": "秘密★1年", "份号": "000001"}, "“密级”不用写"),
        ("纪要", {"用印": "加盖印章"}, "“用印”和“签发人职务”不用写"),
        ("命令", {"标题": "示例市人民政府关于防火的命令"}, "“标题”和“题注”不用写"),
        ("命令", {"份号": "000001", "密级": "秘密★1年", "紧急程度": "特急"}, "命令的标志离版心上边缘只有20毫米"),
    ],
)
def test_what_a_kind_does_not_admit_is_told(kind, changes, sentence):
    assert problem(kind, **changes).startswith(sentence)


@pytest.mark.parametrize("ending", ["通知（试行）", "通知"])
def test_a_title_may_end_in_brackets(ending):
    data = tomli.loads(quoted(example("通知"))) | {"标题": f"青禾县人民政府关于防汛工作的{ending}"}
    assert settle(read_memo(data)).kind == "通知"


def test_an_opinion_with_a_signer_goes_upward():
    data = tomli.loads(quoted(example("意见")))
    assert settle(read_memo(data)).direction == "下行"
    assert settle(read_memo(data | {"签发人": "田禾青", "主送机关": "青原省人民政府"})).direction == "上行"
