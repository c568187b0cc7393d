"""How a person reads and uses the pages about enacted offerings and invoices."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel

from sozdesk.widgets.command_dialog import CommandDialog


class Navigation:
    """What a page asked of the main window."""

    def __init__(self):
        self.said, self.subpages, self.areas, self.left, self.shares = [], [], [], [], {}

    def open_area(self, key, **target):
        self.areas.append((key, target))

    def open_subpage(self, widget):
        self.subpages.append(widget)

    def back(self):
        self.left.append("back")

    def close_subpage(self, widget):
        self.left.append(widget)

    def share_of(self, page, usual):
        return self.shares.get(page, usual)

    def remember_share(self, page, share):
        self.shares[page] = share

    def say(self, sentence, *offers):
        self.said.append(sentence)


def dialog_of(page):
    """The dialog that is open."""
    (found,) = [made for made in page.findChildren(CommandDialog) if made.isVisible()]
    return found


def words_of(widget):
    """Every text that is seen on a widget, once Qt has shown what is new."""
    QCoreApplication.processEvents()
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]


def finding(form, key):
    """The sentence at a field, empty without one."""
    now = form[key].finding()
    return now.message if now else ""


def fill(form, **values):
    """Type values, one after the other."""
    for key, value in values.items():
        form[key].input.set_value(value)
