"""Providers and offerings for tests, through the use cases."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sozdesk.archive.store import Archive
from sozdesk.features.offerings.records import DecisionRecord
from sozdesk.features.offerings.terms import (
    DatedKind,
    DecisionKind,
    OrganisationType,
    PriceUnit,
    Vat,
)
from sozdesk.features.offerings.usecases import (
    AddDatedValue,
    AddOffering,
    AddProvider,
    add_dated_value,
    add_offering,
    add_provider,
)


def provider(archive: Archive, name: str = "Kurszentrum Muster", **more: Any) -> UUID:
    """A provider; answers its id."""
    command = AddProvider(name=name, **{"organisation_type": OrganisationType.ASSOCIATION, **more})
    made: UUID = archive.run(add_provider, command).value
    return made


def offering(
    archive: Archive, provider_id: UUID, title: str = "Deutsch im Alltag", **more: Any
) -> UUID:
    """An offering of a provider, a course of basic skills unless said otherwise; answers its id."""
    command = AddOffering(
        provider_id=provider_id, title=title, **{"category_code": "basic_skills", **more}
    )
    made: UUID = archive.run(add_offering, command).value
    return made


def price(
    archive: Archive,
    offering_id: UUID,
    amount: int,
    valid_from: date = date(2026, 1, 1),
    **more: Any,
) -> UUID:
    """A price in Rappen per course, free of VAT, unless said otherwise."""
    values = {
        "offering_id": offering_id,
        "amount": amount,
        "unit": PriceUnit.COURSE,
        "vat": Vat.EXEMPT,
        **more,
    }
    return dated(archive, DatedKind.PRICE, valid_from, **values)


def dated(archive: Archive, kind: DatedKind, valid_from: date, **values: Any) -> UUID:
    """A dated value; ``ended_on`` may be among the values."""
    ended_on = values.pop("ended_on", None)
    command = AddDatedValue(kind=kind, valid_from=valid_from, ended_on=ended_on, values=values)
    made: UUID = archive.run(add_dated_value, command).value
    return made


def recognised(
    archive: Archive,
    provider_id: UUID,
    offering_id: UUID | None,
    valid_from: date = date(2026, 1, 1),
    valid_to: date | None = None,
    kind: DecisionKind = DecisionKind.RECOGNISED,
) -> UUID:
    """A sent decision, written past the way of a Gesuch (which has its own tests)."""

    def write(session: Any) -> UUID:
        row_id = archive.context().new_id()
        session.add(
            DecisionRecord(
                id=row_id,
                provider_id=provider_id,
                offering_id=offering_id,
                kind=kind.value,
                decided_on=valid_from,
                valid_from=valid_from,
                valid_to=valid_to,
                sent_on=valid_from,
            )
        )
        session.flush()
        return row_id

    return write_directly(archive, write)


def write_directly(archive: Archive, write: Any) -> Any:
    """Run a writing function in a use case of its own, so that the Verlauf stays whole."""
    from sozdesk.features.offerings.terms import TOPIC
    from sozdesk.kernel.usecase import Outcome, usecase

    @usecase(undoable=True)
    def stand_in(session: Any, command: Any, context: Any) -> Outcome:
        return Outcome(frozenset({TOPIC}), "Test", write(session))

    return archive.run(stand_in, None).value
