"""What the search says when there is nothing to show."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from sozdesk.features.offerings.ui.search_data import SearchData
from sozdesk.widgets import buttons
from sozdesk.widgets.page import EmptyState, Step

if TYPE_CHECKING:
    from sozdesk.features.offerings.ui.search_commands import SearchCommands

_READ = (
    "Die Angebote führt das Kantonale Sozialamt. Es schickt Ihnen den Katalog als Datei; "
    "eingelesen suchen Sie darin auch ohne Netz."
)
_RUNS = (
    Step("Katalog", "Das KSA schickt eine Datei mit der Endung .szk."),
    Step("Einlesen", "SozDesk prüft die Unterschrift und zeigt, was sich ändert."),
    Step("Suchen", "Tippen Sie, was die Person braucht: «deutsch b1 kinder sissach»."),
)


def no_offerings(data: SearchData, commands: SearchCommands) -> QWidget:
    """A file without any offering."""
    book = buttons.link("&Im Handbuch lesen (F1)", commands.read_handbook)
    if not data.service:
        text = "Sobald Angebote erfasst sind, suchen Sie hier darin wie eine Gemeinde."
        return EmptyState("graduation-cap", "Erfassen Sie zuerst Angebote", text, help_link=book)
    return EmptyState(
        "graduation-cap",
        "Lesen Sie den Katalog des KSA ein",
        _READ,
        *commands.first_steps(),
        steps_title="So geht es",
        steps=_RUNS,
        help_link=book,
    )


def nothing_fits(clear: Callable[[], object]) -> QWidget:
    """Filters that keep nothing."""
    return EmptyState(
        "search",
        "Kein Angebot passt",
        "Lassen Sie ein Wort oder einen Filter weg, oder wählen Sie einen grösseren Umkreis. Mit "
        "«Auch andere» sehen Sie, ob es ein nicht anerkanntes oder pausiertes Angebot gibt.",
        buttons.button("&Filter aufheben", clear, primary=True),
    )
