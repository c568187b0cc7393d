"""Charts: steps, gaps, breaks, words beside the lines, and the same bytes every time."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from sozdesk.documents import palette
from sozdesk.documents.charts import Break, Line, Step, line_chart

SVG = "{http://www.w3.org/2000/svg}"
BLUE, ORANGE = palette.CHART.series[:2]


def year(number: int, francs: int, basis: str = "netto", *, last: int | None = None) -> Step:
    return Step(date(number, 1, 1), date(last or number, 12, 31), francs * 100, basis)


def lines_of(picture: str, colour: str = BLUE) -> list[list[tuple[float, float]]]:
    """The points of every line in a colour, without its markers."""
    found = []
    for path in ET.fromstring(picture).iter(f"{SVG}path"):
        style = (path.get("style") or "").lower()
        if f"stroke: {colour.lower()}" in style and "fill: none" in style:
            pairs = re.findall(r"[ML] (\S+) (\S+)", path.get("d") or "")
            found.append([(float(x), float(y)) for x, y in pairs])
    return found


def texts(picture: str) -> list[str]:
    return [element.text or "" for element in ET.fromstring(picture).iter(f"{SVG}text")]


def places(picture: str) -> dict[str, tuple[float, float]]:
    """Text → where it stands."""
    return {
        element.text or "": (float(element.get("x", "nan")), float(element.get("y", "nan")))
        for element in ET.fromstring(picture).iter(f"{SVG}text")
        if element.get("x")
    }


def test_years_that_follow_each_other_are_one_line_of_steps() -> None:
    (line,) = lines_of(line_chart((Line("1 Person", (year(2026, 950), year(2027, 1000))),)))
    (x1, y1), (x2, y2), (x3, y3), (x4, y4) = line
    assert y1 == y2 > y3 == y4  # 1'000 lies higher than 950
    assert x2 == x3  # the step is upright
    assert x2 - x1 == pytest.approx(x4 - x3, abs=0.01)  # both years are equally wide


def test_a_change_within_the_year_is_a_step_at_its_day() -> None:
    steps = (
        Step(date(2027, 1, 1), date(2027, 6, 30), 100_000, "netto"),
        Step(date(2027, 7, 1), date(2027, 12, 31), 104_000, "netto"),
    )
    (line,) = lines_of(line_chart((Line("1 Person", steps),)))
    start, change, _, end = (x for x, _ in line)
    assert (change - start) / (end - start) == pytest.approx(181 / 365, abs=0.005)


def test_a_missing_year_is_a_gap() -> None:
    found = lines_of(line_chart((Line("1 Person", (year(2025, 950), year(2027, 1000))),)))
    assert len(found) == 2
    assert found[0][-1][0] < found[1][0][0] - 20


def test_another_basis_is_never_connected_and_is_named() -> None:
    steps = (year(2026, 950), year(2027, 1100, "brutto"))
    words = "Basis gemischt: ab hier brutto"
    picture = line_chart((Line("1 Person", steps),), (Break(date(2027, 1, 1), words),))
    assert len(lines_of(picture)) == 2
    assert words in texts(picture)


def test_years_amounts_and_names_stand_as_text() -> None:
    picture = line_chart((Line("1 Person", (year(2026, 950), year(2027, 1250))),))
    said = texts(picture)
    assert {"2026", "2027", "CHF pro Monat", "1 Person", "1'000", "1'200"} <= set(said)
    families = set(re.findall(r"font-family: ([^;]+);", picture))
    assert families == {"'Source Sans 3'"}


def test_words_of_lines_that_lie_close_are_moved_apart() -> None:
    close = tuple(Line(f"{size} Personen", (year(2027, 1000 + size),)) for size in range(2, 7))
    found = places(line_chart((Line("1 Person", (year(2027, 2000),)), *close[:4])))
    heights = sorted(found[f"{size} Personen"][1] for size in range(2, 6))
    assert all(lower - upper >= 12 for upper, lower in pairwise(heights))


def test_lines_are_told_apart_by_their_markers_too() -> None:
    picture = line_chart(
        tuple(Line(f"{size}", (year(2027, 900 + 100 * size),)) for size in range(1, 6))
    )
    markers = re.findall(r'<path id="m[0-9a-f]+" d="([^"]+)"', picture)
    assert len(set(markers)) >= 5


def test_on_a_dark_screen_the_lines_are_light() -> None:
    line = (Line("1 Person", (year(2027, 1000),)),)
    dark = line_chart(line, dark=True)
    assert lines_of(dark, palette.CHART_DARK.series[0])
    assert not lines_of(dark)


def test_without_values_there_is_an_empty_chart() -> None:
    assert "CHF pro Monat" in texts(line_chart((Line("1 Person", ()),)))
    assert "CHF pro Monat" in texts(line_chart(()))


def test_the_same_figures_give_the_same_bytes_in_another_process() -> None:
    script = (
        "import hashlib\n"
        "from datetime import date\n"
        "from sozdesk.documents.charts import Line, Step, line_chart\n"
        "step = Step(date(2027, 1, 1), date(2027, 12, 31), 95000, 'netto')\n"
        "print(hashlib.sha256(line_chart((Line('1 Person', (step,)),)).encode()).hexdigest())\n"
    )
    run = [
        subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, check=True
        ).stdout
        for _ in range(2)
    ]
    assert run[0] == run[1]
    assert "dc:date" not in line_chart((Line("1 Person", (year(2027, 950),)),))


def test_settings_of_others_are_left_alone() -> None:
    import matplotlib

    before = dict(matplotlib.rcParams)
    line_chart((Line("2 Personen", (year(2027, 1200),)),))
    assert dict(matplotlib.rcParams) == before
