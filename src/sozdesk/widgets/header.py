"""The head of a table."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView

from sozdesk.widgets import theme
from sozdesk.widgets.cells import PAD
from sozdesk.widgets.rows import RowsModel


class Header(QHeaderView):
    """Column titles in 13/600 with ↑ or ↓ after the word that sorts, and a menu of the columns."""

    def __init__(self, lead: int) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._lead = lead
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(theme.px(36))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """28 px high."""
        return QSize(super().sizeHint().width(), theme.px(28))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802 - Qt's name
        """Draw one title."""
        model = self.model()
        if not isinstance(model, RowsModel):
            return
        painter.save()
        painter.fillRect(rect, theme.color("page"))
        painter.setFont(theme.font("column"))
        painter.setPen(theme.color("text2"))
        column = model.columns[section]
        right = column.align == "right"
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        inner = rect.adjusted(theme.px(self._lead if section == 0 else PAD), 0, -theme.px(PAD), 0)
        title = painter.fontMetrics().elidedText(
            _title(model, section), Qt.TextElideMode.ElideRight, inner.width() + 1
        )
        painter.drawText(inner, int(side | Qt.AlignmentFlag.AlignVCenter), title)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.color("line2"))
        painter.restore()

    def wanted_width(self, section: int) -> int:
        """Width the title needs with its arrow."""
        model = self.model()
        assert isinstance(model, RowsModel)
        metrics = QFontMetrics(theme.font("column"))
        lead = self._lead if section == 0 else PAD
        return metrics.horizontalAdvance(model.columns[section].title + " ↑") + theme.px(lead + PAD)


def _title(model: RowsModel, section: int) -> str:
    title = model.columns[section].title
    if model.sorted_by != section:
        return title
    return f"{title} {'↓' if model.descending else '↑'}"
