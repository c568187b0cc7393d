"""One measure: timeline, references, tasks, relations and the line, Verlauf."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from measures_page_kit import at, dialog_of, fill, no_dialog, refusals, sentences
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from sozdesk.features.strategy.terms import (
    CarryOverKind,
    ClosingReason,
    MeasureState,
    ReferenceKind,
    RelationKind,
)
from sozdesk.features.strategy.ui.area_data import load_detail
from sozdesk.features.strategy.ui.detail import HISTORY, REFERENCES, RELATIONS, STATUS, TASKS
from sozdesk.features.strategy.ui.timeline import SHOWN_AT_FIRST
from sozdesk.features.strategy.usecases import (
    AddMeasure,
    AddTask,
    RecordStatus,
    add_measure,
    add_task,
    record_status,
)
from sozdesk.widgets import messages

TODAY = date(2027, 1, 5)


def entries(detail):
    """Day, title, note and text of the timeline."""
    return sentences(detail.status.timeline)


def tab_titles(detail):
    return [button.text() for button in detail.tabs._buttons]


def cells(table):
    model = table.view.rows_model
    found = (model.cell(line, 0) for line in range(model.rowCount()))
    return [(cell.text, cell.second) for cell in found]


def record(desk, detail, day, state=MeasureState.IN_PROGRESS, **more):
    command = RecordStatus(
        measure_ids=(detail.data.details.row.id,), as_of=day, state=state, **more
    )
    desk.run(record_status, command)


# ------------------------------------------------------------------ head and Stand


def test_the_head_says_state_priority_and_where_it_comes_from(page):
    detail = at(page, "5.3")
    assert detail.title() == "5.3 Errichtung von (Not-)Wohnungen bzw. einer Notschlafstelle"
    said = sentences(detail)
    assert said[1:4] == [
        "in Umsetzung",
        "Priorität 2",
        "Armutsstrategie: aus Postulat 2020/501 erschlossen",
    ]
    assert "noch nicht erfasst" in said  # who is responsible: the report does not say it


def test_the_timeline_is_newest_first_and_says_what_was_inferred(page):
    detail = at(page, "2.3")
    said = entries(detail)
    assert said[0] == "31.12.2024"
    assert said[1] == "Abgeschlossen ohne Umsetzung (anderswo verankert)"
    assert said[2] == "aus dem Bericht abgeleitet"
    assert "01.06.2021" in said
    assert "entschieden: Regierungsrat, aus dem Bericht abgeleitet" in said


def test_entries_after_the_day_are_marked(page):
    page.show_day(date(2023, 6, 30))
    said = entries(at(page, "1.1"))
    assert said[said.index("31.12.2024") + 2] == "nach dem gewählten Tag"
    assert "nach dem gewählten Tag" not in said[said.index("01.01.2023") :]


def test_figures_in_texts_are_those_of_the_day(page, desk):
    detail = at(page, "1.3")
    record(desk, detail, TODAY, text="{umgesetzt} von {total}")
    assert "19 von 40" in entries(page.detail)
    page.show_day(date(2021, 1, 1))
    assert "0 von 40" in entries(page.detail)


def test_of_many_entries_the_older_ones_are_shown_on_demand(page, desk):
    detail = at(page, "1.3")
    for number in range(SHOWN_AT_FIRST):
        record(desk, detail, date(2025, 1, 1) + timedelta(number))
    assert entries(detail).count("In Umsetzung") == SHOWN_AT_FIRST
    assert detail.status.older_link.text() == "2 ältere Einträge zeigen"
    detail.status.older_link.click()
    assert entries(detail).count("In Umsetzung") == SHOWN_AT_FIRST + 2
    assert not detail.status.older_link.isVisible()


def test_a_measure_without_an_entry_says_that_it_counts_as_planned(page, desk):
    period = next(row for row in page.data.periods if row.code == "2025-2028")
    desk.run(add_measure, AddMeasure(period_id=period.id, number="1.1", title="Neu"))
    detail = at(page, "1.1", period="2025-2028")
    assert "Noch kein Stand erfasst. Die Massnahme zählt als geplant." in sentences(detail)
    assert "geplant" in sentences(detail)


def menu_of(detail, when):
    """``…`` beside the entry of a day."""
    (button,) = [
        one
        for one in detail.status.timeline.findChildren(QToolButton)
        if one.accessibleName().startswith(f"Befehle zu {when}")
    ]
    return {entry.text(): entry for entry in button.menu().actions()}


def test_an_entry_is_corrected(page):
    detail = at(page, "2.3")
    menu_of(detail, "31.12.2024")["Stand ändern …"].trigger()
    dialog = dialog_of(page)
    assert dialog.form["state"].value() is MeasureState.CLOSED
    assert dialog.form["reason"].value() is ClosingReason.ANCHORED_ELSEWHERE
    fill(dialog, reason=ClosingReason.NOT_PURSUED)
    assert "Abgeschlossen ohne Umsetzung (nach Prüfung nicht weiterverfolgt)" in entries(detail)
    assert no_dialog(page)


def test_an_entry_that_was_not_changed_is_left_alone(page, desk):
    detail = at(page, "2.3")
    before = detail.data.details.history
    detail.status.change_entry(before[0])
    dialog_of(page).action_button.click()
    assert page.detail.data.details.history == before


def test_an_entry_is_removed_after_a_question(page):
    detail = at(page, "1.1")
    messages.set_next_answer(False, True)
    menu_of(detail, "01.01.2023")["Stand entfernen"].trigger()
    assert "01.01.2023" in entries(detail)
    menu_of(detail, "01.01.2023")["Stand entfernen"].trigger()
    assert "01.01.2023" not in entries(detail)


def test_the_link_records_for_this_measure(page):
    detail = at(page, "1.3")
    detail.status.record_link.click()
    assert sentences(dialog_of(page))[1].startswith("1.3 Basis für Grenzwerte")


def test_the_measure_itself_is_changed(page):
    detail = at(page, "1.3")
    (action,) = [one for one in detail._commands() if one.text() == "Massnahme ändern …"]
    action.trigger()
    dialog = dialog_of(page)
    fill(dialog, title="")
    assert refusals(dialog) == {"title": "Der Titel fehlt. Tragen Sie ihn ein."}
    fill(dialog, title="Neuer Titel", responsible_body="Grundlagen", horizon="medium")
    assert page.detail.title() == "1.3 Neuer Titel"
    assert "mittelfristig" in sentences(page.detail)
    assert "Grundlagen" in sentences(page.detail)


# ------------------------------------------------------------------ Verweise


def test_references_are_counted_added_and_removed(page):
    detail = at(page, "5.3", REFERENCES)
    assert tab_titles(detail)[REFERENCES] == "Verweise (5)"
    assert ("Postulat 2021/43", "Notschlafstellen auch in Baselland") in cells(
        detail.references.table
    )
    detail.references.add_button.click()
    dialog = dialog_of(page)
    fill(dialog, kind=ReferenceKind.MOTION, number="2020-498")
    assert refusals(dialog) == {"number": "Schreiben Sie die Nummer des Geschäfts so: 2024/596."}
    fill(dialog, number="2020/498", title="Titel", dated=date(2020, 9, 24))
    assert ("Motion 2020/498 vom 24.09.2020", "Titel") in cells(detail.references.table)
    key = next(row.id for row in detail.data.details.references if row.number == "2020/498")
    detail.references.table.view.select_key(key)
    messages.set_next_answer(True)
    detail.references.remove_button.click()
    (asked,) = messages.shown()
    assert asked.startswith("Verweis «Motion 2020/498 vom 24.09.2020» entfernen?")
    assert tab_titles(detail)[REFERENCES] == "Verweise (5)"


def test_without_references_that_is_said(page, desk):
    period = page.data.shown.period
    desk.run(add_measure, AddMeasure(period_id=period.id, number="1.9", title="Neu"))
    detail = at(page, "1.9", REFERENCES)
    assert "Noch kein Verweis erfasst." in sentences(detail)
    assert not detail.references.remove_button.isEnabled()
    assert tab_titles(detail)[REFERENCES] == "Verweise"


# ------------------------------------------------------------------ Aufgaben


def test_a_late_task_has_the_red_triangle_and_words_until_it_is_ticked(page):
    detail = at(page, "1.3", TASKS)
    assert "Noch keine Aufgabe erfasst." in sentences(detail)
    detail.tasks.add_button.click()
    dialog = dialog_of(page)
    fill(dialog, title="Leitfaden")
    assert refusals(dialog) == {"due_on": "Tragen Sie die Frist ein."}
    fill(dialog, due_on=date(2026, 12, 31), responsible="A. Muster", milestone=True)

    table = detail.tasks.table
    assert cells(table) == [
        (
            "Leitfaden",
            "Frist 31.12.2026, seit 5 Tagen überfällig, Meilenstein, A. Muster",
        )
    ]
    cell = table.view.rows_model.cell(0, 0)
    assert cell.symbol == "overdue"
    assert cell.spoken.startswith("Aufgabe: Leitfaden, Frist 31.12.2026, seit 5 Tagen überfällig")
    assert tab_titles(detail)[TASKS] == "Aufgaben (1)"

    QTest.keyClick(table.view, Qt.Key.Key_Space)
    assert cells(table)[0][1].startswith("erledigt am 05.01.2027")
    assert table.view.rows_model.cell(0, 0).symbol == "ok"
    QTest.keyClick(table.view, Qt.Key.Key_Space)
    assert table.view.rows_model.cell(0, 0).symbol == "overdue"


def test_a_task_that_has_time_is_a_ring(page, desk):
    detail = at(page, "1.3", TASKS)
    key = detail.data.details.row.id
    desk.run(add_task, AddTask(measure_id=key, title="Später", due_on=TODAY))
    assert page.detail.tasks.table.view.rows_model.cell(0, 0).symbol == "open"


def test_a_task_is_changed_and_removed(page, desk):
    detail = at(page, "1.3", TASKS)
    key = detail.data.details.row.id
    desk.run(add_task, AddTask(measure_id=key, title="Alt", due_on=date(2027, 6, 30)))
    detail.tasks.table.view.opened.emit(detail.tasks.table.current())
    fill(dialog_of(page), title="Neu")
    assert cells(detail.tasks.table)[0][0] == "Neu"
    detail.tasks.change_button.click()
    dialog_of(page).action_button.click()  # nothing was changed
    messages.set_next_answer(True)
    detail.tasks.remove_button.click()
    assert cells(detail.tasks.table) == []


# ------------------------------------------------------------------ Verbindungen


def test_a_relation_leads_to_the_other_measure_and_back(page):
    detail = at(page, "2.3", RELATIONS)
    assert [(text[:3], how) for text, how in cells(detail.relations.relations)] == [
        ("7.1", "Verankert in"),
        ("7.2", "Verankert in"),
    ]
    detail.relations.relations.view.select_key(detail.data.details.relations[1].id)
    detail.relations.visit_button.click()
    assert page.detail.title().startswith("7.2 ")
    back = [how for text, how in cells(page.detail.relations.relations) if text.startswith("2.3")]
    assert back == ["Nimmt auf"]
    row = next(row for row in page.detail.data.details.relations if row.number == "2.3")
    page.detail.relations.relations.view.opened.emit(row)
    assert page.detail.title().startswith("2.3 ")


def test_a_tab_that_counts_a_line_does_not_say_that_there_is_nothing(page):
    detail = at(page, "1.6", RELATIONS)
    (relation,) = detail.relations.relations.model.rows()
    messages.set_next_answer(True)
    detail.relations.untie_button.click()
    assert relation.number == "1.7"
    assert "Verbindungen (1)" in tab_titles(detail)
    assert "Noch keine Verbindung erfasst." not in sentences(detail)


def test_measures_are_tied_together_and_untied(page):
    detail = at(page, "1.1", RELATIONS)
    assert "Noch keine Verbindung erfasst." in sentences(detail)
    detail.relations.relate_button.click()
    dialog = dialog_of(page)
    fill(dialog)
    assert refusals(dialog) == {"other_id": "Wählen Sie die andere Massnahme."}
    other = next(row for row in page.data.shown.measures if row.number == "1.2")
    fill(dialog, kind=RelationKind.DEPENDS_ON, other_id=other.id)
    assert [how for _text, how in cells(detail.relations.relations)] == ["Hängt ab von"]
    detail.relations.relate_button.click()
    dialog = dialog_of(page)
    fill(dialog, kind=RelationKind.DEPENDS_ON, other_id=other.id)
    assert refusals(dialog) == {"other_id": "Diese Verbindung ist schon erfasst."}
    dialog.form.mark_clean()
    dialog.reject()
    messages.set_next_answer(True)
    detail.relations.untie_button.click()
    assert cells(detail.relations.relations) == []


def test_the_line_into_a_period_without_measures_says_so(page):
    detail = at(page, "1.6", RELATIONS)
    (line,) = cells(detail.relations.lines)
    assert line[0] == "1.6 Niederschwelligen Zugang zur Sozialhilfe gewährleisten"
    assert line[1] == "zusammengelegt, 2025–2028: noch nicht zugeordnet"
    assert "Linie über die Perioden" in sentences(detail)
    assert detail.relations.reason.text().startswith("Grund: Wird mit")
    assert detail.relations.reason.wordWrap()
    assert detail.relations.diagram.isVisibleTo(detail)
    detail.relations.follow_button.click()  # leads nowhere yet
    assert page.detail.title().startswith("1.6 ")


def test_a_measure_is_carried_on_and_the_line_leads_there_and_back(page, desk):
    period = next(row for row in page.data.periods if row.code == "2025-2028")
    desk.run(add_measure, AddMeasure(period_id=period.id, number="1.1", title="Zugang"))
    detail = at(page, "1.6", RELATIONS)
    detail.relations.carry_button.click()
    dialog = dialog_of(page)
    target = dialog.form["target_id"].input
    assert [target.itemText(number) for number in range(target.count())] == [
        "noch nicht zugeordnet",
        "1.1 Zugang",
    ]
    target.setCurrentIndex(1)
    fill(dialog, kind=CarryOverKind.MERGED, reason="Erfunden")
    assert cells(detail.relations.lines) == [
        (
            "1.6 Niederschwelligen Zugang zur Sozialhilfe gewährleisten",
            "weitergeführt, 2025–2028: 1.1 Zugang",
        )
    ]
    assert detail.relations.reason.text() == "Grund: Erfunden"
    detail.relations.follow_button.click()
    assert page.head.title() == "Massnahmen 2025–2028"
    assert page.detail.title() == "1.1 Zugang"
    page.detail.relations.follow_button.click()
    assert page.head.title() == "Massnahmen 2021–2024"
    assert page.detail.title().startswith("1.6 ")


def test_what_ends_needs_a_reason(page):
    detail = at(page, "1.1", RELATIONS)
    assert "Noch nicht erfasst, was in der nächsten Periode daraus wird." in sentences(detail)
    detail.relations.carry_button.click()
    dialog = dialog_of(page)
    fill(dialog, kind=CarryOverKind.DROPPED)
    assert refusals(dialog) == {
        "reason": "Sagen Sie, warum die Massnahme nicht weitergeführt wird."
    }
    fill(dialog, reason="Erreicht")
    assert cells(detail.relations.lines)[0][1] == "nicht weitergeführt"
    assert detail.relations.reason.text() == "Grund: Erreicht"
    messages.set_next_answer(True)
    detail.relations.cut_button.click()
    assert cells(detail.relations.lines) == []


def test_in_the_last_period_there_is_nothing_to_carry_on_into(page, desk):
    period = next(row for row in page.data.periods if row.code == "2025-2028")
    desk.run(add_measure, AddMeasure(period_id=period.id, number="1.1", title="Neu"))
    detail = at(page, "1.1", RELATIONS, period="2025-2028")
    messages.set_next_answer(True)
    detail.relations.carry_button.click()
    assert messages.shown() == (
        (
            "Nach 2025–2028 gibt es noch keine Periode. Fügen Sie sie zuerst hinzu: "
            "«… › Periode hinzufügen» oben auf der Seite."
        ),
    )


def test_row_menus_offer_the_way_and_the_commands(page):
    detail = at(page, "1.6", RELATIONS)
    parts = detail.relations
    relation, line = parts.relations.current(), parts.lines.current()
    words = [entry.text() for entry in parts.relations.view.menu_for(relation)]
    assert words == ["Massnahme ansehen", "Entfernen"]
    words = [entry.text() for entry in parts.lines.view.menu_for(line)]
    assert words == ["Massnahme ansehen", "Weiterführung entfernen"]
    assert len(detail.references.table.view.menu_for(None)) == 1
    assert len(detail.tasks.table.view.menu_for(None)) == 2


# ------------------------------------------------------------------ Verlauf


def test_the_verlauf_knows_the_measure_and_its_parts(page, desk, navigation):
    detail = at(page, "1.3")
    record(desk, detail, TODAY)
    detail.tabs.choose(HISTORY)
    whats = [text for text, _who in cells_of_history(detail)]
    assert whats[0] == "Stand per 05.01.2027 erfasst: 1.3 in Umsetzung"
    assert whats[-1].startswith("Massnahmen geladen: 40 Massnahmen")
    detail.history.open_button.click()
    assert navigation.histories == [("Massnahme 1.3, Stand per 05.01.2027", "measure_status")]


def test_the_verlauf_of_a_measure_with_everything(page, desk):
    detail = at(page, "2.3")
    key = detail.data.details.row.id
    desk.run(add_task, AddTask(measure_id=key, title="Tun", due_on=TODAY))
    detail.tabs.choose(RELATIONS)
    other = next(row for row in page.data.shown.measures if row.number == "1.1")
    detail.relations.relate()
    fill(dialog_of(page), other_id=other.id)
    detail.tabs.choose(HISTORY)
    whats = [text for text, _who in cells_of_history(detail)]
    assert whats[:2] == [
        "Massnahme 2.3: Verbindung hinzugefügt",
        "Massnahme 2.3: Aufgabe hinzugefügt",
    ]


def test_a_detail_that_comes_late_is_not_shown(page):
    late = at(page, "1.1").data
    at(page, "1.2")
    page._show_detail(late)
    page._show_detail(None)
    assert page.detail.title().startswith("1.2 ")


def test_a_measure_that_is_gone_has_no_detail(page, strategy):
    assert load_detail(strategy, page.data, UUID(int=5)) is None


def cells_of_history(detail):
    model = detail.history.model
    return [
        (model.cell(line, 0).text, model.cell(line, 0).second) for line in range(model.rowCount())
    ]


def test_the_tab_stays_while_another_measure_is_chosen(page):
    detail = at(page, "5.3", REFERENCES)
    assert at(page, "1.1", REFERENCES) is detail
    page.open_target(number="1.2")
    assert detail.tabs.current() == REFERENCES
    detail.tabs.choose(STATUS)
    assert "31.12.2024" in entries(detail)
