"""The report on a period as a text document: chapters that people wrote, everything else counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sozdesk.documents.report import (
    Block,
    Chart,
    Column,
    Fact,
    Facts,
    Group,
    Heading,
    Paragraph,
    Report,
    Row,
    Table,
)
from sozdesk.features.strategy import rules, texts
from sozdesk.features.strategy.reports.counts import report_charts
from sozdesk.features.strategy.reports.data import report_tables
from sozdesk.features.strategy.terms import (
    CarryOverRow,
    ChapterKey,
    FieldRow,
    MeasureRow,
    ReportContent,
    ReportImprint,
    period_name,
)
from sozdesk.features.strategy.texts import report as said
from sozdesk.kernel import german


def measures_report(
    content: ReportContent, imprint: ReportImprint, *, fine: bool = False
) -> Report:
    """The whole report for every writer.

    ``fine`` tells «umgesetzt» and «abgeschlossen ohne Umsetzung» apart and names the reasons.
    """
    view = content.view
    charts = report_charts(view)
    return Report(
        title=said.title(view.period),
        subtitle="Bericht zur kantonalen Sozialhilfestrategie",
        created=imprint.now,
        dated=view.as_of,
        facts=_imprint(content, imprint),
        body=tuple(_Document(content, charts, fine=fine).blocks()),
        tables=report_tables(content, fine=fine),
        charts=charts,
        stamp=said.stamp(content, imprint),
        notes=tuple(note for note in (said.expected(view.period),) if note),
        sources=(view.period.source,) if view.period.source else (),
        sample=imprint.sample,
    )


def _imprint(content: ReportContent, imprint: ReportImprint) -> tuple[Fact, ...]:
    """The lines of the title page."""
    period = content.view.period
    office, whose = said.office_fact(imprint)
    facts = {
        "Bearbeitungsstand": "" if imprint.extract else said.stage_words(content.stage),
        said.LAST_DECISION: said.stage_words(content.decision) if content.decision else "",
        "Version": str(imprint.number or ""),
        "Datum": german.day(imprint.today),
        office: whose,
        "Grundlage der Angaben": period.source,
    }
    return tuple(Fact(label, value) for label, value in facts.items() if value)


class _Document:
    """One pass through the chapters, with the bound figures of the day."""

    def __init__(self, content: ReportContent, charts: tuple[Chart, ...], *, fine: bool) -> None:
        self.content, self.charts, self.fine = content, charts, fine
        self.view = content.view
        self.figures: Mapping[str, str] = rules.figures(content.view)
        self.written = {row.key: row.text for row in content.chapters}
        self.by_field = {
            field.number: tuple(
                row for row in self.view.measures if row.field_number == field.number
            )
            for field in self.view.fields
        }

    def blocks(self) -> Iterator[Block]:
        """Title page and table of contents are made by the writers."""
        yield Heading(1, texts.word(ChapterKey.INTRODUCTION))
        yield from self._chapter(ChapterKey.INTRODUCTION)
        yield from self._state()
        yield Heading(1, "Umsetzungsstand pro Handlungsfeld")
        for field in self.view.fields:
            yield from self._field(field)
        yield Heading(1, texts.word(ChapterKey.OUTLOOK))
        yield from self._chapter(ChapterKey.OUTLOOK)
        yield from self._outlook()
        yield Heading(1, "Anhang: die Massnahmen im Einzelnen")
        for field in self.view.fields:
            yield Heading(2, said.field_title(field))
            yield from self._annex(self.by_field[field.number])

    def _chapter(self, key: ChapterKey) -> Iterator[Block]:
        """What was written, in paragraphs, with its figures."""
        yield from self._prose(self.written[key], said.NO_CHAPTER)

    def _prose(self, text: str, instead: str) -> Iterator[Block]:
        yield from map(Paragraph, rules.paragraphs(text, self.figures) or (instead,))

    def _state(self) -> Iterator[Block]:
        yield Heading(1, "Umsetzungsstand der Massnahmen")
        yield Heading(2, texts.word(ChapterKey.OVERALL))
        if sentence := said.expected(self.view.period):
            yield Paragraph(sentence)
        yield from self._chapter(ChapterKey.OVERALL)
        yield from self.charts
        if self.view.measures:
            yield Heading(2, "Übersicht über alle Massnahmen")
            yield self._overview()

    def _overview(self) -> Table:
        return Table(
            title="Alle Massnahmen mit Priorität und Umsetzungsstand",
            columns=_COLUMNS,
            rows=tuple(self._grouped()),
        )

    def _grouped(self) -> Iterator[Row | Group]:
        for field in self.view.fields:
            if self.by_field[field.number]:
                yield Group(field.label)
                yield from map(self._line, self.by_field[field.number])

    def _line(self, row: MeasureRow) -> Row:
        state = said.state(row, fine=self.fine)
        return (row.number, row.title, texts.priority(row.priority), state)

    def _field(self, field: FieldRow) -> Iterator[Block]:
        yield Heading(2, said.field_title(field))
        yield from self._chapter(ChapterKey(f"field_{field.number}"))
        rows = self.by_field[field.number]
        if not rows:
            yield Paragraph(said.NO_MEASURES)
            return
        counted = rules.tally(rows)
        yield Table(
            title=f"{field.name}: {said.overall_finding(counted.done, counted.total)}",
            columns=_COLUMNS,
            rows=tuple(map(self._line, rows)),
        )

    # -------------------------------------------------------------- outlook

    def _outlook(self) -> Iterator[Block]:
        """What becomes of the measures; nothing if the file knows no period after this one."""
        name = period_name(self.content.next_period)
        ours = [row for row in self.content.carry_overs if self._is_ours(row)]
        if not name or not self.view.measures:
            return
        silent = len(self.view.measures) - len({row.measure_id for row in ours})
        if not ours:
            yield Paragraph(said.uncarried(silent, name))
            return
        yield _carry_over_table(ours, self.view.period.name, name, silent)

    def _is_ours(self, row: CarryOverRow) -> bool:
        return row.measure_period == self.view.period.code

    # -------------------------------------------------------------- annex

    def _annex(self, rows: Iterable[MeasureRow]) -> Iterator[Block]:
        nothing = True
        for row in rows:
            nothing = False
            yield Heading(3, texts.measure_label(row.number, row.title), numbered=False)
            yield _facts(
                ("Ziel", row.aim),
                ("Priorität", texts.priority(row.priority)),
                ("Umsetzungsstand", said.state(row, fine=self.fine)),
                ("Armutsstrategie", said.poverty(row)),
                ("Horizont", texts.word(row.horizon) if row.horizon else ""),
                ("Zuständig", row.responsible_body),
            )
            yield from self._prose(row.status.text if row.status else "", said.NO_TEXT)
            links = self._links(row)
            if links.lines:
                yield links
        if nothing:
            yield Paragraph(said.NO_MEASURES)

    def _links(self, row: MeasureRow) -> Facts:
        lines = [
            one for one in self.content.carry_overs if row.id in (one.measure_id, one.target_id)
        ]
        return _facts(*said.links(row, self.content, lines).items())


_COLUMNS = (
    Column("nummer", "Nr."),
    Column("massnahme", "Massnahme", wide=True),
    Column("prioritaet", "Priorität"),
    Column("umsetzungsstand", said.STATE),
)


def _facts(*lines: tuple[str, str]) -> Facts:
    """Only what is known."""
    return Facts(tuple(Fact(label, value) for label, value in lines if value))


def _carry_over_table(rows: Sequence[CarryOverRow], before: str, after: str, silent: int) -> Table:
    """From measure to measure; without the column of the targets while none is known."""
    known = any(row.target_id for row in rows)
    targets = [Column("ziel", f"Massnahme {after}", wide=True)] if known else []
    notes = [] if known else [said.no_targets(after)]
    return Table(
        title=f"Was aus den Massnahmen in der Periode {after} wird",
        columns=(
            Column("massnahme", f"Massnahme {before}", wide=True),
            Column("weiterfuehrung", "Weiterführung"),
            *targets,
            Column("grund", "Begründung", wide=True),
        ),
        rows=tuple(
            (
                texts.measure_label(row.measure_number, row.measure_title),
                texts.word(row.kind),
                *([said.target(row)] if known else []),
                row.reason,
            )
            for row in rows
        ),
        notes=(*notes, *([said.uncarried(silent, after)] if silent else [])),
    )
