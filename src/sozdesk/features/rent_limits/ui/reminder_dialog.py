"""«Erinnern»: who is without an answer, who gets which reminder, and who is left out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from sozdesk.features.rent_limits.terms import REMINDERS, LetterKind, ReminderRow
from sozdesk.features.rent_limits.texts import word
from sozdesk.features.rent_limits.ui import standing
from sozdesk.features.rent_limits.ui.letters_data import ReminderData
from sozdesk.kernel import german
from sozdesk.kernel.findings import Finding, Severity
from sozdesk.widgets import labels, theme
from sozdesk.widgets.dialogs import Dialog
from sozdesk.widgets.fields import Field
from sozdesk.widgets.inputs import Choice
from sozdesk.widgets.table import Column, RowsModel, TableView
from sozdesk.widgets.tokens import Tone

_INTRO = (
    "SozDesk schreibt für jede gewählte Gemeinde einen Brief und einen E-Mail-Entwurf mit dem "
    "Formular. Verschickt wird nichts."
)
_NO_ADDRESS = "keine Adresse, nur Brief"
_MOST_LINES = 9
_WIDTH = 860


@dataclass(frozen=True, slots=True)
class Line:
    """One municipality in the dialog."""

    row: ReminderRow
    kind: LetterKind
    ticked: bool


class ReminderDialog(Dialog):
    """Ends in the choice of a folder; nothing is written before.

    ``only`` = municipalities that were chosen before; without it all whose time is not extended.
    """

    def __init__(
        self, parent: QWidget, data: ReminderData, year: int, only: Collection[int] = ()
    ) -> None:
        super().__init__(
            parent, f"Erinnern: Erhebung {year}", action="&Ordner wählen …", intro=_INTRO
        )
        self._data = data
        self.lines = [
            Line(row, row.kind, _is_ticked(row, only))
            for row in data.rows
            if not only or row.tracking.bfs_number in only
        ]
        self.level = Choice(
            [(None, "je nach Stand"), *((kind, word(kind)) for kind in REMINDERS)],
        )
        self.level.changed.connect(self._change_level)
        self.body.addWidget(Field("&Stufe", self.level, width=220))
        self._add_table()
        self._count = labels.secondary("")
        self.body.addWidget(self._count)
        self.setMinimumWidth(theme.px(_WIDTH))
        self._show()

    def _add_table(self) -> None:
        self.model = RowsModel(
            _columns(self._data.today), key=lambda line: line.row.tracking.bfs_number
        )
        self.table = TableView(self.model, "Gemeinden ohne Antwort", lead=0, row=32)
        self.table.ticked.connect(self._tick)
        high = min(len(self.lines), _MOST_LINES)
        self.table.setMinimumHeight(theme.px(32) + theme.row_height(32) * high + 4)
        self.body.addWidget(self.table, 1)

    def _show(self) -> None:
        self.model.set_rows(self.lines)
        chosen = len(self.chosen())
        number = german.plural(len(self.lines), "Gemeinde", "Gemeinden")
        self._count.setText(f"{chosen} von {number} gewählt")

    def _tick(self, line: Line, wanted: bool) -> None:
        number = line.row.tracking.bfs_number
        self.lines = [
            replace(one, ticked=wanted) if one.row.tracking.bfs_number == number else one
            for one in self.lines
        ]
        self._show()

    def _change_level(self) -> None:
        level = self.level.value()
        self.lines = [replace(one, kind=level or one.row.kind) for one in self.lines]
        self._show()

    def chosen(self) -> Mapping[int, LetterKind]:
        """Who is reminded, and how."""
        return {line.row.tracking.bfs_number: line.kind for line in self.lines if line.ticked}

    def check(self) -> Sequence[Finding]:
        """Somebody must be chosen."""
        found = list(super().check())
        if not self.chosen():
            words = "Wählen Sie mindestens eine Gemeinde."
            found.append(Finding("nobody", Severity.STOP, words))
        return found


def _is_ticked(row: ReminderRow, only: Collection[int]) -> bool:
    """Who has more time is left out, unless somebody chose just them."""
    return bool(only) or not row.waits


def _columns(today: date) -> list[Column]:
    return [
        Column(
            title="Gemeinde",
            text=lambda line: line.row.tracking.name,
            check=lambda line: line.ticked,
            spoken=_spoken,
        ),
        Column(title="Schreiben", text=lambda line: word(line.kind)),
        Column(
            title="Frist",
            text=_due,
            sort_key=lambda line: line.row.tracking.due_on,
            tone=_due_tone,
        ),
        Column(
            title="Bisher",
            text=partial(_before, today),
            tone="text2",
        ),
        Column(
            title="Adresse",
            text=lambda line: line.row.addressee.email or _NO_ADDRESS,
            tone=lambda line: "text" if line.row.addressee.email else "warn",
            stretch=True,
        ),
    ]


def _spoken(line: Line) -> str:
    chosen = "wird erinnert" if line.ticked else "wird nicht erinnert"
    return f"{line.row.tracking.name}, {chosen}"


def _before(today: date, line: Line) -> str:
    """«1. Erinnerung heute», «2. Erinnerung am 12.01.2027», «noch nie erinnert»."""
    last = line.row.last
    if last is None:
        return "noch nie erinnert"
    return f"{word(last.kind)} {'heute' if last.written_on == today else f'am {german.day(last.written_on)}'}"


def _due(line: Line) -> str:
    row = line.row.tracking
    left = standing.days_left(row)
    return f"erstreckt, {left}" if row.extended else left


def _due_tone(line: Line) -> Tone:
    return "err" if line.row.tracking.overdue_days else "text2"
