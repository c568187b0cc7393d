"""What the page of the report asks of the file, once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sozdesk.archive.file_info import OfficeKind
from sozdesk.features.strategy import queries
from sozdesk.features.strategy.terms import (
    PeriodRow,
    ReportDraft,
    ReportImprint,
    ReportSnapshot,
    ReportVersionRow,
)
from sozdesk.features.strategy.texts import report as said
from sozdesk.kernel.errors import NotFound

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportData:
    """Everything the page shows."""

    draft: ReportDraft
    versions: tuple[ReportVersionRow, ...]
    """Newest first."""
    imprint: ReportImprint
    hints: int
    """Open Prüfhinweise in the texts of the draft."""
    read_only: bool
    """At a Sozialdienst, or in a copy: the report can be written, but nothing is kept."""

    @property
    def period(self) -> PeriodRow:
        """What the report is about."""
        return self.draft.content.view.period

    @property
    def as_of(self) -> date:
        """The day that the draft is about."""
        return self.draft.content.view.as_of


Compared = ReportVersionRow | date
"""One side of a comparison: a frozen version, or the data of today as of a day."""


def label_of(one: Compared) -> str:
    """How a side is named."""
    return said.day_label(one) if isinstance(one, date) else said.version_label(one)


def load(archive: Archive, code: str, as_of: date) -> ReportData:
    """Raises NotFound if there is no such period."""
    context = archive.context()
    period = _period(archive, code)
    found = archive.query(queries.text_findings, period, as_of)
    return ReportData(
        draft=archive.query(queries.report_draft, period, as_of, context.today),
        versions=archive.query(queries.report_versions, period.id),
        imprint=ReportImprint(
            now=context.now,
            today=context.today,
            office=archive.info.office_name,
            sample=context.sample,
            extract=archive.info.office_kind is OfficeKind.SERVICE,
        ),
        hints=sum(not row.dismissed for row in found),
        read_only=archive.read_only or archive.info.office_kind is OfficeKind.SERVICE,
    )


def load_snapshots(
    archive: Archive, code: str, before: Compared, after: Compared
) -> tuple[ReportSnapshot, ReportSnapshot]:
    """Both sides of a comparison; raises NotFound if a version is gone."""
    period = _period(archive, code)
    return _snapshot(archive, period, before), _snapshot(archive, period, after)


def _period(archive: Archive, code: str) -> PeriodRow:
    found: PeriodRow | None = archive.query(queries.period_of, code)
    if found is None:
        raise NotFound(f"Die Periode «{code}» gibt es nicht.", "Laden Sie die Seite neu.")
    return found


def _snapshot(archive: Archive, period: PeriodRow, wanted: Compared) -> ReportSnapshot:
    if isinstance(wanted, date):
        today = archive.context().today
        shown: ReportSnapshot = archive.query(queries.day_snapshot, period, wanted, today)
        return shown
    kept: ReportSnapshot | None = archive.query(queries.version_snapshot, wanted.id)
    if kept is None:
        raise NotFound("Diese Version gibt es nicht mehr.", "Laden Sie die Seite neu.")
    return kept
