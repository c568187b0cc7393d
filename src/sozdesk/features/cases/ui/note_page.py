"""Writing an Aktennotiz: a page with room, saved with Ctrl+S, never lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from sozdesk.archive import drafts
from sozdesk.features.cases import queries, usecases
from sozdesk.features.cases.terms.work import NoteRow
from sozdesk.kernel.errors import SozDeskError
from sozdesk.kernel.usecase import Outcome
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons, errors, layouts, messages, theme
from sozdesk.widgets.fields import Field, Form
from sozdesk.widgets.inputs import TextArea, TextInput
from sozdesk.widgets.page import ActionBar, Page
from sozdesk.widgets.summary import ErrorSummary
from sozdesk.widgets.typed import DateInput

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

_DRAFT = "cases.note"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteKnown:
    """The note as it is, and what was typed before."""

    row: NoteRow | None
    draft: Mapping[str, Any] | None
    today: date


def build(
    desk: Desk,
    navigator: Navigator,
    *,
    case_id: UUID,
    number: int,
    note_id: UUID | None = None,
) -> QWidget:
    """The page for a new note of a case, or for one that is there."""
    return NotePage(desk, navigator, case_id, number, note_id)


def load(archive: Archive, case_id: UUID, note_id: UUID | None) -> NoteKnown:
    """The note, and the draft of this person."""
    context = archive.context()
    rows = archive.query(queries.notes_of, case_id) if note_id is not None else ()
    draft = archive.query(drafts.draft_of, _DRAFT, note_id or case_id, context.staff_id)
    return NoteKnown(
        row=next((row for row in rows if row.id == note_id), None),
        draft=draft.content if draft else None,
        today=context.today,
    )


class NotePage(Page):
    """Sub-page; warns before leaving with something unsaved, keeps it when the file is locked."""

    handbook_place = "aufgaben#notizen"

    def __init__(
        self, desk: Desk, navigator: Navigator, case_id: UUID, number: int, note_id: UUID | None
    ) -> None:
        super().__init__("Aktennotiz", f"Fall {number}", back=self.leave)
        self._desk, self._navigator = desk, navigator
        self._case_id, self._note_id = case_id, note_id
        self.known: NoteKnown | None = None
        save = buttons.action("&Speichern", self.save, key="Ctrl+S")
        save.setParent(self)
        self.addAction(save)
        self.save_button = buttons.button("&Speichern", self.save, primary=True, tip="Ctrl+S")
        self.bar = ActionBar(self.save_button, buttons.button("Sch&liessen", self.leave))
        self.set_bar(self.bar)
        self.form = Form()
        self._build()
        self._load()

    def _build(self) -> None:
        self.area = TextArea()
        fields = (
            self.form.add("noted_on", Field("Da&tum", DateInput())),
            self.form.add("title", Field("T&itel", TextInput(limit=200), width=520)),
            self.form.add("text", Field("&Notiz", self.area)),
        )
        self.area.setFixedHeight(theme.px(260))
        self.summary = ErrorSummary(self.form)
        margins = (24, 12, 24, 20)
        body = layouts.column(self.summary, *fields, None, spacing=12, margins=margins)
        self.set_content(layouts.box(body), scroll=True)
        self.form.changed.connect(self._show_bar)

    def _load(self) -> None:
        wanted = (self._case_id, self._note_id)
        self._desk.call(
            lambda archive: load(archive, *wanted),
            done=self._show,
            failed=self._failed,
            owner=self,
        )

    def _show(self, known: NoteKnown) -> None:
        self.known = known
        row = known.row
        values: dict[str, Any] = {"noted_on": known.today, "title": "", "text": ""}
        if row is not None:
            values = {"noted_on": row.noted_on, "title": row.title, "text": row.text}
        self.form.set_values(values)
        if known.draft is not None:
            self._put(known.draft)
            self.show_notice(
                "Ihr Entwurf von vorher ist wieder da.",
                buttons.link("Entwurf verwerfen", self._forget_draft),
                state="note",
            )
        self.form["title"].focus()
        self._show_bar()

    def _put(self, draft: Mapping[str, Any]) -> None:
        """As if somebody had typed it."""
        day = draft["noted_on"]
        self.form["noted_on"].set_value(date.fromisoformat(day) if day else None)
        self.form["title"].set_value(draft["title"])
        self.form["text"].set_value(draft["text"])

    # ------------------------------------------------------------------ following the typing

    def has_changes(self) -> bool:
        """Whether something was typed that is not saved."""
        return self.known is not None and self.form.is_dirty()

    def _show_bar(self) -> None:
        dirty = self.has_changes()
        self.bar.set_message(
            "Nicht gespeicherte Änderungen" if dirty else "", "", "hint" if dirty else ""
        )

    def store_draft(self) -> None:
        """Keep what was typed until the file is opened again."""
        values = self.form.values()
        day: date | None = values["noted_on"]
        content = {**values, "noted_on": day.isoformat() if day else None}
        command = drafts.SaveDraft(form=_DRAFT, record_id=self._draft_key(), content=content)
        self._desk.run(drafts.save_draft, command)

    def _draft_key(self) -> UUID:
        """A new note is a draft of its case."""
        return self._note_id or self._case_id

    def _drop_draft(self) -> None:
        command = drafts.DiscardDraft(form=_DRAFT, record_id=self._draft_key())
        self._desk.run(drafts.discard_draft, command)

    def _forget_draft(self) -> None:
        """Back to what is saved."""
        self._drop_draft()
        self.clear_notice()
        self._load()

    # ------------------------------------------------------------------ saving and leaving

    def save(self) -> None:
        """Save, then leave; what stops it stands at the fields."""
        if findings := self.form.check_entries():
            self.summary.report(findings)
            return
        act = self._act()
        if act is None:
            self._leave_now()
            return
        self.save_button.setEnabled(False)
        self._desk.run(*act, done=self._saved, failed=self._failed, owner=self)

    def _act(self) -> Any:
        row = self.known.row if self.known else None
        values = self.form.values()
        if values["noted_on"] is None and self.known is not None:
            values["noted_on"] = self.known.today
        if row is None:
            return usecases.add_note, usecases.AddNote(case_id=self._case_id, **values)
        changes = {key: values[key] for key in self.form.changes()}
        change = usecases.ChangeNote(id=row.id, base_version=row.version, changes=changes)
        return (usecases.change_note, change) if changes else None

    def _saved(self, outcome: Outcome) -> None:
        self.form.mark_clean()
        self._leave_now()
        self._navigator.say(f"{outcome.summary}.")

    def _leave_now(self) -> None:
        self._drop_draft()
        self._navigator.close_subpage(self)

    def leave(self) -> None:
        """Back; asks whether to save what was typed."""
        answer = messages.ask_unsaved(self) if self.has_changes() else messages.Unsaved.DISCARD
        if answer is messages.Unsaved.SAVE:
            self.save()
        elif answer is messages.Unsaved.DISCARD:
            self._leave_now()

    def _failed(self, error: SozDeskError) -> None:
        self.save_button.setEnabled(True)
        errors.show(self, error, form=self.summary, reload=self._load)
