"""A version with its files, ready to be published: for the command line and the sample."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from sozdesk.documents.municipal_map import MunicipalMap, shipped_map
from sozdesk.features.rent_limits import reports, rules, usecases
from sozdesk.features.rent_limits.terms import Category, PublicationDraft
from sozdesk.features.rent_limits.usecases import PublishLimits

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive


def without_files(
    draft: PublicationDraft,
    missing: Mapping[int, str],
    *,
    reason: str = "",
    decided_by: str = "",
    decided_on: date | None = None,
) -> PublishLimits:
    """The command to check before the files are written; ``missing``: BFS number → reason."""
    return PublishLimits(
        year=draft.round.year,
        audience=draft.audience,
        number=draft.number,
        missing=missing,
        reason=reason,
        decided_by=decided_by,
        decided_on=decided_on,
        content_sha256=usecases.content_sha256(draft, missing),
        files=(),
    )


def with_files(
    archive: Archive,
    draft: PublicationDraft,
    command: PublishLimits,
    map_size: Category = Category.P1,
    drawn: MunicipalMap | None = None,
) -> PublishLimits:
    """The same command with everything that is published of it; on the shipped map if none is given."""
    imprint = reports.imprint_of(
        draft,
        archive.context(),
        archive.info.office_name,
        content_sha256=command.content_sha256,
        reason=command.reason,
        decided_by=command.decided_by,
        decided_on=command.decided_on,
    )
    rows = rules.with_reasons(draft.rows, command.missing)
    files = reports.publication_files(draft, rows, imprint, drawn or shipped_map(), map_size)
    return replace(command, files=files)
