"""The tab «Angebote» of a case: enacting, taking part, interruptions, third parties, Nachfragen."""

from __future__ import annotations

from datetime import date

import pytest
from enactment_pages_kit import Navigation, dialog_of, fill, finding, words_of

import case_kit
import enactment_kit as kit
from sozdesk.features.cases import queries
from sozdesk.features.cases.records import CaseRecord
from sozdesk.features.cases.terms import (
    IncentiveKind,
    InterruptionReason,
    ParticipationResult,
    Payer,
)
from sozdesk.features.cases.ui import enact_page, enactments_part
from sozdesk.features.offerings.terms import PriceUnit
from sozdesk.kernel.usecase import Outcome, usecase
from sozdesk.widgets import messages

TODAY = date(2027, 1, 5)


@pytest.fixture
def navigation():
    return Navigation()


@pytest.fixture
def ids(casework):
    return kit.somebody(casework)


@pytest.fixture
def enacted(casework, ids):
    return kit.enact(casework, ids.case, ids.person, ids.offering)


@pytest.fixture
def part(desk, casework, ids, navigation, shown):
    made = enactments_part.build(desk, navigation)
    shown(made.widget)
    made.show_case(casework.query(queries.case, ids.case, TODAY))
    return made


@pytest.fixture
def form_page(desk, ids, navigation, shown):
    return shown(enact_page.build(desk, navigation, case_id=ids.case))


def rows(casework, ids):
    return casework.query(queries.enactments, ids.case)


def test_a_case_without_offerings_says_what_to_do(part) -> None:
    assert any("Noch kein Angebot verfügt" in said for said in words_of(part))
    assert not part.part_button.isEnabled()
    assert not part.detail.isVisible()


# ------------------------------------------------------------------ the form


def test_an_offering_is_found_by_typing_and_its_price_fills_the_form(
    form_page, ids, casework, navigation
) -> None:
    entry = form_page.entry
    entry.picker.search.setText("tagesstr")
    entry.picker.take()
    assert "Tagesstruktur (Nr. 1)" in words_of(form_page)
    fill(entry.form, first_day=date(2027, 2, 1), last_day=date(2027, 4, 30), workload=50)
    assert entry.form["price"].value() == 90_000
    assert entry.form["unit"].value() is PriceUnit.MONTH
    # 3 months at 900.00
    assert entry.form["approved"].value() == 270_000
    assert "Aus dem Preis: 2'700.00 (3 Monate × 900.00)." in words_of(form_page)
    form_page.save()
    (row,) = rows(casework, ids)
    assert (row.first_day, row.approved, row.person_id) == (
        date(2027, 2, 1), 270_000, ids.person,
    )  # fmt: skip
    assert navigation.said == ["Fall 12: Angebot verfügt."]
    assert navigation.left == [form_page]


def test_what_does_not_fit_is_said_while_typing_and_what_is_missing_only_on_saving(
    form_page, ids, casework
) -> None:
    form = form_page.entry.form
    assert [key for key in form.values() if form[key].finding()] == ["ruling_id"]
    lost = kit.offering(casework, ids.provider, "Werkstatt", 2, recognised=None)
    form_page.load()
    form = form_page.entry.form
    fill(form, offering_id=lost, first_day=date(2027, 2, 1), last_day=date(2027, 1, 1))
    assert "nicht anerkannt" in finding(form, "without_share")
    assert "vor dem ersten" in finding(form, "last_day")
    fill(form, without_share=True, last_day=date(2027, 2, 28))
    assert finding(form, "without_share").startswith("Kein Kantonsbeitrag")
    fill(form, workload=150)
    assert "zwischen 1 und 100" in finding(form, "workload")
    fill(form, price=80_000)
    assert finding(form, "price") == "Der Katalog nennt 900.00 pro Monat (mit MWST)."
    fill(form, approved=1)
    assert not form_page.entry.use_button.isHidden()
    form_page.entry.use_button.click()
    assert form["approved"].value() == 80_000
    form_page.save()
    assert rows(casework, ids) == ()
    assert not form_page.entry.summary.isHidden()
    fill(form, workload=100)
    form_page.save()
    (row,) = rows(casework, ids)
    assert row.without_share


def test_saving_nothing_says_what_is_missing_at_its_fields(form_page) -> None:
    form_page.save()
    assert "Wählen Sie ein Angebot" in finding(form_page.entry.form, "offering_id")
    assert "ersten Tag" in finding(form_page.entry.form, "first_day")


def test_what_was_typed_comes_back_after_the_file_was_locked(
    form_page, desk, ids, navigation, shown
) -> None:
    fill(form_page.entry.form, first_day=date(2027, 2, 1), note="per Telefon", unit=PriceUnit.DAY)
    assert form_page.has_changes()
    form_page.store_draft()
    again = shown(enact_page.build(desk, navigation, case_id=ids.case))
    assert again.entry.form["note"].value() == "per Telefon"
    assert again.entry.form["unit"].value() is PriceUnit.DAY
    assert again.notice() == "Ihr Entwurf von vorher ist wieder da."
    again._forget_draft()
    assert again.entry.form["note"].value() == ""


def test_leaving_asks_whether_to_save(form_page, navigation, casework, ids) -> None:
    fill(form_page.entry.form, note="angefangen")
    messages.set_next_answer(messages.Unsaved.CANCEL)
    form_page.leave()
    assert navigation.left == []
    messages.set_next_answer(messages.Unsaved.DISCARD)
    form_page.leave()
    assert navigation.left == [form_page]
    assert rows(casework, ids) == ()


def test_the_zif_is_asked_about_for_refugees_only(form_page, casework, ids, desk) -> None:
    form = form_page.entry.form
    fill(form, offering_id=ids.offering, first_day=date(2027, 2, 1))
    assert not form_page.entry.zif.isVisible()
    refugee = case_kit.person(casework, "Zahra", "Mina", permit="B", refugee=True)
    case = case_kit.case(casework, [refugee], 13)
    page = enact_page.build(desk, Navigation(), case_id=case)
    page.show()
    fill(page.entry.form, offering_id=ids.offering, first_day=date(2027, 2, 1))
    regime = casework.query(queries.enactment_check, page.entry.draft()).facts.regime_code
    assert page.entry.zif.isVisible() == (regime == "refugees")
    assert "Empfehlung" in finding(page.entry.form, "zif_recommended_on")
    page.close()


def test_an_enactment_is_changed_and_its_offering_stays(
    enacted, part, desk, ids, navigation, shown, casework
) -> None:
    part.change()
    page = shown(navigation.subpages[-1])
    assert page.head.title() == "Verfügtes Angebot ändern"
    assert not page.entry.picker.other_button.isVisible()
    fill(page.entry.form, last_day=date(2027, 6, 30), approved=540_000)
    page.save()
    (row,) = rows(casework, ids)
    assert (row.last_day, row.approved) == (date(2027, 6, 30), 540_000)
    part.change()
    other = shown(navigation.subpages[-1])
    other.save()
    assert navigation.left[-1] is other


def test_a_case_that_is_gone_says_so(desk, navigation, shown) -> None:
    page = shown(enact_page.build(desk, navigation, case_id=case_kit.UUID(int=5)))
    assert "Diesen Fall gibt es nicht mehr." in words_of(page)
    assert not page.save_button.isEnabled()
    page.save()
    page.leave()
    assert navigation.left == [page]


# ------------------------------------------------------------------ the tab


def test_the_tab_says_what_runs_for_whom_and_what_is_missing(enacted, part, casework, ids) -> None:
    said = words_of(part)
    assert "Verfügung fehlt" in said
    assert "0.00 von 10'800.00 verrechnet" in said
    assert "Beginn noch nicht erfasst" in said
    kit.invoice(casework, ids.provider, kit.line(enacted, 1_200_000))
    part.reload()
    assert "12'000.00 von 10'800.00 verrechnet: 1'200.00 über der Kostengutsprache" in words_of(
        part
    )
    assert "1200 Franken über der Kostengutsprache" in part.facts.bar.accessibleName()


def test_begin_and_end_with_a_result(enacted, part, casework, ids) -> None:
    part.change_participation()
    dialog = dialog_of(part)
    fill(dialog.form, began_on=date(2026, 12, 1))
    assert "über die verfügten Tage hinaus" in finding(dialog.form, "began_on")
    fill(dialog.form, began_on=date(2027, 1, 4), result=ParticipationResult.EMPLOYED)
    assert finding(dialog.form, "began_on") == ""
    dialog.accept()
    assert "Schreiben Sie das Ende" in finding(dialog.form, "ended_on")
    fill(dialog.form, ended_on=date(2027, 1, 5))
    dialog.accept()
    assert "04.01.2027–05.01.2027: Stelle gefunden" in words_of(part)
    part.change_participation()
    dialog = dialog_of(part)
    dialog.accept()
    assert not dialog.isVisible()


def test_a_verfuegung_is_linked(enacted, part, casework, ids) -> None:
    case_kit.ruling(casework, ids.case, subject="Tagesstruktur")
    part.reload()
    part.link_ruling()
    dialog = dialog_of(part)
    choice = dialog.form["ruling_id"].input
    assert choice.itemText(1) == "2026-001 vom 10.12.2025: Tagesstruktur"
    choice.setCurrentIndex(1)
    dialog.accept()
    assert "2026-001, eröffnet am 12.12.2025" in words_of(part)


def test_interruptions_stand_below_and_are_changed_and_removed(enacted, part, casework) -> None:
    part.interruptions.add()
    dialog = dialog_of(part)
    dialog.accept()
    assert finding(dialog.form, "first_day") == "Schreiben Sie den ersten Tag."
    fill(dialog.form, first_day=date(2028, 3, 1), reason=InterruptionReason.ILLNESS)
    assert "ausserhalb der verfügten Tage" in finding(dialog.form, "first_day")
    fill(dialog.form, first_day=date(2027, 3, 1))
    dialog.accept()
    (row,) = part.interruptions.table.model.rows()
    assert (row.first_day, row.last_day) == (date(2027, 3, 1), None)
    part.interruptions.change()
    dialog = dialog_of(part)
    fill(dialog.form, last_day=date(2027, 3, 14))
    dialog.accept()
    (row,) = part.interruptions.table.model.rows()
    assert row.last_day == date(2027, 3, 14)
    messages.set_next_answer(True)
    part.interruptions.remove_current()
    assert part.interruptions.table.model.rows() == ()
    assert part.interruptions.empty.isVisible()


def test_third_parties_above_the_cost_are_a_hint(enacted, part, casework, ids) -> None:
    kit.invoice(casework, ids.provider, kit.line(enacted))
    part.reload()
    part.third_parties.add()
    dialog = dialog_of(part)
    fill(
        dialog.form, payer=Payer.IV, first_day=date(2027, 1, 1), last_day=date(2027, 1, 31),
        amount=100_000,
    )  # fmt: skip
    assert finding(dialog.form, "amount") == (
        "Dritte zahlen 1'000.00, verrechnet sind erst 900.00."
    )
    fill(dialog.form, amount=40_000)
    dialog.accept()
    assert "zahlen 400.00" in words_of(part)
    part.third_parties.change()
    dialog = dialog_of(part)
    fill(dialog.form, received_on=date(2027, 1, 5))
    dialog.accept()
    (row,) = part.third_parties.table.model.rows()
    assert row.received_on == date(2027, 1, 5)


def test_nachfragen_are_noted_after_the_ablosung_and_recorded(enacted, part, casework, ids) -> None:
    assert not part.plan_button.isVisible()
    part.change_participation()
    dialog = dialog_of(part)
    fill(dialog.form, began_on=date(2027, 1, 1))
    dialog.accept()

    @usecase(undoable=True)
    def end(session, command, context):
        session.get(CaseRecord, ids.case).support_ended_on = date(2026, 9, 30)
        return Outcome(frozenset({"cases"}), "Test")

    casework.run(end, None)
    part.show_case(casework.query(queries.case, ids.case, TODAY))
    assert part.plan_button.isVisible()
    part.plan_follow_ups()
    first, *_rest = part.follow_ups.table.model.rows()
    assert first.due_on == date(2026, 12, 30)
    assert any("nichts mehr abrechenbar" in said for said in words_of(part))
    part.follow_ups.table.view.select_key(first.id)
    part.follow_ups.change()
    dialog = dialog_of(part)
    fill(dialog.form, done_on=date(2027, 1, 5), result="arbeitet weiter")
    dialog.accept()
    first, *_rest = part.follow_ups.table.model.rows()
    assert (first.done_on, first.result) == (date(2027, 1, 5), "arbeitet weiter")
    part.follow_ups.add()
    assert part.findChildren(type(dialog)) == [] or not dialog.isVisible()


def test_an_incentive_says_that_nothing_is_billed_and_asks_for_evidence(part, ids) -> None:
    part.incentives.add()
    dialog = dialog_of(part)
    assert any("nicht abgerechnet" in said for said in words_of(dialog))
    fill(
        dialog.form, kind=IncentiveKind.CARE_FLAT_RATE, employer="Bäckerei Muster",
        first_day=date(2027, 1, 1), amount=40_000,
    )  # fmt: skip
    assert "Ohne Nachweis" in finding(dialog.form, "evidence")
    dialog.accept()
    (row,) = part.incentives.table.model.rows()
    assert (row.employer, row.person_id) == ("Bäckerei Muster", ids.person)
    part.incentives.change()
    dialog = dialog_of(part)
    fill(dialog.form, evidence="Lohnabrechnung")
    dialog.accept()
    (row,) = part.incentives.table.model.rows()
    assert row.evidence == "Lohnabrechnung"


def test_the_tab_leads_to_the_form_of_an_invoice_and_to_the_invoices(
    enacted, part, navigation
) -> None:
    part.add_invoice()
    assert navigation.subpages[-1].head.title() == "Rechnung erfassen"
    assert navigation.subpages[-1].entry.form["enactment_id_0"].value() == enacted
    part.open_invoices()
    assert navigation.subpages[-1].head.title() == "Rechnungen der Anbieter/innen"
    part.enact()
    assert navigation.subpages[-1].head.title() == "Angebot verfügen"


def test_what_was_enacted_by_mistake_is_removed(enacted, part, casework, ids) -> None:
    messages.set_next_answer(True)
    part.remove_current()
    assert rows(casework, ids) == ()
    assert part.empty.isVisible()
