"""German sentences on the providers' yearly reports: checks, import, reminders, results."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from sozdesk.features.offerings.terms import ReportState
from sozdesk.kernel import german

REPORT_STATES: Final[Mapping[ReportState, str]] = {
    ReportState.OPEN: "offen",
    ReportState.REMINDED: "erinnert",
    ReportState.OVERDUE: "überfällig",
    ReportState.RECEIVED: "eingegangen",
    ReportState.DECIDED: "beurteilt",
}
THE_REPORT: Final = "Der Jahresbericht"
TOTAL: Final = "Total"
"""How findings on the whole year are headed."""
VAT_MISSING: Final = (
    "Ob die Beträge mit oder ohne MWST gelten, ist nicht angegeben. Fragen Sie zurück."
)
SAME_FILE: Final = "Es ist dieselbe Datei wie im Vorjahr. Verlangen Sie den neuen Bericht."
SAME_FIGURES: Final = (
    "Alle Zahlen sind gleich wie im Vorjahr. Fragen Sie nach, ob es die neuen sind."
)
NOT_REPORTED: Final = "Zu diesem Angebot enthält der Bericht keine Zahlen."
ALREADY_RECORDED: Final = "Diese Datei ist bereits erfasst. Nichts zu tun."
REPLACES: Final = "Ersetzt den bereits erfassten Bericht; der Verlauf zeigt beide."
NOT_A_REPORT: Final = (
    "Das ist kein Formular «Jahresbericht». Verlangen Sie das ausgefüllte Formular als Excel-Datei."
)
TWICE: Final = (
    "In dieser Auswahl steht ein zweiter Bericht derselben Anbieterin oder desselben Anbieters. "
    "Lesen Sie nur den gültigen ein."
)
REASON_MISSING: Final = "Schreiben Sie in einem Satz, weshalb."
DAY_MISSING: Final = "Tragen Sie den Tag ein."
DAY_AHEAD: Final = "Der Tag liegt in der Zukunft."
DAY_BEFORE_REPORT: Final = "Der Tag liegt vor dem Eingang des Berichts."
NO_DUE_DAY: Final = (
    "Bis wann die Jahresberichte fällig sind, ist noch nicht erfasst. Erfassen Sie den Wert "
    "«Jahresbericht der Anbieter/innen fällig am» bei den Werten des Verfahrens."
)
_FILES: Final[Mapping[str, str]] = {
    "not_found": "Die Datei gibt es nicht mehr. Wählen Sie sie neu.",
    "password_protected": "Die Datei hat ein Passwort. Verlangen Sie sie ohne Passwort.",
    "old_excel": "Das ist eine alte Excel-Datei (.xls). Speichern Sie sie als .xlsx.",
    "macros": "Die Datei enthält Makros. Speichern Sie sie als .xlsx ohne Makros.",
    "too_big": "Die Datei ist zu gross. Verlangen Sie das Formular ohne Beilagen.",
    "not_a_form": NOT_A_REPORT,
}
_UNREADABLE: Final = "Die Datei lässt sich nicht lesen. Verlangen Sie sie noch einmal."


def refused_file(reason: str) -> str:
    """Why a file was not opened, and what to do."""
    return _FILES.get(reason, _UNREADABLE)


def unknown_provider(name: str) -> str:
    """Nobody of that name owes a report."""
    if not name:
        return "Das Formular nennt keine Anbieterin und keinen Anbieter. Fragen Sie zurück, von wem es ist."
    return f"«{name}» gibt es in dieser Datei nicht. Vergleichen Sie den Namen."


def other_provider(visible: str, hidden: str) -> str:
    """The head of the form names somebody else than the form was made for."""
    return (
        f"Das Formular wurde für {hidden} geschrieben, im Kopf steht {visible}. "
        "Fragen Sie zurück, von wem es ist."
    )


def wrong_year(found: int, expected: int) -> str:
    """The form of another year."""
    return f"Der Bericht ist für {found}, eingelesen wird {expected}. Wählen Sie das Jahr {found}."


def foreign_offering(number: int) -> str:
    """Figures of somebody else's offering."""
    return f"Angebot {number} gehört nicht zu diesem Formular. Fragen Sie zurück."


def understood(raw: str, value: str) -> str:
    """Text that was read as a number."""
    return f"«{raw}» wurde als {value} gelesen."


def missing(what: str) -> str:
    """A figure of the whole year was left empty."""
    return f"{what} ist leer. Fragen Sie nach der Zahl."


def negative(what: str) -> str:
    """A figure below zero."""
    return f"{what} ist kleiner als 0. Fragen Sie nach der richtigen Zahl."


def sum_differs(what: str, parts: str, total: str, of: str) -> str:
    """The parts do not make the total; ``of`` = «Die Gemeinden»."""
    return f"{what}: {of} ergeben zusammen {parts}, das Total sagt {total}."


def utilisation_above(hundredths: int) -> str:
    """More than full."""
    return f"Auslastung {german.percent(hundredths)}: mehr als 100 % ist nicht möglich."


def utilisation_as_fraction(hundredths: int) -> str:
    """A spreadsheet turns 87 % into 0.87."""
    return (
        f"Auslastung {german.percent(hundredths)}: gemeint sind vielleicht "
        f"{german.percent(hundredths * 100)}. Fragen Sie nach."
    )


def fewer_participants(participants: int, assignments: int) -> str:
    """Each assigned person takes part, so there cannot be fewer."""
    return (
        f"{german.count(participants)} Teilnehmende sind weniger als "
        f"{german.plural(assignments, 'Zuweisung', 'Zuweisungen')}: Jede zugewiesene Person nimmt teil."
    )


def amount_implausible(amount: int, low: int, high: int, how: str) -> str:
    """The amount does not follow from what was invoiced and the price."""
    expected = (
        german.amount(low) if low == high else f"{german.amount(low)} bis {german.amount(high)}"
    )
    return f"{german.amount(amount)} statt {expected} ({how})."


def amount_above(amount: int, high: int, how: str) -> str:
    """More than all persons together can cost."""
    return f"{german.amount(amount)} ist mehr als höchstens {german.amount(high)} ({how})."


def amount_without_price(amount: int) -> str:
    """Nothing to compare with."""
    return f"{german.amount(amount)} lassen sich nicht prüfen: Für das Jahr ist kein Preis erfasst."


def units_times_price(units: int) -> str:
    """«30 verrechnete Einheiten × Preis»."""
    whole, rest = divmod(units, 100)
    words = f"{german.count(whole)}{f',{rest:02d}'.rstrip('0') if rest else ''}"
    return f"{words} verrechnete Einheiten × Preis"


def assignments_times_price(assignments: int, months: int = 0) -> str:
    """«12 Zuweisungen × Preis»."""
    many = german.plural(assignments, "Zuweisung", "Zuweisungen")
    return f"{many} × {f'{months} Monate × ' if months else ''}Preis"


def late(received: date, due: date) -> str:
    """It came after the day on which it was due."""
    days = (received - due).days
    return (
        f"Eingegangen am {german.day(received)}, {german.plural(days, 'Tag', 'Tage')} nach dem "
        f"{german.day(due)}."
    )


def offering_label(number: int, title: str) -> str:
    """«Angebot 12 Deutsch im Alltag»."""
    return f"Angebot {number} {title}"


def recorded(count: int, year: int) -> str:
    """«3 Jahresberichte 2026 erfasst»."""
    return f"{german.plural(count, 'Jahresbericht', 'Jahresberichte')} {year} erfasst"


def decided(name: str, year: int, result: str) -> str:
    """For the Verlauf."""
    return f"{name}: Jahresbericht {year} beurteilt, {result}"


def reminded(count: int, year: int) -> str:
    """For the Verlauf."""
    return (
        f"{german.plural(count, 'Erinnerung', 'Erinnerungen')} an den Jahresbericht {year} vermerkt"
    )


def reminder_subject(year: int, number: int) -> str:
    """Subject of the draft."""
    return f"Jahresbericht {year}: {'Erinnerung' if number == 1 else f'{number}. Erinnerung'}"


def reminder_body(name: str, year: int, due: date, office: str) -> str:
    """The draft itself; the form comes with it."""
    return f"""Guten Tag

Der Jahresbericht {year} von {name} war am {german.day(due)} fällig und ist bei uns noch nicht \
eingegangen. Er ist eine Grundlage dafür, dass die Anerkennung Ihrer Angebote weitergeführt wird.

Das Formular liegt bei. Füllen Sie die blau hinterlegten Felder aus und senden Sie die Datei als \
Antwort auf diese Nachricht zurück. Hat sich Ihr Bericht mit dieser Nachricht gekreuzt, ist sie \
gegenstandslos.

Freundliche Grüsse
{office}
"""


def reminders_written(written: int, without_address: list[str]) -> str:
    """What lies in the folder, and who is left out."""
    said = f"{german.plural(written, 'E-Mail-Entwurf', 'E-Mail-Entwürfe')} geschrieben."
    if without_address:
        said += f" Ohne E-Mail-Adresse: {german.enumeration(without_address)}."
    return said
