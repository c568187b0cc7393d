"""Lists of a region: what fills the screen is shown first, and nothing is lost with the rest."""

from __future__ import annotations

from datetime import date

import pytest
from casework_kit import LIESTAL, TODAY, serve
from PySide6.QtTest import QTest

import case_kit as kit
import enactment_kit
from navigation_kit import Navigation
from sozdesk.features.cases import queries
from sozdesk.features.cases.ui import (
    area_data,
    invoices_page,
    long_list,
    participations_page,
)
from sozdesk.features.cases.ui import page as cases_page

NAMES = ("Adam", "Berg", "Caspar", "Dorn", "Egli")


@pytest.fixture
def navigation():
    return Navigation()


@pytest.fixture
def region(casework):
    """Five cases, the second one closed."""
    serve(casework, LIESTAL)
    for number, name in enumerate(NAMES, start=1):
        closed = {"closed_on": date(2026, 6, 30)} if number == 2 else {}
        kit.case(casework, [kit.person(casework, name, "Anna")], number, LIESTAL, **closed)
    return casework


class Steps:
    """A desk that reads only when it is told to, one piece at a time."""

    def __init__(self, desk) -> None:
        self.desk, self.waiting = desk, []

    def __getattr__(self, name):
        return getattr(self.desk, name)

    def call(self, function, **reply):
        self.waiting.append((function, reply))

    def step(self) -> None:
        function, reply = self.waiting.pop(0)
        self.desk.call(function, **reply)

    def finish(self) -> None:
        while self.waiting:
            self.step()


def shown_numbers(page):
    return [row.number for row in page.model.rows()]


def test_the_first_running_cases_stand_there_before_the_others_are_read(
    desk, region, navigation, shown, monkeypatch
) -> None:
    monkeypatch.setattr(area_data, "A_SCREEN", 3)
    steps = Steps(desk)
    page = shown(cases_page.build(steps, navigation))
    steps.step()
    assert shown_numbers(page) == [1, 3, 4]
    assert [chip.chip.count for chip in page.chips._chips.values()] == [None] * 4
    steps.finish()
    assert shown_numbers(page) == [1, 3, 4, 5]
    assert page.chips._chips["closed"].chip.count == 1


def test_a_case_beyond_the_first_ones_is_brought_when_all_are_there(
    desk, region, navigation, shown, monkeypatch
) -> None:
    monkeypatch.setattr(area_data, "A_SCREEN", 3)
    last = region.query(queries.case_lines, TODAY)[-1].id
    steps = Steps(desk)
    page = shown(cases_page.build(steps, navigation))
    page.open_target(case=last)
    steps.step()
    assert page.current().number == 1
    steps.finish()
    assert page.current().number == 5


def test_the_first_lines_are_the_same_as_those_of_the_whole_list(region) -> None:
    whole = region.query(queries.case_lines, TODAY)
    some = region.query(queries.case_lines, TODAY, 2)
    assert some == (whole[0], whole[2])


def test_what_the_filter_looks_at_is_made_before_somebody_types(
    desk, region, navigation, shown
) -> None:
    page = shown(cases_page.build(desk, navigation))
    assert all("anna" in line.haystack for line in page.model._all)
    page.search.setText("egli")
    assert shown_numbers(page) == [5]


def test_the_detail_waits_until_the_keys_rest(desk, region, navigation, shown, qtbot) -> None:
    steps = Steps(desk)
    page = shown(cases_page.build(steps, navigation))
    steps.finish()
    QTest.keyClicks(page.search, "egli")
    assert page.current().number == 5
    assert steps.waiting == []
    assert page.detail.title() == "Fall 1, Adam Anna"
    qtbot.waitUntil(lambda: bool(steps.waiting))
    steps.finish()
    assert page.detail.title() == "Fall 5, Egli Anna"


@pytest.fixture
def taking_part(region):
    """Each of the five in the same offering, with an invoice of another month."""
    who = enactment_kit.provider(region)
    offering = enactment_kit.offering(region, who)
    for month, row in enumerate(region.query(queries.cases, TODAY), start=1):
        (member,) = region.query(queries.members_of, row.id)
        enacted = enactment_kit.enact(region, row.id, member.person.id, offering)
        line = enactment_kit.line(enacted, month=month)
        enactment_kit.invoice(
            region, who, line, number=f"R-{month}", invoiced_on=date(2026, month, 28)
        )
    return region


def test_the_first_participations_stand_there_before_the_others(
    desk, taking_part, navigation, shown, monkeypatch
) -> None:
    monkeypatch.setattr(long_list, "A_SCREEN", 2)
    last = taking_part.query(queries.participations, TODAY)[-1].id
    steps = Steps(desk)
    page = shown(participations_page.build(steps, navigation, enactment=last))
    steps.step()
    assert [line.person_name for line in page.model.rows()] == ["Adam Anna", "Berg Anna"]
    steps.finish()
    assert page.model.total() == 5
    assert page.table.current_row().id == last


def test_the_latest_invoices_stand_there_before_the_others(
    desk, taking_part, navigation, shown, monkeypatch
) -> None:
    monkeypatch.setattr(long_list, "A_SCREEN", 2)
    steps = Steps(desk)
    page = shown(invoices_page.build(steps, navigation))
    steps.step()
    assert [row.number for row in page.model.rows()] == ["R-5", "R-4"]
    assert page.chips._chips["open"].chip.count is None
    steps.finish()
    assert [row.number for row in page.model.rows()] == ["R-5", "R-4", "R-3", "R-2", "R-1"]
    assert page.chips._chips["open"].chip.count == 5
