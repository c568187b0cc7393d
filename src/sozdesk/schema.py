"""All tables of the file: importing this module makes the metadata complete."""

from __future__ import annotations

from sqlalchemy import MetaData

from sozdesk.archive import (
    access_mirror,
    blobs,
    column_mappings,
    drafts,
    file_info,
    journal_tables,
    search,
    sheet_log,
    staff,
)
from sozdesk.archive.base import Base
from sozdesk.features.billing import records as billing
from sozdesk.features.cases import records as cases
from sozdesk.features.offerings import records as offerings
from sozdesk.features.offices import records as offices
from sozdesk.features.rent_limits import records as rent_limits
from sozdesk.features.strategy import records as strategy

REVISION = "0005"
"""Head of ``db/migrations``: what a new file is stamped with (a test compares)."""

MODULES = (
    access_mirror,
    blobs,
    column_mappings,
    drafts,
    file_info,
    journal_tables,
    search,
    sheet_log,
    staff,
    offices,
    rent_limits,
    strategy,
    offerings,
    cases,
    billing,
)
"""Where tables are declared; archive first, then the features from below."""


def metadata() -> MetaData:
    """Every table of archive and features."""
    return Base.metadata
