"""Why days are not claimed: one sentence each, with its source in brackets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from sozdesk.kernel import german

NO_RULING: Final = "Keine Verfügung in Kraft ordnet das Angebot an (§ 16 SHG)."
WITHOUT_SHARE: Final = "Ohne Kantonsbeitrag verfügt: ganz zulasten der Gemeinde (Verfügung)."
GFS_FREE: Final = "Kostenloses Angebot der Gemeinde für die frühe Sprachförderung (GfS)."
PER_AGREEMENT: Final = "Von einer Leistungsvereinbarung bezahlt (§ 25c SHV, § 4 Abs. 4 kAV)."
FREE: Final = "Kostet an diesem Tag pro Person nichts (Katalog des KSA)."
NOT_BEGUN: Final = "Der Beginn der Teilnahme ist nicht erfasst."
NOT_SUPPORTED: Final = "An diesen Tagen nicht von dieser Gemeinde unterstützt (Fall)."
NO_INVOICE: Final = "Keine Rechnung erfasst."
EXPECTED: Final = "erwartet"
"""In place of the number of an invoice that is not there yet."""
UNKNOWN_OFFERING: Final = "Das Angebot steht nicht im Katalog des KSA."
RUNNING_MONTH_UNKNOWN: Final = (
    "Das KSA hat nicht festgelegt, ob der laufende Kursmonat nach der Ablösung zählt: "
    "Abrechnung gesperrt."
)
CANCEL_IF_SO: Final = "Stimmt das, so stornieren Sie die Abrechnung und rechnen neu ab."
"""Beside :func:`blocked_today`."""
ALREADY_CLAIMED: Final = "Schon abgerechnet in einer früheren Abrechnung."
NOTHING: Final = (
    "Nichts abzurechnen: Für diesen Zeitraum ist in keinem Fall der Gemeinde ein Angebot verfügt, "
    "und keine Rechnung ist offen."
)
"""Of a bill without a line and without anything that is left out."""
NO_LINES: Final = "Keine Zeile: «Nicht dabei» nennt, was erfasst ist, und jeden Grund."
GONE: Final = "Das gibt es nicht mehr. Rechnen Sie neu."
_CLOSED: Final = " ist abgeschlossen."
_NEXT: Final = "kommt mit der nächsten Abrechnung."
_FINAL: Final = frozenset({ALREADY_CLAIMED, WITHOUT_SHARE, GFS_FREE, PER_AGREEMENT, FREE})


def urgency(reasons: Sequence[str]) -> int:
    """0 where somebody can do something about it, 1 what comes by itself, 2 what stays as it is."""
    if any(one in _FINAL or one.endswith(_CLOSED) for one in reasons):
        return 2
    return int(all(one.endswith(_NEXT) for one in reasons))


def blocked_today(bills: Sequence[str], cost: int, reasons: Sequence[str]) -> str:
    """Billed, and today it would not be: «Verrechnet mit 1/2027 (Kosten CHF 1'800.00), heute gesperrt: …»."""
    billed = f"Verrechnet mit {german.enumeration(list(bills))} (Kosten CHF {german.amount(cost)})"
    return f"{billed}, heute gesperrt: {' '.join(reasons)}"


def other_regime(billed: str, now: str) -> str:
    """The line was computed with another regime than holds today."""
    return f"Mit dem Regime {billed} verrechnet, heute gilt {now}."


def not_in_force(number: str, first: date, last: date | None) -> str:
    """The Verfügung does not hold on the day."""
    days = f"vom {german.day(first)}" + (f" bis {german.day(last)}" if last else " an")
    return f"Verfügung {number} gilt {days}: an diesem Tag nicht in Kraft."


def contested(number: str) -> str:
    """A hint: the cost stays billable, and somebody looks at it."""
    return (
        f"Verfügung {number} ist angefochten. Ob die Anfechtung die Wirkung aufschiebt, "
        "entscheidet das Gesetz oder die Behörde: bitte prüfen."
    )


def not_enacted(first: date, last: date) -> str:
    """Outside the enacted days."""
    return f"Ausserhalb der verfügten Tage vom {german.day(first)} bis {german.day(last)}."


def before_begin(began_on: date) -> str:
    """Before the person took part."""
    return f"Vor dem Beginn der Teilnahme am {german.day(began_on)}."


def after_end(ended_on: date) -> str:
    """A hint: the cost stays billable while the Verfügung is in force (notice period)."""
    return (
        f"Kosten nach dem Ende der Teilnahme am {german.day(ended_on)} (Kündigungsfrist): "
        "abrechenbar, solange die Verfügung in Kraft ist."
    )


def not_recognised(number: int) -> str:
    """The offering is not recognised on the day."""
    return f"Angebot {number} ist an diesem Tag nicht anerkannt (Katalog des KSA)."


def after_support(ended_on: date, source: str) -> str:
    """After the Ablösung; the figure on the running month brings its source."""
    by = f" ({source})" if source else ""
    return f"Nach der Ablösung am {german.day(ended_on)}{by}."


def moved(moved_on: date) -> str:
    """Another municipality bills from the day of the move on."""
    return f"Ab {german.day(moved_on)} in einer anderen Gemeinde: diese rechnet ab (Wegzug)."


def closed_year(year: int) -> str:
    """The KSA takes no lines of the year any more."""
    return f"Das Jahr {year}{_CLOSED}"


def next_period(last: date) -> str:
    """Days after the period."""
    return f"Nach dem {german.day(last)}: {_NEXT}"


def after_cut_off(cut_off: date) -> str:
    """Recorded too late for this bill."""
    return f"Nach dem Stichtag {german.day(cut_off)} erfasst: {_NEXT}"


def recorded_since(count: int) -> str:
    """Why a draft no longer says everything."""
    were = "wurde" if count == 1 else "wurden"
    invoices = german.plural(count, "Rechnung", "Rechnungen")
    return f"Seit dem Entwurf {were} {invoices} erfasst oder geändert."
