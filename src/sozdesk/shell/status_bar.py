"""The line at the bottom: saved when, last verified backup, file, person, date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from sozdesk.kernel import german
from sozdesk.widgets import layouts, theme
from sozdesk.widgets.states import State, Symbol
from sozdesk.widgets.theme import px

_WEEKDAY_END = ", "


_SAMPLE_DAY = "Die Beispieldaten rechnen mit diesem Tag. Sicherungen und Dateien tragen den Tag dieses Geräts."


@dataclass(frozen=True, slots=True)
class Status:
    """What the line shows; instants in UTC."""

    saved_at: datetime | None
    backup_at: datetime | None
    """Every backup is verified before it counts."""
    today: date
    file_name: str
    person: str
    is_sample_day: bool = False
    """``today`` is that of the sample, not of this computer."""


class StatusBar(QWidget):
    """Never the only place of an error: only facts that are always true."""

    def __init__(self) -> None:
        super().__init__()
        theme.surface(self, "chrome")
        self.setFixedHeight(px(26))
        self._symbol = Symbol(State.OK)
        self._symbol.hide()
        self._texts = {name: _label() for name in ("saved", "backup", "file", "person", "day")}
        row = QHBoxLayout(self)
        row.setContentsMargins(px(20), 0, px(12), 0)
        row.setSpacing(px(16))
        saved = QHBoxLayout()
        saved.setSpacing(px(4))
        saved.addWidget(self._symbol)
        saved.addWidget(self._texts["saved"])
        layouts.nest(row, saved)
        row.addWidget(self._texts["backup"])
        row.addStretch()
        for name in ("file", "person", "day"):
            row.addWidget(self._texts[name])

    def text(self, name: str) -> str:
        """One part: ``saved``, ``backup``, ``file``, ``person`` or ``day``."""
        return self._texts[name].text()

    def show_status(self, status: Status) -> None:
        """Write the line."""
        day = status.today
        self._symbol.setVisible(status.saved_at is not None)
        self._texts["saved"].setText(_saved(status.saved_at))
        self._texts["backup"].setText(_backup(status))
        self._texts["file"].setText(status.file_name)
        self._texts["person"].setText(status.person)
        weekday = german.long_day(day).split(_WEEKDAY_END)[0]
        of_sample = "Beispieltag " if status.is_sample_day else ""
        self._texts["day"].setText(f"{of_sample}{weekday}, {german.day(day)}")
        self._texts["day"].setToolTip(_SAMPLE_DAY if status.is_sample_day else "")


def _label() -> QLabel:
    label = QLabel()
    theme.give(label, role="status", tone="text2")
    return label


def _saved(moment: datetime | None) -> str:
    return f"Gespeichert um {clock_time(moment)}" if moment else "Noch nichts geändert"


def _backup(status: Status) -> str:
    if status.backup_at is None:
        return "Noch keine Sicherung"
    return f"Sicherung {moment_words(status.backup_at, status.today)}, geprüft"


def clock_time(moment: datetime) -> str:
    """14:32 on the clock of this computer."""
    return f"{moment.astimezone():%H:%M}"


def moment_words(moment: datetime, today: date) -> str:
    """«heute, 14:32», «gestern, 16:05», «29.12.2026, 09:10»."""
    day = moment.astimezone().date()
    names = {0: "heute", 1: "gestern"}
    return f"{names.get((today - day).days, german.day(day))}, {clock_time(moment)}"
