"""The one container of signed exchange files: readable by people, changed by nobody.

Four parts, one below the other::

    SOZDESK-EXCHANGE 1
    {"content_version":1,"kind":"catalogue", … who made it, when, with which key}
    { … the content as canonical JSON, one line … }
    128 hexadecimal digits: Ed25519 over everything above, line ends included

Everything is checked from the outside inwards: size, format and version, kind, signature. The
content is parsed only after the signature was right, and then only if it is canonical, so that one
file has one meaning. No parser of ours ever sees bytes that nobody signed.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, NamedTuple

from sozdesk.exchange import keys
from sozdesk.kernel.errors import ReturnFileError

MAX_SIZE: Final = 20 * 1024 * 1024
"""Bytes of a whole file; a catalogue of 5'000 offerings has about 12 MB."""
MAX_HEAD: Final = 8 * 1024
MAX_DEPTH: Final = 12
_MAGIC: Final = b"SOZDESK-EXCHANGE "
_FORMAT: Final = 1
_SIGNATURE: Final = 128
_MAX_NAME: Final = 200
_MAX_ENDORSEMENTS: Final = 20
_LARGEST_SERIAL: Final = 2**31


class EnvelopeFlaw(StrEnum):
    """Why an exchange file is refused; the values are codes of findings."""

    NOT_FOUND = "not_found"
    TOO_BIG = "too_big"
    NOT_OURS = "not_ours"
    """No exchange file of SozDesk at all."""
    TOO_NEW = "too_new"
    WRONG_KIND = "wrong_kind"
    DAMAGED = "damaged"
    """Incomplete, or the signature does not fit what stands above it."""
    BROKEN_CONTENT = "broken_content"
    """Signed, but not what its kind promises."""
    OTHER_RECIPIENT = "other_recipient"
    """Encrypted, but not for this office; only of encrypted files."""
    WRONG_SIGNATURE = "wrong_signature"
    """The encryption is whole, the signature inside is not; only of encrypted files."""


class RefusedEnvelope(ReturnFileError):
    """An exchange file that is not opened; ``flaw`` says why, the feature says it in words."""

    def __init__(self, flaw: EnvelopeFlaw) -> None:
        super().__init__("Die Datei lässt sich nicht verwenden.")
        self.flaw = flaw


class Endorsement(NamedTuple):
    """An older key of the same office that vouches for the one that signed."""

    key: str
    signature: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a file says about itself before its content."""

    kind: str
    content_version: int
    serial: int
    """Counts the files of this kind from this office; a lower one is older."""
    made_at: datetime
    """UTC, whole seconds."""
    office: str
    key: str
    """Public Ed25519 key, hexadecimal."""
    endorsements: tuple[Endorsement, ...] = ()
    sample: bool = False
    """Invented data; never to be mixed with real ones."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """An exchange file whose signature is right; whether its key is known is for the reader."""

    head: Head
    content: Mapping[str, Any]
    sha256: str
    """Of the whole file."""


def canonical(value: object) -> bytes:
    """JSON in its one form: keys sorted, no spaces, UTF-8, no line breaks."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


def seal(head: Head, content: Mapping[str, Any], secret: bytes) -> bytes:
    """The bytes of a file; the same head, content and key give the same bytes."""
    above = b"%s%d\n%s\n%s\n" % (
        _MAGIC,
        _FORMAT,
        canonical(_head_to_json(head)),
        canonical(content),
    )
    return above + keys.sign(secret, above).encode() + b"\n"


def read(path: Path, most: int = MAX_SIZE) -> bytes:
    """The bytes of a file, never more than may be; raises RefusedEnvelope."""
    try:
        with path.open("rb") as file:
            content = file.read(most + 1)
    except OSError as error:
        raise RefusedEnvelope(EnvelopeFlaw.NOT_FOUND) from error
    if len(content) > most:
        raise RefusedEnvelope(EnvelopeFlaw.TOO_BIG)
    return content


def unseal(data: bytes, kind: str, newest_version: int) -> Envelope:
    """Check a file of a kind, content version up to ``newest_version``; raises RefusedEnvelope."""
    if len(data) > MAX_SIZE:
        raise RefusedEnvelope(EnvelopeFlaw.TOO_BIG)
    head_line, content_line = _parts(data)
    head = _head(head_line, newest_version)
    if head.kind != kind:
        raise RefusedEnvelope(EnvelopeFlaw.WRONG_KIND)
    if not keys.is_signed(head.key, data[: -_SIGNATURE - 1], _tail(data)):
        raise RefusedEnvelope(EnvelopeFlaw.DAMAGED)
    content = _json(content_line, EnvelopeFlaw.BROKEN_CONTENT)
    return Envelope(head, content, hashlib.sha256(data).hexdigest())


# ------------------------------------------------------------------ the parts


def _parts(data: bytes) -> tuple[bytes, bytes]:
    """Head and content; exactly four lines, each ended."""
    first = data[: len(_MAGIC) + MAX_HEAD].partition(b"\n")[0]
    if not first.startswith(_MAGIC):
        raise RefusedEnvelope(EnvelopeFlaw.NOT_OURS)
    number = first[len(_MAGIC) :]
    if number != b"%d" % _FORMAT:
        newer = re.fullmatch(rb"[1-9][0-9]{0,5}", number)
        raise RefusedEnvelope(EnvelopeFlaw.TOO_NEW if newer else EnvelopeFlaw.DAMAGED)
    lines = data.split(b"\n", 4)
    if len(lines) != 5 or lines[4] or len(lines[1]) > MAX_HEAD:  # four, and nothing behind them
        raise RefusedEnvelope(EnvelopeFlaw.DAMAGED)
    return lines[1], lines[2]


def _tail(data: bytes) -> str:
    """The signature, or nothing that could be one."""
    last = data.rsplit(b"\n", 2)[-2]
    return last.decode("ascii", "replace") if len(last) == _SIGNATURE else ""


def _json(line: bytes, flaw: EnvelopeFlaw) -> dict[str, Any]:
    """An object in canonical form and not too deep; anything else has this flaw."""
    if _depth(line) > MAX_DEPTH:
        raise RefusedEnvelope(flaw)
    try:
        value = json.loads(line)
        plain = canonical(value)
    except (ValueError, RecursionError) as error:  # UnicodeDecodeError is a ValueError
        raise RefusedEnvelope(flaw) from error
    if plain != line or not isinstance(value, dict):
        raise RefusedEnvelope(flaw)
    return value


_STRINGS = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)
_NO_BRACKETS = bytes(sorted(set(range(256)) - set(b"[]{}")))


def _depth(line: bytes) -> int:
    """How deep a text nests, without parsing it; brackets inside of strings do not count."""
    deepest = now = 0
    for sign in _STRINGS.sub(b"", line).translate(None, _NO_BRACKETS):
        if sign in b"[{":
            now += 1
            deepest = max(deepest, now)
        else:
            now -= 1
    return deepest


# ------------------------------------------------------------------ the head


def _head_to_json(head: Head) -> dict[str, Any]:
    return {
        "content_version": head.content_version,
        "endorsements": [{"key": one.key, "signature": one.signature} for one in head.endorsements],
        "key": head.key,
        "kind": head.kind,
        "made_at": head.made_at.astimezone(UTC).isoformat(timespec="seconds"),
        "office": head.office,
        "sample": head.sample,
        "serial": head.serial,
    }


def _head(line: bytes, newest_version: int) -> Head:
    """The head, every field of its type and within its limits."""
    stored = _json(line, EnvelopeFlaw.DAMAGED)
    version = stored.get("content_version")
    if type(version) is int and version > newest_version:
        raise RefusedEnvelope(EnvelopeFlaw.TOO_NEW)
    try:
        head = Head(
            kind=_text(stored["kind"]),
            content_version=_whole(version),
            serial=_whole(stored["serial"]),
            made_at=_moment(stored["made_at"]),
            office=_text(stored["office"]),
            key=_text(stored["key"]),
            endorsements=_endorsements(stored["endorsements"]),
            sample=_flag(stored["sample"]),
        )
    except (KeyError, OverflowError, TypeError, ValueError) as error:
        raise RefusedEnvelope(EnvelopeFlaw.DAMAGED) from error
    if _head_to_json(head) != stored:
        raise RefusedEnvelope(EnvelopeFlaw.DAMAGED)
    return head


def _text(value: object) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= _MAX_NAME:
        raise ValueError("no short text")
    return value


def _whole(value: object) -> int:
    if type(value) is not int or not 0 < value < _LARGEST_SERIAL:
        raise ValueError("no count")
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError("neither true nor false")
    return value


def _moment(value: object) -> datetime:
    moment = datetime.fromisoformat(_text(value))
    if moment.utcoffset() is None:
        raise ValueError("a moment without a time zone")
    return moment.astimezone(UTC)


def _endorsements(value: object) -> tuple[Endorsement, ...]:
    if not isinstance(value, Sequence) or len(value) > _MAX_ENDORSEMENTS:
        raise ValueError("no list of keys")
    return tuple(Endorsement(_text(one["key"]), _text(one["signature"])) for one in value)
