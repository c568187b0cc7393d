"""«Rechnung erfassen»: by keyboard, Ctrl+S and the next one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from sozdesk.archive import drafts
from sozdesk.features.cases import queries, rules, usecases
from sozdesk.features.cases.terms import InvoiceDraft, InvoiceFacts, InvoiceRow, LineDraft
from sozdesk.features.cases.ui import invoice_draft, invoice_form
from sozdesk.features.cases.ui.invoice_form import InvoiceForm, InvoiceKnown
from sozdesk.kernel.errors import SozDeskError
from sozdesk.kernel.usecase import Outcome
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons, errors, layouts, messages
from sozdesk.widgets.page import ActionBar, EmptyState, Page

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

_DRAFT = "cases.invoice"
_NOTHING = (
    "Rechnungen gehören zu verfügten Angeboten. Verfügen Sie zuerst in einem Fall ein Angebot, dann "
    "lässt sich die Rechnung damit vergleichen."
)


def build(
    desk: Desk,
    navigator: Navigator,
    *,
    invoice_id: UUID | None = None,
    provider_id: UUID | None = None,
    enactment_id: UUID | None = None,
    credits_id: UUID | None = None,
) -> QWidget:
    """The form of an invoice, or of a new one, perhaps for an enactment or as a credit note."""
    start = InvoiceDraft(
        provider_id=provider_id,
        credits_id=credits_id,
        lines=(LineDraft(enactment_id=enactment_id),),
    )
    return InvoicePage(desk, navigator, invoice_id, start)


class InvoicePage(Page):
    """Sub-page; warns before leaving with something unsaved."""

    handbook_place = "rechnungen#schritte"

    def __init__(
        self, desk: Desk, navigator: Navigator, invoice_id: UUID | None, start: InvoiceDraft
    ) -> None:
        super().__init__(_title(invoice_id, start), back=self.leave)
        self.desk, self._navigator = desk, navigator
        self._invoice_id, self._start = invoice_id, start
        self._clean = start
        self.known: InvoiceKnown | None = None
        self.entry: InvoiceForm | None = None
        self._asking = self._ask_again = False
        for words, act, key in (
            ("&Speichern", self.save, "Ctrl+S"),
            ("&Zeile hinzufügen", self._add_line, "Ctrl+Return"),
        ):
            action = buttons.action(words, act, key=key)
            action.setParent(self)
            self.addAction(action)
        words = "&Speichern" if invoice_id else "&Speichern und nächste"
        self.save_button = buttons.button(words, self.save, primary=True, tip="Ctrl+S")
        self.bar = ActionBar(self.save_button, buttons.button("Sch&liessen", self.leave))
        self.set_bar(self.bar)
        self._load()

    def _load(self) -> None:
        wanted, start = self._invoice_id, self._start
        named = (start.credits_id, *(line.enactment_id for line in start.lines))
        also = [one for one in named if one is not None]

        def read(archive: Archive) -> tuple[InvoiceKnown, Mapping[str, Any] | None]:
            staff = archive.context().staff_id
            kept = archive.query(drafts.draft_of, _DRAFT, wanted, staff)
            return invoice_form.load(archive, wanted, also), kept.content if kept else None

        self.desk.call(read, done=self._built, failed=self._failed, owner=self)

    def _built(self, loaded: tuple[InvoiceKnown, Mapping[str, Any] | None]) -> None:
        self.known, kept = loaded
        known = self.known
        if not known.enacted:
            self.set_content(EmptyState("receipt", "Noch kein Angebot verfügt", _NOTHING))
            self.save_button.setEnabled(False)
            return
        draft = invoice_draft.draft_of(known.row) if known.row else self._begun(known)
        self._clean = draft
        if kept is not None:
            draft = invoice_draft.from_json(kept)
            discard = buttons.link("Entwurf verwerfen", self._forget_draft)
            self.show_notice("Ihr Entwurf von vorher ist wieder da.", discard, state="note")
        self.show_draft(draft)
        assert self.entry is not None
        self.entry.form["number" if draft.provider_id else "provider_id"].focus()

    def _begun(self, known: InvoiceKnown) -> InvoiceDraft:
        """A new invoice; the only provider there is needs not be chosen."""
        if (taken_back := known.invoice(self._start.credits_id)) is not None:
            return _credit(self._start, taken_back)
        providers = known.providers()
        only = providers[0][0] if len(providers) == 1 else None
        return InvoiceDraft(
            provider_id=self._start.provider_id or only,
            credits_id=self._start.credits_id,
            lines=self._start.lines,
        )

    def show_draft(self, draft: InvoiceDraft) -> None:
        """A form for this draft, in place of the one before."""
        assert self.known is not None
        self.entry = InvoiceForm(self.known, draft)
        self.entry.rebuilt.connect(self._rebuild)
        self.entry.form.changed.connect(self._follow)
        self.entry.form["credits_id"].input.changed.connect(self._propose_credit)
        self.head.set_title(_title(self._invoice_id, draft))
        for place in range(len(draft.lines)):
            field = self.entry.form[f"enactment_id_{place}"]
            field.input.changed.connect(partial(self._propose_days, place))
        self.set_content(self.entry, scroll=True)
        layouts.keys_in_order(self.entry)
        for place in range(len(draft.lines)):
            self._propose_days(place)
        self._follow()

    def _rebuild(self, draft: InvoiceDraft) -> None:
        more = self.entry is not None and len(draft.lines) > len(self.entry.draft().lines)
        self.show_draft(draft)
        if more and self.entry is not None:
            self.entry.focus_line(len(draft.lines) - 1)

    def _add_line(self) -> None:
        if self.entry is not None:
            self.entry.add_line()

    def _propose_credit(self) -> None:
        """The lines of the invoice that is taken back, where none was typed."""
        assert self.entry is not None
        assert self.known is not None
        draft = self.entry.draft()
        self.head.set_title(_title(self._invoice_id, draft))
        taken_back = self.known.invoice(draft.credits_id)
        if self._invoice_id or taken_back is None or _typed(draft)[1] != _typed(self._clean)[1]:
            return
        self._clean = replace(self._clean, lines=rules.credit_lines(taken_back))
        self.show_draft(_credit(draft, taken_back))
        self.entry.form["credits_id"].focus()

    def _propose_days(self, place: int) -> None:
        """What was not invoiced yet of the enactment of a line; a credit note is about what was."""
        assert self.entry is not None
        entry, draft = self.entry, self.entry.draft()
        line = draft.lines[place]
        if line.enactment_id is None or line.first_day is not None or draft.credits_id:
            return

        def put(days: Any) -> None:
            if days is not None and self.entry is entry:
                entry.set_days(place, days)

        self.desk.query(queries.service_span, line.enactment_id, done=put, owner=self)

    # ------------------------------------------------------------------ following the typing

    def _follow(self) -> None:
        """Say what is unsaved, and ask what stands beside it; one question at a time."""
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
            queries.invoice_facts,
            self.entry.draft(),
            self._invoice_id,
            done=self._show_facts,
            failed=self._check_failed,
            owner=self,
        )

    def _show_facts(self, facts: InvoiceFacts) -> None:
        assert self.entry is not None
        if facts.draft == self.entry.draft():
            self.entry.show_facts(facts)
        self._asking = False
        if self._ask_again:
            self._follow()

    def _check_failed(self, error: SozDeskError) -> None:
        self._asking = False
        self._failed(error)

    def has_changes(self) -> bool:
        """Whether something was typed that is not saved; proposed days alone are nothing typed."""
        if self.entry is None:
            return False
        return _typed(self.entry.draft()) != _typed(self._clean)

    def store_draft(self) -> None:
        """Keep what was typed until the file is opened again."""
        if self.entry is not None:
            content = invoice_draft.to_json(self.entry.draft())
            command = drafts.SaveDraft(form=_DRAFT, record_id=self._invoice_id, content=content)
            self.desk.run(drafts.save_draft, command)

    def _drop_draft(self) -> None:
        command = drafts.DiscardDraft(form=_DRAFT, record_id=self._invoice_id)
        self.desk.run(drafts.discard_draft, command)

    def _forget_draft(self) -> None:
        """Back to what is saved."""
        self._drop_draft()
        self.clear_notice()
        self._load()

    # ------------------------------------------------------------------ saving and leaving

    def save(self) -> None:
        """Save; a new invoice makes room for the next one, a changed one is left."""
        if self.entry is None or not self.save_button.isEnabled():
            return
        if findings := self.entry.form.check_entries():
            self.entry.summary.report(findings)
            return
        draft, row = self.entry.draft(), self.known.row if self.known else None
        self.save_button.setEnabled(False)
        act: tuple[Any, object] = (usecases.add_invoice, usecases.AddInvoice(draft=draft))
        if row is not None:
            change = usecases.ChangeInvoice(id=row.id, base_version=row.version, draft=draft)
            act = (usecases.change_invoice, change)
        self.desk.run(*act, done=self._saved, failed=self._failed, owner=self)

    def _saved(self, outcome: Outcome) -> None:
        assert self.entry is not None
        self.save_button.setEnabled(True)
        self._clean = self.entry.draft()
        self._drop_draft()
        if self._invoice_id is not None:
            self._navigator.close_subpage(self)
            self._navigator.say(f"{outcome.summary}.")
            return
        self.show_notice(
            f"{outcome.summary}. Den Scan legen Sie unter «Rechnungen» dazu.", state="ok"
        )
        self._start = InvoiceDraft(provider_id=self._clean.provider_id, lines=(LineDraft(),))
        self._load()

    def leave(self) -> None:
        """Back; asks whether to save what was typed."""
        answer = messages.ask_unsaved(self) if self.has_changes() else messages.Unsaved.DISCARD
        if answer is messages.Unsaved.SAVE:
            self.save()
        elif answer is messages.Unsaved.DISCARD:
            self._clean = self.entry.draft() if self.entry else self._clean
            self._drop_draft()
            self._navigator.close_subpage(self)

    def _failed(self, error: SozDeskError) -> None:
        self.save_button.setEnabled(True)
        summary = self.entry.summary if self.entry else None
        errors.show(self, error, form=summary, reload=self._load)


def _title(invoice_id: UUID | None, draft: InvoiceDraft) -> str:
    what = "Gutschrift" if draft.credits_id else "Rechnung"
    return f"{what} {'ändern' if invoice_id else 'erfassen'}"


def _credit(draft: InvoiceDraft, taken_back: InvoiceRow) -> InvoiceDraft:
    """A credit note for the whole invoice: what is less is typed."""
    return replace(
        draft,
        provider_id=taken_back.provider_id,
        vat=taken_back.vat,
        vat_rate=taken_back.vat_rate,
        lines=rules.credit_lines(taken_back),
    )


def _typed(draft: InvoiceDraft) -> tuple[object, object]:
    """What of a draft a person typed: days are proposed, an empty line is nothing."""
    lines = [
        (
            one.enactment_id,
            one.units,
            one.possible,
            one.absent,
            one.amount,
            one.first_day,
            one.last_day,
        )
        if one.id is not None
        else (one.units, one.possible, one.absent, one.amount)
        for one in draft.lines
    ]
    head = (draft.number, draft.invoiced_on, draft.paid_on, draft.vat, draft.vat_rate, draft.note)
    return head, [line for line in lines if any(part is not None for part in line)]
