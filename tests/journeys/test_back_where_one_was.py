"""After the lock one is where one was: the case and its tab, the bill, the page behind the area."""

from __future__ import annotations

from datetime import date

import case_window_kit as kit
import pytest

import case_kit
import claim_kit
from fixtures_shell import unlock
from sozdesk.features.billing import usecases
from sozdesk.features.cases.ui import subpages as case_pages
from sozdesk.features.cases.ui.enact_page import EnactPage
from sozdesk.features.cases.ui.invoices_page import InvoicesPage

QUARTERS = ((date(2026, 1, 1), date(2026, 3, 31)), (date(2026, 4, 1), date(2026, 6, 30)))


@pytest.fixture
def office(tmp_path):
    """Two cases and the drafts of two quarters: the file and the ids of the cases."""
    path = tmp_path / "liestal.sozdesk"
    archive = kit.new_office(path)
    put = claim_kit.billable(archive)
    other = case_kit.case(archive, [case_kit.person(archive, "Aebersold")], number=2)
    for first, last in QUARTERS:
        command = usecases.MakeDraft(bfs_number=case_kit.BFS, first_day=first, last_day=last)
        archive.run(usecases.draft_bill, command)
    archive.close(backup=False)
    return path, (put.case, other)


@pytest.fixture
def opened(window, office):
    unlock(window, office[0])
    return window.centralWidget()


def again(window, office):
    """Lock and unlock."""
    window.lock()
    unlock(window, office[0])
    return window.centralWidget().stack.currentWidget()


@pytest.mark.parametrize("place", [0, 1])
def test_the_case_and_its_tab_are_shown_again(window, office, opened, place):
    wanted = office[1][place]
    opened.open_area("cases", case=wanted, part="enactments_part")
    page = again(window, office)
    assert page.current().id == wanted
    assert page.detail.tabs.current() == 3


def test_the_bill_is_shown_again(window, office, opened):
    opened.open_area("billing")
    table = opened.stack.currentWidget().table
    bills = table.rows_model.rows()
    assert [one.first_day for one in bills] == [QUARTERS[1][0], QUARTERS[0][0]]
    table.select_key(bills[1].id)
    assert again(window, office).table.current_row().id == bills[1].id


def test_the_page_behind_the_area_is_opened_again_with_what_it_showed(window, office, opened):
    opened.open_area("cases", case=office[1][0])
    opened.open_area("cases", page="invoices_page")
    case_pages.open_subpage(window.desk, opened, "enact_page", case_id=office[1][0])
    page = again(window, office)
    assert isinstance(page, EnactPage)
    assert page.opened_with[1] == {"case_id": office[1][0]}
    window.centralWidget().back()
    assert isinstance(window.centralWidget().stack.currentWidget(), InvoicesPage)


def test_another_file_begins_at_its_beginning(window, office, opened, tmp_path):
    opened.open_area("cases")
    other = tmp_path / "andere.sozdesk"
    kit.new_office(other).close(backup=False)
    window.lock()
    unlock(window, other)
    assert window.centralWidget().stack.area == "start"
