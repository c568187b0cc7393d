"""What the start page says, from rows written by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from sozdesk.features.offerings.terms import DueKind, DueRow
from sozdesk.features.rent_limits.terms import (
    Category,
    Declaration,
    DeclarationRow,
    Interval,
    OverviewRow,
    OwnRow,
    ReceivedVia,
    RentKind,
    ReturnState,
    RoundRow,
    TrackingRow,
)
from sozdesk.features.strategy.terms import (
    Attention,
    MeasureRow,
    PeriodRow,
    PeriodView,
    PovertyStrategy,
)
from sozdesk.kernel.municipality import Municipality
from sozdesk.shell import start_rows

TODAY = date(2027, 1, 5)
DUE = date(2026, 12, 31)
ROUND = RoundRow(
    id=UUID(int=1),
    version=1,
    year=2027,
    call_on=date(2026, 11, 1),
    due_on=DUE,
    valid_from=date(2027, 1, 1),
    blocks=frozenset(),
)


def row(number, state, *, received=None, overdue=0, name=""):
    return TrackingRow(
        bfs_number=number,
        name=name or f"Ort {number}",
        official_name=f"Ort {number}",
        district="Liestal",
        state=state,
        due_on=DUE,
        received_on=received,
        late=False,
        overdue_days=overdue,
        open_hints=0,
        hints=0,
        declaration_id=None,
    )


def test_what_needs_a_person_most_urgent_first():
    rows = [
        row(1, ReturnState.OPEN, overdue=5, name="Bretzwil"),
        row(2, ReturnState.OPEN, overdue=5, name="Nenzlingen"),
        row(3, ReturnState.RECEIVED, received=date(2026, 12, 28), name="Ziefen"),
        row(4, ReturnState.RECEIVED, received=date(2026, 12, 20), name="Aesch"),
        row(5, ReturnState.QUERIED, received=date(2026, 12, 1), name="Wahlen"),
        row(6, ReturnState.RECORDED, received=date(2026, 12, 1)),
    ]
    found = [(p.chip, p.title, p.detail) for p in start_rows.points(rows)]
    assert found == [
        ("overdue", "2 Gemeinden sind 5 Tage überfällig", "Bretzwil und Nenzlingen"),
        ("received", "2 Rückmeldungen warten auf einen Entscheid", "Älteste vom 20.12.2026: Aesch"),
        ("queried", "1 Rückfrage ohne Antwort", "Wahlen"),
    ]


def test_one_overdue_municipality_is_named_in_the_sentence():
    rows = [row(1, ReturnState.OPEN, overdue=1, name="Bretzwil")]
    point = start_rows.points(rows)[0]
    assert point.title == "Bretzwil ist 1 Tag überfällig"


def test_many_names_are_shortened():
    rows = [row(n, ReturnState.QUERIED, name=name) for n, name in enumerate("ABCDE")]
    assert start_rows.points(rows)[0].detail == "A, B, C und 2 weitere"


def open_rows(number, *, answered=0):
    """Municipalities without an answer, and some with one."""
    waiting = [row(n, ReturnState.OPEN) for n in range(number)]
    done = [row(100 + n, ReturnState.RECORDED, received=DUE) for n in range(answered)]
    return [*waiting, *done]


def extended_until(day, number, name, *, overdue=0):
    return replace(
        row(number, ReturnState.OPEN, overdue=overdue, name=name), due_on=day, extended=True
    )


def test_deadlines_stay_while_something_is_missing():
    lines = start_rows.deadlines(ROUND, open_rows(5, answered=81), TODAY)
    assert [(line.title, line.detail, line.left, line.urgency) for line in lines] == [
        ("Rückmeldungen", "5 Gemeinden fehlen noch", "seit 5 Tagen überfällig", "past")
    ]
    assert start_rows.deadlines(ROUND, open_rows(0, answered=86), TODAY) == ()


def test_coming_deadlines_are_coloured_ten_days_before():
    early = start_rows.deadlines(ROUND, open_rows(86), date(2026, 12, 20))
    assert [line.urgency for line in early] == ["later", "later"]
    soon = start_rows.deadlines(ROUND, open_rows(86), date(2026, 12, 21))
    assert [line.urgency for line in soon] == ["soon", "later"]


def test_an_extended_deadline_has_a_line_of_its_own():
    later = date(2027, 1, 15)
    rows = [
        *open_rows(1),
        extended_until(later, 2, "Bretzwil"),
        extended_until(later, 3, "Lauwil"),
        replace(row(4, ReturnState.RECORDED, received=DUE), due_on=later, extended=True),
    ]
    lines = start_rows.deadlines(ROUND, rows, TODAY)
    assert [(line.day, line.title, line.detail, line.left) for line in lines] == [
        (DUE, "Rückmeldungen", "1 Gemeinde fehlt noch", "seit 5 Tagen überfällig"),
        (later, "Rückmeldungen, Frist erstreckt", "Bretzwil und Lauwil", "noch 10 Tage"),
    ]


def test_who_is_overdue_is_to_be_reminded_and_it_says_how_often_that_was_done():
    late = [row(1, ReturnState.REMINDED, overdue=5, name="Bretzwil")]
    point = start_rows.points([replace(late[0], reminders=1)])[0]
    assert (point.verb, point.remind) == ("Erinnern", True)
    assert point.detail == "Bretzwil: 1. Erinnerung ohne Antwort"
    third = start_rows.points([replace(late[0], reminders=3)])[0]
    assert third.detail == "Bretzwil: 2. Erinnerung ohne Antwort"


def test_different_days_overdue_are_said_as_the_longest():
    rows = [
        row(1, ReturnState.OPEN, overdue=20, name="Bretzwil"),
        extended_until(date(2027, 1, 15), 2, "Lauwil", overdue=5),
    ]
    assert start_rows.points(rows)[0].title == "2 Gemeinden sind bis 20 Tage überfällig"


def overview(number, now, before):
    def declared(year, amount):
        return Declaration(
            bfs_number=number,
            year=year,
            amounts={Category.P1: amount},
            rent_kind=RentKind.NET,
            interval=Interval.MONTH,
        )

    return OverviewRow(
        bfs_number=number,
        official_name="",
        name="",
        district="",
        state=ReturnState.RECORDED,
        current=declared(2027, now),
        previous=declared(2026, before) if before else None,
    )


def test_the_year_in_numbers_is_said_with_its_basis_and_what_was_compared():
    rows = [
        overview(1, 90_000, 80_000),
        overview(2, 100_000, 100_000),
        overview(3, 110_000, 120_000),
        overview(4, 100_000, None),
    ]
    figures = {figure.title: (figure.value, figure.change) for figure in start_rows.figures(rows)}
    # now: 900, 1000, 1000, 1100 → 1000; before: 800, 1000, 1200 → 1000
    assert figures == {
        "Median 1 Person, netto pro Monat": ("CHF 1'000", "gleich"),
        "Gemeinden mit Erhöhung": ("1 von 3", ""),
        "Gemeinden mit Senkung": ("1 von 3", ""),
        "Gemeinden ohne Änderung": ("1 von 3", ""),
    }


def test_without_answers_there_are_no_figures():
    assert start_rows.figures([]) == ()


# ------------------------------------------------------------------ a service


def own_row(name, *, state=None, number=2883):
    """One municipality of a service on 8 December; ``state`` of its newest revision."""
    revisions = ()
    if state is not None:
        revisions = (
            DeclarationRow(
                id=UUID(int=number),
                version=1,
                revision=1,
                state=state,
                received_on=date(2026, 12, 8),
                via=ReceivedVia.OWN,
                declaration=Declaration(bfs_number=number, year=2027),
                file_name="",
                recorded_at=None,
                recorded_by="Anna Muster",
                query_text="",
                queried_on=None,
                findings=(),
                notes=(),
                documents=(),
            ),
        )
    return OwnRow(
        municipality=Municipality(number, name, name, "Waldenburg"),
        year=2027,
        due_on=DUE,
        revisions=revisions,
    )


OWN = (
    own_row("Bretzwil", state=ReturnState.RECORDED),
    own_row("Lauwil", state=ReturnState.DRAFT),
    own_row("Reigoldswil"),
)
DECEMBER = date(2026, 12, 8)


def test_a_service_reads_one_line_with_one_verb_for_each_municipality():
    found = [
        (one.symbol, one.title, one.detail, one.verb, one.declare)
        for one in start_rows.own_points(OWN, DECEMBER)
    ]
    assert found == [
        (
            "recorded",
            "Bretzwil",
            "Formular erstellt am 08.12.2026",
            "Nochmals ansehen",
            False,
        ),
        ("received", "Lauwil", "Entwurf vom 08.12.2026, Anna Muster", "Weiter", True),
        (
            "open",
            "Reigoldswil",
            "noch nicht gemeldet, Frist 31.12.2026 (noch 23 Tage)",
            "Melden",
            True,
        ),
    ]


def test_a_service_sees_until_when_to_declare_and_from_when_the_limits_hold():
    def lines(rows, day):
        found = start_rows.own_deadlines(ROUND, rows, day)
        return [(one.title, one.detail, one.left, one.urgency) for one in found]

    assert lines(OWN, DECEMBER) == [
        ("Grenzwerte melden", "2 Gemeinden fehlen noch", "noch 23 Tage", "later"),
        ("Grenzwerte 2027 gelten", "", "noch 24 Tage", "later"),
    ]
    assert lines(OWN[1:2], date(2027, 1, 5)) == [
        ("Grenzwerte melden", "1 Gemeinde fehlt noch", "seit 5 Tagen überfällig", "past")
    ]
    assert lines(OWN[:1], DECEMBER)[0][1] == "alles gemeldet"
    assert lines(OWN[:1], date(2027, 1, 5)) == []  # done and past
    assert lines((), DECEMBER) == []


def measure(number, **changes):
    row = MeasureRow(
        id=UUID(int=1),
        version=1,
        period_id=UUID(int=2),
        number=number,
        field_number=int(number[0]),
        title="Titel",
        aim="",
        priority=None,
        horizon=None,
        poverty_strategy=PovertyStrategy.NO,
        responsible_body="",
        responsible_people="",
        status=None,
        carry_over=None,
        continued_in="",
        continued_as=(),
        overdue_tasks=0,
    )
    return replace(row, **changes)


def of_period(first, *measures):
    period = PeriodRow(
        id=UUID(int=2),
        version=1,
        code=f"{first}-{first + 3}",
        begins=date(first, 1, 1),
        ends=date(first + 3, 12, 31),
        expected=None,
        adopted=None,
        source="",
        recorded=40,
    )
    return PeriodView(period=period, as_of=date(2026, 7, 1), fields=(), measures=measures)


def test_late_tasks_of_several_measures_are_added_up():
    shown = of_period(2021, measure("1.3", overdue_tasks=2), measure("7.1", overdue_tasks=1))
    (point,) = start_rows.measure_points(Attention(late=(shown,), silent=None))
    assert (point.title, point.detail) == (
        "3 Aufgaben zu Massnahmen 2021–2024 sind überfällig",
        "Massnahmen 1.3 und 7.1",
    )
    assert (point.number, point.area, point.chip) == (3, "strategy", "overdue")
    assert point.period == "2021-2024"


def test_silent_measures_ask_for_their_state():
    silent = of_period(2025, measure("1.3"), measure("1.4"), measure("2.4"))
    (point,) = start_rows.measure_points(Attention(late=(), silent=silent))
    assert point.title == "3 Massnahmen ohne Stand seit einem Jahr"
    assert (point.verb, point.chip) == ("Stand erfassen", "silent")


def test_without_anything_to_do_there_is_no_point_about_measures():
    assert start_rows.measure_points(Attention(late=(), silent=None)) == ()


def test_what_is_due_about_the_recognition_is_said_once_per_kind():
    def due(kind, day, title):
        return DueRow(
            kind=kind,
            day=day,
            title=title,
            detail="",
            key=UUID(int=1),
            request_id=None,
            provider_id=UUID(int=1),
        )

    rows = [
        due(DueKind.REQUEST, date(2026, 10, 12), "Kurszentrum Muster"),
        due(DueKind.REQUEST, date(2026, 10, 13), "Werkstatt Beispiel"),
        due(DueKind.CONDITION, date(2027, 1, 4), "Kurszentrum Muster"),
        due(DueKind.CONDITION, date(2027, 1, 5), "noch nicht überfällig"),
        due(DueKind.MUNICIPAL, date(2027, 1, 4), "Spielgruppe"),
    ]
    points = start_rows.offering_points(rows, TODAY)
    assert [(point.title, point.detail) for point in points] == [
        ("1 Auflage ist überfällig", "Kurszentrum Muster"),
        ("2 Gesuche warten auf einen Entscheid", "Kurszentrum Muster und Werkstatt Beispiel"),
    ]
    assert {(point.area, point.page) for point in points} == {("offerings", "recognition_page")}
    names = [due(DueKind.REQUEST, TODAY, f"Anbieter {number}") for number in range(5)]
    (point,) = start_rows.offering_points(names, TODAY)
    assert point.detail == "Anbieter 0, Anbieter 1, Anbieter 2 und 2 weitere"
