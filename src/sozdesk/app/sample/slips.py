"""The slips that people make when they fill in a form, and which sample municipality makes which.

A slip takes what the form should say (field key → cell content) and last year's declaration,
and answers what the form says instead.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from sozdesk.exchange.forms import Raw
from sozdesk.features.rent_limits.terms import SIZES, Declaration, Interval, Method, amount_field
from sozdesk.features.rent_limits.texts import word
from sozdesk.kernel import german

Typed = dict[str, Raw]
Slip = Callable[[Typed, Declaration], Typed]

_SIZE_FIELDS = [amount_field(category) for category in SIZES]


def francs(value: Raw) -> int:
    """An amount as the form holds it."""
    assert isinstance(value, float)
    return round(value)


def _written(pattern: str, thousands: str) -> Slip:
    """All amounts as text, the way this office writes money."""

    def slip(typed: Typed, _: Declaration) -> Typed:
        texts = {
            key: pattern.format(f"{francs(typed[key]):,}".replace(",", thousands))
            for key in _SIZE_FIELDS
        }
        return {**typed, **texts}

    return slip


def _date_as_text(typed: Typed, _: Declaration) -> Typed:
    day = typed["decided_on"]
    assert isinstance(day, date)
    return {**typed, "decided_on": german.long_day(day).split(", ")[1]}


def _row_slip(typed: Typed, previous: Declaration) -> Typed:
    """Three persons get last year's amount of two persons."""
    return {**typed, "amount_p3": previous.amounts[SIZES[1]] / 100, "unchanged": None}


def _big_rise(typed: Typed, _: Declaration) -> Typed:
    raised = {key: francs(typed[key]) * 12 // 100 * 10 + 0.0 for key in _SIZE_FIELDS}
    return {**typed, **raised, "unchanged": None, "method": word(Method.ADVERTS)}


def _year_for_month(typed: Typed, _: Declaration) -> Typed:
    return {
        **typed,
        **{key: francs(typed[key]) * 12.0 for key in _SIZE_FIELDS},
        "interval": word(Interval.MONTH),
        "unchanged": None,
    }


def _swapped(typed: Typed, _: Declaration) -> Typed:
    return {
        **typed,
        "amount_p3": typed["amount_p4"],
        "amount_p4": typed["amount_p3"],
        "unchanged": None,
    }


def _one_amount_missing(typed: Typed, _: Declaration) -> Typed:
    return {**typed, "amount_p4": None}


def _ticked_unchanged(typed: Typed, _: Declaration) -> Typed:
    raised = {key: francs(typed[key]) + 20.0 for key in _SIZE_FIELDS}
    return {**typed, **raised, "unchanged": "ja", "last_reviewed_on": date(2026, 11, 12)}


def _pending(typed: Typed, _: Declaration) -> Typed:
    open_decision: Typed = {"decided_on": None, "decision_number": None, "decision_pending": "ja"}
    return {**typed, **open_decision, "meeting_on": date(2027, 1, 19)}


def _no_contact(typed: Typed, _: Declaration) -> Typed:
    return {**typed, "contact_name": None, "contact_email": None, "contact_phone": None}


def _no_method(typed: Typed, _: Declaration) -> Typed:
    return {**typed, "method": None}


SLIPS: Mapping[int, Slip] = {
    **dict.fromkeys((2761, 2828, 2846), _written("Fr. {}.–", "'")),
    **dict.fromkeys((2763, 2830, 2850), _written("{},-", "")),
    **dict.fromkeys((2766, 2852), _written("CHF {}.00", " ")),
    **dict.fromkeys((2770, 2854), _written("{}", "’")),
    **dict.fromkeys((2782, 2786, 2823, 2858), _date_as_text),
    **dict.fromkeys((2764, 2860), _row_slip),
    **dict.fromkeys((2767, 2825, 2884), _big_rise),
    **dict.fromkeys((2788, 2861), _year_for_month),
    **dict.fromkeys((2772, 2864), _swapped),
    2824: _one_amount_missing,
    2866: _ticked_unchanged,
    **dict.fromkeys((2774, 2887), _pending),
    2791: _no_contact,
    2868: _no_method,
}
"""Slips in the cells. What happens to whole files stands in ``returns``."""
