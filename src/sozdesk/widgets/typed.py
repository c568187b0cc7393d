"""Inputs for what is typed as text and means a figure or a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QToolButton, QWidget

from sozdesk.kernel import entry, german
from sozdesk.widgets import icons, theme


class ParsedInput(QLineEdit):
    """One line that must be read as something; tidied up when the person leaves it."""

    changed = Signal()

    def __init__(self, parse: Callable[[str], Any], write: Callable[[Any], str]) -> None:
        super().__init__()
        self._parse, self._write = parse, write
        self.textChanged.connect(lambda _text: self.changed.emit())
        self.editingFinished.connect(self._tidy)

    def value(self) -> Any:
        """What the text means; None if it is empty or unreadable."""
        try:
            return self._parse(self.text()) if self.text().strip() else None
        except entry.EntryError:
            return None

    def set_value(self, value: Any) -> None:
        """Show a value; None empties the field."""
        self.setText("" if value is None else self._write(value))

    def problem(self) -> str:
        """The sentence from ``kernel.entry``."""
        if not self.text().strip():
            return ""
        try:
            self._parse(self.text())
        except entry.EntryError as error:
            return str(error)
        return ""

    def focus_target(self) -> QWidget:
        """Itself."""
        return self

    def _tidy(self) -> None:
        value = self.value()
        if value is not None and self._write(value) != self.text():
            self.set_value(value)


_TO_OVERTYPE = frozenset(
    {
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.BacktabFocusReason,
        Qt.FocusReason.ShortcutFocusReason,
        Qt.FocusReason.OtherFocusReason,
    }
)


class AmountInput(ParsedInput):
    """An amount of money; ``value()`` in Rappen."""

    def __init__(self) -> None:
        super().__init__(entry.amount, german.amount)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFixedWidth(theme.px(104))

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """By key or by the program the whole amount is selected, ready to be overtyped."""
        super().focusInEvent(event)
        if event.reason() in _TO_OVERTYPE:
            self.selectAll()


class NumberInput(ParsedInput):
    """A count."""

    def __init__(self, *, width: int = 80) -> None:
        super().__init__(entry.whole_number, german.count)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFixedWidth(theme.px(width))


class DateInput(ParsedInput):
    """A day, typed in any usual way; the calendar opens with a click or Alt+Down.

    ``near`` = the day at which the calendar of an empty field opens (the context's today).
    """

    def __init__(self, *, near: date | None = None) -> None:
        super().__init__(entry.day, german.day)
        self._near = near
        self.setFixedWidth(theme.px(130))
        self._icon = self.addAction(
            icons.icon("calendar", 16, "text2"), QLineEdit.ActionPosition.TrailingPosition
        )
        self._icon.setToolTip("Kalender öffnen (Alt+Pfeil nach unten)")
        self._icon.triggered.connect(self.open_calendar)
        theme.events().changed.connect(self._dress)

    def _dress(self) -> None:
        self._icon.setIcon(icons.icon("calendar", 16, "text2"))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Alt+Down opens the calendar."""
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
        else:
            super().keyPressEvent(event)

    def open_calendar(self) -> QCalendarWidget:
        """Show the calendar below the field."""
        calendar = Calendar(self, self.value() or self._near)
        calendar.clicked.connect(lambda day: self._choose(day, calendar))
        calendar.activated.connect(lambda day: self._choose(day, calendar))
        calendar.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        calendar.show()
        return calendar

    def _choose(self, day: QDate, calendar: QCalendarWidget) -> None:
        self.set_value(date(day.year(), day.month(), day.day()))
        calendar.close()
        self.setFocus(Qt.FocusReason.PopupFocusReason)


class Calendar(QCalendarWidget):
    """Qt's calendar as a popup, in our colours."""

    def __init__(self, parent: QWidget, start: date | None) -> None:
        super().__init__(parent)
        self.setWindowFlag(Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        if start is not None:
            self.setSelectedDate(QDate(start.year, start.month, start.day))
        weekend = QTextCharFormat()
        weekend.setForeground(theme.color("text2"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.setWeekdayTextFormat(day, weekend)
        self._dress_arrow("qt_calendar_prevmonth", "chevron-left", "Vorheriger Monat")
        self._dress_arrow("qt_calendar_nextmonth", "chevron-right", "Nächster Monat")

    def _dress_arrow(self, name: str, icon: str, words: str) -> None:
        arrow = self.findChild(QToolButton, name)
        if arrow is not None:
            icons.dress(arrow, icon)
            arrow.setToolTip(words)
            arrow.setAccessibleName(words)


def percent_input() -> ParsedInput:
    """A rate in percent; ``value()`` in hundredths."""
    return ParsedInput(lambda text: entry.amount(text.replace("%", "")), german.percent)
