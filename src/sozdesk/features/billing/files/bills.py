"""Bill files: found in folders, and read one by one into a content or a refusal."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path

from sozdesk.exchange import keys
from sozdesk.features.billing import rules
from sozdesk.features.billing.files.sealed_files import open_file, read_file
from sozdesk.features.billing.terms import BillFile
from sozdesk.features.billing.terms.bill_files import BILL_SUFFIX, BILL_VERSION, ReadBill
from sozdesk.features.billing.texts import bill_files as texts
from sozdesk.kernel.errors import Cancelled, ReturnFileError


def bill_paths(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The files themselves, and of a folder the bill files in it, by name; each once."""
    found: dict[Path, None] = {}
    for path in paths:
        inside = sorted(path.glob(f"*{BILL_SUFFIX}")) if path.is_dir() else [path]
        found |= dict.fromkeys(inside)
    return tuple(found)


def read_bills(
    paths: Iterable[Path],
    identity: bytes,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[ReadBill, ...]:
    """Every file with its content or why it cannot be used; ``identity`` is the KSA's own age key.

    Raises:
        Cancelled: somebody did not want to wait.
    """
    files = bill_paths(paths)
    found = []
    for place, path in enumerate(files):
        if cancelled():
            raise Cancelled
        progress(place, len(files))
        found.append(read_bill(path, identity))
    return tuple(found)


def read_bill(path: Path, identity: bytes) -> ReadBill:
    """One file, decrypted, its signature and its content checked."""
    try:
        data = read_file(path, BillFile.BILL)
        opened = open_file(data, identity, BillFile.BILL, BILL_VERSION)
    except ReturnFileError as error:
        return ReadBill(name=path.name, refusal=(error.sentence, error.next_step))
    head = opened.envelope.head
    content = rules.content_from_json(opened.envelope.content)
    if isinstance(content, str) or not keys.is_recipient(content.encryption_key):
        place = content if isinstance(content, str) else "encryption_key"
        return ReadBill(name=path.name, refusal=texts.broken_content(BillFile.BILL, place))
    return ReadBill(
        name=path.name,
        content=content,
        text=opened.text,
        text_sha256=opened.envelope.sha256,
        file_sha256=hashlib.sha256(data).hexdigest(),
        office=head.office,
        key=head.key,
        endorsements=head.endorsements,
        fingerprint=keys.fingerprint(head.key),
        sample=head.sample,
    )
