"""Sentences about bills as a whole."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from sozdesk.features.billing.terms import BillState
from sozdesk.kernel import german

SERVICE_ONLY: Final = "Abrechnungen erstellt ein Sozialdienst in seiner Datei."
NOT_OWN: Final = "Diese Gemeinde rechnet nicht mit dieser Datei ab."
BILL_GONE: Final = "Diese Abrechnung"
NOT_A_DRAFT: Final = "Diese Abrechnung ist gestellt: Sie ändert sich nur durch eine Stornierung."
NOT_ISSUED: Final = "Nur eine gestellte Abrechnung wird storniert. Einen Entwurf entfernen Sie."
IS_CANCELLATION: Final = "Eine Stornierung wird nicht storniert: Stellen Sie eine neue Abrechnung."
ALREADY_CANCELLED: Final = "Diese Abrechnung ist schon storniert."
HEARING_RUNS: Final = (
    "Das Kantonale Sozialamt hat einen Entwurf zur Stellungnahme gesandt. Stornieren Sie nach der "
    "definitiven Antwort."
)
ACCRUAL_STAYS: Final = "Eine Abgrenzung wird nicht gestellt: Sie dient nur dem Jahresabschluss."
ACCRUAL_YEAR: Final = "Eine Abgrenzung umfasst ein ganzes Jahr."
NO_LINES: Final = "Der Entwurf enthält keine Zeile: Es gibt nichts abzurechnen."
OUTDATED: Final = (
    "Seit dem Entwurf wurde etwas geändert, das die Abrechnung betrifft. Rechnen Sie neu."
)
SECOND_PERSON: Final = "Eine zweite Person gibt den Entwurf frei, bevor er gestellt wird."
OWN_DRAFT: Final = "Wer den Entwurf erstellt hat, gibt ihn nicht selbst frei."
PERIOD_RUNS: Final = "Der Zeitraum läuft noch: Rechnen Sie nach seinem letzten Tag ab."

BILL: Final = "Abrechnung {}"
"""With «3/2027»."""


def offering_words(number: int | None, title: str) -> str:
    """«Deutsch im Alltag (Angebot 12)»: a number before the name would read as a quantity."""
    return f"{title} (Angebot {number})" if number else title


def line_words(first: date, last: date) -> str:
    """Of a line, short: «Okt. 2026», «05.10.–20.10.2026», «1. Quartal 2026»."""
    words = period_words(first, last)
    if words == days_words(first, last):
        begin = german.day(first)[:6] if first.year == last.year else german.day(first)
        return f"{begin}–{german.day(last)}"
    if words != german.month(first):
        return words
    name, year = words.split()
    return f"{name[:3]}. {year}" if len(name) > _SHORT_MONTH else words


_SHORT_MONTH: Final = 4
"""Letters of «Juni», «März»: not made shorter."""


def period_words(first: date, last: date) -> str:
    """«1. Quartal 2027», «März 2027», «2. Halbjahr 2027», «Jahr 2027», or its days."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    whole = first.day == 1 and (last + timedelta(days=1)).day == 1 and first.year == last.year
    if whole and months == 1:
        return german.month(first)
    if whole and months == 3 and first.month % 3 == 1:
        return f"{(first.month + 2) // 3}. Quartal {first.year}"
    if whole and months == 6 and first.month % 6 == 1:
        return f"{(first.month + 5) // 6}. Halbjahr {first.year}"
    if whole and months == 12:
        return f"Jahr {first.year}"
    return days_words(first, last)


def days_words(first: date, last: date) -> str:
    """«01.01.2027 bis 15.02.2027»."""
    return f"{german.day(first)} bis {german.day(last)}"


def from_to(first: date, last: date) -> str:
    """«01.01.2027–15.02.2027», for a column."""
    return f"{german.day(first)}–{german.day(last)}"


def answer_state(state: BillState, until: date | None, stated_on: date | None) -> str:
    """Where an answer of the KSA stands that waits: «Stellungnahme bis 04.01.2027», «zu verbuchen»."""
    if state is BillState.ANSWERED:
        return "beantwortet, zu verbuchen"
    if stated_on is not None:
        return f"Stellungnahme vom {german.day(stated_on)}"
    return f"Stellungnahme bis {german.day(until)}" if until else "Stellungnahme läuft"
