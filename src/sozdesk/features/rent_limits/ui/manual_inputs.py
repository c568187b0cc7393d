"""The input for every question of the form: an amount, a day, a choice, a text."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any

from sozdesk.exchange.forms import Kind
from sozdesk.features.rent_limits import texts
from sozdesk.features.rent_limits.files import fields as form_fields
from sozdesk.features.rent_limits.terms import (
    AncillaryMode,
    DecisionBody,
    Interval,
    Method,
    RentKind,
)
from sozdesk.kernel import entry, german
from sozdesk.widgets.inputs import Choice, Input, RadioChoice, TextInput, Tick
from sozdesk.widgets.typed import AmountInput, DateInput, NumberInput, ParsedInput

_CHOICES: dict[str, type[StrEnum]] = {
    "decision_body": DecisionBody,
    "method": Method,
    "ancillary_mode": AncillaryMode,
}
_RADIOS: dict[str, type[StrEnum]] = {"rent_kind": RentKind, "interval": Interval}
_KINDS = {one.key: one.kind for one in (*form_fields.MAIN_FIELDS, *form_fields.EXTRA_FIELDS)}
_ABOVE = "households_above"


def words_of(choices: type[StrEnum]) -> list[tuple[StrEnum, str]]:
    """Members and their German words."""
    return [(member, texts.word(member)) for member in choices]


def input_for(key: str) -> Input:
    """An empty input for a field of the form; raises KeyError for an unknown one."""
    if key in _RADIOS:
        return RadioChoice(texts.field_label(key), words_of(_RADIOS[key]))
    if key in _CHOICES:
        return Choice(words_of(_CHOICES[key]), empty="keine Angabe")
    if key == "heating_included":
        return Choice([(True, "ja"), (False, "nein")], empty="keine Angabe")
    if key == _ABOVE:
        return HouseholdsInput()
    return _plain_input(_KINDS[key], key)


def _plain_input(kind: Kind, key: str) -> Input:
    match kind:
        case Kind.AMOUNT:
            return AmountInput()
        case Kind.DAY:
            return DateInput()
        case Kind.COUNT:
            return NumberInput()
        case Kind.DECIMAL:
            return IndexInput()
        case Kind.YES:
            return Tick(texts.field_label(key))
        case _:
            return TextInput()


class IndexInput(ParsedInput):
    """An index value such as 104.0; ``value()`` in thousandths."""

    def __init__(self) -> None:
        super().__init__(_thousandths, _index_figure)
        self.setFixedWidth(AmountInput().width())


def _thousandths(text: str) -> int:
    """«104,0» → 104000; raises EntryError."""
    plain = german.clean(text).replace(",", ".")
    whole, _point, rest = plain.partition(".")
    if not whole.isdecimal() or len(whole) > 6 or (rest and not rest.isdecimal()) or len(rest) > 3:
        raise entry.EntryError("Schreiben Sie den Indexstand so: 104.0")
    return int(whole) * 1000 + int(rest.ljust(3, "0") or 0)


def _index_figure(thousandths: int) -> str:
    return texts.index_figure(thousandths).replace(",", ".")


class HouseholdsInput(ParsedInput):
    """«keine», «1 bis 4» or a number from 5: smaller numbers are never shown."""

    def __init__(self) -> None:
        super().__init__(_households, _households_words)


def _households(text: str) -> str:
    words = {german.search_key(word): key for key, word in form_fields.HOUSEHOLDS_ABOVE.items()}
    typed = german.search_key(text)
    if typed in words:
        return words[typed]
    number = entry.whole_number(text)
    return "none" if number == 0 else "1-4" if number < 5 else str(number)


def _households_words(value: str) -> str:
    return form_fields.HOUSEHOLDS_ABOVE.get(value, value)


def in_words(key: str, value: Any) -> str:
    """A value as people read it: «1'580.00», «24.11.2026», «pro Monat»."""
    if isinstance(value, StrEnum):
        return texts.word(value)
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, date):
        return german.day(value)
    if isinstance(value, int):
        return german.amount(value) if _KINDS.get(key) is Kind.AMOUNT else german.count(value)
    return _households_words(str(value)) if key == _ABOVE else str(value)
