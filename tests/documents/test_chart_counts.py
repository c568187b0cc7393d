"""Charts of counted things: every figure as text, told apart without colour, the same bytes."""

from __future__ import annotations

import re
from io import BytesIO
from math import hypot
from xml.etree import ElementTree as ET

import pytest
from PIL import Image
from sample_reports import bars, doughnut
from test_charts import places, texts

from sozdesk.documents import palette
from sozdesk.documents.charts import chart_svg
from sozdesk.documents.picture import png
from sozdesk.documents.report import Chart, ChartKind, Series

SVG = "{http://www.w3.org/2000/svg}"
MIDDLE = (280, 110)
"""Of the doughnut, in px."""


def looks(picture: str) -> list[str]:
    """How the areas are filled, from the back to the front."""
    found = []
    for path in ET.fromstring(picture).iter(f"{SVG}path"):
        style = path.get("style") or ""
        if f"stroke: {palette.CHART.series[0].lower()}" in style and "stroke-width: 1.2" in style:
            fill = re.search(r"fill: ([^;]+)", style)
            found.append(fill[1] if fill else "")
    return ["hatched" if look.startswith("url") else look for look in found]


def test_the_whole_stands_in_the_middle_and_every_part_is_named_beside_it() -> None:
    found = places(chart_svg(doughnut(19, 21)))
    assert {"40", "Massnahmen", "21 in Umsetzung"} <= set(found)
    assert {"19 umgesetzt /", "abgeschlossen"} <= set(texts(chart_svg(doughnut(19, 21))))
    assert hypot(found["40"][0] - MIDDLE[0], found["40"][1] - MIDDLE[1]) < 20
    assert found["21 in Umsetzung"][0] < MIDDLE[0] - 80  # the second half lies left


def test_what_is_done_is_filled_what_goes_on_is_hatched_what_is_planned_is_empty() -> None:
    assert looks(chart_svg(doughnut(1, 1, 1))) == ["#1b5e8c", "hatched", "none"]


def test_a_part_of_nothing_is_not_drawn_and_not_named() -> None:
    picture = chart_svg(doughnut(0, 4, 0))
    assert looks(picture) == ["hatched"]
    assert "4 in Umsetzung" in texts(picture)
    assert not any(text.startswith("0 ") for text in texts(picture))


def test_without_anything_there_is_an_empty_ring_around_0() -> None:
    picture = chart_svg(doughnut(0, 0))
    assert "0" in texts(picture)
    assert looks(picture) == []


def test_words_of_small_parts_do_not_lie_on_each_other() -> None:
    found = places(chart_svg(doughnut(100, 1, 1)))
    assert abs(found["1 in Umsetzung"][1] - found["1 geplant"][1]) >= 30


def test_every_bar_says_its_figures_and_its_share() -> None:
    said = texts(chart_svg(bars()))
    assert {"3 von 7", "5 von 6", "0 von 4", "1 Unterstützung", "Präventive Massnahmen"} <= set(
        said
    )
    assert [text for text in said if text.isdigit()] == ["3", "4", "5", "1", "4"]
    assert {"umgesetzt / abgeschlossen", "in Umsetzung"} <= set(said)


def test_bars_stand_in_their_order_from_top_to_bottom() -> None:
    found = places(chart_svg(bars()))
    assert found["3 von 7"][1] < found["5 von 6"][1] < found["0 von 4"][1]


def test_alone_it_brings_its_title_and_source_on_white() -> None:
    alone, plain = chart_svg(bars(), alone=True), chart_svg(bars())
    assert {"Am weitesten ist «Bildung & Beruf»", "Quelle: Amt, Stand 31.12.2024"} <= set(
        texts(alone)
    )
    assert "Quelle: Amt, Stand 31.12.2024" not in texts(plain)
    corner = Image.open(BytesIO(png(alone))).convert("RGB").getpixel((0, 0))
    assert corner == (255, 255, 255)


def test_text_stays_text_in_our_font() -> None:
    for chart in (doughnut(19, 21), bars()):
        assert set(re.findall(r"font-family: ([^;]+);", chart_svg(chart))) == {"'Source Sans 3'"}


def test_on_a_dark_screen_it_is_light_on_dark() -> None:
    dark = chart_svg(bars(), dark=True).lower()
    assert palette.CHART_DARK.series[0].lower() in dark
    assert palette.CHART.series[0].lower() not in dark


@pytest.mark.parametrize("chart", [doughnut(19, 21), bars()])
def test_the_same_figures_give_the_same_bytes(chart) -> None:
    first = chart_svg(chart)
    chart_svg.cache_clear()
    assert chart_svg(chart) == first


def test_in_words_it_says_every_figure() -> None:
    assert doughnut(19, 21).alt == (
        "Fast die Hälfte ist umgesetzt. 19 umgesetzt / abgeschlossen und 21 in Umsetzung."
    )
    assert bars().alt == (
        "Am weitesten ist «Bildung & Beruf». "
        "1 Unterstützung: 3 umgesetzt / abgeschlossen und 4 in Umsetzung; "
        "2 Bildung & Beruf: 5 umgesetzt / abgeschlossen und 1 in Umsetzung; "
        "Präventive Massnahmen: 0 umgesetzt / abgeschlossen und 4 in Umsetzung."
    )


def test_long_words_behind_the_longest_bar_stay_in_the_picture() -> None:
    chart = Chart(
        kind=ChartKind.STACKED_BARS,
        title="Ende 2025 sind 1170 Angebote anerkannt",
        unit="Angebote",
        categories=("2025",),
        series=(Series("anerkannt", (1170,)), Series("nicht mehr anerkannt", (0,))),
        source="Test",
    )
    left, _top = places(chart_svg(chart))["1170 von 1170"]
    assert left + 5.6 * len("1170 von 1170") <= 560
