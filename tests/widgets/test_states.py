from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtGui import QImage, QPainter

from sozdesk.kernel.findings import Severity
from sozdesk.widgets import states
from sozdesk.widgets.states import State

SAME_SHAPE = ({State.OVERDUE, State.HINT}, {State.UNCHANGED, State.IDENTICAL})


def shape(state: State) -> QImage:
    """The symbol in black and white: only where something is drawn."""
    image = QImage(39, 39, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    states.paint(painter, state, 0, 0, 39)
    painter.end()
    return image.convertToFormat(QImage.Format.Format_Alpha8)


@pytest.mark.parametrize("state", list(State))
def test_every_state_has_a_symbol(state):
    blank = QImage(39, 39, QImage.Format.Format_Alpha8)
    blank.fill(0)

    assert shape(state) != blank


def test_symbols_differ_by_shape_and_not_only_by_colour():
    for first, second in combinations(State, 2):
        same = shape(first) == shape(second)
        filled = {State.RECORDED, State.UNUSABLE, State.QUERIED}
        if {first, second} <= filled:
            continue
        assert same == ({first, second} in SAME_SHAPE), (first, second)


def test_painting_a_symbol_leaves_the_brush_of_the_painter_alone():
    image = QImage(20, 20, QImage.Format.Format_ARGB32)
    painter = QPainter(image)
    before = painter.brush()

    states.paint(painter, State.RECORDED, 0, 0)

    assert painter.brush() == before
    painter.end()


def test_findings_have_the_symbols_of_the_design():
    assert states.of_severity(Severity.STOP) is State.UNUSABLE
    assert states.of_severity(Severity.HINT) is State.HINT
    assert states.of_severity(Severity.NOTE) is State.NOTE


def test_a_state_label_shows_symbol_and_word(qtbot):
    label = states.StateLabel("overdue", "überfällig")
    qtbot.addWidget(label)
    label.set_state("recorded", "erfasst")

    words = [child.text() for child in label.findChildren(states.QLabel)]
    assert words == ["erfasst"]
