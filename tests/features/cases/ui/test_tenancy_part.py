"""The tab «Wohnen» and the page of all rents, over a real file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from casework_kit import serve
from person_list_kit import TODAY
from PySide6.QtWidgets import QApplication, QPushButton
from test_tenancies import LIESTAL, add, declare, order

import case_kit
from navigation_kit import Navigation, dialog_of, words_of
from sozdesk.features.cases import queries
from sozdesk.features.cases.terms import CasePart, RentMeasure, ShareBy, TenancyForm
from sozdesk.features.cases.ui import rents_page, tenancy_part
from sozdesk.features.cases.ui.attachments_part import FilesDialog
from sozdesk.features.cases.ui.tenancy_dialogs import read_rooms
from sozdesk.features.rent_limits import queries as rent_limits
from sozdesk.features.rent_limits import usecases as declaring
from sozdesk.features.rent_limits.terms import Seen
from sozdesk.kernel import entry
from sozdesk.widgets import accessibility, file_prompts, messages


@pytest.fixture
def office(casework):
    """A Sozialdienst for Liestal that declared."""
    casework.run(declaring.load_reference, declaring.LoadReference())
    serve(casework, LIESTAL)
    declare(casework)
    return casework


@pytest.fixture
def case_id(office):
    return case_kit.case(office, [case_kit.person(office)])


@pytest.fixture
def part(desk, office, case_id, shown):
    made = tenancy_part.build(desk, Navigation())
    shown(made)
    made.show_case(office.query(queries.case, case_id, TODAY))
    return made


def tenancies(office, case_id):
    return office.query(queries.dwellings_of, case_id, TODAY)


def button(widget, words):
    (found,) = [
        one for one in widget.findChildren(QPushButton) if one.text().replace("&", "") == words
    ]
    return found


def fill(dialog, **values):
    for key, value in values.items():
        dialog.form[key].set_value(value)
    dialog.accept()
    QApplication.processEvents()


def test_an_empty_tab_says_what_to_do(part) -> None:
    assert "Noch keine Wohnung erfasst." in " ".join(words_of(part))
    assert accessibility.problems(part) == []
    assert part.widget is part


def test_a_dwelling_is_entered_and_compared(part, office, case_id) -> None:
    button(part, "Wohnung erfassen …").click()
    dialog = dialog_of(part)
    assert accessibility.problems(dialog) == []
    fill(
        dialog,
        form=TenancyForm.SHARED_FLAT,
        address="Musterweg 1, 4410 Liestal",
        persons=3,
        supported=1,
        rooms=35,
        net_rent=165_000,
        ancillary=24_000,
    )
    said = words_of(part)
    assert "Grenzwert 3 Personen 1'500 netto, Kopfquote 1/3 = 500" in said
    assert "Wohngemeinschaft, 3½ Zimmer" in said
    assert any(one.startswith("Anteil 550: 50 über dem Grenzwert.") for one in said)
    assert accessibility.problems(part) == []


def test_the_form_decides_what_is_asked(part, office, case_id) -> None:
    part.add()
    dialog = dialog_of(part)
    assert dialog.form["share_by"].isHidden()
    dialog.kind.set_value(TenancyForm.WITH_PARENTS)
    assert not dialog.form["share_by"].isHidden()
    assert dialog.form["agreed_share"].isHidden()
    dialog.share.set_value(ShareBy.AGREEMENT)
    assert not dialog.form["agreed_share"].isHidden()
    dialog.form["agreed_share"].set_value(40_000)
    dialog.form["ancillary"].set_value(10_000)
    dialog.kind.set_value(TenancyForm.BOARDING)
    assert dialog.form["rooms"].isHidden()
    fill(dialog, address="Pension Muster", net_rent=90_000)
    (row,) = tenancies(office, case_id)
    assert (row.tenancy.share_by, row.tenancy.agreed_share, row.tenancy.ancillary) == (
        ShareBy.HEADS,
        None,
        0,
    )


def test_what_is_missing_stands_at_its_field(part) -> None:
    part.add()
    dialog = dialog_of(part)
    fill(dialog, net_rent=None)
    said = {key: one.message for key, one in dialog.form.findings()}
    assert said == {
        "address": "Schreiben Sie die Adresse.",
        "net_rent": "Schreiben Sie die Nettomiete der ganzen Wohnung.",
    }
    fill(dialog, address="Weg 1", net_rent=1, supported=9)
    assert list(dict(dialog.form.findings())) == ["supported"]
    dialog.form.mark_clean()
    dialog.reject()


def test_changes_write_only_what_differs(part, office, case_id) -> None:
    add(office, case_id)
    part.show_case(office.query(queries.case, case_id, TODAY))
    row = tenancies(office, case_id)[0].tenancy
    part.change(row)
    fill(dialog_of(part))
    assert tenancies(office, case_id)[0].tenancy.version == row.version
    part.change(row)
    fill(dialog_of(part), net_rent=150_000)
    assert tenancies(office, case_id)[0].tenancy.net_rent == 150_000
    row = tenancies(office, case_id)[0].tenancy
    part.end(row)
    dialog = dialog_of(part)
    fill(dialog)
    assert dict(dialog.form.findings())["ended_on"].message == "Schreiben Sie den letzten Tag."
    fill(dialog, ended_on=date(2026, 12, 31))
    assert tenancies(office, case_id)[0].tenancy.ended_on == date(2026, 12, 31)


def test_orders_with_efforts_are_shown_lifted_and_removed(part, office, case_id) -> None:
    add(office, case_id)
    part.show_case(office.query(queries.case, case_id, TODAY))
    button(part, "Auflage …").click()
    fill(dialog_of(part), ordered_on=date(2026, 6, 1), deadline=date(2026, 12, 31))
    said = " ".join(words_of(part))
    assert "Frist 31.12.2026, seit 5 Tagen überfällig" in said
    measure = tenancies(office, case_id)[0].measures[0]
    part.search(measure)
    fill(dialog_of(part), text="Zwei Inserate, eine Absage")
    assert "Zwei Inserate, eine Absage" in words_of(part)
    part.lift(measure)
    fill(dialog_of(part))
    assert "aufgehoben am 05.01.2027" in " ".join(words_of(part))
    button(part, "Kürzung …").click()
    fill(dialog_of(part), ordered_on=TODAY, reduced_to=50_000)
    cut, order_ = tenancies(office, case_id)[0].measures
    assert (cut.kind, cut.reduced_to) == (RentMeasure.REDUCTION, 50_000)
    messages.set_next_answer(True)
    part.remove_effort(order_.efforts[0])
    messages.set_next_answer(True)
    part.remove_measure(cut)
    assert len(tenancies(office, case_id)[0].measures) == 1
    messages.set_next_answer(True)
    part.remove_tenancy(tenancies(office, case_id)[0].tenancy)
    assert tenancies(office, case_id) == ()


@pytest.mark.parametrize(
    ("text", "tenths"), [("3", 30), ("3½", 35), ("3,5", 35), ("3 1/2", 35), ("½", 5), ("4.0", 40)]
)
def test_rooms_are_read_in_the_words_of_people(text: str, tenths: int) -> None:
    assert read_rooms(text) == tenths


@pytest.mark.parametrize("text", ["drei", "3.7", "", "300"])
def test_other_numbers_of_rooms_are_refused(text: str) -> None:
    with pytest.raises(entry.EntryError, match="Zimmer"):
        read_rooms(text)


# ------------------------------------------------------------------ all of them


@pytest.fixture
def navigation():
    return Navigation()


@pytest.fixture
def page(desk, office, navigation, shown):
    return lambda: shown(rents_page.build(desk, navigation))


def test_the_empty_page_leads_to_the_case(page) -> None:
    made = page()
    assert "Erfassen Sie die Wohnungen Ihrer Fälle" in words_of(made)
    assert accessibility.problems(made) == []


def test_all_running_rents_stand_with_their_limit(page, office, case_id, qtbot) -> None:
    order(office, add(office, case_id).value)
    other = case_kit.case(office, [case_kit.person(office, "B")], 2)
    add(office, other, persons=1, net_rent=90_000)
    made = page()
    rows = made.table.shown_text().rows
    assert [row[2:5] for row in rows] == [
        ("550.00", "500.00", "50.00"),
        ("900.00", "1'000.00", "–"),
    ]
    assert "Auflage" in rows[0][5]
    for width in (1019, 864):  # what the window leaves at 1280 and, with small navigation, at 960
        made.table.setFixedSize(width, 90)  # the rows need a scroll bar of their own
        qtbot.waitUntil(lambda: not made.table.horizontalScrollBar().isVisible())
    assert accessibility.problems(made) == []
    made.chips.choose("above")
    made._filter("above")
    assert len(made.model.rows()) == 1
    made._filter("all")
    assert len(made.model.rows()) == 2


def test_a_changed_limit_is_named_with_both_amounts(page, office, case_id) -> None:
    order(office, add(office, case_id).value)
    made = page()
    declare(office, year=2028, three=1600)
    made.reload()
    (row,) = made.model.rows()
    assert made._second(row) == "Auflage beruht auf 1'500.00; ab 01.01.2028 gilt 1'600.00."
    assert "ab 01.01.2028" in made._tip(row)


def test_the_counts_go_into_the_draft_of_the_declaration(page, office, case_id, navigation) -> None:
    add(office, case_id)
    made = page()
    made.tabs.choose(1)
    assert "1 bis 4" in words_of(made)
    (count,) = made.data.counts
    made.hand_on(count)
    assert navigation.said == []
    row = office.query(rent_limits.own_row, TODAY, LIESTAL, 2027)
    seen = Seen(id=row.declared.id, version=row.declared.version)
    correction = replace(row.declared.declaration, remark="Berichtigung")
    office.run(declaring.save_own, declaring.SaveOwn(declaration=correction, seen=seen))
    made.hand_on(count)
    row = office.query(rent_limits.own_row, TODAY, LIESTAL, 2027)
    assert row.draft.declaration.extras.households_above == "1-4"
    assert len(navigation.said) == 1


def test_a_dwelling_has_files(part, office, case_id, tmp_path, qtbot) -> None:
    add(office, case_id)
    part.show_case(office.query(queries.case, case_id, TODAY))
    (row,) = tenancies(office, case_id)
    assert "Anhänge …" in [one.text() for one in part._actions(row.tenancy)]
    part.show_files(row.tenancy)
    (dialog,) = part.findChildren(FilesDialog)
    source = tmp_path / "Mietvertrag.pdf"
    source.write_bytes(b"%PDF-1.7\nMietvertrag")
    file_prompts.set_next_path([source])
    dialog.files.add()
    qtbot.waitUntil(lambda: len(dialog.files.table.model.rows()) == 1)
    assert len(office.query(queries.attachments, CasePart.TENANCY, row.tenancy.id)) == 1
    dialog.accept()
