"""Sentences of the report that follow from the data; what people write are its chapters."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from sozdesk.features.strategy.terms import (
    CarryOverKind,
    CarryOverRow,
    FieldRow,
    MeasureRow,
    PeriodRow,
    Piece,
    PovertyStrategy,
    ReferenceKind,
    ReferenceRow,
    RelationRow,
    ReportComparison,
    ReportContent,
    ReportImprint,
    ReportStage,
    ReportVersionRow,
    StageRow,
    period_name,
)
from sozdesk.features.strategy.texts.words import (
    DONE,
    INCOMING,
    INFERRED,
    NOT_RECORDED,
    measure_label,
    period_state,
    state_words,
    word,
)
from sozdesk.kernel import german

NO_CHAPTER: Final = "Zu diesem Kapitel ist noch kein Text erfasst."
NO_TEXT: Final = "Zu dieser Massnahme ist noch kein Bericht erfasst."
NO_MEASURES: Final = "Zu diesem Bereich ist keine Massnahme erfasst."
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


EXTRACT: Final = "Auszug, kein Dokument des Kantons"
"""Stands where the canton's report says how far its draft is."""
FINE_IS_CANTONAL: Final = (
    "Den genauen Stand mit Grund gibt nur das Kantonale Sozialamt heraus; "
    "ein Sozialdienst fasst ihn zusammen wie der Bericht."
)
WITHOUT_FINE: Final = "Lassen Sie --fine weg."


def stamp(content: ReportContent, imprint: ReportImprint) -> str:
    """How far the report is, or that it is none of the canton's."""
    return EXTRACT if imprint.extract else stage_words(content.stage)


def office_fact(imprint: ReportImprint) -> tuple[str, str]:
    """Whose document it is, as label and value: the report itself is the canton's."""
    if imprint.extract:
        return "Auszug", f"aus der Datei von {imprint.office}, kein Dokument des Kantons"
    return "Herausgegeben von", imprint.office


LAST_DECISION: Final = "Zuletzt beschlossen"
"""Beside «Entwurf», where a decision is about another content or another day."""


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
        period = period_name(row.target_period)
        there = target(row) if row.target_id else f"Massnahme dort {NOT_RECORDED}"
        said = f"{word(row.kind)} in der Periode {period} ({there})"
    return f"{said}. {row.reason}" if row.reason else said


def comes_from(row: CarryOverRow) -> str:
    """«2021–2024: 2.4 Titel (zusammengelegt)»."""
    period = period_name(row.measure_period)
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


def no_targets(period: str) -> str:
    """Where nobody recorded yet which measures come next."""
    return f"Welche Massnahmen der Periode {period} daraus werden, ist {NOT_RECORDED}."


def uncarried(count: int, period: str) -> str:
    """How many measures nothing is said about."""
    measures = german.plural(count, "Massnahme", "Massnahmen")
    return f"Zu {measures} ist keine Weiterführung in die Periode {period} erfasst."


# ------------------------------------------------------------------ versions

NOTHING_NEW: Final = (
    "Seit der letzten Version hat sich nichts geändert. Es braucht keine neue Version."
)


def measure_place(number: str) -> str:
    """How the text of a measure is named."""
    return f"Massnahme {number}"


def place_of(number: str, label: str) -> str:
    """«Massnahme 1.3, Bericht»."""
    return f"{measure_place(number)}, {label}"


REASON: Final = "Grund"
COMPARED: Final = ("Titel", "Ziel", "Priorität", "Bericht")
"""What a comparison looks at in every measure, beside its state and what :func:`others` names."""


def others(row: MeasureRow, content: ReportContent) -> dict[str, str]:
    """What the report says about a measure beside its texts, by label; only what is known."""
    lines = [one for one in content.carry_overs if row.id in (one.measure_id, one.target_id)]
    reason = row.status.reason if row.status else None
    found = {
        REASON: word(reason) if reason else "",
        "Armutsstrategie": poverty(row),
        "Horizont": word(row.horizon) if row.horizon else "",
        "Zuständig": row.responsible_body,
        **links(row, content, lines),
    }
    return {label: text for label, text in found.items() if text}


def links(row: MeasureRow, content: ReportContent, lines: Sequence[CarryOverRow]) -> dict[str, str]:
    """References, relations and carry-overs of a measure, one per line; ``lines`` are its own."""
    coming = [comes_from(one) for one in lines if one.target_id == row.id]
    going = [goes_on(one) for one in lines if one.measure_id == row.id]
    return {
        "Verweise": "\n".join(map(reference, content.references.get(row.id, ()))),
        "Beziehungen": "\n".join(map(relation, content.relations.get(row.id, ()))),
        "Hervorgegangen aus": "\n".join(coming),
        "Weiterführung": "\n".join(going),
    }


def marked(pieces: Sequence[Piece]) -> str:
    """A change as plain text: «Der Leitfaden ist [gestrichen: in Arbeit] [neu: erlassen].»."""
    return "".join(map(_marked, pieces))


def _marked(piece: Piece) -> str:
    if piece.was and piece.now:
        return piece.text
    word_of = "gestrichen" if piece.was else "neu"
    plain = piece.text.strip()
    tail = piece.text[len(piece.text.rstrip()) :] or " "
    return f"[{word_of}: {plain}]{tail}"


def stage_set(stage: ReportStage, since: date, period: PeriodRow) -> str:
    """For the Verlauf."""
    return f"Bericht {period.name}: {word(stage)} seit {german.day(since)}"


def version_frozen(number: int, period: PeriodRow, as_of: date) -> str:
    """For the Verlauf."""
    return f"Bericht {period.name}: Version {number} festgehalten, Stand per {german.day(as_of)}"


def in_future(day: date) -> str:
    """A day that has not come yet."""
    return f"Der {german.day(day)} liegt in der Zukunft."


def before_last(last: date) -> str:
    """The way of a draft goes forward in time, also where it goes back a stage."""
    return (
        f"Der letzte Schritt ist vom {german.day(last)}. Wählen Sie diesen Tag oder einen späteren."
    )


NO_DECISION_NUMBER: Final = (
    "Geben Sie die Nummer des Regierungsratsbeschlusses an, zum Beispiel 2025-870."
)
SAME_STAGE: Final = "Der Entwurf ist schon auf diesem Stand."
CHANGED_MEANWHILE: Final = "Seit dem Schreiben der Dateien hat sich am Bericht etwas geändert."
FREEZE_AGAIN: Final = "Es ist keine Version festgehalten. Schauen Sie den Bericht an und halten Sie ihn nochmals fest."


# ------------------------------------------------------------------ comparing

SAME: Final = "Beide Berichte sagen dasselbe."


def comparison_title(period: PeriodRow) -> str:
    """Title of a comparison."""
    return f"Bericht {period.name}: was sich geändert hat"


def version_label(row: ReportVersionRow) -> str:
    """«Version 1, Stand 31.12.2024»."""
    return f"Version {row.number}, Stand {german.day(row.as_of)}"


def day_label(day: date) -> str:
    """«heutige Angaben, Stand 31.12.2024»: what the data says now about a day."""
    return f"Angaben von heute, Stand {german.day(day)}"


def counted_changes(found: ReportComparison) -> str:
    """«2 Massnahmen mit anderem Stand, 1 neu, 3 Texte geändert»."""
    if found.is_empty:
        return SAME
    parts = [
        (len(found.states), "Massnahme mit anderem Stand", "Massnahmen mit anderem Stand"),
        (len(found.added), "neue Massnahme", "neue Massnahmen"),
        (len(found.removed), "entfallene Massnahme", "entfallene Massnahmen"),
        (len(found.texts), "geänderter Text", "geänderte Texte"),
    ]
    return german.enumeration([german.plural(*part) for part in parts if part[0]]) + "."
