"""Answers and statements as signed texts, and as files that only the other office opens."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from sozdesk.archive.file_info import file_info
from sozdesk.exchange import envelope, keys
from sozdesk.exchange.envelope import Head
from sozdesk.exchange.sealed import Opened
from sozdesk.features.billing import files
from sozdesk.features.billing.terms import BillFile
from sozdesk.features.billing.terms.answer_files import ANSWER_VERSION
from sozdesk.features.billing.texts import answer_files as texts
from sozdesk.features.billing.texts import answers
from sozdesk.features.billing.texts.bill_files import broken_content
from sozdesk.features.offerings import queries as offerings
from sozdesk.features.offerings.terms import KeyPurpose
from sozdesk.features.offerings.usecases.office_keys import endorsements, office_keys
from sozdesk.kernel.context import Context
from sozdesk.kernel.errors import ReturnFileError
from sozdesk.kernel.rows_json import Row, WrongContent, from_json, to_json


def signed_text(
    session: Session, kind: BillFile, content: Any, serial: int, made_at: datetime, context: Context
) -> bytes:
    """What is signed by this office; the same content, serial and moment give the same bytes."""
    signing, _encryption = office_keys(session, context)
    info = file_info(session)
    stored: Mapping[str, Any] = to_json(content)
    head = Head(
        kind=kind.value,
        content_version=ANSWER_VERSION,
        serial=serial,
        made_at=made_at.replace(microsecond=0),
        office=info.office_name,
        key=signing.public.hex(),
        endorsements=endorsements(session, signing),
        sample=info.sample,
    )
    return envelope.seal(head, stored, signing.secret)


def opened(session: Session, data: bytes, kind: BillFile, context: Context) -> Opened:
    """A file for this office, decrypted, its signature right, sample data not mixed with real ones.

    Raises:
        ReturnFileError: it cannot be used; says why and what to do.
    """
    own = offerings.office_key(session, KeyPurpose.ENCRYPTION)
    if own is None:
        raise ReturnFileError(answers.NO_OWN_KEY, answers.NO_OWN_KEY_NEXT)
    found = files.open_file(data, own.secret, kind, ANSWER_VERSION)
    if found.envelope.head.sample != context.sample:
        raise ReturnFileError(texts.SAMPLE_MIXED, texts.SAMPLE_NEXT)
    return found


def content_of(kind: type[Row], found: Opened, file: BillFile) -> Row:
    """The content as its row; ReturnFileError if it is not what its kind promises."""
    try:
        return from_json(kind, dict(found.envelope.content))
    except WrongContent as error:
        raise ReturnFileError(*broken_content(file, error.place)) from error


def is_vouched(head: Head, known: frozenset[str]) -> bool:
    """Whether the file is signed by a known key, or by one that a known key vouches for."""
    return head.key in known or keys.is_vouched(known, head.key, head.endorsements)
