"""How a person uses the page of data protection, of cases or of bills."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QPushButton

from sozdesk.archive.store import Archive
from sozdesk.features.cases.terms.privacy import DeletionStep
from sozdesk.features.cases.ui.privacy_dialogs import AnswerDialog, OfferDialog, RecipientDialog
from sozdesk.runtime import worker
from sozdesk.widgets import file_prompts


def primary(page: Any) -> QPushButton:
    """The button for the next step."""
    QCoreApplication.processEvents()
    shown = [one for one in page.head.findChildren(QPushButton) if one.isVisible()]
    return next(one for one in shown if "Auskunft" not in one.text().replace("&", ""))


def dialog(page: Any, kind: type[Any]) -> Any:
    """The dialog that is open."""
    (found,) = [one for one in page.findChildren(kind) if one.isVisible()]
    return found


def row(page: Any) -> Any:
    """The first of the deletion list."""
    return page.data.deletions[0]


def list_and_offer(page: Any, archive_name: str) -> None:
    """Put on the list, offered to an archive, its answer recorded."""
    primary(page).click()
    assert row(page).step is DeletionStep.LISTED

    primary(page).click()
    offer = dialog(page, OfferDialog)
    offer.form["archive"].set_value(archive_name)
    offer.accept()
    assert row(page).step is DeletionStep.OFFERED

    primary(page).click()
    dialog(page, AnswerDialog).accept()
    assert row(page).step is DeletionStep.ANSWERED


def approve_as_second_person(page: Any, archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beat Beispiel, who did not list it, releases the deletion."""
    own = archive.context
    monkeypatch.setattr(
        archive, "context", lambda *_watch: replace(own(), staff_name="Beat Beispiel")
    )
    primary(page).click()
    assert row(page).step is DeletionStep.APPROVED


def ask(page: Any, person: UUID, target: Path | None) -> None:
    """Give Anna Muster the Auskunft over a person; ``target`` None: no place is chosen."""
    page.answer()
    asked = dialog(page, RecipientDialog)
    asked.form["person"].set_value(person)
    asked.form["recipient"].set_value("Anna Muster")
    asked.form["purpose"].set_value("Auskunftsgesuch")
    file_prompts.set_next_path(target)
    asked.accept()
    worker.wait_for_all()
    QCoreApplication.processEvents()


def answer_tables(page: Any, person: UUID, folder: Path) -> dict[str, list[dict[str, str]]]:
    """Table → entries of the Auskunft over a person, as it was written."""
    ask(page, person, folder / "auskunft.json")
    told = json.loads((folder / "auskunft.json").read_text("utf-8"))
    return {one["table"]: one["entries"] for one in told["tables"]}
