"""The cells of one municipality in the tables of the overview."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sozdesk.documents.report import Row, Value
from sozdesk.features.rent_limits import rules
from sozdesk.features.rent_limits.terms import (
    MAIN_CATEGORIES,
    Category,
    Declaration,
    OverviewRow,
    RentKind,
    ReturnState,
)
from sozdesk.features.rent_limits.texts import method_words, word
from sozdesk.kernel import german

_MIXED = "Basis gemischt"
_OTHER_KIND = {RentKind.NET: RentKind.GROSS, RentKind.GROSS: RentKind.NET}


def state(row: OverviewRow) -> str:
    """«erfasst», «Rückfrage» …; without a declaration «fehlt»: reminders are not for outside."""
    return word(row.state) if answered(row) else "fehlt"


def answered(row: OverviewRow) -> bool:
    """Whether the municipality answered in any way, recorded or not."""
    return row.state not in (ReturnState.OPEN, ReturnState.REMINDED)


def has_amounts(row: OverviewRow) -> bool:
    """Whether the municipality declared limits (and not only that it has none)."""
    return row.current is not None and bool(row.current.amounts)


def basis(row: OverviewRow) -> tuple[str, str]:
    """«netto», «pro Monat», as far as declared."""
    if row.current is None:
        return "", ""
    kind, interval = row.current.rent_kind, row.current.interval
    return word(kind) if kind else "", word(interval) if interval else ""


def amounts(row: OverviewRow, categories: Iterable[Category]) -> Row:
    """Rappen as declared, None where nothing is declared."""
    declared = row.current.amounts if row.current else {}
    return tuple(declared.get(category) for category in categories)


def remark(row: OverviewRow, missing_reason: str, valid_from: date) -> str:
    """Why there are no limits; else from which day they hold, and that the Beschluss is to come.

    ``valid_from`` is the day that is printed for all: only another one is said.
    """
    current = row.current
    if current is None or current.no_limits_reason is not None:
        reason = current.no_limits_reason if current else missing_reason
        return f"Grund: {reason}" if reason else ""
    return "; ".join(filter(None, (other_day(current, valid_from), _pending(current))))


def _pending(declaration: Declaration) -> str:
    decision = declaration.decision
    if not decision.pending:
        return ""
    meeting = f", Sitzung vom {german.day(decision.meeting_on)}" if decision.meeting_on else ""
    return f"Beschluss ausstehend{meeting}"


def other_day(declaration: Declaration, valid_from: date) -> str:
    """«gültig ab 01.03.2027», if that is not the day for all."""
    day = declaration.valid_from
    return f"gültig ab {german.day(day)}" if day and day != valid_from else ""


def comparison(row: OverviewRow) -> str:
    """«gleiche Basis», «Basis gemischt», or why there is nothing to compare."""
    current, previous = row.current, row.previous
    if current is None or not current.amounts:
        return ""
    if previous is None or not previous.amounts:
        return "kein Vorjahr"
    return "gleiche Basis" if rules.comparable(current, previous) else _MIXED


def changes(row: OverviewRow, categories: Iterable[Category]) -> Row:
    """Change to last year in hundredths of a percent; None where it cannot be compared.

    Amounts per month and per year are compared over a year.
    """
    pairs = rules.pairs(row.current, row.previous) if row.current else ()
    found = {
        pair.category: german.change_in_hundredths(pair.old, pair.new) for pair in pairs if pair.old
    }
    return tuple(found.get(category) for category in categories)


def change_span(row: OverviewRow) -> str:
    """The changes of one municipality in a word: «gleich», «+3,0 %», «gleich bis +5,3 %»."""
    found = [change for change in changes(row, MAIN_CATEGORIES) if isinstance(change, int)]
    if not found:
        said = comparison(row)
        return "" if said == "gleiche Basis" else said
    low, high = _change_word(min(found)), _change_word(max(found))
    return low if low == high else f"{low} bis {high}"


def _change_word(hundredths: int) -> str:
    return german.percent(hundredths, signed=True) if hundredths else "gleich"


def grounds(row: OverviewRow) -> Row:
    """Valid from, Basis, last review, and the Beschluss of a municipality that declared."""
    current = row.current
    assert current is not None
    decision = current.decision
    body: Value = word(decision.body) if decision.body else None
    return (
        current.valid_from,
        method_words(current) or "nicht angegeben",
        current.last_reviewed_on if is_unchanged(row) else None,
        "ausstehend" if decision.pending else decision.decided_on,
        body,
        decision.number,
    )


def is_unchanged(row: OverviewRow) -> bool:
    """Whether last year's limits are confirmed, not only said to be."""
    current = row.current
    state = rules.recorded_state(current, row.previous) if current else None
    return state is ReturnState.CONFIRMED_UNCHANGED


def has_converted(row: OverviewRow) -> bool:
    """Whether the municipality stated the other basis, or Nebenkosten from which it follows."""
    return row.current is not None and bool(rules.converted(row.current))


def converted(row: OverviewRow, categories: Iterable[Category]) -> Row:
    """Declared basis, the other one, interval, the amounts in Rappen, and whose figures they are."""
    current = row.current
    assert current is not None
    assert current.rent_kind is not None
    kind, interval = basis(row)
    found = rules.converted(current)
    other = word(_OTHER_KIND[current.rent_kind])
    return (kind, other, interval, *map(found.get, categories), _origin(current, found))


def _origin(declared: Declaration, found: Iterable[Category]) -> str:
    """Whether the municipality states the other basis itself; the rest is reckoned here."""
    own = set(found) & set(declared.extras.counter_amounts)
    if not own:
        return "gerechnet mit den Nebenkosten der Gemeinde"
    if own == set(found):
        return "von der Gemeinde angegeben"
    return f"von der Gemeinde angegeben: {', '.join(word(one) for one in Category if one in own)}"


def has_net(row: OverviewRow) -> bool:
    """Whether net rents are declared or follow from the declaration."""
    current = row.current
    return current is not None and current.interval is not None and bool(rules.net_amounts(current))


def yearly_net(row: OverviewRow, categories: Iterable[Category], share_hundredths: int) -> Row:
    """What it follows from, and yearly net rents plus ``share_hundredths`` in Rappen."""
    current = row.current
    assert current is not None
    found = rules.yearly_net_with_ancillary(current, share_hundredths)
    net = current.rent_kind is RentKind.NET
    origin = "Nettomiete" if net else "Nettomiete zur Bruttomiete"
    return (f"{origin} {basis(row)[1]}", *(found.get(category) for category in categories))
