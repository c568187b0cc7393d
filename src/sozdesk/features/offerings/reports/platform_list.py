"""The list of offerings for the website: csv, web page, and what changed since the last one."""

from __future__ import annotations

from datetime import date, datetime

from sozdesk.documents.csv import excel_csv, open_data_csv
from sozdesk.documents.html import write_html
from sozdesk.documents.report import SAMPLE_MARK, Column, Kind, Report, Row, Table
from sozdesk.features.offerings.terms.catalogue import CatalogueChange, PlatformDraft, PlatformFile
from sozdesk.features.offerings.texts import catalogue as texts

_NUMBER = Column("number", "Nr.", Kind.INTEGER)


def platform_files(
    draft: PlatformDraft, *, office: str, today: date, now: datetime, sample: bool
) -> tuple[PlatformFile, ...]:
    """The list for Excel, for open data and to show; ``aenderungen.html`` to check.

    The columns for open data stay exactly these: in a sample file every title says that it is invented.
    """
    listed, changed = _listed(draft), _changed(draft)
    marked = _listed(draft, SAMPLE_MARK if sample else "")
    page = Report(
        title=texts.PLATFORM_TITLE,
        subtitle=office,
        created=now,
        dated=today,
        tables=(listed,),
        notes=texts.only_in_catalogue(draft.unlisted),
        sample=sample,
    )
    news = Report(
        title=texts.PLATFORM_NEWS,
        subtitle=texts.since(draft),
        created=now,
        dated=today,
        tables=(changed,),
        notes=() if draft.changes else (texts.counted(()),),
        sample=sample,
    )
    return (
        PlatformFile("aenderungen.html", write_html(news)),
        PlatformFile("angebote.csv", excel_csv(page, listed)),
        PlatformFile("angebote.html", write_html(page)),
        PlatformFile("angebote_offene_daten.csv", open_data_csv(marked)),
    )


def _listed(draft: PlatformDraft, mark: str = "") -> Table:
    columns = (_NUMBER, *(Column(key, title) for key, title in texts.PLATFORM_COLUMNS.items()))
    behind = {"title": f" ({mark})"} if mark else {}
    rows: tuple[Row, ...] = tuple(
        (line.number, *(line.cells[key] + behind.get(key, "") for key in texts.PLATFORM_COLUMNS))
        for line in draft.lines
    )
    return Table(title=texts.listed(len(rows)), columns=columns, rows=rows)


def _changed(draft: PlatformDraft) -> Table:
    titles = {
        "offering": "Angebot",
        "kind": "Art",
        "field": "Angabe",
        "old": "Bisher",
        "new": "Neu",
    }
    columns = tuple(Column(key, title) for key, title in titles.items())
    rows = tuple(row for one in draft.changes for row in _rows(one))
    return Table(title=texts.counted(draft.changes), columns=columns, rows=rows)


def _rows(one: CatalogueChange) -> tuple[Row, ...]:
    head = (one.name, texts.KINDS[one.kind])
    return tuple((*head, field.label, field.before, field.after) for field in one.fields)
