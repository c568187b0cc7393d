"""What comes back: read as declared, whatever people and programs did to the file."""

from __future__ import annotations

import pickle
import random
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl.workbook import Workbook as OpenWorkbook
from returns_kit import (
    BOECKTEN,
    BUUS,
    DECLARED,
    LAST_YEAR,
    MUNICIPALITIES,
    RETURNS,
    SISSACH,
    TYPED,
    YEAR,
    answer_cell,
    codes,
    edited,
    form,
    mail,
    older_form,
    read,
    read_one,
    request,
    several,
    stop_of,
    without_hidden_sheet,
)

from sozdesk.features.rent_limits.files import form_workbook, read_paths
from sozdesk.features.rent_limits.terms import (
    AncillaryMode,
    Block,
    Category,
    DecisionBody,
    Extras,
    Method,
    ReceivedVia,
    Recognition,
)
from sozdesk.kernel.errors import Cancelled
from sozdesk.kernel.findings import Severity

PDF = b"%PDF-1.7 erfunden"


def test_a_filled_form_comes_back_exactly_as_declared(tmp_path: Path) -> None:
    answer = read_one(tmp_path, form())
    assert answer.declaration == DECLARED
    assert (answer.recognition, answer.form_version) == (Recognition.HIDDEN_SHEET, 2)
    assert answer.findings == ()
    assert (answer.via, answer.received_on) == (ReceivedVia.FILE, None)


def test_an_untouched_form_declares_last_years_values_from_the_new_year_on(tmp_path: Path) -> None:
    declaration = read_one(tmp_path, form({})).declaration
    assert declaration is not None
    assert declaration.amounts == LAST_YEAR.amounts
    assert declaration.valid_from == date(2027, 1, 1)
    assert declaration.contact == LAST_YEAR.contact
    assert declaration.decision.decided_on is None


def test_every_answer_knows_its_cell(tmp_path: Path) -> None:
    answer = read_one(tmp_path, form())
    cell = answer.cells["amount_p4"]
    assert (cell.sheet, cell.address, cell.raw) == ("Erhebung", "C10", "1500.5")
    assert answer.excerpt is not None
    row = answer.excerpt.rows[10 - answer.excerpt.first_row]
    assert row[:3] == ("4 Personen", "1450.5", "1500.5")


def test_the_optional_blocks_come_back(tmp_path: Path) -> None:
    typed = {
        **TYPED,
        "amount_young_adult": 700,
        "amount_shared": 600,
        "amount_emergency": 1200,
        "ancillary_mode": "pauschal",
        "heating_included": "nein",
        "ancillary_p1": 150,
        "ancillary_further": 30,
        "counter_p1": 750,
        "index_name": "Mietpreisindex BFS",
        "index_base": 104.0,
        "index_date": date(2026, 10, 31),
        "adverts_count": 34,
        "adverts_below": 12,
        "adverts_period": "Juni bis August 2026",
        "adverts_source": "zwei Portale",
        "households_above": 7,
    }
    declaration = read_one(tmp_path, form(typed, blocks=frozenset(Block))).declaration
    assert declaration is not None
    assert declaration.amounts[Category.YOUNG_ADULT] == 700_00
    assert declaration.amounts[Category.SHARED] == 600_00
    assert declaration.amounts[Category.EMERGENCY] == 1_200_00
    assert declaration.extras == Extras(
        ancillary_mode=AncillaryMode.FLAT,
        ancillary_amounts={Category.P1: 150_00, Category.FURTHER: 30_00},
        counter_amounts={Category.P1: 750_00},
        heating_included=False,
        index_name="Mietpreisindex BFS",
        index_base=104_000,
        index_date=date(2026, 10, 31),
        adverts_count=34,
        adverts_below=12,
        adverts_period="Juni bis August 2026",
        adverts_source="zwei Portale",
        households_above="7",
    )


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("keine", "none"),
        ("0", "none"),
        ("1 bis 4", "1-4"),
        ("1-4", "1-4"),
        (3, "1-4"),
        (date(2027, 4, 1), "1-4"),
        (5, "5"),
        ("12", "12"),
    ],
)
def test_few_households_are_never_counted_one_by_one(
    tmp_path: Path, typed: str | int | date, meant: str
) -> None:
    content = form({"households_above": typed}, blocks=frozenset({Block.ABOVE_LIMIT}))
    declaration = read_one(tmp_path, content).declaration
    assert declaration is not None
    assert declaration.extras.households_above == meant


# ------------------------------------------------------------------ what people do to a file


@pytest.mark.parametrize("name", ["Böckten definitiv (2).xlsx", "2842.XLSX", "ohne_endung"])
def test_a_renamed_file_is_read(tmp_path: Path, name: str) -> None:
    assert read_one(tmp_path, form(), name).declaration == DECLARED


def test_moved_and_renamed_sheets_do_no_harm(tmp_path: Path) -> None:
    def edit(workbook: OpenWorkbook) -> None:
        workbook["Erhebung"].title = "Tabelle1"
        workbook["_sozdesk"].title = "Kopie"
        workbook.move_sheet("Tabelle1", offset=2)
        workbook.create_sheet("Notizen", 0)["B7"] = "offene Fragen"

    answer = read_one(tmp_path, edited(form(), edit))
    assert answer.declaration == DECLARED
    assert answer.recognition is Recognition.HIDDEN_SHEET
    assert answer.cells["amount_p1"].sheet == "Tabelle1"


def test_inserted_rows_and_columns_do_no_harm(tmp_path: Path) -> None:
    def edit(workbook: OpenWorkbook) -> None:
        sheet = workbook["Erhebung"]
        sheet.insert_rows(10, 2)
        sheet.insert_rows(1, 4)
        sheet.insert_cols(1)

    answer = read_one(tmp_path, edited(form(), edit))
    assert answer.declaration == DECLARED
    assert answer.cells["amount_p1"].address == "D11"


def test_a_merged_head_does_no_harm(tmp_path: Path) -> None:
    def edit(workbook: OpenWorkbook) -> None:
        sheet = workbook["Erhebung"]
        sheet.merge_cells("C6:D6")
        sheet["A6"] = "  HAUSHALT: "

    assert read_one(tmp_path, edited(form(), edit)).declaration == DECLARED


def test_trailing_blanks_are_cut(tmp_path: Path) -> None:
    typed = {**TYPED, "contact_name": "  Max Muster  ", "rent_kind": "brutto (mit Nebenkosten) "}
    assert read_one(tmp_path, form(typed)).declaration == DECLARED


@pytest.mark.parametrize(
    "text",
    ["Fr. 1'100.–", "1100,-", "CHF 1 100.00", "1’100", "1100.--", " 1'100.00 CHF ", "1100 Franken"],
)
def test_amounts_as_text_are_read_and_noted(tmp_path: Path, text: str) -> None:
    answer = read_one(tmp_path, form({**TYPED, "amount_p2": text}))
    assert answer.declaration == DECLARED
    (note,) = answer.findings
    assert (note.code, note.severity) == ("text_read_as_number", Severity.NOTE)
    assert (note.cell, note.field, note.subject, note.value) == (
        "Erhebung!C8",
        "amount_p2",
        "p2",
        1_100_00,
    )
    assert text.strip() in note.message


@pytest.mark.parametrize("text", ["24.11.2026", "24.11.26", "24. November 2026", "vom 24.11.2026"])
def test_days_as_text_are_read_and_noted(tmp_path: Path, text: str) -> None:
    answer = read_one(tmp_path, form({**TYPED, "decided_on": text}))
    assert answer.declaration == DECLARED
    assert codes(answer) == ["text_read_as_date"]


@pytest.mark.parametrize(
    ("key", "typed", "cell"),
    [
        ("amount_p3", "1.300", "Erhebung!C9"),
        ("amount_p3", "siehe Beilage", "Erhebung!C9"),
        ("amount_p3", date(2027, 1, 5), "Erhebung!C9"),
        ("amount_p3", True, "Erhebung!C9"),
        ("rent_kind", "weder noch", "Erhebung!C13"),
        ("valid_from", "31.02.2027", "Erhebung!C15"),
        ("unchanged", "vielleicht", "Erhebung!C16"),
    ],
)
def test_an_answer_nobody_can_read_stops_with_its_cell(
    tmp_path: Path, key: str, typed: str | date | bool, cell: str
) -> None:
    answer = read_one(tmp_path, form({**TYPED, key: typed}))
    (stop,) = answer.findings
    assert (stop.code, stop.severity, stop.cell) == ("unreadable_field", Severity.STOP, cell)
    assert "«" in stop.message
    assert answer.declaration is not None


def test_words_outside_of_the_list_of_methods_are_kept_as_text(tmp_path: Path) -> None:
    answer = read_one(tmp_path, form({"method": "Erfahrung der Verwalterin"}))
    assert answer.declaration is not None
    assert answer.declaration.method is Method.OTHER
    assert answer.declaration.method_text == "Erfahrung der Verwalterin"


@pytest.mark.parametrize("cross", ["ja", "Ja, seit 2024", "x", "X", "✓", True])
def test_a_cross_means_yes(tmp_path: Path, cross: str | bool) -> None:
    answer = read_one(tmp_path, form({"unchanged": cross}))
    assert answer.declaration is not None
    assert answer.declaration.unchanged


def test_a_municipality_without_limits_says_why(tmp_path: Path) -> None:
    answer = read_one(tmp_path, form({"no_limits_reason": "Es wird im Einzelfall entschieden."}))
    assert answer.declaration is not None
    assert answer.declaration.no_limits_reason == "Es wird im Einzelfall entschieden."
    assert answer.declaration.amounts == {}
    assert answer.findings == ()


@pytest.mark.parametrize("nothing", ["–", "nein", "entfällt", "trifft nicht zu", " "])
def test_a_dash_is_no_reason(tmp_path: Path, nothing: str) -> None:
    answer = read_one(tmp_path, form({**TYPED, "no_limits_reason": nothing}))
    assert answer.declaration == DECLARED


def test_new_limits_and_a_reason_for_none_contradict_each_other(tmp_path: Path) -> None:
    answer = read_one(tmp_path, form({**TYPED, "no_limits_reason": "keine nötig"}))
    assert stop_of(answer) == "unreadable_field"


def test_numbers_in_text_cells_are_read_as_people_see_them(tmp_path: Path) -> None:
    answer = read_one(tmp_path, form({"decision_number": 45, "contact_phone": 611112233}))
    assert answer.declaration is not None
    assert answer.declaration.decision.number == "45"
    assert answer.declaration.contact.phone == "611112233"


def test_an_older_form_is_read_and_noted(tmp_path: Path) -> None:
    answer = read_one(tmp_path, older_form())
    assert codes(answer) == ["older_form"]
    assert answer.form_version == 1
    assert answer.declaration is not None
    assert answer.declaration.amounts == DECLARED.amounts
    assert answer.declaration.rent_kind == DECLARED.rent_kind
    assert answer.declaration.interval == DECLARED.interval
    assert answer.declaration.valid_from == DECLARED.valid_from
    assert answer.declaration.method is Method.INDEX
    assert answer.declaration.contact.name == "Max Muster"


def test_an_older_form_without_hidden_sheet_says_its_year_in_the_title(tmp_path: Path) -> None:
    assert read_one(tmp_path, older_form(hidden=False)).recognition is Recognition.NUMBER
    assert stop_of(read_one(tmp_path, older_form(year=2026, hidden=False))) == "wrong_year"


def test_a_form_that_was_sent_twice_is_read_twice_the_same(tmp_path: Path) -> None:
    content = mail(("Formular.xlsx", form()), ("Formular (1).xlsx", form()))
    first, second = read(tmp_path, content, "Nachricht.eml")
    assert first.declaration == second.declaration == DECLARED
    assert first.sha256 == second.sha256


# ------------------------------------------------------------------ whose return


def test_a_form_of_a_sozialdienst_is_read_one_by_one(tmp_path: Path) -> None:
    content = several(
        {BOECKTEN: TYPED, BUUS: {**TYPED, "amount_p1": 910}, SISSACH: {"amount_p1": 920}},
        blocks=frozenset({Block.SHARED}),
    )
    answers = read(tmp_path, content)
    assert [one.declaration.bfs_number for one in answers if one.declaration] == [2842, 2844, 2861]
    amounts = [one.declaration.amounts[Category.P1] for one in answers if one.declaration]
    assert amounts == [900_00, 910_00, 920_00]
    assert {one.recognition for one in answers} == {Recognition.HIDDEN_SHEET}
    assert len({one.sha256 for one in answers}) == 1


def test_renamed_sheets_of_a_sozialdienst_are_told_apart_by_their_numbers(tmp_path: Path) -> None:
    def edit(workbook: OpenWorkbook) -> None:
        workbook["Böckten"].title = "A"
        workbook["Buus"].title = "Böckten"
        workbook.move_sheet("A", offset=1)

    content = several({BOECKTEN: {"amount_p1": 900}, BUUS: {"amount_p1": 910}})
    answers = read(tmp_path, edited(content, edit))
    limits = {
        one.declaration.bfs_number: one.declaration.amounts[Category.P1]
        for one in answers
        if one.declaration
    }
    assert limits == {BOECKTEN: 900_00, BUUS: 910_00}


def test_without_the_hidden_sheet_the_visible_number_counts(tmp_path: Path) -> None:
    answer = read_one(tmp_path, edited(form(), without_hidden_sheet))
    assert (answer.recognition, answer.findings) == (Recognition.NUMBER, ())
    assert answer.declaration == DECLARED


@pytest.mark.parametrize(
    "name", ["Böckten", "Boeckten", "Bökten", "gemeinde böckten", "Einwohnergemeinde Böckten (BL)"]
)
def test_a_name_alone_is_a_suggestion(tmp_path: Path, name: str) -> None:
    def edit(workbook: OpenWorkbook) -> None:
        without_hidden_sheet(workbook)
        workbook["Erhebung"]["B3"] = name
        workbook["Erhebung"]["B4"] = None

    answer = read_one(tmp_path, edited(form(), edit))
    assert (answer.recognition, answer.suggested_bfs) == (Recognition.NAME, BOECKTEN)
    assert codes(answer) == ["name_only"]
    assert answer.findings[0].cell == "Erhebung!B3"
    assert answer.declaration == DECLARED


def test_an_unknown_name_is_refused(tmp_path: Path) -> None:
    def edit(workbook: OpenWorkbook) -> None:
        without_hidden_sheet(workbook)
        workbook["Erhebung"]["B3"] = "Zürich"
        workbook["Erhebung"]["B4"] = None

    answer = read_one(tmp_path, edited(form(), edit))
    assert stop_of(answer) == "unknown_municipality"
    assert answer.declaration is None


@pytest.mark.parametrize(("cell", "value"), [("B4", BUUS), ("B3", "Buus")])
def test_somebody_elses_form_is_a_suggestion_to_confirm(
    tmp_path: Path, cell: str, value: str | int
) -> None:
    """Somebody took the form of Böckten and wrote Buus over it: what is visible decides."""

    def edit(workbook: OpenWorkbook) -> None:
        workbook["Erhebung"][cell] = value

    answer = read_one(tmp_path, edited(form(), edit))
    assert (answer.recognition, answer.suggested_bfs) == (Recognition.NAME, BUUS)
    assert answer.declaration is not None
    assert answer.declaration.bfs_number == BUUS
    (note,) = answer.findings
    assert note.code == "name_only"
    assert note.message.startswith("Das Formular nennt Buus und Böckten.")
    assert note.cell == "Erhebung!B3"


def test_a_number_and_a_name_that_disagree_are_a_suggestion(tmp_path: Path) -> None:
    def edit(workbook: OpenWorkbook) -> None:
        without_hidden_sheet(workbook)
        workbook["Erhebung"]["B3"] = "Buus"

    answer = read_one(tmp_path, edited(form(), edit))
    assert (answer.recognition, answer.suggested_bfs) == (Recognition.NAME, BOECKTEN)
    assert codes(answer) == ["name_only"]


def test_a_blank_form_with_optional_blocks_is_one_return(tmp_path: Path) -> None:
    def edit(workbook: OpenWorkbook) -> None:
        workbook["Erhebung"]["B3"] = "Aesch (BL), 2761"

    blank = form_workbook(request(blocks=frozenset({Block.SHARED})), {0: {"amount_shared": 600}})
    answer = read_one(tmp_path, edited(blank, edit))
    assert answer.declaration is not None
    assert answer.declaration.bfs_number == 2761
    assert answer.declaration.amounts == {Category.SHARED: 600_00}


def test_the_blank_form_is_recognised_by_the_choice(tmp_path: Path) -> None:
    def edit(workbook: OpenWorkbook) -> None:
        workbook["Erhebung"]["B3"] = "Böckten, 2842"

    blank = form_workbook(request(), {0: TYPED})
    answer = read_one(tmp_path, edited(blank, edit))
    assert answer.recognition is Recognition.NUMBER
    assert answer.declaration == DECLARED
    assert stop_of(read_one(tmp_path, blank)) == "unknown_municipality"


# ------------------------------------------------------------------ messages and folders


def test_the_day_of_the_message_is_the_day_at_the_office(tmp_path: Path) -> None:
    answer = read_one(tmp_path, mail(("Formular.xlsx", form())), "Nachricht.eml")
    assert answer.received_on == date(2026, 12, 12)
    assert answer.via is ReceivedVia.EMAIL
    assert answer.file == "Nachricht.eml › Formular.xlsx"
    assert answer.declaration == DECLARED


def test_other_attachments_stay_with_every_return_of_the_message(tmp_path: Path) -> None:
    two = several({BOECKTEN: TYPED, BUUS: TYPED})
    content = mail(("Formular.xlsx", two), ("Protokollauszug.pdf", PDF))
    answers = read(tmp_path, content, "Nachricht.eml")
    assert len(answers) == 2
    for one in answers:
        (attachment,) = one.attachments
        assert (attachment.name, attachment.content) == ("Protokollauszug.pdf", PDF)


def test_a_workbook_beside_the_form_is_an_attachment(tmp_path: Path) -> None:
    other = edited(form(), lambda workbook: workbook.remove(workbook["Erhebung"]))
    content = mail(("Berechnung.xlsx", other), ("Formular.xlsx", form()))
    answer = read_one(tmp_path, content, "Nachricht.eml")
    assert answer.declaration == DECLARED
    assert [attachment.name for attachment in answer.attachments] == ["Berechnung.xlsx"]


def test_a_message_with_only_a_scan_is_typed_in_by_hand(tmp_path: Path) -> None:
    answer = read_one(tmp_path, mail(("Scan.pdf", PDF)), "Nachricht.eml")
    assert answer.manual
    assert answer.declaration is None
    assert answer.findings == ()
    assert [attachment.content for attachment in answer.attachments] == [PDF]


@pytest.mark.parametrize("name", ["Scan.pdf", "Brief.JPG", "Seite 1.png"])
def test_a_scan_alone_is_typed_in_by_hand(tmp_path: Path, name: str) -> None:
    answer = read_one(tmp_path, PDF, name)
    assert answer.manual
    assert [attachment.name for attachment in answer.attachments] == [name]


def test_a_message_without_anything_says_so(tmp_path: Path) -> None:
    assert stop_of(read_one(tmp_path, mail(), "Nachricht.eml")) == "not_a_form"


def test_zip_folders_and_folders_are_opened_in_the_order_of_their_names(tmp_path: Path) -> None:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as folder:
        folder.writestr("Bezirk/b.xlsx", form())
        folder.writestr("a.eml", mail(("Formular.xlsx", form({"amount_p1": 950}))))
        folder.writestr("__MACOSX/._b.xlsx", b"junk")
    inbox = tmp_path / "Eingang"
    (inbox / "unter").mkdir(parents=True)
    (inbox / "unter" / "alles.zip").write_bytes(buffer.getvalue())
    (inbox / "~$Formular.xlsx").write_bytes(b"lock")
    (inbox / "c.xlsx").write_bytes(form())
    answers = read_paths([inbox], municipalities=MUNICIPALITIES, year=YEAR)
    assert [one.file for one in answers] == [
        "c.xlsx",
        "alles.zip › Bezirk/b.xlsx",
        "alles.zip › a.eml › Formular.xlsx",
    ]
    assert all(one.declaration for one in answers)


def test_one_bad_file_never_hurts_the_others(tmp_path: Path) -> None:
    content = mail(("kaputt.xlsx", form()[:2000]), ("Formular.xlsx", form()))
    broken, good = read(tmp_path, content, "Nachricht.eml")
    assert stop_of(broken) == "unreadable"
    assert good.declaration == DECLARED


def test_outlook_messages_are_opened(tmp_path: Path) -> None:
    """Written by an independent OLE writer; sent 2026-12-18 23:15 UTC."""
    answer = read_one(tmp_path, (RETURNS / "outlook.msg").read_bytes(), "Nachricht.msg")
    assert answer.declaration == DECLARED
    assert answer.received_on == date(2026, 12, 19)
    assert answer.file == "Nachricht.msg › Formular Böckten.xlsx"
    assert [attachment.name for attachment in answer.attachments] == ["Protokollauszug.pdf"]


def test_an_outlook_message_with_only_a_scan_is_typed_in_by_hand() -> None:
    (answer,) = read_paths([RETURNS / "scan.msg"], municipalities=MUNICIPALITIES, year=YEAR)
    assert answer.manual
    assert [attachment.name for attachment in answer.attachments] == ["SCAN.PDF"]


def test_progress_is_told_and_work_can_be_cancelled(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.xlsx").write_bytes(form())
    told: list[tuple[int, int]] = []
    read_paths(
        [tmp_path],
        municipalities=MUNICIPALITIES,
        year=YEAR,
        progress=lambda done, total: told.append((done, total)),
    )
    assert told == [(1, 3), (2, 3), (3, 3)]
    with pytest.raises(Cancelled):
        read_paths(
            [tmp_path], municipalities=MUNICIPALITIES, year=YEAR, cancelled=lambda: len(told) == 3
        )


def test_returns_can_travel_between_processes(tmp_path: Path) -> None:
    answer = read_one(tmp_path, form())
    assert pickle.loads(pickle.dumps(answer)) == answer


def test_the_council_is_recognised_by_its_short_form(tmp_path: Path) -> None:
    answer = read_one(tmp_path, form({"decision_body": "GR"}))
    assert answer.declaration is not None
    assert answer.declaration.decision.body is DecisionBody.MUNICIPAL_COUNCIL


def test_shuffled_rows_of_labels_are_found_again(tmp_path: Path) -> None:
    """Empty rows anywhere above and inside the table, ten times."""
    chance = random.Random(7)

    def edit(workbook: OpenWorkbook) -> None:
        sheet = workbook["Erhebung"]
        for _ in range(5):
            sheet.insert_rows(chance.randint(1, 20))

    for _ in range(10):
        assert read_one(tmp_path, edited(form(), edit)).declaration == DECLARED


def test_an_amount_typed_into_the_cell_is_read(tmp_path: Path) -> None:
    def edit(workbook: OpenWorkbook) -> None:
        sheet = workbook["Erhebung"]
        sheet[answer_cell(sheet, "2 Personen")] = 1111.1

    answer = read_one(tmp_path, edited(form(), edit))
    assert answer.declaration is not None
    assert answer.declaration.amounts[Category.P2] == 1_111_10
