"""What the search field finds. Runs on the archive thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from sozdesk.archive.search import Hit, search
from sozdesk.archive.store import Archive
from sozdesk.features.cases import queries as cases
from sozdesk.features.offerings import queries as offerings
from sozdesk.features.offices import queries, texts
from sozdesk.features.rent_limits import queries as rent_limits
from sozdesk.features.strategy import queries as strategy
from sozdesk.features.strategy import texts as measure_texts
from sozdesk.features.strategy.terms import ReferenceRow, period_name
from sozdesk.kernel.ids import natural_id
from sozdesk.shell.search_box import SearchResult
from sozdesk.shell.search_cases import work_found
from sozdesk.shell.search_enactments import enactments_found
from sozdesk.shell.search_pages import pages_found

_MOST = 20
_MEASURE = 2
"""So many parts of a target say which measure it is: period and number."""


def find(archive: Archive, text: str) -> tuple[SearchResult, ...]:
    """What holds words that begin like ``text``: places, people, Beschlüsse, measures, offerings.

    Pages come first, then the best; a municipality also leads to what it declared, a person to its
    cases.
    """
    hits = archive.query(search, text, _MOST)
    measures = _measures(archive)
    known = {
        **_known(archive),
        **measures,
        **_offerings(archive, hits),
        **work_found(archive, hits),
        **_cases(archive, hits),
        **enactments_found(archive, hits),
    }
    declared, own = _declared(archive), _cases_of(archive, hits)
    found = [
        result
        for hit in hits
        for result in (known.get(hit.row_id), declared.get(hit.row_id), *own.get(hit.row_id, ()))
        if result is not None
    ]
    pages = pages_found(archive.info.office_kind, text)
    return (*pages, *_by_number(tuple(dict.fromkeys(found)), list(measures.values())))


def _by_number(
    found: Sequence[SearchResult], measures: Sequence[SearchResult]
) -> tuple[SearchResult, ...]:
    """Each measure once, by number in the places that measures have; the newest period first."""
    places = {result: place for place, result in enumerate(measures)}
    first: dict[object, SearchResult] = {}
    for result in sorted((one for one in found if one in places), key=places.__getitem__):
        first.setdefault(result.target[:_MEASURE], result)
    ordered = iter(first.values())
    others = (next(ordered, None) if one in places else one for one in found)
    return tuple(one for one in others if one is not None)


def _declared(archive: Archive) -> dict[UUID, SearchResult]:
    """What municipalities declared, by the id of municipality or, at a service, of declaration."""
    if archive.info.office_kind == "ksa":
        return _of_the_erhebung(archive)
    results: dict[UUID, SearchResult] = {}
    for row in archive.query(rent_limits.own_rows, archive.context().today):
        number, name = row.municipality.bfs_number, row.municipality.short_name
        results[natural_id("municipality", number)] = SearchResult(
            name, "Meldungen der Grenzwerte", "rent_limits", (("bfs", number),)
        )
        target = (("bfs", number), ("year", row.year), ("change_from", row.change_from))
        detail = f"Grenzwerte {row.year}"
        for revision in row.revisions:
            title = f"Beschluss {revision.declaration.decision.number}, {name}"
            results[revision.id] = SearchResult(title, detail, "rent_limits", target)
    return results


def _of_the_erhebung(archive: Archive) -> dict[UUID, SearchResult]:
    """At the KSA: every municipality in the newest Erhebung, if one was opened."""
    year = next((row.year for row in archive.query(rent_limits.rounds)), None)
    if year is None:
        return {}
    return {
        natural_id("municipality", row.bfs_number): SearchResult(
            row.short_name,
            f"Grenzwerte {year}",
            "rent_limits",
            (("bfs", row.bfs_number), ("year", year)),
        )
        for row in archive.query(queries.municipalities, archive.context().today)
    }


def _measures(archive: Archive) -> dict[UUID, SearchResult]:
    """Measures of all periods; a business of the Landrat leads to the measure that names it."""
    results: dict[UUID, SearchResult] = {}
    for row in archive.query(strategy.names):
        found = SearchResult(
            f"{row.number} {row.title}",
            f"Massnahme {period_name(row.period_code)}",
            "strategy",
            (("period", row.period_code), ("number", row.number)),
        )
        results[row.id] = found
        for one in row.references:
            results[one.id] = replace(
                found,
                detail=f"{_name(one)} ({period_name(row.period_code)})",
                target=(*found.target, ("references", True)),
            )
    return results


def _offerings(archive: Archive, hits: Sequence[Hit]) -> dict[UUID, SearchResult]:
    """Offerings and providers among the hits; the file may hold thousands of them."""
    kinds = {hit.row_id: hit.kind for hit in hits if hit.kind in ("offering", "provider")}
    if not kinds:
        return {}
    return {
        row_id: SearchResult(
            name,
            f"Angebot, {provider}" if provider else "Anbieter/in",
            "offerings",
            ((kinds[row_id], row_id),),
        )
        for row_id, (name, provider) in archive.query(offerings.names_of, set(kinds)).items()
    }


def _cases(archive: Archive, hits: Sequence[Hit]) -> dict[UUID, SearchResult]:
    """Persons and cases among the hits."""
    targets = {"person": "person", "support_case": "case"}
    ids = {hit.row_id: targets[hit.kind] for hit in hits if hit.kind in targets}
    persons, found = ([one for one, to in ids.items() if to == key] for key in ("person", "case"))
    day = archive.context().today
    return {
        row_id: SearchResult(name, detail, "cases", ((ids[row_id], row_id),))
        for row_id, (name, detail) in archive.query(cases.found_names, persons, found, day).items()
    }


def _cases_of(archive: Archive, hits: Sequence[Hit]) -> dict[UUID, list[SearchResult]]:
    """Person among the hits → the cases in which it is or was."""
    persons = {hit.row_id for hit in hits if hit.kind == "person"}
    if not persons:
        return {}
    places = archive.query(cases.cases_with, persons)
    wanted = {one for ids in places.values() for one in ids}
    names = archive.query(cases.found_names, (), wanted, archive.context().today)
    return {
        person: [SearchResult(*names[one], "cases", (("case", one),)) for one in ids]
        for person, ids in places.items()
    }


def _name(reference: ReferenceRow) -> str:
    """«Postulat 2024/596»; what has no number is called by its title."""
    return f"{measure_texts.word(reference.kind)} {reference.number or reference.title}"


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
