from __future__ import annotations

import gallery
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QLineEdit, QMenuBar, QPushButton, QToolButton, QWidget

from sozdesk.widgets import accessibility, layouts, theme
from sozdesk.widgets.announce import announce
from sozdesk.widgets.chips import Chip, ChipButton
from sozdesk.widgets.inputs import Tick
from sozdesk.widgets.marks import RadioButton


def page_with(qtbot, *widgets: QWidget) -> QWidget:
    page = layouts.box(layouts.column(*widgets, None))
    qtbot.addWidget(page)
    page.resize(600, 400)
    page.show()
    return page


def test_an_input_without_a_label_is_reported(qtbot):
    page = page_with(qtbot, QLineEdit())

    assert accessibility.problems(page) == [
        "QLineEdit «» has neither a label nor an accessible name"
    ]


def test_a_label_with_a_buddy_or_a_name_is_enough(qtbot):
    with_label, with_name, label = QLineEdit(), QLineEdit(), QLabel("&Ort")
    label.setBuddy(with_label)
    with_name.setAccessibleName("4 Personen, Grenzwert 2027")

    assert accessibility.problems(page_with(qtbot, label, with_label, with_name)) == []


def test_an_icon_without_a_name_is_reported(qtbot):
    bare = QToolButton()
    bare.setFixedSize(30, 30)

    found = accessibility.problems(page_with(qtbot, bare))

    assert found == ["QToolButton «» is an icon without an accessible name and a tool tip"]


def test_a_mnemonic_used_twice_is_reported(qtbot):
    found = accessibility.problems(
        page_with(qtbot, QPushButton("&Speichern"), QPushButton("&Schliessen"))
    )

    assert len(found) == 1
    assert found[0].startswith("mnemonic «s» is used more than once")


def test_a_letter_of_the_page_that_a_menu_takes_is_reported(qtbot):
    menus = QMenuBar()
    menus.setNativeMenuBar(False)
    menus.addMenu("&Bearbeiten")

    found = accessibility.problems(page_with(qtbot, menus, QPushButton("Gemeinde &bestätigen")))

    assert found == [
        (
            "mnemonic «b» is used more than once: "
            "menu «&Bearbeiten», QPushButton «Gemeinde &bestätigen»"
        )
    ]


def test_an_ampersand_in_a_text_is_no_mnemonic(qtbot):
    texts = (QLabel("Meier &Söhne"), QPushButton("Müller && Sohn"), QPushButton("&Schliessen"))

    assert accessibility.problems(page_with(qtbot, *texts)) == []


def test_a_low_target_is_reported(qtbot):
    low = QToolButton()
    low.setText("Los")
    low.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    low.setFixedHeight(20)

    assert accessibility.problems(page_with(qtbot, low)) == ["QToolButton «Los» is only 20 px high"]


def test_cut_texts_are_reported(qtbot):
    label, button = QLabel("Sozialhilfebehörde"), QPushButton("Formular erstellen")
    label.setFixedWidth(40)
    button.setFixedWidth(60)

    found = accessibility.problems(page_with(qtbot, label, button))

    assert [line.split(" is cut")[0] for line in found] == [
        "QLabel «Sozialhilfebehörde»",
        "QPushButton «Formular erstellen»",
    ]


def test_a_wrapped_text_without_room_for_its_last_line_is_reported(qtbot):
    label = QLabel("Geben Sie das Datum des Beschlusses ein, so wie es im Protokoll steht")
    label.setWordWrap(True)
    label.setFixedSize(120, 20)

    assert len(accessibility.problems(page_with(qtbot, label))) == 1


@pytest.mark.parametrize("name", list(gallery.PAGES))
@pytest.mark.parametrize("factor", [1.0, 1.3])
@pytest.mark.parametrize("size", [(1064, 730), (744, 470)])
def test_every_page_of_the_gallery_is_clean(qapp, qtbot, name, factor, size):
    theme.apply(qapp, "light", factor)
    page = gallery.PAGES[name]()
    qtbot.addWidget(page)
    page.resize(*size)
    page.show()
    qapp.processEvents()

    assert accessibility.problems(page) == []


def test_what_appears_is_announced(qtbot, monkeypatch):
    said: list[tuple[str, object]] = []
    monkeypatch.setattr(
        QAccessible,
        "updateAccessibility",
        lambda event: said.append((event.message(), event.politeness())),
    )
    page = page_with(qtbot)

    announce(page, "8 von 14 erfasst.")
    announce(page, "Der Datenträger ist voll.", urgent=True)

    politeness = QAccessible.AnnouncementPoliteness
    assert said == [
        ("8 von 14 erfasst.", politeness.Polite),
        ("Der Datenträger ist voll.", politeness.Assertive),
    ]


def test_drawn_controls_keep_the_roles_and_states_of_qt(qtbot):
    chip, tick, radio = (
        ChipButton(Chip("all", "Alle", 86)),
        Tick("unverändert"),
        RadioButton("netto"),
    )
    tick.setChecked(True)
    page = page_with(qtbot, chip, tick, radio)
    faces = [QAccessible.queryAccessibleInterface(widget) for widget in (chip, tick, radio)]

    assert [face.role() for face in faces] == [
        QAccessible.Role.CheckBox,
        QAccessible.Role.CheckBox,
        QAccessible.Role.RadioButton,
    ]
    assert faces[0].text(QAccessible.Text.Name) == "Alle 86"
    assert page.isVisible()
