"""The bar on top: menus, search, sample tag, help and lock."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenuBar, QSizePolicy, QWidget

from sozdesk.shell.search_box import PLACEHOLDERS, WITH_CASES, SearchBox
from sozdesk.widgets import buttons, labels, theme
from sozdesk.widgets.theme import px

SAMPLE_WORDS = "Beispieldaten – frei erfunden"
_SHORT_SAMPLE_WORDS = "Erfunden"
_SHORT_TAG_BELOW = 800


class TopBar(QWidget):
    """44 px; the search stands in the middle of the window as long as there is room."""

    def __init__(
        self,
        *,
        sample: bool,
        help_: Callable[[], None],
        lock: Callable[[], None],
        cases: bool = False,
    ) -> None:
        """``cases``: the office has cases, which the search finds."""
        super().__init__()
        theme.surface(self, "chrome")
        self.setFixedHeight(px(44))
        self.menus = QMenuBar()
        self.menus.setNativeMenuBar(False)
        self.menus.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.search = SearchBox(WITH_CASES if cases else PLACEHOLDERS)
        self.sample = sample
        self._tag: QLabel | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(px(6), 0, px(12), 0)
        row.setSpacing(px(8))
        row.addWidget(self._left(), 1)
        row.addWidget(self.search, 1000)
        row.addWidget(self._right(sample, help_, lock), 1)

    def _left(self) -> QWidget:
        left = QWidget()
        row = QHBoxLayout(left)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.menus)
        row.addStretch()
        return left

    def _right(self, sample: bool, help_: Callable[[], None], lock: Callable[[], None]) -> QWidget:
        right = QWidget()
        row = QHBoxLayout(right)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        row.addStretch()
        if sample:
            self._tag = labels.tag(SAMPLE_WORDS)
            self._tag.setFixedHeight(px(26))
            self._tag.setToolTip(SAMPLE_WORDS)
            row.addWidget(self._tag)
        for icon, name, key, act in (
            ("circle-question-mark", "Handbuch", "F1", help_),
            ("lock", "Datei sperren", "Ctrl+L", lock),
        ):
            made = buttons.icon_button(icon, name, act)
            made.setToolTip(f"{name} ({key})")  # the key itself belongs to the menu
            row.addWidget(made)
        return right

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fewer words on the tag rather than cut ones."""
        super().resizeEvent(event)
        if self._tag is not None:
            narrow = self.width() < px(_SHORT_TAG_BELOW)
            self._tag.setText(_SHORT_SAMPLE_WORDS if narrow else SAMPLE_WORDS)
