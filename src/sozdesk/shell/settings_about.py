"""Einstellungen › Über SozDesk: version, day of the build, licences."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

import sozdesk
from sozdesk.kernel import german, places
from sozdesk.widgets import labels
from sozdesk.widgets.facts import Facts
from sozdesk.widgets.theme import px

_LICENCES = (
    ("SozDesk", "Apache-2.0"),
    ("Python", "PSF-2.0"),
    ("Qt, PySide6", "LGPL-3.0"),
    ("SQLCipher (sqlcipher3)", "BSD-3-Clause"),
    ("SQLAlchemy, Alembic", "MIT"),
    ("libsodium (PyNaCl)", "ISC, Apache-2.0"),
    ("Argon2 (argon2-cffi)", "MIT"),
    ("XlsxWriter", "BSD-2-Clause"),
    ("calamine (python-calamine)", "MIT"),
    ("Typst", "Apache-2.0"),
    ("docxtpl (Briefe)", "LGPL-2.1"),
    ("python-docx", "MIT"),
    ("Jinja, lxml", "BSD-3-Clause"),
    ("icalendar", "BSD-2-Clause"),
    ("matplotlib", "PSF-ähnlich"),
    ("NumPy", "BSD-3-Clause"),
    ("Source Sans 3", "OFL-1.1"),
    ("Lucide (Symbole)", "ISC"),
    ("PyInstaller (Programmstart)", "GPL-2.0 mit Ausnahme"),
    ("Karte der Gemeinden (BFS, GEOSTAT)", "nicht kommerziell, mit Quellenangabe"),
)


class AboutSection(QWidget):
    """Which version this is, and whose work it stands on."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        column.addWidget(
            labels.body(
                f"{_version()} Alles bleibt auf diesem Gerät: SozDesk braucht kein "
                "Netz und kein Konto und schickt nichts."
            )
        )
        column.addWidget(labels.strong("Lizenzen"))
        column.addWidget(Facts(_LICENCES))
        if places.built_on():
            column.addWidget(
                labels.secondary("Der Wortlaut liegt beim Programm, im Ordner «Lizenzen».")
            )


def _version() -> str:
    """Version and its day, and of a packed program the day it was built."""
    built = places.built_on()
    suffix = f", gebaut am {german.day(built)}" if built else ""
    return f"Version {sozdesk.__version__} vom {german.day(sozdesk.DATED)}{suffix}."
