"""Which forms an Erhebung sends out, and what stands in them already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import count
from math import ceil
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from sozdesk.features.offices import queries as offices
from sozdesk.features.offices.terms import ContactRow, Job, ServiceRow
from sozdesk.features.rent_limits.queries.declarations import declared_last
from sozdesk.features.rent_limits.queries.rounds import opened_round
from sozdesk.features.rent_limits.terms import (
    MAX_PAGES,
    Contact,
    Declaration,
    FormPage,
    FormRequest,
)
from sozdesk.kernel import german
from sozdesk.kernel.municipality import Municipality


def form_requests(
    session: Session, year: int, created: datetime, sample: bool
) -> tuple[FormRequest, ...]:
    """The workbooks of an Erhebung, pre-filled with last year's recorded values and the contacts.

    One per municipality, one per Sozialdienst that declares for several (or more than one, if it
    has more than MAX_PAGES), and a blank one; no two have the same file name.
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
    declaring = {
        bfs_number: service
        for bfs_number, service in offices.services_by_municipality(
            session, Job.DECLARES, round_.valid_from
        ).items()
        if bfs_number in pages
    }
    requests = [form_of_one(pages[row.bfs_number], common) for row in municipalities]
    for service, numbers in _with_several(declaring):
        requests += forms_of_several(service.name, [pages[number] for number in numbers], common)
    return _told_apart([*requests, _blank(municipalities, common)])


def _pages(
    session: Session, municipalities: Sequence[Municipality], year: int, day: date
) -> Mapping[int, FormPage]:
    previous = declared_last(session, year - 1)
    contacts = offices.contacts(session, day)
    return {
        row.bfs_number: FormPage(
            municipality=row,
            previous=previous.get(row.bfs_number),
            contact=contact_of(previous.get(row.bfs_number), contacts.get(row.bfs_number)),
        )
        for row in municipalities
    }


def contact_of(previous: Declaration | None, known: ContactRow | None) -> Contact:
    """Who answered last year, else who the office knows."""
    if previous is not None and previous.contact.name:
        return previous.contact
    if known is None:
        return Contact()
    return Contact(name=known.name, email=known.email, phone=known.phone)


def _with_several(
    declaring: Mapping[int, ServiceRow],
) -> list[tuple[ServiceRow, list[int]]]:
    """Each service that declares for several municipalities, with their numbers."""
    services = {row.id: row for row in declaring.values()}
    served: dict[UUID, list[int]] = {service_id: [] for service_id in services}
    for bfs_number, row in sorted(declaring.items()):
        served[row.id].append(bfs_number)
    several = [(services[key], numbers) for key, numbers in served.items() if len(numbers) > 1]
    return sorted(several, key=lambda pair: german.sort_key(pair[0].name))


def form_of_one(page: FormPage, common: Mapping[str, Any], *more: str) -> FormRequest:
    """The workbook of one municipality; ``more`` goes to the end of its file name."""
    row = page.municipality
    return FormRequest(
        file_name=_file_name(common["year"], str(row.bfs_number), row.short_name, *more),
        title=row.official_name,
        pages=(page,),
        **common,
    )


def forms_of_several(
    name: str, pages: Sequence[FormPage], common: Mapping[str, Any]
) -> list[FormRequest]:
    """One workbook of a Sozialdienst, or several of about the same size."""
    books = ceil(len(pages) / MAX_PAGES)
    size = ceil(len(pages) / books)
    parts = [tuple(pages[start : start + size]) for start in range(0, len(pages), size)]
    endings = [f"Teil {number}" for number in range(1, books + 1)] if books > 1 else [""]
    return [
        FormRequest(
            file_name=_file_name(common["year"], *filter(None, (name, ending))),
            title=f"{name}, {ending} von {books}" if ending else name,
            pages=part,
            **common,
        )
        for part, ending in zip(parts, endings, strict=True)
    ]


def _blank(municipalities: Sequence[Municipality], common: Mapping[str, Any]) -> FormRequest:
    return FormRequest(
        file_name=_file_name(common["year"], "leer"),
        title="Gemeinde wählen",
        choices=tuple(municipalities),
        **common,
    )


def _told_apart(requests: Sequence[FormRequest]) -> tuple[FormRequest, ...]:
    """Number the files whose names would be the same on a disk: one would replace the other."""
    taken: set[str] = set()
    told: list[FormRequest] = []
    for request in requests:
        name = next(name for name in _numbered(request.file_name) if name.casefold() not in taken)
        taken.add(name.casefold())
        told.append(replace(request, file_name=name))
    return tuple(told)


def _numbered(name: str) -> Iterator[str]:
    """The name itself, then the same with _2, _3 and so on."""
    yield name
    stem, _dot, ending = name.rpartition(".")
    for number in count(2):
        yield f"{stem}_{number}.{ending}"


def _file_name(year: int, *parts: str) -> str:
    """«Mietzinsgrenzwerte_2027_2842_Böckten.xlsx»: sorts by number, safe on every disk."""
    plain = "_".join(("Mietzinsgrenzwerte", str(year), *parts))
    return "".join(char if char.isalnum() or char in "_-" else "_" for char in plain) + ".xlsx"
