"""From a password to a key: Argon2id, as slow as this computer bears."""

from __future__ import annotations

import time
import unicodedata
from dataclasses import dataclass

from argon2.low_level import Type, hash_secret_raw

KEY_BYTES = 32
_WANTED_SECONDS = 0.7
_MOST_MEMORY_FACTOR = 4
_MOST_PASSES = 24
_MOST_MEMORY_KIB = 1024 * 1024
"""More than this is no access file of ours: it would freeze the computer."""


@dataclass(frozen=True, slots=True)
class Kdf:
    """Parameters of one slot; stored with it, so that later ones may be stronger."""

    memory_kib: int
    passes: int
    lanes: int


LEAST = Kdf(memory_kib=64 * 1024, passes=3, lanes=4)
"""Never weaker in a real file (the second recommendation of RFC 9106)."""


def derive(password: str, salt: bytes, kdf: Kdf) -> bytes:
    """The key of a slot, 32 bytes. Umlauts give the same key on every system."""
    return hash_secret_raw(
        unicodedata.normalize("NFC", password).encode(),
        salt,
        time_cost=kdf.passes,
        memory_cost=kdf.memory_kib,
        parallelism=kdf.lanes,
        hash_len=KEY_BYTES,
        type=Type.ID,
    )


def calibrated() -> Kdf:
    """Parameters that take about 0.7 seconds here, never less than :data:`LEAST`."""
    started = time.perf_counter()
    derive("Zeitmessung", bytes(16), LEAST)
    return scaled(time.perf_counter() - started)


def scaled(seconds: float) -> Kdf:
    """Stronger parameters for a computer that needs ``seconds`` for the least: memory first."""
    room = _WANTED_SECONDS / max(seconds, 0.001)
    memory = 1
    while memory < _MOST_MEMORY_FACTOR and memory * 2 <= room:
        memory *= 2
    passes = min(_MOST_PASSES, max(LEAST.passes, int(LEAST.passes * room / memory)))
    return Kdf(LEAST.memory_kib * memory, passes, LEAST.lanes)


def is_bearable(kdf: Kdf) -> bool:
    """Whether parameters read from a file may be tried at all."""
    return (
        8 * kdf.lanes <= kdf.memory_kib <= _MOST_MEMORY_KIB
        and 1 <= kdf.passes <= 10 * _MOST_PASSES
        and 1 <= kdf.lanes <= 64
    )
