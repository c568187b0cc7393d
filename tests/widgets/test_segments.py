"""Words side by side in one frame: exactly one is on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt

from sozdesk.widgets import accessibility
from sozdesk.widgets.segments import SegmentButton, Segments
from sozdesk.widgets.svg_picture import SvgPicture


@pytest.fixture
def segments(qtbot):
    made = Segments("Haushaltsgrösse", [(1, "1 Person", "1 Person"), (2, "2", "2 Personen")])
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def buttons(segments):
    return segments.findChildren(SegmentButton)


def test_the_first_is_on_and_a_click_turns_another_on(segments, qtbot):
    assert segments.value() == 1
    with qtbot.waitSignal(segments.changed):
        buttons(segments)[1].click()
    assert segments.value() == 2
    assert [one.isChecked() for one in buttons(segments)] == [False, True]


def test_a_value_can_be_set_and_the_same_again_says_nothing(segments):
    heard = []
    segments.changed.connect(lambda: heard.append(segments.value()))
    segments.set_value(2)
    segments.set_value(2)
    assert heard == [2]


def test_keys_work_and_every_word_is_spoken_in_full(segments, qtbot):
    buttons(segments)[1].setFocus()
    qtbot.keyClick(buttons(segments)[1], Qt.Key.Key_Return)
    assert segments.value() == 2
    qtbot.keyClick(buttons(segments)[1], Qt.Key.Key_Left)
    assert [one.accessibleName() for one in buttons(segments)] == ["1 Person", "2 Personen"]
    assert accessibility.problems(segments) == []


def test_nothing_jumps_when_another_one_is_on(segments):
    before = segments.sizeHint()
    segments.set_value(2)
    assert segments.sizeHint() == before


def test_a_picture_keeps_its_proportions(qtbot):
    picture = SvgPicture(QSize(400, 200))
    qtbot.addWidget(picture)
    assert picture.is_empty()
    picture.grab()
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"><rect width="4" height="2" fill="#ff0000"/></svg>'
    picture.show_svg(svg, "Ein Rechteck")
    picture.resize(440, 10)
    picture.show()
    qtbot.waitExposed(picture)
    assert (picture.width(), picture.height()) == (440, 220)
    assert picture.grab().toImage().pixelColor(430, 210).name() == "#ff0000"
    assert picture.accessibleName() == "Ein Rechteck"
    assert not picture.is_empty()
