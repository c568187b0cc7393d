"""The KSA reads, filters and changes its offerings; every figure says why."""

from __future__ import annotations

from datetime import date

import pytest
from offering_pages_kit import dialog_of, words_of
from openpyxl import load_workbook
from platform_kit import dated, offering, price, provider, recognised
from PySide6.QtWidgets import QPushButton

from sozdesk.features.offerings import queries
from sozdesk.features.offerings.terms import DatedKind, DecisionKind, OfferingState, PriceUnit
from sozdesk.features.offerings.ui import page as page_module
from sozdesk.features.offerings.ui import subpages
from sozdesk.features.offerings.ui.detail import RECOGNITION
from sozdesk.features.offerings.ui.offering_page import OfferingPage
from sozdesk.widgets import file_prompts, messages
from sozdesk.widgets.page import Page

DAY = date(2027, 1, 5)


@pytest.fixture
def ids(platform):
    """A recognised course on the platform, one that lost it, and a draft of another category."""
    who = provider(platform)
    course = offering(
        platform, who, goals="Reden und verstehen", age_from=18, capacity=12, free_places=3
    )
    price(platform, course, 150_000)
    recognised(platform, who, course)
    lost = offering(platform, who, "Lesen und Schreiben", segment="Alphabetisierung")
    recognised(platform, who, lost, date(2026, 1, 1), date(2026, 11, 30))
    draft = offering(platform, who, "Werkstatt", category_code="employment")
    start = date(2026, 1, 1)
    dated(
        platform, DatedKind.REGIME_RATE, start, regime_code="social_assistance",
        category_code="basic_skills", billable="yes", rate=5000, cost_bearer="municipality",
    )  # fmt: skip
    dated(
        platform, DatedKind.TARIFF, start, category_code="basic_skills",
        regime_code="social_assistance", unit="course", amount=120_000, pro_rata="none",
    )  # fmt: skip
    return {"course": course, "lost": lost, "draft": draft, "provider": who}


@pytest.fixture
def page(ids, desk, platform, navigation, shown):
    desk.adopt(platform)
    return shown(page_module.build(desk, navigation))


def titles(page):
    return [row.title for row in page.model.rows()]


def chips(page):
    return {button.chip.key: button.chip.count for button in page.chips.buttons()}


def test_an_empty_file_says_where_to_begin(desk, platform, navigation, shown) -> None:
    desk.adopt(platform)
    page = shown(page_module.build(desk, navigation))
    assert any("Noch kein Angebot erfasst" in one for one in words_of(page))
    assert not page.search.isVisible()
    page.commands.open("providers_page")
    assert navigation.subpages[-1].head.title() == "Anbieter/innen"


def test_the_list_is_grouped_and_filtered(page, ids) -> None:
    assert titles(page) == ["Werkstatt", "Deutsch im Alltag", "Lesen und Schreiben"]
    assert chips(page)["lost"] == 1
    assert chips(page)["no_price"] == 2
    page.chips.choose("lost")
    assert titles(page) == ["Lesen und Schreiben"]
    assert page.model.group(0).note == "1 Angebot"
    page.clear_filters()
    page.category.set_value("employment")
    assert titles(page) == ["Werkstatt"]
    page.clear_filters()
    page.search.setText("alphabet")
    assert titles(page) == ["Lesen und Schreiben"]
    assert page.filter_words() == [("Gesucht", "«alphabet»")]
    page.open_target(offering=ids["course"])
    assert page.detail.title() == "1 Deutsch im Alltag"


def test_the_detail_says_what_the_canton_pays_and_why(page, ids) -> None:
    page.open_target(offering=ids["course"])
    said = words_of(page.detail)
    assert "Reden und verstehen" in said
    assert "Für Sozialhilfe und Asylbereich, ab 18 Jahre." in said
    assert "3 von 12 frei" in said
    assert "CHF 600.00 pro Kurs" in said
    assert "Ansatz fehlt (Nothilfe, Grundkompetenzkurs): Abrechnung gesperrt." in said
    messages.set_next_answer(None)
    page.detail.facts.explain(page.detail.data.shares[0])
    shown = " ".join(messages.shown())
    assert "Maximaltarif ab 01.01.2026: CHF 1'200.00 pro Kurs." in shown
    assert "Kanton: 50,0 % von CHF 1'200.00 = CHF 600.00. Gemeinde: CHF 600.00." in shown
    assert "Über dem Maximaltarif liegen CHF 300.00" in shown


def test_a_new_price_is_entered_and_a_wrong_one_is_said_at_its_field(page, ids, platform) -> None:
    page.open_target(offering=ids["course"])
    page.detail.tabs.choose(1)
    page.detail.prices.add()
    dialog = dialog_of(page)
    dialog.form["amount"].set_value(160_000)
    dialog.form["valid_from"].set_value(date(2026, 1, 1))
    dialog.accept()
    assert dialog.form["valid_from"].finding().message.startswith("Ab 01.01.2026 gilt schon")
    dialog.form["valid_from"].set_value(DAY)
    dialog.form["unit"].set_value(PriceUnit.DAY)
    dialog.form["notice_period"].set_value("zwei Wochen")
    dialog.accept()
    found = platform.query(queries.offering, ids["course"], DAY).price
    assert (found.amount, found.unit, found.notice_period) == (
        160_000,
        PriceUnit.DAY,
        "zwei Wochen",
    )
    assert "CHF 1'600.00 pro Tag, von der MWST ausgenommen" in words_of(page.detail)
    assert "Kündigungsfrist: zwei Wochen" in words_of(page.detail)


def test_a_price_gets_its_last_day_and_is_removed(page, ids, platform) -> None:
    page.open_target(offering=ids["course"])
    page.detail.tabs.choose(1)
    (shown,) = page.detail.data.prices
    page.detail.prices.end(shown)
    dialog = dialog_of(page)
    assert dialog.form.keys() == ("ended_on",)
    dialog.form["ended_on"].set_value(date(2026, 12, 31))
    dialog.accept()
    assert platform.query(queries.offering, ids["course"], DAY).price is None
    (ended,) = page.detail.data.prices
    messages.set_next_answer(True)
    page.detail.prices.remove_price(ended)
    assert page.detail.data.prices == ()
    assert "Noch kein Preis erfasst: Abrechnung gesperrt." in words_of(page.detail)


def test_a_change_of_a_price_keeps_its_first_day(page, ids, platform) -> None:
    page.open_target(offering=ids["course"])
    page.detail.tabs.choose(1)
    page.detail.prices.change(page.detail.data.prices[0])
    dialog = dialog_of(page)
    assert "valid_from" not in dialog.form
    dialog.form["absences_invoiced"].set_value(True)
    dialog.accept()
    assert platform.query(queries.offering, ids["course"], DAY).price.absences_invoiced is True


def test_the_recognition_names_its_decision_or_what_is_missing(page, ids) -> None:
    page.open_target(offering=ids["lost"])
    page.detail.tabs.choose(2)
    assert "Nicht mehr anerkannt seit 01.12.2026" in words_of(page.detail)
    assert "Entscheid, gilt ab 01.01.2026 bis 30.11.2026" in words_of(page.detail)
    page.open_target(offering=ids["draft"])
    assert any(one.startswith("Noch kein Entscheid erfasst") for one in words_of(page.detail))


def test_several_get_a_state_and_those_that_cannot_are_named(
    page, ids, navigation, platform
) -> None:
    rows = page.model.rows()
    page.commands.set_state(rows, OfferingState.PAUSED)
    assert navigation.said[-1] == "3 Angebote: pausiert."
    messages.set_next_answer(None)
    page.commands.set_state(page.model.rows(), OfferingState.PUBLISHED)
    said = " ".join(messages.shown())
    assert "Angebot 3: Nur ein anerkanntes Angebot" in said
    assert platform.query(queries.offering, ids["course"], DAY).state is OfferingState.PAUSED


def test_the_menu_of_a_row_offers_what_can_be_done(page, ids, platform, navigation) -> None:
    page.open_target(offering=ids["draft"])
    (row,) = page.selected_rows()
    words = [one.text() for one in page.commands.of_offerings((row,)) if one.text()]
    assert words[:2] == ["Angebot bearbeiten …", "Heute überprüft"]
    assert words[2] == "Gesuch erfassen …"
    assert "Zurück auf Entwurf setzen" not in words
    page.commands.receive(row)
    dialog = dialog_of(navigation.subpages[-1])
    assert (dialog.provider.value(), dialog.offering.value()) == (row.provider_id, row.id)
    dialog.reject()
    page.commands.mark_checked(row)
    (row,) = page.selected_rows()
    assert row.checked_on == DAY
    messages.set_next_answer(True)
    page.commands.remove(row)
    assert platform.query(queries.offering, ids["draft"], DAY) is None


def test_the_history_and_the_files_of_an_offering_are_shown(page, ids) -> None:
    page.open_target(offering=ids["course"])
    page.detail.tabs.choose(3)
    assert page.detail.attachments.empty.isVisible()
    page.detail.tabs.choose(4)
    said = [trace.act.summary for trace in page.detail.history.model.rows()]
    assert said == ["Angebot 1: Preis ab 01.01.2026 erfasst", "Angebot 1 erfasst"]


def test_the_list_as_seen_goes_into_a_file(page, tmp_path, navigation, qtbot) -> None:
    target = tmp_path / "Angebote.xlsx"
    page.category.set_value("basic_skills")
    file_prompts.set_next_path(target)
    page.commands.export()
    qtbot.waitUntil(lambda: bool(navigation.said))
    book = load_workbook(target)
    cells = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    assert "Deutsch im Alltag" in cells
    assert "Werkstatt" not in cells
    assert any("Grundkompetenzkurs" in str(cell) for cell in cells)  # the filter is said


# ------------------------------------------------------------------ the form


def form(desk, navigation, shown, **target) -> OfferingPage:
    from sozdesk.features.offerings.ui.offering_page import build

    return shown(build(desk, navigation, **target))


@pytest.fixture
def navigator(navigation):
    navigation.closed = []
    navigation.close_subpage = navigation.closed.append
    return navigation


def test_an_offering_is_entered_in_sections(page, ids, desk, navigator, shown, platform) -> None:
    made = form(desk, navigator, shown, provider_id=ids["provider"], made=page.bring)
    fields = made.entry.form
    fields["title"].set_value("Deutsch B1")
    fields["category_code"].set_value("basic_skills")
    fields["starts"].input.setText("3.5.2027, 1.2.2027")
    language, _needed, _reached = fields["languages"].input._lines[0]
    language.set_value("Deutsch")
    made.entry.form["age_from"].set_value(60)
    made.entry.form["age_to"].set_value(18)
    made.save()
    assert fields["age_to"].finding() is not None
    fields["age_to"].set_value(65)
    made.save()
    (row,) = [one for one in platform.query(queries.offerings, DAY) if one.title == "Deutsch B1"]
    assert row.starts == (date(2027, 2, 1), date(2027, 5, 3))
    assert [one.language for one in row.languages] == ["Deutsch"]
    assert navigator.closed == [made]
    assert navigator.said[-1] == "Angebot 4 erfasst."
    assert page.table.current_row().title == "Deutsch B1"


def test_only_what_differs_is_changed(page, ids, desk, navigator, shown, platform) -> None:
    made = form(desk, navigator, shown, offering_id=ids["course"])
    assert made.head.title() == "Angebot 1 Deutsch im Alltag"
    assert not made.has_changes()
    made.entry.form["free_places"].set_value(2)
    assert "Nicht gespeicherte Änderungen" in made.bar.message()
    made.save()
    row = platform.query(queries.offering, ids["course"], DAY)
    assert (row.free_places, row.goals) == (2, "Reden und verstehen")


def test_what_was_typed_comes_back_after_a_lock(page, ids, desk, navigator, shown) -> None:
    made = form(desk, navigator, shown, offering_id=ids["course"])
    made.entry.form["content"].set_value("Drei Abende")
    made.entry.form["free_as_of"].set_value(DAY)
    made.store_draft()
    again = form(desk, navigator, shown, offering_id=ids["course"])
    assert again.notice() == "Ihr Entwurf von vorher ist wieder da."
    assert again.entry.form["content"].value() == "Drei Abende"
    assert again.entry.form["free_as_of"].value() == DAY
    again._forget_draft()
    assert again.entry.form["content"].value() == ""
    assert form(desk, navigator, shown, offering_id=ids["course"]).notice() == ""


def test_leaving_asks_before_something_is_lost(page, ids, desk, navigator, shown, platform) -> None:
    made = form(desk, navigator, shown, offering_id=ids["course"])
    made.entry.form["title"].set_value("Anders")
    messages.set_next_answer(messages.Unsaved.CANCEL)
    made.leave()
    assert navigator.closed == []
    messages.set_next_answer(messages.Unsaved.SAVE)
    made.leave()
    assert navigator.closed == [made]
    assert platform.query(queries.offering, ids["course"], DAY).title == "Anders"


def test_without_a_provider_the_form_says_what_to_do_first(
    desk, platform, navigator, shown
) -> None:
    desk.adopt(platform)
    made = form(desk, navigator, shown)
    assert not made.save_button.isEnabled()
    assert any("Erfassen Sie zuerst" in one for one in words_of(made))


def test_another_provider_keeps_what_was_typed(page, ids, desk, navigator, shown, platform) -> None:
    other = provider(platform, "Atelier Beispiel")
    made = form(desk, navigator, shown, provider_id=ids["provider"])
    made.entry.form["title"].set_value("Malen")
    made.provider.set_value(other)
    assert made.entry.form["title"].value() == "Malen"
    made.save()
    (row,) = platform.query(queries.offerings_of, other, DAY)
    assert row.title == "Malen"


def test_something_unreadable_is_not_saved(page, ids, desk, navigator, shown, platform) -> None:
    made = form(desk, navigator, shown, offering_id=ids["course"])
    made.entry.form["starts"].input.setText("bald")
    made.save()
    assert "kein Datum" in made.entry.form["starts"].finding().message
    assert navigator.closed == []


def test_several_rows_only_share_their_state(page, ids) -> None:
    words = [one.text() for one in page.commands.of_offerings(page.model.rows())]
    assert words == ["Auf die Plattform setzen (3)", "Pausieren (3)", "Streichen (3)"]


def test_an_earlier_decision_is_recorded_and_what_is_wrong_stands_at_its_field(
    page, platform, ids
) -> None:
    page.table.select_key(ids["draft"])
    page.detail.tabs.choose(RECOGNITION)
    (button,) = [
        one for one in page.detail.recognition.findChildren(QPushButton) if "heren" in one.text()
    ]
    button.click()
    dialog = dialog_of(page)
    dialog.accept()
    assert dialog.form["decided_on"].finding().message == "Schreiben Sie, wann entschieden wurde."
    dialog.form["decided_on"].set_value(date(2027, 1, 6))
    dialog.form["valid_from"].set_value(date(2026, 7, 1))
    dialog.form["valid_to"].set_value(date(2026, 6, 30))
    dialog.accept()
    for key in ("decided_on", "valid_to"):
        assert dialog.form[key].finding() is not None
    assert platform.query(queries.offering, ids["draft"], DAY).recognition.by is None
    dialog.form["decided_on"].set_value(date(2026, 6, 1))
    dialog.form["valid_to"].set_value(date(2029, 6, 30))
    dialog.form["number"].set_value("2026-17")
    dialog.accept()
    row = platform.query(queries.offering, ids["draft"], DAY)
    assert (row.recognition.recognised, row.recognition.until) == (True, date(2029, 6, 30))
    assert any(
        "Entscheid Nr. 2026-17, gilt ab 01.07.2026" in said for said in words_of(page.detail)
    )


def test_a_recognition_is_ended_from_the_menu_of_the_offering(
    page, platform, ids, navigation
) -> None:
    def entry(key):
        (row,) = [one for one in page.data.offerings if one.id == ids[key]]
        (found,) = [
            one for one in page.commands.of_offerings([row]) if one.text().startswith("Anerkennung")
        ]
        return found

    assert not entry("lost").isEnabled()
    entry("course").trigger()
    dialog = dialog_of(page)
    dialog.form["valid_from"].set_value(DAY)
    dialog.accept()
    drafts = [row for row in platform.query(queries.decisions) if row.sent_on is None]
    assert [(row.kind, row.offering_id) for row in drafts] == [
        (DecisionKind.REVOKED, ids["course"])
    ]
    assert navigation.said == ["Der Entscheid ist entworfen und steht unter «Anerkennung»."]


@pytest.mark.parametrize("module", [module for _words, module in subpages.SUBPAGES])
def test_every_page_behind_the_area_can_be_named_by_another_one(
    desk, platform, navigation, module
) -> None:
    assert subpages.open_wanted(desk, navigation, {"page": module})
    (opened,) = navigation.subpages
    assert isinstance(opened, Page)
    opened.deleteLater()
