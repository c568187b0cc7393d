"""How far an Erhebung is: its sentence, and the symbol that stands beside each word."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sozdesk.features.rent_limits.terms import RoundTally, Standing, TrackingRow
from sozdesk.features.rent_limits.texts.words import word
from sozdesk.kernel import german

ROUND_STEPS = (
    ("November", "Aufruf mit Formularen schreiben, mit Ihrem E-Mail-Programm versenden"),
    ("bis 31.12.", "Rückmeldungen als Ordner einlesen, prüfen, erfassen"),
    ("Januar", "Fehlende erinnern, Übersicht schreiben"),
    ("danach", "Übersicht mit Karte veröffentlichen: intern, für die Gemeinden oder für alle"),
)
"""When, and what: how an Erhebung runs, on every page that is empty before the first one."""

_SYMBOLS = {Standing.CONFIRMED_UNCHANGED: "unchanged", Standing.NO_LIMITS: "refused"}


def symbol(standing: Standing) -> str:
    """Name of the drawn symbol (``widgets.states``) that goes with the word."""
    return _SYMBOLS.get(standing, standing.value)


def progress_sentence(tally: RoundTally) -> str:
    """«61 von 86 eingegangen, 3 überfällig»."""
    overdue = f", {tally.overdue} überfällig" if tally.overdue else ""
    return f"{tally.received} von {tally.total} eingegangen{overdue}"


def part_word(standing: Standing) -> str:
    """The word beside a number: what came in and waits is «zu prüfen», as «61 von 86» came in."""
    return "zu prüfen" if standing is Standing.RECEIVED else word(standing)


def reminded_words(times: int) -> str:
    """«1-mal erinnert»; empty if never."""
    return f"{times}-mal erinnert" if times else ""


def extended_words(rows: Sequence[TrackingRow]) -> str:
    """«für 22 Gemeinden erstreckt bis 15.01.2027»; empty if nobody has more time."""
    extended = [row for row in rows if row.extended]
    if not extended:
        return ""
    last = max(row.due_on for row in extended)
    latest = "spätestens " if any(row.due_on != last for row in extended) else ""
    number = german.plural(len(extended), "Gemeinde", "Gemeinden")
    return f"für {number} erstreckt bis {latest}{german.day(last)}"


def deadline_words(row: TrackingRow, today: date) -> str:
    """Day of receipt, else the deadline with the days left: «bis 15.01.2027, noch 10 Tage, erstreckt»."""
    if row.received_on is not None:
        return german.day(row.received_on)
    parts = [
        f"bis {german.day(row.due_on)}",
        german.days_left(row.due_on, today),
        "erstreckt" if row.extended else "",
        reminded_words(row.reminders),
    ]
    return ", ".join(filter(None, parts))
