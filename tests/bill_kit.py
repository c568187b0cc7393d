"""Bills for tests, written past the use cases on one or on both sides, so that both hold the same lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import case_kit
from sozdesk.archive.store import Archive
from sozdesk.exchange import keys
from sozdesk.features.billing import records
from sozdesk.features.billing.queries import answering
from sozdesk.features.billing.terms import LineDecision
from sozdesk.features.billing.terms.accounts import AccountKind
from sozdesk.features.billing.terms.answers import AnswerDetail, LineChoice
from sozdesk.features.billing.usecases import accounts, decisions
from sozdesk.features.offerings import queries as offerings
from sozdesk.features.offerings.records import TrustedKeyRecord
from sozdesk.features.offerings.terms import KeyPurpose
from sozdesk.kernel.usecase import Outcome, usecase

LIESTAL, SISSACH = 2829, 2861
JANUARY, MARCH = date(2026, 1, 1), date(2026, 3, 31)
PROVIDER = UUID(int=7)


@dataclass(frozen=True, slots=True)
class Line:
    """A line with 80 % of the canton; cost = eligible."""

    cost: int
    rate: int = 8000
    regime: str = "social_assistance"
    category: str = "basic_skills"
    last_name: str = "Muster"
    first_name: str = "Anna"
    sign: int = 1

    @property
    def canton(self) -> int:
        return self.sign * ((self.cost * self.rate + 5000) // 10000)


def bill(
    archive: Archive,
    lines: Iterable[Line] = (Line(100_000), Line(50_000)),
    *,
    origin: str = "received",
    number: int = 1,
    bfs_number: int = LIESTAL,
    first_day: date = JANUARY,
    last_day: date = MARCH,
    **more: Any,
) -> UUID:
    """A bill of a quarter with its lines; received at the KSA unless said otherwise."""
    lines = tuple(lines)
    cost = sum(line.sign * line.cost for line in lines)
    canton = sum(line.canton for line in lines)
    values = {
        "origin": origin,
        "state": "received" if origin == "received" else "issued",
        "bfs_number": bfs_number,
        "year": last_day.year,
        "number": number,
        "sequence": number,
        "first_day": first_day,
        "last_day": last_day,
        "drafted_on": last_day,
        "issued_on": last_day,
        "cost": cost,
        "eligible": cost,
        "canton": canton,
        "municipality": cost - canton,
        "left_out": [],
        "office_name": "Sozialdienst Beispieltal",
        **more,
    }
    if origin == "received":
        values.setdefault("received_at", datetime(2027, 1, 4, 9, tzinfo=UTC))
        values.setdefault("signer_id", signer(archive))
    made = case_kit.row(archive, records.BillRecord, **values)
    for position, line in enumerate(lines, start=1):
        _line(archive, made, position, line, bfs_number, first_day, last_day)
    return made


def voucher(archive: Archive, *, number: int = 1, **more: Any) -> UUID:
    """A payment voucher, with Visum 1 alone unless said otherwise."""
    values = {
        "year": 2027,
        "number": number,
        "bfs_number": LIESTAL,
        "creditor": "Gemeinde Liestal",
        "iban": "",
        "amount": 120_000,
        "made_on": date(2027, 1, 4),
        "checked_by": "Anna Muster",
        **more,
    }
    return case_kit.row(archive, records.PaymentRecord, **values)


def _line(
    archive: Archive,
    bill_id: UUID,
    position: int,
    line: Line,
    bfs_number: int,
    first_day: date,
    last_day: date,
) -> None:
    cost = line.sign * line.cost
    made = case_kit.row(
        archive,
        records.BillLineRecord,
        bill_id=bill_id,
        position=position,
        person_id=UUID(int=100 + position),
        last_name=line.last_name,
        first_name=line.first_name,
        birth_date=date(1990, 5, 17),
        ahv_number=None,
        offering_id=UUID(int=50),
        offering_number=12,
        offering_title="Deutsch im Alltag",
        provider_id=PROVIDER,
        provider_name="Kurszentrum Muster",
        category_code=line.category,
        regime_code=line.regime,
        bfs_number=bfs_number,
        first_day=first_day,
        last_day=last_day,
        days=(last_day - first_day).days + 1,
        tariff_id=UUID(int=60),
        tariff_unit="month",
        tariff_amount=100_000,
        pro_rata="calendar_days",
        tariff_citation="Tarifblatt, Test",
        rate=line.rate,
        rate_citation="§ 4 kAV",
        month=first_day,
        cost=cost,
        third_party=0,
        eligible=cost,
        canton=line.canton,
        municipality=cost - line.canton,
        steps=[
            {"text": "Kosten laut Rechnung", "amount": cost, "source": ""},
            {"text": "Kantonsanteil", "amount": line.canton, "source": "§ 4 kAV"},
        ],
        findings=[],
    )
    case_kit.row(
        archive,
        records.BillLineCostRecord,
        line_id=made,
        invoice_line_id=UUID(int=1000 + position),
        enactment_id=UUID(int=2000 + position),
        provider_id=PROVIDER,
        number=f"R-{position}",
        invoiced_on=last_day,
        first_day=first_day,
        last_day=last_day,
        amount=cost,
    )


def signer(archive: Archive, encryption: str = "", signing: str = "") -> UUID:
    """The keys of the Sozialdienst as the KSA knows them; made once, answers the one that signs."""
    known = archive.query(offerings.trusted_keys)
    if known:
        return next(row.id for row in known if row.purpose is KeyPurpose.SIGNING)
    pairs = (
        (KeyPurpose.ENCRYPTION, encryption or keys.new_encryption_pair().public.decode()),
        (KeyPurpose.SIGNING, signing or keys.new_signing_pair().public.hex()),
    )
    made = [
        case_kit.row(
            archive,
            TrustedKeyRecord,
            purpose=purpose.value,
            public=public,
            office_name="Sozialdienst Beispieltal",
            confirmed_on=date(2027, 1, 4),
        )
        for purpose, public in pairs
    ]
    return made[-1]


@dataclass(frozen=True, slots=True)
class _MakeKeys:
    """Nothing to say."""


@usecase(undoable=True)
def _make_keys(session, command, context) -> Outcome:
    from sozdesk.features.offerings.usecases.office_keys import office_keys

    office_keys(session, context)
    return Outcome(frozenset({"offerings"}), "Testschlüssel")


def know_each_other(ksa: Archive, service: Archive) -> None:
    """Both offices have keys; the Sozialdienst trusts the KSA's, the KSA knows who signs."""
    for archive in (ksa, service):
        archive.run(_make_keys, _MakeKeys())
    for purpose in KeyPurpose:
        public = ksa.query(offerings.office_key, purpose).public
        case_kit.row(
            service,
            TrustedKeyRecord,
            purpose=purpose.value,
            public=public.hex() if purpose is KeyPurpose.SIGNING else public.decode(),
            office_name="Kantonales Sozialamt",
            confirmed_on=date(2026, 12, 1),
        )
    own = {one: service.query(offerings.office_key, one).public for one in KeyPurpose}
    signer(ksa, own[KeyPurpose.ENCRYPTION].decode(), own[KeyPurpose.SIGNING].hex())


def detail(archive: Archive, bill_id: UUID) -> AnswerDetail:
    return archive.query(answering.answer_detail, bill_id, archive.context())


def decide(archive: Archive, bill_id: UUID, *choices: LineChoice | None) -> None:
    """Decide on the first lines of a bill."""
    lines = detail(archive, bill_id).lines
    made = tuple(
        decisions.DecidedLine(id=line.id, base_version=line.version, choice=choice)
        for line, choice in zip(lines, choices, strict=False)
    )
    archive.run(decisions.decide_lines, decisions.DecideLines(bill_id=bill_id, lines=made))


def check(archive: Archive, bill_id: UUID) -> None:
    version = detail(archive, bill_id).bill.version
    archive.run(
        decisions.finish_check, decisions.FinishCheck(bill_id=bill_id, base_version=version)
    )


ACCEPT = LineChoice(decision=LineDecision.ACCEPTED)
REFUSE = LineChoice(decision=LineDecision.REFUSED, reason="Nicht anerkannt.")
QUERY = LineChoice(decision=LineDecision.QUERY, reason="Ist die Teilnahme belegt?")


def reduce(canton: int, reason: str = "Tarif ab 1.3.2026: 900.00.") -> LineChoice:
    return LineChoice(decision=LineDecision.REDUCED, canton=canton, reason=reason)


def value(archive: Archive, key: str, number: int) -> None:
    """A figure of the KSA since 2020."""
    from sozdesk.features.offerings.terms import DatedKind, ValueKey
    from sozdesk.features.offerings.usecases import AddDatedValue, add_dated_value

    archive.run(
        add_dated_value,
        AddDatedValue(
            kind=DatedKind.VALUE,
            valid_from=date(2020, 1, 1),
            values={"key": ValueKey(key), "value": number, "source": "Test"},
        ),
    )


def creditor(
    archive: Archive, kind: AccountKind = AccountKind.CREDITOR, since: int = 2026, **more: object
) -> UUID:
    """Who is paid (or pays) from a New Year's Day on; the IBAN is the one of the standard's examples."""
    values: dict[str, object] = {
        "name": "Gemeinde Beispieltal",
        "street": "Rathausstrasse 2",
        "postcode": "4410",
        "town": "Liestal",
    }
    if kind is AccountKind.CREDITOR:
        values |= {"bfs_number": LIESTAL, "iban": "CH93 0076 2011 6238 5295 7"}
    values |= more
    command = accounts.AddAccountValue(kind=kind, valid_from=date(since, 1, 1), values=values)
    made: UUID = archive.run(accounts.add_account_value, command).value
    return made
