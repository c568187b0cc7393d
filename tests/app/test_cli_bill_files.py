"""Two real files on the command line: a Sozialdienst writes its bill, the KSA reads and checks it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from test_cli import PASSWORD, Run, run

import bill_file_kit as kit
import bill_world as world
import claim_kit
from sozdesk.archive.store import Archive, open_with_password
from sozdesk.features.cases import queries as cases
from sozdesk.features.offerings.terms import DatedKind
from sozdesk.features.offerings.usecases import AddDatedValue, add_dated_value

__all__ = ["run"]
KSA, SERVICE = ("--file", "ksa.sozdesk"), ("--file", "dienst.sozdesk")
Q1 = ("--period", "2026-Q1")


@pytest.fixture
def offices(run: Run) -> Run:
    """A KSA, and a Sozialdienst that has issued a bill of one line."""
    founded(run, {}, {})
    return run


def founded(run: Run, line: dict[str, object], claim: dict[str, object]) -> None:
    """Both files; the line and the claim of the bill with these changes."""
    assert run("create", "ksa.sozdesk", "--office", "ksa", "--person", "Anna Muster")[0] == 0
    people = ("--person", "Beat Beispiel", "--municipality", "2829")
    assert run("create", "dienst.sozdesk", "--office", "service", *people)[0] == 0
    ksa = open_with_password(Path("ksa.sozdesk"), PASSWORD)
    service = open_with_password(Path("dienst.sozdesk"), PASSWORD)
    course = world.stock(ksa)
    world.share_catalogue(ksa, service)
    world.issued(service, (course.line(**line),), (course.claim(**claim),))
    for archive in (ksa, service):
        archive.close(backup=False)


def exported(run: Run) -> str:
    code, out, err = run(*SERVICE, "bill", "export", *Q1, "--out", "aus", "--json")
    assert (code, err) == (0, "")
    (path,) = json.loads(out)["files"]
    return str(path)


def fingerprint(run: Run) -> str:
    code, out, _err = run(*KSA, "bill", "import", "aus", "--json")
    assert code == 1
    (file,) = json.loads(out)["files"]
    return str(file["fingerprint"])


def test_from_the_sozialdienst_to_the_ksa(offices: Run) -> None:
    code, out, _ = offices(*SERVICE, "bill", "export", *Q1, "--out", "aus")
    assert code == 0
    assert out.splitlines()[0] == "«abrechnung-liestal-2026-001.szb» geschrieben."
    code, out, err = offices(*KSA, "bill", "import", "aus")
    assert (code, out) == (1, "")
    assert "abrechnung-liestal-2026-001.szb: Den Schlüssel von «" in err
    assert "» kennt Ihre Datei noch nicht." in err
    trust = ("--trust", fingerprint(offices))
    code, out, err = offices(*KSA, "bill", "import", "aus", *trust, "--dry-run")
    assert (code, err) == (0, "")
    assert out.splitlines()[-1] == "Nur gezeigt, nichts eingelesen."
    code, out, err = offices(*KSA, "bill", "import", "aus", *trust)
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "Abrechnung Liestal 1/2026: 1 Zeile, Kantonsanteil CHF 430.00",
        "1 Abrechnung eingelesen.",
    ]
    code, _out, err = offices(*KSA, "bill", "import", "aus")
    assert code == 1
    assert "Abrechnung Liestal 1/2026 ist schon eingelesen" in err
    code, out, err = offices(*KSA, "bill", "check", *Q1)
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "Abrechnung Liestal 1/2026: 1 Zeile, in Ordnung",
        "1 Abrechnung nachgerechnet.",
    ]


def test_what_is_written_and_read_in_is_told_line_by_line(offices: Run) -> None:
    """900.00 in January, 860.00 at most, half of it: 430.00; no name."""
    code, written, _ = offices(*SERVICE, "bill", "export", *Q1, "--out", "aus", "--json")
    (bill,) = json.loads(written)["bills"]
    assert (code, bill["period"], bill["number"]) == (0, "2026-Q1", "1/2026")
    trust = ("--trust", fingerprint(offices))
    code, read, _ = offices(*KSA, "bill", "import", "aus", *trust, *Q1, "--json")
    (file,) = json.loads(read)["files"]
    assert code == 0
    (line,) = file["lines"]
    figures = ("cost", "third_party", "eligible", "rate", "canton", "municipality")
    assert [line[one] for one in figures] == [90_000, 0, 86_000, 5_000, 43_000, 47_000]
    assert (line["invoice"], line["first_day"]) == (["R-1"], "2026-01-01")
    assert bill["lines"] == [line]
    assert "Muster" not in written + read
    assert "7569217076985" not in written + read


def test_only_bills_of_the_wanted_period_are_read_in(offices: Run) -> None:
    exported(offices)
    trust = ("--trust", fingerprint(offices))
    code, out, err = offices(*KSA, "bill", "import", "aus", *trust, "--period", "2026-Q2", "--json")
    assert (code, json.loads(out)["recorded"]) == (1, False)
    assert err == (
        "abrechnung-liestal-2026-001.szb: Diese Abrechnung liegt nicht im gewünschten Zeitraum.\n"
    )


def lower_tariff(ksa: Archive) -> None:
    """From 2026 on the KSA pays half of 800 at most."""
    values = {
        "category_code": "employment",
        "regime_code": "social_assistance",
        "unit": "month",
        "amount": 80_000,
        "pro_rata": "calendar_days",
    }
    command = AddDatedValue(
        kind=DatedKind.TARIFF, valid_from=date(2026, 1, 1), ended_on=None, values=values
    )
    ksa.run(add_dated_value, command)


def test_a_check_that_finds_something_says_it_and_answers_1(offices: Run) -> None:
    exported(offices)
    offices(*KSA, "bill", "import", "aus", "--trust", fingerprint(offices))
    archive = open_with_password(Path("ksa.sozdesk"), PASSWORD)
    lower_tariff(archive)
    archive.close(backup=False)
    code, out, _ = offices(*KSA, "bill", "check")
    assert code == 1
    assert "    Zeile 1: KSA rechnet: anrechenbar 800.00 statt 860.00; " in out
    code, out, _ = offices(*KSA, "bill", "check", "--json")
    (bill,) = json.loads(out)["bills"]
    (line,) = bill["lines"]
    assert (code, bill["bill"], bill["findings"]) == (1, "Abrechnung Liestal 1/2026", [])
    assert (line["canton"], line["own_canton"]) == (43_000, 40_000)
    assert "7569217076985" not in out
    asked = ("bill", "check", "--json", "--with-ahv")
    code, silent, err = offices(*KSA, *asked)
    assert (code, silent) == (1, "")
    assert "--purpose" in err
    code, numbered, _ = offices(*KSA, *asked, "--purpose", "Abgleich")
    assert json.loads(numbered)["bills"][0]["lines"][0]["person"] == "7569217076985"
    assert traces("ksa.sozdesk") == [("Kantonales Sozialamt", "Abgleich")]
    assert (line["invoice"], line["rate"], line["cost"]) == (["R-1"], 5_000, 90_000)
    assert {one["code"] for one in line["reasons"]} == {"other_tariff", "computed_otherwise"}
    assert "Muster" not in out


def test_a_check_never_says_when_a_child_was_born(run: Run) -> None:
    """Born on 31 July 2021: four on the Stichtag of 2025, in the Kindergarten from the next day on."""
    child = replace(kit.claim().person, birth_date=date(2021, 7, 31))
    founded(run, {"category_code": "early_language"}, {"person": child})
    exported(run)
    run(*KSA, "bill", "import", "aus", "--trust", fingerprint(run))
    archive = open_with_password(Path("ksa.sozdesk"), PASSWORD)
    claim_kit.value(archive, "kindergarten_age", 4)
    claim_kit.value(archive, "kindergarten_day", 731)
    archive.close(backup=False)
    for shown in ((), ("--json",)):
        out = run(*KSA, "bill", "check", *shown)[1]
        assert "Das Kind ist ab 01.08.2025 im Kindergartenalter." in out
        assert "2021" not in out


def traces(name: str) -> list[tuple[str, str]]:
    """Recipient and purpose of what was handed out."""
    archive = open_with_password(Path(name), PASSWORD)
    rows = archive.query(cases.accesses)
    archive.close(backup=False)
    return [(one.recipient, one.purpose) for one in rows]


def test_a_bill_file_leaves_a_trace_for_its_person_each_time(offices: Run) -> None:
    before = traces("dienst.sozdesk")
    offices(*SERVICE, "bill", "export", *Q1, "--out", "aus")
    offices(*SERVICE, "bill", "export", *Q1, "--out", "aus")
    told = ("Kantonales Sozialamt", "Abrechnung des Kantonsanteils")
    assert traces("dienst.sozdesk") == [*before, told, told]


def test_what_is_not_there_is_said(offices: Run) -> None:
    code, _, err = offices(*SERVICE, "bill", "export", "--period", "2025-Q1", "--out", "aus")
    assert code == 1
    assert err.startswith("In diesem Zeitraum ist keine Abrechnung gestellt.")
    Path("leer").mkdir()
    code, _, err = offices(*KSA, "bill", "import", "leer")
    assert (code, err.strip()) == (1, "Es liegt keine Abrechnung (.szb) vor.")
    Path("kaputt.szb").write_bytes(b"PK")
    code, out, err = offices(*KSA, "bill", "import", "kaputt.szb", "--json")
    (file,) = json.loads(out)["files"]
    assert code == 1
    assert file["refused"].startswith("Diese Datei ist keine Abrechnung aus SozDesk.")
    assert (file["number"], file["lines"], file["signer"]) == (None, None, None)
    code, _, err = offices(*SERVICE, "bill", "check")
    assert code == 1
    assert "nur das Kantonale Sozialamt" in err
    assert offices(*KSA, "bill", "check", "--period", "bald")[0] == 2


def test_wrong_sums_are_told_before_anything_is_read_in(offices: Run) -> None:
    archive = open_with_password(Path("ksa.sozdesk"), PASSWORD)
    Path("aus").mkdir()
    Path("aus/a.szb").write_bytes(world.foreign_file(archive, canton=44_000))
    archive.close(backup=False)
    trust = ("--trust", fingerprint(offices))
    code, out, _ = offices(*KSA, "bill", "import", "aus", *trust, "--dry-run")
    assert code == 0
    assert "    Summe Kantonsanteil: im Kopf 440.00, Zeilen 430.00." in out.splitlines()
