"""A small report with every kind of cell, for the tests of the writers."""

from __future__ import annotations

from datetime import UTC, date, datetime

from sozdesk.documents.report import Column, Fact, Group, Kind, Report, Row, Table

CREATED = datetime(2027, 1, 5, 10, 0, tzinfo=UTC)

COLUMNS = (
    Column("bfs_gemeindenummer", "BFS-Nr.", Kind.INTEGER),
    Column("gemeinde", "Gemeinde"),
    Column("wert", "4 Personen", Kind.AMOUNT),
    Column("veraenderung", "Veränderung", Kind.CHANGE),
    Column("gueltig_ab", "gültig ab", Kind.DATE),
    Column("bemerkung", "Bemerkung", wide=True),
)

ROWS: tuple[Row | Group, ...] = (
    Group("Bezirk Arlesheim"),
    (2762, "Allschwil", 123450, 526, date(2027, 1, 1), "neu"),
    (2763, "Arlesheim", 123456750, 0, date(2026, 7, 1), ""),
    Group("Bezirk Laufen"),
    (2781, "Blauen", 90000, -1250, None, "=1+1"),
    (2788, "Liesberg", None, "Basis gemischt", None, "+41 61 552 00 00"),
)


def small_report(*, sample: bool = False, rows: tuple[Row | Group, ...] = ROWS) -> Report:
    return Report(
        title="Grenzwerte & mehr 2027",
        subtitle="Übersicht",
        created=CREATED,
        dated=date(2027, 1, 5),
        facts=(Fact("Rückmeldungen", "3 von 4"),),
        tables=(Table(title="Beträge", columns=COLUMNS, rows=rows, notes=("Eine Anmerkung.",)),),
        notes=("Netto: ohne Nebenkosten.",),
        sources=("Selbstdeklaration der Gemeinden",),
        sample=sample,
    )
