"""A file behind a password: plain age, so that ``age -d`` opens it without SozDesk."""

from __future__ import annotations

from sozdesk.kernel.errors import ReturnFileError

SHORTEST = 12
"""Signs of a password of a file that leaves the office."""


def lock(content: bytes, passphrase: str) -> bytes:
    """The content as an age file that opens with the password."""
    from pyrage import passphrase as age  # noqa: PLC0415 - only where a file is locked

    locked: bytes = age.encrypt(content, passphrase)
    return locked


def unlock(data: bytes, passphrase: str) -> bytes:
    """The content again; ReturnFileError for another password or another file."""
    from pyrage import DecryptError  # noqa: PLC0415 - only where a file is opened
    from pyrage import passphrase as age  # noqa: PLC0415 - as above

    try:
        content: bytes = age.decrypt(data, passphrase)
    except DecryptError as error:
        raise ReturnFileError(
            "Die Datei lässt sich mit diesem Passwort nicht öffnen.",
        ) from error
    return content
