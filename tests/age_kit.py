"""Readers of age files that know nothing of SozDesk: the specification by hand, and the tool itself.

The first follows age-encryption.org/v1 (header, X25519 stanza, STREAM) with the primitives of
libsodium, so it shares no line with the library that writes the files. It runs everywhere; the tool
``age`` runs besides where it is installed.
"""

from __future__ import annotations

import hmac
import shutil
import subprocess
from base64 import b64decode
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

from nacl import bindings
from nacl.exceptions import CryptoError

_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_PIECE = 64 * 1024
_TAG = 16


def by_the_specification(data: bytes, secret: str, folder: Path) -> bytes:
    """The text of an age file for a secret key ``AGE-SECRET-KEY-1…``."""
    header, _, rest = data.partition(b"\n---")
    mac, _, payload = rest.partition(b"\n")
    lines = header.decode("ascii").split("\n")
    assert lines[0] == "age-encryption.org/v1"
    file_key = _file_key(lines[1:], _key_bytes(secret))
    said = hmac.digest(_hkdf(file_key, b"", b"header"), header + b"\n---", "sha256")
    assert said == _decoded(mac.decode("ascii").strip())
    key = _hkdf(file_key, payload[:16], b"payload")
    return b"".join(_pieces(payload[16:], key))


def _key_bytes(secret: str) -> bytes:
    """Bech32: five bits a sign, the last six signs are the checksum."""
    signs = secret.strip().lower().rpartition("1")[2][:-6]
    bits = "".join(f"{_BECH32.index(sign):05b}" for sign in signs)
    return bytes(int(bits[at : at + 8], 2) for at in range(0, 256, 8))


def _file_key(lines: list[str], secret: bytes) -> bytes:
    """From the stanza that this key opens."""
    public = bindings.crypto_scalarmult_base(secret)
    for kind, words, body in _stanzas(lines):
        if kind == "X25519":
            share = _decoded(words[0])
            shared = bindings.crypto_scalarmult(secret, share)
            key = _hkdf(shared, share + public, b"age-encryption.org/v1/X25519")
            try:
                return _decrypt(body, bytes(12), key)
            except CryptoError:  # for another recipient
                continue
    raise AssertionError("not for this key")


def _stanzas(lines: list[str]) -> Iterator[tuple[str, list[str], bytes]]:
    """Kind, arguments and body: lines of 64 signs, ended by a shorter one."""
    rest = iter(lines)
    for line in rest:
        arrow, kind, *words = line.split(" ")
        assert arrow == "->"
        body = ""
        for piece in rest:
            body += piece
            if len(piece) < 64:
                break
        yield kind, words, _decoded(body)


def _pieces(payload: bytes, key: bytes) -> Iterator[bytes]:
    """64 KiB each with a tag; the nonce is a counter and says which is the last."""
    for number in count():
        piece, payload = payload[: _PIECE + _TAG], payload[_PIECE + _TAG :]
        last = not payload
        yield _decrypt(piece, number.to_bytes(11, "big") + bytes([last]), key)
        if last:
            return


def _decrypt(data: bytes, nonce: bytes, key: bytes) -> bytes:
    found: bytes = bindings.crypto_aead_chacha20poly1305_ietf_decrypt(data, None, nonce, key)
    return found


def _hkdf(secret: bytes, salt: bytes, info: bytes) -> bytes:
    """HKDF-SHA-256, 32 bytes."""
    drawn = hmac.digest(salt or bytes(32), secret, "sha256")
    return hmac.digest(drawn, info + b"\x01", "sha256")


def _decoded(text: str) -> bytes:
    """Base64 without padding."""
    return b64decode(text + "=" * (-len(text) % 4), validate=True)


def by_the_tool(data: bytes, secret: str, folder: Path) -> bytes:
    """The same with ``age -d -i key.txt FILE``."""
    key, file = folder / "key.txt", folder / "file.age"
    key.write_text(f"{secret}\n", encoding="ascii")
    file.write_bytes(data)
    done = subprocess.run(["age", "-d", "-i", key, file], capture_output=True, check=True)
    return done.stdout


Reader = Callable[[bytes, str, Path], bytes]
READERS: list[Reader] = [by_the_specification]
if shutil.which("age"):
    READERS.append(by_the_tool)
