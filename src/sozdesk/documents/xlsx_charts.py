"""Charts that Excel draws by itself from cells: to be changed, copied and set in other colours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sozdesk.documents import palette
from sozdesk.documents.report import Chart, ChartKind

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.chart import Chart as NativeChart
    from xlsxwriter.worksheet import Worksheet

_ACCENT = palette.CHART.series[0]
_TYPES = {
    ChartKind.DOUGHNUT: {"type": "doughnut"},
    ChartKind.STACKED_BARS: {"type": "bar", "subtype": "stacked"},
}
_LOOKS: tuple[dict[str, Any], ...] = (
    {"fill": {"color": _ACCENT}},
    {
        "pattern": {
            "pattern": "wide_upward_diagonal",
            "fg_color": _ACCENT,
            "bg_color": palette.PAPER,
        }
    },
    {"fill": {"none": True}},
)
"""Filled, hatched, empty, as everywhere."""
_WIDTH = 620
_ROW = 20
"""Of a row of the sheet, in px."""


def draw(workbook: Workbook, sheet: Worksheet, chart: Chart, *, head: int, beside: int) -> None:
    """Draw a chart from the cells below ``head``: names in the first column, then the series.

    It is placed right of them, at column ``beside``.
    """
    native = workbook.add_chart(_TYPES[chart.kind])
    if chart.kind is ChartKind.DOUGHNUT:
        _doughnut(native, sheet.name, chart, head)
    else:
        _bars(native, sheet.name, chart, head)
    native.set_title({"name": chart.title, "name_font": {"size": 12}, "overlay": False})
    native.set_legend({"position": "bottom"})
    native.set_size({"width": _WIDTH, "height": rows_of(chart) * _ROW})
    sheet.insert_chart(head, beside, native, {"description": chart.alt, "object_position": 2})


def rows_of(chart: Chart) -> int:
    """How many rows of the sheet the chart covers."""
    return 15 if chart.kind is ChartKind.DOUGHNUT else 7 + 2 * len(chart.categories)


def _doughnut(native: NativeChart, sheet: str, chart: Chart, head: int) -> None:
    """The series lie side by side: one ring through the first row."""
    last = len(chart.series)
    native.add_series(
        {
            "categories": [sheet, head, 1, head, last],
            "values": [sheet, head + 1, 1, head + 1, last],
            "points": [_look(number) for number in range(last)],
            "data_labels": {
                "value": True,
                "custom": [{"font": _label_font(number)} for number in range(last)],
            },
        }
    )
    native.set_hole_size(60)


def _bars(native: NativeChart, sheet: str, chart: Chart, head: int) -> None:
    last = head + len(chart.categories)
    for number in range(len(chart.series)):
        column = number + 1
        native.add_series(
            {
                "name": [sheet, head, column],
                "categories": [sheet, head + 1, 0, last, 0],
                "values": [sheet, head + 1, column, last, column],
                **_look(number),
                "gap": 60,
                "data_labels": {"value": True, "num_format": "0;;", "font": _label_font(number)},
            }
        )
    native.set_y_axis({"reverse": True, "line": {"none": True}})
    native.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})


def _look(number: int) -> dict[str, Any]:
    return {**_LOOKS[number], "border": {"color": _ACCENT, "width": 1.25}}


def _label_font(number: int) -> dict[str, Any]:
    return {"bold": True, "color": palette.PAPER if number == 0 else palette.TEXT}
