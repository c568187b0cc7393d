"""What the words of the cases are called on screen and in documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final

from sozdesk.features.cases.terms import (
    AccessKind,
    AncillaryKind,
    ApplicationKind,
    ArchiveAnswer,
    CaseDated,
    CasePart,
    CaseValueKey,
    Decider,
    DeletionKind,
    HoldReason,
    IncentiveKind,
    InterruptionReason,
    Need,
    Notification,
    Objection,
    ParticipationResult,
    Payer,
    Permit,
    PersonPart,
    PolicyOrigin,
    RentMeasure,
    RepresentativeKind,
    Resolved,
    RulingField,
    RulingNature,
    Sex,
    ShareBy,
    Stage,
    Step,
    TenancyForm,
)

_WORDS: Final[Sequence[tuple[StrEnum, str]]] = (
    (Sex.MALE, "männlich"),
    (Sex.FEMALE, "weiblich"),
    (Sex.UNDETERMINED, "unbestimmt"),
    (Permit.B, "Ausweis B"),
    (Permit.C, "Ausweis C"),
    (Permit.CI, "Ausweis Ci"),
    (Permit.F, "Ausweis F"),
    (Permit.G, "Ausweis G"),
    (Permit.L, "Ausweis L"),
    (Permit.N, "Ausweis N"),
    (Permit.S, "Ausweis S"),
    (Permit.OTHER, "anderer Ausweis"),
    (Need.YES, "ja"),
    (Need.NO, "nein"),
    (Need.OPEN, "offen"),
    (RepresentativeKind.PARENT, "Eltern"),
    (RepresentativeKind.GUARDIAN, "Beistandschaft"),
    (TenancyForm.FAMILY, "Familie"),
    (TenancyForm.COUPLE, "Ehepaar"),
    (TenancyForm.COHABITATION, "Konkubinat"),
    (TenancyForm.SETTLED_COHABITATION, "gefestigtes Konkubinat"),
    (TenancyForm.SHARED_FLAT, "Wohngemeinschaft"),
    (TenancyForm.SUBTENANCY, "Untermiete"),
    (TenancyForm.WITH_PARENTS, "bei den Eltern"),
    (TenancyForm.BOARDING, "Pension"),
    (AncillaryKind.ON_ACCOUNT, "akonto"),
    (AncillaryKind.FLAT_RATE, "pauschal"),
    (ShareBy.HEADS, "Kopfquote"),
    (ShareBy.AGREEMENT, "Vereinbarung"),
    (RentMeasure.ORDER, "Auflage"),
    (RentMeasure.REDUCTION, "Kürzung"),
    (ApplicationKind.OFFERING, "Integrationsangebot"),
    (ApplicationKind.SUPPORT, "Unterstützung"),
    (ApplicationKind.EXPENSES, "weitere notwendige Aufwendungen"),
    (ApplicationKind.RENT, "Wohnkosten"),
    (ApplicationKind.ORDER, "Auflage oder Weisung"),
    (ApplicationKind.INCENTIVE, "Anreizbeitrag an Arbeitgebende"),
    (ApplicationKind.OTHER, "anderes"),
    (Resolved.GRANTED, "gutgeheissen"),
    (Resolved.GRANTED_IN_PART, "teilweise gutgeheissen"),
    (Resolved.REFUSED, "abgelehnt"),
    (Resolved.POSTPONED, "verschoben"),
    (RulingNature.GRANT, "Leistungszusprache"),
    (RulingNature.ORDER, "Auflage oder Weisung"),
    (RulingNature.REFUSAL, "Ablehnung"),
    (RulingNature.CHANGE, "Änderung"),
    (RulingNature.END, "Beendigung"),
    (Decider.AUTHORITY, "Sozialhilfebehörde"),
    (Decider.PRESIDENT, "Präsidium"),
    (Decider.SERVICE, "Sozialdienst"),
    (Notification.TRACKED_MAIL, "A-Post Plus"),
    (Notification.REGISTERED_MAIL, "Einschreiben"),
    (Notification.IN_PERSON, "persönlich"),
    (Objection.OPEN, "Frist läuft"),
    (Objection.CONTESTED, "angefochten"),
    (Objection.FINAL, "rechtskräftig"),
    (Stage.SUBMITTED, "Antrag"),
    (Stage.SCHEDULED, "traktandiert"),
    (Stage.RESOLVED, "beschlossen"),
    (Stage.DRAFTED, "Verfügung entworfen"),
    (Stage.RULED, "verfügt"),
    (Stage.NOTIFIED, "eröffnet"),
    (Stage.CONTESTED, "angefochten"),
    (Stage.FINAL, "rechtskräftig"),
    (Step.SCHEDULE, "Traktandieren"),
    (Step.RESOLVE, "Beschluss erfassen"),
    (Step.DRAFT, "Verfügung entwerfen"),
    (Step.FINALISE, "Fertig stellen"),
    (Step.NOTIFY, "Eröffnung erfassen"),
    (Step.CONTEST, "Anfechtung erfassen"),
    (Step.MARK_FINAL, "Als rechtskräftig erfassen"),
    (Step.REPLACE, "Durch neue Verfügung ersetzen"),
    (RulingField.ADDRESS, "Name und Adresse, mehrere Zeilen"),
    (RulingField.CASE, "Nummer des Falls"),
    (RulingField.CONSIDERATIONS, "Erwägungen"),
    (RulingField.DECIDER, "wer entscheidet: Sozialhilfebehörde, Präsidium oder Sozialdienst"),
    (RulingField.DISPOSITION, "Dispositiv"),
    (RulingField.FACTS, "Sachverhalt"),
    (RulingField.HEARING, "Satz zum rechtlichen Gehör, leer ohne Datum"),
    (RulingField.LIMIT, "Satz zur Kostengutsprache, leer ohne Betrag"),
    (RulingField.MUNICIPALITY, "Name der Gemeinde"),
    (RulingField.NATURE, "Art der Verfügung"),
    (RulingField.NUMBER, "Nummer der Verfügung, «2027-014»"),
    (RulingField.OFFICE, "Name der Stelle"),
    (RulingField.OFFICE_ADDRESS, "Adresse der Stelle, mehrere Zeilen"),
    (RulingField.PLACE_AND_DATE, "Ort und Datum"),
    (RulingField.REMEDY, "Rechtsmittelbelehrung"),
    (RulingField.REPLACES, "Satz zur ersetzten Verfügung, leer ohne"),
    (RulingField.RESOLUTION, "Beschluss mit Nummer und Datum, leer ohne"),
    (RulingField.SENDER, "Wer verfügt, darunter der Name der Stelle"),
    (RulingField.SIGNING, "Personen, die an diesem Tag unterschreiben"),
    (RulingField.SUBJECT, "Betreff"),
    (RulingField.VALID_FROM, "Satz zum Beginn der Wirkung"),
    (CaseDated.REGIME_RULE, "Regel des Regimes"),
    (CaseDated.HOLIDAY, "Feiertag"),
    (CaseDated.REMEDY, "Rechtsmittelbelehrung"),
    (CaseDated.VALUE, "Wert der Fallarbeit"),
    (CaseDated.DELEGATION, "Delegation"),
    (ParticipationResult.COMPLETED, "abgeschlossen"),
    (ParticipationResult.EMPLOYED, "Stelle gefunden"),
    (ParticipationResult.TRAINING, "Ausbildung begonnen"),
    (ParticipationResult.BROKEN_OFF, "abgebrochen"),
    (ParticipationResult.MOVED, "weggezogen"),
    (Payer.IV, "IV"),
    (Payer.ALV, "ALV"),
    (Payer.SCHOLARSHIP, "Stipendien"),
    (Payer.PARENTS, "Eltern"),
    (Payer.OTHER, "andere"),
    (InterruptionReason.ILLNESS, "Krankheit"),
    (InterruptionReason.HOLIDAYS, "Ferien"),
    (InterruptionReason.FAMILY, "Familie"),
    (InterruptionReason.PROVIDER, "Anbieter/in geschlossen"),
    (InterruptionReason.OTHER, "anderer Grund"),
    (IncentiveKind.SOCIAL_CHARGES, "Lohnnebenkosten"),
    (IncentiveKind.CARE_FLAT_RATE, "Betreuungspauschale"),
    (CaseValueKey.FOLLOW_UP_MONTHS, "Nachfrage nach der Ablösung (Monate)"),
    (CaseValueKey.REPAYMENT_YEARS, "Rückerstattung: Frist (Jahre)"),
    (CaseValueKey.RETENTION_YEARS, "Aufbewahrung (Jahre)"),
    (CaseValueKey.SECOND_PERSON, "zweite Person gibt frei"),
    (CasePart.CASE, "Fall"),
    (CasePart.PERSON, "Person"),
    (CasePart.TENANCY, "Wohnung"),
    (CasePart.APPLICATION, "Antrag"),
    (CasePart.RULING, "Verfügung"),
    (CasePart.ENACTMENT, "verfügtes Angebot"),
    (CasePart.INVOICE, "Rechnung"),
    (CasePart.INCENTIVE, "Anreizbeitrag"),
    (AccessKind.OPENED, "geöffnet"),
    (AccessKind.EXPORTED, "ausgegeben"),
    (AccessKind.HANDED_OVER, "übergeben"),
    (AccessKind.ANSWERED, "Auskunft erteilt"),
    (ArchiveAnswer.TAKES, "übernimmt"),
    (ArchiveAnswer.DECLINES, "verzichtet"),
    (DeletionKind.CASE, "Fall"),
    (DeletionKind.BILL, "Abrechnung"),
    (HoldReason.OBJECTION, "Einsprache oder Beschwerde"),
    (HoldReason.AUDIT, "Audit"),
    (HoldReason.OPEN_BILL, "offene Abrechnung"),
    (HoldReason.OTHER, "anderer Grund"),
    (PersonPart.RESIDENCE, "Aufenthalt"),
    (PersonPart.REGIME, "Regime von Hand"),
    (PersonPart.LANGUAGE, "Sprache"),
    (PersonPart.REPRESENTATIVE, "Vertretung"),
    (PolicyOrigin.OWN, "selbst erfasst"),
    (PolicyOrigin.DECLARED, "von der Gemeinde gemeldet"),
)
_TABLE: Final = {(type(member), member.value): text for member, text in _WORDS}


def word(member: StrEnum) -> str:
    """The German word of a member of a closed list."""
    return _TABLE[type(member), member.value]


_THE: Final = {
    PersonPart.RESIDENCE: "Der Aufenthalt",
    PersonPart.REGIME: "Das Regime von Hand",
    PersonPart.LANGUAGE: "Die Sprache",
    PersonPart.REPRESENTATIVE: "Die Vertretung",
}


def part_the(part: PersonPart) -> str:
    """«Der Aufenthalt»: as the subject of a sentence."""
    return _THE[part]


PERMIT_NAMES: Final[Mapping[Permit, str]] = {
    Permit.B: "Aufenthaltsbewilligung",
    Permit.C: "Niederlassungsbewilligung",
    Permit.CI: "Aufenthaltsbewilligung mit Erwerbstätigkeit",
    Permit.F: "vorläufig aufgenommene Ausländerinnen und Ausländer",
    Permit.G: "Grenzgängerbewilligung",
    Permit.L: "Kurzaufenthaltsbewilligung",
    Permit.N: "Asylsuchende",
    Permit.S: "Schutzbedürftige",
}
"""As the Staatssekretariat für Migration calls them (Art. 71 and 71a VZAE, SR 142.201)."""


def permit_choices() -> list[tuple[Permit, str]]:
    """«N – Asylsuchende»: the letter first, so that typing it chooses the line."""
    return [
        (one, f"{one.value} – {PERMIT_NAMES[one]}" if one in PERMIT_NAMES else word(one))
        for one in Permit
    ]


def permit_words(permit: Permit | None, *, refugee: bool) -> str:
    """«Ausweis F, Flüchtling», «Schweizer Bürgerrecht»."""
    if permit is None:
        return "Schweizer Bürgerrecht"
    return f"{word(permit)}, Flüchtling" if refugee else word(permit)


def shown_ahv(digits: str) -> str:
    """``7569217076985`` → ``756.9217.0769.85``."""
    return f"{digits[:3]}.{digits[3:7]}.{digits[7:11]}.{digits[11:]}"
