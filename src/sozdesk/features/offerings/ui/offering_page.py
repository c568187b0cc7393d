"""The form of one offering: a page in sections, saved with Ctrl+S, never lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from sozdesk.archive import drafts
from sozdesk.features.offerings import queries, usecases
from sozdesk.features.offerings.terms import (
    CategoryRow,
    OfferingRow,
    PlaceRow,
    ProviderContactRow,
    ProviderRow,
)
from sozdesk.features.offerings.ui import offering_words as words
from sozdesk.features.offerings.ui.offering_form import (
    OfferingForm,
    from_json,
    to_json,
    values_of,
)
from sozdesk.kernel.errors import SozDeskError
from sozdesk.kernel.usecase import Outcome
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons, errors, labels, layouts, messages
from sozdesk.widgets.inputs import Choice
from sozdesk.widgets.page import ActionBar, Page

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

_DRAFT = "offerings.offering"
_NO_PROVIDER = "Erfassen Sie zuerst eine Anbieterin oder einen Anbieter."


@dataclass(frozen=True, slots=True, kw_only=True)
class FormKnown:
    """What the form offers to choose from, the offering as it is, and what was typed before."""

    row: OfferingRow | None
    providers: tuple[ProviderRow, ...]
    categories: tuple[CategoryRow, ...]
    segments: tuple[str, ...]
    contacts: Mapping[UUID, tuple[ProviderContactRow, ...]]
    places: Mapping[UUID, tuple[PlaceRow, ...]]
    draft: Mapping[str, Any] | None


def build(
    desk: Desk,
    navigator: Navigator,
    *,
    offering_id: UUID | None = None,
    provider_id: UUID | None = None,
    made: Callable[[UUID], None] | None = None,
) -> QWidget:
    """The form of an offering, or of a new one (perhaps of a provider); ``made`` is told its id."""
    page = OfferingPage(desk, navigator, offering_id, provider_id)
    page.made = made
    return page


def load(archive: Archive, offering_id: UUID | None) -> FormKnown:
    """Everything the form needs."""
    context = archive.context()
    rows = archive.query(queries.offerings, context.today)
    draft = archive.query(drafts.draft_of, _DRAFT, offering_id, context.staff_id)
    row = next((row for row in rows if row.id == offering_id), None)
    return FormKnown(
        row=row,
        providers=archive.query(queries.providers),
        categories=_categories(archive, row, context.today),
        segments=tuple(sorted({row.segment for row in rows if row.segment})),
        contacts=archive.query(queries.provider_contacts),
        places=archive.query(queries.places),
        draft=draft.content if draft else None,
    )


def _categories(archive: Archive, row: OfferingRow | None, today: date) -> tuple[CategoryRow, ...]:
    """Those of today, and the one of the offering, if it has ended: a change elsewhere keeps it."""
    holding = archive.query(queries.categories, today)
    if row is None or row.category_code in {one.code for one in holding}:
        return holding
    own = archive.query(queries.known_categories, today).get(row.category_code)
    return (*holding, own) if own is not None else holding


class OfferingPage(Page):
    """Sub-page; warns before leaving with something unsaved, keeps it when the file is locked."""

    handbook_place = "angebote#angebot-erfassen"

    def __init__(
        self,
        desk: Desk,
        navigator: Navigator,
        offering_id: UUID | None,
        provider_id: UUID | None,
    ) -> None:
        super().__init__("Neues Angebot", back=self.leave)
        self._desk, self._navigator = desk, navigator
        self._offering_id, self._provider_id = offering_id, provider_id
        self.made: Callable[[UUID], None] | None = None
        self.known: FormKnown | None = None
        self.entry: OfferingForm | None = None
        save = buttons.action("&Speichern", self.save, key="Ctrl+S")
        save.setParent(self)
        self.addAction(save)
        self.save_button = buttons.button("&Speichern", self.save, primary=True, tip="Ctrl+S")
        self.bar = ActionBar(self.save_button, buttons.button("Sch&liessen", self.leave))
        self.set_bar(self.bar)
        self._load(self._build)

    def _load(self, done: Callable[[FormKnown], None]) -> None:
        wanted = self._offering_id
        self._desk.call(
            lambda archive: load(archive, wanted), done=done, failed=self._failed, owner=self
        )

    # ------------------------------------------------------------------ building

    def _build(self, known: FormKnown) -> None:
        self.known = known
        row = known.row
        if not known.providers:
            self.set_content(labels.body(_NO_PROVIDER))
            self.save_button.setEnabled(False)
            return
        if row is not None:
            self.head.set_title(f"Angebot {words.label(row)}")
            self.head.set_facts(row.provider_name)
        first = known.providers[0].id
        draft_owner = UUID(known.draft["provider_id"]) if known.draft else None
        self._provider_id = row.provider_id if row else draft_owner or self._provider_id or first
        self._build_form()
        if known.draft is not None:
            self._put(from_json(known.draft["values"]))
            self.show_notice(
                "Ihr Entwurf von vorher ist wieder da.",
                buttons.link("Entwurf verwerfen", self._forget_draft),
                state="note",
            )

    def _build_form(self) -> None:
        """The fields for the chosen provider: contacts and places are its own."""
        assert self.known is not None
        assert self._provider_id is not None
        known, provider = self.known, self._provider_id
        self.entry = OfferingForm(
            known.categories,
            known.segments,
            known.contacts.get(provider, ()),
            known.places.get(provider, ()),
        )
        if known.row is not None:
            self.entry.form.set_values(_saved(known.row, self.entry.form.keys()))
        self.entry.form.mark_clean()
        self.entry.form.changed.connect(self._show_bar)
        above = [] if known.row is not None else [self._provider_choice(known.providers)]
        self.set_content(layouts.box(layouts.column(*above, self.entry, spacing=0)), scroll=True)
        self.entry.form["title"].focus()
        self._show_bar()

    def _provider_choice(self, rows: Sequence[ProviderRow]) -> QWidget:
        self.provider = Choice([(row.id, row.name) for row in rows])
        self.provider.setAccessibleName("Anbieter/in")
        self.provider.setMinimumWidth(460)
        self.provider.set_value(self._provider_id)
        self.provider.changed.connect(self._on_provider)
        label = labels.strong("Anbieter/in")
        line = layouts.row(self.provider, None)
        return layouts.box(layouts.column(label, line, spacing=4, margins=(24, 8, 24, 8)))

    def _on_provider(self) -> None:
        """Other places and contacts; what else was typed stays."""
        assert self.entry is not None
        typed = {**self.entry.form.values(), "place_ids": (), "contact_id": None}
        self._provider_id = self.provider.value()
        self._build_form()
        self._put(typed)

    def _put(self, values: Mapping[str, Any]) -> None:
        """As if somebody had typed them."""
        assert self.entry is not None
        for key, value in values.items():
            if key in self.entry.form:
                self.entry.form[key].set_value(value)

    # ------------------------------------------------------------------ following the typing

    def has_changes(self) -> bool:
        """Whether something was typed that is not saved."""
        return self.entry is not None and self.entry.form.is_dirty()

    def _show_bar(self) -> None:
        dirty = self.has_changes()
        self.bar.set_message(
            "Nicht gespeicherte Änderungen" if dirty else "", "", "hint" if dirty else ""
        )

    def store_draft(self) -> None:
        """Keep what was typed until the file is opened again."""
        if self.entry is None:
            return
        content = {
            "provider_id": str(self._provider_id),
            "values": to_json(self.entry.form.values()),
        }
        command = drafts.SaveDraft(form=_DRAFT, record_id=self._offering_id, content=content)
        self._desk.run(drafts.save_draft, command)

    def _drop_draft(self) -> None:
        command = drafts.DiscardDraft(form=_DRAFT, record_id=self._offering_id)
        self._desk.run(drafts.discard_draft, command)

    def _forget_draft(self) -> None:
        """Back to what is saved."""
        self._drop_draft()
        self.clear_notice()
        self._build_form()

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
        self._desk.run(*act, done=self._saved, failed=self._failed, owner=self)

    def _act(self) -> Any:
        assert self.entry is not None
        assert self.known is not None
        values, row = values_of(self.entry.form), self.known.row
        if row is None:
            assert self._provider_id is not None
            command = usecases.AddOffering(provider_id=self._provider_id, **values)
            return usecases.add_offering, command
        changes = {key: values[key] for key in self.entry.form.changes()}
        change = usecases.ChangeOffering(id=row.id, base_version=row.version, changes=changes)
        return (usecases.change_offering, change) if changes else None

    def _saved(self, outcome: Outcome) -> None:
        assert self.entry is not None
        self.entry.form.mark_clean()
        self._leave_now()
        self._navigator.say(f"{outcome.summary}.")
        if self.made is not None and self._offering_id is None:
            self.made(outcome.value)

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
        summary = self.entry.summary if self.entry else None
        errors.show(self, error, form=summary, reload=lambda: self._load(self._build))


def _saved(row: OfferingRow, keys: Sequence[str]) -> dict[str, Any]:
    """What the form shows of an offering: its keys are the columns, places aside."""
    values = {key: getattr(row, key) for key in keys if key != "place_ids"}
    return {**values, "place_ids": tuple(place.id for place in row.places)}
