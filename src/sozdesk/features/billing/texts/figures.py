"""Words of the figures over many bills."""

from __future__ import annotations

from datetime import date
from typing import Final

from sozdesk.features.billing.terms.figures import Agreement, OtherValue, WhatIf, WhatIfResult
from sozdesk.kernel import german

AGREEMENTS: Final = {
    Agreement.MORE: "mehr abgerechnet als gemeldet",
    Agreement.LESS: "weniger abgerechnet als gemeldet",
    Agreement.EQUAL: "stimmt überein",
    Agreement.NO_REPORT: "kein Jahresbericht",
    Agreement.LATER: "nach der Antwort verrechnet",
}
LATER: Final = "Spätere Differenzen"
"""What was found after the answer, by credit or with the next bill: of a bill, not of a line."""
NO_BILLS: Final = "Für {year} ist keine Abrechnung eingelesen"
NO_BILLS_TEXT: Final = (
    "Lesen Sie Abrechnungen der Gemeinden ein. Hier stehen dann die Beträge des Jahres."
)
ESTIMATE: Final = (
    "Erwartet ist eine Schätzung: Monate des Jahres ohne Abrechnung, mal das Mittel je Monat aus den "
    "Abrechnungen dieses und des Vorjahres."
)
PAID_LATER: Final = (
    "Zahlungen nach dem 31.12.{year} zählen als nicht bezahlt: Am Jahresende waren sie noch offen."
)
WHOSE_AMOUNTS: Final = (
    "Abgerechnet und gemeldet: ganze Kosten. Anerkannt und bezahlt: Anteil des Kantons."
)
LESS_IS_USUAL: Final = (
    "Weniger abgerechnet als gemeldet ist üblich, wo eine Gemeinde nicht alles beim Kanton geltend "
    "macht. Mehr abgerechnet als gemeldet muss geklärt werden."
)
NOTHING_WRITTEN: Final = (
    "Die Rechnung ändert nichts: Die Abrechnungen und der Katalog bleiben, wie sie sind."
)
NOTHING_TO_CHANGE: Final = "Für {year} gilt kein Ansatz und kein Tarif"
NOTHING_TO_CHANGE_TEXT: Final = (
    "Erfassen Sie sie unter «Angebote», «Tarife und Kategorien …». Hier rechnen Sie dann, was ein anderer "
    "Wert ausmachte."
)
SIGN_NEEDED: Final = (
    "Ein Tarif ist ein Betrag. Für eine Änderung in Prozent schreiben Sie +10 % oder -10 %."
)
ABOVE_WHOLE: Final = "Ein Ansatz ist höchstens 100 %. Schreiben Sie einen kleineren Wert."
BELOW_NOTHING: Final = "Weniger als nichts gibt es nicht. Schreiben Sie höchstens -100 %."
ALL_REGIMES: Final = "alle Regimes"
DIFFERENT: Final = "unterschiedlicher Werte"
COMPUTING: Final = "{done} von {total} Abrechnungen"
NO_CHANGE: Final = "Wählen Sie einen Ansatz oder Tarif und schreiben Sie den anderen Wert"
OTHER_RATE: Final = "% oder +10 %"
OTHER_TARIFF: Final = "CHF oder +10 %"


def span(first: date, last: date) -> str:
    """«01.01.2026 bis 31.03.2026»."""
    return f"{german.day(first)} bis {german.day(last)}"


def change(one: WhatIf) -> str:
    """«Ansatz Basiskompetenzen, Sozialhilfe: 50,0 % statt 80,0 %», «…, alle Regimes: +10,0 %»."""
    words = german.percent if one.is_rate else german.amount
    if one.after.relative:
        return f"{one.name}: {other(one.after)}"
    before = DIFFERENT if one.before is None else words(one.before)
    return f"{one.name}: {words(one.after.amount)} statt {before}"


def unknown(result: WhatIfResult) -> str:
    """«2 Zeilen über CHF 2'196.00, deren Angebot nicht im Katalog steht»."""
    lines = german.plural(result.unknown_lines, "Zeile", "Zeilen")
    amount = german.amount(result.unknown_claimed)
    return f"{lines} über CHF {amount}, deren Angebot nicht im Katalog steht"


def other(value: OtherValue) -> str:
    """«1'650.00», «+10,0 %»: as it is typed."""
    if not value.relative:
        return german.amount(value.amount)
    return f"{'+' if value.amount >= 0 else ''}{german.percent(value.amount)}"
