"""The dialog of the Übergabeblatt: a sheet that was prepared can be withdrawn."""

from __future__ import annotations

from datetime import date

import pytest
from case_pages_kit import Navigation, dialog_of, words_of
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QPushButton
from sqlalchemy import select

import case_kit
from sozdesk.features.cases import records
from sozdesk.features.cases.queries import accesses
from sozdesk.features.cases.ui import page as cases_page
from sozdesk.features.cases.ui.handover_dialog import HandoverDialog, PrepareDialog
from sozdesk.runtime import worker
from sozdesk.widgets import file_prompts


@pytest.fixture
def case(casework):
    """A case of an office in which two persons are asked for."""
    asks(casework, date(2026, 1, 1), 1)
    return case_kit.case(casework, [case_kit.person(casework)], 12)


def asks(archive, day, value):
    """From a day on two persons are asked for (1), or one is enough (0)."""
    table = records.CaseValueRecord
    case_kit.row(archive, table, key="second_person", valid_from=day, value=value, part="x")


def button(dialog, words):
    return [one for one in dialog.findChildren(QPushButton) if one.text().replace("&", "") == words]


def asked(page):
    page.commands.hand_over(page.table.current_row())
    return dialog_of(page)


def prepared(archive, case, by):
    case_kit.row(
        archive,
        records.HandoverDraftRecord,
        case_id=case,
        recipient="Gemeinde Sissach",
        purpose="Wegzug",
        prepared_by=by,
        prepared_on=date(2026, 12, 30),
    )


def waiting(archive):
    table = records.HandoverDraftRecord
    return archive.query(lambda session: session.scalars(select(table.recipient)).all())


@pytest.mark.parametrize("by", ["Anna Muster", "Beat Zweit"])
def test_who_prepared_a_sheet_or_releases_it_can_withdraw_it(shown, desk, casework, case, by):
    navigation = Navigation()
    page = shown(cases_page.build(desk, navigation))
    page.table.select_first()
    first = asked(page)
    assert button(first, "Verwerfen") == [], "nothing is prepared yet"
    first.done(0)
    prepared(casework, case, by)
    dialog = asked(page)
    own = by == casework.context().staff_name
    assert isinstance(dialog, PrepareDialog if own else HandoverDialog)
    (discard,) = button(dialog, "Verwerfen")
    discard.click()
    assert waiting(casework) == []
    assert not dialog.isVisible()
    assert "Fall 12: vorbereitetes Übergabeblatt verworfen." in [*navigation.said, *words_of(page)]


def test_a_sheet_that_waits_when_one_person_is_enough_is_released_or_thrown_away(
    shown, desk, casework, case, tmp_path
):
    """Prepared by who is signed in: as long as two were asked for, somebody else had to release."""
    page = shown(cases_page.build(desk, Navigation()))
    page.table.select_first()
    prepared(casework, case, "Anna Muster")
    asks(casework, date(2026, 1, 2), 0)
    dialog = asked(page)
    assert isinstance(dialog, HandoverDialog)
    assert "Vorbereitet von Anna Muster am 30.12.2026 für Gemeinde Sissach" in " ".join(
        words_of(dialog)
    )
    assert "recipient" not in dialog.form
    assert len(button(dialog, "Verwerfen")) == 1
    assert len(button(dialog, "Freigeben und ausgeben …")) == 1
    dialog.form["form"].set_value("pdf")
    target = tmp_path / "blatt.pdf"
    file_prompts.set_next_path(target)
    dialog.accept()
    worker.wait_for_all()
    QCoreApplication.processEvents()
    assert target.read_bytes().startswith(b"%PDF")
    assert waiting(casework) == []
    (access,) = casework.query(accesses)
    assert (access.recipient, access.purpose) == ("Gemeinde Sissach", "Wegzug")
    assert (access.staff_name, access.released_by) == ("Anna Muster", "Anna Muster")


def test_the_sheet_of_a_case_that_moves_is_proposed_for_whoever_decides_there(
    shown, desk, casework
):
    case_kit.case(
        casework, [case_kit.person(casework)], 13, moved_on=date(2027, 2, 1), moved_to=2861
    )
    page = shown(cases_page.build(desk, Navigation()))
    page.table.select_first()
    dialog = asked(page)
    assert dialog.form["recipient"].value() == "Sozialdienst der Gemeinde Sissach"
