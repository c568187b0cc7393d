"""Two or three words for a Prüfhinweis, for the narrow column beside the amount."""

from __future__ import annotations

from collections.abc import Mapping

from sozdesk.features.rent_limits.terms import Code
from sozdesk.features.rent_limits.texts import field_label
from sozdesk.kernel.findings import Finding

_SHORT: Mapping[str, str] = {
    Code.NOT_MONOTONE: "weniger als die kleinere Grösse",
    Code.STEP_SMALL: "kleine Stufe",
    Code.STEP_LARGE: "grosse Stufe",
    Code.ROW_SLIP: "Zeile verrutscht?",
    Code.CHANGE_LARGE: "grosse Änderung",
    Code.MONTH_YEAR: "Monat oder Jahr?",
    Code.NET_ABOVE_GROSS: "netto über brutto",
    Code.ANCILLARY_SHARE: "Nebenkosten ungewöhnlich",
    Code.FURTHER_MISSING: "fehlt",
    Code.FURTHER_NOT_POSITIVE: "nicht über 0",
    Code.FURTHER_ABOVE_STEP: "über der Stufe 4 zu 5",
    Code.YOUNG_ABOVE_SINGLE: "über 1 Person",
    Code.SHARED_ABOVE_SINGLE: "über 1 Person",
    Code.FAR_FROM_MEDIAN: "weit vom Median",
    Code.LOWER_WITH_SUBSIDY_RULES: "tiefer trotz MBG-Reglement",
    Code.TEXT_READ_AS_NUMBER: "als Zahl gelesen",
}


def short(finding: Finding) -> str:
    """«grosse Änderung»; the usual word where the sentence alone says it."""
    return _SHORT.get(finding.code, "Prüfhinweis")


def place(finding: Finding) -> str:
    """Where, in words: «4 Personen», «Beschluss vom»; empty if it is about the whole return."""
    try:
        return field_label(finding.field) if finding.field else ""
    except KeyError:
        return ""
