"""Sentences about dwellings, limits and what is ordered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from sozdesk.features.cases.terms import RentMeasure, ShareBy, TenancyForm
from sozdesk.features.cases.terms.tenancies import (
    HouseholdCount,
    LimitChange,
    LimitGap,
    RentCheck,
    RentMeasureRow,
    TenancyRow,
)
from sozdesk.features.cases.texts.words import word
from sozdesk.features.rent_limits.terms import Category, LimitSpanRow, ReceivedVia
from sozdesk.kernel import german

PERSONS: Final = "Mindestens eine Person wohnt dort."
SUPPORTED: Final = "Unterstützt sind höchstens so viele Personen, wie dort wohnen."
AGREED_MISSING: Final = "Schreiben Sie den vereinbarten Anteil."
AGREED_ALONE: Final = "Ein Anteil gilt nur mit einer Vereinbarung. Sonst zählt die Kopfquote."
NO_SHARE: Final = "Bei dieser Wohnform zählt die Kopfquote."
NEGATIVE: Final = "Der Betrag ist kleiner als 0."
ENDS_FIRST: Final = "Der letzte Tag liegt vor dem ersten."
DEADLINE_NEEDED: Final = "Eine Auflage braucht eine Frist."
DEADLINE_EARLY: Final = "Die Frist liegt vor der Anordnung."
AMOUNT_NEEDED: Final = "Eine Kürzung braucht den Betrag, der noch zählt."
OUTSIDE: Final = "An diesem Tag wohnt der Haushalt nicht in dieser Wohnung."
LIFTED_EARLY: Final = "Die Aufhebung liegt vor der Anordnung."
ONLY_ORDERS: Final = "Suchbemühungen gehören zu einer Auflage."
EFFORT_MISSING: Final = "Schreiben Sie, wie gesucht wurde."
SINGLE_CASE: Final = "Einzelfallprüfung: Der Grenzwert kürzt nichts von selbst."
_GAPS: Final = {
    LimitGap.UNKNOWN: (
        "Für diesen Tag ist kein Grenzwert bekannt. Lesen Sie den Katalog des KSA ein, oder melden "
        "Sie die Grenzwerte unter «Mietzinsgrenzwerte»."
    ),
    LimitGap.NONE_SET: "Die Gemeinde hat gemeldet, dass sie keine Grenzwerte festgelegt hat.",
    LimitGap.NO_SIZE: (
        "Für {persons} Personen ist kein Grenzwert und kein Betrag für jede weitere Person gemeldet."
    ),
    LimitGap.NO_BASIS: "Zum Grenzwert fehlt, ob er netto oder brutto gilt und für welche Dauer.",
}


def overlaps(first: date) -> str:
    """Two dwellings of one case at a time."""
    return f"An diesen Tagen läuft schon die Wohnung ab {german.day(first)}. Setzen Sie zuerst ihr Ende."


def where(number: int) -> str:
    """«Fall 12»: how the Verlauf names it."""
    return f"Fall {number}"


def basis(*, gross: bool) -> str:
    """On which the limit is declared."""
    return "brutto" if gross else "netto"


def comparison(tenancy: TenancyRow, check: RentCheck) -> str:
    """«Grenzwert 3 Personen 1'500 netto, Kopfquote 1/3 = 500»; or why there is none."""
    if check.comparison is None or check.limit is None:
        assert check.gap is not None
        return _GAPS[check.gap].format(persons=tenancy.persons)
    persons = german.plural(tenancy.persons, "Person", "Personen")
    limit = german.short_amount(check.limit)
    said = f"Grenzwert {persons} {limit} {basis(gross=check.gross)}"
    if tenancy.supported == tenancy.persons:
        return said
    share = german.short_amount(check.comparison.limit)
    return f"{said}, Kopfquote {tenancy.supported}/{tenancy.persons} = {share}"


def verdict(check: RentCheck) -> str:
    """«Anteil 550 liegt 50 über dem Grenzwert. Einzelfallprüfung: …»."""
    found = check.comparison
    if found is None:
        return ""
    own = german.short_amount(found.own)
    if not found.above:
        return f"Anteil {own}: innerhalb des Grenzwerts."
    above = german.short_amount(found.above)
    return f"Anteil {own}: {above} über dem Grenzwert. {SINGLE_CASE}"


def agreed(tenancy: TenancyRow, check: RentCheck) -> str:
    """An agreement is compared as it is: somebody must know what it contains."""
    if tenancy.share_by is not ShareBy.AGREEMENT or check.comparison is None:
        return ""
    said = basis(gross=check.gross)
    return f"Verglichen ist der vereinbarte Anteil. Prüfen Sie, ob auch er {said} gilt."


def source(span: LimitSpanRow, day: date) -> str:
    """Where a limit comes from, and whether it is the one of that year."""
    from_ = {
        ReceivedVia.OWN: "eigene Meldung",
        ReceivedVia.OVERVIEW: "veröffentlicht vom KSA",
    }.get(span.via, "erfasste Rückmeldung")
    said = f"Gilt seit {german.day(span.since)}, {from_} {span.year}."
    if day > span.until:
        said += f" Für {day.year} ist noch nichts gemeldet."
    return said


def own_value(tenancy: TenancyRow, span: LimitSpanRow) -> str:
    """A value of its own for shared flats and single rooms: said, not applied."""
    shared = span.amounts.get(Category.SHARED)
    if shared is None or tenancy.form not in (TenancyForm.SHARED_FLAT, TenancyForm.BOARDING):
        return ""
    amount = german.short_amount(shared)
    return f"Für Wohngemeinschaft oder Einzelzimmer meldet die Gemeinde {amount}; verglichen ist der Wert der Haushaltsgrösse."


def rooms(tenths: int | None) -> str:
    """«3½ Zimmer»."""
    if tenths is None:
        return ""
    half = "½" if tenths % 10 == 5 else f",{tenths % 10}" if tenths % 10 else ""
    return f"{tenths // 10 or ''}{half} Zimmer"


def people(tenancy: TenancyRow) -> str:
    """«3 Personen, davon 1 unterstützt»."""
    persons = german.plural(tenancy.persons, "Person", "Personen")
    return f"{persons}, davon {tenancy.supported} unterstützt"


def rent(tenancy: TenancyRow) -> str:
    """«1'650.00 netto, Nebenkosten 240.00 akonto»."""
    net = f"{german.amount(tenancy.net_rent)} netto"
    if not tenancy.ancillary:
        return net
    return f"{net}, Nebenkosten {german.amount(tenancy.ancillary)} {word(tenancy.ancillary_kind)}"


def span(first: date, last: date | None) -> str:
    """«seit 01.03.2026», «01.03.2026 bis 31.12.2026»."""
    if last is None:
        return f"seit {german.day(first)}"
    return f"{german.day(first)} bis {german.day(last)}"


def measure(row: RentMeasureRow, today: date) -> str:
    """«Frist 31.05.2027, noch 10 Tage», «gekürzt auf 1'200.00»."""
    parts: list[str] = []
    if row.deadline is not None:
        left = german.days_left(row.deadline, today) if row.lifted_on is None else ""
        parts.append(", ".join(filter(None, (f"Frist {german.day(row.deadline)}", left))))
    if row.reduced_to is not None:
        parts.append(f"gekürzt auf {german.amount(row.reduced_to)}")
    if row.limit_then is not None:
        parts.append(f"Grenzwert damals {german.amount(row.limit_then)}")
    if row.lifted_on is not None:
        parts.append(f"aufgehoben am {german.day(row.lifted_on)}")
    return "; ".join(parts)


def changed_limit(kind: RentMeasure, change: LimitChange, today: date) -> str:
    """«Auflage beruht auf 1'400.00; seit 01.01.2027 gilt 1'500.00.», with the basis if it is another."""
    when = "seit" if change.since <= today else "ab"
    bases = [f" {basis(gross=one)}" for one in change.gross or ()] or ["", ""]
    rests = "ohne bekannten Grenzwert"
    if change.before is not None:
        rests = f"beruht auf {german.amount(change.before)}{bases[0]}"
    return (
        f"{word(kind)} {rests}; {when} {german.day(change.since)} gilt "
        f"{german.amount(change.now)}{bases[1]}."
    )


def counted(count: HouseholdCount) -> str:
    """How the form of November wants the number: small ones are never said."""
    if count.above == 0:
        return "keine"
    return "1 bis 4" if count.above < 5 else german.count(count.above)


def sizes(count: HouseholdCount) -> str:
    """«1 Person: 12, 2 Personen: 4»."""
    said: Sequence[str] = [
        f"{german.plural(size, 'Person', 'Personen')}: {german.count(number)}"
        for size, number in sorted(count.by_size.items())
    ]
    return ", ".join(said) or "keine"


def rate(count: HouseholdCount) -> str:
    """Überschreitungsquote; empty without a household."""
    return german.percent(10_000 * count.above // count.total) if count.total else ""
