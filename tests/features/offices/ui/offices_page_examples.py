"""How a person reads and uses the page."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from sozdesk.widgets.command_dialog import CommandDialog


def row_texts(table):
    """Texts of all rows: visible columns, the second line behind the first."""
    model = table.rows_model
    rows = []
    for line in range(model.rowCount()):
        cells = [
            model.cell(line, n) for n in range(len(model.columns)) if not table.isColumnHidden(n)
        ]
        rows.append(tuple(word for cell in cells for word in (cell.text, cell.second) if word))
    return rows


def row_of(table, first):
    """The row that begins with these words."""
    return next(row for row in row_texts(table) if row[0] == first)


def dialog_of(page):
    """The dialog that is open."""
    found = [made for made in page.findChildren(CommandDialog) if made.isVisible()]
    assert len(found) == 1
    return found[0]


def fill(dialog, **values):
    """Type into fields and press the action."""
    for key, value in values.items():
        dialog.form[key].set_value(value)
    dialog.action_button.click()


def open_dialogs(page):
    return [made for made in page.findChildren(CommandDialog) if made.isVisible()]


def sentences(widget):
    """All texts that can be seen."""
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]
