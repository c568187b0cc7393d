"""What can be done on the page: dialogs, sub-pages, the list as a file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from sozdesk.features.strategy import queries, usecases
from sozdesk.features.strategy.terms import MeasureDetails, MeasureRow
from sozdesk.features.strategy.ui import lists, removing
from sozdesk.features.strategy.ui.area_data import AreaData
from sozdesk.features.strategy.ui.measure_dialog import AddMeasureDialog, ChangeMeasureDialog
from sozdesk.features.strategy.ui.period_dialog import AddPeriodDialog, ChangePeriodDialog
from sozdesk.features.strategy.ui.status_dialog import RecordStatusDialog
from sozdesk.kernel import german
from sozdesk.kernel.errors import SozDeskError
from sozdesk.kernel.usecase import Outcome
from sozdesk.runtime import list_export, worker
from sozdesk.runtime.navigation import Offer
from sozdesk.widgets import buttons, errors, save_path
from sozdesk.widgets.list_columns import list_content

if TYPE_CHECKING:
    from sozdesk.features.strategy.ui.page import MeasuresPage

_PAGES = "sozdesk.features.strategy.ui"


class Commands:
    """The commands of one page."""

    def __init__(self, page: MeasuresPage) -> None:
        self._page = page
        self._desk, self._navigator = page.desk, page.navigator

    def _data(self) -> AreaData:
        assert self._page.data is not None
        return self._page.data

    # ------------------------------------------------------------------ menus

    def menu(self) -> list[QAction]:
        """``…`` in the head of the page."""
        data = self._data()
        may, action = data.may_write, buttons.action
        recorded = data.shown is not None and bool(data.shown.measures)
        writing = [
            action("Texte …", self.open_texts, enabled=recorded),
            action("Massnahmen einlesen …", self.open_import, enabled=may),
            action("Massnahme hinzufügen …", self.add_measure, enabled=may),
            buttons.gap(),
            action("Periode hinzufügen …", self.add_period, enabled=may),
            action("Periode ändern …", self.change_period, enabled=may),
            buttons.gap(),
        ]
        reading = [
            action("Liste exportieren …", self.export, enabled=recorded),
        ]
        finer = action(
            "Liste mit genauem Stand exportieren …",
            partial(self.export, fine=True),
            enabled=recorded,
        )
        return reading if data.service else [*writing, *reading, finer]

    def of_measures(self, rows: Sequence[MeasureRow]) -> list[QAction]:
        """Of one measure or of several; none at a Sozialdienst."""
        data, action = self._data(), buttons.action
        if data.service or not rows:
            return []
        number = f" für {len(rows)} Massnahmen" if len(rows) > 1 else ""
        record = action(
            f"Stand erfassen{number} …", partial(self.record_of, rows), enabled=data.may_write
        )
        if len(rows) > 1:
            return [record]
        change, remove = (
            partial(command, rows[0]) for command in (self.change_measure, self.remove_measure)
        )
        return [
            record,
            action("Massnahme ändern …", change, enabled=data.may_write),
            action("Massnahme entfernen …", remove, enabled=data.may_write),
        ]

    # ------------------------------------------------------------------ Stand

    def record(self) -> None:
        """For all selected measures."""
        self.record_of(self._page.selected_rows())

    def record_of(self, rows: Sequence[MeasureRow]) -> None:
        """Ask for the entry; then say it, and offer its day if that is not the one shown."""
        data = self._data()
        if not rows or data.shown is None or not data.may_write:
            return
        dialog = RecordStatusDialog(self._page, self._desk, rows, data)
        dialog.accepted.connect(lambda: self._recorded(len(rows), dialog.as_of()))
        dialog.present()

    def _recorded(self, number: int, day: date | None) -> None:
        shown = self._data().shown
        if day is None or shown is None:
            return
        count = german.plural(number, "Massnahme", "Massnahmen")
        said = f"Stand per {german.day(day)} für {count} erfasst."
        if day > shown.as_of:
            said += f" Die Seite zeigt den {german.day(shown.as_of)}."
            show = Offer(f"Stand per {german.day(day)} zeigen", partial(self._page.show_day, day))
            self._navigator.say(said, show)
        else:
            self._navigator.say(said)

    # ------------------------------------------------------------------ measures

    def add_measure(self) -> None:
        """Enter a measure of the shown period."""
        shown = self._data().shown
        if shown is not None:
            AddMeasureDialog(self._page, self._desk, shown.period).present()

    def change_measure(self, row: MeasureRow) -> None:
        """Change title, aim, priority, who is responsible."""
        ChangeMeasureDialog(self._page, self._desk, row).present()

    def remove_measure(self, row: MeasureRow) -> None:
        """Ask, naming what goes with it; then remove it."""
        as_of = self._data().today
        self._desk.call(
            lambda archive: archive.query(queries.details, row.id, as_of),
            done=self._remove,
            owner=self._page,
        )

    def _remove(self, details: MeasureDetails | None) -> None:
        if details is None or not removing.is_wanted(self._page, details):
            return
        row = details.row
        self._desk.run(
            usecases.remove_measure,
            usecases.RemoveMeasure(id=row.id, base_version=row.version),
            done=self._say_summary,
            failed=self._failed,
            owner=self._page,
        )

    # ------------------------------------------------------------------ periods

    def add_period(self) -> None:
        """Add the next period and show it."""
        data = self._data()
        dialog = AddPeriodDialog(self._page, self._desk, data.periods[0], data.today)
        dialog.accepted.connect(lambda: self._page.open_target(period=dialog.code()))
        dialog.present()

    def change_period(self) -> None:
        """Change what is known about the shown period."""
        data = self._data()
        if data.shown is not None:
            ChangePeriodDialog(self._page, self._desk, data.shown.period, data.today).present()

    def load(self) -> None:
        """Take the public measures into a file that has none."""
        self._desk.run(
            usecases.load_strategy,
            usecases.LoadStrategy(),
            done=self._say_summary,
            failed=self._failed,
            owner=self._page,
        )

    def _say_summary(self, outcome: Outcome) -> None:
        self._navigator.say(f"{outcome.summary}.")

    # ------------------------------------------------------------------ sub-pages

    def open_texts(self) -> None:
        """The texts of the report."""
        self._open("texts_page", with_day=True)

    def open_report(self) -> None:
        """The report of the period on the day."""
        self._open("report_page", with_day=True)

    def open_import(self) -> None:
        """Measures from somebody's own table."""
        self._open("import_page", with_day=False)

    def _open(self, module: str, *, with_day: bool) -> None:
        shown = self._data().shown
        if shown is None:
            return
        day = (shown.as_of,) if with_day else ()
        build = import_module(f"{_PAGES}.{module}").build
        page: QWidget = build(self._desk, self._navigator, shown.period.code, *day)
        self._navigator.open_subpage(page)

    # ------------------------------------------------------------------ files

    def export(self, *, fine: bool = False) -> None:
        """The list as it is seen; the state grouped as in the report unless ``fine``."""
        data = self._data()
        if data.shown is None:
            return
        title = f"Massnahmen {data.shown.period.name}"
        name = f"Massnahmen_{data.shown.period.code}.xlsx"
        path = save_path.ask(self._page, self._desk, "Liste exportieren", name, list_export.FILTERS)
        if path is None:
            return
        columns = lists.columns(fine=fine)
        report = list_export.list_report(
            title,
            *list_content(self._page.table, columns, [lists.field_column(data)]),
            facts=self._page.filter_words(),
            sources=[data.shown.period.source] if data.shown.period.source else [],
            now=data.now,
            today=data.shown.as_of,
            sample=data.sample,
        )
        worker.run(
            list_export.write_list,
            path,
            report,
            done=self._written,
            failed=self._failed,
            owner=self._page,
        )

    def _written(self, path: Path) -> None:
        self._navigator.say(f"Die Liste steht in «{path.name}».")

    def _failed(self, error: SozDeskError) -> None:
        errors.show(self._page, error)
