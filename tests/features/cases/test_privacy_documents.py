"""The documents of data protection: what they say of the person, and what they must not say."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

import case_kit
from sozdesk.documents.pdf import write_pdf
from sozdesk.documents.report import Table
from sozdesk.exchange.locked import lock, unlock
from sozdesk.features.cases import queries, records, usecases
from sozdesk.features.cases.reports import privacy as reports
from sozdesk.features.cases.terms import ArchiveAnswer, DeletionKind
from sozdesk.features.cases.terms.privacy import DeletionRow, DeletionStep
from sozdesk.kernel.errors import ReturnFileError

STAMP = reports.Stamp(
    office="Sozialdienst Beispieltal",
    staff="Anna Muster",
    now=datetime(2027, 1, 5, 10, tzinfo=UTC),
    today=date(2027, 1, 5),
    sample=True,
)


def texts(report):
    """Every word of the body."""
    return repr(report.body)


def test_the_auskunft_says_what_for_on_which_basis_and_how_long(casework):
    person = case_kit.person(casework, "Muster", "Anna", permit="F", refugee=True)
    case_kit.case(casework, [person], 12)
    held = casework.query(queries.held_of, person, usecases.CASES)
    said = texts(reports.held_report("Muster Anna", held, STAMP))
    assert "Ausweis F" in said
    assert "Wozu: erkennen, wer unterstützt wird; Verfügung zustellen." in said
    assert "Grundlage: § 1 kAV (SGS 850.19)." in said
    assert write_pdf(reports.held_report("Muster Anna", held, STAMP)).startswith(b"%PDF")


def test_rows_with_the_same_fields_are_one_table_and_no_internal_note_is_printed(casework):
    person = case_kit.person(casework, "Muster", "Anna", permit=None)
    case = case_kit.case(casework, [person], 12)
    enacted = case_kit.enactment(casework, case, person, UUID(int=5), None)
    for month, amount in ((1, 90_000), (2, 45_000)):
        first = date(2026, month, 1)
        last = date(2026, month, 28)
        case_kit.invoice(casework, enacted, amount, first, last, f"R-{month}")
    held = casework.query(queries.held_of, person, usecases.CASES)
    report = reports.held_report("Muster Anna", held, STAMP)
    (table,) = [one for one in report.body if isinstance(one, Table)]
    titles = [one.title for one in table.columns]
    told = {title: [row[place] for row in table.rows] for place, title in enumerate(titles)}
    assert told["Betrag"] == ["900.00", "450.00"]
    assert told["erster Tag"] == ["01.01.2026", "01.02.2026"]
    assert "zu prüfen" not in texts(report)


def test_the_auskunft_speaks_in_words_and_not_in_columns(casework):
    swiss = case_kit.person(casework, "Muster", "Anna")
    case_kit.row(
        casework,
        records.ResidenceRecord,
        person_id=swiss,
        valid_from=date(2026, 2, 3),
        permit=None,
    )
    case = case_kit.case(casework, [swiss], 12, moved_to=2861)
    case_kit.tenancy(casework, case, 180_000, rooms=25)
    casework.run(usecases.record_opening, usecases.RecordOpening(person_id=swiss))
    held = {one.key: one.entries for one in casework.query(queries.held_of, swiss, usecases.CASES)}
    told = dict(held["support_case"][0].values)
    assert (told["Gemeinde"], told["Gemeinde nach dem Wegzug"]) == ("Liestal", "Sissach")
    assert told["Aufbewahrung"] == "als Fallakte"
    assert dict(held["tenancy"][0].values)["Zimmer"] == "2½"
    permits = [dict(one.values).get("Ausweis") for one in held["residence"]]
    assert set(permits) == {"Schweizer Bürgerrecht"}
    at = dict(held["person_access"][0].values)["um"]
    assert at == "05.01.2027, 11:00 Uhr"
    whole = texts(
        reports.held_report(
            "Muster Anna", tuple(casework.query(queries.held_of, swiss, usecases.CASES)), STAMP
        )
    )
    for internal in ("UTC", "BFS", "Zehntel", "'case'"):
        assert internal not in whole


def test_the_json_of_the_auskunft_has_the_same_tables(casework):
    person = case_kit.person(casework, "Muster", "Anna")
    case_kit.case(casework, [person], 12)
    held = casework.query(queries.held_of, person, usecases.CASES)
    told = json.loads(reports.held_json(held, STAMP))
    assert told["format"] == "sozdesk-auskunft 1"
    assert told["sample"] is True
    assert [one["table"] for one in told["tables"]] == [one.key for one in held]


def test_the_certificate_names_the_case_by_number_and_who_approved():
    row = DeletionRow(
        id=None,
        version=1,
        kind=DeletionKind.CASE,
        subject_id=case_kit.UUID(int=1),
        name="Fall 12",
        number=12,
        year=None,
        bfs_number=2829,
        closed_on=date(2015, 3, 31),
        persons=2,
        step=DeletionStep.DELETED,
        due_on=None,
        reasons=(),
        listed_on=date(2027, 1, 4),
        listed_by="Anna Muster",
        offered_to="Gemeindearchiv",
        offered_on=date(2027, 1, 4),
        answer=ArchiveAnswer.DECLINES,
        answered_on=date(2027, 1, 5),
        approved_by="Beat Beispiel",
        approved_on=date(2027, 1, 5),
        deleted_on=date(2027, 1, 5),
        deleted_by="Anna Muster",
        rows=17,
    )
    (table,) = [one for one in reports.certificate([row], STAMP).body if hasattr(one, "rows")]
    assert table.rows == (
        (
            "Fall 12",
            date(2015, 3, 31),
            2,
            "Gemeindearchiv",
            date(2027, 1, 4),
            "verzichtet",
            "Anna Muster",
            "Beat Beispiel",
            date(2027, 1, 5),
            17,
        ),
    )
    assert write_pdf(reports.certificate([row], STAMP)) == write_pdf(
        reports.certificate([row], STAMP)
    )


def test_a_locked_file_opens_with_its_password_only():
    data = lock("Grüezi".encode(), "vier Wörter im Mai")
    assert data.startswith(b"age-encryption.org/v1")
    assert unlock(data, "vier Wörter im Mai").decode() == "Grüezi"
    with pytest.raises(ReturnFileError):
        unlock(data, "fünf Wörter im Mai")
    with pytest.raises(ReturnFileError):
        unlock(b"keine Datei von age", "vier Wörter im Mai")
