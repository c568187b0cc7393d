"""``sozdesk cases`` on the command line: numbers and days, never a name."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from test_cli import PASSWORD, Run, run

from sozdesk.archive import store
from sozdesk.features.cases import usecases

__all__ = ["run"]

BRETZWIL = 2883


@pytest.fixture
def office(run: Run) -> Run:
    """A Sozialdienst with a running case and one that was closed without an Ablösung."""
    made = run(
        *("create", "dienst.sozdesk", "--office", "service"),
        *("--municipality", str(BRETZWIL), "--person", "Anna Muster"),
    )
    assert made[0] == 0
    archive = store.open_with_password(Path("dienst.sozdesk"), PASSWORD)
    for name, dossier in {"Geheim": "D-7", "Vertraulich": ""}.items():
        person = usecases.AddPerson(last_name=name, ahv_missing_because="Test")
        command = usecases.OpenCase(
            bfs_number=BRETZWIL,
            opened_on=date(2026, 3, 10),
            dossier_number=dossier,
            new_person=person,
        )
        last = archive.run(usecases.open_case, command).value
    closed = usecases.ChangeCase(id=last, base_version=1, changes={"closed_on": date(2026, 6, 30)})
    archive.run(usecases.change_case, closed)
    archive.close(backup=False)
    return run


def listed(office: Run, *more: str) -> str:
    code, out, _ = office("--file", "dienst.sozdesk", "cases", "list", "--as-of", "5.1.2027", *more)
    assert code == 0
    return out


def test_running_cases_are_listed_without_names(office: Run) -> None:
    assert listed(office) == (
        "1  Dossier D-7  Bretzwil, seit 10.03.2026: 1 Person, 1 unterstützt\n"
        "Stand 05.01.2027: 1 Fall\n"
    )


def test_closed_ones_say_until_when_and_that_the_end_is_open(office: Run) -> None:
    assert listed(office, "--state", "closed") == (
        "2  Bretzwil, seit 10.03.2026 bis 30.06.2026: 1 Person, 1 unterstützt, Ablösung offen\n"
        "Stand 05.01.2027: 1 Fall\n"
    )


def test_for_other_programs_it_says_the_same_and_no_name_either(office: Run) -> None:
    out = listed(office, "--state", "all", "--json")
    first, second = json.loads(out)
    assert first == {
        "number": 1,
        "dossier": "D-7",
        "bfs_number": BRETZWIL,
        "opened_on": "2026-03-10",
        "closed_on": None,
        "support_ended_on": None,
        "moved_on": None,
        "running": True,
        "end_missing": False,
        "persons": 1,
        "supported": 1,
    }
    assert (second["running"], second["end_missing"]) == (False, True)
    assert "Geheim" not in out
    assert "Vertraulich" not in out


def test_before_it_was_opened_a_case_is_not_there(office: Run) -> None:
    code, out, _ = office("--file", "dienst.sozdesk", "cases", "list", "--as-of", "9.3.2026")
    assert (code, out) == (0, "Stand 09.03.2026: 0 Fälle\n")


def test_the_file_of_the_ksa_holds_no_cases(run: Run) -> None:
    run("create", "ksa.sozdesk", "--office", "ksa", "--person", "Anna Muster")
    code, _, err = run("--file", "ksa.sozdesk", "cases", "list")
    assert code == 1
    assert err.startswith("Diese Datei führt keine Fälle.")


def test_the_help_says_why_there_are_no_names(run: Run) -> None:
    code, out, _ = run("cases", "list", "--help")
    assert code == 0
    assert "Namen stehen nie auf der Kommandozeile" in " ".join(out.split())
