"""A provider with a course and a monthly programme, and its form filled in, for tests of reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import platform_kit as kit

from sozdesk.archive.store import Archive
from sozdesk.features.offerings import files, queries, usecases
from sozdesk.features.offerings.terms import PriceUnit, ReportFile, ReportingProvider, ReportingYear

YEAR = 2026
LIESTAL, SISSACH = 2829, 2861
TODAY = date(2027, 1, 5)
"""The day of the tests' files."""

ANSWERS: dict[str, Any] = {
    "participants": 30,
    "assignments": 24,
    "amount": 34800,
    "vat": "von der MWST ausgenommen",
    "strengths": "Hohe Verbindlichkeit.",
    "offering_1_places": 12,
    "offering_1_utilisation": 87.5,
    "offering_1_participants": 18,
    "offering_1_assignments": 16,
    "offering_1_units": 16,
    "offering_1_amount": 19200,
    "offering_2_places": 8,
    "offering_2_utilisation": 100,
    "offering_2_participants": 12,
    "offering_2_assignments": 8,
    "offering_2_units": 31.2,
    "offering_2_amount": 15600,
    "municipality_2829_assignments": 20,
    "municipality_2829_amount": 30000,
    "municipality_2861_assignments": 4,
    "municipality_2861_amount": 4800,
}
"""Adds up: 16 courses at 1'200, 31.2 months at 500; two municipalities with 24 assignments."""


@dataclass(frozen=True)
class Provider:
    """Ids of what :func:`provider_with_offerings` made."""

    id: UUID
    course: UUID
    programme: UUID


def provider_with_offerings(
    archive: Archive, name: str = "Kurszentrum Muster", email: str = "info@muster.example"
) -> Provider:
    """Recognised since 1 January 2025, a course for 1'200.00 and a programme for 500.00 a month."""
    one = kit.provider(archive, name, email=email)
    course = kit.offering(archive, one, "Deutsch im Alltag")
    programme = kit.offering(archive, one, "Werkstatt", category_code="employment")
    for offering in (course, programme):
        kit.recognised(archive, one, offering, date(2025, 1, 1))
    kit.price(archive, course, 120000, date(2025, 1, 1))
    kit.price(archive, programme, 50000, date(2025, 1, 1), unit=PriceUnit.MONTH)
    return Provider(one, course, programme)


def asked(archive: Archive, year: int = YEAR) -> ReportingYear:
    made: ReportingYear = archive.query(queries.reporting_year, year, archive.context())
    return made


def form(archive: Archive, folder: Path, year: int = YEAR, at: int = 0, **typed: Any) -> Path:
    """The form of one provider, filled in with :data:`ANSWERS` and what is ``typed``."""
    wanted = asked(archive, year)
    who: ReportingProvider = wanted.providers[at]
    path = folder / files.form_name(who, year)
    path.write_bytes(files.report_form(wanted, who, {**ANSWERS, **typed}))
    return path


def read(archive: Archive, *paths: Path, year: int = YEAR) -> tuple[ReportFile, ...]:
    return files.read_reports(paths, asked(archive, year), archive.context().today)


def record(archive: Archive, *paths: Path, year: int = YEAR) -> int:
    """Read and record; answers how many were new or different."""
    command = usecases.RecordProviderReports(year=year, files=read(archive, *paths, year=year))
    count: int = archive.run(usecases.record_provider_reports, command).value
    return count


def sentences(file: ReportFile) -> list[str]:
    return [finding.message for finding in file.findings]
