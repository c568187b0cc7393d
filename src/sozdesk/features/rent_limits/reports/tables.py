"""The tables about the limits of a year: one table per question, one line per municipality."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from sozdesk.documents.report import Column, Group, Kind, Row, Table
from sozdesk.features.rent_limits.reports import lines, subsidy
from sozdesk.features.rent_limits.terms import (
    MAIN_CATEGORIES,
    OPTIONAL_CATEGORIES,
    Category,
    OverviewRow,
    RoundRow,
)
from sozdesk.features.rent_limits.texts import word
from sozdesk.kernel import german

_MIXED = (
    "«Basis gemischt»: im einen Jahr netto, im andern brutto. Die Beträge sind nicht vergleichbar. "
    "Beträge pro Monat und pro Jahr werden über ein ganzes Jahr verglichen."
)
_DISTRICT = Column("bezirk", "Bezirk")
_NAME = (Column("bfs_gemeindenummer", "BFS-Nr.", Kind.INTEGER), Column("gemeinde", "Gemeinde"))

Line = Callable[[OverviewRow], Row]
"""The cells of one municipality behind its name and district."""


class Layout:
    """Puts lines of municipalities in German order, in one list or grouped by district."""

    def __init__(self, rows: Sequence[OverviewRow], *, by_district: bool) -> None:
        self.rows = sorted(rows, key=lambda row: german.sort_key(row.official_name))
        self.by_district = by_district

    def columns(self, *own: Column) -> tuple[Column, ...]:
        """Number and name (and district, where it is no group), then the table's own columns."""
        return (*_NAME, *([] if self.by_district else [_DISTRICT]), *own)

    def lines(
        self, line: Line, wanted: Callable[[OverviewRow], object] = bool
    ) -> tuple[Row | Group, ...]:
        """The rows of a table; ``wanted`` leaves municipalities out."""
        rows = [row for row in self.rows if wanted(row)]
        if not self.by_district:
            return tuple(
                (row.bfs_number, row.official_name, row.district, *line(row)) for row in rows
            )
        return tuple(self._grouped(rows, line))

    def _grouped(self, rows: Sequence[OverviewRow], line: Line) -> Iterable[Row | Group]:
        for district in sorted({row.district for row in rows}, key=german.sort_key):
            yield Group(f"Bezirk {district}")
            for row in rows:
                if row.district == district:
                    yield (row.bfs_number, row.official_name, *line(row))


def declared(layout: Layout, found: RoundRow, missing_reasons: Mapping[int, str]) -> Table:
    """What every municipality declared; ``missing_reasons`` (BFS number → reason) stand beside."""
    categories = _categories(layout.rows)

    def line(row: OverviewRow) -> Row:
        return (
            lines.state(row),
            *lines.basis(row),
            *lines.amounts(row, categories),
            lines.change_span(row),
            lines.remark(row, missing_reasons.get(row.bfs_number, ""), found.valid_from),
        )

    return Table(
        title="Grenzwerte",
        intro="Beträge in Franken, netto oder brutto, pro Monat oder pro Jahr: so wie deklariert.",
        columns=layout.columns(
            Column("stand", "Stand"),
            Column("basis", "netto/brutto"),
            Column("einheit", "pro Monat/Jahr"),
            *(Column(category.value, word(category), Kind.AMOUNT) for category in categories),
            Column("veraenderung", f"Veränderung zu {found.year - 1}"),
            Column("bemerkung", "Bemerkung", wide=True),
        ),
        rows=layout.lines(line),
    )


def _categories(rows: Iterable[OverviewRow]) -> tuple[Category, ...]:
    """The six that everyone answers, and those optional ones that somebody declared."""
    declared = {category for row in rows if row.current for category in row.current.amounts}
    return (*MAIN_CATEGORIES, *(extra for extra in OPTIONAL_CATEGORIES if extra in declared))


def changes(layout: Layout, year: int) -> Table:
    """The change to last year in percent."""
    categories = _categories(layout.rows)

    def line(row: OverviewRow) -> Row:
        return (*lines.changes(row, categories), lines.comparison(row))

    return Table(
        title="Veränderung",
        intro=f"Veränderung zu {year - 1} in Prozent, nur bei gleicher Basis in beiden Jahren.",
        columns=layout.columns(
            *(Column(category.value, word(category), Kind.CHANGE) for category in categories),
            Column("vergleich", "Vergleich", wide=True),
        ),
        rows=layout.lines(line, lines.has_amounts),
        notes=(_MIXED,),
    )


def grounds(layout: Layout) -> Table:
    """On which basis the limits were found, and the Beschluss."""
    return Table(
        title="Basis und Beschluss",
        intro="Auf welcher Basis die Grenzwerte festgelegt sind und wer sie beschlossen hat.",
        columns=layout.columns(
            Column("gueltig_ab", "gültig ab", Kind.DATE),
            Column("methode", "Basis", wide=True),
            Column("zuletzt_ueberprueft", "unverändert, überprüft am", Kind.DATE),
            Column("beschluss_vom", "Beschluss vom", Kind.DATE),
            Column("beschluss_durch", "Beschluss durch"),
            Column("beschluss_nummer", "Nummer"),
        ),
        rows=layout.lines(lines.grounds, lines.has_amounts),
    )


def converted(layout: Layout) -> Table:
    """The other basis, where it or the Nebenkosten are stated."""

    def line(row: OverviewRow) -> Row:
        return lines.converted(row, MAIN_CATEGORIES)

    return Table(
        title="Umgerechnet",
        intro=(
            "Die Grenzwerte auf der andern Basis: so wie die Gemeinde sie selber angibt, sonst "
            "gerechnet mit den Nebenkosten, die sie angibt. Deklariert sind nur die Beträge in der Tabelle «Grenzwerte»."
        ),
        columns=layout.columns(
            Column("basis", "deklariert"),
            Column("umgerechnet", "umgerechnet auf"),
            Column("einheit", "pro Monat/Jahr"),
            *_amount_columns("umgerechnet"),
            Column("herkunft", "Herkunft", wide=True),
        ),
        rows=layout.lines(line, lines.has_converted),
    )


def _amount_columns(prefix: str) -> Iterable[Column]:
    for category in MAIN_CATEGORIES:
        yield Column(f"{prefix}_{category}", word(category), Kind.AMOUNT)


def subsidy_table(layout: Layout, day: date) -> Table:
    """Yearly net rents for the Mietzinsbeiträge, as Vo MBG § 1 reckons on ``day``."""
    share = subsidy.ancillary_share(day)

    def line(row: OverviewRow) -> Row:
        return lines.yearly_net(row, MAIN_CATEGORIES, share.share_hundredths)

    percent = german.percent(share.share_hundredths).replace(",0 %", " %")
    return Table(
        title="Jahresnettomiete (Mietzinsbeiträge)",
        intro=(
            f"Jahresnettomiete plus {percent} Nebenkosten, gerechnet nach {share.source}. "
            "Nur wo die Nettomiete deklariert oder angegeben ist oder aus den Nebenkosten folgt."
        ),
        columns=layout.columns(
            Column("basis", "gerechnet aus"),
            *_amount_columns("jahresnettomiete"),
        ),
        rows=layout.lines(line, lines.has_net),
        notes=("Diese Tabelle dient den Mietzinsbeiträgen. Deklariert sind diese Beträge nicht.",),
    )
