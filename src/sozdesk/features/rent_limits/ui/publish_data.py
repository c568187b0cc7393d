"""What publishing asks of the file, once: what would be published for whom, and earlier versions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sozdesk.documents.municipal_map import MunicipalMap
from sozdesk.features.rent_limits import queries
from sozdesk.features.rent_limits.terms import (
    UNDECIDED_STATES,
    Audience,
    PublicationDraft,
    PublicationRow,
    RoundRow,
)
from sozdesk.features.rent_limits.ui import map_file
from sozdesk.kernel.context import Context

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishData:
    """Everything the dialog shows."""

    year: int
    drafts: Mapping[Audience, PublicationDraft]
    context: Context
    office: str
    drawn: MunicipalMap
    """The map file of this machine."""
    answered: frozenset[int] = frozenset()
    """Municipalities that answered and are not recorded: in Rückfrage, or nobody decided yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionsData:
    """Everything the page of the versions shows."""

    round: RoundRow
    versions: tuple[PublicationRow, ...]
    """Newest first."""
    names: Mapping[int, str]
    """BFS number → short name."""
    read_only: bool


def load_drafts(archive: Archive, year: int) -> PublishData:
    """Raises NotFound if the Erhebung was not opened, MapFileError if the map cannot be read."""
    context = archive.context()
    return PublishData(
        year=year,
        drafts={
            audience: archive.query(queries.publication_draft, year, audience, context.today)
            for audience in Audience
        },
        context=context,
        office=archive.info.office_name,
        drawn=map_file.map_to_publish(),
        answered=frozenset(
            row.bfs_number
            for row in archive.query(queries.return_tracking, year, context.today)
            if row.state in UNDECIDED_STATES
        ),
    )


def load_versions(archive: Archive, year: int) -> VersionsData:
    """Raises NotFound if the Erhebung was not opened."""
    today = archive.context().today
    return VersionsData(
        round=archive.query(queries.opened_round, year),
        versions=archive.query(queries.publications, year),
        names={row.bfs_number: row.name for row in archive.query(queries.overview, year, today)},
        read_only=archive.read_only,
    )
