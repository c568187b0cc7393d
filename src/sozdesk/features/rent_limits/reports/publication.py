"""A published version as documents. Everything follows from its rows and its imprint.

What stays in the office (contacts, remarks, Prüfhinweise, reasons of the office about them) is not
in the rows; see ``rules.for_audience``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sozdesk.documents.report import Column, Fact, Kind, Picture, Report, Row, Table
from sozdesk.features.rent_limits import rules
from sozdesk.features.rent_limits.reports import tables
from sozdesk.features.rent_limits.reports.overview import AUTONOMY, NET_AND_GROSS, missing_facts
from sozdesk.features.rent_limits.terms import (
    MAIN_CATEGORIES,
    Amendment,
    AmendmentRow,
    Audience,
    Declaration,
    Imprint,
    OverviewRow,
    PublishedRow,
    ReturnState,
    RoundRow,
)
from sozdesk.features.rent_limits.texts import SELF_DECLARED, word
from sozdesk.kernel import german

_CHANGES_ARE = (
    "Änderungen: neue Beschlüsse der Gemeinden nach der Erhebung. Die Tabelle «Grenzwerte» zeigt, "
    "was bei der Erhebung galt."
)


def publication_report(
    rows: Sequence[PublishedRow],
    found: RoundRow,
    amendments: Sequence[AmendmentRow],
    imprint: Imprint,
) -> Report:
    """Every table about the year, for the workbook."""
    layout = tables.Layout(overview_rows(rows), by_district=False)
    reasons = {row.bfs_number: row.missing_reason for row in rows}
    subsidy = tables.subsidy_table(layout, found.valid_from)
    made = (
        tables.declared(layout, found, reasons),
        *([tables.changes(layout, found.year)] if any(row.previous for row in rows) else []),
        tables.grounds(layout),
        tables.converted(layout),
        *([subsidy] if imprint.audience is not Audience.PUBLIC else []),
        changes_table(rows),
        amendments_table(amendments, imprint),
    )
    return _report(rows, found, imprint, made)


def printed_report(
    rows: Sequence[PublishedRow],
    found: RoundRow,
    amendments: Sequence[AmendmentRow],
    imprint: Imprint,
    pictures: tuple[Picture, ...] = (),
) -> Report:
    """What is printed: what was corrected and decided anew, the limits by district, the maps."""
    layout = tables.Layout(overview_rows(rows), by_district=True)
    reasons = {row.bfs_number: row.missing_reason for row in rows}
    made = (
        amendments_table(amendments, imprint),
        changes_table(rows),
        tables.declared(layout, found, reasons),
    )
    report = _report(rows, found, imprint, made)
    return replace(report, pictures=pictures, remarks_last=True)


def _report(
    rows: Sequence[PublishedRow], found: RoundRow, imprint: Imprint, made: Iterable[Table]
) -> Report:
    kept = tuple(table for table in made if table.rows)
    changed = any(row.changes for row in rows)
    return Report(
        title=f"Mietzinsgrenzwerte {found.year}",
        subtitle=f"Veröffentlichung {imprint.label}, Werte wie deklariert",
        created=imprint.now,
        dated=imprint.day,
        facts=_facts(rows, found, imprint),
        tables=kept,
        notes=(AUTONOMY, NET_AND_GROSS, *([_CHANGES_ARE] if changed else [])),
        sources=(SELF_DECLARED,),
        sample=imprint.sample,
    )


def overview_rows(rows: Sequence[PublishedRow]) -> tuple[OverviewRow, ...]:
    """The same rows for the tables that the overview has too; states only as far as they may leave."""
    return tuple(
        OverviewRow(
            bfs_number=row.bfs_number,
            official_name=row.official_name,
            name=row.name,
            district=row.district,
            state=_state(row),
            current=row.declaration,
            previous=row.previous,
            changes=row.changes,
        )
        for row in rows
    )


def _state(row: PublishedRow) -> ReturnState:
    """Recorded or not: that somebody was asked back stays in the office."""
    if row.declaration is None:
        return ReturnState.OPEN
    return rules.recorded_state(row.declaration, row.previous)


# ------------------------------------------------------------------ what it says about itself


def _facts(rows: Sequence[PublishedRow], found: RoundRow, imprint: Imprint) -> tuple[Fact, ...]:
    published = sum(row.declaration is not None for row in rows)
    facts = [
        Fact("Veröffentlichung", f"{imprint.label} vom {german.day(imprint.day)}"),
        Fact("Herausgegeben von", imprint.office),
        Fact("Für", word(imprint.audience)),
        Fact("Gültig ab", german.day(found.valid_from)),
        Fact("Gemeinden", f"{published} von {len(rows)}"),
    ]
    if imprint.decided_by and imprint.decided_on:
        decided = f"{imprint.decided_by}, {german.day(imprint.decided_on)}"
        facts.insert(3, Fact("Zur Veröffentlichung beschlossen", decided))
    without = sum(_state(row) is ReturnState.NO_LIMITS for row in rows)
    if without:
        number = german.plural(without, "Gemeinde", "Gemeinden")
        facts.append(Fact("Keine Grenzwerte festgelegt", number))
    reasons = {row.bfs_number: row.missing_reason for row in rows}
    facts += missing_facts(overview_rows(rows), reasons)
    facts.append(Fact("Prüfsumme der Angaben", imprint.content_sha256))
    return tuple(fact for fact in facts if fact.value)


# ------------------------------------------------------------------ changes, errata


def changes_table(rows: Sequence[PublishedRow]) -> Table:
    """New Beschlüsse outside the Erhebung, by municipality and first day."""
    return Table(
        title="Änderungen",
        intro="Neue Beschlüsse nach der Erhebung, mit dem Tag, ab dem sie gelten.",
        columns=(
            Column("bfs_gemeindenummer", "BFS-Nr.", Kind.INTEGER),
            Column("gemeinde", "Gemeinde"),
            Column("gueltig_ab", "gültig ab", Kind.DATE),
            Column("basis", "netto/brutto"),
            Column("einheit", "pro Monat/Jahr"),
            *(Column(one.value, word(one), Kind.AMOUNT) for one in MAIN_CATEGORIES),
            Column("beschluss_vom", "Beschluss vom", Kind.DATE),
        ),
        rows=tuple(_change(row, change) for row in rows for change in row.changes),
    )


def _change(row: PublishedRow, change: Declaration) -> Row:
    kind = word(change.rent_kind) if change.rent_kind else ""
    none_set = change.no_limits_reason is not None
    return (
        row.bfs_number,
        row.official_name,
        change.valid_from,
        word(ReturnState.NO_LIMITS) if none_set else kind,
        word(change.interval) if change.interval else "",
        *(change.amounts.get(category) for category in MAIN_CATEGORIES),
        change.decision.decided_on,
    )


def amendments_table(amendments: Sequence[AmendmentRow], imprint: Imprint) -> Table:
    """The erratum list against the version before for the same audience."""
    return Table(
        title="Berichtigungen und Nachmeldungen",
        intro="Was sich seit der letzten Veröffentlichung für den gleichen Kreis geändert hat.",
        columns=(
            Column("bfs_gemeindenummer", "BFS-Nr.", Kind.INTEGER),
            Column("gemeinde", "Gemeinde"),
            Column("art", "Art"),
            Column("angabe", "Angabe"),
            Column("bisher", "Veröffentlicht war"),
            Column("richtig", "Richtig ist"),
        ),
        rows=tuple(
            (row.bfs_number, row.name, word(row.kind), row.what, row.before, row.now)
            for row in amendments
        ),
        notes=(f"Grund: {imprint.reason}",) if imprint.reason and _corrects(amendments) else (),
    )


def _corrects(amendments: Sequence[AmendmentRow]) -> bool:
    return any(row.kind is not Amendment.SUPPLEMENT for row in amendments)
