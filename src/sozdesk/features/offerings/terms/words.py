"""Closed lists of the offerings. What the KSA may change (categories, regimes, tariffs) is a table."""

from __future__ import annotations

from enum import StrEnum


class OrganisationType(StrEnum):
    """What sort of organisation offers something."""

    ASSOCIATION = "association"
    FOUNDATION = "foundation"
    COMPANY = "company"
    PUBLIC_BODY = "public_body"
    CHURCH = "church"
    PLAYGROUP = "playgroup"
    """Spielgruppe."""
    DAY_CARE = "day_care"
    """Kita."""
    OTHER = "other"


class Financing(StrEnum):
    """Who is paid: per person (Subjekt-) or the organisation (Objektfinanzierung)."""

    PER_PERSON = "per_person"
    PER_AGREEMENT = "per_agreement"
    """By a Leistungsvereinbarung (§ 25c SHV, § 4 Abs. 4 kAV): no bill per person."""
    FREE = "free"
    """Costs neither canton nor municipality anything per person, as many offers of the canton."""


class Audience(StrEnum):
    """Whom an offering is for by the kind of support."""

    SOCIAL_ASSISTANCE = "social_assistance"
    ASYLUM = "asylum"
    BOTH = "both"


class CefrLevel(StrEnum):
    """Level of a language (GER); the order of the members is the order of the levels."""

    A1 = "A1"
    A2 = "A2"
    B1 = "B1"
    B2 = "B2"
    C1 = "C1"
    C2 = "C2"


class Childcare(StrEnum):
    """Whether somebody looks after the children meanwhile."""

    NO = "no"
    YES = "yes"
    ON_REQUEST = "on_request"


class OfferingState(StrEnum):
    """Where an offering stands on the platform."""

    DRAFT = "draft"
    PUBLISHED = "published"
    PAUSED = "paused"
    REMOVED = "removed"


class PriceUnit(StrEnum):
    """What a price or a tariff is for."""

    HOUR = "hour"
    DAY = "day"
    COURSE = "course"
    MONTH = "month"
    FLAT = "flat"


class Vat(StrEnum):
    """How a price stands to the value added tax (MWST)."""

    INCLUDED = "included"
    EXCLUDED = "excluded"
    EXEMPT = "exempt"


class Billable(StrEnum):
    """Whether a regime's persons may be billed to the canton in a category."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class CostBearer(StrEnum):
    """Who bears what the rate leaves."""

    MUNICIPALITY = "municipality"
    CANTON = "canton"
    CONFEDERATION = "confederation"


class ProRata(StrEnum):
    """How a tariff per month counts a month that is not whole."""

    STARTED_MONTH = "started_month"
    """Angefangener Monat voll."""
    CALENDAR_DAYS = "calendar_days"
    THIRTY_DAYS = "thirty_days"
    ACTUAL_DAYS = "actual_days"
    NONE = "none"


class CapKind(StrEnum):
    """What the upper limit of a tariff is for."""

    PER_OFFERING = "per_offering"
    PER_PERSON_MONTH = "per_person_month"


class RequestKind(StrEnum):
    """Why a Gesuch was handed in."""

    FIRST = "first"
    RENEWAL = "renewal"
    CHANGE = "change"


class NeedResult(StrEnum):
    """What the check of the need (Notwendigkeit) said."""

    NEEDED = "needed"
    COVERED = "covered"


class EnclosureScope(StrEnum):
    """What a kind of enclosure belongs to."""

    PROVIDER = "provider"
    OFFERING = "offering"


class InspectionResult(StrEnum):
    """What the look at a Strafregisterauszug said; the paper itself is never kept."""

    CLEAR = "clear"
    ENTRIES = "entries"


class DecisionKind(StrEnum):
    """How a recognition was decided, or how it ended."""

    RECOGNISED = "recognised"
    WITH_CONDITIONS = "with_conditions"
    """Anerkannt mit Auflagen."""
    REFUSED = "refused"
    REFUSED_NEED_COVERED = "refused_need_covered"
    NOT_ENTERED = "not_entered"
    """Auf das Gesuch wird nicht eingetreten."""
    REQUEST_WITHDRAWN = "request_withdrawn"
    """Zurückgezogen, by the provider."""
    REVOKED = "revoked"
    """Entzogen, by the KSA."""
    EXPIRED = "expired"
    """Erloschen."""


class ReportResult(StrEnum):
    """What the KSA made of a provider's yearly report."""

    CONTINUE = "continue"
    CONDITIONS = "conditions"
    WITHDRAW = "withdraw"


class ValueKey(StrEnum):
    """Figures of the procedure that hold from a day on, each with its source."""

    REPORT_DUE = "report_due"
    """Day of the following year on which the yearly report is due: month × 100 + day."""
    MUNICIPAL_RECOGNITION_YEARS = "municipal_recognition_years"
    """For how many years a municipality recognises under the GfS."""
    SMALL_COUNT = "small_count"
    """Counts of persons below this are not published."""
    SECOND_PERSON = "second_person"
    """1 if a second person releases a decision before it is sent, else 0."""
    BILLING_MONTHS = "billing_months"
    """For how many months a municipality bills at once: 1, 3, 6 or 12."""
    BILLING_CUT_OFF_DAYS = "billing_cut_off_days"
    """Days after the end of a period until which a bill and its invoices are in time."""
    BILLING_SECOND_PERSON = "billing_second_person"
    """1 if a second person releases bills and answers, else 0."""
    RUNNING_MONTH_COUNTS = "running_month_counts"
    """1 if the course month that runs at the Ablösung counts to its end, else 0."""
    VOUCHERS_TRAVEL = "vouchers_travel"
    """1 if the scans of the invoices travel in the bill file, else 0."""
    HEARING_DAYS = "hearing_days"
    """Days for the Stellungnahme of a municipality to a reduction."""
    KINDERGARTEN_AGE = "kindergarten_age"
    """Age in years that a child has reached on the Stichtag to enter Kindergarten that summer."""
    KINDERGARTEN_DAY = "kindergarten_day"
    """The Stichtag of each year: month × 100 + day."""


SWITCHES = frozenset(
    {
        ValueKey.SECOND_PERSON,
        ValueKey.BILLING_SECOND_PERSON,
        ValueKey.RUNNING_MONTH_COUNTS,
        ValueKey.VOUCHERS_TRAVEL,
    }
)
"""Figures that are yes (1) or no (0)."""
DAYS_OF_YEAR = frozenset({ValueKey.REPORT_DUE, ValueKey.KINDERGARTEN_DAY})
"""Figures that are a day of the year: month × 100 + day."""
BILLING_PERIODS = (1, 3, 6, 12)
"""Months that a bill may cover."""


class AttachmentOwner(StrEnum):
    """What an attached file belongs to."""

    PROVIDER = "provider"
    OFFERING = "offering"
    REQUEST = "request"
    ENCLOSURE = "enclosure"
    DECISION = "decision"
    CONDITION = "condition"
    AGREEMENT = "agreement"
    REPORT = "report"


class KeyPurpose(StrEnum):
    """What a pair of keys of the office is for."""

    SIGNING = "signing"
    """Ed25519: signs catalogue files."""
    ENCRYPTION = "encryption"
    """age (X25519): what municipalities encrypt for the office."""


class Unmet(StrEnum):
    """Why a search is counted as a need without an offering."""

    NOTHING_FOUND = "nothing_found"
    NO_FREE_PLACE = "no_free_place"


class DatedKind(StrEnum):
    """What holds from a day on and is kept by the same three use cases."""

    CATEGORY = "category"
    COVERED_NEED = "covered_need"
    REGIME = "regime"
    REGIME_RATE = "regime_rate"
    TARIFF = "tariff"
    VALUE = "value"
    REMEDY = "remedy"
    PRICE = "price"
