"""Rows of offerings for the rules of the search, around Sissach on Tuesday, 5 January 2027."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sozdesk.features.offerings import rules
from sozdesk.features.offerings.terms import (
    Audience,
    CategoryRow,
    CefrLevel,
    Childcare,
    DecisionFact,
    DecisionKind,
    Financing,
    LanguageRow,
    OfferingRow,
    OfferingState,
    PlaceRow,
    PriceRow,
    PriceUnit,
    RecognitionOn,
    Vat,
)
from sozdesk.features.offices.queries import municipality_centres

DAY = date(2027, 1, 5)
LIESTAL, SISSACH, LAUFEN, BIEL_BENKEN = 2829, 2861, 2787, 2764
NAMES = {LIESTAL: "Liestal", SISSACH: "Sissach", LAUFEN: "Laufen", BIEL_BENKEN: "Biel-Benken"}


def _category(code: str, name: str, parent: str | None = None) -> CategoryRow:
    return CategoryRow(
        id=UUID(int=1),
        version=1,
        code=code,
        valid_from=date(2023, 1, 1),
        ended_on=None,
        position=1,
        name=name,
        parent_code=parent,
        financing=Financing.PER_PERSON,
        citation="",
        text="",
        source="",
    )


CATEGORIES = (
    _category("basic_skills", "Grundkompetenzkurs"),
    _category("support", "Förderungsprogramm"),
    _category("coaching", "Coaching und Vermittlung", "support"),
)
RECOGNISED = RecognitionOn(
    recognised=True,
    since=date(2026, 1, 1),
    until=date(2029, 12, 31),
    by=DecisionFact(
        kind=DecisionKind.RECOGNISED,
        number="1",
        decided_on=date(2025, 12, 1),
        valid_from=date(2026, 1, 1),
        valid_to=date(2029, 12, 31),
    ),
)
NEVER_DECIDED = RecognitionOn(recognised=False, since=None, until=None, by=None)


def place(bfs: int | None = LIESTAL, *, wheelchair: bool = False, town: str = "") -> PlaceRow:
    return PlaceRow(
        id=UUID(int=2),
        version=1,
        provider_id=UUID(int=3),
        name="Kurslokal",
        address="",
        town=town or NAMES.get(bfs or 0, "Basel"),
        bfs_number=bfs,
        wheelchair=wheelchair,
    )


def german(needed: str | None = None, reached: str | None = None, name: str = "Deutsch"):
    return LanguageRow(
        language=name,
        needed=CefrLevel(needed) if needed else None,
        reached=CefrLevel(reached) if reached else None,
    )


def price(amount: int, unit: PriceUnit = PriceUnit.DAY, **more: Any) -> PriceRow:
    values = {"vat": Vat.EXEMPT, "vat_rate": None, **more}
    return PriceRow(
        id=UUID(int=4),
        version=1,
        offering_id=UUID(int=5),
        valid_from=date(2026, 1, 1),
        ended_on=None,
        amount=amount,
        unit=unit,
        minimum_units=None,
        absences_invoiced=None,
        notice_period="",
        trial_phase="",
        insured_by="",
        note="",
        **values,
    )


def row(number: int = 1, title: str = "Rechnen im Alltag", **more: Any) -> OfferingRow:
    """A recognised Grundkompetenzkurs in Liestal on the platform, unless said otherwise."""
    values: dict[str, Any] = {
        "provider_name": "Kurszentrum Muster",
        "category_code": "basic_skills",
        "category_name": "Grundkompetenzkurs",
        "segment": "",
        "goals": "",
        "content": "",
        "audience": Audience.BOTH,
        "for_refugees": False,
        "for_women": False,
        "for_mothers": False,
        "with_health_impairment": False,
        "age_from": None,
        "age_to": None,
        "starts_any_time": False,
        "starts": (),
        "capacity": None,
        "free_places": None,
        "free_as_of": None,
        "childcare": Childcare.NO,
        "state": OfferingState.PUBLISHED,
        "languages": (),
        "places": (place(),),
        "price": None,
        "financing": Financing.PER_PERSON,
        "recognition": RECOGNISED,
    }
    return OfferingRow(
        id=UUID(int=1000 + number),
        version=1,
        number=number,
        provider_id=UUID(int=3),
        title=title,
        workload_from=None,
        workload_to=None,
        workload_note="",
        weeks_min=None,
        weeks_max=None,
        includes_travel=False,
        includes_meals=False,
        contact_id=None,
        link="",
        checked_on=None,
        **{**values, **more},
    )


def index(*rows: OfferingRow) -> rules.SearchIndex:
    return rules.prepared(
        rows, categories=CATEGORIES, centres=municipality_centres(), names=NAMES, day=DAY
    )
