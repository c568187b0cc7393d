"""Rules of providers: a name, and an IBAN whose check digits are right."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sozdesk.features.offerings import texts
from sozdesk.kernel import german
from sozdesk.kernel.findings import Finding, stop

_SHAPE = re.compile(r"(?:CH|LI)\d{2}[A-Z0-9]{17}|(?!CH|LI)[A-Z]{2}\d{2}[A-Z0-9]{11,30}")
"""Two letters, two check digits, the rest; 21 signs in Switzerland and Liechtenstein."""


def provider_findings(name: str, iban: str) -> tuple[Finding, ...]:
    """What keeps a provider from being recorded; each finding names its field."""
    found = () if german.clean(name) else (stop("name_missing", texts.NAME_MISSING, "name"),)
    return (*found, *iban_findings(iban))


def iban_findings(iban: str) -> tuple[Finding, ...]:
    """Whether an account number is one (ISO 13616); empty is allowed.

    A number of the wrong shape and a slip of the hand are told apart, because a clerk mends them
    differently.
    """
    number = compact_iban(iban)
    if not number:
        return ()
    if not _SHAPE.fullmatch(number):
        return (stop("iban_form", texts.iban_form(iban), "iban"),)
    from stdnum import exceptions  # noqa: PLC0415 - only where an IBAN is typed or read
    from stdnum import iban as standard  # noqa: PLC0415 - as above

    try:
        standard.validate(number)
    except exceptions.InvalidChecksum:
        return (stop("iban_checksum", texts.iban_checksum(iban), "iban"),)
    except exceptions.ValidationError:  # a country without IBAN, or another length than its own
        return (stop("iban_form", texts.iban_form(iban), "iban"),)
    return ()


def compact_iban(iban: str) -> str:
    """``CH93 0076 …`` → ``CH930076…``."""
    return "".join(iban.split()).upper()


def contact_findings(name: str) -> tuple[Finding, ...]:
    """A person to ask has a name."""
    return () if german.clean(name) else (stop("name_missing", texts.NAME_MISSING, "name"),)


def place_findings(town: str) -> tuple[Finding, ...]:
    """A place lies somewhere."""
    return () if german.clean(town) else (stop("town_missing", texts.TOWN_MISSING, "town"),)


def provider_removal_findings(uses: Mapping[str, int]) -> tuple[Finding, ...]:
    """Whom anything refers to (table → rows) stays; the organisation can be closed."""
    return (stop("in_use", texts.provider_in_use(uses)),) if any(uses.values()) else ()
