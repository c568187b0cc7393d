"""The files of a version: what each says, what none says, and the same bytes every time."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from returns_examples import (
    BOECKTEN,
    CHANGE,
    ITINGEN,
    REASON,
    SISSACH,
    TODAY,
    declared,
    entry,
    open_round,
    record,
)

from sozdesk.app.publication import with_files, without_files
from sozdesk.features.offices import queries as offices
from sozdesk.features.rent_limits import queries, usecases
from sozdesk.features.rent_limits.reports.publication import changes_table
from sozdesk.features.rent_limits.terms import (
    MAIN_CATEGORIES,
    Audience,
    Category,
    Contact,
    Decision,
    Extras,
    Method,
    PublishedRow,
    RentKind,
)
from sozdesk.kernel.errors import Cancelled

SELF_DECLARED = "Selbstdeklaration der Gemeinden; vom Kanton nicht standardmässig überprüft"
MAP_SOURCE = "Quelle: Bundesamt für Statistik (BFS), GEOSTAT"
MUNICIPALITIES = Audience.MUNICIPALITIES
JULY = date(2027, 7, 1)


@pytest.fixture(autouse=True)
def opened(archive):
    """Twelve municipalities, 900 to 1'010 francs for one person; Böckten with a noted hint."""
    open_round(archive, 2026)
    open_round(archive, 2027)
    towns = archive.query(offices.municipalities, TODAY)[:12]
    assert BOECKTEN not in {town.bfs_number for town in towns[:6]}
    known = [town.bfs_number for town in towns if town.bfs_number != BOECKTEN]
    record(
        archive,
        *(
            entry(declared(number, first=900 + 10 * place, year=2027))
            for place, number in enumerate(known)
        ),
    )
    record(archive, entry(talkative(), CHANGE, reasons=REASON))
    record(archive, entry(talkative(year=2026)), year=2026)
    july = talkative(first=1300, valid_from=JULY)
    record(archive, entry(july, change_from=JULY))


def talkative(first=1200, year=2027, **values):
    """A return that answers everything; each answer that stays in the office can be found again."""
    said = {
        "remark": "Bitte vertraulich",
        "method": Method.OTHER,
        "method_text": "Wir haben selber gerechnet",
        "decision": Decision(number="GRB-4711"),
        "contact": Contact(name="Rita Geheim", email="rita@geheim.ch", phone="061 321 98 76"),
        "extras": Extras(
            index_name="Index Geheim",
            index_base=123_457,
            adverts_count=8_642,
            adverts_below=7_531,
            adverts_period="Herbst geheim",
            adverts_source="Portal Geheim",
            households_above="9753",
        ),
    }
    return declared(first=first, year=year, **said | values)


STAYS = (
    *("Neue Erhebung der Mieten", "20,0 % höher als im Vorjahr", "vertraulich", "Anna Muster"),
    *("anna.muster@example.ch", "eheim", "061 321", "123.457", "123,457", "8642", "8'642"),
    *("7531", "7'531", "9753", "9'753"),
)
"""Planted; stands in no file of any audience."""
FREE_TEXT = ("selber gerechnet", "GRB-4711")
"""In the words of the municipality; stays out of what everybody reads."""


def version(archive, audience=MUNICIPALITIES, size=Category.P1):
    """The files of the next version, nothing published."""
    draft = archive.query(queries.publication_draft, 2027, audience, TODAY)
    missing = {row.bfs_number: "Rückmeldung steht aus" for row in draft.missing}
    command = without_files(draft, missing, decided_by="Regierungsrat", decided_on=TODAY)
    return with_files(archive, draft, command, size)


def by_name(command):
    return {
        file.name.removeprefix("mietzinsgrenzwerte_2027-1"): file.content for file in command.files
    }


def said(name, content):
    """Everything that a person can read in a file."""
    if name.endswith(".xlsx"):
        book = load_workbook(io.BytesIO(content))
        cells = (cell.value for sheet in book for row in sheet.iter_rows() for cell in row)
        return "\n".join(str(value) for value in cells if value is not None)
    if name.endswith(".pdf"):
        text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
        return " ".join(text.split())
    return content.decode("utf-8-sig")


def test_a_version_has_a_workbook_a_print_csv_and_two_maps_twice(archive):
    assert list(by_name(version(archive, size=Category.P3))) == [
        ".xlsx",
        ".pdf",
        ".csv",
        "_excel.csv",
        "_karte_3_personen.svg",
        "_karte_3_personen.png",
        "_karten.svg",
        "_karten.png",
        "_aenderungen.csv",
        "_aenderungen_excel.csv",
    ]


def everything(name, content):
    """All text of a file, also what nobody sees: hidden sheets, properties, bookmarks."""
    if name.endswith(".xlsx"):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            raw = b"".join(parts.read(part) for part in parts.namelist())
        return said(name, content) + raw.decode("utf-8", "replace")
    if name.endswith(".pdf"):
        return f"{said(name, content)} {PdfReader(io.BytesIO(content)).metadata}"
    if name.endswith(".png"):
        return content.decode("latin-1")
    return said(name, content)


@pytest.mark.parametrize("audience", list(Audience))
def test_every_output_says_that_nobody_checked_it_and_hints_leave_in_none(archive, audience):
    stays = (*STAYS, *(FREE_TEXT if audience is Audience.PUBLIC else ()))
    files = by_name(version(archive, audience))
    assert len(files) == 10
    for name, content in files.items():
        text = everything(name, content)
        assert not [words for words in stays if words in text], name
        assert SELF_DECLARED in text or name.endswith(".png"), name
        with_map = name.endswith((".svg", ".pdf"))
        assert (MAP_SOURCE in text) is with_map, name


def test_what_is_planted_would_be_found(archive):
    """The search above is no empty one: what may leave is found by it."""
    text = everything(".xlsx", by_name(version(archive, Audience.INTERNAL))[".xlsx"])
    assert all(words in text for words in FREE_TEXT)


def test_another_first_day_and_changes_stand_in_print_and_in_both_csv(archive):
    march = declared(ITINGEN, first=950, valid_from=date(2027, 3, 1))
    record(archive, entry(march))
    files = by_name(version(archive))
    for name in (".pdf", ".csv", "_excel.csv", ".xlsx"):
        assert "gültig ab 01.03.2027" in said(name, files[name]), name
    changes = said(".csv", files["_aenderungen.csv"]).splitlines()
    # 1'300 francs for one person from July
    assert changes[0].endswith(",basis,gueltig_ab")
    assert changes[1].startswith("2027,2842,Böckten,1 Person,1300.00,CHF pro Monat,netto (")
    assert changes[1].endswith(",2027-07-01")
    assert len(changes) == 1 + 6
    excel = said(".csv", files["_aenderungen_excel.csv"]).splitlines()
    assert excel[1].startswith("2842;Böckten;01.07.2027;netto;pro Monat;1300.00;")


def test_a_change_to_no_limits_says_so():
    none = declared(amounts={}, no_limits_reason="kein Fall", valid_from=JULY)
    row = PublishedRow(
        bfs_number=BOECKTEN,
        official_name="Böckten",
        name="Böckten",
        district="Sissach",
        declaration=declared(),
        changes=(none,),
    )
    (line,) = changes_table([row]).values()
    assert line[:4] == (BOECKTEN, "Böckten", JULY, "keine Grenzwerte festgelegt")


def test_a_version_without_changes_has_no_file_of_them(archive):
    day = date(2028, 1, 1)
    open_round(archive, 2028)
    record(archive, entry(declared(ITINGEN, year=2028)), year=2028)
    draft = archive.query(queries.publication_draft, 2028, MUNICIPALITIES, day)
    missing = {row.bfs_number: "steht aus" for row in draft.missing}
    command = with_files(archive, draft, without_files(draft, missing))
    assert not [file.name for file in command.files if "aenderungen" in file.name]


def test_only_confirmed_limits_are_published_as_unchanged(archive):
    """«Unverändert» with 850 francs after 800 is no confirmation."""
    record(archive, entry(declared(ITINGEN, first=800, year=2026)), year=2026)
    record(archive, entry(declared(SISSACH, first=800, year=2026)), year=2026)
    same = {"unchanged": True, "last_reviewed_on": date(2026, 11, 1)}
    record(archive, entry(declared(ITINGEN, first=850, **same)))
    record(archive, entry(declared(SISSACH, first=800, **same)))
    files = by_name(version(archive))
    lines = said(".csv", files["_excel.csv"]).splitlines()
    states = {line.split(";")[1]: line.split(";")[3] for line in lines[1:]}
    assert (states["Itingen"], states["Sissach"]) == ("erfasst", "unverändert bestätigt")
    book = load_workbook(io.BytesIO(files[".xlsx"]))
    reviewed = [
        row[1].value
        for row in book["Basis und Beschluss"].iter_rows()
        if "2026-11-01" in str(row[5].value)
    ]
    assert reviewed == ["Sissach"]


def test_the_words_of_a_municipality_reach_the_others(archive):
    assert "Wir haben selber gerechnet" in said(".xlsx", by_name(version(archive))[".xlsx"])


def test_the_print_has_its_maps_the_notes_at_the_end_and_numbered_pages(archive):
    pages = PdfReader(io.BytesIO(by_name(version(archive))[".pdf"])).pages
    texts = [" ".join(page.extract_text().split()) for page in pages]
    last = len(texts)
    assert "Mietzinsgrenzwerte 2027, 1 Person, netto pro Monat" in texts[-2]
    assert "netto pro Monat, nach Haushaltsgrösse" in texts[-1]
    assert texts[-1].index("nach Haushaltsgrösse") < texts[-1].index("Netto: ohne Nebenkosten.")
    assert [f"Seite {number + 1} von {last}" in text for number, text in enumerate(texts)] == (
        [True] * last
    )
    whole = " ".join(texts)
    assert whole.index("Bezirk Arlesheim") < whole.index("Bezirk Sissach")


def test_the_png_is_a_picture_twice_as_fine_as_the_screen(archive):
    content = by_name(version(archive))["_karten.png"]
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    width = int.from_bytes(content[16:20], "big")
    assert width == 2 * 960


def test_the_same_data_give_the_same_bytes(archive):
    first, again = by_name(version(archive)), by_name(version(archive))
    for name, content in first.items():
        assert content == again[name], name


def test_writing_can_be_stopped(archive):
    from sozdesk.documents.municipal_map import shipped_map
    from sozdesk.features.rent_limits import reports, rules

    draft = archive.query(queries.publication_draft, 2027, MUNICIPALITIES, TODAY)
    imprint = reports.imprint_of(draft, archive.context(), "KSA", content_sha256="")
    written = []
    with pytest.raises(Cancelled):
        reports.publication_files(
            draft,
            rules.with_reasons(draft.rows, {}),
            imprint,
            shipped_map(),
            progress=lambda done, _total: written.append(done),
            cancelled=lambda: len(written) == 2,
        )
    assert written == [0, 1]


# ------------------------------------------------------------------ the classes of the map


def legend(command):
    """The words of the classes on the large map."""
    svg = by_name(command)["_karte_1_person.svg"].decode()
    return [
        part.split("</text>")[0] for part in svg.split(">") if part.startswith(("bis ", "über "))
    ]


def limits_of(archive):
    found = archive.query(queries.map_classes_on, TODAY)
    return {size: row.limits for (kind, size), row in found.items() if kind is RentKind.NET}


def test_the_first_publication_fixes_the_classes(archive):
    """Later values, and an older year that comes into the file later, no longer move them."""
    command = version(archive)
    before = legend(command)
    archive.run(usecases.publish_limits, command)
    fixed = limits_of(archive)
    assert set(fixed) == set(MAIN_CATEGORIES)
    towns = archive.query(offices.municipalities, TODAY)[:12]
    record(
        archive,
        *(entry(declared(town.bfs_number, first=2000, year=2026)) for town in towns),
        year=2026,
    )
    record(archive, entry(declared(first=1210)))
    draft = archive.query(queries.publication_draft, 2027, MUNICIPALITIES, TODAY)
    assert draft.map_limits == fixed
    missing = {row.bfs_number: "steht aus" for row in draft.missing}
    second = with_files(archive, draft, without_files(draft, missing, reason="vertippt"))
    second = replace(
        second,
        files=tuple(
            replace(file, name=file.name.replace("2027-2", "2027-1")) for file in second.files
        ),
    )
    assert legend(second)[0].split(" (")[0] == before[0].split(" (")[0]
    archive.run(usecases.publish_limits, second)
    assert limits_of(archive) == fixed


def test_an_earlier_year_has_the_classes_of_the_first_publication(archive):
    """Imported later, with rents of 600 francs: the maps of both years can be compared."""
    archive.run(usecases.publish_limits, version(archive))
    open_round(archive, 2020)
    towns = archive.query(offices.municipalities, TODAY)[:12]
    cheap = (entry(declared(town.bfs_number, first=600, year=2020)) for town in towns)
    record(archive, *cheap, year=2020)
    draft = archive.query(queries.publication_draft, 2020, MUNICIPALITIES, TODAY)
    assert draft.map_limits == limits_of(archive)


def test_classes_from_few_values_are_kept_too(archive):
    """No year has ten net rents; 2024 has two, 800 and 1'000 francs for one person."""
    open_round(archive, 2024)
    record(archive, entry(declared(ITINGEN, first=800, year=2024)), year=2024)
    record(archive, entry(declared(SISSACH, first=1000, year=2024)), year=2024)
    gross = archive.query(offices.municipalities, TODAY)[:12]
    record(archive, *(entry(declared(one.bfs_number, rent_kind=RentKind.GROSS)) for one in gross))
    record(archive, entry(declared(first=1000, rent_kind=RentKind.GROSS)))
    draft = archive.query(queries.publication_draft, 2024, MUNICIPALITIES, TODAY)
    # half of two values lie up to 800 francs
    assert draft.map_limits[Category.P1] == (80_000,)
    missing = {row.bfs_number: "steht aus" for row in draft.missing}
    archive.run(usecases.publish_limits, without_files(draft, missing))
    day = date(2024, 1, 1)
    found = archive.query(queries.map_classes_on, day)
    assert found[RentKind.NET, Category.P1].limits == (80_000,)
    # «jede weitere» is 150 francs in both, but 6 persons are 5 and one more
    assert set(found) == {(RentKind.NET, size) for size in MAIN_CATEGORIES}


def test_where_all_say_the_same_no_class_is_kept(archive):
    open_round(archive, 2024)
    for number in (ITINGEN, SISSACH):
        record(archive, entry(declared(number, first=800, year=2024)), year=2024)
    gross = archive.query(offices.municipalities, TODAY)[:12]
    record(archive, *(entry(declared(one.bfs_number, rent_kind=RentKind.GROSS)) for one in gross))
    record(archive, entry(declared(first=1000, rent_kind=RentKind.GROSS)))
    draft = archive.query(queries.publication_draft, 2024, MUNICIPALITIES, TODAY)
    missing = {row.bfs_number: "steht aus" for row in draft.missing}
    archive.run(usecases.publish_limits, without_files(draft, missing))
    assert archive.query(queries.map_classes_on, date(2024, 1, 1)) == {}


def test_classes_that_the_office_has_set_stay(archive):
    mine = usecases.SetMapClasses(
        rent_kind=RentKind.NET,
        category=Category.P1,
        valid_from=TODAY.replace(month=1, day=1),
        limits=(90_000, 100_000),
        source="Beschluss der Leitung",
    )
    archive.run(usecases.set_map_classes, mine)
    command = version(archive)
    assert legend(command)[0].startswith("bis 900")
    archive.run(usecases.publish_limits, command)
    assert limits_of(archive)[Category.P1] == (90_000, 100_000)
