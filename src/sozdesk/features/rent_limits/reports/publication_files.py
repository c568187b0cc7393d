"""The files of a published version, made in memory; the same version gives the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from sozdesk.documents.csv import excel_csv, open_data_csv
from sozdesk.documents.municipal_map import MunicipalMap
from sozdesk.documents.pdf import write_pdf
from sozdesk.documents.picture import png
from sozdesk.documents.report import Picture
from sozdesk.documents.xlsx import write_xlsx
from sozdesk.features.rent_limits.reports.maps import map_picture, small_multiples
from sozdesk.features.rent_limits.reports.opendata import open_data, open_data_changes
from sozdesk.features.rent_limits.reports.publication import (
    changes_table,
    overview_rows,
    printed_report,
    publication_report,
)
from sozdesk.features.rent_limits.terms import (
    Audience,
    Category,
    Imprint,
    PublicationDraft,
    PublishedRow,
    RentKind,
    WrittenFile,
)
from sozdesk.features.rent_limits.texts import household
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
    draft: PublicationDraft,
    rows: Sequence[PublishedRow],
    imprint: Imprint,
    drawn: MunicipalMap,
    map_size: Category = Category.P1,
    *,
    progress: Progress = _unwatched,
    cancelled: Callable[[], bool] = _never,
) -> tuple[WrittenFile, ...]:
    """Workbook, pdf, csv in both profiles, and the maps as svg and png.

    ``rows`` are those of the draft with the reasons; ``map_size`` is the household size that gets
    a map of its own beside the one with all sizes. Changes have csv of their own, if there are any.

    Raises:
        Cancelled: as soon as ``cancelled()`` says so.
    """
    makers = {
        **_documents(draft, rows, imprint, _maps(draft, rows, imprint, map_size, drawn), map_size),
        **_tables_of_changes(draft, rows, imprint),
    }
    files = []
    for number, (ending, make) in enumerate(makers.items()):
        if cancelled():
            raise Cancelled
        progress(number, len(makers))
        files.append(WrittenFile(f"mietzinsgrenzwerte_{imprint.label}{ending}", make()))
    return tuple(files)


_Makers = Mapping[str, Callable[[], bytes]]
"""Ending of the name → what makes the bytes."""


def _documents(
    draft: PublicationDraft,
    rows: Sequence[PublishedRow],
    imprint: Imprint,
    maps: tuple[Picture, Picture],
    map_size: Category,
) -> _Makers:
    one, all_sizes = maps
    report = publication_report(rows, draft.round, draft.amendments, imprint)
    printed = printed_report(rows, draft.round, draft.amendments, imprint, maps)
    data = open_data(rows, draft.round, sample=imprint.sample)
    single = f"_karte_{map_name(map_size)}"
    return {
        ".xlsx": lambda: write_xlsx(report),
        ".pdf": lambda: write_pdf(printed),
        ".csv": lambda: open_data_csv(data),
        "_excel.csv": lambda: excel_csv(report, report.tables[0]),
        f"{single}.svg": one.svg.encode,
        f"{single}.png": lambda: png(one.svg),
        "_karten.svg": all_sizes.svg.encode,
        "_karten.png": lambda: png(all_sizes.svg),
    }


def _tables_of_changes(
    draft: PublicationDraft, rows: Sequence[PublishedRow], imprint: Imprint
) -> _Makers:
    data = open_data_changes(rows, sample=imprint.sample)
    if not data.rows:
        return {}
    report = publication_report(rows, draft.round, draft.amendments, imprint)
    return {
        "_aenderungen.csv": lambda: open_data_csv(data),
        "_aenderungen_excel.csv": lambda: excel_csv(report, changes_table(rows)),
    }


def map_name(size: Category) -> str:
    """How a household size stands in the name of a file: «1_person», «6_personen»."""
    return household(size).lower().replace(" ", "_")


def _maps(
    draft: PublicationDraft,
    rows: Sequence[PublishedRow],
    imprint: Imprint,
    size: Category,
    drawn: MunicipalMap,
) -> tuple[Picture, Picture]:
    """Net rents per month: one household size, and all of them."""
    shown, year = overview_rows(rows), draft.round.year
    alone = map_picture(
        shown,
        year=year,
        category=size,
        rent_kind=RentKind.NET,
        limits=draft.map_limits.get(size, ()),
        sample=imprint.sample,
        drawn=drawn,
    )
    together = small_multiples(
        shown,
        year=year,
        rent_kind=RentKind.NET,
        limits=draft.map_limits,
        sample=imprint.sample,
        drawn=drawn,
    )
    return alone, together
