"""F6: from pane to pane, in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

from sozdesk.widgets.page import page_of
from sozdesk.widgets.tabs import Tabs

_BY_TAB = Qt.FocusPolicy.TabFocus


def panes_of(page: QWidget) -> list[QWidget]:
    """The parts of a page: both sides of its splitter, or the page as a whole."""
    splitter = next((s for s in page.findChildren(QSplitter) if s.isVisible()), None)
    if splitter is None:
        return [page]
    sides = [splitter.widget(index) for index in range(splitter.count())]
    return [side for side in sides if side is not None and side.isVisible()]


def move(panes: Iterable[QWidget], step: int) -> None:
    """Give the focus to the pane after (or before) the one that has it."""
    reachable = [pane for pane in panes if first_focusable(pane) is not None]
    if not reachable:
        return
    focus = QApplication.focusWidget()
    inside = [number for number, pane in enumerate(reachable) if _holds(pane, focus)]
    here = inside[-1] if inside else _before(reachable, focus) + (0 if step > 0 else 1)
    target = _entrance(reachable[(here + step) % len(reachable)])
    if target is not None:
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)


def enter(page: QWidget) -> None:
    """Give the focus to the first pane of a page: mostly its list."""
    target = _entrance(panes_of(page)[0]) or page
    target.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _before(panes: Sequence[QWidget], focus: QWidget | None) -> int:
    """The pane before the first one of the page on which the focus stands above the panes."""
    page = page_of(focus) if focus is not None else None
    own = (number for number, pane in enumerate(panes) if page and page.isAncestorOf(pane))
    return next(own, 0) - 1


def _entrance(pane: QWidget) -> QWidget | None:
    """The bar of its tabs, which says what there is; else what the Tab key reaches first."""
    bars = [tabs for tabs in pane.findChildren(Tabs) if tabs.isVisible()]
    return bars[0].current_button() if bars else first_focusable(pane)


def first_focusable(pane: QWidget) -> QWidget | None:
    """The first widget inside that the Tab key reaches, or the pane itself."""
    if _takes_focus(pane):
        return pane
    return next((child for child in pane.findChildren(QWidget) if _takes_focus(child)), None)


def _takes_focus(widget: QWidget) -> bool:
    reached = bool(widget.focusPolicy() & _BY_TAB) and widget.focusProxy() is None
    return reached and widget.isVisible() and widget.isEnabled()


def _holds(pane: QWidget, focus: QWidget | None) -> bool:
    return focus is not None and (pane is focus or pane.isAncestorOf(focus))
