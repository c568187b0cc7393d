"""Strips under the top bar: what is special about the open file, and what has just happened."""

from __future__ import annotations

from collections.abc import Callable

from sozdesk.kernel import german
from sozdesk.runtime.desk import OpenFile
from sozdesk.runtime.navigation import Offer
from sozdesk.shell.status_bar import clock_time
from sozdesk.widgets import buttons, theme
from sozdesk.widgets.page import Notice


def read_only_notice(file: OpenFile, open_again: Callable[[], None]) -> Notice | None:
    """«Stand …» over a private copy; None for the file itself."""
    if file.stand is None:
        return None
    day = german.day(file.stand.astimezone().date())
    sentence = (
        f"Kopie zum Lesen, Stand {day}, {clock_time(file.stand)}. "
        "Was Sie hier sehen, lässt sich nicht ändern."
    )
    return Notice("hint", sentence, buttons.button("Datei nochmals öffnen …", open_again))


def happened(sentence: str, *offers: Offer) -> Notice:
    """A quiet strip that the person closes, perhaps with links to what comes next."""
    close = buttons.icon_button("x", "Meldung schliessen")
    links = [buttons.link(offer.words, offer.go) for offer in offers]
    notice = Notice("ok", sentence, *links, close)
    theme.give(notice, role="happened")
    theme.surface(notice, "header")
    close.clicked.connect(notice.deleteLater)
    return notice
