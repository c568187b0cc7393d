"""The overview, and the forms that go out for the next year."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from returns_examples import (
    BOECKTEN,
    CHANGE,
    IN_TIME,
    ITINGEN,
    SISSACH,
    TODAY,
    declared,
    entry,
    open_round,
    record,
)

from sozdesk.features.offices import usecases as offices
from sozdesk.features.offices.terms import Job
from sozdesk.features.rent_limits import queries
from sozdesk.features.rent_limits.terms import Block, Contact

CREATED = datetime(2026, 11, 1, 8, tzinfo=UTC)


@pytest.fixture(autouse=True)
def two_years(archive):
    open_round(archive, 2026)
    open_round(archive, 2027, blocks=frozenset({Block.ANCILLARY}))


def overview_of(archive, bfs=BOECKTEN):
    rows = archive.query(queries.overview, 2027, TODAY)
    return next(row for row in rows if row.bfs_number == bfs)


def test_the_overview_shows_every_municipality_beside_last_year(archive):
    record(archive, entry(declared(year=2026, first=950)), year=2026)
    record(archive, entry(declared()))
    row = overview_of(archive)
    assert (row.current, row.previous) == (declared(), declared(year=2026, first=950))
    assert (row.state.value, row.official_name, row.district) == ("recorded", "Böckten", "Sissach")
    assert len(archive.query(queries.overview, 2027, TODAY)) == 86


def test_nothing_stands_for_a_municipality_that_did_not_answer(archive):
    row = overview_of(archive)
    assert (row.state.value, row.current, row.previous) == ("open", None, None)


def test_the_recorded_version_stands_until_its_correction_is_recorded(archive):
    record(archive, entry(declared(first=1000)))
    record(archive, entry(declared(first=1500), CHANGE, decision="query"))
    row = overview_of(archive)
    assert (row.state.value, row.current) == ("queried", declared(first=1000))


def test_the_overview_takes_the_same_number_of_statements_for_one_and_for_86(archive, statements):
    with statements() as for_none:
        archive.query(queries.overview, 2027, TODAY)
    numbers = [row.bfs_number for row in archive.query(queries.overview, 2027, TODAY)]
    record(archive, *(entry(declared(bfs)) for bfs in numbers))
    with statements() as for_86:
        archive.query(queries.overview, 2027, TODAY)
    assert len(for_86) == len(for_none)


def forms(archive):
    return archive.query(queries.form_requests, 2027, CREATED, False)


def form_of(archive, bfs=BOECKTEN):
    return next(
        one
        for one in forms(archive)
        if len(one.pages) == 1 and one.pages[0].municipality.bfs_number == bfs
    )


def join(archive, service, *numbers, jobs=(Job.DECLARES,), since=date(2027, 1, 1)):
    for bfs in numbers:
        archive.run(
            offices.join_service,
            offices.JoinService(bfs_number=bfs, service_id=service, jobs=jobs, valid_from=since),
        )


def add_service(archive, name):
    return archive.run(offices.add_service, offices.AddService(name=name)).value


def test_86_forms_and_a_blank_one_go_out(archive):
    requests = forms(archive)
    assert len(requests) == 87
    blank = requests[-1]
    assert (blank.pages, len(blank.choices)) == ((), 86)
    assert blank.file_name == "Mietzinsgrenzwerte_2027_leer.xlsx"
    assert len({one.file_name for one in requests}) == 87


def test_a_form_carries_the_dates_and_blocks_of_its_erhebung(archive):
    one = form_of(archive)
    assert one.file_name == "Mietzinsgrenzwerte_2027_2842_Böckten.xlsx"
    assert (one.year, one.due_on, one.valid_from) == (2027, date(2026, 12, 31), date(2027, 1, 1))
    assert one.blocks == {Block.ANCILLARY}
    assert (one.created, one.sample, one.title) == (CREATED, False, "Böckten")


def test_a_name_with_spaces_makes_a_file_name_without(archive):
    assert form_of(archive, 2783).file_name == "Mietzinsgrenzwerte_2027_2783_Burg_im_Leimental.xlsx"


def test_a_form_is_filled_with_last_years_values_and_who_answered_then(archive):
    last_year = declared(year=2026, first=950)
    record(archive, entry(last_year), year=2026)
    (page,) = form_of(archive).pages
    assert (page.previous, page.contact) == (last_year, last_year.contact)


def test_without_last_year_the_contact_of_the_office_stands_on_the_form(archive):
    archive.run(
        offices.add_contact,
        offices.AddContact(bfs_number=ITINGEN, name="Berta Beispiel", email="b@example.ch"),
    )
    (page,) = form_of(archive, ITINGEN).pages
    assert (page.previous, page.contact) == (
        None,
        Contact(name="Berta Beispiel", email="b@example.ch"),
    )


def test_a_service_that_declares_for_several_gets_one_form_for_them(archive):
    service = add_service(archive, "Sozialdienst Ergolz/Süd")
    join(archive, service, SISSACH, BOECKTEN)
    join(archive, service, ITINGEN, jobs=(Job.BILLS,))
    requests = forms(archive)
    (shared,) = [one for one in requests if len(one.pages) > 1]
    assert [page.municipality.bfs_number for page in shared.pages] == [BOECKTEN, SISSACH]
    assert shared.title == "Sozialdienst Ergolz/Süd"
    assert shared.file_name == "Mietzinsgrenzwerte_2027_Sozialdienst_Ergolz_Süd.xlsx"
    assert len(requests) == 88


def test_names_that_differ_only_in_signs_make_files_of_their_own(archive):
    numbers = iter(row.bfs_number for row in archive.query(queries.overview, 2027, TODAY))
    for name in ("Ergolz/Süd", "Ergolz Süd", "ERGOLZ SÜD", "Ergolz Süd 2"):
        join(archive, add_service(archive, name), next(numbers), next(numbers))
    shared = [one.file_name for one in forms(archive) if len(one.pages) > 1]
    assert len({name.casefold() for name in shared}) == 4
    assert all(name.startswith("Mietzinsgrenzwerte_2027_") for name in shared)


def test_a_service_of_twenty_municipalities_gets_two_workbooks(archive):
    """The reader takes 19 municipalities in one: 20 are ten and ten."""
    twenty = [row.bfs_number for row in archive.query(queries.overview, 2027, TODAY)][:20]
    join(archive, add_service(archive, "Ergolz"), *twenty)
    first, second = [one for one in forms(archive) if len(one.pages) > 1]
    assert (len(first.pages), len(second.pages)) == (10, 10)
    assert {page.municipality.bfs_number for one in (first, second) for page in one.pages} == set(
        twenty
    )
    assert first.title == "Ergolz, Teil 1 von 2"
    assert second.file_name == "Mietzinsgrenzwerte_2027_Ergolz_Teil_2.xlsx"


def test_a_service_that_declares_for_one_needs_no_form_of_its_own(archive):
    join(archive, add_service(archive, "Sozialdienst Sissach"), SISSACH)
    assert len(forms(archive)) == 87


def test_a_municipality_that_joins_in_mid_year_is_on_the_form_of_the_next_one(archive):
    service = add_service(archive, "Sozialdienst Neu")
    join(archive, service, BOECKTEN, SISSACH, since=date(2027, 7, 1))
    assert len(forms(archive)) == 87
    open_round(archive, 2028)
    next_year = archive.query(queries.form_requests, 2028, CREATED, True)
    assert len(next_year) == 88
    assert all(one.sample for one in next_year)


def test_the_forms_take_the_same_number_of_statements_for_one_service_and_for_ten(
    archive, statements
):
    join(archive, add_service(archive, "Dienst"), 2841, 2842)
    with statements() as for_one:
        forms(archive)
    for number in range(10):
        join(
            archive, add_service(archive, f"Dienst {number}"), 2843 + 2 * number, 2844 + 2 * number
        )
    with statements() as for_ten:
        forms(archive)
    assert len(for_ten) == len(for_one)


def test_last_years_waiting_return_is_not_printed_on_the_form(archive):
    record(
        archive,
        entry(declared(year=2026), CHANGE, decision="keep", received_on=IN_TIME),
        year=2026,
    )
    assert form_of(archive).pages[0].previous is None
