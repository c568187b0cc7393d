"""A declaration as the values of a form, by the keys of ``files.fields``, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sozdesk.features.rent_limits.terms import (
    MAIN_CATEGORIES,
    Category,
    Contact,
    Decision,
    Declaration,
    Extras,
    ReceivedVia,
    ReturnFile,
    amount_field,
)

Values = Mapping[str, Any]
"""Field key → Rappen, day, member of an enum, text, truth; None or missing = not answered."""


def values_of(declaration: Declaration) -> dict[str, Any]:
    """Every answer of a declaration by the key of its field."""
    decision, contact = declaration.decision, declaration.contact
    return {
        **{amount_field(category): declaration.amounts.get(category) for category in Category},
        "rent_kind": declaration.rent_kind,
        "interval": declaration.interval,
        "valid_from": declaration.valid_from,
        "decided_on": decision.decided_on,
        "decision_body": decision.body,
        "decision_number": decision.number,
        "decision_pending": decision.pending,
        "meeting_on": decision.meeting_on,
        "method": declaration.method,
        "method_text": declaration.method_text,
        "unchanged": declaration.unchanged,
        "last_reviewed_on": declaration.last_reviewed_on,
        "no_limits": declaration.no_limits_reason is not None,
        "no_limits_reason": declaration.no_limits_reason or "",
        "contact_name": contact.name,
        "contact_email": contact.email,
        "contact_phone": contact.phone,
        "remark": declaration.remark,
        **_extra_values(declaration.extras),
    }


def _extra_values(extras: Extras) -> dict[str, Any]:
    ancillary = {f"ancillary_{one}": extras.ancillary_amounts.get(one) for one in MAIN_CATEGORIES}
    counter = {f"counter_{one}": extras.counter_amounts.get(one) for one in MAIN_CATEGORIES}
    return {
        "ancillary_mode": extras.ancillary_mode,
        **ancillary,
        **counter,
        "heating_included": extras.heating_included,
        "index_name": extras.index_name,
        "index_base": extras.index_base,
        "index_date": extras.index_date,
        "adverts_count": extras.adverts_count,
        "adverts_below": extras.adverts_below,
        "adverts_period": extras.adverts_period,
        "adverts_source": extras.adverts_source,
        "households_above": extras.households_above,
    }


def declaration_from(values: Values, bfs_number: int, year: int) -> Declaration:
    """The declaration that these answers make; with «no_limits» ticked no amounts are declared."""
    without = bool(values.get("no_limits"))
    return Declaration(
        bfs_number=bfs_number,
        year=year,
        amounts={} if without else _amounts(values, "amount", Category),
        rent_kind=values.get("rent_kind"),
        interval=values.get("interval"),
        valid_from=values.get("valid_from"),
        decision=_decision(values),
        method=values.get("method"),
        method_text=_text(values, "method_text"),
        unchanged=bool(values.get("unchanged")),
        last_reviewed_on=values.get("last_reviewed_on"),
        no_limits_reason=_text(values, "no_limits_reason") if without else None,
        contact=Contact(
            name=_text(values, "contact_name"),
            email=_text(values, "contact_email"),
            phone=_text(values, "contact_phone"),
        ),
        remark=_text(values, "remark"),
        extras=_extras(values),
    )


def _decision(values: Values) -> Decision:
    pending = bool(values.get("decision_pending"))
    return Decision(
        decided_on=values.get("decided_on"),
        body=values.get("decision_body"),
        number=_text(values, "decision_number"),
        pending=pending,
        meeting_on=values.get("meeting_on") if pending else None,
    )


def _extras(values: Values) -> Extras:
    return Extras(
        ancillary_mode=values.get("ancillary_mode"),
        ancillary_amounts=_amounts(values, "ancillary", MAIN_CATEGORIES),
        counter_amounts=_amounts(values, "counter", MAIN_CATEGORIES),
        heating_included=values.get("heating_included"),
        index_name=_text(values, "index_name"),
        index_base=values.get("index_base"),
        index_date=values.get("index_date"),
        adverts_count=values.get("adverts_count"),
        adverts_below=values.get("adverts_below"),
        adverts_period=_text(values, "adverts_period"),
        adverts_source=_text(values, "adverts_source"),
        households_above=_text(values, "households_above"),
    )


def _amounts(values: Values, prefix: str, categories: Iterable[Category]) -> dict[Category, int]:
    read = {category: values.get(f"{prefix}_{category}") for category in categories}
    return {category: amount for category, amount in read.items() if amount is not None}


def _text(values: Values, key: str) -> str:
    return str(values.get(key) or "")


def first_values(
    file: ReturnFile | None,
    bfs_number: int | None,
    today: date,
    stored: Declaration | None = None,
    valid_from: date | None = None,
) -> dict[str, Any]:
    """What is known before anybody types: who, when, how, and what could be read of the form.

    ``stored`` = a return that lies in the file and is to be completed or corrected; ``valid_from``
    = what the form proposes where nothing was read and nothing is stored.
    """
    declared = file.declaration if file else stored
    mailed = file is not None and file.via is ReceivedVia.EMAIL
    return {
        "municipality": bfs_number,
        "received_on": (file.received_on if file else None) or today,
        "via": ReceivedVia.EMAIL if mailed else ReceivedVia.LETTER,
        **(values_of(declared) if declared else {"valid_from": valid_from}),
    }


def amended(declaration: Declaration, changes: Values) -> Declaration:
    """The declaration with some answers filled in by the office."""
    values = {**values_of(declaration), **changes}
    return declaration_from(values, declaration.bfs_number, declaration.year)
