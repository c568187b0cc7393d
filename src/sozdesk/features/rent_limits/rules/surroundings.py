"""What comes with the amounts: the other basis, Nebenkosten, heating, adverts."""

from __future__ import annotations

from collections.abc import Iterator

from sozdesk.features.rent_limits import texts
from sozdesk.features.rent_limits.rules.bases import in_order, net_amounts
from sozdesk.features.rent_limits.rules.making import hint
from sozdesk.features.rent_limits.terms import (
    Category,
    Code,
    Declaration,
    RentKind,
    Thresholds,
)
from sozdesk.features.rent_limits.texts import phrases
from sozdesk.kernel.findings import Finding
from sozdesk.kernel.german import change_in_hundredths, percent, short_amount


def counter_hints(declaration: Declaration) -> Iterator[Finding]:
    """Net above gross, where the municipality states both."""
    if declaration.rent_kind is None:
        return
    for category, counter in in_order(declaration.extras.counter_amounts):
        declared = declaration.amounts.get(category)
        if declared is None:
            continue
        is_net = declaration.rent_kind is RentKind.NET
        net, gross = (declared, counter) if is_net else (counter, declared)
        if net > gross:
            figures = {"net": short_amount(net), "gross": short_amount(gross)}
            yield _beside("counter", Code.NET_ABOVE_GROSS, category, counter, **figures)


def ancillary_hints(declaration: Declaration, thresholds: Thresholds) -> Iterator[Finding]:
    """Nebenkosten as a share of the net rent; heating that costs nothing."""
    extras = declaration.extras
    usual = texts.span(texts.share(thresholds.ancillary_min), texts.share(thresholds.ancillary_max))
    free_heating = extras.heating_included is True and 0 in extras.ancillary_amounts.values()
    if free_heating:
        yield hint(Code.HEATING_WITHOUT_ANCILLARY, "heating_included", number=0, usual=usual)
    net_by_category = net_amounts(declaration)
    for category, ancillary in in_order(extras.ancillary_amounts):
        net = net_by_category.get(category)
        said = free_heating and ancillary == 0
        if net is not None and not said and not _usual_share(ancillary, net, thresholds):
            figures = {"net": short_amount(net), "share": _share(ancillary, net), "usual": usual}
            yield _beside("ancillary", Code.ANCILLARY_SHARE, category, ancillary, **figures)


def _usual_share(ancillary: int, net: int, thresholds: Thresholds) -> bool:
    low, high = thresholds.ancillary_min * net, thresholds.ancillary_max * net
    return low <= ancillary * 10_000 <= high


def _share(ancillary: int, net: int) -> str:
    if net <= 0:
        return phrases.MORE_THAN_NET
    return percent(change_in_hundredths(net, net + ancillary))


def _beside(kind: str, code: Code, category: Category, rappen: int, **figures: str) -> Finding:
    """A hint beside the Nebenkosten (``ancillary_p4``) or the other basis (``counter_p4``)."""
    return hint(
        code,
        f"{kind}_{category}",
        subject=category,
        number=rappen,
        value=short_amount(rappen),
        for_category=texts.for_category(category),
        **figures,
    )


def advert_hints(declaration: Declaration, thresholds: Thresholds) -> Iterator[Finding]:
    """Few adverts up to the limit: no «realistische Chance» (Wizent 2020, cited by the canton)."""
    below = declaration.extras.adverts_below
    if below is not None and below < thresholds.adverts_below_min:
        limit = str(thresholds.adverts_below_min)
        yield hint(
            Code.FEW_ADVERTS_BELOW, "adverts_below", number=below, value=str(below), limit=limit
        )
