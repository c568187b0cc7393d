"""What people type, as values: amounts, days, whole numbers.

Each function answers a value, or raises :class:`EntryError` with the sentence for beside the field.
"""

from __future__ import annotations

import re
from datetime import date, datetime

from sozdesk.kernel import german


class EntryError(ValueError):
    """The text cannot be read as what the field wants; the message is the German sentence."""


LARGEST_AMOUNT = 10**12 - 1
"""Rappen; beyond it a figure is a slip of the hand, and far beyond it the file cannot hold it."""

_CURRENCY = re.compile(
    r"(?:^|\s)(?:chf|sfr|fr)(?![a-z])\.?|\b(?:chf|sfr|franken|fr)\b\.?\s*$", re.IGNORECASE
)
_SIGN = re.compile(r"^[-−]\s*(?=\d)")
_DASH = re.compile(r"\s*[.,]\s*[-–—]{1,2}$")
_GROUPED = re.compile(r"^\d{1,3}(?:['’‘′`´\s]\d{3})+(?=$|[.,])")
# With Rappen behind them, points and commas before three digits cannot be mistaken: 1.050,00.
_FOREIGN = re.compile(r"^\d{1,3}(?:(?:\.\d{3})+(?=[.,]\d{1,2}$)|(?:,\d{3})+(?=\.\d{1,2}$))")
_DECIMALS = re.compile(r"^(\d+)(?:[.,](\d{0,2}))?$")
_AMBIGUOUS = re.compile(r"^\d{1,3}[.,]\d{3}$")


def amount(text: str) -> int:
    """Rappen from ``Fr. 1'050.–``, ``1050,-``, ``CHF 1 050.00``, ``1’050``; refuses ``1.250``."""
    unsigned, signs = _SIGN.subn("", _CURRENCY.sub(" ", german.clean(text)).strip())
    plain = _DASH.sub(".00", unsigned)
    if _AMBIGUOUS.match(plain):
        whole, part = re.split(r"[.,]", plain)
        raise EntryError(
            f"«{text.strip()}» ist nicht eindeutig. Schreiben Sie {whole}'{part} oder {whole}.{part[:2]}."
        )
    match = _DECIMALS.match(_without_groups(plain))
    if not match:
        raise EntryError(f"«{text.strip()}» ist kein Betrag. Schreiben Sie ihn so: 1'050.00")
    francs, cents = match[1].lstrip("0"), match[2] or ""
    if len(francs) > 10:  # before int(), which refuses thousands of digits in its own words
        raise EntryError(f"«{text.strip()}» ist zu gross. Schreiben Sie den Betrag so: 1'050.00")
    rappen = int(francs or "0") * 100 + int(cents.ljust(2, "0"))
    return -rappen if signs else rappen


def _without_groups(plain: str) -> str:
    """``1'050.00`` → ``1050.00``: only where the marks stand before each three digits."""
    grouped = _GROUPED.match(plain) or _FOREIGN.match(plain)
    if not grouped:
        return plain
    return re.sub(r"\D", "", grouped.group(0)) + plain[grouped.end() :]


def amount_from_number(number: float) -> int:
    """Rappen from a number cell, rounded to the Rappen."""
    if not abs(number) * 100 <= LARGEST_AMOUNT:  # also refuses «not a number»
        raise EntryError(f"«{number}» ist kein Betrag. Schreiben Sie ihn so: 1'050.00")
    return round(number * 100)


_BEFORE_DAY = re.compile(
    r"^(?:[^\W\d]+,\s+|(?:vom|am|ab|per|mo|di|mi|do|fr|sa|so)\.?\s+)*", re.IGNORECASE
)
_NUMERIC_DAY = re.compile(r"^(\d{1,2})\s*[.\-/]\s*(\d{1,2})\s*[.\-/]\s*(\d{4}|\d{2})$")
_ISO_DAY = re.compile(r"^(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?$")
_WORDED_DAY = re.compile(r"^(\d{1,2})\.?\s*([^\W\d_]{3,9}\.?)\s*(\d{4}|\d{2})$")


def day(text: str) -> date:
    """A day from ``3.1.27``, ``03.01.2027``, ``3. Januar 2027`` or ISO; two-digit years are 20xx."""
    plain = _BEFORE_DAY.sub("", german.clean(text))
    try:
        if match := _ISO_DAY.match(plain):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := _NUMERIC_DAY.match(plain):
            return date(_year(match[3]), int(match[2]), int(match[1]))
        if (match := _WORDED_DAY.match(plain)) and (month := german.month_number(match[2])):
            return date(_year(match[3]), month, int(match[1]))
    except ValueError:
        raise EntryError(
            f"Den Tag «{text.strip()}» gibt es nicht. Schreiben Sie das Datum so: 24.11.2026"
        ) from None
    raise EntryError(f"«{text.strip()}» ist kein Datum. Schreiben Sie das Datum so: 24.11.2026")


def _year(digits: str) -> int:
    return int(digits) + (2000 if len(digits) == 2 else 0)


def day_from_cell(value: object) -> date:
    """A day from a date cell, an Excel serial number or text."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and 20_000 < value < 80_000:
        return date.fromordinal(date(1899, 12, 30).toordinal() + int(value))
    return day(str(value))


def whole_number(text: str) -> int:
    """A count from ``34`` or ``1'200``; refuses anything else."""
    plain = re.sub(r"['’`´\s]", "", german.clean(text)).removesuffix(".0")
    if not re.fullmatch(r"\d{1,9}", plain):
        raise EntryError(f"«{text.strip()}» ist keine ganze Zahl. Schreiben Sie zum Beispiel 34.")
    return int(plain)
