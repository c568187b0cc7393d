"""Who works for whom is dated, separate per job, and may change in mid-year."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from offices_examples import BOECKTEN, ITINGEN, add_service, day, join, leave

from sozdesk.features.offices import queries, rules, usecases
from sozdesk.features.offices.terms import Job
from sozdesk.kernel.errors import NotFound, Outdated, RuleViolation


def who(archive, job, when, bfs=BOECKTEN):
    row = archive.query(queries.service_of, bfs, job, day(when))
    return row.name if row else None


def test_a_municipality_changes_its_service_in_mid_year(archive):
    old, new = add_service(archive, "Sozialdienst Alt"), add_service(archive, "Sozialdienst Neu")
    join(archive, BOECKTEN, old, "1.1.2020", jobs=(Job.BILLS,))
    leave(archive, archive.query(queries.memberships, BOECKTEN)[0], "30.6.2027")
    join(archive, BOECKTEN, new, "1.7.2027", jobs=(Job.BILLS,))
    assert who(archive, Job.BILLS, "31.12.2019") is None
    assert who(archive, Job.BILLS, "30.6.2027") == "Sozialdienst Alt"
    assert who(archive, Job.BILLS, "1.7.2027") == "Sozialdienst Neu"


def test_each_job_may_lie_with_another_service(archive):
    one, other = add_service(archive, "Sozialdienst Eins"), add_service(archive, "Stelle Zwei")
    join(archive, BOECKTEN, one, "1.1.2027", jobs=(Job.DECIDES, Job.ENACTS))
    join(archive, BOECKTEN, other, "1.1.2027", jobs=(Job.BILLS,))
    at_work = {job: who(archive, job, "5.1.2027") for job in Job}
    assert at_work == {
        Job.DECIDES: "Sozialdienst Eins",
        Job.DECLARES: None,
        Job.ENACTS: "Sozialdienst Eins",
        Job.BILLS: "Stelle Zwei",
    }


def test_two_services_cannot_do_one_job_on_the_same_day(archive):
    one, other = add_service(archive, "Sozialdienst Eins"), add_service(archive, "Stelle Zwei")
    join(archive, BOECKTEN, one, "1.1.2027", until="30.6.2027", jobs=(Job.BILLS,))
    with pytest.raises(RuleViolation) as refusal:
        join(archive, BOECKTEN, other, "30.6.2027", jobs=(Job.DECIDES, Job.BILLS))
    assert refusal.value.sentence == (
        "Sozialdienst Eins rechnet ab schon ab 01.01.2027 bis 30.06.2027. "
        "Beenden Sie diese Zuständigkeit zuerst oder wählen Sie andere Tage."
    )
    assert who(archive, Job.DECIDES, "30.6.2027") is None


def test_an_end_can_be_taken_back_only_while_the_days_are_free(archive):
    one, other = add_service(archive, "Sozialdienst Eins"), add_service(archive, "Stelle Zwei")
    join(archive, BOECKTEN, one, "1.1.2027", until="30.6.2027", jobs=(Job.BILLS,))
    first = archive.query(queries.memberships, BOECKTEN, Job.BILLS)[0]
    leave(archive, first, None)
    assert who(archive, Job.BILLS, "1.1.2030") == "Sozialdienst Eins"
    again = archive.query(queries.memberships, BOECKTEN, Job.BILLS)[0]
    leave(archive, again, "30.6.2027")
    join(archive, BOECKTEN, other, "1.7.2027", jobs=(Job.BILLS,))
    ended = archive.query(queries.memberships, BOECKTEN, Job.BILLS)[1]
    with pytest.raises(RuleViolation, match="Stelle Zwei rechnet ab schon ab"):
        leave(archive, ended, None)


def test_a_membership_cannot_end_before_it_begins(archive):
    service = add_service(archive)
    with pytest.raises(RuleViolation, match="liegt vor dem ersten Tag"):
        join(archive, BOECKTEN, service, "1.7.2027", until="30.6.2027")


def test_nobody_joins_for_a_municipality_that_does_not_exist(archive):
    service = add_service(archive)
    with pytest.raises(NotFound, match="261"):
        join(archive, 261, service, "1.1.2027")


def test_nobody_joins_a_service_that_is_gone(archive):
    service = add_service(archive)
    archive.undo_last()
    with pytest.raises(NotFound, match="Die Stelle gibt es nicht mehr"):
        join(archive, BOECKTEN, service, "1.1.2027")


def test_ending_a_membership_that_somebody_else_ended_is_outdated(archive):
    join(archive, BOECKTEN, add_service(archive), "1.1.2027", jobs=(Job.BILLS,))
    seen = archive.query(queries.memberships, BOECKTEN)[0]
    leave(archive, seen, "30.6.2027")
    with pytest.raises(Outdated, match="Zuständigkeit"):
        leave(archive, seen, "31.7.2027")


def test_a_membership_entered_by_mistake_can_be_removed_and_brought_back(archive):
    join(archive, BOECKTEN, add_service(archive), "1.1.2027", jobs=(Job.BILLS,))
    (row,) = archive.query(queries.memberships, BOECKTEN)
    archive.run(
        usecases.remove_membership,
        usecases.RemoveMembership(membership_id=row.id, base_version=row.version),
    )
    assert archive.query(queries.memberships, BOECKTEN) == ()
    archive.undo_last()
    (back,) = archive.query(queries.memberships, BOECKTEN)
    assert (back.id, back.valid_from) == (row.id, day("1.1.2027"))


def test_a_service_knows_its_municipalities_of_the_day(archive):
    service = add_service(archive)
    join(archive, BOECKTEN, service, "1.1.2027", until="30.6.2027")
    join(archive, ITINGEN, service, "1.1.2027")

    def served(when):
        rows = archive.query(queries.services, day(when))
        return next(row.bfs_numbers for row in rows if row.id == service)

    assert served("30.6.2027") == (BOECKTEN, ITINGEN)
    assert served("1.7.2027") == (ITINGEN,)


def test_services_are_sorted_the_german_way(archive):
    for name in ("Zwei", "Östlich", "Oben", "Äussere"):
        add_service(archive, name)
    names = [row.name for row in archive.query(queries.services, day("5.1.2027"))]
    assert names == ["Äussere", "Kantonales Sozialamt", "Oben", "Östlich", "Zwei"]


def test_all_services_of_a_job_come_with_the_same_number_of_statements(archive, statements):
    service = add_service(archive)
    with statements() as for_none:
        archive.query(queries.services_by_municipality, Job.DECLARES, day("5.1.2027"))
    for bfs in range(2841, 2861):
        join(archive, bfs, service, "1.1.2027", jobs=(Job.DECLARES,))
    with statements() as for_twenty:
        rows = archive.query(queries.services_by_municipality, Job.DECLARES, day("5.1.2027"))
    assert len(rows) == 20
    assert len(for_twenty) == len(for_none)


days = st.dates(day("1.1.2027"), day("31.12.2027"))
ends = st.none() | days


@given(days, ends, days, ends)
def test_two_spans_overlap_if_some_day_lies_in_both(first, first_end, second, second_end):
    year = [day("1.1.2027").fromordinal(day("1.1.2027").toordinal() + n) for n in range(365)]

    def covered(start, end):
        return {one for one in year if start <= one and (end is None or one <= end)}

    shared = covered(first, first_end) & covered(second, second_end)
    backwards = any(
        end is not None and end < start for start, end in ((first, first_end), (second, second_end))
    )
    if not backwards:
        assert rules.overlap(first, first_end, second, second_end) is bool(shared)


def test_an_austritt_ends_several_jobs_together_or_none(archive):
    service_id = add_service(archive)
    join(archive, BOECKTEN, service_id, "1.1.2020")
    rows = archive.query(queries.memberships, BOECKTEN)
    named = tuple((row.id, row.version) for row in rows)
    outdated = (*named[:3], (named[3][0], named[3][1] + 1))

    def end(memberships):
        command = usecases.LeaveServices(memberships=memberships, ended_on=day("30.6.2027"))
        return archive.run(usecases.leave_services, command)

    with pytest.raises(Outdated):
        end(outdated)
    assert [row.ended_on for row in archive.query(queries.memberships, BOECKTEN)] == [None] * 4

    assert end(named[:2]).summary == (
        "Zuständigkeiten «beschliesst die Grenzwerte» und «meldet die Grenzwerte» "
        "beendet per 30.06.2027"
    )
    ends = [row.ended_on for row in archive.query(queries.memberships, BOECKTEN)]
    assert ends == [day("30.6.2027"), day("30.6.2027"), None, None]
