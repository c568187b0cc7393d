"""How the limits were found, as a table: for the pdf and for the screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sozdesk.documents.report import Column, Kind, Row, Table
from sozdesk.features.rent_limits import rules, texts
from sozdesk.features.rent_limits.terms import (
    Category,
    ComparisonBasis,
    Declaration,
    Derivation,
    IndexBasis,
    QuantileBasis,
)
from sozdesk.kernel import german

_HOUSEHOLD = Column("haushalt", "Haushalt")
_RESULT = Column("ergebnis", "Ergebnis", Kind.AMOUNT)


def derivation_table(derivation: Derivation, declared: Declaration) -> Table:
    """The derivation; below it where the declared amounts differ from what was derived."""
    basis = derivation.basis
    if isinstance(basis, QuantileBasis):
        columns, rows, notes = _offers(basis)
    elif isinstance(basis, IndexBasis):
        columns, rows, notes = _index(basis, derivation.amounts)
    else:
        columns, rows, notes = _comparison(basis, derivation.amounts)
    number = rules.number_used(derivation)
    return Table(
        title="Herleitung",
        intro=f"{texts.how_derived(derivation, number)}.",
        columns=columns,
        rows=rows,
        notes=(*notes, *_differing(derivation, declared)),
    )


_Parts = tuple[tuple[Column, ...], tuple[Row, ...], tuple[str, ...]]


def _offers(basis: QuantileBasis) -> _Parts:
    lines = rules.lines_of(basis)
    columns = (
        _HOUSEHOLD,
        Column("zimmer", "Zimmer"),
        Column("spanne", "Nettomieten von bis"),
        Column("quantil", "Quantil", Kind.AMOUNT),
        _RESULT,
        Column("anteil", "Inserate bis zum Ergebnis"),
    )
    rows: tuple[Row, ...] = tuple(
        (
            texts.word(line.rooms.size),
            texts.range_words(line.rooms),
            texts.span(german.short_amount(line.least), german.short_amount(line.most)),
            line.quantile,
            line.limit,
            f"{line.below} von {line.count} ({german.percent(line.chance)})",
        )
        for line in lines
    )
    how = (
        f"Quantil {basis.percent} %: die kleinste angebotene Nettomiete, bei der mindestens "
        f"{basis.percent} % der Inserate nicht mehr kosten. Das Ergebnis ist auf "
        f"{german.short_amount(basis.step)} Franken gerundet und kann darunter liegen; die letzte "
        "Spalte zählt die Inserate bis zum Ergebnis."
    )
    further = (
        texts.short_words(rules.short_sizes(lines, basis.percent), basis.percent),
        texts.unsuited_words(rules.unsuited_rooms(basis.offers, basis.ranges)),
        f"Quelle der Inserate: {basis.source}" if basis.source else "",
    )
    return columns, rows, (how, *(f"{one}." for one in further if one))


def _index(basis: IndexBasis, amounts: Mapping[Category, int]) -> _Parts:
    columns = (_HOUSEHOLD, Column("bisher", "bisher", Kind.AMOUNT), _RESULT)
    rows: tuple[Row, ...] = tuple(
        (texts.word(category), basis.old.get(category), amounts[category])
        for category in _in_order(amounts)
    )
    how = (
        f"Bisher × {texts.index_figure(basis.now.value)} ÷ {texts.index_figure(basis.base.value)}."
    )
    stands = (
        f"{texts.index_stand(value)}: {value.source}."
        for value in (basis.base, basis.now)
        if value.source
    )
    return columns, rows, (how, *stands)


def _comparison(basis: ComparisonBasis, amounts: Mapping[Category, int]) -> _Parts:
    rows: tuple[Row, ...] = tuple(
        (texts.word(category), amounts[category]) for category in _in_order(amounts)
    )
    names = f"Gemeinden: {german.enumeration(list(basis.names))}."
    return (_HOUSEHOLD, _RESULT), rows, (names,)


def _differing(derivation: Derivation, declared: Declaration) -> Iterator[str]:
    """Where somebody set another limit: «3 Personen 1'300 statt 1'280»."""
    if (declared.rent_kind, declared.interval) != (derivation.rent_kind, derivation.interval):
        yield f"Die Herleitung gilt {texts.word(derivation.rent_kind)} {texts.word(derivation.interval)}."
        return
    others = [
        f"{texts.word(category)} {german.short_amount(now)} statt {german.short_amount(derived)}"
        for category, derived in derivation.amounts.items()
        if (now := declared.amounts.get(category)) is not None and now != derived
    ]
    if others:
        yield f"Abweichend festgelegt: {german.enumeration(others)}."


def _in_order(amounts: Mapping[Category, int]) -> list[Category]:
    return [category for category in Category if category in amounts]
