"""The area «Angebote»."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets.page import EmptyState, Page


def build(desk: Desk, navigator: Navigator) -> QWidget:  # noqa: ARG001 - every page is built alike
    """The page of the area."""
    page = Page("Angebote")
    page.set_content(EmptyState("graduation-cap", "Angebote", "Noch keine Angebote."))
    return page
