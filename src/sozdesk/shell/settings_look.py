"""Einstellungen › Darstellung and Sperren."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from sozdesk.settings.declared import (
    APPEARANCE,
    AUTO_LOCK_MINUTES,
    ROW_DENSITY,
    SIZE_PERCENT,
    Appearance,
    RowDensity,
    Setting,
)
from sozdesk.settings.store import Settings
from sozdesk.shell import look
from sozdesk.widgets.fields import Field
from sozdesk.widgets.inputs import Choice, RadioChoice
from sozdesk.widgets.theme import px

_SIZE_HINT = "Grösser, was Sie lesen. Die Skalierung des Systems gilt zusätzlich."
_APPEARANCES: list[tuple[Any, str]] = [
    (Appearance.SYSTEM, "wie das System"),
    (Appearance.LIGHT, "hell"),
    (Appearance.DARK, "dunkel"),
]
_SIZES: list[tuple[Any, str]] = [
    (90, "klein (90 %)"),
    (100, "normal (100 %)"),
    (115, "gross (115 %)"),
    (130, "sehr gross (130 %)"),
]
_DENSITIES: list[tuple[Any, str]] = [
    (RowDensity.NORMAL, "normal"),
    (RowDensity.COMFORTABLE, "bequem"),
]
_MINUTES: list[tuple[Any, str]] = [
    (minutes, f"{minutes} Minuten") for minutes in (2, 5, 10, 15, 30, 60)
]


def _column(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(px(12))
    return column


class LookSection(QWidget):
    """Light or dark, size of type, height of rows."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.appearance = Field("&Erscheinungsbild", RadioChoice(APPEARANCE.label, _APPEARANCES))
        self.type_size = Field("Schrift&grösse", Choice(_SIZES), hint=_SIZE_HINT, width=200)
        self.density = Field("Zeilen in &Listen", RadioChoice(ROW_DENSITY.label, _DENSITIES))
        column = _column(self)
        for field, setting in (
            (self.appearance, APPEARANCE),
            (self.type_size, SIZE_PERCENT),
            (self.density, ROW_DENSITY),
        ):
            _bind(field, settings, setting, lambda: look.apply(settings))
            column.addWidget(field)


class LockSection(QWidget):
    """After how many minutes without input the file is locked."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.minutes = Field(
            "&Sperren nach", Choice(_MINUTES), hint="ohne Eingabe mit Maus oder Tasten", width=200
        )
        _bind(self.minutes, settings, AUTO_LOCK_MINUTES, lambda: None)
        _column(self).addWidget(self.minutes)


def _bind(
    field: Field, settings: Settings, setting: Setting[Any], after: Callable[[], None]
) -> None:
    """Show the setting in the field, and keep what is chosen there."""
    field.set_value(settings.get(setting))

    def keep() -> None:
        if field.value() is not None:
            settings.set(setting, field.value())
            after()

    field.input.changed.connect(keep)
