"""The way of the Tab key through the import: chips, list, detail, action bar."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from sozdesk.widgets import layouts


def lead_through(*parts: QWidget) -> None:
    """Tab goes through these parts one after the other, inside each as it is laid out.

    Qt puts every widget that is made later at the end, after the action bar.
    """
    stops = chain.from_iterable(_stops(part) for part in parts)
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)


def _stops(widget: QWidget) -> Iterator[QWidget]:
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
        yield widget
    layout = widget.layout()
    if layout is not None:
        for inner in layouts.widgets_of(layout):
            yield from _stops(inner)
