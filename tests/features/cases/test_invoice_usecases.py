"""Providers' invoices and payments of third parties over a real encrypted file; 5 January 2027."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

import case_kit
import enactment_kit as kit
from sozdesk.features.cases import queries, rules
from sozdesk.features.cases.records import CaseAttachmentRecord
from sozdesk.features.cases.terms import InvoiceDraft, LineDraft, Payer
from sozdesk.features.cases.usecases import (
    AddInvoice,
    AddThirdParty,
    ChangeInvoice,
    ChangeThirdParty,
    PayInvoice,
    RemoveRow,
    add_invoice,
    add_third_party,
    change_invoice,
    change_third_party,
    pay_invoice,
    remove_invoice,
    remove_third_party,
)
from sozdesk.features.offerings.terms import Vat
from sozdesk.kernel.errors import Outdated, RuleViolation

SISSACH = 2861


@pytest.fixture
def ids(casework):
    """Two persons in two municipalities take part in the same offering."""
    who = kit.provider(casework)
    anna, jan = case_kit.person(casework), case_kit.person(casework, "Beispiel", "Jan")
    here = case_kit.case(casework, [anna], 12)
    there = case_kit.case(casework, [jan], 13, SISSACH)
    offering = kit.offering(casework, who, absences=False)
    return SimpleNamespace(
        provider=who,
        offering=offering,
        anna=kit.enact(casework, here, anna, offering),
        jan=kit.enact(casework, there, jan, offering),
    )


def draft(ids, *lines: LineDraft, **more) -> InvoiceDraft:
    values = {"number": "R-1", "invoiced_on": date(2027, 2, 1), **more}
    return InvoiceDraft(provider_id=ids.provider, lines=lines, **values)


def test_one_invoice_over_two_municipalities_is_recorded_once(casework, ids) -> None:
    both = draft(ids, kit.line(ids.anna), kit.line(ids.jan, 45_000), vat=Vat.INCLUDED, vat_rate=810)
    outcome = casework.run(add_invoice, AddInvoice(draft=both))
    assert outcome.summary == "Rechnung R-1 erfasst, 2 Zeilen"
    (row,) = casework.query(queries.invoices)
    assert (row.total, row.provider_name, row.vat_rate) == (135_000, "Kurszentrum Muster", 810)
    assert row.recorded_on == date(2027, 1, 5)
    assert [(one.case_number, one.bfs_number) for one in row.lines] == [
        (12, case_kit.BFS), (13, SISSACH),
    ]  # fmt: skip
    assert casework.query(queries.enactment, ids.anna).invoiced == 90_000
    assert casework.query(queries.enactment, ids.anna).invoiced_until == date(2027, 1, 28)
    assert [one.id for one in casework.query(queries.invoices, ids.jan)] == [row.id]


def test_the_same_number_of_the_provider_is_refused_whichever_municipality(casework, ids) -> None:
    kit.invoice(casework, ids.provider, kit.line(ids.anna), number="R 1")
    again = draft(ids, kit.line(ids.jan), number="r1")
    with pytest.raises(RuleViolation) as refused:
        casework.run(add_invoice, AddInvoice(draft=again))
    (finding,) = refused.value.findings
    assert finding.field == "number"
    assert "vom 05.01.2027, Fall 12 (Liestal)" in finding.message
    other = kit.provider(casework, "Werkstatt Beispiel")
    elsewhere = kit.offering(casework, other, "Werkstatt", 2)
    person = case_kit.person(casework, "Dritte", "Lea")
    made = kit.enact(casework, case_kit.case(casework, [person], 14), person, elsewhere)
    kit.invoice(casework, other, kit.line(made), number="R 1")
    assert len(casework.query(queries.invoices)) == 2


def test_the_facts_hold_other_invoices_third_parties_and_the_terms_of_the_price(
    casework, ids
) -> None:
    kit.invoice(casework, ids.provider, kit.line(ids.anna))
    casework.run(
        add_third_party,
        AddThirdParty(
            enactment_id=ids.anna, payer=Payer.IV, amount=10_000,
            first_day=date(2027, 1, 1), last_day=date(2027, 1, 31),
        ),
    )  # fmt: skip
    facts = casework.query(queries.invoice_facts, draft(ids, kit.line(ids.anna, month=2)))
    (one,) = facts.enactments
    assert one.label == "Fall 12, Tagesstruktur"
    assert [(other.number, other.amount) for other in one.others] == [("R-1", 90_000)]
    assert (one.third_party, one.absences_invoiced) == (10_000, False)
    assert facts.same_number is not None
    hinted = draft(ids, kit.line(ids.anna, absent=100, units=100), number="R-2")
    codes = {
        finding.code
        for finding in rules.invoice_findings(casework.query(queries.invoice_facts, hinted))
    }
    assert codes == {"absences", "overlap"}


def test_a_credit_note_takes_back_what_is_left(casework, ids) -> None:
    first = kit.invoice(casework, ids.provider, kit.line(ids.anna))
    back = draft(ids, kit.line(ids.anna, -30_000), number="G-1", credits_id=first)
    casework.run(add_invoice, AddInvoice(draft=back))
    assert casework.query(queries.enactment, ids.anna).invoiced == 60_000
    more = replace(back, number="G-2")
    assert casework.query(queries.invoice_facts, more).credited == 60_000
    rows = {row.number: row for row in casework.query(queries.invoices)}
    assert rows["G-1"].credits_number == "R-1"
    assert casework.query(queries.invoice_facts, back, rows["G-1"].id).credited == 90_000
    remove = RemoveRow(id=first, base_version=rows["R-1"].version)
    with pytest.raises(RuleViolation) as refused:
        casework.run(remove_invoice, remove)
    assert "Gutschrift" in refused.value.findings[0].message


def test_a_change_keeps_the_ids_of_its_lines(casework, ids) -> None:
    made = kit.invoice(casework, ids.provider, kit.line(ids.anna), kit.line(ids.jan))
    (row,) = casework.query(queries.invoices)
    first, second = row.lines
    kept = LineDraft(
        id=first.id, enactment_id=ids.anna, amount=80_000,
        first_day=first.first_day, last_day=first.last_day,
    )  # fmt: skip
    changed = draft(ids, kept, kit.line(ids.anna, month=2), number="R-9")
    casework.run(change_invoice, ChangeInvoice(id=made, base_version=row.version, draft=changed))
    (after,) = casework.query(queries.invoices)
    assert (after.number, after.total) == ("R-9", 170_000)
    assert first.id in {line.id for line in after.lines}
    assert second.id not in {line.id for line in after.lines}
    with pytest.raises(Outdated):
        casework.run(
            change_invoice, ChangeInvoice(id=made, base_version=row.version, draft=changed)
        )


def test_paid_and_removed(casework, ids) -> None:
    made = kit.invoice(casework, ids.provider, kit.line(ids.anna))
    (row,) = casework.query(queries.invoices)
    pay = PayInvoice(id=made, base_version=row.version, paid_on=date(2027, 1, 5))
    assert casework.run(pay_invoice, pay).summary == "Rechnung R-1 als bezahlt erfasst"
    (row,) = casework.query(queries.invoices)
    assert row.paid_on == date(2027, 1, 5)
    open_again = PayInvoice(id=made, base_version=row.version, paid_on=None)
    assert casework.run(pay_invoice, open_again).summary == "Rechnung R-1 wieder offen"
    (row,) = casework.query(queries.invoices)
    casework.run(remove_invoice, RemoveRow(id=made, base_version=row.version))
    assert casework.query(queries.invoices) == ()
    casework.undo_last()
    assert [one.total for one in casework.query(queries.invoices)] == [90_000]


def test_an_invoice_with_a_scan_is_not_removed(casework, ids) -> None:
    made = kit.invoice(casework, ids.provider, kit.line(ids.anna))
    case_kit.row(
        casework, CaseAttachmentRecord, case_id=None, owner_kind="invoice", owner_id=made,
        name="R-1.pdf", size=1, sha256="0", added_on=date(2027, 1, 5),
    )  # fmt: skip
    (row,) = casework.query(queries.invoices)
    with pytest.raises(RuleViolation):
        casework.run(remove_invoice, RemoveRow(id=made, base_version=row.version))


def test_third_parties_are_added_changed_and_removed(casework, ids) -> None:
    add = AddThirdParty(
        enactment_id=ids.anna, payer=Payer.ALV, amount=20_000,
        first_day=date(2027, 1, 1), last_day=date(2027, 1, 31),
    )  # fmt: skip
    made = casework.run(add_third_party, add).value
    (row,) = casework.query(queries.third_parties_of, [ids.anna])[ids.anna]
    changes = {"payer": Payer.IV, "amount": 25_000}
    casework.run(
        change_third_party, ChangeThirdParty(id=made, base_version=row.version, changes=changes)
    )
    (row,) = casework.query(queries.third_parties_of, [ids.anna])[ids.anna]
    assert (row.payer, row.amount) == (Payer.IV, 25_000)
    assert casework.query(queries.enactment, ids.anna).third_party == 25_000
    with pytest.raises(RuleViolation):
        casework.run(
            change_third_party,
            ChangeThirdParty(id=made, base_version=row.version, changes={"amount": 0}),
        )
    casework.run(remove_third_party, RemoveRow(id=made, base_version=row.version))
    assert casework.query(queries.third_parties_of, [ids.anna]) == {}


def test_the_next_service_begins_after_the_last_invoiced_day(casework, ids) -> None:
    assert casework.query(queries.service_span, ids.anna) == (
        date(2027, 1, 1), date(2027, 1, 31),
    )  # fmt: skip
    kit.invoice(casework, ids.provider, kit.line(ids.anna, last_day=date(2027, 1, 31)))
    assert casework.query(queries.service_span, ids.anna) == (
        date(2027, 2, 1), date(2027, 2, 28),
    )  # fmt: skip


def test_enactments_to_choose_stand_by_provider_and_person(casework, ids) -> None:
    rows = casework.query(queries.enacted, date(2027, 12, 31))
    assert [(row.person_name, row.case_number) for row in rows] == [
        ("Beispiel Jan", 13), ("Muster Anna", 12),
    ]  # fmt: skip
    late = date(2028, 1, 1)
    assert casework.query(queries.enacted, late) == ()
    assert [row.id for row in casework.query(queries.enacted, late, [ids.jan])] == [ids.jan]


def test_old_paid_invoices_are_left_out_unless_they_are_named(casework, ids) -> None:
    old = kit.invoice(
        casework, ids.provider, kit.line(ids.anna), number="ALT",
        invoiced_on=date(2027, 2, 1), paid_on=date(2027, 2, 2),
    )  # fmt: skip
    kit.invoice(casework, ids.provider, kit.line(ids.jan), number="OFFEN")
    kit.invoice(
        casework, ids.provider, kit.line(ids.jan, month=2), number="NEU",
        invoiced_on=date(2027, 3, 1), paid_on=date(2027, 3, 2),
    )  # fmt: skip
    since = date(2027, 3, 1)

    def numbers(**more) -> list[str]:
        return [row.number for row in casework.query(queries.listed_invoices, **more)]

    assert numbers(first=1) == ["NEU"]
    assert [row.number for row in casework.query(queries.invoices, since=since)] == ["NEU", "OFFEN"]
    assert numbers(since=since) == ["NEU", "OFFEN"]
    assert numbers(since=since, also=[old]) == ["NEU", "ALT", "OFFEN"]
    assert numbers() == ["NEU", "ALT", "OFFEN"]


def test_the_list_names_everybody_once_in_the_order_of_the_days(casework, ids) -> None:
    june = kit.line(ids.anna, 30_000, month=6)
    made = kit.invoice(
        casework, ids.provider, june, kit.line(ids.jan, 45_000, month=3),
        kit.line(ids.anna, 90_000, month=2), number="R-9", paid_on=date(2027, 7, 1),
    )  # fmt: skip
    credit = kit.line(ids.jan, -5_000, month=3)
    kit.invoice(casework, ids.provider, credit, number="G-1", credits_id=made)
    rows = {row.number: row for row in casework.query(queries.listed_invoices)}
    listed, note = rows["R-9"], rows["G-1"]
    assert listed.persons == "Muster Anna (Fall 12), Beispiel Jan (Fall 13)"
    assert listed.offerings == casework.query(queries.invoice, made).lines[0].offering_title
    assert (listed.id, listed.total, listed.credits_number) == (made, 165_000, "")
    assert (listed.paid_on, note.paid_on) == (date(2027, 7, 1), None)
    assert (note.persons, note.total, note.credits_number) == (
        "Beispiel Jan (Fall 13)",
        -5_000,
        "R-9",
    )
