"""Files between municipality and KSA: opened, and refused in words. Parsed without the data file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from sozdesk.exchange import sealed
from sozdesk.exchange.envelope import EnvelopeFlaw, RefusedEnvelope
from sozdesk.exchange.sealed import Opened
from sozdesk.features.billing.terms import BillFile
from sozdesk.features.billing.terms.answer_files import ANSWER_SUFFIX, STATEMENT_SUFFIX
from sozdesk.features.billing.terms.bill_files import BILL_SUFFIX
from sozdesk.features.billing.texts import bill_files as texts
from sozdesk.kernel.errors import ReturnFileError

_FLAWS: Final[Mapping[EnvelopeFlaw, Callable[[BillFile], texts.Refusal]]] = {
    EnvelopeFlaw.NOT_FOUND: lambda _: texts.NOT_FOUND,
    EnvelopeFlaw.TOO_BIG: texts.too_big,
    EnvelopeFlaw.NOT_OURS: texts.not_ours,
    EnvelopeFlaw.TOO_NEW: texts.too_new,
    EnvelopeFlaw.WRONG_KIND: texts.wrong_kind,
    EnvelopeFlaw.OTHER_RECIPIENT: texts.other_recipient,
    EnvelopeFlaw.DAMAGED: texts.damaged,
    EnvelopeFlaw.WRONG_SIGNATURE: texts.wrong_signature,
    EnvelopeFlaw.BROKEN_CONTENT: texts.broken_content,
}


_ENDINGS: Final = {
    BillFile.BILL: BILL_SUFFIX,
    BillFile.ANSWER: ANSWER_SUFFIX,
    BillFile.STATEMENT: STATEMENT_SUFFIX,
}


def read_file(path: Path, kind: BillFile) -> bytes:
    """The bytes of a file; ReturnFileError if it cannot be opened, is too big, or of another kind.

    Encrypted files tell their kind by their ending only: an own answer cannot be opened either.
    """
    if path.suffix in _ENDINGS.values() and path.suffix != _ENDINGS[kind]:
        raise ReturnFileError(*texts.wrong_kind(kind))
    try:
        return sealed.read(path)
    except RefusedEnvelope as error:
        raise _refused(error, kind) from error


def open_file(data: bytes, identity: bytes, kind: BillFile, newest_version: int) -> Opened:
    """Decrypt with the office's own key and check the signature; ReturnFileError in words."""
    try:
        return sealed.unseal(data, identity, kind.value, newest_version)
    except RefusedEnvelope as error:
        raise _refused(error, kind) from error


def _refused(error: RefusedEnvelope, kind: BillFile) -> ReturnFileError:
    return ReturnFileError(*_FLAWS[error.flaw](kind))
