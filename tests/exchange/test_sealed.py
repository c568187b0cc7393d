"""An encrypted file opens for its recipients only, whole or not at all, and says which of it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozdesk.exchange import envelope, keys, sealed
from sozdesk.exchange.envelope import EnvelopeFlaw, Head, RefusedEnvelope

SECRET = bytes(range(32))
KSA, OWN, STRANGER = (keys.new_encryption_pair() for _ in range(3))


def public_of(secret: bytes) -> str:
    from nacl.signing import SigningKey

    return bytes(SigningKey(secret).verify_key).hex()


HEAD = Head(
    kind="bill",
    content_version=1,
    serial=3,
    made_at=datetime(2027, 1, 5, 10, tzinfo=UTC),
    office="Sozialdienst Beispieltal",
    key=public_of(SECRET),
)
CONTENT = {"gemeinde": "Böckten", "betrag": 125_000}
TEXT = envelope.seal(HEAD, CONTENT, SECRET)
GOOD = sealed.encrypt(TEXT, [KSA.public.decode()])


def flaw(data: bytes, *, identity: bytes = KSA.secret, kind: str = "bill") -> EnvelopeFlaw:
    with pytest.raises(RefusedEnvelope) as caught:
        sealed.unseal(data, identity, kind, 1)
    return caught.value.flaw


def for_ksa(text: bytes) -> bytes:
    return sealed.encrypt(text, [KSA.public.decode()])


def test_what_was_encrypted_for_an_office_is_read_by_it() -> None:
    opened = sealed.unseal(GOOD, KSA.secret, "bill", 1)
    assert (opened.envelope.head, opened.envelope.content) == (HEAD, CONTENT)
    assert opened.text == TEXT


def test_nothing_of_the_content_stands_in_the_file() -> None:
    assert GOOD.startswith(b"age-encryption.org/v1\n")
    for word in ("Böckten", "125000", "Beispieltal", HEAD.key):
        assert word.encode() not in GOOD


def test_several_recipients_read_the_same() -> None:
    both = sealed.encrypt(TEXT, [KSA.public.decode(), OWN.public.decode()])
    assert sealed.unseal(both, KSA.secret, "bill", 1) == sealed.unseal(both, OWN.secret, "bill", 1)
    assert flaw(both, identity=STRANGER.secret) is EnvelopeFlaw.OTHER_RECIPIENT


def test_plain_age_gives_the_documented_text() -> None:
    """The steps of docs/exchange-bill.md, by the library of age alone."""
    import pyrage

    identity = pyrage.x25519.Identity.from_str(KSA.secret.decode())
    first, head, content, signature = pyrage.decrypt(GOOD, [identity]).decode().splitlines()
    assert first == "SOZDESK-EXCHANGE 1"
    assert json.loads(head)["kind"] == "bill"
    assert json.loads(content) == CONTENT
    above = "\n".join((first, head, content, "")).encode()
    assert keys.is_signed(json.loads(head)["key"], above, signature)


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (b"", EnvelopeFlaw.NOT_OURS),
        (b"PK\x03\x04 a workbook", EnvelopeFlaw.NOT_OURS),
        (TEXT, EnvelopeFlaw.NOT_OURS),
        (b"-----BEGIN AGE ENCRYPTED FILE-----\n", EnvelopeFlaw.NOT_OURS),
        (GOOD.replace(b"/v1", b"/v2", 1), EnvelopeFlaw.TOO_NEW),
        (GOOD[:-1], EnvelopeFlaw.DAMAGED),
        (GOOD[:150], EnvelopeFlaw.DAMAGED),
        (GOOD + b"\n", EnvelopeFlaw.DAMAGED),
        (for_ksa(b"Guten Tag\n"), EnvelopeFlaw.NOT_OURS),
        (for_ksa(TEXT.replace(b"EXCHANGE 1", b"EXCHANGE 2")), EnvelopeFlaw.TOO_NEW),
        (for_ksa(TEXT.replace(b"125000", b"925000")), EnvelopeFlaw.WRONG_SIGNATURE),
        (for_ksa(envelope.seal(HEAD, CONTENT, bytes(32))), EnvelopeFlaw.WRONG_SIGNATURE),
        (for_ksa(envelope.seal(replace(HEAD, content_version=2), CONTENT, SECRET)), "too_new"),
        (for_ksa(envelope.seal(replace(HEAD, kind="answer"), CONTENT, SECRET)), "wrong_kind"),
    ],
)
def test_every_refusal_has_its_reason(data: bytes, wanted: str) -> None:
    assert flaw(data) == wanted


def test_a_file_for_somebody_else_is_said_to_be_so() -> None:
    assert flaw(GOOD, identity=STRANGER.secret) is EnvelopeFlaw.OTHER_RECIPIENT


@given(at=st.integers(0, len(GOOD) - 1), bit=st.integers(0, 7))
def test_another_bit_anywhere_is_refused(at: int, bit: int) -> None:
    forged = GOOD[:at] + bytes([GOOD[at] ^ (1 << bit)]) + GOOD[at + 1 :]
    assert flaw(forged) in set(EnvelopeFlaw)


@given(text=st.binary(max_size=300))
def test_anything_encrypted_for_us_is_refused_and_never_breaks_the_reader(text: bytes) -> None:
    assert flaw(for_ksa(text)) in set(EnvelopeFlaw)


def test_too_big_is_said_before_anything_is_decrypted(tmp_path: Path) -> None:
    assert flaw(bytes(sealed.MAX_SIZE + 1)) is EnvelopeFlaw.TOO_BIG
    path = tmp_path / "gross.szb"
    with path.open("wb") as file:
        file.truncate(sealed.MAX_SIZE + 1)
    for wanted, place in (("too_big", path), ("not_found", tmp_path / "fehlt.szb")):
        with pytest.raises(RefusedEnvelope) as caught:
            sealed.read(place)
        assert caught.value.flaw == wanted


def test_the_largest_text_that_is_written_can_be_read_again() -> None:
    largest = for_ksa(bytes(envelope.MAX_SIZE))
    assert len(largest) <= sealed.MAX_SIZE
    with pytest.raises(RefusedEnvelope):
        for_ksa(bytes(envelope.MAX_SIZE + 1))
