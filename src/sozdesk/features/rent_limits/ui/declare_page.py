"""The declaration of one municipality, as its Sozialdienst fills it in: draft, form and pdf."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QWidget

from sozdesk.archive import drafts
from sozdesk.features.rent_limits import rules, texts, usecases
from sozdesk.features.rent_limits.terms import Block, Declaration, Derivation
from sozdesk.features.rent_limits.ui import manual_known, own_known, own_words
from sozdesk.features.rent_limits.ui.declare_form import DeclareForm
from sozdesk.features.rent_limits.ui.manual_drafts import from_json, to_json
from sozdesk.features.rent_limits.ui.manual_values import declaration_from
from sozdesk.features.rent_limits.ui.own_known import Opened, OwnKnown
from sozdesk.features.rent_limits.ui.own_making import Made, Making
from sozdesk.kernel.errors import SozDeskError
from sozdesk.kernel.findings import Finding, Severity, stops
from sozdesk.kernel.usecase import Outcome
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons, errors, messages, save_path
from sozdesk.widgets.page import ActionBar, Page

_CHECK_AFTER = 150
"""Milliseconds without a key press."""


class DeclarePage(Page):
    """Sub-page: the same form as manual entry, here for what the office declares itself."""

    handbook_place = "melden"
    finished = Signal(object)
    """:class:`own_words.Finished`: form and pdf lie in a folder."""

    def __init__(self, desk: Desk, navigator: Navigator, opened: Opened) -> None:
        super().__init__(own_words.page_title(opened, ""), back=self.leave)
        self._desk, self._navigator, self.opened = desk, navigator, opened
        self.known: OwnKnown | None = None
        self.derivation: Derivation | None = None
        self._saved_derivation: Derivation | None = None
        self._pressed = False
        self._found: tuple[Finding, ...] = ()
        self._checked: Declaration | None = None
        self._timer = QTimer(self, singleShot=True, interval=_CHECK_AFTER)
        self._timer.timeout.connect(self.check_now)
        self._save_action = buttons.action("&Speichern", self.save, key="Ctrl+S")
        self._save_action.setParent(self)
        self.addAction(self._save_action)
        self._load(self._build)

    def _load(self, done: Callable[[OwnKnown], None]) -> None:
        load = partial(own_known.load, opened=self.opened)
        self._desk.call(load, done=done, failed=self._fail, owner=self)

    # ------------------------------------------------------------------ building

    def _build(self, known: OwnKnown) -> None:
        self.known = known
        self.derivation = self._saved_derivation = known.derivation
        first = known.first()
        self._build_bar()
        self._build_form(known.blocks(first), first)
        self._restore(known)
        self._show_head()
        self._say_where_from()
        self.check_now()
        self._focus_first()

    def _focus_first(self) -> None:
        """The first amount, to be overtyped: also where the page is shown only later."""
        first = self.form["amount_p1"].input.focus_target()
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(first, QLineEdit):
            first.selectAll()

    def _build_form(self, blocks: frozenset[Block], saved: Declaration) -> None:
        """The fields, for the blocks that are asked for or answered."""
        assert self.known is not None
        self.entry = DeclareForm(self.opened, blocks, self.known.previous)
        self.form, self.summary = self.entry.form, self.entry.summary
        self.entry.show_saved(saved)
        self.form.changed.connect(self._on_changed)
        self.set_content(self.entry, scroll=True)

    def _build_bar(self) -> None:
        self.finish_button = buttons.button(
            "Formular und &PDF erstellen", self.finish, primary=True
        )
        self.save_button = buttons.button("&Speichern", self.save, tip="Ctrl+S")
        self.bar = ActionBar(
            self.finish_button, self.save_button, buttons.button("Sch&liessen", self.leave)
        )
        self.set_bar(self.bar)

    def _show_head(self) -> None:
        assert self.known is not None
        known, row = self.known, self.known.row
        self.head.set_title(own_words.page_title(self.opened, row.municipality.short_name, row))
        self.head.set_facts(own_words.page_facts(known))
        plain: list[QWidget] = []
        if known.previous is not None and not self.opened.is_change:
            self.unchanged_button = buttons.button(
                "Unverändert bestäti&gen", self.confirm_unchanged, icon="check"
            )
            plain.append(self.unchanged_button)
        plain.append(buttons.button("Grenzwert herle&iten …", self.derive, icon="scale"))
        self.head.set_actions(*plain, more=self._more())

    def _more(self) -> list[QAction]:
        assert self.known is not None
        row = self.known.row
        commands = []
        if row.draft is not None:
            commands.append(buttons.action("Entwurf löschen …", self.discard))
        if row.revisions:
            commands.append(buttons.action("Verlauf …", self._show_history))
        return commands

    def _show_history(self) -> None:
        assert self.known is not None
        row = self.known.row
        title = f"{row.municipality.short_name} {texts.series_title(row.year, row.change_from)}"
        self._navigator.show_history(title, "declaration", row.revisions[0].id)

    # ------------------------------------------------------------------ what was typed before

    def _restore(self, known: OwnKnown) -> None:
        if not known.draft:
            return
        derived = known.draft["derivation"]
        values = from_json(known.draft["values"])
        typed = declaration_from(values, self.opened.bfs_number, self.opened.year)
        self._add_blocks(rules.blocks_of(typed))
        self.entry.put(values)
        self.derivation = rules.derivation_from_json(derived) if derived else None
        self.show_notice(
            "Ihr Entwurf von vorher ist wieder da.",
            buttons.link("Entwurf verwerfen", self._forget_draft),
            state="note",
        )

    def _forget_draft(self) -> None:
        """Back to what is saved."""
        assert self.known is not None
        self._drop_typed()
        self.derivation = self._saved_derivation
        self.entry.show_saved(self.known.first())
        self.clear_notice()
        self.check_now()

    def _drop_typed(self) -> None:
        self._desk.run(drafts.discard_draft, drafts.DiscardDraft(form=self.opened.form_key))

    def _say_where_from(self) -> None:
        """Which values a new form shows, if they are not last year's."""
        assert self.known is not None
        if self.known.row.revisions or self.known.draft or self.known.previous is not None:
            return
        if (older := self.known.older()) is not None:
            self.show_notice(own_words.filled_from(older), state="note")
        else:
            self.show_notice(own_words.nothing_known(self.opened.year), state="note")

    # ------------------------------------------------------------------ following the typing

    def _on_changed(self) -> None:
        self._timer.start()
        self._show_bar()

    def check_now(self) -> None:
        """Check what is typed so far; that something is missing is said after the main button."""
        assert self.known is not None
        self._timer.stop()
        declared = self._without_contradiction()
        self._found = self.known.background.check(declared)
        said = manual_known.while_typing(declared, self._found)
        if self._pressed:
            said = (*self._found, *self._lacking_day())
        self.entry.show_findings(said)
        self._show_bar()

    def _without_contradiction(self) -> Declaration:
        """What the form says; answers of last year go that do not fit what was typed since."""
        assert self.known is not None
        declared, previous = self.entry.declaration(), self.known.previous
        before, fitting = self._checked or declared, declared
        if declared.amounts != before.amounts:
            fitting = rules.no_longer_unchanged(fitting, previous)
        if declared.method is not before.method:
            fitting = rules.index_with_its_basis(fitting, previous)
        self._checked = fitting
        if previous is not None and fitting != declared:
            self.entry.show_declaration(fitting)
            self.show_notice(own_words.adjusted(declared, fitting, previous.year), state="note")
        return fitting

    def _show_bar(self) -> None:
        dirty = self.has_changes()
        strong = "Nicht gespeicherte Änderungen" if dirty else ""
        lacking = texts.left_out(self._found) if self.entry.declaration().amounts else ""
        rest = f"Das KSA fragt auch nach: {lacking}" if lacking else ""
        self.bar.set_message(strong, rest, "hint" if dirty else "")

    # ------------------------------------------------------------------ unchanged

    def confirm_unchanged(self) -> None:
        """Everything from last year, reviewed today; the cursor stands where the day can change."""
        assert self.known is not None
        assert self.known.previous is not None
        before, derived = self.form.values(), self.derivation
        now = self.entry.declaration()
        confirmed = rules.unchanged(
            self.known.previous,
            year=self.opened.year,
            valid_from=now.valid_from or self.known.round.valid_from,
            reviewed_on=self.known.today,
            contact=now.contact,
        )
        self.entry.show_declaration(confirmed)
        self.derivation = None
        self.check_now()
        back = buttons.link("Zurücknehmen", partial(self._take_back, before, derived))
        self.show_notice(own_words.confirmed(self.known.previous.year), back, state="unchanged")
        self.form["last_reviewed_on"].focus()

    def _take_back(self, values: dict[str, object], derivation: Derivation | None) -> None:
        self.entry.put(values)
        self.derivation = derivation
        self.clear_notice()
        self.check_now()

    # ------------------------------------------------------------------ deriving

    def derive(self) -> None:
        """Open the helper beside this form."""
        assert self.known is not None
        from sozdesk.features.rent_limits.ui.derive_page import (  # noqa: PLC0415 - only when used
            DerivePage,
        )

        page = DerivePage(self._desk, self._navigator, self.known, self.entry.declaration())
        page.derived.connect(self.take_derivation)
        self._navigator.open_subpage(page)

    def take_derivation(self, derivation: Derivation) -> None:
        """Enter the derived limits with what explains them; «Zurücknehmen» brings the others back."""
        before, earlier = self.form.values(), self.derivation
        declared = rules.applied(self.entry.declaration(), derivation)
        self._add_blocks(rules.blocks_of(declared))
        self.entry.show_declaration(declared)
        self.derivation = derivation
        self.check_now()
        back = buttons.link("Zurücknehmen", partial(self._take_back, before, earlier))
        self.show_notice(own_words.derived(derivation), back, state="ok")
        self._focus_first()

    def _add_blocks(self, blocks: frozenset[Block]) -> None:
        """Ask for more, if need be; what is typed stays typed, and what is saved stays saved."""
        assert self.known is not None
        if blocks <= self.entry.blocks:
            return
        typed = self.form.values()
        self._build_form(self.entry.blocks | blocks, self.known.first())
        self.entry.put(typed)

    # ------------------------------------------------------------------ saving

    def save(self) -> None:
        """Keep it as a draft that colleagues see."""
        self._save(self._saved)

    def _save(self, done: Callable[[Outcome], None]) -> None:
        if self.known is None:
            return
        unreadable = [*self.form.check_entries(), *self._lacking_day()]
        if unreadable:
            self.summary.report(unreadable)
            return
        self._desk.run(usecases.save_own, self._command(), done=done, failed=self._fail, owner=self)

    def _command(self) -> usecases.SaveOwn:
        assert self.known is not None
        return usecases.SaveOwn(
            declaration=self.entry.declaration(),
            change_from=self._start(),
            was_from=self.opened.change_from,
            seen=self.known.seen,
            derivation=self.derivation,
        )

    def _start(self) -> date | None:
        return self.entry.declaration().valid_from if self.opened.is_change else None

    def _lacking_day(self) -> list[Finding]:
        """A change needs its day, also as a draft: it is told from others by it."""
        if not self.opened.is_change or self.form["valid_from"].value() is not None:
            return []
        words = "Geben Sie ein, ab wann der neue Beschluss gilt."
        return [Finding("change_without_day", Severity.STOP, words, field="valid_from")]

    def _saved(self, outcome: Outcome) -> None:
        self._settle()
        self._load(self._take_known)
        self.show_notice(f"{outcome.summary}.", state="ok")

    def _settle(self) -> None:
        """What stands in the form is in the file."""
        self._drop_typed()
        self.opened = replace(self.opened, change_from=self._start())
        self._saved_derivation = self.derivation
        self.form.mark_clean()
        self.summary.clear()
        self._show_bar()

    def _take_known(self, known: OwnKnown) -> None:
        self.known = known
        self._show_head()
        self.check_now()

    # ------------------------------------------------------------------ form and pdf

    def finish(self) -> None:
        """Check, ask for the folder, write form and pdf, record. Hints stop nothing."""
        assert self.known is not None
        self._pressed = True
        self.summary.clear()
        self.check_now()
        lacking = [*self.form.check_entries(), *self._lacking_day()]
        seen = {one.field for one in lacking}
        lacking += [texts.for_municipality(o) for o in stops(self._found) if o.field not in seen]
        if lacking:
            self.summary.report(lacking)
            self.check_now()
            return
        folder = save_path.ask_folder(self, self._desk, "Ordner für Formular und PDF wählen")
        if folder is not None:
            self._make(folder)

    def _make(self, folder: Path) -> None:
        self._busy(busy=True)
        wanted = self._command()
        making = Making(self, self._desk, folder, wanted)
        making.start(done=partial(self._end, wanted.change_from), failed=self._fail)

    def _busy(self, *, busy: bool) -> None:
        for button in (self.finish_button, self.save_button):
            button.setEnabled(not busy)
        if busy:
            self.bar.set_message("Formular und PDF werden erstellt")

    def _end(self, change_from: date | None, made: Made) -> None:
        assert self.known is not None
        self._settle()
        if made.is_identical:
            self._busy(busy=False)
            self._load(self._take_known)
            self.show_notice(f"{made.summary}.", state="identical")
            return
        row = self.known.row
        done = own_words.Finished(
            key=(row.municipality.bfs_number, row.year, change_from),
            name=row.municipality.short_name,
            folder=made.paths[0].parent if made.paths else None,
            revision=made.revision,
        )
        self._navigator.close_subpage(self)
        self.finished.emit(done)

    # ------------------------------------------------------------------ leaving

    def discard(self) -> None:
        """Delete the saved draft."""
        text = "Was gemeldet ist, bleibt bestehen."
        if not messages.ask_loss(self, "Entwurf löschen?", text, action="Entwurf löschen"):
            return
        command = usecases.DiscardOwn(
            bfs_number=self.opened.bfs_number,
            year=self.opened.year,
            change_from=self.opened.change_from,
        )
        self._desk.run(
            usecases.discard_own, command, done=self._discarded, failed=self._fail, owner=self
        )

    def _discarded(self, outcome: Outcome) -> None:
        self._drop_typed()
        self._navigator.close_subpage(self)
        self._navigator.say(f"{outcome.summary}.")

    def has_changes(self) -> bool:
        """Whether something was typed or derived that is not saved."""
        if self.known is None:
            return False
        return self.form.is_dirty() or self.derivation != self._saved_derivation

    def store_draft(self) -> None:
        """Keep what was typed until the file is opened again."""
        derived = self.derivation
        content = {
            "values": to_json(self.form.values()),
            "derivation": rules.derivation_to_json(derived) if derived else None,
        }
        command = drafts.SaveDraft(form=self.opened.form_key, content=content)
        self._desk.run(drafts.save_draft, command)

    def leave(self) -> None:
        """Back; asks whether to save what was typed."""
        answer = messages.Unsaved.DISCARD
        if self.has_changes():
            answer = messages.ask_unsaved(self)
        if answer is messages.Unsaved.SAVE:
            self._save(self._saved_and_left)
        elif answer is messages.Unsaved.DISCARD:
            if self.has_changes():
                self._drop_typed()
            self._navigator.back()

    def _saved_and_left(self, outcome: Outcome) -> None:
        self._settle()
        self._navigator.close_subpage(self)
        self._navigator.say(f"{outcome.summary}.")

    def _fail(self, error: SozDeskError) -> None:
        if self.known is None:
            errors.show(self, error)
            return
        self._busy(busy=False)
        self._show_bar()
        errors.show(self, error, form=self.summary)
