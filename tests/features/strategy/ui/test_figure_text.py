"""The input for a text with bound figures, as a dialog embeds it."""

from __future__ import annotations

from datetime import date

import pytest
from text_kit import SHIPPED, shipped

from sozdesk.features.strategy import rules
from sozdesk.features.strategy.ui.figure_text import FigureText
from sozdesk.widgets import theme
from sozdesk.widgets.fields import Field, Form


@pytest.fixture
def editor(qtbot, qapp):
    theme.apply(qapp, "light")
    made = FigureText(rules.figure_fields(SHIPPED))
    qtbot.addWidget(made)
    made.show()
    return made


def test_it_is_the_input_of_a_field(qtbot, qapp):
    theme.apply(qapp, "light")
    form, editor = Form(), FigureText(rules.figure_fields(SHIPPED))
    qtbot.addWidget(form.add("text", Field("&Bericht", editor, optional=True)))
    assert (editor.value(), editor.problem()) == ("", "")
    form["text"].set_value("Es sind {total}.")
    assert form.is_dirty()
    assert form.values() == {"text": "Es sind {total}."}
    assert editor.focus_target() is editor.area


def test_the_preview_appears_with_the_first_field(editor):
    editor.set_value("Ohne Zahl.")
    assert not editor.preview.isVisible()
    editor.set_value("<Zahl> & {total},\n\nneu")
    assert editor.preview.isVisible()
    assert editor.preview.text() == "&lt;Zahl&gt; &amp; <b>40</b>,<br><br>neu"


def test_a_field_takes_the_place_of_what_is_selected(editor):
    editor.set_value("Es sind 41 Massnahmen.")
    editor.select(8, 10)
    editor.insert_field("total")
    assert editor.value() == "Es sind {total} Massnahmen."


def test_a_repair_can_be_taken_back(editor):
    editor.set_value("Es sind 41 Massnahmen.")
    editor.replace(8, 10, "{total}")
    editor.area.undo()
    assert editor.value() == "Es sind 41 Massnahmen."


def test_another_day_shows_other_figures(editor):
    editor.set_value("{umgesetzt}")
    assert editor.preview.text() == "<b>19</b>"
    editor.set_fields(rules.figure_fields(shipped(date(2021, 12, 31))))
    assert editor.preview.text() == "<b>0</b>"


def test_without_figures_there_is_nothing_to_choose(editor):
    editor.set_fields(())
    assert not editor.menu_button.isEnabled()


def test_known_fields_stand_out_and_unknown_ones_are_underlined(editor):
    editor.set_value("{total} {foo}")
    marks = editor.area.document().firstBlock().layout().formats()
    assert [(one.start, one.length, one.format.fontUnderline()) for one in marks] == [
        (0, 7, False),
        (8, 5, True),
    ]


def test_who_only_reads_sees_the_text_alone(qtbot, qapp):
    made = FigureText(rules.figure_fields(SHIPPED), read_only=True)
    qtbot.addWidget(made)
    made.show()
    made.set_value("Ohne Zahl.")
    assert made.preview.isVisible()
    assert not made.area.isVisible()
    assert not made.menu_button.isVisible()
