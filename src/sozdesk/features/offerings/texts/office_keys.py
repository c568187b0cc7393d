"""Sentences about the keys of other offices."""

from __future__ import annotations

from typing import Final

from sozdesk.features.offerings.texts.catalogue import Refusal

COMPARE_OFFICE: Final = (
    "Rufen Sie dort an und vergleichen Sie die acht Zifferngruppen. Verwenden Sie eine "
    "Telefonnummer, die Sie schon kennen."
)
_ASK_NEW: Final = (
    "Verlangen Sie eine Datei mit dem neuen Schlüssel, oder bestätigen Sie diesen wieder unter "
    "«Angebote › Schlüssel der Stellen»."
)
KEY_RETIRED: Final[Refusal] = (
    "Diese Datei ist mit einem Schlüssel unterschrieben, der nicht mehr gilt.",
    _ASK_NEW,
)
NOT_SIGNING: Final[Refusal] = (
    "Mit diesem Schlüssel wird verschlüsselt, nicht unterschrieben.",
    "Wählen Sie den Schlüssel, mit dem die Stelle ihre Dateien unterschreibt.",
)


def office_trusted(office: str) -> str:
    """The KSA has compared the key of another office."""
    return f"Schlüssel von {office} verglichen"


def office_untrusted(office: str, fingerprint: str, *, changed: bool) -> Refusal:
    """Nobody has compared the key of another office yet."""
    said = (
        f"«{office}» unterschreibt mit einem anderen Schlüssel als bisher."
        if changed
        else f"Den Schlüssel von «{office}» kennt Ihre Datei noch nicht."
    )
    return f"{said} Sein Fingerabdruck: {fingerprint}.", COMPARE_OFFICE


def key_revoked(office: str) -> str:
    """What this key signs is not taken any more."""
    return f"Schlüssel von {office} widerrufen"
