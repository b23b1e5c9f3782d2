from fontTools.fontBuilder import FontBuilder

from tests.placement.fonts import stamp


def font():
    builder = FontBuilder(1000)
    builder.setupGlyphOrder([".notdef", "circle"])
    builder.setupCharacterMap({0x25CB: "circle"})
    builder.setupHorizontalMetrics({".notdef": (1000, 0), "circle": (1000, 0)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupOS2()
    builder.setupNameTable({"familyName": "Old", "styleName": "Regular"})
    return builder.font


def test_a_stamped_font_has_the_name_and_the_height_of_line_asked_for():
    stamped = font()
    stamp(stamped, "仿宋", 1.3)
    assert stamped["name"].getDebugName(1) == "仿宋"
    assert stamped["hhea"].ascent - stamped["hhea"].descent == 1300


def test_a_stamped_font_has_the_ideographic_zero():
    stamped = font()
    stamp(stamped, "仿宋", 1.3)
    assert stamped.getBestCmap()[0x3007] == "circle"
