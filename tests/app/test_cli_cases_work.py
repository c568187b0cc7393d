"""``sozdesk cases due`` and ``cases policies``: a town declares, the KSA merges, all through files."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

from docx import Document
from test_cli import PASSWORD, Run, run

import case_kit
from sozdesk.archive.store import open_with_password
from sozdesk.features.cases import queries
from sozdesk.features.cases.usecases import AddCaseTask, AddPolicy, add_case_task, add_policy
from sozdesk.kernel import german

__all__ = ["run"]

CREATE = ("create", "dienst.sozdesk", "--office", "service", "--municipality", "2829")
DUE = ("--file", "dienst.sozdesk", "cases", "due")


def office(run: Run) -> None:
    code, _, err = run(*CREATE)
    assert (code, err) == (0, "")


def add_task(path: Path) -> date:
    archive = open_with_password(path, PASSWORD)
    day = archive.context().today + timedelta(days=3)
    case = case_kit.case(archive, [case_kit.person(archive)], number=12)
    archive.run(add_case_task, AddCaseTask(case_id=case, title="Anna Muster anrufen", due_on=day))
    archive.close(backup=False)
    return day


def add_decision(path: Path) -> None:
    archive = open_with_password(path, PASSWORD)
    command = AddPolicy(
        bfs_number=2829,
        topic="Zahnbehandlung",
        decision="Bis zum Betrag ohne Antrag",
        decided_on=date(2026, 11, 10),
        valid_from=date(2026, 1, 1),
        amount=50_000,
        amount_note="pro Jahr",
    )
    archive.run(add_policy, command)
    archive.close(backup=False)


def test_what_is_due_is_listed_and_the_calendar_names_nobody(run: Run, tmp_path: Path) -> None:
    office(run)
    code, out, _ = run(*DUE)
    assert (code, out.endswith("ist nichts fällig.\n")) == (0, True)
    day = add_task(tmp_path / "dienst.sozdesk")
    code, out, _ = run(*DUE, "--out", "fristen.ics")
    assert code == 0
    assert out == (
        f"{german.day(day)}  Fall 12: Aufgabe: Anna Muster anrufen\n«fristen.ics» geschrieben.\n"
    )
    calendar = (tmp_path / "fristen.ics").read_text("utf-8")
    assert "SUMMARY:Fall 12: Aufgabe" in calendar
    assert "Muster" not in calendar
    (line,) = json.loads(run(*DUE, "--json")[1])
    assert (line["kind"], line["case"], line["day"]) == ("task", 12, day.isoformat())
    assert json.loads(run(*DUE, "--days", "2", "--json")[1]) == []


def test_the_week_list_is_written_in_word(run: Run, tmp_path: Path) -> None:
    office(run)
    add_task(tmp_path / "dienst.sozdesk")
    code, _, _ = run(*DUE, "--out", "woche.docx")
    assert code == 0
    cells = [
        cell.text
        for table in Document(str(tmp_path / "woche.docx")).tables
        for row in table.rows
        for cell in row.cells
    ]
    assert "Fall 12: Aufgabe" in cells


def test_fristen_that_ran_out_are_written_down_as_final_after_a_look(
    run: Run, tmp_path: Path
) -> None:
    office(run)
    archive = open_with_password(tmp_path / "dienst.sozdesk", PASSWORD)
    case = case_kit.case(archive, [case_kit.person(archive)], number=21)
    # Thursday 23 October 2025 + 10 days is Sunday 2 November: the Frist ends on Monday the 3rd
    notified = {"notified_on": date(2025, 10, 23), "remedy_days": 10, "final_on": None}
    case_kit.ruling(archive, case, "2026-021", **notified)
    archive.close(backup=False)
    line = "2026-021, Fall 21: Frist bis 03.11.2025, rechtskräftig seit 04.11.2025"
    code, out, _ = run(*DUE, "--final", "--dry-run")
    assert (code, out) == (
        0,
        f"{line} (berechnet, bitte prüfen)\nNur gezeigt, nichts eingetragen.\n",
    )
    code, _, err = run(*DUE, "--final", "--out", "a.ics")
    assert (code, "Mit --final entsteht keine Datei." in err) == (1, True)
    said = json.loads(run(*DUE, "--final", "--json")[1])
    assert said == {
        "recorded": True,
        "rulings": [
            {"number": "2026-021", "case": 21, "deadline": "2025-11-03", "final_on": "2025-11-04"}
        ],
    }
    assert run(*DUE, "--final")[1] == "Keine Rechtsmittelfrist ist ohne Anfechtung abgelaufen.\n"
    archive = open_with_password(tmp_path / "dienst.sozdesk", PASSWORD)
    (ruling,) = archive.query(queries.rulings_of, case)
    archive.close(backup=False)
    assert ruling.final_on == date(2025, 11, 4)


def test_wrong_options_and_the_file_of_the_ksa_are_refused(run: Run) -> None:
    office(run)
    assert "muss auf .ics, .pdf, .docx oder .xlsx enden" in run(*DUE, "--out", "a.txt")[2]
    assert "keine Anzahl Tage" in run(*DUE, "--days", "null")[2]
    run("create", "ksa.sozdesk", "--office", "ksa")
    code, _, err = run("--file", "ksa.sozdesk", "cases", "due")
    assert code == 1
    assert "Fälle führt nur die Datei einer Gemeinde" in err


def test_grundsatzentscheide_go_from_the_town_to_the_ksa(run: Run, tmp_path: Path) -> None:
    office(run)
    run("create", "ksa.sozdesk", "--office", "ksa")
    add_decision(tmp_path / "dienst.sozdesk")
    town, canton = (
        ("--file", "dienst.sozdesk", "cases", "policies"),
        (
            "--file",
            "ksa.sozdesk",
            "cases",
            "policies",
        ),
    )
    code, out, _ = run(*town, "export", "--out", ".")
    assert code == 0
    assert out.startswith("1 Grundsatzentscheid gemeldet. «grundsatzentscheide-")
    (path,) = tmp_path.glob("*.szg")
    shown = json.loads(run(*canton, "import", path.name, "--dry-run", "--json")[1])
    assert (shown["imported"], shown["trust"], shown["municipalities"]) == (
        False,
        "first",
        ["Liestal"],
    )
    assert shown["without"] == []
    code, _, err = run(*canton, "import", path.name)
    assert code == 1
    assert "kennt Ihre Datei noch nicht" in err
    code, out, _ = run(*canton, "import", path.name, "--trust", shown["fingerprint"])
    assert code == 0
    assert "Liestal, Zahnbehandlung ab 01.01.2026: neu" in out
    assert out.endswith("Meldung eingelesen.\n")
    assert run(*canton, "import", path.name)[1].endswith("Diese Meldung ist schon eingelesen.\n")
    (row,) = json.loads(run(*canton, "list", "--json")[1])
    assert (row["municipality"], row["amount"]) == ("Liestal", 50_000)
    code, out, _ = run(*canton, "list", "--topic", "zahnbehandlung", "--out", "liste.csv")
    assert code == 0
    assert "CHF 500.00 pro Jahr (seit 01.01.2026)" in out
    assert "Zahnbehandlung;Liestal" in (tmp_path / "liste.csv").read_text("utf-8-sig")
    assert json.loads(run(*canton, "list", "--topic", "Lager", "--json")[1]) == []
    code, out, _ = run(*canton, "status")
    assert (code, "Aesch: noch nicht gemeldet\n" in out) == (0, True)
    assert "Liestal: 1 Grundsatzentscheid, gemeldet am " in out
    told = {row["municipality"]: row for row in json.loads(run(*canton, "status", "--json")[1])}
    assert (told["Liestal"]["decisions"], told["Aesch"]["declared_on"]) == (1, None)
    assert "nur das Kantonale Sozialamt" in run(*town, "status")[2]
    assert "muss auf .xlsx, .pdf oder .csv enden" in run(*canton, "list", "--out", "a.txt")[2]
