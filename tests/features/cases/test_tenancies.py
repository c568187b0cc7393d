"""Dwellings in a real file: entered, changed, ordered about, compared, counted, handed on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from casework_kit import serve
from person_list_kit import TODAY

import case_kit
from sozdesk.features.cases import queries, usecases
from sozdesk.features.cases.terms import RentMeasure, ShareBy, TenancyForm
from sozdesk.features.cases.terms.tenancies import LimitGap
from sozdesk.features.cases.texts import tenancies as words
from sozdesk.features.rent_limits import queries as rent_limits
from sozdesk.features.rent_limits import usecases as declaring
from sozdesk.features.rent_limits.terms import (
    Attachment,
    Category,
    Contact,
    Decision,
    DecisionBody,
    Declaration,
    Extras,
    Interval,
    Method,
    RentKind,
)
from sozdesk.kernel.errors import NotFound, Outdated, RuleViolation

LIESTAL, SISSACH = 2829, 2861


def declare(archive, bfs=LIESTAL, year=2027, three=1500, **changes):
    """The own declaration of a year, net per month."""
    steps = (1000, 1250, three, 1650, 1820)
    sizes = (Category.P1, Category.P2, Category.P3, Category.P4, Category.P5)
    amounts = {size: francs * 100 for size, francs in zip(sizes, steps, strict=True)}
    values = {
        "amounts": {**amounts, Category.FURTHER: 12_000},
        "rent_kind": RentKind.NET,
        "interval": Interval.MONTH,
        "valid_from": date(year, 1, 1),
        "decision": Decision(
            decided_on=date(year - 1, 11, 24), body=DecisionBody.SOCIAL_AUTHORITY, number="118"
        ),
        "method": Method.ADVERTS,
        "contact": Contact(name="Muster", email="a@b.example"),
        **changes,
    }
    declaration = Declaration(bfs_number=bfs, year=year, **values)
    documents = (Attachment("meldung.xlsx", b"form"), Attachment("meldung.pdf", b"%PDF"))
    command = declaring.FinishOwn(declaration=declaration, revision=1, documents=documents)
    archive.run(declaring.finish_own, command)
    return declaration


@pytest.fixture
def office(casework):
    """A Sozialdienst for Liestal and Sissach that declared for Liestal."""
    casework.run(declaring.load_reference, declaring.LoadReference())
    serve(casework, LIESTAL, SISSACH)
    declare(casework)
    return casework


@pytest.fixture
def case_id(office):
    return case_kit.case(office, [case_kit.person(office)])


def add(archive, case_id, **changes):
    values = {
        "valid_from": date(2026, 3, 1),
        "address": "Musterweg 1\n4410 Liestal",
        "net_rent": 165_000,
        "form": TenancyForm.SHARED_FLAT,
        "persons": 3,
        "supported": 1,
        "rooms": 35,
        "ancillary": 24_000,
        **changes,
    }
    return archive.run(usecases.add_tenancy, usecases.AddTenancy(case_id=case_id, **values))


def order(archive, tenancy_id, **changes):
    values = {
        "kind": RentMeasure.ORDER,
        "ordered_on": TODAY,
        "deadline": date(2027, 6, 30),
        **changes,
    }
    command = usecases.AddRentMeasure(tenancy_id=tenancy_id, **values)
    return archive.run(usecases.add_rent_measure, command)


def dwelling(archive, case_id):
    (found,) = archive.query(queries.dwellings_of, case_id, TODAY)
    return found


def test_a_dwelling_stands_beside_the_limit_of_the_day(office, case_id) -> None:
    done = add(office, case_id)
    assert done.summary == "Fall 1: Wohnung erfasst"
    found = dwelling(office, case_id)
    assert words.comparison(found.tenancy, found.check) == (
        "Grenzwert 3 Personen 1'500 netto, Kopfquote 1/3 = 500"
    )
    assert words.source(found.check.span, TODAY) == "Gilt seit 01.01.2027, eigene Meldung 2027."


def test_before_the_first_declaration_no_limit_is_known(office, case_id) -> None:
    add(office, case_id, ended_on=date(2026, 12, 31))
    found = dwelling(office, case_id)
    assert (found.check.day, found.check.gap) == (date(2026, 12, 31), LimitGap.UNKNOWN)


def test_a_dwelling_is_changed_ended_and_removed(office, case_id) -> None:
    add(office, case_id)
    row = dwelling(office, case_id).tenancy
    news = {"share_by": ShareBy.AGREEMENT, "agreed_share": 48_000}
    command = usecases.ChangeTenancy(id=row.id, base_version=row.version, changes=news)
    assert office.run(usecases.change_tenancy, command).summary == "Fall 1: Wohnung geändert"
    with pytest.raises(Outdated):
        office.run(usecases.change_tenancy, replace(command, changes={"net_rent": 1}))
    row = dwelling(office, case_id).tenancy
    assert row.agreed_share == 48_000
    wrong = {"ended_on": date(2026, 1, 1)}
    with pytest.raises(RuleViolation, match="letzte Tag"):
        office.run(
            usecases.change_tenancy,
            usecases.ChangeTenancy(id=row.id, base_version=row.version, changes=wrong),
        )
    measure_id = order(office, row.id).value
    effort = usecases.AddSearchEffort(measure_id=measure_id, shown_on=TODAY, text="Zwei Inserate")
    office.run(usecases.add_search_effort, effort)
    gone = usecases.RemoveRow(id=row.id, base_version=row.version)
    assert office.run(usecases.remove_tenancy, gone).summary == "Fall 1: Wohnung entfernt"
    assert office.query(queries.dwellings_of, case_id, TODAY) == ()
    office.undo_last()
    back = dwelling(office, case_id)
    assert [one.text for one in back.measures[0].efforts] == ["Zwei Inserate"]


def test_a_second_dwelling_waits_for_the_end_of_the_first(office, case_id) -> None:
    add(office, case_id)
    with pytest.raises(RuleViolation, match="Setzen Sie zuerst ihr Ende"):
        add(office, case_id, valid_from=date(2027, 1, 1))
    row = dwelling(office, case_id).tenancy
    end = usecases.ChangeTenancy(
        id=row.id, base_version=row.version, changes={"ended_on": date(2026, 12, 31)}
    )
    office.run(usecases.change_tenancy, end)
    add(office, case_id, valid_from=date(2027, 1, 1), form=TenancyForm.BOARDING)
    assert len(office.query(queries.tenancies_of, case_id)) == 2


def test_an_order_keeps_the_limit_that_it_rests_on(office, case_id) -> None:
    tenancy_id = add(office, case_id).value
    done = order(office, tenancy_id, reduced_to=1)
    assert done.summary == "Fall 1: Auflage erfasst"
    (measure,) = dwelling(office, case_id).measures
    assert (measure.limit_then, measure.reduced_to) == (150_000, None)
    cut = order(office, tenancy_id, kind=RentMeasure.REDUCTION, reduced_to=150_000)
    assert cut.summary == "Fall 1: Kürzung erfasst"
    with pytest.raises(RuleViolation, match="braucht eine Frist"):
        order(office, tenancy_id, deadline=None)


def test_orders_are_lifted_and_removed(office, case_id) -> None:
    measure_id = order(office, add(office, case_id).value).value
    lift = usecases.LiftRentMeasure(id=measure_id, base_version=1, lifted_on=TODAY)
    office.run(usecases.lift_rent_measure, lift)
    (measure,) = dwelling(office, case_id).measures
    assert measure.lifted_on == TODAY
    early = replace(lift, base_version=measure.version, lifted_on=date(2026, 12, 1))
    with pytest.raises(RuleViolation, match="vor der Anordnung"):
        office.run(usecases.lift_rent_measure, early)
    gone = usecases.RemoveRow(id=measure_id, base_version=measure.version)
    assert office.run(usecases.remove_rent_measure, gone).summary == "Fall 1: Auflage entfernt"
    assert dwelling(office, case_id).measures == ()


def test_search_efforts_belong_to_an_order(office, case_id) -> None:
    tenancy_id = add(office, case_id).value
    measure_id = order(office, tenancy_id).value
    effort = usecases.AddSearchEffort(measure_id=measure_id, shown_on=TODAY, text="Zwei Inserate")
    effort_id = office.run(usecases.add_search_effort, effort).value
    with pytest.raises(RuleViolation, match="wie gesucht wurde"):
        office.run(usecases.add_search_effort, replace(effort, text=" "))
    cut = order(office, tenancy_id, kind=RentMeasure.REDUCTION, reduced_to=1).value
    with pytest.raises(RuleViolation, match="gehören zu einer Auflage"):
        office.run(usecases.add_search_effort, replace(effort, measure_id=cut))
    gone = usecases.RemoveRow(id=effort_id, base_version=1)
    done = office.run(usecases.remove_search_effort, gone)
    assert done.summary == "Fall 1: Suchbemühungen entfernt"
    assert dwelling(office, case_id).measures[1].efforts == ()


def test_the_file_of_the_ksa_holds_no_dwellings(archive, office, case_id) -> None:
    with pytest.raises(RuleViolation, match="Sozialdienstes"):
        add(archive, case_id)
    with pytest.raises(NotFound, match="gibt es nicht mehr"):
        add(office, office.query(queries.persons)[0].id)
    assert office.query(queries.dwellings_of, office.query(queries.persons)[0].id, TODAY) == ()


# ------------------------------------------------------------------ all of them


def test_a_new_limit_lists_what_rests_on_the_old_one(office, case_id) -> None:
    order(office, add(office, case_id).value)
    (row,) = office.query(queries.running_rents, TODAY)
    assert (row.changes, row.case_number, row.town) == ((), 1, "Liestal")
    declare(office, year=2028, three=1600)
    (row,) = office.query(queries.running_rents, TODAY)
    (change,) = row.changes
    assert (change.before, change.now, change.since) == (150_000, 160_000, date(2028, 1, 1))
    (row,) = office.query(queries.running_rents, date(2028, 2, 1))
    assert row.changes == (change,)


def test_only_running_dwellings_of_open_cases_are_listed(office, case_id) -> None:
    add(office, case_id, ended_on=date(2026, 12, 31))
    closed = case_kit.case(office, [case_kit.person(office, "Zu")], 2, closed_on=date(2026, 12, 31))
    add(office, closed)
    assert office.query(queries.running_rents, TODAY) == ()


def test_households_are_counted_for_the_form(office, case_id) -> None:
    add(office, case_id)
    within = case_kit.case(office, [case_kit.person(office, "B")], 2)
    add(office, within, persons=1, net_rent=100_000)
    without = case_kit.case(office, [case_kit.person(office, "C")], 3)
    foreign = case_kit.case(office, [case_kit.person(office, "D")], 4, SISSACH)
    add(office, foreign)
    assert without is not None
    liestal, sissach = office.query(queries.household_counts, TODAY)
    assert (dict(liestal.by_size), liestal.above, liestal.unknown) == ({3: 1, 1: 1}, 1, 1)
    assert (liestal.total, words.rate(liestal)) == (2, "50,0 %")
    assert (sissach.total, sissach.above, sissach.unknown) == (0, 0, 1)


def test_the_number_is_written_into_the_draft_and_nothing_else(office) -> None:
    year = 2028
    put = declaring.PutHouseholdsAbove(bfs_number=LIESTAL, year=year, number=3)
    with pytest.raises(NotFound, match="noch keinen Entwurf"):
        office.run(declaring.put_households_above, put)
    draft = Declaration(bfs_number=LIESTAL, year=year, remark="so", extras=Extras(index_name="LIK"))
    office.run(declaring.save_own, declaring.SaveOwn(declaration=draft))
    for number, said in ((3, "1-4"), (0, "none"), (7, "7")):
        office.run(declaring.put_households_above, replace(put, number=number))
        row = office.query(rent_limits.own_row, TODAY, LIESTAL, year)
        assert row.draft.declaration == replace(
            draft, extras=replace(draft.extras, households_above=said)
        )
    foreign = replace(put, bfs_number=2883)
    with pytest.raises(NotFound):
        office.run(declaring.put_households_above, foreign)


def test_the_number_of_questions_does_not_grow_with_the_cases(office, statements) -> None:
    def asked():
        with statements() as seen:
            office.query(queries.running_rents, TODAY)
        return len(seen)

    add(office, case_kit.case(office, [case_kit.person(office)]))
    few = asked()
    for number in range(2, 6):
        add(office, case_kit.case(office, [case_kit.person(office, f"P{number}")], number))
    assert asked() == few
