"""Sign Windows programs with the certificate that the environment names; without one, do nothing.

    python packaging/sign.py FILE …

``SOZDESK_SIGN_PFX``: the certificate with its key (.pfx). ``SOZDESK_SIGN_PASSWORD``: its password.
``SOZDESK_SIGN_TIMESTAMP``: address of a time stamp service, if one can be reached. On Windows
``signtool`` signs, elsewhere ``osslsigncode``.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from trouble import BuildFailed

CERTIFICATE = "SOZDESK_SIGN_PFX"
_PASSWORD = "SOZDESK_SIGN_PASSWORD"
_STAMP = "SOZDESK_SIGN_TIMESTAMP"


def can_sign() -> bool:
    """Whether the environment names a certificate."""
    return bool(os.environ.get(CERTIFICATE))


def mark() -> str:
    """What the name of an unsigned file says."""
    return "" if can_sign() else "-unsigniert"


def sign(path: Path) -> None:
    """Sign one file in its place.

    Raises:
        BuildFailed: without the command, which holds the password.
    """
    if not can_sign():
        return
    if sys.platform == "win32":
        _run(_signtool(path))
        return
    signed = path.with_suffix(".signed")
    _run(_osslsigncode(path, signed), os.environ.get(_PASSWORD, ""))
    shutil.move(signed, path)


def _run(command: list[str], password: str = "") -> None:
    done = subprocess.run(command, input=password.encode(), stdout=subprocess.DEVNULL, check=False)
    if done.returncode:
        raise BuildFailed(f"{command[0]} answered {done.returncode}, nothing was signed")


def _signtool(path: Path) -> list[str]:
    stamp = os.environ.get(_STAMP)
    return [
        *("signtool", "sign", "/fd", "sha256", "/f", os.environ[CERTIFICATE]),
        *("/p", os.environ.get(_PASSWORD, "")),
        *(("/tr", stamp, "/td", "sha256") if stamp else ()),
        str(path),
    ]


def _osslsigncode(path: Path, signed: Path) -> list[str]:
    stamp = os.environ.get(_STAMP)
    return [
        *("osslsigncode", "sign", "-h", "sha256", "-n", "SozDesk"),
        *("-pkcs12", os.environ[CERTIFICATE], "-readpass", "/dev/stdin"),
        *(("-ts", stamp) if stamp else ()),
        *("-in", str(path), "-out", str(signed)),
    ]


if __name__ == "__main__":
    try:
        for name in sys.argv[1:]:
            sign(Path(name))
    except BuildFailed as failure:
        sys.exit(str(failure))
