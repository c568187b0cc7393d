"""What one row of a list says otherwise than the file: columns, languages, places, price, recognition."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sozdesk.features.offerings.rules.providers import compact_iban
from sozdesk.features.offerings.rules.recognised import GRANTS
from sozdesk.features.offerings.terms import (
    DecisionFact,
    LanguageRow,
    OfferingRow,
    PlaceRow,
    PriceRow,
)
from sozdesk.features.offerings.terms.list_import import ListLine, ListPrice
from sozdesk.features.offerings.texts import list_import as words
from sozdesk.kernel import german
from sozdesk.kernel.dated import on
from sozdesk.kernel.listed import NO_VALUE, ListChange


def same_values(said: Mapping[str, object], known: object | None) -> Mapping[str, object]:
    """The columns that are new or other than those of ``known`` (None = everything)."""
    if known is None:
        return dict(said)
    return {key: value for key, value in said.items() if value != plain(getattr(known, key))}


def plain(value: object) -> object:
    """A text in several lines stands in one cell."""
    return german.clean(value) if type(value) is str else value


def provider_values(line: ListLine) -> Mapping[str, object]:
    """What the row says about the provider, the IBAN without blanks."""
    said = dict(line.provider)
    if "iban" in said:
        said["iban"] = compact_iban(str(said["iban"]))
    return said


def offering_values(line: ListLine, known: OfferingRow | None, code: str) -> Mapping[str, object]:
    """What the row says otherwise about the offering; ``code`` of its category, empty if unsaid.

    Other free places than before have no day any more: the list says none.
    """
    said = dict(line.offering)
    if code:
        said["category_code"] = code
    if line.language is not None:
        said["languages"] = _languages(line.language, known.languages if known else ())
    values = dict(same_values(said, known))
    if known is not None and "free_places" in values and known.free_as_of is not None:
        values["free_as_of"] = None
    return values


def _languages(said: LanguageRow, known: Sequence[LanguageRow]) -> tuple[LanguageRow, ...]:
    """All languages of the offering; a level that the row does not say stays."""
    key = german.search_key(said.language)
    before = next((one for one in known if german.search_key(one.language) == key), None)
    if before is None:
        return tuple(sorted((*known, said), key=lambda one: one.language))
    merged = replace(
        before, needed=said.needed or before.needed, reached=said.reached or before.reached
    )
    return tuple(merged if one is before else one for one in known)


def value_changes(values: Mapping[str, object], known: object | None) -> Iterator[ListChange]:
    """Old and new words of the columns of something that is there."""
    if known is None:
        return
    for key, value in values.items():
        if key in words.COLUMN_LABELS:
            before = words.value(getattr(known, key))
            yield ListChange(words.COLUMN_LABELS[key], before, words.value(value))


# ------------------------------------------------------------------ places


def place_in(
    town: str, places: Iterable[PlaceRow], linked: Iterable[PlaceRow] = ()
) -> PlaceRow | None:
    """The place of a provider that a town or a name means; one that the offering has comes first."""
    key = german.search_key(town)
    several = [*linked, *places]
    return next(
        (one for one in several if key in map(german.search_key, (one.town, one.name))), None
    )


@dataclass(frozen=True, slots=True)
class Places:
    """Where a row says that something takes place."""

    new_towns: tuple[str, ...] = ()
    accessible: tuple[PlaceRow, ...] = ()
    relinked: bool = False
    changes: tuple[ListChange, ...] = ()


def places_of(
    line: ListLine, known: OfferingRow | None, places: Sequence[PlaceRow], heard: Collection[str]
) -> Places:
    """``places`` of the provider; ``heard`` are towns (as search keys) and places of rows above."""
    linked = known.places if known else ()
    found = [place_in(town, places, linked) for town in line.towns]
    there = tuple(place for place in found if place is not None) if line.towns else linked
    new = tuple(
        town
        for town, place in zip(line.towns, found, strict=True)
        if place is None and german.search_key(town) not in heard
    )
    accessible = tuple(
        place
        for place in there
        if line.wheelchair not in (None, place.wheelchair) and str(place.id) not in heard
    )
    moved = bool(line.towns and line.title) and (
        None in found or {place.id for place in there} != {place.id for place in linked}
    )
    return Places(new, accessible, moved, tuple(_place_changes(line, known, accessible, moved)))


def _place_changes(
    line: ListLine, known: OfferingRow | None, accessible: Iterable[PlaceRow], moved: bool
) -> Iterator[ListChange]:
    for place in accessible:
        label = f"{words.LABELS['wheelchair']}, {place.name}"
        yield ListChange(label, words.value(place.wheelchair), words.value(line.wheelchair))
    if moved and known is not None:
        before = german.enumeration([place.town for place in known.places]) or NO_VALUE
        yield ListChange(words.LABELS["town"], before, german.enumeration(list(line.towns)))


# ------------------------------------------------------------------ price and recognition


@dataclass(frozen=True, slots=True)
class Price:
    """The price that a row brings; None if it is the one that holds already."""

    new: ListPrice | None = None
    changes: tuple[ListChange, ...] = ()
    same_day: PriceRow | None = None
    """A price of the very day, which is changed instead."""
    others: tuple[PriceRow, ...] = field(default=())


def price_of(line: ListLine, prices: Sequence[PriceRow], day: date) -> Price:
    """``prices`` of the offering; unit and MWST that the row does not say stay as they are."""
    said, now = line.price, on(day, prices)
    if said is None:
        return Price()
    if now is not None:
        said = ListPrice(said.amount, said.unit or now.unit, said.vat or now.vat)
        if said == ListPrice(now.amount, now.unit, now.vat):
            return Price()
    before = words.price(ListPrice(now.amount, now.unit, now.vat)) if now else NO_VALUE
    same_day = now if now is not None and now.valid_from == day else None
    others = tuple(one for one in prices if one is not same_day)
    change = ListChange(words.LABELS["amount"], before, words.price(said))
    return Price(said, (change,), same_day, others)


def is_decided(line: ListLine, decisions: Iterable[DecisionFact]) -> DecisionFact | None:
    """The recognition that began on the day that the row says."""
    grants = (one for one in decisions if one.kind in GRANTS)
    return next((one for one in grants if one.valid_from == line.recognised_from), None)


def recognition_change(line: ListLine, known: OfferingRow | None) -> ListChange | None:
    """How the recognition of an offering that is there becomes another one."""
    if known is None or line.recognised_from is None:
        return None
    now = known.recognition
    before = NO_VALUE
    if now.recognised and now.since is not None:
        before = words.recognition(now.since, now.until)
    after = words.recognition(line.recognised_from, line.recognised_to)
    return ListChange("Anerkennung", before, after)
