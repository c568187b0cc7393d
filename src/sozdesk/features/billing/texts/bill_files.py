"""Sentences of the files between municipality and KSA."""

from __future__ import annotations

from datetime import date
from typing import Final

from sozdesk.features.billing.terms import BillFile, BillRow
from sozdesk.features.billing.texts.bills import period_words
from sozdesk.features.billing.texts.words import word
from sozdesk.kernel import german

Refusal = tuple[str, str]
"""What happened, and what to do."""

KSA: Final = "Kantonales Sozialamt"
CLAIM: Final = "Abrechnung des Kantonsanteils"
"""To whom and what for a bill is written, unless somebody says otherwise."""
NOT_FOUND: Final[Refusal] = (
    "Die Datei lässt sich nicht öffnen.",
    "Prüfen Sie, ob sie noch dort liegt, und wählen Sie sie noch einmal.",
)
NO_KEY_OF_KSA: Final[Refusal] = (
    "Der Schlüssel des Kantonalen Sozialamts fehlt: Die Abrechnung lässt sich nicht verschlüsseln.",
    "Lesen Sie unter «Angebote» den Katalog des Kantonalen Sozialamts ein.",
)
NOT_ISSUED: Final[Refusal] = (
    "Diese Abrechnung ist noch ein Entwurf.",
    "Stellen Sie sie zuerst; danach schreiben Sie die Datei.",
)
ACCRUAL: Final[Refusal] = (
    "Eine Abgrenzung wird nicht verlangt und geht nicht als Datei an das Kantonale Sozialamt.",
    "Legen Sie das Blatt der Abgrenzung zum Jahresabschluss.",
)
NO_RECIPIENT: Final = "Schreiben Sie, wer die Abrechnung erhält."
NO_PURPOSE: Final = "Schreiben Sie, wozu die Abrechnung gebraucht wird."
BILL_GONE: Final[Refusal] = ("Diese Abrechnung gibt es nicht mehr.", "Laden Sie die Seite neu.")
CANTONAL_ONLY: Final[Refusal] = (
    "Abrechnungen liest nur das Kantonale Sozialamt ein.",
    "Öffnen Sie die Datei des Kantonalen Sozialamts.",
)
MUNICIPAL_ONLY: Final[Refusal] = (
    "Eine Abrechnung schreibt nur der Sozialdienst, der sie gestellt hat.",
    "Öffnen Sie die Datei des Sozialdienstes.",
)
NO_OWN_KEY: Final[Refusal] = (
    "Für diese Datei gibt es noch keinen Schlüssel, mit dem Gemeinden verschlüsseln könnten.",
    "Schreiben Sie zuerst einen Katalog; mit ihm erhalten die Sozialdienste den Schlüssel.",
)
NOTHING_ISSUED: Final[Refusal] = (
    "In diesem Zeitraum ist keine Abrechnung gestellt.",
    "Rechnen Sie einen Entwurf und stellen Sie ihn; danach schreiben Sie die Datei.",
)
OTHER_PERIOD: Final = "Diese Abrechnung liegt nicht im gewünschten Zeitraum."
NO_FILES: Final = "Es liegt keine Abrechnung (.szb) vor."
SEND_IT: Final = (
    "Nur das Kantonale Sozialamt kann öffnen, was so geschrieben ist. Senden Sie es ihm."
)
BILLED_ANEW: Final = "Verlangen Sie die Datei beim Sozialdienst noch einmal."
NOTHING_TO_DO: Final = "Es ist nichts zu tun."
"""What follows where a file brings nothing new; every other refusal has to be looked at."""
FOR_SAMPLE_ONLY: Final[Refusal] = (
    "Diese Abrechnung enthält frei erfundene Beispieldaten.",
    "Lesen Sie sie nur in einer Datei mit Beispieldaten ein.",
)
FOR_REAL_ONLY: Final[Refusal] = (
    "Diese Abrechnung ist echt, geöffnet ist eine Datei mit Beispieldaten.",
    "Öffnen Sie die Datei des Amts und lesen Sie die Abrechnung dort ein.",
)
VOUCHERS_TOO_BIG: Final[Refusal] = (
    "Die Belege dieser Abrechnung sind zusammen grösser als 12 MB.",
    "Ersetzen Sie grosse Scans durch kleinere oder rechnen Sie einen kürzeren Zeitraum ab.",
)


def too_big(kind: BillFile) -> Refusal:
    """More than any file of this kind has."""
    return f"Die Datei ist zu gross für eine {word(kind)} (höchstens 20 MB).", BILLED_ANEW


def not_ours(kind: BillFile) -> Refusal:
    """No exchange file at all."""
    return (
        f"Diese Datei ist keine {word(kind)} aus SozDesk.",
        f"Wählen Sie die Datei der {word(kind)}.",
    )


def too_new(kind: BillFile) -> Refusal:
    """From a newer program."""
    return (
        f"Diese {word(kind)} wurde mit einer neueren SozDesk-Version erstellt.",
        "Installieren Sie die neue Version und lesen Sie die Datei danach ein.",
    )


def wrong_kind(kind: BillFile) -> Refusal:
    """Another exchange file."""
    said = f"Diese Datei kommt aus SozDesk, ist aber keine {word(kind)}."
    return said, f"Wählen Sie die Datei der {word(kind)}."


_WITH_CATALOGUE: Final = (
    "Senden Sie dem Sozialdienst den neusten Katalog und lassen Sie die Datei damit neu schreiben."
)
_WRITE_AGAIN: Final = {
    BillFile.BILL: _WITH_CATALOGUE,
    BillFile.STATEMENT: _WITH_CATALOGUE,
    BillFile.ANSWER: (
        "Prüfen Sie, ob sie an einen anderen Sozialdienst ging, oder bitten Sie das KSA, sie neu zu "
        "schreiben."
    ),
}


def other_recipient(kind: BillFile) -> Refusal:
    """Encrypted for another office, or for a key that was replaced."""
    return f"Diese {word(kind)} ist nicht für diese Stelle verschlüsselt.", _WRITE_AGAIN[kind]


def damaged(kind: BillFile) -> Refusal:
    """Not as it was written."""
    said = f"Diese Datei ist keine {word(kind)}, oder sie ist beschädigt oder unvollständig."
    return said, f"Wählen Sie die Datei der {word(kind)}, oder verlangen Sie sie noch einmal."


ASK_AGAIN: Final = "Verlangen Sie die Datei noch einmal."


def wrong_signature(kind: BillFile) -> Refusal:
    """Somebody who could encrypt for us changed it."""
    return f"Die Unterschrift dieser {word(kind)} stimmt nicht: Sie wurde verändert.", ASK_AGAIN


def broken_content(kind: BillFile, place: str = "") -> Refusal:
    """Rightly signed, but not what a file of this kind says."""
    where = f" (Stelle: {place})" if place else ""
    said = f"Der Inhalt dieser {word(kind)} ist nicht so, wie SozDesk ihn schreibt{where}."
    return said, ASK_AGAIN


def unknown_municipality(bfs_number: int, name: str) -> Refusal:
    """A number from elsewhere."""
    return (
        f"Die Gemeinde {bfs_number} «{name}» gibt es in dieser Datei nicht.",
        "Prüfen Sie, von wem die Abrechnung kommt, oder erfassen Sie die Gemeinde unter «Gemeinden».",
    )


def already_read(named: str, day: date | None) -> Refusal:
    """The very same content."""
    when = f" am {german.day(day)}" if day else ""
    return f"{named} ist schon eingelesen{when}.", NOTHING_TO_DO


_CORRECTED: Final = (
    "Eine gestellte Abrechnung ändert sich nicht mehr. Wer sie berichtigen will, storniert sie und "
    "stellt eine neue. Fragen Sie beim Sozialdienst nach."
)


def number_taken(named: str) -> Refusal:
    """Another content under a number that was read."""
    return (
        f"{named} ist schon mit anderem Inhalt eingelesen.",
        _CORRECTED,
    )


def twice_chosen(named: str) -> Refusal:
    """Two files with the same bill in one go."""
    return f"{named} ist in einer anderen gewählten Datei schon enthalten.", NOTHING_TO_DO


def chosen_otherwise(named: str) -> Refusal:
    """Two files in one go that say other things under one number."""
    return f"Eine andere gewählte Datei enthält {named} mit anderem Inhalt.", _CORRECTED


def other_service(service: str, municipality: str, day: date) -> Refusal:
    """The signer does not bill for this municipality."""
    return (
        f"«{service}» rechnet am {german.day(day)} nicht für {municipality} ab.",
        "Prüfen Sie unter «Gemeinden», welcher Sozialdienst abrechnet, oder fragen Sie dort nach.",
    )


def cancelled_unknown(named: str) -> Refusal:
    """A cancelling bill before the one that it takes back."""
    return (
        f"Sie storniert {named}, und diese ist noch nicht eingelesen.",
        "Lesen Sie zuerst die stornierte Abrechnung ein.",
    )


def cancelled_before(named: str) -> Refusal:
    """Taken back twice."""
    return f"Sie storniert {named}, und diese ist schon storniert.", BILLED_ANEW


def bill_name(municipality: str, year: int, number: int) -> str:
    """«Abrechnung Liestal 3/2026»."""
    return f"Abrechnung {municipality} {number}/{year}"


def file_name(municipality: str, year: int, number: int) -> str:
    """«abrechnung-liestal-2026-003.szb»."""
    return f"abrechnung-{_plain(municipality)}-{year}-{number:03d}.szb"


def paper_name(bill: BillRow, kind: str) -> str:
    """«abrechnung-liestal-2026-003.pdf», «abrechnung-liestal-1-quartal-2026-entwurf.pdf»."""
    if bill.number:
        own = file_name(bill.municipality_name, bill.year, bill.number)
        return f"{own.removesuffix('.szb')}.{kind}"
    town = _plain(bill.municipality_name)
    if bill.accrual:
        return f"abgrenzung-{town}-{bill.year}.{kind}"
    return f"abrechnung-{town}-{_plain(period_words(bill.first_day, bill.last_day))}-entwurf.{kind}"


def _plain(words: str) -> str:
    """Letters and figures, with hyphens between."""
    signs = (sign if sign.isalnum() else " " for sign in german.search_key(words))
    return "-".join("".join(signs).split())


def exported(named: str) -> str:
    """For the Verlauf."""
    return f"{named} als Datei für das Kantonale Sozialamt geschrieben"


def received(count: int) -> str:
    """For the Verlauf."""
    return f"{german.plural(count, 'Abrechnung', 'Abrechnungen')} eingelesen"
