"""What goes out as a form and comes in as a return, before anything is recorded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from sozdesk.features.rent_limits.terms.declared import Contact, Declaration
from sozdesk.features.rent_limits.terms.rows import NoteRow
from sozdesk.features.rent_limits.terms.words import Block, ReceivedVia, Recognition
from sozdesk.kernel.findings import Finding
from sozdesk.kernel.municipality import Municipality

MAX_PAGES = 19
"""Municipalities in one workbook: the reader takes 40 sheets, two of each and two of ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPage:
    """One municipality on a form, pre-filled with what is known."""

    municipality: Municipality
    previous: Declaration | None = None
    contact: Contact = field(default_factory=Contact)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRequest:
    """One workbook to write: for one municipality, or for several of one Sozialdienst.

    No pages = the blank form with «Gemeinde wählen» (``choices`` fills the list).
    """

    year: int
    due_on: date
    valid_from: date
    blocks: frozenset[Block]
    file_name: str
    title: str
    """Municipality, or the name of the Sozialdienst."""
    pages: tuple[FormPage, ...] = ()
    choices: tuple[Municipality, ...] = ()
    created: datetime
    sample: bool = False
    change_from: date | None = None
    """First day of a new Beschluss outside the Erhebung (Änderung), which is what it declares."""


@dataclass(frozen=True, slots=True)
class ReadCell:
    """One field as it stood in the file: where, and the text as typed."""

    sheet: str
    address: str
    raw: str


@dataclass(frozen=True, slots=True)
class SheetExcerpt:
    """Rows of the sheet as they came, to show beside the findings."""

    sheet: str
    first_row: int
    """1-based number of ``rows[0]``."""
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Attachment:
    """Another file of the same mail (Protokollauszug, scan)."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnFile:
    """One municipality's answer as read from one file, or the reason why it could not be read.

    ``declaration`` is None if the file was refused (a STOP finding says why) or if it is no form
    (``manual``: a scan that somebody has to type in). A form of a Sozialdienst yields one
    ``ReturnFile`` per municipality.
    """

    file: str
    """Name to show; for a mail ``Nachricht.eml › Formular.xlsx``."""
    content: bytes = b""
    sha256: str = ""
    received_on: date | None = None
    """Day of the mail; None for a plain file."""
    via: ReceivedVia = ReceivedVia.FILE
    sender: str = ""
    """E-mail address that the mail came from."""
    form_version: int | None = None
    recognition: Recognition | None = None
    name_seen: str = ""
    suggested_bfs: int | None = None
    """Set if only a name was found: a suggestion that somebody must confirm."""
    declaration: Declaration | None = None
    cells: Mapping[str, ReadCell] = field(default_factory=dict)
    """Field key (``amount_p4``, ``valid_from`` …) → where it stood."""
    excerpt: SheetExcerpt | None = None
    findings: tuple[Finding, ...] = ()
    """Format findings: STOP for what cannot be used, NOTE for text read as number and the like."""
    attachments: tuple[Attachment, ...] = ()
    manual: bool = False
    as_change: bool | None = None
    """Whether somebody says that it is a change (Änderung) or is not; None = the rule decides."""


class PreviewResult(StrEnum):
    """What the preview of an import says about one file (or one municipality in it)."""

    READY = "ready"
    """No hints: is recorded with the main button."""
    HINTS = "hints"
    """Needs a reason or a Rückfrage."""
    CONFIRM = "confirm"
    """Only a name was recognised: somebody must confirm the municipality."""
    IDENTICAL = "identical"
    REFUSED = "refused"
    MANUAL = "manual"
    """A scan: opens manual entry beside the picture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewRow:
    """One line of «Gemeinde · Datei · Prüfhinweis · Erfassen?»; nothing is recorded yet."""

    file: ReturnFile
    bfs_number: int | None
    name: str
    result: PreviewResult
    findings: tuple[Finding, ...]
    """Format findings and checks together: stops, hints, notes."""
    supersedes: int | None = None
    """Revision in force that this one would replace (a correction)."""
    identical_to: date | None = None
    """Day of receipt of the equal return."""
    change_from: date | None = None
    """First day of the change outside the Erhebung that it is; None = the return."""
    previous: Declaration | None = None
    """Last year's declaration; of a change what held until then."""
    earlier_notes: tuple[NoteRow, ...] = ()
    """Reasons given last year for the same code and category."""
