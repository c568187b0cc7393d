"""What a catalogue may hold: every column of every table, its type, its limits, what it points to.

The one description of the content: what is written follows it, and what is read is checked against
it before anything is stored. Notes of the KSA, IBANs, reasons and duties are not in it and so never
leave the office.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from sozdesk.features.offerings.terms import (
    Audience,
    Billable,
    CapKind,
    CefrLevel,
    Childcare,
    CostBearer,
    DecisionKind,
    Financing,
    OfferingState,
    OrganisationType,
    PriceUnit,
    ProRata,
    ValueKey,
    Vat,
)
from sozdesk.features.offerings.terms.catalogue import Cell

SHORT: Final = 1_000
LONG: Final = 20_000
MAX_ROWS: Final = 100_000
"""Of one table; 5'000 offerings bring some 10'000 prices."""
MOST: Final = 10**12
"""Larger than any amount in Rappen."""
WHOLE_RATE: Final = 10_000


class WrongCell(ValueError):
    """A value that does not fit its column."""


Parse = Callable[[object], Cell]


@dataclass(frozen=True, slots=True)
class TableSchema:
    """The columns of a table, what may not repeat, and which columns name rows elsewhere."""

    columns: Mapping[str, Parse]
    unique: tuple[tuple[str, ...], ...] = ()
    refers: Mapping[str, tuple[str, str]] | None = None
    """Column → table and column that must hold its value; an empty cell is allowed."""


def _text(longest: int, *, filled: bool = False) -> Parse:
    def parse(value: object) -> str:
        if not isinstance(value, str) or len(value) > longest or (filled and not value.strip()):
            raise WrongCell
        if any(ord(sign) < _SPACE and sign not in "\n\t" for sign in value):
            raise WrongCell
        return value

    return parse


_SPACE = 32


def _whole(low: int, high: int) -> Parse:
    def parse(value: object) -> int:
        if type(value) is not int or not low <= value <= high:
            raise WrongCell
        return value

    return parse


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise WrongCell
    return value


def parse_day(value: object) -> date:
    """An ISO day in its one form; raises WrongCell."""
    try:
        day = date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        day = None
    if day is None or day.isoformat() != value:
        raise WrongCell
    return day


def _id(value: object) -> UUID:
    try:
        found = UUID(value) if isinstance(value, str) else None
    except ValueError:
        found = None
    if found is None or str(found) != value:
        raise WrongCell
    return found


def _word(words: type[StrEnum]) -> Parse:
    known = frozenset(member.value for member in words)

    def parse(value: object) -> str:
        if not isinstance(value, str) or value not in known:
            raise WrongCell
        return value

    return parse


def _maybe(parse: Parse) -> Parse:
    return lambda value: None if value is None else parse(value)


_SHORT, _LONG, _NAME = _text(SHORT), _text(LONG), _text(SHORT, filled=True)
_PERCENT, _AMOUNT, _COUNT = _whole(0, 100), _whole(0, MOST), _whole(0, 100_000)
_RATE = _whole(0, WHOLE_RATE)
_BFS = _whole(1, 9_999)
_SPAN: Mapping[str, Parse] = {"valid_from": parse_day, "ended_on": _maybe(parse_day)}

_PROVIDER_REF = {"provider_id": ("provider", "id")}
_OFFERING_REF = {"offering_id": ("offering", "id")}
_CATEGORY_REF = {"category_code": ("offering_category", "code")}
_REGIME_REF = {"regime_code": ("regime", "code")}

SCHEMA: Final[Mapping[str, TableSchema]] = {
    "municipality": TableSchema(
        {
            "id": _id,
            "bfs_number": _BFS,
            "official_name": _NAME,
            "short_name": _NAME,
            "district": _SHORT,
            "valid_from": _maybe(parse_day),
            "valid_to": _maybe(parse_day),
        },
        unique=(("bfs_number",),),
    ),
    "offering_category": TableSchema(
        {
            "id": _id,
            "code": _NAME,
            **_SPAN,
            "position": _COUNT,
            "name": _NAME,
            "parent_code": _maybe(_NAME),
            "financing": _word(Financing),
            "citation": _SHORT,
            "text": _LONG,
            "source": _LONG,
        },
        unique=(("code", "valid_from"),),
        refers={"parent_code": ("offering_category", "code")},
    ),
    "regime": TableSchema(
        {
            "id": _id,
            "code": _NAME,
            **_SPAN,
            "position": _COUNT,
            "name": _NAME,
            "citation": _SHORT,
            "source": _LONG,
        },
        unique=(("code", "valid_from"),),
    ),
    "regime_rate": TableSchema(
        {
            "id": _id,
            "regime_code": _NAME,
            "category_code": _NAME,
            **_SPAN,
            "billable": _word(Billable),
            "rate": _maybe(_RATE),
            "cost_bearer": _maybe(_word(CostBearer)),
            "citation": _SHORT,
            "source": _LONG,
        },
        unique=(("regime_code", "category_code", "valid_from"),),
        refers={**_CATEGORY_REF, **_REGIME_REF},
    ),
    "tariff": TableSchema(
        {
            "id": _id,
            "category_code": _NAME,
            "regime_code": _NAME,
            "unit": _word(PriceUnit),
            **_SPAN,
            "amount": _AMOUNT,
            "pro_rata": _word(ProRata),
            "cap_kind": _maybe(_word(CapKind)),
            "cap_amount": _maybe(_AMOUNT),
            "citation": _SHORT,
            "source": _LONG,
        },
        unique=(("category_code", "regime_code", "unit", "valid_from"),),
        refers={**_CATEGORY_REF, **_REGIME_REF},
    ),
    "offering_value": TableSchema(
        {"id": _id, "key": _word(ValueKey), **_SPAN, "value": _AMOUNT, "source": _LONG},
        unique=(("key", "valid_from"),),
    ),
    "covered_need": TableSchema(
        {"id": _id, "category_code": _NAME, "segment": _SHORT, **_SPAN, "reason": _LONG},
        unique=(("category_code", "segment", "valid_from"),),
        refers=_CATEGORY_REF,
    ),
    "provider": TableSchema(
        {
            "id": _id,
            "name": _NAME,
            "legal_form": _SHORT,
            "organisation_type": _word(OrganisationType),
            "address": _LONG,
            "email": _SHORT,
            "phone": _SHORT,
            "website": _LONG,
            "closed_on": _maybe(parse_day),
        }
    ),
    "provider_contact": TableSchema(
        {
            "id": _id,
            "provider_id": _id,
            "name": _NAME,
            "function": _SHORT,
            "email": _SHORT,
            "phone": _SHORT,
            "main": _flag,
        },
        refers=_PROVIDER_REF,
    ),
    "provider_place": TableSchema(
        {
            "id": _id,
            "provider_id": _id,
            "name": _SHORT,
            "address": _LONG,
            "town": _NAME,
            "bfs_number": _maybe(_BFS),
            "wheelchair": _flag,
        },
        refers={**_PROVIDER_REF, "bfs_number": ("municipality", "bfs_number")},
    ),
    "offering": TableSchema(
        {
            "id": _id,
            "number": _whole(1, 10**6),
            "provider_id": _id,
            "category_code": _NAME,
            "segment": _SHORT,
            "title": _NAME,
            "goals": _LONG,
            "content": _LONG,
            "audience": _word(Audience),
            "for_refugees": _flag,
            "for_women": _flag,
            "for_mothers": _flag,
            "with_health_impairment": _flag,
            "age_from": _maybe(_COUNT),
            "age_to": _maybe(_COUNT),
            "workload_from": _maybe(_PERCENT),
            "workload_to": _maybe(_PERCENT),
            "workload_note": _SHORT,
            "weeks_min": _maybe(_COUNT),
            "weeks_max": _maybe(_COUNT),
            "starts_any_time": _flag,
            "capacity": _maybe(_COUNT),
            "free_places": _maybe(_COUNT),
            "free_as_of": _maybe(parse_day),
            "childcare": _word(Childcare),
            "includes_travel": _flag,
            "includes_meals": _flag,
            "contact_id": _maybe(_id),
            "link": _LONG,
            "state": _word(OfferingState),
            "checked_on": _maybe(parse_day),
        },
        unique=(("number",),),
        refers={
            **_PROVIDER_REF,
            **_CATEGORY_REF,
            "contact_id": ("provider_contact", "id"),
        },
    ),
    "offering_start": TableSchema(
        {"id": _id, "offering_id": _id, "starts_on": parse_day},
        unique=(("offering_id", "starts_on"),),
        refers=_OFFERING_REF,
    ),
    "offering_language": TableSchema(
        {
            "id": _id,
            "offering_id": _id,
            "language": _NAME,
            "needed": _maybe(_word(CefrLevel)),
            "reached": _maybe(_word(CefrLevel)),
        },
        unique=(("offering_id", "language"),),
        refers=_OFFERING_REF,
    ),
    "offering_place": TableSchema(
        {"id": _id, "offering_id": _id, "place_id": _id},
        unique=(("offering_id", "place_id"),),
        refers={**_OFFERING_REF, "place_id": ("provider_place", "id")},
    ),
    "offering_price": TableSchema(
        {
            "id": _id,
            "offering_id": _id,
            **_SPAN,
            "amount": _AMOUNT,
            "unit": _word(PriceUnit),
            "vat": _word(Vat),
            "vat_rate": _maybe(_RATE),
            "minimum_units": _maybe(_COUNT),
            "absences_invoiced": _maybe(_flag),
            "notice_period": _SHORT,
            "trial_phase": _SHORT,
            "insured_by": _SHORT,
            "note": _LONG,
        },
        unique=(("offering_id", "valid_from"),),
        refers=_OFFERING_REF,
    ),
    "recognition_decision": TableSchema(
        {
            "id": _id,
            "provider_id": _id,
            "offering_id": _maybe(_id),
            "kind": _word(DecisionKind),
            "number": _maybe(_NAME),
            "decided_on": parse_day,
            "valid_from": parse_day,
            "valid_to": _maybe(parse_day),
            "sent_on": parse_day,
        },
        unique=(("number",),),
        refers={**_PROVIDER_REF, **_OFFERING_REF},
    ),
    "service_agreement": TableSchema(
        {
            "id": _id,
            "provider_id": _maybe(_id),
            "partner": _NAME,
            "programme": _NAME,
            "number": _SHORT,
            "begins": parse_day,
            "ends": _maybe(parse_day),
        },
        refers=_PROVIDER_REF,
    ),
    "agreement_offering": TableSchema(
        {"id": _id, "agreement_id": _id, "offering_id": _id},
        unique=(("agreement_id", "offering_id"),),
        refers={**_OFFERING_REF, "agreement_id": ("service_agreement", "id")},
    ),
}
"""In an order in which every table comes after those that it refers to."""

SPANS: Final = (("valid_from", "ended_on"), ("valid_from", "valid_to"), ("begins", "ends"))
"""First and last day of whatever has both: the last one never lies before."""
