"""The monitoring report on a year: one neutral report for docx, pdf and xlsx."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TypeVar

from sozdesk.documents.docx import write_docx
from sozdesk.documents.pdf import write_pdf
from sozdesk.documents.report import (
    Block,
    Chart,
    ChartKind,
    Column,
    Fact,
    Heading,
    Kind,
    Paragraph,
    Report,
    Row,
    Series,
    Table,
    Value,
)
from sozdesk.documents.xlsx import write_xlsx
from sozdesk.features.offerings import rules
from sozdesk.features.offerings.rules import Published
from sozdesk.features.offerings.terms import (
    CategoryCount,
    CategoryFigures,
    Monitoring,
    MonitoringImprint,
    UnevenReport,
)
from sozdesk.features.offerings.texts import monitoring as said
from sozdesk.kernel import german
from sozdesk.kernel.errors import Cancelled

Progress = Callable[[int, int], None]
_Key = TypeVar("_Key", int, str)
WRITERS: Mapping[str, Callable[[Report], bytes]] = {
    "docx": write_docx,
    "pdf": write_pdf,
    "xlsx": write_xlsx,
}
"""Ending of the name → what writes it."""


def _unwatched(done: int, total: int) -> None:
    """Nobody watches."""


def _never() -> bool:
    return False


def monitoring_files(
    content: Monitoring,
    imprint: MonitoringImprint,
    endings: Sequence[str],
    progress: Progress = _unwatched,
    cancelled: Callable[[], bool] = _never,
) -> tuple[tuple[str, bytes], ...]:
    """Name and bytes of the report in each of the ``endings`` of :data:`WRITERS`.

    Raises:
        Cancelled: as soon as ``cancelled()`` says so.
    """
    report = monitoring_report(content, imprint)
    name = f"monitoring_angebote_{content.year}{'' if imprint.public else '_intern'}"
    files = []
    for number, ending in enumerate(endings):
        if cancelled():
            raise Cancelled
        progress(number, len(endings))
        files.append((f"{name}.{ending}", WRITERS[ending](report)))
    return tuple(files)


def monitoring_report(content: Monitoring, imprint: MonitoringImprint) -> Report:
    """The whole report; the public one leaves small counts of persons out."""
    made = _Document(content, public=imprint.public)
    return Report(
        title=said.title(content.year),
        created=imprint.now,
        dated=imprint.today,
        facts=(
            Fact("Berichtsjahr", str(content.year)),
            Fact("Grundlage", said.received(content)),
            Fact("Verwendung", said.use(imprint)),
            Fact("Verfasst von", imprint.office),
            Fact("Datum", german.day(imprint.today)),
        ),
        body=tuple(made.blocks()),
        tables=tuple(made.tables()),
        charts=made.charts,
        stamp="" if imprint.public else said.INTERNAL,
        sources=(said.SOURCE,),
        sample=imprint.sample,
    )


class _Document:
    """One pass through the figures, with what may be shown."""

    def __init__(self, content: Monitoring, *, public: bool) -> None:
        self.content, self.public = content, public
        self.charts = monitoring_charts(content)
        self.years = range(content.first_year, content.year + 1)

    # -------------------------------------------------------------- what may be shown

    @cached_property
    def _by_town(self) -> Published[int]:
        return self._published({one.bfs_number: one.assignments for one in self.content.municipal})

    @cached_property
    def _by_category(self) -> Published[str]:
        return self._published({one.code: one.assignments or 0 for one in self.content.figures})

    @cached_property
    def _participants(self) -> Published[str]:
        return self._published({one.code: one.participants or 0 for one in self.content.figures})

    def _published(self, counts: Mapping[_Key, int]) -> Published[_Key]:
        """Everything in the internal report: no count is small there."""
        return rules.publish_counts(counts, self.content.threshold if self.public else 0)

    @property
    def withheld(self) -> bool:
        """A total that must not be told in one table must not be told in another one."""
        return self._by_town.total is None or self._by_category.total is None

    def _note(self, *told: Published[int] | Published[str]) -> tuple[str, ...]:
        """Why some of what a table tells is left out."""
        threshold = self.content.threshold
        if self.withheld:
            return (self._reason(),)
        hides = any(None in one.counts.values() for one in told)
        return (said.small(threshold),) if threshold is not None and hides else ()

    def _uneven(self) -> tuple[str, ...]:
        """Why this table and the one by category or by municipality do not add up to the same."""
        content = self.content
        if not content.uneven:
            return ()
        by_offering, by_town = self._by_category.total, self._by_town.total
        sums = None
        if by_offering is not None and by_town is not None:
            charged = sum(one.amount or 0 for one in content.figures)
            of_towns = sum(one.amount for one in content.municipal)
            sums = UnevenReport(
                provider="", assignments=(by_offering, by_town), amounts=(charged, of_towns)
            )
        return (said.uneven(content.uneven, sums, named=not self.public),)

    def _shown(self, published: Published[str], code: str, value: Value) -> Value:
        """A figure of a category, if its count of persons may be read."""
        return value if published.shows(code) and not self.withheld else said.NOT_SHOWN

    # -------------------------------------------------------------- text

    def blocks(self) -> Iterator[Block]:
        """Title page and table of contents are made by the writers."""
        yield Heading(1, "Angebote und Anerkennung")
        yield Heading(2, "Angebote und Anbietende")
        yield from self.charts
        yield self._over_time()
        yield self._providers()
        yield Heading(2, "Entscheide über die Anerkennung")
        yield self._decisions()
        yield Heading(1, "Nutzung, Kosten und Bedarf")
        yield Heading(2, "Plätze, Auslastung und Kosten")
        yield from self._reported()
        yield Heading(2, "Zuweisungen pro Gemeinde")
        yield from self._towns()
        yield Heading(2, "Bedarf ohne Angebot")
        yield Paragraph(said.NEEDS_INTRO)
        yield self._needs() if self.content.needs else Paragraph(said.NO_NEEDS)

    def tables(self) -> Iterator[Table]:
        """One sheet each."""
        yield self._over_time()
        yield self._providers()
        if self.content.figures:
            yield self._use()
            yield self._costs()
        yield self._decisions()
        if self.content.received and not self.withheld:
            yield self._municipal()
        if self.content.needs:
            yield self._needs()

    def _reported(self) -> Iterator[Block]:
        if not self.content.figures:
            yield Paragraph(said.NO_REPORTS)
            return
        yield Paragraph(f"{said.received(self.content)}.")
        yield self._use()
        yield self._costs()

    def _towns(self) -> Iterator[Block]:
        if not self.content.received:
            yield Paragraph(said.NO_REPORTS)
        elif self.withheld:
            yield Paragraph(self._reason())
        else:
            yield self._municipal()

    def _reason(self) -> str:
        return said.WITHHELD if self.content.threshold is None else said.TOO_FEW

    # -------------------------------------------------------------- tables

    def _over_time(self) -> Table:
        return self._by_year("Anerkannte Angebote", lambda one: one.offerings, self._counted())

    def _counted(self) -> str:
        return said.counted(self.content.counted_on)

    def _providers(self) -> Table:
        table = self._by_year("Anbietende pro Kategorie", lambda one: one.providers, said.ONE_EACH)
        totals = dict(self.content.providers)
        last: Row = ("Total", *(totals[year] for year in self.years))
        return Table(
            title=table.title,
            columns=table.columns,
            rows=(*table.rows[:-1], last),
            notes=table.notes,
        )

    def _by_year(self, title: str, figure: Callable[[CategoryCount], int], note: str) -> Table:
        found = {(one.code, one.year): figure(one) for one in self.content.counts}
        rows: list[Row] = [
            (name, *(found.get((code, year), 0) for year in self.years))
            for code, name in self.content.categories
        ]
        sums = (
            sum(found.get((code, year), 0) for code, _ in self.content.categories)
            for year in self.years
        )
        return Table(
            title=title,
            columns=(
                Column("kategorie", "Kategorie", wide=True),
                *(Column(f"jahr_{year}", str(year), Kind.COUNT) for year in self.years),
            ),
            rows=(*rows, ("Total", *sums)),
            notes=(note,),
        )

    def _use(self) -> Table:
        return Table(
            title=f"Plätze und Auslastung {self.content.year}",
            columns=(
                Column("kategorie", "Kategorie", wide=True),
                Column("angebote", "Angebote", Kind.COUNT),
                Column("plaetze", "Plätze", Kind.COUNT),
                Column("auslastung", "Auslastung"),
                Column("teilnehmende", "Teilnehmende", Kind.COUNT),
                Column("zuweisungen", "Zuweisungen", Kind.COUNT),
            ),
            rows=tuple(map(self._use_of, self.content.figures)),
            notes=(
                (
                    "Nur Angebote, zu denen ein Jahresbericht Zahlen enthält; Auslastung nach Plätzen "
                    "gewichtet."
                ),
                *self._note(self._participants, self._by_category),
                *self._uneven(),
            ),
        )

    def _use_of(self, one: CategoryFigures) -> Row:
        return (
            one.name,
            one.offerings,
            one.places,
            None if one.utilisation is None else german.percent(one.utilisation),
            self._shown(self._participants, one.code, one.participants),
            self._shown(self._by_category, one.code, one.assignments),
        )

    def _costs(self) -> Table:
        return Table(
            title=f"Kosten pro Programmart {self.content.year}",
            columns=(
                Column("kategorie", "Kategorie", wide=True),
                Column("betrag", "Verrechnet Fr.", Kind.AMOUNT),
                Column("pro_zuweisung", "Pro Zuweisung Fr.", Kind.AMOUNT),
            ),
            rows=tuple(map(self._cost_of, self.content.figures)),
            notes=(
                (
                    "Den Gemeinden verrechnete Beträge, wie die Anbietenden sie angeben, mit oder "
                    "ohne MWST."
                ),
                *self._note(self._by_category),
                *self._uneven(),
            ),
        )

    def _cost_of(self, one: CategoryFigures) -> Row:
        each = rules.cost_of_one(one.amount, one.assignments)
        shown = (self._shown(self._by_category, one.code, value) for value in (one.amount, each))
        return (one.name, *shown)

    def _decisions(self) -> Table:
        return Table(
            title="Entscheide",
            columns=(
                Column("jahr", "Jahr", wide=True),
                Column("anerkannt", "anerkannt", Kind.COUNT),
                Column("mit_auflagen", "mit Auflagen", Kind.COUNT),
                Column("abgewiesen", "abgewiesen, nicht eingetreten", Kind.COUNT),
                Column("entzogen", "entzogen, erloschen", Kind.COUNT),
            ),
            rows=tuple(
                (str(one.year), one.granted, one.with_conditions, one.refused, one.revoked)
                for one in self.content.decisions
            ),
            notes=(said.WITHOUT_WITHDRAWN,),
        )

    def _municipal(self) -> Table:
        amounts = sum(one.amount for one in self.content.municipal)
        return Table(
            title=f"Zuweisungen {self.content.year}",
            columns=(
                Column("gemeinde", "Gemeinde", wide=True),
                Column("bfs_nummer", "BFS-Nr."),
                Column("zuweisungen", "Zuweisungen", Kind.COUNT),
                Column("betrag", "Verrechnet Fr.", Kind.AMOUNT),
            ),
            rows=(
                *(
                    (
                        one.name,
                        str(one.bfs_number),
                        *(
                            value if self._by_town.shows(one.bfs_number) else said.NOT_SHOWN
                            for value in (one.assignments, one.amount)
                        ),
                    )
                    for one in self.content.municipal
                ),
                ("Total", "", self._by_town.total, amounts),
            ),
            notes=(*self._note(self._by_town), *self._uneven()),
        )

    def _needs(self) -> Table:
        return Table(
            title="Bedarf ohne Angebot",
            columns=(
                Column("gesucht", "Gesucht", wide=True),
                Column("suchen", "Suchen", Kind.COUNT),
            ),
            rows=tuple((one.criteria, one.searches) for one in self.content.needs),
        )


# ------------------------------------------------------------------ charts


def monitoring_charts(content: Monitoring) -> tuple[Chart, ...]:
    """Recognised offerings over the years and by category; none before the first recognition."""
    last = [one for one in content.counts if one.year == content.year and one.once]
    return (_over_time(content), _by_category(content, last)) if last else ()


def _over_time(content: Monitoring) -> Chart:
    """From the first year on in which an offering was recognised."""
    of_year: dict[int, list[CategoryCount]] = defaultdict(list)
    for one in content.counts:
        if one.once or of_year:
            of_year[one.year].append(one)
    now = tuple(sum(one.offerings for one in rows) for rows in of_year.values())
    return Chart(
        kind=ChartKind.STACKED_BARS,
        title=said.over_time(now[-1], now[0], min(of_year), content.counted_on),
        unit="Angebote",
        categories=tuple(map(str, of_year)),
        series=_series(now, [sum(one.once for one in rows) for rows in of_year.values()]),
        source=said.SOURCE,
    )


def _by_category(content: Monitoring, counts: Sequence[CategoryCount]) -> Chart:
    names = dict(content.categories)
    order = [code for code, _name in content.categories]
    rows = sorted(counts, key=lambda one: order.index(one.code))
    most = max(rows, key=lambda one: one.offerings)
    return Chart(
        kind=ChartKind.STACKED_BARS,
        title=said.by_category(names[most.code], most.offerings),
        unit="Angebote",
        categories=tuple(names[one.code] for one in rows),
        series=_series([one.offerings for one in rows], [one.once for one in rows]),
        source=said.SOURCE,
    )


def _series(now: Sequence[int], once: Sequence[int]) -> tuple[Series, ...]:
    gone = tuple(ever - here for ever, here in zip(once, now, strict=True))
    return (Series(said.RECOGNISED, tuple(now)), Series(said.NO_MORE, gone))
