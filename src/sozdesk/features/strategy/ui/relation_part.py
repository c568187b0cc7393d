"""The tab «Verbindungen»: other measures of the period, and the line into the next one."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction

from sozdesk.features.strategy import texts, usecases
from sozdesk.features.strategy.terms import CarryOverRow, MeasureRow, RelationRow
from sozdesk.features.strategy.ui import words
from sozdesk.features.strategy.ui.area_data import DetailData, load_targets
from sozdesk.features.strategy.ui.lineage import LineageDiagram, lineage_of
from sozdesk.features.strategy.ui.link_dialogs import CarryOverDialog, RelationDialog
from sozdesk.features.strategy.ui.measure_part import MeasurePart
from sozdesk.runtime.desk import Desk
from sozdesk.widgets import buttons, labels, layouts, messages
from sozdesk.widgets.parts import PartTable, stacked
from sozdesk.widgets.table import Column

_RELATION_BACK = "Bearbeiten › Rückgängig holt die Verbindung zurück."
_LINE_BACK = "Bearbeiten › Rückgängig holt die Weiterführung zurück."
_NO_NEXT = "Fügen Sie sie zuerst hinzu: «… › Periode hinzufügen» oben auf der Seite."


class RelationPart(MeasurePart):
    """Relations and lineage; Enter leads to the other measure."""

    measure_wanted = Signal(object)
    """Id of another measure, perhaps of another period."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._build_relations()
        self._build_lines()
        relation_buttons = layouts.Flow(
            self.relate_button, self.visit_button, self.untie_button, spacing=8
        )
        line_buttons = layouts.Flow(
            self.carry_button, self.follow_button, self.cut_button, spacing=8
        )
        self.setLayout(
            stacked(
                self.relations.view,
                self.no_relation,
                relation_buttons,
                layouts.line(),
                labels.text("Linie über die Perioden", "column", "text2"),
                self.diagram,
                self.lines.view,
                self.reason,
                self.no_line,
                line_buttons,
            )
        )

    def _build_relations(self) -> None:
        self.no_relation = labels.text("Noch keine Verbindung erfasst.", "body", "text2")
        column = Column(title="Massnahme", text=_other, second=_how, stretch=True)
        self.relations = PartTable("Verbindungen", (column,))
        self.relations.view.opened.connect(self._open_relation)
        self.relations.view.menu_for = self._relation_menu
        self.relate_button = self.command("&Verbindung hinzufügen …", self.relate, icon="plus")
        self.untie_button = self.command("Entfernen", self.untie)
        self.visit_button = buttons.button("Ansehen", self._visit)
        self.visit_button.setToolTip("Die andere Massnahme zeigen")
        self.relations.needs_row(self.visit_button, self.untie_button)

    def _build_lines(self) -> None:
        said = "Noch nicht erfasst, was in der nächsten Periode daraus wird."
        self.no_line = labels.text(said, "body", "text2")
        self.diagram = LineageDiagram()
        column = Column(title="Weiterführung", text=words.origin, second=words.onward, stretch=True)
        self.lines = PartTable("Linie über die Perioden", (column,))
        self.reason = labels.text("", "body", "text2")
        self.lines.view.current_row_changed.connect(self._show_reason)
        self.lines.view.opened.connect(self._open_line)
        self.lines.view.menu_for = self._line_menu
        self.carry_button = self.command("&Weiterführung erfassen …", self.carry, icon="plus")
        self.cut_button = self.command("Entfernen", self.cut)
        self.follow_button = buttons.button("Ansehen", self._follow)
        self.follow_button.setToolTip("Die Massnahme am anderen Ende zeigen")
        self.lines.needs_row(self.follow_button, self.cut_button)

    def show_data(self, data: DetailData) -> None:
        """Show the relations of another measure, or other ones."""
        self.data = data
        row = data.details.row
        self.relations.set_rows(data.details.relations)
        self.no_relation.setVisible(not (data.details.relations or data.lineage))
        self.diagram.show_lineage(lineage_of(row, data.details.period.code, data.lineage), row.id)
        self.diagram.setVisible(bool(data.lineage))
        self.lines.set_rows(data.lineage)
        self.no_line.setVisible(not data.lineage)
        self._show_reason(self.lines.current())

    def _show_reason(self, line: CarryOverRow | None) -> None:
        """Below the table, where it has the lines that it needs."""
        self.reason.setText(f"Grund: {line.reason}" if line and line.reason else "")
        self.reason.setVisible(bool(line and line.reason))

    # ------------------------------------------------------------------ going there

    def _open_relation(self, row: RelationRow) -> None:
        self.measure_wanted.emit(row.measure_id)

    def _visit(self) -> None:
        row = self.relations.current()
        if row is not None:
            self._open_relation(row)

    def _follow(self) -> None:
        line = self.lines.current()
        if line is not None:
            self._open_line(line)

    def _open_line(self, line: CarryOverRow) -> None:
        """The end of the line where one is not yet."""
        here = self.shown().details.row.id
        there = line.target_id if line.measure_id == here else line.measure_id
        if there is not None:
            self.measure_wanted.emit(there)

    def _relation_menu(self, row: RelationRow) -> list[QAction]:
        visit = buttons.action("Massnahme ansehen", partial(self._open_relation, row))
        return [visit, *self.menu(("Entfernen", self.untie))]

    def _line_menu(self, line: CarryOverRow) -> list[QAction]:
        visit = buttons.action("Massnahme ansehen", partial(self._open_line, line))
        return [visit, *self.menu(("Weiterführung entfernen", self.cut))]

    # ------------------------------------------------------------------ commands

    def relate(self) -> None:
        """Tie this measure to another one."""
        area = self.shown().area
        assert area.shown is not None
        RelationDialog(self, self.desk, self.shown().details.row, area.shown.measures).present()

    def untie(self) -> None:
        """Remove the current relation."""
        row = self.relations.current()
        if row is not None:
            command = usecases.RemoveLink(id=row.id, base_version=row.version)
            question = f"Verbindung mit Massnahme {row.number} entfernen?"
            self.remove(question, _RELATION_BACK, usecases.remove_relation, command)

    def carry(self) -> None:
        """Say what becomes of it in the next period."""
        period = self.shown().details.period
        self.desk.call(
            lambda archive: load_targets(archive, period), done=self._carry_among, owner=self
        )

    def _carry_among(self, targets: tuple[MeasureRow, ...] | None) -> None:
        details = self.shown().details
        if targets is None:
            after = f"Nach {details.period.name} gibt es noch keine Periode."
            messages.inform(self, after, _NO_NEXT)
        else:
            CarryOverDialog(self, self.desk, details.row, targets).present()

    def cut(self) -> None:
        """Remove the current line."""
        line = self.lines.current()
        if line is not None:
            command = usecases.RemoveLink(id=line.id, base_version=line.version)
            question = f"Weiterführung von Massnahme {line.measure_number} entfernen?"
            self.remove(question, _LINE_BACK, usecases.remove_carry_over, command)


def _other(row: RelationRow) -> str:
    return texts.measure_label(row.number, row.title)


def _how(row: RelationRow) -> str:
    said = texts.INCOMING[row.kind] if row.incoming else texts.word(row.kind)
    return words.capital(said)
