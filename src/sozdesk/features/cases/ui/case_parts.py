"""The parts of the detail of a case, each in its own module: one line here is one tab."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Final, Protocol, cast

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from sozdesk.features.cases.terms import CaseRow
    from sozdesk.runtime.desk import Desk
    from sozdesk.runtime.navigation import Navigator


class CasePart(Protocol):
    """What a tab of the detail can do."""

    @property
    def widget(self) -> QWidget:
        """What the tab shows."""

    def show_case(self, case: CaseRow) -> None:
        """Show this case; called when the tab is first seen, and again when something changed."""


PARTS: Final[Sequence[tuple[str, str]]] = (
    ("Personen", "persons_part"),
    ("Wohnen", "tenancy_part"),
    ("Verfügungen", "rulings_part"),
    ("Angebote", "enactments_part"),
    ("Notizen", "notes_part"),
)
"""Title of the tab, and the module under ``ui`` whose ``build(desk, navigator)`` answers a CasePart."""


def build_part(module: str, desk: Desk, navigator: Navigator) -> CasePart:
    """The part of a module."""
    made = import_module(f"sozdesk.features.cases.ui.{module}")
    return cast("CasePart", made.build(desk, navigator))
