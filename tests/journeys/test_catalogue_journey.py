"""The KSA writes the catalogue, a Sozialdienst reads it: the real main window over two real files."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from fixtures_archive import FAST_KDF, PASSWORD, fixed_clock
from fixtures_shell import unlock
from sozdesk.app.office_file import new_file
from sozdesk.features.offerings import queries
from sozdesk.features.offerings.ui.subpages import SERVICE_SUBPAGES, SUBPAGES, open_subpage
from sozdesk.shell.start_page import PointLine
from sozdesk.widgets import file_prompts

sys.path.insert(0, str(Path(__file__).parents[1] / "features" / "offerings"))

from catalogue_kit import stocked

DAY = fixed_clock().date()


@pytest.fixture
def service_path(tmp_path):
    path = tmp_path / "dienst.sozdesk"
    made = new_file(
        path,
        office_kind="service",
        municipalities=(2861,),
        person_name="Beat Beispiel",
        password=PASSWORD,
        clock=fixed_clock,
        kdf=FAST_KDF,
    )
    made.archive.close(backup=False)
    return path


def opened(window, path, pages, module):
    """A sub-page of the area, reached by its entry in the menu."""
    assert module in [name for _words, name in pages]
    unlock(window, path)
    workspace = window.centralWidget()
    workspace.open_area("offerings")
    open_subpage(window.desk, workspace, module)
    return workspace, workspace.stack.currentWidget()


def catalogue_lines(window):
    """The lines of the start page about the catalogue."""
    page = window.centralWidget().stack.currentWidget()
    lines = page.findChildren(PointLine)
    return [one for one in lines if "Katalog" in one.accessibleName()]


def test_from_the_ksa_to_the_sozialdienst(qtbot, window, office_path, service_path, tmp_path):
    file = tmp_path / "katalog.szk"
    unlock(window, office_path)
    stocked(window.desk._archive)
    window.lock()
    _, page = opened(window, office_path, SUBPAGES, "catalogue_page")
    file_prompts.set_next_path(file)
    page.write_button.click()
    qtbot.waitUntil(file.exists, timeout=20_000)
    fingerprint = page.data.draft.fingerprint
    window.lock()

    opened(window, service_path, SERVICE_SUBPAGES, "catalogue_import_page")
    window.centralWidget().open_area("start")
    (line,) = catalogue_lines(window)
    assert line.accessibleName().startswith("Katalog des KSA einlesen")
    line.click()
    workspace = window.centralWidget()
    page = workspace.stack.currentWidget()
    assert workspace.stack.area == "offerings"
    file_prompts.set_next_path(file)
    page.ask_file()
    qtbot.waitUntil(lambda: page.preview is not None, timeout=20_000)
    assert page.fingerprint.text() == fingerprint
    page.compared.click()
    page.record_button.click()
    assert workspace.stack.currentWidget() is not page
    archive = window.desk._archive
    assert [row.title for row in archive.query(queries.offerings, DAY)] == [
        "Deutsch im Alltag",
        "Rechnen im Alltag",
    ]
    workspace.open_area("start")
    assert catalogue_lines(window) == []
    act = archive.query(_last_act)
    assert act.startswith("Katalog Nr. 1 eingelesen: ")


def _last_act(session):
    from sozdesk.archive import journal

    return journal.recent(session, 1)[0].summary
