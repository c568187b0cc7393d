"""The overview of one year: what every municipality declared, one table per question.

Everything stands as declared. Reasons and Prüfhinweise of the office are not part of it, because
the overview leaves the house.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime

from sozdesk.documents.report import Column, Fact, Group, Kind, Report, Row, Table
from sozdesk.features.rent_limits.reports import lines, subsidy
from sozdesk.features.rent_limits.terms import (
    MAIN_CATEGORIES,
    OPTIONAL_CATEGORIES,
    Category,
    OverviewRow,
    ReturnState,
    RoundRow,
)
from sozdesk.features.rent_limits.texts import word
from sozdesk.kernel import german

SOURCE = "Selbstdeklaration der Gemeinden; vom Kanton nicht standardmässig überprüft"
_MIXED = (
    "«Basis gemischt»: im einen Jahr netto, im andern brutto. Die Beträge sind nicht vergleichbar. "
    "Beträge pro Monat und pro Jahr werden über ein ganzes Jahr verglichen."
)
_AUTONOMY = (
    "Die Gemeinden legen die Mietzinsgrenzwerte selber fest. Im Einzelfall wird geprüft, ob eine "
    "höhere Miete gerechtfertigt ist."
)
_NET_AND_GROSS = "Netto: ohne Nebenkosten. Brutto: mit Nebenkosten."

_DISTRICT = Column("bezirk", "Bezirk")
_NAME = (Column("bfs_gemeindenummer", "BFS-Nr.", Kind.INTEGER), Column("gemeinde", "Gemeinde"))

Line = Callable[[OverviewRow], Row]
"""The cells of one municipality behind its name and district."""


def overview_report(
    rows: Sequence[OverviewRow],
    found: RoundRow,
    now: datetime,
    *,
    today: date,
    sample: bool,
    missing_reason: str = "",
    by_district: bool = False,
) -> Report:
    """The overview of the Erhebung ``found`` on the day ``today`` (printed as «Stand»).

    ``now`` (UTC) goes into the properties of the files. ``missing_reason`` is printed beside the
    municipalities without a declaration. ``by_district`` groups the tables by district.
    """
    layout = _Layout(rows, by_district)
    return Report(
        title=f"Mietzinsgrenzwerte {found.year}",
        subtitle="Übersicht über die Gemeinden, Werte wie deklariert",
        created=now,
        dated=today,
        facts=_facts(rows, found, missing_reason),
        tables=_tables(layout, found, missing_reason),
        notes=(_AUTONOMY, _NET_AND_GROSS),
        sources=(SOURCE,),
        sample=sample,
    )


class _Layout:
    """Puts lines of municipalities in German order, in one list or grouped by district."""

    def __init__(self, rows: Sequence[OverviewRow], by_district: bool) -> None:
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


def _tables(layout: _Layout, found: RoundRow, missing_reason: str) -> tuple[Table, ...]:
    tables = [
        _declared(layout, found.year, missing_reason),
        *([_changes(layout, found.year)] if any(row.previous for row in layout.rows) else []),
        _grounds(layout),
        _converted(layout),
        _subsidy(layout, found.valid_from),
    ]
    return tuple(table for table in tables if table.rows)


def _declared(layout: _Layout, year: int, missing_reason: str) -> Table:
    categories = _categories(layout.rows)

    def line(row: OverviewRow) -> Row:
        return (
            lines.state(row),
            *lines.basis(row),
            *lines.amounts(row, categories),
            lines.change_span(row),
            lines.remark(row, missing_reason),
        )

    return Table(
        title="Grenzwerte",
        intro="Beträge in Franken, netto oder brutto, pro Monat oder pro Jahr: so wie deklariert.",
        columns=layout.columns(
            Column("stand", "Stand"),
            Column("basis", "netto/brutto"),
            Column("einheit", "pro Monat/Jahr"),
            *(Column(category.value, word(category), Kind.AMOUNT) for category in categories),
            Column("veraenderung", f"Veränderung zu {year - 1}"),
            Column("bemerkung", "Bemerkung", wide=True),
        ),
        rows=layout.lines(line),
    )


def _categories(rows: Iterable[OverviewRow]) -> tuple[Category, ...]:
    """The six that everyone answers, and those optional ones that somebody declared."""
    declared = {category for row in rows if row.current for category in row.current.amounts}
    return (*MAIN_CATEGORIES, *(extra for extra in OPTIONAL_CATEGORIES if extra in declared))


def _changes(layout: _Layout, year: int) -> Table:
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


def _grounds(layout: _Layout) -> Table:
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


def _converted(layout: _Layout) -> Table:
    def line(row: OverviewRow) -> Row:
        return lines.converted(row, MAIN_CATEGORIES)

    return Table(
        title="Umgerechnet",
        intro=(
            "Umgerechnet auf die andere Basis, mit den Nebenkosten, welche die Gemeinde angibt. "
            "Deklariert sind nur die Beträge in der Tabelle «Grenzwerte»."
        ),
        columns=layout.columns(
            Column("basis", "deklariert"),
            Column("umgerechnet", "umgerechnet auf"),
            Column("einheit", "pro Monat/Jahr"),
            *_amount_columns("umgerechnet"),
        ),
        rows=layout.lines(line, lines.has_converted),
    )


def _amount_columns(prefix: str) -> Iterable[Column]:
    for category in MAIN_CATEGORIES:
        yield Column(f"{prefix}_{category}", word(category), Kind.AMOUNT)


def _subsidy(layout: _Layout, day: date) -> Table:
    share = subsidy.ancillary_share(day)

    def line(row: OverviewRow) -> Row:
        return lines.yearly_net(row, MAIN_CATEGORIES, share.share_hundredths)

    percent = german.percent(share.share_hundredths).replace(",0 %", " %")
    return Table(
        title="Jahresnettomiete (Mietzinsbeiträge)",
        intro=(
            f"Jahresnettomiete plus {percent} Nebenkosten, gerechnet nach {share.source}. "
            "Nur wo die Nettomiete deklariert ist oder aus den deklarierten Nebenkosten folgt."
        ),
        columns=layout.columns(
            Column("basis", "gerechnet aus"),
            *_amount_columns("jahresnettomiete"),
        ),
        rows=layout.lines(line, lines.has_net),
        notes=("Diese Tabelle dient den Mietzinsbeiträgen. Deklariert sind diese Beträge nicht.",),
    )


def _facts(rows: Sequence[OverviewRow], found: RoundRow, missing_reason: str) -> tuple[Fact, ...]:
    missing = sorted((row.official_name for row in rows if not row.current), key=german.sort_key)
    answered = sum(lines.answered(row) for row in rows)
    facts = [
        Fact("Gültig ab", german.day(found.valid_from)),
        Fact(
            "Rückmeldungen", f"{answered} von {german.plural(len(rows), 'Gemeinde', 'Gemeinden')}"
        ),
    ]
    facts += _counted("Keine Grenzwerte festgelegt", rows, ReturnState.NO_LIMITS)
    facts += _counted("Rückfrage offen", rows, ReturnState.QUERIED)
    if missing:
        reason = f". Grund: {missing_reason}" if missing_reason else ""
        facts.append(Fact("Nicht erfasst", f"{len(missing)} ({', '.join(missing)}){reason}"))
    return tuple(facts)


def _counted(label: str, rows: Sequence[OverviewRow], state: ReturnState) -> list[Fact]:
    number = sum(row.state is state for row in rows)
    return [Fact(label, german.plural(number, "Gemeinde", "Gemeinden"))] if number else []
