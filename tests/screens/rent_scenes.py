"""Mietzinsgrenzwerte at the KSA: the returns, the Erhebung, what is published, the overview of an earlier year."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtWidgets import QDialog, QWidget

from screens.scene_kit import YEAR, open_dialog, shown_dialog
from screens.stage import Stage
from sozdesk.features.rent_limits.terms import (
    Audience,
    PreviewResult,
    RentKind,
)
from sozdesk.features.rent_limits.ui.import_page import ImportPage
from sozdesk.features.rent_limits.ui.index_page import IndexDialog, IndexPage
from sozdesk.features.rent_limits.ui.manual_entry import ManualEntry
from sozdesk.features.rent_limits.ui.overview_dialog import OverviewDialog
from sozdesk.features.rent_limits.ui.page import RentLimitsArea
from sozdesk.features.rent_limits.ui.publish_data import PublishData, load_drafts
from sozdesk.features.rent_limits.ui.publish_dialog import PublishDialog
from sozdesk.features.rent_limits.ui.round_dialog import ChangeRoundDialog, OpenRoundDialog
from sozdesk.features.rent_limits.ui.table_list import PlaceDialog
from sozdesk.features.rent_limits.ui.table_page import TablePage
from sozdesk.features.rent_limits.ui.thresholds_page import ThresholdDialog, ThresholdsPage


def import_page(stage: Stage) -> ImportPage:
    """The folder of returns once more: most are identical, some wait for a person."""
    stage.open_area("rent_limits")
    page = ImportPage(
        stage.window.desk, stage.workspace, YEAR, paths=(stage.sample / "rueckmeldungen",)
    )
    stage.workspace.open_subpage(page)
    while page.reader.is_busy:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    return page


def fresh_import(stage: Stage) -> ImportPage:
    """The same folder in a file that knows nothing yet."""
    from sozdesk.features.rent_limits.usecases import OpenRound, open_round

    stage.window.desk.run(open_round, OpenRound(year=YEAR), failed=lambda _error: None)
    return import_page(stage)


def import_at(result: str) -> Callable[[Stage], None]:
    """The import with the first return of this result selected."""

    def go(stage: Stage) -> None:
        page = fresh_import(stage)
        number = next(case.number for case in page.state.cases if case.row.result == result)
        assert page.list.table.select_key(number)

    return go


def empty_import(stage: Stage) -> None:
    """Before anything is chosen."""
    stage.open_area("rent_limits")
    stage.workspace.open_subpage(ImportPage(stage.window.desk, stage.workspace, YEAR))


def manual_entry(stage: Stage) -> None:
    stage.open_area("rent_limits")
    stage.workspace.open_subpage(ManualEntry(stage.window.desk, stage.workspace, YEAR, 2894))


def beside_a_scan(stage: Stage) -> None:
    """A scanned letter with the form beside it, once the hints are asked for."""
    page = import_page(stage)
    number = next(
        case.number for case in page.state.cases if case.row.result == PreviewResult.MANUAL
    )
    page.enter_by_hand(number)
    entry = stage.workspace.findChildren(ManualEntry)[-1]
    entry.form["municipality"].set_value(2829)
    entry.fill_like_last_year()
    entry.form["amount_p2"].set_value(1_980_00)
    entry.form["rent_kind"].set_value(RentKind.GROSS)
    entry.form["contact_name"].set_value("Eva Beispiel")
    entry.form["contact_phone"].set_value("061 000 00 00")
    entry.form["decided_on"].set_value(date(2026, 11, 10))
    entry.record()


def rent_area(stage: Stage) -> RentLimitsArea:
    """The area of the Mietzinsgrenzwerte, gone to."""
    stage.open_area("rent_limits")
    return next(area for area in stage.workspace.findChildren(RentLimitsArea))


def rent_tab(tab: int) -> Callable[[Stage], None]:
    """A municipality that was asked back, at a tab of the detail."""

    def go(stage: Stage) -> None:
        stage.open_area("rent_limits", bfs=2788)
        detail = rent_area(stage).round.detail
        assert detail is not None
        detail.choose_tab(tab)

    return go


def rent_view(number: int) -> Callable[[Stage], None]:
    """Another view of the list."""

    def go(stage: Stage) -> None:
        rent_area(stage).round.view.set_value(number)

    return go


def open_round_dialog(stage: Stage) -> QDialog:
    area = rent_area(stage)
    assert area.data is not None
    return shown_dialog(OpenRoundDialog(area, stage.window.desk, area.data.rounds, area.data.today))


def change_round_dialog(stage: Stage) -> QDialog:
    area = rent_area(stage)
    assert area.data is not None
    assert area.data.shown is not None
    return shown_dialog(ChangeRoundDialog(area, stage.window.desk, area.data.shown.round))


def overview_dialog(stage: Stage) -> QDialog:
    area = rent_area(stage)
    assert area.data is not None
    assert area.data.shown is not None
    return shown_dialog(OverviewDialog(area, YEAR, area.data.shown.missing))


def publish_dialog(audience: Audience) -> Callable[[Stage], QDialog]:
    """Publishing the sample year for an audience."""

    def go(stage: Stage) -> QDialog:
        area = rent_area(stage)
        loaded: list[PublishData] = []
        stage.window.desk.call(lambda archive: load_drafts(archive, YEAR), done=loaded.append)
        dialog = PublishDialog(area.round, loaded[0])
        dialog.form["audience"].set_value(audience)
        return shown_dialog(dialog)

    return go


def publications(stage: Stage) -> None:
    rent_area(stage).open_publications()


def limits_on_a_day(stage: Stage) -> None:
    rent_area(stage).open_day()


def thresholds(stage: Stage) -> None:
    rent_area(stage).open_thresholds()


def threshold_dialog(stage: Stage) -> QDialog:
    thresholds(stage)
    page = stage.workspace.stack.currentWidget()
    assert isinstance(page, ThresholdsPage)
    row = page.table.current_row().row
    return shown_dialog(ThresholdDialog(page, stage.window.desk, row, date(2027, 1, 5)))


def index_series(stage: Stage) -> None:
    rent_area(stage).open_index_series()


def index_dialog(stage: Stage) -> QDialog:
    index_series(stage)
    page = stage.workspace.stack.currentWidget()
    assert isinstance(page, IndexPage)
    series = page.table.current_row().series
    return shown_dialog(IndexDialog(page, stage.window.desk, series, date(2027, 1, 5)))


def record_history(stage: Stage) -> QDialog:
    area = rent_area(stage)
    assert area.data is not None
    assert area.data.shown is not None
    stage.workspace.show_history("Erhebung 2027", "round", area.data.shown.round.id)
    return open_dialog()


TABLE = Path(__file__).parents[1] / "data" / "tables" / "libreoffice.ods"


def table_page(path: Path | None = None) -> Callable[[Stage], TablePage]:
    """The page that reads in an overview, with a file or before one is chosen."""

    def go(stage: Stage) -> TablePage:
        stage.open_area("start")
        page = TablePage(stage.window.desk, stage.workspace, path=path)
        stage.workspace.open_subpage(page)
        while path is not None and page.state.table is None:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        return page

    return go


def in_window(go: Callable[[Stage], QWidget]) -> Callable[[Stage], None]:
    """The whole window with the page."""

    def scene(stage: Stage) -> None:
        go(stage)

    return scene


def table_without_words(stage: Stage) -> None:
    """A table that says neither what its columns are nor whether rents are net."""
    path = stage.sample / "alte-tabelle.csv"
    path.write_text(
        "Ort;Eins;Zwei;Drei;Vier;Fünf;Zuschlag\n"
        "Aesch;1050;1250;1450;1650;1800;150\n"
        "Liestal;1010;1240;1430;1610;1790;140\n"
        "Total;2060;2490;2880;3260;3590;290\n",
        encoding="utf-8",
    )
    table_page(path)(stage)


def place_dialog(stage: Stage) -> QDialog:
    page = table_page(TABLE)(stage)
    entry = next(one for one in page.entries() if one.suggestion is not None)
    return shown_dialog(PlaceDialog(page, entry, page.state.municipalities))
