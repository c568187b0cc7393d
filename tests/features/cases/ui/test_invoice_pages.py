"""Invoices by keyboard, their list, and «Teilnahmen»."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest
from enactment_pages_kit import Navigation, dialog_of, fill, finding, words_of
from PySide6.QtCore import Qt

import case_kit
import enactment_kit as kit
from sozdesk.features.cases import queries
from sozdesk.features.cases.terms import InvoiceDraft, LineDraft
from sozdesk.features.cases.texts.invoices import DATED_EARLY
from sozdesk.features.cases.ui import (
    invoice_draft,
    invoice_page,
    invoice_words,
    invoices_page,
    participations_page,
)
from sozdesk.features.offerings.terms import Vat
from sozdesk.widgets import messages


@pytest.fixture
def navigation():
    return Navigation()


@pytest.fixture
def ids(casework):
    who = kit.provider(casework)
    anna, jan = case_kit.person(casework), case_kit.person(casework, "Beispiel", "Jan")
    offering = kit.offering(casework, who)
    here, there = case_kit.case(casework, [anna], 12), case_kit.case(casework, [jan], 13, 2861)
    return SimpleNamespace(
        provider=who,
        case=here,
        offering=offering,
        anna=kit.enact(casework, here, anna, offering),
        jan=kit.enact(casework, there, jan, offering),
    )


@pytest.fixture
def page(desk, ids, navigation, shown):
    return shown(invoice_page.build(desk, navigation))


def test_several_lines_are_typed_saved_and_the_next_invoice_begins(page, ids, casework) -> None:
    form = page.entry.form
    assert form["provider_id"].value() == ids.provider
    fill(form, number="R-17", invoiced_on=date(2027, 2, 1), enactment_id_0=ids.anna)
    # the rest of the first enacted month
    assert form["first_day_0"].value() == date(2027, 1, 1)
    assert form["last_day_0"].value() == date(2027, 1, 31)
    fill(form, amount_0=90_000)
    page.entry.add_button.click()
    form = page.entry.form
    assert form["first_day_1"].value() == date(2027, 1, 1)
    fill(form, enactment_id_1=ids.jan, amount_1=45_000, stated_total=135_000)
    assert "Total 1'350.00" in words_of(page)
    page.save()
    assert page.notice().startswith("Rechnung R-17 erfasst, 2 Zeilen.")
    (row,) = casework.query(queries.invoices)
    assert [(one.case_number, one.amount) for one in row.lines] == [(12, 90_000), (13, 45_000)]
    assert page.entry.form["number"].value() == ""
    assert not page.has_changes()
    fill(page.entry.form, enactment_id_0=ids.anna)
    assert page.entry.form["first_day_0"].value() == date(2027, 2, 1)


def test_hints_stand_at_their_fields_while_typing_and_do_not_stop(page, ids, casework) -> None:
    fill(page.entry.form, number="R-17", invoiced_on=date(2027, 2, 1), enactment_id_0=ids.anna)
    fill(page.entry.form, amount_0=90_001, units_0=100, vat=Vat.INCLUDED)
    assert finding(page.entry.form, "amount_0") == (
        "1 Monat × 900.00 sind 900.00, verrechnet ist ein anderer Betrag."
    )
    assert "MWST-Satz" in finding(page.entry.form, "vat_rate")
    assert page.entry.form["amount_0"].line.isVisible()
    page.save()
    assert len(casework.query(queries.invoices)) == 1


def test_the_number_of_a_recorded_invoice_is_stopped_at_once(page, ids, casework) -> None:
    kit.invoice(casework, ids.provider, kit.line(ids.jan), number="R-17")
    fill(page.entry.form, number="r-17")
    assert "Fall 13 (Sissach)" in finding(page.entry.form, "number")
    page.save()
    assert page.entry.summary.isVisible()
    assert finding(page.entry.form, "enactment_id_0") == "Wählen Sie das verfügte Angebot."


def test_a_line_goes_and_unreadable_text_is_said(page, ids) -> None:
    page.entry.add_line()
    fill(page.entry.form, amount_1=5_000)
    page.entry.remove_line(0)
    assert [line.amount for line in page.entry.draft().lines] == [5_000]
    page.entry.form["units_0"].input.setText("acht")
    page.save()
    assert finding(page.entry.form, "units_0").startswith("«acht» ist keine Anzahl.")


def test_an_invoice_is_changed_and_left(desk, ids, navigation, shown, casework) -> None:
    made = kit.invoice(casework, ids.provider, kit.line(ids.anna))
    page = shown(invoice_page.build(desk, navigation, invoice_id=made))
    assert page.head.title() == "Rechnung ändern"
    assert not page.has_changes()
    fill(page.entry.form, amount_0=80_000)
    assert page.has_changes()
    page.save()
    assert navigation.left == [page]
    assert casework.query(queries.invoices)[0].total == 80_000


def test_a_credit_note_proposes_the_lines_of_the_invoice_that_it_takes_back(
    desk, ids, navigation, shown, casework
) -> None:
    line = kit.line(
        ids.anna, 45_000, units=50, first_day=date(2027, 1, 15), last_day=date(2027, 1, 31)
    )
    made = kit.invoice(casework, ids.provider, line, number="R-77")
    page = shown(invoice_page.build(desk, navigation, provider_id=ids.provider, credits_id=made))
    assert page.head.title() == "Gutschrift erfassen"
    assert not page.has_changes()
    (proposed,) = page.entry.draft().lines
    assert proposed.enactment_id == ids.anna
    assert (proposed.first_day, proposed.last_day) == (date(2027, 1, 15), date(2027, 1, 31))
    assert (proposed.units, proposed.amount) == (50, -45_000)
    fill(page.entry.form, first_day_0=date(2027, 2, 1), last_day_0=date(2027, 2, 28))
    assert finding(page.entry.form, "first_day_0").startswith("Die Rechnung R-77 betrifft 15.01.")


def test_an_invoice_that_becomes_a_credit_note_takes_over_what_it_takes_back(
    page, ids, casework
) -> None:
    made = kit.invoice(casework, ids.provider, kit.line(ids.anna), number="R-77")
    page._load()
    fill(page.entry.form, number="G-1", credits_id=made)
    assert page.head.title() == "Gutschrift erfassen"
    assert [one.amount for one in page.entry.draft().lines] == [-90_000]
    assert page.entry.draft().number == "G-1"
    fill(page.entry.form, amount_0=-10_000)
    fill(page.entry.form, credits_id=None)
    fill(page.entry.form, credits_id=made)
    assert [one.amount for one in page.entry.draft().lines] == [-10_000], "what was typed stays"


def test_another_provider_offers_its_own(page, ids, casework) -> None:
    other = kit.provider(casework, "Werkstatt Beispiel")
    offering = kit.offering(casework, other, "Werkstatt", 2)
    person = case_kit.person(casework, "Dritte", "Lea")
    theirs = kit.enact(casework, case_kit.case(casework, [person], 14), person, offering)
    page._load()
    fill(page.entry.form, provider_id=other)
    choice = page.entry.form["enactment_id_0"].input
    assert choice.count() == 2
    fill(page.entry.form, enactment_id_0=theirs)
    assert page.entry.draft().lines[0].enactment_id == theirs


def test_leaving_asks_only_when_something_was_typed(page, ids, navigation) -> None:
    page.leave()
    assert navigation.left == [page]
    fill(page.entry.form, number="R-1")
    messages.set_next_answer(messages.Unsaved.CANCEL)
    page.leave()
    messages.set_next_answer(messages.Unsaved.DISCARD)
    page.leave()
    assert navigation.left == [page, page]


def test_without_an_enacted_offering_it_says_what_comes_first(desk, navigation, shown) -> None:
    page = shown(invoice_page.build(desk, navigation))
    assert "Noch kein Angebot verfügt" in words_of(page)
    page.save()
    assert not page.has_changes()


def test_what_was_typed_waits_while_the_file_is_locked(page, desk, ids, navigation, shown) -> None:
    fill(page.entry.form, number="R-17", enactment_id_0=ids.anna, amount_0=90_000)
    page.store_draft()
    again = shown(invoice_page.build(desk, navigation))
    assert again.notice() == "Ihr Entwurf von vorher ist wieder da."
    assert again.entry.draft() == page.entry.draft()
    again._forget_draft()
    assert again.entry.draft().number == ""


def test_a_draft_comes_back_from_json_as_it_was() -> None:
    line = LineDraft(
        id=case_kit.UUID(int=1), enactment_id=case_kit.UUID(int=2), first_day=date(2027, 1, 1),
        last_day=None, units=150, amount=-5,
    )  # fmt: skip
    draft = InvoiceDraft(
        provider_id=None, number="R", paid_on=date(2027, 1, 2), vat=Vat.EXCLUDED, vat_rate=810,
        credits_id=case_kit.UUID(int=3), lines=(line, LineDraft()), stated_total=7,
    )  # fmt: skip
    assert invoice_draft.from_json(invoice_draft.to_json(draft)) == draft


# ------------------------------------------------------------------ the list


@pytest.fixture
def listed(desk, ids, casework, navigation, shown):
    kit.invoice(casework, ids.provider, kit.line(ids.anna, units=100), number="R-1")
    kit.invoice(
        casework, ids.provider, kit.line(ids.jan, 90_100, units=100), number="R-2",
        paid_on=date(2027, 1, 5),
    )  # fmt: skip
    return shown(invoices_page.build(desk, navigation))


def numbers(page):
    return [row.number for row in page.model.rows()]


def test_the_list_says_how_many_are_open_and_shows_the_hints_of_one(listed) -> None:
    assert {one.chip.key: one.chip.count for one in listed.chips.buttons()} == {
        "all": 2, "open": 1, "credit": 0,
    }  # fmt: skip
    listed.table.select_key(next(row.id for row in listed.model.rows() if row.number == "R-2"))
    said = words_of(listed.detail)
    assert "1 Monat × 900.00 sind 900.00, verrechnet ist ein anderer Betrag." in said
    assert "bezahlt am 05.01.2027" in said
    listed.chips.choose("open")
    assert numbers(listed) == ["R-1"]
    assert words_of(listed.detail).count(DATED_EARLY) == 1, "of the 5th, for the whole of January"
    listed.chips.choose("credit")
    assert listed.split.pane.isVisible()
    listed.clear_filters()
    assert len(numbers(listed)) == 2


def test_paid_changed_credited_and_removed_from_the_list(
    listed, casework, navigation, shown
) -> None:
    listed.chips.choose("open")
    listed.pay()
    dialog = dialog_of(listed)
    assert dialog.form["paid_on"].value() == date(2027, 1, 5)
    dialog.accept()
    assert all(row.paid_on for row in casework.query(queries.invoices))
    listed.clear_filters()
    listed.credit()
    form = shown(navigation.subpages[-1])
    row = listed.table.current_row()
    assert form.entry.form["credits_id"].value() == row.id
    listed.change()
    assert navigation.subpages[-1].head.title() == "Rechnung ändern"
    listed.add()
    assert navigation.subpages[-1].head.title() == "Rechnung erfassen"
    messages.set_next_answer(True)
    listed.remove()
    assert len(casework.query(queries.invoices)) == 1


def test_the_list_opens_at_an_invoice_or_with_those_of_an_enactment(
    listed, casework, desk, ids, navigation, shown
):
    wanted = casework.query(queries.invoices)[-1]
    page = shown(invoices_page.build(desk, navigation, invoice=wanted.id))
    assert page.table.current_row().id == wanted.id
    page = shown(invoices_page.build(desk, navigation, enactment=ids.jan, name="Fall 13"))
    assert numbers(page) == ["R-2"]
    assert page.notice() == "Nur die Rechnungen zu: Fall 13."
    page._show_all()
    assert len(numbers(page)) == 2
    assert page.notice() == ""


def test_what_is_old_comes_with_a_click(casework, desk, ids, navigation, shown) -> None:
    old = kit.invoice(
        casework, ids.provider, kit.line(ids.anna), number="ALT",
        invoiced_on=date(2024, 12, 1), paid_on=date(2024, 12, 2),
    )  # fmt: skip
    kit.invoice(casework, ids.provider, kit.line(ids.jan), number="NEU")
    page = shown(invoices_page.build(desk, navigation))
    assert numbers(page) == ["NEU"]
    page.show_earlier()
    assert numbers(page) == ["NEU", "ALT"]
    page = shown(invoices_page.build(desk, navigation, invoice=old))
    assert page.table.current_row().id == old


def test_a_participation_that_ended_long_ago_comes_with_a_click(
    casework, desk, ids, navigation, shown
) -> None:
    person = case_kit.person(casework, "Alt", "Eva")
    case_kit.enactment(
        casework, ids.case, person, ids.offering, None,
        first_day=date(2025, 1, 1), last_day=date(2025, 12, 31),
    )  # fmt: skip
    page = shown(participations_page.build(desk, navigation, chip="all"))
    assert len(page.model.rows()) == 2
    assert page.earlier_button.isVisible()
    page.show_earlier()
    assert len(page.model.rows()) == 3
    assert not page.earlier_button.isVisible()


def test_no_invoice_yet(desk, navigation, shown) -> None:
    page = shown(invoices_page.build(desk, navigation))
    assert "Noch keine Rechnung erfasst" in words_of(page)
    assert page.commands()
    page.pay()
    page.change()
    page.credit()
    assert navigation.subpages == []


# ------------------------------------------------------------------ «Teilnahmen»


@pytest.fixture
def taking_part(desk, ids, casework, navigation, shown):
    kit.decision(casework, ids.provider, ids.offering, date(2027, 4, 1), kind="revoked")
    return shown(participations_page.build(desk, navigation, chip="recognition"))


def test_a_withdrawn_recognition_lists_who_takes_part_and_says_until_when(
    taking_part, navigation, ids
) -> None:
    assert [line.person_name for line in taking_part.model.rows()] == [
        "Beispiel Jan", "Muster Anna",
    ]  # fmt: skip
    assert any("Die Anerkennung endet am 31.03.2027." in said for said in words_of(taking_part))
    taking_part.open_target(enactment=ids.anna)
    taking_part.open_case()
    assert navigation.areas == [("cases", {"case": ids.case})]
    assert navigation.left == ["back"]
    taking_part.add_invoice()
    assert navigation.subpages[-1].entry.form["enactment_id_0"].value() == ids.anna
    assert len(taking_part.commands()) == 2


def test_chips_count_what_needs_somebody(taking_part) -> None:
    counts = {one.chip.key: one.chip.count for one in taking_part.chips.buttons()}
    assert counts == {
        "running": 2, "soon": 0, "ruling": 2, "invoice": 0, "recognition": 2, "all": 2,
    }  # fmt: skip
    taking_part.chips.choose("soon")
    assert taking_part.model.rows() == ()
    taking_part.clear_filters()
    assert len(taking_part.model.rows()) == 2
    taking_part.search.setText("anna")
    assert [line.person_name for line in taking_part.model.rows()] == ["Muster Anna"]


def test_nobody_takes_part_yet(desk, navigation, shown) -> None:
    page = shown(participations_page.build(desk, navigation))
    assert "Noch nimmt niemand teil" in words_of(page)
    page.open_case()
    page.add_invoice()
    assert (navigation.areas, navigation.subpages) == ([], [])


def test_whoever_types_a_provider_goes_on_typing_in_the_list(page, ids, casework, qtbot) -> None:
    kit.provider(casework, "Werkstatt Beispiel")
    choice = page.entry.form["provider_id"].input
    choice.set_choices([(None, "Wählen"), (ids.provider, "Gartenbetrieb")])

    qtbot.keyClick(choice, Qt.Key.Key_G)

    assert page.entry.form["provider_id"].input is choice
    assert choice.value() == ids.provider
    offered = page.entry.form["enactment_id_0"].input
    assert offered.count() > 1


@pytest.mark.parametrize(
    ("units", "possible", "told"),
    [(100, None, "1 Einheit"), (100, 100, "1 von 1 Einheit"), (100, 800, "1 von 8 Einheiten")],
)
def test_one_unit_is_one(units, possible, told, casework, ids) -> None:
    kit.invoice(casework, ids.provider, kit.line(ids.anna, units=units, possible=possible))
    (row,) = casework.query(queries.invoices)
    assert told in invoice_words.line_days(row.lines[0]).split(", ")
