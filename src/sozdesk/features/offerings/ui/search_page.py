"""The area «Angebote»."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from sozdesk.features.offerings.ui.subpages import SERVICE_SUBPAGES, open_subpage
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons
from sozdesk.widgets.page import EmptyState, Page


def build(desk: Desk, navigator: Navigator) -> QWidget:
    """The page of the area."""
    page = Page("Angebote")
    page.head.set_actions(
        more=[
            buttons.action(words, partial(open_subpage, desk, navigator, module))
            for words, module in SERVICE_SUBPAGES
        ]
    )
    page.set_content(EmptyState("graduation-cap", "Angebote", "Noch keine Angebote."))
    return page
