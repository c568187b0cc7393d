"""What a catalogue may hold, how it reads, and how two of them differ."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozdesk.features.offerings import rules
from sozdesk.features.offerings.terms import (
    Audience,
    CefrLevel,
    Childcare,
    DecisionFact,
    DecisionKind,
    Financing,
    LanguageRow,
    OfferingRow,
    OfferingState,
    OrganisationType,
    PriceRow,
    PriceUnit,
    ProviderRow,
    RecognitionOn,
    Vat,
)
from sozdesk.features.offerings.terms.catalogue import (
    CatalogueContent,
    CatalogueSubject,
    ChangeKind,
    WrongPlace,
)
from sozdesk.features.offerings.texts import catalogue as catalogue_texts

DAY = date(2027, 1, 5)


def key(number: int) -> str:
    return str(UUID(int=number))


def example() -> dict[str, Any]:
    """One of everything, as it stands in a file."""
    span = {"valid_from": "2026-01-01", "ended_on": None}
    cited = {"citation": "§ 25b SHV", "source": ""}
    tables: dict[str, list[dict[str, Any]]] = {
        "municipality": [
            {
                "id": key(1),
                "bfs_number": 2861,
                "official_name": "Sissach",
                "short_name": "Sissach",
                "district": "Sissach",
                "valid_from": None,
                "valid_to": None,
            }
        ],
        "offering_category": [
            {
                "id": key(number),
                "code": code,
                **span,
                "position": number,
                "name": name,
                "parent_code": parent,
                "financing": "per_person",
                **cited,
                "text": "",
            }
            for number, code, name, parent in (
                (2, "basic_skills", "Grundkompetenzkurs", None),
                (3, "german", "Deutsch", "basic_skills"),
            )
        ],
        "regime": [
            {"id": key(4), "code": "sh", **span, "position": 1, "name": "Sozialhilfe", **cited}
        ],
        "regime_rate": [
            {
                "id": key(5),
                "regime_code": "sh",
                "category_code": "basic_skills",
                **span,
                "billable": "yes",
                "rate": 5_000,
                "cost_bearer": "municipality",
                **cited,
            },
            {
                "id": key(6),
                "regime_code": "sh",
                "category_code": "german",
                **span,
                "billable": "unknown",
                "rate": None,
                "cost_bearer": None,
                **cited,
            },
        ],
        "tariff": [
            {
                "id": key(number),
                "category_code": "basic_skills",
                "regime_code": "sh",
                "unit": unit,
                **span,
                "amount": 110_000,
                "pro_rata": "none",
                "cap_kind": cap and "per_offering",
                "cap_amount": cap,
                **cited,
            }
            for number, unit, cap in ((7, "course", 500_000), (8, "day", None))
        ],
        "offering_value": [{"id": key(9), "key": "report_due", **span, "value": 430, "source": ""}],
        "covered_need": [
            {
                "id": key(10),
                "category_code": "basic_skills",
                "segment": "Coaching",
                "valid_from": "2026-01-01",
                "ended_on": "2026-12-31",
                "reason": "",
            }
        ],
        "provider": [
            {
                "id": key(11),
                "name": "Kurszentrum Muster",
                "legal_form": "",
                "organisation_type": "association",
                "address": "",
                "email": "",
                "phone": "",
                "website": "",
                "closed_on": None,
            }
        ],
        "provider_contact": [
            {
                "id": key(number),
                "provider_id": key(11),
                "name": name,
                "function": "",
                "email": "",
                "phone": "",
                "main": main,
            }
            for number, name, main in ((12, "Erna Beispiel", True), (13, "Otto Beispiel", False))
        ],
        "provider_place": [
            {
                "id": key(14),
                "provider_id": key(11),
                "name": "Kurslokal",
                "address": "Bahnhofstrasse 1",
                "town": "Sissach",
                "bfs_number": 2861,
                "wheelchair": True,
            },
            {
                "id": key(15),
                "provider_id": key(11),
                "name": "Basel",
                "address": "",
                "town": "Basel",
                "bfs_number": None,
                "wheelchair": False,
            },
        ],
        "offering": [_offering(16, 1), {**_offering(17, 2), **_BARE}],
        "offering_start": [{"id": key(18), "offering_id": key(16), "starts_on": "2027-02-01"}],
        "offering_language": [
            {
                "id": key(number),
                "offering_id": key(16),
                "language": language,
                "needed": needed,
                "reached": reached,
            }
            for number, language, needed, reached in (
                (19, "Deutsch", "A2", "B1"),
                (20, "Arabisch", None, None),
            )
        ],
        "offering_place": [
            {"id": key(21), "offering_id": key(16), "place_id": key(14)},
            {"id": key(22), "offering_id": key(16), "place_id": key(15)},
        ],
        "offering_price": [_price(23, 16), {**_price(24, 17), **_BARE_PRICE}],
        "recognition_decision": [
            {
                "id": key(25),
                "provider_id": key(11),
                "offering_id": key(16),
                "kind": "recognised",
                "number": "2026-7",
                "decided_on": "2025-12-01",
                "valid_from": "2026-01-01",
                "valid_to": "2027-12-31",
                "sent_on": "2025-12-02",
            },
            {
                "id": key(26),
                "provider_id": key(11),
                "offering_id": None,
                "kind": "recognised",
                "number": None,
                "decided_on": "2025-12-01",
                "valid_from": "2026-01-01",
                "valid_to": None,
                "sent_on": "2025-12-02",
            },
        ],
        "service_agreement": [
            {
                "id": key(27),
                "provider_id": None,
                "partner": "Muster",
                "programme": "Programm R",
                "number": "",
                "begins": "2026-01-01",
                "ends": None,
            }
        ],
        "agreement_offering": [
            {"id": key(28), "agreement_id": key(27), "offering_id": key(17)},
        ],
    }
    return {
        "as_of": "2027-01-05",
        "encryption_key": "age1muster",
        "limits": [],
        "tables": tables,
    }


def _offering(number: int, shown: int) -> dict[str, Any]:
    return {
        "id": key(number),
        "number": shown,
        "provider_id": key(11),
        "category_code": "german",
        "segment": "",
        "title": f"Kurs {shown}",
        "goals": "",
        "content": "",
        "audience": "both",
        "for_refugees": True,
        "for_women": False,
        "for_mothers": True,
        "with_health_impairment": False,
        "age_from": 18,
        "age_to": 25,
        "workload_from": 50,
        "workload_to": 50,
        "workload_note": "",
        "weeks_min": 4,
        "weeks_max": None,
        "starts_any_time": False,
        "capacity": 12,
        "free_places": 3,
        "free_as_of": "2027-01-04",
        "childcare": "yes",
        "includes_travel": True,
        "includes_meals": False,
        "contact_id": key(12),
        "link": "",
        "state": "published",
        "checked_on": None,
    }


_BARE: dict[str, Any] = {
    "age_from": None,
    "age_to": None,
    "weeks_min": None,
    "weeks_max": 8,
    "contact_id": None,
    "for_refugees": False,
    "for_mothers": False,
    "includes_travel": False,
}


def _price(number: int, offering: int) -> dict[str, Any]:
    return {
        "id": key(number),
        "offering_id": key(offering),
        "valid_from": "2026-01-01",
        "ended_on": "2027-06-30",
        "amount": 120_050,
        "unit": "month",
        "vat": "included",
        "vat_rate": 810,
        "minimum_units": 2,
        "absences_invoiced": True,
        "notice_period": "1 Monat",
        "trial_phase": "2 Wochen",
        "insured_by": "Anbieter",
        "note": "",
    }


_BARE_PRICE: dict[str, Any] = {
    "ended_on": None,
    "vat": "exempt",
    "vat_rate": None,
    "minimum_units": None,
    "absences_invoiced": None,
    "notice_period": "",
    "trial_phase": "",
    "insured_by": "",
}


def content() -> CatalogueContent:
    found = rules.content_from_json(example())
    assert isinstance(found, CatalogueContent)
    return found


def test_a_content_comes_back_as_it_was() -> None:
    assert rules.content_to_json(content()) == example()
    assert content().tables["offering"][0]["id"] == UUID(int=16)


OFFERING, PRICE = ("tables", "offering", 0), ("tables", "offering_price", 0)


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        ((*OFFERING, "title"), "", "offering, Zeile 1, title"),
        ((*OFFERING, "title"), "x" * 1_001, "offering, Zeile 1, title"),
        ((*OFFERING, "title"), 7, "offering, Zeile 1, title"),
        ((*OFFERING, "goals"), "\x00", "offering, Zeile 1, goals"),
        ((*OFFERING, "number"), True, "offering, Zeile 1, number"),
        ((*OFFERING, "number"), 2, "offering, Zeile 2, number"),
        ((*OFFERING, "state"), "secret", "offering, Zeile 1, state"),
        ((*OFFERING, "id"), "1", "offering, Zeile 1, id"),
        ((*OFFERING, "id"), 1, "offering, Zeile 1, id"),
        ((*OFFERING, "id"), key(17), "offering, Zeile 2, id"),
        ((*OFFERING, "provider_id"), key(99), "offering, Zeile 1, provider_id"),
        ((*OFFERING, "category_code"), "none", "offering, Zeile 1, category_code"),
        ((*OFFERING, "for_women"), 1, "offering, Zeile 1, for_women"),
        ((*OFFERING, "checked_on"), "20270101", "offering, Zeile 1, checked_on"),
        ((*OFFERING, "checked_on"), "gestern", "offering, Zeile 1, checked_on"),
        ((*OFFERING, "checked_on"), 1, "offering, Zeile 1, checked_on"),
        ((*OFFERING, "more"), 1, "offering, Zeile 1"),
        ((*PRICE, "amount"), -1, "offering_price, Zeile 1, amount"),
        ((*PRICE, "amount"), 10**13, "offering_price, Zeile 1, amount"),
        ((*PRICE, "ended_on"), "2025-01-01", "offering_price, Zeile 1, ended_on"),
        (("tables", "offering"), {}, "offering"),
        (("tables", "offering", 0), [], "offering, Zeile 1"),
        (("tables", "more"), [], "tables"),
        (("tables",), [], "tables"),
        (("more",), 1, "Teile"),
        (("as_of",), "heute", "as_of"),
        (("limits",), [1], "limits"),
        (("limits",), {}, "limits"),
        (("limits",), [{}] * 101, "limits"),
        (("encryption_key",), "", "encryption_key"),
        (("encryption_key",), 1, "encryption_key"),
    ],
)
def test_what_does_not_fit_is_named_by_its_place(path: tuple, value: object, place: str) -> None:
    stored: Any = example()
    *way, last = path
    part = stored
    for step in way:
        part = part[step]
    part[last] = value
    found = rules.content_from_json(stored)
    assert isinstance(found, WrongPlace)
    row = [f"Zeile {found.row}"] if found.row else []
    assert ", ".join((found.part, *row, *found.columns)) == place


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ((*OFFERING, "category_code"), "none", "Angebot 1: Kategorie"),
        ((*PRICE, "amount"), -1, "Preis, Angebot 1: Betrag"),
        (("tables", "provider", 0, "name"), 1, "Anbieter/in, Zeile 1: Name"),
        (("tables", "provider", 0, "email"), 1, "Anbieter/in «Kurszentrum Muster»: E-Mail"),
        ((*OFFERING, "number"), True, "Angebot «», Zeile 1: Nummer"),
        (("tables", "offering", 0), [], "Angebot, Zeile 1"),
        (("tables", "offering"), {}, "Angebot"),
        (("as_of",), "heute", "Stand"),
        (("more",), 1, ""),
    ],
)
def test_a_place_is_said_with_number_and_german_label(
    path: tuple, value: object, words: str
) -> None:
    stored: Any = example()
    *way, last = path
    part = stored
    for step in way:
        part = part[step]
    part[last] = value
    found = rules.content_from_json(stored)
    assert isinstance(found, WrongPlace)
    assert rules.place_words(stored, found) == words.replace("Angebot «», ", "Angebot, ")


def test_every_column_and_table_of_a_catalogue_has_its_german_label() -> None:
    columns = {column for table in rules.SCHEMA.values() for column in table.columns}
    assert columns == set(catalogue_texts.COLUMNS)
    assert set(rules.SCHEMA) == set(catalogue_texts.TABLES)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=6,
)


@given(st.sampled_from(sorted(rules.SCHEMA)), st.integers(0, 40), _JSON)
def test_any_value_in_any_cell_is_either_fine_or_named(table: str, at: int, value: object) -> None:
    stored = example()
    row = stored["tables"][table][0]
    column = sorted(row)[at % len(row)]
    row[column] = value
    found = rules.content_from_json(stored)
    if isinstance(found, WrongPlace):
        assert found.part
        assert rules.place_words(stored, found)
    else:
        assert rules.content_to_json(found)["as_of"] == "2027-01-05"


def test_the_schema_names_columns_that_the_tables_have() -> None:
    from sozdesk.features.offerings.queries import CATALOGUE_RECORDS

    for name, record in CATALOGUE_RECORDS.items():
        assert set(rules.SCHEMA[name].columns) <= set(record.__table__.columns.keys())
    assert "iban" not in rules.SCHEMA["provider"].columns


# ------------------------------------------------------------------ how it reads


def items() -> dict[tuple[CatalogueSubject, str], dict[str, str]]:
    found = rules.catalogue_items(content().tables)
    return {(one.subject, one.name): dict(one.fields) for one in found}


def test_an_offering_reads_with_all_its_parts() -> None:
    said = items()[CatalogueSubject.OFFERING, "1 Kurs 1"]
    assert said["Preis"] == (
        "ab 01.01.2026 bis 30.06.2027: 1'200.50 pro Monat, inkl. MWST 8,1 %, mindestens 2, "
        "Absenzen verrechnet, Kündigung: 1 Monat, Probezeit: 2 Wochen, Versicherung: Anbieter"
    )
    assert said["Anerkennung"] == (
        "anerkannt ab 01.01.2026 bis 31.12.2027, entschieden am 01.12.2025 (Nr. 2026-7)"
    )
    assert said["Sprachen"] == "Arabisch\nDeutsch ab A2 bis B1"
    assert said["Orte"] == "Basel\nKurslokal, Sissach"
    assert said["Zielgruppe"] == "Sozialhilfe und Asylbereich, Flüchtlinge, Mütter"
    assert (said["Alter"], said["Pensum"], said["Dauer"]) == (
        "18 bis 25 Jahre",
        "50 %",
        "ab 4 Wochen",
    )
    assert (said["Kontakt"], said["Inbegriffen"]) == ("Erna Beispiel", "Fahrkosten")
    bare = items()[CatalogueSubject.OFFERING, "2 Kurs 2"]
    assert (bare["Alter"], bare["Dauer"], bare["Kontakt"]) == ("", "bis 8 Wochen", "")
    assert bare["Preis"] == "ab 01.01.2026: 1'200.50 pro Monat, von der MWST ausgenommen"
    assert bare["Leistungsvereinbarung"] == "Programm R"


def test_provider_tariff_and_rate_read_with_names_and_days() -> None:
    said = items()
    provider = said[CatalogueSubject.PROVIDER, "Kurszentrum Muster"]
    assert provider["Orte"] == (
        "Basel\nKurslokal, Sissach, Bahnhofstrasse 1; Gemeinde Sissach; rollstuhlgängig"
    )
    assert provider["Kontakte"] == "Erna Beispiel, Hauptkontakt\nOtto Beispiel"
    assert provider["Anerkennung"] == "anerkannt ab 01.01.2026, entschieden am 01.12.2025"
    tariff = said[
        CatalogueSubject.TARIFF, "Grundkompetenzkurs, Sozialhilfe, pro Kurs (ab 01.01.2026)"
    ]
    assert (tariff["Maximaltarif"], tariff["Obergrenze"]) == ("1'100.00", "5'000.00 pro Angebot")
    rate = said[CatalogueSubject.RATE, "Grundkompetenzkurs, Sozialhilfe (ab 01.01.2026)"]
    assert (rate["Ansatz"], rate["Rest trägt"]) == ("50,0 %", "Gemeinde")
    need = said[CatalogueSubject.COVERED_NEED, "Grundkompetenzkurs, Coaching (ab 01.01.2026)"]
    assert need["Gültig"] == "ab 01.01.2026 bis 31.12.2026"


# ------------------------------------------------------------------ how two differ


def test_two_equal_catalogues_do_not_differ() -> None:
    found = rules.catalogue_items(content().tables)
    assert rules.catalogue_changes(found, found) == ()
    assert rules.catalogue_changes((), ()) == ()


def test_new_changed_and_gone_are_told_apart_in_the_order_of_reading() -> None:
    before, after = example(), deepcopy(example())
    tables = after["tables"]
    tables["offering"][0]["capacity"] = 14
    tables["tariff"] = tables["tariff"][:1]
    tables["provider"].append({**tables["provider"][0], "id": key(30), "name": "Werkstatt"})
    contents = [rules.content_from_json(one) for one in (before, after)]
    found = rules.catalogue_changes(
        *(
            rules.catalogue_items(one.tables)
            for one in contents
            if isinstance(one, CatalogueContent)
        )
    )
    assert [(one.subject, one.name, one.kind) for one in found] == [
        (CatalogueSubject.OFFERING, "1 Kurs 1", ChangeKind.CHANGED),
        (CatalogueSubject.PROVIDER, "Werkstatt", ChangeKind.NEW),
        (
            CatalogueSubject.TARIFF,
            "Grundkompetenzkurs, Sozialhilfe, pro Tag (ab 01.01.2026)",
            ChangeKind.GONE,
        ),
    ]
    (field,) = found[0].fields
    assert (field.label, field.before, field.after) == ("Plätze", "12", "14")


# ------------------------------------------------------------------ the website


def listed(**values: Any) -> OfferingRow:
    usual: dict[str, Any] = {
        "id": UUID(int=16),
        "version": 1,
        "number": 1,
        "provider_id": UUID(int=11),
        "provider_name": "Kurszentrum Muster",
        "category_code": "german",
        "category_name": "Deutsch",
        "segment": "",
        "title": "Kurs",
        "goals": "Ziel",
        "content": "",
        "audience": Audience.BOTH,
        "for_refugees": False,
        "for_women": False,
        "for_mothers": False,
        "with_health_impairment": False,
        "age_from": None,
        "age_to": None,
        "workload_from": None,
        "workload_to": None,
        "workload_note": "",
        "weeks_min": None,
        "weeks_max": None,
        "starts_any_time": False,
        "starts": (),
        "capacity": None,
        "free_places": None,
        "free_as_of": None,
        "childcare": Childcare.NO,
        "includes_travel": False,
        "includes_meals": False,
        "contact_id": None,
        "link": "",
        "state": OfferingState.PUBLISHED,
        "checked_on": None,
        "languages": (),
        "places": (),
        "price": None,
        "financing": Financing.PER_PERSON,
        "recognition": RecognitionOn(recognised=True, since=DAY, until=None, by=None),
    }
    return OfferingRow(**{**usual, **values})


def house(**values: Any) -> ProviderRow:
    usual: dict[str, Any] = {
        "id": UUID(int=11),
        "version": 1,
        "name": "Kurszentrum Muster",
        "legal_form": "",
        "organisation_type": OrganisationType.ASSOCIATION,
        "address": "",
        "email": "",
        "phone": "061 000 00 00",
        "website": "https://muster.example",
        "iban": "CH9300762011623852957",
        "closed_on": None,
        "note": "intern",
    }
    return ProviderRow(**{**usual, **values})


def test_only_what_is_recognised_and_still_there_is_listed() -> None:
    assert rules.is_listed(listed(), house(), DAY)
    assert rules.is_listed(listed(), house(closed_on=DAY), DAY)
    assert not rules.is_listed(listed(), house(closed_on=date(2027, 1, 4)), DAY)
    assert not rules.is_listed(listed(state=OfferingState.PAUSED), house(), DAY)
    lost = RecognitionOn(recognised=False, since=DAY, until=None, by=None)
    assert not rules.is_listed(listed(recognition=lost), house(), DAY)


@pytest.mark.parametrize(
    ("least", "most", "words"),
    [
        (None, None, ""),
        (4, None, "ab 4 Wochen"),
        (None, 8, "bis 8 Wochen"),
        (4, 4, "4 Wochen"),
        (4, 8, "4 bis 8 Wochen"),
    ],
)
def test_the_website_says_how_long_it_lasts(
    least: int | None, most: int | None, words: str
) -> None:
    line = rules.platform_line(listed(weeks_min=least, weeks_max=most), house(), DAY)
    assert line.cells["duration"] == words


def test_a_line_of_the_website_holds_no_past_start_and_nothing_internal() -> None:
    price = PriceRow(
        id=UUID(int=23),
        version=1,
        offering_id=UUID(int=16),
        valid_from=DAY,
        ended_on=None,
        amount=5_000,
        unit=PriceUnit.DAY,
        vat=Vat.INCLUDED,
        vat_rate=None,
        minimum_units=None,
        absences_invoiced=None,
        notice_period="",
        trial_phase="",
        insured_by="",
        note="",
    )
    line = rules.platform_line(
        listed(
            starts=(date(2026, 9, 1), DAY),
            price=price,
            languages=(
                LanguageRow(language="Deutsch", needed=CefrLevel.A2, reached=CefrLevel.B1),
                LanguageRow(language="Tigrinya", needed=None, reached=None),
            ),
        ),
        house(),
        DAY,
    )
    assert line.cells["starts"] == "05.01.2027"
    assert line.cells["price"] == "50.00 pro Tag, inkl. MWST"
    assert line.cells["languages"] == "Deutsch ab A2 bis B1, Tigrinya"
    assert (line.cells["content"], line.cells["link"]) == ("Ziel", "https://muster.example")
    assert not {"CH9300762011623852957", "intern"} & set(line.cells.values())


def test_two_lists_differ_by_number() -> None:
    one = rules.platform_line(listed(), house(), DAY)
    any_time = rules.platform_line(listed(starts_any_time=True), house(), DAY)
    assert rules.platform_changes([one], [one]) == ()
    (changed,) = rules.platform_changes([one], [any_time])
    assert (changed.name, changed.kind) == ("1 Kurs", ChangeKind.CHANGED)
    assert rules.platform_changes([], [one])[0].kind is ChangeKind.NEW
    assert rules.platform_changes([one], [])[0].kind is ChangeKind.GONE


# ------------------------------------------------------------------ which decisions go out


@pytest.mark.parametrize("kind", list(DecisionKind))
def test_a_no_and_a_draft_say_nothing_about_who_is_recognised(kind: DecisionKind) -> None:
    fact = DecisionFact(kind=kind, number="", decided_on=DAY, valid_from=DAY, valid_to=None)
    sent = {"kind": kind.value, "sent_on": DAY, "decided_on": DAY, "valid_from": DAY}
    counts = rules.recognised_on(DAY, [fact]).by is not None
    assert rules.says_recognised(sent) is counts
    for day in ("sent_on", "decided_on", "valid_from"):
        assert not rules.says_recognised({**sent, day: None})
