"""The three lists of the page: Stand, Übersicht, Jahresnettomiete. Columns on screen and in files."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from sozdesk.documents.report import Kind
from sozdesk.features.rent_limits import rules
from sozdesk.features.rent_limits.queries import is_overdue
from sozdesk.features.rent_limits.reports import lines
from sozdesk.features.rent_limits.terms import (
    MAIN_CATEGORIES,
    Category,
    Declaration,
    TrackingRow,
)
from sozdesk.features.rent_limits.texts import reminded_words, word
from sozdesk.features.rent_limits.ui import standing
from sozdesk.features.rent_limits.ui.round_data import ListRow
from sozdesk.kernel import german
from sozdesk.widgets.list_columns import ListColumn
from sozdesk.widgets.states import State
from sozdesk.widgets.table import Column
from sozdesk.widgets.tokens import Tone


def _name(row: ListRow) -> str:
    return row.tracking.name


_NAME = ListColumn(Column(title="Gemeinde", text=_name))
_DISTRICT = ListColumn(Column(title="Bezirk", text=lambda row: row.tracking.district, hidden=True))
_NUMBER = ListColumn(
    Column(
        title="BFS-Nr.",
        text=lambda row: str(row.bfs_number),
        sort_key=lambda row: row.bfs_number,
        align="right",
        hidden=True,
    ),
    Kind.INTEGER,
    lambda row: row.bfs_number,
)


# ------------------------------------------------------------------ Stand


def _hints(row: ListRow) -> str:
    tracking = row.tracking
    if tracking.received_on is None:
        return ""
    lacking = f"{tracking.lacking} Fehler" if tracking.lacking else ""
    if not tracking.hints:
        return lacking or "keine"
    return ", ".join(filter(None, (lacking, str(tracking.hints), _open_hints(tracking))))


def _open_hints(tracking: TrackingRow) -> str:
    if not tracking.open_hints:
        return ""
    if tracking.open_hints == tracking.hints:
        return "noch offen"
    return f"davon {tracking.open_hints} offen"


def _hints_symbol(row: ListRow) -> str:
    if row.tracking.lacking:
        return State.UNUSABLE
    return State.HINT if row.tracking.hints else ""


def _hints_tip(row: ListRow) -> str:
    tracking = row.tracking
    if tracking.lacking:
        return "Unvollständig: Erst die berichtigte Rückmeldung kann erfasst werden"
    if not tracking.hints:
        return ""
    found = german.plural(tracking.hints, "Prüfhinweis", "Prüfhinweise")
    return f"{found}, {tracking.open_hints} ohne Entscheid" if tracking.open_hints else found


def _when_tone(row: ListRow) -> Tone:
    return "err" if is_overdue(row.tracking) else "text2"


def _when_spoken(row: ListRow) -> str:
    late = ", nach der Frist" if row.tracking.late else ""
    left = standing.days_left(row.tracking)
    more = late or (f", {left}" if left and not is_overdue(row.tracking) else "")
    return f"Eingang oder Frist: {standing.when(row.tracking)}{more}"


def _when_tip(row: ListRow) -> str:
    tracking = row.tracking
    late = "Nach der Frist eingegangen" if tracking.late else ""
    if tracking.received_on and tracking.counts_from not in (None, tracking.received_on):
        first = f"Erste Rückmeldung am {german.day(tracking.received_on)}"
        return f"{first}, nach der Frist" if late else first
    if late:
        return late
    extended = "erstreckt, " if row.tracking.extended else ""
    left = standing.days_left(row.tracking)
    return f"Frist {german.day(row.tracking.due_on)}, {extended}{left}" if left else ""


def _written(value: int | None) -> str:
    return "" if value is None else german.amount(value)


def amount_column(
    category: Category, declared: Callable[[Any], Declaration | None], *, hidden: bool = False
) -> ListColumn:
    """The amount of a category as declared, of whatever a row says was declared."""

    def value(row: Any) -> int | None:
        found = declared(row)
        return found.amounts.get(category) if found else None

    return ListColumn(
        Column(
            title=word(category),
            text=lambda row: _written(value(row)),
            sort_key=value,
            align="right",
            hidden=hidden,
        ),
        Kind.AMOUNT,
        value,
    )


def _current(row: ListRow) -> Declaration | None:
    return row.overview.current


def _basis(row: ListRow) -> str:
    return " ".join(filter(None, lines.basis(row.overview)))


TRACKING = (
    _NAME,
    ListColumn(
        Column(
            title="Stand",
            text=lambda row: standing.short_word(row.tracking),
            tip=lambda row: standing.state_word(row.tracking),
            symbol=lambda row: standing.symbol(row.tracking),
            sort_key=lambda row: standing.rank(row.tracking),
            spoken=lambda row: (
                f"Stand: {standing.state_word(row.tracking)}, {standing.when(row.tracking)}"
            ),
            stretch=True,
        ),
        value=lambda row: standing.state_word(row.tracking),
    ),
    ListColumn(
        Column(
            title="Eingang / Frist",
            text=lambda row: standing.when(row.tracking),
            sort_key=lambda row: (
                row.tracking.counts_from or row.tracking.received_on or row.tracking.due_on
            ),
            tone=_when_tone,
            tip=_when_tip,
            spoken=_when_spoken,
        )
    ),
    ListColumn(
        Column(
            title="Prüfhinweise",
            text=_hints,
            symbol=_hints_symbol,
            sort_key=lambda row: (
                row.tracking.lacking,
                row.tracking.open_hints,
                row.tracking.hints,
            ),
            tone=lambda row: "text" if row.tracking.hints or row.tracking.lacking else "text2",
            tip=_hints_tip,
        )
    ),
    _DISTRICT,
    _NUMBER,
    ListColumn(
        Column(
            title="Verspätet",
            text=lambda row: "verspätet" if row.tracking.late else "",
            hidden=True,
        )
    ),
    ListColumn(
        Column(
            title="Verbleibend",
            text=lambda row: standing.days_left(row.tracking),
            sort_key=lambda row: row.tracking.days_left - row.tracking.overdue_days,
            hidden=True,
        )
    ),
    ListColumn(
        Column(
            title="Erinnert",
            text=lambda row: reminded_words(row.tracking.reminders),
            sort_key=lambda row: row.tracking.reminders,
            hidden=True,
        )
    ),
    ListColumn(Column(title="Basis", text=_basis, hidden=True)),
    *(amount_column(category, _current, hidden=True) for category in MAIN_CATEGORIES),
)


# ------------------------------------------------------------------ Übersicht


def overview_columns(previous_year: int) -> tuple[ListColumn, ...]:
    """As declared and recorded, with the change to last year."""
    return (
        _NAME,
        _DISTRICT,
        _NUMBER,
        ListColumn(
            Column(
                title="Stand",
                text=lambda row: lines.state(row.overview),
                symbol=lambda row: standing.symbol(row.tracking),
                sort_key=lambda row: standing.rank(row.tracking),
                hidden=True,
            )
        ),
        ListColumn(Column(title="Basis", text=_basis_or_state, tone="text2")),
        *(amount_column(category, _current) for category in MAIN_CATEGORIES),
        ListColumn(
            Column(
                title=f"Änderung zu {previous_year}",
                text=lambda row: lines.change_span(row.overview),
                sort_key=_largest_change,
                stretch=True,
            )
        ),
    )


def _basis_or_state(row: ListRow) -> str:
    """«netto pro Monat», or why there are no amounts."""
    return _basis(row) if lines.has_amounts(row.overview) else lines.state(row.overview)


def _largest_change(row: ListRow) -> int | None:
    found = [c for c in lines.changes(row.overview, MAIN_CATEGORIES) if isinstance(c, int)]
    return max(found, key=abs) if found else None


# ------------------------------------------------------------------ Jahresnettomiete


def yearly_net_columns(share_hundredths: int) -> tuple[ListColumn, ...]:
    """Yearly net rent plus the share of Nebenkosten, only where the net rent is known."""
    return (
        _NAME,
        _DISTRICT,
        _NUMBER,
        ListColumn(Column(title="Gerechnet aus", text=_origin, tone="text2", stretch=True)),
        *(_yearly_column(category, share_hundredths) for category in MAIN_CATEGORIES),
    )


def _origin(row: ListRow) -> str:
    if lines.has_net(row.overview):
        return str(lines.yearly_net(row.overview, (), 0)[0])
    return "Nettomiete nicht bekannt" if lines.has_amounts(row.overview) else ""


def _yearly_column(category: Category, share: int) -> ListColumn:
    value = partial(_yearly, category, share)
    return ListColumn(
        Column(
            title=word(category),
            text=lambda row: _written(value(row)),
            sort_key=value,
            align="right",
        ),
        Kind.AMOUNT,
        value,
    )


def _yearly(category: Category, share: int, row: ListRow) -> int | None:
    current = row.overview.current
    return rules.yearly_net_with_ancillary(current, share).get(category) if current else None
