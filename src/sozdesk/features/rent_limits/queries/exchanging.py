"""Published limits on their way from the KSA to a Sozialdienst: what goes out, what would come in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from sqlalchemy.orm import Session

from sozdesk.features.offices import queries as offices
from sozdesk.features.offices.terms import Job
from sozdesk.features.rent_limits import rules
from sozdesk.features.rent_limits.queries.declarations import (
    Revisions,
    changes_of_year,
    revisions_of_year,
)
from sozdesk.features.rent_limits.queries.publications import publications
from sozdesk.features.rent_limits.queries.rounds import rounds
from sozdesk.features.rent_limits.records import PublicationRecord, rows_of
from sozdesk.features.rent_limits.terms import (
    Audience,
    Content,
    Declaration,
    OwnNews,
    PublishedRow,
    ReceivedVia,
)

_FOR_OTHERS = frozenset({Audience.MUNICIPALITIES, Audience.PUBLIC})
_FORMAT = 1


def published_contents(session: Session) -> tuple[Content, ...]:
    """Per year, oldest first, what the last version for municipalities or everybody says."""
    found = []
    for round_ in reversed(rounds(session)):
        known = (row for row in publications(session, round_.year) if row.audience in _FOR_OTHERS)
        newest = next(known, None)
        record = session.get(PublicationRecord, newest.id) if newest else None
        if record is not None:
            found.append(record.content)
    return tuple(found)


def published_year(content: Content) -> tuple[int, tuple[PublishedRow, ...]] | None:
    """Year and rows of a version from elsewhere; None if it is not one that can be read."""
    try:
        year, rows = content["year"], rows_of(content)
    except (AttributeError, KeyError, TypeError, ValueError):
        return None
    fits = content.get("format") == _FORMAT and isinstance(year, int) and 2000 <= year <= 2100
    return (year, rows) if fits and all(_fits(row, year) for row in rows) else None


def _fits(row: PublishedRow, year: int) -> bool:
    """What a municipality declared is its own, of this year, in whole Rappen."""
    declared = (row.declaration, *row.changes)
    return all(
        one is None
        or (
            (one.bfs_number, one.year) == (row.bfs_number, year)
            and all(type(amount) is int for amount in one.amounts.values())
        )
        for one in declared
    )


News = tuple[Declaration, date | None]
"""What comes in, and the first day of a change; None = the return of the year."""


def declared_news(session: Session, content: Content, today: date) -> tuple[News, ...]:
    """Of a published year what this file lacks or holds otherwise: returns first, then changes.

    What the office declared or received itself stays as it is: only what came by an overview
    follows. The own municipalities of the year that is declared now (or a later one) stay open
    until the office itself has declared. Empty for a content that cannot be read.
    """
    found = published_year(content)
    if found is None:
        return ()
    year, rows = found
    returns, changes = revisions_of_year(session, year), changes_of_year(session, year)
    open_ = _still_to_declare(session, year, today)
    following = [row for row in rows if _follows(returns, row) and row.bfs_number not in open_]
    news = [(row.declaration, None) for row in following if row.declaration is not None]
    return (
        *((one, day) for one, day in news if _is_new(returns, one)),
        *(pair for row in following for pair in _changes(row, changes)),
    )


def _still_to_declare(session: Session, year: int, today: date) -> Mapping[int, str]:
    """BFS number → name of the municipalities for which the office itself has to declare a year."""
    return _own(session, today) if year >= rules.declaring_year(today) else {}


def _own(session: Session, today: date) -> Mapping[int, str]:
    own = offices.own_municipalities(session, today, Job.DECLARES)
    return {town.bfs_number: town.short_name for town in own}


def _follows(returns: Revisions, row: PublishedRow) -> bool:
    """Whether the municipality says its limits, and the file knows them from an overview at most."""
    stored = returns.get(row.bfs_number, ())
    says = row.declaration is not None and rules.says_its_limits(row.declaration)
    return says and (not stored or stored[0].via is ReceivedVia.OVERVIEW)


def _is_new(stored: Revisions, declared: Declaration) -> bool:
    known = stored.get(declared.bfs_number, ())
    return not known or known[0].declaration != declared


def _changes(row: PublishedRow, stored: Revisions) -> Iterator[News]:
    known = [one.declaration for one in stored.get(row.bfs_number, ())]
    for one in row.changes:
        if one.valid_from is not None and one not in known:
            yield one, one.valid_from


def counted_news(session: Session, contents: Sequence[Content], today: date) -> Mapping[int, int]:
    """Year → municipalities of which something comes in."""
    return {
        int(content["year"]): len(
            {one.bfs_number for one, _ in declared_news(session, content, today)}
        )
        for content in contents
    }


def own_news(session: Session, contents: Sequence[Content], today: date) -> tuple[OwnNews, ...]:
    """What the versions say about the office's own municipalities beyond what it declared itself.

    Per year and town in the order of the versions: what comes in, and what stays away because the
    office has still to declare it.
    """
    return tuple(one for content in contents for one in _own_news_of_year(session, content, today))


def _own_news_of_year(session: Session, content: Content, today: date) -> Iterator[OwnNews]:
    found = published_year(content)
    if found is None:
        return
    year, rows = found
    returns, own = revisions_of_year(session, year), _own(session, today)
    coming = {one.bfs_number for one, _ in declared_news(session, content, today)}
    open_ = _still_to_declare(session, year, today)
    for row in rows:
        number = row.bfs_number
        if number in coming & own.keys() or (number in open_ and _follows(returns, row)):
            yield OwnNews(own[number], year, number in coming, number in returns)
