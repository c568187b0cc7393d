"""The search for an offering, as a Sozialdienst sees it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from screens.stage import Stage, settle
from sozdesk.features.offerings.terms import CefrLevel, Wanted
from sozdesk.features.offerings.ui import search_page
from sozdesk.features.offerings.ui.search_page import SearchPage

KIT = Path(__file__).resolve().parents[1] / "features" / "offerings"


def page(stage: Stage, *, filled: bool = True) -> SearchPage:
    """The page; the small catalogue is written once per file."""
    if filled:
        _fill(stage)
    stage.open_area("offerings")
    found = stage.workspace.stack.currentWidget()
    assert isinstance(found, SearchPage)
    found.clear_filters()
    return found


def _fill(stage: Stage) -> None:
    if str(KIT) not in sys.path:
        sys.path.insert(0, str(KIT))
    import search_kit

    from sozdesk.archive.store import Archive
    from sozdesk.features.offerings import queries

    def fill(archive: Archive) -> None:
        if not archive.query(queries.offerings, archive.context().today):
            search_kit.fill(archive)

    stage.window.desk.call(fill)


def searched(wanted: Wanted) -> Callable[[Stage], None]:
    def go(stage: Stage) -> None:
        made = page(stage)
        assert made.filters is not None
        made.filters.show_wanted(wanted)
        settle()
        made.finish_now()

    return go


def everything(stage: Stage) -> None:
    page(stage).finish_now()


def detail_only(stage: Stage) -> None:
    """In a narrow window the second step."""
    made = page(stage)
    assert made.filters is not None
    made.filters.show_wanted(Wanted(text="lesen", near=2861))
    made.finish_now()
    made.split.show_detail()


def empty(stage: Stage) -> None:
    page(stage, filled=False)


def comparing(stage: Stage) -> None:
    made = page(stage)
    for found in made.model.rows()[:3]:
        made.tick(found, on=True)
    made.commands.compare()


def needs(stage: Stage) -> None:
    made = page(stage)
    assert made.filters is not None
    for level in (CefrLevel.A1, CefrLevel.A2):
        made.filters.show_wanted(Wanted(level=level, childcare=True, near=2861, km=5))
        made.commands.count_need()
    made.commands.open_needs()


SCENES: dict[str, Callable[[Stage], QWidget | None]] = {
    "240-angebote-suchen": searched(Wanted(text="grundkompetenz b1 kinder sissach")),
    "241-angebote-alle": everything,
    "242-angebote-filter": searched(
        Wanted(level=CefrLevel.B1, near=2861, km=15, max_price=400_00, age=34, hidden=True)
    ),
    "243-angebote-nichts": searched(Wanted(childcare=True, level=CefrLevel.A1, near=2861, km=5)),
    "244-angebote-kein-platz": searched(Wanted(text="werkstatt", category="employment")),
    "245-angebot-detail": detail_only,
    "246-angebote-vergleichen": comparing,
    "247-fehlende-angebote": needs,
}


def of_the_ksa(stage: Stage) -> None:
    """The same on top of the area of the KSA, with its own offerings."""
    stage.open_area("offerings")
    made = search_page.build(stage.window.desk, stage.workspace)
    assert isinstance(made, SearchPage)
    stage.workspace.open_subpage(made)
    assert made.filters is not None
    made.filters.show_wanted(Wanted(text="grundkompetenz b1 kinder sissach"))
    settle()
    made.finish_now()


KSA: dict[str, Callable[[Stage], QWidget | None]] = {"248-suchen-wie-eine-gemeinde": of_the_ksa}
EMPTY: dict[str, Callable[[Stage], QWidget | None]] = {"249-angebote-ohne-katalog": empty}
