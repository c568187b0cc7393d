"""What people type, as values: amounts, days, whole numbers.

Each function answers a value, or raises :class:`EntryError` with the sentence for beside the field.
"""

from __future__ import annotations

import re
from datetime import date, datetime

from sozdesk.kernel import german


class EntryError(ValueError):
    """The text cannot be read as what the field wants; the message is the German sentence."""


_CURRENCY = re.compile(
    r"(?:^|\s)(?:chf|sfr|fr)\b\.?|\b(?:chf|sfr|franken|fr)\b\.?\s*$", re.IGNORECASE
)
_GROUPED = re.compile(r"^(\d{1,3})(?:['’`´\s]\d{3})+(?=$|[.,])")
_DECIMALS = re.compile(r"^(\d+)(?:[.,](\d{1,2}|[-–—]{1,2}))?$")
_AMBIGUOUS = re.compile(r"^\d{1,3}[.,]\d{3}$")


def amount(text: str) -> int:
    """Rappen from ``Fr. 1'050.–``, ``1050,-``, ``CHF 1 050.00``, ``1’050``; refuses ``1.250``."""
    plain = _CURRENCY.sub(" ", german.clean(text)).strip()
    sign = -1 if plain[:1] in "-−" and plain[1:2].isdigit() else 1
    plain = plain.lstrip("-−") if sign < 0 else plain
    if _AMBIGUOUS.match(plain):
        whole, part = re.split(r"[.,]", plain)
        raise EntryError(
            f"«{text.strip()}» ist nicht eindeutig. Schreiben Sie {whole}'{part} oder {whole}.{part[:2]}."
        )
    grouped = _GROUPED.match(plain)
    if grouped:
        plain = re.sub(r"['’`´\s]", "", grouped.group(0)) + plain[grouped.end() :]
    match = _DECIMALS.match(plain.replace(" ", "") if plain.endswith(("-", "–", "—")) else plain)
    if not match:
        raise EntryError(f"«{text.strip()}» ist kein Betrag. Schreiben Sie ihn so: 1'050.00")
    cents = match.group(2) or "0"
    cents = "0" if cents[0] in "-–—" else cents.ljust(2, "0")
    return sign * (int(match.group(1)) * 100 + int(cents))


def amount_from_number(number: float) -> int:
    """Rappen from a number cell, rounded to the Rappen."""
    return round(number * 100)


_NUMERIC_DAY = re.compile(r"^(\d{1,2})[.\-/]\s*(\d{1,2})[.\-/]\s*(\d{4}|\d{2})$")
_ISO_DAY = re.compile(r"^(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?$")
_WORDED_DAY = re.compile(r"^(\d{1,2})\.?\s*([A-Za-zäÄ]{3,9}\.?)\s*(\d{4}|\d{2})$")


def day(text: str) -> date:
    """A day from ``3.1.27``, ``03.01.2027``, ``3. Januar 2027`` or ISO; two-digit years are 20xx."""
    plain = german.clean(text)
    plain = re.sub(r"^(?:[A-Za-z]+,\s+|(?:vom|am|ab|per)\s+)", "", plain)
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
