"""``declare`` on the command line: form and pdf of an own municipality."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader
from test_cli import PASSWORD, Run, run

from fixtures_archive import FAST_KDF
from sozdesk.app.office_file import new_file
from sozdesk.archive.store import open_with_password
from sozdesk.features.offices import queries as offices
from sozdesk.features.rent_limits import files, queries, usecases
from sozdesk.features.rent_limits.terms import Category, Declaration, Interval, Method, RentKind

__all__ = ["run"]

LAUWIL = 2889
COMPLETE = (
    ("1 Person", "1'000"),
    ("2 Personen", "1250"),
    ("3 Personen", "1450.50"),
    ("4 Personen", "1650"),
    ("5 Personen", "1820"),
    ("jede weitere Person", "120"),
    ("netto oder brutto", "netto"),
    ("Monat oder Jahr", "pro Monat"),
    ("Gültig ab", "1.1.2027"),
    ("Beschluss vom", "24.11.2026"),
    ("method", "Inserate, Beobachtung des Wohnungsmarkts"),
    ("contact_name", "Sandra Muster"),
    ("contact_email", "dienst@example.ch"),
)


@pytest.fixture(scope="session")
def service_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the Sozialdienst of Lauwil, made once; never opened."""
    path = tmp_path_factory.mktemp("declare") / "dienst.sozdesk"
    made = new_file(
        path,
        office_kind="service",
        person_name="Anna Muster",
        password=PASSWORD,
        municipalities=(LAUWIL,),
        clock=lambda: datetime(2026, 11, 2, tzinfo=UTC),
        kdf=FAST_KDF,
    )
    made.archive.close(backup=False)
    return path


@pytest.fixture
def service(run: Run, service_file: Path, tmp_path: Path) -> Run:
    """That file in the folder where the commands are called."""
    for path in (service_file, service_file.with_suffix(".keys")):
        shutil.copyfile(path, tmp_path / path.name)
    return run


def declaring(run: Run, *more: str, bfs: int = LAUWIL, year: int = 2027) -> tuple[int, str, str]:
    place = ("--year", str(year), "--bfs", str(bfs), "--out", "raus")
    return run("--file", "dienst.sozdesk", "declare", *place, *more)


def answers(*pairs: tuple[str, str]) -> list[str]:
    return [word for field, value in pairs for word in ("--set", f"{field}={value}")]


def read_back() -> Declaration:
    """What the written form says to the KSA."""
    (path,) = Path("raus").glob("*.xlsx")
    archive = open_with_password(Path("dienst.sozdesk"), PASSWORD)
    towns = archive.query(offices.all_municipalities)
    archive.close(backup=False)
    (read,) = files.read_paths([path], year=2027, municipalities=towns)
    assert read.declaration is not None
    return read.declaration


def names() -> list[str]:
    return sorted(path.name for path in Path("raus").iterdir())


def test_form_and_pdf_are_written_and_say_what_was_typed(service: Run) -> None:
    code, out, err = declaring(service, *answers(*COMPLETE))
    assert (code, err) == (0, "")
    assert out.splitlines()[0] == "Lauwil 2027, Version 1: Formular und PDF erstellt"
    assert [Path(line).suffix for line in out.splitlines()[-2:]] == [".xlsx", ".pdf"]
    assert (Path("raus") / names()[1]).exists()
    declared = read_back()
    assert declared.amounts == {
        Category.P1: 1000_00,
        Category.P2: 1250_00,
        Category.P3: 1450_50,
        Category.P4: 1650_00,
        Category.P5: 1820_00,
        Category.FURTHER: 120_00,
    }
    assert (declared.rent_kind, declared.interval) == (RentKind.NET, Interval.MONTH)
    assert (declared.method, declared.valid_from) == (Method.ADVERTS, date(2027, 1, 1))
    assert declared.decision.decided_on == date(2026, 11, 24)


def test_what_lacks_is_named_and_nothing_is_written(service: Run) -> None:
    kept = [pair for pair in COMPLETE if pair[0] not in {"4 Personen", "netto oder brutto"}]
    code, out, err = declaring(service, *answers(*kept))
    assert (code, out) == (1, "")
    assert "Geben Sie den Betrag für 4 Personen ein." in err
    assert "Wählen Sie, ob die Beträge netto oder brutto sind." in err
    assert "1 Person" not in err
    assert not Path("raus").exists()


def test_the_same_again_writes_the_same_documents_again(service: Run) -> None:
    declaring(service, *answers(*COMPLETE))
    first = {name: (Path("raus") / name).read_bytes() for name in names()}
    for name in first:
        (Path("raus") / name).unlink()
    code, out, _err = declaring(service)
    assert code == 0
    assert out.startswith("Lauwil 2027, Version 1: gleich wie gemeldet")
    assert {name: (Path("raus") / name).read_bytes() for name in names()} == first


def test_another_answer_after_sending_is_a_correction(service: Run) -> None:
    declaring(service, *answers(*COMPLETE))
    code, out, _err = declaring(service, "--set", "amount_p1=1'010", "--json")
    assert code == 0
    answer = json.loads(out)
    assert (answer["bfs"], answer["name"], answer["year"]) == (LAUWIL, "Lauwil", 2027)
    assert (answer["result"], answer["revision"]) == ("superseded", 2)
    assert all(Path(path).exists() for path in answer["files"])
    said = "\n".join(page.extract_text() for page in PdfReader(answer["files"][1]).pages)
    assert "Berichtigt" in said  # and what: 1'000 was wrong
    assert "1'000.00" in said
    assert read_back_of(answer["files"][0]).amounts[Category.P1] == 1010_00


def read_back_of(path: str) -> Declaration:
    for other in Path("raus").glob("*.xlsx"):
        if other.resolve() != Path(path).resolve():
            other.unlink()
    return read_back()


def test_hints_are_told_in_the_words_for_the_municipality_and_stop_nothing(service: Run) -> None:
    odd = dict(COMPLETE) | {"2 Personen": "990"}  # less than for one person
    code, out, err = declaring(service, *answers(*odd.items()), "--json")
    assert (code, err) == (0, "")
    hint = next(one for one in json.loads(out)["hints"] if one["code"] == "not_monotone")
    assert "2 Personen" in hint["message"]


def test_unchanged_takes_everything_of_last_year_with_the_day_of_the_review(service: Run) -> None:
    declaring(service, *answers(*COMPLETE))
    for path in Path("raus").iterdir():
        path.unlink()
    code, out, err = declaring(
        service, "--unchanged", "--reviewed-on", "3.12.2027", "--json", year=2028
    )
    assert (code, err) == (0, "")
    answer = json.loads(out)
    assert answer["year"] == 2028
    archive = open_with_password(Path("dienst.sozdesk"), PASSWORD)
    row = archive.query(queries.own_row, date(2027, 12, 3), LAUWIL, 2028)
    archive.close(backup=False)
    declared = row.declared.declaration
    assert declared.unchanged is True
    assert declared.last_reviewed_on == date(2027, 12, 3)
    assert declared.amounts[Category.P3] == 1450_50
    assert declared.valid_from == date(2028, 1, 1)
    assert declared.contact.name == "Sandra Muster"


def test_unchanged_without_a_last_year_says_what_to_do(service: Run) -> None:
    code, out, err = declaring(service, "--unchanged")
    assert (code, out) == (1, "")
    assert "Lauwil: Für 2026 liegt nichts in der Datei." in err
    assert "--set" in err


def test_the_saved_draft_goes_on(service: Run) -> None:
    archive = open_with_password(Path("dienst.sozdesk"), PASSWORD)
    draft = Declaration(
        bfs_number=LAUWIL, year=2027, amounts={Category.P1: 777_00}, remark="aus dem Entwurf"
    )
    archive.run(usecases.save_own, usecases.SaveOwn(declaration=draft))
    archive.close(backup=False)
    rest = [pair for pair in COMPLETE if pair[0] != "1 Person"]
    assert declaring(service, *answers(*rest))[0] == 0
    declared = read_back()
    assert (declared.amounts[Category.P1], declared.remark) == (777_00, "aus dem Entwurf")


def test_an_unreadable_answer_is_named(service: Run) -> None:
    typed = dict(COMPLETE) | {"4 Personen": "viel"}
    code, out, err = declaring(service, *answers(*typed.items()))
    assert (code, out) == (1, "")
    assert "4 Personen" in err
    assert "viel" in err


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("Lieblingsfarbe=blau", "Das Feld «Lieblingsfarbe» gibt es nicht. Felder: 1 Person, "),
        ("4 Personen", "«4 Personen»: Schreiben Sie FELD=WERT."),
    ],
)
def test_a_wrong_answer_is_a_wrong_call(service: Run, word: str, said: str) -> None:
    code, _out, err = declaring(service, "--set", word)
    assert code == 2
    assert said in err


def test_a_day_that_is_none_is_a_wrong_call(service: Run) -> None:
    code, _out, err = declaring(service, "--unchanged", "--reviewed-on", "31.2.2027")
    assert code == 2
    assert "31.2.2027" in err


def test_the_day_of_the_review_belongs_to_unchanged(service: Run) -> None:
    code, out, err = declaring(service, "--reviewed-on", "3.12.2026", *answers(*COMPLETE))
    assert (code, out) == (2, "")
    assert err == "«--reviewed-on» geht nur mit «--unchanged».\n"
    assert not Path("raus").exists()


@pytest.mark.parametrize("year", [0, 99, 1999, 2101, 10000])
def test_a_slip_in_the_year_is_refused(service: Run, year: int) -> None:
    code, out, err = declaring(service, *answers(*COMPLETE), year=year)
    assert (code, out) == (1, "")
    assert err.startswith(f"Das Jahr {year} ist nicht möglich.")
    assert revisions(year) == 0


def revisions(year: int = 2027) -> int:
    """How many versions the file has of a year."""
    archive = open_with_password(Path("dienst.sozdesk"), PASSWORD)
    rows = archive.query(queries.own_rows, date(2026, 12, 8))
    archive.close(backup=False)
    return sum(len(row.revisions) for row in rows if row.year == year)


def test_without_a_folder_to_write_to_nothing_is_declared(service: Run) -> None:
    Path("raus").write_text("eine Datei", "utf-8")
    code, out, err = declaring(service, *answers(*COMPLETE))
    assert (code, out) == (1, "")
    assert err.startswith("«raus» konnte nicht geschrieben werden:")
    assert revisions() == 0


def test_what_is_declared_and_could_not_be_written_is_said_and_written_again(service: Run) -> None:
    form = "Mietzinsgrenzwerte_2027_2889_Lauwil.xlsx"
    (Path("raus") / form).mkdir(parents=True)
    code, out, err = declaring(service, *answers(*COMPLETE))
    assert (code, out) == (1, "")
    assert err.startswith(f"«{form}» konnte nicht geschrieben werden:")
    assert "Lauwil 2027 ist gemeldet, Version 1." in err
    assert "«declare» nochmals, mit --year, --bfs und einem anderen Ordner (--out)" in err
    assert revisions() == 1

    (Path("raus") / form).rmdir()
    assert declaring(service)[0] == 0
    assert names() == [form.replace("xlsx", "pdf"), form]
    assert revisions() == 1


def test_a_municipality_of_others_is_refused(service: Run) -> None:
    code, out, err = declaring(service, *answers(*COMPLETE), bfs=2861)
    assert (code, out) == (1, "")
    assert "Sissach: Ihre Stelle meldet nicht für diese Gemeinde." in err
    code, _out, err = declaring(service, bfs=351)
    assert code == 1
    assert "Die Nummer 351" in err


def test_the_cantonal_office_declares_nothing(run: Run) -> None:
    assert run("create", "dienst.sozdesk", "--office", "ksa")[0] == 0
    code, out, err = declaring(run, "--unchanged")
    assert (code, out) == (1, "")
    assert "Öffnen Sie die Datei des Sozialdienstes." in err
    assert not Path("raus").exists()


@pytest.mark.parametrize(
    "step",
    [
        ("call", "--out", "aufruf"),
        ("remind", "--out", "aufruf"),
        ("publish", "--out", "publikation", "--missing-reason", "fehlt"),
        ("status",),
    ],
)
def test_a_year_with_a_declaration_is_no_erhebung_of_the_canton(
    service: Run, step: tuple[str, ...]
) -> None:
    declaring(service, *answers(*COMPLETE))
    name, *more = step
    code, _out, err = service("--file", "dienst.sozdesk", "round", name, "--year", "2027", *more)
    assert code == 1
    assert err.startswith("Die Erhebung führt das Kantonale Sozialamt.")
    assert not Path("aufruf").exists()
    assert not Path("publikation").exists()


def test_help_names_the_command(run: Run) -> None:
    code, out, _err = run("declare", "--help")
    assert code == 0
    assert "Grenzwerte einer Gemeinde melden" in run("--help")[1]
    assert "FELD=WERT" in out
