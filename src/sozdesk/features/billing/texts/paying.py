"""Sentences of payments and accounts."""

from __future__ import annotations

from datetime import date
from typing import Final

from sozdesk.features.billing.terms.accounts import AccountKind
from sozdesk.kernel import german

KINDS: Final = {
    AccountKind.CREDITOR: "Zahlungsadresse",
    AccountKind.DEBTOR: "Zahler",
    AccountKind.POSTING: "Konto",
}
WITHOUT_ACCOUNT: Final = "ohne Konto"
NAME_MISSING: Final = {
    AccountKind.CREDITOR: "Schreiben Sie, wer das Geld erhält.",
    AccountKind.DEBTOR: "Schreiben Sie, wer bezahlt.",
}
TOWN_MISSING: Final = "PLZ und Ort fehlen: Der QR-Einzahlungsschein braucht sie."
IBAN_WRONG: Final = (
    "Diese IBAN stimmt nicht. Eine Schweizer IBAN hat 21 Zeichen und beginnt mit CH."
)
ACCOUNT_MISSING: Final = "Schreiben Sie das Konto."
ENDS_BEFORE: Final = "Der letzte Tag liegt vor dem ersten."
SAME_START: Final = "Ab diesem Tag gilt schon ein Wert. Ändern Sie diesen."
NOT_ANSWERED: Final = "Die Abrechnung ist noch nicht beantwortet."
UNKNOWN_TOWN: Final = "Wählen Sie die Gemeinde."
SEVERAL_TOWNS: Final = (
    "Ein Beleg gilt für eine Gemeinde. Wählen Sie Abrechnungen derselben Gemeinde."
)
NOTHING_CHOSEN: Final = "Wählen Sie mindestens eine Abrechnung."
NO_AMOUNT: Final = "Schreiben Sie den Betrag der Differenz."
NO_TEXT: Final = "Schreiben Sie, woher die Differenz kommt."
YEAR_CLOSED: Final = "Dieses Jahr ist schon abgeschlossen."
YEAR_OPEN: Final = "Dieses Jahr ist nicht abgeschlossen."
YEAR_RUNS: Final = "Ein Jahr lässt sich erst nach seinem Ende abschliessen."
ALREADY_RELEASED: Final = "Dieser Beleg ist schon freigegeben."
ALREADY_PAID: Final = "Dieser Beleg ist schon als bezahlt eingetragen."
RELEASE_FIRST: Final = "Geben Sie den Beleg zuerst frei (Visum 2)."
PAID_ON_WRONG: Final = "Schreiben Sie den Tag der Zahlung. Er kann nicht in der Zukunft liegen."


def part(bill: str, category: str, regime: str) -> str:
    """«Abrechnung 3/2027: Tagesstruktur, Sozialhilfe»."""
    return f"{bill}: {category}, {regime}"


def no_creditor(municipality: str) -> str:
    """Whom to pay is not known on the day."""
    return f"Für {municipality} ist keine Zahlungsadresse erfasst."


NO_CREDITOR_NEXT: Final = "Erfassen Sie sie unter «Konten und Jahre»."


def paper(year: int, number: int, *, credit: bool) -> str:
    """«Auszahlungsbeleg 2027-003», «Gutschrift 2027-004»."""
    return f"{'Gutschrift' if credit else 'Auszahlungsbeleg'} {year}-{number:03d}"


def paid_by(name: str) -> str:
    """Visum 1 and 2 are two persons."""
    return f"{name} hat Visum 1. Eine andere Person gibt den Beleg frei."


def carried(bill: str) -> str:
    """A difference that waits for the next bill."""
    return f"{bill}: Rückforderung, mit der nächsten Abrechnung verrechnet"


def made(name: str) -> str:
    """Of the Verlauf."""
    return f"{name} erstellt"


def released(name: str) -> str:
    """Of the Verlauf."""
    return f"{name} freigegeben"


def paid(name: str, day: date) -> str:
    """Of the Verlauf."""
    return f"{name} bezahlt am {german.day(day)}"


def difference(municipality: str, amount: int) -> str:
    """Of the Verlauf."""
    return f"Differenz {municipality}: {german.amount(amount)}"


def year_closed(year: int) -> str:
    """Of the Verlauf."""
    return f"Rechnungsjahr {year} abgeschlossen"


def year_reopened(year: int) -> str:
    """Of the Verlauf."""
    return f"Rechnungsjahr {year} wieder geöffnet"
