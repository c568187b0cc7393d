"""A case from its opening to an invoice, and from the Antrag to the Eröffnung, without the mouse."""

from __future__ import annotations

from datetime import date

import case_window_kit as kit
import pytest
from case_window_kit import CONTROL, press
from PySide6.QtCore import Qt

import enactment_kit
from fixtures_shell import unlock
from sozdesk.features.cases import queries
from sozdesk.features.cases.terms import Permit
from sozdesk.widgets import messages


@pytest.fixture
def office(qtbot, window, tmp_path):
    """A Sozialdienst with one offering in its catalogue, and no case."""
    path = tmp_path / "liestal.sozdesk"
    archive = kit.new_office(path)
    enactment_kit.offering(archive, enactment_kit.provider(archive), "Velowerkstatt")
    archive.close(backup=False)
    unlock(window, path)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window.centralWidget()


@pytest.fixture
def asked(window):
    """The answer of a query; this desk does everything at once."""

    def ask(query, *args):
        found = []
        window.desk.query(query, *args, done=found.append)
        return found[0]

    return ask


def open_case(qtbot, office):
    """Ctrl+5, Alt+N, the person, Enter; answers the area."""
    kit.press_until(qtbot, Qt.Key.Key_5, lambda: office.stack.area == "cases", CONTROL)
    area = office.stack.currentWidget()
    dialog = kit.dialog_by(qtbot, area, Qt.Key.Key_N)
    kit.type_words("Probe")
    kit.type_into(
        qtbot,
        dialog.form,
        first_name="Berta",
        birth_date="17.05.1990",
        ahv_number="756.9217.0769.85",
    )
    press(qtbot, Qt.Key.Key_Return)
    assert area.detail.data.row.name == "Probe Berta"
    return area


def test_a_case_a_permit_an_offering_and_its_invoice(qtbot, office, asked) -> None:
    area = open_case(qtbot, office)
    household = area.detail.parts[0]
    kit.reach(qtbot, household.table.view)
    press(qtbot, Qt.Key.Key_Return)
    person = office.stack.currentWidget()
    kit.choose_tab(qtbot, person.tabs, 1)
    kit.reach(qtbot, person.residences.add_button)
    press(qtbot, Qt.Key.Key_Space)
    dialog = kit.active_dialog(qtbot, person)
    kit.reach(qtbot, dialog.form["permit"].input.focus_target())
    kit.press_until(qtbot, Qt.Key.Key_Down, lambda: dialog.form["permit"].value() is Permit.B)
    kit.type_into(qtbot, dialog.form, valid_from="01.01.2026")
    press(qtbot, Qt.Key.Key_Return)
    (who,) = asked(queries.persons)
    (permit,) = asked(queries.residences, [who.id])[who.id]
    assert (permit.permit, permit.valid_from) == (Permit.B, date(2026, 1, 1))

    kit.press_letter(qtbot, Qt.Key.Key_Left, lambda: office.stack.currentWidget() is area)
    kit.choose_tab(qtbot, area.detail.tabs, 3)
    offered = area.detail.parts[3]
    kit.press_letter(qtbot, Qt.Key.Key_V, lambda: office.stack.currentWidget() is not area)
    page = office.stack.currentWidget()
    kit.reach(qtbot, page.entry.picker.search)
    kit.type_words("Velo")
    press(qtbot, Qt.Key.Key_Return)
    kit.type_into(
        qtbot, page.entry.form, first_day="01.02.2027", last_day="30.04.2027", workload="50"
    )
    press(qtbot, Qt.Key.Key_S, CONTROL)
    (row,) = asked(queries.enactments)
    assert (row.offering_title, row.price, row.approved) == ("Velowerkstatt", 90_000, 270_000)

    kit.reach(qtbot, offered.table.view)
    kit.press_letter(qtbot, Qt.Key.Key_R, lambda: office.stack.currentWidget() is not area)
    page = office.stack.currentWidget()
    kit.type_into(
        qtbot,
        page.entry.form,
        number="R-1",
        invoiced_on="28.02.2027",
        first_day_0="01.02.2027",
        last_day_0="28.02.2027",
        amount_0="900",
    )
    press(qtbot, Qt.Key.Key_S, CONTROL)
    (invoice,) = asked(queries.invoices)
    assert (invoice.number, invoice.total, invoice.lines[0].case_number) == ("R-1", 90_000, 1)


def hold_meeting(qtbot, office, way):
    """From «Traktandieren …» to the recorded Beschluss."""
    kit.reach(qtbot, way.next_button)  # «Traktandieren …»
    press(qtbot, Qt.Key.Key_Return)
    meetings = office.stack.currentWidget()
    dialog = kit.dialog_by(qtbot, meetings, Qt.Key.Key_S)
    kit.type_into(qtbot, dialog.form, held_on="04.01.2027")
    press(qtbot, Qt.Key.Key_Return)
    kit.choose_tab(qtbot, meetings.tabs, 0)
    kit.reach(qtbot, meetings.agenda.put_button)
    press(qtbot, Qt.Key.Key_Return)
    kit.choose_tab(qtbot, meetings.tabs, 1)
    form = meetings.resolutions.form
    resolved = f"resolved_{meetings.resolutions.data.agenda[0].id}"
    kit.reach(qtbot, form[resolved].input.focus_target())
    press(qtbot, Qt.Key.Key_Down)
    kit.reach(qtbot, meetings.resolutions.save_button)
    press(qtbot, Qt.Key.Key_Return)


def test_from_the_antrag_over_the_sitzung_to_the_eroeffnung(qtbot, office, asked) -> None:
    area = open_case(qtbot, office)
    case = area.detail.data.row.id
    kit.choose_tab(qtbot, area.detail.tabs, 2)
    way = area.detail.parts[2]
    kit.reach(qtbot, way.add_button)
    press(qtbot, Qt.Key.Key_Space)
    dialog = kit.active_dialog(qtbot, way)
    kit.type_into(qtbot, dialog.form, title="Velowerkstatt", proposal="Velowerkstatt bewilligt.")
    kit.reach(qtbot, dialog.action_button)
    press(qtbot, Qt.Key.Key_Return)
    hold_meeting(qtbot, office, way)
    (application,) = [one.path.application for one in way.data.lines]
    assert application.resolved is not None

    kit.press_letter(qtbot, Qt.Key.Key_Left, lambda: office.stack.currentWidget() is area)
    kit.reach(qtbot, way.next_button)  # «Verfügung entwerfen …»
    press(qtbot, Qt.Key.Key_Return)
    kit.active_dialog(qtbot, way)
    press(qtbot, Qt.Key.Key_Return)
    page = office.stack.currentWidget()
    kit.type_into(
        qtbot,
        page.form,
        addressee="Berta Probe",
        ruled_on="05.01.2027",
        considerations="§ 16 SHG.",
    )
    messages.set_next_answer(True)
    kit.press_letter(qtbot, Qt.Key.Key_F, lambda: asked(queries.rulings_of, case)[0].number != "")
    kit.press_letter(qtbot, Qt.Key.Key_Left, lambda: office.stack.currentWidget() is area)
    kit.reach(qtbot, way.next_button)  # «Eröffnung erfassen …»
    press(qtbot, Qt.Key.Key_Return)
    dialog = kit.active_dialog(qtbot, way)
    kit.type_into(qtbot, dialog.form, notified_on="05.01.2027")
    press(qtbot, Qt.Key.Key_Return)
    (ruling,) = asked(queries.rulings_of, case)
    assert (ruling.subject, ruling.notified_on) == ("Velowerkstatt", date(2027, 1, 5))
