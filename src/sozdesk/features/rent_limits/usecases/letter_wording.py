"""German sentences of letters, templates and deadlines: refusals, and the lines of the Verlauf."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sozdesk.features.rent_limits.terms import LetterKind
from sozdesk.features.rent_limits.texts import word
from sozdesk.kernel import german

_NAMED = 3
"""Municipalities that a line names; the others are counted."""


def some(names: Sequence[str]) -> str:
    """«Bretzwil, Lauwil und 4 weitere»."""
    named, more = list(names[:_NAMED]), len(names) - _NAMED
    return f"{', '.join(named)} und {more} weitere" if more > 0 else german.enumeration(named)


# ------------------------------------------------------------------ Schreiben


def letters_written(kinds: Sequence[LetterKind], names: Sequence[str]) -> str:
    """Line of the Verlauf: «1. Erinnerung für Bretzwil und Lauwil geschrieben»."""
    what = german.enumeration([word(kind) for kind in LetterKind if kind in kinds])
    if len(names) > _NAMED:
        return f"{what} für {german.plural(len(names), 'Gemeinde', 'Gemeinden')} geschrieben"
    return f"{what} für {german.enumeration(list(names))} geschrieben"


# ------------------------------------------------------------------ Vorlagen


def document_set(kind: LetterKind, name: str) -> str:
    """Line of the Verlauf."""
    return f"Eigene Vorlage «{name}» für «{word(kind)}» gewählt"


def text_set(kind: LetterKind) -> str:
    """Line of the Verlauf."""
    return f"E-Mail-Text für «{word(kind)}» geändert"


def restored(kind: LetterKind) -> str:
    """Line of the Verlauf."""
    return f"«{word(kind)}» wieder wie mitgeliefert"


def switched(kind: LetterKind, *, active: bool) -> str:
    """Line of the Verlauf."""
    return f"«{word(kind)}» {'eingeschaltet' if active else 'ausgeschaltet'}"


def attachment_added(kind: LetterKind, name: str) -> str:
    """Line of the Verlauf."""
    return f"Beilage «{name}» zu «{word(kind)}» hinzugefügt"


def attachment_removed(kind: LetterKind, name: str) -> str:
    """Line of the Verlauf."""
    return f"Beilage «{name}» von «{word(kind)}» entfernt"


ONLY_MAIL = "Die Empfangsbestätigung gibt es nur als E-Mail. Ändern Sie ihren Text."
ONLY_RECEIPT = "Ausschalten lässt sich nur die Empfangsbestätigung."
EMPTY_FILE = "Die Datei ist leer. Wählen Sie eine andere."
ATTACHMENT_GONE = "Diese Beilage gibt es nicht mehr."


def too_much(megabytes: int) -> str:
    """Mail servers refuse more."""
    return (
        f"Alle Beilagen zusammen dürfen höchstens {megabytes} MB gross sein, sonst nehmen viele "
        "E-Mail-Server sie nicht an. Wählen Sie eine kleinere Datei."
    )


def attachment_twice(name: str) -> str:
    """Two files of the same name in one e-mail are told apart by nobody."""
    return f"Eine Beilage «{name}» gibt es schon. Entfernen Sie zuerst die frühere."


# ------------------------------------------------------------------ Fristerstreckung


def extended(names: Sequence[str], until: date) -> str:
    """Line of the Verlauf: «Frist für Bretzwil erstreckt bis 15.01.2027»."""
    return f"Frist für {some(names)} erstreckt bis {german.day(until)}"


def extension_withdrawn(names: Sequence[str]) -> str:
    """Line of the Verlauf."""
    return f"Erstreckung der Frist für {some(names)} zurückgenommen"


def not_later(due_on: date) -> str:
    """An extension ends after the deadline of the Erhebung."""
    return f"Wählen Sie einen Tag nach der Frist der Erhebung, dem {german.day(due_on)}."


NO_REASON = "Schreiben Sie, warum die Frist erstreckt wird."
NOBODY = "Wählen Sie mindestens eine Gemeinde."


def not_in_round(number: int, year: int) -> str:
    """A slip of the hand in a number."""
    return f"Die BFS-Nummer {number} gehört zu keiner Gemeinde der Erhebung {year}. Prüfen Sie die Nummer."
