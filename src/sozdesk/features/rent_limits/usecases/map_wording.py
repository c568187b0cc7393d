"""German sentences about the classes of the map: why they are refused, and the line of the Verlauf."""

from __future__ import annotations

from datetime import date

from sozdesk.features.rent_limits import texts
from sozdesk.features.rent_limits.terms import Category, RentKind
from sozdesk.kernel import german

LIMITS_ODD = "Schreiben Sie ein bis fünf Obergrenzen über 0, von klein nach gross, zum Beispiel 850; 900; 950."
SOURCE_MISSING = "Schreiben Sie, wer die Klassen festgelegt hat oder woher sie kommen."
NO_HOUSEHOLD = "Klassen gibt es für Haushalte mit 1 bis 6 Personen. Wählen Sie eine dieser Grössen."


def map_classes_set(rent_kind: RentKind, category: Category, day: date) -> str:
    """Line of the Verlauf."""
    what = f"{texts.word(rent_kind)}, {texts.household(category)}"
    return f"Klassen der Karte ({what}) ab {german.day(day)} festgelegt"
