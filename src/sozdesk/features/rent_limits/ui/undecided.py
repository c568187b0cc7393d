"""What was typed about returns and is not decided yet; survives another row, a lock, a crash."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject

from sozdesk.archive.drafts import DiscardDraft, DraftRow, SaveDraft
from sozdesk.archive.drafts import discard_draft as discard
from sozdesk.archive.drafts import draft_of as read
from sozdesk.archive.drafts import save_draft as save
from sozdesk.runtime.desk import Desk

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

_FORM = "rent_limits.decisions"


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the controls of one return."""

    decisions: Mapping[str, tuple[str | None, str]] = field(default_factory=dict)
    """``reason_key`` → choice and reason."""
    query_text: str = ""

    def __bool__(self) -> bool:
        """Whether anything was typed or chosen."""
        chosen = any(choice or reason for choice, reason in self.decisions.values())
        return chosen or bool(self.query_text)


class Undecided(QObject):
    """Typed decisions by the id of their return, kept as one draft of the person."""

    def __init__(self, parent: QObject, desk: Desk) -> None:
        super().__init__(parent)
        self._desk = desk
        self._typed: dict[UUID, Typed] = {}
        self._has_draft = False
        desk.call(_draft, done=self._put_back, owner=self)

    def __bool__(self) -> bool:
        """Whether anything is undecided."""
        return bool(self._typed)

    def of(self, declaration_id: UUID) -> Typed:
        """What was typed about a return."""
        return self._typed.get(declaration_id, Typed())

    def remember(self, declaration_id: UUID, typed: Typed) -> None:
        """Keep it; nothing typed forgets it."""
        if typed:
            self._typed[declaration_id] = typed
            return
        self._typed.pop(declaration_id, None)
        if self._has_draft and not self._typed:
            self._has_draft = False
            self._desk.run(discard, DiscardDraft(form=_FORM))

    def store(self) -> None:
        """Write the draft."""
        self._has_draft = True
        content = {str(key): _as_json(typed) for key, typed in self._typed.items()}
        self._desk.run(save, SaveDraft(form=_FORM, content=content))

    def _put_back(self, draft: DraftRow | None) -> None:
        if draft is None:
            return
        self._has_draft = True
        found = {UUID(key): _from_json(content) for key, content in draft.content.items()}
        self._typed = {**found, **self._typed}


def _draft(archive: Archive) -> DraftRow | None:
    return archive.query(read, _FORM, None, archive.staff.id)


def _as_json(typed: Typed) -> dict[str, Any]:
    decisions = {key: list(pair) for key, pair in typed.decisions.items()}
    return {"decisions": decisions, "query_text": typed.query_text}


def _from_json(content: Mapping[str, Any]) -> Typed:
    decisions = {key: (pair[0], pair[1]) for key, pair in content["decisions"].items()}
    return Typed(decisions, content["query_text"])
