"""The overview of one year: what every municipality declared, one table per question.

The office's own working paper: nobody decides about it, nothing is numbered or kept, and every file
says that it stays in the house. What leaves it is a publication. Prüfhinweise and their reasons are not
part of it all the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType

from sozdesk.documents.report import Fact, Report, Table
from sozdesk.features.rent_limits.reports import lines, tables
from sozdesk.features.rent_limits.terms import OverviewRow, ReturnState, RoundRow
from sozdesk.features.rent_limits.texts import SELF_DECLARED as SOURCE
from sozdesk.kernel import german

NO_REASONS: Mapping[int, str] = MappingProxyType({})
INTERNAL = "KSA-intern, nicht zur Weitergabe"
"""Stands on every file of the overview."""
AUTONOMY = (
    "Die Gemeinden legen die Mietzinsgrenzwerte selber fest. Im Einzelfall wird geprüft, ob eine "
    "höhere Miete gerechtfertigt ist."
)
NET_AND_GROSS = "Netto: ohne Nebenkosten. Brutto: mit Nebenkosten."


def overview_report(
    rows: Sequence[OverviewRow],
    found: RoundRow,
    now: datetime,
    *,
    today: date,
    sample: bool,
    missing_reasons: Mapping[int, str] = NO_REASONS,
    by_district: bool = False,
) -> Report:
    """The overview of the Erhebung ``found`` on the day ``today`` (printed as «Stand»).

    ``now`` (UTC) goes into the properties of the files. ``missing_reasons`` (BFS number → reason) are
    printed beside the municipalities without a declaration. ``by_district`` groups the tables by district.
    """
    layout = tables.Layout(rows, by_district=by_district)
    return Report(
        title=f"Mietzinsgrenzwerte {found.year}",
        subtitle=f"Arbeitsübersicht, {INTERNAL}",
        created=now,
        dated=today,
        facts=_facts(rows, found, missing_reasons),
        tables=_tables(layout, found, missing_reasons),
        notes=(AUTONOMY, NET_AND_GROSS),
        sources=(SOURCE,),
        sample=sample,
    )


def _tables(
    layout: tables.Layout, found: RoundRow, missing_reasons: Mapping[int, str]
) -> tuple[Table, ...]:
    made = [
        tables.declared(layout, found, missing_reasons),
        *([tables.changes(layout, found.year)] if any(row.previous for row in layout.rows) else []),
        tables.grounds(layout),
        tables.converted(layout),
        tables.subsidy_table(layout, found.valid_from),
    ]
    return tuple(table for table in made if table.rows)


def _facts(
    rows: Sequence[OverviewRow], found: RoundRow, missing_reasons: Mapping[int, str]
) -> tuple[Fact, ...]:
    answered = sum(lines.answered(row) for row in rows)
    facts = [
        Fact("Gültig ab", german.day(found.valid_from)),
        Fact(
            "Rückmeldungen", f"{answered} von {german.plural(len(rows), 'Gemeinde', 'Gemeinden')}"
        ),
    ]
    facts += _counted("Keine Grenzwerte festgelegt", rows, ReturnState.NO_LIMITS)
    facts += _counted("Rückfrage offen", rows, ReturnState.QUERIED)
    facts += missing_facts(rows, missing_reasons)
    return tuple(facts)


def missing_facts(
    rows: Sequence[OverviewRow], missing_reasons: Mapping[int, str]
) -> Iterator[Fact]:
    """«Nicht erfasst: 1 (Laufen). Grund: Umzug», one line per reason."""
    by_reason: dict[str, list[str]] = {}
    for row in sorted(rows, key=lambda row: german.sort_key(row.official_name)):
        if row.current is None:
            reason = missing_reasons.get(row.bfs_number, "")
            by_reason.setdefault(reason, []).append(row.official_name)
    for reason, names in by_reason.items():
        stated = f". Grund: {reason}" if reason else ""
        yield Fact("Nicht erfasst", f"{len(names)} ({', '.join(names)}){stated}")


def _counted(label: str, rows: Sequence[OverviewRow], state: ReturnState) -> list[Fact]:
    number = sum(row.state is state for row in rows)
    return [Fact(label, german.plural(number, "Gemeinde", "Gemeinden"))] if number else []
