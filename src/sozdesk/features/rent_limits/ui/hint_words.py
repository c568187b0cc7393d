"""One or two words for a Prüfhinweis, for the narrow column beside the amount."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sozdesk.features.rent_limits.terms import Code, reason_key
from sozdesk.features.rent_limits.texts import field_label
from sozdesk.features.rent_limits.ui.import_cases import Choices, asked_about, still_open
from sozdesk.kernel import german
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


def query_about(findings: Sequence[Finding], choices: Choices) -> str:
    """«Fragt nach: 2 Personen. 1 Prüfhinweis ist noch offen.»: what the draft asks, what it leaves."""
    keys = asked_about(tuple(findings), choices)
    asked = [place(one) or "ganze Rückmeldung" for one in findings if reason_key(one) in keys]
    words = f"Fragt nach: {german.enumeration(list(dict.fromkeys(asked)))}."
    if waiting := still_open(findings, choices):
        verb = "ist" if waiting == 1 else "sind"
        words += f" {german.plural(waiting, 'Prüfhinweis', 'Prüfhinweise')} {verb} noch offen."
    return words


def place(finding: Finding) -> str:
    """Where, in words: «4 Personen», «Beschluss vom»; empty if it is about the whole return."""
    try:
        return field_label(finding.field) if finding.field else ""
    except KeyError:
        return ""
