"""The areas of the program, in the order of the navigation. A new area is one entry here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from sozdesk.runtime.desk import Desk
    from sozdesk.runtime.navigation import Navigator

Factory = Callable[["Desk", "Navigator"], "QWidget"]

KSA = "ksa"
SERVICE = "service"


@dataclass(frozen=True, slots=True)
class Area:
    """One entry of the navigation; ``offices`` are the kinds of office that see it."""

    key: str
    title: str
    icon: str
    offices: frozenset[str]
    factory: Factory
    bottom: bool = False
    handbook: str = "start"
    behind: tuple[tuple[str, str], ...] = ()
    """Module and name of the lists of the pages that lie behind the first one."""

    def pages(self) -> dict[str, str]:
        """What opens them as ``page`` of a target → their words in a menu."""
        lists = (getattr(import_module(module), name) for module, name in self.behind)
        return {page: words for pages in lists for words, page in pages}


def _page_of(module: str) -> Factory:
    """``build(desk, navigator)`` of a feature's page, imported when it is first shown."""

    def build(desk: Desk, navigator: Navigator) -> QWidget:
        widget: QWidget = import_module(module).build(desk, navigator)
        return widget

    return build


def _cases(desk: Desk, navigator: Navigator) -> QWidget:
    """The cases, where what is due, told of a person and deleted also holds the bills."""
    page = import_module("sozdesk.features.cases.ui.page")
    bills = import_module("sozdesk.features.billing.queries")
    widget: QWidget = page.build(desk, navigator, bills.all_due, _papers, bills.told_of_case)
    return widget


def _papers() -> Any:
    """What data protection is about: cases and bills."""
    return import_module("sozdesk.features.billing.usecases").ALL_PAPERS


def _checks(desk: Desk, navigator: Navigator) -> QWidget:
    """The bills at the KSA, which has no area of the cases: their pages open from here."""
    pages = {
        "policies_page": _page_of("sozdesk.features.cases.ui.policies_page"),
        "privacy_page": _privacy,
    }
    page = import_module("sozdesk.features.billing.ui.check_page")
    widget: QWidget = page.build(desk, navigator, pages)
    return widget


def _privacy(desk: Desk, navigator: Navigator) -> QWidget:
    page = import_module("sozdesk.features.cases.ui.privacy_page")
    widget: QWidget = page.build(desk, navigator, _papers())
    return widget


_OF_CASES = "sozdesk.features.cases.ui.subpages"
_OF_OFFERINGS = "sozdesk.features.offerings.ui.subpages"
_OF_BILLING = "sozdesk.features.billing.ui.subpages"
_ALL = (
    Area(
        "start",
        "Übersicht",
        "house",
        frozenset({KSA, SERVICE}),
        _page_of("sozdesk.shell.start_page"),
    ),
    Area(
        "rent_limits",
        "Mietzinsgrenzwerte",
        "scale",
        frozenset({KSA}),
        _page_of("sozdesk.features.rent_limits.ui.page"),
        handbook="erhebung",
    ),
    Area(
        "rent_limits",
        "Mietzinsgrenzwerte",
        "scale",
        frozenset({SERVICE}),
        _page_of("sozdesk.features.rent_limits.ui.own_area"),
        handbook="melden",
    ),
    Area(
        "strategy",
        "Massnahmen",
        "flag",
        frozenset({KSA, SERVICE}),
        _page_of("sozdesk.features.strategy.ui.page"),
        handbook="massnahmen",
    ),
    Area(
        "offerings",
        "Angebote",
        "graduation-cap",
        frozenset({KSA}),
        _page_of("sozdesk.features.offerings.ui.page"),
        handbook="angebote",
        behind=((_OF_OFFERINGS, "SUBPAGES"),),
    ),
    Area(
        "offerings",
        "Angebote",
        "graduation-cap",
        frozenset({SERVICE}),
        _page_of("sozdesk.features.offerings.ui.search_page"),
        handbook="angebote-suchen",
        behind=((_OF_OFFERINGS, "SERVICE_SUBPAGES"),),
    ),
    Area(
        "cases",
        "Fälle",
        "folder-open",
        frozenset({SERVICE}),
        _cases,
        handbook="faelle",
        behind=((_OF_CASES, "SUBPAGES"),),
    ),
    Area(
        "billing",
        "Abrechnung",
        "receipt",
        frozenset({KSA}),
        _checks,
        handbook="abrechnung-pruefen",
        behind=((_OF_BILLING, "CANTONAL"), (_OF_BILLING, "OF_CASES")),
    ),
    Area(
        "billing",
        "Abrechnung",
        "receipt",
        frozenset({SERVICE}),
        _page_of("sozdesk.features.billing.ui.page"),
        handbook="abrechnung",
        behind=((_OF_BILLING, "SUBPAGES"),),
    ),
    Area(
        "offices",
        "Gemeinden und Stellen",
        "users",
        frozenset({KSA, SERVICE}),
        _page_of("sozdesk.features.offices.ui.page"),
        bottom=True,
        handbook="gemeinden",
    ),
    Area(
        "settings",
        "Einstellungen",
        "settings",
        frozenset({KSA, SERVICE}),
        _page_of("sozdesk.shell.settings_page"),
        bottom=True,
        handbook="sicherung",
    ),
)


def areas_for(office: str) -> tuple[Area, ...]:
    """What an office of this kind sees."""
    return tuple(area for area in _ALL if office in area.offices)
