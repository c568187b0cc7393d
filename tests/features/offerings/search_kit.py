"""A small catalogue around Sissach, written as a catalogue file leaves it: into any office's file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from platform_kit import write_directly

from sozdesk.archive.store import Archive
from sozdesk.features.offerings.records import (
    DecisionRecord,
    OfferingLanguageRecord,
    OfferingPlaceRecord,
    OfferingPriceRecord,
    OfferingRecord,
    OfferingStartRecord,
    ProviderContactRecord,
    ProviderPlaceRecord,
    ProviderRecord,
    RegimeRateRecord,
    TariffRecord,
)
from sozdesk.kernel import german

SINCE = date(2026, 1, 1)
LIESTAL, SISSACH, LAUFEN = 2829, 2861, 2787


@dataclass(frozen=True, kw_only=True)
class Made:
    """One offering to write; ``starts`` in weeks from today."""

    title: str
    bfs: int = LIESTAL
    town: str = "Liestal"
    category: str = "basic_skills"
    segment: str = ""
    content: str = ""
    goals: str = ""
    childcare: str = "no"
    needed: str | None = None
    reached: str | None = None
    starts: int | None = 3
    free: int | None = None
    state: str = "published"
    price: tuple[int, str] | None = (300_00, "course")
    decided: bool = True
    audience: str = "both"


COURSES = (
    Made(
        title="Lesen, Schreiben, Rechnen",
        childcare="yes",
        needed="A2",
        reached="B1",
        free=4,
        segment="Alltagsmathematik",
        content="Sie üben Lesen, Schreiben und Rechnen an Beispielen aus dem Alltag.",
        goals="Formulare und Rechnungen ohne Hilfe lösen.",
    ),
    Made(title="Computer im Alltag", bfs=SISSACH, town="Sissach", needed="A2", free=2),
    Made(
        title="Rechnen für den Beruf",
        bfs=LAUFEN,
        town="Laufen",
        childcare="yes",
        needed="A2",
        reached="B1",
        free=6,
    ),
    Made(title="Texte am Arbeitsplatz", childcare="yes", needed="B2", reached="C1"),
    Made(
        title="Werkstatt Sissach",
        bfs=SISSACH,
        town="Sissach",
        category="employment",
        price=(95_00, "day"),
        starts=None,
        free=0,
        content="Holz und Textil: nähen, schleifen, reparieren.",
    ),
    Made(title="Coaching 50+", category="coaching", price=(1_200_00, "month"), free=1),
    Made(title="Grundkurs Mathematik", bfs=SISSACH, town="Sissach", state="paused"),
    Made(title="Rechnen am Abend", bfs=SISSACH, town="Sissach", decided=False),
)


def fill(archive: Archive, courses: tuple[Made, ...] = COURSES) -> None:
    """Write them with a provider in Liestal, a rate and two tariffs of the Sozialhilfe."""
    today = archive.context().today

    def write(session: Any) -> None:
        new_id = archive.context().new_id
        provider = ProviderRecord(
            id=new_id(),
            name="Kurszentrum Muster",
            name_sort="kurszentrum muster",
            legal_form="Verein",
            organisation_type="association",
            email="info@example.ch",
            phone="061 000 00 00",
            iban="",
        )
        session.add(provider)
        session.flush()
        contact = ProviderContactRecord(
            id=new_id(),
            provider_id=provider.id,
            name="Rita Beispiel",
            function="Kursleitung",
            email="rita@example.ch",
            phone="061 000 00 01",
            main=True,
        )
        session.add(contact)
        places: dict[int, Any] = {}
        for number, made in enumerate(courses, start=1):
            if made.bfs not in places:
                places[made.bfs] = ProviderPlaceRecord(
                    id=new_id(),
                    provider_id=provider.id,
                    name="Kurslokal",
                    address="",
                    town=made.town,
                    bfs_number=made.bfs,
                    wheelchair=made.bfs == LIESTAL,
                )
                session.add(places[made.bfs])
                session.flush()
            _write(session, new_id, number, made, (contact, places[made.bfs]), today)
        _values(session, new_id)
        session.flush()

    write_directly(archive, write)


def _write(session, new_id, number, made, around, today) -> None:
    contact, place = around
    row = OfferingRecord(
        id=new_id(),
        number=number,
        provider_id=place.provider_id,
        category_code=made.category,
        segment=made.segment,
        title=made.title,
        title_sort=german.sort_key(made.title)[0],
        content=made.content,
        goals=made.goals,
        audience=made.audience,
        weeks_min=12,
        weeks_max=12,
        workload_note="2 Halbtage pro Woche",
        starts_any_time=made.starts is None,
        free_places=made.free,
        free_as_of=today - timedelta(days=3) if made.free is not None else None,
        childcare=made.childcare,
        contact_id=contact.id,
        state=made.state,
    )
    session.add(row)
    session.flush()
    session.add(OfferingPlaceRecord(id=new_id(), offering_id=row.id, place_id=place.id))
    if made.needed or made.reached:
        session.add(
            OfferingLanguageRecord(
                id=new_id(),
                offering_id=row.id,
                language="Deutsch",
                needed=made.needed,
                reached=made.reached,
            )
        )
    if made.starts is not None:
        start = today + timedelta(weeks=made.starts)
        session.add(OfferingStartRecord(id=new_id(), offering_id=row.id, starts_on=start))
    if made.price is not None:
        amount, unit = made.price
        session.add(
            OfferingPriceRecord(
                id=new_id(),
                offering_id=row.id,
                valid_from=SINCE,
                amount=amount,
                unit=unit,
                vat="exempt",
            )
        )
    if made.decided:
        session.add(
            DecisionRecord(
                id=new_id(),
                provider_id=place.provider_id,
                offering_id=row.id,
                kind="recognised",
                decided_on=SINCE,
                valid_from=SINCE,
                sent_on=SINCE,
            )
        )


def _values(session, new_id) -> None:
    """Half of at most 250.00 per course for the Sozialhilfe, invented as in the sample canton."""
    session.add(
        RegimeRateRecord(
            id=new_id(),
            regime_code="social_assistance",
            category_code="basic_skills",
            valid_from=SINCE,
            billable="yes",
            rate=50_00,
            cost_bearer="municipality",
            citation="§ 25b SHV",
            source="frei erfunden",
        )
    )
    session.add(
        TariffRecord(
            id=new_id(),
            category_code="basic_skills",
            regime_code="social_assistance",
            unit="course",
            valid_from=SINCE,
            amount=250_00,
            pro_rata="none",
            citation="",
            source="frei erfunden",
        )
    )
