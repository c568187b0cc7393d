"""The look that the person chose, applied to the whole program."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from sozdesk.settings.declared import APPEARANCE, ROW_DENSITY, SIZE_PERCENT, RowDensity
from sozdesk.settings.store import Settings
from sozdesk.widgets import theme


def apply(settings: Settings) -> None:
    """Light or dark, size of type, height of rows."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(
        app,
        settings.get(APPEARANCE).value,
        settings.get(SIZE_PERCENT) / 100,
        roomy_rows=settings.get(ROW_DENSITY) is RowDensity.COMFORTABLE,
    )
