"""Grundsatzentscheide go to the KSA as a file, and are merged there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.archive.file_info import OfficeKind, file_info
from sozdesk.archive.updates import refuse
from sozdesk.exchange import keys
from sozdesk.exchange.envelope import Head
from sozdesk.features.cases.files import policies as files
from sozdesk.features.cases.queries.policies import DECLARED, decision_of
from sozdesk.features.cases.records import PolicyDecisionRecord, PolicyDeclarationRecord
from sozdesk.features.cases.rules.work import policy_change
from sozdesk.features.cases.terms import PolicyOrigin
from sozdesk.features.cases.terms.work import (
    POLICY_KIND,
    POLICY_VERSION,
    PolicyChange,
    PolicyDecision,
    PolicyDeclaration,
    PolicyFile,
    PolicyPreview,
)
from sozdesk.features.cases.texts import work as said
from sozdesk.features.cases.usecases.common import CHANGED, refuse_cantonal
from sozdesk.features.offerings import queries as offering_queries
from sozdesk.features.offerings import usecases as offerings
from sozdesk.features.offerings.terms.catalogue import NEEDS_COMPARISON, KeyTrust, Signer
from sozdesk.features.offerings.usecases.office_keys import endorsements, office_keys
from sozdesk.features.offices import queries as offices
from sozdesk.kernel.context import Context
from sozdesk.kernel.errors import ReturnFileError
from sozdesk.kernel.findings import stop
from sozdesk.kernel.ids import natural_id
from sozdesk.kernel.swiss_time import swiss_day
from sozdesk.kernel.usecase import Outcome, usecase

_SERIAL_ZERO: Final = datetime(2020, 1, 1, tzinfo=UTC)
"""No table counts these files: the seconds since then order them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclarePolicies:
    """Nothing to say: all decisions of the office's municipalities go out."""


@usecase(undoable=False)
def declare_policies(session: Session, command: DeclarePolicies, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a command
    """Write the file for the KSA; ``Outcome.value`` is a PolicyFile.

    Every municipality of the office is in it, also one without any decision, so that the KSA sees
    who declared that there is none.
    """
    refuse_cantonal(session)
    declarations = tuple(_own(session, context.today))
    signing, _ = office_keys(session, context)
    made_at, info = context.now.replace(microsecond=0), file_info(session)
    head = Head(
        kind=POLICY_KIND,
        content_version=POLICY_VERSION,
        serial=int((made_at - _SERIAL_ZERO).total_seconds()),
        made_at=made_at,
        office=info.office_name,
        key=signing.public.hex(),
        endorsements=endorsements(session, signing),
        sample=info.sample,
    )
    data = files.seal(head, declarations, signing.secret)
    for row in session.scalars(select(PolicyDecisionRecord)):
        row.declared_at = made_at
    session.flush()
    number = sum(len(one.decisions) for one in declarations)
    file = PolicyFile(name=files.file_name(context.today), content=data, decisions=number)
    return Outcome(CHANGED, said.policies_declared(number), file)


def _own(session: Session, today: date) -> Iterator[PolicyDeclaration]:
    table = PolicyDecisionRecord
    towns = [one.bfs_number for one in offices.own_municipalities(session, today)]
    if not towns:
        refuse([stop("no_municipality", said.NO_MUNICIPALITY)])
    for number in sorted(towns):
        query = select(table).where(table.bfs_number == number)
        rows = session.scalars(query.order_by(table.topic, table.valid_from))
        yield PolicyDeclaration(
            bfs_number=number, decisions=tuple(decision_of(row) for row in rows)
        )


# ------------------------------------------------------------------ at the KSA


def policy_preview(session: Session, data: bytes, today: date) -> PolicyPreview:
    """What reading a file would do; to look writes nothing.

    Raises:
        ReturnFileError: the file is refused; the first reason, and what to do.
        RuleViolation: this is not the file of the KSA.
    """
    info = file_info(session)
    if info.office_kind is not OfficeKind.KSA:
        refuse([stop("not_cantonal", said.CANTONAL_ONLY)])
    opened, declarations = files.unseal(data)
    head = opened.head
    if head.sample != info.sample:
        raise ReturnFileError(*(said.FOR_SAMPLE_ONLY if head.sample else said.REAL_INTO_SAMPLE))
    names = _names(session, declarations)
    signer = _signer(session, head, names, today)
    trust = offering_queries.office_trust(offering_queries.trusted_keys(session), signer)
    if trust is KeyTrust.RETIRED:
        raise ReturnFileError(*offering_queries.KEY_RETIRED)
    for one in declarations:
        _refuse_older(session, one.bfs_number, names[one.bfs_number], head.made_at)
    return PolicyPreview(
        signer=signer,
        made_at=head.made_at,
        fingerprint=keys.fingerprint(head.key),
        trust=trust,
        declarations=declarations,
        municipalities=tuple(names.values()),
        changes=tuple(_changes(session, declarations, names)),
    )


def _names(session: Session, declared: tuple[PolicyDeclaration, ...]) -> Mapping[int, str]:
    known = {row.bfs_number: row.short_name for row in offices.all_municipalities(session)}
    for one in declared:
        if one.bfs_number not in known:
            raise ReturnFileError(*said.unknown_municipality(one.bfs_number))
    return {one.bfs_number: known[one.bfs_number] for one in declared}


def _signer(session: Session, head: Head, names: Mapping[int, str], today: date) -> Signer:
    """An office that the KSA knows by its name declares for its own municipalities only."""
    own = next((row for row in offices.services(session, today) if row.name == head.office), None)
    for number, name in names.items():
        if own is not None and number not in own.bfs_numbers:
            raise ReturnFileError(*said.not_served(head.office, name))
    return Signer(
        office=head.office,
        key=head.key,
        endorsements=head.endorsements,
        service_id=own.id if own else None,
    )


def _refuse_older(session: Session, number: int, name: str, made_at: datetime) -> None:
    table = PolicyDeclarationRecord
    last = session.scalar(select(table.declared_at).where(table.bfs_number == number))
    if last is not None and last > made_at:
        raise ReturnFileError(*said.older(name, swiss_day(last)))


_Held = Mapping[tuple[str, date], PolicyDecisionRecord]


def _held(session: Session, number: int) -> _Held:
    table = PolicyDecisionRecord
    rows = session.scalars(select(table).where(table.bfs_number == number))
    return {(row.topic, row.valid_from): row for row in rows}


def _changes(
    session: Session, declared: tuple[PolicyDeclaration, ...], names: Mapping[int, str]
) -> Iterator[PolicyChange]:
    for one in declared:
        held = _held(session, one.bfs_number)
        after = {(row.topic, row.valid_from): row for row in one.decisions}
        for key in sorted({*held, *after}):
            old = decision_of(held[key]) if key in held else None
            new = after.get(key)
            kind = policy_change(old, new)
            if kind is not None:
                yield PolicyChange(
                    kind=kind,
                    bfs_number=one.bfs_number,
                    municipality=names[one.bfs_number],
                    topic=key[0],
                    valid_from=key[1],
                    before=said.policy_words(old),
                    after=said.policy_words(new),
                )


@dataclass(frozen=True, slots=True, kw_only=True)
class MergePolicies:
    """The bytes of a file, and the fingerprint that somebody compared by phone (if asked for)."""

    data: bytes
    trust: str = ""


@usecase(undoable=True)
def merge_policies(session: Session, command: MergePolicies, context: Context) -> Outcome:
    """Put what a municipality declares in place of what it declared before.

    ``Outcome.value`` is the PolicyPreview of what was done. The same file again changes nothing.

    Raises:
        ReturnFileError: the file is refused, or its key was not compared. Nothing is written then.
    """
    preview = policy_preview(session, command.data, context.today)
    offerings.refuse_untrusted(preview.signer, preview.trust, [command.trust])
    if preview.trust is not KeyTrust.KNOWN:
        trusted = offerings.TrustOffice(
            signer=preview.signer, compared=preview.trust in NEEDS_COMPARISON
        )
        offerings.trust_office(session, trusted, context)
    written = [_take(session, one, preview, context) for one in preview.declarations]
    session.flush()
    if not any(written) and preview.trust is KeyTrust.KNOWN:
        return Outcome(value=preview)
    return Outcome(CHANGED, said.policies_read(preview), preview)


def _take(
    session: Session, one: PolicyDeclaration, preview: PolicyPreview, context: Context
) -> bool:
    """Whether anything of this municipality was written; that it declared is kept also with none."""
    made_at, table = preview.made_at, PolicyDeclarationRecord
    held = _held(session, one.bfs_number)
    told = session.scalar(select(table).where(table.bfs_number == one.bfs_number))
    if told is None:
        told = table(id=context.new_id(), bfs_number=one.bfs_number)
        session.add(told)
    if told.declared_at != made_at:
        told.declared_at, told.office_name = made_at, preview.office
    wanted = {(row.topic, row.valid_from): row for row in one.decisions}
    for key, row in held.items():
        if key not in wanted:
            session.delete(row)
    for key, decision in wanted.items():
        _put(session, one.bfs_number, held.get(key), decision, made_at)
    return bool(session.new or session.dirty or session.deleted)


def _put(
    session: Session,
    number: int,
    held: PolicyDecisionRecord | None,
    row: PolicyDecision,
    made_at: datetime,
) -> None:
    values = {name: getattr(row, name) for name in DECLARED}
    if held is not None:
        for name, value in {**values, "declared_at": made_at}.items():
            if getattr(held, name) != value:
                setattr(held, name, value)
        return
    table = PolicyDecisionRecord
    key = (str(number), row.topic, row.valid_from.isoformat())
    session.add(
        table(
            id=natural_id(table.__tablename__, *key),
            bfs_number=number,
            origin=PolicyOrigin.DECLARED.value,
            declared_at=made_at,
            **values,
        )
    )
