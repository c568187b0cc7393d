"""What the columns of the strategy are called in the Verlauf, and how their values are written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from sozdesk.features.strategy.terms import (
    CarryOverKind,
    ChapterKey,
    ClosingReason,
    Horizon,
    MeasureState,
    PovertyStrategy,
    ReferenceKind,
    RelationKind,
    ReportStage,
)
from sozdesk.features.strategy.texts import priority, word

COLUMNS: Mapping[str, str] = {
    "action_field.name": "Handlungsfeld",
    "adopted": "verabschiedet am",
    "aim": "Ziel",
    "as_of": "Stand per",
    "begins": "beginnt am",
    "code": "Periode",
    "dated": "Datum",
    "dismissed_text_hint.reason": "kein Fehler, weil",
    "done_on": "erledigt am",
    "ends": "endet am",
    "excerpt": "Satz",
    "expected": "erwartete Massnahmen",
    "frozen_at": "festgehalten um",
    "frozen_by": "festgehalten von",
    "horizon": "Horizont",
    "inferred": "aus dem Bericht abgeleitet",
    "measure_carry_over.kind": "Weiterführung",
    "measure_carry_over.reason": "Grund",
    "measure_reference.kind": "Art des Verweises",
    "measure_relation.kind": "Verbindung",
    "measure_status.reason": "Grund",
    "milestone": "Meilenstein",
    "place": "Stelle im Text",
    "poverty_strategy": "Armutsstrategie",
    "preventive": "präventiver Bereich",
    "priority": "Priorität",
    "report_file.name": "Datei",
    "responsible": "zuständig",
    "responsible_body": "zuständige Stelle",
    "responsible_people": "zuständige Personen",
    "rrb_number": "RRB Nr.",
    "rrb_on": "RRB vom",
    "since": "seit",
    "stage": "Stand des Entwurfs",
    "strategy_chapter.key": "Kapitel",
    "text": "Text",
    "title": "Titel",
}

SILENT = frozenset(
    {
        "dismissed_text_hint.code",
        "field_id",
        "measure_id",
        "other_id",
        "period_id",
        "report_id",
        "report_version.content",
        "target_id",
    }
)
"""Columns for the machine: the line above, or the name of the act, says which row it is."""

_ENUMS: Mapping[str, type[StrEnum]] = {
    "measure.horizon": Horizon,
    "measure.poverty_strategy": PovertyStrategy,
    "measure_carry_over.kind": CarryOverKind,
    "measure_reference.kind": ReferenceKind,
    "measure_relation.kind": RelationKind,
    "measure_status.reason": ClosingReason,
    "measure_status.state": MeasureState,
    "report_stage.stage": ReportStage,
    "report_version.stage": ReportStage,
    "strategy_chapter.key": ChapterKey,
}


def _words_of(kind: type[StrEnum]) -> Callable[[str], str]:
    return lambda value: word(kind(value))


VALUES: Mapping[str, Callable[[Any], str]] = {
    **{key: _words_of(kind) for key, kind in _ENUMS.items()},
    "measure.priority": priority,
}
