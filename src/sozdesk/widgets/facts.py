"""Small lists of a detail: key and value, and what happened when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from sozdesk.widgets import buttons, labels, layouts, states, theme
from sozdesk.widgets.buttons import Slot


class Facts(QWidget):
    """Key left in grey, value right; a value may be a text or a widget (a link)."""

    def __init__(self, facts: Sequence[tuple[str, str | QWidget]] = ()) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(16))
        self._grid.setVerticalSpacing(theme.px(4))
        self._grid.setColumnMinimumWidth(0, theme.px(92))
        self._grid.setColumnStretch(1, 1)
        self.set_facts(facts)

    def set_facts(self, facts: Sequence[tuple[str, str | QWidget]]) -> None:
        """Show other facts."""
        layouts.empty(self._grid)
        for number, (key, value) in enumerate(facts):
            shown = labels.text(value, selectable=True) if isinstance(value, str) else value
            name = labels.secondary(key, wrap=False)
            if isinstance(value, QWidget):
                name.setMinimumHeight(shown.sizeHint().height())
            self._grid.addWidget(name, number, 0, Qt.AlignmentFlag.AlignTop)
            # a link with a fixed width must not bound the whole column
            side = Qt.AlignmentFlag.AlignLeft if isinstance(value, QWidget) else Qt.AlignmentFlag(0)
            self._grid.addWidget(shown, number, 1, Qt.AlignmentFlag.AlignTop | side)
            for part in (name, shown):  # or Qt does it after the pane around was measured
                part.show()


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of a timeline, newest first: symbol, day, state, text, and what can be done."""

    state: str
    when: str
    title: str
    text: str = ""
    link: str = ""
    """Words of a link below the text."""
    clicked: Slot | None = None
    note: str = ""
    """Small and grey below the title."""
    actions: tuple[QAction, ...] = ()
    """What ``…`` beside the entry offers."""


class _Rail(QWidget):
    """The symbol with the line of 2 px that leads to the next entry; decoration."""

    def __init__(self, state: str, *, last: bool) -> None:
        super().__init__()
        self._state, self._last = state, last
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as the symbol."""
        return QSize(theme.px(states.SIZE) + 3, theme.px(20))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Line, then symbol."""
        painter = QPainter(self)
        middle = theme.px(states.SIZE) // 2 + 1
        top = theme.px(4)
        if not self._last:
            start = top + theme.px(states.SIZE) + 2
            painter.fillRect(middle - 1, start, 2, self.height() - start, theme.color("line2"))
        states.paint(painter, self._state, 1, top)
        painter.end()


class Timeline(QWidget):
    """What happened, newest on top."""

    def __init__(self, events: Sequence[Event] = ()) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.set_events(events)

    def set_events(self, events: Sequence[Event]) -> None:
        """Show other entries."""
        layouts.empty(self._column)
        for event in events:
            self._column.addWidget(_entry(event, last=event is events[-1]))


def _entry(event: Event, *, last: bool) -> QWidget:
    when = labels.secondary(event.when, wrap=False)
    when.setMinimumWidth(theme.px(76))
    words = layouts.column(labels.strong(event.title), spacing=1, margins=(0, 0, 0, 12))
    if event.note:
        words.addWidget(labels.secondary(event.note))
    if event.text:
        words.addWidget(labels.body(event.text))
    if event.link:
        link = buttons.link(event.link, event.clicked, tip=f"{event.link} {event.title}")
        layouts.put(words, link)
    line = layouts.row(_Rail(event.state, last=last), spacing=8)
    line.addWidget(when, 0, Qt.AlignmentFlag.AlignTop)
    layouts.nest(line, words, 1)
    if event.actions:
        name = f"Befehle zu {event.when}, {event.title}"
        more = buttons.more_button(list(event.actions), name)
        line.addWidget(more, 0, Qt.AlignmentFlag.AlignTop)
    return layouts.box(line)
