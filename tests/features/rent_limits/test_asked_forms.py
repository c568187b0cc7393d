"""The form as the KSA sends it, read by a Sozialdienst that begins with SozDesk."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from email.message import EmailMessage
from io import BytesIO

import pytest
from openpyxl import load_workbook
from own_examples import (
    BRETZWIL,
    LAUWIL,
    TODAY,
    own,
    own_declared,
    own_template,
    row_of,
    save,
)
from returns_kit import BY_NUMBER, MUNICIPALITIES

from sozdesk.features.rent_limits import files, queries, usecases
from sozdesk.features.rent_limits.terms import (
    MAIN_CATEGORIES,
    AncillaryMode,
    AskedForm,
    AskedPage,
    Block,
    Category,
    Contact,
    Extras,
    FormPage,
    FormRequest,
    ReceivedVia,
    ReturnState,
)
from sozdesk.kernel.errors import ReturnFileError, RuleViolation

__all__ = ["own", "own_template"]

LAST = own_declared(first=800, year=2026)
DUE = date(2027, 1, 15)


def form(*pages, blocks=frozenset(), **values):
    request = FormRequest(
        year=2027,
        due_on=DUE,
        valid_from=date(2027, 1, 1),
        blocks=blocks,
        file_name="Formular.xlsx",
        title="Formular",
        pages=pages or (page(),),
        created=datetime(2026, 11, 2, tzinfo=UTC),
    )
    return files.form_workbook(replace(request, **values))


def page(bfs=BRETZWIL, previous=LAST):
    contact = previous.contact if previous else Contact()
    return FormPage(municipality=BY_NUMBER[bfs], previous=previous, contact=contact)


def read(tmp_path, content, name="Formular.xlsx"):
    path = tmp_path / name
    path.write_bytes(content)
    return files.read_asked(path, MUNICIPALITIES)


# ------------------------------------------------------------------ reading


def test_the_form_knows_the_deadline_and_last_years_values(tmp_path):
    asked = read(tmp_path, form())
    assert (asked.year, asked.due_on, asked.valid_from) == (2027, DUE, date(2027, 1, 1))
    (only,) = asked.pages
    assert only.bfs_number == BRETZWIL
    # everything but the Basis, which the form asks anew and does not show
    assert only.previous == replace(LAST, method=None)


def test_the_blocks_that_are_asked_come_with_their_values(tmp_path):
    extras = Extras(
        ancillary_mode=AncillaryMode.FLAT,
        ancillary_amounts=dict.fromkeys(MAIN_CATEGORIES, 120_00),
        counter_amounts=dict.fromkeys(MAIN_CATEGORIES, 950_00),
        heating_included=False,
        index_name="LIK",
        index_base=104_000,
        index_date=date(2023, 12, 31),
    )
    amounts = {**LAST.amounts, Category.YOUNG_ADULT: 600_00}
    last = replace(LAST, extras=extras, amounts=amounts)
    blocks = frozenset({Block.ANCILLARY, Block.INDEX, Block.YOUNG_ADULTS})
    asked = read(tmp_path, form(page(previous=last), blocks=blocks))
    assert asked.blocks == blocks
    assert asked.pages[0].previous == replace(last, method=None)


def test_a_form_of_several_municipalities_knows_each_of_them(tmp_path):
    lauwil = own_declared(LAUWIL, 820, year=2026)
    asked = read(tmp_path, form(page(), page(LAUWIL, lauwil)))
    assert {one.bfs_number: one.previous.amounts[Category.P1] for one in asked.pages} == {
        BRETZWIL: 800_00,
        LAUWIL: 820_00,
    }


def test_without_values_of_last_year_there_is_no_last_year(tmp_path):
    (only,) = read(tmp_path, form(page(previous=None))).pages
    assert only.previous is None


def test_the_blank_form_knows_the_deadline_only(tmp_path):
    asked = read(tmp_path, form(pages=(), choices=MUNICIPALITIES))
    assert (asked.pages, asked.due_on) == ((), DUE)


def test_a_form_without_a_readable_deadline_names_none(tmp_path):
    asked = read(tmp_path, form(change_from=date(2027, 7, 1)))  # «Senden Sie …» without a day
    assert asked.due_on is None


def test_the_form_is_found_in_the_mail_that_brought_it(tmp_path):
    message = EmailMessage()
    message["From"], message["To"] = "ksa@example.ch", "dienst@example.ch"
    message["Subject"] = "Mietzinsgrenzwerte 2027"
    message.set_content("Im Anhang das Formular.")
    for name, content in (("Brief.pdf", b"%PDF-1.4"), ("Formular.xlsx", form())):
        message.add_attachment(
            content, maintype="application", subtype="octet-stream", filename=name
        )
    assert read(tmp_path, message.as_bytes(), "Nachricht.eml").file_name == "Formular.xlsx"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("Brief.pdf", b"%PDF-1.4", "«Brief.pdf» ist nicht das Formular des Kantonalen Sozialamts."),
        ("alt.xlsx", b"PK\x03\x04 torn", "Die Datei lässt sich nicht lesen."),
    ],
)
def test_another_file_is_refused_with_the_reason(tmp_path, name, content, said):
    with pytest.raises(ReturnFileError) as error:
        read(tmp_path, content, name)
    assert said in str(error.value)


def test_a_file_that_is_gone_is_named(tmp_path):
    with pytest.raises(ReturnFileError, match="gibt es nicht mehr"):
        files.read_asked(tmp_path / "weg.xlsx", MUNICIPALITIES)


# ------------------------------------------------------------------ keeping


def take(archive, asked):
    return archive.run(usecases.take_asked_form, usecases.TakeAskedForm(asked))


def asked(*pages, **values):
    usual = {
        "file_name": "Formular.xlsx",
        "year": 2027,
        "due_on": DUE,
        "valid_from": date(2027, 1, 1),
        "blocks": frozenset({Block.INDEX}),
    }
    return AskedForm(pages=pages, **{**usual, **values})


def test_deadline_questions_and_last_year_are_kept(own):
    outcome = take(own, asked(AskedPage(bfs_number=BRETZWIL, previous=LAST)))
    assert outcome.summary == (
        "Formular 2027 des KSA gelesen: Frist 15.01.2027, Werte 2026 von Bretzwil"
    )
    round_ = own.query(queries.round_of, 2027)
    assert (round_.due_on, round_.blocks) == (DUE, frozenset({Block.INDEX}))
    assert row_of(own).previous == LAST
    (kept,) = row_of(own, year=2026).revisions
    assert (kept.via, kept.state, kept.file_name) == (
        ReceivedVia.FILE,
        ReturnState.RECORDED,
        "Formular.xlsx",
    )
    assert row_of(own).due_on == DUE


def test_what_lies_in_the_file_already_is_left_alone(own):
    save(own, own_declared(first=810, year=2026))
    outcome = take(own, asked(AskedPage(bfs_number=BRETZWIL, previous=LAST)))
    assert "Werte" not in outcome.summary
    assert row_of(own, year=2026).draft.declaration == own_declared(first=810, year=2026)


def test_the_same_form_twice_keeps_one_last_year(own):
    once = asked(AskedPage(bfs_number=BRETZWIL, previous=LAST))
    take(own, once)
    take(own, once)
    assert len(row_of(own, year=2026).revisions) == 1


def test_a_form_without_a_deadline_leaves_the_known_one(own):
    take(own, asked())
    take(own, asked(due_on=None, valid_from=None, blocks=frozenset()))
    round_ = own.query(queries.round_of, 2027)
    assert (round_.due_on, round_.valid_from, round_.blocks) == (
        DUE,
        date(2027, 1, 1),
        frozenset(),
    )


def test_a_form_of_others_is_refused(own):
    with pytest.raises(RuleViolation) as error:
        take(own, asked(AskedPage(bfs_number=2861, previous=None)))
    assert str(error.value) == (
        "«Formular.xlsx» ist für eine andere Gemeinde. Ihre Stelle meldet für Bretzwil, Lauwil und "
        "Reigoldswil."
    )
    assert own.query(queries.round_of, 2027) is None


def test_reading_the_form_can_be_undone(own):
    take(own, asked(AskedPage(bfs_number=BRETZWIL, previous=LAST)))
    own.undo_last()
    assert own.query(queries.rounds) == ()
    assert row_of(own).previous is None


def test_the_cantonal_office_reads_no_form_of_its_own(archive):
    with pytest.raises(RuleViolation, match="Grenzwerte meldet die Gemeinde"):
        take(archive, asked())
    with pytest.raises(RuleViolation):
        archive.run(usecases.set_deadline, usecases.SetDeadline(year=2027, due_on=DUE))


def test_the_deadline_of_the_letter_is_noted(own):
    command = usecases.SetDeadline(year=2027, due_on=DUE)
    assert own.run(usecases.set_deadline, command).summary == "Frist 2027: 15.01.2027"
    assert {row.due_on for row in own.query(queries.own_rows, TODAY)} == {DUE}


def test_a_deadline_before_the_call_is_refused(own):
    command = usecases.SetDeadline(year=2027, due_on=date(2026, 10, 1))
    with pytest.raises(RuleViolation, match="liegt vor dem Versand"):
        own.run(usecases.set_deadline, command)


def test_the_first_declaration_is_filled_with_what_the_form_knew(own, tmp_path):
    take(own, read(tmp_path, form()))
    assert row_of(own).previous == replace(LAST, method=None)


def rewritten(content, change):
    """The form with other texts in its cells and without its hidden name."""
    book = load_workbook(BytesIO(content))
    for name in [one for one in book.sheetnames if book[one].sheet_state != "visible"]:
        del book[name]
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    cell.value = change(str(cell.value))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_form_without_a_year_is_not_usable(tmp_path):
    content = rewritten(form(), lambda text: text.replace("2027", "").replace("2026", ""))
    with pytest.raises(ReturnFileError, match="ist nicht das Formular des Kantonalen Sozialamts"):
        read(tmp_path, content)


def test_a_deadline_that_is_no_day_is_none(tmp_path):
    content = rewritten(form(), lambda text: text.replace("15.01.2027", "31.02.2027"))
    assert read(tmp_path, content).due_on is None
