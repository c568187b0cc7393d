"""The pages of the area that lie behind its first one, each made when it is opened."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from sozdesk.runtime.navigation import open_module

if TYPE_CHECKING:
    from sozdesk.runtime.desk import Desk
    from sozdesk.runtime.navigation import Navigator

WEEK_PAGE: Final = "week_page"
_PERSON: Final = "person_page"
_PRIVACY: Final = "privacy_page"
OF_PAPERS: Final = (_PERSON, _PRIVACY)
"""Pages that tell and delete what other features hold of a person."""
SUBPAGES: Final[Sequence[tuple[str, str]]] = (
    ("S&itzungen …", "meetings_page"),
    ("Rechnungen der Anbieter/innen …", "invoices_page"),
    ("&Fristen und Aufgaben …", WEEK_PAGE),
    ("&Teilnahmen …", "participations_page"),
    ("&Wohnkosten prüfen …", "rents_page"),
    ("Personen und Fälle ein&lesen …", "import_page"),
    ("Gr&undsatzentscheide …", "policies_page"),
    ("&Grundlagen der Fallarbeit …", "case_settings_page"),
    ("Daten&schutz …", _PRIVACY),
)
"""Words of the menu with their letter, and the module under ``ui`` whose ``build`` makes the page."""


def open_subpage(desk: Desk, navigator: Navigator, module: str, **target: object) -> None:
    """Show a page on top of the area; ``target`` is handed to its ``build``."""
    open_module(desk, navigator, f"sozdesk.features.cases.ui.{module}", target)


def open_wanted(open_page: Callable[..., None], target: Mapping[str, object]) -> bool:
    """Open the page that a target of the area names (``page``, ``person``), if it does.

    What else the target says goes to the page: a chip, the id of an invoice.
    """
    if "person" in target:
        regime = bool(target.get("regime"))
        open_page(_PERSON, person_id=target["person"], regime=regime)
        return True
    page = target.get("page")
    if page not in dict(SUBPAGES).values():
        return False
    more = {key: value for key, value in target.items() if key != "page" and value}
    open_page(str(page), **more)
    return True
