"""A return that came as letter, by telephone or as a scan, typed in by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from sozdesk.archive import drafts
from sozdesk.features.rent_limits import rules
from sozdesk.features.rent_limits.terms import (
    Attachment,
    Declaration,
    PreviewResult,
    PreviewRow,
    ReceivedVia,
    Recognition,
    ReturnFile,
)
from sozdesk.features.rent_limits.ui import manual_known, manual_words
from sozdesk.features.rent_limits.ui.import_cases import Choices, decision_of, entry_of, given
from sozdesk.features.rent_limits.ui.import_files import read_scans
from sozdesk.features.rent_limits.ui.import_hints import FindingsEditor
from sozdesk.features.rent_limits.ui.manual_drafts import (
    choices_from_json,
    choices_to_json,
    from_json,
    to_json,
)
from sozdesk.features.rent_limits.ui.manual_form import EntryForm
from sozdesk.features.rent_limits.ui.manual_known import Known
from sozdesk.features.rent_limits.ui.manual_picture import FormAndPicture, PicturePane
from sozdesk.features.rent_limits.ui.manual_values import (
    declaration_from,
    first_values,
    values_of,
)
from sozdesk.features.rent_limits.ui.receipts import say_recorded
from sozdesk.features.rent_limits.usecases import (
    EntryDecision,
    RecordReturns,
    record_returns,
    recorded_ids,
)
from sozdesk.kernel import german
from sozdesk.kernel.errors import SozDeskError
from sozdesk.kernel.findings import Finding, Severity, stops
from sozdesk.kernel.usecase import Outcome
from sozdesk.runtime import worker
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons, errors, file_prompts, layouts, messages
from sozdesk.widgets.page import ActionBar, Page
from sozdesk.widgets.summary import ErrorSummary

_CHECK_AFTER = 150
"""Milliseconds without a key press."""


class ManualEntry(Page):
    """Sub-page: the form on the left, the scan on the right if there is one.

    A ``change`` is a new Beschluss within the year: it begins with what holds, and asks from when on.
    """

    handbook_place = "von-hand"
    saved = Signal(int)
    """BFS number of the municipality whose return was stored."""

    def __init__(
        self,
        desk: Desk,
        navigator: Navigator,
        year: int,
        bfs_number: int | None = None,
        file: ReturnFile | None = None,
        *,
        change: bool = False,
    ) -> None:
        title = manual_words.title(year, "", recorded=False, change=change)
        super().__init__(title, f"Erhebung {year}", back=self.leave)
        self._desk, self._navigator, self.year = desk, navigator, year
        self._bfs, self._file, self._change = bfs_number, file, change
        self.attachments: tuple[Attachment, ...] = file.attachments if file else ()
        self.known: Known | None = None
        self._pressed = False
        self._hints: tuple[Finding, ...] = ()
        self._beside_others: tuple[Declaration, tuple[Finding, ...]] | None = None
        self._timer = QTimer(self, singleShot=True, interval=_CHECK_AFTER)
        self._timer.timeout.connect(self.check_now)
        kind = "change" if change else "manual"
        self._form_key = form_key = f"rent_limits.{kind}.{year}.{bfs_number or 'neu'}"
        desk.call(
            lambda archive: manual_known.load(archive, year, form_key, change=change),
            done=self._build,
            failed=self._fail,
            owner=self,
        )

    # ------------------------------------------------------------------ building

    def _build(self, known: Known) -> None:
        self.known = known
        self.entry = EntryForm(
            self.year,
            known.round.blocks,
            places=known.municipalities,
            before="bisher" if self._change else "",
        )
        self.form = self.entry.form
        self.summary = ErrorSummary(
            self.form, "Die Rückmeldung kann noch nicht erfasst werden", hints_stop=True
        )
        self.editor = FindingsEditor("", self.year)
        self.editor.changed.connect(self._show_bar)
        self.entry.below_amounts.addWidget(self.editor)
        self._fill()
        self.form.changed.connect(self._on_changed)
        self.form["municipality"].input.changed.connect(self._on_municipality)
        attach = buttons.button("Scan anhän&gen …", self.attach, icon="file-text")
        fill = buttons.button("Wie Vor&jahr ausfüllen", self.fill_like_last_year, icon="copy")
        self.like_stored = buttons.button("", self.fill_like_stored, icon="copy")
        self.head.set_actions(*([] if self._change else [self.like_stored, fill]), attach)
        self.record_button = buttons.button("Erfa&ssen", self.record, primary=True)
        self.keep_button = buttons.button("Als eingegangen ab&legen", self.keep)
        self.bar = ActionBar(
            self.record_button, self.keep_button, buttons.button("Abbrechen", self.leave)
        )
        self.set_bar(self.bar)
        holder = layouts.box(
            layouts.column(
                layouts.box(layouts.column(self.summary, margins=(24, 0, 20, 0))),
                self.entry,
                spacing=8,
            )
        )
        self.splitter = FormAndPicture(layouts.scroll(holder, "Angaben"))
        self.set_content(self.splitter)
        self._show_picture()
        self._on_municipality()
        self._show_bar()
        self._first_field().setFocus(Qt.FocusReason.OtherFocusReason)

    def _first_field(self) -> QWidget:
        key = "valid_from" if self._change else "amount_p1"
        known = self.form["municipality"].value() is not None
        return self.form[key if known else "municipality"].input.focus_target()

    def _fill(self) -> None:
        """What is known before anybody types: who, when, how; and a draft from before."""
        assert self.known is not None
        self.form.set_values(self._first_values())
        self.form["municipality"].setEnabled(not self._change)
        if self.known.draft:
            self.entry.fill(from_json(self.known.draft["values"]))
            self.editor.choices = choices_from_json(self.known.draft["choices"])
            self.show_notice(
                "Ihr Entwurf von vorher ist wieder da.",
                buttons.link("Entwurf verwerfen", self._forget_draft),
                state="note",
            )

    def _first_values(self) -> dict[str, Any]:
        assert self.known is not None
        if self._change:
            assert self._bfs is not None
            return first_values(None, self._bfs, self.known.today, self.known.holds(self._bfs))
        newest = self.known.newest(self._bfs) if self._begins_with(self._bfs) else None
        return first_values(
            self._file,
            self._bfs or self._sent_by(),
            self.known.today,
            newest.declaration if newest else None,
            self.known.round.valid_from,
        )

    def _sent_by(self) -> int | None:
        """Who sent the mail, if a known contact has the address."""
        assert self.known is not None
        return self.known.sent_by(self._file.sender) if self._file else None

    def _say_proposed(self, number: int | None) -> None:
        """Why the municipality stands there, as long as it does."""
        proposed = self._sent_by() if self._bfs is None else None
        if proposed is None:
            return
        assert self._file is not None
        self.clear_notice()
        if number == proposed:
            self.show_notice(manual_words.proposed(self._file.sender), state="note")

    def _begins_with(self, number: int | None) -> bool:
        """Whether the form shows what is stored: not for a scan, which is a new letter."""
        return self._file is None and number is not None and number == self._bfs

    def _forget_draft(self) -> None:
        """Start again."""
        self._desk.run(drafts.discard_draft, drafts.DiscardDraft(form=self._form_key))
        first = self._first_values()
        for key in self.form.values():
            if key not in ("municipality", "received_on", "via"):
                self.form[key].set_value(first.get(key))
        self.editor.choices = Choices()
        self.form.mark_clean()
        self.clear_notice()
        self.check_now()

    def _show_picture(self) -> None:
        if self.attachments or self._file is not None:
            self.splitter.show_pane(PicturePane(self.attachments, self._file))

    # ------------------------------------------------------------------ following the typing

    def declaration(self) -> Declaration:
        """What the form says now; municipality 0 if none is chosen."""
        values = self.form.values()
        return declaration_from(values, values["municipality"] or 0, self.year)

    def _on_changed(self) -> None:
        self._timer.start()
        self._show_bar()

    def _on_municipality(self) -> None:
        assert self.known is not None
        number = self.form["municipality"].value()
        known, newest = self.known, self.known.newest(number)
        recorded, like = known.is_recorded(number), self._begins_with(number)
        change, name = self._change, known.name(number)
        self.head.set_title(manual_words.title(self.year, name, recorded=recorded, change=change))
        self.head.set_facts(
            manual_words.facts(known.round, newest, known.today, change=change, like=like)
        )
        self._say_proposed(number)
        self.like_stored.setVisible(newest is not None and not like)
        self.like_stored.setText(manual_words.fill_like(newest) if newest else "")
        self.entry.show_previous(known.previous(number))
        self.check_now()

    def check_now(self) -> None:
        """Check what is typed so far; missing answers only after the main button."""
        assert self.known is not None
        self._timer.stop()
        found = self._findings()
        if self._pressed:
            found = (*self._missing_arrival(), *found)
        else:
            found = manual_known.while_typing(self.declaration(), found)
        self.entry.show_findings(found, named=not self.summary.isHidden())
        self._show_hints(tuple(one for one in found if one.severity is not Severity.STOP))
        self._show_bar()

    def _findings(self) -> tuple[Finding, ...]:
        """The checks beside the other municipalities if they are about exactly this."""
        assert self.known is not None
        declared = self.declaration()
        if self._beside_others is not None and self._beside_others[0] == declared:
            return self._beside_others[1]
        return self.known.check(declared)

    def _show_hints(self, found: tuple[Finding, ...]) -> None:
        """Rebuild the blocks only if there are others: somebody may be typing a reason."""
        if found == self._hints:
            return
        assert self.known is not None
        self._hints = found
        number = self.form["municipality"].value()
        self.editor.rename(self.known.name(number))
        self.editor.show_findings(found, self.editor.choices, self.known.reasons(number))

    def _show_bar(self) -> None:
        dirty = self.has_changes()
        decision = decision_of(self._hints, self.editor.choices)
        asks = decision is EntryDecision.QUERY
        self.record_button.setText("Mit Rückfrage ab&legen" if asks else "Erfa&ssen")
        self.keep_button.setVisible(not asks)
        waiting = len(rules.open_hints(self._hints, given(self.editor.choices)))
        count = german.plural(waiting, "Prüfhinweis", "Prüfhinweise")
        words = "Nicht gespeicherte Änderungen" if dirty else ""
        rest = f"{count} ohne Begründung" if waiting and not asks else ""
        self.bar.set_message(words, rest, "hint" if dirty else "")

    # ------------------------------------------------------------------ actions

    def fill_like_last_year(self) -> None:
        """Take over last year's amounts and basis, to be changed where the letter differs."""
        assert self.known is not None
        previous = self.known.previous(self.form["municipality"].value())
        if previous is None:
            self.show_notice("Aus dem Vorjahr ist nichts da. Wählen Sie zuerst die Gemeinde.")
            return
        self.entry.fill_like_last_year(previous)
        self.check_now()

    def fill_like_stored(self) -> None:
        """Take over everything that is stored of this year, to be changed where it was wrong."""
        assert self.known is not None
        newest = self.known.newest(self.form["municipality"].value())
        assert newest is not None  # the button hides without
        self.entry.fill(values_of(newest.declaration))
        self.check_now()

    def attach(self) -> None:
        """Add scans of the letter."""
        paths = file_prompts.open_files(
            self, "Scan wählen", "Scans (*.pdf *.png *.jpg *.jpeg);;Alle Dateien (*)"
        )
        if paths:
            worker.run(read_scans, paths, done=self._take_scans, failed=self._fail, owner=self)

    def _take_scans(self, scans: Sequence[Attachment]) -> None:
        self.attachments = (*self.attachments, *scans)
        self._show_picture()
        self._show_bar()

    def record(self) -> None:
        """Check everything, also beside the other municipalities, then record."""
        self._store(keep=False)

    def keep(self) -> None:
        """Store the return as eingegangen."""
        self._store(keep=True)

    def _store(self, *, keep: bool) -> None:
        self._pressed = True
        unreadable = self.form.check_entries()
        lacking = [*unreadable, *self._missing_arrival()]
        if self.form["municipality"].value() is not None:
            seen = {one.field for one in lacking}
            lacking += [one for one in stops(self._findings()) if one.field not in seen]
        if lacking:
            self._report(lacking)
            return
        file = self._as_file()
        self._desk.call(
            lambda archive: manual_known.check_beside_others(archive, self.year, file),
            done=partial(self._take_row, file, keep),
            failed=self._fail,
            owner=self,
        )

    def _report(self, findings: Sequence[Finding]) -> None:
        """Say above the form what stops it; the Prüfhinweise at the other fields stay."""
        self.summary.report(findings)
        self.check_now()

    def _missing_arrival(self) -> list[Finding]:
        return [
            Finding("entry_missing", Severity.STOP, words, field=key)
            for key, words in manual_words.asked(change=self._change).items()
            if self.form[key].value() is None and not self.form[key].input.problem()
        ]

    def _as_file(self) -> ReturnFile:
        """What was typed, as if it had been read."""
        base = self._file or ReturnFile(file="")
        return replace(
            base,
            declaration=self.declaration(),
            recognition=Recognition.BY_HAND,
            received_on=self.form["received_on"].value(),
            via=self.form["via"].value() or ReceivedVia.LETTER,
            findings=(),
            cells={},
            attachments=self.attachments,
            manual=False,
            as_change=self._change or None,
        )

    def _take_row(self, file: ReturnFile, keep: bool, row: PreviewRow) -> None:
        assert file.declaration is not None
        if row.result is PreviewResult.IDENTICAL and row.identical_to:
            day = german.day(row.identical_to)
            self.show_notice(
                f"Gleich wie die Rückmeldung vom {day}. Es gibt nichts zu tun.", state="identical"
            )
            return
        self._beside_others = (file.declaration, row.findings)
        self.check_now()
        choices = self.editor.choices
        decision = EntryDecision.KEEP if keep else decision_of(row.findings, choices)
        if decision is EntryDecision.KEEP and not keep:
            self._ask_for_reasons(row)
            return
        self._record(file, row, decision)

    def _ask_for_reasons(self, row: PreviewRow) -> None:
        waiting = rules.open_hints(row.findings, given(self.editor.choices))
        self._report(waiting)
        self.editor.focus_open()

    def _record(self, file: ReturnFile, row: PreviewRow, decision: EntryDecision) -> None:
        entry = entry_of(file, row, self.editor.choices, decision, self.year)
        self._desk.run(
            record_returns,
            RecordReturns(year=self.year, entries=(entry,)),
            done=self._end,
            failed=self._fail,
            owner=self,
        )

    def _end(self, outcome: Outcome) -> None:
        (answer,) = outcome.value
        self._desk.run(drafts.discard_draft, drafts.DiscardDraft(form=self._form_key))
        self.form.mark_clean()
        self.saved.emit(answer.bfs)
        ids = recorded_ids(outcome.value)
        say_recorded(self._desk, self._navigator, f"{outcome.summary}.", self.year, ids)
        self._navigator.close_subpage(self)

    # ------------------------------------------------------------------ leaving

    def has_changes(self) -> bool:
        """Whether something was typed, decided or attached that is not stored."""
        if self.known is None:
            return False
        mine = self._file.attachments if self._file else ()
        touched = self.editor.choices.is_touched()
        return self.form.is_dirty() or touched or self.attachments != mine

    def store_draft(self) -> None:
        """Keep what was typed; attached scans are attached again."""
        content = {
            "values": to_json(self.form.values()),
            "choices": choices_to_json(self.editor.choices),
        }
        self._desk.run(drafts.save_draft, drafts.SaveDraft(form=self._form_key, content=content))

    def leave(self) -> None:
        """Back; asks if something typed would be lost."""
        text = "Was Sie eingegeben haben, geht verloren."
        if self.has_changes() and not messages.ask_loss(
            self, "Erfassen abbrechen?", text, action="Eingaben verwerfen"
        ):
            return
        self._navigator.back()

    def _fail(self, error: SozDeskError) -> None:
        errors.show(self, error, form=self.summary if self.known is not None else None)
