"""Sentences of the KSA's check."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from sozdesk.features.billing.terms import ComputedLine, LineAnswer, LineDecision
from sozdesk.features.billing.terms.bill_files import SentLine
from sozdesk.features.billing.texts.computing import per_unit
from sozdesk.features.offerings.terms import Financing
from sozdesk.kernel import german

FIGURES: Final = {
    "cost": "Kosten",
    "third_party": "Zahlungen Dritter",
    "eligible": "anrechenbar",
    "canton": "Kantonsanteil",
    "municipality": "Anteil der Gemeinde",
}
FINANCED: Final = {
    Financing.PER_AGREEMENT: "Leistungsvereinbarung",
    Financing.FREE: "kostenlos",
}
HASH: Final = (
    "Die Prüfsumme der Zeilen stimmt nicht: Es sind nicht die Zeilen, die gestellt wurden."
)
UNKNOWN_OFFERING: Final = "Dieses Angebot steht nicht im Katalog des Kantonalen Sozialamts."
NOTHING_COMPUTED: Final = "Das Kantonale Sozialamt berechnet für diese Tage nichts"
NO_RULING: Final = "Es ist keine Verfügung angegeben."
KINDERGARTEN_UNCHECKED: Final = (
    "Ob ein Kind schon im Kindergartenalter ist, wurde nicht geprüft: Alter oder Stichtag ist unter "
    "«Angebote, Werte des Verfahrens» nicht erfasst."
)
BIRTH_DATE_MISSING: Final = (
    "Ob das Kind schon im Kindergartenalter ist, wurde nicht geprüft: Das Geburtsdatum fehlt."
)
PAUSE_WITHOUT_END: Final = (
    "Während einer ganzen Abrechnungsperiode oder länger unterbrochen, und ein Tag der Ablösung ist "
    "nicht angegeben."
)
CATALOGUE: Final = "Katalog des Kantonalen Sozialamts"


def other_tariff(line: SentLine, catalogue: int | None) -> str:
    """The municipality took its cap from elsewhere; it says from where."""
    sources = "; ".join(dict.fromkeys(filter(None, (line.tariff_citation, line.rate_citation))))
    known = f"mit Katalog Nr. {catalogue}" if catalogue else "ohne Katalog"
    return (
        "Der Maximaltarif dieser Zeile ist nicht jener des Kantonalen Sozialamts. Die Gemeinde "
        f"rechnete {known}{f' ({sources})' if sources else ''}."
    )


def figure_sum(name: str, said: int, lines: int) -> str:
    """The head of the file says another sum than its lines."""
    return f"Summe {FIGURES[name]}: im Kopf {german.amount(said)}, Zeilen {german.amount(lines)}."


def line_count(said: int, lines: int) -> str:
    """The head says another number of lines."""
    return f"Anzahl Zeilen: im Kopf {said}, in der Datei {lines}."


def other_municipality(bfs_number: int) -> str:
    """A line that does not belong to the bill."""
    return f"Die Zeile gehört zu einer anderen Gemeinde (BFS-Nr. {bfs_number})."


def cancels_otherwise(position: int) -> str:
    """A line of a cancelling bill that is not the negative of the same line before."""
    return f"Zeile {position} ist nicht das Gegenteil der stornierten Zeile."


def cancels_count(now: int, before: int) -> str:
    """A cancelling bill takes back other lines than there were."""
    return f"Storniert werden {now} Zeilen, die stornierte Abrechnung hat {before}."


def differs(line: SentLine, own: Sequence[ComputedLine]) -> str:
    """«KSA rechnet: Kantonsanteil 430.00 statt 450.00, weil der Maximaltarif ab 01.03.2027 …»."""
    parts = []
    for name, words in FIGURES.items():
        said, mine = getattr(line, name), sum(getattr(one, name) for one in own)
        if said != mine:
            parts.append(f"{words} {german.amount(mine)} statt {german.amount(said)}")
    because = german.enumeration(_because(line, own))
    return f"KSA rechnet: {'; '.join(parts)}{f', weil {because}' if because else ''}."


def _because(line: SentLine, own: Sequence[ComputedLine]) -> list[str]:
    """What else is different in the catalogue of the KSA."""
    found: dict[str, None] = {}
    for one in own:
        tariff, rate = one.tariff, one.rate.rate or 0
        if (tariff.amount, tariff.unit) != (line.tariff_amount, line.tariff_unit):
            since, unit = german.day(tariff.valid_from), per_unit(tariff.unit)
            found[f"der Maximaltarif ab {since} {german.amount(tariff.amount)} {unit} ist"] = None
        if rate != line.rate:
            since = german.day(one.rate.valid_from)
            found[f"der Ansatz ab {since} {german.percent(rate)} ist"] = None
        if (one.first, one.last) != (line.first_day, line.last_day):
            found[f"die Tage {span(one.first, one.last)} anrechenbar sind"] = None
    return list(found)


def missing_bills(year: int, gaps: Sequence[tuple[int, int]], others: int) -> str:
    """Earlier bills of the municipality that were not read in."""
    runs = [str(first) if first == last else f"{first}–{last}" for first, last in gaps]
    this_year = f"Nr. {german.enumeration(runs)}/{year}" if runs else ""
    rest = german.plural(others, "Abrechnung", "Abrechnungen") if others else ""
    named = " und ".join(filter(None, (this_year, f"{rest} aus anderen Jahren" if rest else "")))
    one = others + sum(last - first + 1 for first, last in gaps) == 1
    return (
        f"Von den früheren Abrechnungen der Gemeinde {'fehlt' if one else 'fehlen'} {named}. "
        "Was schon verlangt wurde und die Maximaltarife sind bis dann nicht sicher geprüft."
    )


def not_computed(reasons: Sequence[str]) -> str:
    """Why the KSA would claim nothing."""
    why = " ".join(dict.fromkeys(one for one in reasons if one))
    return f"{NOTHING_COMPUTED}: {why}" if why else f"{NOTHING_COMPUTED}."


def not_recognised(number: int, first: date, last: date) -> str:
    """Not recognised for this offering, on days of the line."""
    return f"Angebot {number} ist {span(first, last)} nicht anerkannt."


def object_financed(number: int, first: date, last: date, words: str) -> str:
    """Financed by somebody else on days of the line."""
    return f"Angebot {number} ist {span(first, last)} nicht pro Person finanziert ({words})."


def outside_ruling(number: str, first: date, last: date) -> str:
    """Days of the line that no Verfügung covers."""
    return f"Die Tage {span(first, last)} liegen ausserhalb der Verfügung {number}."


def outside_enactment(first: date, last: date, enacted_first: date, enacted_last: date) -> str:
    """Days of the line for which the offering was not enacted."""
    return (
        f"Die Tage {span(first, last)} sind nicht verfügt; verfügt ist "
        f"{span(enacted_first, enacted_last)}."
    )


def above_approved(billed: int, approved: int, ruling: str) -> str:
    """More than the Kostengutsprache, over all bills; of a whole Verfügung if it is named."""
    over = german.amount(billed - approved)
    of = f" der Verfügung {ruling}" if ruling else ""
    return (
        f"Mit allen Abrechnungen {german.amount(billed)}, Kostengutsprache{of} "
        f"{german.amount(approved)}: {over} darüber."
    )


def same_invoice(number: str, bill: str) -> str:
    """The invoice stands in another bill."""
    return f"Rechnung {number} der gleichen Anbieterin oder des gleichen Anbieters steht auch in {bill}."


def same_invoice_here(number: str, position: int) -> str:
    """The invoice stands twice in this bill."""
    return f"Rechnung {number} ist auch in Zeile {position} verlangt."


def two_invoices(number: str, one: date, other: date) -> str:
    """Two invoices of one provider with one number."""
    return (
        f"Rechnung {number} hat zwei Daten ({german.day(one)} und {german.day(other)}): "
        "Eine Rechnungsnummer zählt einmal."
    )


def decided_before(answer: LineAnswer) -> str:
    """What was refused or reduced for good in a bill that was cancelled since."""
    how = "abgelehnt"
    if answer.decision is LineDecision.REDUCED:
        how = f"auf {german.amount(answer.canton)} Kantonsanteil gekürzt"
    reason = answer.reason.rstrip(".")
    return f"In der stornierten Abrechnung {answer.bill} endgültig {how}: {reason}."


def above_full_time(workload: int, first: date, last: date, where: str) -> str:
    """Offerings at the same time, together above 100 %."""
    also = f", mit {where}" if where else ""
    return f"Zusammen {workload} % Pensum {span(first, last)}{also}: mehr als 100 %."


def move_month(bill: str, first: date, last: date, *, same_offering: bool) -> str:
    """Another municipality claims the same month, for this offering or another one."""
    other = "" if same_offering else " für ein anderes Angebot"
    return f"Für den gleichen Monat verlangt auch {bill} ({span(first, last)}){other}."


def kindergarten(from_day: date) -> str:
    """The child belongs to the Kindergarten; its birth date is not for everybody who sees findings."""
    return f"Das Kind ist ab {german.day(from_day)} im Kindergartenalter."


def regime_differs(said: str, rule: str, day: date, permit: str) -> str:
    """Another regime than the rule gives for the permit."""
    return f"Abgerechnet als «{said}»; mit {permit} gehört die Person am {german.day(day)} zu «{rule}»."


def regime_unknown(said: str, day: date) -> str:
    """No permit or no rule on the day."""
    return f"Abgerechnet als «{said}»; für den {german.day(day)} sagt keine Regel, welches Regime gilt."


def regime_set(said: str, reason: str) -> str:
    """Set by the office with a reason."""
    return f"Das Regime «{said}» hat die Gemeinde gesetzt: {reason}"


def permit_words(permit: str | None, *, refugee: bool) -> str:
    """«Ausweis F, Flüchtling», «Schweizer Bürgerrecht»."""
    said = f"Ausweis {permit}" if permit else "Schweizer Bürgerrecht"
    return f"{said}, Flüchtling" if refugee else said


def closed_without_end(closed_on: date) -> str:
    """The case is closed, the Ablösung is open."""
    return f"Der Fall ist seit {german.day(closed_on)} abgeschlossen, der Tag der Ablösung fehlt."


def closed_year(year: int) -> str:
    """No line is taken any more."""
    return f"Das Jahr {year} ist abgeschlossen."


def provider_total(year: int, provider: str, reported: int, billed: int) -> str:
    """The provider reports another total of the year for the municipality."""
    return (
        f"{provider} meldet für {year} {german.amount(reported)} aus dieser Gemeinde, verlangt sind "
        f"{german.amount(billed)}."
    )


def span(first: date, last: date) -> str:
    """«01.01.2027 bis 31.01.2027», or the one day."""
    return german.day(first) if first == last else f"{german.day(first)} bis {german.day(last)}"
