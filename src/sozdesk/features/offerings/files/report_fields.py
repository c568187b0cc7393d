"""The fields of the form «Jahresbericht», version 1.

The labels are a contract with files that are already out: changing one means a second layout.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from sozdesk.exchange.form_reader import Layout
from sozdesk.exchange.forms import Field, Kind, label_key
from sozdesk.features.offerings import rules, texts
from sozdesk.features.offerings.terms import Vat
from sozdesk.kernel.municipality import Municipality

FORM_NAME: Final = "Jahresbericht"
VERSION: Final = 1
PROVIDER: Final = "Anbieter/in"
YEAR: Final = "Berichtsjahr"
ANSWER: Final = "Angabe"
"""Head of the column of labels on the sheets on the whole year and on the offerings."""
MUNICIPALITY: Final = "Gemeinde"
"""Head of the column of labels on the sheet of the municipalities."""
ASSIGNMENTS: Final = "Zuweisungen"

_COUNT_MESSAGE = "Ganze Zahl, zum Beispiel 12"
_AMOUNT_MESSAGE = "Betrag in Franken, zum Beispiel 1050 oder 1'050.50"


def _count(key: str, label: str, hint: str = "") -> Field:
    return Field(key=key, label=label, kind=Kind.COUNT, hint=hint, message=_COUNT_MESSAGE)


def _amount(key: str, label: str, *, column: int = 0) -> Field:
    return Field(key=key, label=label, kind=Kind.AMOUNT, column=column, message=_AMOUNT_MESSAGE)


CONTENT: Final = (
    Field(key="strengths", label="Stärken der Angebote", kind=Kind.TEXT),
    Field(key="weaknesses", label="Schwächen und was Sie ändern", kind=Kind.TEXT),
    Field(key="cooperation", label="Zusammenarbeit mit den Gemeinden", kind=Kind.TEXT),
    Field(key="goals_reached", label="Erreichte Ziele", kind=Kind.TEXT),
)
PARTICIPANTS: Final = _count("participants", "Teilnehmende", "Personen, jede einmal")
TOTALS: Final = (
    PARTICIPANTS,
    _count("assignments", ASSIGNMENTS, "von Gemeinden zugewiesen"),
    _amount("amount", "Verrechneter Betrag"),
)
VAT: Final = Field(
    key="vat",
    label="MWST in den Beträgen",
    kind=Kind.CHOICE,
    choices={vat.value: texts.word(vat) for vat in Vat},
    other_words={
        "inklusive MWST": Vat.INCLUDED,
        "mit MWST": Vat.INCLUDED,
        "exklusive MWST": Vat.EXCLUDED,
        "ohne MWST": Vat.EXCLUDED,
        "ausgenommen": Vat.EXEMPT,
        "keine MWST": Vat.EXEMPT,
    },
    message="Mit oder ohne MWST: einen Eintrag wählen",
)
_PLACES: Final = "Plätze"
_OF_OFFERING: Final = {
    "places": _PLACES,
    "utilisation": "Auslastung in %",
    "participants": "Teilnehmende",
    "assignments": ASSIGNMENTS,
    "units": "Verrechnete Einheiten",
    "amount": "Verrechneter Betrag",
}


def offering_fields(number: int, unit: str = "") -> tuple[Field, ...]:
    """What is asked of one offering; its number in front of each label makes it the only one."""
    return tuple(_of_offering(number, figure, unit) for figure in rules.FIGURES)


def _of_offering(number: int, figure: str, unit: str) -> Field:
    key, label = rules.offering_key(number, figure), f"{number} {_OF_OFFERING[figure]}"
    if figure == "amount":
        return _amount(key, label)
    if figure == "utilisation":
        return Field(key=key, label=label, kind=Kind.DECIMAL, message="Prozent, zum Beispiel 87,5")
    if figure == "units":
        message = "Zahl, zum Beispiel 120 oder 12,5"
        return Field(key=key, label=label, kind=Kind.DECIMAL, hint=unit, message=message)
    return _count(key, label)


def municipal_fields(town: Municipality) -> tuple[Field, Field]:
    """Assignments and amount of a municipality, side by side."""
    number, name = town.bfs_number, town.official_name
    return (
        _count(rules.municipal_key(number, "assignments"), name),
        _amount(rules.municipal_key(number, "amount"), name, column=1),
    )


_PLACES_OF = re.compile(rf"(\d{{1,6}}){label_key(_PLACES)}")


def offering_numbers(label_keys: Iterable[str]) -> tuple[int, ...]:
    """The numbers of all offerings that a sheet asks about."""
    return tuple(int(match[1]) for key in label_keys if (match := _PLACES_OF.fullmatch(key)))


def layouts(numbers: Iterable[int], towns: Iterable[Municipality]) -> tuple[Layout, Layout]:
    """How the sheets are laid out for the offerings of these numbers and for these municipalities."""
    asked = (field for number in numbers for field in offering_fields(number))
    return (
        Layout(
            version=VERSION,
            anchors=(ANSWER,),
            answer_head=None,
            answer_offset=2,
            fields=(*CONTENT, *TOTALS, VAT, *asked),
        ),
        Layout(
            version=VERSION,
            anchors=(MUNICIPALITY,),
            answer_head=ASSIGNMENTS,
            answer_offset=2,
            fields=tuple(field for town in towns for field in municipal_fields(town)),
        ),
    )
