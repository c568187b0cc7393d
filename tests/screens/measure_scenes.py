"""The measures, and how they are read in from a table."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtWidgets import QDialog

from screens.scene_kit import open_dialog
from screens.stage import Stage
from sozdesk.features.strategy.terms import MeasureState
from sozdesk.features.strategy.ui import import_page as measure_import
from sozdesk.features.strategy.ui.page import MeasuresPage
from sozdesk.features.strategy.ui.status_dialog import RecordStatusDialog


def measures(stage: Stage, number: str = "1.3", tab: int = 0) -> MeasuresPage:
    """The area, at one measure of 2021–2024."""
    stage.open_area("strategy", period="2021-2024", number=number)
    page = next(page for page in stage.workspace.findChildren(MeasuresPage))
    page.clear_filters()
    page.open_target(period="2021-2024", number=number)
    assert page.detail is not None
    page.detail.tabs.choose(tab)
    return page


def measure_at(number: str, tab: int = 0) -> Callable[[Stage], None]:
    """The same as a scene."""

    def go(stage: Stage) -> None:
        measures(stage, number, tab)

    return go


def measures_board(stage: Stage) -> None:
    measures(stage).view.set_value("board")


def measures_of(period: str) -> Callable[[Stage], None]:
    """Another period."""

    def go(stage: Stage) -> None:
        measures(stage).open_target(period=period)

    return go


def status_of_many(stage: Stage) -> QDialog:
    """Three measures, as implemented without a reason."""
    page = measures(stage)
    assert page.data is not None
    assert page.data.shown is not None
    page.commands.record_of(page.data.shown.measures[2:5])
    dialog = open_dialog()
    assert isinstance(dialog, RecordStatusDialog)
    dialog.form["state"].set_value(MeasureState.IMPLEMENTED)
    dialog.accept()
    dialog.form.mark_clean()
    return dialog


def task_dialog(stage: Stage) -> QDialog:
    page = measures(stage, tab=2)
    assert page.detail is not None
    page.detail.tasks.add()
    return open_dialog()


def carry_over_dialog(stage: Stage) -> QDialog:
    page = measures(stage, "1.6", 3)
    assert page.detail is not None
    page.detail.relations.carry()
    return open_dialog()


def relation_dialog(stage: Stage) -> QDialog:
    page = measures(stage, "1.6", 3)
    assert page.detail is not None
    page.detail.relations.relate()
    return open_dialog()


def reference_dialog(stage: Stage) -> QDialog:
    page = measures(stage, "5.3", 1)
    assert page.detail is not None
    page.detail.references.add()
    return open_dialog()


def measure_dialog(stage: Stage) -> QDialog:
    measures(stage).commands.add_measure()
    return open_dialog()


def period_dialog(stage: Stage) -> QDialog:
    measures(stage).commands.add_period()
    return open_dialog()


def period_change_dialog(stage: Stage) -> QDialog:
    measures(stage).commands.change_period()
    return open_dialog()


MEASURE_HEAD = (
    "Nummer;Titel;Handlungsfeld;Ziel;Priorität;Führt fort;Stand;Stand per;Armutsstrategie"
)
INVENTED = (
    "1.1;Erfundene Massnahme zu den Grenzwerten;1;;1;1.6, 1.7;;;nein",
    "1.2;Erfundene Massnahme zum Leitfaden;1 Materielle Unterstützung;;2;1.3;in Umsetzung;30.06.2026;nein",
    "2.1;Erfundene Massnahme zur Beratung vor Ort;2;;1;2.4;;;nein",
    "2.2;Erfundene Massnahme zu gemeinsamen Sozialdiensten;2;;2;2.4, 2.5;;;nein",
    "7.1;Erfundene Massnahme zur frühen Förderung;Präventive Massnahmen;;3;7.1;;;nein",
)
FLAWED = (
    "3.1;;3;;1;;;;nein",
    "4.1;Erfundene Massnahme im falschen Feld;5;;2;;;;nein",
    "5.1;Erfundene Massnahme mit Formel;5;=B2;hoch dringend;9.9;;;nein",
    "1.1;Erfundene Massnahme mit doppelter Nummer;1;;1;;;;nein",
    ";Erfundene Massnahme ohne Nummer;6;;1;;;;nein",
)
OTHERWISE = (
    "1.1;Erfundener anderer Titel;1;Erfundenes Ziel;3;;in Umsetzung;30.06.2026",
    "1.2;;;;;;;",
    "7.4;Erfundener anderer Titel;7;;1;;;",
)
MANY = tuple(f"6.{n};Erfundene Massnahme {n};6;;2;;;;nein" for n in range(1, 16))


def measure_page(*rows: str, period: str = "2025-2028") -> Callable[[Stage], None]:
    """The page that reads in measures, empty or with an invented table."""

    def scene(stage: Stage) -> None:
        stage.open_area("start")
        page = measure_import.build(stage.window.desk, stage.workspace, period)
        stage.workspace.open_subpage(page)
        if rows:
            path = stage.sample / "massnahmen-erfunden.csv"
            path.write_text("\n".join((MEASURE_HEAD, *rows)), encoding="utf-8")
            page.open(path)
        while rows and page.plan is None:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    return scene
