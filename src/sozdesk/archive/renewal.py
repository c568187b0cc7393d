"""A new data key: for when somebody left who could have kept a copy of the old one.

The file is copied page by page under the new key, proven, and put in place in one step. While that
happens the access file opens the old and the new content.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from uuid import UUID

from sozdesk.archive import access, failures, store
from sozdesk.archive.access import Access, Opened, make_slot, unlock
from sozdesk.archive.atomic import remove_database, replace
from sozdesk.archive.backup import Reason, copy_pages, prove
from sozdesk.archive.engine import RawKey
from sozdesk.archive.kdf import Kdf, calibrated
from sozdesk.archive.opened import Archive
from sozdesk.archive.recovery import recovery_key
from sozdesk.archive.staff import staff
from sozdesk.archive.store import Created


def renew_key(
    archive: Archive,
    password: str,
    *,
    others: Mapping[UUID, str] | None = None,
    kdf: Kdf | None = None,
) -> Created:
    """Encrypt everything anew; the given archive is closed, the answer holds the new one.

    ``others`` are new passwords by person: who is not in it has no access until somebody sets a
    password. The old recovery sheet is void, the answer holds the key for the new one.

    Raises:
        WrongPassword: ``password`` is not the present one.
        RuleViolation: one of the new passwords is too short.
        ArchiveError: it could not be written or proven; the file is as it was.
    """
    path, old, member = archive.path, archive.access, archive.staff
    unlock(old, archive.opened.key.salt, password, path=path, sign=member.sign)
    key, kdf = RawKey(os.urandom(32), os.urandom(16)), kdf or calibrated()
    signs = {person.id: person.sign for person in archive.query(staff)}
    assert member.id is not None
    own, slot_key = make_slot(key, password, staff_id=member.id, sign=member.sign, kdf=kdf)
    rest = [
        make_slot(key, word, staff_id=person, sign=signs[person], kdf=kdf)[0]
        for person, word in (others or {}).items()
    ]
    archive.backup(Reason.KEY)
    both = old.with_slots([own, *rest])
    _put_under_key(archive, key, both)
    opened = Opened(key, member.id, slot_key)
    new = store.reopen(path, opened, both, clock=archive.clock, new_id=archive.new_id)
    return Created(new, recovery_key(key))


def _put_under_key(archive: Archive, key: RawKey, both: Access) -> None:
    """Copy the content under the new key, prove it and put it in place; ``archive`` is closed."""
    path = archive.path
    part = path.with_suffix(".part")
    try:
        with failures.explained(path):
            archive.copy_to(lambda live: copy_pages(live, part, key))
            prove(part, key)
            access.save(path, both)
            archive.close(backup=False)
            replace(part, path)
    finally:
        remove_database(part)
