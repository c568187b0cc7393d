"""Every place that a page asks the handbook for exists."""

from __future__ import annotations

import re

import pytest

from sozdesk.kernel import places
from sozdesk.shell.areas import KSA, SERVICE, areas_for
from sozdesk.shell.handbook import Handbook, page_file

FOLDER = places.resource("handbook")
PAGES = sorted(path.name for path in FOLDER.glob("*.html"))


@pytest.mark.parametrize("office", [KSA, SERVICE])
def test_every_area_has_its_page(office):
    for area in areas_for(office):
        assert page_file(area.handbook) == f"{area.handbook}.html"


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_to_pages_and_swiss_spelling_is_kept(page):
    text = (FOLDER / page).read_text("utf-8")
    links = re.findall(r'href="([^"#]+)', text)
    assert set(links) <= set(PAGES)
    assert chr(0xDF) not in text


def test_an_unknown_place_opens_the_first_page(qtbot, settings):
    from PySide6.QtWidgets import QWidget

    parent = QWidget()
    qtbot.addWidget(parent)
    book = Handbook(parent)
    book.go_to("gibt-es-nicht")
    assert book.browser.source().fileName() == "start.html"
    assert "Handbuch" in book.browser.toPlainText()
