"""``sozdesk bill draft|issue`` on the command line."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from test_cli import PASSWORD, Run, run

import claim_kit
from sozdesk.archive.store import open_with_password
from sozdesk.features.cases import queries
from sozdesk.features.cases.records import CaseRecord, PersonRecord
from sozdesk.features.cases.usecases import LoadCaseReference, load_case_reference
from sozdesk.features.offerings.usecases import LoadOfferingReference, load_offering_reference

__all__ = ["run"]
AHV = "7569217076985"


@pytest.fixture
def service(run: Run) -> Run:
    """A file of a Sozialdienst with a person, an offering and three invoices in 2026."""
    town = ("--municipality", "2829")
    made = run("create", "dienst.sozdesk", "--office", "service", *town, "--person", "Anna Muster")
    assert made[0] == 0, made
    archive = open_with_password(Path("dienst.sozdesk"), PASSWORD)
    archive.run(load_offering_reference, LoadOfferingReference())
    archive.run(load_case_reference, LoadCaseReference())
    put = claim_kit.billable(archive)
    claim_kit.change(archive, PersonRecord, put.person, ahv_number=AHV, ahv_missing_because="")
    archive.close(backup=False)
    return run


def bill(run: Run, *words: str) -> tuple[int, str, str]:
    return run("--file", "dienst.sozdesk", "bill", *words)


def test_a_quarter_is_drafted_then_issued(service: Run, tmp_path: Path) -> None:
    code, out, err = bill(service, "draft", "--period", "2026-Q1", "--out", "a.xlsx")
    assert (code, err) == (0, "")
    assert "Abrechnung (Entwurf): Liestal, 1. Quartal 2026" in out
    assert "3 Zeilen, CHF 2'700.00 Kosten.\nKantonsanteil: CHF 1'350.00." in out
    assert (tmp_path / "a.xlsx").is_file()
    code, out, _ = bill(service, "issue", "--period", "2026-Q1", "--municipality", "2829")
    assert (code, "Abrechnung 1/2026: Liestal" in out) == (0, True)


def test_the_next_draft_says_which_billed_days_would_be_blocked_today(service: Run) -> None:
    bill(service, "issue", "--period", "2026-Q1")
    archive = open_with_password(Path("dienst.sozdesk"), PASSWORD)
    (case,) = archive.query(queries.cases, date(2026, 4, 1))
    claim_kit.change(archive, CaseRecord, case.id, support_ended_on=date(2026, 2, 28))
    archive.close(backup=False)
    code, out, _ = bill(service, "draft", "--period", "2026-Q2")
    said = "Verrechnet mit 1/2026 (Kosten CHF 900.00), heute gesperrt: Nach der Ablösung am 28.02.2026."
    assert (code, out.splitlines()[-1]) == (0, said)
    assert "Nicht dabei: 3 Einträge." in out, "April to June without an invoice"


def test_json_names_no_person(service: Run) -> None:
    code, out, _ = bill(service, "draft", "--period", "2026-02", "--json")
    assert code == 0
    found = json.loads(out)
    assert "Muster" not in out
    assert (found["municipality"], found["period"], found["number"], found["canton"]) == (
        2829,
        "2026-02",
        None,
        90_000,
    )
    late, line = found["lines"]
    assert (late["invoice"], line["invoice"]) == (["R-1"], ["R-2"])
    keys = "person offering invoice cost third_party eligible rate canton municipality reasons"
    assert set(keys.split()) <= set(line)
    assert (line["cost"], line["eligible"], line["rate"], line["canton"]) == (
        90_000,
        90_000,
        5000,
        45_000,
    )


def traces() -> list[tuple[str, str]]:
    archive = open_with_password(Path("dienst.sozdesk"), PASSWORD)
    rows = archive.query(queries.accesses)
    archive.close(backup=False)
    return [(one.recipient, one.purpose) for one in rows]


def test_a_document_leaves_a_trace_for_its_person(service: Run) -> None:
    bill(service, "draft", "--period", "2026-Q1")
    assert traces() == []
    bill(service, "draft", "--period", "2026-Q1", "--out", "a.xlsx")
    assert traces() == [("Kantonales Sozialamt", "Abrechnung des Kantonsanteils")]
    to = ("--recipient", "Revision", "--purpose", "Prüfung 2026")
    bill(service, "draft", "--period", "2026-Q1", "--out", "a.pdf", *to)
    assert ("Revision", "Prüfung 2026") in traces()


def test_ahv_numbers_come_only_with_a_purpose_and_leave_a_trace(service: Run) -> None:
    code, out, _ = bill(service, "draft", "--period", "2026-02", "--json")
    assert "756" not in {line["person"][:3] for line in json.loads(out)["lines"]}
    assert traces() == []
    code, out, err = bill(service, "draft", "--period", "2026-02", "--json", "--with-ahv")
    assert (code, out) == (1, "")
    assert "wozu die AHV-Nummern dienen" in err
    wanted = ("--json", "--with-ahv", "--purpose", "Abgleich")
    code, out, _ = bill(service, "draft", "--period", "2026-02", *wanted)
    assert {line["person"] for line in json.loads(out)["lines"]} == {AHV}
    assert traces() == [("Kantonales Sozialamt", "Abgleich")]


def test_the_accrual_of_a_year(service: Run) -> None:
    code, out, _ = bill(service, "draft", "--period", "2026", "--accrual")
    assert (code, "Abgrenzung per 31.12.2026" in out) == (0, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--period", "2026-Q5"), "ist kein Zeitraum"),
        (("--period", "2026-Q1", "--out", "a.txt"), "muss auf .pdf oder .xlsx enden"),
        (("--period", "2026-Q1", "--municipality", "2761"), "rechnet nicht mit dieser Datei ab"),
    ],
)
def test_what_cannot_be_billed_is_said(service: Run, words: tuple[str, ...], said: str) -> None:
    code, _, err = bill(service, "draft", *words)
    assert code != 0
    assert said in err


def test_the_ksa_and_a_file_without_cases(run: Run) -> None:
    run("create", "ksa.sozdesk", "--office", "ksa", "--person", "Anna Muster")
    code, _, err = run("--file", "ksa.sozdesk", "bill", "draft", "--period", "2026-Q1")
    assert (code, "gehört dem KSA" in err) == (1, True)
