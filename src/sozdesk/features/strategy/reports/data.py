"""The report as data: one sheet of a workbook per table, flat, to be filtered and counted again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sozdesk.documents.report import Column, Kind, Row, Table
from sozdesk.features.strategy import rules, texts
from sozdesk.features.strategy.rules import Tally
from sozdesk.features.strategy.terms import MeasureRow, ReportContent, period_name
from sozdesk.features.strategy.texts import report as said


def report_tables(content: ReportContent, *, fine: bool = False) -> tuple[Table, ...]:
    """Figures, measures, and what hangs on them; a table without rows is left out."""
    made = (
        figures_table(content),
        _measures(content, fine=fine),
        _texts(content),
        _references(content),
        _relations(content),
        _carry_overs(content),
    )
    return tuple(table for table in made if table.rows)


def figures_table(content: ReportContent) -> Table:
    """The counts behind every figure of the report and its charts."""
    return Table(
        title="Zahlen",
        columns=(
            Column("gruppe", "Gruppe"),
            Column("bereich", "Bereich"),
            Column("massnahmen", said.MEASURES, Kind.INTEGER),
            Column("umgesetzt_abgeschlossen", texts.DONE, Kind.INTEGER),
            Column("in_umsetzung", "in Umsetzung", Kind.INTEGER),
            Column("geplant", "geplant", Kind.INTEGER),
            Column("weitergefuehrt", "weitergeführt", Kind.INTEGER),
        ),
        rows=tuple(_figures(content)),
    )


def _figures(content: ReportContent) -> Iterator[Row]:
    view = content.view
    yield _counts("Alle", "Alle Massnahmen", rules.tally(view.measures))
    counted = rules.by_field(view.measures, [field.number for field in view.fields])
    for field in view.fields:
        yield _counts("Handlungsfeld", field.label, counted[field.number])
    for name, one in zip(
        said.PRIORITY_CATEGORIES, rules.by_priority(view.measures).values(), strict=True
    ):
        yield _counts("Priorität", name, one)
    poverty = rules.tally(row for row in view.measures if row.from_poverty_strategy)
    yield _counts(texts.POVERTY_STRATEGY, "Bezug zur Armutsstrategie", poverty)


def _counts(group: str, name: str, one: Tally) -> Row:
    return (group, name, one.total, one.done, one.in_progress, one.planned, one.continued)


def _measures(content: ReportContent, *, fine: bool) -> Table:
    names = {field.number: field.label for field in content.view.fields}
    filled = rules.figures(content.view)
    return Table(
        title=said.MEASURES,
        columns=(
            Column("nummer", "Nr."),
            Column("handlungsfeld", "Handlungsfeld"),
            Column("massnahme", "Massnahme", wide=True),
            Column("prioritaet", "Priorität"),
            Column("umsetzungsstand", said.STATE),
            Column("stand_vom", "Stand vom", Kind.DATE),
            Column("armutsstrategie", texts.POVERTY_STRATEGY),
            Column("horizont", "Horizont"),
            Column("zustaendig", "Zuständige Stelle"),
            Column("ziel", "Ziel", wide=True),
            Column("bericht", "Bericht", wide=True),
        ),
        rows=tuple(
            _measure(row, names[row.field_number], filled, fine=fine)
            for row in content.view.measures
        ),
    )


def _measure(row: MeasureRow, field: str, figures: Mapping[str, str], *, fine: bool) -> Row:
    return (
        row.number,
        field,
        row.title,
        texts.priority(row.priority),
        said.state(row, fine=fine),
        row.status.as_of if row.status else None,
        texts.word(row.poverty_strategy),
        texts.word(row.horizon) if row.horizon else "",
        row.responsible_body,
        row.aim,
        rules.filled(row.status.text, figures) if row.status else "",
    )


def _texts(content: ReportContent) -> Table:
    filled = rules.figures(content.view)
    return Table(
        title="Texte",
        columns=(
            Column("kapitel", "Kapitel"),
            Column("absatz", "Absatz", Kind.INTEGER),
            Column("text", "Text", wide=True),
        ),
        rows=tuple(
            (texts.word(row.key), number, paragraph)
            for row in content.chapters
            for number, paragraph in enumerate(rules.paragraphs(row.text, filled), 1)
        ),
    )


def _references(content: ReportContent) -> Table:
    return Table(
        title="Verweise",
        columns=(
            *_WHICH,
            Column("art", "Art"),
            Column("geschaeft", "Nummer"),
            Column("titel", "Titel", wide=True),
            Column("datum", "Datum", Kind.DATE),
        ),
        rows=tuple(
            (*_which(measure), texts.word(row.kind), row.number, row.title, row.dated)
            for measure in content.view.measures
            for row in content.references.get(measure.id, ())
        ),
    )


def _relations(content: ReportContent) -> Table:
    return Table(
        title="Beziehungen",
        columns=(
            *_WHICH,
            Column("art", "Beziehung"),
            Column("andere_nummer", "Nr."),
            Column("andere", "Massnahme", wide=True),
        ),
        rows=tuple(
            (*_which(measure), texts.word(row.kind), row.number, row.title)
            for measure in content.view.measures
            for row in content.relations.get(measure.id, ())
            if not row.incoming
        ),
    )


def _carry_overs(content: ReportContent) -> Table:
    return Table(
        title="Weiterführung",
        columns=(
            Column("von_periode", "Von Periode"),
            Column("nummer", "Nr."),
            Column("massnahme", "Massnahme", wide=True),
            Column("art", "Weiterführung"),
            Column("in_periode", "In Periode"),
            Column("ziel", "Massnahme dort", wide=True),
            Column("grund", "Begründung", wide=True),
        ),
        rows=tuple(
            (
                period_name(row.measure_period),
                row.measure_number,
                row.measure_title,
                texts.word(row.kind),
                period_name(row.target_period),
                said.target(row),
                row.reason,
            )
            for row in content.carry_overs
        ),
    )


_WHICH = (Column("nummer", "Nr."), Column("massnahme", "Massnahme", wide=True))


def _which(measure: MeasureRow) -> tuple[str, str]:
    return measure.number, measure.title
