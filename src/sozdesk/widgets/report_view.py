"""The tables of a document on the screen, as the document will show them."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from sozdesk.documents.report import RIGHT, Report, Table, cell_text, is_total
from sozdesk.widgets import labels
from sozdesk.widgets.table import Column, RowsModel, TableView


def report_tables(report: Report) -> list[QWidget]:
    """Title, table and notes of every table, from top to bottom."""
    return [widget for table in report.tables for widget in table_widgets(table)]


def table_widgets(table: Table) -> list[QWidget]:
    """Title, the table as in the document, its notes."""
    rows = table.values()
    columns = [
        Column(
            title=column.title,
            text=lambda row, at=at, kind=column.kind: cell_text(row[1][at], kind),  # type: ignore[misc]
            align="right" if column.kind in RIGHT else "left",
            bold=lambda row: is_total(row[1]),
            stretch=column.wide or (at == 0 and not any(one.wide for one in table.columns)),
        )
        for at, column in enumerate(table.columns)
    ]
    model = RowsModel(columns, key=lambda row: row[0])
    view = TableView(model, table.title, lead=0, sortable=False)
    model.set_rows(list(enumerate(rows)))
    view.fit_height()
    return [labels.section(table.title), view, *map(labels.secondary, table.notes)]
