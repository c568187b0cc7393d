"""The declarations of a Sozialdienst."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QDialog

from screens.scene_kit import YEAR, open_dialog
from screens.stage import Stage
from sozdesk.app.sample import clerk
from sozdesk.archive.store import Archive
from sozdesk.features.rent_limits import queries, usecases
from sozdesk.features.rent_limits.ui.declare_page import DeclarePage
from sozdesk.features.rent_limits.ui.derive_page import DerivePage
from sozdesk.features.rent_limits.ui.own_area import OwnArea
from sozdesk.features.rent_limits.ui.own_words import Finished


def own_area(stage: Stage, bfs: int = clerk.OPEN, year: int = YEAR, tab: int = 0) -> OwnArea:
    """The area of the own declarations, at one of them."""
    stage.open_area("rent_limits", bfs=bfs, year=year)
    area = next(area for area in stage.workspace.findChildren(OwnArea))
    if area.detail is not None:
        area.detail.tabs.choose(tab)
    return area


def own(bfs: int, year: int = YEAR, tab: int = 0) -> Callable[[Stage], None]:
    """The same as a scene."""

    def go(stage: Stage) -> None:
        own_area(stage, bfs, year, tab)

    return go


def declare(stage: Stage, bfs: int = clerk.OPEN) -> DeclarePage:
    """The form of a municipality."""
    stage.open_area("rent_limits", bfs=bfs, year=YEAR, declare=True)
    page = stage.workspace.stack.currentWidget()
    assert isinstance(page, DeclarePage)
    return page


def declared_just_now(stage: Stage) -> None:
    """The list after form and pdf of one municipality were made."""
    key = (clerk.DONE, YEAR, None)
    folder = Path("Grenzwerte 2027")
    done = Finished(key=key, name="Reigoldswil", folder=folder, revision=1)
    own_area(stage)._say_finished(done)


def declaring(stage: Stage) -> None:
    declare(stage)


def declaring_with_hints(stage: Stage) -> None:
    """A large change, and the main button with an amount missing."""
    page = declare(stage)
    page.form["amount_p2"].set_value(1_300_00)
    page.form["amount_p4"].set_value(None)
    page.finish()


def declaring_unchanged(stage: Stage) -> None:
    declare(stage).confirm_unchanged()


def declaring_change(stage: Stage) -> None:
    area = own_area(stage, clerk.DONE)
    assert area.detail is not None
    area.declare_change(area.detail.row)


_OFFERS = "Zimmer\tNettomiete\n" + "\n".join(
    f"{1.5 + number % 8 * 0.5}\t{700 + number % 8 * 130 + number * 37 % 160}"
    for number in range(74)
)


def deriving(tab: int, text: str = _OFFERS) -> Callable[[Stage], None]:
    """The helper at one of its ways."""

    def go(stage: Stage) -> None:
        declare(stage).derive()
        page = stage.workspace.stack.currentWidget()
        assert isinstance(page, DerivePage)
        page.tabs.choose(tab)
        if text and tab == 0:
            page.offers.put_back(
                {"text": f"{text}\n5.5\t1950\nRest\t", "percent": 40, "source": "Portale"}
            )

    return go


def derived(stage: Stage) -> None:
    """The form after «In die Meldung eintragen»."""
    deriving(0)(stage)
    page = stage.workspace.stack.currentWidget()
    assert isinstance(page, DerivePage)
    page.enter()


def deadline_dialog(stage: Stage) -> QDialog:
    own_area(stage).change_deadline()
    return open_dialog()


def changed_just_now(stage: Stage) -> None:
    """The list after form and pdf of a new Beschluss as of 1 July were made."""
    start = date(YEAR, 7, 1)

    def change(archive: Archive) -> object:
        context = archive.context()
        if archive.query(queries.own_row, context.today, clerk.DONE, YEAR, start).declared:
            return None  # the other variants of this scene have the same file
        row = archive.query(queries.own_row, context.today, clerk.DONE, YEAR)
        declared = replace(row.declared.declaration, valid_from=start, unchanged=False)
        asked = archive.query(queries.own_documents, declared, start, None, context)
        command = usecases.FinishOwn(
            declaration=declared,
            change_from=start,
            revision=1,
            documents=usecases.made_documents(asked),
        )
        return archive.run(usecases.finish_own, command)

    area = own_area(stage)
    stage.window.desk.call(change)
    done = Finished(
        key=(clerk.DONE, YEAR, start),
        name="Reigoldswil",
        folder=Path("Grenzwerte 2027"),
        revision=1,
    )
    area._say_finished(done)
