"""``sozdesk cases import`` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from test_cli import Run, run

__all__ = ["run"]

HEAD = "Dossier;Name;Vorname;Geburtsdatum;Geschlecht;AHV-Nummer;Ausweis;Eröffnet am"
ANNA = "D-77;Muster;Anna;17.5.1990;w;756.9217.0769.85;F-Flüchtling;1.3.2026"
BEN = "D-77;Muster;Ben;1.2.2015;m;;F-Flüchtling;"
BAD = "D-78;Geheim;Gustav;1.2.1980;m;756.9217.0769.84;B;1.3.2026"


@pytest.fixture
def service(run: Run) -> Run:
    """A file of the Sozialdienst of Liestal, just made."""
    made = ("--office", "service", "--municipality", "2829", "--person", "Anna Muster")
    assert run("create", "amt.sozdesk", *made)[0] == 0
    return run


def read(run: Run, *lines: str, more: tuple[str, ...] = ()):
    path = Path("faelle.csv")
    path.write_text("\r\n".join((HEAD, *lines)), "utf-8")
    return run("--file", "amt.sozdesk", "cases", "import", str(path), *more)


def test_a_list_is_recorded_and_the_second_time_nothing_changes(service: Run) -> None:
    code, out, err = read(service, ANNA, BEN)
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "Zeile 2 · neu",
        "Zeile 3 · neu",
        "2 Zeilen gelesen: 2 neu.",
        "Erfasst.",
    ]
    _code, out, _err = read(service, ANNA, BEN)
    assert out.splitlines()[-2:] == ["2 Zeilen gelesen: 2 unverändert.", "Nichts zu erfassen."]


def test_a_dry_run_shows_what_changes_and_records_nothing(service: Run) -> None:
    read(service, ANNA)
    changed = ANNA.replace("Muster;Anna", "Muster-Frei;Anna")
    code, out, _err = read(service, changed, more=("--dry-run",))
    assert code == 0
    assert out.splitlines()[:2] == ["Zeile 2 · Fall 1 · geändert", "    Name ändert sich."]
    assert out.splitlines()[-1] == "Nur gezeigt, nichts erfasst."
    assert "1 geändert" in read(service, changed)[1]


def test_the_error_output_names_rows_and_columns_and_no_person(service: Run) -> None:
    code, out, err = read(service, ANNA, BAD)
    assert code == 1
    assert err.splitlines() == [
        "Es wurde nichts erfasst. Berichtigen Sie die Liste und lesen Sie sie noch einmal ein.",
        "Zeile 3, Spalte AHV-Nummer: nicht verwertbar",
    ]
    assert "Prüfziffer" in out
    assert "neu" in read(service, ANNA, BAD, more=("--skip", "3"))[1]


def test_an_ambiguous_row_says_how_many_may_be_meant(service: Run) -> None:
    read(service, ANNA.replace("756.9217.0769.85", ""))
    unclear = ";".join(["", "Muster", "Anna", "", "w", "", "B", "1.3.2026"])
    code, out, err = read(service, unclear)
    assert code == 1
    said = "    Gemeint sein kann 1 Person dieser Datei. Wer, zeigt nur das Fenster."
    assert said in out.splitlines()
    assert err.splitlines()[1] == "Zeile 2, Spalte Name: nicht eindeutig"


@pytest.mark.parametrize("more", [(), ("--json",), ("--dry-run",), ("--dry-run", "--json")])
def test_nothing_that_is_printed_says_who_is_in_the_list_or_in_the_file(
    service: Run, more: tuple[str, ...]
) -> None:
    read(service, ANNA)
    lines = (
        ANNA.replace("17.5.1990", "18.6.1991").replace("F-Flüchtling", "B"),  # changed
        ";Muster;Anna;;w;;B;1.3.2026",  # may be Anna
        "D-79;Geheim;Gustav;Frühling 80;m;756.9217.0769.84;Ausweisgeheim;1.3.2026",  # not read
        "Notiz zu Geheim;;;;;;;",  # left out
    )
    for chosen in (lines, lines[:1]):
        _code, out, err = read(service, *chosen, more=more)
        secrets = (
            "Muster Anna Geheim Gustav 1990 1991 Frühling Ausweisgeheim 756 D-77 D-79 Flüchtling"
        )
        assert [one for one in secrets.split() if one in out + err] == []
    assert "ändert" in out or "Geburtsdatum" in out


def test_a_cell_that_cannot_be_read_is_named_by_its_place_and_a_known_reason_is_said(
    service: Run,
) -> None:
    bad = "D-79;Geheim;Gustav;Frühling 80;m;756.9217.0769.84;B;1.3.2026"
    _code, out, _err = read(service, bad)
    unsaid = "nicht verwertbar. Was dort steht, zeigt nur das Fenster."
    cells = [line for line in out.splitlines() if "Zelle" in line]
    assert [line.split(": ", 1)[0].split("!")[-1] for line in cells] == ["D2", "F2"]
    assert cells[0].endswith(unsaid)
    assert "Prüfziffer" in cells[1]


def test_cases_without_a_first_day_need_one(service: Run) -> None:
    bare = ANNA.replace("1.3.2026", "")
    code, _out, err = read(service, bare)
    assert code == 1
    assert "--opened-on 1.1.2027" in err
    assert read(service, bare, more=("--opened-on", "1.3.2026"))[0] == 0


def test_json_says_the_same_for_machines(service: Run) -> None:
    code, out, _err = read(service, ANNA, "Total;;;;;;;", more=("--json", "--dry-run"))
    said = json.loads(out)
    assert (code, said["recorded"], said["refused"]) == (0, False, [])
    (row,) = said["rows"]
    assert set(row) == {"row", "case", "candidates", "result", "changes", "findings"}
    assert row["row"] == 2
    assert (row["case"], row["result"], row["candidates"]) == (None, "new", [])
    assert said["left_out"][0]["row"] == 3


def test_the_ksa_has_no_cases_and_a_missing_file_is_said(service: Run) -> None:
    service("create", "ksa.sozdesk", "--office", "ksa", "--person", "Anna Muster")
    Path("faelle.csv").write_text(HEAD, "utf-8")
    code, _out, err = service("--file", "ksa.sozdesk", "cases", "import", "faelle.csv")
    assert code == 1
    assert "Fälle führt nur die Datei einer Gemeinde" in err
    code, _out, err = service("--file", "amt.sozdesk", "cases", "import", "fehlt.csv")
    assert code == 1
    assert "«fehlt.csv» gibt es nicht" in err
    assert "weder" not in err
