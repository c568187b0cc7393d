"""What of an offering is shown to everybody on the website, and how two lists differ."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sozdesk.features.offerings import texts
from sozdesk.features.offerings.rules.catalogue_changes import catalogue_changes
from sozdesk.features.offerings.terms import (
    LanguageRow,
    OfferingRow,
    OfferingState,
    PriceRow,
    ProviderRow,
    Vat,
)
from sozdesk.features.offerings.terms.catalogue import (
    CatalogueChange,
    CatalogueItem,
    CatalogueSubject,
    PlatformLine,
)
from sozdesk.features.offerings.texts.catalogue import PLATFORM_COLUMNS
from sozdesk.kernel import german


def is_listed(offering: OfferingRow, provider: ProviderRow, day: date) -> bool:
    """Whether the website shows it: on the platform, recognised on that day, and still offered."""
    closed = provider.closed_on is not None and provider.closed_on < day
    return (
        offering.state is OfferingState.PUBLISHED and offering.recognition.recognised and not closed
    )


def platform_line(offering: OfferingRow, provider: ProviderRow, day: date) -> PlatformLine:
    """An offering as everybody may read it; of persons nothing, only the organisation's address."""
    cells = {
        "title": offering.title,
        "provider": offering.provider_name,
        "category": offering.category_name,
        "audience": texts.word(offering.audience),
        "content": offering.content or offering.goals,
        "languages": ", ".join(map(_language, offering.languages)),
        "places": ", ".join(dict.fromkeys(place.town for place in offering.places)),
        "childcare": texts.word(offering.childcare),
        "starts": _starts(offering, day),
        "duration": _duration(offering),
        "price": _price(offering.price),
        "phone": provider.phone,
        "email": provider.email,
        "link": offering.link or provider.website,
    }
    return PlatformLine(offering.number, {key: cells[key] for key in PLATFORM_COLUMNS})


def _language(row: LanguageRow) -> str:
    said = [f"ab {row.needed}" if row.needed else "", f"bis {row.reached}" if row.reached else ""]
    return " ".join(filter(None, (row.language, *said)))


def _starts(offering: OfferingRow, day: date) -> str:
    if offering.starts_any_time:
        return "jederzeit"
    return ", ".join(german.day(start) for start in offering.starts if start >= day)


def _duration(offering: OfferingRow) -> str:
    least, most = offering.weeks_min, offering.weeks_max
    if least is None and most is None:
        return ""
    if least is None or most is None:
        return f"ab {least} Wochen" if most is None else f"bis {most} Wochen"
    return f"{most} Wochen" if least == most else f"{least} bis {most} Wochen"


def _price(price: PriceRow | None) -> str:
    if price is None:
        return ""
    vat = "" if price.vat is Vat.EXEMPT else f", {texts.word(price.vat)}"
    return f"{german.amount(price.amount)} {texts.per_unit(price.unit)}{vat}"


def platform_changes(
    before: Iterable[PlatformLine], after: Iterable[PlatformLine]
) -> tuple[CatalogueChange, ...]:
    """What is new, changed or gone, by number; empty if both lists say the same."""
    return catalogue_changes(map(_item, before), map(_item, after))


def _item(line: PlatformLine) -> CatalogueItem:
    said = {label: line.cells.get(key, "") for key, label in PLATFORM_COLUMNS.items()}
    return CatalogueItem(
        subject=CatalogueSubject.OFFERING,
        key=str(line.number),
        name=f"{line.number} {line.cells.get('title', '')}",
        fields=said,
    )
