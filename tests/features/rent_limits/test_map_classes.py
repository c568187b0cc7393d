"""Classes of the map: set from a day on, or proposed from the oldest year that has enough values."""

from __future__ import annotations

from datetime import date

import pytest
from returns_examples import declared, entry, open_round, record

from sozdesk.features.offices import queries as offices
from sozdesk.features.rent_limits import queries, usecases
from sozdesk.features.rent_limits.terms import Category, Extras, RentKind
from sozdesk.kernel.errors import RuleViolation

NET, GROSS, P1, SIX = RentKind.NET, RentKind.GROSS, Category.P1, Category.FURTHER
JANUARY = date(2027, 1, 1)


def set_classes(archive, *francs, day=JANUARY, kind=NET, size=P1, source="Weisung 12"):
    command = usecases.SetMapClasses(
        rent_kind=kind,
        category=size,
        valid_from=day,
        limits=tuple(one * 100 for one in francs),
        source=source,
    )
    return archive.run(usecases.set_map_classes, command)


def holding(archive, day=JANUARY, kind=NET, size=P1):
    row = archive.query(queries.map_classes_on, day).get((kind, size))
    return None if row is None else [limit // 100 for limit in row.limits]


# ------------------------------------------------------------------ set


def test_classes_hold_from_their_day_until_others_follow(archive):
    set_classes(archive, 850, 900, day=date(2025, 1, 1))
    set_classes(archive, 900, 1000)
    assert holding(archive, date(2024, 12, 31)) == [850, 900]  # a year that comes later
    assert holding(archive, date(2026, 12, 31)) == [850, 900]
    assert holding(archive, JANUARY) == [900, 1000]
    assert holding(archive, JANUARY, GROSS) is None
    assert holding(archive, JANUARY, size=SIX) is None


def test_the_same_day_again_replaces_them_and_can_be_undone(archive):
    set_classes(archive, 850, 900)
    outcome = set_classes(archive, 870, 940, source=" Entscheid  der Leitung ")
    assert outcome.summary == "Klassen der Karte (netto, 1 Person) ab 01.01.2027 festgelegt"
    row = archive.query(queries.map_classes_on, JANUARY)[NET, P1]
    assert (row.limits, row.source) == ((87_000, 94_000), "Entscheid der Leitung")
    archive.undo_last()
    assert holding(archive) == [850, 900]
    archive.undo_last()
    assert holding(archive) is None


def test_six_persons_have_classes_of_their_own(archive):
    outcome = set_classes(archive, 1800, size=SIX, kind=GROSS)
    assert "(brutto, 6 Personen)" in outcome.summary
    assert holding(archive, kind=GROSS, size=SIX) == [1800]


@pytest.mark.parametrize("francs", [(), (900, 850), (850, 850), (0, 850), (1, 2, 3, 4, 5, 6)])
def test_limits_that_do_not_rise_are_refused_at_their_field(archive, francs):
    with pytest.raises(RuleViolation) as refused:
        set_classes(archive, *francs)
    (finding,) = refused.value.findings
    assert finding.field == "limits"
    assert finding.message.startswith("Schreiben Sie ein bis fünf Obergrenzen über 0")


def test_somebody_must_say_where_they_come_from(archive):
    with pytest.raises(RuleViolation) as refused:
        set_classes(archive, 850, source=" ")
    assert [finding.field for finding in refused.value.findings] == ["source"]


def test_there_are_classes_for_households_only(archive):
    with pytest.raises(RuleViolation, match="Haushalte mit 1 bis 6 Personen"):
        set_classes(archive, 850, size=Category.SHARED)


# ------------------------------------------------------------------ proposed


@pytest.fixture
def towns(archive):
    return [town.bfs_number for town in archive.query(offices.municipalities, JANUARY)][:12]


def hand_in(archive, numbers, year, start, **changes):
    """900, 910, 920 … francs for one person."""
    record(
        archive,
        *(
            entry(declared(bfs, start + 10 * place, year=year, **changes))
            for place, bfs in enumerate(numbers)
        ),
        year=year,
    )


def proposed(archive, kind=NET, size=P1):
    return archive.query(queries.proposed_map_classes).get((kind, size))


def test_limits_come_from_the_oldest_year_and_stay_when_a_new_one_comes(archive, towns):
    for year in (2025, 2026, 2027):
        open_round(archive, year)
    hand_in(archive, towns[:9], 2025, 500)  # too few to say anything
    hand_in(archive, towns, 2026, 900)
    before = proposed(archive)
    assert before.year == 2026
    assert before.limits == (91_000, 93_000, 95_000, 97_000, 99_000)
    hand_in(archive, towns, 2027, 2000)
    assert proposed(archive) == before


def test_nothing_is_proposed_from_too_few_values(archive, towns):
    open_round(archive, 2027)
    hand_in(archive, towns[:9], 2027, 900)
    assert archive.query(queries.proposed_map_classes) == {}


def test_each_basis_has_its_own_proposal(archive, towns):
    open_round(archive, 2026)
    open_round(archive, 2027)
    hand_in(archive, towns, 2026, 900)
    stated = Extras(ancillary_amounts={P1: 20_000})
    hand_in(archive, towns, 2027, 1000, rent_kind=GROSS, extras=stated)
    assert proposed(archive).year == 2026
    assert proposed(archive, GROSS).year == 2027
    assert proposed(archive, GROSS, SIX).year == 2027


def test_the_years_are_read_only_as_far_as_they_are_needed(archive, towns, statements):
    open_round(archive, 2026)
    open_round(archive, 2027)
    stated = Extras(ancillary_amounts=dict.fromkeys(Category, 10_000))
    hand_in(archive, towns, 2026, 900, extras=stated)
    hand_in(archive, towns, 2027, 900, extras=stated)
    with statements() as seen:
        archive.query(queries.proposed_map_classes)
    assert sum("FROM declaration " in one for one in seen) == 4  # of one year
