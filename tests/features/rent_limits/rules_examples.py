"""A declaration without any finding, and short ways to change it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from hypothesis import strategies as st

from sozdesk.features.rent_limits.rules import check_declaration, check_round
from sozdesk.features.rent_limits.terms import (
    MAIN_CATEGORIES,
    Category,
    Contact,
    Decision,
    DecisionBody,
    Extras,
    Interval,
    Method,
    MunicipalityFacts,
    RentKind,
    RoundRow,
    Thresholds,
)
from sozdesk.features.rent_limits.terms import Declaration as Declared

TODAY = date(2027, 1, 5)
LIMITS = Thresholds()
SOUND = (1000, 1200, 1400, 1600, 1750, 150)
"""Francs for 1 to 5 persons and each further one: steps of 20, 17, 14 and 9 %."""


def amounts(*francs):
    return {
        category: round(value * 100)
        for category, value in zip(MAIN_CATEGORIES, francs, strict=False)
        if value is not None
    }


def declared(*francs, year=2027, bfs=2841, extras=None, **changes):
    """A sound declaration of Böckten; ``extras`` as keywords of ``Extras``."""
    sound = Declared(
        bfs_number=bfs,
        year=year,
        amounts=amounts(*(francs or SOUND)),
        rent_kind=RentKind.NET,
        interval=Interval.MONTH,
        valid_from=date(year, 1, 1),
        decision=Decision(decided_on=date(year - 1, 11, 10)),
        method=Method.ADVERTS,
        contact=Contact(name="Anna Muster", email="anna.muster@example.ch"),
        extras=Extras(**(extras or {})),
    )
    return replace(sound, **changes)


def last_year(*francs, **changes):
    return declared(*francs, year=2026, **changes)


def round_of(year=2027):
    """The Erhebung of a year with the usual days."""
    return RoundRow(
        id=UUID(int=1),
        version=1,
        year=year,
        call_on=date(year - 1, 11, 1),
        due_on=date(year - 1, 12, 31),
        valid_from=date(year, 1, 1),
        blocks=frozenset(),
    )


def facts_of(bfs=2841, name="Böckten", district="Sissach", **changes):
    return MunicipalityFacts(bfs_number=bfs, name=name, district=district, **changes)


def check(declaration, *history, **options):
    options = {"thresholds": LIMITS, "today": TODAY, **options}
    return check_declaration(declaration, history=history, **options)


def check_all(incoming, *, facts, known=None, history=None, **options):
    options = {"index": (), "thresholds": LIMITS, "today": TODAY, **options}
    return check_round(incoming, known=known or {}, history=history or {}, facts=facts, **options)


def codes(findings):
    return [str(finding.code) for finding in findings]


def only(findings, code):
    """The one finding with this code."""
    (found,) = [finding for finding in findings if finding.code == code]
    return found


def with_group(declaration, **francs):
    """The declaration with amounts of other categories, by value: ``young_adult=800``."""
    more = {Category(key): round(value * 100) for key, value in francs.items()}
    return replace(declaration, amounts={**declaration.amounts, **more})


# ------------------------------------------------------------------ every declaration, however odd

DAYS = st.none() | st.dates(date(2000, 1, 1), date(2040, 12, 31))
RAPPEN = st.integers(-1000, 30_000_000) | st.sampled_from([0, 1, 100_000, 120_000])
BY_CATEGORY = st.dictionaries(st.sampled_from(Category), RAPPEN)
WORDS = st.sampled_from(["", " ", "BFS Mietpreisindex", "LIK", "ü"])

EXTRAS = st.builds(
    Extras,
    ancillary_amounts=BY_CATEGORY,
    counter_amounts=BY_CATEGORY,
    heating_included=st.none() | st.booleans(),
    index_name=WORDS,
    adverts_below=st.none() | st.integers(0, 50),
)
DECLARATIONS = st.builds(
    Declared,
    bfs_number=st.integers(2841, 2843),
    year=st.integers(2024, 2028),
    amounts=BY_CATEGORY,
    rent_kind=st.none() | st.sampled_from(RentKind),
    interval=st.none() | st.sampled_from(Interval),
    valid_from=DAYS,
    decision=st.builds(
        Decision,
        decided_on=DAYS,
        body=st.none() | st.sampled_from(DecisionBody),
        pending=st.booleans(),
        meeting_on=DAYS,
    ),
    method=st.none() | st.sampled_from(Method),
    method_text=WORDS,
    unchanged=st.booleans(),
    last_reviewed_on=DAYS,
    no_limits_reason=st.none() | WORDS,
    contact=st.builds(Contact, name=WORDS, email=WORDS, phone=WORDS),
    extras=EXTRAS,
)
