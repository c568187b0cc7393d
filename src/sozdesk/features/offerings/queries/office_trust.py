"""Whether the KSA trusts the key with which another office signed a file."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy.orm import Session

from sozdesk.exchange import keys
from sozdesk.features.offerings.queries.catalogue import trusted_keys
from sozdesk.features.offerings.terms import KeyPurpose
from sozdesk.features.offerings.terms.catalogue import KeyTrust, Signer, TrustedKeyRow
from sozdesk.features.offerings.texts import office_keys as texts

COMPARE_OFFICE = texts.COMPARE_OFFICE
"""How a new key of an office is compared."""
KEY_RETIRED = texts.KEY_RETIRED
"""Why a file of a retired key is not taken, and what to do."""


def is_of(row: TrustedKeyRow, who: Signer | TrustedKeyRow, office: str) -> bool:
    """Whether a key belongs to an office; one that is known by its name only is found by it."""
    named = row.service_id is None and row.bfs_number is None
    unnamed = who.service_id is None and who.bfs_number is None
    if named or unnamed:
        return row.office_name == office
    return (row.service_id, row.bfs_number) == (who.service_id, who.bfs_number)


def office_trust(known: Iterable[TrustedKeyRow], who: Signer) -> KeyTrust:
    """How the key of a file stands to those that were compared with this office before."""
    own = [
        row for row in known if row.purpose is KeyPurpose.SIGNING and is_of(row, who, who.office)
    ]
    active = {row.public for row in own if row.retired_on is None}
    if who.key in active:
        return KeyTrust.KNOWN
    if any(row.public == who.key for row in own):
        return KeyTrust.RETIRED
    if not own:
        return KeyTrust.FIRST
    vouched = keys.is_vouched(active, who.key, who.endorsements)
    return KeyTrust.ENDORSED if vouched else KeyTrust.CHANGED


def keys_of_signer(session: Session, key_id: UUID | None, purpose: KeyPurpose) -> frozenset[str]:
    """The keys for a purpose that are trusted today, of the office that a key belongs to."""
    known = trusted_keys(session)
    signer = next((row for row in known if row.id == key_id), None)
    if signer is None:
        return frozenset()
    return frozenset(
        row.public
        for row in known
        if row.purpose is purpose
        and row.retired_on is None
        and is_of(row, signer, signer.office_name)
    )
