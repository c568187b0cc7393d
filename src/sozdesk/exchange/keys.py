"""Keys of an office: Ed25519 to sign exchange files, age (X25519) so that others can encrypt for it.

Public keys and signatures are written as small hexadecimal digits, age keys as ``age1…``.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

_ENDORSES = b"SOZDESK-KEY 1\n"
"""Stands before a key that another key vouches for, so that such a signature fits nothing else."""
_GROUPS, _DIGITS = 8, 5


@dataclass(frozen=True, slots=True)
class KeyPair:
    """Both halves as they are stored; the secret one never leaves the office's own file."""

    public: bytes
    secret: bytes


def new_signing_pair() -> KeyPair:
    """A fresh Ed25519 pair: 32 bytes each."""
    from nacl.signing import SigningKey  # noqa: PLC0415 - only where a key is made or used

    made = SigningKey.generate()
    return KeyPair(public=bytes(made.verify_key), secret=bytes(made))


def new_encryption_pair() -> KeyPair:
    """A fresh age identity: ``age1…`` and ``AGE-SECRET-KEY-1…`` as ASCII."""
    from pyrage import x25519  # noqa: PLC0415 - only where a key is made

    made = x25519.Identity.generate()
    return KeyPair(public=str(made.to_public()).encode(), secret=str(made).encode())


def sign(secret: bytes, message: bytes) -> str:
    """The signature of a message; the same message gives the same one."""
    from nacl.signing import SigningKey  # noqa: PLC0415 - only where a key is made or used

    return SigningKey(secret).sign(message).signature.hex()


def is_signed(public: str, message: bytes, signature: str) -> bool:
    """Whether the owner of a key signed exactly these bytes; False for what is no key at all."""
    from nacl.exceptions import BadSignatureError  # noqa: PLC0415 - as above
    from nacl.signing import VerifyKey  # noqa: PLC0415 - as above

    if not (is_hex(public, 32) and is_hex(signature, 64)):
        return False
    try:
        VerifyKey(bytes.fromhex(public)).verify(message, bytes.fromhex(signature))
    except (BadSignatureError, ValueError):
        return False
    return True


def endorse(secret: bytes, new_public: str) -> str:
    """An older key vouches for the one that follows it."""
    return sign(secret, _ENDORSES + new_public.encode())


def is_endorsed(old_public: str, new_public: str, signature: str) -> bool:
    """Whether the older key vouched for this one."""
    return is_signed(old_public, _ENDORSES + new_public.encode(), signature)


def is_vouched(
    trusted: Collection[str], public: str, endorsements: Iterable[tuple[str, str]]
) -> bool:
    """Whether a trusted key vouches for this one; endorsements are older keys and signatures."""
    return any(
        key in trusted and is_endorsed(key, public, signature) for key, signature in endorsements
    )


def fingerprint(public: str) -> str:
    """Eight groups of five digits that two people compare by phone («01234 56789 …»).

    131 bits of the SHA-256 of the key: digits are read aloud without mistakes in any dialect.
    """
    number = int.from_bytes(hashlib.sha256(public.encode()).digest())
    digits = str(number % 10 ** (_GROUPS * _DIGITS)).zfill(_GROUPS * _DIGITS)
    return " ".join(digits[at : at + _DIGITS] for at in range(0, len(digits), _DIGITS))


def same_fingerprint(one: str, other: str) -> bool:
    """Whether both say the same, however they are spaced; two empty ones never do."""
    plain, wanted = (re.sub(r"\D", "", text) for text in (one, other))
    return bool(plain) and plain == wanted


def is_hex(text: str, size: int) -> bool:
    """Whether a text is exactly ``size`` bytes in small hexadecimal digits."""
    return re.fullmatch(f"[0-9a-f]{{{2 * size}}}", text) is not None


def is_recipient(text: str) -> bool:
    """Whether a text is a public key of age."""
    from pyrage import RecipientError, x25519  # noqa: PLC0415 - only where a key is read

    try:
        x25519.Recipient.from_str(text)
    except RecipientError:
        return False
    return True
