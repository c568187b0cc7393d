"""Contents of a report on invented measures, and ways to the one on the public ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from measure_examples import view

from sozdesk.archive.store import Archive
from sozdesk.features.strategy import queries
from sozdesk.features.strategy.terms import (
    ChapterKey,
    ChapterRow,
    MeasureRow,
    ReportContent,
    ReportImprint,
)


def content(*measures: MeasureRow, **changes) -> ReportContent:
    """Without texts, references, relations and a period after it."""
    chapters = tuple(ChapterRow(id=None, version=None, key=key, text="") for key in ChapterKey)
    row = ReportContent(
        view=view(*measures),
        stage=None,
        next_period="",
        chapters=chapters,
        references={},
        relations={},
        carry_overs=(),
    )
    return replace(row, **changes)


def with_chapter(row: ReportContent, key: ChapterKey, text: str) -> ReportContent:
    chapters = [replace(one, text=text) if one.key is key else one for one in row.chapters]
    return replace(row, chapters=tuple(chapters))


def content_on(
    archive: Archive, code: str = "2021-2024", day: date = date(2024, 12, 31)
) -> ReportContent:
    period = archive.query(queries.period_of, code)
    return archive.query(queries.report_content, period, day, archive.context().today)


def imprint(archive: Archive, **changes) -> ReportImprint:
    context = archive.context()
    row = ReportImprint(
        now=context.now, today=context.today, office=archive.info.office_name, sample=False
    )
    return replace(row, **changes)
