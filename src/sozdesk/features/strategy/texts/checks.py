"""Sentences of the check of the report's texts."""

from __future__ import annotations

from datetime import date
from typing import Final

from sozdesk.features.strategy.terms import ChapterKey
from sozdesk.features.strategy.texts.words import word
from sozdesk.kernel import german

ALL_MEASURES: Final = "alle Massnahmen"
CONTINUED: Final = "in der nächsten Periode weitergeführt"
NOT_YET: Final = "noch nicht umgesetzt / abgeschlossen"


def count_differs(said: str, day: str, found: str, what: str) -> str:
    """«Im Text steht «18 von 40». Nach den Daten per 31.12.2024 sind es 19 von 40 (…).»."""
    return f"Im Text steht «{said}». Nach den Daten per {day} sind es {found} ({what})."


def count_impossible(said: str, day: str, total: int, what: str) -> str:
    """More than there are at all."""
    return f"Im Text steht «{said}». Nach den Daten per {day} gibt es nur {total} ({what})."


def share_differs(said: str, day: str, part: int, total: int, what: str) -> str:
    """«Im Text steht «die Hälfte». Nach den Daten … sind es 25 von 40 (…).»."""
    return f"Im Text steht «{said}». Nach den Daten per {day} sind es {part} von {total} ({what})."


def listed_differs(said: str, listed: int) -> str:
    """The sentence lists more or less than it says."""
    return f"Im Text steht «{said}». Aufgezählt sind {listed}."


def typed_count(said: str, field: str) -> str:
    """The number is right today; as a field it stays right."""
    return (
        f"«{said}» stimmt heute. Als Feld eingesetzt ({field}) stimmt es auch an einem anderen Tag."
    )


def unknown_field(name: str) -> str:
    """A bound figure that nobody knows."""
    return (
        f"Das Feld «{{{name}}}» gibt es nicht. Wählen Sie eines mit «Zahl einsetzen», "
        "sonst lässt sich keine Version des Berichts festhalten."
    )


def lone_brace(brace: str) -> str:
    """A brace without the other one, or with another one inside."""
    return (
        f"Die Klammer «{brace}» gehört zu keinem Feld. Schreiben Sie das Feld ganz oder löschen Sie "
        "die Klammer, sonst lässt sich keine Version des Berichts festhalten."
    )


def unknown_measure(number: str, period: str) -> str:
    """A number that no measure has."""
    return f"Eine Massnahme {number} gibt es in der Periode {period} nicht."


def other_measure(number: str, title: str, better: str, better_title: str) -> str:
    """The words around speak of another measure."""
    return (
        f"Massnahme {number} heisst «{title}». "
        f"Zu den Worten daneben passt besser {better} «{better_title}»."
    )


def wrong_title(number: str, title: str, said: str) -> str:
    """The title behind a number is that of no or of another measure."""
    return f"Massnahme {number} heisst «{title}», im Text steht «{said}»."


def title_slip(said: str, title: str, number: str) -> str:
    """A title with a slip of the pen."""
    return f"Im Text steht «{said}». Massnahme {number} heisst «{title}»."


def unknown_title(said: str, period: str) -> str:
    """A title that no measure has."""
    return f"Eine Massnahme «{said}» gibt es in der Periode {period} nicht."


def chapter_place(key: ChapterKey) -> str:
    """«Kapitel Handlungsfeld 3»."""
    return f"Kapitel {word(key)}"


def status_place(number: str, as_of: date) -> str:
    """«2.3 Stand per 31.12.2024»."""
    return f"{number} Stand per {german.day(as_of)}"


UNKNOWN_FIELD_STAYS: Final = (
    "Ein Feld, das es nicht gibt, oder eine einzelne Klammer lässt sich nicht als «kein Fehler» vermerken. "
    "Setzen Sie ein Feld neu ein oder löschen Sie die Klammer."
)


def dismissed(where: str) -> str:
    """What the Verlauf says."""
    return f"Prüfhinweis in «{where}» als kein Fehler vermerkt"


def taken_up_again(where: str) -> str:
    """What the Verlauf says."""
    return f"Prüfhinweis in «{where}» wieder aufgenommen"
