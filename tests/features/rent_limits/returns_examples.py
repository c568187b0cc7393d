"""Returns of an Erhebung, and short ways to hand them in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sozdesk.features.rent_limits import queries, usecases
from sozdesk.features.rent_limits.terms import (
    MAIN_CATEGORIES,
    Category,
    Contact,
    Decision,
    Declaration,
    Interval,
    Method,
    Recognition,
    RentKind,
    ReturnFile,
)
from sozdesk.features.rent_limits.usecases import EntryDecision
from sozdesk.kernel.findings import Finding, Severity

TODAY = date(2027, 1, 5)
IN_TIME = date(2026, 12, 8)
BOECKTEN, ITINGEN, SISSACH = 2842, 2849, 2861

CHANGE = Finding(
    "change_large",
    Severity.HINT,
    "Der Betrag für 3 Personen ist 20,0 % höher als im Vorjahr.",
    field="amount_p3",
    subject="p3",
    value=168000,
)
NO_CONTACT = Finding("no_contact", Severity.HINT, "Es fehlt, wer Auskunft gibt.")
MISSING = Finding(
    "missing_amount",
    Severity.STOP,
    "Der Betrag für 3 Personen fehlt.",
    field="amount_p3",
    subject="p3",
)
WRONG_YEAR = Finding("wrong_year", Severity.STOP, "Das Formular ist für 2026.")
REASON = {"change_large/p3/168000": "Neue Erhebung der Mieten"}


def declared(bfs=BOECKTEN, first=1000, *, year=2027, **changes):
    """A sound return; ``first`` are the francs for one person, each size 15 % more or so."""
    francs = (first, first * 1.2, first * 1.4, first * 1.6, first * 1.75, 150)
    sound = Declaration(
        bfs_number=bfs,
        year=year,
        amounts=dict(zip(MAIN_CATEGORIES, (round(one) * 100 for one in francs), strict=True)),
        rent_kind=RentKind.NET,
        interval=Interval.MONTH,
        valid_from=date(year, 1, 1),
        decision=Decision(decided_on=date(year - 1, 11, 10), number="2026-118"),
        method=Method.ADVERTS,
        contact=Contact(name="Anna Muster", email="anna.muster@example.ch"),
    )
    return replace(sound, **changes)


def incomplete(bfs=BOECKTEN):
    """The amount for three persons lacks, which ``MISSING`` says."""
    sound = declared(bfs)
    return replace(sound, amounts={c: v for c, v in sound.amounts.items() if c != Category.P3})


def entry(declaration=None, *findings, decision="record", received_on=IN_TIME, **values):
    return usecases.ReturnEntry(
        declaration=declaration or declared(),
        findings=findings,
        decision=EntryDecision(decision),
        received_on=received_on,
        **values,
    )


def open_round(archive, year=2027, **values):
    return archive.run(usecases.open_round, usecases.OpenRound(year=year, **values))


def record(archive, *entries, year=2027):
    return archive.run(usecases.record_returns, usecases.RecordReturns(year=year, entries=entries))


def results(outcome):
    return [(row.bfs, row.result.value, row.revision) for row in outcome.value]


def revisions(archive, bfs=BOECKTEN, year=2027):
    return archive.query(queries.revisions, year, bfs)


def tracked(archive, bfs=BOECKTEN, year=2027, today=TODAY):
    rows = archive.query(queries.return_tracking, year, today)
    return next(row for row in rows if row.bfs_number == bfs)


def a_file(declaration, *findings, recognition=Recognition.HIDDEN_SHEET, **values):
    return ReturnFile(
        file=values.pop("file", f"{declaration.bfs_number}.xlsx"),
        declaration=declaration,
        recognition=recognition,
        findings=findings,
        **values,
    )


def previewed(archive, *files, year=2027):
    return archive.query(queries.preview, year, files, TODAY)
