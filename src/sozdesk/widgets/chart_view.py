"""A chart on a page: drawn in the worker, light or dark, with words beside."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from sozdesk.documents import charts
from sozdesk.documents.report import Chart
from sozdesk.runtime import worker
from sozdesk.widgets import labels, layouts, theme
from sozdesk.widgets.svg_picture import SvgPicture


class ChartView(QWidget):
    """One chart with its finding above and its source below."""

    def __init__(self, chart: Chart) -> None:
        super().__init__()
        self._chart = chart
        self.picture = SvgPicture(QSize(*charts.chart_size(chart)))
        source = labels.text(f"Quelle: {chart.source}", "status", "text2")
        self.setLayout(layouts.column(labels.strong(chart.title), self.picture, source, spacing=6))
        theme.events().changed.connect(self._draw)
        self._draw()

    def _draw(self) -> None:
        worker.run(
            partial(charts.chart_svg, dark=theme.current().dark),
            self._chart,
            done=self._show,
            owner=self,
        )

    def _show(self, svg: str) -> None:
        self.picture.show_svg(svg, self._chart.alt)
