"""How limits were derived, in the words that stand in the declaration and on the pdf."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sozdesk.features.rent_limits.terms import (
    Around,
    Category,
    ComparisonBasis,
    Derivation,
    IndexBasis,
    IndexValue,
    QuantileBasis,
    RoomRange,
)
from sozdesk.features.rent_limits.texts.phrases import index_figure
from sozdesk.features.rent_limits.texts.words import word
from sozdesk.kernel import german


def how_derived(derivation: Derivation, number: int) -> str:
    """«Quantil 40 % von 34 Inseraten, Sept. bis Nov. 2026, gerundet auf 10 Franken».

    ``number`` counts the offers or the municipalities that were used.
    """
    basis = derivation.basis
    parts = _parts(basis, number)
    step = german.short_amount(basis.step)
    return ", ".join([*filter(None, parts), f"gerundet auf {step} Franken"])


def _parts(basis: QuantileBasis | IndexBasis | ComparisonBasis, number: int) -> list[str]:
    if isinstance(basis, QuantileBasis):
        offers = "einem Inserat" if number == 1 else f"{german.count(number)} Inseraten"
        return [f"Quantil {basis.percent} % von {offers}", basis.period]
    if isinstance(basis, IndexBasis):
        return [f"{basis.now.series} von {index_stand(basis.base)} auf {index_stand(basis.now)}"]
    towns = "einer Gemeinde" if number == 1 else f"{german.count(number)} Gemeinden"
    where = around_words(basis.around, basis.district)
    return [f"Median von {towns} {where}", f"Übersicht {basis.year}"]


_NEAR = "in der Nachbarschaft"


def around_words(around: Around, district: str) -> str:
    """«im Bezirk Waldenburg und in der Nachbarschaft»."""
    if around is Around.NEIGHBOURS:
        return _NEAR
    return f"im Bezirk {district}" + (f" und {_NEAR}" if around is Around.BOTH else "")


def index_stand(value: IndexValue) -> str:
    """«104,0 (31.12.2023)»."""
    return f"{index_figure(value.value)} ({german.day(value.day)})"


def short_words(sizes: Sequence[Category], percent: int) -> str:
    """For which sizes rounding down left a smaller share than was chosen; empty for none."""
    if not sizes:
        return ""
    names = german.enumeration([word(size) for size in sizes])
    return f"Abgerundet, darum liegen weniger als {percent} % bis zum Ergebnis: {names}"


def unsuited_words(rooms: Mapping[int, int]) -> str:
    """«2 Inserate passen zu keinem Haushalt: 1 mit 5.5 und 1 mit 6 Zimmern»; empty for none.

    ``rooms``: tenths → number of offers.
    """
    number = sum(rooms.values())
    if not number:
        return ""
    verb = "passt" if number == 1 else "passen"
    each = [f"{german.count(count)} mit {room_words(tenths)}" for tenths, count in rooms.items()]
    unit = "Zimmer" if list(rooms) == [10] else "Zimmern"
    offers = german.plural(number, "Inserat", "Inserate")
    return f"{offers} {verb} zu keinem Haushalt: {german.enumeration(each)} {unit}"


def room_words(tenths: int) -> str:
    """35 → «3.5», 30 → «3»: as offers write it."""
    whole, rest = divmod(tenths, 10)
    return f"{whole}.{rest}" if rest else str(whole)


def range_words(rooms: RoomRange) -> str:
    """«3 bis 3.5»."""
    if rooms.least == rooms.most:
        return room_words(rooms.least)
    return f"{room_words(rooms.least)} bis {room_words(rooms.most)}"
