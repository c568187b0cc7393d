"""The contents of the handbook: pages and their headings, the place one reads in bold."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTreeWidget, QTreeWidgetItem

from sozdesk.documents.handbook_blocks import Page, sections
from sozdesk.widgets import theme
from sozdesk.widgets.theme import px

_PLACE = int(Qt.ItemDataRole.UserRole)


class Contents(QTreeWidget):
    """A click or Enter opens; arrow keys move, open and close."""

    chosen = Signal(str)
    """Place of the entry."""

    def __init__(self, pages: Sequence[Page]) -> None:
        super().__init__()
        self.setAccessibleName("Inhalt")
        self.setHeaderHidden(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setIndentation(px(18))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._items: dict[str, QTreeWidgetItem] = {}
        for page in pages:
            self._add(page)
        self.itemClicked.connect(self._choose)
        self.itemActivated.connect(self._choose)

    def _add(self, page: Page) -> None:
        whole, *parts = sections(page)
        parent = self._entry(page.title, whole.place)
        self.addTopLevelItem(parent)
        for part in parts:
            if part.anchor:
                parent.addChild(self._entry(part.heading, part.place))

    def _entry(self, words: str, place: str) -> QTreeWidgetItem:
        made = QTreeWidgetItem([words])
        made.setData(0, _PLACE, place)
        made.setToolTip(0, words)
        made.setSizeHint(0, QSize(0, px(28)))
        self._items[place] = made
        return made

    def _choose(self, item: QTreeWidgetItem) -> None:
        self.chosen.emit(item.data(0, _PLACE))

    def show_place(self, place: str) -> None:
        """Mark the page and the heading one reads, and bring them into sight."""
        page = place.partition("#")[0]
        for known, item in self._items.items():
            item.setFont(0, theme.font("label" if known in (place, page) else "body"))
        current = self._items.get(place) or self._items.get(page)
        if current is not None:
            self.setCurrentItem(current)
            self.scrollToItem(current)

    def shown_place(self) -> str:
        """The place that is marked."""
        item = self.currentItem()
        return str(item.data(0, _PLACE)) if item is not None else ""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The ring round the current entry, if keys go here."""
        super().paintEvent(event)
        if not self.hasFocus():
            return
        place = self.visualRect(self.currentIndex())
        painter = QPainter(self.viewport())
        painter.setPen(QPen(theme.color("accent"), 2))
        painter.drawRect(place.adjusted(1, 1, -1, -1))
        painter.end()
