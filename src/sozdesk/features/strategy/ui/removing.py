"""A measure removed: what goes with it is said before."""

from __future__ import annotations

from sozdesk.features.strategy import texts
from sozdesk.features.strategy.terms import MeasureDetails
from sozdesk.kernel import german
from sozdesk.widgets import messages
from sozdesk.widgets.page import Page

_BACK = "Bearbeiten › Rückgängig holt alles zurück."


def is_wanted(page: Page, details: MeasureDetails) -> bool:
    """Ask; names the measure and everything that goes with it."""
    row = details.row
    question = f"Massnahme {texts.measure_label(row.number, row.title)} entfernen?"
    return messages.ask(page, question, f"{_with_it(details)}{_BACK}", action="Entfernen")


def _with_it(details: MeasureDetails) -> str:
    parts = (
        (len(details.history), "Stand", "Stände"),
        (len(details.references), "Verweis", "Verweise"),
        (len(details.tasks), "Aufgabe", "Aufgaben"),
        (len(details.carry_overs), "Weiterführung", "Weiterführungen"),
    )
    said = [german.plural(number, one, many) for number, one, many in parts if number]
    return f"Mit ihr entfernt: {german.enumeration(said)}. " if said else ""
