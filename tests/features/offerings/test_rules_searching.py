"""The search for an offering: what fits, in which order, why, and what is never found."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from search_examples import (
    BIEL_BENKEN,
    DAY,
    LAUFEN,
    LIESTAL,
    NAMES,
    NEVER_DECIDED,
    RECOGNISED,
    SISSACH,
    german,
    index,
    place,
    price,
    row,
)

from sozdesk.features.offerings import rules
from sozdesk.features.offerings.terms import (
    Audience,
    CefrLevel,
    Childcare,
    Financing,
    OfferingState,
    PriceUnit,
    RegimeRow,
    ShareBasis,
    TargetGroup,
    Unmet,
    Vat,
    Wanted,
)


def found(wanted: Wanted, *rows):
    """Numbers of what fits, in order."""
    result = rules.search(index(*rows), wanted)
    return [one.row.number for one in rules.described(result)]


def why(wanted: Wanted, one) -> str:
    (described,) = rules.described(rules.search(index(one), wanted))
    return described.why


# ------------------------------------------------------------------ free text


@pytest.mark.parametrize("typed", ["naeh", "Näh", "NAH", "nähen textil", "  nähen  "])
def test_every_typed_word_begins_a_word_of_the_offering(typed):
    rows = (row(1, content="Nähen, Flicken, Textilkunde"), row(2, content="Kochen"))
    assert found(Wanted(text=typed), *rows) == [1]


def test_a_word_does_not_fit_inside_of_another_word():
    assert found(Wanted(text="ähen"), row(content="Nähen")) == []


@pytest.mark.parametrize(
    "more",
    [
        {"title": "Werkstatt"},
        {"segment": "Werkstatt"},
        {"goals": "Werkstatt"},
        {"content": "Werkstatt"},
        {"provider_name": "Werkstatt AG"},
        {"category_name": "Werkstatt"},
        {"places": (place(town="Werkstatt"),)},
        {"languages": (german(name="Werkstatt"),)},
    ],
)
def test_a_word_is_looked_for_everywhere(more):
    assert found(Wanted(text="werkst"), row(**more)) == [1]


def test_a_word_of_the_title_comes_first():
    rows = (row(1, "Alltag", content="Kochen"), row(2, "Kochen"))
    assert found(Wanted(text="kochen"), *rows) == [2, 1]


def test_the_reason_names_where_a_word_stands():
    assert "«nah» in Inhalt" in why(Wanted(text="nah"), row(content="Nähen"))
    assert "«kurszentrum» in Anbieter/in" in why(Wanted(text="kurszentrum"), row())
    assert "Rechnen" not in why(Wanted(text="rechnen"), row())
    assert "«liestal»" not in why(Wanted(text="liesta"), row())


# ------------------------------------------------------------------ filters


def test_a_category_has_those_below_it_with_it():
    rows = (row(1), row(2, category_code="coaching"), row(3, category_code="support"))
    assert found(Wanted(category="support"), *rows) == [2, 3]


def test_a_radius_is_measured_between_centres_and_nobody_outside_of_the_canton_is_in_it():
    rows = (
        row(1, places=(place(LAUFEN),)),
        row(2, places=(place(None),)),
        row(3, places=()),
        row(4, places=(place(LIESTAL),)),
        row(5, places=(place(SISSACH), place(LAUFEN))),
    )
    assert found(Wanted(near=SISSACH, km=6), *rows) == [5, 4]
    assert found(Wanted(near=SISSACH, km=5), *rows) == [5]
    assert found(Wanted(near=SISSACH), *rows) == [5, 4, 1, 2, 3]


def test_a_full_course_stands_below_those_with_a_place_however_near_it_is():
    rows = (
        row(1, places=(place(SISSACH),), free_places=0),
        row(2, places=(place(LIESTAL),), free_places=1),
        row(3, places=(place(LAUFEN),)),
    )
    assert found(Wanted(near=SISSACH), *rows) == [2, 3, 1]


def test_a_municipality_without_a_centre_measures_nothing():
    assert found(Wanted(near=9999), row(1)) == [1]
    assert found(Wanted(near=9999, km=20), row(1)) == []


@pytest.mark.parametrize(
    ("needed", "reached", "fits"),
    [
        ("A2", "B1", True),
        ("B1", "B2", True),
        (None, None, True),
        (None, "B2", True),
        ("B1", None, True),
        ("B2", None, False),
        ("A1", "A2", False),
    ],
)
def test_who_can_b1_gets_what_asks_for_no_more_and_does_not_end_below(needed, reached, fits):
    one = row(1, languages=(german(needed, reached),))
    assert found(Wanted(level=CefrLevel.B1), one) == ([1] if fits else [])


def test_other_languages_ask_nothing_about_german():
    one = row(1, languages=(german("C1", name="Englisch"),))
    assert found(Wanted(level=CefrLevel.A1), one) == [1]
    assert "keine Sprachanforderung erfasst" in why(Wanted(level=CefrLevel.A1), one)


def test_what_leads_beyond_comes_before_what_ends_where_the_person_is():
    near, far = place(SISSACH), place(LAUFEN)
    rows = (
        row(1, languages=(german(CefrLevel.A2, CefrLevel.B1),), places=(near,)),
        row(2, languages=(german(CefrLevel.B1, CefrLevel.B2),), places=(far,)),
        row(3, languages=(german(CefrLevel.B1, CefrLevel.C1),), places=(near,)),
        row(4, languages=(german(CefrLevel.B1, CefrLevel.B2),), places=(near,), free_places=0),
    )
    assert found(Wanted(level=CefrLevel.B1, near=SISSACH), *rows) == [3, 2, 1, 4]
    assert found(Wanted(text="b1", near=SISSACH), *rows) == [3, 2, 1, 4]
    assert found(Wanted(near=SISSACH), *rows) == [1, 3, 2, 4]


def test_the_reason_says_whether_a_course_leads_beyond():
    ends = row(languages=(german(CefrLevel.A2, CefrLevel.B1),))
    beyond = row(languages=(german(CefrLevel.B1, CefrLevel.B2),))
    unknown = row(languages=(german(CefrLevel.B1, None),))
    wanted = Wanted(level=CefrLevel.B1)
    assert "verlangt A2, erreicht B1 · endet bei B1" in why(wanted, ends)
    assert "verlangt B1, erreicht B2 · führt über B1 hinaus" in why(wanted, beyond)
    assert "hinaus" not in why(wanted, unknown)
    assert "endet" not in why(Wanted(), ends)


@pytest.mark.parametrize(
    ("group", "more"),
    [
        (TargetGroup.SOCIAL_ASSISTANCE, {"audience": Audience.SOCIAL_ASSISTANCE}),
        (TargetGroup.ASYLUM, {"audience": Audience.ASYLUM}),
        (TargetGroup.REFUGEES, {"for_refugees": True}),
        (TargetGroup.WOMEN, {"for_women": True}),
        (TargetGroup.MOTHERS, {"for_mothers": True}),
        (TargetGroup.HEALTH, {"with_health_impairment": True}),
    ],
)
def test_a_target_group_keeps_what_is_made_for_it(group, more):
    other = {"audience": Audience.ASYLUM} if group is TargetGroup.SOCIAL_ASSISTANCE else {}
    if group is TargetGroup.ASYLUM:
        other = {"audience": Audience.SOCIAL_ASSISTANCE}
    wanted = Wanted(groups=frozenset({group}))
    assert found(wanted, row(1, **more), row(2, **other)) == [1]


def test_both_kinds_of_support_fit_an_offering_for_both():
    both = frozenset({TargetGroup.SOCIAL_ASSISTANCE, TargetGroup.ASYLUM})
    assert found(Wanted(groups=both), row(1)) == [1]
    assert "Sozialhilfe · Asylbereich" in why(Wanted(groups=both), row(1))


@pytest.mark.parametrize(("age", "fits"), [(17, False), (18, True), (25, True), (26, False)])
def test_an_age_lies_within_both_limits(age, fits):
    assert bool(found(Wanted(age=age), row(age_from=18, age_to=25))) is fits


def test_who_states_no_age_takes_everybody():
    assert found(Wanted(age=99), row()) == [1]


@pytest.mark.parametrize(
    ("starts", "fits"),
    [
        ((date(2027, 1, 5),), True),
        ((date(2027, 2, 2),), True),
        ((date(2027, 2, 3),), False),
        ((date(2027, 1, 4),), False),
        ((), False),
    ],
)
def test_a_beginning_within_four_weeks_is_at_most_28_days_away(starts, fits):
    assert bool(found(Wanted(weeks=4), row(starts=starts))) is fits


def test_what_begins_any_time_begins_in_time():
    assert found(Wanted(weeks=0), row(starts_any_time=True)) == [1]


def test_very_many_weeks_are_just_very_many():
    assert found(Wanted(weeks=10**9), row(starts=(DAY,))) == [1]


@pytest.mark.parametrize(("places", "fits"), [(None, False), (0, False), (1, True)])
def test_places_are_free_only_where_somebody_said_so(places, fits):
    assert bool(found(Wanted(free=True), row(free_places=places))) is fits


def test_a_price_is_compared_per_unit_with_the_tax_on_it():
    taxed = {"vat": Vat.EXCLUDED, "vat_rate": 810}
    rows = (
        row(1, price=price(100_00)),
        row(2, price=price(100_01)),
        row(3, price=price(90_00, PriceUnit.MONTH)),
        row(4, price=price(100_00, **taxed)),
        row(5, price=price(50_00, vat=Vat.EXCLUDED)),
        row(6, price=None),
        row(7, price=None, financing=Financing.FREE),
    )
    assert found(Wanted(max_price=100_00, unit=PriceUnit.DAY), *rows) == [1, 7]
    assert found(Wanted(max_price=100_00), *rows) == [1, 3, 7]
    wanted = Wanted(max_price=100_00)
    assert why(wanted, rows[0]).endswith("100.00 pro Tag")
    assert why(wanted, rows[6]).endswith("kostet pro Person nichts")


def test_childcare_that_is_certain_comes_before_the_one_on_request():
    rows = (
        row(1, childcare=Childcare.ON_REQUEST),
        row(2, childcare=Childcare.NO),
        row(3, childcare=Childcare.YES),
    )
    assert found(Wanted(childcare=True), *rows) == [3, 1]


def test_a_wheelchair_needs_one_place_that_it_can_reach():
    rows = (row(1), row(2, places=(place(), place(SISSACH, wheelchair=True))))
    assert found(Wanted(wheelchair=True), *rows) == [2]
    assert "rollstuhlgängig" in why(Wanted(wheelchair=True), rows[1])


# ------------------------------------------------------------------ hidden ones


ENDED = replace(RECOGNISED, recognised=False, since=date(2026, 7, 1), until=None)


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"state": OfferingState.PAUSED}, "pausiert"),
        ({"state": OfferingState.DRAFT}, "Entwurf"),
        ({"recognition": NEVER_DECIDED}, "nicht anerkannt"),
        ({"recognition": ENDED}, "nicht mehr anerkannt seit 01.07.2026"),
    ],
)
def test_what_is_not_recognised_or_not_on_the_platform_is_shown_on_demand_with_the_reason(
    more, reason
):
    rows = (row(1, **more), row(2))
    assert found(Wanted(), *rows) == [2]
    assert found(Wanted(hidden=True), *rows) == [2, 1]
    assert why(Wanted(hidden=True), rows[0]).startswith(f"{reason} · Grundkompetenzkurs")


# ------------------------------------------------------------------ why


def test_the_reason_says_everything_that_matters_in_one_line():
    one = row(
        languages=(german("A2", "B1"),),
        childcare=Childcare.YES,
        starts=(date(2027, 1, 26),),
        free_places=4,
        free_as_of=date(2026, 12, 12),
    )
    assert why(Wanted(near=SISSACH), one) == (
        "Grundkompetenzkurs · Liestal, 6 km von Sissach · verlangt A2, erreicht B1 · "
        "Kinderbetreuung · Beginn in 3 Wochen · 4 Plätze frei, Stand 12.12.2026"
    )


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"starts": (date(2027, 1, 5),)}, "Beginn heute"),
        ({"starts": (date(2027, 1, 6),)}, "Beginn in 1 Tag"),
        ({"starts": (date(2027, 3, 16),)}, "Beginn in 10 Wochen"),
        ({"starts": (date(2027, 3, 17),)}, "Beginn 17.03.2027"),
        ({"starts_any_time": True}, "Beginn jederzeit"),
        ({"free_places": 0}, "kein Platz frei"),
        ({"free_places": 1}, "1 Platz frei"),
        ({"childcare": Childcare.ON_REQUEST}, "Kinderbetreuung nach Absprache"),
        ({"places": ()}, "Ort nicht erfasst"),
        ({"places": (place(SISSACH),)}, "Sissach"),
        ({"languages": (german(None, "B1"),)}, "erreicht B1"),
    ],
)
def test_each_part_of_the_reason_reads_well(more, said):
    assert said in why(Wanted(near=SISSACH), row(**more)).split(" · ")


def test_without_a_municipality_no_distance_is_said():
    assert "km" not in why(Wanted(), row())


# ------------------------------------------------------------------ plain words


def meanings(text):
    return [(one.word, one.said) for one in rules.search(index(), Wanted(text=text)).meanings]


def test_plain_words_are_understood_as_filters():
    assert meanings("deutsch b1 Kinder sissach") == [
        ("b1", "Person kann Deutsch B1"),
        ("kinder", "Kinderbetreuung"),
        ("sissach", "bis 15 km von Sissach"),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Biel-Benken", "bis 15 km von Biel-Benken"),
        ("biel benken", "bis 15 km von Biel-Benken"),
        ("Grundkompetenz", "Grundkompetenzkurs"),
        ("Mütter", "Mütter"),
        ("frauen", "Frauen"),
        ("flüchtlinge", "Flüchtlinge"),
        ("asyl", "Asylbereich"),
        ("rollstuhl", "rollstuhlgängig"),
        ("frei", "Plätze frei"),
    ],
)
def test_one_word_means_one_filter(text, said):
    assert [meaning for _word, meaning in meanings(text)] == [said]


@pytest.mark.parametrize("text", ["grund", "biel", "nähen", "", "…"])
def test_what_is_too_short_or_unknown_is_only_looked_for(text):
    assert meanings(text) == []


def test_a_word_said_twice_is_one_filter():
    assert meanings("kind kinder") == [("kind", "Kinderbetreuung")]


def test_an_understood_word_finds_by_its_meaning_and_still_by_itself():
    rows = (
        row(1, "Deutsch B1"),
        row(2, "Deutsch", languages=(german("B2"),)),
        row(3, "Deutsch im Beruf", languages=(german("B1", "B2"),)),
    )
    assert found(Wanted(text="deutsch b1"), *rows) == [1, 3]


def test_the_whole_sentence_finds_the_course_near_by():
    fitting = {"childcare": Childcare.YES, "languages": (german("A2", "B1"),)}
    rows = (
        row(1, **fitting),
        row(2, **{**fitting, "childcare": Childcare.NO}),
        row(3, **fitting, places=(place(LAUFEN),)),
        row(4, **{**fitting, "languages": (german("B2"),)}),
    )
    assert found(Wanted(text="Grundkompetenz b1 kinder sissach"), *rows) == [1]


def test_a_typed_municipality_takes_the_place_of_the_own_one_but_not_of_a_radius():
    typed = rules.search(index(), Wanted(text="sissach", near=LAUFEN))
    assert (typed.effective.near, typed.effective.km) == (SISSACH, 15)
    fixed = rules.search(index(), Wanted(text="sissach", near=LAUFEN, km=10))
    assert (fixed.effective.near, fixed.effective.km) == (LAUFEN, 10)


def test_words_that_became_filters_leave_the_text():
    result = rules.search(index(), Wanted(text="nähen B1 Biel-Benken kinder"))
    assert rules.rest_of_text(result) == "nähen"
    assert result.effective_place == Wanted(near=BIEL_BENKEN)


def test_the_shares_of_an_offering_are_one_per_regime_and_say_what_is_missing():
    regime = RegimeRow(
        id=UUID(int=1),
        version=1,
        code="social_assistance",
        valid_from=date(2023, 1, 1),
        ended_on=None,
        position=1,
        name="Sozialhilfe",
        citation="",
        source="",
    )
    basis = ShareBasis(regimes=(regime,), rates=(), tariffs=(), parents={}, day=DAY)
    (share,) = rules.shares_of(basis, row(price=price(100_00)))
    assert share.share is None
    assert share.reasons == (
        "Ansatz fehlt (Sozialhilfe, Grundkompetenzkurs): Abrechnung gesperrt.",
    )


def test_several_typed_groups_are_asked_for_together():
    result = rules.search(index(), Wanted(text="frauen flüchtlinge"))
    assert result.effective.groups == {TargetGroup.WOMEN, TargetGroup.REFUGEES}


# ------------------------------------------------------------------ needs without an offering


def unmet(wanted, *rows):
    return rules.unmet(rules.search(index(*rows), wanted))


def test_a_need_is_unmet_if_nothing_fits_or_every_place_is_taken():
    assert unmet(Wanted(childcare=True), row()) is Unmet.NOTHING_FOUND
    assert unmet(Wanted(), row(1, free_places=0), row(2, free_places=0)) is Unmet.NO_FREE_PLACE
    assert unmet(Wanted(), row(1, free_places=0), row(2, free_places=1)) is None
    assert unmet(Wanted(), row(1, free_places=0), row(2)) is None


def test_hidden_offerings_meet_no_need():
    paused = row(1, state=OfferingState.PAUSED, free_places=3)
    assert unmet(Wanted(hidden=True), paused) is Unmet.NOTHING_FOUND


def test_who_asked_for_free_places_is_told_whether_there_are_courses_at_all():
    assert unmet(Wanted(free=True), row(free_places=0)) is Unmet.NO_FREE_PLACE
    assert unmet(Wanted(free=True), row()) is Unmet.NO_FREE_PLACE
    assert unmet(Wanted(free=True, childcare=True), row()) is Unmet.NOTHING_FOUND


def criteria(wanted):
    return rules.criteria_of(wanted, categories={"basic_skills": "Grundkompetenzkurs"}, names=NAMES)


def test_a_need_is_named_by_its_filters_without_text_and_age():
    wanted = Wanted(
        text="Frau Beispiel",
        age=34,
        category="basic_skills",
        near=SISSACH,
        km=15,
        level=CefrLevel.B1,
        groups=frozenset({TargetGroup.MOTHERS, TargetGroup.ASYLUM}),
        weeks=4,
        max_price=250_00,
        unit=PriceUnit.DAY,
        childcare=True,
        wheelchair=True,
    )
    assert criteria(wanted) == (
        "Grundkompetenzkurs, Deutsch B1, Asylbereich, Mütter, Kinderbetreuung, rollstuhlgängig, "
        "Beginn innert 4 Wochen, Preis bis 250.00 pro Tag, bis 15 km von Sissach"
    )


def test_nothing_that_may_be_kept_is_left_of_typed_text():
    assert criteria(Wanted(text="Beispiel", age=34, near=SISSACH)) == ""
    assert criteria(Wanted(max_price=100_00, category="x", near=1, km=5)) == (
        "x, Preis bis 100.00, bis 5 km von 1"
    )


# ------------------------------------------------------------------ whatever is typed


ROWS = (
    row(1, content="Kochen", childcare=Childcare.YES, free_places=0),
    row(2, "Deutsch", languages=(german("A2", "B1"),), places=(place(SISSACH, wheelchair=True),)),
    row(3, "Coaching", category_code="coaching", for_women=True, starts=(date(2027, 2, 1),)),
    row(4, "Werkstatt", price=price(80_00), places=(place(None),), state=OfferingState.PAUSED),
    row(5, "Bewerbung", age_from=18, age_to=25, starts_any_time=True, for_refugees=True),
)
BIG = index(*ROWS)
WORDS = st.sampled_from(["deutsch", "b1", "kinder", "sissach", "k", "coaching", "frauen", "ä", "x"])
TEXTS = st.one_of(st.text(max_size=40), st.lists(WORDS, max_size=5).map(" ".join))
FILTERS = {
    "category": st.sampled_from(["basic_skills", "support", "other"]),
    "level": st.sampled_from(CefrLevel),
    "groups": st.frozensets(st.sampled_from(TargetGroup), min_size=1),
    "age": st.integers(0, 120),
    "weeks": st.integers(0, 5000),
    "free": st.just(True),
    "max_price": st.integers(0, 10**7),
    "childcare": st.just(True),
    "wheelchair": st.just(True),
}


@st.composite
def wishes(draw):
    names = draw(st.sets(st.sampled_from(sorted(FILTERS)), max_size=4))
    chosen = {name: draw(FILTERS[name]) for name in names}
    near = draw(st.sampled_from([None, SISSACH, LIESTAL, 1]))
    return Wanted(
        text=draw(TEXTS),
        near=near,
        km=draw(st.none() | st.integers(0, 50)) if near else None,
        hidden=draw(st.booleans()),
        **chosen,
    )


def numbers(wanted):
    return [one.row.number for one in rules.described(rules.search(BIG, wanted))]


@given(wishes())
def test_no_search_fails_and_the_same_search_answers_the_same(wanted):
    assert numbers(wanted) == numbers(wanted)
    assert len(rules.search(BIG, wanted)) == len(set(numbers(wanted)))


@given(wishes(), st.data())
def test_one_more_filter_never_finds_more(wanted, data):
    name = data.draw(st.sampled_from(sorted(FILTERS)))
    if getattr(wanted, name) == getattr(Wanted(), name):
        narrower = replace(wanted, **{name: data.draw(FILTERS[name])})
        assert set(numbers(narrower)) <= set(numbers(wanted))


@given(wishes(), WORDS)
def test_one_more_word_never_finds_more(wanted, word):
    assert set(numbers(replace(wanted, text=f"{wanted.text} . {word}"))) <= set(numbers(wanted))


@given(wishes(), st.integers(0, 50))
def test_a_smaller_radius_never_finds_more(wanted, km):
    if wanted.km is not None and km <= wanted.km:
        assert set(numbers(replace(wanted, km=km))) <= set(numbers(wanted))


@given(wishes())
def test_showing_hidden_ones_loses_none(wanted):
    assert set(numbers(wanted)) <= set(numbers(replace(wanted, hidden=True)))


@given(TEXTS)
def test_typed_text_is_never_part_of_what_is_counted(text):
    result = rules.search(BIG, Wanted(text=text))
    kept = criteria(result.effective)
    assert kept == criteria(replace(result.effective, text=""))


def test_a_provider_that_is_asked_for_keeps_its_offerings_only():
    theirs, other = row(1), replace(row(2), provider_id=UUID(int=99))
    found = rules.search(index(theirs, other), Wanted(provider=UUID(int=99)))
    assert [entry.row.number for entry in found.entries] == [2]
