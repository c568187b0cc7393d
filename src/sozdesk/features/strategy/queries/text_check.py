"""What the check of the report's texts finds on a day, and what somebody said is no error."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.features.strategy import rules
from sozdesk.features.strategy.queries.periods import chapters, view
from sozdesk.features.strategy.records import DismissedHintRecord
from sozdesk.features.strategy.terms import PeriodRow, StatusRow, TextFinding, TextHintRow
from sozdesk.features.strategy.texts import checks
from sozdesk.kernel.findings import Severity

_Case = tuple[str, str, str]
"""Place, code, excerpt: the sentence with the words that the hint is about."""


def text_findings(session: Session, period: PeriodRow, as_of: date) -> tuple[TextHintRow, ...]:
    """Hints and errors in the chapters and in the entries that hold on a day, in the report's order.

    Notes (a typed number that is right) are for who writes, not for this list.
    """
    known = dismissed_hints(session, period.id)
    seen = view(session, period, as_of)
    rows: list[TextHintRow] = []
    for chapter in chapters(session, period.id):
        found = rules.chapter_check(chapter.text, chapter.key, seen)
        rows += _rows(found, chapter.key.value, checks.chapter_place(chapter.key), known)
    for measure in seen.measures:
        if measure.status is not None:
            found = rules.progress_check(measure.status.text, measure.number, seen)
            words = checks.status_place(measure.number, measure.status.as_of)
            rows += _rows(found, status_place(measure.number, measure.status), words, known)
    return tuple(rows)


def status_place(number: str, status: StatusRow) -> str:
    """«2.3 2024-12-31»: how a dismissed hint names the entry of a measure."""
    return f"{number} {status.as_of.isoformat()}"


def dismissed_hints(session: Session, period_id: UUID) -> dict[_Case, str]:
    """Place, code and excerpt of the cases that are no error, each with its reason."""
    found = session.scalars(
        select(DismissedHintRecord).where(DismissedHintRecord.period_id == period_id)
    )
    return {(row.place, row.code, row.excerpt): row.reason for row in found}


def _rows(
    found: Iterable[TextFinding], place: str, words: str, known: dict[_Case, str]
) -> Iterator[TextHintRow]:
    for one in found:
        if one.finding.severity is Severity.NOTE:
            continue
        case = (place, one.finding.code, one.excerpt)
        yield TextHintRow(
            place=place,
            place_words=words,
            found=one,
            dismissed=case in known,
            reason=known.get(case, ""),
        )
