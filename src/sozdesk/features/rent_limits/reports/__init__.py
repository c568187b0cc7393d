"""What is known about the Mietzinsgrenzwerte as documents: for people, as maps, and as open data."""

from __future__ import annotations

from sozdesk.features.rent_limits.reports.declaration import declaration_report
from sozdesk.features.rent_limits.reports.derived import derivation_table
from sozdesk.features.rent_limits.reports.maps import (
    map_from,
    map_picture,
    map_to_publish,
    small_multiples,
)
from sozdesk.features.rent_limits.reports.overview import overview_report
from sozdesk.features.rent_limits.reports.publication_files import imprint_of, publication_files
from sozdesk.features.rent_limits.reports.written import write_overview

__all__ = [
    "declaration_report",
    "derivation_table",
    "imprint_of",
    "map_from",
    "map_picture",
    "map_to_publish",
    "overview_report",
    "publication_files",
    "small_multiples",
    "write_overview",
]
