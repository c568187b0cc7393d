"""The report on the measures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtWidgets import QDialog, QScrollArea

from screens.scene_kit import shown_dialog
from screens.stage import Stage, settle
from sozdesk.features.strategy.terms import ReportFile, ReportStage
from sozdesk.features.strategy.ui.comparison_page import ComparisonPage
from sozdesk.features.strategy.ui.report_dialogs import CompareDialog, StageDialog, WriteDialog
from sozdesk.features.strategy.ui.report_page import ReportPage
from sozdesk.features.strategy.usecases import FreezeReport, SetStage, freeze_report, set_stage
from sozdesk.widgets.svg_picture import SvgPicture


def report_page(stage: Stage, period: str = "2021-2024", day: date | None = None) -> ReportPage:
    """The report on a period, with its charts drawn."""
    stage.open_area("start")
    page = ReportPage(stage.window.desk, stage.workspace, period, day or date(2024, 12, 31))
    stage.workspace.open_subpage(page)
    wait_for_charts(page)
    return page


def wait_for_charts(page: ReportPage) -> None:
    """The worker draws them one after the other."""
    while any(picture.is_empty() for picture in page.split.findChildren(SvgPicture)):
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def report_draft(stage: Stage) -> None:
    report_page(stage)


def report_charts(stage: Stage) -> None:
    """Scrolled down to the charts by field and the table of contents."""
    page = report_page(stage)
    settle()
    area = page.split.findChildren(QScrollArea)[-1]
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())


def report_version(stage: Stage) -> None:
    """Decided and frozen."""
    page = report_page(stage)
    assert page.data is not None
    desk, period = stage.window.desk, page.data.period
    if not page.data.versions:
        decided = SetStage(
            period_id=period.id,
            stage=ReportStage.GOVERNMENT_DECISION,
            since=date(2025, 6, 24),
            rrb_number="2025-870",
        )
        desk.run(set_stage, decided)
        draft = page.data.draft
        names = ("docx", "pdf", "xlsx")
        files = (ReportFile(f"massnahmenbericht_2021-2024_version_1.{one}", b"") for one in names)
        command = FreezeReport(
            period_id=period.id,
            as_of=page.data.as_of,
            number=draft.number,
            content_sha256=draft.content_sha256,
            files=tuple(files),
        )
        desk.run(freeze_report, command)
    page.table.selectRow(1)


def report_dialog(name: str) -> Callable[[Stage], QDialog]:
    """What the page asks."""

    def go(stage: Stage) -> QDialog:
        page = report_page(stage)
        assert page.data is not None
        if name == "write":
            return shown_dialog(WriteDialog(page, page.data))
        if name == "stage":
            return shown_dialog(StageDialog(page, stage.window.desk, page.data))
        return shown_dialog(CompareDialog(page, page.data))

    return go


def report_comparison(stage: Stage) -> None:
    """Two days, at a text that reads differently."""
    page = report_page(stage)
    assert page.data is not None
    compared = ComparisonPage(
        stage.window.desk, stage.workspace, page.data, date(2023, 12, 31), date(2024, 12, 31)
    )
    stage.workspace.open_subpage(compared)
    compared.table.selectRow(13)


def report_of_nothing(stage: Stage) -> None:
    """The period that nobody recorded yet."""
    report_page(stage, "2025-2028", date(2027, 1, 5))
