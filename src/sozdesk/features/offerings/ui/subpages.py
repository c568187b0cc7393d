"""The pages of the area that lie behind its first one, each made when it is opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from sozdesk.runtime.navigation import Offer, open_module

if TYPE_CHECKING:
    from sozdesk.runtime.desk import Desk
    from sozdesk.runtime.navigation import Navigator

SUBPAGES: Final[Sequence[tuple[str, str]]] = (
    ("Anbi&eter/innen …", "providers_page"),
    ("Ane&rkennung …", "recognition_page"),
    ("&Katalog …", "catalogue_page"),
    ("&Jahresberichte …", "reports_page"),
    ("&Monitoringbericht …", "monitoring_page"),
    ("&Leistungsvereinbarungen und GfS …", "agreements_page"),
    ("&Tarife und Kategorien …", "tariffs_page"),
    ("&Verfahren einrichten …", "procedure_page"),
    ("&Fehlende Angebote …", "needs_page"),
    ("S&chlüssel der Stellen …", "office_keys_page"),
    ("Liste e&inlesen …", "list_import_page"),
    ("Suchen wie eine &Gemeinde …", "search_page"),
)
"""Words of the menu with their letter, and the module under ``ui`` whose ``build`` makes the page."""
SERVICE_SUBPAGES: Final[Sequence[tuple[str, str]]] = (
    ("&Katalog einlesen …", "catalogue_import_page"),
)
"""The same for a Sozialdienst, whose first page is the search."""


def open_subpage(desk: Desk, navigator: Navigator, module: str, **target: object) -> None:
    """Show a page on top of the area; ``target`` is handed to its ``build``."""
    open_module(desk, navigator, f"sozdesk.features.offerings.ui.{module}", target)


def say_drafted(desk: Desk, navigator: Navigator) -> None:
    """Where the draft of a decision waits for what comes next."""
    lead = partial(open_subpage, desk, navigator, "recognition_page", chip="draft")
    navigator.say(
        "Der Entscheid ist entworfen und steht unter «Anerkennung».", Offer("Ansehen", lead)
    )


def open_wanted(desk: Desk, navigator: Navigator, target: Mapping[str, object]) -> bool:
    """Open the page that a target of the area names (``page``, ``provider``), if it does."""
    if "provider" in target:
        open_subpage(desk, navigator, "providers_page", provider=target["provider"])
        return True
    page = target.get("page")
    if page not in dict(SUBPAGES).values():
        return False
    chosen = {"chip": target["chip"]} if target.get("chip") else {}
    open_subpage(desk, navigator, str(page), **chosen)
    return True
