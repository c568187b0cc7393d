"""A bill file is an ordinary age file: others open it without SozDesk to the documented JSON."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

import age_kit
import bill_world as world
from age_kit import READERS, Reader
from sozdesk.archive.store import Archive
from sozdesk.exchange import keys, sealed
from sozdesk.features.offerings import queries as offerings
from sozdesk.features.offerings.terms import KeyPurpose


@pytest.fixture(params=READERS, ids=lambda one: one.__name__)
def reader(request: pytest.FixtureRequest) -> Reader:
    found: Reader = request.param
    return found


def test_the_key_of_the_ksa_opens_the_file_to_the_documented_json(
    archive: Archive, service_archive: Archive, tmp_path: Path, reader: Reader
) -> None:
    course = world.stock(archive)
    world.share_catalogue(archive, service_archive)
    issued = world.issued(service_archive, (course.line(),), (course.claim(),))
    file = world.written(service_archive, issued)
    pair = archive.query(offerings.office_key, KeyPurpose.ENCRYPTION)
    assert pair is not None
    text = reader(file.data, pair.secret.decode(), tmp_path).decode()
    first, head, content, _signature = text.splitlines()
    assert first == "SOZDESK-EXCHANGE 1"
    assert json.loads(head)["kind"] == "bill"
    said = json.loads(content)
    assert (said["municipality_name"], said["canton"], said["line_count"]) == ("Liestal", 43_000, 1)
    assert said["claims"][0]["person"]["ahv_number"] == "7569217076985"
    assert said["catalogue_serial"] == 1


@pytest.mark.parametrize("size", [0, 1, 65_536, 65_537, 200_000])
def test_every_length_is_read_to_the_last_byte(tmp_path: Path, reader: Reader, size: int) -> None:
    """A file is cut into pieces of 64 KiB: none, one, exactly one, a byte more, four."""
    own, other = keys.new_encryption_pair(), keys.new_encryption_pair()
    text = os.urandom(size)
    data = sealed.encrypt(text, [one.public.decode() for one in (other, own)])
    assert reader(data, own.secret.decode(), tmp_path) == text


def test_another_key_opens_nothing() -> None:
    own, other = keys.new_encryption_pair(), keys.new_encryption_pair()
    data = sealed.encrypt(b"Muster", [own.public.decode()])
    with pytest.raises(AssertionError, match="not for this key"):
        age_kit.by_the_specification(data, other.secret.decode(), Path())
