"""Which forms an Erhebung sends out, and what stands in them already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from sozdesk.features.offices import queries as offices
from sozdesk.features.offices.terms import ContactRow, Job, ServiceRow
from sozdesk.features.rent_limits.queries.declarations import (
    recorded_by_municipality,
    revisions_of_year,
)
from sozdesk.features.rent_limits.queries.rounds import opened_round
from sozdesk.features.rent_limits.terms import Contact, Declaration, FormPage, FormRequest
from sozdesk.kernel.municipality import Municipality


def form_requests(
    session: Session, year: int, created: datetime, sample: bool
) -> tuple[FormRequest, ...]:
    """The workbooks of an Erhebung, pre-filled with last year's recorded values and the contacts.

    One per municipality, one per Sozialdienst that declares for several, and a blank one.
    Raises NotFound if the Erhebung was not opened.
    """
    round_ = opened_round(session, year)
    municipalities = offices.municipalities(session, round_.valid_from)
    pages = _pages(session, municipalities, year, round_.valid_from)
    common: dict[str, Any] = {
        "year": year,
        "due_on": round_.due_on,
        "valid_from": round_.valid_from,
        "blocks": round_.blocks,
        "created": created,
        "sample": sample,
    }
    declaring = offices.services_by_municipality(session, Job.DECLARES, round_.valid_from)
    return (
        *(_single(pages[row.bfs_number], common) for row in municipalities),
        *(_of_service(row, pages, common) for row in _with_several(declaring.values())),
        _blank(municipalities, common),
    )


def _pages(
    session: Session, municipalities: Sequence[Municipality], year: int, day: Any
) -> Mapping[int, FormPage]:
    previous = recorded_by_municipality(revisions_of_year(session, year - 1))
    contacts = offices.contacts(session, day)
    return {
        row.bfs_number: FormPage(
            municipality=row,
            previous=previous.get(row.bfs_number),
            contact=_contact(previous.get(row.bfs_number), contacts.get(row.bfs_number)),
        )
        for row in municipalities
    }


def _contact(previous: Declaration | None, known: ContactRow | None) -> Contact:
    """Who answered last year, else who the office knows."""
    if previous is not None and previous.contact.name:
        return previous.contact
    if known is None:
        return Contact()
    return Contact(name=known.name, email=known.email, phone=known.phone)


def _with_several(services: Iterable[ServiceRow]) -> list[ServiceRow]:
    once = {row.id: row for row in services if len(row.bfs_numbers) > 1}
    return sorted(once.values(), key=lambda row: (row.name, row.id))


def _single(page: FormPage, common: Mapping[str, Any]) -> FormRequest:
    row = page.municipality
    return FormRequest(
        file_name=_file_name(common["year"], str(row.bfs_number), row.short_name),
        title=row.official_name,
        pages=(page,),
        **common,
    )


def _of_service(
    service: ServiceRow, pages: Mapping[int, FormPage], common: Mapping[str, Any]
) -> FormRequest:
    mine = [pages[bfs_number] for bfs_number in service.bfs_numbers if bfs_number in pages]
    return FormRequest(
        file_name=_file_name(common["year"], "Sozialdienst", service.name),
        title=service.name,
        pages=tuple(mine),
        **common,
    )


def _blank(municipalities: Sequence[Municipality], common: Mapping[str, Any]) -> FormRequest:
    return FormRequest(
        file_name=_file_name(common["year"], "leer"),
        title="Gemeinde wählen",
        choices=tuple(municipalities),
        **common,
    )


def _file_name(year: int, *parts: str) -> str:
    """«Mietzinsgrenzwerte_2027_2842_Böckten.xlsx»: sorts by number, safe on every disk."""
    plain = "_".join(("Mietzinsgrenzwerte", str(year), *parts))
    return "".join(char if char.isalnum() or char in "_-" else "_" for char in plain) + ".xlsx"
