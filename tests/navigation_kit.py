"""How a person reads and uses the pages of a feature."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel

from sozdesk.widgets.command_dialog import CommandDialog


class Navigation:
    """What a page asked of the main window."""

    def __init__(self):
        self.said, self.offers, self.subpages, self.histories = [], [], [], []
        self.shares, self.views, self.left, self.areas, self.books = {}, {}, [], [], []

    def open_area(self, key, **target):
        self.areas.append((key, target))

    def open_subpage(self, widget):
        self.subpages.append(widget)

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

    def view_of(self, page, usual):
        return self.views.get(page, usual)

    def remember_view(self, page, view):
        self.views[page] = view

    def say(self, sentence, *offers):
        self.said.append(sentence)
        self.offers += offers

    def forget_said(self):
        self.said.clear()

    def open_handbook(self, place):
        self.books.append(place)


def dialog_of(page):
    """The dialog that is open."""
    (found,) = [made for made in page.findChildren(CommandDialog) if made.isVisible()]
    return found


def words_of(widget):
    """Every text that is seen on a widget, once Qt has shown what is new."""
    QCoreApplication.processEvents()
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]
