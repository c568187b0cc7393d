"""In every dialog that a test opens, Alt and a letter does one thing, and every field can be reached.

The same of a page with what stands on it just now, a notice too: ``taken_twice(page)``.
"""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from sozdesk.widgets.dialogs import Dialog

MENUS = ("d", "b", "a", "x", "h")
"""Of the menu bar: Datei, Bearbeiten, Ansicht, Extras, Hilfe open whatever a page has in mind."""


def taken_twice(page: QWidget) -> list[str]:
    """Letters of a page that two things on it have, or one thing and a menu."""
    found = [*letters(page), *MENUS]
    return sorted({one for one in found if found.count(one) > 1})


def letters(dialog: QWidget) -> list[str]:
    """Of labels that lead to a field, and of buttons."""
    seen = [one for one in dialog.findChildren(QWidget) if one.isVisibleTo(dialog)]
    labels = [one.text() for one in seen if isinstance(one, QLabel) and one.buddy() is not None]
    buttons = [one.text() for one in seen if isinstance(one, QAbstractButton)]
    return [
        match.group(1).lower()
        for text in [*labels, *buttons]
        for match in re.finditer(r"&([^&\s])", text.replace("&&", ""))
    ]


def unreachable(dialog: Dialog) -> list[str]:
    """Fields that the Tab key never comes to."""
    keys = dialog.form.keys()
    return [
        key
        for key in keys
        if not any(
            one.focusPolicy() & Qt.FocusPolicy.TabFocus
            for one in [dialog.form[key], *dialog.form[key].findChildren(QWidget)]
        )
    ]


@pytest.fixture(autouse=True)
def every_dialog_gives_a_letter_once(monkeypatch: pytest.MonkeyPatch):
    wrong: list[str] = []
    show = Dialog.showEvent

    def shown(self, event):
        show(self, event)
        found = letters(self)
        wrong.extend(
            f"{self.windowTitle()}: Alt+{one}" for one in sorted(set(found)) if found.count(one) > 1
        )
        wrong.extend(f"{self.windowTitle()}: {key} not by Tab" for key in unreachable(self))

    monkeypatch.setattr(Dialog, "showEvent", shown)
    yield
    assert sorted(set(wrong)) == []
