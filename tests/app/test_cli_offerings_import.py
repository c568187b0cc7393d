"""``sozdesk offerings import`` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from test_cli import Run, run

__all__ = ["run"]

HEAD = "Anbieter/in;Art;IBAN;Titel;Kategorie;Plätze;Preis;Einheit;MWST;Anerkannt seit"
GOOD = (
    "Verein Erfunden;Verein;CH93 0076 2011 6238 5295 7;Deutsch im Alltag;Grundkompetenzkurs;12;"
    "1200;Kurs;ausgenommen;1.1.2025"
)
BAD = "Stiftung Neu;Stiftung;CH93 0076 2011 6238 5295 8;;;;;;;"


@pytest.fixture
def ksa(run: Run) -> Run:
    """A file of the KSA with the categories, just made."""
    assert run("create", "ksa.sozdesk", "--office", "ksa", "--person", "Anna Muster")[0] == 0
    return run


def read(run: Run, *lines: str, more: tuple[str, ...] = (), file: str = "ksa.sozdesk"):
    path = Path("angebote.csv")
    path.write_text("\r\n".join((HEAD, *lines)), "utf-8")
    return run("--file", file, "offerings", "import", str(path), *more)


def listed(run: Run) -> list[dict[str, object]]:
    day = ("--as-of", "5.1.2027")
    _code, out, _err = run("--file", "ksa.sozdesk", "offerings", "list", "--json", *day)
    found: list[dict[str, object]] = json.loads(out)
    return found


DAY = ("--prices-from", "1.1.2027")


def test_a_list_is_recorded_and_the_second_time_nothing_changes(ksa: Run) -> None:
    code, out, err = read(ksa, GOOD, "Nur ein Name;;;;;;;;;", more=DAY)
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "Zeile 2 · Verein Erfunden: Deutsch im Alltag · neu",
        "Zeile 3 ausgelassen, nur ein Name, sonst nichts: Nur ein Name",
        "1 Zeile gelesen: 1 neu.",
        "Erfasst.",
    ]
    (row,) = listed(ksa)
    assert (row["title"], row["price"], row["recognised"]) == ("Deutsch im Alltag", 120_000, True)
    _code, out, _err = read(ksa, GOOD, more=DAY)
    assert out.splitlines()[-2:] == ["1 Zeile gelesen: 1 unverändert.", "Nichts zu erfassen."]


def test_a_dry_run_shows_old_and_new_and_records_nothing(ksa: Run) -> None:
    read(ksa, GOOD, more=DAY)
    changed = GOOD.replace(";12;", ";14;")
    code, out, _err = read(ksa, changed, more=(*DAY, "--dry-run"))
    assert code == 0
    assert "    Plätze: bisher «12», neu «14»." in out.splitlines()
    assert out.splitlines()[-1] == "Nur gezeigt, nichts erfasst."
    code, out, _err = read(ksa, changed, more=(*DAY, "--dry-run", "--json"))
    said = json.loads(out)
    assert said["recorded"] is False
    assert said["rows"][0]["changes"] == [{"field": "Plätze", "before": "12", "after": "14"}]


def test_a_cell_that_cannot_be_read_keeps_everything_out(ksa: Run) -> None:
    code, out, err = read(ksa, GOOD, BAD, more=DAY)
    assert code == 1
    assert any("C3: Die Prüfziffer von" in line for line in out.splitlines())
    assert err == (
        "Es wurde nichts erfasst. Berichtigen Sie die Liste und lesen Sie sie noch einmal ein.\n"
    )
    assert listed(ksa) == []


def test_prices_need_their_day(ksa: Run) -> None:
    code, _out, err = read(ksa, GOOD)
    assert code == 1
    assert err.endswith("Zum Beispiel: --prices-from 1.1.2027\n")


def test_a_table_without_providers_says_which_column_is_missing(ksa: Run) -> None:
    path = Path("fremd.csv")
    path.write_text("Datum;Betrag\r\n1.1.2027;5\r\n", "utf-8")
    code, out, _err = ksa("--file", "ksa.sozdesk", "offerings", "import", str(path))
    assert code == 1
    assert "Keine Spalte ist als «Anbieter/in» erkannt." in out


def test_a_sozialdienst_has_no_list_to_read(run: Run) -> None:
    made = ("create", "sd.sozdesk", "--office", "service", "--municipality", "2829")
    assert run(*made)[0] == 0
    code, _out, err = read(run, GOOD, file="sd.sozdesk")
    assert code != 0
    assert "Öffnen Sie die Datei des Kantonalen Sozialamts." in err
