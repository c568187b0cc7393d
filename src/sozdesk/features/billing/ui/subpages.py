"""The pages of the area that lie behind its first one, each made when it is opened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from sozdesk.runtime.navigation import open_module

if TYPE_CHECKING:
    from sozdesk.runtime.desk import Desk
    from sozdesk.runtime.navigation import Navigator

SUBPAGES: Final[Sequence[tuple[str, str]]] = (
    ("Ant&worten des KSA …", "answer_page"),
    ("Zahlungs&angaben …", "payees_page"),
)
"""Words of the menu with their letter, and the module under ``ui`` whose ``build`` makes the page."""
CANTONAL: Final[Sequence[tuple[str, str]]] = (
    ("&Kantonsanteile nach Kategorie …", "totals_page"),
    ("Ab&gleich mit den Jahresberichten …", "reconcile_page"),
    ("&Was wäre, wenn …", "what_if_page"),
    ("A&bgrenzung per 31.12. …", "accrual_page"),
    ("K&onten und Jahre …", "accounts_page"),
)
"""The same at the KSA."""
OF_CASES: Final[Sequence[tuple[str, str]]] = (
    ("Grun&dsatzentscheide der Gemeinden …", "policies_page"),
    ("Da&tenschutz …", "privacy_page"),
)
"""Pages of the cases, for which the KSA has no area; whoever builds its page hands them in."""


def open_subpage(desk: Desk, navigator: Navigator, module: str, **target: object) -> None:
    """Show a page on top of the area; ``target`` is handed to its ``build``."""
    open_module(desk, navigator, f"sozdesk.features.billing.ui.{module}", target)
