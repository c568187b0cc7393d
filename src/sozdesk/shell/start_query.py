"""Everything the start page shows, read in one go on the archive thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sozdesk.archive.journal_history import ActRow, recent
from sozdesk.archive.store import Archive
from sozdesk.features.billing import queries as billing
from sozdesk.features.billing.queries import answering
from sozdesk.features.cases import queries as cases
from sozdesk.features.cases.terms.work import CaseDueRow
from sozdesk.features.offerings import queries as offerings
from sozdesk.features.rent_limits import queries, texts
from sozdesk.features.rent_limits.terms import OwnRow, RoundRow, Standing, TrackingRow
from sozdesk.features.strategy import queries as strategy
from sozdesk.shell import files, start_billing, start_cases, start_enactments, start_rows
from sozdesk.shell.start_rows import Deadline, Figure, OwnPoint, Point

_RECENT = 6


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """The newest Erhebung."""

    year: int
    due_on: date
    extended: str
    """«für 22 Gemeinden erstreckt bis 15.01.2027»; empty if for none."""
    sentence: str
    standings: tuple[tuple[Standing, int], ...]
    """How many municipalities stand where, in the order of the bar."""
    points: tuple[Point, ...]
    deadlines: tuple[Deadline, ...]
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class OwnFacts:
    """What a service declares this year."""

    year: int
    title: str
    points: tuple[OwnPoint, ...]
    """One for each of its municipalities."""
    deadlines: tuple[Deadline, ...]


@dataclass(frozen=True, slots=True)
class StartFacts:
    """The start page; ``round`` is None before the first Erhebung and at a service."""

    today: date
    next_year: int
    """Year of the Erhebung that would be opened next."""
    round: RoundFacts | None
    recent: tuple[ActRow, ...]
    lacks_sheet: bool = False
    """Nobody ever saved a recovery sheet of this file."""
    own: OwnFacts | None = None
    """Only at a service."""
    measures: tuple[Point, ...] = ()
    """What needs a person about the measures; only at the KSA."""
    offerings: tuple[Point, ...] = ()
    """The same about offerings: the recognition at the KSA, the catalogue at a service."""
    cases: tuple[Point, ...] = ()
    """The same about the cases; only at a service."""
    billing: tuple[Point, ...] = ()
    """The same about bills, on either side."""
    hearings: tuple[Deadline, ...] = ()
    """Until when Stellungnahmen run, for the KSA before its first Erhebung."""


def start_facts(archive: Archive) -> StartFacts:
    """Read what the start page shows for this office."""
    today = archive.context().today
    round_ = _newest_round(archive)
    due = _case_due(archive, today)
    return StartFacts(
        today=today,
        next_year=queries.declaring_year(today),
        round=_round_facts(archive, round_, today) if round_ else None,
        recent=archive.query(recent, _RECENT),
        lacks_sheet=files.lacks_sheet(archive),
        own=_own_facts(archive, today, due),
        measures=measure_points(archive),
        offerings=offering_points(archive)
        + catalogue_points(archive)
        + recognition_points(archive),
        cases=start_cases.case_points(due, today) + expired_points(archive, today),
        billing=billing_points(archive),
        hearings=() if round_ else _hearings(archive),
    )


def points(archive: Archive) -> tuple[Point, ...]:
    """Only what needs attention, for the number in the navigation."""
    today = archive.context().today
    round_ = _newest_round(archive)
    if round_ is None:
        return ()
    return start_rows.points(_tracking(archive, round_, today))


def measure_points(archive: Archive) -> tuple[Point, ...]:
    """What needs attention about the measures; a service only reads them."""
    if archive.info.office_kind != "ksa":
        return ()
    today = archive.context().today
    return start_rows.measure_points(archive.query(strategy.attention, today))


def offering_points(archive: Archive) -> tuple[Point, ...]:
    """What is due in the recognition of offerings; only at the KSA."""
    if archive.info.office_kind != "ksa":
        return ()
    today = archive.context().today
    return start_rows.offering_points(archive.query(offerings.due, today), today)


def catalogue_points(archive: Archive) -> tuple[Point, ...]:
    """A service that has read no catalogue yet has no offerings either."""
    is_service = archive.info.office_kind != "ksa"
    return start_rows.catalogue_points(
        lacking=is_service and not archive.query(offerings.catalogues)
    )


def _case_due(archive: Archive, today: date) -> tuple[CaseDueRow, ...]:
    if archive.info.office_kind == "ksa":
        return ()
    return archive.query(cases.case_due, today, today + start_cases.AHEAD)


def case_points(archive: Archive) -> tuple[Point, ...]:
    """What is due in the cases; the KSA has none."""
    today = archive.context().today
    return start_cases.case_points(_case_due(archive, today), today)


def expired_points(archive: Archive, today: date) -> tuple[Point, ...]:
    """What may be written down as rechtskräftig; only at a service."""
    if archive.info.office_kind == "ksa":
        return ()
    return start_cases.expired_points(archive.query(cases.expired_remedies, today))


def recognition_points(archive: Archive) -> tuple[Point, ...]:
    """Who takes part in what is no longer recognised; only at a service."""
    if archive.info.office_kind == "ksa":
        return ()
    today = archive.context().today
    losses = archive.query(cases.recognition_losses, today)
    return start_enactments.recognition_points(losses, today)


def billing_points(archive: Archive) -> tuple[Point, ...]:
    """What waits in the billing: at the KSA received bills, at a service answers and own ones."""
    context = archive.context()
    if archive.info.office_kind == "ksa":
        return start_billing.received_points(archive.query(answering.waiting_bills, context))
    own = archive.query(billing.own_bills)
    ended = next(iter(archive.query(billing.proposed, context.today, 1)))
    period = (ended.first, ended.last)
    towns = archive.query(billing.municipalities, context.today)
    lacking = archive.query(billing.unbilled, own, ended)
    missing = [one.short_name for one in towns if own and one.bfs_number in lacking]
    sent = archive.query(answering.own_bills_sent, context) if own else ()
    return start_billing.own_points(sent, own, period, missing)


def _hearings(archive: Archive) -> tuple[Deadline, ...]:
    context = archive.context()
    at_ksa = archive.info.office_kind == "ksa"
    query = answering.waiting_bills if at_ksa else answering.own_bills_sent
    page = "" if at_ksa else "answer_page"
    return start_billing.hearing_deadlines(archive.query(query, context), context.today, page)


def _newest_round(archive: Archive) -> RoundRow | None:
    if archive.info.office_kind != "ksa":
        return None
    return next(iter(archive.query(queries.rounds)), None)


def _tracking(archive: Archive, round_: RoundRow, today: date) -> tuple[TrackingRow, ...]:
    return archive.query(queries.return_tracking, round_.year, today)


def _round_facts(archive: Archive, round_: RoundRow, today: date) -> RoundFacts:
    rows = _tracking(archive, round_, today)
    tally = queries.tally(rows)
    overview = archive.query(queries.overview, round_.year, today)
    return RoundFacts(
        year=round_.year,
        due_on=round_.due_on,
        extended=texts.extended_words(rows),
        sentence=texts.progress_sentence(tally),
        standings=queries.standings(rows),
        points=start_rows.points(rows),
        deadlines=_by_day(*start_rows.deadlines(round_, rows, today), *_hearings(archive)),
        figures=start_rows.figures(overview),
    )


def own_rows(archive: Archive) -> tuple[OwnRow, ...]:
    """The municipalities that a service declares for this year; none at the KSA."""
    if archive.info.office_kind == "ksa":
        return ()
    today = archive.context().today
    rows = archive.query(queries.own_rows, today)
    current = queries.declaring_year(today)
    return tuple(row for row in rows if row.year == current and row.change_from is None)


def _own_facts(archive: Archive, today: date, due: tuple[CaseDueRow, ...]) -> OwnFacts | None:
    if archive.info.office_kind == "ksa":
        return None
    rows = own_rows(archive)
    round_ = archive.query(queries.round_or_usual, queries.declaring_year(today))
    left = len(queries.left_to_declare(rows, today))
    return OwnFacts(
        year=round_.year,
        title=texts.own_title(round_.year, round_.due_on, today, left=left),
        points=start_rows.own_points(rows, today),
        deadlines=_by_day(
            *start_rows.own_deadlines(round_, rows, today),
            *start_cases.case_deadlines(due, today),
            *_hearings(archive),
        ),
    )


def _by_day(*lines: Deadline) -> tuple[Deadline, ...]:
    return tuple(sorted(lines, key=lambda line: line.day))
