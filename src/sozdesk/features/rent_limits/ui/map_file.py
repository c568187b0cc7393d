"""The map file that somebody chose on this machine."""

from __future__ import annotations

from sozdesk.documents.municipal_map import MunicipalMap
from sozdesk.features.rent_limits import reports
from sozdesk.settings.declared import MAP_FILE
from sozdesk.settings.store import Settings


def chosen_map() -> tuple[MunicipalMap, str]:
    """The map to show, and why the chosen one is not used if it cannot be (else empty)."""
    return reports.map_from(Settings().get(MAP_FILE))


def map_to_publish() -> MunicipalMap:
    """The chosen map; MapFileError if it cannot be read: another one would not be noticed."""
    return reports.map_to_publish(Settings().get(MAP_FILE))
