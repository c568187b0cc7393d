"""A declaration in words, for the screen and for paper."""

from __future__ import annotations

from collections.abc import Mapping

from sozdesk.features.rent_limits.terms import (
    Category,
    Contact,
    Decision,
    Declaration,
    Extras,
)
from sozdesk.features.rent_limits.texts.phrases import index_figure
from sozdesk.features.rent_limits.texts.words import word
from sozdesk.kernel import german

NOT_STATED = "nicht angegeben"


def basis_words(declared: Declaration | None) -> str:
    """«CHF netto pro Monat»; empty without amounts."""
    if declared is None or not declared.amounts:
        return ""
    kind = word(declared.rent_kind) if declared.rent_kind else "netto oder brutto nicht angegeben"
    interval = word(declared.interval) if declared.interval else "Monat oder Jahr nicht angegeben"
    return f"CHF {kind} {interval}"


def method_in_full(declared: Declaration) -> str:
    """«Fortschreibung mit einem Index: LIK, gerundet auf 10 Franken»."""
    if declared.method is None:
        return declared.method_text or NOT_STATED
    return ": ".join(filter(None, (word(declared.method), declared.method_text)))


def decision_words(decision: Decision) -> str:
    """«Sozialhilfebehörde, 24.11.2026, Nr. 2026-118», or that it is still to come."""
    if decision.pending:
        meeting = f", Sitzung vom {german.day(decision.meeting_on)}" if decision.meeting_on else ""
        return f"ausstehend{meeting}"
    parts = [
        word(decision.body) if decision.body else "",
        german.day(decision.decided_on) if decision.decided_on else "",
        f"Nr. {decision.number}" if decision.number else "",
    ]
    return ", ".join(filter(None, parts)) or NOT_STATED


def unchanged_words(declared: Declaration) -> str:
    """«ja, zuletzt überprüft am 15.12.2026»; empty if it is not confirmed."""
    if not declared.unchanged:
        return ""
    reviewed = declared.last_reviewed_on
    return f"ja, zuletzt überprüft am {german.day(reviewed)}" if reviewed else "ja"


def contact_words(contact: Contact) -> str:
    """Name, telephone, address."""
    return ", ".join(filter(None, (contact.name, contact.phone, contact.email)))


def extras_words(extras: Extras) -> list[tuple[str, str]]:
    """Answers to the optional blocks, key and value; empty ones too."""
    heating = {True: "inbegriffen", False: "nicht inbegriffen", None: ""}[extras.heating_included]
    above = {"none": "keine", "1-4": "1–4"}.get(extras.households_above, extras.households_above)
    return [
        ("Nebenkosten", _amounts(extras.ancillary_amounts)),
        ("Andere Basis", _amounts(extras.counter_amounts)),
        ("Heizung", heating),
        ("Index", _index(extras)),
        ("Inserate", _adverts(extras)),
        ("Über dem Grenzwert", f"{above} Haushalte" if above else ""),
    ]


def _amounts(amounts: Mapping[Category, int]) -> str:
    found = (f"{word(c)} {german.short_amount(amounts[c])}" for c in Category if c in amounts)
    return ", ".join(found)


def _index(extras: Extras) -> str:
    base = f"Stand {index_figure(extras.index_base)}" if extras.index_base is not None else ""
    day = german.day(extras.index_date) if extras.index_date else ""
    return ", ".join(filter(None, (extras.index_name, base, day)))


def _adverts(extras: Extras) -> str:
    number = f"{extras.adverts_count} Stück" if extras.adverts_count is not None else ""
    below = f"davon {extras.adverts_below} bis zum Grenzwert" if extras.adverts_below else ""
    return ", ".join(filter(None, (number, below, extras.adverts_period, extras.adverts_source)))
