"""What a frozen version keeps of the report: everything it says, in one canonical form."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from sozdesk.features.strategy.rules.figures import figures, filled
from sozdesk.features.strategy.terms import (
    ChapterKey,
    MeasureRow,
    MeasureState,
    ReportContent,
    ReportMeasure,
    ReportSnapshot,
)
from sozdesk.features.strategy.texts import report as said

FORMAT = 1
"""Goes up when the form changes; older versions stay readable."""


def report_json(content: ReportContent) -> dict[str, Any]:
    """The report with its figures filled in; equal reports are equal here."""
    view = content.view
    values = figures(view)
    return {
        "format": FORMAT,
        "period": view.period.code,
        "as_of": view.as_of.isoformat(),
        "stage": said.stage_words(content.stage),
        "expected": view.period.expected,
        "source": view.period.source,
        "next_period": content.next_period,
        "fields": [[field.number, field.name, field.preventive] for field in view.fields],
        "chapters": {row.key.value: filled(row.text, values) for row in content.chapters},
        "measures": [_measure(row, content, values) for row in view.measures],
    }


def _measure(row: MeasureRow, content: ReportContent, values: Mapping[str, str]) -> dict[str, Any]:
    status = row.status
    return {
        "number": row.number,
        "title": row.title,
        "aim": row.aim,
        "priority": row.priority,
        "state": row.state.value,
        "inferred": bool(status and status.inferred),
        "since": status.as_of.isoformat() if status else None,
        "text": filled(status.text, values) if status else "",
        "others": said.others(row, content),
    }


def digest(content: Mapping[str, Any]) -> str:
    """SHA-256 (hex) of the canonical JSON: sorted keys, no spaces, UTF-8."""
    plain = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def snapshot_of(content: Mapping[str, Any]) -> ReportSnapshot:
    """A kept report, to be compared."""
    return ReportSnapshot(
        as_of=date.fromisoformat(content["as_of"]),
        stage=content["stage"],
        chapters={ChapterKey(key): text for key, text in content["chapters"].items()},
        measures=tuple(map(_kept, content["measures"])),
    )


def _kept(one: Mapping[str, Any]) -> ReportMeasure:
    return ReportMeasure(
        number=one["number"],
        title=one["title"],
        aim=one["aim"],
        priority=one["priority"],
        state=MeasureState(one["state"]),
        text=one["text"],
        others=one["others"],
    )
