"""What a check found: a code, a sentence, and the place it belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How far a finding reaches."""

    STOP = "stop"
    """Unreadable, not attributable or incomplete: cannot be recorded («nicht verwertbar»)."""
    HINT = "hint"
    """Prüfhinweis: is recorded as declared; somebody notes it or asks back."""
    NOTE = "note"
    """Hinweis: nothing to do."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One result of a check.

    ``message`` is the German sentence (what and why), ``detail`` one line of comparison.
    ``subject`` and ``value`` (Rappen or another integer) identify what a reason was given for,
    so that the same reason can be found again next year.
    """

    code: str
    severity: Severity
    message: str
    detail: str = ""
    field: str = ""
    """Key of the form field, for example ``amount_p4``."""
    cell: str = ""
    """Where it stands in the file, for example ``Erhebung!C15``."""
    subject: str = ""
    value: int | None = None


def stop(code: str, message: str, field: str = "") -> Finding:
    """A finding that keeps something from being recorded, at a field or at none."""
    return Finding(code, Severity.STOP, message, field=field)


def stops(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Only the findings that keep something from being recorded."""
    return tuple(finding for finding in findings if finding.severity is Severity.STOP)


def hints(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Only the Prüfhinweise."""
    return tuple(finding for finding in findings if finding.severity is Severity.HINT)
