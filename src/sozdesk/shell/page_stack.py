"""The pages of the areas, and the sub-pages on top of them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from sozdesk.runtime.navigation import HoldsChanges, OpensTarget


class PageStack(QStackedWidget):
    """Area pages are built once and kept; sub-pages are deleted when one goes back."""

    area_shown = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._areas: dict[str, QWidget] = {}
        self._sub_pages: list[QWidget] = []
        self._way: list[str] = []

    @property
    def area(self) -> str:
        """Key of the area that is shown; empty before the first."""
        return self._way[-1] if self._way else ""

    def has(self, key: str) -> bool:
        """Whether the page of an area was built."""
        return key in self._areas

    def has_sub_page(self) -> bool:
        """Whether a sub-page is on top."""
        return bool(self._sub_pages)

    def show_area(self, key: str, page: QWidget | None, target: dict[str, object]) -> None:
        """Show an area; ``page`` is its page if it was not built before."""
        if page is not None:
            self._areas[key] = page
            self.addWidget(page)
        self._drop_sub_pages()
        if self.area != key:
            self._way.append(key)
        shown = self._areas[key]
        self.setCurrentWidget(shown)
        if target and isinstance(shown, OpensTarget):
            shown.open_target(**target)
        self.area_shown.emit(key)

    def push(self, page: QWidget) -> None:
        """Show a sub-page."""
        self._sub_pages.append(page)
        self.addWidget(page)
        self.setCurrentWidget(page)
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def back(self) -> None:
        """Leave the sub-page on top, or return to the area before."""
        if self._sub_pages:
            self._drop(self._sub_pages.pop())
            below = self._sub_pages[-1] if self._sub_pages else self._areas[self.area]
            self.setCurrentWidget(below)
        elif len(self._way) > 1:
            self._way.pop()
            self.setCurrentWidget(self._areas[self.area])
            self.area_shown.emit(self.area)

    def pages_with_changes(self) -> list[HoldsChanges]:
        """Pages with something typed that is not saved."""
        pages = [*self._areas.values(), *self._sub_pages]
        return [page for page in pages if isinstance(page, HoldsChanges) and page.has_changes()]

    def _drop_sub_pages(self) -> None:
        while self._sub_pages:
            self._drop(self._sub_pages.pop())

    def _drop(self, page: QWidget) -> None:
        focus = QApplication.focusWidget()
        if focus is not None and page.isAncestorOf(focus):
            focus.clearFocus()
        self.removeWidget(page)
        page.deleteLater()
