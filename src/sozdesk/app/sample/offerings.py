"""The sample platform: 60 invented providers and 180 offerings in all states, tariffs and rates.

Fifty and a hundred percent are the shares that the public report names; every amount is invented.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING
from uuid import UUID

from sozdesk.app.sample import canton, offering_words
from sozdesk.app.sample.offering_words import Pattern
from sozdesk.features.offerings import queries, usecases
from sozdesk.features.offerings.terms import (
    TOPIC,
    Audience,
    Billable,
    CapKind,
    CostBearer,
    DatedKind,
    DecisionKind,
    LanguageRow,
    OfferingState,
    OrganisationType,
    PriceUnit,
    ProRata,
    Vat,
)
from sozdesk.kernel.context import Context
from sozdesk.kernel.usecase import Outcome, usecase

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

INVENTED = "Beispieldaten – frei erfunden"
BEGIN = date(2025, 1, 1)
_HALF, _WHOLE = 5000, 10_000
_RATES = (
    ("social_assistance", Billable.YES, _HALF, CostBearer.MUNICIPALITY),
    ("refugees", Billable.YES, _HALF, CostBearer.MUNICIPALITY),
    ("provisional", Billable.YES, _WHOLE, None),
    ("asylum_seekers", Billable.YES, _WHOLE, None),
    ("emergency", Billable.NO, None, CostBearer.CANTON),
)
_TARIFFS: Sequence[tuple[str, PriceUnit, int, ProRata]] = (
    ("employment", PriceUnit.MONTH, 150_000, ProRata.CALENDAR_DAYS),
    ("employment", PriceUnit.DAY, 9_000, ProRata.NONE),
    ("support", PriceUnit.MONTH, 165_000, ProRata.STARTED_MONTH),
    ("support", PriceUnit.HOUR, 12_800, ProRata.NONE),
    ("qualification", PriceUnit.COURSE, 260_000, ProRata.NONE),
    ("basic_skills", PriceUnit.COURSE, 120_000, ProRata.NONE),
    ("early_language", PriceUnit.MONTH, 24_000, ProRata.THIRTY_DAYS),
    ("early_language", PriceUnit.DAY, 12_000, ProRata.NONE),
    ("social_integration", PriceUnit.MONTH, 30_000, ProRata.ACTUAL_DAYS),
)
_WITHOUT_TARIFF = ("early_language", "refugees")
"""So that the sample shows «Tarif fehlt» too."""


@usecase(undoable=False)
def invent_platform(session: Session, command: None, context: Context) -> Outcome:
    """The use cases of the window, many in one act: a thousand commits would take minutes."""
    for value in (*_values(), *_rates(), *_tariffs()):
        usecases.add_dated_value(session, value, context)
    for number, (name, kind, legal_form) in enumerate(_providers()):
        made = _provider(session, context, number, name, kind, legal_form)
        for place, pattern in enumerate(offering_words.PATTERNS[kind]):
            _offering(session, context, made, pattern, 3 * number + place)
    return Outcome(
        frozenset({TOPIC}), "Beispielplattform angelegt: 60 Anbieter/innen, 180 Angebote"
    )


def _values() -> Iterator[usecases.AddDatedValue]:
    yield usecases.AddDatedValue(
        kind=DatedKind.COVERED_NEED,
        valid_from=BEGIN,
        values={
            "category_code": "coaching",
            "segment": "Coaching und Vermittlung",
            "reason": f"Genug Angebote auf der Plattform. {INVENTED}",
        },
    )
    yield usecases.AddDatedValue(
        kind=DatedKind.VALUE,
        valid_from=BEGIN,
        values={"key": "small_count", "value": 5, "source": INVENTED},
    )
    for key, value in (("running_month_counts", 0), ("hearing_days", 20)):
        yield usecases.AddDatedValue(
            kind=DatedKind.VALUE,
            valid_from=BEGIN,
            values={"key": key, "value": value, "source": INVENTED},
        )


def _rates() -> Iterator[usecases.AddDatedValue]:
    categories = ("employment", "support", "basic_skills", "early_language", "social_integration")
    for category in categories:
        for regime, billable, rate, bearer in _RATES:
            yield usecases.AddDatedValue(
                kind=DatedKind.REGIME_RATE,
                valid_from=BEGIN,
                values={
                    "regime_code": regime,
                    "category_code": category,
                    "billable": billable,
                    "rate": rate,
                    "cost_bearer": bearer,
                    "citation": "§ 25b SHV" if rate == _HALF else "",
                    "source": INVENTED,
                },
            )


def _tariffs() -> Iterator[usecases.AddDatedValue]:
    paid = [regime for regime, billable, *_ in _RATES if billable is Billable.YES]
    for category, unit, amount, pro_rata in _TARIFFS:
        for regime in paid:
            if (category, regime) == _WITHOUT_TARIFF:
                continue
            yield usecases.AddDatedValue(
                kind=DatedKind.TARIFF,
                valid_from=BEGIN,
                values={
                    "category_code": category,
                    "regime_code": regime,
                    "unit": unit,
                    "amount": amount,
                    "pro_rata": pro_rata,
                    "cap_kind": CapKind.PER_PERSON_MONTH if unit is PriceUnit.HOUR else None,
                    "cap_amount": 150_000 if unit is PriceUnit.HOUR else None,
                    "citation": "§ 25b SHV",
                    "source": INVENTED,
                },
            )


def _providers() -> Iterator[tuple[str, OrganisationType, str]]:
    for name in offering_words.PROVIDER_NAMES:
        for word, kind, legal_form in offering_words.PROVIDER_KINDS:
            yield f"{word} {name}", kind, legal_form


@dataclass(frozen=True, slots=True)
class _Made:
    """What offerings need to know of their provider."""

    id: UUID
    contact: UUID
    place: UUID


def _provider(
    session: Session,
    context: Context,
    number: int,
    name: str,
    kind: OrganisationType,
    legal_form: str,
) -> _Made:
    town, bfs_number = offering_words.TOWNS[(3 * number + number // 10) % len(offering_words.TOWNS)]
    host = canton.plain_name(name)
    provider = usecases.add_provider(
        session,
        usecases.AddProvider(
            name=name,
            organisation_type=kind,
            legal_form=legal_form,
            address=f"Beispielweg {number + 1}\n44{number % 60 + 10} {town}",
            email=f"post@{host}.example",
            phone=f"061 000 {number:02d} 00",
            website=f"https://www.{host}.example",
            iban=_iban(number),
            note=INVENTED,
        ),
        context,
    ).value
    contact = usecases.add_provider_contact(
        session,
        usecases.AddProviderContact(
            provider_id=provider,
            name=f"Kontakt Beispiel {number + 1}",
            function="Anmeldung",
            email=f"anmeldung@{host}.example",
            phone=f"061 000 {number:02d} 11",
            main=True,
        ),
        context,
    ).value
    place = usecases.add_place(
        session,
        usecases.AddPlace(
            provider_id=provider, town=town, bfs_number=bfs_number, wheelchair=number % 3 != 0
        ),
        context,
    ).value
    return _Made(provider, contact, place)


def _iban(number: int) -> str:
    """A number with right check digits at a bank that does not exist."""
    from stdnum import iban

    plain = f"00000{number:012d}"
    return f"CH{iban.calc_check_digits('CH00' + plain)}{plain}"


_STATES: Sequence[OfferingState] = (
    *(OfferingState.PUBLISHED,) * 13,
    OfferingState.DRAFT,
    OfferingState.PAUSED,
    OfferingState.REMOVED,
    OfferingState.PUBLISHED,
    OfferingState.PUBLISHED,
)
"""By the number of the offering, every eighteen of them alike: 150, 10, 10 and 10 of 180."""
_REVOKED, _EXPIRED, _CONDITIONS = 16, 17, 5
"""Of the eighteen: recognition revoked, run out, given with conditions."""


def _offering(
    session: Session, context: Context, provider: _Made, pattern: Pattern, number: int
) -> None:
    random = Random(canton.SEED * 1000 + number)  # noqa: S311 - invented figures
    capacity = random.randrange(6, 21)
    starts_any_time = pattern.unit in (PriceUnit.MONTH, PriceUnit.HOUR, PriceUnit.DAY)
    made = usecases.add_offering(
        session,
        usecases.AddOffering(
            provider_id=provider.id,
            category_code=pattern.category,
            title=pattern.title,
            segment=pattern.segment,
            goals=pattern.goals,
            content=pattern.content,
            audience=Audience.BOTH if number % 4 else Audience.SOCIAL_ASSISTANCE,
            for_refugees=number % 2 == 0,
            for_women=pattern.women,
            for_mothers=pattern.mothers,
            with_health_impairment=pattern.impaired,
            age_from=None if pattern.category == "early_language" else 18,
            age_to=None,
            workload_from=pattern.workload[0] if pattern.workload else None,
            workload_to=pattern.workload[1] if pattern.workload else None,
            weeks_min=pattern.weeks[0],
            weeks_max=pattern.weeks[1],
            starts_any_time=starts_any_time,
            starts=() if starts_any_time else _starts(random, context.today),
            capacity=capacity,
            free_places=random.randrange(0, capacity // 2 + 1),
            free_as_of=context.today - timedelta(days=random.randrange(1, 40)),
            childcare=pattern.childcare,
            includes_travel=number % 5 == 0,
            includes_meals=number % 7 == 0,
            contact_id=provider.contact,
            place_ids=(provider.place,),
            languages=_languages(pattern),
            checked_on=context.today - timedelta(days=30 * (number % 15)),
        ),
        context,
    ).value
    if pattern.unit is not None:
        _price(session, context, made, pattern, random)
    _decide(session, context, provider.id, made, number)


def _starts(random: Random, today: date) -> tuple[date, ...]:
    first = today + timedelta(days=random.randrange(5, 60))
    return (first, first + timedelta(weeks=14), first + timedelta(weeks=28))


def _languages(pattern: Pattern) -> tuple[LanguageRow, ...]:
    needed, reached = pattern.levels
    return (LanguageRow(language=pattern.language, needed=needed, reached=reached),)


def _price(
    session: Session, context: Context, offering: UUID, pattern: Pattern, random: Random
) -> None:
    """A price of last year and one of this year, a little higher."""
    assert pattern.unit is not None
    before = pattern.amount + 500 * random.randrange(-8, 9)
    for first, amount in ((BEGIN, before), (date(2026, 7, 1), before + 500 * random.randrange(7))):
        usecases.add_dated_value(
            session,
            usecases.AddDatedValue(
                kind=DatedKind.PRICE,
                valid_from=first,
                values={
                    "offering_id": offering,
                    "amount": amount,
                    "unit": pattern.unit,
                    "vat": Vat.EXEMPT,
                    "absences_invoiced": pattern.unit is not PriceUnit.HOUR,
                    "notice_period": "zwei Wochen",
                    "trial_phase": "eine Woche",
                    "insured_by": "Gemeinde",
                    "note": INVENTED,
                },
            ),
            context,
        )


def _decide(
    session: Session, context: Context, provider: UUID, offering: UUID, number: int
) -> None:
    """How the KSA decided before it had SozDesk, and where the offering stands on the platform."""
    place = number % len(_STATES)
    state = _STATES[place]
    if state is OfferingState.DRAFT:
        return
    last = date(2026, 11, 30) if place == _EXPIRED else date(2029, 12, 31)
    granted = usecases.RecordEarlierDecision(
        provider_id=provider,
        offering_id=offering,
        kind=DecisionKind.WITH_CONDITIONS if place == _CONDITIONS else DecisionKind.RECOGNISED,
        decided_on=date(2024, 12, 2),
        valid_from=BEGIN,
        valid_to=last,
        reasons=INVENTED,
    )
    usecases.record_earlier_decision(session, granted, context)
    row = queries.offering(session, offering, context.today)
    assert row is not None
    state = OfferingState.REMOVED if place == _EXPIRED else state
    shown = usecases.SetOfferingState(id=offering, base_version=row.version, state=state)
    usecases.set_offering_state(session, shown, context)
    if place == _REVOKED:
        revoked = replace(
            granted,
            kind=DecisionKind.REVOKED,
            decided_on=date(2026, 9, 14),
            valid_from=date(2026, 10, 1),
            valid_to=None,
        )
        usecases.record_earlier_decision(session, revoked, context)
