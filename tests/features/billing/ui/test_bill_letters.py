"""A letter with Alt has one meaning on every page of the billing, and is none of the menu bar's."""

from __future__ import annotations

from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from dialog_letters import letters, taken_twice
from sozdesk.archive.store import Archive
from sozdesk.features.billing.ui import check_page, import_page, page, subpages
from sozdesk.runtime.desk import InlineDesk
from sozdesk.widgets.command_dialog import CommandDialog
from sozdesk.widgets.parts import Part
from sozdesk.widgets.tabs import TabButton, Tabs


def wrong(widget: QWidget) -> list[str]:
    """Letters that are used twice in a tab, or by the menu bar."""
    bad: set[str] = set()
    for tabs in widget.findChildren(Tabs) or [None]:
        for number in range(len(tabs.findChildren(TabButton)) if tabs else 1):
            if tabs:
                tabs.choose(number)
            bad |= set(taken_twice(widget))
    return sorted(bad)


def wrong_in_dialogs(page: QWidget) -> list[str]:
    """The same of every dialog that adds something; a dialog has no menu bar."""
    bad: set[str] = set()
    for part in page.findChildren(Part):
        if hasattr(part, "add_button"):
            part.add()
            (dialog,) = [one for one in page.findChildren(CommandDialog) if one.isVisible()]
            found = letters(dialog)
            bad |= {f"{dialog.windowTitle()}: {one}" for one in found if found.count(one) > 1}
            dialog.reject()
    return sorted(bad)


def window() -> Any:
    found = SimpleNamespace(opened=[])
    found.share_of = lambda _page, usual: usual
    found.view_of = lambda _page, usual: usual
    found.open_subpage = found.opened.append
    found.remember_share = lambda _page, _share: None
    found.open_handbook = found.opened.append
    found.back = lambda: None
    return found


def module(name: str) -> Any:
    return import_module(f"sozdesk.features.billing.ui.{name}")


@pytest.mark.parametrize("name", ["", *(one for _words, one in subpages.SUBPAGES)])
def test_the_letters_of_a_page_of_the_sozialdienst(name: str, desk: InlineDesk, qtbot: Any) -> None:
    made = (module(name) if name else page).build(desk, window())
    qtbot.addWidget(made)
    made.show()
    assert wrong(made) == []
    assert wrong_in_dialogs(made) == []


@pytest.mark.parametrize("name", ["", "import", *(one for _words, one in subpages.CANTONAL)])
def test_the_letters_of_a_page_of_the_ksa(name: str, archive: Archive, qtbot: Any) -> None:
    desk = InlineDesk()
    desk.adopt(archive)
    first = {"": check_page, "import": import_page}
    made = (first.get(name) or module(name)).build(desk, window())
    qtbot.addWidget(made)
    made.show()
    assert wrong(made) == []
    assert wrong_in_dialogs(made) == []
