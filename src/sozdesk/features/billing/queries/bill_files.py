"""Bill files before they are read in (KSA): everything is looked at here, nothing is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.archive.file_info import FileInfo, OfficeKind, file_info
from sozdesk.features.billing import rules
from sozdesk.features.billing.records import BillRecord
from sozdesk.features.billing.terms import BillOrigin
from sozdesk.features.billing.terms.bill_files import (
    BillContent,
    BillPreview,
    IssuedBill,
    ReadBill,
)
from sozdesk.features.billing.texts import bill_files as texts
from sozdesk.features.billing.texts.papers import gone
from sozdesk.features.offerings import queries as offerings
from sozdesk.features.offerings.terms import KeyPurpose
from sozdesk.features.offerings.terms.catalogue import KeyTrust, Signer, TrustedKeyRow
from sozdesk.features.offices import queries as offices
from sozdesk.features.offices.terms import Job
from sozdesk.kernel.errors import NotFound
from sozdesk.kernel.municipality import Municipality
from sozdesk.kernel.watch import Watch

Named = tuple[int, int, int]
"""BFS number, year and number of a bill."""


def reading_key(session: Session) -> bytes:
    """The age key with which the KSA opens what was encrypted for it.

    Raises:
        NotFound: in the file of a Sozialdienst, or before the first catalogue.
    """
    if file_info(session).office_kind is not OfficeKind.KSA:
        raise NotFound(*texts.CANTONAL_ONLY)
    pair = offerings.office_key(session, KeyPurpose.ENCRYPTION)
    if pair is None:
        raise NotFound(*texts.NO_OWN_KEY)
    return pair.secret


def bill_previews(
    session: Session, read: Sequence[ReadBill], watch: Watch | None = None
) -> tuple[BillPreview, ...]:
    """What reading these files in would do, in their order; a bill comes after the one it cancels."""
    around = _surroundings(session)
    previews = {}
    for one in (watch or Watch()).through(sorted(read, key=_turn)):
        made = _preview(session, around, one)
        if made.refusal is None and one.content is not None:
            around.note(one.content)
        previews[id(one)] = made
    return tuple(previews[id(one)] for one in read)


def _turn(read: ReadBill) -> tuple[int, int, int, str]:
    """Earlier bills first, so that a cancelling one finds what it takes back."""
    content = read.content
    if content is None:
        return 0, 0, 0, read.name
    return content.bfs_number, content.year, content.number, read.name


@dataclass(slots=True)
class _Surroundings:
    """What the file holds, and what other files of the same choice bring."""

    info: FileInfo
    municipalities: dict[int, Municipality]
    keys: tuple[TrustedKeyRow, ...]
    known: dict[Named, BillRecord]
    cancelled: set[UUID]
    chosen: dict[Named, BillContent] = field(default_factory=dict)
    """Of this choice and not refused."""
    taken_back: set[Named] = field(default_factory=set)

    def received(self, bfs_number: int) -> Iterator[IssuedBill]:
        """Bills of a municipality that are there, or come with this choice."""
        for (town, year, number), row in (self.known | self.chosen).items():
            if town == bfs_number:
                yield IssuedBill(year, number, row.sequence or 0)

    def note(self, content: BillContent) -> None:
        """This file will be read in too."""
        self.chosen[_named(content)] = content
        if content.cancels is not None:
            cancels = content.cancels
            self.taken_back.add((content.bfs_number, cancels.year, cancels.number))


def _named(content: BillContent) -> Named:
    return content.bfs_number, content.year, content.number


def _surroundings(session: Session) -> _Surroundings:
    received = session.scalars(
        select(BillRecord).where(BillRecord.origin == BillOrigin.RECEIVED.value)
    ).all()
    return _Surroundings(
        info=file_info(session),
        municipalities={one.bfs_number: one for one in offices.all_municipalities(session)},
        keys=offerings.trusted_keys(session),
        known={(one.bfs_number, one.year, one.number or 0): one for one in received},
        cancelled={one.cancels_id for one in received if one.cancels_id is not None},
    )


def _preview(session: Session, around: _Surroundings, read: ReadBill) -> BillPreview:
    content = read.content
    if content is None:
        return BillPreview(read=read, refusal=read.refusal)
    town = around.municipalities.get(content.bfs_number)
    name = town.short_name if town else content.municipality_name
    refusal = _refusal(around, read, content, town)
    if refusal is not None:
        needless = refusal[1] == texts.NOTHING_TO_DO
        return BillPreview(read=read, municipality_name=name, refusal=refusal, is_needless=needless)
    service = offices.service_of(session, content.bfs_number, Job.BILLS, content.issued_on)
    service_id, service_name = (service.id, service.name) if service else (None, name)
    who = Signer(
        office=read.office,
        key=read.key,
        endorsements=read.endorsements,
        service_id=service_id,
        bfs_number=None if service_id else content.bfs_number,
    )
    trust = offerings.office_trust(around.keys, who)
    owner = next((row for row in around.keys if row.public == read.key), None)
    if owner is not None and not offerings.is_of(owner, who, read.office):
        refusal = texts.other_service(owner.office_name, name, content.issued_on)
    elif trust is KeyTrust.RETIRED:
        refusal = offerings.KEY_RETIRED
    return BillPreview(
        read=read,
        municipality_name=name,
        trust=trust,
        signer=who,
        service_name=service_name,
        cancels_id=_cancels_id(around, content),
        refusal=refusal,
        findings=(
            *rules.file_findings(content),
            *rules.missing_bills(content, around.received(content.bfs_number)),
        ),
    )


def _refusal(
    around: _Surroundings, read: ReadBill, content: BillContent, town: Municipality | None
) -> texts.Refusal | None:
    """The first reason why a file is not read in, before its signer is looked at."""
    if read.sample != around.info.sample:
        return texts.FOR_SAMPLE_ONLY if read.sample else texts.FOR_REAL_ONLY
    if town is None:
        return texts.unknown_municipality(content.bfs_number, content.municipality_name)
    name = texts.bill_name(town.short_name, content.year, content.number)
    known = around.known.get(_named(content))
    if known is not None and known.persons_deleted_on is not None:
        return gone(known.persons_deleted_on)
    if known is not None:
        same = known.content_sha256 == read.text_sha256
        received = known.received_at.date() if known.received_at else None
        return texts.already_read(name, received) if same else texts.number_taken(name)
    if _named(content) in around.chosen:
        same = around.chosen[_named(content)] == content
        return texts.twice_chosen(name) if same else texts.chosen_otherwise(name)
    return _cancel_refusal(around, content, town)


def _cancel_refusal(
    around: _Surroundings, content: BillContent, town: Municipality
) -> texts.Refusal | None:
    if content.cancels is None:
        return None
    cancels = content.cancels
    wanted = (content.bfs_number, cancels.year, cancels.number)
    name = texts.bill_name(town.short_name, cancels.year, cancels.number)
    known, chosen = around.known.get(wanted), around.chosen.get(wanted)
    if known is not None and known.persons_deleted_on is not None:
        return gone(known.persons_deleted_on)
    if known is None and chosen is None:
        return texts.cancelled_unknown(name)
    if wanted in around.taken_back or (known is not None and known.id in around.cancelled):
        return texts.cancelled_before(name)
    return None


def _cancels_id(around: _Surroundings, content: BillContent) -> UUID | None:
    """The row that is there already; of a file of the same choice the use case knows it."""
    if content.cancels is None:
        return None
    known = around.known.get((content.bfs_number, content.cancels.year, content.cancels.number))
    return known.id if known else None
