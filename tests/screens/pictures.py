"""Pictures of the handbook: which scene each one shows.

They are made, not kept: ``dev.py screens --handbook`` renders them into
``resources/handbook/bilder``, ``dev.py run`` does it once. A page names them as
``<img src="bilder/NAME.png" alt="…">``.
"""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "handbook" / "bilder"
SIZE = (1104, 690)
"""Logical px of the window: the navigation still has its words, and letters stay legible."""

PICTURES = {
    "melden": "120-dienst-uebersicht",
    "berichtigen": "121-meldungen",
    "herleiten": "125-herleiten-inserate",
    "erhebung": "21-erhebung-gemeinde",
    "einlesen": "65-einlesen-hinweis",
    "von-hand": "23-von-hand",
    "veroeffentlichen": "130-veroeffentlichen",
    "vorjahr": "111-vorjahr-tabelle",
    "gemeinden": "31-gemeinden-bretzwil",
    "massnahmen": "134-massnahmen",
    "angebote": "200-angebote",
    "sicherung": "142-sicherung-wiederherstellen",
}
"""Name of the picture → name of the scene."""
