"""How two reports differ, as a document."""

from __future__ import annotations

from collections.abc import Iterator

from sozdesk.documents.report import Column, Fact, Report, Row, Table
from sozdesk.features.strategy import rules, texts
from sozdesk.features.strategy.terms import (
    MeasureState,
    PeriodRow,
    ReportComparison,
    ReportImprint,
    ReportMeasure,
)
from sozdesk.features.strategy.texts import report as said


def comparison_report(
    found: ReportComparison, period: PeriodRow, before: str, after: str, imprint: ReportImprint
) -> Report:
    """States, measures and texts that changed; ``before`` and ``after`` name what was compared."""
    made = (_states(found), _measures(found), _texts(found))
    return Report(
        title=said.comparison_title(period),
        created=imprint.now,
        dated=imprint.today,
        facts=(
            Fact("Vorher", before),
            Fact("Nachher", after),
            Fact("Ergebnis", said.counted_changes(found)),
        ),
        tables=tuple(table for table in made if table.rows),
        sample=imprint.sample,
    )


def _states(found: ReportComparison) -> Table:
    return Table(
        title="Stand geändert",
        columns=(*_MEASURE, Column("vorher", "Vorher"), Column("nachher", "Nachher")),
        rows=tuple(
            (one.number, one.title, _word(one.before, found), _word(one.after, found))
            for one in found.states
        ),
    )


def _measures(found: ReportComparison) -> Table:
    return Table(
        title="Neu und entfallen",
        columns=(*_MEASURE, Column("was", "Was"), Column("stand", said.STATE)),
        rows=(
            *_listed(found, found.added, "neu"),
            *_listed(found, found.removed, "entfallen"),
        ),
    )


def _listed(found: ReportComparison, rows: tuple[ReportMeasure, ...], what: str) -> Iterator[Row]:
    for one in rows:
        yield one.number, one.title, what, _word(one.state, found)


def _word(state: MeasureState, found: ReportComparison) -> str:
    return texts.state_words(state, fine=found.fine)


def _texts(found: ReportComparison) -> Table:
    return Table(
        title="Texte geändert",
        columns=(Column("stelle", "Stelle"), Column("aenderung", "Änderung", wide=True)),
        rows=tuple((one.place, said.marked(rules.shortened(one.pieces))) for one in found.texts),
    )


_MEASURE = (Column("nummer", "Nr."), Column("massnahme", "Massnahme", wide=True))
