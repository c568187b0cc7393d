"""The jobs on the command line: German sentences, exit codes, and exactly the promised JSON."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from sozdesk.app import bootstrap, cli
from sozdesk.archive import store
from sozdesk.features.offices import queries as offices
from sozdesk.features.rent_limits.files import form_workbook
from sozdesk.features.rent_limits.terms import FormPage, FormRequest
from sozdesk.kernel.municipality import Municipality

YEAR = 2027
PASSWORD = "ein langes Passwort"
LIESTAL = Municipality(2829, "Liestal", "Liestal", "Liestal")
REGULAR = {
    "amount_p1": 1000,
    "amount_p2": 1250,
    "amount_p3": 1450,
    "amount_p4": 1650,
    "amount_p5": 1820,
    "amount_further": 120,
    "rent_kind": "netto (ohne Nebenkosten)",
    "interval": "pro Monat",
    "valid_from": date(2027, 1, 1),
    "decided_on": date(2026, 11, 24),
    "decision_body": "Sozialhilfebehörde",
    "decision_number": "2026-118",
    "method": "Inserate, Marktbeobachtung",
    "contact_name": "Sozialhilfebehörde",
    "contact_email": "sozialhilfe@liestal.example",
}

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Call the program; answers exit code, standard output, standard error."""
    monkeypatch.setenv("SOZDESK_NEW_PASSWORD", PASSWORD)
    monkeypatch.setenv("SOZDESK_PASSWORD", PASSWORD)
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> tuple[int, str, str]:
        try:
            code = cli.main(list(arguments))
        except SystemExit as stop:
            code = int(stop.code or 0)
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return call


@pytest.fixture
def opened(run: Run) -> Run:
    """A KSA file with the Erhebung 2027 open."""
    assert run("create", "ksa.sozdesk", "--office", "ksa", "--person", "Anna Muster")[0] == 0
    assert run("--file", "ksa.sozdesk", "round", "open", "--year", str(YEAR))[0] == 0
    return run


def write_return(folder: Path, name: str, **typed: Any) -> Path:
    """A form of Liestal as somebody filled it in."""
    request = FormRequest(
        year=YEAR,
        due_on=date(2026, 12, 31),
        valid_from=date(2027, 1, 1),
        blocks=frozenset(),
        file_name=name,
        title="Liestal",
        pages=(FormPage(municipality=LIESTAL),),
        created=datetime(2026, 11, 2, tzinfo=UTC),
    )
    path = folder / name
    path.write_bytes(form_workbook(request, {2829: {**REGULAR, **typed}}))
    return path


def importing(run: Run, *more: str) -> tuple[int, list[dict[str, Any]], str]:
    code, out, err = run(
        "--file", "ksa.sozdesk", "round", "import", "--year", str(YEAR), *more, "--json"
    )
    return code, json.loads(out), err


def test_a_file_without_a_command_opens_the_window(run: Run, monkeypatch: Any) -> None:
    opened: list[list[str]] = []
    monkeypatch.setattr(bootstrap, "run_gui", lambda words: opened.append(list(words)) or 0)
    assert run("--file", "ksa.sozdesk")[0] == 0
    assert run("ksa.sozdesk")[0] == 0
    assert run()[0] == 0
    assert opened == [["ksa.sozdesk"], ["ksa.sozdesk"], []]


def test_a_sample_of_another_kind_is_a_wrong_call_in_german(run: Run) -> None:
    code, _out, err = run("--sample", "gemeinde")
    assert code == 2
    assert err.startswith("Aufruf: sozdesk")
    assert "invalid" not in err


def test_create_makes_a_file_and_the_recovery_sheet(run: Run, tmp_path: Path) -> None:
    code, out, err = run(
        "create", "neu.sozdesk", "--office", "ksa", "--recovery-sheet", "blatt.pdf"
    )
    assert (code, err) == (0, "")
    assert "Datei angelegt: neu.sozdesk" in out
    assert (tmp_path / "neu.sozdesk").stat().st_size > 10_000
    assert (tmp_path / "neu.keys").exists()
    assert (tmp_path / "blatt.pdf").read_bytes().startswith(b"%PDF")


def test_create_never_writes_over_a_file(run: Run, tmp_path: Path) -> None:
    run("create", "neu.sozdesk", "--office", "ksa")
    before = (tmp_path / "neu.sozdesk").read_bytes()
    code, _, err = run("create", "neu.sozdesk", "--office", "ksa")
    assert code == 1
    assert "neu.sozdesk" in err
    assert (tmp_path / "neu.sozdesk").read_bytes() == before


def test_a_service_is_named_after_its_municipalities(run: Run) -> None:
    arguments = (
        "create",
        "sd.sozdesk",
        "--office",
        "service",
        "--municipality",
        "2883",
        "2889",
        "2893",
    )
    assert run(*arguments)[0] == 0
    with_key = store.open_with_password(Path("sd.sozdesk"), PASSWORD)
    name = with_key.info.office_name
    with_key.close(backup=False)
    assert name == "Sozialdienst Bretzwil, Lauwil und Reigoldswil"


def test_the_ksa_is_named_after_no_municipality_and_works_for_none(run: Run) -> None:
    arguments = ("create", "ksa.sozdesk", "--office", "ksa", "--municipality", "2829")
    assert run(*arguments)[0] == 0
    archive = store.open_with_password(Path("ksa.sozdesk"), PASSWORD)
    memberships = archive.query(offices.memberships, 2829)
    archive.close(backup=False)
    assert archive.info.office_name == "Kantonales Sozialamt"
    assert memberships == ()


def test_the_name_of_the_office_stands_in_its_own_row_too(run: Run) -> None:
    given = ("--municipality", "2829", "--name", "Soziale Dienste Liestal")
    assert run("create", "sd.sozdesk", "--office", "service", *given)[0] == 0
    archive = store.open_with_password(Path("sd.sozdesk"), PASSWORD)
    names = [row.name for row in archive.query(offices.services, date(2030, 1, 1))]
    archive.close(backup=False)
    assert names == [archive.info.office_name] == ["Soziale Dienste Liestal"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("create", "fehlt/neu.sozdesk", "--office", "ksa"),
        ("create", "neu.sozdesk", "--office", "ksa", "--recovery-sheet", "fehlt/blatt.pdf"),
    ],
)
def test_a_missing_folder_is_said_before_anything_is_made(
    run: Run, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (1, "")
    assert err.startswith(f"Den Ordner «{tmp_path / 'fehlt'}» gibt es nicht.")
    assert not list(tmp_path.glob("*neu*"))


def test_an_unknown_municipality_is_refused(run: Run, tmp_path: Path) -> None:
    code, _, err = run("create", "sd.sozdesk", "--office", "service", "--municipality", "261")
    assert code == 1
    assert "261" in err
    assert not (tmp_path / "sd.sozdesk").exists()


def test_a_wrong_call_answers_two_in_german(run: Run) -> None:
    code, _, err = run("create")
    assert code == 2
    assert err.startswith("Aufruf: ")
    assert "Es fehlt: " in err


def test_a_missing_file_is_asked_for(run: Run) -> None:
    code, _, err = run("round", "status", "--year", "2027")
    assert code == 2
    assert "Geben Sie die Datei an" in err


def test_a_wrong_password_is_one_sentence(opened: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOZDESK_PASSWORD", "falsch geraten")
    code, out, err = opened("--file", "ksa.sozdesk", "round", "status", "--year", "2027")
    assert (code, out) == (1, "")
    assert "Passwort" in err
    assert "Traceback" not in err


def test_a_sign_is_read_in_any_case_and_an_unknown_one_is_said(opened: Run) -> None:
    assert opened("--file", "ksa.sozdesk", "--as", "AM", "check")[0] == 0
    code, _, err = opened("--file", "ksa.sozdesk", "--as", "xy", "check")
    assert code == 1
    assert "«xy»" in err
    assert "Passwort" not in err


def test_an_erhebung_opens_once(opened: Run) -> None:
    code, _, err = opened("--file", "ksa.sozdesk", "round", "open", "--year", "2027")
    assert code == 1
    assert "2027" in err


@pytest.mark.parametrize(
    "step",
    [("open",), ("forms", "--out", "f"), ("import", "."), ("status",), ("overview", "--out", "u")],
    ids=lambda step: step[0],
)
def test_a_sozialdienst_runs_no_erhebung(run: Run, tmp_path: Path, step: tuple[str, ...]) -> None:
    run("create", "sd.sozdesk", "--office", "service", "--municipality", "2829")
    code, _, err = run("--file", "sd.sozdesk", "round", step[0], "--year", str(YEAR), *step[1:])
    assert code == 1
    assert "Die Erhebung führt das Kantonale Sozialamt." in err
    assert not any((tmp_path / name).exists() for name in "fu")


def test_forms_are_written_for_all_and_a_blank_one(opened: Run, tmp_path: Path) -> None:
    code, out, _ = opened(
        "--file", "ksa.sozdesk", "round", "forms", "--year", "2027", "--out", "formulare"
    )
    assert code == 0
    assert "87 Formulare" in out
    assert len(list((tmp_path / "formulare").glob("*.xlsx"))) == 87


def test_import_prints_exactly_the_promised_keys_and_writes_nothing(
    opened: Run, tmp_path: Path
) -> None:
    path = write_return(tmp_path, "liestal.xlsx")
    code, rows, err = importing(opened, str(path))
    assert (code, err) == (0, "")
    assert rows == [
        {
            "file": "liestal.xlsx",
            "bfs": 2829,
            "name": "Liestal",
            "result": "preview",
            "hints": [],
            "notes": [],
        }
    ]
    assert status(opened)["recorded"] == 0


def test_record_then_identical_then_superseded(opened: Run, tmp_path: Path) -> None:
    first = write_return(tmp_path, "liestal.xlsx")
    assert importing(opened, str(first), "--record")[1][0]["result"] == "recorded"
    again = tmp_path / "umbenannt.xlsx"
    shutil.copyfile(first, again)
    code, rows, _ = importing(opened, str(again), "--record")
    assert (code, rows[0]["result"]) == (0, "identical")
    corrected = write_return(tmp_path, "korrektur.xlsx", amount_p3=1470)
    code, rows, _ = importing(opened, str(corrected), "--record")
    assert (code, rows[0]["result"]) == (0, "superseded")


def test_hints_wait_for_a_reason(opened: Run, tmp_path: Path) -> None:
    path = write_return(tmp_path, "liestal.xlsx", amount_p3=1200)
    code, rows, err = importing(opened, str(path), "--record")
    assert (code, rows[0]["result"]) == (1, "preview")
    assert "Liestal" in err
    hint = next(hint for hint in rows[0]["hints"] if hint["code"] == "not_monotone")
    assert set(hint) == {"code", "cell", "message"}
    assert hint["cell"] == "Erhebung!C9"
    assert "1'200" in hint["message"]
    assert "1'250" in hint["message"]
    assert status(opened)["recorded"] == 0
    code, rows, _ = importing(
        opened, str(path), "--record", "--note-reason", "telefonisch bestätigt"
    )
    assert (code, rows[0]["result"]) == (0, "recorded")
    assert status(opened)["recorded"] == 1


def test_a_reason_of_blanks_is_no_reason(opened: Run, tmp_path: Path) -> None:
    path = write_return(tmp_path, "liestal.xlsx", amount_p3=1200)
    code, rows, _ = importing(opened, str(path), "--record", "--note-reason", "  ")
    assert (code, rows[0]["result"]) == (1, "preview")


def test_the_day_of_receipt_may_be_given(opened: Run, tmp_path: Path) -> None:
    path = write_return(tmp_path, "liestal.xlsx")
    importing(opened, str(path), "--record", "--received-on", "18.12.2026")
    liestal = next(row for row in status(opened)["municipalities"] if row["bfs"] == 2829)
    assert liestal["received_on"] == "2026-12-18"
    wanted = ("--file", "ksa.sozdesk", "round", "import", "--year", "2027", str(path))
    code, _, err = opened(*wanted, "--received-on", "31.2.2027")
    assert code == 2
    assert "Den Tag «31.2.2027» gibt es nicht" in err


def test_what_was_read_as_a_number_is_said_as_a_note(opened: Run, tmp_path: Path) -> None:
    path = write_return(tmp_path, "liestal.xlsx", amount_p3="Fr. 1'450.–")
    (row,) = importing(opened, str(path))[1]
    (note,) = row["notes"]
    assert (note["code"], note["cell"]) == ("text_read_as_number", "Erhebung!C9")
    assert row["hints"] == []


def test_a_path_that_is_not_there_is_no_unusable_return(opened: Run) -> None:
    code, out, err = opened(
        "--file", "ksa.sozdesk", "round", "import", "--year", "2027", "nichtda.xlsx"
    )
    assert (code, out) == (1, "")
    assert err.startswith("Das gibt es nicht: nichtda.xlsx.")


def test_what_cannot_be_used_is_refused_with_the_reason(opened: Run, tmp_path: Path) -> None:
    junk = tmp_path / "notiz.xlsx"
    junk.write_bytes(b"keine Mappe")
    incomplete = write_return(tmp_path, "liestal.xlsx", amount_p4=None)
    code, rows, err = importing(
        opened, str(junk), str(incomplete), "--record", "--note-reason", "egal"
    )
    assert code == 1
    assert [row["result"] for row in rows] == ["refused", "refused"]
    assert rows[1]["hints"][0]["code"] == "missing_amount"
    assert rows[1]["hints"][0]["cell"] == "Erhebung!C10"
    assert "notiz.xlsx" in err


def status(run: Run) -> dict[str, Any]:
    code, out, err = run("--file", "ksa.sozdesk", "round", "status", "--year", "2027", "--json")
    assert (code, err) == (0, "")
    answer: dict[str, Any] = json.loads(out)
    return answer


def test_status_counts_and_names_all_86(opened: Run, tmp_path: Path) -> None:
    importing(opened, str(write_return(tmp_path, "liestal.xlsx")), "--record")
    answer = status(opened)
    promised = {
        "year",
        "due_on",
        "total",
        "received",
        "recorded",
        "queried",
        "missing",
        "late",
        "reminded",
        "municipalities",
    }
    assert promised <= set(answer)
    assert (answer["year"], answer["due_on"], answer["total"]) == (2027, "2026-12-31", 86)
    assert (answer["received"], answer["recorded"], answer["missing"]) == (1, 1, 85)
    liestal = next(row for row in answer["municipalities"] if row["bfs"] == 2829)
    promised = {"bfs", "name", "state", "received_on", "due_on", "reminded", "reminders"}
    assert set(liestal) == promised
    assert liestal["state"] == "recorded"
    assert {row["state"] for row in answer["municipalities"]} == {"open", "recorded"}


def test_the_overview_is_never_silently_incomplete(opened: Run, tmp_path: Path) -> None:
    importing(opened, str(write_return(tmp_path, "liestal.xlsx")), "--record")
    wanted = ("--file", "ksa.sozdesk", "round", "overview", "--year", "2027", "--out", "uebersicht")
    code, _, err = opened(*wanted)
    assert code == 1
    assert "85 Gemeinden fehlen" in err
    assert not (tmp_path / "uebersicht").exists()
    code, out, _ = opened(*wanted, "--missing-reason", "Beschluss folgt")
    assert code == 0
    written = (tmp_path / "uebersicht" / "mietzinsgrenzwerte_2027.csv").read_text("utf-8-sig")
    table = written.splitlines()
    assert table[0].startswith("BFS-Nr.;Gemeinde;Bezirk;Stand;")
    assert len(table) == 1 + 86
    assert all(line.endswith(";KSA-intern, nicht zur Weitergabe") for line in table[1:])
    assert "mietzinsgrenzwerte_2027.xlsx" in out


def test_persons_come_change_their_password_and_go(
    opened: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOZDESK_NEW_PASSWORD", "Passwort von Beat")
    assert opened("--file", "ksa.sozdesk", "person", "add", "Beat Beispiel", "--sign", "bb")[0] == 0
    monkeypatch.setenv("SOZDESK_PASSWORD", "Passwort von Beat")
    monkeypatch.setenv("SOZDESK_NEW_PASSWORD", "anderes Passwort")
    assert opened("--file", "ksa.sozdesk", "--as", "bb", "person", "password")[0] == 0
    monkeypatch.setenv("SOZDESK_PASSWORD", PASSWORD)
    code, out, _ = opened("--file", "ksa.sozdesk", "--as", "am", "person", "remove", "bb")
    assert code == 0
    assert "bleibt im Verlauf" in out
    monkeypatch.setenv("SOZDESK_PASSWORD", "anderes Passwort")
    assert (
        opened("--file", "ksa.sozdesk", "--as", "bb", "round", "status", "--year", "2027")[0] == 1
    )


def test_backup_change_restore_brings_the_day_of_the_backup_back(
    opened: Run, tmp_path: Path
) -> None:
    code, out, _ = opened("--file", "ksa.sozdesk", "backup")
    assert code == 0
    backup = out.split(": ", 1)[1].strip()
    opened("--file", "ksa.sozdesk", "round", "open", "--year", "2028")
    assert opened("--file", "ksa.sozdesk", "restore", backup)[0] == 0
    assert opened("--file", "ksa.sozdesk", "round", "status", "--year", "2027")[0] == 0
    assert opened("--file", "ksa.sozdesk", "round", "status", "--year", "2028")[0] == 1


def test_the_recovery_key_sets_a_new_password(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOZDESK_NEW_PASSWORD", PASSWORD)
    keys: list[str] = []
    original = cli.main
    from sozdesk.app import office_file

    written = office_file.write_recovery_sheet
    monkeypatch.setattr(
        office_file,
        "write_recovery_sheet",
        lambda made, path: (keys.append(made.recovery.text), written(made, path)),
    )
    assert (
        original(["create", "ksa.sozdesk", "--office", "ksa", "--recovery-sheet", "blatt.pdf"]) == 0
    )
    monkeypatch.setenv("SOZDESK_RECOVERY_KEY", keys[0])
    monkeypatch.setenv("SOZDESK_NEW_PASSWORD", "nach dem Vergessen")
    assert run("--file", "ksa.sozdesk", "recover")[0] == 0
    monkeypatch.setenv("SOZDESK_PASSWORD", "nach dem Vergessen")
    assert run("--file", "ksa.sozdesk", "check")[0] == 0


def test_a_missing_recovery_key_is_asked_for(opened: Run) -> None:
    code, _, err = opened("--file", "ksa.sozdesk", "recover")
    assert code == 1
    assert "SOZDESK_RECOVERY_KEY" in err


def test_a_renewed_key_leaves_the_others_out_until_they_are_admitted(
    opened: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOZDESK_NEW_PASSWORD", "Passwort von Beat")
    opened("--file", "ksa.sozdesk", "person", "add", "Beat Beispiel", "--sign", "bb")
    of_anna = ("--file", "ksa.sozdesk", "--as", "am")
    code, out, err = opened(*of_anna, "renew-key", "--recovery-sheet", "neu.pdf")
    assert (code, err) == (0, "")
    assert "Beat Beispiel hat keinen Zugang mehr" in out
    assert "Frühere Sicherungen öffnet es weiterhin" in out
    assert (tmp_path / "neu.pdf").read_bytes().startswith(b"%PDF")
    as_beat = ("--file", "ksa.sozdesk", "--as", "bb", "round", "status", "--year", "2027")
    monkeypatch.setenv("SOZDESK_PASSWORD", "Passwort von Beat")
    assert opened(*as_beat)[0] == 1
    monkeypatch.setenv("SOZDESK_PASSWORD", PASSWORD)
    assert opened(*of_anna, "person", "admit", "bb")[0] == 0
    code, _, err = opened(*of_anna, "person", "admit", "bb")
    assert code == 1
    assert "Beat Beispiel hat schon Zugang" in err
    monkeypatch.setenv("SOZDESK_PASSWORD", "Passwort von Beat")
    assert opened(*as_beat)[0] == 0


def test_check_says_that_all_is_well_or_what_is_not(opened: Run, tmp_path: Path) -> None:
    assert opened("--file", "ksa.sozdesk", "check")[1].startswith("Die Datei ist in Ordnung")
    content = bytearray((tmp_path / "ksa.sozdesk").read_bytes())
    content[len(content) // 2] ^= 1
    (tmp_path / "ksa.sozdesk").write_bytes(content)
    code, out, err = opened("--file", "ksa.sozdesk", "check")
    assert code == 1
    assert "beschädigt" in out + err
