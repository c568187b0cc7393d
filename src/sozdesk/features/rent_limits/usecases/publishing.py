"""Publishing a year for an audience: checked again, numbered, and kept with the written files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from sozdesk.archive import blobs
from sozdesk.archive.base import Record
from sozdesk.features.rent_limits import queries, rules, texts
from sozdesk.features.rent_limits.records import (
    PublicationFileRecord,
    PublicationRecord,
    amendment_to_json,
    content_of,
    digest_of,
)
from sozdesk.features.rent_limits.terms import (
    TOPIC,
    Audience,
    PublicationDraft,
    RentKind,
    WrittenFile,
)
from sozdesk.features.rent_limits.usecases import wording
from sozdesk.features.rent_limits.usecases.map_classes import map_classes_record
from sozdesk.features.rent_limits.usecases.rounds import refuse_service
from sozdesk.kernel import german
from sozdesk.kernel.context import Context
from sozdesk.kernel.errors import Outdated
from sozdesk.kernel.findings import Finding
from sozdesk.kernel.ids import natural_id
from sozdesk.kernel.usecase import Outcome, usecase


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishLimits:
    """A version as it was drafted, with the files that were written of it."""

    year: int
    audience: Audience
    number: int
    """As drafted; refused if another version came in between."""
    missing: Mapping[int, str] = field(default_factory=dict)
    """BFS number → why nothing of the municipality is published."""
    reason: str = ""
    """What was wrong, if the version corrects the one before."""
    decided_by: str = ""
    decided_on: date | None = None
    content_sha256: str
    """Of what the files say; refused if the file says something else by now."""
    files: tuple[WrittenFile, ...]


def content_sha256(draft: PublicationDraft, reasons: Mapping[int, str]) -> str:
    """What a version is recognised by: the hash of its content, reasons included."""
    return digest_of(content_of(draft.round.year, rules.with_reasons(draft.rows, reasons)))


@usecase(undoable=False)
def publish_limits(session: Session, command: PublishLimits, context: Context) -> Outcome:
    """Publish; ``Outcome.value`` is the id of the version.

    Raises:
        NotFound: the Erhebung was not opened.
        Outdated: a return or another version came in while the files were written.
        RuleViolation: a missing municipality or a correction without a reason, no decision for the
            public, or nothing that is new. Nothing is published then.
    """
    refuse_service(session)
    draft = queries.publication_draft(session, command.year, command.audience, context.today)
    wording.refuse(publication_objections(draft, command, context.today))
    current = content_sha256(draft, command.missing)
    if draft.number != command.number or current != command.content_sha256:
        raise Outdated(
            f"Seit dem Schreiben der Dateien hat sich an der Erhebung {command.year} etwas geändert.",
            "Es ist nichts veröffentlicht. Schauen Sie die Angaben an und veröffentlichen Sie nochmals.",
        )
    key = natural_id("publication", command.year, draft.number)
    _add(session, [_publication(key, draft, command, context)])
    _add(session, _files(session, key, command.files))
    _keep_classes(session, draft)
    audience = texts.word(command.audience)
    return Outcome(frozenset({TOPIC}), f"Grenzwerte {draft.label} veröffentlicht ({audience})", key)


def publication_objections(
    draft: PublicationDraft, command: PublishLimits, today: date
) -> tuple[Finding, ...]:
    """The same check as the dialog makes before the files are written."""
    return rules.may_publish(
        draft,
        reasons=command.missing,
        reason=command.reason,
        decided_by=command.decided_by,
        decided_on=command.decided_on,
        today=today,
    )


def _add(session: Session, rows: Sequence[Record]) -> None:
    """Parents before children: without relationships the session does not know the order."""
    session.add_all(rows)
    session.flush()


def _publication(
    key: UUID, draft: PublicationDraft, command: PublishLimits, context: Context
) -> PublicationRecord:
    rows = rules.with_reasons(draft.rows, command.missing)
    public = command.audience is Audience.PUBLIC
    return PublicationRecord(
        id=key,
        round_id=draft.round.id,
        number=draft.number,
        audience=command.audience.value,
        published_on=context.today,
        published_at=context.now,
        published_by=context.staff_name,
        decided_by=german.clean(command.decided_by) if public else "",
        decided_on=command.decided_on if public else None,
        reason=german.clean(command.reason),
        missing={str(row.bfs_number): row.missing_reason for row in rows if row.missing_reason},
        amendments=[amendment_to_json(row) for row in draft.amendments],
        content=content_of(draft.round.year, rows),
        content_sha256=command.content_sha256,
    )


def _keep_classes(session: Session, draft: PublicationDraft) -> None:
    """The classes of the first published map hold from then on, whatever comes into the file."""
    day = draft.round.valid_from
    known = queries.map_classes_on(session, day)
    source = wording.classes_of_publication(draft.label)
    session.add_all(
        map_classes_record(RentKind.NET, size, day, limits, source)
        for size, limits in draft.map_limits.items()
        if limits and (RentKind.NET, size) not in known
    )


def _files(
    session: Session, key: UUID, files: Sequence[WrittenFile]
) -> list[PublicationFileRecord]:
    hashes = blobs.put_all(session, [file.content for file in files])
    return [
        PublicationFileRecord(
            id=natural_id("publication_file", str(key), position),
            publication_id=key,
            position=position,
            name=file.name,
            sha256=sha256,
            size=len(file.content),
        )
        for position, (file, sha256) in enumerate(zip(files, hashes, strict=True))
    ]
