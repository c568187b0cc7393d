"""A bill of one line worked out by hand, as a municipality sends it, and files of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from sozdesk.exchange import envelope, keys, sealed
from sozdesk.exchange.envelope import Head
from sozdesk.features.billing import rules
from sozdesk.features.billing.terms import (
    Claim,
    ClaimCost,
    ClaimedCost,
    ClaimedLine,
    ClaimEnactment,
    ClaimPerson,
    ClaimRuling,
    LineAnswer,
    RegimeSpan,
    ResidenceSpan,
    Step,
    SupportSpan,
)
from sozdesk.features.billing.terms.bill_files import BillContent, SentCost, SentLine
from sozdesk.features.cases.terms import RulingNature
from sozdesk.features.offerings.terms import PriceUnit, ProRata

BFS = 2829
JANUARY = (date(2026, 1, 1), date(2026, 1, 31))
PERSON, OFFERING, PROVIDER, TARIFF = (UUID(int=number) for number in (1, 2, 7, 4))
ENACTMENT, INVOICE_LINE = UUID(int=5), UUID(int=6)
SECRET = bytes(range(32))


def claim(**changes: Any) -> Claim:
    """Anna Muster, Swiss, in a course of 900 francs a month since January 2026; January invoiced."""
    made = Claim(
        person=ClaimPerson(
            id=PERSON,
            last_name="Muster",
            first_name="Anna",
            birth_date=date(1990, 5, 17),
            ahv_number="7569217076985",
            residences=(
                ResidenceSpan(first=date(2020, 1, 1), last=None, permit=None, refugee=False),
            ),
        ),
        offering_id=OFFERING,
        support=(
            SupportSpan(first=date(2025, 6, 1), last=None, bfs_number=BFS, support_ended_on=None),
        ),
        regimes=(RegimeSpan(first=JANUARY[0], last=date(2026, 12, 31), code="social_assistance"),),
        enactments=(
            ClaimEnactment(
                id=ENACTMENT,
                ruling=ClaimRuling(
                    number="2026-001",
                    nature=RulingNature.GRANT,
                    ruled_on=date(2025, 12, 10),
                    in_force_from=JANUARY[0],
                    in_force_to=None,
                    limit_amount=1_080_000,
                    contested=False,
                ),
                first=JANUARY[0],
                last=date(2026, 12, 31),
                began_on=JANUARY[0],
                ended_on=None,
                workload=50,
                unit=PriceUnit.MONTH,
                price=90_000,
                approved=1_080_000,
                units_possible=None,
                without_share=False,
                gfs_free=False,
            ),
        ),
        costs=(
            ClaimCost(
                invoice_line_id=INVOICE_LINE,
                enactment_id=ENACTMENT,
                provider_id=PROVIDER,
                number="R-1",
                invoiced_on=JANUARY[1],
                recorded_on=JANUARY[1],
                first=JANUARY[0],
                last=JANUARY[1],
                amount=90_000,
                units=None,
                possible=None,
                absent=None,
            ),
        ),
    )
    return replace(made, **changes)


def claimed(
    first: date,
    last: date,
    answer: LineAnswer | None,
    invoice_line_id: UUID = INVOICE_LINE,
    **more: Any,
) -> ClaimedLine:
    """These days of an invoice in an earlier bill: 860 at most, 430 of the canton."""
    return ClaimedLine(
        person_id=PERSON,
        offering_id=OFFERING,
        tariff_id=TARIFF,
        month=first,
        regime_code="social_assistance",
        bfs_number=BFS,
        rate=5_000,
        third_party=0,
        eligible=86_000,
        canton=43_000,
        costs=(ClaimedCost(invoice_line_id=invoice_line_id, first=first, last=last),),
        answer=answer,
        **more,
    )


def line(**changes: Any) -> SentLine:
    """900 francs invoiced, 860 at most, half of it from the canton: 430, 470 stay."""
    made = SentLine(
        position=1,
        person_id=PERSON,
        offering_id=OFFERING,
        offering_number=1,
        offering_title="Tagesstruktur",
        provider_id=PROVIDER,
        provider_name="Kurszentrum Muster",
        category_code="employment",
        regime_code="social_assistance",
        bfs_number=BFS,
        first_day=JANUARY[0],
        last_day=JANUARY[1],
        days=31,
        tariff_id=TARIFF,
        tariff_unit=PriceUnit.MONTH,
        tariff_amount=86_000,
        pro_rata=ProRata.CALENDAR_DAYS,
        tariff_citation="§ 1 Test",
        rate=5_000,
        rate_citation="§ 2 Test",
        month=JANUARY[0],
        cost=90_000,
        third_party=0,
        eligible=86_000,
        canton=43_000,
        municipality=47_000,
        late=False,
        steps=(Step(text="Kosten laut Rechnung", amount=90_000),),
        costs=(
            SentCost(
                invoice_line_id=INVOICE_LINE,
                enactment_id=ENACTMENT,
                provider_id=PROVIDER,
                number="R-1",
                invoiced_on=JANUARY[1],
                first_day=JANUARY[0],
                last_day=JANUARY[1],
                amount=90_000,
            ),
        ),
    )
    return replace(made, **changes)


def content(**changes: Any) -> BillContent:
    """The first bill of Liestal for the first quarter of 2026; sums follow the lines."""
    lines = changes.pop("lines", (line(),))
    values: dict[str, Any] = {
        "bfs_number": BFS,
        "municipality_name": "Liestal",
        "year": 2026,
        "number": 1,
        "first_day": JANUARY[0],
        "last_day": date(2026, 3, 31),
        "cut_off": date(2026, 4, 30),
        "issued_on": date(2026, 4, 20),
        "cancels": None,
        "answered": (),
        "resumed": (),
        **rules.sums_of(lines),
        "line_count": len(lines),
        "lines_sha256": rules.lines_sha256(lines),
        "catalogue_serial": 1,
        "encryption_key": "age1test",
        "lines": lines,
        "claims": (claim(),),
        "vouchers": (),
        **changes,
    }
    values.setdefault("sequence", values["number"])
    return BillContent(**values)


def text_of(sent: BillContent, secret: bytes = SECRET, **head: Any) -> bytes:
    """The signed envelope of a bill."""
    from nacl.signing import SigningKey

    made = Head(
        kind="bill",
        content_version=1,
        serial=sent.number,
        made_at=datetime(2026, 4, 20, 8, tzinfo=UTC),
        office="Sozialdienst Beispieltal",
        key=bytes(SigningKey(secret).verify_key).hex(),
    )
    return envelope.seal(replace(made, **head), rules.content_to_json(sent), secret)


def file_of(sent: BillContent, recipient: str, secret: bytes = SECRET, **head: Any) -> bytes:
    """The bill file for a recipient."""
    return sealed.encrypt(text_of(sent, secret, **head), [recipient])


def new_recipient() -> str:
    """The public key of somebody else."""
    return keys.new_encryption_pair().public.decode()
