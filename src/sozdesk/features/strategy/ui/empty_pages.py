"""What the page says before there are measures: in an older file, and in a new period."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from sozdesk.features.strategy import texts
from sozdesk.features.strategy.terms import PeriodRow
from sozdesk.widgets import buttons
from sozdesk.widgets.page import EmptyState

_NO_PERIOD = (
    "Diese Datei entstand vor den Massnahmen. SozDesk bringt die Massnahmen der Sozialhilfestrategie "
    "2021–2024 aus dem öffentlichen Bericht mit, mit ihrem Stand Ende 2024."
)


def no_period(
    load: Callable[[], object], help_: Callable[[], object], *, may_load: bool
) -> QWidget:
    """A file of an older program."""
    button = buttons.button("Massnahmen 2021–2024 &laden", load, primary=True)
    button.setEnabled(may_load)
    return EmptyState(
        "flag",
        "Laden Sie die Massnahmen 2021–2024",
        _NO_PERIOD,
        button,
        help_link=buttons.link("&Im Handbuch lesen (F1)", help_),
    )


def no_measure(
    period: PeriodRow,
    read: Callable[[], object],
    add: Callable[[], object],
    *,
    service: bool,
    may_write: bool,
) -> QWidget:
    """A period whose measures are not in the file: how many, and where they are published."""
    text = f"{texts.period_state(period.expected, period.recorded)} – {texts.NOT_RECORDED}."
    if period.source:
        text += f" Quelle: {period.source}."
    if service:
        return EmptyState("flag", f"Massnahmen {period.name}: {texts.NOT_RECORDED}", text)
    read_button = buttons.button("Massnahmen ein&lesen …", read, icon="download", primary=True)
    add_button = buttons.button("Massnahme hin&zufügen …", add)
    for button in (read_button, add_button):
        button.setEnabled(may_write)
    return EmptyState(
        "flag", f"Erfassen Sie die Massnahmen {period.name}", text, read_button, add_button
    )
