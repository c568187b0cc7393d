"""Bills as papers with a retention of their own, and what they hold of a person (data protection)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import fields as fields_of
from dataclasses import is_dataclass
from datetime import date
from typing import Any, Final, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from sozdesk.archive import blobs
from sozdesk.features.billing import rules
from sozdesk.features.billing.queries.checking import stored_content
from sozdesk.features.billing.records import (
    BillLineCostRecord,
    BillLineRecord,
    BillRecord,
    PaymentRecord,
    SettlementRecord,
)
from sozdesk.features.billing.rules import closing
from sozdesk.features.billing.terms import BillOrigin, BillState, Claim, LineDecision, SettleBy
from sozdesk.features.billing.texts import papers as texts
from sozdesk.features.billing.texts.bill_files import bill_name
from sozdesk.features.billing.texts.words import word
from sozdesk.features.cases import queries as cases
from sozdesk.features.cases.terms import DeletionKind
from sozdesk.features.cases.terms.privacy import (
    DeletionRow,
    DeletionStep,
    HeldEntry,
    HeldTable,
    KnownPerson,
    ProtectedField,
)
from sozdesk.features.offerings import queries as offerings
from sozdesk.features.offices import queries as offices
from sozdesk.kernel import german
from sozdesk.kernel.rows_json import keys_of

# ------------------------------------------------------------------ retention


def waiting(session: Session, day: date) -> Iterator[DeletionRow]:
    """Every bill that was issued or received and is closed."""
    around = _Around.of(session)
    for bill in _numbered(session):
        if closing.closed_on(_facts(bill, around)) is not None:
            yield _row(session, bill, around, day)


def one(session: Session, subject_id: UUID, day: date) -> DeletionRow | None:
    """A bill; None if it is none, was never issued, or its persons are deleted."""
    found = session.get(BillRecord, subject_id)
    if found is None or found.number is None or found.persons_deleted_on is not None:
        return None
    return _row(session, found, _Around.of(session), day)


def _numbered(session: Session) -> Iterable[BillRecord]:
    table = BillRecord
    query = select(table).where(table.number.is_not(None), table.persons_deleted_on.is_(None))
    return session.scalars(query.order_by(table.bfs_number, table.year, table.number)).all()


class _Around(NamedTuple):
    """What is asked of all bills at once."""

    places: Mapping[int, str]
    takers: Mapping[UUID, BillRecord]
    """Bill → the one that takes it back."""
    paid: Mapping[UUID, date | None]
    differences: Mapping[UUID, int]
    """Bill → how many of its differences wait."""
    persons: Mapping[UUID, int]
    cases: Mapping[UUID, tuple[int, ...]]
    """Bill → numbers of the cases behind it that are still here."""

    @classmethod
    def of(cls, session: Session) -> _Around:
        bill, payment, open_one, line = BillRecord, PaymentRecord, SettlementRecord, BillLineRecord
        taking = session.scalars(
            select(bill).where(bill.cancels_id.is_not(None), bill.number.is_not(None))
        )
        waiting_ones = (
            select(open_one.bill_id, func.count().label("open"))
            .where(open_one.settled_in_id.is_(None))
            .group_by(open_one.bill_id)
        )
        counted = select(
            line.bill_id, func.count(func.distinct(line.person_id)).label("persons")
        ).group_by(line.bill_id)
        return cls(
            places={one.bfs_number: one.short_name for one in offices.all_municipalities(session)},
            takers={one.cancels_id: one for one in taking if one.cancels_id is not None},
            paid={
                row.id: row.paid_on for row in session.execute(select(payment.id, payment.paid_on))
            },
            differences={row.bill_id: row.open for row in session.execute(waiting_ones)},
            persons={row.bill_id: row.persons for row in session.execute(counted)},
            cases=_cases_behind(session),
        )


def _row(session: Session, bill: BillRecord, around: _Around, day: date) -> DeletionRow:
    facts = _facts(bill, around)
    closed_on = closing.closed_on(facts)
    answer = cases.bill_retention(session, bill.id, closed_on, closing.against(facts), day)
    place = around.places.get(bill.bfs_number, str(bill.bfs_number))
    return DeletionRow(
        id=None,
        version=0,
        kind=DeletionKind.BILL,
        subject_id=bill.id,
        name=bill_name(place, bill.year, bill.number or 0),
        number=bill.number or 0,
        year=bill.year,
        bfs_number=bill.bfs_number,
        closed_on=closed_on,
        persons=around.persons.get(bill.id, 0),
        step=DeletionStep.WAITING if answer.reasons else DeletionStep.DUE,
        due_on=answer.due_on,
        reasons=answer.reasons,
    )


def _facts(bill: BillRecord, around: _Around) -> closing.BillFacts:
    taker = around.takers.get(bill.id)
    return closing.BillFacts(
        origin=BillOrigin(bill.origin),
        state=BillState(bill.state),
        booked_on=bill.booked_on,
        paid_on=around.paid.get(bill.payment_id) if bill.payment_id else None,
        taker=None if taker is None else _facts(taker, around),
        open_differences=around.differences.get(bill.id, 0),
        cases=around.cases.get(bill.id, ()),
    )


def _cases_behind(session: Session) -> Mapping[UUID, tuple[int, ...]]:
    numbers = cases.case_of_enactment(session)
    cost, line = BillLineCostRecord, BillLineRecord
    query = select(line.bill_id, cost.enactment_id).join(line, line.id == cost.line_id).distinct()
    found: dict[UUID, set[int]] = defaultdict(set)
    for bill_id, enactment_id in session.execute(query):
        if enactment_id in numbers:
            found[bill_id].add(numbers[enactment_id])
    return {bill_id: tuple(sorted(those)) for bill_id, those in found.items()}


# ------------------------------------------------------------------ persons


class _Line(NamedTuple):
    """Whom a line of a bill names."""

    id: UUID
    bill_id: UUID
    position: int
    person_id: UUID
    last_name: str
    first_name: str
    birth_date: date | None
    ahv_number: str | None


def people(session: Session) -> Iterator[KnownPerson]:
    """Whoever is named in a bill and in no case of this file, each once."""
    known = {key for person in cases.persons(session) for key in rules.looked_up_as(person)}
    groups: list[list[_Line]] = []
    of_key: dict[str, list[_Line]] = {}
    for line in _lines(session):
        keys = rules.listed_as(line)
        if known.intersection(keys):
            continue
        group = next((of_key[key] for key in rules.looked_up_as(line) if key in of_key), None)
        if group is None:
            group = []
            groups.append(group)
        group.append(line)
        of_key.update(dict.fromkeys(keys, group))
    for lines in groups:
        ids = tuple(dict.fromkeys(line.person_id for line in lines))
        yield KnownPerson(id=ids[0], name=_told(lines[0]), ids=ids)


def _told(line: _Line) -> str:
    born = f", {german.day(line.birth_date)}" if line.birth_date else ""
    return f"{line.last_name} {line.first_name}".strip() + born


def _lines(session: Session, *where: ColumnElement[bool]) -> tuple[_Line, ...]:
    """Lines with a name, of all bills or of some."""
    table = BillLineRecord
    query = select(*(getattr(table, name) for name in _Line._fields)).where(table.last_name != "")
    found = session.execute(query.where(*where).order_by(table.bill_id, table.position))
    return tuple(_Line(*row) for row in found)


_OF_LINES: Final[Mapping[str, Mapping[object, str]]] = {
    "decision": {one.value: word(one) for one in LineDecision},
    "settle_by": {one.value: word(one) for one in SettleBy},
}
"""Column of a line → what its codes are called."""


def held(session: Session, person_id: UUID) -> tuple[HeldTable, ...]:
    """Lines with their costs and decisions, what the files say, and what was left out."""
    mine = _mine(session, person_id)
    ids = frozenset(line.id for line in mine)
    cost = BillLineCostRecord
    costs = frozenset(session.scalars(select(cost.id).where(cost.line_id.in_(ids))))
    persons = {person_id, *(line.person_id for line in mine)}
    bills = _bill_words(session)
    claims = tuple(_claims(session, {line.bill_id for line in mine}, persons, bills))
    left_out = tuple(_left_out(session, persons, bills))
    called: dict[str, Mapping[object, str]] = {
        **_OF_LINES,
        "bill_id": bills,
        "line_id": {one.id: texts.line_words(bills[one.bill_id], one.position) for one in mine},
    }
    return (
        *cases.held_tables(session, {"bill_line": ids, "bill_line_cost": costs}, called),
        *([cases.held_table("bill_claim", claims)] if claims else []),
        *([cases.held_table("bill_left_out", left_out)] if left_out else []),
    )


def _bill_words(session: Session) -> Mapping[object, str]:
    """Bill → municipality, number and period."""
    table = BillRecord
    places = {one.bfs_number: one.short_name for one in offices.all_municipalities(session)}
    return {
        row.id: texts.bill_words(
            places.get(row.bfs_number, str(row.bfs_number)),
            row.year,
            row.number,
            row.first_day,
            row.last_day,
        )
        for row in session.execute(
            select(
                table.id,
                table.bfs_number,
                table.year,
                table.number,
                table.first_day,
                table.last_day,
            )
        )
    }


def _mine(session: Session, person_id: UUID) -> tuple[_Line, ...]:
    """Lines that name a person: by id, over an enactment, and by AHV number or name and birth."""
    table = BillLineRecord
    enacted = _enacted_lines(session, person_id)
    own = _lines(session, or_(table.person_id == person_id, table.id.in_(enacted)))
    told = [line for line in own if line.ahv_number or line.birth_date]
    keys = {key for line in told for key in rules.looked_up_as(line)}
    numbers = {line.ahv_number for line in told if line.ahv_number}
    births = {line.birth_date for line in told if line.birth_date}
    near = _lines(session, or_(table.ahv_number.in_(numbers), table.birth_date.in_(births)))
    same = (line for line in near if keys.intersection(rules.listed_as(line)))
    return tuple({line.id: line for line in (*own, *same)}.values())


def _enacted_lines(session: Session, person_id: UUID) -> frozenset[UUID]:
    """Before a merge the lines of a person had another id; their enactments did not change."""
    cost = BillLineCostRecord
    enacted = cases.enactments_of(session, person_id)
    return frozenset(session.scalars(select(cost.line_id).where(cost.enactment_id.in_(enacted))))


def _claims(
    session: Session,
    bill_ids: Collection[UUID],
    persons: Collection[UUID],
    bills: Mapping[object, str],
) -> Iterator[HeldEntry]:
    table = BillRecord
    query = select(table.id, table.content_sha256).where(
        table.id.in_(bill_ids), table.content_sha256.is_not(None)
    )
    words = _Words(
        regimes={row.code: row.name for row in offerings.all_regimes(session)},
        places={one.bfs_number: one.short_name for one in offices.all_municipalities(session)},
    )
    for bill_id, sha256 in session.execute(query.order_by(table.issued_on, table.id)):
        for claim in stored_content(blobs.get(session, sha256 or "")).claims:
            if claim.person.id in persons:
                for entry in words.entries("", claim):
                    yield _of_bill(bills[bill_id], entry.values)


def _left_out(
    session: Session, persons: Collection[UUID], bills: Mapping[object, str]
) -> Iterator[HeldEntry]:
    wanted = {str(person) for person in persons}
    table = BillRecord
    for bill_id, stored in session.execute(select(table.id, table.left_out).order_by(table.id)):
        for one in stored or ():
            if one.get("person_id") in wanted:
                yield _of_bill(bills[bill_id], _left_out_words(one))


def _of_bill(bill: str, values: Iterable[tuple[str, str]]) -> HeldEntry:
    return HeldEntry(values=((texts.BILL, bill), *values))


def _left_out_words(stored: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key, label in texts.LEFT_OUT.items():
        value = stored.get(key)
        if key == "reasons":
            value = " ".join(value or ())
        elif key == "cost" and value is not None:
            value = german.amount(value)
        elif key in ("first_day", "last_day") and value:
            value = german.day(date.fromisoformat(value))
        if value:
            yield label, str(value)


# ------------------------------------------------------------------ what a claim says, in words

_COLUMNS: Final[Mapping[str, tuple[str, str]]] = {
    "person.residences.permit": ("residence", "permit"),
    "enactments.ruling.nature": ("ruling", "nature"),
    "enactments.ruling.limit_amount": ("ruling", "limit_amount"),
    "enactments.unit": ("enactment", "unit"),
    "enactments.price": ("enactment", "price"),
    "enactments.approved": ("enactment", "approved"),
    "enactments.units_possible": ("enactment", "units_possible"),
    "costs.amount": ("invoice_line", "amount"),
    "costs.units": ("invoice_line", "units"),
    "costs.possible": ("invoice_line", "possible"),
    "costs.absent": ("invoice_line", "absent"),
    "deductions.amount": ("third_party_payment", "amount"),
}
"""Places whose values are written as a column of the cases is."""


class _Words(NamedTuple):
    """A claim taken apart: an entry per row in it, with what each field is called."""

    regimes: Mapping[str, str]
    places: Mapping[int, str]

    def entries(self, way: str, row: Any) -> Iterator[HeldEntry]:
        """The row with the rows that it has once, then each row of its lists."""
        values, lists = list(self._values(way, row)), list(_lists(way, row))
        if values:
            yield HeldEntry(values=tuple(values))
        for place, items in lists:
            for item in items:
                yield from self.entries(place, item)

    def _values(self, way: str, row: Any) -> Iterator[tuple[str, str]]:
        for name, value in _of(way, row):
            if is_dataclass(value):
                yield from self._values(name, value)
            elif name in texts.CLAIM and (said := self._said(name, value)):
                yield texts.CLAIM[name], said

    def _said(self, way: str, value: Any) -> str:
        if way == "regimes.code":
            return self.regimes.get(value, str(value))
        if way == "support.bfs_number":
            return self.places.get(value, str(value))
        return cases.in_words(*_COLUMNS.get(way, ("", "")), value)


def _of(way: str, row: Any) -> Iterator[tuple[str, Any]]:
    for one in fields_of(row):
        yield f"{way}.{one.name}".lstrip("."), getattr(row, one.name)


def _lists(way: str, row: Any) -> Iterator[tuple[str, tuple[Any, ...]]]:
    for name, value in _of(way, row):
        if is_dataclass(value):
            yield from _lists(name, value)
        elif isinstance(value, tuple) and value and is_dataclass(value[0]):
            yield name, value


def fields() -> Iterator[ProtectedField]:
    """What a bill file says of a person, and what a bill says of what it leaves out."""
    for key in ("bill_claim", "bill_left_out"):
        yield cases.protected_field(key, texts.BILL)
    for key in keys_of(Claim):
        if key in texts.CLAIM:
            yield cases.protected_field("bill_claim", texts.CLAIM[key])
    for label in texts.LEFT_OUT.values():
        yield cases.protected_field("bill_left_out", label)
