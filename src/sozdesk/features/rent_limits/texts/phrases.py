"""Parts of sentences that several findings need: shares, spans, comparisons."""

from __future__ import annotations

from datetime import date

from sozdesk.features.rent_limits.terms import Category, Declaration, Method
from sozdesk.features.rent_limits.texts.words import for_category, word
from sozdesk.kernel.german import change, day, percent, short_amount

MORE_THAN_NET = "mehr als die Nettomiete"
"""Instead of a share where the Nebenkosten leave no net rent."""
SERIES_MISSING = "die Reihe fehlt"
NO_EARLY_VALUE = "für diesen Tag fehlt ein Wert"
OTHER_MUNICIPALITIES = "weiteren Gemeinden"


def share(hundredths: int) -> str:
    """A usual limit as short as it can be: 1500 → «15 %», 350 → «3,5 %»."""
    return percent(hundredths).replace(",0 %", " %")


def span(low: str, high: str) -> str:
    """«300 bis 5'000»."""
    return f"{low} bis {high}"


def before(year: int, previous_year: int) -> str:
    """«im Vorjahr», or the year if the last declaration is older; «bisher» within a year."""
    if previous_year == year:
        return "bisher"
    return "im Vorjahr" if previous_year == year - 1 else f"im Jahr {previous_year}"


def about_as_before(rappen: int, when: str) -> str:
    """«rund 1'100 wie im Vorjahr»."""
    return f"rund {short_amount(rappen)} wie {when}"


def difference(category: Category, rappen: int, old: int, *, more: int, when: str) -> str:
    """«3 Personen 1'298 statt 1'100 im Vorjahr, und 2 weitere Beträge»."""
    first = f"{word(category)} {short_amount(rappen)} statt {short_amount(old)} {when}"
    others = "1 weiterer Betrag" if more == 1 else f"{more} weitere Beträge"
    return f"{first}, dazu {others}" if more else first


def beside_smaller(rappen: int, below: int, smaller: Category) -> str:
    """« gegenüber 1'000 für 1 Person (+4,2 %)», or «, gleich viel wie für 1 Person»."""
    if rappen == below:
        return f", gleich viel wie {for_category(smaller)}"
    share_more = change(below, rappen)
    return f" gegenüber {short_amount(below)} {for_category(smaller)} ({share_more})"


def index_figure(thousandths: int) -> str:
    """104000 → «104,0», 1250 → «1,25»."""
    whole, rest = divmod(abs(thousandths), 1000)
    decimals = f"{rest:03d}".rstrip("0") or "0"
    return f"{'-' if thousandths < 0 else ''}{whole},{decimals}"


def comparison(old: int | None, when: str, median: int | None, district: str) -> str:
    """The grey line: «Im Vorjahr 1'500, Median im Bezirk Sissach 1'580»; empty if nothing is known."""
    parts = []
    if old is not None:
        parts.append(f"{when} {short_amount(old)}")
    if median is not None:
        parts.append(f"Median im Bezirk {district} {short_amount(median)}")
    line = ", ".join(parts)
    return line[:1].upper() + line[1:]


def method_words(declaration: Declaration) -> str:
    """The chosen Basis; the municipality's own words only where nothing else says it.

    Empty if it is not stated.
    """
    method = declaration.method
    if method is None:
        return ""
    if method is Method.OTHER and declaration.method_text:
        return f"{word(method)}: {declaration.method_text}"
    return word(method)


def newest_value(newest: date) -> str:
    """Why an index says nothing about today."""
    return f"der neuste Wert ist vom {day(newest)}"


def index_days(then: date, newest: date) -> str:
    """The days of the two index values that were compared."""
    return f"Indexstände vom {day(then)} und vom {day(newest)}"
