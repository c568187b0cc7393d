"""Alt and a letter does one thing on every page of the offerings, beside the menus of the window."""

from __future__ import annotations

import shutil
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from fixtures_archive import FAST_KDF, PASSWORD, fixed_clock
from fixtures_shell import unlock
from sozdesk.app.office_file import new_file
from sozdesk.app.sample import catalogue, offerings, recognition
from sozdesk.features.offerings import queries
from sozdesk.features.offerings.ui.subpages import SERVICE_SUBPAGES, SUBPAGES, open_subpage
from sozdesk.widgets import accessibility
from sozdesk.widgets.segments import Segments
from sozdesk.widgets.table import TableView
from sozdesk.widgets.tabs import Tabs

DAY = date(2027, 1, 5)
ROWS = 6
"""Of a list."""


def _made(path, kind):
    return new_file(
        path,
        office_kind=kind,
        municipalities=(2861,) if kind == "service" else (),
        person_name="Anna Muster",
        password=PASSWORD,
        sample_today=DAY,
        clock=fixed_clock,
        kdf=FAST_KDF,
    ).archive


@pytest.fixture(scope="module")
def templates(tmp_path_factory):
    """The KSA with its whole platform, and a Sozialdienst that read its catalogue."""
    folder = tmp_path_factory.mktemp("platform")
    ksa, service = _made(folder / "ksa.sozdesk", "ksa"), _made(folder / "dienst.sozdesk", "service")
    ksa.run(offerings.invent_platform, None)
    ksa.run(recognition.invent_procedure, None)
    with catalogue.other_ksa(DAY, "Sozialdienst Beispieltal", ()) as other:
        catalogue.read_in(service, other)
    for archive in (ksa, service):
        archive.close(backup=False)
    return folder


@pytest.fixture
def opened(window, templates, tmp_path, monkeypatch):
    """Opens one of the two in the main window; answers its workspace at the offerings."""

    def go(kind):
        for part in templates.glob(f"{kind}.*"):
            shutil.copyfile(part, tmp_path / part.name)
        unlock(window, tmp_path / f"{kind}.sozdesk")
        workspace = window.centralWidget()
        workspace.open_area("offerings")
        return workspace

    return go


def twice(workspace):
    """Letters with two owners in what is seen now, each with them."""
    QApplication.processEvents()
    return list(accessibility._same_mnemonics(list(accessibility._visible(workspace))))


def walked(workspace):
    """The same of every view of the page and of every record that it lists."""
    page = workspace.stack.currentWidget()
    found = twice(workspace)
    for views in page.findChildren(Segments):
        for key in views._values:
            views.set_value(key)
            found += twice(workspace)
            found += _rows(workspace, page)
    return sorted({*found, *_rows(workspace, page)})


def _rows(workspace, page):
    found = []
    for table in page.findChildren(TableView):
        if table.isVisibleTo(page):
            for row in range(min(ROWS, table.model().rowCount())):
                table.selectRow(row)
                found += twice(workspace) + _tabs(workspace, page)
    return found


def _tabs(workspace, page):
    found = []
    for tabs in page.findChildren(Tabs):
        for number in range(len(tabs._group.buttons())):
            tabs.choose(number)
            found += twice(workspace)
    return found


@pytest.mark.parametrize("module", ["", *(name for _words, name in SUBPAGES)])
def test_a_page_of_the_ksa_gives_a_letter_once(opened, module):
    workspace = opened("ksa")
    if module:
        open_subpage(workspace.window().desk, workspace, module)
    assert walked(workspace) == []


@pytest.mark.parametrize("new", [False, True])
def test_the_form_of_an_offering_gives_a_letter_once(qtbot, opened, new):
    workspace = opened("ksa")
    desk = workspace.window().desk
    row = desk._archive.query(queries.offerings, DAY)[0]
    target = {"provider_id": row.provider_id} if new else {"offering_id": row.id}
    open_subpage(desk, workspace, "offering_page", **target)
    page = workspace.stack.currentWidget()
    assert twice(workspace) == []
    page.entry.form["title"].set_value("Anders")
    page.entry.form["title"].focus()
    if not new:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
        # Qt shows the button pressed for a moment first.
        qtbot.waitUntil(lambda: workspace.stack.currentWidget() is not page, timeout=5_000)
        assert desk._archive.query(queries.offering, row.id, DAY).title == "Anders"


@pytest.mark.parametrize("module", ["", *(name for _words, name in SERVICE_SUBPAGES)])
def test_a_page_of_a_service_gives_a_letter_once(opened, module):
    workspace = opened("dienst")
    if module:
        open_subpage(workspace.window().desk, workspace, module)
    assert walked(workspace) == []
