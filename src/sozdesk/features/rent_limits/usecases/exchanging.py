"""A Sozialdienst records what the KSA published, as it comes with the catalogue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from sozdesk.features.rent_limits import queries
from sozdesk.features.rent_limits.terms import TOPIC, Content, ReceivedVia
from sozdesk.features.rent_limits.usecases import overview_wording
from sozdesk.features.rent_limits.usecases.recording import (
    RecordReturns,
    ReturnEntry,
    record_returns,
)
from sozdesk.features.rent_limits.usecases.rounds import OpenRound, added_round
from sozdesk.kernel.context import Context
from sozdesk.kernel.usecase import Outcome, usecase


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPublished:
    """Versions as ``queries.published_contents`` answers them, and the file that they came in."""

    contents: tuple[Content, ...]
    file_name: str


@usecase(undoable=False)
def record_published(session: Session, command: RecordPublished, context: Context) -> Outcome:
    """Record published limits like an overview; ``Outcome.value`` is year → municipalities.

    They serve for last year's values, the neighbours and the Prüfhinweise. What is corrected in a
    later version becomes a new revision; what this office declared itself stays as it is, and what
    it has still to declare stays open. The same versions again change nothing. Raises RuleViolation for an unknown municipality.
    """
    counted: Mapping[int, int] = queries.counted_news(session, command.contents, context.today)
    for content in command.contents:
        news = queries.declared_news(session, content, context.today)
        if news:
            _record(session, int(content["year"]), news, command.file_name, context)
    if not any(counted.values()):
        return Outcome(value={})
    return Outcome(frozenset({TOPIC}), overview_wording.published_recorded(counted), counted)


def _record(
    session: Session, year: int, news: Sequence[queries.News], file_name: str, context: Context
) -> None:
    if queries.round_of(session, year) is None:
        added_round(session, OpenRound(year=year, blocks=frozenset()))
    entries = tuple(
        ReturnEntry(
            declaration=declared,
            received_on=context.today,
            via=ReceivedVia.OVERVIEW,
            file_name=file_name,
            change_from=change_from,
        )
        for declared, change_from in news
    )
    record_returns(session, RecordReturns(year=year, entries=entries), context)
