"""What pages and the main window know of each other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, runtime_checkable
from uuid import UUID

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from sozdesk.runtime.desk import Desk

Target = Mapping[str, object]
"""What a page is opened at."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be done next, beside a sentence: the words of a link, and where it leads."""

    words: str
    go: Callable[[], object]


class Navigator(Protocol):
    """The main window, as pages see it."""

    def open_area(self, key: str, **target: object) -> None:
        """Show the area; its page gets ``target`` if it can (:class:`OpensTarget`)."""

    def open_subpage(self, widget: QWidget) -> None:
        """Show a page on top of the current one; ``back()`` leaves and deletes it."""

    def back(self) -> None:
        """Leave the sub-page on top."""

    def close_subpage(self, widget: QWidget) -> None:
        """Leave this sub-page when its work is done, also if another area is shown meanwhile."""

    def show_history(self, title: str, table: str, row_id: UUID) -> None:
        """Show the Verlauf of one record in a dialog."""

    def show_file_history(self) -> None:
        """Show the Verlauf of the whole file."""

    def share_of(self, page: str, usual: float) -> float:
        """The part of the width that the list of a page had last, or the usual one."""

    def remember_share(self, page: str, share: float) -> None:
        """Remember the part of the width that the list of a page has."""

    def view_of(self, page: str, usual: str) -> str:
        """How a page showed its records last, or the usual way."""

    def remember_view(self, page: str, view: str) -> None:
        """Remember how a page shows its records."""

    def say(self, sentence: str, *offers: Offer) -> None:
        """Show and announce a sentence above the page, until it is closed or the next one comes."""

    def forget_said(self) -> None:
        """Take the sentence away that is not true any more."""

    def open_handbook(self, place: str) -> None:
        """Open the handbook at ``page`` or ``page#heading``."""


@runtime_checkable
class OpensTarget(Protocol):
    """A page that can be opened at one of its records, for example ``bfs=2761``."""

    def open_target(self, **target: object) -> None:
        """Select what ``target`` names; unknown names are ignored."""


@runtime_checkable
class KnowsWhere(Protocol):
    """A page that can say at which of its records it stands."""

    def here(self) -> Target:
        """What :meth:`OpensTarget.open_target` takes to come back here."""


@runtime_checkable
class HoldsChanges(Protocol):
    """A page with a form in it."""

    def has_changes(self) -> bool:
        """Whether something was typed that is not saved."""

    def store_draft(self) -> None:
        """Hand what was typed to the desk as a draft; called before the file is locked."""


@runtime_checkable
class HelpsItself(Protocol):
    """A page with its own place in the handbook."""

    handbook_place: str


def open_module(desk: Desk, navigator: Navigator, module: str, target: Target) -> None:
    """Show the page that ``build`` of a module makes on top of the current one.

    The page remembers it, so that it comes back when the file was locked meanwhile.
    """
    page = import_module(module).build(desk, navigator, **target)
    page.opened_with = (module, target)
    navigator.open_subpage(page)
