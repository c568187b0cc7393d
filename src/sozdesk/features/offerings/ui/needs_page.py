"""«Fehlende Angebote»: what was searched for and not found; counted, exported, read in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from sozdesk.archive.file_info import OfficeKind
from sozdesk.documents.report import Kind
from sozdesk.documents.safe_write import write_bytes
from sozdesk.features.offerings import queries, texts, usecases
from sozdesk.features.offerings.files import need_counts
from sozdesk.features.offerings.terms import TOPIC, NeedCounts, UnmetNeedRow
from sozdesk.features.offerings.texts import searching as said
from sozdesk.kernel import german
from sozdesk.kernel.errors import ReturnFileError, SozDeskError
from sozdesk.kernel.usecase import Outcome
from sozdesk.runtime import list_export, worker
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons, errors, file_prompts, messages, save_path
from sozdesk.widgets.list_columns import ListColumn, columns_of, list_content
from sozdesk.widgets.list_pane import ListPane
from sozdesk.widgets.page import EmptyState, Page
from sozdesk.widgets.table import Column, RowsModel, TableView

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedsData:
    """What the page shows; ``now`` is UTC."""

    rows: tuple[UnmetNeedRow, ...]
    own: NeedCounts
    service: bool
    may_write: bool
    now: datetime
    today: date
    sample: bool


def load(archive: Archive) -> NeedsData:
    """All counted needs, those that were searched most often first."""
    context = archive.context()
    return NeedsData(
        rows=archive.query(queries.unmet_needs),
        own=archive.query(queries.own_counts, archive.info.office_name),
        service=archive.info.office_kind is OfficeKind.SERVICE,
        may_write=not archive.read_only,
        now=context.now,
        today=context.today,
        sample=context.sample,
    )


def columns() -> tuple[ListColumn, ...]:
    """What was searched, why it counts, how often, when, by whom."""
    searches = Column(
        title="Suchen",
        text=lambda row: german.count(row.searches),
        sort_key=lambda row: row.searches,
        align="right",
    )
    months = Column(title="Monate", text=_months, sort_key=lambda row: row.last)
    wanted = Column(title="Gesucht", text=lambda row: row.criteria, stretch=True, least=220)
    return (
        ListColumn(wanted),
        ListColumn(Column(title="Ergebnis", text=lambda row: texts.word(row.why))),
        ListColumn(searches, Kind.INTEGER, lambda row: row.searches),
        ListColumn(months),
        ListColumn(Column(title="Gezählt von", text=_origins, tone="text2")),
    )


def _months(row: UnmetNeedRow) -> str:
    first, last = (f"{day.month:02d}.{day.year}" for day in (row.first, row.last))
    return first if first == last else f"{first} bis {last}"


def _origins(row: UnmetNeedRow) -> str:
    return ", ".join(origin or "diese Stelle" for origin in row.origins)


def build(desk: Desk, navigator: Navigator) -> QWidget:
    """The sub-page."""
    return NeedsPage(desk, navigator)


class NeedsPage(Page):
    """The same list for both offices; a Sozialdienst hands its counts on, the KSA reads them in."""

    handbook_place = "angebote-suchen#fehlende"

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__("Fehlende Angebote", back=navigator.back)
        self._desk, self._navigator = desk, navigator
        self.data: NeedsData | None = None
        self._columns = columns()
        self.model = RowsModel(
            columns_of(self._columns), key=lambda row: (row.criteria, row.category_code, row.why)
        )
        self.table: TableView | None = None
        desk.changed.connect(self._on_changed)
        self.reload()

    def _on_changed(self, topics: frozenset[str]) -> None:
        if TOPIC in topics:
            self.reload()

    def reload(self) -> None:
        """Read the counts again."""
        self._desk.call(load, done=self._show, owner=self)

    def _show(self, data: NeedsData) -> None:
        self.data = data
        searches = sum(row.searches for row in data.rows)
        number = german.plural(searches, "Suche", "Suchen")
        self.head.set_facts(f"{number} ohne passendes Angebot, gezählt ohne Personen")
        if data.service:
            main = buttons.button("Zählungen expo&rtieren …", self.write, icon="save", primary=True)
            main.setEnabled(bool(data.own.counts))
        else:
            main = buttons.button("Zählungen ein&lesen …", self.read, icon="download", primary=True)
            main.setEnabled(data.may_write)
        self.head.set_actions(primary=main)
        self._show_rows(data)

    def _show_rows(self, data: NeedsData) -> None:
        if not data.rows:
            text = f"{said.COUNTED_WITHOUT_PERSONS} Zählen Sie in der Suche, wenn nichts passt."
            self.set_content(EmptyState("search", said.NOTHING_COUNTED, text))
            self.table = None
            return
        if self.table is None:
            self.table = TableView(self.model, "Fehlende Angebote")
            pane = ListPane(self.table, ("Bedarf", "Bedarfe"))
            pane.export_requested.connect(lambda _text: self.export())
            self.set_content(pane)
        self.model.set_rows(data.rows)

    # ------------------------------------------------------------------ files

    def write(self) -> None:
        """The counts of this office as a file for the KSA."""
        data = self.data
        if data is None:
            return
        name = need_counts.file_name(data.today)
        title = "Zählungen für das Kantonale Sozialamt speichern"
        path = save_path.ask(self, self._desk, title, name, need_counts.FILTERS)
        if path is not None:
            path = path if path.suffix.lower() == ".json" else Path(f"{path}.json")
            worker.run(_write, path, data.own, done=self._written, failed=self._failed, owner=self)

    def _written(self, path: Path) -> None:
        words = f"Die Zählungen stehen in «{path.name}». Schicken Sie die Datei dem KSA."
        self.show_notice(words, state="ok")

    def read(self) -> None:
        """Counts of a Sozialdienst: look at them first, then record."""
        path = file_prompts.open_file(self, "Zählungen einlesen", need_counts.FILTERS)
        if path is not None:
            worker.run(_read, path, done=self._ask, failed=self._failed, owner=self)

    def _ask(self, counts: NeedCounts) -> None:
        number = german.plural(counts.searches, "Suche", "Suchen")
        lines = german.plural(len(counts.counts), "Zeile", "Zeilen")
        question = f"Zählungen von {counts.office} einlesen?"
        text = f"{number} in {lines}. Was Sie von dieser Stelle schon haben, wird nachgeführt."
        if messages.ask(self, question, text, action="&Einlesen"):
            self._desk.run(
                usecases.import_unmet_needs,
                usecases.ImportUnmetNeeds(counts=counts),
                done=self._recorded,
                failed=self._failed,
                owner=self,
            )

    def _recorded(self, outcome: Outcome) -> None:
        same = "Diese Zählungen sind schon eingelesen. Nichts zu tun."
        self._navigator.say(f"{outcome.summary}." if outcome.value else same)

    def export(self) -> None:
        """The list as it is seen."""
        data, table = self.data, self.table
        if data is None or table is None:
            return
        name = "Fehlende_Angebote.xlsx"
        path = save_path.ask(self, self._desk, "Liste exportieren", name, list_export.FILTERS)
        if path is None:
            return
        report = list_export.list_report(
            "Fehlende Angebote",
            *list_content(table, self._columns),
            sources=[said.COUNTED_WITHOUT_PERSONS],
            now=data.now,
            today=data.today,
            sample=data.sample,
        )
        worker.run(
            list_export.write_list,
            path,
            report,
            done=lambda done: self._navigator.say(f"Die Liste steht in «{done.name}»."),
            failed=self._failed,
            owner=self,
        )

    def _failed(self, error: SozDeskError) -> None:
        errors.show(self, error)


def _write(path: Path, counts: NeedCounts) -> Path:
    """For the worker."""
    write_bytes(path, need_counts.write_counts(counts))
    return path


def _read(path: Path) -> NeedCounts:
    """For the worker."""
    try:
        with path.open("rb") as file:
            content = file.read(need_counts.MOST_BYTES + 1)
    except OSError:
        raise ReturnFileError(
            f"«{path.name}» lässt sich nicht lesen.", "Prüfen Sie, ob die Datei noch da ist."
        ) from None
    return need_counts.read_counts(content)
