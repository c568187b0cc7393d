"""A signed file is read whole or not at all: every byte counts, and nothing crashes the reader."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozdesk.exchange import envelope, keys
from sozdesk.exchange.envelope import Endorsement, EnvelopeFlaw, Head, RefusedEnvelope

SECRET = bytes(range(32))
KIND = "catalogue"


def public_of(secret: bytes) -> str:
    from nacl.signing import SigningKey

    return bytes(SigningKey(secret).verify_key).hex()


HEAD = Head(
    kind=KIND,
    content_version=1,
    serial=7,
    made_at=datetime(2027, 1, 5, 10, tzinfo=UTC),
    office="Kantonales Sozialamt",
    key=public_of(SECRET),
)
CONTENT = {"gemeinde": "Böckten", "preis": 125_000, "offen": None, "tage": [1, 2]}
GOOD = envelope.seal(HEAD, CONTENT, SECRET)


def flaw(data: bytes, kind: str = KIND, newest: int = 1) -> EnvelopeFlaw:
    with pytest.raises(RefusedEnvelope) as caught:
        envelope.unseal(data, kind, newest)
    return caught.value.flaw


def test_what_was_sealed_is_read_again_and_the_same_gives_the_same_bytes() -> None:
    opened = envelope.unseal(GOOD, KIND, 1)
    assert (opened.head, opened.content) == (HEAD, CONTENT)
    assert envelope.seal(HEAD, dict(reversed(CONTENT.items())), SECRET) == GOOD


def test_a_person_can_read_the_file() -> None:
    first, head, content, signature = GOOD.decode().splitlines()
    assert first == "SOZDESK-EXCHANGE 1"
    assert json.loads(head)["made_at"] == "2027-01-05T10:00:00+00:00"
    assert '"gemeinde":"Böckten"' in content
    assert len(signature) == 128


def test_another_byte_anywhere_is_refused() -> None:
    for at in range(len(GOOD)):
        for other in (GOOD[at] ^ 1, GOOD[at] ^ 0x80):
            forged = GOOD[:at] + bytes([other]) + GOOD[at + 1 :]
            assert flaw(forged) in set(EnvelopeFlaw)


def test_a_file_that_was_cut_or_got_longer_is_refused() -> None:
    for length in range(len(GOOD)):
        assert flaw(GOOD[:length]) in (EnvelopeFlaw.DAMAGED, EnvelopeFlaw.NOT_OURS)
    assert flaw(GOOD + b"\n") is EnvelopeFlaw.DAMAGED
    assert flaw(GOOD + GOOD) is EnvelopeFlaw.DAMAGED
    assert flaw(GOOD.replace(b"\n", b"\r\n")) is EnvelopeFlaw.DAMAGED


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (b"", EnvelopeFlaw.NOT_OURS),
        (b"PK\x03\x04 a workbook", EnvelopeFlaw.NOT_OURS),
        (GOOD.replace(b"EXCHANGE 1", b"EXCHANGE 2", 1), EnvelopeFlaw.TOO_NEW),
        (GOOD.replace(b"EXCHANGE 1", b"EXCHANGE 0", 1), EnvelopeFlaw.DAMAGED),
        (GOOD.replace(b"EXCHANGE 1", b"EXCHANGE 01", 1), EnvelopeFlaw.DAMAGED),
        (envelope.seal(replace(HEAD, content_version=2), CONTENT, SECRET), EnvelopeFlaw.TOO_NEW),
        (envelope.seal(replace(HEAD, kind="bill"), CONTENT, SECRET), EnvelopeFlaw.WRONG_KIND),
        (envelope.seal(HEAD, CONTENT, bytes(32)), EnvelopeFlaw.DAMAGED),
    ],
)
def test_every_refusal_has_its_reason(data: bytes, wanted: EnvelopeFlaw) -> None:
    assert flaw(data) is wanted


def test_too_big_is_said_before_anything_is_looked_at(tmp_path) -> None:
    path = tmp_path / "gross.szk"
    with path.open("wb") as file:
        file.truncate(envelope.MAX_SIZE + 1)
    with pytest.raises(RefusedEnvelope) as caught:
        envelope.read(path)
    assert caught.value.flaw is EnvelopeFlaw.TOO_BIG
    assert flaw(bytes(envelope.MAX_SIZE + 1)) is EnvelopeFlaw.TOO_BIG
    with pytest.raises(RefusedEnvelope) as caught:
        envelope.read(tmp_path / "fehlt.szk")
    assert caught.value.flaw is EnvelopeFlaw.NOT_FOUND


def sealed_text(content: bytes) -> bytes:
    """A right signature over any second line: only the owner of the key could make it."""
    above = GOOD.split(b"\n")[:2]
    text = b"\n".join([*above, content, b""])
    return text + keys.sign(SECRET, text).encode() + b"\n"


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 100_000 + b"]" * 100_000,
        b'{"a":' * 20 + b"1" + b"}" * 20,
        b'{"a":1,"a":2}',
        b'{"a": 1}',
        b'{"b":1,"a":2}',
        b'{"a":NaN}',
        b'{"a":' + b"9" * 5_000 + b"}",
        b'{"a":"\\ud800"}',
        b"[]",
        b"\xff\xfe",
        b"",
    ],
)
def test_signed_content_has_one_form_or_is_refused(content: bytes) -> None:
    assert flaw(sealed_text(content)) is EnvelopeFlaw.BROKEN_CONTENT


def sealed_head(**other: object) -> bytes:
    head = {**json.loads(GOOD.split(b"\n")[1]), **other}
    lines = [GOOD.split(b"\n")[0], envelope.canonical(head), GOOD.split(b"\n")[2], b""]
    text = b"\n".join(lines)
    return text + keys.sign(SECRET, text).encode() + b"\n"


@pytest.mark.parametrize(
    "other",
    [
        {"serial": 0},
        {"serial": True},
        {"serial": 2**31},
        {"kind": 1},
        {"office": ""},
        {"office": "x" * 201},
        {"sample": 0},
        {"made_at": "gestern"},
        {"made_at": "2027-01-05T10:00:00"},
        {"made_at": "0001-01-01T00:00:00+14:00"},
        {"made_at": "2027-01-05T11:00:00+01:00"},
        {"endorsements": {}},
        {"endorsements": [1]},
        {"endorsements": [{"key": "x" * 200, "signature": "y"}] * 21},
        {"endorsements": [{"key": "x", "signature": "y", "more": "z"}]},
        {"content_version": "1"},
        {"more": 1},
    ],
)
def test_a_signed_head_holds_exactly_what_belongs_there(other: dict[str, object]) -> None:
    assert flaw(sealed_head(**other)) is EnvelopeFlaw.DAMAGED


def test_a_head_without_an_answer_or_endlessly_deep_is_damaged() -> None:
    head = json.loads(GOOD.split(b"\n")[1])
    for key in head:
        less = envelope.canonical({name: head[name] for name in head if name != key})
        assert flaw(b"\n".join([GOOD.split(b"\n")[0], less, b"{}", b"0" * 128, b""])) is (
            EnvelopeFlaw.DAMAGED
        )
    deep = b"\n".join([b"SOZDESK-EXCHANGE 1", b"[" * 8_000, b"{}", b"0" * 128, b""])
    assert flaw(deep) is EnvelopeFlaw.DAMAGED
    long = b"\n".join([b"SOZDESK-EXCHANGE 1", b"1" * 9_000, b"{}", b"0" * 128, b""])
    assert flaw(long) is EnvelopeFlaw.DAMAGED


@given(st.binary(max_size=400))
def test_any_bytes_are_refused_in_words(data: bytes) -> None:
    assert flaw(data) in set(EnvelopeFlaw)


@given(st.binary(max_size=300), st.integers(0, len(GOOD)))
def test_any_bytes_put_into_a_good_file_are_refused(data: bytes, at: int) -> None:
    changed = GOOD[:at] + data + GOOD[at + len(data) :]
    if changed == GOOD:
        assert envelope.unseal(changed, KIND, 1).head == HEAD
    else:
        assert flaw(changed) in set(EnvelopeFlaw)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**12), 10**12) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=12,
)


@given(st.dictionaries(st.text(max_size=8), _JSON, max_size=4))
def test_whatever_json_goes_in_comes_out(content: dict[str, object]) -> None:
    if envelope._depth(envelope.canonical(content)) <= envelope.MAX_DEPTH:
        assert envelope.unseal(envelope.seal(HEAD, content, SECRET), KIND, 1).content == content


# ------------------------------------------------------------------ keys


def test_a_signature_fits_one_message_and_one_key() -> None:
    signature = keys.sign(SECRET, b"Katalog")
    assert keys.is_signed(HEAD.key, b"Katalog", signature)
    assert not keys.is_signed(HEAD.key, b"Kataloge", signature)
    assert not keys.is_signed(public_of(bytes(32)), b"Katalog", signature)
    assert not keys.is_signed("no key", b"Katalog", signature)
    assert not keys.is_signed(HEAD.key, b"Katalog", signature.upper())


def test_an_old_key_vouches_for_one_new_key_and_for_nothing_else() -> None:
    new = public_of(bytes(32))
    voucher = keys.endorse(SECRET, new)
    assert keys.is_endorsed(HEAD.key, new, voucher)
    assert not keys.is_endorsed(HEAD.key, public_of(b"\1" * 32), voucher)
    assert not keys.is_signed(HEAD.key, new.encode(), voucher)
    head = replace(HEAD, endorsements=(Endorsement(HEAD.key, voucher),))
    assert envelope.unseal(envelope.seal(head, {}, SECRET), KIND, 1).head == head


def test_a_fingerprint_is_eight_groups_of_five_digits_that_may_be_typed_anyhow() -> None:
    shown = keys.fingerprint(HEAD.key)
    groups = shown.split(" ")
    assert [len(group) for group in groups] == [5] * 8
    assert shown.replace(" ", "").isdecimal()
    assert shown != keys.fingerprint(public_of(bytes(32)))
    assert keys.same_fingerprint(shown.replace(" ", "-"), shown)
    assert not keys.same_fingerprint("", "")
    assert not keys.same_fingerprint(shown[:-1], shown)


def test_fresh_pairs_work_and_differ() -> None:
    one, other = keys.new_signing_pair(), keys.new_signing_pair()
    assert one != other
    assert keys.is_signed(one.public.hex(), b"x", keys.sign(one.secret, b"x"))
    age = keys.new_encryption_pair()
    assert keys.is_recipient(age.public.decode())
    assert not keys.is_recipient(age.secret.decode())
    assert not keys.is_recipient("age1kurz")
