"""The first start refuses what is missing, at the field, and suggests what fits."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from fixtures_shell import build_sample, create, unlock
from sozdesk.archive.sheet_log import has_sheet, key_mark
from sozdesk.kernel.errors import Cancelled
from sozdesk.runtime.desk import InlineDesk
from sozdesk.settings.store import config_folder
from sozdesk.shell.files import Makers
from sozdesk.shell.first_start import FirstStart
from sozdesk.shell.handbook import Handbook
from sozdesk.widgets import file_prompts, messages


@pytest.fixture
def page(qtbot, settings, tmp_path):
    made = FirstStart(
        InlineDesk(), Makers(create=create, build_sample=build_sample), folder=tmp_path / "SozDesk"
    )
    made.office.choice.set_value("ksa")
    qtbot.addWidget(made)
    return made


def test_nothing_risky_is_chosen_before_somebody_chooses(window, settings, office_path):
    first = window.show_first_start()
    assert first.office.kind() == "service"
    assert not first.office.own.isHidden()
    unlock(window, office_path)  # the file of a KSA
    assert window.show_first_start().office.kind() == "ksa"


def test_the_hint_in_the_field_of_municipalities_is_not_cut(window):
    office = window.show_first_start().office
    office.choice.set_value("service")
    line = office.own.input.line
    QApplication.processEvents()
    words = line.fontMetrics().horizontalAdvance(line.placeholderText())
    assert line.width() >= words + line.textMargins().left() + 12


def test_a_service_needs_a_municipality(page):
    page.office.choice.set_value("service")
    page.next()
    assert page.step == 0
    assert page.office.own.finding().message == "Wählen Sie mindestens eine Gemeinde."


def test_names_and_file_are_suggested_from_the_office(page, tmp_path):
    page.office.choice.set_value("service")
    page.office.own.set_value((2882, 2883))
    page.next()
    assert page.step == 1
    assert page.file.office_name() == "Sozialdienst Bennwil und Bretzwil"
    assert page.file.path() == tmp_path / "SozDesk" / "sozialdienst-bennwil.sozdesk"


def test_the_suggested_name_follows_the_municipalities_until_somebody_types_one(page):
    page.office.choice.set_value("service")
    page.office.own.set_value((2882,))
    page.next()
    page.back()
    page.office.own.set_value((2882, 2883))
    page.next()
    assert page.file.office_name() == "Sozialdienst Bennwil und Bretzwil"
    page.file.office.set_value("Regionaler Sozialdienst")
    page.back()
    page.office.own.set_value((2882,))
    page.next()
    assert page.file.office_name() == "Regionaler Sozialdienst"


def test_a_service_reads_that_it_finds_offerings_here(page):
    assert "Integrationsangebote suchen" in " ".join(
        label.text() for label in page.office.findChildren(QLabel)
    )


def test_a_name_is_asked_for(page):
    page.next()
    page.next()
    assert page.step == 1
    assert page.file.person.finding().message == "Geben Sie Ihren Vor- und Nachnamen ein."


def test_an_existing_file_is_never_covered(page, tmp_path):
    (tmp_path / "SozDesk").mkdir()
    (tmp_path / "SozDesk" / "ksa.sozdesk").write_text("etwas anderes")
    page.next()
    page.file.person.set_value("Anna Muster")
    page.next()
    assert page.step == 1
    assert page.file.problem.text().startswith("Hier liegt schon eine Datei «ksa.sozdesk».")


def test_the_password_must_be_long_enough_and_typed_twice(page):
    page.next()
    page.file.person.set_value("Anna Muster")
    page.next()
    page.password.new.first.set_value("kurz")
    page.next()
    assert page.password.new.first.finding().message == "Noch 4 Zeichen."
    page.password.new.first.set_value("lang genug und gut")
    page.next()
    assert page.password.new.second.finding() is not None
    assert page.step == 2


def test_one_may_go_back_but_not_behind_the_made_file(page):
    page.next()
    page.back()
    assert page.step == 0
    assert not page.back_button.isEnabled()


def test_the_end_waits_for_the_recovery_sheet(page):
    page.next()
    page.file.person.set_value("Anna Muster")
    page.next()
    for field in (page.password.new.first, page.password.new.second):
        field.set_value("lang genug und gut")
    page.next()
    assert page.step == 3
    assert not page.next_button.isEnabled()
    assert not page.back_button.isEnabled()


def to_the_sheet(page):
    page.next()
    page.file.person.set_value("Anna Muster")
    page.next()
    for field in (page.password.new.first, page.password.new.second):
        field.set_value("lang genug und gut")
    page.next()
    assert page.step == 3


def test_going_on_without_a_sheet_is_asked_with_what_it_means(page):
    to_the_sheet(page)
    opened = []
    page.opened.connect(opened.append)
    messages.shown()
    messages.set_next_answer(False)
    page.recovery.skip_link.click()
    assert opened == []
    assert page.step == 3
    asked = messages.shown()[0]
    assert asked.startswith("Ohne Wiederherstellungsblatt weiterarbeiten?")
    assert "kann niemand die Datei öffnen" in asked

    messages.set_next_answer(True)
    page.recovery.skip_link.click()
    assert [file.path.name for file in opened] == ["ksa.sozdesk"]
    assert page._desk._archive.query(has_sheet, mark_of(page)) is False


def mark_of(page):
    return key_mark(page._desk._archive.opened.key)


def test_a_saved_sheet_is_remembered_and_nothing_has_to_be_left_out_any_more(page, tmp_path):
    to_the_sheet(page)
    assert not page.next_button.isEnabled()
    file_prompts.set_next_path(tmp_path / "blatt.pdf")
    page.recovery.save()
    assert page._desk._archive.query(has_sheet, mark_of(page))
    assert page.recovery.skip_link.isHidden()
    assert page.next_button.isEnabled()
    assert page.focusWidget() is page.next_button  # Enter ends here, and saves no second time
    assert not page.recovery.save_button.isDefault()


def test_a_sheet_that_cannot_be_written_is_not_remembered(page, tmp_path):
    to_the_sheet(page)
    file_prompts.set_next_path(tmp_path / "fehlt" / "blatt.pdf")
    messages.shown()
    messages.set_next_answer("close")
    page.recovery.save()
    assert "konnte nicht geschrieben werden" in messages.shown()[0]
    assert not page._desk._archive.query(has_sheet, mark_of(page))
    assert not page.recovery.skip_link.isHidden()


def test_what_is_said_of_the_password_knows_the_names_typed_before(page):
    page.next()
    page.file.person.set_value("Anna Muster")
    page.next()
    page.password.new.first.set_value("Muster2027")
    assert page.password.new.judgement().splitlines() == [
        "Leicht zu erraten: 10 Zeichen",
        "Enthält Ihren Namen oder den der Stelle.",
        "Enthält eine Jahreszahl.",
        "Hängen Sie ein Wort an, das nichts mit Ihnen und der Stelle zu tun hat.",
    ]


def test_a_service_is_told_that_it_declares_limits_here(page):
    words = " ".join(label.text() for label in page.office.findChildren(QLabel))
    assert "Mietzinsgrenzwerte festlegen und melden" in words
    assert "Fälle führen und mit dem Kanton abrechnen" in words


@pytest.mark.parametrize("kind", ["ksa", "service"])
def test_the_sample_is_the_one_of_the_chosen_kind_of_office(qtbot, settings, tmp_path, kind):
    asked = []

    def builds(path, *, office_kind, progress, cancelled):
        asked.append(office_kind)
        return build_sample(path, office_kind=office_kind, progress=progress, cancelled=cancelled)

    page = FirstStart(
        InlineDesk(), Makers(create=create, build_sample=builds), folder=tmp_path / "SozDesk"
    )
    qtbot.addWidget(page)
    messages.shown()
    messages.set_next_answer("close")
    page.office.choice.set_value(kind)
    with qtbot.waitSignal(page.opened, timeout=20_000) as opened:
        page.office.sample.click()
    assert asked == [kind]
    assert opened.args[0].info.office_kind == kind
    assert messages.shown()[0].startswith("Das sind erfundene Angaben zum Ausprobieren")
    page._desk.stop()


def test_a_folder_that_is_copied_elsewhere_is_warned_of(page, tmp_path):
    page.next()
    assert page.file.warning.isHidden()
    file_prompts.set_next_path(tmp_path / "OneDrive - Kanton" / "ksa.sozdesk")
    page.file.choose()
    assert page.file.warning.text().startswith("Der Ordner gehört zu OneDrive")


def waits_to_be_cancelled(path, *, office_kind, progress, cancelled):
    path.write_bytes(b"halb gemacht")
    progress(3, 9)
    while not cancelled():
        threading.Event().wait(0.01)
    raise Cancelled


@pytest.fixture
def slow_page(qtbot, settings, tmp_path):
    makers = Makers(create=create, build_sample=waits_to_be_cancelled)
    made = FirstStart(InlineDesk(), makers, folder=tmp_path / "SozDesk")
    qtbot.addWidget(made)
    made.show()
    return made


def test_making_the_sample_shows_how_far_it_is_and_can_be_cancelled(slow_page, qtbot):
    slow_page.open_sample()
    qtbot.waitUntil(lambda: slow_page.progress.words() == "Beispieldaten: 3 von 9 Schritten")
    assert not slow_page.next_button.isVisible()
    slow_page.cancel_sample()
    qtbot.waitUntil(lambda: slow_page.progress is None)
    assert slow_page.next_button.isVisible()
    assert slow_page.contents.isEnabled()
    assert not (config_folder() / "beispiel").exists()


def test_enter_goes_on_and_f1_explains(page, qtbot):
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    assert page.step == 1
    page.file.person.set_value("Anna Muster")
    qtbot.keyClick(page.file.person.input, Qt.Key.Key_Return)
    assert page.step == 2

    qtbot.keyClick(page, Qt.Key.Key_F1)

    book = page.findChild(Handbook)
    assert book.browser.source().fileName() == "erster-start.html"


def test_enter_on_another_button_does_not_go_on(page, qtbot):
    page.next()
    page.show()
    qtbot.keyClick(page.back_button, Qt.Key.Key_Return)
    assert page.step == 0
