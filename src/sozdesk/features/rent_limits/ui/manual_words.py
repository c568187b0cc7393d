"""What manual entry is called: a first return, a Berichtigung of a recorded one, an Änderung. Pure."""

from __future__ import annotations

from datetime import date

from sozdesk.features.rent_limits.terms import DeclarationRow, RoundRow
from sozdesk.kernel import german

_CHANGE = "Neuer Beschluss ausserhalb der Erhebung, gilt ab dem Tag, den Sie eingeben"


def command(*, recorded: bool) -> str:
    """The command of the menus; ``recorded`` = a return of the municipality counts already."""
    what = "Berichtigung" if recorded else "Rückmeldung"
    return f"{what} von Hand erfassen …"


def title(year: int, name: str, *, recorded: bool, change: bool) -> str:
    """«Berichtigung 2027: Anwil»; without a name what the page is for."""
    if not name:
        return "Änderung erfassen" if change else "Rückmeldung von Hand erfassen"
    what = "Änderung" if change else "Berichtigung" if recorded else "Rückmeldung"
    return f"{what} {year}: {name}"


def facts(
    round_: RoundRow, stored: DeclarationRow | None, today: date, *, change: bool, like: bool
) -> str:
    """The deadline, and what is replaced; ``like`` if the form began with what is stored."""
    if change:
        return _CHANGE
    due = round_.due_on
    words = [f"Frist {german.day(due)}", german.days_left(due, today)]
    if stored is not None:
        version = f"Version {stored.revision} vom {german.day(stored.received_on)}"
        words.append(
            f"beginnt mit den Angaben von {version} und ersetzt sie"
            if like
            else f"ersetzt {version}"
        )
    return ", ".join(words)


def asked(*, change: bool) -> dict[str, str]:
    """Field → what is said while it is empty, beside what the return itself must answer."""
    words = {
        "municipality": "Wählen Sie die Gemeinde.",
        "received_on": "Geben Sie ein, wann die Rückmeldung eingegangen ist.",
    }
    return {**words, "valid_from": "Geben Sie ein, ab wann die Änderung gilt."} if change else words


def proposed(sender: str) -> str:
    """Why a municipality stands there already."""
    return f"Die Gemeinde ist nach der Adresse {sender} vorgeschlagen. Vergleichen Sie sie mit dem Brief."


def fill_like(stored: DeclarationRow) -> str:
    """The command that fills the form as it is stored."""
    return f"Wie Version {stored.revision} ausfüllen"
