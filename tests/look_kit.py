"""The look in which pages are tested."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from sozdesk.widgets import theme


def usual_look(app: QApplication) -> None:
    """Light, 100 %; only if it is another: every widget that was left behind is styled anew."""
    if theme.mode() is not theme.Mode.LIGHT or theme.factor() != 1.0:
        theme.apply(app, "light")
