"""The log of letters, and what the office changes about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.archive import blobs
from sozdesk.features.offices import queries as offices
from sozdesk.features.rent_limits import files, queries
from sozdesk.features.rent_limits.records import (
    LetterAttachmentRecord,
    LetterRecord,
    LetterTemplateRecord,
)
from sozdesk.features.rent_limits.terms import (
    PAPER_KINDS,
    TOPIC,
    LetterEntry,
    LetterKind,
)
from sozdesk.features.rent_limits.texts import SHIPPED_MAILS
from sozdesk.features.rent_limits.usecases import letter_wording as wording
from sozdesk.features.rent_limits.usecases.rounds import refuse_service
from sozdesk.features.rent_limits.usecases.wording import RELOAD, refuse, stop
from sozdesk.kernel import german
from sozdesk.kernel.context import Context
from sozdesk.kernel.errors import NotFound
from sozdesk.kernel.ids import natural_id
from sozdesk.kernel.usecase import Outcome, usecase

_CHANGED = frozenset({TOPIC})
_MOST_MEGABYTES = 15
"""Of all files that go out with one e-mail; many servers take no more than 20 once encoded."""


# ------------------------------------------------------------------ log


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLetters:
    """Letters and drafts that were written today."""

    year: int
    entries: tuple[LetterEntry, ...]


@usecase(undoable=True)
def log_letters(session: Session, command: LogLetters, context: Context) -> Outcome:
    """Log what was written for whom; the same letter on the same day is logged once.

    It can be undone, because a draft is not sent yet: whoever sends none after all takes the
    reminder back. Raises NotFound if the Erhebung was not opened.
    """
    refuse_service(session)
    round_ = queries.opened_round(session, command.year)
    entries = [entry for entry in command.entries if _put(session, round_.id, entry, context)]
    if not entries:
        return Outcome()
    session.flush()
    names = {row.bfs_number: row.short_name for row in offices.all_municipalities(session)}
    numbers = dict.fromkeys(entry.bfs_number for entry in entries)
    summary = wording.letters_written(
        [entry.kind for entry in entries], [names[number] for number in numbers]
    )
    return Outcome(_CHANGED, summary, len(entries))


def _put(session: Session, round_id: UUID, entry: LetterEntry, context: Context) -> bool:
    """Add a line, or correct the one of today; whether anything is new."""
    receipt = entry.kind is LetterKind.RECEIPT
    what = (entry.file_name,) if receipt else ()  # a correction on the same day gets its own
    key = natural_id(
        "letter", str(round_id), entry.bfs_number, entry.kind, context.today.isoformat(), *what
    )
    known = session.get(LetterRecord, key)
    if known is None:
        session.add(_record(key, round_id, entry, context))
        return True
    before = (known.addressee, known.file_name)
    known.addressee, known.file_name = entry.addressee, entry.file_name
    return before != (known.addressee, known.file_name)


def _record(key: UUID, round_id: UUID, entry: LetterEntry, context: Context) -> LetterRecord:
    return LetterRecord(
        id=key,
        round_id=round_id,
        bfs_number=entry.bfs_number,
        kind=entry.kind.value,
        written_on=context.today,
        written_at=context.now,
        written_by=context.staff_name,
        addressee=entry.addressee,
        file_name=entry.file_name,
    )


# ------------------------------------------------------------------ templates


@dataclass(frozen=True, slots=True, kw_only=True)
class SetLetterDocument:
    """The office's own letter in Word."""

    kind: LetterKind
    name: str
    content: bytes


@usecase(undoable=True)
def set_letter_document(session: Session, command: SetLetterDocument, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Use this document from now on; RuleViolation says what is wrong with it."""
    if command.kind not in PAPER_KINDS:
        refuse([stop("only_mail", wording.ONLY_MAIL)])
    refuse(files.document_findings(command.kind, command.content))
    sha256 = blobs.put(session, command.content)
    record = _template(session, command.kind)
    record.document_name, record.document_sha256 = german.clean(command.name), sha256
    session.flush()
    return Outcome(_CHANGED, wording.document_set(command.kind, record.document_name))


@dataclass(frozen=True, slots=True, kw_only=True)
class SetLetterText:
    """Subject and text of an e-mail, with fields."""

    kind: LetterKind
    subject: str
    body: str


@usecase(undoable=True)
def set_letter_text(session: Session, command: SetLetterText, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Use these words from now on; the shipped ones are not kept as the office's own.

    RuleViolation says what is wrong with them.
    """
    subject, body = german.clean(command.subject), command.body.strip()
    refuse(files.text_findings(command.kind, subject, body))
    shipped = SHIPPED_MAILS[command.kind]
    record = _template(session, command.kind)
    record.subject = "" if subject == shipped.subject else subject
    record.body = "" if body == shipped.body.strip() else body
    session.flush()
    return Outcome(_CHANGED, wording.text_set(command.kind))


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreLetter:
    """Back to letter and text as they came with the program."""

    kind: LetterKind


@usecase(undoable=True)
def restore_letter(session: Session, command: RestoreLetter, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Use the shipped letter and text again; attachments stay, they are removed one by one."""
    record = _template(session, command.kind)
    record.document_name, record.document_sha256 = "", None
    record.subject = record.body = ""
    session.flush()
    return Outcome(_CHANGED, wording.restored(command.kind))


@dataclass(frozen=True, slots=True, kw_only=True)
class SwitchLetter:
    """Whether receipts are offered after recording."""

    kind: LetterKind
    active: bool


@usecase(undoable=True)
def switch_letter(session: Session, command: SwitchLetter, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Switch receipts on or off; RuleViolation for another kind."""
    if command.kind is not LetterKind.RECEIPT:
        refuse([stop("only_receipt", wording.ONLY_RECEIPT)])
    _template(session, command.kind).active = command.active
    session.flush()
    return Outcome(_CHANGED, wording.switched(command.kind, active=command.active))


def _template(session: Session, kind: LetterKind) -> LetterTemplateRecord:
    """The row of a kind; made when something is changed for the first time."""
    key = natural_id("letter_template", kind)
    record = session.get(LetterTemplateRecord, key)
    if record is None:
        record = LetterTemplateRecord(
            id=key,
            kind=kind.value,
            active=True,
            document_name="",
            document_sha256=None,
            subject="",
            body="",
        )
        session.add(record)
    return record


# ------------------------------------------------------------------ attachments


@dataclass(frozen=True, slots=True, kw_only=True)
class AddLetterAttachment:
    """A file that goes out with every e-mail of one kind."""

    kind: LetterKind
    name: str
    content: bytes


@usecase(undoable=True)
def add_letter_attachment(
    session: Session, command: AddLetterAttachment, context: Context
) -> Outcome:
    """Add the file behind the others; ``Outcome.value`` is its id.

    RuleViolation if it is empty, is there already, or makes the e-mail too big.
    """
    present = _attachments(session, command.kind)
    name = german.clean(command.name)
    _refuse_attachment(present, name, len(command.content))
    record = LetterAttachmentRecord(
        id=context.new_id(),
        kind=command.kind.value,
        position=max((row.position for row in present), default=0) + 1,
        name=name,
        sha256=blobs.put(session, command.content),
        size=len(command.content),
    )
    session.add(record)
    session.flush()
    return Outcome(_CHANGED, wording.attachment_added(command.kind, name), record.id)


def _refuse_attachment(present: Sequence[LetterAttachmentRecord], name: str, size: int) -> None:
    if not size:
        refuse([stop("empty_file", wording.EMPTY_FILE)])
    if any(row.name.casefold() == name.casefold() for row in present):
        refuse([stop("attachment_twice", wording.attachment_twice(name))])
    if sum(row.size for row in present) + size > _MOST_MEGABYTES * 1024 * 1024:
        refuse([stop("too_much", wording.too_much(_MOST_MEGABYTES))])


def _attachments(session: Session, kind: LetterKind) -> Sequence[LetterAttachmentRecord]:
    wanted = select(LetterAttachmentRecord).where(LetterAttachmentRecord.kind == kind.value)
    return session.scalars(wanted.order_by(LetterAttachmentRecord.position)).all()


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveLetterAttachment:
    """This file goes out no more."""

    id: UUID


@usecase(undoable=True)
def remove_letter_attachment(
    session: Session,
    command: RemoveLetterAttachment,
    context: Context,  # noqa: ARG001 - every use case is handed a context
) -> Outcome:
    """Take the file away; NotFound if somebody did."""
    record = session.get(LetterAttachmentRecord, command.id)
    if record is None:
        raise NotFound(wording.ATTACHMENT_GONE, RELOAD)
    summary = wording.attachment_removed(LetterKind(record.kind), record.name)
    session.delete(record)
    session.flush()
    return Outcome(_CHANGED, summary)
