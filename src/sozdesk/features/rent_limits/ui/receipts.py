"""After recording: say it, and offer receipts unless they are switched off."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from sozdesk.features.rent_limits import queries
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator, Offer

OFFER = "Empfangsbestätigungen schreiben …"
_ONE = "Empfangsbestätigung schreiben …"


def say_recorded(
    desk: Desk, navigator: Navigator, sentence: str, year: int, ids: Sequence[UUID]
) -> None:
    """Say above the page what was recorded; the offer leads to the page of the Erhebung."""
    if not ids:
        navigator.say(sentence)
        return
    words = OFFER if len(ids) > 1 else _ONE
    go = partial(navigator.open_area, "rent_limits", year=year, receipts=tuple(ids))

    def say(active: bool) -> None:
        navigator.say(sentence, Offer(words, go) if active else None)

    desk.query(queries.receipts_are_on, done=say)
