"""Identifiers: UUIDv7 for what is made, UUIDv5 for what has a natural key."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable
from uuid import UUID, uuid5

NAMESPACE = UUID("6f0f1f3c-5d1b-5c7e-9a52-5a0de5c00001")
"""Namespace of all natural keys of SozDesk; fixed for ever, or two copies of a file would disagree."""

NewId = Callable[[], UUID]


def natural_id(*parts: str | int) -> UUID:
    """The id of a row with a natural key, the same in every copy of the file."""
    return uuid5(NAMESPACE, "/".join(str(part) for part in parts))


def _uuid7(milliseconds: int, noise: int) -> UUID:
    """UUID version 7 (RFC 9562): 48 bits of time, 74 bits of noise."""
    value = (milliseconds & (1 << 48) - 1) << 80
    value |= 0x7 << 76 | (noise >> 62 & 0xFFF) << 64
    value |= 0b10 << 62 | noise & (1 << 62) - 1
    return UUID(int=value)


def new_id() -> UUID:
    """A new id that sorts by time."""
    return _uuid7(time.time_ns() // 1_000_000, int.from_bytes(os.urandom(10)) >> 6)


def seeded_ids(seed: int) -> NewId:
    """Ids that are the same in every run (sample data and tests)."""
    source = random.Random(seed)  # noqa: S311 - not for secrets
    counter = iter(range(1 << 48))
    return lambda: _uuid7(next(counter), source.getrandbits(74))
