"""Form and pdf of an own declaration: what they say, and that the form reads back as declared."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from own_examples import BRETZWIL, LAUWIL, own, own_declared, own_template, sign
from own_examples import finish as finish_own
from pypdf import PdfReader
from returns_kit import MUNICIPALITIES

from sozdesk.features.rent_limits import files, queries, rules, usecases
from sozdesk.features.rent_limits.reports import declaration_report
from sozdesk.features.rent_limits.terms import (
    MAIN_CATEGORIES,
    AncillaryMode,
    Around,
    Block,
    Category,
    ComparisonBasis,
    Contact,
    Decision,
    DecisionBody,
    Declaration,
    Derivation,
    Extras,
    FormPage,
    FormRequest,
    IndexBasis,
    IndexValue,
    Interval,
    Method,
    Offer,
    OwnDocuments,
    QuantileBasis,
    RentKind,
    RoomRange,
)
from sozdesk.kernel.municipality import Municipality

__all__ = ["own", "own_template"]

TOWN = Municipality(BRETZWIL, "Bretzwil", "Bretzwil", "Waldenburg")
NOW = datetime(2026, 12, 8, 9, tzinfo=UTC)
JULY = date(2027, 7, 1)


def documents(declaration=None, previous=None, **values):
    declaration = declaration or own_declared()
    change_from = values.get("change_from")
    request = FormRequest(
        year=2027,
        due_on=date(2026, 12, 31),
        valid_from=change_from or date(2027, 1, 1),
        blocks=rules.blocks_of(declaration),
        file_name="Mietzinsgrenzwerte_2027_2883_Bretzwil.xlsx",
        title="Bretzwil",
        pages=(FormPage(municipality=TOWN, previous=previous),),
        created=NOW,
        change_from=change_from,
    )
    usual = {
        "request": request,
        "declaration": declaration,
        "previous": previous,
        "office": "Sozialdienst Beispieltal",
        "signatories": (),
        "derivation": None,
        "revision": 1,
        "replaces": None,
        "change_from": None,
        "now": NOW,
        "today": date(2026, 12, 8),
        "sample": False,
    }
    return OwnDocuments(**{**usual, **values})


def read_back(tmp_path, form):
    path = tmp_path / form.name
    path.write_bytes(form.content)
    return files.read_paths([path], municipalities=MUNICIPALITIES, year=2027)


def pdf_text(tmp_path, asked):
    _form, pdf = usecases.made_documents(asked)
    path = tmp_path / pdf.name
    path.write_bytes(pdf.content)
    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


def is_upright(path):
    box = PdfReader(path).pages[0].mediabox
    return box.height > box.width


def test_a_correction_says_what_was_reported_before_and_what_is_right(tmp_path):
    before = own_declared(first=840, remark="", method=Method.ADVERTS)
    now = own_declared(first=830, remark="Tippfehler", method=Method.ADVERTS)
    asked = documents(now, replaced=before, replaces=date(2026, 12, 5), revision=2)
    (table,) = [one for one in declaration_report(asked).tables if one.title == "Berichtigt"]
    assert ("1 Person", "840.00", "830.00") in table.rows
    assert ("Bemerkung", "–", "Tippfehler") in table.rows
    assert "Kontakt" not in {row[0] for row in table.rows}
    assert "1 Person 840.00 830.00" in " ".join(pdf_text(tmp_path, asked).split())


def test_a_first_version_and_one_that_differs_in_no_words_correct_nothing():
    for replaced in (None, own_declared()):
        asked = documents(own_declared(), replaced=replaced)
        assert [one.title for one in declaration_report(asked).tables] == ["Grenzwerte"]


EVERYTHING = own_declared(
    amounts={
        **own_declared().amounts,
        Category.YOUNG_ADULT: 600_00,
        Category.SHARED: 550_50,
        Category.EMERGENCY: 900_00,
    },
    method=Method.OTHER,
    method_text="Vergleich mit der Region",
    unchanged=True,
    last_reviewed_on=date(2026, 12, 1),
    remark="Eine Bemerkung",
    extras=Extras(
        ancillary_mode=AncillaryMode.ON_ACCOUNT,
        ancillary_amounts=dict.fromkeys(MAIN_CATEGORIES, 120_00),
        counter_amounts=dict.fromkeys(MAIN_CATEGORIES, 1_200_00),
        heating_included=True,
        index_name="Landesindex der Konsumentenpreise",
        index_base=107_400,
        index_date=date(2025, 12, 31),
        adverts_count=34,
        adverts_below=12,
        adverts_period="Sept. bis Nov. 2026",
        adverts_source="Portale",
        households_above="1-4",
    ),
)
PENDING = own_declared(
    decision=Decision(pending=True, meeting_on=date(2027, 1, 20), body=DecisionBody.OTHER)
)
NONE = own_declared(amounts={}, no_limits_reason="zurzeit niemand in Miete", rent_kind=None)
YEARLY = own_declared(first=9_960, interval=Interval.YEAR, rent_kind=RentKind.GROSS)


# ------------------------------------------------------------------ the form


@pytest.mark.parametrize("declaration", [own_declared(), EVERYTHING, PENDING, NONE, YEARLY])
@pytest.mark.parametrize("previous", [None, own_declared(first=800, year=2026), EVERYTHING])
def test_the_form_reads_back_exactly_as_declared(tmp_path, declaration, previous):
    form, _pdf = usecases.made_documents(documents(declaration, previous))
    (read,) = read_back(tmp_path, form)
    assert read.declaration == declaration
    assert read.findings == ()
    assert form.name == "Mietzinsgrenzwerte_2027_2883_Bretzwil.xlsx"


def test_every_block_stands_on_the_form_that_answers_all_of_them(tmp_path):
    assert rules.blocks_of(EVERYTHING) == frozenset(Block)


def test_what_was_emptied_does_not_come_back_from_last_year(tmp_path):
    less = own_declared(contact=Contact(email="dienst@example.ch"))
    less = replace(less, amounts={k: v for k, v in less.amounts.items() if k != Category.FURTHER})
    form, _pdf = usecases.made_documents(documents(less, EVERYTHING))
    (read,) = read_back(tmp_path, form)
    assert read.declaration == less


def test_a_change_is_the_same_form_and_read_as_a_change(tmp_path):
    changed = own_declared(first=900, valid_from=JULY)
    form, _pdf = usecases.made_documents(documents(changed, own_declared(), change_from=JULY))
    (read,) = read_back(tmp_path, form)
    assert read.declaration == changed
    recorded = own_declared()
    assert rules.change_from(changed, recorded, date(2027, 1, 1)) == JULY


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), max_size=20).filter(
    lambda text: text.strip("-–—−_. ") == text and "|" not in text
)
RAPPEN = st.integers(0, 9_999_99)
DAYS = st.none() | st.dates(date(2000, 1, 1), date(2090, 12, 31))
BY_CATEGORY = st.dictionaries(st.sampled_from(MAIN_CATEGORIES), RAPPEN)
COUNTS = st.none() | st.integers(0, 9_999)


@st.composite
def declarations(draw):
    method = draw(st.none() | st.sampled_from(Method))
    return Declaration(
        bfs_number=BRETZWIL,
        year=2027,
        amounts=draw(st.dictionaries(st.sampled_from(Category), RAPPEN)),
        rent_kind=draw(st.none() | st.sampled_from(RentKind)),
        interval=draw(st.none() | st.sampled_from(Interval)),
        valid_from=draw(DAYS),
        decision=Decision(
            decided_on=draw(DAYS),
            body=draw(st.none() | st.sampled_from(DecisionBody)),
            number=draw(WORDS),
            pending=draw(st.booleans()),
            meeting_on=draw(DAYS),
        ),
        method=method,
        method_text=draw(WORDS) if method else "",
        unchanged=draw(st.booleans()),
        last_reviewed_on=draw(DAYS),
        contact=Contact(name=draw(WORDS), email=draw(WORDS), phone=draw(WORDS)),
        remark=draw(WORDS),
        extras=Extras(
            ancillary_mode=draw(st.none() | st.sampled_from(AncillaryMode)),
            ancillary_amounts=draw(BY_CATEGORY),
            counter_amounts=draw(BY_CATEGORY),
            heating_included=draw(st.none() | st.booleans()),
            index_base=draw(COUNTS),
            index_date=draw(DAYS),
            adverts_count=draw(COUNTS),
            adverts_below=draw(COUNTS),
            adverts_period=draw(WORDS),
            adverts_source=draw(WORDS),
            households_above=draw(st.sampled_from(["", "none", "1-4", "7"])),
        ),
    )


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(declarations(), st.none() | declarations())
def test_whatever_is_declared_reads_back_from_its_form(tmp_path, declaration, previous):
    asked = documents(declaration, previous)
    typed = {BRETZWIL: files.whole_contents(declaration)}
    form = files.form_workbook(asked.request, typed)
    path = tmp_path / "form.xlsx"
    path.write_bytes(form)
    (read,) = files.read_paths([path], municipalities=MUNICIPALITIES, year=2027)
    assert read.declaration == declaration


def test_the_same_declaration_gives_the_same_bytes():
    asked = documents(EVERYTHING, own_declared(year=2026))
    assert usecases.made_documents(asked) == usecases.made_documents(asked)


# ------------------------------------------------------------------ the pdf


def test_the_pdf_says_what_is_signed(tmp_path, approved):
    text = pdf_text(
        tmp_path,
        documents(
            EVERYTHING,
            own_declared(first=810, year=2026),
            signatories=(("Vera Vorsitz", "Präsidium"), ("Anton Akten", "Aktuariat")),
            sample=True,
        ),
    )
    approved("declaration.pdf.txt", f"{text}\n")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (
            {"revision": 2, "replaces": date(2026, 12, 1)},
            "Berichtigung: Version 2 ersetzt Version 1 vom 01.12.2026",
        ),
        ({"change_from": JULY}, "Neuer Beschluss (Änderung), gültig ab 01.07.2027"),
        ({}, "Name, Funktion, Unterschrift"),
        ({"signatories": (("Vera Vorsitz", "Präsidium"),)}, "Vera Vorsitz, Präsidium"),
    ],
)
def test_the_pdf_says_which_version_it_is_and_who_signs(tmp_path, values, said):
    text = pdf_text(tmp_path, documents(previous=own_declared(first=810, year=2026), **values))
    assert said in text
    assert "Beispieldaten" not in text
    assert "Seite 1 von 1" in text


def test_without_limits_the_pdf_says_why_and_shows_no_table(tmp_path):
    text = pdf_text(tmp_path, documents(NONE))
    assert "Keine Grenzwerte, weil zurzeit niemand in Miete" in " ".join(text.split())
    assert "Haushalt" not in text
    assert "Basis" not in text


def test_gross_beside_net_shows_no_change(tmp_path):
    text = pdf_text(tmp_path, documents(YEARLY, own_declared(year=2026)))
    assert "Beträge in CHF brutto pro Jahr. Vorher: CHF netto pro Monat." in text
    assert "%" not in text


def derived(basis, **francs):
    return Derivation(
        amounts={Category(key): value * 100 for key, value in francs.items()},
        rent_kind=RentKind.NET,
        interval=Interval.MONTH,
        basis=basis,
    )


def test_the_pdf_shows_how_offers_led_to_the_limits_and_where_they_differ(tmp_path):
    basis = QuantileBasis(
        percent=50,
        offers=tuple(Offer(35, francs * 100) for francs in (1_050, 1_180, 1_200, 1_400)),
        ranges=(RoomRange(Category.P3, 30, 35),),
        step=10_00,
        period="Herbst 2026",
        source="drei Portale",
    )
    found = derived(basis, p3=1_180)
    text = pdf_text(tmp_path, documents(own_declared(), derivation=found))
    assert "Quantil 50 % von 4 Inseraten, Herbst 2026, gerundet auf 10 Franken." in text
    assert "3 Personen 3 bis 3.5 1'050 bis 1'400 1'180.00 1'180.00 2 von 4 (50,0 %)" in text
    assert "Abgerundet" not in text
    assert is_upright(next(tmp_path.glob("*.pdf")))
    assert "keinem Haushalt" not in text
    assert "Quelle der Inserate: drei Portale." in text
    assert "Abweichend festgelegt: 3 Personen 1'162 statt 1'180." in text


def test_the_pdf_says_truly_what_rounding_leaves_and_what_suits_nobody(tmp_path):
    # 901, 902 … 910: 30 % is the third, 903; rounded to 900 no offer is left below
    listed = tuple(Offer(35, francs * 100) for francs in range(901, 911))
    basis = QuantileBasis(
        percent=30,
        offers=(*listed, Offer(55, 2_100_00), Offer(60, 2_400_00)),
        ranges=(RoomRange(Category.P3, 30, 35),),
        step=10_00,
    )
    text = pdf_text(tmp_path, documents(own_declared(), derivation=derived(basis, p3=900)))
    assert "Quantil 30 % von 10 Inseraten, gerundet auf 10 Franken." in text
    assert "3 Personen 3 bis 3.5 901 bis 910 903.00 900.00 0 von 10 (0,0 %)" in text
    lines = " ".join(text.split())
    assert "Das Ergebnis ist auf 10 Franken gerundet und kann darunter liegen" in lines
    assert "Abgerundet, darum liegen weniger als 30 % bis zum Ergebnis: 3 Personen." in lines
    assert "2 Inserate passen zu keinem Haushalt: 1 mit 5.5 und 1 mit 6 Zimmern." in lines


def test_the_pdf_shows_both_stands_of_the_index(tmp_path):
    then = IndexValue("LIK", date(2020, 12, 31), 100_000, "BFS, Dezember 2020")
    now = IndexValue("LIK", date(2025, 12, 31), 107_400)
    basis = IndexBasis(old={Category.P1: 800_00}, base=then, now=now, step=5_00)
    text = pdf_text(tmp_path, documents(own_declared(first=860), derivation=derived(basis, p1=860)))
    assert "1 Person 800.00 860.00" in text
    assert "Bisher × 107,4 ÷ 100,0." in text
    assert "100,0 (31.12.2020): BFS, Dezember 2020." in text
    assert "Abweichend" not in text


def test_the_pdf_names_the_municipalities_of_the_district(tmp_path):
    basis = ComparisonBasis(
        year=2026,
        around=Around.DISTRICT,
        district="Waldenburg",
        names=("Bennwil", "Eptingen"),
        step=10_00,
    )
    found = derived(basis, p1=830)
    text = pdf_text(tmp_path, documents(derivation=found))
    assert "Median von 2 Gemeinden im Bezirk Waldenburg, Übersicht 2026" in text
    assert "Gemeinden: Bennwil und Eptingen." in text
    gross = pdf_text(tmp_path, documents(own_declared(rent_kind=RentKind.GROSS), derivation=found))
    assert "Die Herleitung gilt netto pro Monat." in gross


# ------------------------------------------------------------------ from the file


def test_the_documents_know_last_year_the_signatories_and_the_version(own):
    sign(own)
    finish_own(own, own_declared(first=810, year=2026))
    finish_own(own, own_declared())
    asked = own.query(queries.own_documents, own_declared(first=900), None, None, own.context())
    assert asked.previous == own_declared(first=810, year=2026)
    assert asked.signatories == (("Vera Vorsitz", "Präsidium"), ("Anton Akten", "Aktuariat"))
    assert (asked.revision, asked.replaces) == (2, date(2026, 12, 8))
    assert asked.request.file_name == "Mietzinsgrenzwerte_2027_2883_Bretzwil_Version_2.xlsx"
    assert asked.office == "Sozialdienst Beispieltal"


def test_all_finished_ones_go_into_one_workbook(own, tmp_path):
    finish_own(own, own_declared(BRETZWIL))
    finish_own(own, own_declared(LAUWIL, 870, extras=Extras(adverts_count=12)))
    context = own.context()
    requests = own.query(queries.combined_forms, 2027, context)
    declared = own.query(queries.declared_of_year, 2027, context.today)
    (form,) = usecases.made_together(requests, declared)
    assert form.name == "Mietzinsgrenzwerte_2027_Sozialdienst_Beispieltal.xlsx"
    (path,) = usecases.put_into(tmp_path / "neu", (form,))
    read = files.read_paths([path], municipalities=MUNICIPALITIES, year=2027)
    assert {one.declaration.bfs_number: one.declaration for one in read} == declared
    assert set(declared) == {BRETZWIL, LAUWIL}


def test_nothing_finished_is_no_workbook(own):
    assert own.query(queries.combined_forms, 2027, own.context()) == ()


def test_files_replace_what_lies_in_the_folder(tmp_path: Path):
    form, pdf = usecases.made_documents(documents())
    (tmp_path / form.name).write_bytes(b"older")
    paths = usecases.put_into(tmp_path, (form, pdf))
    assert [path.read_bytes() for path in paths] == [form.content, pdf.content]
