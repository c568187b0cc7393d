"""Whom the recorded returns name, so that nobody has to type the contacts in again."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from sozdesk.features.offices import queries as offices
from sozdesk.features.offices.terms import ContactRow
from sozdesk.features.rent_limits.queries.declarations import declaration, declared_last
from sozdesk.features.rent_limits.terms import Contact, NamedContact
from sozdesk.kernel import german


def named_contacts(session: Session, year: int, day: date) -> tuple[NamedContact, ...]:
    """Contacts of the recorded returns of a year that are not known like this, in German order.

    Without a name, or with neither e-mail nor telephone, there is nobody to ask.
    """
    declared = declared_last(session, year)
    lent = offices.contacts(session, day)
    own = offices.contacts_by_municipality(session)
    found = []
    for row in offices.municipalities(session, day):
        contact = declared[row.bfs_number].contact if row.bfs_number in declared else Contact()
        stand_in = [lent[row.bfs_number]] if row.bfs_number in lent else []
        known = own.get(row.bfs_number) or stand_in
        if _is_usable(contact) and not any(_says_the_same(contact, one) for one in known):
            found.append(
                NamedContact(
                    bfs_number=row.bfs_number,
                    name=row.short_name,
                    contact=contact,
                    known=_compared(contact, known),
                )
            )
    return tuple(found)


def names_somebody_new(session: Session, ids: Collection[UUID], day: date) -> bool:
    """Whether one of these returns names a contact of a municipality that has none."""
    known = offices.contacts(session, day)
    found = (declaration(session, one) for one in ids)
    return any(
        row is not None
        and _is_usable(row.declaration.contact)
        and row.declaration.bfs_number not in known
        for row in found
    )


def _is_usable(contact: Contact) -> bool:
    return bool(contact.name.strip() and (contact.email.strip() or contact.phone.strip()))


def _says_the_same(contact: Contact, known: ContactRow) -> bool:
    """What the return leaves out contradicts nothing."""
    pairs = (
        (contact.name, known.name),
        (contact.email, known.email),
        (_digits(contact.phone), _digits(known.phone)),
    )
    return all(not new.strip() or _key(new) == _key(old) for new, old in pairs)


def _compared(contact: Contact, known: Collection[ContactRow]) -> ContactRow | None:
    """The same person if that one is known, else the first one."""
    same = [one for one in known if _key(one.name) == _key(contact.name)]
    return next(iter([*same, *known]), None)


def _key(text: str) -> str:
    return german.search_key(german.clean(text))


def _digits(phone: str) -> str:
    return "".join(sign for sign in phone if sign.isdecimal())
