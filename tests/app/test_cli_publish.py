"""``round publish`` on the command line."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from test_cli import YEAR, Run, importing, opened, run, write_return

from sozdesk.settings.declared import MAP_FILE
from sozdesk.settings.store import Settings

__all__ = ["opened", "run"]

WHY = ("--missing-reason", "Antwort steht aus")


@pytest.fixture
def with_liestal(opened: Run, tmp_path: Path) -> Run:
    path = write_return(tmp_path, "liestal.xlsx")
    importing(opened, str(path), "--record", "--note-reason", "telefonisch bestätigt")
    return opened


def publishing(run: Run, *more: str) -> tuple[int, str, str]:
    return run(
        "--file", "ksa.sozdesk", "round", "publish", "--year", str(YEAR), "--out", "pub", *more
    )


def test_a_version_is_written_and_named(with_liestal: Run, tmp_path: Path) -> None:
    code, out, err = publishing(with_liestal, *WHY)
    assert (code, err) == (0, "")
    assert out.splitlines()[-1] == "Grenzwerte 2027-1 veröffentlicht (Gemeinden)."
    names = {path.name for path in (tmp_path / "pub").iterdir()}
    assert {f"mietzinsgrenzwerte_2027-1{end}" for end in (".xlsx", ".pdf", ".csv")} <= names


def test_the_large_map_shows_the_wanted_household(with_liestal: Run, tmp_path: Path) -> None:
    assert publishing(with_liestal, *WHY, "--map-size", "4")[0] == 0
    (picture,) = (tmp_path / "pub").glob("*_karte_*.svg")
    assert picture.name == "mietzinsgrenzwerte_2027-1_karte_4_personen.svg"
    assert "4 Personen, netto pro Monat" in picture.read_text(encoding="utf-8")


def test_missing_municipalities_need_a_reason(with_liestal: Run, tmp_path: Path) -> None:
    code, out, err = publishing(with_liestal)
    assert (code, out) == (1, "")
    assert "fehlen in der Veröffentlichung. Schreiben Sie, warum." in err
    assert "--missing-reason" in err
    assert not (tmp_path / "pub").exists()


def test_what_waits_for_a_decision_may_have_another_reason(opened: Run, tmp_path: Path) -> None:
    path = write_return(tmp_path, "liestal.xlsx", contact_name="", contact_email="")
    code, rows, _ = importing(opened, str(path), "--record")
    assert (code, rows[0]["result"]) == (1, "preview")
    assert publishing(opened, *WHY, "--undecided-reason", "In Abklärung")[0] == 0
    written = (tmp_path / "pub/mietzinsgrenzwerte_2027-1.csv").read_text("utf-8")
    told = {line.split(",")[2]: line.split(",")[6] for line in written.splitlines()[1:]}
    assert told["Liestal"].startswith("fehlt: In Abklärung (")
    assert told["Aesch (BL)"].startswith("fehlt: Antwort steht aus (")


def test_a_chosen_map_that_cannot_be_read_publishes_nothing(
    with_liestal: Run, tmp_path: Path
) -> None:
    (tmp_path / "karte.geojson").write_text("{}", "utf-8")
    Settings().set(MAP_FILE, str(tmp_path / "karte.geojson"))
    code, out, err = publishing(with_liestal, *WHY)
    assert (code, out) == (1, "")
    assert "Die gewählte Karte ist nicht brauchbar." in err
    assert not (tmp_path / "pub").exists()


def test_the_public_needs_a_decision_with_its_day(with_liestal: Run) -> None:
    code, _out, err = publishing(with_liestal, *WHY, "--audience", "public")
    assert code == 1
    assert "--decided-by" in err
    assert "--decided-on" in err
    decided = ("--decided-by", "Leitung KSA", "--decided-on", "4.1.2020")
    code, out, _err = publishing(with_liestal, *WHY, "--audience", "public", *decided)
    assert code == 0
    assert "veröffentlicht (Öffentlichkeit)" in out


def test_the_open_data_say_on_every_row_that_nobody_checked_them(
    with_liestal: Run, tmp_path: Path
) -> None:
    publishing(with_liestal, *WHY)
    with (tmp_path / "pub/mietzinsgrenzwerte_2027-1.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == [
        "jahr",
        "bfs_gemeindenummer",
        "gemeinde",
        "kategorie",
        "wert",
        "einheit",
        "basis",
    ]
    unchecked = "Selbstdeklaration der Gemeinden; vom Kanton nicht standardmässig überprüft"
    assert {row["basis"] for row in rows if not row["wert"]} == {
        f"fehlt: Antwort steht aus ({unchecked})"
    }
    assert {row["basis"] for row in rows if row["wert"]} == {
        "netto (Selbstdeklaration der Gemeinden; vom Kanton nicht standardmässig überprüft)"
    }
    assert [(row["kategorie"], row["wert"]) for row in rows if row["wert"]][:2] == [
        ("1 Person", "1000.00"),
        ("2 Personen", "1250.00"),
    ]


def test_a_correction_needs_a_reason_and_brings_an_erratum(
    with_liestal: Run, tmp_path: Path
) -> None:
    publishing(with_liestal, *WHY)
    path = write_return(tmp_path, "liestal2.xlsx", amount_p1=1010)
    importing(with_liestal, str(path), "--record", "--note-reason", "telefonisch bestätigt")
    code, _out, err = publishing(with_liestal, *WHY)
    assert code == 1
    assert "--reason" in err
    assert publishing(with_liestal, *WHY, "--reason", "Vertippt")[0] == 0
    assert (tmp_path / "pub/mietzinsgrenzwerte_2027-2.xlsx").exists()


def test_an_unknown_audience_is_a_wrong_call(with_liestal: Run) -> None:
    code, _out, err = publishing(with_liestal, "--audience", "alle")
    assert code == 2
    assert "alle" in err


def test_a_form_that_holds_from_later_on_is_a_change(with_liestal: Run, tmp_path: Path) -> None:
    path = write_return(tmp_path, "juli.xlsx", valid_from=date(2027, 7, 1), amount_p1=1040)
    code, rows, _err = importing(with_liestal, str(path), "--record", "--note-reason", "bestätigt")
    assert code == 0
    assert [(row["result"], row["change_from"]) for row in rows] == [("recorded", "2027-07-01")]
    code, out, _err = with_liestal(
        "--file", "ksa.sozdesk", "round", "import", "--year", str(YEAR), str(path)
    )
    assert "Liestal · juli.xlsx · Änderung ab 01.07.2027, gleich wie bereits erfasst" in out
