"""A small report with every kind of cell, for the tests of the writers."""

from __future__ import annotations

from datetime import UTC, date, datetime

from sozdesk.documents.report import (
    Chart,
    ChartKind,
    Column,
    Fact,
    Facts,
    Group,
    Heading,
    Kind,
    Paragraph,
    Report,
    Row,
    Series,
    Table,
)

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


def doughnut(*counts: int) -> Chart:
    labels = ("umgesetzt / abgeschlossen", "in Umsetzung", "geplant")
    return Chart(
        kind=ChartKind.DOUGHNUT,
        title="Fast die Hälfte ist umgesetzt",
        unit="Massnahmen",
        categories=("Massnahmen",),
        series=tuple(Series(label, (count,)) for label, count in zip(labels, counts, strict=False)),
        source="Amt, Stand 31.12.2024",
    )


def bars() -> Chart:
    return Chart(
        kind=ChartKind.STACKED_BARS,
        title="Am weitesten ist «Bildung & Beruf»",
        unit="Massnahmen",
        categories=("1 Unterstützung", "2 Bildung & Beruf", "Präventive Massnahmen"),
        series=(
            Series("umgesetzt / abgeschlossen", (3, 5, 0)),
            Series("in Umsetzung", (4, 1, 4)),
        ),
        source="Amt, Stand 31.12.2024",
    )


def small_document(*, sample: bool = False) -> Report:
    """A text document with every kind of block."""
    columns = (
        Column("nummer", "Nr."),
        Column("massnahme", "Massnahme", wide=True),
        Column("betrag", "Betrag", Kind.AMOUNT),
    )
    rows: tuple[Row | Group, ...] = (
        Group("1 Unterstützung"),
        ("1.1", "Grundbedarf <anpassen> & mehr", 123450),
        ("1.2", "Austrittsschwelle untersuchen", None),
    )
    table = Table(title="Alle Massnahmen", columns=columns, rows=rows, notes=("Eine Anmerkung.",))
    return Report(
        title="Umsetzungsstand & Ausblick",
        subtitle="Bericht",
        created=CREATED,
        dated=date(2024, 12, 31),
        facts=(Fact("Herausgegeben von", "Amt"),),
        body=(
            Heading(1, "Einleitung"),
            Paragraph("Erster Absatz.\nNach einem Umbruch."),
            Heading(1, "Stand"),
            Heading(2, "Insgesamt"),
            doughnut(19, 21),
            bars(),
            Heading(2, "Übersicht"),
            table,
            Heading(1, "Anhang"),
            Heading(2, "Unterstützung"),
            Heading(3, "1.1 Grundbedarf", numbered=False),
            Facts((Fact("Priorität", "Erste"), Fact("Verweise", "Postulat 2020/501\n§ 6 SHG"))),
        ),
        tables=(table,),
        charts=(doughnut(19, 21), bars()),
        stamp="Entwurf",
        sample=sample,
    )
