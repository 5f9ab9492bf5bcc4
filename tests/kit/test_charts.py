"""Charts are drawn here, in the project's letters, without a network."""

import altair as alt

from thuocdo.kit.charts import as_spec, as_svg


def chart():
    rows = [{"area": "Cải cách thủ tục", "points": 2.5}]
    return alt.Chart({"values": rows}).mark_bar().encode(x="points:Q", y="area:N")


def test_svg_carries_its_letters_and_a_dark_side():
    svg = as_svg(chart(), description="Một lĩnh vực được 2,5 điểm")
    assert svg.startswith("<svg ")
    assert "Cải cách thủ tục" in svg
    assert "@font-face" in svg
    assert "prefers-color-scheme:dark" in svg
    assert 'fill="white"' not in svg


def test_numbers_on_axes_have_a_decimal_comma():
    assert "0,5" in as_svg(chart(), description="x")
    assert as_spec(chart())["config"]["locale"]["number"]["decimal"] == ","
