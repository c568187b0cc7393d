"""The list for the website: versions that were published, and what would be published now."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.archive import blobs
from sozdesk.features.offerings import rules
from sozdesk.features.offerings.queries.offerings import offerings
from sozdesk.features.offerings.queries.providers import providers
from sozdesk.features.offerings.records import PlatformListFileRecord, PlatformListRecord
from sozdesk.features.offerings.terms import OfferingState
from sozdesk.features.offerings.terms.catalogue import (
    PlatformDraft,
    PlatformFile,
    PlatformLine,
    PlatformListRow,
)


def platform_lists(session: Session) -> tuple[PlatformListRow, ...]:
    """Every version, newest first."""
    found = session.scalars(select(PlatformListRecord).order_by(PlatformListRecord.number.desc()))
    return tuple(
        PlatformListRow(
            id=row.id,
            number=row.number,
            published_on=row.published_on,
            published_by=row.published_by,
            lines=tuple(PlatformLine(one["number"], one["cells"]) for one in row.content),
        )
        for row in found
    )


def platform_files(session: Session, list_id: UUID) -> tuple[PlatformFile, ...]:
    """The files of a version exactly as they were published, by name."""
    table = PlatformListFileRecord
    found = session.scalars(select(table).where(table.list_id == list_id).order_by(table.name))
    return tuple(PlatformFile(row.name, blobs.get(session, row.sha256)) for row in found)


def platform_draft(session: Session, day: date) -> PlatformDraft:
    """What would be published on a day, by number, and how it differs from the last version."""
    known = {row.id: row for row in providers(session)}
    published = [row for row in offerings(session, day) if row.state is OfferingState.PUBLISHED]
    listed = [row for row in published if rules.is_listed(row, known[row.provider_id], day)]
    listed.sort(key=lambda row: row.number)
    lines = tuple(rules.platform_line(row, known[row.provider_id], day) for row in listed)
    last = next(iter(platform_lists(session)), None)
    return PlatformDraft(
        lines=lines,
        last=last,
        changes=rules.platform_changes(last.lines if last else (), lines),
        unlisted=len(published) - len(listed),
    )
