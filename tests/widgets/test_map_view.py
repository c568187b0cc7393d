"""The map on the screen: what is where, what is chosen, and how it looks in light and dark."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from sozdesk.documents.choropleth import Choropleth, LegendEntry, Texture
from sozdesk.documents.municipal_map import shipped_map
from sozdesk.widgets import theme
from sozdesk.widgets.map_legend import MapLegend
from sozdesk.widgets.map_view import MapView

ALLSCHWIL, LIESTAL, LANGENBRUCK, AESCH, PRATTELN = 2762, 2829, 2886, 2761, 2831
LEGEND = (
    LegendEntry(0, "bis 900", 1),
    LegendEntry(5, "über 900", 1, falling=True),
    LegendEntry(Texture.DIAGONAL, "noch keine Angabe", 84),
)


def content(**changes):
    usual = {
        "title": "Mietzinsgrenzwerte 2027, 1 Person, netto pro Monat",
        "name": "1 Person",
        "facts": "2 von 86 Gemeinden",
        "unit": "CHF",
        "fills": {ALLSCHWIL: 0, LIESTAL: 5, LANGENBRUCK: Texture.DIAGONAL, AESCH: Texture.DOTS},
        "labels": {LIESTAL: "Liestal: 870"},
        "legend": LEGEND,
    }
    return Choropleth(**usual | changes)


@pytest.fixture
def view(qtbot):
    made = MapView(QSize(300, 170))
    qtbot.addWidget(made)
    made.resize(660, 380)
    made.show_map(shipped_map(), content())
    made.show()
    qtbot.waitExposed(made)
    return made


def colour(view, number, dx=0, dy=0):
    image = view.grab().toImage()
    x, y = view.point_of(number).toTuple()
    ratio = image.devicePixelRatio()
    return image.pixelColor(round((x + dx) * ratio), round((y + dy) * ratio)).name()


def grounds(view, number):
    """Colours on a short line through the label of a municipality."""
    return {colour(view, number, dx) for dx in range(-6, 7)}


def test_shades_and_patterns_are_painted_where_the_municipality_lies(view):
    assert colour(view, ALLSCHWIL) == "#e4eff6"
    assert colour(view, LIESTAL) == "#0c406b"
    for number in (LANGENBRUCK, AESCH):
        assert "#f3f4f5" in grounds(view, number)
        assert len(grounds(view, number)) > 1  # lines or dots on it
    assert grounds(view, PRATTELN) == {"#f3f4f5"}  # nobody speaks of it: blank


def test_on_a_dark_screen_more_is_lighter(view, qapp):
    theme.apply(qapp, "dark")
    assert colour(view, ALLSCHWIL) == "#1e3648"
    assert colour(view, LIESTAL) == "#dcedf8"
    theme.apply(qapp, "light")


def test_a_click_selects_and_a_double_click_opens(view, qtbot):
    clicked, opened = [], []
    view.clicked.connect(clicked.append)
    view.opened.connect(opened.append)
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.point_of(LIESTAL))
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.rect().topLeft())
    qtbot.mouseDClick(view, Qt.MouseButton.LeftButton, pos=view.point_of(ALLSCHWIL))
    assert clicked[0] == LIESTAL
    assert opened == [ALLSCHWIL]


def test_name_and_value_stand_in_the_tool_tip(view):
    assert view.words_at(QPointF(view.point_of(LIESTAL))) == "Liestal: 870"
    assert view.words_at(QPointF(view.point_of(AESCH))) == "Aesch (BL)"  # only on the map
    assert view.words_at(QPointF(0, 0)) == ""
    point = view.point_of(LIESTAL)
    QApplication.sendEvent(
        view, QHelpEvent(QHelpEvent.Type.ToolTip, point, view.mapToGlobal(point))
    )
    assert QToolTip.text() == "Liestal: 870"


def test_what_is_selected_has_an_outline_and_a_label(view):
    before = view.grab().toImage()
    view.select(LIESTAL)
    assert view.grab().toImage() != before
    view.select(None)
    assert view.grab().toImage() == before
    view.select(999)  # not on this map
    assert view.grab().toImage() == before


def test_the_pointer_draws_an_outline_until_it_leaves(view, qtbot):
    before = view.grab().toImage()
    qtbot.mouseMove(view, view.point_of(LIESTAL))
    QApplication.processEvents()
    assert view.grab().toImage() != before
    view._hover(None)
    assert view.grab().toImage() == before


def test_it_follows_its_size(view):
    small = view.point_of(LIESTAL)
    view.resize(1320, 760)
    assert view.point_of(LIESTAL).x() == pytest.approx(2 * small.x(), abs=8)


def test_a_fall_has_its_sign(view):
    without = view.grab().toImage()
    view.show_map(shipped_map(), content(falling=frozenset({ALLSCHWIL})))
    assert view.grab().toImage() != without
    around = {colour(view, ALLSCHWIL, dy=dy) for dy in (-1, 0, 1)}
    assert theme.color("text").name() in around


def test_a_screen_reader_hears_what_the_map_shows(view):
    assert view.accessibleName() == (
        "Karte: Mietzinsgrenzwerte 2027, 1 Person, netto pro Monat. 2 von 86 Gemeinden."
    )
    assert view.accessibleDescription() == "bis 900: 1; über 900: 1; noch keine Angabe: 84"
    assert view.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_without_a_map_there_is_nothing_to_paint_or_to_hit(qtbot):
    empty = MapView(QSize(300, 170))
    qtbot.addWidget(empty)
    empty.show()
    empty.grab()
    assert empty.words_at(QPointF(10, 10)) == ""
    qtbot.mouseClick(empty, Qt.MouseButton.LeftButton)
    qtbot.mouseDClick(empty, Qt.MouseButton.LeftButton)


# ------------------------------------------------------------------ legend


@pytest.mark.parametrize(("small", "entries"), [(False, 4), (True, 3)])
def test_the_legend_takes_the_columns_that_fit(qtbot, small, entries):
    legend = MapLegend(small=small)
    qtbot.addWidget(legend)
    legend.set_entries(LEGEND)
    row = legend.heightForWidth(10_000)
    assert legend.heightForWidth(1) == entries * row
    assert legend.sizeHint().height() == row
    legend.resize(legend.sizeHint())
    assert len({legend.grab().toImage().pixel(x, 6) for x in range(legend.width())}) > 3


def test_the_legend_is_said_in_words(qtbot):
    legend = MapLegend()
    qtbot.addWidget(legend)
    assert legend.heightForWidth(300) > 0  # only the line of the districts
    legend.set_entries(LEGEND)
    assert legend.accessibleName() == ("Legende: bis 900: 1; über 900: 1; noch keine Angabe: 84")
