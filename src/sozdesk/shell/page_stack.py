"""The pages of the areas, and the sub-pages on top of them."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from inspect import ismethod
from itertools import chain

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from sozdesk.runtime.navigation import HoldsChanges, KnowsWhere, OpensTarget, Target
from sozdesk.widgets import messages
from sozdesk.widgets.page import Page

_log = logging.getLogger("sozdesk.shell")
_QUESTION = "Eine Eingabe ist noch nicht gespeichert."
_DRAFT = "SozDesk behält sie als Entwurf und zeigt sie beim nächsten Mal wieder."


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is: ids and words of the program only, nothing of what is shown."""

    area: str
    target: Target
    """Of the page of the area."""
    pages: tuple[tuple[str, Target], ...]
    """Modules and targets of the sub-pages on top of it, the top one last."""


class PageStack(QStackedWidget):
    """Area pages are built once and kept; sub-pages are deleted when one goes back.

    An area keeps its sub-pages while another one is shown, so that a look elsewhere costs nothing.
    To choose an area that is shown already, or one of its records, leads to the area itself.
    """

    area_shown = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._areas: dict[str, QWidget] = {}
        self._sub_pages: dict[str, list[QWidget]] = {}
        """Key of the area → what lies on its page, the top one last."""
        self._way: list[str] = []

    @property
    def area(self) -> str:
        """Key of the area that is shown; empty before the first."""
        return self._way[-1] if self._way else ""

    def place(self) -> Place:
        """Where one is; a sub-page that cannot be made again ends the way."""
        page = self._areas[self.area]
        pages = []
        for sub_page in self._sub_pages.get(self.area, ()):
            made = sub_page.opened_with if isinstance(sub_page, Page) else None
            if made is None or any(ismethod(value) for value in made[1].values()):
                break  # another page is in its target: that one is gone then
            pages.append((made[0], {**made[1], **_here(sub_page)}))
        return Place(self.area, _here(page), tuple(pages))

    def has(self, key: str) -> bool:
        """Whether the page of an area was built."""
        return key in self._areas

    def has_sub_page(self) -> bool:
        """Whether a sub-page is on top."""
        return bool(self._sub_pages.get(self.area))

    def may_leave(self, key: str, target: dict[str, object]) -> bool:
        """Whether the area can be shown: asks if something typed on a sub-page is in the way.

        What was typed is kept as a draft then.
        """
        if not self._leads_to_page(key, target):
            return True
        typed = _with_changes(self._sub_pages.get(key, ()))
        if typed and not messages.ask(self, _QUESTION, _DRAFT, action="Seite verlassen"):
            return False
        for page in typed:
            keep_draft(page)
        return True

    def show_area(self, key: str, page: QWidget | None, target: dict[str, object]) -> None:
        """Show an area; ``page`` is its page if it was not built before."""
        if page is not None:
            self._areas[key] = page
            self.addWidget(page)
        if self._leads_to_page(key, target):
            self._drop_sub_pages(key)
        if self.area != key:
            self._way.append(key)
        self.setCurrentWidget(self._top(key))
        shown = self._areas[key]
        if target and isinstance(shown, OpensTarget):
            shown.open_target(**target)
        self.area_shown.emit(key)

    def push(self, page: QWidget) -> None:
        """Show a sub-page."""
        self._sub_pages.setdefault(self.area, []).append(page)
        self.addWidget(page)
        self.setCurrentWidget(page)
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def back(self) -> None:
        """Leave the sub-page on top, or return to the area before."""
        if self.has_sub_page():
            self.remove(self._top(self.area))
        elif len(self._way) > 1:
            self._way.pop()
            self.setCurrentWidget(self._top(self.area))
            self.area_shown.emit(self.area)

    def remove(self, page: QWidget) -> None:
        """Leave a sub-page, also one of an area that is not shown."""
        for key, pages in self._sub_pages.items():
            if page in pages:
                pages.remove(page)
                if key == self.area:
                    self.setCurrentWidget(self._top(key))
                self._drop(page)

    def pages_with_changes(self) -> list[HoldsChanges]:
        """Pages with something typed that is not saved."""
        pages = [*self._areas.values(), *chain.from_iterable(self._sub_pages.values())]
        return _with_changes(pages)

    def _leads_to_page(self, key: str, target: dict[str, object]) -> bool:
        """Whether the page of the area itself is wanted, not what lies on it."""
        return key == self.area or bool(target)

    def _top(self, key: str) -> QWidget:
        pages = self._sub_pages.get(key)
        return pages[-1] if pages else self._areas[key]

    def _drop_sub_pages(self, key: str) -> None:
        for page in self._sub_pages.pop(key, []):
            self._drop(page)

    def _drop(self, page: QWidget) -> None:
        focus = QApplication.focusWidget()
        if focus is not None and page.isAncestorOf(focus):
            focus.clearFocus()
        self.removeWidget(page)
        page.deleteLater()


def _here(page: QWidget) -> Target:
    return page.here() if isinstance(page, KnowsWhere) else {}


def keep_draft(page: HoldsChanges) -> None:
    """Have a page store what is typed; a page that fails is logged and keeps nobody from going on."""
    try:
        page.store_draft()
    except Exception as error:  # noqa: BLE001 - locking must not fail because of one page
        _log_failure(page, error)


def _with_changes(pages: Iterable[QWidget]) -> list[HoldsChanges]:
    return [page for page in pages if isinstance(page, HoldsChanges) and _has_changes(page)]


def _has_changes(page: HoldsChanges) -> bool:
    try:
        return page.has_changes()
    except Exception as error:  # noqa: BLE001 - the same
        _log_failure(page, error)
        return False


def _log_failure(page: HoldsChanges, error: Exception) -> None:
    """The kinds only: a message may quote what was typed."""
    _log.error("%s: %s while its changes were kept", type(page).__name__, type(error).__name__)
