"""The texts of a period's report as the page shows them, read on the archive thread."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sozdesk.archive import drafts
from sozdesk.archive.file_info import OfficeKind
from sozdesk.features.strategy import queries, rules, texts, usecases
from sozdesk.features.strategy.terms import (
    ChapterKey,
    ChapterRow,
    MeasureRow,
    PeriodRow,
    PeriodView,
    TextFinding,
)
from sozdesk.features.strategy.texts import checks
from sozdesk.kernel import german
from sozdesk.kernel.findings import Severity
from sozdesk.kernel.usecase import UseCase

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

FORM = "strategy.texts"
"""Key of the draft; one per period."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportText:
    """A chapter, or the entry of a measure that holds on the day."""

    place: str
    place_words: str
    title: str
    text: str
    version: int | None
    chapter: ChapterKey | None = None
    number: str = ""
    """Of the measure."""
    status_id: UUID | None = None
    found: tuple[TextFinding, ...] = ()
    """What stands out in the text as it is stored."""

    def check(self, text: str, view: PeriodView) -> tuple[TextFinding, ...]:
        """What stands out in the text as it is typed now."""
        if self.chapter is not None:
            return rules.chapter_check(text, self.chapter, view)
        return rules.progress_check(text, self.number, view)

    def save(self, text: str, version: int | None, period_id: UUID) -> tuple[UseCase, object]:
        """The use case that keeps another text; ``version`` is the one that was changed."""
        if self.chapter is not None:
            command = usecases.WriteChapter(
                period_id=period_id, key=self.chapter, base_version=version, text=text
            )
            return usecases.write_chapter, command
        assert self.status_id is not None
        assert version is not None
        change = usecases.ChangeStatus(
            id=self.status_id, base_version=version, changes={"text": text}
        )
        return usecases.change_status, change


@dataclass(frozen=True, kw_only=True)
class TextsData:
    """Everything the page shows."""

    view: PeriodView
    lines: tuple[ReportText, ...]
    dismissed: Mapping[tuple[str, str, str], str]
    """Place, code, excerpt → reason."""
    service: bool
    may_write: bool
    typed: Mapping[str, Any]
    """The draft of the last time, by place."""

    def is_dismissed(self, line: ReportText, one: TextFinding) -> bool:
        """Whether somebody said that this is no error."""
        return (line.place, str(one.finding.code), one.excerpt) in self.dismissed

    def open_hints(self, line: ReportText, text: str) -> int:
        """How many Prüfhinweise of a text nobody settled yet; who only reads has nothing to do."""
        if not self.may_write:
            return 0
        found = line.found if text == line.text else line.check(text, self.view)
        return sum(
            one.finding.severity is not Severity.NOTE and not self.is_dismissed(line, one)
            for one in found
        )


def load(archive: Archive, period_code: str, as_of: date) -> TextsData | None:
    """Read it; None if there is no such period (any more)."""
    period: PeriodRow | None = archive.query(queries.period_of, period_code)
    if period is None:
        return None
    view: PeriodView = archive.query(queries.view, period, as_of)
    service = archive.info.office_kind is OfficeKind.SERVICE
    context = archive.context()
    draft = archive.query(drafts.draft_of, FORM, period.id, context.staff_id)
    return TextsData(
        view=view,
        lines=tuple(
            replace(line, found=line.check(line.text, view))
            for line in _lines(archive.query(queries.chapters, period.id), view)
        ),
        dismissed=archive.query(queries.dismissed_hints, period.id),
        service=service,
        may_write=not service and not archive.read_only,
        typed=draft.content if draft else {},
    )


def _lines(chapters: tuple[ChapterRow, ...], view: PeriodView) -> Iterator[ReportText]:
    yield from map(partial(_chapter, view), chapters)
    for row in view.measures:
        if row.status is not None:
            yield _progress(row)


def _chapter(view: PeriodView, row: ChapterRow) -> ReportText:
    names = {f"field_{field.number}": field.name for field in view.fields if not field.preventive}
    name = names.get(row.key.value)
    word = texts.word(row.key)
    return ReportText(
        place=row.key.value,
        place_words=checks.chapter_place(row.key),
        title=f"{word}: {name}" if name else word,
        text=row.text,
        version=row.version,
        chapter=row.key,
    )


def _progress(row: MeasureRow) -> ReportText:
    assert row.status is not None
    return ReportText(
        place=queries.status_place(row.number, row.status),
        place_words=checks.status_place(row.number, row.status.as_of),
        title=texts.measure_label(row.number, row.title),
        text=row.status.text,
        version=row.status.version,
        number=row.number,
        status_id=row.status.id,
    )


def facts(data: TextsData, hints: int) -> str:
    """«Stand per 31.12.2024, 2 Prüfhinweise»."""
    found = german.plural(hints, "Prüfhinweis", "Prüfhinweise") if hints else "keine Prüfhinweise"
    day = f"Stand per {german.day(data.view.as_of)}"
    return f"{day}, {found}" if data.may_write else day
