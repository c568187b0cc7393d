"""Sentences about attached files."""

from __future__ import annotations

from typing import Final

INSPECTED_ONLY: Final = (
    "Strafregisterauszüge werden nur eingesehen und nie abgelegt. Erfassen Sie, wer sie wann "
    "gesehen hat."
)
NO_CRIMINAL_RECORD: Final = (
    "Keine Strafregisterauszüge anhängen: Sie werden nur eingesehen. Die Einsicht erfassen Sie beim "
    "Gesuch unter «Beilagen»."
)
