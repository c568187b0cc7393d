"""The columns of a table of measures: what is asked for in the template, and how others call it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sozdesk.documents.sheets import Cell, cell_text
from sozdesk.exchange.forms import Field, Kind
from sozdesk.exchange.mapping import Scheme, Wanted
from sozdesk.features.strategy.terms import (
    ClosingReason,
    Horizon,
    MeasureState,
    PovertyStrategy,
)
from sozdesk.features.strategy.texts import importing as words
from sozdesk.features.strategy.texts import priority, word

NUMBER = re.compile(r"\d{1,2}\.\d{1,3}")
"""How numbers of measures look; whether one exists is for the rules."""


def _text(key: str, hint: str, message: str = "") -> Field:
    return Field(
        key=key, label=words.LABELS[key], kind=Kind.TEXT, hint=hint, message=message or hint
    )


def _choice(key: str, choices: Mapping[str, str], hint: str, **others: str) -> Field:
    return Field(
        key=key,
        label=words.LABELS[key],
        kind=Kind.CHOICE,
        choices=choices,
        other_words=others,
        hint=hint,
        message="Wählen Sie aus der Liste.",
    )


_PRIORITIES = {str(number): priority(number) for number in (1, 2, 3)}
_NUMBER = _text(
    "number",
    "Handlungsfeld, Punkt, Massnahme, zum Beispiel 1.3. Präventive Massnahmen beginnen mit 7.",
)
_FIELDS: Mapping[str, tuple[Field, tuple[str, ...], tuple[str, ...]]] = {
    "number": (
        _NUMBER,
        ("Nr.", "Massnahmennummer", "Massnahmen-Nr.", "Massnahme Nr.", "Nummer der Massnahme"),
        ("Führt", "Vorgänger"),
    ),
    "title": (
        _text("title", "Der Titel im Wortlaut des Beschlusses."),
        ("Massnahme", "Bezeichnung", "Titel der Massnahme", "Massnahmentitel"),
        (),
    ),
    "action_field": (
        _text("action_field", "Nummer, Name oder beides. Es muss zur Nummer der Massnahme passen."),
        ("HF",),
        (),
    ),
    "aim": (
        _text("aim", "Was erreicht werden soll, in eigenen kurzen Worten."),
        ("Ziele", "Zielsetzung", "Beschreibung"),
        (),
    ),
    "priority": (
        _choice(
            "priority",
            _PRIORITIES,
            "1 oder «Erste», 2 oder «Zweite», 3 oder «Dritte».",
            **{f"{number}. Priorität": str(number) for number in (1, 2, 3)},
            hoch="1",
            mittel="2",
            tief="3",
        ),
        ("Prio",),
        (),
    ),
    "horizon": (
        _choice(
            "horizon",
            {one.value: word(one) for one in Horizon},
            "Bis wann die Massnahme wirken soll.",
            kurz=Horizon.SHORT,
            mittel=Horizon.MEDIUM,
            lang=Horizon.LONG,
        ),
        ("Zeithorizont", "Umsetzungshorizont"),
        (),
    ),
    "poverty_strategy": (
        _choice(
            "poverty_strategy",
            {one.value: word(one) for one in PovertyStrategy},
            "Ob die Massnahme aus der Armutsstrategie stammt. «erschlossen»: folgt nur aus einem "
            "anderen Dokument.",
            x=PovertyStrategy.YES,
            j=PovertyStrategy.YES,
            n=PovertyStrategy.NO,
            WAHR=PovertyStrategy.YES,
            FALSCH=PovertyStrategy.NO,
        ),
        ("Teil der Armutsstrategie", "aus der Armutsstrategie"),
        (),
    ),
    "responsible_body": (
        _text("responsible_body", "Wer federführend ist, zum Beispiel ein Amt."),
        ("Zuständigkeit", "Federführung", "Verantwortliche Stelle", "Zuständig"),
        ("Person",),
    ),
    "responsible_people": (
        _text("responsible_people", "Namen oder Kürzel, durch Komma getrennt."),
        ("Verantwortliche Personen", "Zuständige Person", "Verantwortlich"),
        ("Stelle",),
    ),
    "continues": (
        _text(
            "continues",
            "Nummern der Massnahmen der Periode davor, die hier weitergehen, zum Beispiel 1.6, 1.7.",
        ),
        ("Weiterführung von", "Vorgänger", "Vorgängermassnahmen", "Führt weiter"),
        (),
    ),
    "state": (
        _choice(
            "state",
            {one.value: word(one) for one in MeasureState},
            "Wo die Massnahme steht. Bleibt leer, solange es nichts zu sagen gibt.",
            laufend=MeasureState.IN_PROGRESS,
        ),
        ("Status", "Umsetzungsstand"),
        ("per", "am", "vom"),
    ),
    "reason": (
        _choice(
            "reason",
            {one.value: word(one) for one in ClosingReason},
            "Nur wenn die Massnahme umgesetzt oder abgeschlossen ist: wodurch.",
        ),
        ("Grund des Abschlusses",),
        (),
    ),
    "as_of": (
        Field(
            key="as_of",
            label=words.LABELS["as_of"],
            kind=Kind.DAY,
            hint="Ab wann der Stand gilt, zum Beispiel 31.12.2025. Gehört zu «Stand».",
            message="Schreiben Sie das Datum so: 31.12.2025.",
        ),
        ("Stand am", "Stand vom", "Status per"),
        (),
    ),
}
FIELDS: Mapping[str, Field] = {key: field for key, (field, _heads, _never) in _FIELDS.items()}
"""Key → column, in the order of the template."""


def is_number(cell: Cell) -> bool:
    """Whether a cell looks like the number of a measure."""
    return NUMBER.fullmatch(cell_text(cell)) is not None


SCHEME = Scheme(
    tuple(
        Wanted(
            field=field,
            heads=heads,
            never=never,
            names_row=key == "number",
            known=is_number if key == "number" else None,
        )
        for key, (field, heads, never) in _FIELDS.items()
    ),
    groups=("Handlungsfeld", "Präventive"),
)
