"""A table of fields: one line per thing, earlier values beside the input, the finding on the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from sozdesk.widgets import labels, layouts, theme

Side = Literal["left", "right"]


class FormTable(QWidget):
    """Head and lines in a grid. Cells are texts or widgets; the last column takes the room.

    A :class:`sozdesk.widgets.fields.Field` in it is built with ``show_label=False`` and a full label
    («4 Personen, Grenzwert 2027»), which becomes its accessible name; put ``field.input`` and
    ``field.line`` (its finding) into two cells and keep the field in the form.
    """

    def __init__(self, heads: Sequence[tuple[str, Side]]) -> None:
        super().__init__()
        self._sides = [side for _title, side in heads]
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(12))
        self._grid.setVerticalSpacing(theme.px(6))
        self._grid.setColumnStretch(len(heads) - 1, 1)
        for column, (title, side) in enumerate(heads):
            label = labels.text(title, "column", "text2", wrap=False)
            self._grid.addWidget(label, 0, column, _flag(side))
        self._grid.addWidget(layouts.line("line2"), 1, 0, 1, len(heads))
        self._next = 2

    def add_row(self, *cells: str | QWidget) -> list[QWidget]:
        """Append a line; answers its widgets (labels for the texts), so that they can be updated."""
        made = [_cell(cell, first=column == 0) for column, cell in enumerate(cells)]
        for column, widget in enumerate(made):
            is_last = column == len(self._sides) - 1
            side = Qt.AlignmentFlag.AlignVCenter if is_last else _flag(self._sides[column])
            self._grid.addWidget(widget, self._next, column, side)
        self._next += 1
        return made


def _cell(cell: str | QWidget, *, first: bool) -> QWidget:
    if isinstance(cell, QWidget):
        return cell
    return labels.text(cell, "body", "text" if first else "text2", wrap=False)


def _flag(side: Side) -> Qt.AlignmentFlag:
    across = Qt.AlignmentFlag.AlignRight if side == "right" else Qt.AlignmentFlag.AlignLeft
    return across | Qt.AlignmentFlag.AlignVCenter
