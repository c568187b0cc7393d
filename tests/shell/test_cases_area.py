"""The areas «Fälle» and «Abrechnung» as the window puts them together: both know cases and bills."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

import bill_kit as kit
import case_kit
import claim_kit
from bill_kit import Line
from navigation_kit import Navigation
from sozdesk.features.billing.queries import answer_files
from sozdesk.features.billing.usecases import MakeDraft, answers, draft_bill
from sozdesk.features.billing.usecases import answer_book as book
from sozdesk.features.cases.ui.privacy_dialogs import RecipientDialog
from sozdesk.features.cases.usecases import LoadCaseReference, load_case_reference
from sozdesk.features.offerings.usecases import LoadOfferingReference, load_offering_reference
from sozdesk.runtime import worker
from sozdesk.runtime.desk import InlineDesk
from sozdesk.shell.areas import KSA, SERVICE, areas_for
from sozdesk.widgets import file_prompts


@pytest.fixture
def heard(archive, service_archive):
    """A draft of the answer is here; the Stellungnahme is due in February."""
    kit.know_each_other(archive, service_archive)
    lines = (Line(100_000),)
    theirs = kit.bill(archive, lines)
    kit.bill(service_archive, lines, origin="own")
    kit.decide(archive, theirs, kit.reduce(10_000))
    kit.check(archive, theirs)
    version = kit.detail(archive, theirs).bill.version
    until = archive.context().today.replace(month=2, day=1)
    command = answers.SendHearing(bill_id=theirs, base_version=version, until=until)
    archive.run(answers.send_hearing, command)
    file = archive.query(answer_files.answer_file, theirs)
    service_archive.run(book.read_answer, book.ReadAnswer(data=file.content))
    return service_archive


@pytest.fixture
def area_of(qapp, qtbot):
    """A page of an area, and its navigation."""

    def build(office, key, archive):
        desk, navigation = InlineDesk(), Navigation()
        desk.adopt(archive)
        (area,) = [one for one in areas_for(office) if one.key == key]
        page = area.factory(desk, navigation)
        qtbot.addWidget(page)
        return page, navigation

    yield build
    worker.wait_for_all()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_data_protection_is_about_cases_and_bills_on_both_sides(
    qtbot, area_of, archive, service_archive
) -> None:
    """What bill files say of a person is known to the billing only, and told on the page of both."""
    for office, key, file in ((SERVICE, "cases", service_archive), (KSA, "billing", archive)):
        page, navigation = area_of(office, key, file)
        page.open_target(page="privacy_page")
        (privacy,) = navigation.subpages
        qtbot.addWidget(privacy)
        tables = {one.table for one in privacy.data.fields}
        assert {"bill_claim", "bill_left_out", "bill_line"} <= tables
        assert ("tenancy" in tables) is (office == SERVICE)


def test_the_auskunft_about_a_person_tells_the_bills(
    qtbot, area_of, service_archive, tmp_path
) -> None:
    service_archive.run(load_offering_reference, LoadOfferingReference())
    service_archive.run(load_case_reference, LoadCaseReference())
    put = claim_kit.billable(service_archive)
    quarter = {"first_day": date(2026, 1, 1), "last_day": date(2026, 3, 31)}
    service_archive.run(draft_bill, MakeDraft(bfs_number=case_kit.BFS, **quarter))
    page, navigation = area_of(SERVICE, "cases", service_archive)
    page.open_target(person=put.person)
    (person,) = navigation.subpages
    qtbot.addWidget(person)
    person.show()
    person.answer()
    (dialog,) = person.findChildren(RecipientDialog)
    dialog.form["recipient"].set_value("Anna Muster")
    dialog.form["purpose"].set_value("Auskunftsgesuch")
    target = tmp_path / "auskunft.json"
    file_prompts.set_next_path(target)
    dialog.accept()
    worker.wait_for_all()
    assert "Zeile einer Abrechnung" in target.read_text("utf-8")


def test_the_list_of_everything_due_holds_the_stellungnahme(qtbot, area_of, heard) -> None:
    page, navigation = area_of(SERVICE, "cases", heard)
    page.open_target(page="week_page", chip="all")
    (week,) = navigation.subpages
    qtbot.addWidget(week)
    assert [row.what for row in week.model.rows()] == ["1/2026, Liestal"]
