"""Who may open the file: one slot per person, each wrapping the same data key.

The access file ``NAME.keys`` lies beside ``NAME.sozdesk``. A slot is bound to the salt of the data
file (its first 16 bytes, which are public), so that while the data key is being renewed the access
file may hold slots for the old and the new content.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any
from uuid import UUID

from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_decrypt as decrypt
from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_encrypt as encrypt
from nacl.exceptions import CryptoError

from sozdesk.archive.atomic import write_private
from sozdesk.archive.engine import RawKey
from sozdesk.archive.failures import damaged
from sozdesk.archive.kdf import Kdf, derive, is_bearable
from sozdesk.kernel.errors import AccessFileMissing, ArchiveDamaged, RuleViolation, WrongPassword
from sozdesk.kernel.findings import Finding, Severity

LEAST_LETTERS = 8
_FORMAT = 1
_SALT_BYTES = 16
_NONCE_BYTES = 24


@dataclass(frozen=True, slots=True)
class Slot:
    """The data key, wrapped for one person; only the sign of the person is readable."""

    staff_id: UUID
    sign: str
    file_salt: bytes
    kdf: Kdf
    salt: bytes
    nonce: bytes
    wrapped: bytes = b""

    def bound(self) -> bytes:
        """Everything readable of the slot: changed by one bit, it does not open any more."""
        return _canonical({**_slot_to_json(self), "wrapped": ""})


@dataclass(frozen=True, slots=True)
class Access:
    """All slots of a file; the higher revision of two copies is the newer one."""

    revision: int = 0
    slots: tuple[Slot, ...] = ()

    def for_file(self, file_salt: bytes) -> tuple[Slot, ...]:
        """The slots of exactly this content."""
        return tuple(slot for slot in self.slots if slot.file_salt == file_salt)

    def with_slots(self, slots: Iterable[Slot]) -> Access:
        """The next revision, with these slots in place of those of the same person and content."""
        new = tuple(slots)
        replaced = {(slot.staff_id, slot.file_salt) for slot in new}
        kept = [slot for slot in self.slots if (slot.staff_id, slot.file_salt) not in replaced]
        return Access(self.revision + 1, (*kept, *new))

    def without(self, staff_id: UUID) -> Access:
        """The next revision, without the slots of a person."""
        kept = tuple(slot for slot in self.slots if slot.staff_id != staff_id)
        return Access(self.revision + 1, kept)

    def only_for(self, file_salt: bytes) -> Access:
        """The next revision, with only the slots of this content."""
        return Access(self.revision + 1, self.for_file(file_salt))


@dataclass(frozen=True, slots=True)
class Opened:
    """What an open slot gives: the data key, and the slot's key to prove backups with."""

    key: RawKey
    staff_id: UUID | None = None
    slot_key: bytes = field(default=b"", repr=False)


def make_slot(
    key: RawKey, password: str, *, staff_id: UUID, sign: str, kdf: Kdf
) -> tuple[Slot, bytes]:
    """A new slot, and its key.

    Raises:
        RuleViolation: the password is too short.
    """
    check_new_password(password)
    salt, nonce = os.urandom(_SALT_BYTES), os.urandom(_NONCE_BYTES)
    slot = Slot(staff_id, sign, key.salt, kdf, salt, nonce)
    slot_key = derive(password, salt, kdf)
    wrapped = encrypt(key.key + key.salt, slot.bound(), nonce, slot_key)
    return replace(slot, wrapped=wrapped), slot_key


def check_new_password(password: str) -> None:
    """Raise RuleViolation if it is too short."""
    if len(password) < LEAST_LETTERS:
        sentence = (
            f"Das Passwort hat weniger als {LEAST_LETTERS} Zeichen. Wählen Sie ein längeres, "
            "zum Beispiel vier Wörter."
        )
        raise RuleViolation([Finding("password_short", Severity.STOP, sentence, field="password")])


def unlock(
    access: Access, file_salt: bytes, password: str, *, path: Path, sign: str | None = None
) -> Opened:
    """Open the first slot that this password fits; ``sign`` saves trying everybody's.

    Raises:
        WrongPassword: no slot opens.
    """
    fitting = access.for_file(file_salt) or access.slots
    for slot in fitting:
        if sign is None or slot.sign == sign:
            slot_key = derive(password, slot.salt, slot.kdf)
            key = open_slot(slot, slot_key)
            if key is not None:
                return Opened(key, slot.staff_id, slot_key)
    raise WrongPassword(
        f"Das Passwort passt nicht zu «{path.name}».",
        "Prüfen Sie Person, Feststelltaste und Tastatursprache. "
        "Mit dem Wiederherstellungsblatt lässt sich ein neues Passwort setzen.",
    )


def open_slot(slot: Slot, slot_key: bytes) -> RawKey | None:
    """The data key, or None if the slot's key is another one."""
    try:
        content = decrypt(slot.wrapped, slot.bound(), slot.nonce, slot_key)
    except CryptoError:
        return None
    return RawKey(content[:32], content[32:])


# ------------------------------------------------------------------ the file beside the file


def keys_path(path: Path) -> Path:
    """``NAME.keys`` beside ``NAME.sozdesk``."""
    return path.with_suffix(".keys")


def file_salt(path: Path) -> bytes:
    """The salt of a data file: its first 16 bytes.

    Never ask for a file that this process has open: on Linux closing the second handle would give
    up its lock.

    Raises:
        OSError: there is no such file, or it cannot be read.
        ArchiveDamaged: it is empty or cut; SQLite would take it for a new one.
    """
    with path.open("rb") as file:
        salt = file.read(_SALT_BYTES)
    if len(salt) < _SALT_BYTES:
        raise damaged(path)
    return salt


def to_bytes(access: Access) -> bytes:
    """The access file as text with a checksum, the same bytes for the same slots."""
    content = {
        "format": _FORMAT,
        "revision": access.revision,
        "slots": [_slot_to_json(slot) for slot in access.slots],
    }
    return _canonical({**content, "checksum": _checksum(content)}) + b"\n"


def from_bytes(content: bytes, path: Path) -> Access:
    """Read an access file.

    Raises:
        ArchiveDamaged: it is cut, changed or no access file.
    """
    try:
        read = json.loads(content)
        checksum = read.pop("checksum")
        if checksum != _checksum(read) or read["format"] != _FORMAT:
            raise ValueError("checksum or format")
        slots = tuple(_slot_from_json(slot) for slot in read["slots"])
        return Access(int(read["revision"]), slots)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ArchiveDamaged(
            f"Die Zugangsdatei «{keys_path(path).name}» ist beschädigt. "
            "Die Daten sind davon nicht betroffen.",
            f"Kopieren Sie «{keys_path(path).name}» aus dem Ordner der Sicherungen zurück, "
            "oder öffnen Sie die Datei mit dem Wiederherstellungsblatt.",
        ) from error


def save(path: Path, access: Access) -> None:
    """Replace the access file at once.

    Raises:
        OSError: it could not be written; the old one is untouched.
    """
    write_private(keys_path(path), to_bytes(access))


def load(path: Path) -> Access:
    """The access file beside a data file.

    Raises:
        AccessFileMissing: it is not there.
        ArchiveDamaged: it cannot be read.
    """
    try:
        content = keys_path(path).read_bytes()
    except FileNotFoundError:
        raise missing(path) from None
    return from_bytes(content, path)


def missing(path: Path) -> AccessFileMissing:
    """The sentence for a data file that came alone."""
    return AccessFileMissing(
        f"Neben «{path.name}» fehlt die Zugangsdatei «{keys_path(path).name}». "
        "Ohne sie kann kein Passwort geprüft werden.",
        f"Kopieren Sie «{keys_path(path).name}» in denselben Ordner; Sie finden sie am alten Ort "
        "oder bei den Sicherungen. Sonst öffnen Sie die Datei mit dem Wiederherstellungsblatt.",
    )


def _slot_to_json(slot: Slot) -> dict[str, Any]:
    raw = {name: getattr(slot, name).hex() for name in ("file_salt", "salt", "nonce", "wrapped")}
    return {"staff_id": str(slot.staff_id), "sign": slot.sign, "kdf": asdict(slot.kdf), **raw}


def _slot_from_json(read: Mapping[str, Any]) -> Slot:
    raw = {name: bytes.fromhex(read[name]) for name in ("file_salt", "salt", "nonce", "wrapped")}
    kdf = Kdf(**read["kdf"])
    if not is_bearable(kdf):
        raise ValueError("kdf")
    return Slot(staff_id=UUID(read["staff_id"]), sign=str(read["sign"]), kdf=kdf, **raw)


def _canonical(content: Mapping[str, Any]) -> bytes:
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _checksum(content: Mapping[str, Any]) -> str:
    return hashlib.sha256(_canonical(content)).hexdigest()
