"""A declaration as columns and back; nothing is lost on the way (a property test says so)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from sozdesk.features.rent_limits.records.tables import (
    DeclarationAmountRecord,
    DeclarationRecord,
)
from sozdesk.features.rent_limits.terms import (
    AncillaryMode,
    Category,
    Contact,
    Decision,
    DecisionBody,
    Declaration,
    Extras,
    Interval,
    Method,
    RentKind,
)
from sozdesk.kernel.findings import Finding, Severity
from sozdesk.kernel.ids import natural_id


def columns_of(declaration: Declaration) -> dict[str, Any]:
    """The columns of ``declaration`` that hold what was declared."""
    decision, contact = declaration.decision, declaration.contact
    return {
        "bfs_number": declaration.bfs_number,
        "rent_kind": _value(declaration.rent_kind),
        "interval": _value(declaration.interval),
        "valid_from": declaration.valid_from,
        "decided_on": decision.decided_on,
        "decision_body": _value(decision.body),
        "decision_number": decision.number,
        "decision_pending": decision.pending,
        "meeting_on": decision.meeting_on,
        "method": _value(declaration.method),
        "method_text": declaration.method_text,
        "unchanged": declaration.unchanged,
        "last_reviewed_on": declaration.last_reviewed_on,
        "no_limits_reason": declaration.no_limits_reason,
        "contact_name": contact.name,
        "contact_email": contact.email,
        "contact_phone": contact.phone,
        "remark": declaration.remark,
        "extras": _extras_to_json(declaration.extras),
    }


def amounts_of(
    declaration: Declaration, record: DeclarationRecord
) -> list[DeclarationAmountRecord]:
    """The rows of the declared amounts."""
    return [
        DeclarationAmountRecord(
            id=natural_id("declaration_amount", str(record.id), category),
            declaration_id=record.id,
            category=category.value,
            amount=amount,
        )
        for category, amount in declaration.amounts.items()
    ]


def declaration_from(
    record: DeclarationRecord, year: int, amounts: Mapping[str, int]
) -> Declaration:
    """The declaration that a row and its amounts (category → Rappen) hold."""
    return Declaration(
        bfs_number=record.bfs_number,
        year=year,
        amounts=_by_category(amounts),
        rent_kind=_member(RentKind, record.rent_kind),
        interval=_member(Interval, record.interval),
        valid_from=record.valid_from,
        decision=_decision(record),
        method=_member(Method, record.method),
        method_text=record.method_text,
        unchanged=record.unchanged,
        last_reviewed_on=record.last_reviewed_on,
        no_limits_reason=record.no_limits_reason,
        contact=Contact(
            name=record.contact_name, email=record.contact_email, phone=record.contact_phone
        ),
        remark=record.remark,
        extras=_extras_from_json(record.extras),
    )


def _decision(record: DeclarationRecord) -> Decision:
    return Decision(
        decided_on=record.decided_on,
        body=_member(DecisionBody, record.decision_body),
        number=record.decision_number,
        pending=record.decision_pending,
        meeting_on=record.meeting_on,
    )


def finding_to_json(finding: Finding) -> dict[str, Any]:
    """A finding as it is stored with the return."""
    return {
        "code": str(finding.code),
        "severity": finding.severity.value,
        "message": finding.message,
        "detail": finding.detail,
        "field": finding.field,
        "cell": finding.cell,
        "subject": finding.subject,
        "value": finding.value,
    }


def finding_from(stored: Mapping[str, Any]) -> Finding:
    """The way back from :func:`finding_to_json`."""
    return Finding(**{**stored, "severity": Severity(stored["severity"])})


_PLAIN_EXTRAS = (
    "heating_included",
    "index_name",
    "index_base",
    "adverts_count",
    "adverts_below",
    "adverts_period",
    "adverts_source",
    "households_above",
)


def _extras_to_json(extras: Extras) -> dict[str, Any]:
    stored: dict[str, Any] = {name: getattr(extras, name) for name in _PLAIN_EXTRAS}
    stored["ancillary_mode"] = _value(extras.ancillary_mode)
    stored["index_date"] = extras.index_date.isoformat() if extras.index_date else None
    stored["ancillary_amounts"] = _plain(extras.ancillary_amounts)
    stored["counter_amounts"] = _plain(extras.counter_amounts)
    return {name: value for name, value in stored.items() if value not in (None, "", {})}


def _extras_from_json(stored: Mapping[str, Any]) -> Extras:
    day = stored.get("index_date")
    return Extras(
        ancillary_mode=_member(AncillaryMode, stored.get("ancillary_mode")),
        ancillary_amounts=_by_category(stored.get("ancillary_amounts", {})),
        counter_amounts=_by_category(stored.get("counter_amounts", {})),
        index_date=date.fromisoformat(day) if day else None,
        **{name: stored[name] for name in _PLAIN_EXTRAS if name in stored},
    )


def _plain(amounts: Mapping[Category, int]) -> dict[str, int]:
    return {category.value: amounts[category] for category in _in_order(amounts)}


def _by_category(amounts: Mapping[str, int]) -> dict[Category, int]:
    """In the order of the form, so that equal declarations also look equal."""
    known = {Category(key): amount for key, amount in amounts.items()}
    return {category: known[category] for category in _in_order(known)}


def _in_order(categories: Iterable[Category]) -> list[Category]:
    wanted = set(categories)
    return [category for category in _CATEGORIES if category in wanted] if wanted else []


_CATEGORIES = tuple(Category)
"""Walked once: an Enum yields its members slowly, and every declaration asks three times."""


_Enum = TypeVar("_Enum", RentKind, Interval, Method, DecisionBody, AncillaryMode)


def _member(kind: type[_Enum], value: str | None) -> _Enum | None:
    return None if value is None else kind(value)


def _value(
    member: RentKind | Interval | Method | DecisionBody | AncillaryMode | None,
) -> str | None:
    return None if member is None else member.value
