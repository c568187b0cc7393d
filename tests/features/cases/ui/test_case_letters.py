"""A letter with Alt has one meaning on every page of the cases, and is none of the menu bar's."""

from __future__ import annotations

from datetime import date

import pytest
import ruling_kit
from PySide6.QtCore import QCoreApplication

from dialog_letters import letters, taken_twice
from navigation_kit import Navigation
from sozdesk.features.cases import queries, usecases
from sozdesk.features.cases.terms import PathLine
from sozdesk.features.cases.ui import (
    case_dialogs,
    enact_page,
    enactments_part,
    handing_out_dialogs,
    invoice_page,
    meeting_data,
    meetings_page,
    member_dialogs,
    person_dialogs,
    person_page,
    ruling_dialogs,
    ruling_page,
    rulings_part,
    subpages,
    task_dialog,
    tenancy_part,
)
from sozdesk.features.cases.ui import page as cases_page
from sozdesk.widgets.tabs import TabButton, Tabs

TODAY = date(2027, 1, 5)


def twice(found):
    return sorted({one for one in found if found.count(one) > 1})


@pytest.fixture
def case(casework):
    """A case with an Antrag that was granted, and a Verfügung that is a draft."""
    made = ruling_kit.a_case(casework)
    ruling_kit.resolved_application(casework, made)
    return made


def sub_page(module):
    def build(desk, navigation, _case):
        cases_page.build(desk, navigation).open_target(page=module)
        return navigation.subpages[-1]

    return build


def ruling(desk, navigation, case):
    made = ruling_kit.draft(desk._archive, case)
    return ruling_page.build(desk, navigation, ruling_id=made)


def person(desk, navigation, case):
    (member,) = desk._archive.query(queries.members_of, case)
    return person_page.build(desk, navigation, person_id=member.person.id, kinds=usecases.CASES)


def part(module):
    def build(desk, navigation, case):
        made = module.build(desk, navigation)
        made.show_case(desk._archive.query(queries.case, case, TODAY))
        return made.widget

    return build


PAGES = {
    **{module: sub_page(module) for _words, module in subpages.SUBPAGES},
    "cases": lambda desk, navigation, _case: cases_page.build(desk, navigation),
    "ruling": ruling,
    "person": person,
    "enact": lambda desk, navigation, case: enact_page.build(desk, navigation, case_id=case),
    "invoice": lambda desk, navigation, _case: invoice_page.build(desk, navigation),
    "rulings part": part(rulings_part),
    "tenancy part": part(tenancy_part),
    "enactments part": part(enactments_part),
}


@pytest.mark.parametrize("name", PAGES)
def test_the_letters_of_a_page_are_its_own(name, desk, shown, case) -> None:
    page = shown(PAGES[name](desk, Navigation(), case))
    for tabs in page.findChildren(Tabs) or [None]:
        for number in range(len(tabs.findChildren(TabButton)) if tabs else 1):
            if tabs:
                tabs.choose(number)
            QCoreApplication.processEvents()
            assert (number, taken_twice(page)) == (number, [])


def on_person(make):
    def build(page, desk, case):
        (member,) = desk._archive.query(queries.members_of, case)
        return make(page, desk, member)

    return build


def on_case(make):
    def build(page, desk, case):
        return make(page, desk, desk._archive.query(queries.case, case, TODAY))

    return build


def on_path(make):
    def build(page, desk, case):
        draft = ruling_kit.draft(desk._archive, case)
        ruling_kit.finalise(desk._archive, draft)
        row = ruling_kit.ruling_row(desk._archive, draft)
        path = desk._archive.query(queries.path_of, case)
        asked = next(line.application for line in path if line.application)
        return make(page, desk, PathLine(application=asked, ruling=row, deadline=TODAY))

    return build


DIALOGS = {
    "person": on_person(
        lambda page, desk, row: person_dialogs.PersonDialog(page, desk, row.person)
    ),
    **{
        f"person {kind}": on_person(
            lambda page, desk, row, kind=kind: person_dialogs.PersonPartDialog(
                page, desk, kind, row.person.id, {"a": "A"}
            )
        )
        for kind in person_dialogs._FIELDS
    },
    "add member": on_case(member_dialogs.AddMemberDialog),
    "member": on_person(member_dialogs.ChangeMemberDialog),
    "state": on_person(member_dialogs.MemberStateDialog),
    "application": lambda page, desk, case: ruling_dialogs.ApplicationDialog(
        page, desk, case, TODAY
    ),
    "resolve": on_path(
        lambda page, desk, path: ruling_dialogs.ResolveDialog(page, desk, path.application, TODAY)
    ),
    "draft": lambda page, desk, case: ruling_dialogs.DraftDialog(page, desk, case, None, None),
    "notify": on_path(
        lambda page, desk, path: ruling_dialogs.NotifyDialog(page, desk, path.ruling, TODAY)
    ),
    "contest": on_path(
        lambda page, desk, path: ruling_dialogs.ContestDialog(page, desk, path, TODAY)
    ),
    "final": on_path(lambda page, desk, path: ruling_dialogs.FinalDialog(page, desk, path, TODAY)),
    "substitute": lambda page, desk, _case: handing_out_dialogs.SubstituteDialog(
        page, desk, (), None, TODAY, 3
    ),
    "hand out": handing_out_dialogs.HandOutNotesDialog,
    "task": lambda page, desk, _case: task_dialog.TaskDialog(page, desk, (), TODAY),
    "open case": lambda page, desk, _case: case_dialogs.OpenCaseDialog(page, desk, page.data),
    "meeting": lambda page, desk, _case: meetings_page.MeetingDialog(
        page, desk, desk_meetings(desk)
    ),
}


def desk_meetings(desk):
    return meeting_data.load(desk._archive)


@pytest.mark.parametrize("name", DIALOGS)
def test_the_letters_of_a_dialog_are_used_once(name, desk, shown, case) -> None:
    page = shown(cases_page.build(desk, Navigation()))
    dialog = DIALOGS[name](page, desk, case)
    assert twice(letters(dialog)) == []
    dialog.close()
