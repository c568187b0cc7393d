"""The German word for every choice, state and form field."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from sozdesk.features.rent_limits.terms import (
    Amendment,
    AncillaryMode,
    Around,
    Audience,
    Block,
    Category,
    DeadlineKind,
    DecisionBody,
    EntryDecision,
    Interval,
    LetterField,
    LetterKind,
    MapState,
    MapSubject,
    Method,
    PreviewResult,
    ReceivedVia,
    Recognition,
    RecordingResult,
    RentKind,
    ReturnState,
    Standing,
    TableOrigin,
    TableResult,
)
from sozdesk.features.rent_limits.texts.letters import DEADLINE_WORDS, FIELD_WORDS
from sozdesk.kernel.findings import Severity

_STATES: Mapping[str, str] = {
    ReturnState.DRAFT: "Entwurf",
    ReturnState.OPEN: "offen",
    ReturnState.REMINDED: "erinnert",
    ReturnState.RECEIVED: "eingegangen",
    ReturnState.QUERIED: "Rückfrage",
    ReturnState.RECORDED: "erfasst",
    ReturnState.CONFIRMED_UNCHANGED: "unverändert bestätigt",
    ReturnState.NO_LIMITS: "keine Grenzwerte festgelegt",
}
# One mapping per type: members of different enums may be equal («index», «shared»).
_WORDS: Mapping[type[StrEnum], Mapping[str, str]] = {
    Category: {
        Category.P1: "1 Person",
        Category.P2: "2 Personen",
        Category.P3: "3 Personen",
        Category.P4: "4 Personen",
        Category.P5: "5 Personen",
        Category.FURTHER: "jede weitere Person",
        Category.YOUNG_ADULT: "18- bis 25-Jährige",
        Category.SHARED: "WG oder Einzelzimmer",
        Category.EMERGENCY: "Notwohnung",
    },
    RentKind: {RentKind.NET: "netto", RentKind.GROSS: "brutto"},
    Interval: {Interval.MONTH: "pro Monat", Interval.YEAR: "pro Jahr"},
    Around: {
        Around.BOTH: "Bezirk und Nachbargemeinden",
        Around.DISTRICT: "Bezirk",
        Around.NEIGHBOURS: "Nachbargemeinden",
    },
    Method: {
        Method.ADVERTS: "Inserate, Beobachtung des Wohnungsmarkts",
        Method.PERCENTILE: "Anteil der angebotenen Mieten (Perzentil)",
        Method.OWN_CASES: "Mieten der unterstützten Haushalte",
        Method.INDEX: "Fortschreibung mit einem Index",
        Method.EL_MAXIMA: "Mietzinsmaxima der Ergänzungsleistungen",
        Method.NEIGHBOURS: "Grenzwerte der Nachbargemeinden",
        Method.UNCHANGED: "unverändert vom Vorjahr",
        Method.OTHER: "andere",
    },
    AncillaryMode: {
        AncillaryMode.ON_ACCOUNT: "akonto",
        AncillaryMode.FLAT: "pauschal",
        AncillaryMode.EFFECTIVE: "effektiv",
        AncillaryMode.MAXIMUM: "maximal",
    },
    DecisionBody: {
        DecisionBody.SOCIAL_AUTHORITY: "Sozialhilfebehörde",
        DecisionBody.MUNICIPAL_COUNCIL: "Gemeinderat",
        DecisionBody.OTHER: "anderes Organ",
    },
    Block: {
        Block.YOUNG_ADULTS: "18- bis 25-Jährige",
        Block.SHARED: "WG und Einzelzimmer",
        Block.EMERGENCY: "Notwohnung",
        Block.ANCILLARY: "Nebenkosten",
        Block.INDEX: "Index",
        Block.ADVERTS: "Inserate",
        Block.ABOVE_LIMIT: "Haushalte über dem Grenzwert",
    },
    ReturnState: _STATES,
    Standing: {
        **{Standing(state): _STATES[state] for state in Standing if state in _STATES},
        Standing.OVERDUE: "überfällig",
    },
    ReceivedVia: {
        ReceivedVia.EMAIL: "E-Mail",
        ReceivedVia.FILE: "Datei",
        ReceivedVia.LETTER: "Brief",
        ReceivedVia.PHONE: "Telefon",
        ReceivedVia.OVERVIEW: "Übersicht",
        ReceivedVia.OWN: "hier erstellt",
    },
    LetterKind: {
        LetterKind.CALL: "Aufruf",
        LetterKind.FIRST_REMINDER: "1. Erinnerung",
        LetterKind.SECOND_REMINDER: "2. Erinnerung",
        LetterKind.RECEIPT: "Empfangsbestätigung",
    },
    LetterField: FIELD_WORDS,
    DeadlineKind: DEADLINE_WORDS,
    Audience: {
        Audience.INTERNAL: "KSA-intern",
        Audience.MUNICIPALITIES: "Gemeinden",
        Audience.PUBLIC: "Öffentlichkeit",
    },
    Amendment: {
        Amendment.CORRECTION: "Berichtigung",
        Amendment.SUPPLEMENT: "Nachmeldung",
        Amendment.WITHDRAWAL: "zurückgezogen",
    },
    MapSubject: {
        MapSubject.NET: "netto pro Monat",
        MapSubject.GROSS: "brutto pro Monat",
        MapSubject.CHANGE: "Änderung zum Vorjahr",
    },
    MapState: {
        MapState.VALUE: "mit Angabe",
        MapState.OTHER_BASIS: "andere Basis",
        MapState.NOT_COMPARABLE: "nicht vergleichbar",
        MapState.NO_LIMITS: "keine Grenzwerte",
        MapState.MISSING: "noch keine Angabe",
    },
    Recognition: {
        Recognition.HIDDEN_SHEET: "am Formular erkannt",
        Recognition.NUMBER: "an der Gemeindenummer erkannt",
        Recognition.NAME: "am Namen erkannt, zu bestätigen",
        Recognition.BY_HAND: "von Hand gewählt",
    },
    PreviewResult: {
        PreviewResult.READY: "bereit",
        PreviewResult.HINTS: "Prüfhinweis",
        PreviewResult.CONFIRM: "zu bestätigen",
        PreviewResult.IDENTICAL: "identisch",
        PreviewResult.REFUSED: "nicht verwertbar",
        PreviewResult.MANUAL: "von Hand",
    },
    TableOrigin: {
        TableOrigin.OWN: "von SozDesk geschrieben",
        TableOrigin.REMEMBERED: "Spalten wie beim letzten Mal",
        TableOrigin.PROPOSED: "Spalten am Kopf der Tabelle erkannt",
    },
    TableResult: {
        TableResult.READY: "bereit",
        TableResult.CONFIRM: "zu bestätigen",
        TableResult.REFUSED: "nicht verwertbar",
        TableResult.TAKEN: "bereits erfasst",
        TableResult.IDENTICAL: "identisch",
    },
    EntryDecision: {
        EntryDecision.RECORD: "erfassen",
        EntryDecision.QUERY: "Rückfrage stellen",
        EntryDecision.KEEP: "noch offen lassen",
    },
    RecordingResult: {
        RecordingResult.RECORDED: "erfasst",
        RecordingResult.SUPERSEDED: "erfasst, ersetzt die frühere Rückmeldung",
        RecordingResult.IDENTICAL: "identisch",
        RecordingResult.RECEIVED: "eingegangen",
        RecordingResult.QUERIED: "Rückfrage",
    },
    Severity: {
        Severity.STOP: "nicht verwertbar",
        Severity.HINT: "Prüfhinweis",
        Severity.NOTE: "Hinweis",
    },
}

_FOR = {
    Category.FURTHER: "für jede weitere Person",
    Category.YOUNG_ADULT: "für 18- bis 25-Jährige",
    Category.SHARED: "für WG oder Einzelzimmer",
    Category.EMERGENCY: "für die Notwohnung",
}

_FIELDS = {
    "rent_kind": "Netto oder brutto",
    "interval": "Pro Monat oder pro Jahr",
    "valid_from": "Gültig ab",
    "decided_on": "Beschluss vom",
    "decision_body": "Beschluss durch",
    "decision_number": "Nummer des Beschlusses",
    "decision_pending": "Beschluss ausstehend",
    "meeting_on": "Sitzung vom",
    "method": "Basis",
    "method_text": "Erläuterung zur Basis",
    "unchanged": "Unverändert",
    "last_reviewed_on": "Zuletzt überprüft am",
    "no_limits_reason": "Keine Grenzwerte festgelegt, weil",
    "contact_name": "Kontaktperson",
    "contact_email": "E-Mail",
    "contact_phone": "Telefon",
    "remark": "Bemerkung",
    "ancillary_mode": "Art der Nebenkosten",
    "heating_included": "Heizung inbegriffen",
    "index_name": "Index",
    "index_base": "Indexstand der letzten Anpassung",
    "index_date": "Datum des Indexstands",
    "adverts_count": "Anzahl Inserate",
    "adverts_below": "Davon bis zum Grenzwert",
    "adverts_period": "Zeitraum der Inserate",
    "adverts_source": "Quelle der Inserate",
    "households_above": "Haushalte über dem Grenzwert",
}
_LIMITS = {
    "step_min": "Kleinster üblicher Schritt zur nächsten Grösse",
    "step_max": "Grösster üblicher Schritt zur nächsten Grösse",
    "change_max": "Grösste übliche Änderung zum Vorjahr",
    "month_min": "Kleinster üblicher Betrag pro Monat",
    "month_max": "Grösster üblicher Betrag pro Monat",
    "ancillary_min": "Kleinster üblicher Anteil der Nebenkosten",
    "ancillary_max": "Grösster üblicher Anteil der Nebenkosten",
    "index_move_max": "Grösste Bewegung des Index ohne Anpassung",
    "unchanged_years": "Unverändert, bis der Index geprüft wird",
    "outlier_score": "Weit vom Median: Vielfaches der üblichen Streuung",
    "outlier_min_count": "Median nur mit mindestens",
    "adverts_below_min": "Wenige Inserate bis zum Grenzwert: weniger als",
    "offers_min": "Wenige Inserate für ein Quantil: weniger als",
    "neighbours_min": "Wenige Gemeinden für einen Vergleich: weniger als",
}
_AMOUNT_FIELDS = {
    "amount": "{category}",
    "ancillary": "Nebenkosten, {category}",
    "counter": "Betrag auf der anderen Basis, {category}",
}


def word(member: StrEnum) -> str:
    """The German word for a member of one of this feature's enums (or of ``Severity``)."""
    return _WORDS[type(member)][member]


def for_category(category: Category) -> str:
    """«für 4 Personen», for the middle of a sentence."""
    return _FOR.get(category, f"für {word(category)}")


def household(size: Category) -> str:
    """Of a map: «4 Personen»; «jede weitere Person» stands for «6 Personen» (5 and one more)."""
    return "6 Personen" if size is Category.FURTHER else word(size)


def field_label(field: str) -> str:
    """What a form field is called: ``amount_p4`` → «4 Personen»; raises KeyError if unknown."""
    kind, _, category = field.partition("_")
    if kind in _AMOUNT_FIELDS and category in frozenset(Category):
        return _AMOUNT_FIELDS[kind].format(category=word(Category(category)))
    return _FIELDS[field]


def limit_words(key: str) -> str:
    """What a limit of the Prüfhinweise is called: a field of ``Thresholds``; raises KeyError."""
    return _LIMITS[key]
