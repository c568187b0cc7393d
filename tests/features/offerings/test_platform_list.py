"""The list for the website: only what is recognised, nothing of persons, and what has changed."""

from __future__ import annotations

from datetime import date

import pytest
from catalogue_kit import DAY, change, everything, publish, set_state, stocked
from platform_kit import offering, price, provider, recognised

from fixtures_archive import TEST_NOW
from sozdesk.archive.store import Archive
from sozdesk.features.offerings import queries, reports
from sozdesk.features.offerings.terms import DecisionKind, OfferingState
from sozdesk.features.offerings.terms.catalogue import ChangeKind
from sozdesk.features.offerings.usecases import PublishPlatformList, publish_platform_list
from sozdesk.kernel.errors import NotFound, RuleViolation


def published(archive: Archive) -> dict[str, str]:
    outcome = archive.run(publish_platform_list, PublishPlatformList())
    return {file.name: file.content.decode() for file in outcome.value}


def test_the_csv_holds_one_line_per_offering_in_columns_for_machines(platform: Archive) -> None:
    stocked(platform)
    head, german, sums = published(platform)["angebote_offene_daten.csv"].splitlines()
    assert head == (
        "number,title,provider,category,audience,content,languages,places,childcare,starts,"
        "duration,price,phone,email,link"
    )
    assert german == (
        "1,Deutsch im Alltag,Kurszentrum Muster,Grundkompetenzkurs,Sozialhilfe und Asylbereich,,"
        "Deutsch ab A2 bis B1,Sissach,mit Kinderbetreuung,01.02.2027,,1'200.50 pro Kurs,,,"
    )
    assert sums.startswith("2,Rechnen im Alltag,")


def test_every_line_of_a_sample_says_that_it_is_invented(platform: Archive) -> None:
    stocked(platform)
    draft = platform.query(queries.platform_draft, DAY)
    files = reports.platform_files(draft, office="Amt", today=DAY, now=TEST_NOW, sample=True)
    (text,) = (file.content.decode() for file in files if file.name == "angebote_offene_daten.csv")
    head, german, sums = text.splitlines()
    assert head.startswith("number,title,provider")
    assert german.startswith("1,Deutsch im Alltag (Beispieldaten – frei erfunden),Kurszentrum")
    assert sums.startswith("2,Rechnen im Alltag (Beispieldaten – frei erfunden),Kurszentrum")


def test_the_csv_for_people_has_german_heads_and_opens_in_excel(platform: Archive) -> None:
    stocked(platform)
    text = published(platform)["angebote.csv"]
    assert text.startswith(
        "\ufeffNr.;Angebot;Anbieter/in;Kategorie;Zielgruppe;Inhalt;Sprachen;Orte;"
    )
    head, german, _sums = text.splitlines()
    assert head.endswith("Beginn;Dauer;Preis (Franken);Telefon;E-Mail;Website")
    assert german.startswith("1;Deutsch im Alltag;Kurszentrum Muster;Grundkompetenzkurs;")


def test_the_page_says_what_is_only_in_the_catalogue(platform: Archive) -> None:
    """Three are on the platform; one of them is no longer recognised."""
    _german, sums = stocked(platform)
    assert "nur im Katalog" not in published(platform)["angebote.html"]
    who = platform.query(queries.offering, sums, DAY).provider_id
    third = offering(platform, who, "Velowerkstatt")
    recognised(platform, who, third, date(2026, 1, 1), date(2027, 1, 31))
    price(platform, third, 100)
    publish(platform, third)
    recognised(platform, who, third, date(2027, 1, 4), kind=DecisionKind.REVOKED)
    change(platform, sums, starts_any_time=True)
    assert platform.query(queries.platform_draft, DAY).unlisted == 1
    assert len(platform.query(queries.catalogue_draft, DAY).content.tables["offering"]) == 3
    assert (
        "1 weiteres Angebot steht nur im Katalog der Sozialdienste, nicht in dieser Liste: Heute ist "
        "es nicht mehr anerkannt oder nicht mehr im Angebot."
    ) in published(platform)["angebote.html"]


def test_no_person_stands_on_the_website(platform: Archive) -> None:
    stocked(platform)
    for text in published(platform).values():
        assert "Erna Beispiel" not in text
        assert "CH93" not in text


def test_what_is_not_recognised_today_is_not_listed(platform: Archive) -> None:
    who = provider(platform, "Bald zu Ende")
    course = offering(platform, who)
    price(platform, course, 100)
    recognised(platform, who, course, date(2026, 1, 1), date(2027, 1, 31))
    publish(platform, course)
    assert len(platform.query(queries.platform_draft, DAY).lines) == 1
    assert platform.query(queries.platform_draft, date(2027, 2, 1)).lines == ()


def test_the_next_list_says_what_is_new_changed_and_gone(platform: Archive) -> None:
    german, sums = stocked(platform)
    published(platform)
    change(platform, german, starts_any_time=True)
    set_state(platform, sums, OfferingState.PAUSED)
    who = provider(platform, "Werkstatt")
    third = offering(platform, who, "Velowerkstatt <neu>")
    price(platform, third, 5_000)
    recognised(platform, who, third)
    publish(platform, third)
    draft = platform.query(queries.platform_draft, DAY)
    assert {(one.name, one.kind) for one in draft.changes} == {
        ("1 Deutsch im Alltag", ChangeKind.CHANGED),
        ("2 Rechnen im Alltag", ChangeKind.GONE),
        ("3 Velowerkstatt <neu>", ChangeKind.NEW),
    }
    (field,) = draft.changes[0].fields
    assert (field.label, field.before, field.after) == ("Beginn", "01.02.2027", "jederzeit")
    pages = published(platform)
    assert "<td>Beginn</td><td>01.02.2027</td><td>jederzeit</td>" in pages["aenderungen.html"]
    assert "1 neu, 1 geändert, 1 gestrichen" in pages["aenderungen.html"]
    assert "Velowerkstatt &lt;neu&gt;" in pages["angebote.html"]
    assert "<neu>" not in pages["angebote.html"]
    versions = platform.query(queries.platform_lists)
    assert [row.number for row in versions] == [2, 1]
    assert len(versions[1].lines) == 2


def test_a_list_without_change_is_the_last_one_again(platform: Archive) -> None:
    stocked(platform)
    first = published(platform)
    before = everything(platform)
    assert published(platform) == first
    assert everything(platform) == before


def test_nothing_to_list_and_a_sozialdienst_are_told_so(
    platform: Archive, service_platform: Archive
) -> None:
    with pytest.raises(NotFound, match="Es steht kein Angebot auf der Plattform"):
        published(platform)
    with pytest.raises(RuleViolation):
        published(service_platform)
