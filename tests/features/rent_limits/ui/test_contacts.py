"""Whom the returns name becomes a known contact, when somebody wants it."""

from __future__ import annotations

import pytest
from page_kit import (
    AESCH,
    BOECKTEN,
    ITINGEN,
    LIESTAL,
    area,
    desk,
    look,
    navigation,
)

from sozdesk.features.offices import queries as offices
from sozdesk.features.offices.usecases import AddContact, add_contact
from sozdesk.features.rent_limits.ui.contacts_dialog import ContactsDialog
from sozdesk.widgets import messages

__all__ = ["area", "desk", "look", "navigation"]

OFFER = "Kontakte aus den Rückmeldungen übernehmen …"


def known(archive, bfs):
    rows = archive.query(offices.contacts_by_municipality).get(bfs, ())
    return [(one.name, one.email, one.phone, one.main) for one in rows]


@pytest.fixture
def make_dialog(qtbot, archive, desk, area):
    def make():
        area.open_target(contacts=True)
        return area.findChild(ContactsDialog)

    return make


def lines(dialog):
    return [row[0] for row in dialog.table.shown_text().rows], [one.ticked for one in dialog.lines]


def test_the_contacts_of_all_recorded_returns_are_entered_at_once(make_dialog, archive, navigation):
    dialog = make_dialog()
    # Sissach is asked back and Itingen is not decided: neither is recorded
    assert lines(dialog) == (["Aesch", "Böckten", "Liestal"], [True, True, True])

    dialog.action_button.click()

    assert known(archive, AESCH) == [("Anna Muster", "anna.muster@example.ch", "", True)]
    assert known(archive, LIESTAL) == known(archive, AESCH)
    assert known(archive, ITINGEN) == []
    assert navigation.said[-1] == "3 Kontakte aus den Rückmeldungen eingetragen."


def test_who_is_known_already_is_shown_beside_and_not_ticked(make_dialog, archive):
    archive.run(add_contact, AddContact(bfs_number=AESCH, name="Rita Beispiel", main=True))
    dialog = make_dialog()
    assert lines(dialog)[1] == [False, True, True]
    assert dialog.table.shown_text().rows[0][-1] == "Rita Beispiel"

    dialog.table.ticked.emit(dialog.lines[0], True)
    dialog.action_button.click()

    assert known(archive, AESCH) == [
        ("Anna Muster", "anna.muster@example.ch", "", True),
        ("Rita Beispiel", "", "", False),
    ]


def test_the_same_person_only_gets_what_is_new(make_dialog, archive):
    old = AddContact(
        bfs_number=AESCH, name="Anna Muster", email="alt@example.ch", phone="061 1", main=True
    )
    archive.run(add_contact, old)
    dialog = make_dialog()
    dialog.table.ticked.emit(dialog.lines[0], True)
    dialog.action_button.click()
    assert known(archive, AESCH) == [("Anna Muster", "anna.muster@example.ch", "061 1", True)]


def test_what_is_known_like_this_is_not_listed(make_dialog, archive):
    same = AddContact(bfs_number=AESCH, name="anna muster", email="Anna.Muster@example.ch")
    archive.run(add_contact, same)
    assert lines(make_dialog())[0] == ["Böckten", "Liestal"]


def test_without_anybody_new_the_command_says_so(make_dialog, archive):
    for bfs in (AESCH, BOECKTEN, LIESTAL):
        archive.run(
            add_contact,
            AddContact(bfs_number=bfs, name="Anna Muster", email="anna.muster@example.ch"),
        )
    messages.set_next_answer(True)
    assert make_dialog() is None
    assert messages.shown() == (
        "Die Kontakte der erfassten Rückmeldungen sind alle bekannt. Es gibt nichts zu übernehmen.",
    )


def test_somebody_must_be_chosen(make_dialog, archive):
    dialog = make_dialog()
    for line in dialog.lines:
        dialog.table.ticked.emit(line, False)
    dialog.action_button.click()
    assert dialog.isVisible()
    assert known(archive, AESCH) == []


def test_one_undo_takes_them_all_back(make_dialog, archive):
    make_dialog().action_button.click()
    archive.undo_last()
    assert known(archive, AESCH) == []
    assert known(archive, LIESTAL) == []


def test_it_is_offered_after_recording_where_nobody_is_known(area, navigation, archive):
    from sozdesk.features.rent_limits.ui import detail as tabs

    area.open_target(bfs=ITINGEN)
    detail = area.round.detail
    detail.choose_tab(tabs.HINTS)
    for key in ("change_large/p3/168000", "no_contact//"):
        detail.hints.form[key].set_value("Telefonisch geklärt")
    detail.record_button.click()
    assert navigation.offered[-1] == ["Empfangsbestätigung schreiben …", OFFER]


def test_it_is_a_command_of_the_erhebung(area):
    assert OFFER in [one.text() for one in area._menu_actions()]
