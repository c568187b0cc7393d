"""How a person reads and uses the page of the measures."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QAbstractButton, QLabel

from sozdesk.widgets.command_dialog import CommandDialog


class Navigation:
    """What the page asked of the main window."""

    def __init__(self):
        self.said, self.offers, self.subpages, self.histories, self.books = [], [], [], [], []
        self.shares, self.views = {}, {}

    def open_subpage(self, widget):
        self.subpages.append(widget)

    def show_history(self, title, table, row_id):
        self.histories.append((title, table))

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
        self.offers.append(offers)

    def forget_said(self):
        self.said.clear()

    def open_handbook(self, place):
        self.books.append(place)


def at(page, number, tab=0, period="2021-2024"):
    """The detail of a measure at one of its tabs."""
    page.open_target(period=period, number=number)
    page.detail.tabs.choose(tab)
    return page.detail


def numbers(page):
    """The measures in the list, in its order."""
    return [row.number for row in page.model.rows()]


def groups(page):
    """Title and note of the group rows."""
    found = (page.model.group(line) for line in range(page.model.rowCount()))
    return [(group.title, group.note) for group in found if group]


def chips(page):
    """Word and count of the chips."""
    return {button.chip.word: button.chip.count for button in page.filters.chips.buttons()}


def facts(page):
    """The line below the title."""
    return page.head._facts.text()


def dialog_of(page):
    """The dialog that is open."""
    (found,) = [made for made in page.findChildren(CommandDialog) if made.isVisible()]
    return found


def no_dialog(page):
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return not [made for made in page.findChildren(CommandDialog) if made.isVisible()]


def fill(dialog, **values):
    """Type into fields and press the action."""
    for key, value in values.items():
        dialog.form[key].set_value(value)
    dialog.action_button.click()


def refusals(dialog):
    """What stands beside the fields."""
    return {key: finding.message for key, finding in dialog.form.findings()}


def sentences(widget):
    """All texts that can be seen; a layout shows new ones with the next round of events."""
    QCoreApplication.processEvents()
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]


def buttons_of(widget):
    """The words of all buttons that can be seen."""
    QCoreApplication.processEvents()
    return [
        button.text().replace("&", "")
        for button in widget.findChildren(QAbstractButton)
        if button.isVisibleTo(widget) and button.text()
    ]


def menu_words(button):
    return [entry.text() for entry in button.menu().actions() if entry.text()]
