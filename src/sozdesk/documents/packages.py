"""Zip packages from outside, unpacked in memory within limits.

Sizes are measured while unpacking, never believed from the directory of the package.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from sozdesk.documents.untrusted import (
    MAX_ENTRIES,
    MAX_FILE,
    MAX_RATIO,
    MAX_UNPACKED,
    Refusal,
    RefusedFile,
)

_DOCTYPES = tuple("<!DOCTYPE".encode(coding) for coding in ("ascii", "utf-16-le", "utf-16-be"))
_ENCRYPTED = 0x1
_LOCAL_HEADER = struct.Struct("<4s22xHH")
_SMALL = 64 * 1024
"""Below this an entry may be packed as tightly as it likes (empty sheets are)."""


def is_zip(content: bytes) -> bool:
    """Whether the bytes begin like a zip package."""
    return content.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def unpack(content: bytes, most: int = MAX_FILE) -> dict[str, bytes]:
    """Name → bytes of every file in the package, up to ``most`` bytes of it; raises RefusedFile."""
    if len(content) > most:
        raise RefusedFile(Refusal.TOO_BIG)
    entries = _entries(content)
    unpacked: dict[str, bytes] = {}
    room = MAX_UNPACKED
    for entry in entries:
        data = _unpack_entry(content, entry, room)
        room -= len(data)
        unpacked[_safe_name(entry)] = data
    return unpacked


def pack_plain(parts: Mapping[str, bytes]) -> bytes:
    """The parts as an uncompressed package, so that the next reader sees exactly what was checked."""
    return _packed(parts, ZIP_STORED)


def pack(parts: Mapping[str, bytes]) -> bytes:
    """The parts as a compressed package without times: the same parts, the same bytes."""
    return _packed(parts, ZIP_DEFLATED)


def _packed(parts: Mapping[str, bytes], how: int) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", how) as package:
        for name, data in parts.items():
            package.writestr(ZipInfo(name), data, how)
    return buffer.getvalue()


def refuse_doctypes(parts: Mapping[str, bytes]) -> None:
    """Raise :class:`RefusedFile` if a part of XML brings instructions of its own (DOCTYPE)."""
    for name, data in parts.items():
        if name.lower().endswith((".xml", ".rels", ".vml")) and any(
            mark in data for mark in _DOCTYPES
        ):
            raise RefusedFile(Refusal.DOCTYPE)


def _entries(content: bytes) -> list[ZipInfo]:
    try:
        with ZipFile(BytesIO(content)) as package:
            entries = package.infolist()
    except (BadZipFile, ValueError, NotImplementedError, struct.error, UnicodeError, OSError):
        raise RefusedFile(Refusal.UNREADABLE) from None
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise RefusedFile(Refusal.ZIP_BOMB)
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise RefusedFile(Refusal.PASSWORD_PROTECTED)
    return [entry for entry in entries if not entry.is_dir()]


def _safe_name(entry: ZipInfo) -> str:
    name = entry.filename.replace("\\", "/")
    if name.startswith("/") or ":" in name.split("/")[0] or ".." in name.split("/"):
        raise RefusedFile(Refusal.UNSAFE_PATH)
    return name


def _unpack_entry(content: bytes, entry: ZipInfo, room: int) -> bytes:
    packed = _packed_bytes(content, entry)
    if entry.compress_type == ZIP_STORED:
        data = packed
    elif entry.compress_type == ZIP_DEFLATED:
        data = _inflate(packed, room)
    else:
        raise RefusedFile(Refusal.UNREADABLE)
    if len(data) > room or len(data) > max(_SMALL, MAX_RATIO * len(packed)):
        raise RefusedFile(Refusal.ZIP_BOMB)
    if len(data) != entry.file_size or zlib.crc32(data) != entry.CRC:
        raise RefusedFile(Refusal.UNREADABLE)
    return data


def _packed_bytes(content: bytes, entry: ZipInfo) -> bytes:
    header = content[entry.header_offset : entry.header_offset + _LOCAL_HEADER.size]
    if len(header) < _LOCAL_HEADER.size:
        raise RefusedFile(Refusal.UNREADABLE)
    signature, name_length, extra_length = _LOCAL_HEADER.unpack(header)
    start = entry.header_offset + _LOCAL_HEADER.size + name_length + extra_length
    if signature != b"PK\x03\x04":
        raise RefusedFile(Refusal.UNREADABLE)
    return content[start : start + entry.compress_size]


def _inflate(packed: bytes, room: int) -> bytes:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        data = inflater.decompress(packed, room + 1)
    except zlib.error:
        raise RefusedFile(Refusal.UNREADABLE) from None
    if not inflater.eof and len(data) <= room:
        raise RefusedFile(Refusal.UNREADABLE)
    return data
