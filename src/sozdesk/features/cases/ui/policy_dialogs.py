"""Entering a Grundsatzentscheid, and reading the file of a municipality in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from sozdesk.features.cases import usecases
from sozdesk.features.cases.terms.work import PolicyChange, PolicyPreview, PolicyRow
from sozdesk.features.cases.texts import work as said
from sozdesk.features.offerings.queries import COMPARE_OFFICE
from sozdesk.features.offerings.terms.catalogue import NEEDS_COMPARISON, KeyTrust
from sozdesk.kernel import german
from sozdesk.kernel.municipality import Municipality
from sozdesk.kernel.swiss_time import swiss_day
from sozdesk.runtime.desk import Desk
from sozdesk.widgets import labels, layouts
from sozdesk.widgets.command_dialog import Act, CommandDialog
from sozdesk.widgets.fields import Field
from sozdesk.widgets.inputs import Choice, SuggestedInput, TextArea, TextInput, Tick
from sozdesk.widgets.parts import PartTable
from sozdesk.widgets.table import Column
from sozdesk.widgets.typed import AmountInput, DateInput

_WIDE = 360
_LAST = "Ohne letzten Tag gilt der Entscheid, bis ein neuer zum gleichen Thema ihn ablöst."
_NEEDED = {
    "valid_from": "Schreiben Sie, ab wann der Entscheid gilt.",
    "decided_on": "Schreiben Sie, wann beschlossen wurde.",
}
_COMPARED = "Am Telefon verglichen: Alle acht Zifferngruppen stimmen überein"


class PolicyDialog(CommandDialog):
    """Without ``row`` a new decision, perhaps on a ``topic`` that is there; with one its changes."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        own: Sequence[Municipality],
        topics: Sequence[str],
        today: date,
        *,
        row: PolicyRow | None = None,
        topic: str = "",
    ) -> None:
        title = "Grundsatzentscheid erfassen" if row is None else "Grundsatzentscheid ändern"
        super().__init__(parent, desk, title)
        self._row = row
        towns = Choice([(one.bfs_number, one.short_name) for one in own])
        self.put("bfs_number", Field("&Gemeinde", towns, width=260))
        self.put("topic", Field("T&hema", SuggestedInput(list(topics)), width=_WIDE))
        self.put("decision", Field("&Entscheid", TextArea(), width=_WIDE))
        note = Field("Betrag g&ilt", TextInput(limit=100), width=260, optional=True)
        self._put_beside(
            ("amount", Field("&Betrag (CHF)", AmountInput(), optional=True)), ("amount_note", note)
        )
        number = Field("Beschluss &Nr.", TextInput(limit=60), width=160, optional=True)
        self._put_beside(
            ("decided_on", Field("Beschlossen a&m", DateInput(near=today))),
            ("resolution_number", number),
        )
        self._put_beside(
            ("valid_from", Field("Gültig &ab", DateInput(near=today))),
            ("ended_on", Field("Let&zter Tag", DateInput(near=today), optional=True)),
        )
        self.body.addWidget(labels.secondary(_LAST))
        self._begin(row, topic, today)

    def _put_beside(self, *fields: tuple[str, Field]) -> None:
        """Two short fields in one line, so that the dialog fits on a small screen."""
        made = [self.put(key, field, needed=_NEEDED.get(key, "")) for key, field in fields]
        layouts.nest(self.body, layouts.row(*made, None, spacing=20))

    def _begin(self, row: PolicyRow | None, topic: str, today: date) -> None:
        if row is not None:
            self.show_row(row)
            self.form["bfs_number"].setEnabled(False)
            return
        self.form["topic"].set_value(topic)
        self.form["valid_from"].set_value(today)
        self.form.mark_clean()

    def act(self) -> Act | None:
        """Enter the decision, or change what differs."""
        if self._row is None:
            return usecases.add_policy, usecases.AddPolicy(**self.form.values())
        changes = self.form.changes()
        change = usecases.ChangePolicy(
            id=self._row.id, base_version=self._row.version, changes=changes
        )
        return (usecases.change_policy, change) if changes else None


class MergeDialog(CommandDialog):
    """What the file of a municipality changes; its key is compared once by phone."""

    def __init__(self, parent: QWidget, desk: Desk, data: bytes, preview: PolicyPreview) -> None:
        day = german.day(swiss_day(preview.made_at))
        intro = f"{preview.office}, Meldung vom {day}: {german.enumeration(list(preview.municipalities))}."
        super().__init__(parent, desk, "Meldung einlesen", action="Meldung &einlesen", intro=intro)
        self._data, self._preview = data, preview
        self.table = PartTable("Was sich ändert", _columns(), key=_key)
        self.table.set_rows(preview.changes)
        number = len(preview.changes)
        self.body.addWidget(labels.strong(said.preview_words(preview)))
        if number:
            self.table.view.setMinimumSize(400, 60 + 50 * min(number, 5))
            self.body.addWidget(self.table.view)
        if preview.trust in NEEDS_COMPARISON:
            self._ask(preview)

    def _ask(self, preview: PolicyPreview) -> None:
        changed = preview.trust is KeyTrust.CHANGED
        first = "Die Stelle unterschreibt mit einem anderen Schlüssel als bisher."
        self.body.addWidget(labels.body(f"{first} {COMPARE_OFFICE}" if changed else COMPARE_OFFICE))
        self.body.addWidget(labels.text(preview.fingerprint, "section", selectable=True))
        self.put("compared", Field("Schlüssel", Tick(_COMPARED), show_label=False))

    def act(self) -> Act:
        """Read it in; refused while the key is not compared."""
        compared = "compared" in self.form and bool(self.form["compared"].value())
        trust = self._preview.fingerprint if compared else ""
        return usecases.merge_policies, usecases.MergePolicies(data=self._data, trust=trust)


def _key(one: PolicyChange) -> tuple[Any, ...]:
    return (one.bfs_number, one.topic, one.valid_from)


def _columns() -> tuple[Column, ...]:
    where = Column(
        title="Gemeinde und Thema",
        text=lambda one: f"{one.municipality}, {one.topic}",
        second=lambda one: f"{said.CHANGE_WORDS[one.kind]}, ab {german.day(one.valid_from)}",
        most=210,
    )
    what = Column(
        title="Entscheid",
        text=lambda one: one.after or one.before,
        second=lambda one: f"bisher: {one.before}" if one.before and one.after else "",
        stretch=True,
    )
    return (where, what)
