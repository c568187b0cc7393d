"""Maps as pictures: real text, patterns beside colours, sources, and the same bytes every time."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from map_examples import content, small_map

from sozdesk.documents import palette
from sozdesk.documents.choropleth import Choropleth, LegendEntry, Texture, shades
from sozdesk.documents.map_svg import Frame, map_svg, multiples_svg
from sozdesk.documents.municipal_map import shipped_map
from sozdesk.documents.picture import png

SOURCE = "Grenzwerte: Selbstdeklaration der Gemeinden; vom Kanton nicht standardmässig überprüft"
FRAME = Frame(sources=(SOURCE,))
SVG = "{http://www.w3.org/2000/svg}"
HREF = "{http://www.w3.org/1999/xlink}href"


def svg(drawn_content: Choropleth | None = None, frame: Frame = FRAME) -> str:
    return map_svg(small_map(), drawn_content or content(), frame)


def texts(picture: str) -> list[str]:
    return [element.text or "" for element in ET.fromstring(picture).iter(f"{SVG}text")]


def fills(picture: str) -> dict[str, str]:
    """Shape → what it is filled with."""
    return {
        use.get(HREF, ""): use.get("fill", "")
        for use in ET.fromstring(picture).iter(f"{SVG}use")
        if use.get("fill")
    }


def test_it_says_title_facts_legend_notes_and_sources_as_text() -> None:
    said = texts(svg())
    assert said == [
        "Mietzinsgrenzwerte 2027, 1 Person, netto pro Monat",
        "3 von 4 Gemeinden",
        "CHF netto pro Monat, 1 Person (Anzahl Gemeinden)",
        "bis 900 (1)",
        "über 900 (2)",
        "noch keine Angabe (1)",
        "Bezirksgrenze",
        "Beträge pro Jahr sind durch 12 geteilt.",
        "Quelle: Bundesamt für Statistik (BFS), GEOSTAT",
        SOURCE,
    ]
    assert ET.fromstring(svg()).get("font-family") == "'Source Sans 3', sans-serif"


def test_every_municipality_has_its_shade_or_its_pattern() -> None:
    assert fills(svg()) == {
        "#g1": "#E4EFF6",
        "#g2": "#0C406B",
        "#g3": "#0C406B",
        "#g4": "url(#diagonal)",
    }


def test_a_municipality_that_nobody_speaks_of_stays_blank() -> None:
    assert fills(svg(content(fills={1: 0})))["#g4"] == palette.HATCH_GROUND


def test_the_three_patterns_are_there_and_differ() -> None:
    patterns = {
        pattern.get("id"): ET.tostring(list(pattern)[-1])
        for pattern in ET.fromstring(svg()).iter(f"{SVG}pattern")
    }
    assert set(patterns) == {"diagonal", "dots", "lines"}
    assert len(set(patterns.values())) == 3


def test_all_86_are_drawn() -> None:
    picture = map_svg(shipped_map(), content(fills={}), FRAME)
    assert len(fills(picture)) == 86


def test_a_fall_has_a_minus_sign_on_the_map_and_in_the_legend() -> None:
    quiet = svg()
    falling = svg(
        content(falling=frozenset({2}), legend=(LegendEntry(0, "gesunken", 1, falling=True),))
    )
    strokes = f'stroke="{palette.TEXT}" stroke-width="2"'
    assert quiet.count(strokes) == 0
    assert falling.count(strokes) == 2


def test_a_sample_is_marked_and_nothing_else_is() -> None:
    marked = svg(frame=Frame(sources=(SOURCE,), sample=True))
    assert "Beispieldaten – frei erfunden" in texts(marked)
    assert "Beispieldaten" not in svg()


def test_markup_and_strange_signs_in_words_are_only_text() -> None:
    said = texts(svg(content(title='A & B <b> "c" 😀', notes=("]]> &amp;",))))
    assert 'A & B <b> "c" □' in said
    assert "]]> &amp;" in said


def test_long_titles_and_notes_wrap() -> None:
    title, note = "Grenzwerte " * 20, "Wort " * 80
    said = texts(svg(content(title=title, notes=(note,))))
    assert max(map(len, said)) <= 140
    assert " ".join(said).count("Grenzwerte") >= 20
    assert " ".join(said).count("Wort") == 80


def test_the_same_map_gives_the_same_bytes() -> None:
    assert svg() == svg()
    assert png(svg()) == png(svg())


def test_small_maps_share_their_shapes_and_say_equal_notes_once() -> None:
    contents = [content(name=f"{size} Personen") for size in range(1, 7)]
    picture = multiples_svg(small_map(), "Nach Haushaltsgrösse", contents, FRAME)
    said = texts(picture)
    assert said[0] == "Nach Haushaltsgrösse"
    assert [one for one in said if one.endswith("Personen")] == [
        f"{size} Personen" for size in range(1, 7)
    ]
    assert said.count("bis 900 (1)") == 6
    assert said.count("Beträge pro Jahr sind durch 12 geteilt.") == 1
    assert said.count("Quelle: Bundesamt für Statistik (BFS), GEOSTAT") == 1
    assert said[-1] == SOURCE
    assert picture.count('<path id="g1"') == 1
    assert picture.count('xlink:href="#g1"') == 6


def test_a_small_map_may_have_values_everywhere_or_nowhere() -> None:
    values = content(fills={1: 0, 2: 5}, legend=(LegendEntry(0, "bis 900", 2),))
    nothing = content(
        fills={1: Texture.DIAGONAL}, legend=(LegendEntry(Texture.DIAGONAL, "noch keine Angabe", 1),)
    )
    said = texts(multiples_svg(small_map(), "Alle Grössen", (values, nothing), FRAME))
    assert said.count("bis 900 (2)") == said.count("noch keine Angabe (1)") == 1


def test_nothing_lies_outside_the_picture() -> None:
    contents = [content(name=f"{size} Personen") for size in range(1, 7)]
    for picture in (svg(), multiples_svg(small_map(), "Titel", contents, FRAME)):
        root = ET.fromstring(picture)
        height = float(root.get("height", "0"))
        places = [(float(t.get("x", "0")), float(t.get("y", "0"))) for t in root.iter(f"{SVG}text")]
        assert all(0 < x < 960 and 0 < y < height for x, y in places)


def test_a_png_has_two_pixels_for_each_px() -> None:
    picture = png(svg())
    assert picture.startswith(b"\x89PNG")
    assert int.from_bytes(picture[16:20]) == 1920


@pytest.mark.parametrize(
    ("number", "wanted"),
    [(0, ()), (1, (2,)), (2, (0, 5)), (3, (0, 2, 5)), (6, (0, 1, 2, 3, 4, 5))],
)
def test_fewer_classes_are_spread_over_the_ramp(number: int, wanted: tuple[int, ...]) -> None:
    assert shades(number) == wanted


def test_neighbouring_shades_can_be_told_apart() -> None:
    """Lightness falls from shade to shade, so that the order survives a black and white print."""

    def lightness(colour: str) -> float:
        red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    steps = [lightness(colour) for colour in palette.RAMP]
    assert all(first - second > 15 for first, second in pairwise(steps))


def test_a_pattern_is_named_like_its_texture() -> None:
    assert re.findall(r'<pattern id="(\w+)"', svg()) == [one.value for one in Texture]
