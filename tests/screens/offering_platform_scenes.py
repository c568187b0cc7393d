"""«Angebote», «Anbieter/innen», «Tarife und Kategorien» of the KSA."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from screens.stage import Stage, settle
from sozdesk.features.offerings.terms import DatedKind
from sozdesk.features.offerings.ui import offering_page, providers_page, tariffs_page
from sozdesk.features.offerings.ui.page import OfferingsPage

Scene = Callable[[Stage], QWidget | None]


def _area(stage: Stage) -> OfferingsPage:
    stage.open_area("offerings")
    page = stage.workspace.stack.currentWidget()
    assert isinstance(page, OfferingsPage)
    page.clear_filters()
    return page


def offerings(tab: int = 0, *, chip: str = "") -> Scene:
    """The list with the detail at one of its tabs."""

    def go(stage: Stage) -> None:
        page = _area(stage)
        if chip:
            page.chips.choose(chip)
        settle()
        if page.detail is not None:
            page.detail.tabs.choose(tab)

    return go


def _dialog() -> QDialog:
    settle()
    (found,) = (
        widget
        for widget in QApplication.topLevelWidgets()
        if isinstance(widget, QDialog) and widget.isVisible()
    )
    return found


def price_dialog(stage: Stage) -> QDialog:
    page = _area(stage)
    assert page.detail is not None
    page.detail.tabs.choose(1)
    page.detail.prices.add()
    return _dialog()


def form(stage: Stage) -> None:
    """The form of the first offering, with something that contradicts itself."""
    page = _area(stage)
    row = page.table.current_row()
    made = offering_page.build(stage.window.desk, stage.workspace, offering_id=row.id)
    stage.workspace.open_subpage(made)
    settle()
    made.entry.form["age_from"].set_value(60)
    made.entry.form["age_to"].set_value(18)
    made.save()


def new_form(stage: Stage) -> None:
    _area(stage)
    stage.workspace.open_subpage(offering_page.build(stage.window.desk, stage.workspace))


def providers(tab: int = 0) -> Scene:
    """The page with one provider at one of its tabs."""

    def go(stage: Stage) -> None:
        _providers(stage, tab)

    return go


def _providers(stage: Stage, tab: int) -> providers_page.ProvidersPage:
    _area(stage)
    page = providers_page.build(stage.window.desk, stage.workspace)
    assert isinstance(page, providers_page.ProvidersPage)
    stage.workspace.open_subpage(page)
    settle()
    if page.detail is not None:
        page.detail.tabs.choose(tab)
    return page


def recognised_by_municipality(stage: Stage) -> None:
    page = _providers(stage, 0)
    assert page.data is not None
    page.table.select_key(next(line.id for line in page.data.lines if line.municipal))


def provider_dialog(stage: Stage) -> QDialog:
    _providers(stage, 0).add()
    dialog = _dialog()
    dialog.form["name"].set_value("Kurszentrum Muster")
    dialog.form["iban"].set_value("CH94 0076 2011 6238 5295 7")
    dialog.accept()
    dialog.form.mark_clean()
    return dialog


def earlier_dialog(stage: Stage) -> QDialog:
    page = _providers(stage, 0)
    page.record_earlier()
    return _dialog()


def contact_dialog(stage: Stage) -> QDialog:
    _providers(stage, 1).detail.contacts.add()
    return _dialog()


def place_dialog(stage: Stage) -> QDialog:
    _providers(stage, 1).detail.places.add()
    return _dialog()


def tariffs(kind: DatedKind = DatedKind.REGIME_RATE) -> Scene:
    """The page at one kind of value."""

    def go(stage: Stage) -> None:
        _tariffs(stage, kind)

    return go


def _tariffs(stage: Stage, kind: DatedKind) -> tariffs_page.TariffsPage:
    _area(stage)
    page = tariffs_page.build(stage.window.desk, stage.workspace)
    assert isinstance(page, tariffs_page.TariffsPage)
    stage.workspace.open_subpage(page)
    settle()
    page.open_target(kind=kind)
    return page


def tariff_dialog(stage: Stage) -> QDialog:
    _tariffs(stage, DatedKind.TARIFF).part.add()
    return _dialog()


SAMPLE: dict[str, Scene] = {
    "200-angebote": offerings(),
    "200-angebote-ohne-anerkennung": offerings(2, chip="lost"),
    "201-angebot-preise": offerings(1),
    "201-angebot-anerkennung": offerings(2),
    "201-angebot-anhaenge": offerings(3),
    "202-preis": price_dialog,
    "203-angebot-formular": form,
    "203-angebot-neu": new_form,
    "204-anbieter": providers(),
    "204-anbieter-kontakte": providers(1),
    "204-anbieter-angebote": providers(2),
    "204-anbieter-gfs": recognised_by_municipality,
    "205-anbieter-neu": provider_dialog,
    "205-frueherer-entscheid": earlier_dialog,
    "205-kontakt": contact_dialog,
    "205-ort": place_dialog,
    "206-ansaetze": tariffs(),
    "206-tarife": tariffs(DatedKind.TARIFF),
    "206-kategorien": tariffs(DatedKind.CATEGORY),
    "206-rechtsmittel": tariffs(DatedKind.REMEDY),
    "207-tarif": tariff_dialog,
}
EMPTY: dict[str, Scene] = {
    "208-angebote-leer": offerings(),
    "208-anbieter-leer": providers(),
    "209-ansaetze-leer": tariffs(),
    "209-tarife-leer": tariffs(DatedKind.TARIFF),
}
