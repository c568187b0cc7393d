"""What a form already knows: last year's declaration as words and numbers for its cells."""

from __future__ import annotations

from sozdesk.exchange.forms import Raw
from sozdesk.features.rent_limits.files import fields
from sozdesk.features.rent_limits.terms import (
    ASKED_ANEW,
    Declaration,
    Extras,
    FormPage,
    amount_field,
)
from sozdesk.features.rent_limits.texts import word


def known_answers(page: FormPage) -> dict[str, Raw]:
    """Cell contents of a pre-filled form: last year's values, and the contact."""
    kept = {
        key: value
        for key, value in previous_answers(page).items()
        if key not in ASKED_ANEW and not key.startswith("contact_")
    }
    contact = page.contact
    return {
        **kept,
        "contact_name": contact.name,
        "contact_email": contact.email,
        "contact_phone": contact.phone,
    }


def previous_answers(page: FormPage | None) -> dict[str, Raw]:
    """Last year's declaration as cell contents; empty if there is none."""
    return {} if page is None or page.previous is None else cell_contents(page.previous)


def whole_contents(declaration: Declaration) -> dict[str, Raw]:
    """The same with every other field empty, so that nothing stays pre-filled."""
    return {**dict.fromkeys(fields.EVERY), **cell_contents(declaration)}


def cell_contents(declaration: Declaration) -> dict[str, Raw]:
    """Field key → what stands in the cell of a form that declares this."""
    decision, contact = declaration.decision, declaration.contact
    contents: dict[str, Raw] = {
        amount_field(category): rappen / 100 for category, rappen in declaration.amounts.items()
    }
    if declaration.rent_kind:
        contents["rent_kind"] = fields.RENT_KINDS[declaration.rent_kind]
    contents |= {
        "interval": word(declaration.interval) if declaration.interval else None,
        "valid_from": declaration.valid_from,
        "decided_on": decision.decided_on,
        "decision_body": word(decision.body) if decision.body else None,
        "decision_number": decision.number,
        "decision_pending": _yes(decision.pending),
        "meeting_on": decision.meeting_on,
        "method": word(declaration.method) if declaration.method else None,
        "method_text": declaration.method_text,
        "unchanged": _yes(declaration.unchanged),
        "last_reviewed_on": declaration.last_reviewed_on,
        "no_limits_reason": declaration.no_limits_reason,
        "contact_name": contact.name,
        "contact_email": contact.email,
        "contact_phone": contact.phone,
        "remark": declaration.remark,
        **_extra_contents(declaration.extras),
    }
    return {key: value for key, value in contents.items() if value not in (None, "")}


def _extra_contents(extras: Extras) -> dict[str, Raw]:
    heating = {True: "ja", False: "nein", None: None}[extras.heating_included]
    above = fields.HOUSEHOLDS_ABOVE.get(extras.households_above, extras.households_above)
    return {
        "ancillary_mode": word(extras.ancillary_mode) if extras.ancillary_mode else None,
        **{f"ancillary_{name}": value / 100 for name, value in extras.ancillary_amounts.items()},
        **{f"counter_{name}": value / 100 for name, value in extras.counter_amounts.items()},
        "heating_included": heating,
        "index_name": extras.index_name,
        "index_base": None if extras.index_base is None else extras.index_base / 1000,
        "index_date": extras.index_date,
        "adverts_count": extras.adverts_count,
        "adverts_below": extras.adverts_below,
        "adverts_period": extras.adverts_period,
        "adverts_source": extras.adverts_source,
        "households_above": int(above) if above.isdecimal() else above,
    }


def _yes(value: bool) -> str | None:
    return "ja" if value else None
