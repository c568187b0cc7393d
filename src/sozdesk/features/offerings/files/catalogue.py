"""Reading the bytes of a catalogue file; what they say is checked by ``queries.catalogue_preview``."""

from __future__ import annotations

from pathlib import Path

from sozdesk.exchange import envelope
from sozdesk.exchange.envelope import RefusedEnvelope
from sozdesk.features.offerings import queries


def read_catalogue(path: Path) -> bytes:
    """The bytes, never more than a catalogue may have; ReturnFileError if they cannot be read."""
    try:
        return envelope.read(path)
    except RefusedEnvelope as error:
        raise queries.refused(error) from error
