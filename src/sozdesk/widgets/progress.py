"""Progress of an Erhebung as a segmented bar, and of long work as a plain bar with «Abbrechen»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from sozdesk.kernel import german
from sozdesk.widgets import buttons, labels, layouts, states, theme
from sozdesk.widgets.buttons import Slot
from sozdesk.widgets.tokens import Tone

_GAP = 2


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of the bar: a state, how many, and the word of the state."""

    state: str
    count: int
    word: str


class SegmentedBar(QWidget):
    """Segments in the order of the states; outlined = not yet here. 8 px, or 18 with numbers."""

    def __init__(self, segments: Sequence[Segment] = (), *, numbers: bool = False) -> None:
        super().__init__()
        self._numbers = numbers
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_segments(segments)

    def set_segments(self, segments: Sequence[Segment]) -> None:
        """Show other numbers."""
        self._segments = tuple(segment for segment in segments if segment.count)
        words = [f"{segment.count} {segment.word}" for segment in self._segments]
        self.setAccessibleName(german.enumeration(words) if words else "noch nichts")
        self.setToolTip("\n".join(words))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Wide, and flat without numbers."""
        return QSize(theme.px(300), theme.px(18 if self._numbers else 8))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the segments."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for segment, rect in zip(self._segments, self._places(), strict=True):
            self._paint_segment(painter, segment, rect)
        painter.end()

    def _places(self) -> list[QRect]:
        total = sum(segment.count for segment in self._segments)
        gap = theme.px(_GAP)
        room = self.width() - gap * max(0, len(self._segments) - 1)
        places: list[QRect] = []
        done = left = 0
        for segment in self._segments:
            done += segment.count
            right = round(room * done / total)
            places.append(QRect(left + gap * len(places), 0, max(2, right - left), self.height()))
            left = right
        return places

    def _paint_segment(self, painter: QPainter, segment: Segment, rect: QRect) -> None:
        tone = states.tone_of(segment.state)
        outlined = states.is_outlined(segment.state)
        painter.setPen(QPen(theme.color(tone), 1))
        painter.setBrush(theme.color(_PALE[tone] if outlined else tone))
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
        number = german.count(segment.count)
        painter.setFont(theme.font("status", bold=True))
        if self._numbers and painter.fontMetrics().horizontalAdvance(number) + 4 <= rect.width():
            painter.setPen(theme.color(tone if outlined else "page"))
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), number)


_PALE: dict[Tone, Tone] = {
    "neutral": "neutral_bg",
    "warn": "warn_bg",
    "ok": "ok_bg",
    "err": "err_bg",
    "info": "info_bg",
    "query": "query_bg",
}


class Legend(layouts.Flow):
    """Symbols, numbers and words of a bar."""

    def __init__(self, segments: Sequence[Segment] = ()) -> None:
        super().__init__(spacing=8)
        self.set_segments(segments)

    def set_segments(self, segments: Sequence[Segment]) -> None:
        """Show other numbers."""
        self.clear()
        for segment in segments:
            if segment.count:
                self.add(_legend_entry(segment))


def _legend_entry(segment: Segment) -> QWidget:
    number = labels.strong(german.count(segment.count), wrap=False)
    word = labels.text(segment.word, "body", "text2", wrap=False)
    line = layouts.row(states.Symbol(segment.state), number, word, None, spacing=6)
    entry = layouts.box(line)
    entry.setMinimumWidth(theme.px(138))
    return entry


class WorkProgress(QWidget):
    """«37 von 86 Dateien gelesen» with a bar and «Abbrechen»; goes into the action bar."""

    def __init__(self, what: str, cancel: Slot | None = None) -> None:
        super().__init__()
        self._what = what
        self._words = labels.text("" if "{" in what else what, wrap=False)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setMinimumWidth(theme.px(160))
        self._bar.setAccessibleName(what)
        self._bar.setRange(0, 0)
        line = layouts.row(self._words, self._bar, spacing=12)
        if cancel is not None:
            line.addWidget(buttons.button("Abbrechen", cancel))
        line.setStretch(1, 1)
        self.setLayout(line)

    def set_progress(self, done: int, total: int) -> None:
        """``what`` holds ``{done}`` and ``{total}``: «{done} von {total} Dateien gelesen»."""
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(done)
        self._words.setText(self._what.format(done=german.count(done), total=german.count(total)))

    def words(self) -> str:
        """The sentence shown now."""
        return self._words.text()
