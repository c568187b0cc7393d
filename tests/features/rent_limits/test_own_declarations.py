"""A Sozialdienst declares: draft, form, correction, a new Beschluss, what colleagues see."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from own_examples import (
    BRETZWIL,
    LAUWIL,
    OWN,
    REIGOLDSWIL,
    TODAY,
    canton,
    derivation_of,
    finish,
    own,
    own_declared,
    own_template,
    row_of,
    save,
    seen,
)
from returns_examples import declared

from sozdesk.archive import blobs, search
from sozdesk.features.offices import queries as offices
from sozdesk.features.offices import usecases as offices_usecases
from sozdesk.features.offices.terms import Job
from sozdesk.features.rent_limits import queries, texts, usecases
from sozdesk.features.rent_limits.terms import (
    Around,
    Category,
    ComparisonBasis,
    Derivation,
    Extras,
    IndexBasis,
    IndexValue,
    Interval,
    Offer,
    QuantileBasis,
    ReceivedVia,
    RentKind,
    ReturnState,
    RoomRange,
)
from sozdesk.kernel.errors import NotFound, Outdated, RuleViolation

__all__ = ["own", "own_template"]

JULY = date(2027, 7, 1)
ARBOLDSWIL = 2881
DISTRICT = Derivation(
    amounts={Category.P1: 850_00},
    rent_kind=RentKind.NET,
    interval=Interval.MONTH,
    basis=ComparisonBasis(
        year=2026, around=Around.DISTRICT, district="Waldenburg", names=("Arboldswil",), step=10_00
    ),
)
NEIGHBOURS = replace(DISTRICT, basis=replace(DISTRICT.basis, around=Around.NEIGHBOURS))


def rows(archive):
    return archive.query(queries.own_rows, TODAY)


def states(archive):
    return [
        (row.municipality.short_name, row.year, texts.own_state(row, TODAY))
        for row in rows(archive)
    ]


def codes(error):
    return [finding.code for finding in error.value.findings]


def changed(declaration, start=JULY, first=900):
    return replace(own_declared(declaration.bfs_number, first), valid_from=start)


# ------------------------------------------------------------------ what is to do


def test_the_year_stands_there_for_every_own_municipality_before_anything_is_written(own):
    assert states(own) == [
        ("Bretzwil", 2027, "offen"),
        ("Lauwil", 2027, "offen"),
        ("Reigoldswil", 2027, "offen"),
    ]
    assert {row.due_on for row in rows(own)} == {date(2026, 12, 31)}
    assert own.query(queries.round_of, 2027) is None  # looking writes nothing


def test_only_municipalities_that_the_office_declares_for_are_asked(own):
    membership = own.query(offices.memberships, LAUWIL, Job.DECLARES)[0]
    command = offices_usecases.LeaveServices(
        memberships=((membership.id, membership.version),), ended_on=date(2026, 11, 30)
    )
    own.run(offices_usecases.leave_services, command)
    assert [row.municipality.bfs_number for row in rows(own)] == [BRETZWIL, REIGOLDSWIL]
    assert [row.bfs_number for row in own.query(offices.own_municipalities, TODAY)] == list(OWN)


def test_past_the_deadline_it_is_overdue(own):
    late = own.query(queries.own_rows, date(2027, 1, 3))
    assert {texts.own_state(row, date(2027, 1, 3)) for row in late} == {"überfällig"}
    assert texts.own_title(2027, late[0].due_on, date(2027, 1, 3), left=3) == (
        "Mietzinsgrenzwerte 2027: seit 3 Tagen überfällig"
    )


def test_the_title_counts_the_days_until_everything_is_declared(own):
    due = date(2026, 12, 31)
    assert texts.own_title(2027, due, TODAY, left=2) == "Mietzinsgrenzwerte 2027: noch 23 Tage"
    assert texts.own_title(2027, due, TODAY, left=0) == "Mietzinsgrenzwerte 2027: gemeldet"


def test_the_cantonal_office_has_no_own_municipalities(archive):
    assert archive.query(queries.own_rows, TODAY) == ()
    assert archive.query(offices.own_municipalities, TODAY) == ()


# ------------------------------------------------------------------ draft


def test_a_draft_is_seen_by_colleagues_and_goes_on(own):
    outcome = save(own, own_declared(first=850))
    assert outcome.summary == "Entwurf Bretzwil 2027 gespeichert"
    row = row_of(own)
    assert texts.own_state(row, TODAY) == "Entwurf"
    assert texts.own_detail(row, TODAY) == "Entwurf vom 08.12.2026, Anna Muster"
    assert texts.own_verb(row) == "Weiter"
    assert row.draft.declaration == own_declared(first=850)
    assert row.declared is None

    less = replace(own_declared(), amounts={Category.P1: 860_00}, remark="in Arbeit")
    save(own, less)
    (only,) = row_of(own).revisions
    assert (only.revision, only.declaration) == (1, less)


def test_a_draft_may_be_incomplete_and_counts_nowhere(own):
    save(own, replace(own_declared(), amounts={}, rent_kind=None))
    assert own.query(queries.declared_last, 2027) == {}
    assert len(queries.left_to_declare(rows(own), TODAY)) == 3


def test_the_first_draft_makes_the_erhebung_with_the_usual_days(own):
    save(own)
    found = own.query(queries.round_of, 2027)
    assert (found.call_on, found.due_on, found.valid_from) == (
        date(2026, 11, 1),
        date(2026, 12, 31),
        date(2027, 1, 1),
    )
    with pytest.raises(RuleViolation):  # nobody opens one here
        own.run(usecases.open_round, usecases.OpenRound(year=2028))


@pytest.mark.parametrize("year", [99, 1999, 2101])
def test_no_erhebung_is_made_for_a_slip_in_the_year(own, year):
    with pytest.raises(RuleViolation, match=f"Das Jahr {year} ist nicht möglich"):
        save(own, own_declared(year=year))
    assert own.query(queries.round_of, year) is None


def test_saving_can_be_undone(own):
    save(own)
    own.undo_last()
    assert row_of(own).revisions == ()
    assert own.query(queries.round_of, 2027) is None


def test_who_opened_the_form_before_a_colleague_saved_is_told_so(own):
    save(own)
    with pytest.raises(Outdated, match="ein Entwurf von Anna Muster gespeichert"):
        own.run(usecases.save_own, usecases.SaveOwn(declaration=own_declared(first=900)))
    assert row_of(own).draft.declaration == own_declared()


def test_a_draft_that_was_deleted_meanwhile_is_named(own):
    save(own)
    before = seen(own)
    own.run(usecases.discard_own, usecases.DiscardOwn(bfs_number=BRETZWIL, year=2027))
    with pytest.raises(Outdated, match="Entwurf wurde in der Zwischenzeit gelöscht"):
        own.run(usecases.save_own, usecases.SaveOwn(declaration=own_declared(), seen=before))


def test_a_draft_is_deleted_with_its_derivation(own):
    save(own, derivation=DISTRICT)
    command = usecases.DiscardOwn(bfs_number=BRETZWIL, year=2027)
    assert own.run(usecases.discard_own, command).summary == "Entwurf Bretzwil 2027 gelöscht"
    assert row_of(own).revisions == ()
    save(own)  # the next draft does not find the one before
    assert derivation_of(own) is None
    own.run(usecases.discard_own, command)
    with pytest.raises(NotFound):
        own.run(usecases.discard_own, command)


def test_the_cantonal_office_declares_nothing_itself(archive):
    with pytest.raises(RuleViolation) as error:
        archive.run(usecases.save_own, usecases.SaveOwn(declaration=own_declared()))
    assert codes(error) == ["not_a_service"]


def test_a_municipality_of_others_is_refused(own):
    with pytest.raises(RuleViolation) as error:
        own.run(usecases.save_own, usecases.SaveOwn(declaration=declared(2861)))
    assert codes(error) == ["not_own"]
    assert str(error.value).startswith("Sissach: Ihre Stelle meldet nicht für diese Gemeinde.")
    with pytest.raises(RuleViolation, match=r"^351: "):
        own.run(usecases.save_own, usecases.SaveOwn(declaration=declared(351)))


# ------------------------------------------------------------------ form and pdf


def test_a_finished_declaration_is_recorded_with_its_documents(own):
    outcome = finish(own)
    assert outcome.summary == "Formular Bretzwil 2027 erstellt"
    (only,) = row_of(own).revisions
    assert (only.state, only.via, only.received_on) == (
        ReturnState.RECORDED,
        ReceivedVia.OWN,
        TODAY,
    )
    assert only.recorded_by == "Anna Muster"
    assert only.file_name == "Mietzinsgrenzwerte_2027_2883_Bretzwil.xlsx"
    assert [one.name for one in only.documents] == [only.file_name, "meldung.pdf"]
    assert own.query(blobs.get, only.documents[1].sha256) == b"%PDF"
    assert (outcome.value.result, outcome.value.revision) == ("recorded", 1)
    assert own.query(queries.declared_last, 2027) == {BRETZWIL: own_declared()}
    row = row_of(own)
    assert texts.own_detail(row, TODAY) == "Formular erstellt am 08.12.2026"
    assert (texts.own_verb(row), row.is_done) == ("Nochmals ansehen", True)


def test_a_saved_draft_becomes_the_declaration(own):
    save(own, own_declared(first=800))
    finish(own, own_declared(first=850))
    (only,) = row_of(own).revisions
    assert (only.revision, only.declaration) == (1, own_declared(first=850))


@pytest.mark.parametrize(
    ("changes", "state", "word"),
    [
        ({"unchanged": True}, ReturnState.CONFIRMED_UNCHANGED, "unverändert"),
        (
            {"no_limits_reason": "keine Miete", "amounts": {}},
            ReturnState.NO_LIMITS,
            "keine Grenzwerte",
        ),
    ],
)
def test_the_state_says_what_was_declared(own, changes, state, word):
    finish(own, own_declared(year=2026))
    finish(own, own_declared(**changes))
    row = row_of(own)
    assert (row.declared.state, texts.own_state(row, TODAY)) == (state, word)


def test_incomplete_is_refused_with_the_missing_answers(own):
    lacking = replace(own_declared(), amounts={Category.P1: 830_00}, interval=None)
    with pytest.raises(RuleViolation) as error:
        finish(own, lacking)
    assert [(one.code, one.field) for one in error.value.findings] == [
        ("missing_amount", "amount_p2"),
        ("missing_amount", "amount_p3"),
        ("missing_amount", "amount_p4"),
        ("missing_amount", "amount_p5"),
        ("missing_interval", "interval"),
    ]
    assert row_of(own).revisions == ()


def test_hints_are_kept_and_stop_nothing(own):
    finish(own, own_declared(year=2026))
    finish(own, own_declared(first=1100))  # +33 %
    found = {finding.code for finding in row_of(own).declared.findings}
    assert "change_large" in found


def test_what_is_sent_is_not_undone(own):
    finish(own)
    undoable = own.last_undoable()
    assert undoable is None or "erstellt" not in undoable.summary


# ------------------------------------------------------------------ correction


def test_a_correction_is_the_next_version_and_the_first_stays_readable(own):
    finish(own)
    save(own, own_declared(first=840))
    row = row_of(own)
    assert texts.own_state(row, TODAY) == "Entwurf (Version 2)"
    assert row.declared.declaration == own_declared()
    assert own.query(queries.declared_last, 2027)[BRETZWIL] == own_declared()  # holds until then

    outcome = finish(own, own_declared(first=840))
    assert outcome.summary == "Formular Bretzwil 2027 erstellt, Version 2"
    assert outcome.value.result == "superseded"
    newest, first = row_of(own).revisions
    assert (newest.revision, newest.file_name) == (
        2,
        "Mietzinsgrenzwerte_2027_2883_Bretzwil_Version_2.xlsx",
    )
    assert (first.revision, first.declaration, len(first.documents)) == (1, own_declared(), 2)


def test_the_same_once_more_changes_nothing_and_drops_the_draft(own):
    finish(own)
    acts = own.query(queries.own_row, TODAY, BRETZWIL, 2027).revisions[0].version
    outcome = finish(own)
    assert outcome.value.result == "identical"
    assert outcome.summary == "Bretzwil: gleich wie Version 1, nichts geändert"
    assert row_of(own).revisions[0].version == acts

    save(own, own_declared(first=900))
    finish(own, own_declared())
    assert [row.revision for row in row_of(own).revisions] == [1]


@pytest.mark.parametrize("of_draft", [None, NEIGHBOURS])
def test_a_deleted_correction_leaves_the_declaration_and_its_derivation(own, of_draft):
    finish(own, derivation=DISTRICT)
    save(own, own_declared(first=900), derivation=of_draft)
    assert derivation_of(own) == of_draft
    own.run(usecases.discard_own, usecases.DiscardOwn(bfs_number=BRETZWIL, year=2027))
    assert row_of(own).is_done
    assert derivation_of(own) == DISTRICT


def test_a_deleted_correction_comes_back_with_its_derivation(own):
    finish(own, derivation=DISTRICT)
    save(own, own_declared(first=900), derivation=NEIGHBOURS)
    own.run(usecases.discard_own, usecases.DiscardOwn(bfs_number=BRETZWIL, year=2027))
    own.undo_last()
    assert row_of(own).draft.declaration == own_declared(first=900)
    assert derivation_of(own) == NEIGHBOURS


@pytest.mark.parametrize("of_draft", [None, NEIGHBOURS])
def test_a_correction_that_says_the_same_leaves_the_derivation(own, of_draft):
    finish(own, derivation=DISTRICT)
    save(own, own_declared(first=900), derivation=of_draft)
    finish(own, derivation=of_draft)
    assert derivation_of(own) == DISTRICT


@pytest.mark.parametrize("of_second", [None, NEIGHBOURS])
def test_every_version_keeps_how_it_was_found(own, of_second):
    finish(own, derivation=DISTRICT)
    finish(own, own_declared(first=840), derivation=of_second)
    second, first = row_of(own).revisions
    assert own.query(queries.derivation, first.id) == DISTRICT
    assert own.query(queries.derivation, second.id) == of_second


def test_documents_of_an_older_version_are_not_taken_for_the_next(own):
    finish(own)
    command = usecases.FinishOwn(
        declaration=own_declared(first=900), seen=seen(own), revision=1, documents=()
    )
    with pytest.raises(Outdated, match="Version 1 von Anna Muster gespeichert"):
        own.run(usecases.finish_own, command)


# ------------------------------------------------------------------ a new Beschluss


def test_a_new_beschluss_in_the_year_stands_beside_the_declaration(own):
    finish(own)
    outcome = finish(own, changed(own_declared()), change_from=JULY)
    assert outcome.summary == "Formular Bretzwil 2027, Änderung ab 01.07.2027 erstellt"
    assert [row.change_from for row in rows(own) if row.municipality.bfs_number == BRETZWIL] == [
        None,
        JULY,
    ]
    assert row_of(own).declared.declaration == own_declared()
    assert row_of(own, change_from=JULY).previous == own_declared()
    assert own.query(queries.declared_last, 2027)[BRETZWIL] == changed(own_declared())
    names = [row.declared.file_name for row in rows(own) if row.declared]
    assert names[1] == "Mietzinsgrenzwerte_2027_2883_Bretzwil_ab_2027-07-01.xlsx"


def test_next_year_compares_with_the_last_change(own):
    finish(own)
    finish(own, changed(own_declared()), change_from=JULY)
    assert row_of(own, year=2028).previous == changed(own_declared())
    assert own.query(queries.own_history, BRETZWIL, 2028) == (
        changed(own_declared()),
        own_declared(),
    )
    assert own.query(queries.own_history, BRETZWIL, 2027, JULY) == (own_declared(),)


def test_the_draft_of_a_change_moves_with_its_day(own):
    finish(own)
    save(own, changed(own_declared()), change_from=JULY, derivation=DISTRICT)
    august = date(2027, 8, 1)
    save(
        own,
        changed(own_declared(), august),
        change_from=august,
        was_from=JULY,
        derivation=DISTRICT,
    )
    assert row_of(own, change_from=JULY).revisions == ()
    assert row_of(own, change_from=august).draft.declaration.valid_from == august
    assert derivation_of(own, change_from=august) == DISTRICT
    save(own, changed(own_declared()), change_from=JULY)
    assert derivation_of(own, change_from=JULY) is None


@pytest.mark.parametrize(
    ("start", "valid_from", "code"),
    [
        (JULY, date(2027, 8, 1), "change_without_day"),
        (date(2027, 1, 1), date(2027, 1, 1), "change_too_early"),
        (date(2028, 2, 1), date(2028, 2, 1), "change_of_other_year"),
    ],
)
def test_a_change_from_an_impossible_day_is_refused(own, start, valid_from, code):
    finish(own)
    with pytest.raises(RuleViolation) as error:
        save(own, replace(own_declared(), valid_from=valid_from), change_from=start)
    assert codes(error) == [code]
    assert error.value.findings[0].field == "valid_from"


def test_a_change_needs_a_declaration_to_change(own):
    with pytest.raises(RuleViolation) as error:
        save(own, changed(own_declared()), change_from=JULY)
    assert codes(error) == ["nothing_to_change"]


def test_two_changes_of_one_day_are_one_and_its_correction(own):
    finish(own)
    finish(own, changed(own_declared()), change_from=JULY)
    with pytest.raises(RuleViolation) as error:
        save(own, changed(own_declared(), first=950), change_from=JULY)
    assert codes(error) == ["already_a_change"]
    outcome = finish(own, changed(own_declared(), first=950), change_from=JULY, was_from=JULY)
    assert outcome.value.revision == 2


def test_a_new_change_leaves_the_correction_that_somebody_works_on(own):
    finish(own)
    save(own, own_declared(first=840))
    save(own, changed(own_declared()), change_from=JULY)
    assert row_of(own).draft.declaration == own_declared(first=840)
    assert row_of(own, change_from=JULY).draft.declaration == changed(own_declared())


# ------------------------------------------------------------------ earlier years


def test_last_year_comes_from_the_own_file_else_from_the_overview_of_the_canton(own):
    canton(own, own_declared(BRETZWIL, 800, year=2026), own_declared(LAUWIL, 820, year=2026))
    assert row_of(own).previous == own_declared(BRETZWIL, 800, year=2026)
    assert row_of(own, LAUWIL).previous.amounts[Category.P1] == 820_00
    assert row_of(own, REIGOLDSWIL).previous is None
    assert states(own)[3:] == [("Bretzwil", 2026, "erfasst"), ("Lauwil", 2026, "erfasst")]


def test_what_held_two_years_ago_is_no_last_year(own):
    finish(own, own_declared(year=2025))
    assert row_of(own).previous is None
    assert own.query(queries.own_history, BRETZWIL, 2027) == (own_declared(year=2025),)


def test_a_municipality_that_left_stays_in_the_history_only(own):
    finish(own, own_declared(LAUWIL, year=2026))
    membership = own.query(offices.memberships, LAUWIL, Job.DECLARES)[0]
    command = offices_usecases.LeaveServices(
        memberships=((membership.id, membership.version),), ended_on=date(2026, 11, 30)
    )
    own.run(offices_usecases.leave_services, command)
    assert [(name, year) for name, year, _ in states(own)] == [
        ("Bretzwil", 2027),
        ("Reigoldswil", 2027),
        ("Lauwil", 2026),
    ]


def test_many_years_ask_no_more_of_the_file(own, statements):
    finish(own, own_declared(year=2026))
    with statements() as few:
        rows(own)
    for year in (2024, 2025):
        finish(own, own_declared(year=year))
    with statements() as many:
        rows(own)
    assert len(many) - len(few) <= 2  # the deadline of each year


# ------------------------------------------------------------------ the municipalities around


def test_the_district_and_the_neighbours_are_there_without_the_own_municipality(own):
    canton(
        own,
        own_declared(BRETZWIL, 800, year=2026),
        own_declared(LAUWIL, 810, year=2026),
        declared(ARBOLDSWIL, 900, year=2026),
        declared(2861, 1000, year=2026),  # Sissach, another district
        declared(2829, 1100, year=2026),  # Liestal, said to be a neighbour
    )
    bretzwil = row_of(own).municipality
    found = own.query(queries.declared_around, 2026, bretzwil, {LAUWIL, 2829}, TODAY)
    assert [(one.name, one.in_district, one.is_neighbour) for one in found] == [
        ("Arboldswil", True, False),
        ("Lauwil", True, True),
        ("Liestal", False, True),
    ]
    assert found[0].declaration.amounts[Category.P1] == 900_00


@pytest.mark.parametrize(
    ("around", "names"),
    [
        (Around.BOTH, ["Arboldswil", "Lauwil", "Liestal"]),
        (Around.DISTRICT, ["Arboldswil", "Lauwil"]),
        (Around.NEIGHBOURS, ["Lauwil", "Liestal"]),
    ],
)
def test_whom_one_compares_with_is_chosen(own, around, names):
    canton(own, *(declared(number, year=2026) for number in (ARBOLDSWIL, LAUWIL, 2829)))
    bretzwil = row_of(own).municipality
    found = own.query(queries.declared_around, 2026, bretzwil, {LAUWIL, 2829}, TODAY)
    assert [one.name for one in found if one.belongs(around)] == names


# ------------------------------------------------------------------ search


def test_the_number_of_an_own_beschluss_is_found(own):
    finish(own, own_declared(year=2026))
    save(own)  # a draft is not
    (hit,) = own.query(search.search, "2025-118")
    assert (hit.kind, hit.row_id) == ("declaration", row_of(own, year=2026).declared.id)
    assert own.query(search.search, "2026-118") == ()


def test_returns_of_others_are_not_searched_for(archive):
    from returns_examples import entry, open_round, record

    open_round(archive)
    record(archive, entry(declared()))
    assert [hit.kind for hit in archive.query(search.search, "2026-118")] == []


# ------------------------------------------------------------------ derivation


@pytest.mark.parametrize(
    "basis",
    [
        QuantileBasis(
            percent=40,
            offers=(Offer(35, 1_450_00), Offer(40, 1_650_50)),
            ranges=(RoomRange(Category.P3, 30, 35),),
            step=10_00,
            period="Herbst 2026",
            source="Portale",
        ),
        IndexBasis(
            old={Category.P1: 800_00, Category.FURTHER: 120_00},
            base=IndexValue("LIK", date(2020, 12, 31), 100_000, "BFS"),
            now=IndexValue("LIK", date(2025, 12, 31), 107_400, ""),
            step=5_00,
        ),
        DISTRICT.basis,
    ],
)
def test_a_derivation_lies_in_the_file_as_it_was(own, basis):
    kept = replace(DISTRICT, basis=basis, interval=Interval.YEAR)
    save(own, derivation=kept)
    save(own, own_declared(LAUWIL))
    assert derivation_of(own) == kept
    assert derivation_of(own, LAUWIL) is None


def test_the_year_and_a_change_have_each_their_derivation(own):
    finish(own, derivation=DISTRICT)
    finish(own, changed(own_declared()), change_from=JULY, derivation=NEIGHBOURS)
    assert derivation_of(own) == DISTRICT
    assert derivation_of(own, change_from=JULY) == NEIGHBOURS


def test_a_derivation_is_replaced_by_another(own):
    save(own, derivation=DISTRICT)
    save(own, derivation=NEIGHBOURS)
    assert derivation_of(own) == NEIGHBOURS


def test_a_derivation_that_is_given_up_is_forgotten(own):
    save(own, derivation=DISTRICT)
    save(own, own_declared(first=900))
    assert derivation_of(own) is None


def test_the_answers_to_the_blocks_are_kept_too(own):
    save(own, own_declared(extras=Extras(adverts_count=34)))
    assert row_of(own).draft.declaration.extras.adverts_count == 34
