"""The form that goes out: what is locked, what is filled in, how it prints."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from datetime import datetime
from io import BytesIO

import openpyxl
import pytest
from openpyxl.workbook import Workbook as OpenWorkbook
from openpyxl.worksheet.worksheet import Worksheet as OpenSheet
from returns_kit import (
    BOECKTEN,
    BUUS,
    LAST_YEAR,
    MUNICIPALITIES,
    SISSACH,
    answer_cell,
    page,
    request,
)

from sozdesk.features.rent_limits.files import fields as form_fields
from sozdesk.features.rent_limits.files import form_workbook
from sozdesk.features.rent_limits.terms import MAX_PAGES, Block, FormRequest

ALL_BLOCKS = frozenset(Block)
MUST_TOUCH = [
    "1 Person",
    "2 Personen",
    "3 Personen",
    "4 Personen",
    "5 Personen",
    "jede weitere Person",
    "netto oder brutto",
    "Monat oder Jahr",
    "Basis der Werte",
    "Beschluss vom",
    "beschlossen durch",
    "Beschluss-Nr.",
]
"""Twelve, if nothing is known from last year. Valid from and contact are filled in."""


def opened(form: FormRequest) -> OpenWorkbook:
    return openpyxl.load_workbook(BytesIO(form_workbook(form)))


def unlocked(sheet: OpenSheet) -> list[str]:
    return [
        cell.coordinate
        for row in sheet.iter_rows()
        for cell in row
        if type(cell).__name__ == "Cell" and not cell.protection.locked
    ]


def labels(sheet: OpenSheet) -> dict[int, str]:
    return {row[0].row: str(row[0].value) for row in sheet.iter_rows(max_col=1) if row[0].value}


def test_last_years_values_stand_left_and_are_filled_in() -> None:
    sheet = opened(request(page()))["Erhebung"]
    place = answer_cell(sheet, "4 Personen")
    assert sheet[place].value == 1450.5
    assert sheet[place.replace("C", "B")].value == 1450.5
    assert [sheet["A6"].value, sheet["B6"].value, sheet["C6"].value] == ["Haushalt", 2026, 2027]
    assert sheet[answer_cell(sheet, "gültig ab")].value == datetime(2027, 1, 1)  # noqa: DTZ001 - a cell
    assert sheet[answer_cell(sheet, "Kontaktperson")].value == "Rita Beispiel"


def test_the_decision_and_the_review_are_asked_anew() -> None:
    sheet = opened(request(page()))["Erhebung"]
    for label in (
        "Beschluss vom",
        "Beschluss-Nr.",
        "unverändert übernommen",
        "zuletzt überprüft am",
    ):
        assert sheet[answer_cell(sheet, label)].value is None


def test_the_change_is_a_formula() -> None:
    sheet = opened(request(page()))["Erhebung"]
    assert sheet["D7"].value == '=IF(AND(ISNUMBER(B7),ISNUMBER(C7)),IF(B7=0,"",C7/B7-1),"")'


@pytest.mark.parametrize("blocks", [frozenset(), ALL_BLOCKS])
def test_only_answers_are_unlocked_and_no_password_is_needed(blocks: frozenset[Block]) -> None:
    book = opened(request(page(), blocks=blocks))
    for sheet in book.worksheets:
        assert sheet.protection.sheet
        assert not sheet.protection.password
        assert all(re.fullmatch(r"[CD]\d+", place) for place in unlocked(sheet))
    asked = [
        label
        for row, label in labels(book["Erhebung"]).items()
        if f"C{row}" in unlocked(book["Erhebung"])
    ]
    assert asked == [field.label for field in form_fields.MAIN_FIELDS]


def test_a_village_touches_at_most_twelve_fields() -> None:
    """Every other field is filled in, optional, or only for those it concerns."""
    assert len(MUST_TOUCH) <= 12
    known = {field.label for field in form_fields.MAIN_FIELDS}
    assert set(MUST_TOUCH) <= known
    book = opened(request(page(previous=None)))
    sheet = book["Erhebung"]
    empty = [label for label in MUST_TOUCH if sheet[answer_cell(sheet, label)].value is None]
    assert empty == MUST_TOUCH
    again = opened(request(page()))["Erhebung"]
    left = [label for label in MUST_TOUCH if again[answer_cell(again, label)].value is None]
    assert left == ["Basis der Werte", "Beschluss vom", "Beschluss-Nr."]  # asked anew every year


def test_lists_are_binding_and_amounts_only_warn() -> None:
    sheet = opened(request(page()))["Erhebung"]
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    assert rules[answer_cell(sheet, "netto oder brutto")].type == "list"
    assert rules[answer_cell(sheet, "netto oder brutto")].errorStyle in {None, "stop"}
    assert rules["C7"].errorStyle == "warning"
    assert rules["C7"].errorTitle == "Ist das ein Betrag?"
    assert rules["C7"].error == "Betrag in Franken, zum Beispiel 1050 oder 1'050.50"
    assert rules[answer_cell(sheet, "gültig ab")].errorStyle == "warning"


def test_every_field_that_is_not_free_text_explains_itself() -> None:
    book = opened(request(page(), blocks=ALL_BLOCKS))
    for name in ("Erhebung", "Zusatzangaben"):
        for rule in book[name].data_validations.dataValidation:
            assert rule.prompt
            assert rule.error
            assert len(rule.promptTitle) <= 32


@pytest.mark.parametrize(
    ("blocks", "sheets"),
    [
        (frozenset(), ["Erhebung", "Erläuterungen", "_sozdesk"]),
        (frozenset({Block.INDEX}), ["Erhebung", "Zusatzangaben", "Erläuterungen", "_sozdesk"]),
    ],
)
def test_the_second_sheet_comes_only_with_blocks(
    blocks: frozenset[Block], sheets: list[str]
) -> None:
    assert opened(request(page(), blocks=blocks)).sheetnames == sheets


@pytest.mark.parametrize(
    ("block", "label"),
    [
        (Block.YOUNG_ADULTS, "18- bis 25-Jährige"),
        (Block.SHARED, "WG oder Einzelzimmer"),
        (Block.EMERGENCY, "Notwohnung"),
        (Block.ANCILLARY, "Nebenkosten 3 Personen"),
        (Block.INDEX, "Indexstand der letzten Anpassung"),
        (Block.ADVERTS, "Anzahl ausgewertete Inserate"),
        (Block.ABOVE_LIMIT, "davon über dem Grenzwert"),
    ],
)
def test_a_block_brings_only_its_own_questions(block: Block, label: str) -> None:
    sheet = opened(request(page(), blocks=frozenset({block})))["Zusatzangaben"]
    asked = {text for row, text in labels(sheet).items() if f"C{row}" in unlocked(sheet)}
    own = {field.label for row in form_fields.BLOCKS[block][1] for field in row}
    assert label in asked
    assert asked == own


def test_no_two_questions_of_a_form_share_a_label() -> None:
    """Fields are found by their labels: a second column is the only exception."""
    for layout in form_fields.LAYOUTS:
        found = [field.label for field in layout.fields if field.column == 0]
        assert len(found) == len(set(found))
    sheet = opened(request(page(), blocks=ALL_BLOCKS))["Zusatzangaben"]
    shown = list(labels(sheet).values())
    assert len(shown) == len(set(shown))


def test_every_sheet_prints_on_one_a4_page() -> None:
    book = opened(request(page(), page(BUUS, previous=None), blocks=ALL_BLOCKS))
    for sheet in book.worksheets[:-1]:
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "portrait")
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) in {(1, 1), (None, None)}
        assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_the_deadline_and_where_to_send_it_are_on_the_form() -> None:
    text = str(opened(request(page()))["Erhebung"]["A2"].value)
    assert "31.12.2026" in text
    assert "Kantonale Sozialamt" in text


def test_sample_forms_say_so_on_every_sheet() -> None:
    book = opened(request(page(), blocks=ALL_BLOCKS, sample=True))
    for sheet in book.worksheets[:-1]:
        assert sheet["D1"].value == "Beispieldaten – frei erfunden"
        assert "Beispieldaten – frei erfunden" in sheet.oddFooter.left.text
    real = opened(request(page(), blocks=ALL_BLOCKS))
    assert all(sheet["D1"].value is None for sheet in real.worksheets[:-1])


def test_a_sozialdienst_gets_sheets_for_each_municipality() -> None:
    pages = [page(number, previous=None) for number in (BOECKTEN, BUUS, SISSACH)]
    book = opened(request(*pages, blocks=frozenset({Block.SHARED})))
    assert book.sheetnames == [
        "Böckten",
        "Böckten Zusatz",
        "Buus",
        "Buus Zusatz",
        "Sissach",
        "Sissach Zusatz",
        "Erläuterungen",
        "_sozdesk",
    ]
    assert book["Buus"]["B3"].value == "Buus"
    assert book["Buus Zusatz"]["B4"].value == BUUS


def test_the_blank_form_offers_every_municipality() -> None:
    book = opened(request())
    sheet = book["Erhebung"]
    assert sheet["B3"].value == "Gemeinde wählen"
    (rule,) = [one for one in sheet.data_validations.dataValidation if str(one.sqref) == "B3"]
    first, last = re.findall(r"\$(\d+)", str(rule.formula1))
    listed = [book["_sozdesk"].cell(row, 1).value for row in range(int(first), int(last) + 1)]
    assert listed == [f"{town.official_name}, {town.bfs_number}" for town in MUNICIPALITIES]
    assert len(listed) == 86
    assert sheet["B4"].value == '=IFERROR(VALUE(RIGHT(B3,4)),"")'


def test_the_hidden_sheet_knows_version_year_and_whose_sheet_is_whose() -> None:
    book = opened(request(page(), page(BUUS, previous=None)))
    hidden = book["_sozdesk"]
    assert hidden.sheet_state == "hidden"
    rows = [tuple(value for value in row if value) for row in hidden.iter_rows(values_only=True)]
    assert rows == [
        ("sozdesk-formular",),
        ("formular", "Mietzinsgrenzwerte"),
        ("version", 2),
        ("jahr", 2027),
        ("gemeinde", BOECKTEN, "Böckten"),
        ("gemeinde", BUUS, "Buus"),
    ]


def test_the_same_request_gives_the_same_bytes() -> None:
    form = request(page(), blocks=ALL_BLOCKS)
    assert form_workbook(form) == form_workbook(form)


def test_a_name_that_looks_like_a_formula_stays_text() -> None:
    contact = replace(LAST_YEAR.contact, name="=2+2")
    sheet = opened(request(page(previous=replace(LAST_YEAR, contact=contact))))["Erhebung"]
    cell = sheet[answer_cell(sheet, "Kontaktperson")]
    assert (cell.value, cell.data_type) == ("=2+2", "s")


def test_a_form_holds_no_macros_links_or_passwords() -> None:
    with zipfile.ZipFile(BytesIO(form_workbook(request(page(), blocks=ALL_BLOCKS)))) as package:
        names = package.namelist()
        text = b"".join(package.read(name) for name in names)
    assert not [name for name in names if "vba" in name or "externalLink" in name]
    assert b"hyperlink" not in text
    assert b"password=" not in text


def test_too_many_municipalities_for_one_workbook_are_a_mistake_of_the_caller() -> None:
    pages = [page(town.bfs_number, previous=None) for town in MUNICIPALITIES[: MAX_PAGES + 1]]
    with pytest.raises(ValueError, match="19"):
        form_workbook(request(*pages))
