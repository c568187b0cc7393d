"""Sentences of the computation."""

from __future__ import annotations

from datetime import date
from typing import Final

from sozdesk.features.billing.terms import LineAnswer, LineDecision
from sozdesk.features.billing.terms.computing import Step
from sozdesk.features.offerings.terms import PriceUnit, RegimeRateRow, TariffRow
from sozdesk.kernel import german

NO_SEGMENT: Final = "Regime oder Gemeinde ist an diesen Tagen nicht bekannt."
UNITS_MISSING: Final = (
    "Die Rechnung sagt nicht, wie viele Einheiten besucht wurden: Abrechnung gesperrt."
)
POSSIBLE_MISSING: Final = (
    "Die Rechnung sagt nicht, wie viele Tage möglich waren: Abrechnung gesperrt."
)
AMBIGUOUS: Final = "Mehrere Maximaltarife mit anderer Einheit gelten: Abrechnung gesperrt."
REST_OF_TARIFF: Final = "Rest des Maximaltarifs: der andere Teil ist schon angerechnet"
REST_OF_OFFERING: Final = "Rest der Obergrenze für das ganze Angebot"
REST_OF_MONTH: Final = "Rest der Obergrenze der Person für den Monat, über alle Angebote"
COST: Final = "Kosten laut Rechnung"
COST_BEFORE: Final = "Kosten derselben Periode aus früheren Abrechnungen"
THIRD_PARTY: Final = "Zahlungen Dritter in dieser Periode"
ELIGIBLE: Final = "anrechenbar in dieser Periode"
ELIGIBLE_BEFORE: Final = "davon schon abgerechnet"
NO_COST: Final = "Kein Maximaltarif nötig: die Gutschriften sind so hoch wie die Kosten"
REDUCED_BEFORE: Final = "Was das KSA früher gekürzt hat, bleibt bei der Gemeinde."


def refused(answer: LineAnswer, resumed: str) -> str:
    """The KSA refused or reduced the same days; with the municipality's reason if it claims them again."""
    what = "Gekürzt" if answer.decision is LineDecision.REDUCED else "Abgelehnt"
    said = f"{what} mit Antwort auf Abrechnung {answer.bill}: {answer.reason.rstrip('.')}."
    return f"{said} Wieder aufgenommen: {resumed.rstrip('.')}." if resumed else said


_PER: Final = {
    PriceUnit.HOUR: "pro Stunde",
    PriceUnit.DAY: "pro Tag",
    PriceUnit.COURSE: "pro Kurs",
    PriceUnit.MONTH: "pro Monat",
    PriceUnit.FLAT: "pauschal",
}


def per_unit(unit: PriceUnit) -> str:
    """«pro Monat», «pauschal»."""
    return _PER[unit]


def rate_missing(regime: str) -> str:
    """No rate on these days."""
    return f"Ansatz fehlt ({regime}): Abrechnung gesperrt."


def billable_unknown(regime: str, citation: str) -> str:
    """The catalogue does not say whether the regime is billed."""
    return f"Ob abrechenbar, ist im Katalog offen ({_with(regime, citation)}): Abrechnung gesperrt."


def not_billable(regime: str, citation: str) -> str:
    """The catalogue says that the regime is not billed."""
    return f"Im Katalog «nicht abrechenbar» ({_with(regime, citation)})."


def tariff_missing(regime: str) -> str:
    """No Maximaltarif on these days."""
    return f"Tarif fehlt ({regime}): Abrechnung gesperrt."


def tariff_in_other_unit(tariff: PriceUnit, price: PriceUnit) -> str:
    """«Der Maximaltarif gilt pro Stunde, der Preis pro Tag: Abrechnung gesperrt.»."""
    said = f"Der Maximaltarif gilt {per_unit(tariff)}, der Preis {per_unit(price)}"
    return f"{said}: Abrechnung gesperrt."


def above_cost(amount: int) -> str:
    """A hint: third parties pay more than the period costs."""
    return f"Dritte zahlen {german.amount(amount)} mehr als die Kosten: nicht abgezogen."


def without_cost(amount: int, first: date) -> str:
    """A hint: no cost is there that a payment could be deducted from."""
    return (
        f"Zahlung Dritter von {german.amount(amount)} für {german.month(first)} nicht abgezogen: "
        "für diesen Monat sind keine Kosten da."
    )


STARTED_MONTH: Final = "Maximaltarif, keine anteilige Berechnung: ein angefangener Monat zählt voll"
_TARIFF: Final = "Maximaltarif ab"
_SHARE: Final = "Kantonsanteil"
NO_SOURCE: Final = "Quelle fehlt"


def source_words(step: Step) -> str:
    """Where a step comes from; what holds from a day on has a source, or it is said that it has none."""
    return step.source or (NO_SOURCE if step.text.startswith((_TARIFF, _SHARE)) else "")


def step_words(step: Step, regime: str, category: str) -> str:
    """«Kantonsanteil 100,0 % (Asylsuchende, Sprache), Ansatz ab 01.01.2025»: why this rate."""
    why = ", ".join(filter(None, (regime, category)))
    if not (why and step.text.startswith(_SHARE)):
        return step.text
    share, comma, since = step.text.partition(", ")
    return f"{share} ({why}){comma}{since}"


def cap_step(rule: str, share: str) -> str:
    """«Maximaltarif, nach Kalendertagen: 14 von 28»."""
    return f"Maximaltarif, {rule}: {share}" if share else "Maximaltarif der Periode"


def tariff_step(tariff: TariffRow) -> str:
    """«Maximaltarif ab 01.01.2027, pro Monat»."""
    return f"{_TARIFF} {german.day(tariff.valid_from)}, {per_unit(tariff.unit)}"


def rate_step(rate: RegimeRateRow) -> str:
    """«Kantonsanteil 50 %, Ansatz ab 01.01.2023»."""
    share = german.percent(rate.rate or 0)
    return f"{_SHARE} {share}, Ansatz ab {german.day(rate.valid_from)}"


def _with(regime: str, citation: str) -> str:
    return f"{regime}, {citation}" if citation else regime
