"""What is known about the Mietzinsgrenzwerte as documents: for people, and as open data."""

from __future__ import annotations

from sozdesk.features.rent_limits.reports.opendata import open_data
from sozdesk.features.rent_limits.reports.overview import overview_report
from sozdesk.features.rent_limits.reports.publication_files import imprint_of, publication_files
from sozdesk.features.rent_limits.reports.written import write_overview

__all__ = ["imprint_of", "open_data", "overview_report", "publication_files", "write_overview"]
