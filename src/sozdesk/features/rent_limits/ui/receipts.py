"""After recording: say it, and offer receipts and new contacts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from sozdesk.features.rent_limits import queries
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator, Offer

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

OFFER = "Empfangsbestätigungen schreiben …"
_ONE = "Empfangsbestätigung schreiben …"
CONTACTS = "Kontakte aus den Rückmeldungen übernehmen …"


@dataclass(frozen=True, slots=True)
class Next:
    """What can be done with returns that were just recorded."""

    receipts: bool
    contacts: bool
    """They name people of municipalities without any contact."""


def load_next(archive: Archive, ids: Sequence[UUID]) -> Next:
    """Nothing without a recorded return."""
    if not ids:
        return Next(receipts=False, contacts=False)
    return Next(
        receipts=archive.query(queries.receipts_are_on),
        contacts=archive.query(queries.names_somebody_new, ids, archive.context().today),
    )


def say_recorded(
    desk: Desk, navigator: Navigator, sentence: str, year: int, ids: Sequence[UUID]
) -> None:
    """Say above the page what was recorded; the offers lead to the page of the Erhebung."""
    if not ids:
        navigator.say(sentence)
        return
    go = partial(navigator.open_area, "rent_limits", year=year)
    receipt = Offer(OFFER if len(ids) > 1 else _ONE, partial(go, receipts=tuple(ids)))
    contacts = Offer(CONTACTS, partial(go, contacts=True))

    def say(found: Next) -> None:
        offers = ((found.receipts, receipt), (found.contacts, contacts))
        navigator.say(sentence, *(offer for wanted, offer in offers if wanted))

    desk.call(lambda archive: load_next(archive, ids), done=say)
