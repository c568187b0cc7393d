"""The fields of the rent limit form, version 2, and how the older version 1 called them.

The words here, and those of the choices in ``texts``, are a contract with files that are already
out: changing one means keeping the old word under ``other_words`` or in an older layout.
"""

from __future__ import annotations

from enum import StrEnum

from sozdesk.exchange.form_reader import Layout
from sozdesk.exchange.forms import Field, Kind, label_key
from sozdesk.features.rent_limits.terms import (
    MAIN_CATEGORIES,
    AncillaryMode,
    Block,
    Category,
    DecisionBody,
    Interval,
    Method,
    RentKind,
    amount_field,
)
from sozdesk.features.rent_limits.texts import field_label, word

FORM_NAME = "Mietzinsgrenzwerte"
VERSION = 2
HOUSEHOLD = "Haushalt"
"""Head of the column of labels; finds the table."""
ANSWER = "Angabe"
"""Head of the column of labels on the second sheet."""
MUNICIPALITY = "Gemeinde"
BFS_NUMBER = "BFS-Nummer"
NUMBER_LABELS = (BFS_NUMBER, "BFS-Nr.")
"""As this version and the older one call it."""

RENT_KINDS: dict[str, str] = {
    RentKind.NET: "netto (ohne Nebenkosten)",
    RentKind.GROSS: "brutto (mit Nebenkosten)",
}
INDEX_NAMES = {
    name: name
    for name in ("Landesindex der Konsumentenpreise", "Mietpreisindex BFS", "Referenzzinssatz")
}
HOUSEHOLDS_ABOVE = {"none": "keine", "1-4": "1 bis 4"}

_AMOUNT_MESSAGE = "Betrag in Franken, zum Beispiel 1050 oder 1'050.50"
_DAY_MESSAGE = "Datum so schreiben: 24.11.2026"


def _words(choices: type[StrEnum]) -> dict[str, str]:
    return {choice: word(choice) for choice in choices}


def _amount(key: str, label: str, *, column: int = 0, hint: str = "") -> Field:
    return Field(
        key=key, label=label, kind=Kind.AMOUNT, column=column, hint=hint, message=_AMOUNT_MESSAGE
    )


def _day(key: str, label: str, hint: str = "") -> Field:
    return Field(key=key, label=label, kind=Kind.DAY, hint=hint, message=_DAY_MESSAGE)


def _yes(key: str, label: str, hint: str = "") -> Field:
    return Field(
        key=key,
        label=label,
        kind=Kind.YES,
        choices={"yes": "ja"},
        hint=hint,
        message="«ja» wählen oder leer lassen",
    )


def _text(key: str, label: str, hint: str = "") -> Field:
    return Field(key=key, label=label, kind=Kind.TEXT, hint=hint)


# ------------------------------------------------------------------ what everyone answers

AMOUNTS = tuple(_amount(amount_field(category), word(category)) for category in MAIN_CATEGORIES)
RENT_KIND = Field(
    key="rent_kind",
    label="netto oder brutto",
    kind=Kind.CHOICE,
    choices=RENT_KINDS,
    other_words={
        "netto": RentKind.NET,
        "Nettomiete": RentKind.NET,
        "ohne Nebenkosten": RentKind.NET,
        "brutto": RentKind.GROSS,
        "Bruttomiete": RentKind.GROSS,
        "mit Nebenkosten": RentKind.GROSS,
    },
    message="Ohne oder mit Nebenkosten: einen Eintrag wählen",
)
INTERVAL = Field(
    key="interval",
    label="Monat oder Jahr",
    kind=Kind.CHOICE,
    choices=_words(Interval),
    other_words={
        "Monat": Interval.MONTH,
        "monatlich": Interval.MONTH,
        "mtl": Interval.MONTH,
        "Jahr": Interval.YEAR,
        "jährlich": Interval.YEAR,
        "p.a.": Interval.YEAR,
    },
    message="Pro Monat oder pro Jahr: einen Eintrag wählen",
)
VALID_FROM = _day("valid_from", "gültig ab")
DECIDED_ON = _day("decided_on", "Beschluss vom")
DECISION_BODY = Field(
    key="decision_body",
    label="beschlossen durch",
    kind=Kind.CHOICE,
    choices=_words(DecisionBody),
    other_words={
        "SHB": DecisionBody.SOCIAL_AUTHORITY,
        "Sozialbehörde": DecisionBody.SOCIAL_AUTHORITY,
        "GR": DecisionBody.MUNICIPAL_COUNCIL,
        "Stadtrat": DecisionBody.MUNICIPAL_COUNCIL,
        "andere": DecisionBody.OTHER,
    },
    message="Wer hat beschlossen? Einen Eintrag wählen",
)
DECISION_NUMBER = _text("decision_number", "Beschluss-Nr.")
DECISION_PENDING = _yes("decision_pending", "Beschluss ausstehend", "«ja», wenn noch offen")
MEETING_ON = _day("meeting_on", "Sitzung vom")
METHOD = Field(
    key="method",
    label="Basis der Werte",
    kind=Kind.OPEN_CHOICE,
    choices=_words(Method),
    other_words={
        "Inserate": Method.ADVERTS,
        "Wohnungsmarkt": Method.ADVERTS,
        "Wohnungsinserate": Method.ADVERTS,
        "Marktbeobachtung": Method.ADVERTS,
        "Perzentil": Method.PERCENTILE,
        "eigene Fälle": Method.OWN_CASES,
        "Index": Method.INDEX,
        "EL-Maxima": Method.EL_MAXIMA,
        "Nachbargemeinden": Method.NEIGHBOURS,
        "unverändert": Method.UNCHANGED,
        "anderes": Method.OTHER,
    },
    message="Worauf stützen sich die Werte? Einen Eintrag wählen",
)
METHOD_TEXT = _text("method_text", "genauer (freiwillig)")
UNCHANGED = _yes("unchanged", "unverändert übernommen", "«ja», wenn alle Werte gleich bleiben")
LAST_REVIEWED_ON = _day("last_reviewed_on", "zuletzt überprüft am")
NO_LIMITS_REASON = _text("no_limits_reason", "keine Grenzwerte festgelegt, weil …")
CONTACT_NAME = _text("contact_name", "Kontaktperson")
CONTACT_EMAIL = _text("contact_email", "E-Mail")
CONTACT_PHONE = _text("contact_phone", "Telefon")
REMARK = _text("remark", "Bemerkung (freiwillig)")

MAIN_FIELDS = (
    *AMOUNTS,
    RENT_KIND,
    INTERVAL,
    VALID_FROM,
    UNCHANGED,
    LAST_REVIEWED_ON,
    NO_LIMITS_REASON,
    METHOD,
    METHOD_TEXT,
    DECIDED_ON,
    DECISION_BODY,
    DECISION_NUMBER,
    DECISION_PENDING,
    MEETING_ON,
    CONTACT_NAME,
    CONTACT_EMAIL,
    CONTACT_PHONE,
    REMARK,
)
"""In the order of the form."""

# ------------------------------------------------------------------ optional blocks

ANCILLARY_ROWS = tuple(
    (
        _amount(f"ancillary_{category}", f"Nebenkosten {word(category)}"),
        _amount(f"counter_{category}", f"Nebenkosten {word(category)}", column=1),
    )
    for category in MAIN_CATEGORIES
)

# Title (none where the one question says it all) and rows of fields.
BLOCKS: dict[Block, tuple[str, tuple[tuple[Field, ...], ...]]] = {
    Block.YOUNG_ADULTS: (
        "",
        ((_amount(amount_field(Category.YOUNG_ADULT), word(Category.YOUNG_ADULT)),),),
    ),
    Block.SHARED: (
        "",
        ((_amount(amount_field(Category.SHARED), word(Category.SHARED), hint="pro Person"),),),
    ),
    Block.EMERGENCY: (
        "",
        ((_amount(amount_field(Category.EMERGENCY), word(Category.EMERGENCY)),),),
    ),
    Block.ANCILLARY: (
        word(Block.ANCILLARY),
        (
            (
                Field(
                    key="ancillary_mode",
                    label="Nebenkosten werden bezahlt",
                    kind=Kind.CHOICE,
                    choices=_words(AncillaryMode),
                    other_words={
                        "Akontozahlung": AncillaryMode.ON_ACCOUNT,
                        "Pauschale": AncillaryMode.FLAT,
                        "nach Aufwand": AncillaryMode.EFFECTIVE,
                        "maximal": AncillaryMode.MAXIMUM,
                        "Maximum": AncillaryMode.MAXIMUM,
                    },
                    message="Wie werden Nebenkosten vergütet? Einen Eintrag wählen",
                ),
            ),
            (
                Field(
                    key="heating_included",
                    label="Heizkosten darin enthalten",
                    kind=Kind.YES,
                    choices={"yes": "ja", "no": "nein"},
                    message="«ja» oder «nein» wählen",
                ),
            ),
            *ANCILLARY_ROWS,
        ),
    ),
    Block.INDEX: (
        word(Block.INDEX),
        (
            (
                Field(
                    key="index_name",
                    label="verwendeter Index",
                    kind=Kind.OPEN_CHOICE,
                    choices=INDEX_NAMES,
                    message="Einen Eintrag wählen oder den Index nennen",
                ),
            ),
            (
                Field(
                    key="index_base",
                    label="Indexstand der letzten Anpassung",
                    kind=Kind.DECIMAL,
                    message="Zum Beispiel 104.0",
                ),
            ),
            (_day("index_date", "Datum dieses Indexstands"),),
        ),
    ),
    Block.ADVERTS: (
        word(Block.ADVERTS),
        (
            (
                Field(
                    key="adverts_count",
                    label="Anzahl ausgewertete Inserate",
                    kind=Kind.COUNT,
                    message="Ganze Zahl, zum Beispiel 34",
                ),
            ),
            (
                Field(
                    key="adverts_below",
                    label="davon bis zum Grenzwert",
                    kind=Kind.COUNT,
                    message="Ganze Zahl, zum Beispiel 12",
                ),
            ),
            (_text("adverts_period", "Zeitraum der Inserate"),),
            (_text("adverts_source", "Quelle der Inserate"),),
        ),
    ),
    Block.ABOVE_LIMIT: (
        "Unterstützte Haushalte",
        (
            (
                Field(
                    key="households_above",
                    label="davon über dem Grenzwert",
                    kind=Kind.OPEN_CHOICE,
                    choices=HOUSEHOLDS_ABOVE,
                    hint="«keine», «1 bis 4» oder die Zahl ab 5",
                    message="«keine», «1 bis 4» oder die Zahl ab 5",
                ),
            ),
        ),
    ),
}

EXTRA_FIELDS = tuple(
    field for _title, rows in BLOCKS.values() for fields in rows for field in fields
)

_WIDE_KINDS = (Kind.TEXT, Kind.CHOICE, Kind.OPEN_CHOICE)


def is_wide(field: Field) -> bool:
    """Whether the answer reaches to the right edge: then last time's is not shown beside it."""
    return field.kind in _WIDE_KINDS and not field.hint and field.key != DECISION_NUMBER.key


EVERY = {field.key: field for field in (*MAIN_FIELDS, *EXTRA_FIELDS)}


def field_named(name: str) -> Field | None:
    """The field with this key, or as the form or the screen calls it; None for another word."""
    wanted = label_key(name)
    for key, field in EVERY.items():
        if wanted in {label_key(key), label_key(field.label), label_key(field_label(key))}:
            return field
    return None


LAYOUT_2 = Layout(
    version=VERSION,
    anchors=(HOUSEHOLD, ANSWER),
    answer_head=None,
    answer_offset=2,
    fields=(*MAIN_FIELDS, *EXTRA_FIELDS),
)
"""The answers stand under the year of the Erhebung, two columns right of the labels."""


def _older(field: Field, label: str) -> Field:
    """The same question as an older form worded it."""
    return Field(
        key=field.key,
        label=label,
        kind=field.kind,
        choices=field.choices,
        other_words=field.other_words,
    )


LAYOUT_1 = Layout(
    version=1,
    anchors=("Haushaltsgrösse",),
    answer_head="Grenzwert",
    answer_offset=1,
    fields=(
        *AMOUNTS[:-1],
        _older(AMOUNTS[-1], "weitere Person"),
        _older(RENT_KIND, "Mietzins netto/brutto"),
        _older(INTERVAL, "Betrag pro"),
        _older(VALID_FROM, "in Kraft ab"),
        _older(DECIDED_ON, "Beschlussdatum"),
        _older(METHOD, "Berechnungsgrundlage"),
        _older(CONTACT_NAME, "Auskunft erteilt"),
        _older(CONTACT_EMAIL, "Mailadresse"),
    ),
)
"""The predecessor: one sheet, no comparison, fewer questions."""

LAYOUTS = (LAYOUT_2, LAYOUT_1)
