"""The columns of the results."""

from __future__ import annotations

from collections.abc import Callable

from sozdesk.documents.report import Kind
from sozdesk.features.offerings import texts
from sozdesk.features.offerings.terms import CantonShare, FoundOffering
from sozdesk.features.offerings.texts import searching as said
from sozdesk.features.offerings.ui import search_facts
from sozdesk.kernel import german
from sozdesk.widgets.list_columns import ListColumn
from sozdesk.widgets.table import Column

Shares = Callable[[FoundOffering], tuple[CantonShare, ...]]


def columns(ticked: Callable[[FoundOffering], bool], shares: Shares) -> tuple[ListColumn, ...]:
    """Offering with its reason, place, canton's share; more in the menu on the head."""
    title = Column(
        title="Angebot",
        text=lambda found: found.row.title,
        second=lambda found: found.short,
        tip=lambda found: found.why,
        check=ticked,
        box_alone=True,
        head_tip=said.ORDER,
        spoken=_spoken,
        sort_key=lambda found: german.sort_key(found.row.title),
        stretch=True,
        least=200,
    )
    place = Column(
        title="Ort",
        text=lambda found: found.town or search_facts.UNKNOWN,
        second=_distance,
        sort_key=lambda found: found.km,
        tone=lambda found: "text" if found.town else "text2",
        tip=lambda found: found.town,
        most=120,
    )
    share = Column(
        title="Kanton zahlt",
        text=lambda found: search_facts.share_in_short(shares(found)),
        second=lambda found: _unit(shares(found)),
        tip=lambda found: "\n".join(map(said.share_of_regime, shares(found))),
        tone=lambda found: "text" if _is_known(shares(found)) else "text2",
        width=96,
        most=150,
    )
    return (
        ListColumn(title),
        ListColumn(Column(title="Warum", text=lambda found: found.why, hidden=True)),
        ListColumn(place),
        ListColumn(_distance_column(), Kind.INTEGER, lambda found: found.km),
        ListColumn(share),
        ListColumn(_provider_column()),
    )


def _distance_column() -> Column:
    return Column(
        title="km",
        text=lambda found: "" if found.km is None else str(found.km),
        sort_key=lambda found: found.km,
        align="right",
        hidden=True,
    )


def _provider_column() -> Column:
    return Column(title="Anbieter/in", text=lambda found: found.row.provider_name, hidden=True)


def _spoken(found: FoundOffering) -> str:
    return f"Angebot: {found.row.title}. {found.why}"


def _distance(found: FoundOffering) -> str:
    return "" if found.km is None else f"{found.km} km" if found.km else "am Ort"


def _is_known(shares: tuple[CantonShare, ...]) -> bool:
    return bool(shares) and shares[0].share is not None and not shares[0].reasons


def _unit(shares: tuple[CantonShare, ...]) -> str:
    """«pro Tag, Sozialhilfe»."""
    if not shares:
        return ""
    one = shares[0]
    if not _is_known(shares) or one.price is None:
        return one.regime_name
    return f"{texts.per_unit(one.price.unit)}, {one.regime_name}"
