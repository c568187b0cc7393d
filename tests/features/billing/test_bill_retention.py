"""Bills have a life of their own: kept, offered, and their persons deleted; the figures stay."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session
from sqlcipher3 import dbapi2
from test_bill_documents import creditor as payee
from test_payments import creditor

import bill_kit
import bill_world as world
import case_kit
import claim_kit
from bill_kit import ACCEPT, Line
from bill_world import Course
from sozdesk.archive.base import Base
from sozdesk.archive.blobs import Blob
from sozdesk.archive.engine import engine_of
from sozdesk.archive.journal import verify_chain
from sozdesk.archive.rebuild import rebuild
from sozdesk.archive.store import Archive
from sozdesk.features.billing import queries as bills
from sozdesk.features.billing import reports, usecases
from sozdesk.features.billing.queries import accounts as account_rows
from sozdesk.features.billing.queries import answer_files, answering, frozen, year_figures
from sozdesk.features.billing.records import BillLineRecord, BillRecord, PaymentRecord
from sozdesk.features.billing.terms import SettleBy
from sozdesk.features.billing.terms.accounts import AccountKind
from sozdesk.features.billing.usecases import (
    ALL_PAPERS,
    MakeDraft,
    PassBill,
    accounts,
    answer_book,
    answers,
    payments,
)
from sozdesk.features.billing.usecases.holding import free_cases
from sozdesk.features.cases import queries
from sozdesk.features.cases import usecases as cases
from sozdesk.features.cases.records import PersonAccessRecord
from sozdesk.features.cases.terms import (
    ArchiveAnswer,
    CaseDated,
    CaseValueKey,
    DeletionKind,
    HoldReason,
)
from sozdesk.features.cases.terms.privacy import DeletionRow
from sozdesk.kernel.errors import NotFound, ReturnFileError, RuleViolation
from sozdesk.kernel.usecase import Outcome, usecase

BFS = case_kit.BFS
SECRETS = ("Geheimnis", "Gudrun", "7569217076985", "1990-05-17", "date(1990, 5, 17)")
Q1 = MakeDraft(bfs_number=BFS, first_day=date(2026, 1, 1), last_day=date(2026, 3, 31))
LATER = date(2038, 1, 5)
"""Settled in January 2027, kept ten years from the end of that year: due on 1 January 2038."""


@pytest.fixture
def person_of(monkeypatch: pytest.MonkeyPatch) -> Callable[[Archive, date, str], None]:
    """From now on somebody works with a file on another day."""

    def begin(archive: Archive, day: date, name: str) -> None:
        own = type(archive).context.__get__(archive)

        def other(*_watch: Any) -> Any:
            noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
            return replace(own(), today=day, now=noon, staff_name=name)

        monkeypatch.setattr(archive, "context", other)

    return begin


@pytest.fixture
def enacted(archive: Archive, casework: Archive, course: Course) -> UUID:
    """Gudrun Geheimnis of case 1 takes part in a course; 900.00 were invoiced for January 2026."""
    world.share_catalogue(archive, casework)
    person = case_kit.person(
        casework, "Geheimnis", "Gudrun", ahv_number="7569217076985", ahv_missing_because=""
    )
    case = case_kit.case(casework, [person])
    ruling = case_kit.ruling(casework, case, limit_amount=1_080_000)
    enactment = case_kit.enactment(
        casework, case, person, course.id, ruling, provider_id=course.provider_id
    )
    days = (date(2026, 1, 1), date(2026, 1, 31))
    case_kit.invoice(casework, enactment, 90_000, *days, "R-1", provider_id=course.provider_id)
    return enactment


def issued(service: Archive) -> UUID:
    """Drafted twice, as a draft is computed anew, then issued."""
    for _ in range(2):
        made: UUID = service.run(usecases.draft_bill, Q1).value
    detail = service.query(bills.bill, made)
    assert detail is not None
    service.run(usecases.issue_bill, PassBill(id=made, base_version=detail.row.version))
    return made


def release(ksa: Archive, bill_id: UUID) -> bytes:
    """Checked and released; the file of the answer."""
    bill_kit.check(ksa, bill_id)
    version = bill_kit.detail(ksa, bill_id).bill.version
    ksa.run(answers.release_answer, answers.ReleaseAnswer(bill_id=bill_id, base_version=version))
    data: bytes = ksa.query(answer_files.answer_file, bill_id).content
    return data


def paid(ksa: Archive, bill_id: UUID, day: date = date(2027, 1, 5)) -> UUID:
    """The creditor entered; the voucher made, released and paid."""
    creditor(ksa)
    return voucher(ksa, bill_id, day)


def voucher(ksa: Archive, bill_id: UUID, day: date = date(2027, 1, 5), reference: str = "") -> UUID:
    """Made, released and paid."""
    make = payments.MakePayment(bill_ids=(bill_id,), reference=reference)
    made: UUID = ksa.run(payments.make_payment, make).value
    command = payments.ReleasePayment(id=made, base_version=1, paid_on=day)
    ksa.run(payments.release_payment, command)
    return made


def keep(archive: Archive, years: int = 10) -> None:
    values = {
        "key": CaseValueKey.RETENTION_YEARS,
        "part": DeletionKind.BILL,
        "value": years,
        "valid_from": date(2020, 1, 1),
        "source": "Vereinbarung mit dem Archiv (Test)",
    }
    archive.run(
        cases.add_reference_value, cases.AddReferenceValue(kind=CaseDated.VALUE, values=values)
    )


def way(archive: Archive, subject: UUID) -> DeletionRow:
    found = archive.query(queries.deletion_of, subject, archive.context().today, ALL_PAPERS)
    assert found is not None
    return found


def deleted(
    archive: Archive, begin: Callable[[Archive, date, str], None], *ids: UUID, day: date = LATER
) -> int:
    """Through every step, by two persons."""
    begin(archive, day, "Anna Muster-Amt")
    chosen = cases.ListForDeletion(ids=ids, kinds=ALL_PAPERS)
    archive.run(cases.list_for_deletion, chosen)
    offer = cases.OfferToArchive(ids=ids, archive="Staatsarchiv", offered_on=day)
    archive.run(cases.offer_to_archive, offer)
    answer = cases.RecordAnswer(
        ids=ids, answer=ArchiveAnswer.DECLINES, answered_on=day, kinds=ALL_PAPERS
    )
    archive.run(cases.record_answer, answer)
    begin(archive, day, "Beat Beispiel")
    archive.run(cases.approve_deletion, chosen)
    rows: int = archive.run(cases.delete_listed, chosen).value
    return rows


def everything(session: Session) -> list[str]:
    """Every word of every table, files and Verlauf with it."""
    words = []
    for table in Base.metadata.sorted_tables:
        words += [f"{table.name} {tuple(row)!r}" for row in session.execute(select(table))]
    return words + [repr(tuple(row)) for row in session.execute(text("SELECT * FROM search_entry"))]


def traces(archive: Archive, *words: str) -> list[str]:
    return [line[:200] for line in archive.query(everything) for word in words if word in line]


def bill_person(archive: Archive, bill_id: UUID) -> UUID:
    detail = archive.query(bills.bill, bill_id)
    assert detail is not None
    (person,) = {line.person_id for line in detail.lines}
    return person


# ------------------------------------------------------------------ both offices, whole way


def test_after_the_retention_both_files_forget_the_person_and_keep_every_figure(
    archive: Archive,
    casework: Archive,
    enacted: UUID,
    tmp_path: Path,
    person_of: Callable[[Archive, date, str], None],
) -> None:
    own = issued(casework)
    file = world.written(casework, own)
    (received,) = world.receive(archive, world.read(archive, tmp_path, file))
    bill_kit.decide(archive, received, ACCEPT)
    casework.run(answer_book.read_answer, answer_book.ReadAnswer(data=release(archive, received)))
    booked = answer_book.BookAnswer(
        bill_id=own, base_version=casework.query(bills.bill, own).row.version
    )
    casework.run(answer_book.book_answer, booked)
    paid(archive, received)
    keep(archive)
    keep(casework)
    totals = archive.query(year_figures.totals, 2026)
    reconciled = archive.query(year_figures.reconciliation, 2026)
    person = bill_person(archive, received)
    assert traces(archive, *SECRETS)

    deleted(archive, person_of, received)
    assert traces(archive, *SECRETS) == []
    ids = traces(archive, str(enacted), str(person))  # both test files count their ids alike
    assert [one for one in ids if one.startswith(("bill", "blob"))] == []
    assert archive.query(verify_chain) == ()
    assert archive.query(year_figures.totals, 2026) == totals
    assert archive.query(year_figures.reconciliation, 2026) == reconciled
    (row,) = archive.query(answering.received_bills, archive.context())
    assert (row.number, row.year, row.canton, row.accepted) == (1, 2026, 43_000, 43_000)
    assert row.persons_deleted_on == LATER
    (line,) = archive.query(answering.answer_detail, received, archive.context()).lines
    assert (line.person, line.birth_date, line.steps) == ("gelöscht", None, ())
    assert (line.first_day, line.last_day) == (date(2026, 1, 1), date(2026, 1, 31))
    with pytest.raises(ReturnFileError, match=r"Personendaten gelöscht am 05\.01\.2038"):
        world.receive(archive, world.read(archive, tmp_path, file))

    person_of(casework, LATER, "Anna Muster-Amt")
    assert way(casework, own).reasons == (
        "Fall 1 steht noch in der Datei: Er wird zuerst gelöscht.",
    )


def test_at_the_sozialdienst_the_case_goes_first_and_then_the_bill(
    casework: Archive, person_of: Callable[[Archive, date, str], None]
) -> None:
    claim_kit.billable(casework, months=2)
    own = issued(casework)
    taken = casework.run(
        usecases.cancel_bill,
        PassBill(id=own, base_version=casework.query(bills.bill, own).row.version),
    ).value
    for line in casework.query(lambda session: session.scalars(select(BillLineRecord.id)).all()):
        words = dict.fromkeys(
            ("resumed", "statement", "decision_reason"), "Unterlagen aus Vertraulingen"
        )
        claim_kit.change(casework, BillLineRecord, line, **words)
    for bill_id in (own, taken):
        settle(casework, bill_id)
    keep(casework)
    (case,) = casework.query(queries.cases, date(2027, 1, 5))
    closed = cases.ChangeCase(
        id=case.id, base_version=case.version, changes={"closed_on": date(2026, 12, 31)}
    )
    casework.run(cases.change_case, closed)
    person_of(casework, LATER, "Anna Muster-Amt")
    with pytest.raises(RuleViolation, match="steht noch in der Datei"):
        casework.run(cases.list_for_deletion, cases.ListForDeletion(ids=(own,), kinds=ALL_PAPERS))
    deleted(casework, person_of, case.id)
    assert traces(casework, "Muster Anna", "'Muster'")
    gone = deleted(casework, person_of, own, taken)
    assert gone >= 6
    assert traces(casework, "'Muster'", '"Muster"', "1990-05-17", "Vertraulingen") == []
    assert casework.query(verify_chain) == ()
    rows = casework.query(bills.own_bills)
    assert sorted((one.number, one.canton > 0, one.persons_deleted_on) for one in rows) == [
        (1, True, LATER),
        (2, False, LATER),
    ]
    with pytest.raises(NotFound, match=r"Personendaten gelöscht am 05\.01\.2038"):
        casework.query(usecases.bill_file, own)
    with pytest.raises(NotFound, match="nur noch mit ihren Beträgen"):
        casework.query(bills.bill_paper, own, casework.context())


def settle(archive: Archive, bill_id: UUID) -> None:
    """Booked in January 2027."""

    def book(session: Session, command: UUID, context: Any) -> Outcome:
        row = session.get_one(BillRecord, command)
        row.state, row.booked_on, row.booked_by = "settled", date(2027, 1, 5), "Anna Muster-Amt"
        free_cases(session, row, context)
        session.flush()
        return Outcome(frozenset({"billing"}), "Test")

    archive.run(usecase(undoable=True)(book), bill_id)


def received(ksa: Archive, *lines: Line, number: int = 1) -> UUID:
    """A bill that the KSA settled in January 2027, of a person of its own number."""
    made = bill_kit.bill(ksa, lines or (Line(100_000),), number=number)
    bill_kit.decide(ksa, made, *[ACCEPT] * (len(lines) or 1))
    release(ksa, made)
    return made


def test_without_a_retention_nothing_is_due_and_the_page_asks_for_it(archive: Archive) -> None:
    made = received(archive)
    paid(archive, made)
    assert way(archive, made).reasons == (
        "Die Aufbewahrung von Abrechnungen ist nicht erfasst: «Aufbewahrung erfassen».",
    )
    keep(archive)
    assert way(archive, made).reasons == ("Die Aufbewahrung läuft bis 31.12.2037.",)
    assert way(archive, made).due_on == date(2038, 1, 1)
    assert way(archive, made).closed_on == date(2027, 1, 5)


def test_the_ksa_enters_how_long_bills_are_kept_and_nothing_else(archive: Archive) -> None:
    keep(archive)
    values = {
        "key": CaseValueKey.RETENTION_YEARS,
        "part": DeletionKind.CASE,
        "value": 10,
        "valid_from": date(2020, 1, 1),
    }
    with pytest.raises(RuleViolation):
        archive.run(
            cases.add_reference_value, cases.AddReferenceValue(kind=CaseDated.VALUE, values=values)
        )


def test_the_ksa_corrects_and_removes_its_retention_and_no_other_value(archive: Archive) -> None:
    keep(archive)
    (row,) = archive.query(queries.retentions)[DeletionKind.BILL]

    def changed(version: int, **changes: object) -> None:
        command = cases.ChangeReferenceValue(
            kind=CaseDated.VALUE, id=row.id, base_version=version, changes=changes
        )
        archive.run(cases.change_reference_value, command)

    changed(row.version, value=12)
    (after,) = archive.query(queries.retentions)[DeletionKind.BILL]
    assert after.value == 12
    for other in ({"part": DeletionKind.CASE}, {"key": CaseValueKey.REPAYMENT_YEARS}):
        with pytest.raises(RuleViolation):
            changed(after.version, **other)
    removal = cases.RemoveReferenceValue(
        kind=CaseDated.VALUE, id=row.id, base_version=after.version
    )
    archive.run(cases.remove_reference_value, removal)
    assert archive.query(queries.retentions)[DeletionKind.BILL] == ()


def test_an_open_bill_a_waiting_difference_and_a_hold_keep_a_bill(
    archive: Archive, person_of: Callable[[Archive, date, str], None]
) -> None:
    made = received(archive)
    keep(archive)
    assert way(archive, made).reasons == ("Die Abrechnung ist noch offen.",)
    paid(archive, made)
    difference = payments.AddSettlement(
        bill_id=made, text="Tarif", amount=-5_000, settle_by=SettleBy.NEXT_BILL
    )
    archive.run(payments.add_settlement, difference)
    hold = cases.AddHold(
        subject_id=made,
        reason=HoldReason.OBJECTION,
        valid_from=date(2027, 1, 5),
        note="LRB",
        kinds=ALL_PAPERS,
    )
    done = archive.run(cases.add_hold, hold)
    assert done.summary == "Abrechnung Liestal 1/2026: Löschung gesperrt"
    person_of(archive, LATER, "Anna Muster-Amt")
    assert way(archive, made).reasons == (
        "Eine Differenz ist noch nicht ausgeglichen.",
        "Gesperrt: Einsprache oder Beschwerde (LRB).",
    )
    with pytest.raises(RuleViolation):
        archive.run(cases.list_for_deletion, cases.ListForDeletion(ids=(made,), kinds=ALL_PAPERS))
    ended = cases.EndHold(
        id=done.value, base_version=1, ended_on=date(2038, 1, 4), kinds=ALL_PAPERS
    )
    archive.run(cases.end_hold, ended)
    assert way(archive, made).reasons == ("Eine Differenz ist noch nicht ausgeglichen.",)


def test_two_persons_delete_a_bill_and_the_certificate_names_it_by_number(
    archive: Archive, person_of: Callable[[Archive, date, str], None]
) -> None:
    made, kept = received(archive), received(archive, number=2)
    paid(archive, made)
    keep(archive)
    assert deleted(archive, person_of, made) == 4, "bill, line, invoice and voucher"
    rows = archive.query(queries.deletions, LATER, ALL_PAPERS)
    (row,) = [one for one in rows if one.subject_id == made]
    assert (row.name, row.persons, row.rows) == ("Abrechnung Liestal 1/2026", 1, 4)
    assert (row.listed_by, row.approved_by) == ("Anna Muster-Amt", "Beat Beispiel")
    assert archive.query(queries.deletion_of, made, LATER, ALL_PAPERS) is None
    names = archive.query(
        lambda s: s.execute(select(BillLineRecord.bill_id, BillLineRecord.last_name)).all()
    )
    assert dict(tuple(one) for one in names) == {made: "", kept: "Muster"}
    with pytest.raises(NotFound):
        archive.run(cases.list_for_deletion, cases.ListForDeletion(ids=(made,), kinds=ALL_PAPERS))


def differ(archive: Archive, bill_id: UUID, words: str, settle_by: SettleBy) -> UUID | None:
    """A difference of 50.00, told in words; the id of its paper."""
    command = payments.AddSettlement(
        bill_id=bill_id, text=words, amount=-5_000, settle_by=settle_by
    )
    made: UUID | None = archive.run(payments.add_settlement, command).value
    return made


def test_words_about_a_bill_go_with_it_and_the_voucher_with_the_last_of_its_bills(
    archive: Archive, person_of: Callable[[Archive, date, str], None]
) -> None:
    first, second = received(archive), received(archive, number=2)
    paid(archive, first)
    differ(archive, first, "Tarif von Vertraulingen", SettleBy.NEXT_BILL)
    credit = differ(archive, first, "Heim Stillenberg", SettleBy.CREDIT)
    assert credit is not None
    archive.run(payments.release_payment, payments.ReleasePayment(id=credit, base_version=1))
    both = voucher(archive, second)  # takes the first difference with it
    hold = cases.AddHold(
        subject_id=first,
        reason=HoldReason.OBJECTION,
        valid_from=date(2027, 1, 5),
        note="LRB Gudrun",
        kinds=ALL_PAPERS,
    )
    made = archive.run(cases.add_hold, hold).value
    archive.run(
        cases.end_hold,
        cases.EndHold(id=made, base_version=1, ended_on=date(2028, 1, 4), kinds=ALL_PAPERS),
    )
    keep(archive)
    released = dict(archive.query(frozen.frozen_voucher, both))
    assert set(released) == {"pdf", "xlsx"}

    deleted(archive, person_of, first)
    words = ("Vertraulingen", "Stillenberg", "LRB Gudrun", "Tarif von")
    assert traces(archive, *words) == []
    assert archive.query(queries.holds, [first]) == {}
    assert archive.query(verify_chain) == ()
    assert {row.text for row in archive.query(account_rows.settlements)} == {"Abrechnung 1/2026"}
    texts = {row.bill_id: row.text for row in archive.query(account_rows.payment, both).parts}
    assert texts[first] == "Abrechnung 1/2026"
    assert texts[second].startswith("Abrechnung 2/2026: ")
    assert archive.query(frozen.frozen_voucher, credit) == {}
    assert archive.query(frozen.frozen_voucher, both) == released, "it names a bill that stays"

    deleted(archive, person_of, second)
    assert archive.query(frozen.frozen_voucher, both) == {}
    kept = archive.query(lambda s: set(s.scalars(select(Blob.content))))
    assert not kept & set(released.values())
    assert archive.query(verify_chain) == ()


def test_the_free_reference_of_a_voucher_goes_with_the_last_of_its_bills(
    archive: Archive, person_of: Callable[[Archive, date, str], None]
) -> None:
    made = received(archive)
    creditor(archive)
    voucher(archive, made, reference="Kurs Zacharias Trunz")
    keep(archive)
    raw = "select reference, iban from payment"
    (before,) = archive.query(lambda session: session.execute(text(raw)).all())
    assert before[0] == "Kurs Zacharias Trunz"

    deleted(archive, person_of, made)
    (after,) = archive.query(lambda session: session.execute(text(raw)).all())
    assert after == ("", before[1])
    assert traces(archive, "Zacharias", "Trunz") == []
    assert archive.query(verify_chain) == ()


def test_to_whom_a_person_of_bills_was_handed_out_is_forgotten_with_the_last_of_them(
    archive: Archive, person_of: Callable[[Archive, date, str], None]
) -> None:
    first, second = received(archive), received(archive, number=2)
    paid(archive, first)
    voucher(archive, second)
    person, other = bill_person(archive, first), UUID(int=4711)
    assert bill_person(archive, second) == person
    keep(archive)
    for who, purpose in ((person, "Gesuch von Gudrun"), (other, "Prüfung 2026")):
        export = cases.RecordExport(person_ids=(who,), recipient="Amt Muster", purpose=purpose)
        archive.run(cases.record_export, export)
    deleted(archive, person_of, first)
    assert traces(archive, "Gesuch von Gudrun"), "the second bill still names the same person"
    deleted(archive, person_of, second)
    assert traces(archive, "Gesuch von Gudrun") == []
    assert traces(archive, "Prüfung 2026"), "nobody asked to forget the other person"
    table = PersonAccessRecord
    query = select(table.recipient).where(table.person_id == person)
    assert archive.query(lambda s: s.scalars(query).all()) == [""]
    assert archive.query(verify_chain) == ()


def test_the_file_is_rebuilt_from_its_verlauf_after_a_bill_was_deleted(
    archive: Archive, person_of: Callable[[Archive, date, str], None]
) -> None:
    made = received(archive)
    paid(archive, made)
    keep(archive)
    deleted(archive, person_of, made)

    def same(source: Session) -> None:
        engine = engine_of(dbapi2.connect(":memory:", isolation_level=None))
        Base.metadata.create_all(engine)
        with Session(engine) as target:
            rebuild(source, target)
            for record in (BillRecord, BillLineRecord, PaymentRecord):
                columns = record.__table__.c  # type: ignore[attr-defined]
                (mine,) = source.execute(select(*columns).where(columns.id.is_not(None))).all()
                (theirs,) = target.execute(select(*columns)).all()
                assert tuple(mine) == tuple(theirs)

    archive.query(same)


# ------------------------------------------------------------------ Auskunft at the KSA


def test_the_ksa_tells_a_person_what_bills_of_both_municipalities_and_their_files_say(
    archive: Archive, casework: Archive, enacted: UUID, tmp_path: Path
) -> None:
    file = world.written(casework, issued(casework))
    (first,) = world.receive(archive, world.read(archive, tmp_path, file))
    bill_kit.decide(archive, first, ACCEPT)
    same = Line(70_000, last_name="Geheimnis", first_name="Gudrun")
    bill_kit.bill(archive, (same, Line(10_000, last_name="Andere")), bfs_number=2861)
    people = archive.query(queries.known_people, ALL_PAPERS)
    assert [one.name for one in people] == [
        "Andere Anna, 17.05.1990",
        "Geheimnis Gudrun, 17.05.1990",
    ]
    assert len(people[1].ids) == 2
    held = {one.key: one for one in archive.query(queries.held_of, people[1].id, ALL_PAPERS)}
    lines = [dict(one.values) for one in held["bill_line"].entries]
    assert sorted(one["Kosten"] for one in lines) == ["700.00", "900.00"]
    assert {one.get("Entscheid") for one in lines} == {"anerkannt", None}
    assert "Kantonsanteil" in next(one["Rechenweg"] for one in lines if one["Kosten"] == "700.00")
    assert sorted(dict(one.values)["Nummer"] for one in held["bill_line_cost"].entries) == [
        "R-1",
        "R-1",
    ]
    told = [pair for one in held["bill_claim"].entries for pair in one.values]
    assert ("AHV-Nummer", "7569217076985") in told
    assert ("Regime", "Sozialhilfe") in told or ("Regime", "social_assistance") not in told
    assert ("vereinbarter Preis", "900.00") in told
    assert held["bill_claim"].keep == "als Beleg, bis zur Löschung der Abrechnung"


def test_a_sozialdienst_tells_what_it_left_out_of_a_bill(casework: Archive) -> None:
    claim_kit.billable(casework, months=2)
    own = issued(casework)
    (person,) = {line.person_id for line in casework.query(bills.bill, own).lines}
    left = casework.query(bills.bill, own).left_out
    held = {one.key: one for one in casework.query(queries.held_of, person, ALL_PAPERS)}
    assert len(held.get("bill_left_out").entries if left else ()) == len(left)
    assert [dict(one.values)["Name"] for one in held["bill_line"].entries] == ["Muster"] * 2
    assert [one.name for one in casework.query(queries.known_people, ALL_PAPERS)] == ["Muster Anna"]


# ------------------------------------------------------------------ frozen papers


def test_another_creditor_does_not_change_the_pdf_of_an_issued_bill(casework: Archive) -> None:
    claim_kit.billable(casework, months=2)
    payee(casework)
    own = issued(casework)
    before = casework.query(bills.bill_paper, own, casework.context())
    (entry,) = casework.query(bills.payees)
    gone = accounts.RemoveAccountValue(
        kind=AccountKind.CREDITOR, id=entry.id, base_version=entry.version
    )
    casework.run(accounts.remove_account_value, gone)
    payee(casework, name="Gemeinde Anderswo", iban="CH56 0483 5012 3456 7800 9")
    after = casework.query(bills.bill_paper, own, casework.context())
    assert after.parties.creditor is not None
    assert after.parties.creditor.name == "Gemeinde Anderswo"
    assert reports.bill_pdf(after) == reports.bill_pdf(before) == before.frozen_pdf
    assert before.frozen_pdf is not None
    assert before.frozen_pdf.startswith(b"%PDF")


def test_letter_and_voucher_stay_as_they_were_released(
    archive: Archive, person_of: Callable[[Archive, date, str], None]
) -> None:
    made = bill_kit.bill(archive, (Line(100_000),))
    bill_kit.decide(archive, made, ACCEPT)
    assert archive.query(frozen.frozen_letter, made) == {}
    release(archive, made)
    letter = archive.query(frozen.frozen_letter, made)
    assert (letter["pdf"][:4], letter["docx"][:2]) == (b"%PDF", b"PK")
    voucher = paid(archive, made)
    papers = archive.query(frozen.frozen_voucher, voucher)
    assert (papers["pdf"][:4], papers["xlsx"][:2]) == (b"%PDF", b"PK")
    person_of(archive, LATER, "Beat Beispiel")
    assert archive.query(frozen.frozen_letter, made) == letter
    assert archive.query(frozen.frozen_voucher, voucher) == papers
