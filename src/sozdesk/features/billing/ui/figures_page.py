"""The frame of the pages with figures of a year: choose it, see the tables, save them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QWidget

from sozdesk.documents.pdf import write_pdf
from sozdesk.documents.report import Report
from sozdesk.documents.xlsx import write_xlsx
from sozdesk.features.billing.queries import year_figures as queries
from sozdesk.features.billing.reports.figures import Imprint
from sozdesk.features.billing.terms import TOPIC
from sozdesk.features.billing.texts import figures as texts
from sozdesk.features.billing.ui import check_data
from sozdesk.features.billing.ui.save_file import FIGURES, save
from sozdesk.kernel.errors import SozDeskError
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons, errors, labels, layouts
from sozdesk.widgets.inputs import Choice
from sozdesk.widgets.page import EmptyState, Page
from sozdesk.widgets.page_work import PageWork
from sozdesk.widgets.report_view import report_tables

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

_WRITERS: Final = {"xlsx": write_xlsx, "pdf": write_pdf}


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What a page of figures shows."""

    year: int
    years: tuple[int, ...]
    content: Any
    imprint: Imprint


class FiguresPage(Page):
    """Subclass it: answer :meth:`content` and :meth:`report`; the year follows the title at once."""

    handbook_place = "abrechnung-pruefen#zahlen"

    def __init__(self, desk: Desk, navigator: Navigator, title: str) -> None:
        super().__init__(title.strip(), back=navigator.back)
        self.desk, self._title = desk, title
        self._year: int | None = None
        self.data: Loaded | None = None
        self._filling = False
        self.work = PageWork(self)
        self.years = Choice(())
        self.years.changed.connect(self._on_year)
        self.years.setAccessibleName("Jahr")
        label = labels.secondary("&Jahr", wrap=False)
        label.setBuddy(self.years)
        self.tools = layouts.row(label, self.years, *self.more_tools(), None)
        self.add_tools(layouts.box(self.tools))
        self.save_button = buttons.button("&Speichern …", self.save, icon="download")
        self.head.set_actions(self.save_button)
        desk.changed.connect(self._on_changed)
        self.reload()

    def more_tools(self) -> tuple[QWidget, ...]:
        """What else is chosen beside the year."""
        return ()

    def content(self, archive: Archive, year: int) -> Any:
        """What the report is made from; runs on the archive thread."""
        raise NotImplementedError

    def report(self, data: Loaded) -> Report:
        """The document of what was read."""
        raise NotImplementedError

    def _on_changed(self, topics: frozenset[str]) -> None:
        if TOPIC in topics:
            self.reload()

    def reload(self) -> None:
        """Add up again."""
        self.desk.call(self._load, done=self.show_data, failed=self.failed, owner=self)

    def failed(self, error: SozDeskError) -> None:
        """Say what went wrong."""
        errors.show(self, error)

    def _load(self, archive: Archive) -> Loaded:
        return self.loaded(archive, self.content)

    def loaded(self, archive: Archive, content: Callable[[Archive, int], Any]) -> Loaded:
        """The year and what ``content`` makes of it; runs on the archive thread."""
        today = archive.context().today
        years = archive.query(queries.bill_years)
        year = self._year or next(iter(years), today.year)
        return Loaded(
            year=year,
            years=tuple(sorted({*years, year, today.year}, reverse=True)),
            content=content(archive, year),
            imprint=check_data.imprint(archive),
        )

    def _on_year(self) -> None:
        if not self._filling and self.years.value():
            self._year = self.years.value()
            self.reload()

    def show_data(self, data: Loaded) -> None:
        """What was read."""
        self._filling = True
        self.data, self._year = data, data.year
        self.head.set_title(f"{self._title}{data.year}")
        self.years.set_choices([(one, str(one)) for one in data.years])
        self.years.set_value(data.year)
        self.filled(data)
        self._filling = False
        self.show_report(self.report(data))

    def filled(self, data: Loaded) -> None:
        """The choices of :meth:`more_tools` are set here."""

    def show_report(self, report: Report) -> None:
        """The tables, or what has to be done first."""
        self.save_button.setEnabled(bool(report.tables))
        self.head.set_facts("")
        if not report.tables:
            assert self.data is not None
            title = texts.NO_BILLS.format(year=self.data.year)
            self.set_content(EmptyState("receipt", title, texts.NO_BILLS_TEXT))
            return
        facts = [f"{one.label}: {one.value}" for one in report.facts[1:]]
        self.head.set_facts(", ".join(facts))
        notes = map(labels.secondary, report.notes)
        column = layouts.column(
            *report_tables(report), *notes, None, spacing=12, margins=(24, 16, 20, 20)
        )
        self.set_content(layouts.box(column), scroll=True)

    def save(self) -> None:
        """As a workbook, or as pdf."""
        if self.data is not None:
            report = self.report(self.data)
            name = f"{report.title.replace(':', '')}.xlsx"
            save(self.work, self.desk, "Zahlen speichern", name, FIGURES, partial(_written, report))


def _written(report: Report, ending: str) -> bytes:
    return _WRITERS.get(ending, write_xlsx)(report)
