"""The text of the handbook: a page, its pictures, and where in it one is reading."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import takewhile
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QImage,
    QImageReader,
    QPainter,
    QPen,
    QResizeEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit

from sozdesk.documents.handbook import START, handbook, picture_file
from sozdesk.documents.handbook_blocks import Page, Picture, sections
from sozdesk.kernel import german
from sozdesk.shell.handbook_html import page_html, style_sheet
from sozdesk.widgets import theme
from sozdesk.widgets.theme import px

_WIDEST = 720
"""Logical px of a line of text: longer ones are hard to follow."""
_SIZES = (80, 90, 100, 115, 130, 150, 175, 200)
_NORMAL = _SIZES.index(100)
_REST = 150
"""Milliseconds after the last change of the width until pictures are made anew."""


class _Reading:
    """The size of type that was chosen last; it stays as long as the program runs."""

    size = _NORMAL


class HandbookText(QTextBrowser):
    """Shows ``page.html#heading``; remembers the way for back and forward."""

    place_changed = Signal(str)
    """The place one reads now, as the text was opened or scrolled."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Handbuch")
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.document().setDocumentMargin(px(12))
        self.document().setIndentWidth(px(26))
        self.setViewportMargins(px(6), px(8), 0, 0)
        self._words: Sequence[str] = ()
        self._page = handbook()[0]
        self._sizes: dict[str, QSize] = {}
        """How large the pictures of the page are shown."""
        self._place = ""
        self._scrolled = False
        """Whether the person has scrolled since the page was opened."""
        self._later = QTimer(self, singleShot=True, interval=_REST)
        self._later.timeout.connect(self._show_again)
        self.sourceChanged.connect(self._on_source)
        self.verticalScrollBar().actionTriggered.connect(self._on_scrolling)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._follow())
        theme.events().changed.connect(self._show_again)
        self._fit_lines()

    # ------------------------------------------------------------------ showing

    def open_place(self, place: str, words: Sequence[str] = ()) -> None:
        """Show a place; ``words`` (search keys) are marked in the text."""
        self._words = words
        name, _, anchor = place.partition("#")
        url = QUrl(page_file(name))
        url.setFragment(anchor)
        self.setSource(url)
        self._mark_words()

    def place(self) -> str:
        """The place one reads now."""
        return self._place

    def loadResource(self, kind: int, name: QUrl | str) -> Any:  # noqa: N802 - Qt's name
        """Pages and pictures come from the one reader of the handbook."""
        file = QUrl(name).fileName()
        if QTextDocument.ResourceType(kind) == QTextDocument.ResourceType.ImageResource:
            return self._picture(file)
        self.document().setDefaultStyleSheet(style_sheet(_SIZES[_Reading.size]))
        self._page = _page(file.removesuffix(".html")) or self._page
        return page_html(self._page, self._size_of)

    def _show_again(self) -> None:
        """The same place with other sizes or colours."""
        if not self.source().isEmpty():
            self._keep_in_sight(self.reload)
            self._mark_words()

    def _keep_in_sight(self, change: Callable[[], object]) -> None:
        """Change the layout; what is read stays on top, or the heading that was asked for."""
        read = self.cursorForPosition(self.viewport().rect().topLeft()).position()
        anchor, scrolled = self._place.partition("#")[2], self._scrolled
        change()
        self._scrolled = scrolled
        if not scrolled:
            self.scrollToAnchor(anchor)
            return
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(read, self.document().characterCount() - 1))
        self.verticalScrollBar().setValue(round(self._top_of(cursor.block())))

    def resize_type(self, step: int) -> None:
        """Larger (1), smaller (-1), or as usual (0)."""
        wanted = _Reading.size + step if step else _NORMAL
        _Reading.size = min(max(wanted, 0), len(_SIZES) - 1)
        self._show_again()

    def percent(self) -> int:
        """The size of type now."""
        return _SIZES[_Reading.size]

    # ------------------------------------------------------------------ pictures

    def _size_of(self, file: str) -> QSize | None:
        """As large as it is, or as the line is long; remembered until the page is shown again."""
        path = picture_file(file)
        if path is None:
            return None
        size = QImageReader(str(path)).size()
        room = self.lineWrapColumnOrWidth() - 2 * round(self.document().documentMargin())
        fitting = QSize(min(size.width(), room), size.height())
        self._sizes[file] = size.scaled(fitting, Qt.AspectRatioMode.KeepAspectRatio)
        return self._sizes[file]

    def _picture(self, file: str) -> QImage | None:
        """Made for the size that the page gave it: Qt itself would drop lines of it."""
        size, path = self._sizes.get(file), picture_file(file)
        if size is None or path is None:
            return None
        ratio = self.devicePixelRatioF()
        image = QImage(str(path)).scaled(
            size * ratio,
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        painter = QPainter(image)
        painter.setPen(QPen(theme.color("line2"), ratio))
        painter.drawRect(QRectF(image.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()
        image.setDevicePixelRatio(ratio)
        return image

    # ------------------------------------------------------------------ where one reads

    def _on_source(self, url: QUrl) -> None:
        self._scrolled = False
        self._tell(url.fragment())

    def _on_scrolling(self) -> None:
        self._scrolled = True

    def _follow(self) -> None:
        """The last heading above a line near the top; the heading that was asked for until then."""
        if not self._scrolled:
            return
        line = self.verticalScrollBar().value() + px(40)
        parts = sections(self._page)[1:]
        above = list(takewhile(lambda top: top <= line, self._tops()))
        self._tell(parts[len(above) - 1].anchor if above else "")

    def _tell(self, anchor: str) -> None:
        name = self._page.name
        place = f"{name}#{anchor}" if anchor else name
        if place != self._place:
            self._place = place
            self.place_changed.emit(place)

    def _tops(self) -> list[float]:
        """Where the headings of the second level begin, from the top of the text."""
        found = []
        block = self.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() > 2:
                found.append(self._top_of(block))
            block = block.next()
        return found

    def _top_of(self, block: QTextBlock) -> float:
        return self.document().documentLayout().blockBoundingRect(block).top()

    # ------------------------------------------------------------------ found words

    def forget_words(self) -> None:
        """Take the marks away."""
        self._words = ()
        self._mark_words()

    def _mark_words(self) -> None:
        marks = []
        look = QTextCharFormat()
        look.setBackground(theme.color("warn_bg"))
        look.setForeground(theme.color("text"))
        look.setFontWeight(600)
        block = self.document().begin()
        while block.isValid() and self._words:
            marks += [self._marked(block, span, look) for span in _spans(block, self._words)]
            block = block.next()
        self.setExtraSelections(marks)

    def _marked(
        self, block: QTextBlock, span: tuple[int, int], look: QTextCharFormat
    ) -> QTextEdit.ExtraSelection:
        mark = QTextEdit.ExtraSelection()
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + span[0])
        cursor.setPosition(block.position() + span[1], QTextCursor.MoveMode.KeepAnchor)
        mark.cursor, mark.format = cursor, look
        return mark

    # ------------------------------------------------------------------ sizes

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Lines follow at once, pictures when the width has come to rest."""
        before = self.lineWrapColumnOrWidth()
        super().resizeEvent(event)
        self._fit_lines()
        has_pictures = any(isinstance(block, Picture) for block in self._page.blocks)
        if has_pictures and before != self.lineWrapColumnOrWidth():
            self._later.start()

    def _fit_lines(self) -> None:
        width = min(self.viewport().width(), px(_WIDEST))
        if width != self.lineWrapColumnOrWidth():
            self._keep_in_sight(partial(self.setLineWrapColumnOrWidth, width))


def page_file(place: str) -> str:
    """File name of the page that a place is on; the first page if there is none."""
    name = place.partition("#")[0]
    return f"{name if _page(name) else START}.html"


def _page(name: str) -> Page | None:
    return next((page for page in handbook() if page.name == name), None)


def _spans(block: QTextBlock, words: Sequence[str]) -> list[tuple[int, int]]:
    text = block.text()
    return [span for word in words for span in german.search_spans(text, word)]
