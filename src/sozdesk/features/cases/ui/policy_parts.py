"""Parts of the page of Grundsatzentscheide: who decided what on a topic, and who has declared."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sozdesk.archive.file_info import OfficeKind
from sozdesk.features.cases import usecases
from sozdesk.features.cases.terms.work import PolicyRow, PolicyStanding
from sozdesk.features.cases.texts import work as said
from sozdesk.kernel import german
from sozdesk.kernel.swiss_time import swiss_day
from sozdesk.runtime.desk import Desk
from sozdesk.widgets import labels, layouts
from sozdesk.widgets.list_pane import ListPane
from sozdesk.widgets.parts import Part, PartTable, stacked
from sozdesk.widgets.table import Column, RowsModel, TableView

_BACK = "Bearbeiten › Rückgängig holt den Grundsatzentscheid zurück."


@dataclass(frozen=True, slots=True)
class Topic:
    """One line of the list on the left."""

    name: str
    rows: tuple[PolicyRow, ...]


class DecisionsPart(Part):
    """What each municipality decided on one topic."""

    def __init__(self, desk: Desk, edit: Callable[[PolicyRow], None]) -> None:
        super().__init__(desk)
        self._edit = edit
        self._title = labels.record_title("")
        self.table = PartTable("Entscheide", _decision_columns())
        self.table.view.current_row_changed.connect(self._show_whole)
        self.whole, self.source = labels.body(""), labels.secondary("")
        cantonal = desk.file is not None and desk.file.info.office_kind is OfficeKind.KSA
        self.change_button = self.command("Ände&rn …", self.change)
        self.remove_button = self.command("Entfernen", self.remove_current)
        self.table.needs_row(self.change_button, self.remove_button)
        commands = layouts.Flow(self.change_button, self.remove_button, spacing=8)
        commands.setVisible(not cantonal)
        if not cantonal:
            self.table.view.opened.connect(lambda _row: self.change())
        self.setLayout(stacked(self._title, self.table.view, self.whole, self.source, commands))

    def show_topic(self, topic: Topic | None) -> None:
        """Show the decisions on a topic."""
        self._title.setText(topic.name if topic else "")
        self.table.set_rows(topic.rows if topic else ())
        self._show_whole(self.table.current())

    def _show_whole(self, row: PolicyRow | None) -> None:
        self.whole.setText(row.decision if row else "")
        self.source.setText(_source(row) if row else "")

    def change(self) -> None:
        """Change the current decision."""
        row = self.table.current()
        if row is not None and self.may_change():
            self._edit(row)

    def remove_current(self) -> None:
        """Remove the current decision."""
        row = self.table.current()
        if row is not None:
            command = usecases.RemoveRow(id=row.id, base_version=row.version)
            question = f"Grundsatzentscheid «{row.topic}» entfernen?"
            self.remove(question, _BACK, usecases.remove_policy, command)


def _decision_columns() -> tuple[Column, ...]:
    return (
        Column(title="Gemeinde", text=lambda row: row.municipality, second=said.span_words),
        Column(
            title="Entscheid",
            text=lambda row: " ".join(row.decision.split()),
            stretch=True,
            least=140,
        ),
        Column(
            title="Betrag",
            text=lambda row: "" if row.amount is None else german.amount(row.amount),
            second=lambda row: row.amount_note,
            align="right",
        ),
    )


def _source(row: PolicyRow) -> str:
    number = f"Beschluss {row.resolution_number} vom" if row.resolution_number else "Beschluss vom"
    declared = f", gemeldet am {german.day(swiss_day(row.declared_at))}" if row.declared_at else ""
    return f"{number} {german.day(row.decided_on)}{declared}"


class StandingPane(ListPane):
    """Every municipality: «keine» is another thing than «noch nicht gemeldet»."""

    def __init__(self) -> None:
        model = RowsModel(_standing_columns(), key=lambda row: row.bfs_number)
        super().__init__(
            TableView(model, "Stand der Meldungen"), ("Gemeinde", "Gemeinden"), export=False
        )

    def show_rows(self, rows: Sequence[PolicyStanding]) -> None:
        """Show where each municipality stands."""
        self.table.rows_model.set_rows(rows)


def _standing_columns() -> tuple[Column, ...]:
    return (
        Column(title="Gemeinde", text=lambda row: row.municipality),
        Column(title="Stand", text=said.standing_words, stretch=True),
        Column(
            title="Gemeldet am",
            text=lambda row: german.day(swiss_day(row.declared_at)) if row.declared_at else "",
            sort_key=lambda row: row.declared_at.timestamp() if row.declared_at else 0,
        ),
    )
