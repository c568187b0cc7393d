"""Published versions, and what would be published now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.archive import blobs
from sozdesk.features.rent_limits import rules
from sozdesk.features.rent_limits.queries.map_classes import net_limits
from sozdesk.features.rent_limits.queries.rounds import opened_round
from sozdesk.features.rent_limits.queries.tracking import overview
from sozdesk.features.rent_limits.records import (
    PublicationFileRecord,
    PublicationRecord,
    RoundRecord,
    amendment_from_json,
    content_of,
    digest_of,
    rows_of,
)
from sozdesk.features.rent_limits.terms import (
    Audience,
    DocumentRow,
    OverviewRow,
    PublicationDraft,
    PublicationRow,
    PublishedRow,
    WrittenFile,
)


def publications(session: Session, year: int) -> tuple[PublicationRow, ...]:
    """All versions of a year, newest first."""
    query = (
        select(PublicationRecord)
        .join(RoundRecord, RoundRecord.id == PublicationRecord.round_id)
        .where(RoundRecord.year == year)
        .order_by(PublicationRecord.number.desc())
    )
    records = session.scalars(query).all()
    files = _files(session, [record.id for record in records])
    return tuple(_row(record, year, files.get(record.id, ())) for record in records)


def publication_draft(
    session: Session, year: int, audience: Audience, today: date
) -> PublicationDraft:
    """What would be published now; raises NotFound if the Erhebung was not opened."""
    round_ = opened_round(session, year)
    rows = _for(audience, map(_raw, overview(session, year, today)))
    known = publications(session, year)
    before = next((row for row in known if row.audience is audience), None)
    # What an older program published more of a return than is printed counts for nothing.
    earlier = _for(audience, _content(session, before)) if before else ()
    return PublicationDraft(
        round=round_,
        audience=audience,
        number=known[0].number + 1 if known else 1,
        rows=rows,
        amendments=rules.amendments(earlier, rows) if before else (),
        before=before,
        same_as_before=before is not None and _same(year, earlier, rows),
        map_limits=net_limits(
            session, round_.valid_from, (row.declaration for row in rows if row.declaration)
        ),
    )


def published_on(
    session: Session, year: int, audience: Audience, day: date
) -> tuple[PublicationRow, tuple[PublishedRow, ...]] | None:
    """The version that was published on ``day`` («veröffentlicht am Tag X»), with its rows.

    None if nothing was published by then. ``day`` counts: what was published on it is published.
    """
    known = (row for row in publications(session, year) if row.audience is audience)
    found = next((row for row in known if row.published_on <= day), None)
    return None if found is None else (found, _content(session, found))


def publication_rows(session: Session, publication_id: UUID) -> tuple[PublishedRow, ...]:
    """What one version says; empty if there is none with this id."""
    record = session.get(PublicationRecord, publication_id)
    return rows_of(record.content) if record else ()


def publication_files(session: Session, publication_id: UUID) -> tuple[WrittenFile, ...]:
    """The files of a version exactly as they were published."""
    rows = _files(session, [publication_id]).get(publication_id, ())
    return tuple(WrittenFile(row.name, blobs.get(session, row.sha256)) for row in rows)


def _for(audience: Audience, rows: Iterable[PublishedRow]) -> tuple[PublishedRow, ...]:
    return tuple(rules.row_for_audience(row, audience) for row in rows)


def _raw(row: OverviewRow) -> PublishedRow:
    return PublishedRow(
        bfs_number=row.bfs_number,
        official_name=row.official_name,
        name=row.name,
        district=row.district,
        declaration=row.current,
        previous=row.previous,
        changes=row.changes,
    )


def _content(session: Session, row: PublicationRow) -> tuple[PublishedRow, ...]:
    return publication_rows(session, row.id)


def _same(year: int, before: Sequence[PublishedRow], now: Sequence[PublishedRow]) -> bool:
    """Whether both say the same; a reason that was stated is no limit."""
    plain = rules.with_reasons(before, {}), rules.with_reasons(now, {})
    return digest_of(content_of(year, plain[0])) == digest_of(content_of(year, plain[1]))


def _files(
    session: Session, publication_ids: Sequence[UUID]
) -> Mapping[UUID, tuple[DocumentRow, ...]]:
    query = (
        select(PublicationFileRecord)
        .where(PublicationFileRecord.publication_id.in_(publication_ids))
        .order_by(PublicationFileRecord.position)
    )
    found: dict[UUID, tuple[DocumentRow, ...]] = {}
    for record in session.scalars(query):
        row = DocumentRow(name=record.name, sha256=record.sha256, size=record.size)
        found[record.publication_id] = (*found.get(record.publication_id, ()), row)
    return found


def _row(record: PublicationRecord, year: int, files: tuple[DocumentRow, ...]) -> PublicationRow:
    return PublicationRow(
        id=record.id,
        version=record.version,
        year=year,
        number=record.number,
        audience=Audience(record.audience),
        published_on=record.published_on,
        published_at=record.published_at,
        published_by=record.published_by,
        decided_by=record.decided_by,
        decided_on=record.decided_on,
        reason=record.reason,
        missing={int(number): reason for number, reason in record.missing.items()},
        amendments=tuple(amendment_from_json(one) for one in record.amendments),
        content_sha256=record.content_sha256,
        files=files,
    )
