"""A small file in plain JSON, for what holds no person: written the same every time, read with care.

What it says about itself comes first: what kind of file, which version of it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sozdesk.kernel.errors import ReturnFileError

MAX_BYTES = 1024 * 1024
_KIND, _VERSION = "sozdesk_file", "version"


def write_json(kind: str, version: int, content: Mapping[str, object]) -> bytes:
    """The file as UTF-8, readable by people; the same content gives the same bytes."""
    whole = {_KIND: kind, _VERSION: version, **content}
    return (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode()


def read_json(content: bytes, kind: str, version: int, name: str) -> Mapping[str, Any]:
    """What a file of this kind says; ``name`` is how sentences call it («Zählungen»).

    Raises:
        ReturnFileError: it is too big, no JSON, of another kind, or of a newer version.
    """
    if len(content) > MAX_BYTES:
        raise ReturnFileError(
            f"Die Datei ist zu gross für {name}.", "Wählen Sie eine andere Datei."
        )
    try:
        found = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or found.get(_KIND) != kind:
        raise ReturnFileError(f"Die Datei enthält keine {name}.", "Wählen Sie eine andere Datei.")
    known = found.get(_VERSION)
    if not isinstance(known, int) or known > version:
        raise ReturnFileError(
            "Die Datei kommt aus einer neueren Version von SozDesk.",
            "Erneuern Sie SozDesk auf diesem Computer.",
        )
    return found
