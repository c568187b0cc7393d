"""Yearly reports of providers and the monitoring report, as the KSA sees them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from screens.stage import Stage, settle
from sozdesk.features.offerings import files, queries
from sozdesk.features.offerings.ui import monitoring_page, reports_page
from sozdesk.features.offerings.ui.monitoring_page import MonitoringPage
from sozdesk.features.offerings.ui.reports_import_page import ReportsImportPage
from sozdesk.features.offerings.ui.reports_page import ReportsPage
from sozdesk.widgets import layouts
from sozdesk.widgets.svg_picture import SvgPicture

YEAR, NEXT = 2025, 2026


def page(stage: Stage, year: int | None = YEAR) -> ReportsPage:
    stage.open_area("offerings")
    made = reports_page.build(stage.window.desk, stage.workspace, year)
    assert isinstance(made, ReportsPage)
    stage.workspace.open_subpage(made)
    settle()
    return made


def reports(place: int, year: int | None = YEAR) -> Callable[[Stage], None]:
    """One report chosen."""

    def go(stage: Stage) -> None:
        shown = page(stage, year)
        rows = shown.model.rows()
        if rows:
            shown.table.select_key(rows[place].provider.id)
            shown.split.show_detail()

    return go


def lower(stage: Stage) -> None:
    """The tables of a report."""
    reports(3)(stage)
    settle()
    shown = stage.workspace.findChildren(ReportsPage)[-1]
    area = shown.split._area
    assert area is not None
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())


def decide(stage: Stage) -> QDialog:
    shown = page(stage)
    line = next(row for row in shown.model.rows() if row.row is not None)
    shown.decide(line)
    (dialog,) = (
        widget
        for widget in QApplication.topLevelWidgets()
        if isinstance(widget, QDialog) and widget.isVisible()
    )
    return dialog


def reading(*, empty: bool = False) -> Callable[[Stage], QWidget | None]:
    """The import of forms: nothing chosen yet, or three forms and a file that is none."""

    def go(stage: Stage) -> None:
        stage.open_area("offerings")
        made = ReportsImportPage(stage.window.desk, stage.workspace, NEXT)
        stage.workspace.open_subpage(made)
        settle()
        if empty:
            return
        folder = stage.sample / "berichte"
        folder.mkdir(exist_ok=True)
        stage.window.desk.call(lambda archive: fill(archive, folder), done=lambda _none: None)
        settle()
        made.open((folder,))
        wait_until(lambda: bool(made.files))
        made.table.select_key(1)

    return go


def fill(archive: object, folder: Path) -> None:
    """Forms of the first three providers: one that adds up, one with flaws, one of another year."""
    asked = archive.query(queries.reporting_year, NEXT, archive.context())  # type: ignore[attr-defined]
    first, second, third = asked.providers[:3]
    number, other = first.offerings[0].number, second.offerings[0].number
    good = {"participants": 9, "assignments": 8, "amount": 9600, "vat": "inkl. MWST"}
    good |= {f"offering_{number}_participants": 9, f"offering_{number}_assignments": 8}
    good |= {f"offering_{number}_utilisation": "87,5 %", "municipality_2829_assignments": 8}
    flawed = {"participants": 5, "assignments": 8, "amount": "1'200 Franken"}
    flawed |= {f"offering_{other}_utilisation": 120, "municipality_2829_assignments": 6}
    write(folder / "1 Bericht.xlsx", files.report_form(asked, first, good))
    write(folder / "2 Bericht.xlsx", files.report_form(asked, second, flawed))
    before = archive.query(queries.reporting_year, YEAR, archive.context())  # type: ignore[attr-defined]
    old = next(one for one in before.providers if one.id == third.id)
    write(folder / "3 Bericht alt.xlsx", files.report_form(before, old, {}))
    write(folder / "Leitbild.pdf", b"%PDF-1.7")


def write(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def wait_until(ready: Callable[[], bool]) -> None:
    """The worker needs a moment."""
    settle()
    while not ready():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def charts_drawn(page: QWidget) -> bool:
    return not any(picture.is_empty() for picture in page.findChildren(SvgPicture))


def monitoring(*, public: bool = True, year: int = YEAR) -> Callable[[Stage], None]:
    """The figures of a year."""

    def go(stage: Stage) -> None:
        stage.open_area("offerings")
        made = monitoring_page.build(stage.window.desk, stage.workspace, year)
        assert isinstance(made, MonitoringPage)
        stage.workspace.open_subpage(made)
        settle()
        made.public.set_value(public)
        wait_until(lambda: charts_drawn(made))

    return go


def monitoring_below(stage: Stage) -> None:
    """The tables of the public report."""
    monitoring()(stage)
    settle()
    shown = stage.workspace.findChildren(MonitoringPage)[-1]
    area = next(layouts.widgets_of(shown._content))
    bar = area.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
