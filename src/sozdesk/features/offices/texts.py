"""German words and sentences of the offices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from sozdesk.features.offices.terms import BodyFunction, Job, MembershipRow, ServiceKind
from sozdesk.kernel import german

SERVICE_KINDS: Final[Mapping[ServiceKind, str]] = {
    ServiceKind.CANTONAL_OFFICE: "Kantonales Sozialamt",
    ServiceKind.MUNICIPAL: "Gemeinde/Sozialhilfebehörde",
    ServiceKind.REGIONAL: "Sozialdienst für mehrere Gemeinden",
}
JOBS: Final[Mapping[Job, str]] = {
    Job.DECIDES: "beschliesst die Grenzwerte",
    Job.DECLARES: "meldet die Grenzwerte",
    Job.ENACTS: "verfügt",
    Job.BILLS: "rechnet ab",
}
BODY_FUNCTIONS: Final[Mapping[BodyFunction, str]] = {
    BodyFunction.PRESIDENT: "Präsidium",
    BodyFunction.VICE_PRESIDENT: "Vizepräsidium",
    BodyFunction.SECRETARY: "Aktuariat",
    BodyFunction.HEAD: "Leitung",
    BodyFunction.MEMBER: "Mitglied",
}
COLUMNS: Final[Mapping[str, str]] = {
    "name": "Name",
    "official_name": "Amtlicher Name",
    "short_name": "Kurzname",
    "district": "Bezirk",
    "function": "Funktion",
    "address": "Adresse",
    "email": "E-Mail",
    "phone": "Telefon",
    "main": "Hauptkontakt",
    "kind": "Art der Stelle",
    "service_id": "Stelle",
    "valid_from": "Gültig ab",
    "valid_to": "Gültig bis",
    "ended_on": "Letzter Tag",
}
"""Words for the columns that «Veraltet» may have to name."""

NAME_MISSING = "Der Name fehlt. Tragen Sie ihn ein."
OWNER_UNCLEAR = "Eine Person gehört entweder zu einer Gemeinde oder zu einer Stelle. Wählen Sie eines von beiden."


def overlapping(other: MembershipRow) -> str:
    """Why the days of a membership are taken."""
    until = f" bis {german.day(other.ended_on)}" if other.ended_on else ""
    return (
        f"{other.service_name} {JOBS[other.job]} schon ab {german.day(other.valid_from)}{until}. "
        "Beenden Sie diese Zuständigkeit zuerst oder wählen Sie andere Tage."
    )


def ends_before_start(valid_from: date, ended_on: date) -> str:
    """The span of days is the wrong way round."""
    return (
        f"Der letzte Tag {german.day(ended_on)} liegt vor dem ersten Tag {german.day(valid_from)}. "
        "Berichtigen Sie eines der beiden Daten."
    )


def outdated(what: str, changed: Mapping[str, object]) -> str:
    """What somebody else changed meanwhile: «Name ist jetzt «…»»."""
    news = [
        f"{COLUMNS.get(key, key)} ist jetzt «{_shown(value)}»" for key, value in changed.items()
    ]
    return f"{what} wurde in der Zwischenzeit geändert" + (
        f": {german.enumeration(news)}." if news else "."
    )


def _shown(value: object) -> str:
    if value is None:
        return "leer"
    if isinstance(value, bool):
        return "Ja" if value else "Nein"
    if isinstance(value, date):
        return german.day(value)
    return _WORDS.get(str(value), str(value))


_WORDS: Final[Mapping[str, str]] = {
    word.value: german_word
    for word, german_word in (*SERVICE_KINDS.items(), *BODY_FUNCTIONS.items())
}


def foreign_number(bfs_number: int) -> str:
    """A number of another canton, or a slip."""
    return f"{municipality_unknown(bfs_number)} {CHECK_NUMBER}"


def service_name(municipalities: Sequence[str]) -> str:
    """What a service is called after its municipalities."""
    return f"Sozialdienst {german.enumeration(list(municipalities))}"


def municipality_unknown(bfs_number: int) -> str:
    """No municipality with this number."""
    return f"Eine Gemeinde mit der BFS-Nummer {bfs_number} gibt es hier nicht."


NO_MUNICIPALITY = "Eine Gemeinde fehlt. Geben Sie mindestens eine Gemeinde an."
CHECK_NUMBER = "Prüfen Sie die BFS-Nummer."
THE_MUNICIPALITY = "Die Gemeinde"
THE_SERVICE = "Die Stelle"
THE_MEMBERSHIP = "Die Zuständigkeit"
THE_CONTACT = "Die Kontaktperson"
THE_MEMBER = "Das Behördenmitglied"
CONTACT = "Kontakt"
MEMBER = "Behördenmitglied"
SUBSIDY_RULES = "MBG-Reglement"
MEMBERSHIP = "Zuständigkeit"
THE_SUBSIDY_RULES = "Das MBG-Reglement"


def number_taken(bfs_number: int, name: str) -> str:
    """A BFS number exists once."""
    return f"Die BFS-Nummer {bfs_number} gehört schon zu {name}. Prüfen Sie die Nummer."


def set_up(name: str, count: int) -> str:
    """First line of the Verlauf."""
    return f"Datei für {name} eingerichtet, {german.plural(count, 'Gemeinde', 'Gemeinden')} geladen"


def municipalities_added(count: int) -> str:
    """Line of the Verlauf."""
    return f"{german.plural(count, 'Gemeinde', 'Gemeinden')} eingetragen"


def contacts_taken(count: int) -> str:
    """Line of the Verlauf."""
    return f"{german.plural(count, 'Kontakt', 'Kontakte')} aus Rückmeldungen eingetragen"


def subsidy_rules_approved(name: str, day: date) -> str:
    """Line of the Verlauf."""
    return f"{name}: MBG-Reglement genehmigt am {german.day(day)}"


def joined(municipality: str, service: str, day: date) -> str:
    """Line of the Verlauf."""
    return f"{municipality}: {service} zuständig ab {german.day(day)}"


def left(jobs: Sequence[Job], day: date | None) -> str:
    """Line of the Verlauf."""
    names = german.enumeration([f"«{JOBS[job]}»" for job in jobs])
    until = f"beendet per {german.day(day)}" if day else "ohne Ende weitergeführt"
    return f"{'Zuständigkeit' if len(jobs) == 1 else 'Zuständigkeiten'} {names} {until}"


def approval_twice(day: date) -> str:
    """The same approval is entered already."""
    return f"Die Genehmigung vom {german.day(day)} steht schon in der Liste. Wählen Sie einen anderen Tag."


def of(owner: str, what: str) -> str:
    """«Böckten: Kontakt», without a person's name: the Verlauf outlives an erasure."""
    return f"{owner}: {what}" if owner else what


def added(what: str) -> str:
    """Line of the Verlauf."""
    return f"{what} eingetragen"


def changed(what: str) -> str:
    """Line of the Verlauf."""
    return f"{what} geändert"


def removed(what: str) -> str:
    """Line of the Verlauf."""
    return f"{what} gelöscht"
