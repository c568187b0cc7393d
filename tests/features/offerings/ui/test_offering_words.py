"""An offering in words for the screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from platform_kit import offering, provider

from sozdesk.features.offerings import queries
from sozdesk.features.offerings.terms import (
    Childcare,
    DecisionFact,
    DecisionKind,
    LanguageRow,
    PlaceRow,
    RecognitionOn,
)
from sozdesk.features.offerings.texts import searching
from sozdesk.features.offerings.ui import offering_words as words
from sozdesk.kernel.ids import natural_id
from sozdesk.widgets.states import State

DAY = date(2027, 1, 5)
ID = natural_id("x")


@pytest.fixture
def row(platform):
    return platform.query(queries.offering, offering(platform, provider(platform)), DAY)


def place(name: str, town: str, *, wheelchair: bool = True) -> PlaceRow:
    return PlaceRow(
        id=ID, version=1, provider_id=ID, name=name, address="", town=town, bfs_number=None,
        wheelchair=wheelchair,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [(18, None, "ab 18 %"), (None, 50, "bis 50 %"), (50, 50, "50 %"), (20, 80, "20–80 %")],
)
def test_a_span_is_said_as_people_do(row, low, high, said) -> None:
    assert words.how_much(replace(row, workload_from=low, workload_to=high)) == said


def test_what_is_unknown_is_said_to_be_so(row) -> None:
    assert words.how_much(row) == "noch nicht erfasst"
    assert words.free(row) == "noch nicht erfasst"
    assert words.where(row) == "noch nicht erfasst"
    assert words.begins(row, DAY) == "kein Beginn erfasst"
    assert words.included(row) == "nichts erfasst"


def test_whom_it_is_for_names_the_groups(row) -> None:
    said = words.for_whom(replace(row, for_women=True, for_mothers=True, age_to=25))
    assert said == (
        "Für Sozialhilfe und Asylbereich, besonders für Frauen und Mütter, bis 25 Jahre."
    )


def test_places_starts_and_extras(row) -> None:
    known = replace(
        row,
        capacity=12,
        places=(place("Kurslokal Bahnhof", "Liestal"), place("Sissach", "Sissach")),
        starts=(date(2026, 9, 1), date(2027, 2, 1)),
        childcare=Childcare.YES,
        includes_travel=True,
        includes_meals=True,
    )
    assert words.where(known) == "Kurslokal Bahnhof, Liestal; Sissach. Rollstuhlgängig."
    assert words.towns(known) == "Liestal, Sissach"
    assert words.begins(known, DAY) == "01.02.2027"
    assert words.free(known) == "12 Plätze"
    assert words.included(known) == "Fahrkosten, Verpflegung und Kinderbetreuung"
    steps = replace(known, places=(place("Liestal", "Liestal", wheelchair=False),))
    assert words.where(steps) == "Liestal."
    assert words.begins(replace(known, starts_any_time=True), DAY) == "jederzeit"


def test_a_recognition_in_full_and_in_short() -> None:
    nothing = RecognitionOn(recognised=False, since=None, until=None, by=None)
    held = RecognitionOn(recognised=True, since=DAY, until=None, by=None)
    bound = replace(held, until=date(2028, 12, 31), with_conditions=True)
    assert words.recognition(nothing) == "noch nicht anerkannt"
    assert words.recognition_short(nothing) == "nicht anerkannt"
    assert (words.recognition(held), words.recognition_short(held)) == ("anerkannt", "anerkannt")
    assert words.recognition(bound) == "anerkannt mit Auflagen bis 31.12.2028"
    assert words.recognition_short(bound) == "Auflagen, bis 31.12.2028"


def test_a_recognition_that_was_withdrawn_for_later_says_so_and_is_not_green() -> None:
    end = DecisionFact(
        kind=DecisionKind.REVOKED,
        number="2026-009",
        decided_on=DAY,
        valid_from=date(2027, 2, 1),
        valid_to=None,
    )
    held = RecognitionOn(recognised=True, since=DAY, until=date(2027, 1, 31), by=None, ended_by=end)
    assert words.recognition(held) == "anerkannt bis 31.01.2027 (entzogen)"
    assert words.recognition_short(held) == "bis 31.01.2027 (entzogen)"
    assert searching.recognised(held) == "anerkannt bis 31.01.2027 (entzogen)"
    assert words.recognition_symbol(held) == State.HINT


def test_a_language_without_levels_is_just_its_name() -> None:
    assert words.language(LanguageRow(language="Tigrinya", needed=None, reached=None)) == "Tigrinya"
