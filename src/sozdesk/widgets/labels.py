"""Texts by their role. All wrap or say their full text in a tool tip; none is ever just cut."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from sozdesk.widgets import theme
from sozdesk.widgets.tokens import Tone


def text(
    words: str = "",
    role: theme.TextRole = "body",
    tone: Tone = "text",
    *,
    wrap: bool = True,
    selectable: bool = False,
) -> QLabel:
    """A plain text; ``&`` stays an ampersand."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(words)
    label.setWordWrap(wrap)
    if selectable:
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    theme.give(label, role=role, tone=tone)
    return label


def page_title(words: str) -> QLabel:
    """22 / 600."""
    return text(words, "page_title")


def record_title(words: str) -> QLabel:
    """18 / 600, the title in a detail."""
    return text(words, "record_title")


def section(words: str) -> QLabel:
    """16 / 600."""
    return text(words, "section")


def strong(words: str, *, wrap: bool = True) -> QLabel:
    """14 / 600: field labels, sentences that count."""
    return text(words, "label", wrap=wrap)


def body(words: str) -> QLabel:
    """14 / 400."""
    return text(words)


def secondary(words: str, *, wrap: bool = True) -> QLabel:
    """13 / 400 in grey: hints, second lines."""
    return text(words, "small", "text2", wrap=wrap)


def tag(words: str) -> QLabel:
    """The dashed frame of «Beispieldaten – frei erfunden»."""
    label = QLabel(words)
    theme.give(label, role="tag")
    return label


class Elided(QWidget):
    """One line that ends in «…» where there is no room, with the full text as tool tip."""

    def __init__(
        self,
        words: str = "",
        role: theme.TextRole = "body",
        tone: Tone = "text",
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        super().__init__()
        self._role, self._tone, self._mode = role, tone, mode
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_text(words)

    def set_text(self, words: str) -> None:
        """Show another text."""
        self._words = words
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The whole line."""
        metrics = self._metrics()
        return QSize(metrics.horizontalAdvance(self._words) + 1, metrics.height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A few letters."""
        return QSize(theme.px(40), self._metrics().height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw what has room."""
        painter = QPainter(self)
        painter.setFont(theme.font(self._role))
        painter.setPen(theme.color(self._tone))
        shown = painter.fontMetrics().elidedText(self._words, self._mode, self.width())
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter), shown)
        painter.end()

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(theme.font(self._role))
