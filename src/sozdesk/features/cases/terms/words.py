"""Closed lists of the cases. What law or catalogue may change (regimes, rules, holidays) is a table."""

from __future__ import annotations

from enum import StrEnum


class Sex(StrEnum):
    """eCH-0011/0044: 1 männlich, 2 weiblich, 3 unbestimmt."""

    MALE = "1"
    FEMALE = "2"
    UNDETERMINED = "3"


class Permit(StrEnum):
    """Ausländerausweis by its letter (eCH-0006); being a refugee is a flag of its own."""

    B = "B"
    C = "C"
    CI = "Ci"
    F = "F"
    G = "G"
    L = "L"
    N = "N"
    S = "S"
    OTHER = "other"


class Need(StrEnum):
    """Förderbedarf gemäss Sprachstanderhebung."""

    YES = "yes"
    NO = "no"
    OPEN = "open"


class RepresentativeKind(StrEnum):
    """Who acts for a person."""

    PARENT = "parent"
    GUARDIAN = "guardian"
    """Beistand or Beiständin."""


class TenancyForm(StrEnum):
    """How people live together."""

    FAMILY = "family"
    COUPLE = "couple"
    COHABITATION = "cohabitation"
    SETTLED_COHABITATION = "settled_cohabitation"
    """Gefestigtes Konkubinat."""
    SHARED_FLAT = "shared_flat"
    SUBTENANCY = "subtenancy"
    WITH_PARENTS = "with_parents"
    BOARDING = "boarding"


class AncillaryKind(StrEnum):
    """How Nebenkosten are paid."""

    ON_ACCOUNT = "on_account"
    FLAT_RATE = "flat_rate"


class ShareBy(StrEnum):
    """How a rent is divided."""

    HEADS = "heads"
    """Kopfquote."""
    AGREEMENT = "agreement"


class RulingNature(StrEnum):
    """What a Verfügung does."""

    GRANT = "grant"
    ORDER = "order"
    """Auflage or Weisung."""
    REFUSAL = "refusal"
    CHANGE = "change"
    END = "end"


class Decider(StrEnum):
    """Who decides."""

    AUTHORITY = "authority"
    """Sozialhilfebehörde in its Sitzung."""
    PRESIDENT = "president"
    SERVICE = "service"


class Notification(StrEnum):
    """How a Verfügung reaches the person (Eröffnung)."""

    TRACKED_MAIL = "tracked_mail"
    """A-Post Plus."""
    REGISTERED_MAIL = "registered_mail"
    IN_PERSON = "in_person"


class Objection(StrEnum):
    """Where a Verfügung stands after the Eröffnung."""

    OPEN = "open"
    CONTESTED = "contested"
    FINAL = "final"
    """Rechtskräftig."""


class ParticipationResult(StrEnum):
    """How taking part ended."""

    COMPLETED = "completed"
    EMPLOYED = "employed"
    TRAINING = "training"
    BROKEN_OFF = "broken_off"
    MOVED = "moved"


class Stage(StrEnum):
    """Where an Antrag or a Verfügung stands."""

    SUBMITTED = "submitted"
    SCHEDULED = "scheduled"
    """Traktandiert."""
    RESOLVED = "resolved"
    """Beschlossen."""
    DRAFTED = "drafted"
    RULED = "ruled"
    """Verfügt: finalised, with its number."""
    NOTIFIED = "notified"
    """Eröffnet: the deadline runs, or is over."""
    CONTESTED = "contested"
    FINAL = "final"
    """Rechtskräftig."""


class Step(StrEnum):
    """What comes next on the way from an Antrag to a rechtskräftige Verfügung."""

    SCHEDULE = "schedule"
    RESOLVE = "resolve"
    DRAFT = "draft"
    FINALISE = "finalise"
    NOTIFY = "notify"
    CONTEST = "contest"
    MARK_FINAL = "mark_final"
    REPLACE = "replace"


class RulingField(StrEnum):
    """Fields of the template of a Verfügung; their names are German: they stand in the document."""

    ADDRESS = "adresse"
    CASE = "fall"
    CONSIDERATIONS = "erwaegungen"
    DECIDER = "entscheidet"
    DISPOSITION = "dispositiv"
    FACTS = "sachverhalt"
    HEARING = "rechtliches_gehoer"
    LIMIT = "kostengutsprache"
    MUNICIPALITY = "gemeinde"
    NATURE = "art"
    NUMBER = "nummer"
    OFFICE = "stelle"
    OFFICE_ADDRESS = "stelle_adresse"
    PLACE_AND_DATE = "ort_datum"
    REMEDY = "rechtsmittelbelehrung"
    REPLACES = "ersetzt"
    RESOLUTION = "beschluss"
    SENDER = "absender"
    SIGNING = "unterschriften"
    SUBJECT = "betreff"
    VALID_FROM = "gueltig_ab"


class CaseDated(StrEnum):
    """Kinds of dated values of the case work, one table each."""

    REGIME_RULE = "regime_rule"
    HOLIDAY = "holiday"
    REMEDY = "remedy"
    VALUE = "value"
    DELEGATION = "delegation"


class Payer(StrEnum):
    """Third parties that pay a part."""

    IV = "iv"
    ALV = "alv"
    SCHOLARSHIP = "scholarship"
    PARENTS = "parents"
    OTHER = "other"


class CasePart(StrEnum):
    """What an attached file, a note or a task of a case belongs to."""

    CASE = "case"
    PERSON = "person"
    TENANCY = "tenancy"
    APPLICATION = "application"
    RULING = "ruling"
    ENACTMENT = "enactment"
    INVOICE = "invoice"
    INCENTIVE = "incentive"


class RentMeasure(StrEnum):
    """What was ordered about a rent above the limit."""

    ORDER = "order"
    """Auflage to look for a cheaper dwelling."""
    REDUCTION = "reduction"
    """Kürzung to the limit, decided by the authority, never computed by itself."""


class ApplicationKind(StrEnum):
    """What an Antrag asks for; a delegation covers one of these."""

    OFFERING = "offering"
    """Integrationsangebot (§ 16 SHG)."""
    SUPPORT = "support"
    """Unterstützung."""
    EXPENSES = "expenses"
    """Weitere notwendige Aufwendungen (§ 15 SHV)."""
    RENT = "rent"
    ORDER = "order"
    INCENTIVE = "incentive"
    """Anreizbeitrag an Arbeitgebende (§ 17 SHG, § 25 SHV)."""
    OTHER = "other"


class Resolved(StrEnum):
    """What the Beschluss says to an Antrag."""

    GRANTED = "granted"
    GRANTED_IN_PART = "granted_in_part"
    REFUSED = "refused"
    POSTPONED = "postponed"


class InterruptionReason(StrEnum):
    """Why somebody does not take part for some days."""

    ILLNESS = "illness"
    HOLIDAYS = "holidays"
    FAMILY = "family"
    PROVIDER = "provider"
    """The provider closes."""
    OTHER = "other"


class IncentiveKind(StrEnum):
    """Anreizbeiträge an Arbeitgebende."""

    SOCIAL_CHARGES = "social_charges"
    """Lohnnebenkosten of the employer."""
    CARE_FLAT_RATE = "care_flat_rate"
    """Betreuungspauschale for persons with reduced performance."""


class CaseValueKey(StrEnum):
    """Figures of the case work that hold from a day on, each with its source."""

    FOLLOW_UP_MONTHS = "follow_up_months"
    """After how many months a follow-up is reminded of; several rows, told apart by ``part``."""
    REPAYMENT_YEARS = "repayment_years"
    """Rückerstattung: after how many years the claim lapses."""
    RETENTION_YEARS = "retention_years"
    """How long something closed is kept; ``part`` is the class of retention («case», «bill»)."""
    SECOND_PERSON = "second_person"
    """1 if a second person must release what is deleted or handed over, else 0."""


class AccessKind(StrEnum):
    """What somebody did with the record of a person."""

    OPENED = "opened"
    EXPORTED = "exported"
    HANDED_OVER = "handed_over"
    """Übergabeblatt to another municipality."""
    ANSWERED = "answered"
    """Auskunft to the person."""


class ArchiveAnswer(StrEnum):
    """What the competent archive answered to an offer."""

    TAKES = "takes"
    DECLINES = "declines"


class DeletionKind(StrEnum):
    """What has a retention of its own; the value is the class of retention too."""

    CASE = "case"
    BILL = "bill"


class HoldReason(StrEnum):
    """Why nothing of a case or a bill may be deleted."""

    OBJECTION = "objection"
    AUDIT = "audit"
    OPEN_BILL = "open_bill"
    OTHER = "other"


class PolicyOrigin(StrEnum):
    """Where a Grundsatzentscheid comes from."""

    OWN = "own"
    DECLARED = "declared"
    """Read at the KSA from the file of a municipality."""


class PersonPart(StrEnum):
    """What is entered of a person beside the person itself."""

    RESIDENCE = "residence"
    REGIME = "regime"
    """Set by hand against the rule."""
    LANGUAGE = "language"
    REPRESENTATIVE = "representative"
