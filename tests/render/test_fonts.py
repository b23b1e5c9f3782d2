from lxml import etree

from gongwen.render.fonts import STAND_INS, font_names, write_font_settings


def aliases(path):
    return {
        alias.findtext("family"): [family.text for family in alias.iterfind("accept/family")]
        for alias in etree.parse(path).iterfind("alias")
    }


def test_every_name_of_a_chinese_font_has_a_stand_in(tmp_path):
    found = aliases(write_font_settings(tmp_path))
    assert {name for name, _ in font_names()} <= found.keys()
    assert found["仿宋_GB2312"][0] == "仿宋"


def test_a_font_is_no_stand_in_for_itself(tmp_path):
    assert all(name not in others for name, others in aliases(write_font_settings(tmp_path)).items())


def test_more_fonts_come_from_a_folder(tmp_path):
    settings = etree.parse(write_font_settings(tmp_path, fonts=tmp_path / "more"))
    assert settings.findtext("dir") == str(tmp_path / "more")


def test_every_family_of_official_documents_is_provided_for():
    assert set(STAND_INS) == {"仿宋", "楷体", "黑体", "宋体", "小标宋"}
