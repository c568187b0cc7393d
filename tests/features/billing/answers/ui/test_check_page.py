"""The page on which the KSA decides, hears, answers and pays, as a person uses it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QThreadPool
from PySide6.QtWidgets import QPushButton

import bill_kit as kit
from bill_kit import ACCEPT, REFUSE, Line, reduce
from dialog_letters import letters, taken_twice
from navigation_kit import dialog_of, words_of
from sozdesk.features.billing.reports.answer import answer_report
from sozdesk.features.billing.rules.figures import other_amount
from sozdesk.features.billing.terms import LineDecision, Step
from sozdesk.features.billing.terms.accounts import AccountKind
from sozdesk.features.billing.terms.answers import CheckStage, LineCheck, LineChoice
from sozdesk.features.billing.texts.bills import line_words
from sozdesk.features.billing.ui import accounts_page, check_page, subpages
from sozdesk.features.billing.ui import answer_rows as rows
from sozdesk.features.billing.ui.answer_dialogs import DecisionDialog
from sozdesk.features.billing.ui.check_data import imprint
from sozdesk.features.billing.ui.what_if_page import other_value
from sozdesk.features.billing.usecases import accounts
from sozdesk.kernel.entry import EntryError
from sozdesk.kernel.findings import Finding, Severity
from sozdesk.widgets import accessibility, file_prompts, messages

LINES = (Line(100_000), Line(50_000), Line(30_000))


@pytest.fixture
def bill(archive, service_archive):
    kit.know_each_other(archive, service_archive)
    return kit.bill(archive, LINES)


@pytest.fixture
def page(desk, navigation, bill, shown):
    return shown(check_page.build(desk, navigation))


def settle():
    """What the worker has done is said on the page."""
    QThreadPool.globalInstance().waitForDone()
    QCoreApplication.processEvents()


def press(page, key):
    """A key in the list of lines."""
    view = page.detail.table
    view.setFocus()
    from PySide6.QtTest import QTest

    QTest.keyClick(view, key)


def select(page, *positions):
    """Lines by their number, as with Ctrl."""
    view = page.detail.table
    lines = page.detail.model.rows()
    view.select_key(lines[positions[0] - 1].id)
    mode = view.selectionModel().SelectionFlag.Select | view.selectionModel().SelectionFlag.Rows
    for position in positions[1:]:
        view.selectionModel().select(view.rows_model.index(position - 1, 0), mode)


def decisions(archive, bill):
    return [one.decision.value if one.decision else "" for one in kit.detail(archive, bill).lines]


def button(page, words) -> QPushButton:
    QCoreApplication.processEvents()  # a new button is shown with the next layout
    (found,) = [
        one
        for one in page.findChildren(QPushButton)
        if one.text().replace("&", "") == words and one.isVisibleTo(page)
    ]
    return found


def test_an_empty_page_says_what_to_do(desk, navigation, shown):
    page = shown(check_page.build(desk, navigation))
    assert "Noch keine Abrechnung eingelesen" in words_of(page)
    QCoreApplication.processEvents()
    assert accessibility.problems(page) == []


def test_the_list_says_where_every_bill_stands(page, archive, bill):
    kit.bill(archive, number=2)
    kit.decide(archive, bill, ACCEPT)
    page.reload()
    assert "1 neu, 1 in Prüfung" in words_of(page.head)
    page.chips.choose("new")
    assert [one.number for one in page.model.rows()] == [2]
    page.show_all()
    assert len(page.model.rows()) == 2
    QCoreApplication.processEvents()
    QCoreApplication.processEvents()
    assert accessibility.problems(page) == []


def test_the_list_can_be_narrowed_to_a_period(page, archive):
    span = (date(2026, 4, 1), date(2026, 6, 30))
    kit.bill(archive, number=2, first_day=span[0], last_day=span[1])
    page.reload()
    page.periods.set_value(span)
    assert [one.number for one in page.model.rows()] == [2]


def test_keys_decide_on_the_chosen_lines(page, archive, bill):
    select(page, 1, 2)
    press(page, Qt.Key.Key_A)
    assert decisions(archive, bill) == ["accepted", "accepted", ""]
    select(page, 2)
    press(page, Qt.Key.Key_Delete)
    assert decisions(archive, bill) == ["accepted", "", ""]
    select(page, 2)
    press(page, Qt.Key.Key_K)
    dialog = dialog_of(page)
    dialog.form["canton"].set_value(36_000)
    dialog.form["reason"].set_value("Tarif ab 1.3.2026: 900.00.")
    dialog.accept()
    select(page, 3)
    press(page, Qt.Key.Key_L)
    dialog = dialog_of(page)
    dialog.accept()
    assert "Schreiben Sie, warum abgelehnt wird." in words_of(dialog)
    dialog.form["reason"].set_value("Nicht anerkannt.")
    dialog.accept()
    assert decisions(archive, bill) == ["accepted", "reduced", "refused"]
    assert [one.accepted for one in kit.detail(archive, bill).lines] == [80_000, 36_000, 0]


def test_a_takeback_asks_how_it_is_settled(desk, navigation, archive, service_archive, shown):
    made = kit.bill(archive, [Line(10_000, sign=-1)])
    page = shown(check_page.build(desk, navigation))
    page.detail.decide(LineDecision.ACCEPTED)
    dialog = dialog_of(page)
    assert list(dialog.form.keys()) == ["settle_by"]
    dialog.accept()
    assert decisions(archive, made) == ["accepted"]


def test_a_proposed_date_for_the_statement_is_marked_as_computed(page, archive, bill):
    kit.value(archive, "hearing_days", 20)
    kit.decide(archive, bill, ACCEPT, reduce(36_000), REFUSE)
    kit.check(archive, bill)
    page.reload()
    button(page, "Entwurf zur Stellungnahme …").click()
    dialog = dialog_of(page)
    assert dialog.form["until"].value() == date(2027, 1, 25)
    assert "Berechnet, bitte prüfen." in words_of(dialog)


def test_the_way_to_the_draft_and_its_file(page, archive, bill, tmp_path):
    kit.decide(archive, bill, ACCEPT, reduce(36_000), REFUSE)
    page.reload()
    assert "Noch nicht freizugeben: Schliessen Sie zuerst die Prüfung ab." in words_of(page)
    button(page, "Prüfung abschliessen").click()
    button(page, "Entwurf zur Stellungnahme …").click()
    dialog = dialog_of(page)
    assert "Das KSA hat keine Frist erfasst." in words_of(dialog)
    dialog.form["until"].set_value(date(2027, 1, 25))
    path = tmp_path / "antwort.sza"
    file_prompts.set_next_path(path)
    dialog.accept()
    settle()
    assert path.read_bytes().startswith(b"age-encryption.org/v1")
    assert button(page, "Brief speichern …").isVisible()
    shown = kit.detail(archive, bill).bill
    assert shown.stage is CheckStage.HEARING
    assert "25.01.2027 (noch 20 Tage)" in words_of(page)
    messages.set_next_answer(True)
    button(page, "Entwurf zurücknehmen").click()
    assert kit.detail(archive, bill).bill.stage is CheckStage.CHECKING


def test_a_statement_on_paper_is_typed_for_the_chosen_line(page, archive, bill):
    kit.decide(archive, bill, ACCEPT, ACCEPT, REFUSE)
    kit.check(archive, bill)
    from test_bill_answers import send

    send(archive, bill)
    page.reload()
    select(page, 3)
    button(page, "Stellungnahme erfassen …").click()
    dialog = dialog_of(page)
    dialog.form["words"].set_value("Nicht einverstanden.")
    dialog.accept()
    select(page, 1)
    select(page, 3)
    assert "Stellungnahme der Gemeinde: Nicht einverstanden." in words_of(page)
    assert kit.detail(archive, bill).bill.stage is CheckStage.READY


def test_released_paid_and_saved_as_letter_and_voucher(page, archive, bill, tmp_path):
    values = {
        "bfs_number": kit.LIESTAL,
        "name": "Gemeinde Liestal",
        "iban": "CH9300762011623852957",
    }
    archive.run(
        accounts.add_account_value,
        accounts.AddAccountValue(
            kind=AccountKind.CREDITOR, valid_from=date(2026, 1, 1), values=values
        ),
    )
    kit.decide(archive, bill, ACCEPT, ACCEPT, ACCEPT)
    page.reload()
    button(page, "Prüfung abschliessen").click()
    messages.set_next_answer(True)
    file_prompts.set_next_path(tmp_path / "a.sza")
    button(page, "Antwort freigeben").click()
    settle()
    button(page, "Auszahlungsbeleg …").click()
    dialog = dialog_of(page)
    assert "Auszahlung von CHF 1'440.00 in 1 Zeilen. 1 Zeile ohne Konto." in words_of(dialog)
    dialog.accept()
    button(page, "Beleg freigeben …").click()
    dialog = dialog_of(page)
    assert dialog.form["paid_on"].value() is None
    dialog.accept()
    assert "Auszahlungsbeleg 2027-001, CHF 1'440.00" in words_of(page)
    released = "freigegeben von Anna Muster"
    assert f"{released}, noch nicht bezahlt" in words_of(page)
    assert kit.detail(archive, bill).bill.stage is CheckStage.SENT
    assert (taken_twice(page), page.notice()) == ([], "Auszahlungsbeleg 2027-001 freigegeben.")
    button(page, "Als bezahlt eintragen …").click()
    dialog_of(page).accept()
    assert page.notice() == "Auszahlungsbeleg 2027-001 bezahlt am 05.01.2027."
    assert f"{released}, bezahlt am 05.01.2027" in words_of(page)
    assert kit.detail(archive, bill).bill.stage is CheckStage.PAID
    for name, save in (
        ("brief.pdf", page.detail.save_letter),
        ("beleg.pdf", button(page, "Beleg als PDF …").click),
        ("beleg.xlsx", button(page, "Beleg als Excel …").click),
    ):
        file_prompts.set_next_path(tmp_path / name)
        save()
        settle()
        assert (tmp_path / name).stat().st_size > 1000
    page.detail.add_difference()
    dialog = dialog_of(page)
    dialog.form["text"].set_value("Jahresbericht meldet weniger")
    dialog.form["amount"].set_value(-5_000)
    dialog.accept()
    (row, _first) = archive.query(kit_payments)
    assert (row.amount, row.is_credit) == (-5_000, True)
    QCoreApplication.processEvents()
    assert accessibility.problems(page) == []


def kit_payments(session):
    from sozdesk.features.billing.queries import accounts as queries

    return queries.payments(session)


def test_a_statement_file_is_read_and_a_wrong_one_has_its_reason(
    page, archive, service_archive, bill, tmp_path
):
    from test_bill_answers import read, send, state

    own = kit.bill(service_archive, LINES, origin="own")
    kit.decide(archive, bill, ACCEPT, ACCEPT, REFUSE)
    kit.check(archive, bill)
    read(service_archive, send(archive, bill))
    path = tmp_path / "stellungnahme.szs"
    path.write_bytes(state(service_archive, own, 3, "Nein."))
    page.reload()
    file_prompts.set_next_path(path)
    page.ask_file()
    settle()
    assert page.notice() == "Abrechnung Liestal 1/2026: Stellungnahme erfasst."
    path.write_bytes(b"PK")
    messages.set_next_answer(True)
    page.read(path)
    settle()
    assert "keine Stellungnahme aus SozDesk" in messages.shown()[-1]


def test_every_page_behind_the_area_opens(desk, navigation, bill, shown):
    for _words, module in subpages.CANTONAL:
        subpages.open_subpage(desk, navigation, module)
        page = shown(navigation.subpages[-1])
        assert accessibility.problems(page) == [], module


def test_figures_are_shown_and_saved(desk, navigation, bill, shown, tmp_path):
    subpages.open_subpage(desk, navigation, "totals_page")
    page = shown(navigation.subpages[-1])
    assert page.head.title() == "Kantonsanteile 2026"
    assert "Nach Gemeinde" in words_of(page)
    page.periods.set_value((date(2026, 1, 1), date(2026, 3, 31)))
    assert "Zeitraum: 01.01.2026 bis 31.03.2026" in words_of(page)
    for ending in ("xlsx", "pdf"):
        file_prompts.set_next_path(tmp_path / f"zahlen.{ending}")
        page.save()
        settle()
        assert (tmp_path / f"zahlen.{ending}").stat().st_size > 1000
    page.years.set_value(2027)
    settle()
    assert "Für 2027 ist keine Abrechnung eingelesen" in words_of(page)


def test_accounts_are_entered_changed_and_years_closed(desk, navigation, archive, shown):
    page = shown(accounts_page.build(desk, navigation))
    page.creditors.add()
    dialog = dialog_of(page)
    dialog.form["bfs_number"].set_value(kit.LIESTAL)
    dialog.form["name"].set_value("Gemeinde Liestal")
    dialog.form["iban"].set_value("CH93 0076 2011 6238 5295 8")
    dialog.accept()
    assert (
        "Diese IBAN stimmt nicht. Eine Schweizer IBAN hat 21 Zeichen und beginnt mit CH."
        in words_of(dialog)
    )
    dialog.form["iban"].set_value("CH93 0076 2011 6238 5295 7")
    dialog.accept()
    assert page.data.creditors[0].iban == "CH9300762011623852957"
    page.creditors.change()
    dialog = dialog_of(page)
    dialog.form["town"].set_value("Liestal")
    dialog.accept()
    assert page.data.creditors[0].town == "Liestal"
    page.postings.add()
    dialog = dialog_of(page)
    dialog.form["account"].set_value("3636.00")
    dialog.accept()
    assert page.data.postings[0].regime_code == ""
    messages.set_next_answer(True)
    page.postings.remove_current()
    assert page.data.postings == ()
    page.years.close_year()
    dialog = dialog_of(page)
    assert dialog.form["year"].input.text() == "2026"
    dialog.accept()
    assert [one.year for one in page.data.years] == [2026]
    messages.set_next_answer(True)
    page.years.reopen()
    assert page.data.years == ()


def test_a_year_with_open_bills_is_closed_only_after_a_question(
    desk, navigation, archive, bill, shown
):
    page = shown(accounts_page.build(desk, navigation))
    page.years.close_year()
    messages.set_next_answer(False)
    dialog_of(page).accept()
    asked = messages.shown()[-1]
    assert "1 Abrechnung ist noch nicht beantwortet. 2026 trotzdem abschliessen?" in asked
    assert "Abrechnung Liestal 1/2026: neu" in asked
    assert page.data.years == ()
    messages.set_next_answer(True)
    dialog_of(page).accept()
    assert [one.year for one in page.data.years] == [2026]


def test_lines_of_one_person_differ_by_their_days_and_say_what_is_proposed(page):
    columns = {one.title: one for one in rows.columns(checking=True)}
    line = page.detail.model.rows()[0]
    named = "Deutsch im Alltag (Angebot 12)"
    assert columns["Person und Angebot"].second(line) == f"1. Quartal 2026 · {named}"
    hinted = replace(
        line,
        check=LineCheck(findings=(), eligible=100_000, canton=80_000),
        first_day=date(2026, 10, 1),
        last_day=date(2026, 10, 31),
        late=True,
    )
    second = columns["Person und Angebot"].second(hinted)
    assert second == f"Okt. 2026, Nachtrag · {named}"
    assert columns["Vorschlag"].text(hinted) == "anerkennen"
    assert columns["Vorschlag"].symbol(hinted) == ""
    cheaper = replace(hinted, findings=(Finding("p", Severity.NOTE, "Preis tiefer."),))
    assert columns["Vorschlag"].text(cheaper) == "anerkennen"
    assert columns["Vorschlag"].second(cheaper) == "Preis tiefer."
    assert columns["Vorschlag"].symbol(cheaper) == "note"
    stopping = Finding("x", Severity.STOP, "Tarif 900.00.")
    less = replace(hinted, check=LineCheck(findings=(stopping,), eligible=45_000, canton=36_000))
    less = replace(less, findings=(Finding("y", Severity.HINT, "Pause."), stopping))
    assert columns["Vorschlag"].text(less) == "kürzen auf 360.00"
    assert columns["Vorschlag"].second(less) == "Tarif 900.00. (und 1 weitere)"
    assert columns["Vorschlag"].symbol(less) == "unusable"
    unsure = replace(hinted, check=LineCheck(findings=(less.findings[0],), eligible=0, canton=0))
    assert columns["Vorschlag"].text(unsure) == "selbst prüfen"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 5, 1), date(2026, 5, 31), "Mai 2026"),
        (date(2026, 3, 1), date(2026, 3, 31), "März 2026"),
        (date(2026, 10, 1), date(2026, 10, 31), "Okt. 2026"),
        (date(2026, 10, 5), date(2026, 10, 20), "05.10.–20.10.2026"),
        (date(2026, 12, 5), date(2027, 1, 20), "05.12.2026–20.01.2027"),
    ],
)
def test_the_days_of_a_line_are_short(first, last, words):
    assert line_words(first, last) == words


def test_proposals_are_taken_and_counted(page, archive, bill, monkeypatch):
    proposals = iter([LineChoice(decision=LineDecision.ACCEPTED), None])
    lines = page.detail.shown.detail.lines
    found = {line.id: next(proposals, None) for line in lines}
    monkeypatch.setattr(
        "sozdesk.features.billing.rules.answering.proposed", lambda line, _check: found[line.id]
    )
    page.detail.take_proposals()
    assert page.notice() == "1 anerkannt, 2 ohne Vorschlag."
    assert decisions(archive, bill) == ["accepted", "", ""]


def test_proposals_that_reduce_or_refuse_are_asked_about_first(page, archive, bill, monkeypatch):
    """Claimed are 800.00, 400.00 and 240.00."""
    lines = page.detail.shown.detail.lines
    choices = (ACCEPT, reduce(32_500), REFUSE)
    found = {line.id: choice for line, choice in zip(lines, choices, strict=True)}
    monkeypatch.setattr(
        "sozdesk.features.billing.rules.answering.proposed", lambda line, _check: found[line.id]
    )
    messages.set_next_answer(False)
    page.detail.take_proposals()
    asked = "1 anerkennen, 1 kürzen um 75.00, 1 ablehnen (240.00)."
    assert asked in messages.shown()[-1]
    assert decisions(archive, bill) == ["", "", ""]
    messages.set_next_answer(True)
    page.detail.take_proposals()
    assert decisions(archive, bill) == ["accepted", "reduced", "refused"]


def checked(line, canton, *findings, steps=()):
    """The line as the KSA checked it."""
    check = LineCheck(findings=findings, eligible=canton * 2, canton=canton, steps=steps)
    return replace(line, check=check, findings=findings)


@pytest.mark.parametrize(
    ("decision", "severity", "said"),
    [
        (LineDecision.REDUCED, Severity.STOP, "Tarif 900.00."),
        (LineDecision.REDUCED, Severity.HINT, ""),
        (LineDecision.REFUSED, Severity.NOTE, ""),
        (LineDecision.QUERY, Severity.HINT, "Tarif 900.00."),
        (LineDecision.QUERY, Severity.NOTE, ""),
    ],
)
def test_only_what_speaks_against_a_line_becomes_its_reason(page, decision, severity, said):
    line = checked(page.detail.model.rows()[0], 36_000, Finding("x", severity, "Tarif 900.00."))
    dialog = DecisionDialog(page, page.desk, UUID(int=1), (line,), decision)
    assert dialog.form["reason"].value() == said


def test_the_table_of_a_check_fits_beside_the_list_with_the_whole_proposal(page, qtbot):
    """1149 × 677 is the page of a window of 1366 × 768."""
    page.resize(1149, 677)
    shown = page.detail.shown
    stopping = Finding("x", Severity.STOP, "Der Maximaltarif dieser Zeile ist ein anderer.")
    line = checked(shown.detail.lines[0], 175_000, stopping)
    line = replace(line, canton=182_500, accepted=175_000, decision=LineDecision.REDUCED)
    detail = replace(shown.detail, lines=(line,))
    page.detail.show_bill(replace(shown, detail=detail))
    table = page.detail.table
    qtbot.waitUntil(lambda: table.viewport().width() > 500)
    titles = [column.title for column in page.detail.model.columns]
    seen = [title for at, title in enumerate(titles) if not table.isColumnHidden(at)]
    assert seen == ["Person und Angebot", "Verlangt", "KSA rechnet", "Vorschlag", "Entscheid"]
    assert table.horizontalScrollBar().maximum() == 0
    at = titles.index("Vorschlag")
    words = page.detail.model.cell(0, at).text
    assert words == "kürzen auf 1'750.00"
    symbol_and_margins = 50
    assert (
        table.columnWidth(at) >= table.fontMetrics().horizontalAdvance(words) + symbol_and_margins
    )
    assert page.detail.model.cell(0, titles.index("Entscheid")).second == "1'750.00"


def test_another_bill_is_shown_from_its_beginning(page, archive, qtbot):
    kit.bill(archive, [Line(10_000)] * 9, number=2)
    page.reload()
    second = next(one for one in page.model.rows() if one.number == 2)
    page.table.select_key(second.id)
    bar = page.split._area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 100)
    bar.setValue(100)
    page.reload()
    assert bar.value() == 100  # the same bill stays where it is
    page.table.select_first()
    QCoreApplication.processEvents()
    assert bar.value() == 0


def test_the_line_says_what_its_rate_depends_on_and_where_each_figure_comes_from(page):
    shown = page.detail.shown.detail.lines[0]
    line = replace(shown, regime="vorläufig Aufgenommene", category="Beschäftigungsprogramm")
    assert shown.invoices == ("R-1",)
    assert rows.belongs(line) == "vorläufig Aufgenommene, Beschäftigungsprogramm und Rechnung R-1"
    theirs = (
        Step(text="Kosten laut Rechnung", amount=168_000),
        Step(text="Maximaltarif ab 01.01.2025, pro Monat", amount=165_000, source="§ 25b SHV"),
        Step(text="Kantonsanteil 100,0 %, Ansatz ab 01.01.2025", amount=165_000),
    )
    own = (
        theirs[0],
        Step(text="Maximaltarif ab 01.12.2026, pro Monat", amount=150_000),
        replace(theirs[2], amount=150_000),
    )
    line = checked(replace(line, steps=theirs), 150_000, steps=own)
    table = rows.steps_table(line)
    assert table.shown_text().titles == ("Schritt", "Verlangt", "KSA", "Quelle")
    why = "vorläufig Aufgenommene, Beschäftigungsprogramm"
    assert table.shown_text().rows == (
        ("Kosten laut Rechnung", "1'680.00", "1'680.00", ""),
        ("Maximaltarif ab 01.01.2025, pro Monat", "1'650.00", "", "§ 25b SHV"),
        ("Maximaltarif ab 01.12.2026, pro Monat", "", "1'500.00", "Quelle fehlt"),
        (
            f"Kantonsanteil 100,0 % ({why}), Ansatz ab 01.01.2025",
            "1'650.00",
            "1'500.00",
            "Quelle fehlt",
        ),
    )


def test_an_own_file_is_refused_by_its_kind(page, tmp_path):
    path = tmp_path / "antwort.sza"
    path.write_bytes(b"age-encryption.org/v1")
    messages.set_next_answer(True)
    page.read(path)
    settle()
    assert "keine Stellungnahme" in messages.shown()[-1]


def test_enter_computes_what_if_and_the_page_says_that_percent_is_possible(page, shown):
    from sozdesk.features.billing.terms.figures import OtherValue, WhatIf

    subpages.open_subpage(page.desk, page.navigator, "what_if_page")
    other = shown(page.navigator.subpages[-1])
    tariff = WhatIf(
        value_ids=(UUID(int=60),),
        name="Tarif",
        before=150_000,
        after=OtherValue(amount=150_000),
        is_rate=False,
    )
    other.data = replace(other.data, content=replace(other.data.content, choices=(tariff,)))
    other.filled(other.data)
    other.values.set_value(tariff.value_ids)
    assert other.unit.text() == "CHF oder +10 %"
    other.amount.setText("+10 %")
    from PySide6.QtTest import QTest

    QTest.keyClick(other.amount, Qt.Key.Key_Return)
    assert other._change.after == OtherValue(amount=1_000, relative=True)


@pytest.mark.parametrize(("own", "asked"), [(80_000, None), (36_000, 36_000), (0, None)])
def test_a_reduction_never_begins_with_the_whole_amount(page, own, asked):
    line = page.detail.model.rows()[0]
    line = replace(line, check=LineCheck(findings=(), eligible=0, canton=own))
    dialog = DecisionDialog(page, page.desk, UUID(int=1), (line,), LineDecision.REDUCED)
    assert dialog.form["canton"].value() == asked


@pytest.mark.parametrize(
    ("text", "value"),
    [("1'650.00", 165_000), ("+10 %", 165_000), ("-5%", 142_500), ("\N{MINUS SIGN}100 %", 0)],
)
def test_another_value_is_typed_whole_or_as_a_change_in_percent(text, value):
    assert other_amount(150_000, other_value(text, is_rate=False)) == value


@pytest.mark.parametrize(
    ("text", "is_rate", "said"),
    [("50 %", False, "Tarif ist ein Betrag"), ("120", True, "100 %"), ("-101 %", True, "-100 %")],
)
def test_another_value_that_cannot_be_is_refused(text, is_rate, said):
    with pytest.raises(EntryError, match=said):
        other_value(text, is_rate=is_rate)


def test_no_two_buttons_of_the_page_have_the_same_letter_nor_one_of_the_menus(page, archive, bill):
    QCoreApplication.processEvents()
    assert "n" in letters(page)  # Anerkennen
    assert taken_twice(page) == []
    kit.decide(archive, bill, ACCEPT, ACCEPT, REFUSE)
    kit.check(archive, bill)
    page.reload()
    page.work.notice("3 anerkannt.", "ok")
    button(page, "Entwurf zur Stellungnahme …")
    assert taken_twice(page) == []
    assert "&" not in button(page, "Schliessen").text()


def test_the_letter_of_a_step_works_while_a_notice_is_open(page, archive, bill, qtbot):
    kit.decide(archive, bill, ACCEPT, ACCEPT, ACCEPT)
    page.reload()
    page.work.notice("3 anerkannt.", "ok")
    button(page, "Prüfung abschliessen")
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    qtbot.keyClick(page.detail.table, Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: kit.detail(archive, bill).bill.checked_by == "Anna Muster")
    assert page.notice() == "Abrechnung Liestal 1/2026: Prüfung abgeschlossen."


def test_the_focus_stays_with_the_bill_when_the_button_that_was_pressed_goes(
    page, archive, bill, qtbot
):
    kit.decide(archive, bill, ACCEPT, ACCEPT, ACCEPT)
    page.reload()
    pressed = button(page, "Prüfung abschliessen")
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    pressed.setFocus()
    qtbot.keyClick(pressed, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: kit.detail(archive, bill).bill.checked_by == "Anna Muster")
    QCoreApplication.processEvents()
    assert page.detail.isAncestorOf(page.focusWidget())


def test_the_start_page_leads_to_the_bills_of_a_stage(page, archive, bill):
    kit.bill(archive, number=2)
    kit.decide(archive, bill, ACCEPT)
    page.reload()
    page.open_target(chip="new")
    assert [one.number for one in page.model.rows()] == [2]


def test_the_letter_names_month_and_offering_and_how_to_reply(archive, bill):
    kit.decide(archive, bill, ACCEPT, reduce(36_000), REFUSE)
    report = answer_report(kit.detail(archive, bill), imprint(archive))
    said = str(report.body)
    assert "1. Quartal 2026, Deutsch im Alltag (Angebot 12)" in said
    assert "CHF \N{MINUS SIGN}280.00" in said
    assert "Stellungnahme speichern …" in said
    assert "auf Papier" in said


def test_without_a_rate_the_page_says_where_one_is_entered(desk, navigation, shown):
    subpages.open_subpage(desk, navigation, "what_if_page")
    page = shown(navigation.subpages[-1])
    assert f"Für {page.data.year} gilt kein Ansatz und kein Tarif" in words_of(page)
