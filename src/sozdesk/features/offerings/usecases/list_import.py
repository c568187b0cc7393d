"""Providers and offerings from somebody's list: all rows in one act, or none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.archive.column_mappings import remember
from sozdesk.archive.updates import refuse
from sozdesk.features.offerings import queries, rules
from sozdesk.features.offerings.records import OfferingRecord, ProviderRecord
from sozdesk.features.offerings.terms import (
    DatedKind,
    DecisionKind,
    OrganisationType,
    PlaceRow,
    PriceRow,
)
from sozdesk.features.offerings.terms.list_import import (
    LIST_PURPOSE,
    ListCounts,
    ListPlan,
    ListResult,
    ListRow,
    ListTable,
)
from sozdesk.features.offerings.texts import list_import as words
from sozdesk.features.offerings.usecases.common import CHANGED, refuse_service
from sozdesk.features.offerings.usecases.dated_values import (
    AddDatedValue,
    ChangeDatedValue,
    add_dated_value,
    change_dated_value,
)
from sozdesk.features.offerings.usecases.earlier_decisions import (
    RecordEarlierDecision,
    record_earlier_decision,
)
from sozdesk.features.offerings.usecases.offerings import (
    AddOffering,
    ChangeOffering,
    add_offering,
    change_offering,
)
from sozdesk.features.offerings.usecases.providers import (
    AddPlace,
    AddProvider,
    ChangePart,
    ChangeProvider,
    add_place,
    add_provider,
    change_place,
    change_provider,
)
from sozdesk.features.offices import queries as offices
from sozdesk.kernel import german
from sozdesk.kernel.context import Context
from sozdesk.kernel.dated import on
from sozdesk.kernel.findings import Finding, Severity
from sozdesk.kernel.usecase import Outcome, usecase


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportLists:
    """A table as it was read, and from when its prices hold."""

    table: ListTable
    prices_from: date | None = None
    """Needed if the table brings prices."""


@usecase(undoable=True)
def import_lists(session: Session, command: ImportLists, context: Context) -> Outcome:
    """Record all rows of a list in one act; ``Outcome.value`` are the :class:`ListCounts`.

    The same table again changes nothing. New offerings begin as drafts; «anerkannt seit» becomes a
    decision of the past. The columns are remembered for the next table with the same heads.

    Raises:
        RuleViolation: a row stops, or nobody said from when the prices hold. Nothing is recorded.
    """
    refuse_service(session)
    plan = queries.list_plan(session, command.table, command.prices_from, context.today)
    refuse(_objections(plan))
    counts = ListCounts(
        plan.count(ListResult.NEW),
        plan.count(ListResult.CHANGED),
        plan.count(ListResult.UNCHANGED),
    )
    if not plan.to_record:
        return Outcome(value=counts)
    recorder = _Recorder(session, context, command.prices_from)
    for row in plan.rows:
        recorder.record(row)
    remember(session, LIST_PURPOSE, command.table.heads_key, command.table.columns)
    return Outcome(CHANGED, words.summary(counts), counts)


def _objections(plan: ListPlan) -> list[Finding]:
    found = [*plan.findings, *(one for row in plan.rows for one in row.findings)]
    if plan.asks_day:
        found.append(Finding("day_missing", Severity.STOP, words.DAY_NEEDED, field="prices_from"))
    return found


class _Recorder:
    """Writes the rows of a plan that stops nowhere, with the use cases of the single things."""

    def __init__(self, session: Session, context: Context, prices_from: date | None) -> None:
        self._session, self._context, self._prices_from = session, context, prices_from
        self._providers: dict[str, UUID] = {}
        self._numbers = {
            german.search_key(one.short_name): one.bfs_number
            for one in offices.all_municipalities(session)
        }

    def record(self, row: ListRow) -> None:
        """Provider, places, offering, price, recognition: each needs what stands before it."""
        provider_id = self._provider(row)
        self._places(row, provider_id)
        if not row.line.title:
            return
        offering_id = self._offering(row, provider_id)
        self._price(row, offering_id)
        if row.recognised:
            self._recognise(row, provider_id, offering_id)

    def _run(self, function: Any, command: Any) -> Any:
        return function(self._session, command, self._context).value

    # ------------------------------------------------------------------ the provider

    def _provider(self, row: ListRow) -> UUID:
        key = german.search_key(row.line.name)
        known = row.provider.id if row.provider else self._providers.get(key)
        if known is None:
            values: dict[str, Any] = {
                "organisation_type": OrganisationType.OTHER,
                **row.provider_values,
            }
            known = self._run(add_provider, AddProvider(name=row.line.name, **values))
        elif row.provider_values:
            version = self._version(ProviderRecord, known)
            values = {key: _stored(value) for key, value in row.provider_values.items()}
            command = ChangeProvider(id=known, base_version=version, changes=values)
            self._run(change_provider, command)
        self._providers[key] = known
        return known

    def _version(self, table: type[ProviderRecord | OfferingRecord], row_id: UUID) -> int:
        version = self._session.scalar(select(table.version).where(table.id == row_id))
        assert version is not None
        return version

    # ------------------------------------------------------------------ places

    def _places(self, row: ListRow, provider_id: UUID) -> None:
        for new in row.new_places:
            added = AddPlace(
                provider_id=provider_id,
                town=new.town,
                bfs_number=self._numbers.get(german.search_key(new.town)),
                wheelchair=new.wheelchair,
            )
            self._run(add_place, added)
        for place in row.accessible:
            changes = {"wheelchair": row.line.wheelchair}
            command = ChangePart(id=place.id, base_version=place.version, changes=changes)
            self._run(change_place, command)

    def _place_ids(self, row: ListRow, provider_id: UUID) -> tuple[UUID, ...]:
        known: tuple[PlaceRow, ...] = queries.places(self._session).get(provider_id, ())
        linked = row.offering.places if row.offering else ()
        found = (rules.place_in(town, known, linked) for town in row.line.towns)
        return tuple(dict.fromkeys(place.id for place in found if place is not None))

    # ------------------------------------------------------------------ the offering

    def _offering(self, row: ListRow, provider_id: UUID) -> UUID:
        values: Mapping[str, Any] = row.offering_values
        if row.relinked:
            values = {**values, "place_ids": self._place_ids(row, provider_id)}
        if row.offering is None:
            made: UUID = self._run(
                add_offering, AddOffering(provider_id=provider_id, title=row.line.title, **values)
            )
            return made
        if values:
            known = row.offering
            command = ChangeOffering(id=known.id, base_version=known.version, changes=values)
            self._run(change_offering, command)
        return row.offering.id

    def _price(self, row: ListRow, offering_id: UUID) -> None:
        """The other terms of the price before go on; one of the very day is changed."""
        said, day = row.price, self._prices_from
        if said is None or day is None:
            return
        prices = queries.prices_of(self._session, [offering_id]).get(offering_id, ())
        before = on(day, prices)
        terms = {"amount": said.amount, "unit": said.unit, "vat": said.vat}
        if before is not None and said.vat is not before.vat:
            terms["vat_rate"] = None
        if before is not None and before.valid_from == day:
            command = ChangeDatedValue(
                kind=DatedKind.PRICE, id=before.id, base_version=before.version, changes=terms
            )
            self._run(change_dated_value, command)
            return
        kept = _terms(before) if before is not None else {}
        values = {**kept, **terms, "offering_id": offering_id}
        self._run(
            add_dated_value, AddDatedValue(kind=DatedKind.PRICE, valid_from=day, values=values)
        )

    def _recognise(self, row: ListRow, provider_id: UUID, offering_id: UUID) -> None:
        """The list says no day of the decision: the first day of the recognition stands for it."""
        first = row.line.recognised_from
        assert first is not None
        command = RecordEarlierDecision(
            provider_id=provider_id,
            offering_id=offering_id,
            kind=DecisionKind.RECOGNISED,
            decided_on=first,
            valid_from=first,
            valid_to=row.line.recognised_to,
        )
        self._run(record_earlier_decision, command)


_TERMS = (
    *("vat_rate", "minimum_units", "absences_invoiced", "notice_period", "trial_phase"),
    *("insured_by", "note"),
)


def _terms(price: PriceRow) -> dict[str, object]:
    return {name: getattr(price, name) for name in _TERMS}


def _stored(value: object) -> object:
    return value.value if isinstance(value, OrganisationType) else value
