"""How a person reads and uses the pages of cases and persons."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLabel

from sozdesk.widgets.command_dialog import CommandDialog


class Navigation:
    """What a page asked of the main window."""

    def __init__(self):
        self.said, self.offers, self.subpages, self.histories = [], [], [], []
        self.opened, self.left, self.shares = [], [], {}

    def open_subpage(self, widget):
        self.subpages.append(widget)

    def open_area(self, key, **target):
        self.opened.append((key, target))

    def back(self):
        self.left.append("back")

    def close_subpage(self, widget):
        self.left.append(widget)

    def show_history(self, title, table, row_id):
        self.histories.append((title, table, row_id))

    def share_of(self, page, usual):
        return self.shares.get(page, usual)

    def remember_share(self, page, share):
        self.shares[page] = share

    def say(self, sentence, *offers):
        self.said.append(sentence)
        self.offers += offers


def dialog_of(page):
    """The dialog that is open."""
    (found,) = [made for made in page.findChildren(CommandDialog) if made.isVisible()]
    return found


def words_of(widget):
    """Every text that is seen on a widget."""
    QApplication.processEvents()
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]


def fill(dialog, **values):
    """Type into the fields of a dialog."""
    for key, value in values.items():
        dialog.form[key].set_value(value)
