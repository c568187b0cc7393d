"""The handbook in its own window; F1 opens the right place."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QDialog, QTextBrowser, QVBoxLayout, QWidget

from sozdesk.kernel import places
from sozdesk.widgets import buttons, layouts, theme
from sozdesk.widgets.theme import px

START = "start"


def open_at(parent: QWidget, place: str) -> Handbook:
    """Open ``page`` or ``page#heading`` in the handbook window of this parent."""
    shown = parent.findChild(Handbook) or Handbook(parent)
    shown.go_to(place)
    shown.show()
    shown.raise_()
    shown.activateWindow()
    return shown


def page_file(place: str) -> str:
    """File name of the page that a place is on; the first page if there is none."""
    name = f"{place.partition('#')[0]}.html"
    return name if places.resource("handbook", name).is_file() else f"{START}.html"


class Handbook(QDialog):
    """Not modal: one reads and works beside it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("SozDesk Handbuch")
        self.resize(px(640), px(620))
        theme.surface(self, "page")
        self.browser = QTextBrowser()
        self.browser.setAccessibleName("Handbuch")
        self.browser.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.browser.setSearchPaths([str(places.resource("handbook"))])
        self.browser.document().setDocumentMargin(px(8))
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(12), px(16), px(12))
        column.addLayout(
            layouts.row(
                buttons.icon_button("arrow-left", "Zurück im Handbuch", self.browser.backward),
                buttons.link("Inhalt", lambda: self.go_to(START)),
                None,
            )
        )
        column.addWidget(self.browser, 1)
        self.browser.setFocus()

    def go_to(self, place: str) -> None:
        """Show a page, at a heading if the place names one."""
        url = QUrl(page_file(place))
        url.setFragment(place.partition("#")[2])
        self.browser.setSource(url)
