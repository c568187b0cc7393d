"""What the page of the catalogue's values shows: every kind of dated value in lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sozdesk.features.offerings import queries, texts
from sozdesk.features.offerings.terms import (
    Billable,
    DatedKind,
    RegimeRateRow,
    RemedyRow,
    TariffRow,
    ValueKey,
)
from sozdesk.features.offerings.ui.area_data import may_write
from sozdesk.features.offerings.ui.dated_fields import Known
from sozdesk.features.offerings.ui.figure_input import value_words
from sozdesk.kernel import german
from sozdesk.kernel.dated import on

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

MISSING_RATE = "Ansatz fehlt"
TO_CHECK = "zu prüfen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One dated value in words; ``holds`` = it is the one of today."""

    row: Any
    what: str
    value: str
    source: str
    holds: bool

    @property
    def id(self) -> UUID:
        """Of the value."""
        found: UUID = self.row.id
        return found

    @property
    def to_check(self) -> bool:
        """Whether somebody of the office has to check it: not ticked, or its source says so."""
        if isinstance(self.row, RemedyRow):
            return not self.row.checked
        return TO_CHECK in self.source.casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingTariff:
    """A billable pair without any Maximaltarif."""

    category_code: str
    regime_code: str
    name: str
    """«Basiskompetenzen, Sozialhilfe»."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TariffsData:
    """All dated values of the catalogue."""

    known: Known
    lines: Mapping[DatedKind, tuple[Line, ...]]
    rates: Mapping[tuple[str, str], RegimeRateRow]
    """(regime, category) → the rate of today."""
    missing_tariffs: tuple[MissingTariff, ...]
    """Of today."""
    unset: tuple[ValueKey, ...]
    """Figures of the procedure that nobody set for today."""
    may_write: bool


def load(archive: Archive) -> TariffsData:
    """Everything the page shows."""
    today = archive.context().today
    categories = archive.query(queries.categories, today)
    regimes = archive.query(queries.regimes, today)
    known = Known(today=today, categories=categories, regimes=regimes, segments=_segments(archive))
    rates, tariffs = archive.query(queries.rates), archive.query(queries.tariffs)
    held = {
        (one.code, two.code): row
        for one in regimes
        for two in categories
        if (row := on(today, _of_pair(rates, one.code, two.code))) is not None
    }
    parents = {row.code: row.parent_code for row in categories}
    return TariffsData(
        known=known,
        lines={kind: tuple(found) for kind, found in _lines(archive, known).items()},
        rates=held,
        missing_tariffs=tuple(_missing(known, held, tariffs, parents)),
        unset=_unset(archive, today),
        may_write=may_write(archive),
    )


def _unset(archive: Archive, today: date) -> tuple[ValueKey, ...]:
    rows = archive.query(queries.values)
    return tuple(
        key for key in ValueKey if on(today, [row for row in rows if row.key is key]) is None
    )


def _segments(archive: Archive) -> tuple[str, ...]:
    rows = archive.query(queries.offerings, archive.context().today)
    return tuple(sorted({row.segment for row in rows if row.segment}))


def _of_pair(rates: Sequence[RegimeRateRow], regime: str, category: str) -> list[RegimeRateRow]:
    return [row for row in rates if (row.regime_code, row.category_code) == (regime, category)]


def _missing(
    known: Known,
    rates: Mapping[tuple[str, str], RegimeRateRow],
    tariffs: Sequence[TariffRow],
    parents: Mapping[str, str | None],
) -> Iterator[MissingTariff]:
    """A category without an own tariff takes that of the category above it."""
    there = {
        (row.regime_code, row.category_code)
        for row in tariffs
        if row.valid_from <= known.today and (row.ended_on is None or row.ended_on >= known.today)
    }
    for regime in known.regimes:
        for category in known.categories:
            rate = rates.get((regime.code, category.code))
            above = parents.get(category.code)
            has_own = {(regime.code, category.code), (regime.code, above)} & there
            if rate is not None and rate.billable is Billable.YES and not has_own:
                yield MissingTariff(
                    category_code=category.code,
                    regime_code=regime.code,
                    name=f"{category.name}, {regime.name}",
                )


def _lines(archive: Archive, known: Known) -> Mapping[DatedKind, list[Line]]:
    names = _Names(known)
    rows: Mapping[DatedKind, Sequence[Any]] = {
        DatedKind.CATEGORY: archive.query(queries.all_categories),
        DatedKind.COVERED_NEED: archive.query(queries.covered_needs),
        DatedKind.REGIME: archive.query(queries.all_regimes),
        DatedKind.REGIME_RATE: archive.query(queries.rates),
        DatedKind.TARIFF: archive.query(queries.tariffs),
        DatedKind.VALUE: archive.query(queries.values),
        DatedKind.REMEDY: archive.query(queries.remedies),
    }
    return {kind: list(names.lines(kind, found)) for kind, found in rows.items()}


class _Names:
    """Rows of the catalogue in words."""

    def __init__(self, known: Known) -> None:
        self._today = known.today
        self._categories = {row.code: row.name for row in known.categories}
        self._regimes = {row.code: row.name for row in known.regimes}

    def lines(self, kind: DatedKind, rows: Sequence[Any]) -> Iterator[Line]:
        """In the order of the rows; a value is of today if no later one of its subject began."""
        for row in rows:
            what, value = self._said(kind, row)
            same = [one for one in rows if self._said(kind, one)[0] == what]
            yield Line(
                row=row,
                what=what,
                value=value,
                source=_source(row),
                holds=on(self._today, same) is row,
            )

    def _category(self, code: str) -> str:
        return self._categories.get(code, code)

    def _said(self, kind: DatedKind, row: Any) -> tuple[str, str]:
        """What it is about, and the value."""
        if kind is DatedKind.CATEGORY:
            above = f", gehört zu {self._category(row.parent_code)}" if row.parent_code else ""
            return self._category(row.code), f"{texts.word(row.financing)}{above}"
        if kind is DatedKind.COVERED_NEED:
            segment = f": {row.segment}" if row.segment else ""
            return f"{self._category(row.category_code)}{segment}", row.reason or "Bedarf gedeckt"
        if kind is DatedKind.REGIME:
            return self._regimes.get(row.code, row.code), row.citation
        if kind is DatedKind.VALUE:
            return texts.word(row.key), value_words(row.key, row.value)
        if kind is DatedKind.REMEDY:
            return "Rechtsmittelbelehrung", row.text
        return self._money(row)

    def _money(self, row: RegimeRateRow | TariffRow) -> tuple[str, str]:
        regime = self._regimes.get(row.regime_code, row.regime_code)
        pair = f"{self._category(row.category_code)}, {regime}"
        if isinstance(row, RegimeRateRow):
            return pair, rate_cell(row)
        return f"{pair}, {texts.per_unit(row.unit)}", f"CHF {german.amount(row.amount)}"


def rate_cell(row: RegimeRateRow | None) -> str:
    """«50,0 %», «nicht abrechenbar», «Ansatz fehlt»."""
    if row is None or (row.billable is Billable.YES and row.rate is None):
        return MISSING_RATE
    return texts.word(row.billable) if row.rate is None else german.percent(row.rate)


def terms(row: Any) -> str:
    """What else is agreed on a Maximaltarif: how part of a month counts, and the upper limit."""
    if not isinstance(row, TariffRow):
        return ""
    cap = ""
    if row.cap_kind is not None and row.cap_amount is not None:
        cap = f", höchstens CHF {german.amount(row.cap_amount)} {texts.word(row.cap_kind)}"
    return f"Anteilige Berechnung: {texts.word(row.pro_rata)}{cap}."


def _source(row: Any) -> str:
    citation, source = getattr(row, "citation", ""), getattr(row, "source", "")
    return "; ".join(filter(None, (citation, source)))
