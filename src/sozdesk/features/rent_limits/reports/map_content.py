"""What the map of a year says: one line per municipality, its fill, the legend and the notes.

The map on the screen, the table beside it and the pictures in files all come from here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sozdesk.documents.choropleth import Choropleth, Fill, LegendEntry, Texture, shades
from sozdesk.features.rent_limits import rules, texts
from sozdesk.features.rent_limits.reports import lines
from sozdesk.features.rent_limits.terms import (
    Category,
    Interval,
    MapState,
    MapSubject,
    MapValue,
    OverviewRow,
    RentKind,
)
from sozdesk.features.rent_limits.texts import household, word
from sozdesk.kernel import german

_TEXTURES = {
    MapState.MISSING: Texture.DIAGONAL,
    MapState.OTHER_BASIS: Texture.DOTS,
    MapState.NOT_COMPARABLE: Texture.DOTS,
    MapState.NO_LIMITS: Texture.LINES,
}
_BY_TWELVE = "Beträge pro Jahr sind durch 12 geteilt."
_SIX = "6 Personen: Betrag für 5 Personen plus «jede weitere Person»."
_ONLY_EQUAL = (
    "Änderung nur, wo in beiden Jahren netto oder in beiden Jahren brutto deklariert ist. "
    "Beträge pro Monat und pro Jahr werden über ein ganzes Jahr verglichen."
)


@dataclass(frozen=True, slots=True)
class MapLine:
    """One municipality on the map and in the table beside it."""

    row: OverviewRow
    shown: MapValue
    """What the map shows."""
    per_month: int | None
    """Rappen per month: what the map shows, or as declared beside the change."""
    change: MapValue
    """To last year."""
    basis: str
    """How the amount was declared, or why there is none: «netto», «noch keine Angabe»."""
    label: str
    """What stands beside the name on the map: «870», «+2,5 %», «noch keine Angabe»."""

    @property
    def bfs_number(self) -> int:
        """What identifies the line."""
        return self.row.bfs_number


def change_words(hundredths: int | None) -> str:
    """«+5,3 %», «gleich»; empty where nothing can be compared."""
    if hundredths is None:
        return ""
    return german.percent(hundredths, signed=True) if hundredths else "gleich"


def map_lines(
    rows: Iterable[OverviewRow], subject: MapSubject, size: Category
) -> tuple[MapLine, ...]:
    """The lines for one household size, in the order of ``rows``."""
    make = _change_line if subject is MapSubject.CHANGE else _amount_line
    return tuple(make(row, subject, size) for row in rows)


def _amount_line(row: OverviewRow, subject: MapSubject, size: Category) -> MapLine:
    kind = RentKind(subject.value)
    shown = rules.map_value(row.current, kind, size)
    change = rules.map_change(row.current, row.previous, size)
    basis = _basis(row, kind, shown)
    label = basis if shown.value is None else german.short_amount(shown.value)
    return MapLine(row, shown, shown.value, change, basis, label)


def _basis(row: OverviewRow, kind: RentKind, shown: MapValue) -> str:
    if shown.converted:
        return f"aus {word(_other(kind))} umgerechnet"
    if shown.state is MapState.OTHER_BASIS:
        return f"nur {word(_other(kind))}"
    if shown.state is MapState.MISSING and row.current is not None and row.current.amounts:
        return "kein Betrag für diese Grösse"
    return word(kind) if shown.state is MapState.VALUE else word(shown.state)


def _change_line(row: OverviewRow, _subject: MapSubject, size: Category) -> MapLine:
    change = rules.map_change(row.current, row.previous, size)
    declared = rules.monthly_amounts(row.current) if row.current else {}
    basis = lines.basis(row)[0]
    if change.state is MapState.NOT_COMPARABLE:
        said = lines.comparison(row)
        basis = word(change.state) if said == "gleiche Basis" else said
    elif change.state is not MapState.VALUE:
        basis = word(change.state)
    label = change_words(change.value) or basis
    return MapLine(row, change, rules.of_household(declared, size), change, basis, label)


def _other(kind: RentKind) -> RentKind:
    return RentKind.GROSS if kind is RentKind.NET else RentKind.NET


# ------------------------------------------------------------------ the map


@dataclass(frozen=True, slots=True, kw_only=True)
class MapQuestion:
    """What a map is about."""

    year: int
    subject: MapSubject
    size: Category
    limits: tuple[int, ...]
    """Of the classes, Rappen per month; the change has its own."""
    proposed_from: int | None = None
    """The year whose values proposed the limits; None = the office has set them."""


def choropleth(found: Sequence[MapLine], asked: MapQuestion) -> Choropleth:
    """The map of these lines."""
    limits, words = _classes(found, asked)
    numbers = {line.bfs_number: _class(line, limits) for line in found}
    ramp = shades(len(words))
    subject = word(asked.subject)
    return Choropleth(
        title=f"Mietzinsgrenzwerte {asked.year}, {household(asked.size)}, {subject}",
        name=household(asked.size),
        facts=facts(found, asked.subject),
        unit=f"{_unit(asked)}, {household(asked.size)} (Anzahl Gemeinden)",
        fills={line.bfs_number: _fill(line, ramp, numbers[line.bfs_number]) for line in found},
        falling=frozenset(line.bfs_number for line in found if _falls(line, asked.subject)),
        labels={line.bfs_number: f"{line.row.name}: {line.label}" for line in found},
        legend=(
            *_class_entries(words, ramp, list(numbers.values()), asked.subject),
            *_state_entries(found, asked.subject),
        ),
        notes=tuple(_notes(found, asked)),
    )


def _unit(asked: MapQuestion) -> str:
    if asked.subject is MapSubject.CHANGE:
        return f"Änderung zu {asked.year - 1}"
    return f"CHF {word(asked.subject)}"


def _classes(
    found: Sequence[MapLine], asked: MapQuestion
) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Limits and words; without a value and limits there are no classes."""
    if asked.subject is MapSubject.CHANGE:
        return rules.CHANGE_LIMITS, texts.CHANGE_CLASSES
    if not asked.limits and all(line.shown.value is None for line in found):
        return (), ()
    return asked.limits, texts.class_words(asked.limits)


def _class(line: MapLine, limits: Sequence[int]) -> int | None:
    value = line.shown.value
    return None if value is None else rules.class_of(value, limits)


def _fill(line: MapLine, ramp: Sequence[int], number: int | None) -> Fill:
    return _TEXTURES[line.shown.state] if number is None else ramp[number]


def _falls(line: MapLine, subject: MapSubject) -> bool:
    return subject is MapSubject.CHANGE and (line.shown.value or 0) < 0


def _class_entries(
    words: Sequence[str], ramp: Sequence[int], numbers: Sequence[int | None], subject: MapSubject
) -> Iterable[LegendEntry]:
    falls = sum(limit < 0 for limit in rules.CHANGE_LIMITS) if subject is MapSubject.CHANGE else 0
    for number, (one, shade) in enumerate(zip(words, ramp, strict=True)):
        yield LegendEntry(shade, one, numbers.count(number), falling=number < falls)


def _state_entries(found: Sequence[MapLine], subject: MapSubject) -> Iterable[LegendEntry]:
    states = [line.shown.state for line in found]
    for state, texture in _TEXTURES.items():
        if state in states:
            yield LegendEntry(texture, _state_words(state, subject), states.count(state))


def _state_words(state: MapState, subject: MapSubject) -> str:
    if state is MapState.OTHER_BASIS:
        return f"{word(state)}: {word(_other(RentKind(subject.value)))}"
    return word(state)


def facts(found: Sequence[MapLine], subject: MapSubject) -> str:
    """«61 von 86 Gemeinden, davon 14 aus brutto umgerechnet, 3 auf anderer Basis (brutto)»."""
    values = [line.shown for line in found if line.shown.value is not None]
    said = f"{len(values)} von {german.plural(len(found), 'Gemeinde', 'Gemeinden')}"
    if subject is MapSubject.CHANGE:
        return f"{said} vergleichbar"
    other = word(_other(RentKind(subject.value)))
    converted = sum(value.converted for value in values)
    elsewhere = sum(line.shown.state is MapState.OTHER_BASIS for line in found)
    parts = [said]
    parts += [f"davon {converted} aus {other} umgerechnet"] if converted else []
    parts += [f"{elsewhere} auf anderer Basis ({other})"] if elsewhere else []
    return ", ".join(parts)


def _notes(found: Sequence[MapLine], asked: MapQuestion) -> Iterable[str]:
    if asked.size is Category.FURTHER:
        yield _SIX
    if changed := sum(bool(line.row.changes) for line in found):
        who = german.plural(changed, "Gemeinde hat", "Gemeinden haben")
        yield f"{who} im Lauf des Jahres geändert; gezeigt sind die Werte der Erhebung."
    if asked.subject is MapSubject.CHANGE:
        yield _ONLY_EQUAL
        return
    other = word(_other(RentKind(asked.subject.value)))
    if any(line.shown.converted for line in found):
        yield f"Aus {other} umgerechnet: wie von der Gemeinde angegeben, sonst mit ihren Nebenkosten."
    if any(_yearly(line) for line in found):
        yield _BY_TWELVE
    if asked.proposed_from is not None:
        yield texts.proposed_from(asked.proposed_from)


def _yearly(line: MapLine) -> bool:
    current = line.row.current
    return (
        line.shown.value is not None and current is not None and current.interval is Interval.YEAR
    )
