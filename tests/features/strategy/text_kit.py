"""The measures of the public report as rows, without a file, and short ways to check a text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from measure_examples import DAY, measure, status, view
from reference_kit import period

from sozdesk.features.strategy import rules
from sozdesk.features.strategy.terms import ChapterKey, FieldRow, PeriodView, PovertyStrategy
from sozdesk.kernel.findings import Severity


def _row(entry, day):
    states = [one for one in entry["states"] if date.fromisoformat(one["as_of"]) <= day]
    last = states[-1] if states else None
    goes_on = (entry["carry_over"] or {"kind": "dropped"})["kind"] != "dropped"
    row = measure(
        entry["number"],
        title=entry["title"],
        aim=entry["aim"],
        priority=entry["priority"],
        poverty_strategy=PovertyStrategy(entry["poverty_strategy"]),
        continued_in="2025-2028" if goes_on else "",
    )
    return replace(row, status=status(last["state"], text=last["text"]) if last else None)


def shipped(day=DAY) -> PeriodView:
    """The 40 measures as they stand on a day."""
    fields = tuple(FieldRow(id=UUID(int=one["number"]), **one) for one in period()["fields"])
    return view(*(_row(one, day) for one in period()["measures"]), fields=fields, as_of=day)


SHIPPED = shipped()


def check(text, key=ChapterKey.OVERALL, seen=SHIPPED):
    """Hints and errors of a chapter; notes are left out."""
    found = rules.chapter_check(text, key, seen)
    return [one for one in found if one.finding.severity is not Severity.NOTE]


def messages(text, key=ChapterKey.OVERALL, seen=SHIPPED):
    return [one.finding.message for one in check(text, key, seen)]


def notes(text, key=ChapterKey.OVERALL, seen=SHIPPED):
    found = rules.chapter_check(text, key, seen)
    return [one for one in found if one.finding.severity is Severity.NOTE]


def repaired(text, key=ChapterKey.OVERALL, seen=SHIPPED):
    """The text with what the check would put in its place."""
    for one in reversed(rules.chapter_check(text, key, seen)):
        if one.replacement:
            text = text[: one.start] + one.replacement + text[one.end :]
    return text
