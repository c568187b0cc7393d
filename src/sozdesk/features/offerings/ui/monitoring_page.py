"""«Monitoring»: the figures of a year at a glance, and the report as Word, PDF and Excel."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sozdesk.documents.safe_write import write_bytes
from sozdesk.features.offerings import queries, reports
from sozdesk.features.offerings.terms import TOPIC, Monitoring, MonitoringImprint
from sozdesk.features.offerings.texts import monitoring as said
from sozdesk.features.offerings.ui import reports_data
from sozdesk.kernel import german
from sozdesk.kernel.errors import SozDeskError
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons, errors, labels, layouts, save_path
from sozdesk.widgets.chart_view import ChartView
from sozdesk.widgets.inputs import Choice, Tick
from sozdesk.widgets.page import EmptyState, Page
from sozdesk.widgets.page_work import PageWork
from sozdesk.widgets.report_view import report_tables

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

_WHAT = "{done} von {total} Dateien geschrieben"


def build(desk: Desk, navigator: Navigator, year: int | None = None) -> Page:
    """The sub-page on a year; without one on the last whole year."""
    return MonitoringPage(desk, navigator, year)


@dataclass(frozen=True, slots=True)
class _Loaded:
    content: Monitoring
    imprint: MonitoringImprint
    """Of the internal report."""


class MonitoringPage(Page):
    """Sub-page of the offerings, for the KSA."""

    handbook_place = "jahresberichte#monitoring"

    def __init__(self, desk: Desk, navigator: Navigator, year: int | None = None) -> None:
        super().__init__("Monitoringbericht", back=navigator.back)
        self._desk, self._year = desk, year
        self.data: _Loaded | None = None
        self._filling = False
        self.work = PageWork(self)
        self._build_tools()
        self.write_button = buttons.button(
            "Bericht &schreiben …", self.write, icon="file-text", primary=True
        )
        self.head.set_actions(primary=self.write_button)
        desk.changed.connect(self._on_changed)
        self.reload()

    def _build_tools(self) -> None:
        self.years = Choice(())
        self.years.changed.connect(self._on_year)
        self.years.setAccessibleName("Berichtsjahr")
        label = labels.secondary("Berichts&jahr", wrap=False)
        label.setBuddy(self.years)
        self.public = Tick("Zur &Veröffentlichung: ohne kleine Anzahlen Personen")
        self.public.set_value(True)
        self.public.changed.connect(self._show_content)
        self.add_tools(layouts.box(layouts.row(label, self.years, 16, self.public, None)))

    def _on_changed(self, topics: frozenset[str]) -> None:
        if TOPIC in topics:
            self.reload()

    def reload(self) -> None:
        """Count again."""
        year = self._year
        self._desk.call(
            lambda archive: _load(archive, year),
            done=self._show,
            failed=self._failed,
            owner=self,
        )

    def _failed(self, error: SozDeskError) -> None:
        errors.show(self, error)

    def _on_year(self) -> None:
        if not self._filling and self.years.value():
            self._year = self.years.value()
            self.reload()

    def _show(self, data: _Loaded) -> None:
        self._filling = True
        self.data, self._year = data, data.content.year
        self.head.set_title(f"Monitoringbericht {data.content.year}")
        self.head.set_facts(
            f"{said.received(data.content)}, Stand {german.day(data.imprint.today)}"
        )
        offered = {*reports_data.years(data.imprint.today), data.content.year}
        self.years.set_choices([(one, str(one)) for one in sorted(offered, reverse=True)])
        self.years.set_value(data.content.year)
        self._filling = False
        self._show_content()

    def _imprint(self, data: _Loaded) -> MonitoringImprint:
        return replace(data.imprint, public=self.public.value())

    def _show_content(self) -> None:
        """The same charts and tables as in the document."""
        if self.data is None:
            return
        report = reports.monitoring_report(self.data.content, self._imprint(self.data))
        empty = not report.charts and not self.data.content.figures
        self.write_button.setEnabled(not empty)
        if empty:
            title = said.EMPTY_TITLE.format(year=self.data.content.year)
            self.set_content(EmptyState("file-text", title, said.EMPTY_TEXT))
            return
        parts: list[layouts.Item] = [*map(ChartView, report.charts), *report_tables(report)]
        column = layouts.column(*parts, None, spacing=12, margins=(24, 16, 20, 20))
        self.set_content(layouts.box(column), scroll=True)

    # ------------------------------------------------------------------ writing

    def write(self) -> None:
        """Word, PDF and Excel into a folder."""
        if self.data is None or self.work.is_busy():
            return
        folder = save_path.ask_folder(self, self._desk, "Ordner für den Bericht wählen")
        if folder is not None:
            self.work.start(
                _written_to(folder, self.data.content, self._imprint(self.data)),
                what=_WHAT,
                done=partial(self._say_written, folder),
            )

    def _say_written(self, folder: Path, count: int) -> None:
        files = german.plural(count, "Datei", "Dateien")
        self.work.written(f"Bericht geschrieben: {files}.", folder)


def _load(archive: Archive, year: int | None) -> _Loaded:
    context = archive.context()
    return _Loaded(
        archive.query(queries.monitoring, year or context.today.year - 1, context.today),
        MonitoringImprint(
            now=context.now,
            today=context.today,
            office=archive.info.office_name,
            sample=context.sample,
            public=False,
        ),
    )


def _written_to(
    folder: Path, content: Monitoring, imprint: MonitoringImprint
) -> Callable[..., int]:
    """Work for the worker: makes the files, puts them down, answers how many."""

    def work(progress: reports.Progress, cancelled: Callable[[], bool]) -> int:
        made = reports.monitoring_files(
            content, imprint, list(reports.WRITERS), progress, cancelled
        )
        for name, content_of_file in made:
            write_bytes(folder / name, content_of_file)
        return len(made)

    return work
