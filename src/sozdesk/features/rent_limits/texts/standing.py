"""How far an Erhebung is: its sentence, and the symbol that stands beside each word."""

from __future__ import annotations

from sozdesk.features.rent_limits.terms import RoundTally, Standing

ROUND_STEPS = (
    ("November", "Formulare schreiben und mit Ihrem E-Mail-Programm versenden"),
    ("bis 31.12.", "Rückmeldungen als Ordner einlesen, prüfen, erfassen"),
    ("Januar", "Fehlende erinnern, Übersicht schreiben"),
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
