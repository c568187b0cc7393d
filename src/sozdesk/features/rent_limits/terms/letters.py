"""Letters and e-mail drafts of an Erhebung: what they are filled with, to whom they go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sozdesk.features.rent_limits.terms.handed import Attachment, FormRequest
from sozdesk.features.rent_limits.terms.rows import (
    DeclarationRow,
    LetterRow,
    RoundRow,
    TrackingRow,
)
from sozdesk.features.rent_limits.terms.words import LetterKind


class LetterField(StrEnum):
    """What a template is filled with; the values stand in it in double braces, so they are German."""

    MUNICIPALITY = "gemeinde"
    YEAR = "jahr"
    DUE_ON = "frist"
    DUE_SENTENCE = "fristlage"
    OVERDUE_DAYS = "tage_ueberfaellig"
    VALID_FROM = "gueltig_ab"
    CALLED_ON = "aufruf_vom"
    DATE = "datum"
    PLACE_AND_DATE = "ort_datum"
    SALUTATION = "anrede"
    ADDRESS = "adresse"
    OFFICE = "stelle"
    OFFICE_ADDRESS = "stelle_adresse"
    OFFICE_CONTACT = "stelle_kontakt"
    PERSON = "person"
    FUNCTION = "funktion"
    ENCLOSURES = "beilagen"
    RECEIVED_ON = "eingegangen_am"
    AMOUNTS = "betraege"
    METHOD = "basis"


class DeadlineKind(StrEnum):
    """A day of an Erhebung that belongs into the calendar of the office."""

    CALL = "call"
    DUE = "due"
    EXTENDED = "extended"
    VALID_FROM = "valid_from"
    PUBLICATION = "publication"
    """A reminder to publish."""


RECEIPT_FIELDS = frozenset({LetterField.RECEIVED_ON, LetterField.AMOUNTS, LetterField.METHOD})
"""Only a receipt knows what was declared."""
_ABOUT = ((LetterField.MUNICIPALITY,), (LetterField.YEAR,))
_DUE = (*_ABOUT, (LetterField.DUE_ON, LetterField.DUE_SENTENCE))
NEEDED_FIELDS: Mapping[LetterKind, tuple[tuple[LetterField, ...], ...]] = {
    LetterKind.CALL: _DUE,
    LetterKind.FIRST_REMINDER: _DUE,
    LetterKind.SECOND_REMINDER: _DUE,
    LetterKind.RECEIPT: (*_ABOUT, (LetterField.RECEIVED_ON,), (LetterField.AMOUNTS,)),
}
"""What a template must contain: one of each group."""
PAPER_KINDS = (LetterKind.CALL, LetterKind.FIRST_REMINDER, LetterKind.SECOND_REMINDER)
"""Kinds with a letter in Word; a receipt is only an e-mail."""


def fields_of(kind: LetterKind) -> tuple[LetterField, ...]:
    """The fields that a template of this kind may use."""
    if kind is LetterKind.RECEIPT:
        return tuple(LetterField)
    return tuple(field for field in LetterField if field not in RECEIPT_FIELDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentRow:
    """A file that goes out with every e-mail of one kind; its bytes lie in the blob table."""

    id: UUID
    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateRow:
    """One kind of letter: what is written, and what of it the office made its own."""

    kind: LetterKind
    active: bool
    document_name: str
    """Of the office's own letter; empty = the shipped one."""
    document_sha256: str | None
    subject: str
    """Of the e-mail, with fields."""
    body: str
    own_text: bool
    """Subject or body are the office's own."""
    attachments: tuple[AttachmentRow, ...]
    since: datetime | None = None
    """When something of it was last made the office's own, and by whom."""
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterTemplate:
    """One kind of letter with everything that is needed to write it."""

    kind: LetterKind
    document: bytes
    """The docx; empty for a receipt."""
    subject: str
    body: str
    attachments: tuple[Attachment, ...] = ()
    active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterOffice:
    """Who writes."""

    name: str
    address: str = ""
    """Lines."""
    email: str = ""
    phone: str = ""
    person: str = ""
    function: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """To whom a letter to one municipality goes."""

    name: str
    """A person or a function; may be empty."""
    email: str
    """Empty if none is known that can be used."""
    lines: tuple[str, ...]
    """The address as it stands on the letter."""
    can_be_posted: bool = False
    """Whether street and place stand in it."""
    service: str = ""
    """The Sozialdienst that declares for several municipalities and answers for all at once."""
    served: tuple[int, ...] = ()
    """Its municipalities, by BFS number; empty without one."""

    @property
    def words(self) -> str:
        """Name and address in one line, for the log."""
        who = self.name or self.lines[0]
        return f"{who}, {self.email}" if self.email else f"{who} (keine E-Mail-Adresse)"


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterTarget:
    """One letter to one municipality."""

    bfs_number: int
    name: str
    kind: LetterKind
    due_on: date
    addressee: Addressee
    called_on: date
    """When the municipality was asked first."""
    returned: DeclarationRow | None = None
    """What a receipt is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineRow:
    """One day of an Erhebung for the calendar."""

    kind: DeadlineKind
    day: date
    names: tuple[str, ...] = ()
    """Municipalities whose deadline was extended to this day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterJob:
    """Everything that is needed to write letters without the file."""

    round: RoundRow
    day: date
    """The day on the letters."""
    now: datetime
    sample: bool
    office: LetterOffice
    targets: tuple[LetterTarget, ...]
    templates: Mapping[LetterKind, LetterTemplate]
    forms: tuple[FormRequest, ...] = ()
    """The forms to attach."""
    deadlines: tuple[DeadlineRow, ...] = ()
    for_all: bool = False
    """Several letters, so that a text for all is written too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterEntry:
    """One line for the log: what was written for whom."""

    bfs_number: int
    kind: LetterKind
    addressee: str
    file_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderRow:
    """One municipality without an answer, and how it would be reminded."""

    tracking: TrackingRow
    kind: LetterKind
    """Its next level."""
    waits: bool
    """Its deadline was extended and is not over: it is left out unless somebody wants it."""
    addressee: Addressee
    last: LetterRow | None = None
    """Its last reminder."""
