"""«Auskunft»: everything that the file holds of one person, as PDF or JSON."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from PySide6.QtWidgets import QWidget

from sozdesk.documents.safe_write import write_bytes
from sozdesk.features.cases import queries
from sozdesk.features.cases.reports import privacy as reports
from sozdesk.features.cases.terms import PersonRow
from sozdesk.features.cases.terms.privacy import HeldTable, KnownPerson
from sozdesk.features.cases.ui.privacy_dialogs import RecipientDialog
from sozdesk.runtime import worker
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.handing_out import noting
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import errors, save_path
from sozdesk.widgets.command_dialog import Act

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

Held = list[tuple[UUID, tuple[HeldTable, ...]]]
"""Person → what is held of them."""
_PURPOSES: Final = ("Auskunft an die Person",)
_DOCUMENTS: Final = "PDF (*.pdf);;JSON (*.json)"


def disclose(
    page: QWidget,
    desk: Desk,
    navigator: Navigator,
    people: Sequence[PersonRow | KnownPerson],
    stamp: reports.Stamp,
    kinds: queries.Kinds,
    *,
    choose: bool,
) -> None:
    """Ask who gets it and what for, and of whom if ``choose``, then where to write it."""
    title = "Auskunft über eine Person" if choose else f"Auskunft über {people[0].name}"
    dialog = RecipientDialog(
        page, desk, title, people, one=choose, locked=False, purposes=_PURPOSES
    )

    def ask_path(act: Act) -> None:
        (person_id,) = dialog.chosen()
        name = next(one.name for one in people if one.id == person_id)
        path = save_path.ask(page, desk, "Auskunft speichern", "Auskunft.pdf", _DOCUMENTS)
        if path is not None:
            done = partial(write, act, path, name)
            desk.call(partial(held, (person_id,), kinds), done=done, owner=page)

    def write(act: Act, path: Path, name: str, found: Held) -> None:
        worker.run(
            noting(desk, act, write_file),
            path,
            _document,
            path.suffix.lower(),
            name,
            found[0][1],
            stamp,
            done=lambda made: navigator.say(f"Geschrieben: «{made.name}»."),
            failed=lambda error: errors.show(page, error),
            owner=page,
        )

    dialog.answered.connect(ask_path)
    dialog.present()


def held(people: Sequence[UUID], kinds: queries.Kinds, archive: Archive) -> Held:
    """Read what is held of persons."""
    return [(one, archive.query(queries.held_of, one, kinds)) for one in people]


def write_file(path: Path, make: Callable[..., bytes], *parts: Any) -> Path:
    """Make a document and write it, in the worker."""
    write_bytes(path, make(*parts))
    return path


def _document(ending: str, name: str, found: Sequence[HeldTable], stamp: reports.Stamp) -> bytes:
    if ending == ".json":
        return reports.held_json(found, stamp)
    from sozdesk.documents.pdf import write_pdf  # noqa: PLC0415 - heavy, only when it is written

    return write_pdf(reports.held_report(name, found, stamp))
