"""The container of exchange files with persons: a signed envelope, encrypted with age.

Outside it is an ordinary age file (age-encryption.org/v1, X25519), so that
``age -d -i key.txt FILE`` gives the envelope as text, with or without this program. age
authenticates every piece, so what was decrypted is what was encrypted; who wrote it says only the
signature inside. docs/exchange-bill.md describes both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sozdesk.exchange import envelope
from sozdesk.exchange.envelope import Envelope, EnvelopeFlaw, RefusedEnvelope

MAX_SIZE: Final = envelope.MAX_SIZE + 64 * 1024
"""Bytes of a whole file: age adds a head and 16 bytes per 64 KiB, and never compresses."""
_AGE: Final = b"age-encryption.org/"
_VERSION: Final = _AGE + b"v1\n"
_FOR_OTHERS: Final = "No matching keys found"
"""What pyrage says if no part of the head is for the key."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that was decrypted and whose signature is right."""

    envelope: Envelope
    text: bytes
    """What was signed, as it was: the proof that is kept. ``envelope.sha256`` is its hash."""


def encrypt(text: bytes, recipients: Sequence[str]) -> bytes:
    """The file for all of these ``age1…`` keys; age takes a fresh file key, so it differs each time.

    Raises:
        RefusedEnvelope: the text is too big to be read again.
    """
    from pyrage import encrypt, x25519  # noqa: PLC0415 - only where a file is written

    if len(text) > envelope.MAX_SIZE:
        raise RefusedEnvelope(EnvelopeFlaw.TOO_BIG)
    data: bytes = encrypt(text, [x25519.Recipient.from_str(one) for one in recipients])
    return data


def read(path: Path) -> bytes:
    """The bytes of a file, never more than may be; raises RefusedEnvelope."""
    return envelope.read(path, MAX_SIZE)


def unseal(data: bytes, identity: bytes, kind: str, newest_version: int) -> Opened:
    """Decrypt with an ``AGE-SECRET-KEY-1…``, then check as every exchange file.

    Raises:
        RefusedEnvelope: too big, no age file, of another version, for somebody else, damaged, no
            envelope inside, a newer one, of another kind, wrongly signed, or broken content.
    """
    text = _decrypted(data, identity)
    try:
        return Opened(envelope.unseal(text, kind, newest_version), text)
    except RefusedEnvelope as error:
        if error.flaw is EnvelopeFlaw.DAMAGED:  # age has vouched for every byte
            raise RefusedEnvelope(EnvelopeFlaw.WRONG_SIGNATURE) from error
        raise


def _decrypted(data: bytes, identity: bytes) -> bytes:
    from pyrage import DecryptError, decrypt, x25519  # noqa: PLC0415 - only where a file is read

    if len(data) > MAX_SIZE:
        raise RefusedEnvelope(EnvelopeFlaw.TOO_BIG)
    if not data.startswith(_AGE):
        raise RefusedEnvelope(EnvelopeFlaw.NOT_OURS)
    if not data.startswith(_VERSION):
        raise RefusedEnvelope(EnvelopeFlaw.TOO_NEW)
    try:
        text: bytes = decrypt(data, [x25519.Identity.from_str(identity.decode())])
    except DecryptError as error:
        theirs = str(error) == _FOR_OTHERS
        flaw = EnvelopeFlaw.OTHER_RECIPIENT if theirs else EnvelopeFlaw.DAMAGED
        raise RefusedEnvelope(flaw) from error
    return text
