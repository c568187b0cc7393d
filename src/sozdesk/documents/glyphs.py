"""Which signs our fonts can draw: an archive pdf must not hold a single other one."""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from sozdesk.kernel import places

_INSTEAD = "□"
_SEGMENTED_COVERAGE = 12
"""Format of the part of ``cmap`` that lists all signs (OpenType specification, cmap)."""


def drawable(text: str) -> str:
    """The text with ``□`` for signs that no font of ours has, and without control signs.

    A return may hold an emoji or a sign from a private font; the document is made nevertheless.
    """
    return "".join(_drawn(sign) for sign in text)


def _drawn(sign: str) -> str:
    if sign == "\n" or ord(sign) in _known():
        return sign
    return "" if unicodedata.category(sign).startswith("C") else _INSTEAD


@cache
def _known() -> frozenset[int]:
    """Signs that all weights have, without invisible ones."""
    fonts = sorted(places.resource("fonts").glob("*.ttf"))
    common = set.intersection(*(set(_signs_of(font)) for font in fonts))
    return frozenset(code for code in common if not unicodedata.category(chr(code)).startswith("C"))


def _signs_of(font: Path) -> Iterator[int]:
    data = font.read_bytes()
    cmap = _table(data, b"cmap")
    (count,) = struct.unpack_from(">H", data, cmap + 2)
    for index in range(count):
        (offset,) = struct.unpack_from(">I", data, cmap + 4 + 8 * index + 4)
        (kind,) = struct.unpack_from(">H", data, cmap + offset)
        if kind == _SEGMENTED_COVERAGE:
            yield from _segments(data, cmap + offset)


def _table(data: bytes, tag: bytes) -> int:
    """Where a table of the font begins."""
    (count,) = struct.unpack_from(">H", data, 4)
    for index in range(count):
        name, _, offset, _ = struct.unpack_from(">4sIII", data, 12 + 16 * index)
        if name == tag:
            return int(offset)
    raise LookupError(tag)


def _segments(data: bytes, start: int) -> Iterator[int]:
    (count,) = struct.unpack_from(">I", data, start + 12)
    for index in range(count):
        first, last, _ = struct.unpack_from(">III", data, start + 16 + 12 * index)
        yield from range(first, last + 1)
