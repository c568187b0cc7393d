"""``round call|remind|extend`` and ``round import --receipts``: sentences, exit codes, what is written."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from test_cli import PASSWORD, Run, importing, opened, run, write_return

from sozdesk.archive import store
from sozdesk.features.offices import queries as office_queries
from sozdesk.features.offices import usecases as offices
from sozdesk.features.rent_limits import usecases
from sozdesk.features.rent_limits.terms import LetterKind

__all__ = ["opened", "run"]

OF_FILE = ("--file", "ksa.sozdesk", "round")
LIESTAL, BOECKTEN = 2829, 2842


def on_file(act: Any) -> Any:
    """Do something with the file that the command line works on."""
    archive = store.open_with_password(Path("ksa.sozdesk"), PASSWORD)
    try:
        return act(archive)
    finally:
        archive.close(backup=False)


NO_WAY_BACK = (
    "Auf Brief und E-Mail steht nicht, wie man Sie erreicht. Tragen Sie Adresse, E-Mail und "
    "Telefon Ihrer Stelle unter «Gemeinden und Stellen › Stellen» ein."
)


@pytest.fixture
def known(opened: Run) -> Run:
    """Böckten has a contact and a postal address."""
    contact = offices.AddContact(
        bfs_number=BOECKTEN, name="Rita Beispiel", email="rita@boeckten.example", main=True
    )
    on_file(lambda archive: archive.run(offices.add_contact, contact))
    on_file(_give_postal_address)
    return opened


def _give_postal_address(archive: Any) -> None:
    row = archive.query(office_queries.details, BOECKTEN, date(2027, 1, 5)).row
    command = offices.ChangeMunicipality(
        id=row.id, base_version=row.version, changes={"address": "Dorfweg 3\n4461 Böckten"}
    )
    archive.run(offices.change_municipality, command)


def status(run: Run) -> dict[int, dict[str, Any]]:
    _code, out, _err = run(*OF_FILE, "status", "--year", "2027", "--json")
    answer = json.loads(out)
    return {row["bfs"]: row for row in answer["municipalities"]} | {0: answer}


@pytest.mark.slow
def test_the_call_is_written_logged_once_and_names_who_has_no_address(
    known: Run, tmp_path: Path
) -> None:
    code, out, err = known(*OF_FILE, "call", "--year", "2027", "--out", "aufruf")
    assert (code, err) == (0, "")
    assert out.startswith("86 Briefe, 1 E-Mail-Entwurf und 87 Formulare in aufruf\n")
    assert "Ohne E-Mail-Adresse, kein Entwurf: Aesch, Allschwil" in out
    assert out.endswith(f"\nOhne Postadresse: 85 Briefe.\n{NO_WAY_BACK}\n")
    names = {path.name for path in (tmp_path / "aufruf").iterdir()}
    text = "Aufruf_2027 Text und Adressen.txt"
    assert {text, "fristen.ics", "Aufruf_2027_2842_Böckten.eml"} <= names
    assert len(names) == 86 + 1 + 87 + 2
    assert known(*OF_FILE, "call", "--year", "2027", "--out", "aufruf")[0] == 0
    letters = on_file(lambda archive: archive.query(_letters))
    assert letters == 86


def _letters(session: Any) -> int:
    from sozdesk.features.rent_limits import queries

    return sum(len(rows) for rows in queries.letters(session, 2027).values())


def test_reminders_go_to_the_named_ones_at_the_wanted_level(known: Run, tmp_path: Path) -> None:
    named = ("--bfs", str(BOECKTEN), "2761")
    code, out, _ = known(*OF_FILE, "remind", "--year", "2027", "--out", "e", *named)
    assert code == 0
    assert out == (
        "2 Briefe, 1 E-Mail-Entwurf und 1 Formular in e\n"
        "Ohne E-Mail-Adresse, kein Entwurf: Aesch.\n"
        f"Ohne Postadresse: 1 Brief.\n{NO_WAY_BACK}\n"
    )
    assert (tmp_path / "e" / "Erinnerung_1_2027_2842_Böckten.eml").exists()
    row = status(known)[BOECKTEN]
    assert (row["state"], row["reminded"], row["reminders"]) == ("reminded", True, 1)
    assert row["due_on"] == "2026-12-31"
    assert status(known)[0]["reminded"] == 2
    level = ("--level", "2", "--bfs", str(BOECKTEN))
    assert known(*OF_FILE, "remind", "--year", "2027", "--out", "e", *level)[0] == 0
    assert (tmp_path / "e" / "Erinnerung_2_2027_2842_Böckten.docx").exists()


def test_who_answered_is_not_reminded_and_a_slip_is_said(known: Run, tmp_path: Path) -> None:
    importing(known, str(write_return(tmp_path, "liestal.xlsx")), "--record")
    named = ("--bfs", str(LIESTAL), "1")
    code, _out, err = known(*OF_FILE, "remind", "--year", "2027", "--out", "e", *named)
    assert code == 1
    assert err.startswith("Von diesen BFS-Nummern fehlt keine Rückmeldung: 2829, 1.")
    assert not (tmp_path / "e").exists()


def test_a_deadline_is_extended_and_who_has_more_time_is_left_out(
    known: Run, tmp_path: Path
) -> None:
    numbers = [str(number) for number in status(known) if number]
    extend = ("extend", "--year", "2027", "--until", "31.12.2099", "--reason", "Behörde tagt")
    code, out, _ = known(*OF_FILE, *extend, "--bfs", *numbers)
    assert code == 0
    assert out == "Frist für Aesch, Allschwil, Anwil und 83 weitere erstreckt bis 31.12.2099\n"
    code, out, _ = known(*OF_FILE, "remind", "--year", "2027", "--out", "e")
    assert code == 0
    assert "Frist erstreckt und noch nicht vorbei, nicht erinnert: Aesch, Allschwil" in out
    assert out.endswith("Keine Gemeinde ist zu erinnern. Es wurde nichts geschrieben.\n")
    assert not (tmp_path / "e").exists()
    shown = known(*OF_FILE, "status", "--year", "2027")[1]
    assert "bis 31.12.2099, noch " in shown
    assert ", erstreckt\n" in shown
    named = ("--bfs", str(BOECKTEN))
    assert known(*OF_FILE, "remind", "--year", "2027", "--out", "e", *named)[0] == 0
    assert (tmp_path / "e" / "Erinnerung_1_2027_2842_Böckten.eml").exists()


def test_an_early_day_is_refused_with_the_deadline(known: Run) -> None:
    early = ("--until", "31.12.2026", "--reason", "x", "--bfs", str(BOECKTEN))
    code, _out, err = known(*OF_FILE, "extend", "--year", "2027", *early)
    assert code == 1
    assert "Wählen Sie einen Tag nach der Frist der Erhebung, dem 31.12.2026." in err
    assert known(*OF_FILE, "extend", "--year", "2027", "--bfs", "1")[0] == 2


def test_receipts_are_written_for_what_was_recorded(known: Run, tmp_path: Path) -> None:
    path = write_return(tmp_path, "liestal.xlsx")
    code, rows, err = importing(known, str(path), "--record", "--receipts", "quittungen")
    assert (code, rows[0]["result"], err) == (0, "recorded", "")
    (draft,) = (tmp_path / "quittungen").iterdir()
    assert draft.name == "Empfangsbestätigung_2027_2829_Liestal_Version_1.eml"
    assert b"sozialhilfe@liestal.example" in draft.read_bytes()
    again = importing(known, str(path), "--record", "--receipts", "nochmals")
    assert again[1][0]["result"] == "identical"
    assert not (tmp_path / "nochmals").exists()


def test_receipts_that_are_switched_off_are_said(known: Run, tmp_path: Path) -> None:
    off = usecases.SwitchLetter(kind=LetterKind.RECEIPT, active=False)
    on_file(lambda archive: archive.run(usecases.switch_letter, off))
    path = write_return(tmp_path, "liestal.xlsx")
    code, _rows, err = importing(known, str(path), "--record", "--receipts", "quittungen")
    assert code == 1
    assert err.startswith("Empfangsbestätigungen sind ausgeschaltet.")
    assert not (tmp_path / "quittungen").exists()


def test_receipts_need_recording(known: Run, tmp_path: Path) -> None:
    path = write_return(tmp_path, "liestal.xlsx")
    wanted = (*OF_FILE, "import", "--year", "2027", str(path), "--receipts", "q")
    code, out, err = known(*wanted)
    assert (code, out, err) == (2, "", "«--receipts» geht nur mit «--record».\n")


@pytest.mark.parametrize(
    "step",
    [
        ("call", "--out", "a"),
        ("remind", "--out", "a"),
        ("extend", "--bfs", "2829", "--until", "1.2.2027", "--reason", "x"),
    ],
    ids=lambda step: step[0],
)
def test_a_sozialdienst_writes_to_no_municipality(
    run: Run, tmp_path: Path, step: tuple[str, ...]
) -> None:
    run("create", "sd.sozdesk", "--office", "service", "--municipality", "2829")
    code, _, err = run("--file", "sd.sozdesk", "round", step[0], "--year", "2027", *step[1:])
    assert code == 1
    assert "Die Erhebung führt das Kantonale Sozialamt." in err
    assert not (tmp_path / "a").exists()
