"""The handbook in its own window: contents, text, search; F1 opens the right place."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QAction, QDesktopServices, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QDialog, QStackedWidget, QVBoxLayout, QWidget

from sozdesk.documents.handbook import START, handbook
from sozdesk.kernel.errors import SozDeskError
from sozdesk.runtime import worker
from sozdesk.shell import handbook_search
from sozdesk.shell.handbook_contents import Contents
from sozdesk.shell.handbook_field import HandbookField
from sozdesk.shell.handbook_results import Results
from sozdesk.shell.handbook_search import Hit
from sozdesk.shell.handbook_text import HandbookText, page_file
from sozdesk.widgets import buttons, errors, file_prompts, layouts, theme
from sozdesk.widgets.announce import announce
from sozdesk.widgets.page import Notice
from sozdesk.widgets.theme import px

__all__ = ["Handbook", "open_at", "page_file"]

_NARROW = 720
"""Logical px of the window below which contents and text are two steps."""
_CONTENTS_WIDTH = 264


def open_at(parent: QWidget, place: str = "") -> Handbook:
    """Open ``page`` or ``page#heading`` in the handbook window of this parent.

    Without a place a window that is open already stays where it is.
    """
    found = parent.findChild(Handbook)
    shown = found or Handbook(parent)
    shown.show()  # first: pictures are made for the width of the window
    if place or found is None:
        shown.go_to(place or START)
    shown.raise_()
    shown.activateWindow()
    return shown


class Handbook(QDialog):
    """Not modal: one reads and works beside it. Closed, it waits where one was."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("SozDesk Handbuch")
        self.setMinimumSize(QSize(px(380), px(320)))
        self.resize(QSize(px(980), px(700)).boundedTo(self.screen().availableSize()))
        theme.surface(self, "page")
        self._narrow = False
        self.browser = HandbookText()
        self.results = Results()
        self.contents = Contents(handbook())
        self.field = HandbookField()
        self._build()
        self._connect()
        self.browser.setFocus()

    # ------------------------------------------------------------------ building

    def _build(self) -> None:
        self._right = QStackedWidget()
        self._right.addWidget(self.browser)
        self._right.addWidget(self.results)
        self.contents.setFixedWidth(px(_CONTENTS_WIDTH))
        self._between = layouts.line()
        self._between.setFixedSize(1, 16_777_215)
        self._notices = layouts.column(spacing=0, margins=(12, 0, 12, 0))
        self._notice: Notice | None = None
        middle = layouts.row(self.contents, self._between, self._right, spacing=0)
        middle.setStretch(2, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._build_bar())
        column.addWidget(layouts.line())
        layouts.nest(column, self._notices)
        layouts.nest(column, middle, 1)

    def _build_bar(self) -> QWidget:
        browser = self.browser
        self.back_button = buttons.icon_button(
            "arrow-left", "Zurück im Handbuch", browser.backward, key="Alt+Left"
        )
        self.forward_button = buttons.icon_button(
            "arrow-right", "Vorwärts im Handbuch", browser.forward, key="Alt+Right"
        )
        self.contents_button = buttons.button("&Inhalt", self._toggle_contents)
        self.contents_button.setCheckable(True)
        self.pdf_button = buttons.button("Als &PDF speichern …", self.save_pdf, icon="save")
        bar = layouts.row(
            self.back_button,
            self.forward_button,
            self.contents_button,
            self.field,
            self.pdf_button,
            buttons.more_button(self._more_actions()),
            margins=(10, 7, 10, 7),
        )
        bar.setStretch(3, 1)
        holder = layouts.box(bar)
        theme.surface(holder, "chrome")
        return holder

    def _more_actions(self) -> list[QAction]:
        """Also of the window itself: their keys count while the menu is closed."""
        resize = self.browser.resize_type
        made = [
            buttons.action("Schrift &grösser", partial(resize, 1), key="Ctrl++"),
            buttons.action("Schrift &kleiner", partial(resize, -1), key="Ctrl+-"),
            buttons.action("Schrift &normal", partial(resize, 0), key="Ctrl+0"),
            buttons.action("Im Handbuch &suchen", self.search, key="Ctrl+F"),
            buttons.action("&Abkürzungen", partial(self.go_to, "abkuerzungen")),
            buttons.action("Als &PDF speichern …", self.save_pdf),
        ]
        made[0].setShortcuts([QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")])
        self.addActions(made)
        return made

    def _connect(self) -> None:
        browser = self.browser
        browser.backwardAvailable.connect(self.back_button.setEnabled)
        browser.forwardAvailable.connect(self.forward_button.setEnabled)
        browser.place_changed.connect(self.contents.show_place)
        browser.sourceChanged.connect(lambda _url: self._show_text())
        self.back_button.setEnabled(False)
        self.forward_button.setEnabled(False)
        self.contents.chosen.connect(self._read)
        self.field.textChanged.connect(self._search)
        self.field.moved.connect(self.results.move)
        self.field.entered.connect(self.results.open_current)
        self.results.chosen.connect(self._open_hit)

    # ------------------------------------------------------------------ reading

    def go_to(self, place: str) -> None:
        """Show a page, at a heading if the place names one."""
        self.field.clear()
        self.browser.open_place(place)
        self._show_text()

    def _read(self, place: str) -> None:
        self.go_to(place)
        self.browser.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_text(self) -> None:
        self._right.setCurrentWidget(self.browser)
        if self._narrow:
            self._show_contents(shown=False)

    # ------------------------------------------------------------------ searching

    def search(self) -> None:
        """Go to the field; what was searched before is listed once more."""
        self._search(self.field.text())
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def _search(self, query: str) -> None:
        if not query.strip():
            self._right.setCurrentWidget(self.browser)
            return
        self.results.show_hits(query, handbook_search.find(handbook(), query))
        self._right.setCurrentWidget(self.results)
        if self._narrow:
            self._show_contents(shown=False)
        announce(self.field, self.results.sentence())

    def _open_hit(self, hit: Hit) -> None:
        """The place, with the words marked; the field keeps them for the next look."""
        self.browser.open_place(hit.place, handbook_search.words_of(self.field.text()))
        self._show_text()
        self.browser.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc leaves the search first, then the window."""
        if event.key() == Qt.Key.Key_Escape and self.field.text():
            self.field.clear()
            self.browser.forget_words()
            self.browser.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not buttons.is_enter(event):
            super().keyPressEvent(event)

    # ------------------------------------------------------------------ narrow windows

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Contents beside the text where there is room."""
        super().resizeEvent(event)
        narrow = self.width() < px(_NARROW)
        if narrow != self._narrow or event.oldSize().width() < 0:
            self._narrow = narrow
            self.pdf_button.setVisible(not narrow)
            self._show_contents(shown=not narrow)

    def _toggle_contents(self) -> None:
        self._show_contents(shown=self.contents.isHidden())

    def _show_contents(self, *, shown: bool) -> None:
        self.contents.setVisible(shown)
        self.contents_button.setChecked(shown)
        self._between.setVisible(shown and not self._narrow)
        self._right.setVisible(not (shown and self._narrow))
        wide = 16_777_215 if self._narrow else px(_CONTENTS_WIDTH)
        self.contents.setMinimumWidth(0 if self._narrow else wide)
        self.contents.setMaximumWidth(wide)
        if shown and self._narrow:
            self.contents.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------------ pdf

    def save_pdf(self) -> None:
        """Write the whole handbook as one pdf to print."""
        from sozdesk.documents.handbook_pdf import (  # noqa: PLC0415 - only when somebody prints
            write_handbook,
        )

        path = file_prompts.save_file(
            self, "Handbuch als PDF speichern", _suggested(), "PDF (*.pdf)"
        )
        if path is None:
            return
        self.pdf_button.setEnabled(False)
        self._say("note", "Das Handbuch wird geschrieben …")
        worker.run(write_handbook, path, done=self._saved, failed=self._not_saved, owner=self)

    def _saved(self, path: Path) -> None:
        self.pdf_button.setEnabled(True)
        url = QUrl.fromLocalFile(str(path))
        show = buttons.link("Öffnen", lambda: QDesktopServices.openUrl(url))
        self._say("ok", f"Gespeichert als «{path.name}»", show)

    def _not_saved(self, error: SozDeskError) -> None:
        self.pdf_button.setEnabled(True)
        self._forget()
        errors.show(self, error)

    def _say(self, state: str, sentence: str, *links: QWidget) -> None:
        layouts.empty(self._notices)
        close = buttons.icon_button("x", "Meldung schliessen", self._forget)
        self._notice = Notice(state, sentence, *links, close)
        self._notices.addWidget(self._notice)
        self._notices.setContentsMargins(px(12), px(8), px(12), px(4))
        announce(self, sentence)

    def notice(self) -> str:
        """What is said above the text; empty if there is nothing."""
        return self._notice.words if self._notice is not None else ""

    def _forget(self) -> None:
        self._notice = None
        layouts.empty(self._notices)
        self._notices.setContentsMargins(0, 0, 0, 0)


def _suggested() -> Path:
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(folder or Path.home()) / "SozDesk Handbuch.pdf"
