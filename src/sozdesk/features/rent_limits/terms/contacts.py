"""Contacts that returns name, beside those that are known."""

from __future__ import annotations

from dataclasses import dataclass

from sozdesk.features.offices.terms import ContactRow
from sozdesk.features.rent_limits.terms.declared import Contact


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedContact:
    """Whom the recorded return of a municipality names, where that is not known already."""

    bfs_number: int
    name: str
    """Of the municipality, short."""
    contact: Contact
    known: ContactRow | None = None
    """Who is asked so far: its main contact, or that of the Sozialdienst that declares for it."""
