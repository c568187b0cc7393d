"""The declaration as its Sozialdienst fills it in: pre-filled, confirmed, checked, sent, corrected."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from own_examples import (
    BRETZWIL,
    LAUWIL,
    canton,
    derivation_of,
    finish,
    own_declared,
    row_of,
    save,
)
from own_kit import desk, look, navigation, open_form, own, own_template, said, shortcut, typed
from page_kit import button, plain, words
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea

from sozdesk.features.offices import queries as offices
from sozdesk.features.offices import usecases as offices_usecases
from sozdesk.features.rent_limits import files, queries, rules, usecases
from sozdesk.features.rent_limits.terms import (
    AskedForm,
    AskedPage,
    Block,
    Category,
    Contact,
    Decision,
    DecisionBody,
    Derivation,
    Extras,
    Interval,
    Method,
    Offer,
    QuantileBasis,
    RentKind,
    ReturnState,
    RoomRange,
)
from sozdesk.widgets import accessibility, file_prompts, messages

__all__ = ["desk", "look", "navigation", "open_form", "own", "own_template"]

JULY = date(2027, 7, 1)
OFFERS = QuantileBasis(
    percent=40,
    offers=(Offer(15, 800_00), Offer(15, 900_00), Offer(15, 1000_00)),
    ranges=(RoomRange(Category.P1, 10, 20),),
    step=10_00,
    period="Sept. bis Nov. 2026",
    source="Portale",
)
DERIVED = Derivation(
    amounts={Category.P1: 900_00},
    rent_kind=RentKind.NET,
    interval=Interval.MONTH,
    basis=OFFERS,
)
"""Of three offers, the second is the smallest that at least 40 % of them do not exceed."""


@pytest.fixture
def last_year(own):
    """What Bretzwil declared for 2026: 810 francs for one person."""
    finish(own, own_declared(first=810, year=2026, method=Method.ADVERTS))


def make(qtbot, page, folder, click=True):
    """Press the main button, choose the folder, wait for the files."""
    file_prompts.set_next_path(folder)
    finished = []
    page.finished.connect(finished.append)
    page.finish_button.click()
    qtbot.waitUntil(lambda: bool(finished), timeout=30_000)
    return finished[0]


def notice(page):
    return page.notice()


# ------------------------------------------------------------------ what the form shows at first


def test_the_form_is_filled_with_last_years_values(last_year, open_form):
    page = open_form()
    declared = page.entry.declaration()
    assert declared.amounts == own_declared(first=810, year=2026).amounts
    assert (declared.rent_kind, declared.interval) == (RentKind.NET, Interval.MONTH)
    assert declared.valid_from == date(2027, 1, 1)
    assert declared.contact.name == "Sandra Muster"
    assert declared.decision.decided_on is None  # last year's Beschluss is none for this year
    assert page.head.title() == "Deklaration 2027: Bretzwil"
    assert "Frist 31.12.2026, noch 23 Tage" in words(page.head)
    assert words(page).count("gleich") == 6
    assert page.focusWidget() is page.form["amount_p1"].input.focus_target()
    assert not page.has_changes()


def test_the_canton_s_overview_fills_the_form_where_the_file_has_no_own_declaration(own, open_form):
    canton(own, own_declared(LAUWIL, 790, year=2026))
    page = open_form(LAUWIL)
    assert page.form["amount_p1"].value() == 790_00
    assert notice(page) == ""


def test_older_values_are_named(own, open_form):
    finish(own, own_declared(first=700, year=2025))
    page = open_form()
    assert page.form["amount_p1"].value() == 700_00
    assert notice(page).startswith("Ausgefüllt mit den Werten von 2025")


def test_an_empty_form_says_where_last_years_values_are(open_form):
    page = open_form()
    assert page.entry.declaration().amounts == {}
    assert notice(page) == (
        "Von 2026 ist nichts in der Datei. Das Formular, das Sie vom KSA erhalten haben, kennt "
        "die Werte: Lesen Sie es in der Liste der Meldungen ein."
    )
    shown = [plain(one.text()) for one in page.head.findChildren(type(page.save_button))]
    assert "Unverändert bestätigen" not in shown


def test_what_the_ksa_asks_for_is_asked(own, open_form):
    asked = AskedForm(
        year=2027,
        due_on=date(2026, 12, 20),
        valid_from=date(2027, 1, 1),
        blocks=frozenset({Block.ADVERTS, Block.YOUNG_ADULTS}),
        file_name="Formular.xlsx",
        pages=(AskedPage(bfs_number=BRETZWIL, previous=own_declared(first=800, year=2026)),),
    )
    own.run(usecases.take_asked_form, usecases.TakeAskedForm(asked))
    page = open_form()
    assert page.form["amount_p1"].value() == 800_00
    assert "adverts_count" in page.form
    assert "amount_young_adult" in page.form
    assert "index_base" not in page.form
    assert "Frist 20.12.2026, noch 12 Tage" in words(page.head)


def test_every_control_is_named_and_large_enough(last_year, open_form):
    assert accessibility.problems(open_form()) == []


# ------------------------------------------------------------------ unchanged


def test_unchanged_is_confirmed_with_one_click_and_today_as_day_of_the_review(
    qtbot, own, last_year, open_form, tmp_path
):
    page = open_form()
    page.unchanged_button.click()
    declared = page.entry.declaration()
    assert declared.unchanged is True
    assert declared.last_reviewed_on == date(2026, 12, 8)
    assert declared.method is Method.ADVERTS
    assert page.focusWidget() is page.form["last_reviewed_on"].input.focus_target()
    assert notice(page) == (
        "Grenzwerte wie 2026. Stimmt der Tag, an dem sie zuletzt überprüft wurden?"
    )
    make(qtbot, page, tmp_path)
    row = row_of(own)
    assert row.declared.state is ReturnState.CONFIRMED_UNCHANGED
    assert row.declared.declaration.amounts == own_declared(first=810).amounts


def test_what_was_counted_or_pending_last_year_stays_empty(own, open_form):
    pending = Decision(body=DecisionBody.SOCIAL_AUTHORITY, pending=True, meeting_on=JULY)
    counted = Extras(adverts_count=34, adverts_source="Portale", households_above="1-4")
    canton(own, own_declared(year=2026, decision=pending, extras=counted))
    page = open_form()
    page.unchanged_button.click()
    declared = page.entry.declaration()
    assert declared.decision == Decision(body=DecisionBody.SOCIAL_AUTHORITY)
    assert declared.extras == Extras(adverts_source="Portale")


def test_the_confirmation_can_be_taken_back(last_year, open_form):
    page = open_form()
    typed(page, amount_p1=850_00)
    page.unchanged_button.click()
    assert page.form["amount_p1"].value() == 810_00
    button(page, "Zurücknehmen").click()
    assert page.form["amount_p1"].value() == 850_00
    assert page.entry.declaration().unchanged is False
    assert notice(page) == ""


# ------------------------------------------------------------------ checks


def test_two_sizes_change_and_the_change_stands_beside_them(last_year, open_form):
    page = open_form()
    typed(page, amount_p1=830_00, amount_p2=1_000_00)
    shown = words(page)
    assert "+2,5 %" in shown  # 830 instead of 810: 2.469 %
    assert "+2,9 %" in shown  # 1'000 instead of 972: 2.881 %
    assert shown.count("gleich") == 4


def test_hints_follow_the_typing_in_the_words_for_the_municipality(last_year, open_form):
    page = open_form()
    typed(page, amount_p1=1_020_00)
    assert said(page)["amount_p1"] == "change_large"
    assert "Prüfhinweise halten nichts auf." in " ".join(words(page))
    typed(page, amount_p1=820_00)
    assert "amount_p1" not in said(page)


def test_what_the_ksa_would_ask_back_is_told_at_the_bottom(last_year, open_form):
    page = open_form()
    assert page.bar.message() == "Das KSA fragt auch nach: Basis und Beschluss"
    typed(page, method=Method.ADVERTS, decided_on=date(2026, 11, 24))
    assert "fragt auch nach" not in page.bar.message()


def test_that_something_lacks_is_said_only_after_the_main_button(own, last_year, open_form):
    page = open_form()
    typed(page, amount_p4=None)
    assert "amount_p4" not in said(page)
    page.finish_button.click()
    assert said(page)["amount_p4"] == "missing_amount"
    assert page.summary.title() == "Das Formular kann noch nicht erstellt werden: 1 Fehler"
    assert "Prüfhinweise (halten nichts auf)" in words(page.summary)
    assert "Geben Sie den Betrag für 4 Personen ein." in words(page)
    assert row_of(own).revisions == ()


def test_an_amount_other_than_last_year_s_takes_back_that_nothing_changed(own, open_form):
    finish(own, own_declared(first=810, year=2026, method=None))
    page = open_form()
    page.unchanged_button.click()
    assert page.form["method"].value() is Method.UNCHANGED
    typed(page, amount_p1=830_00)
    assert page.form["unchanged"].value() is False
    assert page.form["method"].value() is None
    assert notice(page) == (
        "Ein Betrag ist anders als 2026: Das Kreuz bei «unverändert» ist weg und die Basis ist "
        "neu zu wählen."
    )
    typed(page, method=Method.UNCHANGED)
    assert said(page)["method"] == "basis_but_different"
    typed(page, unchanged=True)
    assert said(page)["unchanged"] == "unchanged_but_different"


def test_a_basis_of_its_own_stays_when_an_amount_changes(last_year, open_form):
    page = open_form()
    page.unchanged_button.click()
    typed(page, amount_p1=830_00)
    assert page.form["method"].value() is Method.ADVERTS
    assert notice(page) == "Ein Betrag ist anders als 2026: Das Kreuz bei «unverändert» ist weg."


def test_hints_are_still_there_when_no_folder_is_chosen(last_year, open_form):
    page = open_form()
    typed(page, amount_p1=830_00)
    typed(page, unchanged=True)
    file_prompts.set_next_path(None)
    page.finish_button.click()
    assert said(page)["unchanged"] == "unchanged_but_different"


def test_the_first_amount_is_overtyped(qtbot, last_year, open_form):
    page = open_form()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    first = page.form["amount_p1"].input.focus_target()
    qtbot.waitUntil(first.hasFocus)
    qtbot.keyClicks(first, "790")
    assert page.form["amount_p1"].value() == 790_00


def test_what_stops_is_scrolled_to_and_its_links_to_the_field(qtbot, own, last_year, open_form):
    finish(own)
    page = open_form(is_change=True)
    page.resize(1064, 420)
    (area,) = [one for one in page.findChildren(QScrollArea) if one.widget() is page.entry]
    bar = area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    for _press in range(2):
        bar.setValue(bar.maximum())
        page.finish_button.click()
        assert page.summary.title() == "Das Formular kann noch nicht erstellt werden: 1 Fehler"
        assert bar.value() < bar.maximum() // 2
        assert not page.summary.visibleRegion().isEmpty()
    page.form["remark"].focus()
    assert not page.form["remark"].input.visibleRegion().isEmpty()
    link = button(page.summary, "Geben Sie ein, ab wann der neue Beschluss gilt.")
    link.click()
    qtbot.waitUntil(lambda: not page.form["valid_from"].input.visibleRegion().isEmpty())


def test_an_index_of_last_year_goes_with_another_basis(own, open_form):
    index = Extras(index_name="Landesindex", index_base=106_500, index_date=date(2025, 10, 31))
    finish(own, own_declared(first=810, year=2026, method=Method.INDEX, extras=index))
    page = open_form()
    typed(page, method=Method.INDEX)
    assert page.form["index_base"].value() == 106_500
    typed(page, method=Method.PERCENTILE)
    assert page.entry.declaration().extras == Extras()
    assert notice(page) == ("Die Basis ist kein Index: Die Angaben zum Index von 2026 sind weg.")
    typed(page, index_base=107_000)
    typed(page, method=Method.ADVERTS)
    assert page.form["index_base"].value() == 107_000  # somebody typed it for this year


def test_an_index_beside_another_basis_is_not_filled_in_again(own, open_form):
    index = Extras(index_name="Landesindex", index_base=106_500)
    finish(own, own_declared(first=810, year=2026, method=Method.ADVERTS, extras=index))
    page = open_form()
    assert page.entry.declaration().extras == Extras()


def test_an_unreadable_day_stops_the_draft_too(own, open_form):
    page = open_form()
    page.form["valid_from"].input.focus_target().setText("irgendwann")
    page.save()
    assert said(page)["valid_from"] == "entry"
    assert row_of(own).revisions == ()


def test_hints_do_not_stop(qtbot, own, last_year, open_form, tmp_path):
    page = open_form()
    typed(page, amount_p1=1_020_00)
    make(qtbot, page, tmp_path)
    assert row_of(own).declared.declaration.amounts[Category.P1] == 1_020_00


# ------------------------------------------------------------------ draft


def test_ctrl_s_saves_a_draft_that_goes_on_later(qtbot, own, last_year, open_form):
    page = open_form()
    typed(page, amount_p1=840_00)
    assert "Nicht gespeicherte Änderungen" in page.bar.message()
    shortcut(qtbot, page, Qt.Key.Key_S)
    assert row_of(own).draft.declaration.amounts[Category.P1] == 840_00
    assert notice(page) == "Entwurf Bretzwil 2027 gespeichert."
    assert not page.has_changes()
    page.leave()
    again = open_form()
    assert again.form["amount_p1"].value() == 840_00
    assert not again.has_changes()


def test_saving_twice_changes_the_same_draft(own, last_year, open_form):
    page = open_form()
    typed(page, amount_p1=840_00)
    page.save()
    typed(page, amount_p1=845_00)
    page.save()
    (only,) = row_of(own).revisions
    assert (only.revision, only.declaration.amounts[Category.P1]) == (1, 845_00)


def test_what_is_typed_and_not_saved_is_back_after_the_lock(own, last_year, open_form):
    page = open_form()
    typed(page, amount_p1=845_00, remark="Noch fragen")
    page.store_draft()
    page.deleteLater()
    again = open_form()
    assert again.form["amount_p1"].value() == 845_00
    assert again.form["remark"].value() == "Noch fragen"
    assert notice(again) == "Ihr Entwurf von vorher ist wieder da."
    assert again.has_changes()
    assert row_of(own).revisions == ()  # colleagues see what is saved
    button(again, "Entwurf verwerfen").click()
    assert again.form["amount_p1"].value() == 810_00
    assert not open_form().has_changes()


def test_a_derivation_that_is_not_saved_is_back_too(last_year, open_form):
    page = open_form()
    page.take_derivation(DERIVED)
    page.store_draft()
    again = open_form()
    assert again.derivation == DERIVED
    assert again.form["adverts_count"].value() == 3


@pytest.mark.parametrize(
    ("answer", "left", "saved"),
    [
        (messages.Unsaved.SAVE, True, True),
        (messages.Unsaved.DISCARD, True, False),
        (messages.Unsaved.CANCEL, False, False),
    ],
)
def test_leaving_asks_about_what_is_not_saved(
    own, last_year, open_form, navigation, answer, left, saved
):
    page = open_form()
    typed(page, amount_p1=845_00)
    messages.set_next_answer(answer)
    page.leave()
    assert (page not in navigation.subpages) is left
    assert (row_of(own).draft is not None) is saved


def test_leaving_without_changes_asks_nothing(last_year, open_form, navigation):
    page = open_form()
    page.leave()
    assert messages.shown() == ()
    assert navigation.subpages == []


def test_who_saves_after_a_colleague_is_told_so(own, last_year, open_form):
    page = open_form()
    save(own, own_declared(first=900))
    typed(page, amount_p1=845_00)
    page.save()
    assert any("ein Entwurf von Anna Muster gespeichert" in one for one in words(page))
    assert row_of(own).draft.declaration.amounts[Category.P1] == 900_00
    assert page.has_changes()


def test_a_draft_is_deleted_after_asking(own, last_year, open_form, navigation):
    save(own)
    page = open_form()
    (delete,) = [one for one in page._more() if one.text() == "Entwurf löschen …"]
    messages.set_next_answer(False)
    delete.trigger()
    assert row_of(own).draft is not None
    messages.set_next_answer(True)
    delete.trigger()
    assert row_of(own).revisions == ()
    assert navigation.said == ["Entwurf Bretzwil 2027 gelöscht."]
    assert page not in navigation.subpages


# ------------------------------------------------------------------ form and pdf


def test_form_and_pdf_lie_in_the_folder_and_say_what_the_form_said(
    qtbot, own, last_year, open_form, navigation, tmp_path
):
    page = open_form()
    typed(page, amount_p1=830_00, amount_p2=1_000_00)
    folder = tmp_path / "raus"
    folder.mkdir()
    done = make(qtbot, page, folder)
    paths = sorted(folder.iterdir())
    assert [path.suffix for path in paths] == [".pdf", ".xlsx"]
    towns = own.query(offices.all_municipalities)
    (read,) = files.read_paths([paths[1]], year=2027, municipalities=towns)
    declared = row_of(own).declared
    assert rules.same_content(read.declaration, declared.declaration)
    assert read.declaration.amounts[Category.P2] == 1_000_00
    assert [one.name for one in declared.documents] == [paths[1].name, paths[0].name]
    assert (done.name, done.folder, done.revision) == ("Bretzwil", folder, 1)
    assert done.key == (BRETZWIL, 2027, None)
    assert page not in navigation.subpages


def test_no_folder_no_declaration(own, last_year, open_form):
    page = open_form()
    file_prompts.set_next_path(None)
    page.finish_button.click()
    assert row_of(own).revisions == ()
    assert page.finish_button.isEnabled()


def test_a_folder_that_cannot_be_written_leaves_the_documents_in_the_file(
    qtbot, own, last_year, open_form, tmp_path
):
    blocked = tmp_path / "kein-ordner"
    blocked.write_text("eine Datei")
    page = open_form()
    messages.set_next_answer("close")
    done = make(qtbot, page, blocked)
    assert done.folder is None
    assert len(row_of(own).declared.documents) == 2
    assert messages.shown() != ()


def test_a_correction_is_a_new_version_and_says_so(qtbot, own, last_year, open_form, tmp_path):
    finish(own)
    page = open_form()
    assert page.head.title() == "Berichtigung 2027: Bretzwil"
    facts = "Frist 31.12.2026, noch 23 Tage, ersetzt Version 1 vom 08.12.2026"
    assert facts in words(page.head)
    typed(page, amount_p1=835_00)
    done = make(qtbot, page, tmp_path)
    assert done.revision == 2
    newest, before = row_of(own).revisions
    assert newest.declaration.amounts[Category.P1] == 835_00
    assert before.declaration.amounts[Category.P1] == 830_00


def test_the_pdf_of_a_correction_says_what_changed(qtbot, own, last_year, open_form, tmp_path):
    finish(own)
    page = open_form()
    typed(page, amount_p1=835_00)
    make(qtbot, page, tmp_path)
    (path,) = tmp_path.glob("*.pdf")
    text = " ".join(page.extract_text() for page in PdfReader(path).pages)
    assert "Berichtigt" in text
    assert "1 Person 830.00 835.00" in " ".join(text.split())


def test_the_folder_of_the_last_municipality_is_proposed(
    qtbot, own, last_year, open_form, tmp_path, monkeypatch
):
    begun = []

    def choose(_parent, _title, start):
        begun.append(start)
        return str(tmp_path / "raus")

    (tmp_path / "raus").mkdir()
    monkeypatch.setattr(file_prompts.QFileDialog, "getExistingDirectory", choose)
    for number in (BRETZWIL, LAUWIL):
        page = open_form(number)
        page.entry.show_declaration(own_declared(number))
        finished = []
        page.finished.connect(finished.append)
        page.finish_button.click()
        qtbot.waitUntil(lambda found=finished: bool(found), timeout=30_000)
    assert begun == [str(own.path.parent), str(tmp_path / "raus")]


def test_the_contact_goes_along_to_the_next_municipality(own, open_form):
    assert open_form(LAUWIL).entry.declaration().contact == Contact()
    finish(own)
    assert open_form(LAUWIL).entry.declaration().contact.name == "Sandra Muster"
    known = offices_usecases.AddContact(bfs_number=LAUWIL, name="Lea Lauwil", main=True)
    own.run(offices_usecases.add_contact, known)
    assert open_form(LAUWIL).entry.declaration().contact.name == "Lea Lauwil"


def test_the_same_once_more_is_no_new_version(qtbot, own, last_year, open_form, tmp_path):
    finish(own)
    page = open_form()
    file_prompts.set_next_path(tmp_path)
    page.finish_button.click()
    qtbot.waitUntil(lambda: bool(notice(page)), timeout=30_000)
    assert "Version 1" in notice(page)
    assert len(row_of(own).revisions) == 1
    assert list(tmp_path.glob("*.xlsx")) == []
    assert page.finish_button.isEnabled()


# ------------------------------------------------------------------ a new Beschluss in the year


def test_a_new_beschluss_needs_its_day_and_becomes_a_change(
    qtbot, own, last_year, open_form, tmp_path
):
    finish(own)
    page = open_form(is_change=True)
    assert page.head.title() == "Neuer Beschluss 2027: Bretzwil"
    assert "bisher" in words(page)
    assert page.form["amount_p1"].value() == 830_00  # what holds so far
    assert page.form["valid_from"].value() is None
    typed(page, amount_p1=860_00)
    page.save()
    assert said(page)["valid_from"] == "change_without_day"
    typed(page, valid_from=JULY, decided_on=date(2026, 12, 1))
    done = make(qtbot, page, tmp_path)
    assert done.key == (BRETZWIL, 2027, JULY)
    assert row_of(own).declared.declaration.amounts[Category.P1] == 830_00
    change = row_of(own, change_from=JULY).declared
    assert change.declaration.amounts[Category.P1] == 860_00
    (path,) = tmp_path.glob("*.xlsx")
    towns = own.query(offices.all_municipalities)
    (read,) = files.read_paths([path], year=2027, municipalities=towns)
    assert read.declaration.valid_from == JULY


def test_what_was_typed_for_a_change_is_forgotten_once_it_is_saved(own, last_year, open_form):
    finish(own)
    page = open_form(is_change=True)
    typed(page, amount_p1=860_00, valid_from=JULY)
    page.store_draft()
    page.save()
    again = open_form(is_change=True)
    assert notice(again) == ""
    assert again.form["valid_from"].value() is None


def test_the_day_of_a_saved_change_may_move(own, last_year, open_form):
    finish(own)
    page = open_form(is_change=True)
    typed(page, amount_p1=860_00, valid_from=JULY)
    page.save()
    typed(page, valid_from=date(2027, 8, 1))
    page.save()
    assert row_of(own, change_from=date(2027, 8, 1)).draft is not None
    changes = [
        row for row in own.query(queries.own_rows, date(2026, 12, 8)) if row.change_from is not None
    ]
    assert [row.change_from for row in changes] == [date(2027, 8, 1)]


# ------------------------------------------------------------------ derived amounts


def test_a_derivation_is_entered_with_what_explains_it(own, last_year, open_form):
    page = open_form()
    typed(page, remark="bleibt")
    page.take_derivation(DERIVED)
    declared = page.entry.declaration()
    assert declared.amounts[Category.P1] == 900_00
    assert declared.amounts[Category.P2] == 972_00
    assert declared.method is Method.PERCENTILE
    assert declared.extras == Extras(
        adverts_count=3,
        adverts_below=2,
        adverts_period="Sept. bis Nov. 2026",
        adverts_source="Portale",
    )
    assert declared.remark == "bleibt"
    assert notice(page).startswith("Eingetragen: Quantil 40 % von 3 Inseraten")
    page.save()
    assert derivation_of(own) == DERIVED


def test_a_derivation_can_be_taken_back(own, last_year, open_form):
    page = open_form()
    page.take_derivation(DERIVED)
    button(page, "Zurücknehmen").click()
    assert page.form["amount_p1"].value() == 810_00
    assert page.derivation is None
    page.save()
    assert derivation_of(own) is None


def test_the_contact_of_the_file_is_proposed_where_last_year_named_none(own, open_form):
    canton(own, replace(own_declared(year=2026), contact=Contact()))
    page = open_form()
    assert page.entry.declaration().contact == own.query(
        queries.own_contact, BRETZWIL, date(2026, 12, 8)
    )


def test_the_helper_opens_on_the_form_and_hands_its_result_back(last_year, open_form, navigation):
    page = open_form()
    button(page, "Grenzwert herleiten …").click()
    helper = navigation.subpages[-1]
    assert helper.head.title() == "Grenzwert herleiten: Bretzwil 2027"
    helper.derived.emit(DERIVED)
    assert page.form["amount_p1"].value() == 900_00


def test_the_history_of_a_declaration_opens_from_its_form(own, last_year, open_form, navigation):
    finish(own)
    page = open_form()
    (history,) = [one for one in page._more() if one.text() == "Verlauf …"]
    history.trigger()
    assert navigation.histories == [("Bretzwil 2027", "declaration", row_of(own).revisions[0].id)]


def test_a_municipality_of_others_has_no_form(own, open_form):
    page = open_form(2861)  # Sissach
    assert "Für diese Gemeinde meldet Ihre Stelle nicht." in notice(page)
    assert not page.has_changes()
    page.save()  # Ctrl+S does nothing here
    assert own.query(queries.own_row, date(2026, 12, 8), 2861, 2027) is None
