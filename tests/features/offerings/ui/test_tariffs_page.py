"""The catalogue's dated values: what is missing and what has to be checked is said."""

from __future__ import annotations

from datetime import date

import pytest
from offering_pages_kit import dialog_of, words_of
from platform_kit import dated
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from sozdesk.features.offerings import queries
from sozdesk.features.offerings.terms import Billable, DatedKind, ValueKey
from sozdesk.features.offerings.texts.figures import IF_UNSET
from sozdesk.features.offerings.ui import tariffs_page
from sozdesk.features.offerings.ui.dated_dialog import DatedDialog
from sozdesk.features.offerings.ui.dated_fields import Known
from sozdesk.features.offerings.ui.figure_input import FigureInput, read_value, value_words
from sozdesk.kernel.entry import EntryError
from sozdesk.widgets import messages


@pytest.fixture
def page(desk, platform, navigation, shown):
    desk.adopt(platform)
    return shown(tariffs_page.build(desk, navigation))


def said(page, kind) -> str:
    return tariffs_page.attention(page.data, kind)


def lines(page) -> list[tuple[str, str]]:
    return [(line.what, line.value) for line in page.part.table.model.rows()]


def test_a_new_file_says_that_nothing_can_be_billed(page) -> None:
    assert said(page, DatedKind.REGIME_RATE) == "keine erfasst: Abrechnung gesperrt"
    assert said(page, DatedKind.TARIFF) == "keine erfasst: Abrechnung gesperrt"
    assert said(page, DatedKind.REGIME) == "5 gelten heute, 5 zu prüfen"
    assert said(page, DatedKind.REMEDY) == "1 gilt heute, 1 zu prüfen"
    assert tariffs_page.is_open(page.data, DatedKind.REMEDY)
    assert not tariffs_page.is_open(page.data, DatedKind.CATEGORY)


def test_a_rate_is_entered_and_then_its_tariff_is_missing(page, platform) -> None:
    page.part.add()
    dialog = dialog_of(page)
    dialog.form["category_code"].set_value("basic_skills")
    dialog.form["rate"].input.setText("50 %")
    dialog.form["valid_from"].set_value(date(2026, 1, 1))
    dialog.accept()
    (rate,) = platform.query(queries.rates)
    assert (rate.regime_code, rate.rate, rate.billable) == (
        "social_assistance",
        5000,
        Billable.YES,
    )
    assert lines(page) == [("Grundkompetenzkurs, Sozialhilfe", "50,0 %")]
    assert page.part.table.current().id == rate.id
    assert page.part.add_button.y() < page.part.table.view.y()
    assert "1 gilt heute, " in said(page, DatedKind.REGIME_RATE)
    page.open_target(kind=DatedKind.TARIFF)
    assert "Tarif fehlt, Abrechnung gesperrt: Grundkompetenzkurs, Sozialhilfe." in words_of(page)
    page.part.add()
    begun = dialog_of(page).form.values()
    assert (begun["category_code"], begun["regime_code"]) == ("basic_skills", "social_assistance")


def test_a_rate_without_a_percentage_is_refused_at_the_field(page) -> None:
    page.part.add()
    dialog = dialog_of(page)
    dialog.accept()
    assert "Ansatz in Prozent" in dialog.form["rate"].finding().message
    dialog.form.mark_clean()
    dialog.reject()


def test_a_tariff_shows_its_terms_ends_and_goes(page, platform) -> None:
    dated(
        platform, DatedKind.TARIFF, date(2026, 1, 1), category_code="employment",
        regime_code="refugees", unit="month", amount=100_000, pro_rata="started_month",
        cap_kind="per_offering", cap_amount=600_000, citation="§ 25b SHV",
    )  # fmt: skip
    page.reload()
    page.open_target(kind=DatedKind.TARIFF)
    assert lines(page) == [("Beschäftigungsprogramm, Flüchtlinge, pro Monat", "CHF 1'000.00")]
    assert (
        "Anteilige Berechnung: angefangener Monat voll, höchstens CHF 6'000.00 pro Angebot."
        in page.part.whole.text()
    )
    assert page.part.source.text() == "Quelle: § 25b SHV"
    page.part.end()
    dialog = dialog_of(page)
    dialog.form["ended_on"].set_value(date(2025, 1, 1))
    dialog.accept()
    assert "liegt vor dem ersten" in dialog.form["ended_on"].finding().message
    dialog.form["ended_on"].set_value(date(2026, 12, 31))
    dialog.accept()
    assert not page.part.table.current().holds
    messages.set_next_answer(True)
    page.part.remove_current()
    assert platform.query(queries.tariffs) == ()


def test_a_new_tariff_begins_with_the_law_of_the_current_one_and_is_seen(page, platform, qtbot):
    for number in range(1, 29):
        dated(
            platform, DatedKind.TARIFF, date(2026, 1, number), category_code="employment",
            regime_code="refugees", unit="month", amount=100_000, pro_rata="started_month",
            citation="§ 25b SHV",
        )  # fmt: skip
    page.reload()
    page.open_target(kind=DatedKind.TARIFF)
    view = page.part.table.view
    page.part.add()
    dialog = dialog_of(page)
    assert dialog.form["citation"].value() == "§ 25b SHV"
    dialog.form["regime_code"].set_value("social_assistance")
    dialog.form["amount"].set_value(90_000)
    dialog.form["valid_from"].set_value(date(2027, 1, 1))
    dialog.accept()
    assert page.part.table.current().row.amount == 90_000

    def is_seen():
        row = view.visualRect(view.currentIndex())
        shown = view.visibleRegion().boundingRect()
        return row.top() >= 0 and shown.contains(row.translated(view.viewport().pos()))

    qtbot.waitUntil(is_seen)


def test_a_changed_value_keeps_whose_it_is(page, platform) -> None:
    page.open_target(kind=DatedKind.VALUE)
    assert ("Jahresbericht der Anbieter/innen fällig am", "30.04.") in lines(page)
    page.part.change()
    dialog = dialog_of(page)
    assert not dialog.form["key"].isEnabled()
    dialog.form["source"].set_value("Weisung")
    dialog.accept()
    assert "Weisung" in {row.source for row in platform.query(queries.values)}


def test_a_remedy_that_was_compared_with_the_law_is_no_longer_to_check(page, platform) -> None:
    page.open_target(kind=DatedKind.REMEDY)
    page.part.change()
    dialog = dialog_of(page)
    dialog.form["checked"].set_value(True)
    dialog.accept()
    assert any("fehlen noch [Frist] und [Instanz]." in one for one in words_of(dialog))
    dialog.form["text"].set_value("Beschwerde innert 10 Tagen beim Regierungsrat (Muster).")
    dialog.accept()
    assert platform.query(queries.remedies)[0].checked
    assert said(page, DatedKind.REMEDY) == "1 gilt heute"


@pytest.mark.parametrize(
    ("key", "text", "value", "written"),
    [
        (ValueKey.REPORT_DUE, "30.4.", 430, "30.04."),
        (ValueKey.KINDERGARTEN_DAY, " 31. 7 ", 731, "31.07."),
        (ValueKey.SMALL_COUNT, "5", 5, "5"),
    ],
)
def test_a_figure_is_read_and_written_as_people_do(key, text, value, written) -> None:
    assert read_value(key, text) == value
    assert value_words(key, value) == written


@pytest.mark.parametrize(
    ("key", "text"),
    [
        (ValueKey.BILLING_MONTHS, "ja"),
        (ValueKey.BILLING_MONTHS, "30.04."),
        (ValueKey.HEARING_DAYS, "bald"),
        (ValueKey.REPORT_DUE, "4"),
        (ValueKey.REPORT_DUE, "ja"),
    ],
)
def test_what_does_not_fit_the_figure_is_no_value(key, text) -> None:
    with pytest.raises(EntryError):
        read_value(key, text)


def test_a_switch_is_chosen_and_a_count_is_typed(page, platform) -> None:
    page.open_target(kind=DatedKind.VALUE)
    page.part.add()
    dialog = dialog_of(page)
    dialog.form["key"].set_value(ValueKey.BILLING_MONTHS)
    given = dialog.form["value"].input
    assert isinstance(given, FigureInput)
    given.typed.setText("ja")
    dialog.accept()
    assert "keine ganze Zahl" in dialog.form["value"].finding().message
    dialog.form["key"].set_value(ValueKey.BILLING_SECOND_PERSON)
    assert given.switch.isVisible()
    assert not given.typed.isVisible()
    assert dialog.form["value"].value() is None
    given.switch.set_value(1)
    dialog.accept()
    (row,) = [
        one for one in platform.query(queries.values) if one.key is ValueKey.BILLING_SECOND_PERSON
    ]
    assert row.value == 1
    assert ("Abrechnung: zweite Person gibt frei", "ja") in lines(page)


def test_figures_that_nobody_set_say_what_follows(page) -> None:
    page.open_target(kind=DatedKind.VALUE)
    said_there = page.part._lacking.text()
    assert "Nicht festgelegt:" in said_there
    assert (
        "Abrechnung: Tage für die Stellungnahme – Die Frist ist bei jedem Entwurf einzutragen."
        in said_there
    )
    assert "Jahresbericht der Anbieter/innen fällig am" not in said_there
    assert "nicht festgelegt" in said(page, DatedKind.VALUE)
    assert "Abrechnung" in page.part._said.text()
    assert set(IF_UNSET) == set(ValueKey)


def test_a_sozialdienst_changes_nothing(desk, service_platform, navigation, shown) -> None:
    desk.adopt(service_platform)
    page = shown(tariffs_page.build(desk, navigation))
    assert page.part._menu()[0].isEnabled() is False


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (DatedKind.CATEGORY, {"code": "sport", "name": "Sport", "position": 12}),
        (DatedKind.COVERED_NEED, {"category_code": "employment", "segment": "Holz"}),
        (DatedKind.REGIME, {"code": "other", "name": "anderes Regime", "position": 9}),
        (DatedKind.VALUE, {"key": ValueKey.SMALL_COUNT, "value": 5}),
        (DatedKind.REMEDY, {"text": "Gegen diesen Entscheid …"}),
        (
            DatedKind.TARIFF,
            {"category_code": "employment", "regime_code": "refugees", "amount": 150_000},
        ),
    ],
)
def test_every_kind_is_entered_with_the_same_dialog(page, kind, typed) -> None:
    page.open_target(kind=kind)
    before = len(page.data.lines[kind])
    page.part.add()
    dialog = dialog_of(page)
    for key, value in typed.items():
        dialog.form[key].set_value(value)
    dialog.accept()
    assert len(page.data.lines[kind]) == before + 1
    assert any(line.row.valid_from == date(2027, 1, 5) for line in page.data.lines[kind])


@pytest.mark.parametrize("kind", list(DatedKind))
def test_a_letter_with_alt_has_one_field_in_every_dialog_of_a_value(shown, desk, platform, kind):
    known = Known(
        today=date(2027, 1, 5),
        categories=platform.query(queries.all_categories),
        regimes=platform.query(queries.all_regimes),
    )
    window = shown(QWidget())
    dialog = DatedDialog(window, desk, kind, known)
    words = [label.text() for label in dialog.findChildren(QLabel)]
    words += [button.text() for button in dialog.findChildren(QAbstractButton)]
    letters = [word[word.index("&") + 1].lower() for word in words if "&" in word]
    assert len(letters) == len(set(letters)), sorted(letters)
