"""The catalogue from the KSA's file into that of a Sozialdienst, and everything that must not pass."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from catalogue_kit import (
    DAY,
    SECRET,
    change,
    everything,
    forged,
    preview,
    print_of,
    publish,
    read,
    resigned,
    set_state,
    stocked,
    written,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from platform_kit import dated, offering, price, provider, recognised

from fixtures_archive import TEST_KEY, fixed_clock
from sozdesk.archive.file_info import OfficeKind
from sozdesk.archive.store import Archive, open_with_key
from sozdesk.exchange import envelope
from sozdesk.features.offerings import queries
from sozdesk.features.offerings.terms import DatedKind, DecisionKind, OfferingState
from sozdesk.features.offerings.terms.catalogue import ChangeKind, KeyTrust
from sozdesk.features.offerings.texts import catalogue as texts
from sozdesk.features.offerings.usecases import (
    LoadOfferingReference,
    RemoveDatedValue,
    RenewSigningKey,
    load_offering_reference,
    remove_dated_value,
    renew_signing_key,
)
from sozdesk.features.rent_limits.terms import OwnNews
from sozdesk.kernel.errors import NotFound, ReturnFileError, RuleViolation
from sozdesk.kernel.ids import seeded_ids


@pytest.fixture
def catalogue(platform: Archive) -> bytes:
    """Nr. 1 of the KSA."""
    stocked(platform)
    return written(platform).content


@pytest.fixture
def informed(service_platform: Archive, catalogue: bytes) -> Archive:
    """A Sozialdienst that compared the key and read Nr. 1."""
    read(service_platform, catalogue, print_of(catalogue))
    return service_platform


def content_of(data: bytes) -> dict:
    return json.loads(data.split(b"\n")[2])


def refusal(archive: Archive, data: bytes, trust: str = "") -> str:
    """Why a file is refused, by the preview and by the use case alike; and nothing is written."""
    before = everything(archive)
    with pytest.raises(ReturnFileError) as caught:
        read(archive, data, trust)
    assert everything(archive) == before
    assert caught.value.next_step
    return caught.value.sentence


# ------------------------------------------------------------------ writing


def test_the_file_is_named_after_its_day_and_counts(platform: Archive) -> None:
    german, _ = stocked(platform)
    first = written(platform)
    assert (first.name, first.serial) == ("katalog-2027-01-05.szk", 1)
    assert written(platform) == first
    change(platform, german, title="Deutsch am Arbeitsplatz")
    second = written(platform)
    assert (second.name, second.serial) == ("katalog-2027-01-05-2.szk", 2)
    assert written(platform) == second
    assert [(row.serial, row.name) for row in platform.query(queries.catalogues)] == [
        (2, "katalog-2027-01-05-2.szk"),
        (1, "katalog-2027-01-05.szk"),
    ]
    assert platform.query(queries.catalogue_draft, date(2027, 1, 6)).name == second.name
    change(platform, german, title="Deutsch im Büro")
    assert platform.query(queries.catalogue_draft, DAY).name == "katalog-2027-01-05-3.szk"
    tomorrow = platform.query(queries.catalogue_draft, date(2027, 1, 6))
    assert tomorrow.name == "katalog-2027-01-06.szk"


def test_what_is_internal_never_leaves_the_office(platform: Archive) -> None:
    stocked(platform)
    draft = offering(platform, provider(platform, "Noch geheim"), "Nur ein Entwurf")
    recognised(platform, *_owner(platform, draft), kind=DecisionKind.REFUSED)
    data = written(platform).content
    for word in ("CH93", "heikel", "Noch geheim", "Nur ein Entwurf", "refused", "reasons"):
        assert word.encode() not in data
    assert b"Erna Beispiel" in data


def _owner(archive: Archive, offering_id: UUID) -> tuple[UUID, UUID]:
    return archive.query(queries.offering, offering_id, DAY).provider_id, offering_id


def test_an_empty_platform_and_a_sozialdienst_write_none(
    platform: Archive, service_platform: Archive
) -> None:
    with pytest.raises(NotFound, match="Es steht kein Angebot auf der Plattform"):
        written(platform)
    with pytest.raises(RuleViolation, match="Kantonale Sozialamt"):
        written(service_platform)


def test_the_draft_says_what_differs_from_the_last_one(platform: Archive) -> None:
    german, sums = stocked(platform)
    draft = platform.query(queries.catalogue_draft, DAY)
    assert draft.last is None
    assert {one.kind for one in draft.changes} == {ChangeKind.NEW}
    data = written(platform).content
    assert platform.query(queries.catalogue_draft, DAY).same
    change(platform, german, free_places=1)
    set_state(platform, sums, OfferingState.PAUSED)
    draft = platform.query(queries.catalogue_draft, DAY)
    assert not draft.same
    assert draft.fingerprint == print_of(data)
    said = {
        (one.name, field.label, field.before, field.after)
        for one in draft.changes
        for field in one.fields
    }
    assert said == {
        ("1 Deutsch im Alltag", "Freie Plätze", "3", "1"),
        ("2 Rechnen im Alltag", "Stand", "auf der Plattform", "pausiert"),
    }


# ------------------------------------------------------------------ reading


def test_a_sozialdienst_sees_offerings_prices_and_who_is_recognised(informed: Archive) -> None:
    german, sums = informed.query(queries.offerings, DAY)
    assert (german.title, german.price.amount, german.recognition.recognised) == (
        "Deutsch im Alltag",
        120_050,
        True,
    )
    assert german.places[0].town == "Sissach"
    assert (german.starts, german.languages[0].reached) == ((date(2027, 2, 1),), "B1")
    assert sums.number == 2
    (tariff,) = informed.query(queries.tariffs)
    assert tariff.amount == 110_000
    assert informed.query(queries.providers)[0].iban == ""


def test_ids_stay_those_of_the_ksa(platform: Archive, informed: Archive) -> None:
    theirs = {row.id: row.title for row in platform.query(queries.offerings, DAY)}
    assert {row.id: row.title for row in informed.query(queries.offerings, DAY)} == theirs


def test_the_same_file_again_changes_nothing(informed: Archive, catalogue: bytes) -> None:
    before = everything(informed)
    outcome = read(informed, catalogue)
    assert (outcome.changed, everything(informed)) == (frozenset(), before)
    assert outcome.summary == "Unverändert seit dem Katalog Nr. 1 vom 05.01.2027."
    assert preview(informed, catalogue).same


def test_the_preview_shows_old_and_new_and_writes_nothing(
    platform: Archive, informed: Archive
) -> None:
    german, sums = (row.id for row in platform.query(queries.offerings, DAY))
    change(platform, german, capacity=14, goals="Sicher telefonieren")
    price(platform, sums, 99_000, date(2027, 7, 1))
    newer = written(platform).content
    before = everything(informed)
    seen = preview(informed, newer)
    assert everything(informed) == before
    assert (seen.serial, seen.trust, seen.same) == (2, KeyTrust.KNOWN, False)
    assert [(one.name, one.kind) for one in seen.changes] == [
        ("1 Deutsch im Alltag", ChangeKind.CHANGED),
        ("2 Rechnen im Alltag", ChangeKind.CHANGED),
    ]
    assert {(f.label, f.before, f.after) for f in seen.changes[0].fields} == {
        ("Ziele", "", "Sicher telefonieren"),
        ("Plätze", "12", "14"),
    }
    (costs,) = seen.changes[1].fields
    old = "ab 01.01.2026: 1'200.50 pro Kurs, von der MWST ausgenommen"
    assert (costs.label, costs.before) == ("Preis", old)
    assert costs.after == f"{old}\nab 01.07.2027: 990.00 pro Kurs, von der MWST ausgenommen"
    read(informed, newer)
    assert preview(informed, newer).changes == ()
    assert informed.query(queries.offering, german, DAY).goals == "Sicher telefonieren"


def test_a_withdrawn_offering_stays_known_as_no_longer_recognised(
    platform: Archive, informed: Archive
) -> None:
    german = platform.query(queries.offerings, DAY)[0]
    recognised(platform, german.provider_id, german.id, date(2027, 1, 1), kind=DecisionKind.REVOKED)
    set_state(platform, german.id, OfferingState.REMOVED)
    read(informed, written(platform).content)
    row = informed.query(queries.offering, german.id, DAY)
    assert row.state is OfferingState.REMOVED
    assert (row.recognition.recognised, row.recognition.since) == (False, date(2027, 1, 1))


def test_what_vanished_is_struck_out_and_its_tariff_no_longer_holds(
    platform: Archive, informed: Archive, catalogue: bytes
) -> None:
    german = informed.query(queries.offerings, DAY)[0]
    content = content_of(catalogue)
    tables = content["tables"]
    gone = str(german.id)
    for name in ("offering_start", "offering_language", "offering_place", "offering_price"):
        tables[name] = [row for row in tables[name] if row["offering_id"] != gone]
    tables["offering"] = [row for row in tables["offering"] if row["id"] != gone]
    tables["recognition_decision"] = [
        row for row in tables["recognition_decision"] if row["offering_id"] != gone
    ]
    tables["provider_place"] = tables["provider_contact"] = tables["tariff"] = []
    data = resigned(platform, catalogue, content, serial=2)
    seen = preview(informed, data)
    assert ("1 Deutsch im Alltag", ChangeKind.GONE) in [
        (one.name, one.kind) for one in seen.changes
    ]
    read(informed, data)
    row = informed.query(queries.offering, german.id, DAY)
    assert (row.state, row.price.amount) == (OfferingState.REMOVED, 120_050)
    assert (row.places, row.contact_id) == ((), None)
    assert informed.query(queries.tariffs) == ()
    assert preview(informed, resigned(platform, catalogue, content, serial=3)).changes == ()


def test_a_start_that_was_entered_anew_takes_the_place_of_the_old_one(
    platform: Archive, informed: Archive
) -> None:
    german = platform.query(queries.offerings, DAY)[0].id
    change(platform, german, starts=())
    change(platform, german, starts=(date(2027, 2, 1),), number=1)
    read(informed, written(platform).content)
    assert informed.query(queries.offering, german, DAY).starts == (date(2027, 2, 1),)


def test_a_tariff_that_was_removed_is_removed(platform: Archive, informed: Archive) -> None:
    (tariff,) = platform.query(queries.tariffs)
    platform.run(
        remove_dated_value,
        RemoveDatedValue(kind=DatedKind.TARIFF, id=tariff.id, base_version=tariff.version),
    )
    dated(platform, DatedKind.COVERED_NEED, date(2027, 1, 1), category_code="basic_skills")
    read(informed, written(platform).content)
    assert informed.query(queries.tariffs) == ()
    assert informed.query(queries.covered_needs)[0].category_code == "basic_skills"


def test_an_unknown_municipality_comes_in_with_the_catalogue(
    platform: Archive, informed: Archive, catalogue: bytes
) -> None:
    from sozdesk.features.offices import queries as offices

    content = content_of(catalogue)
    merged = {
        **content["tables"]["municipality"][0],
        "id": str(uuid4()),
        "bfs_number": 2999,
        "official_name": "Neutal (BL)",
        "short_name": "Neutal",
        "valid_from": "2027-01-01",
    }
    content["tables"]["municipality"].append(merged)
    data = resigned(platform, catalogue, content, serial=2)
    assert preview(informed, data).new_municipalities == ("Neutal",)
    read(informed, data)
    assert informed.query(offices.municipality, 2999).short_name == "Neutal"


# ------------------------------------------------------------------ keys


def test_first_contact_needs_the_fingerprint_from_the_phone(
    service_platform: Archive, catalogue: bytes
) -> None:
    seen = preview(service_platform, catalogue)
    assert (seen.trust, seen.fingerprint) == (KeyTrust.FIRST, print_of(catalogue))
    said = refusal(service_platform, catalogue)
    assert said == (
        f"Diesen Schlüssel kennt Ihre Datei noch nicht. Sein Fingerabdruck: {seen.fingerprint}."
    )
    assert refusal(service_platform, catalogue, "00000 " * 8) == (
        "Der angegebene Fingerabdruck passt nicht zum Schlüssel dieser Datei."
    )
    read(service_platform, catalogue, seen.fingerprint.replace(" ", ""))
    known = service_platform.query(queries.trusted_keys)
    assert {row.confirmed_by for row in known if row.purpose == "signing"} == {"Anna Muster"}
    assert any(row.public.startswith("age1") for row in known)


def test_a_foreign_key_is_refused_even_if_everything_else_is_right(
    informed: Archive, catalogue: bytes
) -> None:
    _, data = forged(catalogue, serial=2)
    assert preview(informed, data).trust is KeyTrust.CHANGED
    assert refusal(informed, data).startswith(
        "Der Katalog ist mit einem anderen Schlüssel unterschrieben als bisher"
    )
    read(informed, data, print_of(data))
    assert preview(informed, data).trust is KeyTrust.KNOWN


def test_a_ksa_that_had_to_begin_its_file_anew_is_read_after_a_call(
    platform: Archive,
    informed: Archive,
    office_files: Callable[[OfficeKind], Path],
    tmp_path: Path,
) -> None:
    """Its new key counts from 1 again, and its offerings and decisions have new ids."""
    read(informed, written(platform).content)
    path = tmp_path / "neu.sozdesk"
    shutil.copyfile(office_files(OfficeKind.KSA), path)
    anew = open_with_key(path, TEST_KEY, clock=fixed_clock, new_id=seeded_ids(77))
    anew.run(load_offering_reference, LoadOfferingReference())
    german, sums = stocked(anew)
    data = written(anew).content
    seen = preview(informed, data)
    assert (seen.serial, seen.trust) == (1, KeyTrust.CHANGED)
    assert refusal(informed, data).startswith("Der Katalog ist mit einem anderen Schlüssel")
    read(informed, data, print_of(data))
    rows = informed.query(queries.offerings, DAY)
    shown = {row.id: row.number for row in rows if row.state is OfferingState.PUBLISHED}
    assert shown == {german: 1, sums: 2}
    assert [row.serial for row in informed.query(queries.catalogues)] == [1]
    change(anew, german, title="Deutsch am Abend")
    read(informed, written(anew).content)
    assert refusal(informed, data).startswith("Dieser Katalog (Nr. 1")
    anew.close(backup=False)


def test_the_number_of_an_offering_that_vanished_may_come_back(
    platform: Archive, informed: Archive, catalogue: bytes
) -> None:
    content = content_of(catalogue)
    other = str(uuid4())
    (one,) = [row for row in content["tables"]["offering"] if row["title"] == "Rechnen im Alltag"]
    data = json.dumps(content).replace(one["id"], other)
    read(informed, resigned(platform, catalogue, json.loads(data), serial=2))
    rows = informed.query(queries.offerings, DAY)
    assert {(row.number, row.state) for row in rows if row.title == "Rechnen im Alltag"} == {
        (2, OfferingState.PUBLISHED),
        (3, OfferingState.REMOVED),
    }


def test_a_key_that_the_old_one_vouches_for_needs_no_phone(
    platform: Archive, informed: Archive, catalogue: bytes
) -> None:
    platform.run(renew_signing_key, RenewSigningKey())
    data = written(platform).content
    assert print_of(data) != print_of(catalogue)
    assert preview(informed, data).trust is KeyTrust.ENDORSED
    read(informed, data)
    platform.run(renew_signing_key, RenewSigningKey())
    platform.run(renew_signing_key, RenewSigningKey())
    assert preview(informed, written(platform).content).trust is KeyTrust.ENDORSED


def test_the_voucher_of_a_stranger_is_worth_nothing(informed: Archive, catalogue: bytes) -> None:
    from sozdesk.exchange import keys
    from sozdesk.exchange.envelope import Endorsement

    head, _ = forged(catalogue)
    known = json.loads(catalogue.split(b"\n")[1])["key"]
    voucher = Endorsement(known, keys.endorse(SECRET, head.key))
    _, data = forged(catalogue, serial=2, endorsements=(voucher,))
    assert preview(informed, data).trust is KeyTrust.CHANGED


def test_there_is_no_key_to_renew_before_the_first_catalogue(platform: Archive) -> None:
    with pytest.raises(NotFound, match="Es gibt noch keinen Schlüssel"):
        platform.run(renew_signing_key, RenewSigningKey())


# ------------------------------------------------------------------ refusals


def test_an_older_one_and_a_second_one_of_the_same_number_are_refused(
    platform: Archive, informed: Archive, catalogue: bytes
) -> None:
    content = content_of(catalogue)
    other = resigned(platform, catalogue, {**content, "limits": []}, office="KSA")
    assert refusal(informed, other) == "Ein anderer Katalog mit der Nr. 1 ist schon eingelesen."
    read(informed, resigned(platform, catalogue, content, serial=4))
    made_later = datetime(2027, 1, 9, tzinfo=UTC)
    late = resigned(platform, catalogue, content, made_at=made_later)
    assert refusal(informed, late) == refusal(informed, catalogue)
    assert refusal(informed, catalogue) == (
        "Dieser Katalog (Nr. 1 vom 05.01.2027) ist älter als der eingelesene (Nr. 4 vom 05.01.2027)."
    )


@pytest.mark.parametrize(
    ("change_it", "sentence"),
    [
        (lambda data: data[:-2], "beschädigt"),
        (lambda data: data.replace(b"120050", b"120051", 1), "beschädigt"),
        (lambda data: data.replace(b"EXCHANGE 1", b"EXCHANGE 2", 1), "neueren SozDesk-Version"),
        (lambda data: b"PK" + data, "kein Katalog des Kantonalen Sozialamts"),
        (lambda data: data + bytes(envelope.MAX_SIZE), "zu gross"),
        (lambda data: forged(data, kind="bill")[1], "kommt aus SozDesk, ist aber kein Katalog"),
        (lambda data: forged(data, content_version=2)[1], "neueren SozDesk-Version"),
        (lambda data: forged(data, sample=True)[1], "frei erfundene Beispieldaten"),
    ],
)
def test_every_refusal_says_why_and_writes_nothing(
    informed: Archive, catalogue: bytes, change_it, sentence: str
) -> None:
    assert sentence in refusal(informed, change_it(catalogue))


def test_signed_content_that_does_not_fit_is_refused_with_its_place(
    platform: Archive, informed: Archive, catalogue: bytes
) -> None:
    for key, wrong, place in (
        ("as_of", "heute", "Stand"),
        ("encryption_key", "age1x", "Schlüssel"),
        ("limits", [{"year": 2027}], "Mietzinsgrenzwerte"),
    ):
        content = {**content_of(catalogue), key: wrong}
        data = resigned(platform, catalogue, content, serial=2)
        assert refusal(informed, data) == f"Der Inhalt des Katalogs ist nicht verwertbar ({place})."


@pytest.mark.parametrize(
    ("news", "lines"),
    [
        ((), ()),
        (
            (OwnNews("Bretzwil", 2026, True, False),),
            ("Bretzwil: Grenzwerte 2026 vom KSA, bisher noch nicht gemeldet",),
        ),
        (
            (OwnNews("Bretzwil", 2026, True, True), OwnNews("Lauwil", 2027, False, False)),
            (
                "Bretzwil: Grenzwerte 2026 vom KSA, bisher andere vom KSA",
                (
                    "Lauwil: Grenzwerte 2027 vom KSA werden nicht erfasst, bis Sie selbst "
                    "gemeldet haben; die Meldung bleibt offen"
                ),
            ),
        ),
        (
            (OwnNews("Bretzwil", 2026, True, False), OwnNews("Lauwil", 2026, True, False)),
            ("Bretzwil und Lauwil: Grenzwerte 2026 vom KSA, bisher noch nicht gemeldet",),
        ),
    ],
)
def test_what_comes_in_about_the_own_municipalities_is_said(news, lines) -> None:
    assert texts.own_limits(news) == lines


def test_the_ksa_reads_none(platform: Archive, catalogue: bytes) -> None:
    assert "führt das Kantonale Sozialamt selbst" in refusal(platform, catalogue)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(junk=st.binary(min_size=1, max_size=60), at=st.integers(0, 10**6))
def test_random_bytes_in_a_catalogue_never_get_in(
    service_platform: Archive, catalogue: bytes, junk: bytes, at: int
) -> None:
    place = at % len(catalogue)
    data = catalogue[:place] + junk + catalogue[place + len(junk) :]
    if data != catalogue:
        with pytest.raises(ReturnFileError):
            preview(service_platform, data)


def test_an_own_offering_of_the_office_cannot_be_published_twice(platform: Archive) -> None:
    """A second provider with an equal name is another one: ids decide, never names."""
    for _ in range(2):
        who = provider(platform, "Gleich")
        course = offering(platform, who, "Gleich")
        price(platform, course, 100)
        recognised(platform, who, course)
        publish(platform, course)
    assert len(content_of(written(platform).content)["tables"]["provider"]) == 2
