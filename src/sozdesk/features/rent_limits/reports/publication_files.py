"""The files of a published version, made in memory; the same version gives the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from sozdesk.documents.csv import excel_csv, open_data_csv
from sozdesk.documents.pdf import write_pdf
from sozdesk.documents.xlsx import write_xlsx
from sozdesk.features.rent_limits.reports.opendata import open_data
from sozdesk.features.rent_limits.reports.publication import (
    overview_rows,
    printed_report,
    publication_report,
)
from sozdesk.features.rent_limits.terms import (
    AmendmentRow,
    Audience,
    Imprint,
    PublicationDraft,
    PublishedRow,
    RoundRow,
    WrittenFile,
)
from sozdesk.kernel import german
from sozdesk.kernel.context import Context
from sozdesk.kernel.errors import Cancelled

Progress = Callable[[int, int], None]


def _unwatched(done: int, total: int) -> None:
    """Nobody watches."""


def _never() -> bool:
    return False


def imprint_of(
    draft: PublicationDraft,
    context: Context,
    office: str,
    *,
    content_sha256: str,
    reason: str = "",
    decided_by: str = "",
    decided_on: date | None = None,
) -> Imprint:
    """What a version that is published now says about itself."""
    public = draft.audience is Audience.PUBLIC
    return Imprint(
        label=draft.label,
        audience=draft.audience,
        day=context.today,
        now=context.now,
        office=office,
        reason=german.clean(reason),
        decided_by=german.clean(decided_by) if public else "",
        decided_on=decided_on if public else None,
        content_sha256=content_sha256,
        sample=context.sample,
    )


def publication_files(
    rows: Sequence[PublishedRow],
    found: RoundRow,
    amendments: Sequence[AmendmentRow],
    imprint: Imprint,
    *,
    progress: Progress = _unwatched,
    cancelled: Callable[[], bool] = _never,
) -> tuple[WrittenFile, ...]:
    """Workbook, pdf, csv in both profiles.

    Raises:
        Cancelled: as soon as ``cancelled()`` says so.
    """
    report = publication_report(rows, found, amendments, imprint)
    printed = printed_report(rows, found, amendments, imprint)
    data = open_data(overview_rows(rows), sample=imprint.sample, published=True)
    makers: dict[str, Callable[[], bytes]] = {
        ".xlsx": lambda: write_xlsx(report),
        ".pdf": lambda: write_pdf(printed),
        ".csv": lambda: open_data_csv(data),
        "_excel.csv": lambda: excel_csv(report, report.tables[0]),
    }
    files = []
    for number, (ending, make) in enumerate(makers.items()):
        if cancelled():
            raise Cancelled
        progress(number, len(makers))
        files.append(WrittenFile(f"mietzinsgrenzwerte_{imprint.label}{ending}", make()))
    return tuple(files)
