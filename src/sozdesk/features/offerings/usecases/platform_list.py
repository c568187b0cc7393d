"""Publishing the list of offerings for the website: numbered and kept with its files."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from sozdesk.archive import blobs
from sozdesk.archive.file_info import file_info
from sozdesk.features.offerings import queries, reports
from sozdesk.features.offerings.records import PlatformListFileRecord, PlatformListRecord
from sozdesk.features.offerings.terms import TOPIC
from sozdesk.features.offerings.terms.catalogue import PlatformDraft, PlatformFile
from sozdesk.features.offerings.texts import catalogue as texts
from sozdesk.features.offerings.usecases.common import refuse_service
from sozdesk.kernel.context import Context
from sozdesk.kernel.errors import NotFound
from sozdesk.kernel.ids import natural_id
from sozdesk.kernel.usecase import Outcome, usecase


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishPlatformList:
    """Nothing to say: what is on the platform today is published."""


@usecase(undoable=False)
def publish_platform_list(
    session: Session,
    command: PublishPlatformList,  # noqa: ARG001 - every use case is handed a command
    context: Context,
) -> Outcome:
    """Publish the list; ``Outcome.value`` are its files.

    If nothing has changed, the files of the last version are answered again and nothing is written
    down. Raises RuleViolation at a Sozialdienst, NotFound if no offering is on the platform.
    """
    refuse_service(session)
    draft = queries.platform_draft(session, context.today)
    if draft.last is not None and not draft.changes:
        return Outcome(
            summary=texts.list_unchanged(draft.last.number, draft.last.published_on),
            value=queries.platform_files(session, draft.last.id),
        )
    if not draft.lines and draft.last is None:
        raise NotFound(*texts.NOTHING_PUBLISHED)
    files = reports.platform_files(
        draft,
        office=file_info(session).office_name,
        today=context.today,
        now=context.now,
        sample=context.sample,
    )
    number = _keep(session, draft, files, context)
    return Outcome(frozenset({TOPIC}), texts.list_published(number, draft.changes), files)


def _keep(
    session: Session, draft: PlatformDraft, files: tuple[PlatformFile, ...], context: Context
) -> int:
    number = draft.last.number + 1 if draft.last else 1
    row = PlatformListRecord(
        id=natural_id("platform_list", number),
        number=number,
        published_on=context.today,
        published_by=context.staff_name,
        content=[{"number": line.number, "cells": dict(line.cells)} for line in draft.lines],
    )
    session.add(row)
    session.flush()
    hashes = blobs.put_all(session, [file.content for file in files])
    session.add_all(
        PlatformListFileRecord(
            id=natural_id("platform_list_file", number, file.name),
            list_id=row.id,
            name=file.name,
            sha256=sha256,
        )
        for file, sha256 in zip(files, hashes, strict=True)
    )
    session.flush()
    return number
