"""What the map says: fills, legend with counts, notes, and the picture that leaves the house."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from xml.etree import ElementTree as ET

import pytest
from returns_examples import declared

from sozdesk.documents.choropleth import Texture
from sozdesk.documents.municipal_map import MapFileError, shipped_map
from sozdesk.documents.pdf import write_pdf
from sozdesk.documents.report import Fact
from sozdesk.features.rent_limits.reports import map_picture, small_multiples
from sozdesk.features.rent_limits.reports.map_content import MapQuestion, choropleth, map_lines
from sozdesk.features.rent_limits.reports.maps import map_from, map_report, map_to_publish
from sozdesk.features.rent_limits.terms import (
    Category,
    Declaration,
    Extras,
    Interval,
    MapSubject,
    OverviewRow,
    RentKind,
    ReturnState,
)
from sozdesk.kernel import places

P1, SIX = Category.P1, Category.FURTHER
AESCH, ALLSCHWIL, LIESTAL, BOECKTEN, LIEDERTSWIL, SISSACH = 2761, 2762, 2829, 2842, 2890, 2861
LIMITS = (90_000, 100_000)
STATED = Extras(ancillary_amounts={P1: 15_000})


def row(bfs, name, current=None, previous=None, changes=()):
    return OverviewRow(
        bfs_number=bfs,
        official_name=f"{name} (BL)",
        name=name,
        district="Liestal",
        state=ReturnState.RECORDED,
        current=current,
        previous=previous,
        changes=changes,
    )


NO_LIMITS = Declaration(bfs_number=LIEDERTSWIL, year=2027, no_limits_reason="keine Haushalte")
ROWS = (
    row(AESCH, "Aesch", declared(AESCH, 1030), declared(AESCH, 1000, year=2026)),
    row(ALLSCHWIL, "Allschwil", declared(ALLSCHWIL, 1000, rent_kind=RentKind.GROSS)),
    row(
        LIESTAL,
        "Liestal",
        declared(LIESTAL, 1000, rent_kind=RentKind.GROSS, extras=STATED),
        declared(LIESTAL, 1050, year=2026, rent_kind=RentKind.GROSS),
    ),
    row(BOECKTEN, "Böckten"),
    row(LIEDERTSWIL, "Liedertswil", NO_LIMITS),
    row(
        SISSACH,
        "Sissach",
        declared(SISSACH, 12_000, interval=Interval.YEAR),
        declared(SISSACH, 1000, year=2026, rent_kind=RentKind.GROSS),
    ),
)
"""Net; gross only; gross with Nebenkosten; nothing; no limits; net per year, gross last year."""


def asked(subject=MapSubject.NET, size=P1, **changes):
    return MapQuestion(year=2027, subject=subject, size=size, limits=LIMITS, **changes)


def shown(question=None, rows=ROWS):
    question = question or asked()
    return choropleth(map_lines(rows, question.subject, question.size), question)


def legend(content):
    return [(entry.words, entry.count) for entry in content.legend]


def texts(svg):
    return [one.text for one in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]


# ------------------------------------------------------------------ net and gross


def test_only_what_is_known_on_the_basis_is_coloured():
    assert shown().fills == {
        AESCH: 5,  # 1'030
        ALLSCHWIL: Texture.DOTS,
        LIESTAL: 0,  # 1'000 gross less 150
        BOECKTEN: Texture.DIAGONAL,
        LIEDERTSWIL: Texture.LINES,
        SISSACH: 2,  # 12'000 a year
    }


def test_the_legend_counts_every_municipality_once():
    assert legend(shown()) == [
        ("bis 900", 1),
        ("901 bis 1'000", 1),
        ("über 1'000", 1),
        ("noch keine Angabe", 1),
        ("andere Basis: brutto", 1),
        ("keine Grenzwerte", 1),
    ]
    assert sum(count for _, count in legend(shown())) == len(ROWS)


def test_classes_without_a_municipality_stay_in_the_legend():
    """They are kept over the years, so that maps can be laid side by side."""
    assert legend(shown(rows=ROWS[:1]))[:2] == [("bis 900", 0), ("901 bis 1'000", 0)]
    assert ("noch keine Angabe", 0) not in legend(shown(rows=ROWS[:1]))


def test_the_facts_say_how_many_and_how_many_are_mixed():
    assert shown().facts == (
        "3 von 6 Gemeinden, davon 1 aus brutto umgerechnet, 1 auf anderer Basis (brutto)"
    )
    gross = shown(asked(MapSubject.GROSS))
    assert gross.facts == "2 von 6 Gemeinden, 2 auf anderer Basis (netto)"
    assert ("andere Basis: netto", 2) in legend(gross)


def test_names_values_and_reasons_stand_on_the_labels():
    assert shown().labels == {
        AESCH: "Aesch: 1'030",
        ALLSCHWIL: "Allschwil: nur brutto",
        LIESTAL: "Liestal: 850",
        BOECKTEN: "Böckten: noch keine Angabe",
        LIEDERTSWIL: "Liedertswil: keine Grenzwerte",
        SISSACH: "Sissach: 1'000",
    }


def test_the_table_says_how_an_amount_was_declared():
    lines = {line.bfs_number: line for line in map_lines(ROWS, MapSubject.NET, P1)}
    assert lines[LIESTAL].basis == "aus brutto umgerechnet"
    assert (lines[AESCH].per_month, lines[AESCH].basis) == (103_000, "netto")
    assert lines[ALLSCHWIL].per_month is None
    six = {line.bfs_number: line for line in map_lines(ROWS, MapSubject.NET, SIX)}
    without = replace(declared(AESCH), amounts={P1: 1})
    assert six[AESCH].per_month == 195_200  # 1'030 × 1.75 is 1'802.5, so 1'802 and 150
    missing = map_lines([row(AESCH, "Aesch", without)], MapSubject.NET, SIX)
    assert missing[0].basis == "kein Betrag für diese Grösse"


def test_notes_say_what_was_reckoned():
    assert shown().notes == (
        "Aus brutto umgerechnet: wie von der Gemeinde angegeben, sonst mit ihren Nebenkosten.",
        "Beträge pro Jahr sind durch 12 geteilt.",
    )
    six = shown(asked(size=SIX, proposed_from=2025), ROWS[:1])
    assert six.notes == (
        "6 Personen: Betrag für 5 Personen plus «jede weitere Person».",
        "Klassen vorgeschlagen nach den Werten von 2025.",
    )
    assert six.title == "Mietzinsgrenzwerte 2027, 6 Personen, netto pro Monat"


def test_changes_within_the_year_are_not_drawn_and_that_is_said():
    changed = row(AESCH, "Aesch", declared(AESCH, 1030), changes=(declared(AESCH, 1060),))
    content = shown(rows=[changed])
    assert content.labels[AESCH] == "Aesch: 1'030"
    assert content.notes == (
        "1 Gemeinde hat im Lauf des Jahres geändert; gezeigt sind die Werte der Erhebung.",
    )


def test_without_values_and_limits_there_are_no_classes():
    empty = MapQuestion(year=2027, subject=MapSubject.NET, size=P1, limits=())
    assert legend(shown(empty, ROWS[3:4])) == [("noch keine Angabe", 1)]
    assert legend(shown(empty, ROWS[:1])) == [("alle Beträge", 1)]


# ------------------------------------------------------------------ the change


def test_a_change_is_shown_only_where_both_years_have_the_same_basis():
    content = shown(asked(MapSubject.CHANGE))
    assert content.fills == {
        AESCH: 4,  # +3,0 %
        ALLSCHWIL: Texture.DOTS,
        LIESTAL: 1,  # -4,8 %
        BOECKTEN: Texture.DIAGONAL,
        LIEDERTSWIL: Texture.LINES,
        SISSACH: Texture.DOTS,
    }
    assert content.labels[AESCH] == "Aesch: +3,0 %"
    assert content.labels[LIESTAL] == "Liestal: -4,8 %"
    assert content.labels[ALLSCHWIL] == "Allschwil: kein Vorjahr"
    assert content.labels[SISSACH] == "Sissach: Basis gemischt"
    assert content.facts == "2 von 6 Gemeinden vergleichbar"
    assert ("nicht vergleichbar", 2) in legend(content)


def test_a_fall_has_a_sign_besides_its_shade():
    content = shown(asked(MapSubject.CHANGE))
    assert content.falling == {LIESTAL}
    falling = [entry.words for entry in content.legend if entry.falling]
    assert falling == ["-5,0 % oder tiefer", "-4,9 bis -0,1 %"]
    assert not any(entry.falling for entry in shown().legend)


# ------------------------------------------------------------------ pictures


def picture(**changes):
    usual = {"year": 2027, "category": P1, "rent_kind": RentKind.NET, "limits": LIMITS}
    return map_picture(ROWS, **usual | {"sample": False, "drawn": shipped_map()} | changes)


def test_a_picture_that_leaves_names_both_sources():
    said = texts(picture().svg)
    assert said[-2:] == [
        "Quelle: Bundesamt für Statistik (BFS), GEOSTAT",
        "Grenzwerte: Selbstdeklaration der Gemeinden; vom Kanton nicht standardmässig überprüft",
    ]
    assert "bis 900 (1)" in said
    assert "Beispieldaten" not in picture().svg


def test_a_picture_of_a_sample_says_so_twice():
    said = texts(picture(sample=True).svg)
    assert "Beispieldaten – frei erfunden" in said
    assert said[-1].endswith("überprüft (Beispieldaten – frei erfunden)")


def test_a_picture_is_said_in_words():
    assert picture().alt == (
        "Karte: Mietzinsgrenzwerte 2027, 1 Person, netto pro Monat. 3 von 6 Gemeinden, davon 1 "
        "aus brutto umgerechnet, 1 auf anderer Basis (brutto). bis 900: 1; 901 bis 1'000: 1; über "
        "1'000: 1; noch keine Angabe: 1; andere Basis: brutto: 1; keine Grenzwerte: 1."
    )


def test_another_source_can_be_named_and_the_same_rows_give_the_same_bytes():
    assert texts(picture(source="Umfrage").svg)[-1] == "Grenzwerte: Umfrage"
    assert picture() == picture()


def test_small_maps_show_all_household_sizes():
    many = small_multiples(
        ROWS,
        year=2027,
        rent_kind=RentKind.NET,
        limits={P1: LIMITS},
        sample=False,
        drawn=shipped_map(),
    )
    said = texts(many.svg)
    assert said[0] == "Mietzinsgrenzwerte 2027, netto pro Monat, nach Haushaltsgrösse"
    assert [one for one in said if one in ("1 Person", "2 Personen", "6 Personen")] == [
        "1 Person",
        "2 Personen",
        "6 Personen",
    ]
    assert any("jede weitere Person" in one for one in said)
    assert "6 Personen:" in many.alt


# ------------------------------------------------------------------ print


def test_the_print_holds_every_municipality_and_the_map():
    question = asked()
    report = map_report(
        [(map_lines(ROWS, MapSubject.NET, P1), question)],
        picture(),
        datetime(2027, 1, 5, 10, tzinfo=UTC),
        today=date(2027, 1, 5),
        sample=False,
    )
    (table,) = report.tables
    assert [line[1] for line in table.values()] == [f"{one.name} (BL)" for one in ROWS]
    assert table.values()[2][3:] == (85_000, -476, "aus brutto umgerechnet")
    assert report.facts == (Fact("Gemeinden", shown().facts),)
    assert report.pictures == (picture(),)
    assert report.notes == ()  # they stand in the picture
    assert write_pdf(report).startswith(b"%PDF")


def test_the_print_of_all_sizes_has_a_column_for_each():
    found = [
        (map_lines(ROWS, MapSubject.NET, size), asked(size=size)) for size in (P1, Category.P2, SIX)
    ]
    report = map_report(
        found,
        picture(),
        datetime(2027, 1, 5, 10, tzinfo=UTC),
        today=date(2027, 1, 5),
        sample=True,
    )
    (table,) = report.tables
    assert [column.title for column in table.columns[3:]] == [
        "1 Person",
        "2 Personen",
        "6 Personen",
    ]
    assert [fact.label for fact in report.facts] == ["1 Person", "2 Personen", "6 Personen"]
    assert table.values()[0][3:] == (103_000, 123_600, 195_200)
    assert table.values()[3][3:] == ("noch keine Angabe",) * 3


# ------------------------------------------------------------------ a map file of the office


def test_the_chosen_map_file_is_drawn(tmp_path):
    path = tmp_path / "eigene.geojson"
    source = b'"attribution":"Quelle: Bundesamt f\xc3\xbcr Statistik (BFS), GEOSTAT"'
    content = places.resource("map", "municipalities.geojson").read_bytes()
    assert source in content
    path.write_bytes(content.replace(source, b'"attribution":"swisstopo"'))
    drawn, problem = map_from(str(path))
    assert (drawn.source, problem) == ("Quelle: swisstopo", "")
    assert map_to_publish(str(path)) == drawn
    assert texts(picture(drawn=drawn).svg)[-2] == "Quelle: swisstopo"


def test_a_map_file_that_is_gone_is_said_and_the_shipped_one_is_drawn(tmp_path):
    drawn, problem = map_from(str(tmp_path / "weg.geojson"))
    assert drawn is shipped_map()
    assert map_to_publish("") is shipped_map()
    assert problem == ("«weg.geojson» lässt sich nicht lesen. Gezeigt ist die mitgelieferte Karte.")


def test_a_map_file_that_is_gone_is_published_as_no_other(tmp_path):
    with pytest.raises(MapFileError, match=r"«weg\.geojson» lässt sich nicht lesen"):
        map_to_publish(str(tmp_path / "weg.geojson"))


@pytest.mark.parametrize("subject", MapSubject)
def test_every_row_has_a_line_and_a_fill(subject):
    content = shown(asked(subject))
    assert set(content.fills) == set(content.labels) == {one.bfs_number for one in ROWS}
