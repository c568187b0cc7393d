"""Sentences of rules and use cases of the offerings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from sozdesk.features.offerings.terms import CefrLevel, PriceUnit
from sozdesk.features.offerings.texts.words import per_unit
from sozdesk.kernel import german

CANTONAL_ONLY: Final = (
    "Anbieter/innen, Angebote und Tarife führt das Kantonale Sozialamt. In der Datei eines "
    "Sozialdienstes kommen sie mit dem Katalog des KSA herein."
)
NAME_MISSING: Final = "Der Name fehlt."
TOWN_MISSING: Final = "Der Ort fehlt."
TITLE_MISSING: Final = "Der Titel fehlt."
MISSING: Final = "Diese Angabe fehlt."
CATEGORY_UNKNOWN: Final = "Wählen Sie eine Kategorie, die an diesem Tag gilt."
BELOW_ZERO: Final = "Diese Zahl kann nicht unter null liegen."
CONTACT_OF_OTHER: Final = "Dieser Kontakt gehört zu einer anderen Anbieterin."
PLACE_OF_OTHER: Final = "Dieser Ort gehört zu einer anderen Anbieterin."
ABOVE_WHOLE: Final = "Ein Pensum kann nicht über 100 % liegen."
LANGUAGE_MISSING: Final = "Schreiben Sie, welche Sprache es ist."
NOT_RECOGNISED_NOT_PUBLISHED: Final = (
    "Nur ein anerkanntes Angebot kommt auf die Plattform. Erfassen Sie zuerst den Entscheid."
)
NO_PRICE_NOT_PUBLISHED: Final = "Ohne Preis kommt ein Angebot nicht auf die Plattform."
RATE_NEEDED: Final = "Zu «abrechenbar» gehört ein Ansatz in Prozent."
RATE_WITHOUT_BILLING: Final = "Ein Ansatz gehört nur zu «abrechenbar»."
RATE_RANGE: Final = "Ein Ansatz liegt zwischen 0 und 100 %."
CAP_HALF: Final = "Zur Obergrenze gehören Betrag und Bezug."
AMOUNT_NEGATIVE: Final = "Ein Betrag kann nicht unter null liegen."
VAT_EXEMPT: Final = "Wer von der MWST ausgenommen ist, hat keinen MWST-Satz."
NO_DAY_OF_YEAR: Final = "Schreiben Sie den Tag so, dass es ihn jedes Jahr gibt, zum Beispiel 30.04."
NO_PERIOD: Final = "Eine Abrechnung umfasst 1, 3, 6 oder 12 Monate."
NO_SWITCH: Final = "Schreiben Sie 1 für ja oder 0 für nein."
VALUE_NEGATIVE: Final = "Der Wert kann nicht unter null liegen."
DECIDED_IN_FUTURE: Final = "Ein früherer Entscheid kann nicht in der Zukunft liegen."
DECISION_NUMBER_TAKEN: Final = "Diese Nummer hat schon ein anderer Entscheid."
OFFERING_OF_OTHER: Final = "Das Angebot gehört zu einer anderen Anbieterin."

PAID_PER_AGREEMENT: Final = "Über eine Leistungsvereinbarung finanziert: keine Rechnung pro Person."
COSTS_NOTHING: Final = "Kostenlos: nichts abzurechnen."
NOT_RECOGNISED_NO_SHARE: Final = "Nicht anerkannt: kein Kantonsbeitrag."
PRICE_MISSING: Final = "Preis fehlt: Abrechnung gesperrt."
VAT_RATE_MISSING: Final = "MWST-Satz fehlt: Abrechnung gesperrt."


def iban_checksum(iban: str) -> str:
    """A slip of the hand in the number."""
    return f"Die Prüfziffer von «{iban.strip()}» stimmt nicht. Vergleichen Sie die Nummer."


def iban_form(iban: str) -> str:
    """Not an IBAN at all."""
    return f"«{iban.strip()}» ist keine IBAN. Schreiben Sie sie so: CH93 0076 2011 6238 5295 7"


_USES: Final[Mapping[str, tuple[str, str]]] = {
    "offering": ("Angebot", "Angebote"),
    "recognition_request": ("Gesuch", "Gesuche"),
    "recognition_decision": ("Entscheid", "Entscheide"),
    "municipal_recognition": ("Anerkennung nach GfS", "Anerkennungen nach GfS"),
    "service_agreement": ("Leistungsvereinbarung", "Leistungsvereinbarungen"),
    "agreement_offering": ("Leistungsvereinbarung", "Leistungsvereinbarungen"),
    "provider_report": ("Jahresbericht", "Jahresberichte"),
    "reported_offering": ("Jahresbericht", "Jahresberichte"),
    "report_reminder": ("Erinnerung an einen Jahresbericht", "Erinnerungen an Jahresberichte"),
    "offering_category": ("Unterkategorie", "Unterkategorien"),
    "covered_need": ("Eintrag «Bedarf gedeckt»", "Einträge «Bedarf gedeckt»"),
    "regime_rate": ("Ansatz", "Ansätze"),
    "tariff": ("Maximaltarif", "Maximaltarife"),
}
"""Table → what its rows are called, one and several."""


def _uses(uses: Mapping[str, int]) -> str:
    said = [german.plural(count, *_USES[table]) for table, count in uses.items() if count]
    return german.enumeration(said)


def provider_in_use(uses: Mapping[str, int]) -> str:
    """Why a provider cannot be removed; ``uses`` = table → rows that refer to it."""
    return (
        f"Zu dieser Anbieterin oder diesem Anbieter gibt es {_uses(uses)}. "
        "Erfassen Sie stattdessen den letzten Tag der Organisation."
    )


def offering_in_use(uses: Mapping[str, int]) -> str:
    """Why an offering cannot be removed."""
    return (
        f"Zu diesem Angebot gibt es {_uses(uses)}. Setzen Sie es auf «gestrichen», statt es zu "
        "entfernen."
    )


def value_in_use(name: str, uses: Mapping[str, int]) -> str:
    """Why a category or a regime cannot be removed."""
    return (
        f"«{name}» wird noch gebraucht: {_uses(uses)}. Geben Sie dem Eintrag einen letzten Tag, "
        "statt ihn zu entfernen."
    )


def turned_round(low: int, high: int) -> str:
    """A span that ends below its start."""
    return f"Bis {high} liegt unter ab {low}."


def more_free(free: int, capacity: int) -> str:
    """More free places than places."""
    return f"{free} freie Plätze sind mehr als {capacity} Plätze."


def language_twice(language: str) -> str:
    """One language on two lines."""
    return f"«{language}» steht zweimal."


def reaches_less(language: str, needed: CefrLevel, reached: CefrLevel) -> str:
    """A course that reaches less than it asks for."""
    return f"{language}: erreicht wird {reached}, verlangt aber {needed}."


def rate_missing(regime: str, category: str) -> str:
    """No rate for this regime and category."""
    return f"Ansatz fehlt ({regime}, {category}): Abrechnung gesperrt."


def tariff_missing(regime: str, category: str) -> str:
    """No Maximaltarif for this regime and category."""
    return f"Tarif fehlt ({regime}, {category}): Abrechnung gesperrt."


def not_billable(regime: str, citation: str) -> str:
    """The catalogue says that nothing is billed."""
    return f"{regime}: nicht abrechenbar{f' ({citation})' if citation else ''}."


def other_unit(price: PriceUnit, tariff: PriceUnit) -> str:
    """Price and tariff are in different units."""
    return (
        f"Der Preis gilt {per_unit(price)}, der Maximaltarif {per_unit(tariff)}: der Anteil hängt "
        "davon ab, wie lange jemand teilnimmt."
    )


_COLUMNS: Final[Mapping[str, str]] = {
    "amount": "Betrag",
    "capacity": "Plätze",
    "ended_on": "Letzter Tag",
    "free_places": "Freie Plätze",
    "iban": "IBAN",
    "name": "Name",
    "state": "Stand",
    "title": "Titel",
}
"""Words for the columns that «Veraltet» may have to name."""


def outdated(what: str, changed: Mapping[str, object]) -> str:
    """What somebody else changed meanwhile."""
    news = [
        f"{_COLUMNS[key]} ist jetzt «{_shown(changed[key])}»" for key in _COLUMNS if key in changed
    ]
    tail = f": {german.enumeration(news)}." if news else "."
    return f"{what} wurde in der Zwischenzeit geändert{tail}"


def _shown(value: object) -> str:
    if value is None:
        return "leer"
    return german.day(value) if isinstance(value, date) else str(value)


def added(where: str, what: str = "") -> str:
    """«Kurszentrum Muster: Kontakt hinzugefügt»."""
    return f"{where}: {what} hinzugefügt" if what else f"{where} erfasst"


def changed(where: str, what: str = "") -> str:
    """«Kurszentrum Muster: Kontakt geändert»."""
    return f"{where}: {what} geändert" if what else f"{where} geändert"


def removed(where: str, what: str = "") -> str:
    """«Kurszentrum Muster: Kontakt entfernt»."""
    return f"{where}: {what} entfernt" if what else f"{where} entfernt"


def gaps(found: Sequence[str]) -> str:
    """Why a text cannot be ticked: what still stands in brackets."""
    names = german.enumeration(list(dict.fromkeys(found)))
    verb = "fehlt" if len(set(found)) == 1 else "fehlen"
    return (
        f"Im Text {verb} noch {names}. Schreiben Sie, was dort gilt; erst dann ist er mit dem "
        "geltenden Recht verglichen."
    )
