"""How the values of columns are written where a row is told in words: Verlauf, Auskunft."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from sozdesk.features.cases.terms import (
    AccessKind,
    AncillaryKind,
    ApplicationKind,
    ArchiveAnswer,
    CasePart,
    CaseValueKey,
    Decider,
    DeletionKind,
    HoldReason,
    IncentiveKind,
    InterruptionReason,
    Need,
    Notification,
    ParticipationResult,
    Payer,
    Permit,
    PolicyOrigin,
    RentMeasure,
    RepresentativeKind,
    Resolved,
    RulingNature,
    Sex,
    ShareBy,
    TenancyForm,
)
from sozdesk.features.cases.texts.tenancies import rooms
from sozdesk.features.cases.texts.words import permit_words, word
from sozdesk.features.offerings.terms import PriceUnit, ProRata, Vat
from sozdesk.kernel import german
from sozdesk.kernel.swiss_time import swiss_clock

ENUMS: Final[Mapping[str, type[StrEnum]]] = {
    "application.decider": Decider,
    "application.kind": ApplicationKind,
    "application.resolved": Resolved,
    "case_attachment.owner_kind": CasePart,
    "case_remedy.decider": Decider,
    "case_value.key": CaseValueKey,
    "delegation.decider": Decider,
    "delegation.kind": ApplicationKind,
    "deletion.answer": ArchiveAnswer,
    "deletion.kind": DeletionKind,
    "incentive.kind": IncentiveKind,
    "interruption.reason": InterruptionReason,
    "legal_hold.reason": HoldReason,
    "participation.result": ParticipationResult,
    "person.early_language_need": Need,
    "person.sex": Sex,
    "person_access.kind": AccessKind,
    "policy_decision.origin": PolicyOrigin,
    "regime_rule.permit": Permit,
    "rent_measure.kind": RentMeasure,
    "representative.kind": RepresentativeKind,
    "residence.permit": Permit,
    "ruling.decider": Decider,
    "ruling.nature": RulingNature,
    "ruling.notified_by": Notification,
    "tenancy.ancillary_kind": AncillaryKind,
    "tenancy.form": TenancyForm,
    "tenancy.share_by": ShareBy,
    "third_party_payment.payer": Payer,
}
"""Columns that hold a member of a closed list of the cases."""

AMOUNTS: Final = (
    "bill.accepted",
    "bill.canton",
    "bill.cost",
    "bill.eligible",
    "bill.municipality",
    "bill.third_party",
    "bill_line.accepted_canton",
    "bill_line.accepted_eligible",
    "bill_line.canton",
    "bill_line.cost",
    "bill_line.eligible",
    "bill_line.municipality",
    "bill_line.tariff_amount",
    "bill_line.third_party",
    "bill_line_cost.amount",
    "enactment.approved",
    "enactment.price",
    "incentive.amount",
    "invoice_line.amount",
    "payment.amount",
    "payment_part.amount",
    "policy_decision.amount",
    "rent_measure.limit_then",
    "rent_measure.reduced_to",
    "ruling.limit_amount",
    "settlement.amount",
    "tenancy.agreed_share",
    "tenancy.ancillary",
    "tenancy.net_rent",
    "third_party_payment.amount",
)
"""Columns that hold Rappen."""

_CATALOGUE: Final[Mapping[str, str]] = {
    PriceUnit.HOUR: "Stunde",
    PriceUnit.DAY: "Tag",
    PriceUnit.COURSE: "Kurs",
    PriceUnit.MONTH: "Monat",
    PriceUnit.FLAT: "pauschal",
    Vat.INCLUDED: "MWST inbegriffen",
    Vat.EXCLUDED: "zuzüglich MWST",
    Vat.EXEMPT: "ohne MWST",
    ProRata.STARTED_MONTH: "angefangener Monat voll",
    ProRata.CALENDAR_DAYS: "nach Kalendertagen",
    ProRata.THIRTY_DAYS: "Monat zu 30 Tagen",
    ProRata.ACTUAL_DAYS: "nach effektiven Tagen",
    ProRata.NONE: "nur ganze Monate",
}
"""Words of the catalogue that rows of cases and bills keep."""
_OF_CATALOGUE: Final = ("bill_line.pro_rata", "bill_line.tariff_unit", "enactment.unit")

_HUNDREDTHS: Final = (
    "enactment.units_possible",
    "invoice_line.absent",
    "invoice_line.possible",
    "invoice_line.units",
)
"""Columns that count hundredths of a unit."""

Names = Mapping[str, Mapping[object, str]]
"""Column → what its codes are called: municipalities, regimes, categories, words of a feature above."""
_RETENTION: Final[Mapping[str, str]] = {"case": "als Fallakte"}
_NOTHING_SAID: Final[tuple[object, ...]] = (None, "", [], {})


def column_value(table: str, column: str, value: object, names: Names | None = None) -> str:
    """A stored value in German words: amounts, days, closed lists, yes and no; empty if it says nothing."""
    key = f"{table}.{column}"
    if key == "residence.permit" and value is None:
        return permit_words(None, refugee=False)
    if value in _NOTHING_SAID:
        return ""
    if names and column in names:
        return names[column].get(value, str(value))
    return _of_list(key, value) or _of_number(key, value) or _plain(value)


def _of_list(key: str, value: object) -> str:
    """The word of a closed list, empty if the column is of none."""
    if key == "support_case.retention_class":
        return _RETENTION.get(str(value), str(value))
    if key in ENUMS:
        return word(ENUMS[key](str(value)))
    if key in _OF_CATALOGUE:
        return _CATALOGUE[str(value)]
    return ""


def _of_number(key: str, value: object) -> str:
    """A whole number that means something smaller: Rappen, tenths of a room, hundredths."""
    if not isinstance(value, int):
        return ""
    if key == "tenancy.rooms":
        return rooms(value).removesuffix(" Zimmer")
    if key == "bill_line.rate":
        return german.percent(value)
    if key in _HUNDREDTHS:
        return german.units(value)
    return german.amount(value) if key in AMOUNTS else ""


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, datetime):
        here = swiss_clock(value)
        return f"{german.day(here.date())}, {here:%H:%M} Uhr"
    if isinstance(value, date):
        return german.day(value)
    if isinstance(value, list):
        return "\n".join(map(_frozen, value))
    return str(value)


def _frozen(entry: Mapping[str, Any]) -> str:
    """A step of a computation or a Prüfhinweis, as it was frozen with its line."""
    if "message" in entry:
        return " ".join(filter(None, (entry["message"], entry.get("detail"))))
    amount, source = entry.get("amount"), entry.get("source")
    said = entry["text"] if amount is None else f"{entry['text']}: {german.amount(amount)}"
    return f"{said} ({source})" if source else said
