"""On every page of the daily work a letter with Alt has one meaning, and every input has a name."""

from __future__ import annotations

import re
from uuid import UUID

import pytest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QPlainTextEdit

import case_kit
from navigation_kit import Navigation
from sozdesk.features.cases import queries, usecases
from sozdesk.features.cases.ui import (
    note_page,
    notes_page,
    notes_part,
    policies_page,
    subpages,
    week_page,
)

MENUS = ["d", "b", "a", "x", "h"]
"""Datei, Bearbeiten, Ansicht, Extras, Hilfe."""


def letters(widget):
    labels = [label.text() for label in widget.findChildren(QLabel) if label.buddy() is not None]
    buttons = [button.text() for button in widget.findChildren(QAbstractButton)]
    return [
        match.group(1).lower()
        for text in [*labels, *buttons]
        for match in re.finditer(r"&([^&\s])", text)
    ]


def inputs(widget):
    kinds = (QLineEdit, QComboBox, QPlainTextEdit)
    return [child for kind in kinds for child in widget.findChildren(kind)]


def part(desk, navigation, case: UUID):
    made = notes_part.build(desk, navigation)
    desk.query(queries.case, case, case_kit.JANUARY, done=made.show_case)
    return made.widget


def page_of(module):
    return lambda desk, navigation, _case: module.build(desk, navigation)


def page_of_case(module):
    return lambda desk, navigation, case: module.build(desk, navigation, case_id=case, number=1)


PAGES = {
    "part": part,
    "note": page_of_case(note_page),
    "notes": page_of_case(notes_page),
    "week": page_of(week_page),
    "policies": page_of(policies_page),
}


@pytest.mark.parametrize("name", PAGES)
def test_letters_are_used_once_and_inputs_are_named(name, desk, casework, shown) -> None:
    case = case_kit.case(casework, [case_kit.person(casework)])
    page = shown(PAGES[name](desk, Navigation(), case))
    used = [*MENUS, *letters(page)]
    assert sorted(used) == sorted(set(used))
    for child in inputs(page):
        if not isinstance(child.parentWidget(), QComboBox):
            assert child.accessibleName()


def test_the_pages_behind_the_area_open_by_their_names(desk, qtbot) -> None:
    navigation = Navigation()
    for _words, module in subpages.SUBPAGES:
        papers = {"kinds": usecases.CASES} if module in subpages.OF_PAPERS else {}
        subpages.open_subpage(desk, navigation, module, **papers)
    titles = [page.head.title() for page in navigation.subpages]
    assert {"Fristen und Aufgaben", "Grundsatzentscheide"} <= set(titles)
    for page in navigation.subpages:
        qtbot.addWidget(page)
