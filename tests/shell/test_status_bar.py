"""The line at the bottom: the day of a sample is not that of the computer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sozdesk.shell.status_bar import Status, StatusBar


def test_the_day_of_a_sample_is_called_so(qtbot):
    bar = StatusBar()
    qtbot.addWidget(bar)
    status = Status(None, None, date(2026, 12, 15), "beispiel.sozdesk", "Muster Beispiel")
    bar.show_status(status)
    assert bar.text("day") == "Dienstag, 15.12.2026"
    bar.show_status(replace(status, is_sample_day=True))
    assert bar.text("day") == "Beispieltag Dienstag, 15.12.2026"
