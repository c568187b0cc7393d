"""Sentences of the pages of a Sozialdienst, and what they tell each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sozdesk.features.rent_limits import rules, texts
from sozdesk.features.rent_limits.terms import Declaration, Derivation, OwnRow, SendTo
from sozdesk.kernel import german

if TYPE_CHECKING:
    from sozdesk.features.rent_limits.ui.own_known import Opened, OwnKnown

EXPLAIN_IN_REMARK = (
    "Prüfhinweise halten nichts auf. Ein Satz in der Bemerkung erspart oft eine Rückfrage des KSA."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """A declaration whose form and pdf were made."""

    key: tuple[int, int, date | None]
    name: str
    folder: Path | None
    """Where the files lie; None if they could not be written there."""
    revision: int


def page_title(opened: Opened, name: str, row: OwnRow | None = None) -> str:
    """«Deklaration 2027: Bretzwil», «Berichtigung …», «Neuer Beschluss …»."""
    what = "Neuer Beschluss" if opened.is_change else "Deklaration"
    if row is not None and row.declared is not None:
        what = "Berichtigung"
    return f"{what} {opened.year}: {name}" if name else f"{what} {opened.year}"


def page_facts(known: OwnKnown) -> str:
    """Until when, and what it replaces."""
    row = known.row
    words = []
    if known.opened.is_change:
        words.append("Änderung ausserhalb der Erhebung, gilt ab dem Tag, den Sie eingeben")
    else:
        left = german.days_left(row.due_on, known.today)
        words.append(f"Frist {german.day(row.due_on)}, {left}")
    if (declared := row.declared) is not None:
        day = german.day(declared.received_on)
        words.append(f"ersetzt Version {declared.revision} vom {day}")
    return ", ".join(words)


def filled_from(year: int) -> str:
    """The values are older than last year's."""
    return f"Ausgefüllt mit den Werten von {year}, weil jüngere nicht in der Datei sind."


def nothing_known(year: int) -> str:
    """Nothing of the years before is in the file."""
    return (
        f"Von {year - 1} ist nichts in der Datei. Das Formular, das Sie vom KSA erhalten haben, "
        "kennt die Werte: Lesen Sie es in der Liste der Meldungen ein."
    )


def confirmed(year: int) -> str:
    """After «Unverändert bestätigen»."""
    return f"Grenzwerte wie {year}. Stimmt der Tag, an dem sie zuletzt überprüft wurden?"


def adjusted(before: Declaration, after: Declaration, year: int) -> str:
    """What was taken back because it contradicts what was just typed; empty if nothing was."""
    says = [
        "das Kreuz bei «unverändert» ist weg" if before.unchanged != after.unchanged else "",
        "die Basis ist neu zu wählen" if before.method is not after.method else "",
    ]
    if any(says):
        said = " und ".join(filter(None, says))
        return f"Ein Betrag ist anders als {year}: {said[:1].upper()}{said[1:]}."
    if before.extras != after.extras:
        return f"Die Basis ist kein Index: Die Angaben zum Index von {year} sind weg."
    return ""


def derived(derivation: Derivation) -> str:
    """After «In die Meldung eintragen»."""
    how = texts.how_derived(derivation, rules.number_used(derivation))
    return f"Eingetragen: {how}."


def made(done: Finished, send_to: SendTo) -> str:
    """Where form and pdf lie, and what to do with them."""
    assert done.folder is not None
    what = "Formular und PDF" if done.revision == 1 else f"Berichtigung (Version {done.revision})"
    lie = "liegen" if done.revision == 1 else "liegt"
    return f"{what} für {done.name} {lie} im Ordner «{done.folder.name}». {to_send(send_to)}"


def not_written(name: str) -> str:
    """It is declared, but the folder could not be written."""
    return (
        f"{name} ist gemeldet, die Dateien konnten nicht geschrieben werden. Speichern Sie Formular "
        "und PDF rechts unter «Dokumente»."
    )


def to_send(send_to: SendTo) -> str:
    """What remains to be done outside of the program."""
    if send_to.email:
        return f"PDF unterschreiben lassen, dann beide an {send_to.email} senden."
    return (
        "PDF unterschreiben lassen, dann beide dem KSA senden, am einfachsten als Antwort auf "
        "dessen E-Mail."
    )


def made_together(names: list[str], folder: Path) -> str:
    """One workbook for several municipalities."""
    towns = german.enumeration(names)
    return f"Ein Formular für {towns} und die PDF liegen im Ordner «{folder.name}»."
