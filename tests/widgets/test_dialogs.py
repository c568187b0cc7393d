from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QPushButton,
    QStyle,
    QWidget,
)

from sozdesk.kernel.errors import (
    ArchiveLocked,
    Cancelled,
    DiskFull,
    NotFound,
    Outdated,
    RuleViolation,
)
from sozdesk.kernel.findings import Finding, Severity
from sozdesk.widgets import buttons, errors, file_prompts, layouts, messages
from sozdesk.widgets.dialogs import Dialog
from sozdesk.widgets.fields import Field
from sozdesk.widgets.inputs import TextArea, TextInput
from sozdesk.widgets.page import Page
from sozdesk.widgets.summary import ErrorSummary


class AddPerson(Dialog):
    def __init__(self) -> None:
        super().__init__(None, "Person hinzufügen", action="&Hinzufügen")
        for key, field in (
            ("name", Field("&Name", TextInput())),
            ("note", Field("No&tiz", TextArea())),
        ):
            self.body.addWidget(self.form.add(key, field))

    def check(self) -> list[Finding]:
        if self.form["name"].value():
            return []
        return [Finding("missing", Severity.STOP, "Geben Sie einen Namen ein", field="name")]


@pytest.fixture
def dialog(qtbot) -> AddPerson:
    made = AddPerson()
    # otherwise closing it after a test would ask about what was typed
    qtbot.addWidget(made, before_close_func=lambda dialog: dialog.form.mark_clean())
    made.show()
    return made


def test_enter_in_a_line_is_the_action(dialog, qtbot):
    dialog.form["name"].set_value("M. Brodbeck")

    qtbot.keyClick(dialog.form["name"].input, Qt.Key.Key_Return)

    assert dialog.result() == QDialog.DialogCode.Accepted


def test_enter_on_a_button_presses_that_button(qtbot):
    pressed: list[str] = []
    made = (
        buttons.button("Erinnern", lambda: pressed.append("button")),
        buttons.link("Zur Liste", lambda: pressed.append("link")),
        buttons.icon_button("x", "Schliessen", lambda: pressed.append("icon")),
    )
    page = layouts.box(layouts.column(*made))
    qtbot.addWidget(page)
    page.show()

    for one in made:
        qtbot.keyClick(one, Qt.Key.Key_Return)
    qtbot.keyClick(made[0], Qt.Key.Key_Enter)

    assert pressed == ["button", "link", "icon", "button"]


def test_ctrl_s_is_the_action_of_a_dialog_with_fields(dialog, qtbot):
    dialog.form["name"].set_value("M. Brodbeck")

    qtbot.keyClick(dialog.form["note"].input, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)

    assert dialog.result() == QDialog.DialogCode.Accepted


def test_ctrl_s_answers_no_question_without_fields(qtbot):
    made = Dialog(None, "Löschen?", action="&Löschen")
    qtbot.addWidget(made)
    made.show()

    qtbot.keyClick(made, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)

    assert made.isVisible()


def test_tab_goes_from_the_frame_of_errors_to_its_links(dialog, qtbot):
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    dialog.accept()
    assert dialog.summary.hasFocus()

    qtbot.keyClick(dialog.summary, Qt.Key.Key_Tab)

    assert QApplication.focusWidget().text() == "Geben Sie einen Namen ein"


def test_enter_on_abbrechen_is_not_the_action(dialog, qtbot):
    dialog.form["name"].set_value("Anna Muster")
    dialog.form.mark_clean()

    qtbot.keyPress(dialog.cancel_button, Qt.Key.Key_Return)

    assert dialog.result() == QDialog.DialogCode.Rejected


def test_enter_in_a_text_of_several_lines_is_a_new_line(dialog, qtbot):
    dialog.form["name"].set_value("M. Brodbeck")
    area = dialog.form["note"].input
    area.setFocus()

    qtbot.keyClick(area, Qt.Key.Key_Return)

    assert dialog.isVisible()
    assert area.toPlainText() == "\n"


def test_an_action_that_cannot_be_done_says_why_and_stays_open(dialog):
    dialog.action_button.click()

    assert dialog.isVisible()
    assert dialog.form["name"].line.words() == "Geben Sie einen Namen ein"
    assert not dialog.summary.isHidden()


def test_a_dialog_grows_with_the_findings_until_everything_can_be_read(dialog, qapp):
    before = dialog.height()
    dialog.action_button.click()
    qapp.processEvents()

    assert dialog.height() > before
    assert dialog.height() >= dialog._content.heightForWidth(dialog.width())


@pytest.mark.parametrize("show", [Dialog.open, Dialog.show, Dialog.present])
def test_a_dialog_is_never_bigger_than_the_screen(qtbot, show):
    made = AddPerson()
    qtbot.addWidget(made)
    made.body.addSpacing(5000)

    show(made)

    room = made.screen().availableGeometry()
    title = made.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight)
    assert made.height() + title < room.height()
    assert made.y() - title >= room.top()  # there is room for its title bar
    assert made.action_button.isVisible()


def test_a_dialog_that_is_waited_for_starts_in_its_first_field(qtbot):
    dialog = AddPerson()
    qtbot.addWidget(dialog)
    seen: list[QWidget] = []

    def look_and_leave() -> None:
        seen.append(dialog.focusWidget())
        dialog.reject()

    QTimer.singleShot(0, dialog, look_and_leave)

    assert not dialog.run()
    assert seen == [dialog.form["name"].input]


def test_a_presented_dialog_starts_in_its_first_field(qtbot):
    made = AddPerson()
    qtbot.addWidget(made)

    made.present()

    assert made.focusWidget() is made.form["name"].input


@pytest.mark.parametrize("kind", [Outdated, NotFound])
def test_what_somebody_changed_meanwhile_stands_in_the_dialog(dialog, kind):
    dialog.form["name"].set_value("M. Brodbeck")

    errors.show(dialog, kind("Die Person wurde geändert.", "Ändern Sie nochmals."))

    said = [label.text() for label in dialog.summary.findChildren(QLabel)]
    assert "Die Person wurde geändert. Ändern Sie nochmals." in said
    assert dialog.form["name"].value() == "M. Brodbeck"
    dialog.form.mark_clean()


def test_escape_closes_at_once_if_nothing_was_typed(dialog, qtbot):
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    assert not dialog.isVisible()
    assert messages.shown() == ()


@pytest.mark.parametrize(
    ("answer", "stays", "result"),
    [
        (messages.Unsaved.CANCEL, True, QDialog.DialogCode.Rejected),
        (messages.Unsaved.DISCARD, False, QDialog.DialogCode.Rejected),
        (messages.Unsaved.SAVE, False, QDialog.DialogCode.Accepted),
    ],
)
def test_escape_asks_about_what_was_typed(dialog, qtbot, answer, stays, result):
    dialog.form["name"].input.setText("M. Brodbeck")
    messages.set_next_answer(answer)

    qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    assert dialog.isVisible() is stays
    assert dialog.result() == result
    assert "noch nicht gespeichert" in messages.shown()[0]


def test_the_buttons_are_german_and_one_is_the_main_one(dialog):
    words = [button.text() for button in dialog.box.findChildren(QPushButton)]

    assert sorted(words) == ["&Hinzufügen", "Abbrechen"]
    assert dialog.action_button.isDefault()
    assert dialog.cancel_button.property("primary") is None


def test_a_question_waits_for_a_verb(qtbot):
    box = messages.MessageDialog(
        None,
        "Rückmeldung von Wahlen verwerfen?",
        "Die Datei bleibt erhalten.",
        [
            ("yes", "Verwerfen", messages.Role.DestructiveRole),
            ("no", "Abbrechen", messages.Role.RejectRole),
        ],
    )
    qtbot.addWidget(box)
    buttons = {button.text(): button for button in box.findChildren(QPushButton)}
    assert buttons["Abbrechen"].isDefault()

    buttons["Verwerfen"].click()

    assert box.answer == "yes"


def test_escape_means_the_last_answer(qtbot):
    box = messages.MessageDialog(
        None,
        "Frage?",
        "",
        [("yes", "Ja", messages.Role.AcceptRole), ("no", "Abbrechen", messages.Role.RejectRole)],
    )
    qtbot.addWidget(box)
    box.show()

    qtbot.keyClick(box, Qt.Key.Key_Escape)

    assert box.answer == "no"


def test_tests_answer_questions_without_a_window():
    messages.set_next_answer(True, False)

    assert messages.ask(None, "Verwerfen?", action="Verwerfen") is True
    assert messages.ask(None, "Noch einmal?", action="Verwerfen") is False
    assert messages.shown() == ("Verwerfen?", "Noch einmal?")


def test_tests_answer_file_prompts_without_a_window(tmp_path):
    file_prompts.set_next_path([tmp_path / "a.xlsx", tmp_path / "b.xlsx"], tmp_path, None)

    assert file_prompts.open_files(None, "Einlesen") == (tmp_path / "a.xlsx", tmp_path / "b.xlsx")
    assert file_prompts.open_folder(None, "Ordner") == tmp_path
    assert file_prompts.save_file(None, "Speichern", Path("x.pdf")) is None


def test_a_question_for_a_file_begins_where_it_ended_before(tmp_path, monkeypatch):
    begun = []

    def asked(_parent, title, place, *_filters):
        begun.append((title, place))
        return str(tmp_path / "x.pdf"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", asked)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", asked)
    beside = Path("/tmp/daten")
    for name in ("a.pdf", "b.pdf"):
        file_prompts.save_file(None, "Brief speichern", beside / name)
    file_prompts.save_file(None, "Beleg speichern", beside / "c.pdf")
    for _ in range(2):
        file_prompts.open_file(None, "Stellungnahme einlesen")
    assert begun == [
        ("Brief speichern", str(beside / "a.pdf")),
        ("Brief speichern", str(tmp_path / "b.pdf")),
        ("Beleg speichern", str(beside / "c.pdf")),
        ("Stellungnahme einlesen", ""),
        ("Stellungnahme einlesen", str(tmp_path)),
    ]


def test_a_cancelled_job_says_nothing(qtbot):
    page = Page("Rückmeldungen einlesen")
    qtbot.addWidget(page)

    errors.show(page, Cancelled())

    assert page.notice() == ""
    assert messages.shown() == ()


def test_an_outdated_row_gets_a_bar_that_reloads(qtbot):
    page = Page("Deklaration")
    qtbot.addWidget(page)
    inner = QWidget(page)
    reloaded: list[bool] = []
    error = Outdated("M. Meier hat die Deklaration inzwischen geändert.", "Laden Sie sie neu.")

    errors.show(inner, error, reload=lambda: reloaded.append(True))
    assert page.notice() == ("M. Meier hat die Deklaration inzwischen geändert. Laden Sie sie neu.")
    next(b for b in page.findChildren(QPushButton) if b.text() == "Neu laden").click()

    assert reloaded == [True]
    assert page.notice() == ""


def test_broken_rules_stand_at_their_fields_and_the_rest_in_a_box(dialog):
    messages.set_next_answer(None)
    found = [
        Finding("a", Severity.STOP, "Den Namen gibt es schon", field="name"),
        Finding("b", Severity.STOP, "Die Datei ist nur lesbar"),
    ]

    errors.show(dialog, RuleViolation(found), form=dialog.form)

    assert dialog.form["name"].line.words() == "Den Namen gibt es schon"
    assert messages.shown() == ("Die Datei ist nur lesbar",)


def test_broken_rules_may_go_to_a_summary(dialog, qtbot):
    summary = ErrorSummary(dialog.form)
    qtbot.addWidget(summary)

    errors.show(dialog, RuleViolation([Finding("b", Severity.STOP, "Nur lesbar")]), form=summary)

    assert summary.title() == "Das kann noch nicht gespeichert werden: 1 Fehler"


@pytest.mark.parametrize("kind", [ArchiveLocked, DiskFull])
def test_trouble_with_the_file_gets_a_box_with_the_next_step(qtbot, kind):
    page = Page("Übersicht")
    qtbot.addWidget(page)
    messages.set_next_answer(None)

    errors.show(page, kind("Der Datenträger ist voll.", "Schaffen Sie Platz."))

    assert messages.shown() == ("Der Datenträger ist voll. Schaffen Sie Platz.",)


def test_a_bug_is_not_swallowed(qtbot):
    page = Page("Übersicht")
    qtbot.addWidget(page)

    with pytest.raises(ZeroDivisionError):
        errors.show(page, ZeroDivisionError())
