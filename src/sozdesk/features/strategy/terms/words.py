"""Closed lists of words: what a state, a priority, a reference, a text can be."""

from __future__ import annotations

from enum import StrEnum


class MeasureState(StrEnum):
    """How far a measure is. The report counts the last two together as done."""

    PLANNED = "planned"
    IN_PROGRESS = "in_progress"
    IMPLEMENTED = "implemented"
    """Umgesetzt."""
    CLOSED = "closed"
    """Abgeschlossen ohne Umsetzung."""


DONE_STATES = frozenset({MeasureState.IMPLEMENTED, MeasureState.CLOSED})
"""«umgesetzt / abgeschlossen» of the report."""


class ClosingReason(StrEnum):
    """Why a measure is done: by what it was carried out, or why it is not pursued."""

    LAW = "law"
    """Gesetz or Verordnung was changed."""
    PROCESS = "process"
    """The way of working was changed."""
    NOT_PURSUED = "not_pursued"
    """Examined, then not pursued."""
    ANCHORED_ELSEWHERE = "anchored_elsewhere"
    """Goes on in another measure or institution."""


class Horizon(StrEnum):
    """By when a measure shall have its effect."""

    SHORT = "short"
    MEDIUM = "medium"
    LONG = "long"


class PovertyStrategy(StrEnum):
    """Whether a measure comes from the Armutsstrategie."""

    YES = "yes"
    NO = "no"
    INFERRED = "inferred"
    """Not said by the report; it follows from something else, which the measure's reference names."""


class ReferenceKind(StrEnum):
    """What a measure refers to."""

    LANDRATSVORLAGE = "landratsvorlage"
    POSTULAT = "postulat"
    MOTION = "motion"
    INTERPELLATION = "interpellation"
    LAW = "law"
    """Gesetz, Verordnung or a § of it."""
    STUDY = "study"


PARLIAMENTARY = frozenset(
    {
        ReferenceKind.LANDRATSVORLAGE,
        ReferenceKind.POSTULAT,
        ReferenceKind.MOTION,
        ReferenceKind.INTERPELLATION,
    }
)
"""Business of the Landrat, numbered like ``2024/596``."""


class RelationKind(StrEnum):
    """How two measures of one period hang together."""

    BELONGS_TOGETHER = "belongs_together"
    DEPENDS_ON = "depends_on"
    ANCHORED_IN = "anchored_in"


class CarryOverKind(StrEnum):
    """What becomes of a measure in the next period."""

    CONTINUED = "continued"
    MERGED = "merged"
    SPLIT = "split"
    DROPPED = "dropped"


class ChapterKey(StrEnum):
    """The texts of the report; the fields of action have one each."""

    INTRODUCTION = "introduction"
    OVERALL = "overall"
    FIELD_1 = "field_1"
    FIELD_2 = "field_2"
    FIELD_3 = "field_3"
    FIELD_4 = "field_4"
    FIELD_5 = "field_5"
    FIELD_6 = "field_6"
    FIELD_7 = "field_7"
    OUTLOOK = "outlook"


class ReportStage(StrEnum):
    """How far the draft of a report is on its way to the Regierungsrat."""

    DRAFT = "draft"
    CONSULTATION = "consultation"
    """With KKSH and FKSH."""
    DIRECTORATE = "directorate"
    GOVERNMENT_DECISION = "government_decision"
    """Regierungsratsbeschluss (RRB), with number and date."""
