"""A catalogue in the file of a Sozialdienst, written past the use cases: it comes from the KSA."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import case_kit
from sozdesk.archive.store import Archive
from sozdesk.features.cases.terms import EnactmentDraft, InvoiceDraft, LineDraft
from sozdesk.features.cases.usecases import (
    AddInvoice,
    EnactOffering,
    add_invoice,
    enact_offering,
)
from sozdesk.features.offerings.records import (
    DecisionRecord,
    OfferingPriceRecord,
    OfferingRecord,
    ProviderRecord,
)
from sozdesk.features.offerings.terms import PriceUnit

PAST = date(2024, 1, 1)


def provider(archive: Archive, name: str = "Kurszentrum Muster") -> UUID:
    """An association."""
    return case_kit.row(
        archive,
        ProviderRecord,
        name=name,
        name_sort=name.lower(),
        organisation_type="association",
    )


def somebody(archive: Archive) -> SimpleNamespace:
    """Ids: ``case`` 12 of one ``person`` in Liestal, a ``provider`` with an ``offering`` at 900 a month."""
    who = provider(archive)
    one = case_kit.person(archive)
    return SimpleNamespace(
        provider=who,
        person=one,
        case=case_kit.case(archive, [one], number=12),
        offering=offering(archive, who),
    )


def offering(
    archive: Archive,
    provider_id: UUID,
    title: str = "Tagesstruktur",
    number: int = 1,
    *,
    unit: str = "month",
    amount: int | None = 90_000,
    absences: bool | None = None,
    recognised: date | None = PAST,
    until: date | None = None,
    **more: Any,
) -> UUID:
    """A published, recognised offering with a price since 2024; no price or recognition with None."""
    values = {
        "category_code": "employment",
        "audience": "both",
        "childcare": "no",
        "state": "published",
        **more,
    }
    made = case_kit.row(
        archive,
        OfferingRecord,
        number=number,
        provider_id=provider_id,
        title=title,
        title_sort=title.lower(),
        **values,
    )
    if amount is not None:
        price(archive, made, amount, unit=unit, absences=absences)
    if recognised is not None:
        decision(archive, provider_id, made, recognised, until)
    return made


def price(
    archive: Archive,
    offering_id: UUID,
    amount: int,
    valid_from: date = PAST,
    *,
    unit: str = "month",
    absences: bool | None = None,
) -> UUID:
    """A price without MWST from a day on."""
    return case_kit.row(
        archive,
        OfferingPriceRecord,
        offering_id=offering_id,
        valid_from=valid_from,
        amount=amount,
        unit=unit,
        vat="exempt",
        absences_invoiced=absences,
    )


def decision(
    archive: Archive,
    provider_id: UUID,
    offering_id: UUID,
    valid_from: date,
    valid_to: date | None = None,
    kind: str = "recognised",
) -> UUID:
    """A sent decision of the KSA."""
    return case_kit.row(
        archive,
        DecisionRecord,
        provider_id=provider_id,
        offering_id=offering_id,
        kind=kind,
        decided_on=valid_from,
        valid_from=valid_from,
        valid_to=valid_to,
        sent_on=valid_from,
    )


def draft(case_id: UUID, person_id: UUID, offering_id: UUID, **more: Any) -> EnactmentDraft:
    """The year 2027 at 900 francs a month."""
    values: dict[str, Any] = {
        "first_day": date(2027, 1, 1),
        "last_day": date(2027, 12, 31),
        "workload": 50,
        "unit": PriceUnit.MONTH,
        "price": 90_000,
        "approved": 1_080_000,
        **more,
    }
    return EnactmentDraft(case_id=case_id, person_id=person_id, offering_id=offering_id, **values)


def enact(archive: Archive, case_id: UUID, person_id: UUID, offering_id: UUID, **more: Any) -> UUID:
    """Enact it; answers its id."""
    command = EnactOffering(draft=draft(case_id, person_id, offering_id, **more))
    made: UUID = archive.run(enact_offering, command).value
    return made


def line(enactment_id: UUID, amount: int = 90_000, month: int = 1, **more: Any) -> LineDraft:
    """A month of 2027 (January to April have 28 days at least)."""
    values: dict[str, Any] = {
        "first_day": date(2027, month, 1),
        "last_day": date(2027, month, 28),
        **more,
    }
    return LineDraft(enactment_id=enactment_id, amount=amount, **values)


def invoice(archive: Archive, provider_id: UUID, *lines: LineDraft, **more: Any) -> UUID:
    """An invoice of lines; answers its id."""
    values: dict[str, Any] = {"number": "R-1", "invoiced_on": date(2027, 1, 5), **more}
    command = AddInvoice(draft=InvoiceDraft(provider_id=provider_id, lines=lines, **values))
    made: UUID = archive.run(add_invoice, command).value
    return made
