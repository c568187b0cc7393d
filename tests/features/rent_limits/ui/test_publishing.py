"""Publishing from the page: what is asked, what lies in the folder, and the versions afterwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest
from openpyxl import load_workbook
from page_kit import (
    AESCH,
    BOECKTEN,
    area,
    button,
    cells,
    desk,
    in_next_dialog,
    look,
    navigation,
    plain,
    words,
)
from PySide6.QtWidgets import QLabel
from returns_examples import ITINGEN, SISSACH, declared, entry, open_round, record

from sozdesk.app.publication import without_files
from sozdesk.features.rent_limits import queries, usecases
from sozdesk.features.rent_limits.terms import Amendment, AmendmentRow, Audience
from sozdesk.features.rent_limits.ui.day_page import DayPage
from sozdesk.features.rent_limits.ui.publications_page import PublicationsPage
from sozdesk.features.rent_limits.ui.publish_data import load_drafts
from sozdesk.features.rent_limits.ui.publish_dialog import PublishDialog, since
from sozdesk.kernel import places
from sozdesk.settings.declared import MAP_FILE
from sozdesk.settings.store import Settings
from sozdesk.widgets import accessibility, file_prompts, messages

__all__ = ["area", "desk", "look", "navigation"]

PUBLISHED = "Grenzwerte 2027-1 veröffentlicht (Gemeinden). {} Dateien liegen im Ordner."
JULY = date(2027, 7, 1)


def dialog_of(area, archive):
    made = PublishDialog(area, load_drafts(archive, 2027))
    made.show()
    return made


def visible(dialog, key):
    return dialog.form[key].isVisibleTo(dialog)


def publish(qtbot, area, tmp_path, **more):
    """The whole way in the window; answers the names of the files."""

    def fill_in(dialog):
        for key, value in {"missing_reason": "Antwort steht aus", **more}.items():
            dialog.form[key].set_value(value)
        dialog.action_button.click()

    file_prompts.set_next_path(tmp_path)
    in_next_dialog(fill_in)
    button(area, "Veröffentlichen …").click()
    qtbot.waitUntil(lambda: "Dateien liegen" in area.round.notice(), timeout=60_000)
    return sorted(path.name for path in tmp_path.glob("mietzins*"))


# ------------------------------------------------------------------ the dialog


def test_the_usual_audience_is_chosen_and_only_what_it_needs_is_asked(archive, area):
    dialog = dialog_of(area, archive)
    assert dialog.audience() is Audience.MUNICIPALITIES
    assert visible(dialog, "missing_reason")
    assert not visible(dialog, "decided_by")
    assert not visible(dialog, "reason")
    assert any(
        line.startswith("Version 2027-1: 3 von 86 Gemeinden. Es fehlen ") for line in words(dialog)
    )


def test_the_public_asks_who_decided(archive, area):
    dialog = dialog_of(area, archive)
    dialog.form["missing_reason"].set_value("Antwort steht aus")
    dialog.form["audience"].set_value(Audience.PUBLIC)
    assert visible(dialog, "decided_by")
    dialog.accept()
    assert dialog.form["decided_by"].finding().message == (
        "Geben Sie ein, wer die Veröffentlichung für alle beschlossen hat."
    )
    assert dialog.form["decided_on"].finding() is not None


def test_without_a_reason_nothing_is_published(archive, area):
    dialog = dialog_of(area, archive)
    dialog.accept()
    assert "fehlen in der Veröffentlichung" in dialog.form["missing_reason"].finding().message
    assert archive.query(queries.publications, 2027) == ()


def test_single_municipalities_may_have_their_own_reason(archive, area):
    everyone = [row.bfs_number for row in archive.query(queries.overview, 2027, JULY)]
    present = {row.bfs_number for row in archive.query(queries.overview, 2027, JULY) if row.current}
    wanted = [number for number in everyone if number not in present][:-2]
    record(archive, *(entry(declared(number)) for number in wanted))
    dialog = dialog_of(area, archive)
    first, second = (row.bfs_number for row in dialog.draft().missing)
    dialog.form["missing_reason"].set_value("Antwort steht aus")
    dialog._singly.setChecked(True)
    dialog.form[f"alone/{second}"].set_value("Beschluss im Februar")
    assert dialog.reasons() == {first: "Antwort steht aus", second: "Beschluss im Februar"}


def test_the_reasons_of_the_last_version_are_there_again(qtbot, archive, area, tmp_path):
    """Typed once: 82 times «Antwort steht aus», and one municipality with its own reason."""
    draft = archive.query(queries.publication_draft, 2027, Audience.MUNICIPALITIES, JULY)
    numbers = [row.bfs_number for row in draft.missing]
    reasons = dict.fromkeys(numbers, "Antwort steht aus") | {numbers[3]: "In Rückfrage"}
    command = without_files(draft, reasons)
    archive.run(usecases.publish_limits, command)
    dialog = dialog_of(area, archive)
    assert dialog.reasons() == reasons
    assert not dialog._alone.isHidden()


def test_those_in_rueckfrage_may_have_another_reason_than_the_many_that_are_missing(archive, area):
    """More than twelve are missing: then there is no table of single reasons."""
    dialog = dialog_of(area, archive)
    assert visible(dialog, "queried_reason")
    assert any(line.endswith("Es sind Itingen und Sissach.") for line in words(dialog))
    dialog.form["missing_reason"].set_value("Antwort steht aus")
    assert set(dialog.reasons().values()) == {"Antwort steht aus"}
    dialog.form["queried_reason"].set_value("In Abklärung")
    found = dialog.reasons()
    undecided = {number for number, reason in found.items() if reason == "In Abklärung"}
    assert undecided == {ITINGEN, SISSACH}
    assert set(found.values()) == {"In Abklärung", "Antwort steht aus"}


def test_both_reasons_are_there_again_for_the_next_version(archive, area):
    dialog = dialog_of(area, archive)
    dialog.form["missing_reason"].set_value("Antwort steht aus")
    dialog.form["queried_reason"].set_value("In Abklärung")
    archive.run(usecases.publish_limits, without_files(dialog.draft(), dialog.reasons()))
    again = dialog_of(area, archive)
    assert again.form["missing_reason"].value() == "Antwort steht aus"
    assert again.form["queried_reason"].value() == "In Abklärung"
    assert not again._alone.isVisible()
    assert again.reasons() == dialog.reasons()


def test_without_a_rueckfrage_only_one_reason_is_asked(archive, area):
    record(archive, entry(declared(ITINGEN)), entry(declared(SISSACH)))
    assert not visible(dialog_of(area, archive), "queried_reason")


def test_the_dialog_can_be_used_by_ear_and_key(archive, area):
    assert accessibility.problems(dialog_of(area, archive)) == []


# ------------------------------------------------------------------ the whole way


def test_the_files_lie_in_the_folder_and_in_the_file(qtbot, archive, area, tmp_path):
    names = publish(qtbot, area, tmp_path)
    (version,) = archive.query(queries.publications, 2027)
    assert area.round.notice() == PUBLISHED.format(len(version.files))
    assert names == sorted(file.name for file in version.files)
    for file in version.files:
        assert sha256((tmp_path / file.name).read_bytes()).hexdigest() == file.sha256
    book = load_workbook(tmp_path / "mietzinsgrenzwerte_2027-1.xlsx")
    remarks = {row[0].value: row[1].value for row in book["Erläuterungen"].iter_rows()}
    assert remarks["Veröffentlichung"] == "2027-1 vom 05.01.2027"
    assert remarks["Prüfsumme der Angaben"] == version.content_sha256


def test_after_a_correction_the_dialog_says_what_is_new_and_asks_why(
    qtbot, archive, area, tmp_path
):
    publish(qtbot, area, tmp_path)
    record(archive, entry(declared(AESCH, 1110)))
    record(archive, entry(declared(2762, 900)))
    dialog = dialog_of(area, archive)
    said = next(text for text in words(dialog) if text.startswith("Seit der Veröffentlichung"))
    assert said.splitlines()[:3] == [
        "Seit der Veröffentlichung 2027-1 vom 05.01.2027: 1 Berichtigung, 1 Nachmeldung",
        "Aesch: 1 Person 1'100.00 → 1'110.00",
        "Aesch: 2 Personen 1'320.00 → 1'332.00",
    ]
    assert visible(dialog, "reason")
    dialog.close()
    area.round.clear_notice()
    publish(qtbot, area, tmp_path, reason="Vertippt")
    (version, _first) = archive.query(queries.publications, 2027)
    assert version.reason == "Vertippt"


def test_the_dialog_names_a_corrected_change_and_asks_why(qtbot, archive, area, tmp_path):
    record(archive, entry(declared(BOECKTEN, 1100, valid_from=JULY), change_from=JULY))
    publish(qtbot, area, tmp_path)
    record(archive, entry(declared(BOECKTEN, 1150, valid_from=JULY), change_from=JULY))
    dialog = dialog_of(area, archive)
    said = next(text for text in words(dialog) if text.startswith("Seit der Veröffentlichung"))
    assert said.splitlines()[:2] == [
        "Seit der Veröffentlichung 2027-1 vom 05.01.2027: 1 Berichtigung",
        "Böckten: Änderung ab 01.07.2027, 1 Person 1'100.00 → 1'150.00",
    ]
    assert visible(dialog, "reason")


def test_the_dialog_says_that_a_new_change_is_no_correction(qtbot, archive, area, tmp_path):
    publish(qtbot, area, tmp_path)
    record(archive, entry(declared(BOECKTEN, 1100, valid_from=JULY), change_from=JULY))
    dialog = dialog_of(area, archive)
    assert (
        "Seit der Veröffentlichung 2027-1 vom 05.01.2027: keine Berichtigung; neu sind Änderungen."
    ) in words(dialog)
    assert not visible(dialog, "reason")


def test_a_withdrawn_change_is_named(archive, area):
    draft = load_drafts(archive, 2027).drafts[Audience.MUNICIPALITIES]
    gone = AmendmentRow(
        bfs_number=BOECKTEN,
        name="Böckten",
        kind=Amendment.WITHDRAWAL,
        what="Änderung ab 01.07.2027",
    )
    archive.run(
        usecases.publish_limits,
        without_files(draft, {row.bfs_number: "fehlt" for row in draft.missing}),
    )
    (before,) = archive.query(queries.publications, 2027)
    said = since(replace(draft, before=before, amendments=(gone,)))
    assert said.splitlines() == [
        "Seit der Veröffentlichung 2027-1 vom 05.01.2027: 1 Rückzug",
        "Böckten: Änderung ab 01.07.2027 (zurückgezogen)",
    ]


def test_a_map_file_that_is_gone_stops_the_publication(qtbot, archive, area, tmp_path):
    Settings().set(MAP_FILE, str(tmp_path / "weg.geojson"))
    messages.set_next_answer(True)
    button(area, "Veröffentlichen …").click()
    said = " ".join(messages.shown())
    assert "Die gewählte Karte ist nicht brauchbar. «weg.geojson» lässt sich nicht lesen." in said
    assert "Wählen Sie in den Einstellungen eine andere Karte oder die mitgelieferte." in said
    assert archive.query(queries.publications, 2027) == ()


def test_the_chosen_map_file_is_published(qtbot, area, tmp_path):
    source = places.resource("map", "municipalities.geojson").read_text("utf-8")
    own = source.replace("Quelle: Bundesamt für Statistik (BFS), GEOSTAT", "swisstopo")
    (tmp_path / "eigene.geojson").write_text(own, "utf-8")
    Settings().set(MAP_FILE, str(tmp_path / "eigene.geojson"))
    publish(qtbot, area, tmp_path)
    svg = (tmp_path / "mietzinsgrenzwerte_2027-1_karten.svg").read_text("utf-8")
    assert "Quelle: swisstopo" in svg


def test_nothing_new_is_not_published_twice(qtbot, archive, area, tmp_path):
    publish(qtbot, area, tmp_path)
    dialog = dialog_of(area, archive)
    dialog.form["missing_reason"].set_value("Antwort steht aus")
    dialog.accept()
    assert "hat sich nichts geändert" in dialog.form["audience"].finding().message


# ------------------------------------------------------------------ versions


@pytest.fixture
def versions(qtbot, desk, navigation, area, tmp_path):
    folder = tmp_path / "erste"
    folder.mkdir()
    publish(qtbot, area, folder)
    page = PublicationsPage(desk, navigation, 2027)
    qtbot.addWidget(page)
    page.resize(1064, 720)
    page.show()
    return page


def test_before_the_first_version_the_page_says_what_to_do(qtbot, desk, navigation, area):
    page = PublicationsPage(desk, navigation, 2027)
    qtbot.addWidget(page)
    page.show()
    assert "Veröffentlichen Sie die Grenzwerte 2027" in words(page)
    assert accessibility.problems(page) == []


def test_a_version_is_listed_with_its_reasons_and_checksums(archive, versions):
    (version,) = archive.query(queries.publications, 2027)
    assert cells(versions.table) == ("2027-1", "05.01.2027", "Gemeinden", "")
    said = words(versions.split)
    assert version.content_sha256 in [text.replace(" ", "") for text in said]
    assert any(line.endswith(": Antwort steht aus") for line in said)
    assert accessibility.problems(versions) == []


def test_the_files_of_a_version_are_saved_again_byte_for_byte(qtbot, archive, versions, tmp_path):
    again = tmp_path / "nochmals"
    again.mkdir()
    file_prompts.set_next_path(again)
    button(versions, "Dateien speichern …").click()
    qtbot.waitUntil(lambda: versions.notice() != "", timeout=20_000)
    assert versions.notice() == "Dateien der Version 2027-1 gespeichert."
    for path in again.iterdir():
        assert path.read_bytes() == (tmp_path / "erste" / path.name).read_bytes()
    assert len(list(again.iterdir())) == len(list((tmp_path / "erste").iterdir()))


def test_one_file_is_saved_where_somebody_wants_it(qtbot, versions, tmp_path):
    target = tmp_path / "liste.csv"
    file_prompts.set_next_path(target)
    button(versions, "mietzinsgrenzwerte_2027-1.csv …").click()
    qtbot.waitUntil(target.exists, timeout=20_000)
    assert target.read_text("utf-8").startswith("jahr,bfs_gemeindenummer,")


def test_the_page_follows_a_new_version(qtbot, archive, area, versions, tmp_path):
    record(archive, entry(declared(2762, 900)))
    area.round.clear_notice()
    publish(qtbot, area, tmp_path)
    assert [row[0] for row in versions.table.shown_text().rows] == ["2027-2", "2027-1"]
    assert cells(versions.table)[3] == "1 Nachmeldung"


def test_the_menu_of_the_erhebung_leads_here(area, navigation):
    by_name = {entry.text(): entry for entry in area._menu_actions()}
    by_name["Veröffentlichungen …"].trigger()
    by_name["Grenzwerte an einem Tag …"].trigger()
    assert [type(page) for page in navigation.subpages] == [PublicationsPage, DayPage]
    for page in navigation.subpages:
        page.deleteLater()


# ------------------------------------------------------------------ on a day


@pytest.fixture
def day_page(qtbot, archive, desk, navigation, area):
    change = declared(BOECKTEN, 1100, valid_from=JULY)
    record(archive, entry(change, change_from=JULY))
    page = DayPage(desk, navigation, date(2027, 1, 5))
    qtbot.addWidget(page)
    page.resize(1064, 720)
    page.show()
    return page


def on_day(page, bfs=BOECKTEN):
    page.reload()
    assert page.table.select_key(bfs)
    return page.table.shown_text().rows[page.table.currentIndex().row()]


def head_facts(page):
    return page.head.findChildren(QLabel)[1].text()


def test_what_is_valid_follows_the_day(day_page):
    # Böckten: 1'000 in 2026, 1'060 from January 2027, 1'100 from July
    assert on_day(day_page)[2:4] == ("1'060.00", "1'272.00")
    assert on_day(day_page)[-2:] == ("01.01.2027", "Erhebung 2027")
    day_page.day.set_value(JULY)
    assert on_day(day_page)[2] == "1'100.00"
    assert on_day(day_page)[-2:] == ("01.07.2027", "Änderung")
    day_page.day.set_value(date(2026, 12, 31))
    assert (on_day(day_page)[2], on_day(day_page)[-1]) == ("1'000.00", "Erhebung 2026")


def test_an_unreadable_day_changes_nothing(day_page):
    before = on_day(day_page)
    day_page.day.setText("bald")
    assert on_day(day_page) == before


def test_what_was_published_stays_as_it_was(qtbot, archive, area, day_page, tmp_path):
    day_page.view.set_value(Audience.MUNICIPALITIES.value)
    assert plain(head_facts(day_page)) == (
        "Bis 05.01.2027 ist für Gemeinden nichts veröffentlicht."
    )
    publish(qtbot, area, tmp_path)
    record(archive, entry(declared(BOECKTEN, 1070)))
    assert on_day(day_page)[2] == "1'060.00"
    assert on_day(day_page)[-1] == "Version 2027-1, Änderung ab 01.07.2027"
    assert on_day(day_page, 2762)[-1] == "Antwort steht aus"
    day_page.day.set_value(JULY)
    assert on_day(day_page)[2:3] == ("1'100.00",)
    assert on_day(day_page)[-2:] == ("01.07.2027", "Version 2027-1, Änderung")


def test_what_holds_on_from_an_earlier_year_is_marked(day_page):
    day_page.day.set_value(date(2028, 2, 1))
    assert on_day(day_page)[-1] == "noch von 2027"
    assert on_day(day_page, AESCH)[-1] == "noch von 2027"
    assert plain(head_facts(day_page)) == (
        "Was am 01.02.2028 gilt, mit Änderungen. 3 von 86 Gemeinden, 3 aus einem früheren Jahr."
    )


def test_the_list_of_a_day_is_exported(qtbot, day_page, tmp_path):
    target = tmp_path / "juli.xlsx"
    day_page.day.set_value(JULY)
    day_page.reload()
    file_prompts.set_next_path(target)
    button(day_page, "Liste exportieren …").click()
    qtbot.waitUntil(target.exists, timeout=20_000)
    sheet = load_workbook(target)["Liste"]
    assert sheet["A1"].value == "Mietzinsgrenzwerte, gültig am 01.07.2027 · Liste"
    found = {row[0].value: row[2].value for row in sheet.iter_rows(min_row=5)}
    assert found["Böckten"] == 1100
    cells_ = [cell.value for row in sheet.iter_rows() for cell in row]
    assert (
        "Quelle: Selbstdeklaration der Gemeinden; vom Kanton nicht standardmässig überprüft"
    ) in cells_


def test_the_page_of_a_day_can_be_used_by_ear_and_key(day_page):
    assert accessibility.problems(day_page) == []


def test_a_year_without_any_return_is_empty_and_says_so(qtbot, archive, desk, navigation):
    open_round(archive)
    page = DayPage(desk, navigation, date(2027, 1, 5))
    qtbot.addWidget(page)
    assert "0 von 86 Gemeinden" in head_facts(page)
