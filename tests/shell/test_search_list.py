"""A line of the search: what is long is cut in the title, never in what it is."""

from __future__ import annotations

from PySide6.QtGui import QFontMetrics

from sozdesk.shell.search_box import SearchResult, fitting
from sozdesk.widgets import theme

TITLE = "2.6 Prüfung der Einführung eines kantonalen Lastenausgleichs in der Sozialhilfe"
DETAIL = "Massnahme 2021–2024"


def width(role, text):
    return QFontMetrics(theme.font(role)).horizontalAdvance(text)


def result(title=TITLE, detail=DETAIL):
    return SearchResult(title, detail, "strategy", ())


def test_a_long_title_ends_before_the_detail(qapp):
    title, detail = fitting(result(), 350)
    assert detail == DETAIL
    assert title.startswith("2.6 ")
    assert title.endswith("…")
    assert width("body", title) + width("small", detail) < 350


def test_what_has_room_is_whole(qapp):
    assert fitting(result("Liestal", "BFS-Nr. 2829"), 350) == ("Liestal", "BFS-Nr. 2829")


def test_a_very_long_detail_leaves_the_title_its_part(qapp):
    title, detail = fitting(result(detail=f"Studie {TITLE}"), 350)
    assert detail.endswith("…")
    assert title.startswith("2.6 Pr")
