"""AHV number and possible duplicates of persons."""

from __future__ import annotations

from sozdesk.features.cases import texts
from sozdesk.kernel import german
from sozdesk.kernel.findings import Finding, Severity

AHV_DIGITS = 13
_SWISS = frozenset({"ch", "schweiz", "schweizer", "schweizerin", "schweizerburgerrecht"})


def ahv_findings(number: str, missing_because: str) -> tuple[Finding, ...]:
    """Whether an AHV number is one: 756, nine digits, check digit as EAN-13; else a reason."""
    digits = compact_ahv(number)
    if not digits:
        reason = Finding("ahv_reason", Severity.STOP, texts.AHV_REASON, field="ahv_missing_because")
        return () if german.clean(missing_because) else (reason,)
    if len(digits) != AHV_DIGITS or not digits.isdecimal() or not digits.startswith("756"):
        return (_stop("ahv_form", texts.AHV_FORM),)
    from stdnum import ean  # noqa: PLC0415 - only where a number is typed or read

    return () if ean.is_valid(digits) else (_stop("ahv_checksum", texts.AHV_CHECKSUM),)


def compact_ahv(number: str) -> str:
    """``756.9217.0769.85`` → ``7569217076985``."""
    return "".join(number.split()).replace(".", "")


def is_swiss(nationality: str) -> bool:
    """«CH», «Schweiz», «Schweizerin»: all say the same."""
    return "".join(filter(str.isalpha, german.search_key(nationality))) in _SWISS


def _stop(code: str, message: str) -> Finding:
    return Finding(code, Severity.STOP, message, field="ahv_number")
