"""The map of the Grenzwerte, and how they changed."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtWidgets import QDialog

from screens.rent_scenes import rent_area, rent_tab
from screens.scene_kit import YEAR, open_dialog
from screens.stage import Stage
from sozdesk.features.rent_limits.terms import (
    Category,
    MapSubject,
)
from sozdesk.features.rent_limits.ui import detail as detail_tabs
from sozdesk.features.rent_limits.ui.history_page import HistoryPage
from sozdesk.features.rent_limits.ui.history_view import HistoryView
from sozdesk.features.rent_limits.ui.map_page import MapPage


def map_page(stage: Stage) -> MapPage:
    """The map of the newest year, with a municipality chosen."""
    stage.open_area("rent_limits")
    page = MapPage(stage.window.desk, stage.workspace, YEAR)
    stage.workspace.open_subpage(page)
    page.one.table.select(2829)
    return page


def map_scene(stage: Stage) -> None:
    map_page(stage)


def map_change(stage: Stage) -> None:
    page = map_page(stage)
    page.subject.set_value(MapSubject.CHANGE)
    page.household.set_value(Category.P4)


def map_all_sizes(stage: Stage) -> None:
    map_page(stage).all_link.click()


def map_classes(stage: Stage) -> QDialog:
    map_page(stage).set_classes()
    return open_dialog()


def _drawn(view: HistoryView) -> None:
    """Wait for the chart, which is drawn in the worker."""
    while view.chart.is_empty():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def history_page(stage: Stage) -> None:
    map_page(stage).open_history(2829)
    page = stage.workspace.stack.currentWidget()
    assert isinstance(page, HistoryPage)
    _drawn(page.view)


def history_tab(stage: Stage) -> None:
    rent_tab(detail_tabs.HISTORY)(stage)
    detail = rent_area(stage).round.detail
    assert detail is not None
    _drawn(detail.findChildren(HistoryView)[0])
