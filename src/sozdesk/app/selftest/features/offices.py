"""Gemeinden und Stellen: a contact of Liestal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sozdesk.app.selftest.steps import SelfTestFailed
from sozdesk.features.offices import queries, usecases

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

_LIESTAL = 2829


def use(archive: Archive) -> str:
    """Add the contact and find it again."""
    command = usecases.AddContact(bfs_number=_LIESTAL, name="Muster Beispiel", main=True)
    archive.run(usecases.add_contact, command)
    towns = archive.query(queries.municipalities, archive.context().today)
    contacts = archive.query(queries.contacts_of, bfs_number=_LIESTAL)
    if [contact.name for contact in contacts] != [command.name]:
        raise SelfTestFailed("the contact is not there")
    return f"{len(towns)} Gemeinden, ein Kontakt erfasst"
