"""The keys of other offices that this one trusts: compared by phone, replaced, revoked, confirmed again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.archive import updates
from sozdesk.exchange import keys
from sozdesk.features.offerings import queries
from sozdesk.features.offerings.records import TrustedKeyRecord
from sozdesk.features.offerings.terms import TOPIC, KeyPurpose
from sozdesk.features.offerings.terms.catalogue import (
    NEEDS_COMPARISON,
    KeyTrust,
    Signer,
    TrustedKeyRow,
)
from sozdesk.features.offerings.texts import office_keys as texts
from sozdesk.features.offerings.usecases.common import refuse_service
from sozdesk.kernel.context import Context
from sozdesk.kernel.errors import NotFound, ReturnFileError
from sozdesk.kernel.ids import natural_id
from sozdesk.kernel.usecase import Outcome, usecase


def trust_key(
    session: Session,
    purpose: KeyPurpose,
    who: Signer,
    by: str,
    context: Context,
    same_office: Callable[[TrustedKeyRow], bool] = lambda _row: True,
) -> UUID:
    """This key and no other of its office and purpose from now on; a retired one is trusted again.

    Answers its id. A key that is trusted already keeps the day on which it was compared.
    """
    own = [row for row in queries.trusted_keys(session) if row.purpose is purpose]
    table = TrustedKeyRecord
    for row in own:
        if row.retired_on is None and row.public != who.key and same_office(row):
            session.get_one(table, row.id).retired_on = context.today
    found = session.scalar(select(table).where(table.public == who.key))
    if found is None:
        found = table(
            id=natural_id("trusted_key", who.key),
            purpose=purpose.value,
            public=who.key,
            confirmed_on=context.today,
            confirmed_by=by,
        )
        session.add(found)
    elif found.retired_on is not None:
        found.retired_on, found.confirmed_on, found.confirmed_by = None, context.today, by
    found.office_name = who.office
    if who.service_id or who.bfs_number:
        found.service_id, found.bfs_number = who.service_id, who.bfs_number
    session.flush()
    return found.id


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustOffice:
    """Who signed; not ``compared`` if its last key vouches. ``encryption_key`` is for answers to it."""

    signer: Signer
    compared: bool
    encryption_key: str = ""


@usecase(undoable=True)
def trust_office(session: Session, command: TrustOffice, context: Context) -> Outcome:
    """Trust the keys of the office and no others; ``Outcome.value`` is the id of the one that signs."""
    refuse_service(session)
    who = command.signer

    def same(row: TrustedKeyRow) -> bool:
        return queries.is_of(row, who, who.office)

    by = context.staff_name if command.compared else ""
    key_id = trust_key(session, KeyPurpose.SIGNING, who, by, context, same)
    if command.encryption_key:
        to = Signer(
            office=who.office,
            key=command.encryption_key,
            service_id=who.service_id,
            bfs_number=who.bfs_number,
        )
        trust_key(session, KeyPurpose.ENCRYPTION, to, "", context, same)
    return Outcome(frozenset({TOPIC}), texts.office_trusted(who.office), key_id)


def refuse_untrusted(who: Signer, trust: KeyTrust, compared: Iterable[str]) -> None:
    """Raise ReturnFileError unless the key is trusted or its fingerprint was compared by phone."""
    if trust is KeyTrust.RETIRED:
        raise ReturnFileError(*texts.KEY_RETIRED)
    fingerprint = keys.fingerprint(who.key)
    same = [keys.same_fingerprint(one, fingerprint) for one in compared]
    if trust in NEEDS_COMPARISON and not any(same):
        changed = trust is KeyTrust.CHANGED
        raise ReturnFileError(*texts.office_untrusted(who.office, fingerprint, changed=changed))


@dataclass(frozen=True, slots=True, kw_only=True)
class PassKey:
    """A key as it was looked at."""

    id: UUID
    base_version: int


@usecase(undoable=True)
def confirm_key(session: Session, command: PassKey, context: Context) -> Outcome:
    """Somebody compared a retired key by phone: it counts again, and others of its office do not.

    So does the last address for answers to this office.
    """
    row = _row(session, command)
    signer = Signer(
        office=row.office_name,
        key=row.public,
        service_id=row.service_id,
        bfs_number=row.bfs_number,
    )
    answers = [
        one.public
        for one in sorted(queries.trusted_keys(session), key=_last_used)
        if one.purpose is KeyPurpose.ENCRYPTION and queries.is_of(one, signer, row.office_name)
    ]
    trusted = TrustOffice(
        signer=signer, compared=True, encryption_key=answers[0] if answers else ""
    )
    return trust_office(session, trusted, context)


@usecase(undoable=True)
def revoke_key(session: Session, command: PassKey, context: Context) -> Outcome:
    """Nothing that this key signs is taken any more, until somebody confirms it again.

    Nor is anything encrypted for its office: who lost one key has lost the other.
    """
    row = _row(session, command)
    of_key = Signer(
        office=row.office_name,
        key=row.public,
        service_id=row.service_id,
        bfs_number=row.bfs_number,
    )
    for one in queries.trusted_keys(session):
        if one.retired_on is None and queries.is_of(one, of_key, row.office_name):
            session.get_one(TrustedKeyRecord, one.id).retired_on = context.today
    session.flush()
    return Outcome(frozenset({TOPIC}), texts.key_revoked(row.office_name))


def _last_used(row: TrustedKeyRow) -> int:
    """What is in use first, then what was retired last."""
    return -(row.retired_on or date.max).toordinal()


def _row(session: Session, command: PassKey) -> TrustedKeyRecord:
    """A key that signs: who compares or revokes it answers for the other one of its office too."""
    refuse_service(session)
    row = updates.existing(
        session, TrustedKeyRecord, command.id, command.base_version, "Dieser Schlüssel"
    )
    if row.purpose != KeyPurpose.SIGNING.value:
        raise NotFound(*texts.NOT_SIGNING)
    return row
