"""What the words of the strategy are called on screen and in documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final

from sozdesk.features.strategy.terms import (
    DONE_STATES,
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

DONE: Final = "umgesetzt / abgeschlossen"
"""How the report groups the two states that count as done."""
POVERTY_STRATEGY: Final = "Armutsstrategie"
INFERRED: Final = "aus dem Bericht abgeleitet"
NOT_RECORDED: Final = "noch nicht erfasst"

_WORDS: Final[Sequence[tuple[StrEnum, str]]] = (
    (MeasureState.PLANNED, "geplant"),
    (MeasureState.IN_PROGRESS, "in Umsetzung"),
    (MeasureState.IMPLEMENTED, "umgesetzt"),
    (MeasureState.CLOSED, "abgeschlossen ohne Umsetzung"),
    (ClosingReason.LAW, "durch Gesetz oder Verordnung"),
    (ClosingReason.PROCESS, "durch Anpassung der Abläufe"),
    (ClosingReason.NOT_PURSUED, "nach Prüfung nicht weiterverfolgt"),
    (ClosingReason.ANCHORED_ELSEWHERE, "anderswo verankert"),
    (Horizon.SHORT, "kurzfristig"),
    (Horizon.MEDIUM, "mittelfristig"),
    (Horizon.LONG, "langfristig"),
    (PovertyStrategy.YES, "ja"),
    (PovertyStrategy.NO, "nein"),
    (PovertyStrategy.INFERRED, "erschlossen"),
    (ReferenceKind.LANDRATSVORLAGE, "Landratsvorlage"),
    (ReferenceKind.POSTULAT, "Postulat"),
    (ReferenceKind.MOTION, "Motion"),
    (ReferenceKind.INTERPELLATION, "Interpellation"),
    (ReferenceKind.LAW, "Gesetz"),
    (ReferenceKind.STUDY, "Studie"),
    (RelationKind.BELONGS_TOGETHER, "gehört zusammen mit"),
    (RelationKind.DEPENDS_ON, "hängt ab von"),
    (RelationKind.ANCHORED_IN, "verankert in"),
    (CarryOverKind.CONTINUED, "weitergeführt"),
    (CarryOverKind.MERGED, "zusammengelegt"),
    (CarryOverKind.SPLIT, "aufgeteilt"),
    (CarryOverKind.DROPPED, "nicht weitergeführt"),
    (ChapterKey.INTRODUCTION, "Einleitung"),
    (ChapterKey.OVERALL, "Umsetzungsstand insgesamt"),
    (ChapterKey.FIELD_1, "Handlungsfeld 1"),
    (ChapterKey.FIELD_2, "Handlungsfeld 2"),
    (ChapterKey.FIELD_3, "Handlungsfeld 3"),
    (ChapterKey.FIELD_4, "Handlungsfeld 4"),
    (ChapterKey.FIELD_5, "Handlungsfeld 5"),
    (ChapterKey.FIELD_6, "Handlungsfeld 6"),
    (ChapterKey.FIELD_7, "Präventive Massnahmen"),
    (ChapterKey.OUTLOOK, "Gesamtwürdigung und Ausblick"),
    (ReportStage.DRAFT, "Entwurf"),
    (ReportStage.CONSULTATION, "Konsultation KKSH/FKSH"),
    (ReportStage.DIRECTORATE, "Direktion"),
    (ReportStage.GOVERNMENT_DECISION, "Regierungsratsbeschluss"),
)
_WORD_OF: Final = {(type(value), value): said for value, said in _WORDS}
"""By kind, too: a reason and a reference may both be ``law``, and texts that are equal are one key."""
INCOMING: Final[Mapping[RelationKind, str]] = {
    RelationKind.BELONGS_TOGETHER: "gehört zusammen mit",
    RelationKind.DEPENDS_ON: "ist Voraussetzung für",
    RelationKind.ANCHORED_IN: "nimmt auf",
}
"""The same relation, said from the other end."""
_PRIORITIES: Final = {1: "Erste", 2: "Zweite", 3: "Dritte"}


def word(value: StrEnum) -> str:
    """The German word of any member of the lists in ``terms.words``."""
    return _WORD_OF[type(value), value]


def state_words(state: MeasureState, *, fine: bool) -> str:
    """The state as documents say it: grouped as in the report, or (``fine``) told apart."""
    return DONE if state in DONE_STATES and not fine else word(state)


def priority(number: int | None) -> str:
    """«Erste», or nothing where none is known."""
    return _PRIORITIES.get(number or 0, "")


def measure_label(number: str, title: str) -> str:
    """«1.3 Basis für Grenzwerte …»."""
    return f"{number} {title}"


def period_state(expected: int | None, recorded: int) -> str:
    """«19 erwartet, 0 erfasst»: what is missing is not yet recorded, never «not public»."""
    return f"{expected} erwartet, {recorded} erfasst" if expected else f"{recorded} erfasst"
