"""A Sozialdienst: sets up its file for its municipalities and sees only what is its own."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from fixtures_archive import PASSWORD
from sozdesk.shell.workspace import Workspace
from sozdesk.widgets import file_prompts


def words(widget):
    return " ".join(label.text() for label in widget.findChildren(QLabel))


def test_a_service_sees_its_municipalities_and_no_erhebung(window, tmp_path):
    window.start()
    page = window.centralWidget()
    page.office.choice.set_value("service")
    page.office.own.set_value((2883, 2889))
    page.next()
    page.file.person.set_value("Anna Muster")
    page.file.office.set_value("Regionaler Sozialdienst")
    file_prompts.set_next_path(tmp_path / "dienst" / "region.sozdesk")
    page.file.choose()
    page.next()
    for field in (page.password.new.first, page.password.new.second):
        field.set_value(PASSWORD)
    page.next()
    file_prompts.set_next_path(tmp_path / "blatt.pdf")
    page.recovery.save()
    page.next()

    workspace = window.centralWidget()
    assert isinstance(workspace, Workspace)
    assert workspace.navigation.keys() == ("start", "offices", "settings")
    assert "Bretzwil und Lauwil" in words(workspace.stack.currentWidget())
    assert "gibt es in dieser Version noch nicht" in words(workspace.stack.currentWidget())
