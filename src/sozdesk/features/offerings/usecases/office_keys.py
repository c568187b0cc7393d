"""The office's keys: made when first needed, replaced by one that the old one vouches for."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.exchange import keys
from sozdesk.exchange.envelope import Endorsement
from sozdesk.exchange.keys import KeyPair
from sozdesk.features.offerings import queries
from sozdesk.features.offerings.records import OfficeKeyRecord
from sozdesk.features.offerings.terms import TOPIC, KeyPurpose
from sozdesk.features.offerings.terms.catalogue import OfficeKeyRow
from sozdesk.features.offerings.texts import catalogue as texts
from sozdesk.features.offerings.usecases.common import refuse_service
from sozdesk.kernel.context import Context
from sozdesk.kernel.errors import NotFound
from sozdesk.kernel.usecase import Outcome, usecase


def office_keys(session: Session, context: Context) -> tuple[OfficeKeyRow, OfficeKeyRow]:
    """The pairs for signing and for encryption, made if the office has none."""
    return (
        queries.office_key(session, KeyPurpose.SIGNING)
        or _added(session, KeyPurpose.SIGNING, keys.new_signing_pair(), context),
        queries.office_key(session, KeyPurpose.ENCRYPTION)
        or _added(session, KeyPurpose.ENCRYPTION, keys.new_encryption_pair(), context),
    )


def endorsements(session: Session, signing: OfficeKeyRow) -> tuple[Endorsement, ...]:
    """Every earlier key of this office vouches for the one that signs now."""
    earlier = session.scalars(
        select(OfficeKeyRecord)
        .where(
            OfficeKeyRecord.purpose == KeyPurpose.SIGNING.value,
            OfficeKeyRecord.retired_on.is_not(None),
        )
        .order_by(OfficeKeyRecord.retired_on, OfficeKeyRecord.id)
    )
    new = signing.public.hex()
    return tuple(Endorsement(old.public.hex(), keys.endorse(old.secret, new)) for old in earlier)


def _added(session: Session, purpose: KeyPurpose, pair: KeyPair, context: Context) -> OfficeKeyRow:
    row = OfficeKeyRecord(
        id=context.new_id(),
        purpose=purpose.value,
        public=pair.public,
        secret=pair.secret,
        created_on=context.today,
    )
    session.add(row)
    session.flush()
    return OfficeKeyRow(id=row.id, public=row.public, secret=row.secret)


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewSigningKey:
    """Nothing to say: the key that signs now is replaced."""


@usecase(undoable=False)
def renew_signing_key(session: Session, command: RenewSigningKey, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a command
    """Replace the key that signs; ``Outcome.value`` is the fingerprint of the new one.

    The next catalogue is signed by the new key, and the old one vouches for it, so that nobody has
    to compare by phone. Raises NotFound before the first catalogue.
    """
    refuse_service(session)
    old = queries.office_key(session, KeyPurpose.SIGNING)
    if old is None:
        raise NotFound(*texts.NO_KEY)
    session.get_one(OfficeKeyRecord, old.id).retired_on = context.today
    session.flush()
    new = _added(session, KeyPurpose.SIGNING, keys.new_signing_pair(), context)
    return Outcome(frozenset({TOPIC}), texts.KEY_RENEWED, keys.fingerprint(new.public.hex()))
