"""One provider's yearly report: what it says, what stands out, what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from sozdesk.features.offerings import rules, texts
from sozdesk.features.offerings.terms import OfferingFigures, ReportLine, YearlyReport
from sozdesk.features.offerings.texts import yearly_reports as said
from sozdesk.features.offerings.ui import report_words as words
from sozdesk.kernel import german
from sozdesk.widgets import labels
from sozdesk.widgets.facts import Facts
from sozdesk.widgets.finding_block import FindingBlock
from sozdesk.widgets.list_detail import detail, detail_head
from sozdesk.widgets.table import Column, RowsModel, TableView

_UNKNOWN = "noch nicht angegeben"


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a table: what it is about, then its figures as texts."""

    name: str
    cells: tuple[str, ...]
    below: str = ""
    """Small, below the name."""


def report_detail(line: ReportLine, names: Mapping[int, str], *actions: QWidget) -> QWidget:
    """The right side; ``names`` = BFS number → municipality."""
    facts = words.state(line)
    parts: list[QWidget] = [detail_head(line.provider.name, facts, *actions), Facts(_facts(line))]
    if line.row is None:
        parts += [labels.section("Angebote"), *_owed(line)]
        return detail(*parts)
    if line.findings:
        parts.append(labels.section("Was auffällt"))
        parts += [FindingBlock(one, place=one.subject) for one in words.worst_first(line.findings)]
    report = line.row.report
    parts += [labels.section("Angebote"), _offerings(line, report)]
    parts += [labels.section("Gemeinden"), _towns(report, names)]
    parts += [labels.section("Inhalt"), Facts(_content(report))]
    return detail(*parts)


def _facts(line: ReportLine) -> list[tuple[str, str | QWidget]]:
    found: list[tuple[str, str | QWidget]] = []
    if line.due_on:
        found.append(("fällig am", german.day(line.due_on)))
    if line.reminded_on:
        found.append(("erinnert am", words.days(line.reminded_on)))
    if line.row is None:
        found.append(("E-Mail", line.provider.email or "noch nicht erfasst"))
        return found
    row, report = line.row, line.row.report
    found.append(("eingegangen", f"{german.day(row.received_on)}, {row.file_name}"))
    found += [(rules.TOTAL_WORDS[name], _total(report, name)) for name in rules.TOTALS]
    found.append(("MWST", texts.word(report.vat) if report.vat else _UNKNOWN))
    if row.result and row.result_on:
        found.append(("Ergebnis", f"{texts.word(row.result)}, {german.day(row.result_on)}"))
    if row.result_reason:
        found.append(("Begründung", row.result_reason))
    return found


def _total(report: YearlyReport, name: str) -> str:
    value = getattr(report, name)
    if value is None:
        return _UNKNOWN
    return f"CHF {german.amount(value)}" if name == "amount" else german.count(value)


def _owed(line: ReportLine) -> Iterator[QWidget]:
    for row in line.provider.offerings:
        yield labels.body(said.offering_label(row.number, row.title))


_OFFERING_HEADS = ("Teiln.", "Zuw.", "Einh.", "Betrag")


def _offerings(line: ReportLine, report: YearlyReport) -> QWidget:
    names = {row.id: f"{row.number} {row.title}" for row in line.provider.offerings}
    rows = [
        _Line(names.get(one.offering_id, "Angebot"), _cells(one), _places(one))
        for one in report.offerings
    ]
    return _table("Angebot", _OFFERING_HEADS, rows, "Zu keinem Angebot sind Zahlen angegeben.")


def _places(one: OfferingFigures) -> str:
    """«16 Plätze, 79,5 % ausgelastet»."""
    places = "" if one.places is None else german.plural(one.places, "Platz", "Plätze")
    used = "" if one.utilisation is None else f"{german.percent(one.utilisation)} ausgelastet"
    return ", ".join(filter(None, (places, used)))


def _cells(one: OfferingFigures) -> tuple[str, ...]:
    return (
        _count(one.participants),
        _count(one.assignments),
        "" if one.units is None else german.short_amount(one.units).replace(".", ","),
        "" if one.amount is None else german.amount(one.amount),
    )


def _towns(report: YearlyReport, names: Mapping[int, str]) -> QWidget:
    rows = [
        _Line(
            names.get(one.bfs_number, str(one.bfs_number)),
            (
                _count(one.assignments),
                "" if one.amount is None else german.amount(one.amount),
            ),
        )
        for one in report.municipalities
    ]
    rows.sort(key=lambda row: german.sort_key(row.name))
    return _table("Gemeinde", ("Zuweisungen", "Betrag"), rows, "Es ist keine Gemeinde angegeben.")


def _count(value: int | None) -> str:
    return "" if value is None else german.count(value)


def _table(first: str, heads: tuple[str, ...], rows: list[_Line], nothing: str) -> QWidget:
    if not rows:
        return labels.secondary(nothing)
    two_lines = any(row.below for row in rows)
    columns = [
        Column(
            title=first,
            text=lambda row: row.name,
            second=(lambda row: row.below) if two_lines else None,
            tip=lambda row: row.name,
            least=150,
            stretch=True,
        ),
        *(
            Column(title=head, text=lambda row, at=at: row.cells[at], align="right")  # type: ignore[misc]
            for at, head in enumerate(heads)
        ),
    ]
    model = RowsModel(columns, key=lambda row: row.name)
    table = TableView(model, first, lead=0, row=50 if two_lines else 30, sortable=False)
    model.set_rows(rows)
    table.fit_height()
    return table


def _content(report: YearlyReport) -> list[tuple[str, str | QWidget]]:
    return [
        ("Stärken", report.strengths or _UNKNOWN),
        ("Schwächen", report.weaknesses or _UNKNOWN),
        ("Zusammenarbeit", report.cooperation or _UNKNOWN),
        ("Ziele erreicht", report.goals_reached or _UNKNOWN),
    ]
