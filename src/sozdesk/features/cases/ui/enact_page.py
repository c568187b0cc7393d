"""«Angebot verfügen»: a page in sections, checked while typing, saved with Ctrl+S, never lost."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final
from uuid import UUID

from PySide6.QtWidgets import QWidget

from sozdesk.archive import drafts
from sozdesk.features.cases import queries, usecases
from sozdesk.features.cases.terms import EnactmentCheck
from sozdesk.features.cases.ui import enact_form
from sozdesk.features.cases.ui.enact_form import EnactForm, EnactKnown
from sozdesk.features.offerings.terms import PriceUnit
from sozdesk.kernel.errors import SozDeskError
from sozdesk.kernel.usecase import Outcome
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons, errors, labels, messages
from sozdesk.widgets.page import ActionBar, Page

_DRAFT = "cases.enactment"
_GONE = "Diesen Fall gibt es nicht mehr."
_DAYS: Final = ("first_day", "last_day", "zif_recommended_on")
_IDS: Final = ("offering_id", "person_id", "ruling_id")


def build(
    desk: Desk, navigator: Navigator, *, case_id: UUID, enactment_id: UUID | None = None
) -> QWidget:
    """The form of an enactment of a case, or of a new one."""
    return EnactPage(desk, navigator, case_id, enactment_id)


class EnactPage(Page):
    """Sub-page; warns before leaving with something unsaved, keeps it when the file is locked."""

    handbook_place = "teilnahmen#verfuegen"

    def __init__(
        self, desk: Desk, navigator: Navigator, case_id: UUID, enactment_id: UUID | None
    ) -> None:
        title = "Verfügtes Angebot ändern" if enactment_id else "Angebot verfügen"
        super().__init__(title, back=self.leave)
        self.desk, self._navigator = desk, navigator
        self._case_id, self._enactment_id = case_id, enactment_id
        self.known: EnactKnown | None = None
        self.entry: EnactForm | None = None
        self._asking = self._ask_again = False
        save = buttons.action("&Speichern", self.save, key="Ctrl+S")
        save.setParent(self)
        self.addAction(save)
        self.save_button = buttons.button("&Speichern", self.save, primary=True, tip="Ctrl+S")
        self.bar = ActionBar(self.save_button, buttons.button("Sch&liessen", self.leave))
        self.set_bar(self.bar)
        self.load()

    def load(self) -> None:
        """Read what the form offers."""
        case_id, enactment_id = self._case_id, self._enactment_id

        def read(archive: Any) -> tuple[EnactKnown | None, Mapping[str, Any] | None]:
            draft = archive.query(
                drafts.draft_of, _DRAFT, enactment_id or case_id, archive.context().staff_id
            )
            return enact_form.load(archive, case_id, enactment_id), draft and draft.content

        self.desk.call(read, done=self._build, failed=self._failed, owner=self)

    def _build(self, loaded: tuple[EnactKnown | None, Mapping[str, Any] | None]) -> None:
        self.known, draft = loaded
        if self.known is None:
            self.set_content(labels.body(_GONE))
            self.save_button.setEnabled(False)
            return
        case = self.known.case
        self.head.set_facts(f"Fall {case.number}, {case.name}")
        self.entry = EnactForm(self.known)
        self.entry.form.changed.connect(self._follow)
        self.set_content(self.entry, scroll=True)
        if draft is not None:
            self._take_draft(draft)
        else:
            self.entry.form["offering_id"].focus()
        self._follow()

    # ------------------------------------------------------------------ following the typing

    def _follow(self) -> None:
        """Say what is unsaved, and ask what the catalogue says; one question at a time."""
        dirty = self.has_changes()
        self.bar.set_message(
            "Nicht gespeicherte Änderungen" if dirty else "", "", "hint" if dirty else ""
        )
        if self._asking:
            self._ask_again = True
            return
        assert self.entry is not None
        self._asking, self._ask_again = True, False
        self.desk.query(
            queries.enactment_check,
            self.entry.draft(),
            self._enactment_id,
            done=self._show_check,
            failed=self._check_failed,
            owner=self,
        )

    def _show_check(self, check: EnactmentCheck) -> None:
        if self.entry is None:
            return
        if check.facts.draft == self.entry.draft():
            self.entry.show_check(check)
        self._asking = False
        if self._ask_again:
            self._follow()

    def _check_failed(self, error: SozDeskError) -> None:
        self._asking = False
        self._failed(error)

    def has_changes(self) -> bool:
        """Whether something was typed that is not saved."""
        return self.entry is not None and self.entry.form.is_dirty()

    def store_draft(self) -> None:
        """Keep what was typed until the file is opened again."""
        if self.entry is not None:
            content = to_json(self.entry.form.values())
            owner = self._enactment_id or self._case_id
            command = drafts.SaveDraft(form=_DRAFT, record_id=owner, content=content)
            self.desk.run(drafts.save_draft, command)

    def _take_draft(self, content: Mapping[str, Any]) -> None:
        assert self.entry is not None
        for key, value in from_json(content).items():
            if key in self.entry.form:
                self.entry.form[key].set_value(value)
        self.show_notice(
            "Ihr Entwurf von vorher ist wieder da.",
            buttons.link("Entwurf verwerfen", self._forget_draft),
            state="note",
        )

    def _drop_draft(self) -> None:
        owner = self._enactment_id or self._case_id
        self.desk.run(drafts.discard_draft, drafts.DiscardDraft(form=_DRAFT, record_id=owner))

    def _forget_draft(self) -> None:
        self._drop_draft()
        self.clear_notice()
        self.load()

    # ------------------------------------------------------------------ saving and leaving

    def save(self) -> None:
        """Save, then leave; what stops it stands at the fields."""
        if self.entry is None:
            return
        if findings := self.entry.form.check_entries():
            self.entry.summary.report(findings)
            return
        act = self._act()
        if act is None:
            self._leave_now()
            return
        self.save_button.setEnabled(False)
        self.desk.run(*act, done=self._saved, failed=self._failed, owner=self)

    def _act(self) -> Any:
        assert self.entry is not None
        assert self.known is not None
        row = self.known.row
        if row is None:
            return usecases.enact_offering, usecases.EnactOffering(draft=self.entry.draft())
        if not (changes := self.entry.form.changes()):
            return None
        command = usecases.ChangeEnactment(id=row.id, base_version=row.version, changes=changes)
        return usecases.change_enactment, command

    def _saved(self, outcome: Outcome) -> None:
        self._leave_now()
        self._navigator.say(f"{outcome.summary}.")

    def _leave_now(self) -> None:
        if self.entry is not None:
            self.entry.form.mark_clean()
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
        summary = self.entry.summary if self.entry else None
        errors.show(self, error, form=summary, reload=self.load)


# ------------------------------------------------------------------ drafts


def to_json(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of the form as JSON."""
    return {key: _plain(value) for key, value in values.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def from_json(stored: Mapping[str, Any]) -> dict[str, Any]:
    """The way back from :func:`to_json`."""
    values = dict(stored)
    for key in _IDS:
        values[key] = UUID(values[key]) if values.get(key) else None
    for key in _DAYS:
        values[key] = date.fromisoformat(values[key]) if values.get(key) else None
    values["unit"] = PriceUnit(values["unit"]) if values.get("unit") else None
    return values
