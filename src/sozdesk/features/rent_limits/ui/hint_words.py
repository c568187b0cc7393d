"""One or two words for a Prüfhinweis, for the narrow column beside the amount."""

from __future__ import annotations

from collections.abc import Mapping

from sozdesk.features.rent_limits.terms import Code
from sozdesk.features.rent_limits.texts import field_label
from sozdesk.kernel.findings import Finding

_SHORT: Mapping[str, str] = {
    Code.NOT_MONOTONE: "zu klein?",
    Code.STEP_SMALL: "Stufe klein",
    Code.STEP_LARGE: "Stufe gross",
    Code.ROW_SLIP: "verrutscht?",
    Code.CHANGE_LARGE: "Änderung",
    Code.MONTH_YEAR: "Monat?",
    Code.NET_ABOVE_GROSS: "über brutto",
    Code.ANCILLARY_SHARE: "Nebenkosten",
    Code.FURTHER_MISSING: "fehlt",
    Code.FURTHER_NOT_POSITIVE: "nicht über 0",
    Code.FURTHER_ABOVE_STEP: "über Stufe 4–5",
    Code.YOUNG_ABOVE_SINGLE: "über 1 Person",
    Code.SHARED_ABOVE_SINGLE: "über 1 Person",
    Code.FAR_FROM_MEDIAN: "fern Median",
    Code.LOWER_WITH_SUBSIDY_RULES: "tiefer, MBG",
}


def short(finding: Finding) -> str:
    """«Monat?»; the usual word where the sentence alone says it."""
    return _SHORT.get(finding.code, "Prüfhinweis")


def place(finding: Finding) -> str:
    """Where, in words: «4 Personen», «Beschluss vom»; empty if it is about the whole return."""
    try:
        return field_label(finding.field) if finding.field else ""
    except KeyError:
        return ""
