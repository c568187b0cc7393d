"""German sentences of the use cases of a Sozialdienst: why something is refused, lines of the Verlauf."""

from __future__ import annotations

from datetime import date

from sozdesk.features.rent_limits import texts
from sozdesk.features.rent_limits.terms import DeclarationRow, ReturnState
from sozdesk.kernel import german

OWN_ONLY = (
    "Grenzwerte meldet die Gemeinde oder ihr Sozialdienst. In der Datei des Kantonalen Sozialamts "
    "erfassen Sie die Rückmeldung."
)
NO_DRAFT = "Die Meldung dieser Gemeinde hat noch keinen Entwurf."
DRAFT_GONE = "Diesen Entwurf gibt es nicht mehr."


def not_own(name: str) -> str:
    """The municipality belongs to another office."""
    return (
        f"{name}: Ihre Stelle meldet nicht für diese Gemeinde. Tragen Sie die Zuständigkeit unter "
        "«Gemeinden und Stellen» ein."
    )


def already_a_change(name: str, start: date) -> str:
    """Two changes of one day."""
    return (
        f"{name}: Auf den {german.day(start)} ist schon ein Beschluss gemeldet. "
        "Berichtigen Sie ihn, oder wählen Sie einen anderen Tag."
    )


def change_too_early(name: str, start: date, since: date) -> str:
    """A change that begins with the year is a correction of its declaration."""
    return (
        f"{name}: Der neue Beschluss gilt ab {german.day(start)}, die gemeldeten Werte gelten erst "
        f"ab {german.day(since)}. Wählen Sie einen späteren Tag, oder berichtigen Sie die Meldung."
    )


def change_of_other_year(name: str, start: date, year: int) -> str:
    """The day lies in another year."""
    return (
        f"{name}: Der {german.day(start)} liegt nicht im Jahr {year}. "
        f"Melden Sie den Beschluss mit den Grenzwerten {start.year}."
    )


def outdated(name: str, now: DeclarationRow | None) -> str:
    """Somebody else saved meanwhile; says what is there now."""
    if now is None:
        return f"{name}: Der Entwurf wurde in der Zwischenzeit gelöscht."
    who = f" von {now.recorded_by}" if now.recorded_by else ""
    what = "ein Entwurf" if now.state is ReturnState.DRAFT else f"Version {now.revision}"
    return f"{name}: In der Zwischenzeit wurde {what}{who} gespeichert."


OUTDATED_NEXT = "Schliessen Sie die Seite und öffnen Sie sie neu."


def _what(name: str, year: int, start: date | None) -> str:
    return f"{name} {texts.series_title(year, start)}"


def saved(name: str, year: int, start: date | None) -> str:
    """Line of the Verlauf."""
    return f"Entwurf {_what(name, year, start)} gespeichert"


def discarded(name: str, year: int, start: date | None) -> str:
    """Line of the Verlauf."""
    return f"Entwurf {_what(name, year, start)} gelöscht"


def finished(name: str, year: int, start: date | None, revision: int) -> str:
    """Line of the Verlauf."""
    version = f", Version {revision}" if revision > 1 else ""
    return f"Formular {_what(name, year, start)} erstellt{version}"


def identical(name: str, revision: int) -> str:
    """Nothing was changed."""
    return f"{name}: gleich wie Version {revision}, nichts geändert"


def deadline_set(year: int, due_on: date) -> str:
    """Line of the Verlauf."""
    return f"Frist {year}: {german.day(due_on)}"


# ------------------------------------------------------------------ the form of the KSA


def foreign_form(file_name: str, own: list[str]) -> str:
    """The form is for municipalities of others."""
    return (
        f"«{file_name}» ist für eine andere Gemeinde. Ihre Stelle meldet für "
        f"{german.enumeration(own) or 'keine Gemeinde'}."
    )


def asked(year: int, due_on: date, names: list[str]) -> str:
    """Line of the Verlauf: «Formular 2027 des KSA gelesen: Frist 31.12.2026, Werte 2026 von Lauwil»."""
    values = f", Werte {year - 1} von {german.enumeration(names)}" if names else ""
    return f"Formular {year} des KSA gelesen: Frist {german.day(due_on)}{values}"
