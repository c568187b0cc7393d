"""``sozdesk measures`` on the command line."""

from __future__ import annotations

import json

import pytest
from test_cli import Run, run

__all__ = ["run"]


@pytest.fixture
def ksa(run: Run) -> Run:
    """A file of the KSA, just made."""
    assert run("create", "ksa.sozdesk", "--office", "ksa", "--person", "Anna Muster")[0] == 0
    return run


def listed(run: Run, *more: str, file: str = "ksa.sozdesk"):
    code, out, err = run("--file", file, "measures", "list", "--json", *more)
    return code, json.loads(out), err


def test_a_new_file_of_the_ksa_already_holds_the_40_measures(ksa: Run):
    code, rows, _ = listed(ksa, "--period", "2021-2024")
    assert code == 0
    assert len(rows) == 40
    assert sum(row["done"] for row in rows) == 19
    assert set(rows[0]) >= {
        "number",
        "title",
        "action_field",
        "priority",
        "state",
        "done",
        "poverty_strategy",
        "continued_in",
    }
    by_number = {row["number"]: row for row in rows}
    assert by_number["5.3"]["poverty_strategy"] == "inferred"
    assert (by_number["7.1"]["action_field"], by_number["7.1"]["done"]) == (7, False)
    assert by_number["1.3"]["continued_in"] == "2025-2028"
    assert by_number["1.1"]["continued_in"] is None


def test_an_earlier_day_has_its_own_states(ksa: Run):
    _, rows, _ = listed(ksa, "--period", "2021-2024", "--as-of", "31.12.2023")
    assert sum(row["done"] for row in rows) == 7


def test_people_read_fields_titles_and_the_sum(ksa: Run):
    code, out, _ = ksa("--file", "ksa.sozdesk", "measures", "list", "--period", "2021–2024")
    lines = out.splitlines()
    assert code == 0
    assert lines[0] == "1 Materielle Unterstützung"
    assert (
        lines[1] == "  1.1  Anpassung des Grundbedarfs an die Teuerung: umgesetzt / abgeschlossen"
    )
    assert lines[-1] == "Stand 31.12.2024: 19 von 40 umgesetzt / abgeschlossen, 21 in Umsetzung"


def test_2025_2028_says_how_many_are_expected(ksa: Run):
    code, out, _ = ksa("--file", "ksa.sozdesk", "measures", "list", "--period", "2025-2028")
    assert code == 0
    *_, summary, source = out.splitlines()
    assert summary.endswith("19 erwartet, 0 erfasst – noch nicht erfasst")
    assert source.startswith("Amtliche Quelle: Kantonale Sozialhilfestrategie")


def test_before_the_period_everything_is_planned(ksa: Run):
    before = ("--period", "2021-2024", "--as-of", "01.01.2020")
    code, out, _ = ksa("--file", "ksa.sozdesk", "measures", "list", *before)
    assert code == 0
    assert out.splitlines()[-1] == (
        "Stand 01.01.2020: 0 von 40 umgesetzt / abgeschlossen, 40 geplant"
    )


def test_the_finer_reading_of_the_list_is_asked_for(ksa: Run):
    _, out, _ = ksa("--file", "ksa.sozdesk", "measures", "list", "--period", "2021-2024", "--fine")
    assert "umgesetzt, durch Gesetz oder Verordnung" in out
    assert "abgeschlossen ohne Umsetzung" in out
    _, rows, _ = listed(ksa, "--period", "2021-2024")
    assert {row["state"] for row in rows} == {"implemented", "closed", "in_progress"}


def test_a_day_to_come_is_refused(ksa: Run):
    later = ("--period", "2021-2024", "--as-of", "01.01.2130")
    code, out, err = ksa("--file", "ksa.sozdesk", "measures", "list", *later)
    assert (code, out) == (1, "")
    assert "Der 01.01.2130 liegt in der Zukunft." in err


def test_an_unknown_period_names_those_that_there_are(ksa: Run):
    code, out, err = ksa("--file", "ksa.sozdesk", "measures", "list", "--period", "2029-2032")
    assert (code, out) == (1, "")
    assert "Die Periode «2029-2032» gibt es nicht. Es gibt: 2025-2028, 2021-2024." in err


def test_a_sozialdienst_reads_them_too(run: Run):
    run(
        "create",
        "dienst.sozdesk",
        "--office",
        "service",
        "--person",
        "A B",
        "--municipality",
        "2829",
    )
    _, rows, _ = listed(run, "--period", "2021-2024", file="dienst.sozdesk")
    assert len(rows) == 40
    fine = ("list", "--period", "2021-2024", "--fine")
    code, out, err = run("--file", "dienst.sozdesk", "measures", *fine)
    assert (code, out) == (1, "")
    assert "Den genauen Stand mit Grund gibt nur das Kantonale Sozialamt heraus" in err
