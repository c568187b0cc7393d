"""What follows for the work as long as nobody set a figure of the procedure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sozdesk.features.offerings.terms import ValueKey

IF_UNSET: Final[Mapping[ValueKey, str]] = {
    ValueKey.REPORT_DUE: "Jahresberichte haben keine Frist.",
    ValueKey.MUNICIPAL_RECOGNITION_YEARS: (
        "Das Ende einer Anerkennung nach GfS ist jedes Mal einzutragen."
    ),
    ValueKey.SMALL_COUNT: "Das Monitoring veröffentlicht keine Anzahlen von Personen.",
    ValueKey.SECOND_PERSON: "Eine Person genügt für einen Entscheid.",
    ValueKey.BILLING_MONTHS: "Vorgeschlagen werden Quartale.",
    ValueKey.BILLING_CUT_OFF_DAYS: "Eine neue Abrechnung hat keinen Stichtag.",
    ValueKey.BILLING_SECOND_PERSON: "Eine Person genügt für Prüfung und Freigabe.",
    ValueKey.RUNNING_MONTH_COUNTS: (
        "Tage nach der Ablösung im laufenden Kursmonat sind für die Abrechnung gesperrt."
    ),
    ValueKey.VOUCHERS_TRAVEL: "Die Abrechnungsdatei enthält keine Belege.",
    ValueKey.HEARING_DAYS: "Die Frist ist bei jedem Entwurf einzutragen.",
    ValueKey.KINDERGARTEN_AGE: "Der Eintritt in den Kindergarten wird nicht geprüft.",
    ValueKey.KINDERGARTEN_DAY: "Der Eintritt in den Kindergarten wird nicht geprüft.",
}
"""Figure → a sentence; every figure has one."""
