"""``measures import`` and ``measures template`` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from test_cli import Run, run

from measure_tables_kit import CODE, HEAD, csv, row, workbook

__all__ = ["run"]

NINETEEN = tuple(row(f"{n % 7 + 1}.{n // 7 + 1}", f"Erfundene Massnahme {n}") for n in range(19))


@pytest.fixture
def ksa(run: Run) -> Run:
    assert run("create", "ksa.sozdesk", "--office", "ksa", "--person", "Anna Muster")[0] == 0
    return run


def read(run: Run, content: bytes, *more: str, name: str = "massnahmen.xlsx", file="ksa.sozdesk"):
    path = Path(name)
    path.write_bytes(content)
    return run("--file", file, "measures", "import", str(path), "--period", CODE, *more)


def numbers(run: Run) -> list[str]:
    _code, out, _err = run("--file", "ksa.sozdesk", "measures", "list", "--period", CODE, "--json")
    return [one["number"] for one in json.loads(out)]


def test_nineteen_rows_are_recorded_and_the_second_time_nothing_changes(ksa: Run) -> None:
    code, out, err = read(ksa, workbook(*NINETEEN))
    assert (code, err) == (0, "")
    assert out.splitlines()[0] == "Zeile 2 · 1.1 Erfundene Massnahme 0 · neu"
    assert out.splitlines()[-2:] == [
        "19 Massnahmen gelesen: 19 neu.",
        "Erfasst: 19 von 19 Massnahmen.",
    ]
    assert len(numbers(ksa)) == 19
    code, out, _ = read(ksa, workbook(*NINETEEN))
    assert (code, out.splitlines()[-2]) == (0, "19 Massnahmen gelesen: 19 unverändert.")


def test_a_dry_run_shows_the_same_and_writes_nothing(ksa: Run) -> None:
    content = workbook(row("1.1", "Erfunden", continues="1.6, 1.7"))
    code, out, err = read(ksa, content, "--dry-run")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "Zeile 2 · 1.1 Erfunden · neu",
        "    Führt fort: 1.6 (zusammengelegt), 1.7 (zusammengelegt)",
        "1 Massnahme gelesen: 1 neu.",
        "Nur gezeigt, nichts erfasst.",
    ]
    assert numbers(ksa) == []


def test_what_is_wrong_is_named_with_row_and_cell_and_nothing_is_recorded(ksa: Run) -> None:
    content = csv(
        "1.1;Erfundene Überprüfung;1;;;;nein",
        "1.2;;1;;;;nein",
        "1.1;Erfunden doppelt;1;;;;nein",
        "2.1;Erfunden;Wohnen;;;;nein",
        "3.1;=B2;3;;;;nein",
        "Quelle: erfunden;;",
        coding="cp1252",
    )
    code, out, err = read(ksa, content, name="massnahmen.csv")
    assert code == 1
    assert err == (
        "Es wurde nichts erfasst. Berichtigen Sie die Tabelle und lesen Sie sie noch einmal ein.\n"
    )
    lines = out.splitlines()
    assert lines[0] == "Zeile 2 · 1.1 Erfundene Überprüfung · nicht verwertbar"
    assert "Zeile 3 · 1.2 ohne Titel · nicht verwertbar" in lines
    assert "    Zelle Tabelle!B3: Der Titel fehlt. Tragen Sie ihn ein." in lines
    twice = "Die Nummer 1.1 steht in den Zeilen 2 und 4. Jede Massnahme hat ihre eigene."
    assert lines.count(f"    Zelle Tabelle!A2: {twice}") == 1
    assert lines.count(f"    Zelle Tabelle!A4: {twice}") == 1
    assert any(one.startswith("    Zelle Tabelle!C5: «Wohnen» ist kein") for one in lines)
    assert any(one.startswith("    Zelle Tabelle!B6: Titel: Hier steht") for one in lines)
    assert "Zeile 7 ausgelassen, Fussnote oder Anmerkung: Quelle: erfunden" in lines
    assert lines[-1] == "5 Massnahmen gelesen: 5 nicht verwertbar."
    assert numbers(ksa) == []


def test_twenty_of_nineteen_are_recorded_only_with_consent(ksa: Run) -> None:
    twenty = workbook(*NINETEEN, row("1.9", "Erfundene zwanzigste"))
    code, out, err = read(ksa, twenty)
    assert code == 1
    assert (
        "    Zelle Massnahmen!A21: Mit dieser Zeile sind es 20 Massnahmen, erwartet sind 19. "
        "Prüfen Sie die Tabelle, oder bestätigen Sie die Anzahl."
    ) in out.splitlines()
    assert err == (
        "Danach sind 20 Massnahmen erfasst, erwartet sind 19. Die Anzahl stimmt trotzdem: "
        "bestätigen mit --accept-count.\n"
    )
    assert numbers(ksa) == []
    assert read(ksa, twenty, "--accept-count")[0] == 0
    assert len(numbers(ksa)) == 20


def test_a_change_is_shown_and_recorded_only_with_consent(ksa: Run) -> None:
    read(ksa, workbook(row("1.1", "Erfunden")))
    code, out, err = read(ksa, workbook(row("1.1", "Erfunden anders")))
    assert code == 1
    assert "    Titel: bisher «Erfunden», neu «Erfunden anders»." in out.splitlines()
    assert err == (
        "1 Zeile ändert bereits Erfasstes. So erfassen: bestätigen mit --accept-changes.\n"
    )
    code, out, _ = read(ksa, workbook(row("1.1", "Erfunden anders")), "--accept-changes", "--json")
    assert code == 0
    assert json.loads(out) == {
        "period": "2025-2028",
        "expected": 19,
        "recorded": True,
        "refused": [],
        "findings": [],
        "rows": [
            {
                "row": 2,
                "number": "1.1",
                "title": "Erfunden anders",
                "result": "changed",
                "changes": [{"field": "Titel", "before": "Erfunden", "after": "Erfunden anders"}],
                "continues": [],
                "findings": [],
            }
        ],
        "left_out": [],
    }


def test_json_names_findings_rows_left_out_and_what_goes_on(ksa: Run) -> None:
    content = workbook(
        ("Handlungsfeld 1", None),
        ("1.1", None, "1.3", None, "ja"),
        head=("Nummer", "Titel", "Führt fort", "Farbe", "Armutsstrategie"),
    )
    code, out, _ = read(ksa, content, "--dry-run", "--json")
    found = json.loads(out)
    assert (code, found["recorded"]) == (1, False)
    assert found["rows"][0]["findings"] == [
        {
            "code": "measure_title",
            "cell": "Massnahmen!B3",
            "message": "Der Titel fehlt. Tragen Sie ihn ein.",
            "severity": "stop",
        }
    ]
    assert found["rows"][0]["continues"] == [{"number": "1.3", "kind": "continued"}]
    assert found["left_out"] == [{"row": 2, "reason": "Zwischentitel", "text": "Handlungsfeld 1"}]


def test_an_empty_table_a_wrong_file_and_an_unknown_period_say_why(ksa: Run) -> None:
    code, out, err = read(ksa, workbook())
    assert (code, out.splitlines()[0]) == (
        1,
        (
            "Die Tabelle enthält keine Massnahmen. Füllen Sie die Vorlage aus, "
            "eine Massnahme je Zeile."
        ),
    )
    code, _, err = read(ksa, b"%PDF-1.7\x00", name="bericht.pdf")
    assert (code, err) == (
        1,
        "«bericht.pdf» ist keine Tabelle. Gelesen werden .xlsx, .ods und .csv.\n",
    )
    code, _, err = ksa(
        "--file", "ksa.sozdesk", "measures", "import", "x.xlsx", "--period", "2030-2033"
    )
    assert code == 1
    assert "Die Periode «2030-2033» gibt es nicht." in err


def test_the_template_is_written_as_workbook_or_csv(ksa: Run) -> None:
    for name in ("vorlage.xlsx", "vorlage.csv"):
        code, out, _ = ksa(
            "--file", "ksa.sozdesk", "measures", "template", "--period", CODE, "--out", name
        )
        assert (code, out) == (0, f"«{name}» geschrieben.\n")
    assert Path("vorlage.xlsx").read_bytes().startswith(b"PK")
    assert Path("vorlage.csv").read_text("utf-8-sig") == ";".join(HEAD) + "\n"


def test_a_sozdialdienst_imports_nothing(run: Run) -> None:
    run("create", "sd.sozdesk", "--office", "service", "--municipality", "2829", "--person", "A B")
    code, _, err = read(run, workbook(row("1.1")), file="sd.sozdesk")
    assert code == 1
    assert "lassen sie sich nur lesen" in err
