"""The list of the offerings: columns on screen and in files, filters above it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from sozdesk.documents.report import Kind
from sozdesk.features.offerings import texts
from sozdesk.features.offerings.terms import Financing, OfferingRow, OfferingState
from sozdesk.features.offerings.ui import offering_words as words
from sozdesk.features.offerings.ui.area_data import AreaData
from sozdesk.kernel import german
from sozdesk.widgets.chips import Chip
from sozdesk.widgets.list_columns import ListColumn
from sozdesk.widgets.states import State
from sozdesk.widgets.table import Column, Group

ALL = "all"
_YEAR = timedelta(days=365)


def _price(row: OfferingRow) -> int | None:
    return row.price.amount if row.price else None


def _free(row: OfferingRow) -> str:
    return "" if row.free_places is None else str(row.free_places)


def columns() -> tuple[ListColumn, ...]:
    """All columns, the first ones shown."""
    number = Column(
        title="Nr.", text=lambda row: str(row.number), sort_key=lambda row: row.number, tone="text2"
    )
    title = Column(
        title="Titel",
        text=lambda row: row.title,
        second=lambda row: ", ".join(filter(None, (row.provider_name, words.towns(row)))),
        stretch=True,
        least=150,
    )
    price = Column(
        title="Preis",
        text=lambda row: german.amount(row.price.amount) if row.price else "",
        second=lambda row: texts.per_unit(row.price.unit) if row.price else "",
        align="right",
        sort_key=lambda row: _price(row) or -1,
    )
    free = Column(
        title="frei", text=_free, align="right", sort_key=lambda row: row.free_places or 0
    )
    return (
        ListColumn(number, Kind.INTEGER, lambda row: row.number),
        ListColumn(title),
        _state_column(),
        ListColumn(price, Kind.AMOUNT, _price),
        ListColumn(free, Kind.INTEGER, lambda row: row.free_places, "freie Plätze"),
        *_hidden(),
    )


def _state_column() -> ListColumn:
    column = Column(
        title="Stand",
        text=lambda row: texts.word(row.state),
        second=lambda row: words.recognition_short(row.recognition),
        tip=lambda row: words.recognition(row.recognition),
        symbol=words.state_symbol,
        spoken=lambda row: f"{texts.word(row.state)}, {words.recognition(row.recognition)}",
    )
    return ListColumn(column)


def _hidden() -> tuple[ListColumn, ...]:
    checked = Column(
        title="Überprüft am",
        text=lambda row: german.day(row.checked_on) if row.checked_on else "",
        sort_key=lambda row: row.checked_on or date.min,
        hidden=True,
    )
    simple: dict[str, Callable[[OfferingRow], str]] = {
        "Anbieter/in": lambda row: row.provider_name,
        "Ort": words.towns,
        "Preis für": lambda row: texts.per_unit(row.price.unit) if row.price else "",
        "Anerkennung": lambda row: words.recognition(row.recognition),
        "Kategorie": lambda row: row.category_name,
        "Sparte": lambda row: row.segment,
        "Finanzierung": lambda row: texts.word(row.financing),
        "Zielgruppe": lambda row: texts.word(row.audience),
        "Sprachen": lambda row: "; ".join(map(words.language, row.languages)),
    }
    return (
        ListColumn(checked, Kind.DATE, lambda row: row.checked_on),
        *(
            ListColumn(Column(title=title, text=text, hidden=True))
            for title, text in simple.items()
        ),
    )


def group_of(row: OfferingRow) -> Group:
    """«Grundkompetenzkurs  12»; while the list is filtered what is shown of it."""
    return Group(row.category_code, row.category_name, counted=("Angebot", "Angebote"))


# ------------------------------------------------------------------ filters


@dataclass(frozen=True, slots=True)
class Filter:
    """What a chip keeps."""

    key: str
    word: str
    keeps: Callable[[OfferingRow], bool]
    state: str = ""
    tip: str = ""

    def chip(self, rows: tuple[OfferingRow, ...]) -> Chip:
        """The chip with its count."""
        return Chip(self.key, self.word, sum(map(self.keeps, rows)), self.state, self.tip)


def filters(data: AreaData) -> list[Filter]:
    """States first, then what needs a look; these only where there is an offering."""
    needed = _attention(data.today)
    shown = [one for one in needed if any(map(one.keeps, data.offerings))]
    return [Filter(ALL, "Alle", lambda _row: True), *map(_of_state, OfferingState), *shown]


def _of_state(state: OfferingState) -> Filter:
    said = texts.word(state)
    symbols = {OfferingState.PUBLISHED: State.RECORDED, OfferingState.PAUSED: State.REMINDED}
    return Filter(
        state.value,
        said[:1].upper() + said[1:],
        lambda row: row.state is state,
        symbols.get(state, ""),
    )


def _attention(today: date) -> tuple[Filter, ...]:
    return (
        Filter("lost", "Nicht mehr anerkannt", words.is_lost, State.REFUSED),
        Filter("agreement", "Objektfinanziert", _is_by_agreement),
        Filter(
            "no_price",
            "Ohne Preis",
            lambda row: row.price is None and row.financing is Financing.PER_PERSON,
            State.HINT,
            tip="Personen werden abgerechnet, aber heute gilt kein Preis",
        ),
        Filter(
            "unchecked",
            "Nicht überprüft",
            lambda row: is_unchecked(row, today),
            State.HINT,
            tip="Seit über einem Jahr nicht mit den Angaben der Anbieter/innen verglichen",
        ),
    )


def _is_by_agreement(row: OfferingRow) -> bool:
    return row.financing is Financing.PER_AGREEMENT


def is_unchecked(row: OfferingRow, today: date) -> bool:
    """On the platform, and for more than a year nobody has compared it."""
    if row.state is not OfferingState.PUBLISHED:
        return False
    return row.checked_on is None or today - row.checked_on > _YEAR
