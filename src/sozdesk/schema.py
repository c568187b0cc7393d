"""All tables of the file: importing this module makes the metadata complete."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from sqlalchemy import MetaData

from sozdesk.archive.base import Base

REVISION = "0001"
"""Head of ``db/migrations``: what a new file is stamped with (a test compares)."""

_MODULES = (
    "sozdesk.archive.file_info",
    "sozdesk.archive.staff",
    "sozdesk.archive.access_mirror",
    "sozdesk.archive.journal",
    "sozdesk.archive.drafts",
    "sozdesk.archive.blobs",
    "sozdesk.archive.search",
    "sozdesk.features.offices.records",
    "sozdesk.features.rent_limits.records",
)

for _module in _MODULES:
    if find_spec(_module):
        import_module(_module)


def metadata() -> MetaData:
    """Every table of archive and features."""
    return Base.metadata
