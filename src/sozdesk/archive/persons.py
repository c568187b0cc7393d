"""Who may open the file: giving, changing and ending access.

The access file is replaced first, in one step: from then on the new password counts. Its copies in
the file and in the profile follow; if the program ends in between, the next opening catches up.
"""

from __future__ import annotations

from sozdesk.archive import access, failures, profile
from sozdesk.archive.access import Access, Opened, make_slot, unlock
from sozdesk.archive.kdf import Kdf, calibrated
from sozdesk.archive.opened import Archive
from sozdesk.archive.staff import (
    AddStaff,
    ChangeStaff,
    StaffMember,
    add_staff,
    change_staff,
    staff,
)
from sozdesk.kernel.errors import RuleViolation
from sozdesk.kernel.findings import Finding, Severity


def change_password(archive: Archive, *, old: str, new: str, kdf: Kdf | None = None) -> None:
    """Change the own password.

    Raises:
        WrongPassword: ``old`` is not the present password.
        RuleViolation: ``new`` is too short.
        ArchiveError: it could not be written; the old password stays valid.
    """
    salt = archive.opened.key.salt
    unlock(archive.access, salt, old, path=archive.path, sign=archive.staff.sign)
    set_password(archive, archive.staff, new, kdf=kdf)


def set_password(
    archive: Archive, person: StaffMember, password: str, *, kdf: Kdf | None = None
) -> None:
    """Give a person a (new) password.

    Raises:
        RuleViolation: it is too short.
        ArchiveError: it could not be written; what was valid stays valid.
    """
    assert person.id is not None
    key = archive.opened.key
    slot, slot_key = make_slot(
        key, password, staff_id=person.id, sign=person.sign, kdf=kdf or calibrated()
    )
    is_own = archive.opened.staff_id in (None, person.id)
    opened = Opened(key, person.id, slot_key) if is_own else archive.opened
    _put(archive, archive.access.with_slots([slot]), opened)


def add_person(
    archive: Archive, command: AddStaff, password: str, *, kdf: Kdf | None = None
) -> StaffMember:
    """Take a person in and give access.

    Raises:
        RuleViolation: no name, sign taken, or the password is too short; nothing is changed.
        ArchiveError: it could not be written.
    """
    access.check_new_password(password)
    person: StaffMember = archive.run(add_staff, command).value
    set_password(archive, person, password, kdf=kdf)
    return person


def without_access(archive: Archive) -> tuple[StaffMember, ...]:
    """Active persons without a password to this file, since its data key was renewed."""
    known = {slot.staff_id for slot in archive.access.for_file(archive.opened.key.salt)}
    return tuple(one for one in archive.query(staff) if one.active and one.id not in known)


def admit(archive: Archive, person: StaffMember, password: str, *, kdf: Kdf | None = None) -> None:
    """Give access again to a person who lost it; nobody replaces a password that counts.

    Raises:
        RuleViolation: the person has access or left, or the password is too short.
        ArchiveError: it could not be written.
    """
    if person not in without_access(archive):
        raise RuleViolation([_stop_admitting(person)])
    set_password(archive, person, password, kdf=kdf)


def _stop_admitting(person: StaffMember) -> Finding:
    sentence = (
        f"{person.name} hat schon Zugang oder ist ausgetreten. Ein vergessenes Passwort setzt die "
        "Person mit dem Wiederherstellungsblatt neu."
    )
    return Finding("has_access", Severity.STOP, sentence, field="person")


def remove_person(archive: Archive, person: StaffMember) -> None:
    """End the access of a person, who stays in the Verlauf.

    Who kept the recovery sheet or a copy of file and password can still read that copy; only
    renewing the data key shuts them out of what comes later.

    Raises:
        RuleViolation: it is the last person with access.
        Outdated: the person was changed meanwhile.
        ArchiveError: it could not be written.
    """
    assert person.id is not None
    rest = archive.access.without(person.id)
    if not rest.slots or person.id == archive.staff.id:
        raise RuleViolation([_stop_last(person)])
    leave = ChangeStaff(id=person.id, base_version=person.version, active=False)
    archive.run(change_staff, leave)
    _put(archive, rest, archive.opened)


def _stop_last(person: StaffMember) -> Finding:
    sentence = (
        f"{person.name} kann nicht austreten: Jemand anderes muss die Datei öffnen können und "
        "den Austritt eintragen. Nehmen Sie zuerst eine weitere Person auf."
    )
    return Finding("last_person", Severity.STOP, sentence, field="person")


def _put(archive: Archive, slots: Access, opened: Opened) -> None:
    with failures.explained(archive.path):
        access.save(archive.path, slots)
    archive.keep_access(slots, opened)
    profile.keep(slots, opened.key.salt)
