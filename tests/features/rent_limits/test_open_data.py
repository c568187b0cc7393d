"""Open data: one limit per row, and why a municipality has none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from rules_examples import declared, round_of

from sozdesk.documents.csv import open_data_csv
from sozdesk.features.rent_limits.reports.opendata import open_data, open_data_changes
from sozdesk.features.rent_limits.terms import Declaration, PublishedRow

ROUND = round_of(2027)
UNCHECKED = "Selbstdeklaration der Gemeinden; vom Kanton nicht standardmässig überprüft"
INVENTED = "Beispieldaten – frei erfunden"
JULY = date(2027, 7, 1)


def row(declaration=None, bfs=2841, name="Anwil", **values):
    return PublishedRow(
        bfs_number=bfs,
        official_name=name,
        name=name,
        district="Sissach",
        declaration=declaration,
        **values,
    )


def written(*rows, sample=False):
    return open_data(rows, ROUND, sample=sample).rows


def test_one_limit_per_row_in_exactly_the_published_columns():
    table = open_data([row(declared())], ROUND, sample=False)
    assert [column.key for column in table.columns] == [
        "jahr",
        "bfs_gemeindenummer",
        "gemeinde",
        "kategorie",
        "wert",
        "einheit",
        "basis",
    ]
    basis = f"netto ({UNCHECKED})"
    # 1'000 francs for one person, as the example says
    assert table.rows[0] == (2027, 2841, "Anwil", "1 Person", 100_000, "CHF pro Monat", basis)
    assert [line[3] for line in table.values()] == [
        "1 Person",
        "2 Personen",
        "3 Personen",
        "4 Personen",
        "5 Personen",
        "jede weitere Person",
    ]


def test_no_row_of_a_sample_travels_without_saying_so():
    rows = written(row(declared()), row(None, missing_reason="Umzug"), sample=True)
    assert rows[0][-1] == f"netto ({INVENTED}; {UNCHECKED})"
    assert rows[-1][-1] == f"fehlt: Umzug ({INVENTED}; {UNCHECKED})"


def test_another_first_day_stands_behind_the_basis():
    march = declared(valid_from=date(2027, 3, 1))
    assert {line[-1] for line in written(row(march))} == {
        f"netto (gültig ab 01.03.2027; {UNCHECKED})"
    }


def test_a_municipality_without_limits_has_a_row_that_says_why():
    none = Declaration(bfs_number=2841, year=2027, no_limits_reason="niemand unterstützt")
    rows = written(
        row(none, 2843, "Buckten"),
        row(replace(none, no_limits_reason=""), 2842, "Böckten"),
        row(None, missing_reason="Rückmeldung steht aus"),
        row(None, 2844, "Buus"),
    )
    assert rows == (
        (2027, 2841, "Anwil", "", None, "", f"fehlt: Rückmeldung steht aus ({UNCHECKED})"),
        (2027, 2842, "Böckten", "", None, "", f"keine Grenzwerte festgelegt ({UNCHECKED})"),
        (
            *(2027, 2843, "Buckten", "", None, ""),
            f"keine Grenzwerte festgelegt: niemand unterstützt ({UNCHECKED})",
        ),
        (2027, 2844, "Buus", "", None, "", f"fehlt ({UNCHECKED})"),
    )


def test_what_is_not_known_of_a_basis_stays_empty():
    rows = written(row(declared(rent_kind=None, interval=None)))
    assert rows[0][-2:] == ("", f"({UNCHECKED})")


@pytest.mark.parametrize("sample", [False, True])
def test_changes_stand_in_the_same_columns_with_their_first_day(sample):
    none = Declaration(bfs_number=2841, year=2027, no_limits_reason="kein Fall", valid_from=JULY)
    changed = row(declared(), 2842, "Böckten", changes=(declared(1100, valid_from=JULY),))
    table = open_data_changes([changed, row(declared(), changes=(none,))], sample=sample)
    marks = f"{INVENTED}; {UNCHECKED}" if sample else UNCHECKED
    assert [column.key for column in table.columns][-2:] == ["basis", "gueltig_ab"]
    assert table.rows == (
        (
            *(2027, 2841, "Anwil", "", None, ""),
            *(f"keine Grenzwerte festgelegt: kein Fall ({marks})", JULY),
        ),
        (
            *(2027, 2842, "Böckten", "1 Person", 110_000, "CHF pro Monat"),
            *(f"netto ({marks})", JULY),
        ),
    )
    assert open_data_csv(table).decode().splitlines()[2].endswith(",2027-07-01")
    assert open_data_changes([row(declared())], sample=sample).rows == ()
