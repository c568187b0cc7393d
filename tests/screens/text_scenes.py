"""«Texte des Berichts», as the KSA writes them and a Sozialdienst reads them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from screens.stage import Stage, settle
from sozdesk.features.strategy.ui import texts_page
from sozdesk.features.strategy.ui.texts_page import TextsPage

PERIOD, NEXT = "2021-2024", "2025-2028"
DAY = date(2024, 12, 31)
TYPED = (
    "Per {stand} sind 18 von 40 Massnahmen umgesetzt oder abgeschlossen, {in_umsetzung} in "
    "Umsetzung. In der ersten Priorität sind es 10 von 12.\n\n"
    "Budget- und Schuldenberatung leistet künftig das Assessmentcenter (Massnahme 7.3). Die Zahl "
    "{hf9.total} gibt es nicht."
)


def texts(place: str = "overall", period: str = PERIOD) -> Callable[[Stage], None]:
    """The page with one text chosen."""

    def go(stage: Stage) -> None:
        opened(stage, period, place)

    return go


def opened(stage: Stage, period: str = PERIOD, place: str = "overall") -> TextsPage:
    stage.open_area("start")
    page = texts_page.build(stage.window.desk, stage.workspace, period, DAY)
    assert isinstance(page, TextsPage)
    stage.workspace.open_subpage(page)
    settle()
    page.table.select_key(place)
    return page


def typed(stage: Stage) -> TextsPage:
    """A text with a wrong number, a wrong reference and an unknown field, not saved."""
    page = opened(stage)
    page.detail.editor.set_value(TYPED)
    page.detail.check_now()
    page.split.show_detail()
    return page


def hints(stage: Stage) -> None:
    typed(stage)


def hints_below(stage: Stage) -> None:
    """The lower half of the same."""
    page = typed(stage)
    settle()
    area = page.detail.parentWidget().parentWidget()
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())


def menu(stage: Stage) -> QWidget:
    """The numbers of a Handlungsfeld."""
    below = opened(stage).detail.editor.menu.actions()[3].menu()
    below.ensurePolished()
    below.adjustSize()
    return below


def dismissing(stage: Stage) -> QDialog:
    page = typed(stage)
    found = page.detail.line.check(TYPED, page.data.view)
    page.dismiss(page.detail.line, found[0])
    (dialog,) = (
        widget
        for widget in QApplication.topLevelWidgets()
        if isinstance(widget, QDialog) and widget.isVisible()
    )
    return dialog
