"""The tab «Stand»: the aim, every dated entry, and who is responsible."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction

from sozdesk.features.strategy import texts, usecases
from sozdesk.features.strategy.terms import StatusRow
from sozdesk.features.strategy.ui import words
from sozdesk.features.strategy.ui.area_data import DetailData
from sozdesk.features.strategy.ui.measure_part import MeasurePart
from sozdesk.features.strategy.ui.status_dialog import ChangeStatusDialog
from sozdesk.kernel import german
from sozdesk.runtime.desk import Desk
from sozdesk.widgets import buttons, labels, layouts
from sozdesk.widgets.facts import Event, Facts, Timeline
from sozdesk.widgets.parts import stacked

SHOWN_AT_FIRST = 10
_BACK = "Bearbeiten › Rückgängig holt den Eintrag zurück."
_NO_ENTRY = "Noch kein Stand erfasst. Die Massnahme zählt als geplant."


class TimelinePart(MeasurePart):
    """Newest entry on top; what is later than the chosen day is marked."""

    record_wanted = Signal()
    """«Stand erfassen …»."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.aim = labels.body("")
        self.record_link = buttons.link("Stand erfassen …", self.record_wanted.emit)
        if not self.may_change():
            self.record_link.hide()
        self.empty = labels.text(_NO_ENTRY, "body", "text2")
        self.timeline = Timeline()
        self.older_link = buttons.link("", self._show_all)
        self.facts = Facts()
        self.setLayout(
            stacked(
                layouts.column(labels.text("Ziel", "column", "text2"), self.aim, spacing=2),
                layouts.row(labels.text("Stand", "column", "text2"), None, self.record_link),
                self.empty,
                self.timeline,
                self.older_link,
                layouts.line(),
                self.facts,
            )
        )

    def show_data(self, data: DetailData) -> None:
        """Show another measure, or other values."""
        self.data = data
        self.aim.setText(data.details.row.aim or texts.NOT_RECORDED)
        self.empty.setVisible(not data.details.history)
        self._show_events(data.details.history[:SHOWN_AT_FIRST])
        self.facts.set_facts(facts(data))

    def _show_events(self, entries: tuple[StatusRow, ...]) -> None:
        self.timeline.set_events([self._event(entry) for entry in entries])
        older = len(self.shown().details.history) - len(entries)
        self.older_link.setText(
            f"{german.plural(older, 'älteren Eintrag', 'ältere Einträge')} zeigen"
        )
        self.older_link.setVisible(older > 0)

    def _show_all(self) -> None:
        self._show_events(self.shown().details.history)

    def _event(self, entry: StatusRow) -> Event:
        data = self.shown()
        return Event(
            words.symbol(entry.state),
            german.day(entry.as_of),
            words.status_title(entry),
            data.filled(entry.text),
            note=words.status_note(entry, data.as_of),
            actions=self._actions(entry),
        )

    def _actions(self, entry: StatusRow) -> tuple[QAction, ...]:
        return tuple(
            self.menu(
                ("Stand ändern …", partial(self.change_entry, entry)),
                ("Stand entfernen", partial(self.remove_entry, entry)),
            )
        )

    def change_entry(self, entry: StatusRow) -> None:
        """Correct an entry."""
        label = f"Massnahme {self.shown().details.row.number}"
        ChangeStatusDialog(self, self.desk, label, entry, self.shown().area).present()

    def remove_entry(self, entry: StatusRow) -> None:
        """Take an entry out."""
        command = usecases.RemoveStatus(id=entry.id, base_version=entry.version)
        question = f"Stand per {german.day(entry.as_of)} entfernen?"
        self.remove(question, _BACK, usecases.remove_status, command)


def facts(data: DetailData) -> list[tuple[str, str]]:
    """Who is responsible, where it comes from, where it leads; empty where nobody said so."""
    row = data.details.row
    found = [
        ("Zuständig", row.responsible_body or texts.NOT_RECORDED),
        ("Personen", row.responsible_people),
        (texts.POVERTY_STRATEGY, data.poverty_grounds),
        ("Weiterführung", "\n".join(_onward(data))),
    ]
    return [(key, value) for key, value in found if value]


def _onward(data: DetailData) -> list[str]:
    lines = data.details.carry_overs
    return [words.carry_over(line) for line in lines if line.measure_id == data.details.row.id]
