from __future__ import annotations

from datetime import date
from enum import StrEnum

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QCalendarWidget, QLabel, QLineEdit, QPushButton

from sozdesk.kernel.findings import Finding, Severity
from sozdesk.widgets import layouts
from sozdesk.widgets.fields import Field, Form
from sozdesk.widgets.form_table import FormTable
from sozdesk.widgets.inputs import (
    Choice,
    PasswordInput,
    RadioChoice,
    SuggestedInput,
    TextArea,
    TextInput,
    Tick,
    lines_before_eyes,
)
from sozdesk.widgets.summary import ErrorSummary
from sozdesk.widgets.typed import AmountInput, DateInput, NumberInput


def stop(field: str, message: str) -> Finding:
    return Finding("x", Severity.STOP, message, field=field)


@pytest.fixture
def form(qtbot) -> Form:
    made = Form()
    for key, field in (
        ("amount_p1", Field("1 Person", AmountInput())),
        ("valid_from", Field("&Gültig ab", DateInput(), hint="Zum Beispiel 24.11.2026")),
        ("remark", Field("&Bemerkung", TextInput(), optional=True)),
    ):
        qtbot.addWidget(made.add(key, field))
    return made


@pytest.mark.parametrize("typed", ["1180", "1'180", "1’180.00", "Fr. 1'180.–", "CHF 1 180.00"])
def test_an_amount_may_be_typed_in_any_usual_way_and_is_tidied_up(qtbot, typed):
    line = AmountInput()
    qtbot.addWidget(line)
    line.setText(typed)

    qtbot.keyClick(line, Qt.Key.Key_Return)

    assert line.value() == 118000
    assert line.text() == "1'180.00"


def test_an_ambiguous_amount_is_refused_with_a_sentence_and_left_as_typed(qtbot):
    line = AmountInput()
    qtbot.addWidget(line)
    line.setText("1.250")

    qtbot.keyClick(line, Qt.Key.Key_Return)

    assert line.value() is None
    assert line.text() == "1.250"
    assert "nicht eindeutig" in line.problem()


@pytest.mark.parametrize("typed", ["3.1.27", "03.01.2027", "3. Januar 2027", "2027-01-03"])
def test_a_day_may_be_typed_in_any_usual_way(qtbot, typed):
    line = DateInput()
    qtbot.addWidget(line)
    line.setText(typed)

    qtbot.keyClick(line, Qt.Key.Key_Return)

    assert line.value() == date(2027, 1, 3)
    assert line.text() == "03.01.2027"


def test_a_day_can_be_chosen_in_the_calendar_which_starts_at_what_is_typed(qtbot):
    line = DateInput()
    qtbot.addWidget(line)
    line.show()
    line.set_value(date(2026, 12, 31))

    qtbot.keyClick(line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = line.findChild(QCalendarWidget)
    start = calendar.selectedDate().toPython()
    calendar.clicked.emit(calendar.selectedDate().addDays(1))

    assert start == date(2026, 12, 31)
    assert line.value() == date(2027, 1, 1)


def test_the_calendar_of_an_empty_field_opens_at_the_day_of_the_office(qtbot):
    line = DateInput(near=date(2027, 1, 5))
    qtbot.addWidget(line)
    line.show()

    assert line.open_calendar().selectedDate().toPython() == date(2027, 1, 5)


def test_a_count_is_written_with_an_apostrophe(qtbot):
    line = NumberInput()
    qtbot.addWidget(line)

    line.set_value(8730)

    assert line.text() == "8'730"
    assert line.value() == 8730


def test_a_choice_answers_its_value_and_the_wheel_does_not_change_it(qtbot):
    choice = Choice([("a", "Sozialhilfebehörde"), ("b", "Gemeinderat")], empty="wählen")
    qtbot.addWidget(choice)
    assert choice.value() is None

    choice.set_value("b")

    assert choice.value() == "b"
    assert choice.currentText() == "Gemeinderat"


def test_suggested_words_are_chosen_or_others_typed_and_the_wheel_changes_nothing(qtbot):
    line = SuggestedInput(["KSA", "Landrat"])
    qtbot.addWidget(line)
    heard = []
    line.changed.connect(lambda: heard.append(line.value()))
    assert (line.value(), line.problem()) == ("", "")

    line.setCurrentIndex(1)
    assert line.value() == "Landrat"
    line.set_value("  Stimmvolk ")
    assert line.value() == "Stimmvolk"
    assert line.findText("Stimmvolk") == -1
    assert heard[-1] == "Stimmvolk"
    line.set_value(None)
    assert line.value() == ""

    line.resize(200, 30)
    line.show()
    point = line.rect().center().toPointF()
    wheel = QWheelEvent(
        point,
        line.mapToGlobal(point),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(line, wheel)
    assert line.value() == ""


def test_of_radio_buttons_one_or_none_is_chosen(qtbot):
    radio = RadioChoice("Beträge", [("net", "netto"), ("gross", "brutto")])
    qtbot.addWidget(radio)
    assert radio.value() is None

    radio.set_value("gross")
    assert radio.value() == "gross"
    radio.set_value(None)
    assert radio.value() is None


def test_a_box_is_ticked_with_a_click_on_its_words(qtbot):
    tick = Tick("unverändert")
    qtbot.addWidget(tick)
    tick.show()

    qtbot.mouseClick(tick, Qt.MouseButton.LeftButton, pos=tick.rect().center())

    assert tick.value() is True


def test_a_password_is_hidden_until_its_button_shows_it(qtbot):
    field = PasswordInput()
    qtbot.addWidget(field)
    field.set_value(" mit Leerzeichen ")
    assert field.line.echoMode() == QLineEdit.EchoMode.Password

    field.eye.click()

    assert field.line.echoMode() == QLineEdit.EchoMode.Normal
    assert field.eye.accessibleName() == "Passwort verbergen"
    assert field.value() == " mit Leerzeichen "


def test_tab_goes_through_all_passwords_before_the_eyes(qtbot):
    first, second = PasswordInput(), PasswordInput()
    holder = layouts.box(layouts.column(first, second))
    qtbot.addWidget(holder)
    lines_before_eyes(first, second)
    with qtbot.waitActive(holder):
        holder.show()
        holder.activateWindow()
    first.line.setFocus()

    way = [holder.focusWidget()]
    for _ in range(3):
        qtbot.keyClick(way[-1], Qt.Key.Key_Tab)
        way.append(holder.focusWidget())

    assert way == [first.line, second.line, first.eye, second.eye]


def test_tab_leaves_a_text_area_and_lines_stay(qtbot):
    area = TextArea()
    qtbot.addWidget(area)
    area.set_value("  eine Zeile \nnoch eine  ")

    assert area.value() == "eine Zeile\nnoch eine"
    assert area.tabChangesFocus()


def test_a_label_leads_to_its_input_with_its_mnemonic(form):
    labels = {label.text(): label.buddy() for label in form["valid_from"].findChildren(QLabel)}

    assert labels["&Gültig ab"] is form["valid_from"].input
    assert form["valid_from"].input.accessibleName() == "Gültig ab"


def test_a_field_that_may_stay_empty_says_so(form):
    texts = [label.text() for label in form["remark"].findChildren(QLabel)]

    assert "&Bemerkung (freiwillig)" in texts


def test_a_finding_stands_at_its_field_for_eyes_and_ears(form):
    rest = form.show_findings(
        [stop("valid_from", "Geben Sie das Datum ein"), stop("other", "Andere")]
    )

    assert form["valid_from"].line.words() == "Geben Sie das Datum ein"
    assert form["valid_from"].input.accessibleDescription() == "Geben Sie das Datum ein"
    assert form["valid_from"].input.property("finding") == "stop"
    assert [finding.field for finding in rest] == ["other"]


def test_of_several_findings_the_gravest_is_shown(form):
    hint = Finding("h", Severity.HINT, "über ±15 %", field="amount_p1")

    form.show_findings([hint, stop("amount_p1", "Geben Sie den Betrag ein")])

    assert form["amount_p1"].line.words() == "Geben Sie den Betrag ein"


def test_an_unreadable_text_is_told_on_leaving_the_field_and_forgotten_when_repaired(form, qtbot):
    field = form["valid_from"]
    field.input.setText("31.2.2027")

    qtbot.keyClick(field.input, Qt.Key.Key_Return)
    assert "gibt es nicht" in field.line.words()
    field.input.setText("28.2.2027")

    assert field.finding() is None
    assert field.input.accessibleDescription() == "Zum Beispiel 24.11.2026"


def test_a_form_knows_what_was_changed_since_it_was_saved(form):
    form.set_values({"amount_p1": 85000, "remark": "wie bisher"})
    assert not form.is_dirty()

    form["amount_p1"].input.setText("900")

    assert form.changes() == {"amount_p1": 90000}
    form.mark_clean()
    assert not form.is_dirty()


def test_an_unreadable_text_counts_as_a_change(form):
    form["amount_p1"].input.setText("viel")

    assert form.is_dirty()


def test_the_summary_counts_names_and_leads_to_the_fields(form, qtbot):
    summary = ErrorSummary(form, "Das Formular kann noch nicht erstellt werden")
    qtbot.addWidget(summary)
    hint = Finding("h", Severity.HINT, "über ±15 %", field="amount_p1")

    summary.report([hint, stop("valid_from", "Geben Sie das Datum ein")])

    assert summary.title() == "Das Formular kann noch nicht erstellt werden: 1 Fehler"
    links = [button.text() for button in summary.findChildren(QPushButton)]
    assert links == ["Geben Sie das Datum ein", "über ±15 %"]
    said = [label.text() for label in summary.findChildren(QLabel)]
    assert "Prüfhinweise (halten nichts auf)" in said


def test_hints_alone_stop_nothing(form, qtbot):
    summary = ErrorSummary(form)
    qtbot.addWidget(summary)
    summary.report([Finding("h", Severity.HINT, "über ±15 %", field="amount_p1")])
    assert summary.isHidden()
    assert form["amount_p1"].finding() is not None


def test_an_amount_that_is_led_to_is_overtyped(form, qtbot):
    holder = form["amount_p1"]
    qtbot.addWidget(holder)
    holder.show()
    holder.activateWindow()
    qtbot.waitUntil(holder.isActiveWindow)
    holder.set_value(770_00)
    holder.input.clearFocus()
    holder.focus()
    qtbot.keyClicks(holder.input, "790")
    assert holder.value() == 790_00


def test_the_summary_goes_away_when_the_last_finding_is_repaired(form, qtbot):
    summary = ErrorSummary(form)
    qtbot.addWidget(summary)
    summary.report([stop("amount_p1", "Geben Sie den Betrag ein")])
    assert not summary.isHidden()

    form["amount_p1"].input.setText("850")

    assert summary.isHidden()


def test_a_finding_without_a_field_stays_in_the_summary(form, qtbot):
    summary = ErrorSummary(form)
    qtbot.addWidget(summary)

    summary.report([stop("", "Für 2027 gibt es schon eine Erhebung")])

    texts = [label.text() for label in summary.findChildren(QLabel)]
    assert "Für 2027 gibt es schon eine Erhebung" in texts


def test_a_form_table_holds_input_and_finding_in_its_columns(form, qtbot):
    table = FormTable([("Haushalt", "left"), ("2027", "right"), ("Prüfhinweis", "left")])
    qtbot.addWidget(table)

    widgets = table.add_row("1 Person", form["amount_p1"].input, form["amount_p1"].line)
    form.show_findings([stop("amount_p1", "Geben Sie den Betrag ein")])

    assert [type(widget).__name__ for widget in widgets] == ["QLabel", "AmountInput", "FindingLine"]
    assert form["amount_p1"].line.words() == "Geben Sie den Betrag ein"


class Ripeness(StrEnum):
    GREEN = "green"
    RIPE = "ripe"


def test_a_choice_hands_back_the_very_value_it_was_given(qtbot):
    choice = Choice([(Ripeness.GREEN, "unreif"), (Ripeness.RIPE, "reif")], empty="keine Angabe")
    qtbot.addWidget(choice)
    assert choice.value() is None

    choice.set_value(Ripeness.RIPE)
    assert choice.value() is Ripeness.RIPE

    choice.set_value("green")
    assert choice.value() is Ripeness.GREEN

    choice.set_value("rotten")
    assert choice.value() is None


def test_a_choice_may_offer_other_values(qtbot):
    choice = Choice([(2026, "2026")])
    qtbot.addWidget(choice)

    choice.set_choices([(2027, "2027"), (2028, "2028")])

    assert [choice.itemText(place) for place in range(choice.count())] == ["2027", "2028"]
    assert choice.value() == 2027
    choice.set_choices([])
    assert choice.value() is None


def test_a_finding_in_one_of_several_fields_side_by_side_moves_no_input(qtbot):
    one, other = Field("Nummer", TextInput(), width=120), Field("Datum", TextInput(), width=120)
    flow = layouts.Flow(one, other, spacing=12)
    qtbot.addWidget(flow)
    flow.resize(400, 200)
    flow.show()
    one.set_finding(Finding("missing", Severity.STOP, "Schreiben Sie die Nummer.", field="x"))
    QApplication.processEvents()

    places = [field.input.mapTo(flow, QPoint(0, 0)).y() for field in (one, other)]

    assert one.height() > other.height()
    assert places[0] == places[1]


def test_other_choices_keep_what_was_chosen_if_it_is_still_there(qtbot):
    choice = Choice([("a", "Aesch")])
    qtbot.addWidget(choice)
    choice.offer([("a", "Aesch"), ("b", "Buus")], "alle Gemeinden")
    choice.set_value("b")
    choice.offer([("b", "Buus")], "alle Gemeinden")
    assert choice.currentText() == "Buus"
    choice.offer([("a", "Aesch")], "alle Gemeinden")
    assert (choice.value(), choice.currentText()) == (None, "alle Gemeinden")
