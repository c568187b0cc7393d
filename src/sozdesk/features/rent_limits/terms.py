"""Vocabulary of the Mietzinsgrenzwerte: what a municipality declares, and what the office makes of it.

Amounts are Rappen exactly as declared (net or gross, per month or per year); nothing here converts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sozdesk.kernel.findings import Finding
from sozdesk.kernel.municipality import Municipality

TOPIC = "rent_limits"
"""Pages that show rent limits reload when a use case says it changed this."""


class Category(StrEnum):
    """What one amount is for. The values are also the ``kategorie`` of the open data file."""

    P1 = "p1"
    P2 = "p2"
    P3 = "p3"
    P4 = "p4"
    P5 = "p5"
    FURTHER = "further"
    """Jede weitere Person."""
    YOUNG_ADULT = "young_adult"
    """18- bis 25-Jährige."""
    SHARED = "shared"
    """Wohngemeinschaft or single room."""
    EMERGENCY = "emergency"
    """Notwohnung."""


SIZES = (Category.P1, Category.P2, Category.P3, Category.P4, Category.P5)
"""Household sizes 1 to 5."""
MAIN_CATEGORIES = (*SIZES, Category.FURTHER)
"""What everyone answers."""
OPTIONAL_CATEGORIES = (Category.YOUNG_ADULT, Category.SHARED, Category.EMERGENCY)


class RentKind(StrEnum):
    """Net (without Nebenkosten) or gross."""

    NET = "net"
    GROSS = "gross"


class Interval(StrEnum):
    """Per month or per year."""

    MONTH = "month"
    YEAR = "year"


class Method(StrEnum):
    """On which basis the limits were found (domain facts B.4, measure 1.3)."""

    ADVERTS = "adverts"
    PERCENTILE = "percentile"
    OWN_CASES = "own_cases"
    INDEX = "index"
    EL_MAXIMA = "el_maxima"
    NEIGHBOURS = "neighbours"
    UNCHANGED = "unchanged"
    OTHER = "other"


class AncillaryMode(StrEnum):
    """How Nebenkosten are paid."""

    ON_ACCOUNT = "on_account"
    FLAT = "flat"
    EFFECTIVE = "effective"
    MAXIMUM = "maximum"


class DecisionBody(StrEnum):
    """Who decided."""

    SOCIAL_AUTHORITY = "social_authority"
    MUNICIPAL_COUNCIL = "municipal_council"
    OTHER = "other"


class Block(StrEnum):
    """Optional blocks of sheet 2, switched on per Erhebung; all off by default."""

    YOUNG_ADULTS = "young_adults"
    SHARED = "shared"
    EMERGENCY = "emergency"
    ANCILLARY = "ancillary"
    INDEX = "index"
    ADVERTS = "adverts"
    ABOVE_LIMIT = "above_limit"


class ReturnState(StrEnum):
    """Where a municipality stands in the Erhebung."""

    OPEN = "open"
    REMINDED = "reminded"
    RECEIVED = "received"
    QUERIED = "queried"
    RECORDED = "recorded"
    CONFIRMED_UNCHANGED = "confirmed_unchanged"
    NO_LIMITS = "no_limits"


RECORDED_STATES = frozenset(
    {ReturnState.RECORDED, ReturnState.CONFIRMED_UNCHANGED, ReturnState.NO_LIMITS}
)
"""The return counts: it stands in the overview and in next year's comparison."""


class ReceivedVia(StrEnum):
    """How a return reached the office."""

    EMAIL = "email"
    FILE = "file"
    LETTER = "letter"
    PHONE = "phone"


class Recognition(StrEnum):
    """How the municipality of a return was recognised; only ``NAME`` needs a confirmation."""

    HIDDEN_SHEET = "hidden_sheet"
    NUMBER = "number"
    NAME = "name"
    BY_HAND = "by_hand"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The Beschluss behind the limits."""

    decided_on: date | None = None
    body: DecisionBody | None = None
    number: str = ""
    pending: bool = False
    """Ausstehend."""
    meeting_on: date | None = None
    """Sitzung vom …, only if pending."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Who at the municipality can be asked."""

    name: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extras:
    """Answers to the optional blocks of sheet 2."""

    ancillary_mode: AncillaryMode | None = None
    ancillary_amounts: Mapping[Category, int] = field(default_factory=dict)
    """Nebenkosten per household size, Rappen, in the interval of the declaration."""
    counter_amounts: Mapping[Category, int] = field(default_factory=dict)
    """The same limits on the other basis (gross if declared net), if the municipality states them."""
    heating_included: bool | None = None
    index_name: str = ""
    index_base: int | None = None
    """Index value of the last adjustment, thousandths."""
    index_date: date | None = None
    adverts_count: int | None = None
    adverts_below: int | None = None
    """How many of these adverts lie at or below the limit."""
    adverts_period: str = ""
    adverts_source: str = ""
    households_above: str = ""
    """``none``, ``1-4`` or the number from 5 as digits; empty = not stated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """What one municipality declares for one year. Two equal declarations are «identisch»."""

    bfs_number: int
    year: int
    """Year of validity."""
    amounts: Mapping[Category, int] = field(default_factory=dict)
    """Rappen as declared."""
    rent_kind: RentKind | None = None
    interval: Interval | None = None
    valid_from: date | None = None
    decision: Decision = field(default_factory=Decision)
    method: Method | None = None
    method_text: str = ""
    unchanged: bool = False
    last_reviewed_on: date | None = None
    no_limits_reason: str | None = None
    """«keine Grenzwerte festgelegt, weil …»; None if limits are declared."""
    contact: Contact = field(default_factory=Contact)
    remark: str = ""
    extras: Extras = field(default_factory=Extras)


def amount_field(category: Category) -> str:
    """Key of the form field that holds the amount of a category: ``amount_p4``."""
    return f"amount_{category}"


class Code(StrEnum):
    """Codes of findings. The German sentences live in ``texts``."""

    # what stops a return: unreadable, not attributable, incomplete
    NOT_A_FORM = "not_a_form"
    UNREADABLE = "unreadable"
    PASSWORD_PROTECTED = "password_protected"  # noqa: S105 - a code, not a secret
    OLD_EXCEL = "old_excel"
    MACROS = "macros"
    TOO_BIG = "too_big"
    ZIP_BOMB = "zip_bomb"
    DOCTYPE = "doctype"
    UNSAFE_PATH = "unsafe_path"
    WRONG_YEAR = "wrong_year"
    FOREIGN_NUMBER = "foreign_number"
    UNKNOWN_MUNICIPALITY = "unknown_municipality"
    UNREADABLE_FIELD = "unreadable_field"
    MISSING_AMOUNT = "missing_amount"
    MISSING_RENT_KIND = "missing_rent_kind"
    MISSING_INTERVAL = "missing_interval"
    MISSING_REASON = "missing_reason"
    # notes: nothing to do
    TEXT_READ_AS_NUMBER = "text_read_as_number"
    TEXT_READ_AS_DATE = "text_read_as_date"
    OLDER_FORM = "older_form"
    NAME_ONLY = "name_only"
    INDEX_NOT_CHECKABLE = "index_not_checkable"
    # Prüfhinweise
    NOT_MONOTONE = "not_monotone"
    STEP_SMALL = "step_small"
    STEP_LARGE = "step_large"
    ALL_EQUAL = "all_equal"
    ROW_SLIP = "row_slip"
    CHANGE_LARGE = "change_large"
    MONTH_YEAR = "month_year"
    NET_ABOVE_GROSS = "net_above_gross"
    ANCILLARY_SHARE = "ancillary_share"
    HEATING_WITHOUT_ANCILLARY = "heating_without_ancillary"
    FURTHER_MISSING = "further_missing"
    FURTHER_NOT_POSITIVE = "further_not_positive"
    FURTHER_ABOVE_STEP = "further_above_step"
    YOUNG_ABOVE_SINGLE = "young_above_single"
    SHARED_ABOVE_SINGLE = "shared_above_single"
    KIND_CHANGED = "kind_changed"
    UNCHANGED_INDEX_MOVED = "unchanged_index_moved"
    FAR_FROM_MEDIAN = "far_from_median"
    SAME_AS_OTHER = "same_as_other"
    UNCHANGED_BUT_DIFFERENT = "unchanged_but_different"
    METHOD_MISSING = "method_missing"
    VALID_FROM_MISSING = "valid_from_missing"
    DECISION_MISSING = "decision_missing"
    DECISION_PENDING = "decision_pending"
    DECISION_OLDER = "decision_older"
    DECISION_RETROACTIVE = "decision_retroactive"
    LOWER_WITH_SUBSIDY_RULES = "lower_with_subsidy_rules"
    FEW_ADVERTS_BELOW = "few_adverts_below"
    NO_CONTACT = "no_contact"


# ------------------------------------------------------------------ what goes out


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


# ------------------------------------------------------------------ what came in


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
    previous: Declaration | None = None
    """Last year's declaration."""
    earlier_notes: tuple[NoteRow, ...] = ()
    """Reasons given last year for the same code and category."""


def reason_key(finding: Finding) -> str:
    """What a reason is remembered under: code, category and value («change_large/p3/168000»)."""
    return _key(finding.code, finding.subject, finding.value)


def _key(code: str, subject: str, value: int | None) -> str:
    return f"{code}/{subject}/{'' if value is None else value}"


# ------------------------------------------------------------------ settings that are dated data


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Limits of the Prüfhinweise, as they hold on one day. Shares in hundredths of a percent."""

    step_min: int = 500
    step_max: int = 4500
    change_max: int = 1500
    month_min: int = 30_000
    """Rappen: below this a monthly limit is suspicious."""
    month_max: int = 500_000
    ancillary_min: int = 500
    ancillary_max: int = 3500
    index_move_max: int = 300
    unchanged_years: int = 2
    outlier_score: int = 350
    """Modified z-score × 100."""
    outlier_min_count: int = 8
    adverts_below_min: int = 10
    """Fewer adverts below the limit than this are «few»."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThresholdRow:
    """One field of :class:`Thresholds` from a day on; see there for what the value counts."""

    key: str
    """Name of the field."""
    valid_from: date
    ended_on: date | None = None
    value: int
    unit: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class IndexValue:
    """One value of an index series; ``value`` in thousandths (104.0 → 104000)."""

    series: str
    day: date
    value: int
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MunicipalityFacts:
    """What the checks need to know about a municipality besides its declarations."""

    bfs_number: int
    name: str
    district: str
    service: str | None = None
    """Id or name of the Sozialdienst it belongs to on the reference date."""
    rent_subsidy_rules_on: date | None = None
    """«MBG-Reglement genehmigt am»."""


# ------------------------------------------------------------------ what is done with a return


class EntryDecision(StrEnum):
    """What the office does with one return of an import."""

    RECORD = "record"
    """Erfassen; every Prüfhinweis needs a reason («zur Kenntnis genommen»)."""
    QUERY = "query"
    """Rückfrage stellen."""
    KEEP = "keep"
    """Als eingegangen ablegen and decide later."""


class RecordingResult(StrEnum):
    """What became of one return."""

    RECORDED = "recorded"
    SUPERSEDED = "superseded"
    """Recorded, and an earlier revision is no longer the newest."""
    IDENTICAL = "identical"
    """Says what is already there: nothing was changed."""
    RECEIVED = "received"
    QUERIED = "queried"


# ------------------------------------------------------------------ rows for screens and documents


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundRow:
    """One Erhebung."""

    id: UUID
    version: int
    year: int
    call_on: date
    due_on: date
    valid_from: date
    blocks: frozenset[Block]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackingRow:
    """One municipality in the list of an Erhebung."""

    bfs_number: int
    name: str
    """Short name."""
    official_name: str
    district: str
    state: ReturnState
    due_on: date
    received_on: date | None
    late: bool
    """Received after the due date."""
    overdue_days: int
    """Days since the due date without an answer; 0 if not overdue."""
    open_hints: int
    """Hints nobody noted or asked back yet."""
    hints: int
    declaration_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteRow:
    """A reason that was given for one hint («zur Kenntnis genommen»), or the query about it."""

    code: str
    subject: str
    value: int | None
    reason: str
    noted_by: str
    noted_at: datetime
    year: int

    @property
    def key(self) -> str:
        """The ``reason_key`` of the hint it was given for."""
        return _key(self.code, self.subject, self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """A file that belongs to a return; its bytes lie in the blob table under ``sha256``."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclarationRow:
    """One revision of one municipality's return, as recorded."""

    id: UUID
    version: int
    revision: int
    """1, 2 …; the highest is in force, the others stay readable."""
    state: ReturnState
    declaration: Declaration
    received_on: date
    via: ReceivedVia
    file_name: str
    recorded_at: datetime | None
    recorded_by: str
    query_text: str
    queried_on: date | None
    findings: tuple[Finding, ...]
    """As checked at recording."""
    notes: tuple[NoteRow, ...]
    documents: tuple[DocumentRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundTally:
    """Counts of an Erhebung; ``received`` = municipalities that answered in any way."""

    total: int
    received: int
    recorded: int
    """Recorded, confirmed unchanged, or without limits."""
    queried: int
    missing: int
    late: int
    overdue: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewRow:
    """One municipality in the overview: as declared, with last year's declaration for comparison."""

    bfs_number: int
    official_name: str
    name: str
    district: str
    state: ReturnState
    current: Declaration | None
    previous: Declaration | None
