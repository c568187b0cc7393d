"""What the tabs of a measure share: the measure, and that a Sozialdienst only reads."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton

from sozdesk.archive.file_info import OfficeKind
from sozdesk.features.strategy.ui.area_data import DetailData
from sozdesk.runtime.desk import Desk
from sozdesk.widgets.parts import Part


class MeasurePart(Part):
    """One tab of the detail; ``show_data`` fills it again and again."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.data: DetailData | None = None

    def show_data(self, data: DetailData) -> None:
        """Show another measure, or other values."""
        raise NotImplementedError

    def shown(self) -> DetailData:
        """What the tab shows; its commands only exist while it shows something."""
        assert self.data is not None
        return self.data

    def is_service(self) -> bool:
        """Whether the file belongs to a Sozialdienst."""
        return self.desk.file is not None and self.desk.file.info.office_kind is OfficeKind.SERVICE

    def may_change(self) -> bool:
        """The measures are written at the KSA only."""
        return super().may_change() and not self.is_service()

    def command(self, text: str, clicked: Callable[[], object], icon: str = "") -> QPushButton:
        """A button that changes something; there is none at a Sozialdienst."""
        made = super().command(text, clicked, icon)
        if self.is_service():
            made.hide()
        return made

    def menu(self, *entries: tuple[str, Callable[[], object]]) -> list[QAction]:
        """Commands of a row; there are none at a Sozialdienst."""
        return [] if self.is_service() else [self.entry(*one) for one in entries]
