"""Which files may be attached here: none that is only ever inspected."""

from __future__ import annotations

from typing import Final

from sozdesk.features.offerings import texts
from sozdesk.kernel.attached import file_findings
from sozdesk.kernel.findings import Finding, stop

_NEVER_KEPT: Final = ("strafregister", "privatauszug")
"""Strafregisterauszüge are looked at and never kept: Privatauszug, Sonderprivatauszug."""


def attachment_findings(
    name: str, content: bytes, *, inspected_only: bool = False
) -> tuple[Finding, ...]:
    """What keeps a file from being attached; ``inspected_only`` = its owner never holds a file.

    A file that is named a Strafregisterauszug is refused for every owner.
    """
    if inspected_only or any(word in name.casefold() for word in _NEVER_KEPT):
        return (stop("inspected_only", texts.INSPECTED_ONLY),)
    return file_findings(name, content)
