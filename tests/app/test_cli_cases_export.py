"""``sozdesk cases export``: behind a password, with a purpose, never a case that is not there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from test_cli import PASSWORD, Run, run
from test_cli_cases import office

from sozdesk.archive import store
from sozdesk.exchange.locked import unlock
from sozdesk.features.cases import queries

__all__ = ["office", "run"]
SECRET = "ein langes Passwort"
TO = ("--recipient", "Gemeinde Sissach", "--purpose", "Umzug")


@pytest.fixture
def password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOZDESK_EXPORT_PASSWORD", SECRET)


def export(office: Run, *words: str) -> tuple[int, str, str]:
    return office("--file", "dienst.sozdesk", "cases", "export", "--out", "a.age", *words)


def traces() -> list[tuple[str, str, int]]:
    archive = store.open_with_password(Path("dienst.sozdesk"), PASSWORD)
    rows = archive.query(queries.accesses)
    archive.close(backup=False)
    return [(one.recipient, one.purpose, one.persons) for one in rows]


def test_persons_of_a_case_leave_encrypted_and_with_a_trace(office: Run, password: None) -> None:
    code, out, err = export(office, "--case", "1", *TO)
    assert (code, err) == (0, "")
    assert out == "1 Person verschlüsselt ausgegeben: a.age\n"
    data = Path("a.age").read_bytes()
    assert data.startswith(b"age-encryption.org")
    assert b"Geheim" not in data
    assert "Geheim" in json.dumps(json.loads(unlock(data, SECRET)))
    assert "Vertraulich" not in unlock(data, SECRET).decode()
    assert traces() == [("Gemeinde Sissach", "Umzug", 1)]


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        (("999",), "Den Fall 999 gibt es in dieser Datei nicht."),
        (("1", "999", "998"), "Die Fälle 998 und 999 gibt es in dieser Datei nicht."),
    ],
)
def test_a_case_that_is_not_there_is_refused_and_nothing_is_written(
    office: Run, password: None, numbers: tuple[str, ...], said: str
) -> None:
    chosen = [word for one in numbers for word in ("--case", one)]
    code, out, err = export(office, *chosen, *TO)
    assert (code, out) == (1, "")
    assert said in err
    assert not Path("a.age").exists()
    assert traces() == []


def test_without_a_purpose_nothing_leaves(office: Run, password: None) -> None:
    code, _, err = export(office, "--recipient", "Gemeinde Sissach")
    assert code != 0
    assert "--purpose" in err
    code, _, err = export(office, "--recipient", "Gemeinde Sissach", "--purpose", " ")
    assert (code, "wozu die Angaben gebraucht werden" in err) == (1, True)
    assert not Path("a.age").exists()
    assert traces() == []


def test_a_password_that_is_too_short_is_refused(
    office: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOZDESK_EXPORT_PASSWORD", "kurz")
    code, _, err = export(office, *TO)
    assert (code, "mindestens zwölf Zeichen" in err) == (1, True)
    assert not Path("a.age").exists()
    assert traces() == []


def test_the_ksa_is_told_where_persons_of_bills_are_told(run: Run, password: None) -> None:
    run("create", "ksa.sozdesk", "--office", "ksa", "--person", "Anna Muster")
    words = ("cases", "export", "--out", "a.age", *TO)
    code, out, err = run("--file", "ksa.sozdesk", *words)
    assert (code, out) == (1, "")
    assert err == (
        "Diese Datei führt keine Fälle. Was Abrechnungen von einer Person sagen, gibt das Fenster aus: "
        "«Abrechnung», «…», «Datenschutz …», «Auskunft für eine Person …».\n"
    )
    assert not Path("a.age").exists()
