"""What the search field finds. Runs on the archive thread."""

from __future__ import annotations

from uuid import UUID

from sozdesk.archive.search import search
from sozdesk.archive.store import Archive
from sozdesk.features.offices import queries, texts
from sozdesk.kernel.ids import natural_id
from sozdesk.shell.search_box import SearchResult

_MOST = 20


def find(archive: Archive, text: str) -> tuple[SearchResult, ...]:
    """Municipalities, offices and contacts whose words begin like ``text``, best first."""
    hits = archive.query(search, text, _MOST)
    known = _known(archive)
    found = [known[hit.row_id] for hit in hits if hit.row_id in known]
    return tuple(dict.fromkeys(found))


def _known(archive: Archive) -> dict[UUID, SearchResult]:
    """Everything that can be opened from the search, by the id of its record."""
    day = archive.context().today
    results = {
        natural_id("municipality", row.bfs_number): SearchResult(
            row.official_name,
            f"Bezirk {row.district}, BFS-Nr. {row.bfs_number}",
            "offices",
            (("bfs", row.bfs_number),),
        )
        for row in archive.query(queries.municipalities, day)
    }
    for service in archive.query(queries.services, day):
        results[service.id] = SearchResult(
            service.name, texts.SERVICE_KINDS[service.kind], "offices", (("service", service.id),)
        )
    for contact in archive.query(queries.contacts, day).values():
        owner = "bfs" if contact.bfs_number is not None else "service"
        target = contact.bfs_number or contact.service_id
        detail = contact.function or "Kontaktperson"
        results[contact.id] = SearchResult(contact.name, detail, "offices", ((owner, target),))
    return results
