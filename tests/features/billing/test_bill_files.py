"""A bill goes as a file from the Sozialdienst to the KSA, and everything that must not pass."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

import bill_file_kit as kit
import bill_world as world
import claim_kit
from sozdesk.archive import blobs
from sozdesk.archive.base import Base
from sozdesk.archive.store import Archive
from sozdesk.exchange import sealed
from sozdesk.features.billing import files, queries, rules
from sozdesk.features.billing.records import (
    BillLineCostRecord,
    BillLineRecord,
    BillRecord,
)
from sozdesk.features.billing.terms.bill_files import BillNumber, BillPreview, ReadBill
from sozdesk.features.cases.usecases import LoadCaseReference, load_case_reference
from sozdesk.features.offerings import queries as offerings
from sozdesk.features.offerings import usecases as offering_usecases
from sozdesk.features.offerings.terms import KeyPurpose
from sozdesk.features.offerings.terms.catalogue import KeyTrust, Signer
from sozdesk.features.offerings.usecases import (
    PassKey,
    TrustOffice,
    confirm_key,
    revoke_key,
    trust_office,
)
from sozdesk.kernel.errors import NotFound, ReturnFileError

BROKEN = "Der Inhalt dieser Abrechnung ist nicht so, wie SozDesk ihn schreibt"


@pytest.fixture
def ksa(archive: Archive) -> Archive:
    """A KSA with a catalogue, and a Sozialdienst that bills for Liestal."""
    world.stock(archive)
    world.joined(archive)
    return archive


@pytest.fixture
def service(ksa: Archive, service_archive: Archive) -> Archive:
    """A Sozialdienst that has read the catalogue of the KSA."""
    for load, command in (
        (offering_usecases.load_offering_reference, offering_usecases.LoadOfferingReference()),
        (load_case_reference, LoadCaseReference()),
    ):
        service_archive.run(load, command)
    world.share_catalogue(ksa, service_archive)
    return service_archive


def everything(archive: Archive) -> dict[str, list[str]]:
    """Every row of every table."""

    def rows(session: Session) -> dict[str, list[str]]:
        tables = Base.metadata.sorted_tables
        return {one.name: sorted(map(str, session.execute(select(one)))) for one in tables}

    found: dict[str, list[str]] = archive.query(rows)
    return found


def preview(ksa: Archive, *bills: ReadBill) -> tuple[BillPreview, ...]:
    found: tuple[BillPreview, ...] = ksa.query(queries.bill_previews, bills)
    return found


def refusal(ksa: Archive, bill: ReadBill) -> str:
    """Why a file is refused, by the preview and by the use case alike; and nothing is written."""
    before = everything(ksa)
    with pytest.raises(ReturnFileError) as caught:
        world.receive(ksa, bill)
    assert everything(ksa) == before
    (shown,) = preview(ksa, bill)
    assert shown.refusal == (caught.value.sentence, caught.value.next_step)
    assert caught.value.next_step
    return caught.value.sentence


# ------------------------------------------------------------------ there and back


def test_a_bill_arrives_as_it_was_issued(ksa: Archive, service: Archive, tmp_path: Path) -> None:
    file = world.written(service, world.issued(service))
    assert file.name == "abrechnung-liestal-2026-001.szb"
    bill = world.read(ksa, tmp_path, file)
    (bill_id,) = world.receive(ksa, bill)

    def stored(session: Session) -> tuple[BillRecord, BillLineRecord, BillLineCostRecord]:
        row = session.get_one(BillRecord, bill_id)
        line = session.scalars(select(BillLineRecord)).one()
        cost = session.scalars(select(BillLineCostRecord)).one()
        session.expunge_all()
        return row, line, cost

    row, line, cost = ksa.query(stored)
    assert (row.origin, row.state, row.number, row.canton) == ("received", "received", 1, 43_000)
    assert (row.office_name, row.received_at.year) == (world.SERVICE, 2027)
    assert (line.last_name, line.ahv_number, line.canton) == ("Muster", "7569217076985", 43_000)
    assert line.steps == [{"text": "Kosten laut Rechnung", "amount": 90_000, "source": ""}]
    assert (cost.number, cost.amount, cost.line_id) == ("R-1", 90_000, line.id)
    assert ksa.query(blobs.get, row.content_sha256) == bill.text


def test_writing_again_says_the_same_to_the_letter(
    ksa: Archive, service: Archive, tmp_path: Path
) -> None:
    bill = world.issued(service)
    first, second = world.written(service, bill), world.written(service, bill)
    assert first.data != second.data
    one, other = (world.read(ksa, tmp_path, file) for file in (first, second))
    assert one.text == other.text
    world.receive(ksa, one)
    assert refusal(ksa, other).startswith("Abrechnung Liestal 1/2026 ist schon eingelesen am 05.01")


def test_a_new_signer_is_compared_once(ksa: Archive, service: Archive, tmp_path: Path) -> None:
    bill = world.read(ksa, tmp_path, world.written(service, world.issued(service)))
    (shown,) = preview(ksa, bill)
    assert (shown.trust, shown.asks_comparison) == (KeyTrust.FIRST, True)
    assert (shown.municipality_name, shown.service_name) == ("Liestal", world.SERVICE)
    before = everything(ksa)
    with pytest.raises(ReturnFileError, match="Schlüssel von «Sozialdienst Beispieltal» kennt"):
        world.receive(ksa, bill, compared=False)
    assert everything(ksa) == before
    world.receive(ksa, bill)
    second = world.read(ksa, tmp_path, world.written(service, world.issued(service, number=2)))
    (shown,) = preview(ksa, second)
    assert (shown.trust, shown.asks_comparison) == (KeyTrust.KNOWN, False)
    world.receive(ksa, second, compared=False)


def test_many_bills_are_read_in_at_once(ksa: Archive, service: Archive, tmp_path: Path) -> None:
    for number in (1, 2, 3):
        file = world.written(service, world.issued(service, number=number))
        (tmp_path / file.name).write_bytes(file.data)
    (tmp_path / "brief.txt").write_text("nicht gemeint")
    seen: list[tuple[int, int]] = []
    bills = files.read_bills(
        [tmp_path, tmp_path / "abrechnung-liestal-2026-002.szb"],
        ksa.query(queries.reading_key),
        progress=lambda done, total: seen.append((done, total)),
    )
    assert seen == [(0, 3), (1, 3), (2, 3)]
    made = world.receive(ksa, *bills)
    assert len(set(made)) == 3


def test_scans_travel_only_if_the_ksa_wants_them(
    ksa: Archive, service: Archive, tmp_path: Path
) -> None:
    scan = b"%PDF-1.7 Rechnung R-1"
    sha256 = service.run(_keep, scan).value
    claim = kit.claim(costs=(replace(kit.claim().costs[0], voucher_sha256=(sha256,)),))
    without = world.issued(service, claims=(claim,))
    assert world.read(ksa, tmp_path, world.written(service, without)).content.vouchers == ()
    claim_kit.value(service, "vouchers_travel", 1)
    having = world.issued(service, claims=(claim,), number=2)
    bill = world.read(ksa, tmp_path, world.written(service, having))
    world.receive(ksa, bill)
    assert ksa.query(blobs.get, sha256) == scan


def test_scans_that_are_too_big_are_said_when_the_bill_is_sealed(service: Archive) -> None:
    hashes = tuple(service.run(_keep, bytes([one]) * 7_000_000).value for one in (1, 2))
    claim_kit.value(service, "vouchers_travel", 1)
    claim = kit.claim(costs=(replace(kit.claim().costs[0], voucher_sha256=hashes),))
    with pytest.raises(ReturnFileError, match="zusammen grösser als 12 MB"):
        world.issued(service, claims=(claim,))


def _keep(session: Session, command: bytes, context: Any) -> Any:
    from sozdesk.kernel.usecase import Outcome

    return Outcome(frozenset({"billing"}), "Test", blobs.put(session, command))


_keep.undoable = False  # type: ignore[attr-defined]


# ------------------------------------------------------------------ what is not written


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"state": "draft"}, "Diese Abrechnung ist noch ein Entwurf."),
        ({"accrual": True}, "Eine Abgrenzung wird nicht verlangt"),
        ({"origin": "received"}, "Diese Abrechnung gibt es nicht mehr."),
    ],
)
def test_what_is_no_issued_bill_is_not_written(
    service: Archive, values: dict[str, Any], sentence: str
) -> None:
    bill = world.issued(service, **values)
    with pytest.raises(NotFound, match=sentence):
        world.written(service, bill)


def test_without_the_catalogue_there_is_no_key_to_encrypt_for(
    ksa: Archive, service_archive: Archive
) -> None:
    bill = world.issued(service_archive)
    with pytest.raises(NotFound, match="Der Schlüssel des Kantonalen Sozialamts fehlt"):
        world.written(service_archive, bill)
    with pytest.raises(NotFound, match="nur der Sozialdienst"):
        world.written(ksa, bill)


# ------------------------------------------------------------------ what is not read


def test_only_the_ksa_reads_bills_and_only_with_a_key(
    archive: Archive, service_archive: Archive
) -> None:
    with pytest.raises(NotFound, match="liest nur das Kantonale Sozialamt"):
        service_archive.query(queries.reading_key)
    with pytest.raises(NotFound, match="noch keinen Schlüssel"):
        archive.query(queries.reading_key)


def test_a_file_that_is_not_whole_or_not_for_us(
    ksa: Archive, service: Archive, tmp_path: Path
) -> None:
    good = world.written(service, world.issued(service)).data
    elsewhere = kit.file_of(kit.content(), kit.new_recipient())
    text = sealed.unseal(good, _secret(ksa), "bill", 1).text
    recipient = _public(ksa)
    changed = sealed.encrypt(text.replace(b"43000", b"53000"), [recipient])
    for data, sentence in (
        (
            good[:-9],
            "Diese Datei ist keine Abrechnung, oder sie ist beschädigt oder unvollständig.",
        ),
        (b"PK", "Diese Datei ist keine Abrechnung aus SozDesk."),
        (elsewhere, "Diese Abrechnung ist nicht für dieses Amt verschlüsselt."),
        (changed, "Die Unterschrift dieser Abrechnung stimmt nicht: Sie wurde verändert."),
        (
            world.foreign_file(ksa, content_version=2),
            "Diese Abrechnung wurde mit einer neueren SozDesk-Version erstellt.",
        ),
        (
            sealed.encrypt(kit.text_of(kit.content(), kind="answer"), [recipient]),
            "Diese Datei kommt aus SozDesk, ist aber keine Abrechnung.",
        ),
        (
            world.foreign_file(ksa, lines=(kit.line(canton=1),)),
            f"{BROKEN} (Stelle: lines.cost).",
        ),
        (
            kit.file_of(kit.content(encryption_key="age1nein"), recipient),
            f"{BROKEN} (Stelle: encryption_key).",
        ),
    ):
        assert refusal(ksa, world.read(ksa, tmp_path, data)) == sentence
    missing = files.read_bill(tmp_path / "fehlt.szb", _secret(ksa))
    assert refusal(ksa, missing) == "Die Datei lässt sich nicht öffnen."


def _secret(ksa: Archive) -> bytes:
    found: bytes = ksa.query(queries.reading_key)
    return found


def _public(ksa: Archive) -> str:
    pair = ksa.query(offerings.office_key, KeyPurpose.ENCRYPTION)
    assert pair is not None
    return pair.public.decode()


def test_an_unknown_municipality_or_invented_data(ksa: Archive, tmp_path: Path) -> None:
    strange = world.foreign_file(ksa, bfs_number=351, municipality_name="Bern")
    assert refusal(ksa, world.read(ksa, tmp_path, strange)) == (
        "Die Gemeinde 351 «Bern» gibt es in dieser Datei nicht."
    )
    invented = world.foreign_file(ksa, sample=True)
    assert refusal(ksa, world.read(ksa, tmp_path, invented)) == (
        "Diese Abrechnung enthält frei erfundene Beispieldaten."
    )


def test_another_bill_under_a_number_that_was_read(ksa: Archive, tmp_path: Path) -> None:
    world.receive(ksa, world.read(ksa, tmp_path, world.foreign_file(ksa)))
    other = world.foreign_file(ksa, issued_on=date(2026, 4, 21))
    assert refusal(ksa, world.read(ksa, tmp_path, other)) == (
        "Abrechnung Liestal 1/2026 ist schon mit anderem Inhalt eingelesen."
    )


def test_one_bill_in_two_chosen_files(ksa: Archive, tmp_path: Path) -> None:
    one, other = (world.read(ksa, tmp_path, world.foreign_file(ksa)) for _ in range(2))
    first, second = preview(ksa, one, other)
    assert first.refusal is None
    assert second.refusal is not None
    assert second.refusal[0].endswith("ist in einer anderen gewählten Datei schon enthalten.")
    before = everything(ksa)
    with pytest.raises(ReturnFileError):
        world.receive(ksa, one, other)
    assert everything(ksa) == before


def test_an_office_that_does_not_bill_for_the_municipality(ksa: Archive, tmp_path: Path) -> None:
    world.joined(ksa, 2770, "Sozialdienst Muttenz")
    mine = world.read(ksa, tmp_path, world.foreign_file(ksa))
    world.receive(ksa, mine)
    theirs = world.foreign_file(ksa, bfs_number=2770, municipality_name="Muttenz")
    assert refusal(ksa, world.read(ksa, tmp_path, theirs)) == (
        "«Sozialdienst Beispieltal» rechnet am 20.04.2026 nicht für Muttenz ab."
    )


def test_a_municipality_that_bills_itself_has_a_key_of_its_own(
    ksa: Archive, tmp_path: Path
) -> None:
    own = {"bfs_number": 2770, "municipality_name": "Muttenz", "secret": bytes([7] * 32)}
    first = world.read(ksa, tmp_path, world.foreign_file(ksa, **own))
    (shown,) = preview(ksa, first)
    assert shown.signer is not None
    assert (shown.trust, shown.signer.service_id, shown.signer.bfs_number) == (
        KeyTrust.FIRST,
        None,
        2770,
    )
    assert shown.service_name == "Muttenz"
    world.receive(ksa, first)
    second = world.read(ksa, tmp_path, world.foreign_file(ksa, **own, number=2))
    world.receive(ksa, second, compared=False)
    elsewhere = world.foreign_file(ksa, **{**own, "bfs_number": 2766})
    assert "nicht für Birsfelden ab" in refusal(ksa, world.read(ksa, tmp_path, elsewhere))


def test_a_changed_key_is_compared_again_and_the_old_one_no_longer_counts(
    ksa: Archive, tmp_path: Path
) -> None:
    world.receive(ksa, world.read(ksa, tmp_path, world.foreign_file(ksa)))
    new = {"secret": bytes([9] * 32), "number": 2}
    second = world.read(ksa, tmp_path, world.foreign_file(ksa, **new))
    (shown,) = preview(ksa, second)
    assert (shown.trust, shown.asks_comparison) == (KeyTrust.CHANGED, True)
    with pytest.raises(ReturnFileError, match="mit einem anderen Schlüssel als bisher"):
        world.receive(ksa, second, compared=False)
    world.receive(ksa, second)
    third = world.read(ksa, tmp_path, world.foreign_file(ksa, number=3))
    assert refusal(ksa, third) == (
        "Diese Datei ist mit einem Schlüssel unterschrieben, der nicht mehr gilt."
    )

    signers = {
        (one.public, one.retired_on is not None, one.confirmed_by)
        for one in ksa.query(offerings.trusted_keys)
        if one.purpose is KeyPurpose.SIGNING
    }
    assert signers == {(third.key, True, "Anna Muster"), (second.key, False, "Anna Muster")}


def test_a_known_office_that_has_a_new_address_for_answers(ksa: Archive, tmp_path: Path) -> None:
    first, second = (
        world.read(ksa, tmp_path, world.foreign_file(ksa, number=number)) for number in (1, 2)
    )
    world.receive(ksa, first)
    world.receive(ksa, second)
    keys = [
        one.public
        for one in ksa.query(offerings.trusted_keys)
        if one.purpose is KeyPurpose.ENCRYPTION and one.retired_on is None
    ]
    assert second.content is not None
    assert keys == [second.content.encryption_key]


def version(ksa: Archive, key: str) -> PassKey:
    (row,) = [one for one in ksa.query(offerings.trusted_keys) if one.public == key]
    return PassKey(id=row.id, base_version=row.version)


def test_a_revoked_key_is_refused_until_somebody_confirms_it_again(
    ksa: Archive, tmp_path: Path
) -> None:
    first, second = (
        world.read(ksa, tmp_path, world.foreign_file(ksa, number=number)) for number in (1, 2)
    )
    world.receive(ksa, first)
    ksa.run(revoke_key, version(ksa, first.key))
    assert refusal(ksa, second) == (
        "Diese Datei ist mit einem Schlüssel unterschrieben, der nicht mehr gilt."
    )
    assert all(one.retired_on for one in ksa.query(offerings.trusted_keys))
    ksa.run(confirm_key, version(ksa, first.key))
    world.receive(ksa, second, compared=False)


def test_only_a_key_that_signs_is_confirmed_or_revoked(ksa: Archive, tmp_path: Path) -> None:
    """The address for answers is no key that anybody compares: it follows the one that signs."""
    file = world.read(ksa, tmp_path, world.foreign_file(ksa))
    world.receive(ksa, file)
    ksa.run(revoke_key, version(ksa, file.key))
    (address,) = [
        one for one in ksa.query(offerings.trusted_keys) if one.purpose is KeyPurpose.ENCRYPTION
    ]
    for act in (confirm_key, revoke_key):
        with pytest.raises(NotFound, match="wird verschlüsselt, nicht unterschrieben"):
            ksa.run(act, version(ksa, address.public))
    assert all(one.retired_on for one in ksa.query(offerings.trusted_keys))


def test_a_key_that_was_compared_with_another_file_of_the_office_is_known(
    ksa: Archive, tmp_path: Path
) -> None:
    """One store: who compared the key for the Grundsatzentscheide compared it for the bills."""
    file = world.read(ksa, tmp_path, world.foreign_file(ksa))
    command = TrustOffice(signer=Signer(office=file.office, key=file.key), compared=True)
    ksa.run(trust_office, command)
    (shown,) = preview(ksa, file)
    assert (shown.trust, shown.asks_comparison) == (KeyTrust.KNOWN, False)
    world.receive(ksa, file, compared=False)


# ------------------------------------------------------------------ cancelling bills


def cancelling(ksa: Archive, number: int = 2) -> bytes:
    lines = (world.negated(kit.line()),)
    return world.foreign_file(
        ksa, number=number, cancels=BillNumber(year=2026, number=1), lines=lines
    )


def test_a_cancelling_bill_refers_to_the_received_one(ksa: Archive, tmp_path: Path) -> None:
    (first,) = world.receive(ksa, world.read(ksa, tmp_path, world.foreign_file(ksa)))
    (second,) = world.receive(ksa, world.read(ksa, tmp_path, cancelling(ksa)))
    assert ksa.query(lambda session: session.get_one(BillRecord, second).cancels_id) == first
    again = world.read(ksa, tmp_path, cancelling(ksa, 3))
    assert refusal(ksa, again) == (
        "Sie storniert Abrechnung Liestal 1/2026, und diese ist schon storniert."
    )


def test_a_cancelling_bill_and_the_cancelled_one_may_come_together(
    ksa: Archive, tmp_path: Path
) -> None:
    later = world.read(ksa, tmp_path, cancelling(ksa))
    assert refusal(ksa, later) == (
        "Sie storniert Abrechnung Liestal 1/2026, und diese ist noch nicht eingelesen."
    )
    first = world.read(ksa, tmp_path, world.foreign_file(ksa))
    made: tuple[UUID, ...] = world.receive(ksa, later, first)
    assert ksa.query(lambda session: session.get_one(BillRecord, made[0]).cancels_id) == made[1]
    twice = world.read(ksa, tmp_path, cancelling(ksa, 3))
    assert preview(ksa, twice)[0].refusal is not None


def test_nothing_to_read_in_changes_nothing(ksa: Archive) -> None:
    assert world.receive(ksa) == ()


def test_hash_and_sums_are_the_same_on_both_sides(
    ksa: Archive, service: Archive, tmp_path: Path
) -> None:
    content = world.read(ksa, tmp_path, world.written(service, world.issued(service))).content
    assert content is not None
    assert content.lines_sha256 == rules.lines_sha256((kit.line(),))
    assert content.lines == (kit.line(),)
