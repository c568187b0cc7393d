"""How a person reads and uses the pages of the daily work."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLabel

from sozdesk.widgets.command_dialog import CommandDialog


class Navigation:
    """What a page asked of the main window."""

    def __init__(self):
        self.said, self.subpages, self.opened, self.left = [], [], [], []

    def open_subpage(self, widget):
        self.subpages.append(widget)

    def open_area(self, key, **target):
        self.opened.append((key, target))

    def back(self):
        self.left.append("back")

    def close_subpage(self, widget):
        self.left.append(widget)

    def open_handbook(self, place):
        self.opened.append((place, {}))

    def view_of(self, _page, usual):
        return usual

    def share_of(self, page, usual):
        return usual

    def remember_share(self, page, share):
        pass

    def say(self, sentence, *offers):
        self.said.append(sentence)


def dialog_of(widget):
    """The dialog that is open."""
    (found,) = [made for made in widget.findChildren(CommandDialog) if made.isVisible()]
    return found


def words_of(widget):
    """Every text that is seen on a widget, once what was added to it has appeared."""
    QApplication.processEvents()
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]
