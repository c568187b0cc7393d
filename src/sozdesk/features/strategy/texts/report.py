"""Sentences of the report that follow from the data; what people write are its chapters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sozdesk.features.strategy.terms import (
    CarryOverKind,
    CarryOverRow,
    ChapterKey,
    FieldRow,
    MeasureRow,
    PeriodRow,
    PovertyStrategy,
    ReferenceKind,
    ReferenceRow,
    RelationRow,
    ReportStage,
    StageRow,
)
from sozdesk.features.strategy.texts.words import (
    DONE,
    INCOMING,
    measure_label,
    period_state,
    state_words,
    word,
)
from sozdesk.kernel import german

NO_CHAPTER: Final = "Zu diesem Kapitel ist noch kein Text erfasst."
NO_TEXT: Final = "Zu dieser Massnahme ist noch kein Bericht erfasst."
NO_MEASURES: Final = "Zu diesem Bereich ist keine Massnahme erfasst."
NOT_RECORDED: Final = "noch nicht erfasst"
INFERRED: Final = "aus dem Bericht abgeleitet"
KEEPER: Final = "Kantonales Sozialamt Basel-Landschaft"
"""Whose data it is, also where a Sozialdienst writes the report from its file."""
MEASURES: Final = "Massnahmen"
STATE: Final = "Umsetzungsstand"


def title(period: PeriodRow) -> str:
    """Title of the report."""
    return f"Umsetzungsstand der Massnahmen {period.name}"


def stage_words(stage: StageRow | None) -> str:
    """«Entwurf», «RRB Nr. 2025-870 vom 24.06.2025»; what has no stage yet is a draft."""
    if stage is None:
        return word(ReportStage.DRAFT)
    if stage.stage is ReportStage.GOVERNMENT_DECISION:
        return f"RRB Nr. {stage.rrb_number} vom {german.day(stage.since)}"
    return word(stage.stage)


def field_title(field: FieldRow) -> str:
    """«Handlungsfeld 1: Materielle Unterstützung»; the preventive area is none."""
    return field.name if field.preventive else f"Handlungsfeld {field.number}: {field.name}"


def expected(period: PeriodRow) -> str:
    """«Periode 2025–2028: 19 erwartet, 0 erfasst. Amtliche Quelle: …»; empty if all are there."""
    if period.expected in (None, period.recorded):
        return ""
    state = period_state(period.expected, period.recorded)
    return f"Massnahmen der Periode {period.name}: {state}. Amtliche Quelle: {period.source}."


def state(measure: MeasureRow, *, fine: bool) -> str:
    """As the report groups it, or told apart with the reason and whether somebody inferred it."""
    status = measure.status
    said = state_words(measure.state, fine=fine)
    if not fine or status is None:
        return said
    parts = [said, *([word(status.reason)] if status.reason else [])]
    return ", ".join(parts) + (f" ({INFERRED})" if status.inferred else "")


def poverty(measure: MeasureRow) -> str:
    """Whether it comes from the Armutsstrategie; empty if not."""
    return {
        PovertyStrategy.YES: "Massnahme aus der Armutsstrategie",
        PovertyStrategy.INFERRED: "Bezug zur Armutsstrategie erschlossen",
        PovertyStrategy.NO: "",
    }[measure.poverty_strategy]


def reference(row: ReferenceRow) -> str:
    """«Postulat 2020/501: Titel, 24.09.2020»."""
    head = row.number if row.kind is ReferenceKind.LAW else f"{word(row.kind)} {row.number}"
    parts = [part for part in (head.strip(), row.title) if part]
    dated = f", {german.day(row.dated)}" if row.dated else ""
    return ": ".join(parts) + dated


def relation(row: RelationRow) -> str:
    """«hängt ab von 7.1 Umsetzung …»."""
    kind = INCOMING[row.kind] if row.incoming else word(row.kind)
    return f"{kind} {measure_label(row.number, row.title)}"


def target(row: CarryOverRow) -> str:
    """The measure of the next period; said if nobody knows it yet."""
    if row.target_id is not None:
        return measure_label(row.target_number, row.target_title)
    return "" if row.kind is CarryOverKind.DROPPED else NOT_RECORDED


def goes_on(row: CarryOverRow) -> str:
    """«weitergeführt in der Periode 2025–2028 (3.1 Titel). Grund»."""
    if row.kind is CarryOverKind.DROPPED:
        said = word(row.kind)
    else:
        period = row.target_period.replace("-", "\u2013")
        there = target(row) if row.target_id else f"Massnahme dort {NOT_RECORDED}"
        said = f"{word(row.kind)} in der Periode {period} ({there})"
    return f"{said}. {row.reason}" if row.reason else said


def comes_from(row: CarryOverRow) -> str:
    """«2021–2024: 2.4 Titel (zusammengelegt)»."""
    period = row.measure_period.replace("-", "\u2013")
    return f"{period}: {measure_label(row.measure_number, row.measure_title)} ({word(row.kind)})"


# ------------------------------------------------------------------ findings of charts


def overall_finding(done: int, total: int) -> str:
    """«19 von 40 Massnahmen sind umgesetzt oder abgeschlossen»."""
    return f"{done} von {german.plural(total, 'Massnahme', 'Massnahmen')} {_are_done(done)}"


def _are_done(done: int) -> str:
    return f"{'ist' if done == 1 else 'sind'} umgesetzt oder abgeschlossen"


def field_finding(best: Sequence[FieldRow], done: int, total: int) -> str:
    """Which fields are furthest; none if nothing is done, several if they have the same share."""
    if not best:
        return "Noch ist keine Massnahme umgesetzt oder abgeschlossen"
    names = [f"«{field.name}»" for field in best]
    if len(best) > 1:
        return f"Am weitesten sind {german.enumeration(names)}"
    return f"Am weitesten ist {names[0]}: {overall_finding(done, total)}"


def priority_finding(done: int, total: int) -> str:
    """The first priority."""
    return f"In erster Priorität {_are_done(done)}: {done} von {total} Massnahmen"


PRIORITY_CATEGORIES: Final = ("Erste Priorität", "Zweite Priorität", "Dritte Priorität")
SERIES: Final = (DONE, "in Umsetzung", "geplant")


def no_targets(period_name: str) -> str:
    """Where nobody recorded yet which measures come next."""
    return f"Welche Massnahmen der Periode {period_name} daraus werden, ist {NOT_RECORDED}."


def uncarried(count: int, period_name: str) -> str:
    """How many measures nothing is said about."""
    measures = german.plural(count, "Massnahme", "Massnahmen")
    return f"Zu {measures} ist keine Weiterführung in die Periode {period_name} erfasst."


# ------------------------------------------------------------------ versions

NOTHING_NEW: Final = (
    "Seit der letzten Version hat sich nichts geändert. Es braucht keine neue Version."
)


def chapter_place(key: ChapterKey) -> str:
    """How a chapter is named where something about it is said."""
    return f"Kapitel «{word(key)}»"


def measure_place(number: str) -> str:
    """How the text of a measure is named."""
    return f"Massnahme {number}"


def unknown_figure(place: str, field: str) -> str:
    """A bound figure that the program cannot fill in."""
    return f"{place}: Die Zahl {field} gibt es nicht. Wählen Sie eine aus dem Menü der Zahlen."
