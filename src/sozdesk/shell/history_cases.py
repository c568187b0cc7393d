"""What the columns of cases and bills are called in the Verlauf, and how their values are written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from sozdesk.features.billing.terms import BillOrigin, BillState, LineDecision, SettleBy
from sozdesk.features.billing.texts import word as billing_word
from sozdesk.features.cases.texts import AMOUNTS, ENUMS, word
from sozdesk.features.cases.texts import COLUMNS as COLUMNS  # noqa: PLC0414 - the words have one home, the Verlauf only shows them
from sozdesk.features.offerings.terms import PriceUnit, ProRata, Vat
from sozdesk.features.offerings.texts import word as offering_word
from sozdesk.kernel import german
from sozdesk.kernel.attached import size_words

SILENT = frozenset(
    {
        "answer_sha256",
        "application_id",
        "bill_id",
        "cancels_id",
        "case_id",
        "credits_id",
        "delegation_id",
        "docx_sha256",
        "letter_docx_sha256",
        "letter_pdf_sha256",
        "enactment_id",
        "invoice_id",
        "invoice_line_id",
        "line_id",
        "meeting_id",
        "participation_id",
        "payment_id",
        "pdf_sha256",
        "person_id",
        "predecessor_id",
        "replaces_id",
        "responsible_id",
        "ruling_id",
        "settled_in_id",
        "subject_id",
        "xlsx_sha256",
        "signer_id",
        "tariff_id",
        "tenancy_id",
        "bill.left_out",
        "bill_line.findings",
        "bill_line.steps",
        "case_attachment.text",
        "owner_id",
    }
)
"""Columns for the machine, or texts too long for the Verlauf."""

_OFFERINGS: Mapping[str, type[StrEnum]] = {
    "bill_line.pro_rata": ProRata,
    "bill_line.tariff_unit": PriceUnit,
    "enactment.unit": PriceUnit,
    "provider_invoice.vat": Vat,
}
_BILLING: Mapping[str, type[StrEnum]] = {
    "bill.origin": BillOrigin,
    "bill.state": BillState,
    "bill_line.decision": LineDecision,
    "bill_line.settle_by": SettleBy,
    "settlement.settle_by": SettleBy,
}


def _words_of(kind: type[StrEnum], words: Callable[[StrEnum], str]) -> Callable[[str], str]:
    return lambda value: words(kind(value))


VALUES: Mapping[str, Callable[[Any], str]] = {
    **{key: _words_of(kind, word) for key, kind in ENUMS.items()},
    **{key: _words_of(kind, offering_word) for key, kind in _OFFERINGS.items()},
    **{key: _words_of(kind, billing_word) for key, kind in _BILLING.items()},
    **dict.fromkeys(AMOUNTS, german.amount),
    "bill_line.rate": german.percent,
    "case_attachment.size": size_words,
    "person_language.level": lambda value: f"Niveau {value}",
    "provider_invoice.vat_rate": german.percent,
}
