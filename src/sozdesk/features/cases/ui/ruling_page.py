"""The page of one Verfügung: written in sections, beside it how it reads; finished, it is frozen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from PySide6.QtWidgets import QWidget

from sozdesk.archive import blobs, drafts
from sozdesk.documents.safe_write import write_bytes
from sozdesk.features.cases import reports, rules, texts, usecases
from sozdesk.features.cases.terms import ApplicationRow, Decider, RulingLetter, RulingNature
from sozdesk.features.cases.texts import rulings as said
from sozdesk.features.cases.ui import ruling_data
from sozdesk.features.cases.ui.ruling_data import RulingData
from sozdesk.features.cases.ui.ruling_dialogs import WIDE, NotifyDialog, finished_choices
from sozdesk.kernel import german
from sozdesk.kernel.errors import SozDeskError
from sozdesk.kernel.findings import Finding, stops
from sozdesk.kernel.usecase import Outcome
from sozdesk.runtime import worker
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.handing_out import noting
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons, errors, labels, layouts, messages, save_path, states, theme
from sozdesk.widgets.fields import Field, Form
from sozdesk.widgets.inputs import Choice, TextArea, TextInput
from sozdesk.widgets.page import ActionBar, Page
from sozdesk.widgets.summary import ErrorSummary
from sozdesk.widgets.tabs import Tabs
from sozdesk.widgets.typed import AmountInput, DateInput

WRITING, READING = 0, 1
_FILTERS: Final = "PDF (*.pdf);;Word (*.docx)"
_FINAL: Final = (
    "Die Verfügung erhält ihre Nummer, Word und PDF werden mit der Rechtsmittelbelehrung abgelegt. "
    "Danach ändert sie sich nicht mehr; das lässt sich nicht rückgängig machen."
)
_LONG: Final = 640
_DAYS: Final = ("ruled_on", "valid_from", "heard_on")


def build(desk: Desk, navigator: Navigator, *, ruling_id: UUID) -> QWidget:
    """The page of a Verfügung."""
    return RulingPage(desk, navigator, ruling_id)


class RulingPage(Page):
    """Sub-page; what was typed survives a lock of the file."""

    handbook_place = "verfuegung"

    def __init__(self, desk: Desk, navigator: Navigator, ruling_id: UUID) -> None:
        super().__init__("Verfügung", back=self.leave)
        self._desk, self._navigator, self._ruling_id = desk, navigator, ruling_id
        self.data: RulingData | None = None
        self.form = Form()
        self.tabs: Tabs | None = None
        self._reading = layouts.column(spacing=8)
        save = buttons.action("&Speichern", self.save, key="Ctrl+S")
        save.setParent(self)
        self.addAction(save)
        self.save_button = buttons.button("&Speichern", self.save, tip="Ctrl+S")
        self.finish_button = buttons.button("&Fertig stellen …", self.finish, primary=True)
        self.file_button = buttons.button("Ent&wurf speichern …", self.save_letter)
        self.bar = ActionBar(self.file_button, self.save_button, self.finish_button)
        self.set_bar(self.bar)
        self._load(self._build)

    def _load(self, done: Any) -> None:
        load = partial(ruling_data.load_ruling, ruling_id=self._ruling_id)
        self._desk.call(load, done=done, failed=self._failed, owner=self)

    # ------------------------------------------------------------------ building

    def _build(self, data: RulingData | None) -> None:
        self._shown: tuple[Finding, ...] | None = None
        self.tabs, self.form = None, Form()  # the fields shown before go with their page
        if data is None:
            self.set_content(labels.body("Diese Verfügung gibt es nicht mehr."))
            self.set_bar(None)
            return
        self.data = data
        row = data.ruling
        self.head.set_title(f"Verfügung {row.number}" if row.number else "Verfügung entwerfen")
        stands = said.standing(row, data.deadline, data.today)
        facts = (f"Fall {row.case_number}", texts.word(row.nature), stands)
        self.head.set_facts(", ".join(filter(None, facts)))
        self._reading = layouts.column(spacing=8, margins=(_edge(data), 12, 20, 20))
        paper = layouts.box(
            self._reading
        )  # each label bounded by itself would get the height of a wider one
        paper.setMaximumWidth(theme.px(_LONG + _edge(data) + 20))
        reading = layouts.scroll(paper, "Vorschau")
        if row.finalised_on is not None:
            self._build_finished(data, reading)
        else:
            self._build_form(data, reading)

    def _build_finished(self, data: RulingData, reading: QWidget) -> None:
        day = data.ruling.finalised_on
        assert day is not None, "only of a finished one"
        self.show_notice(said.frozen(day), state="note")
        pdf, word_ = partial(self.save_finished, "pdf"), partial(self.save_finished, "docx")
        next_ = data.ruling.notified_on is None
        files = (
            buttons.button("&Word speichern …", word_),
            buttons.button("&PDF speichern …", pdf, primary=not next_),
        )
        notify = buttons.button("Er&öffnung erfassen …", partial(self.notify, data), primary=True)
        notify.setEnabled(self._desk.file is not None and not self._desk.file.read_only)
        self.set_bar(ActionBar(*files, *([notify] if next_ else [])))
        self._read(data.letter)
        self.set_content(reading)

    def _build_form(self, data: RulingData, reading: QWidget) -> None:
        self.summary = ErrorSummary(self.form)
        self._findings = layouts.column(spacing=6)
        writing = layouts.column(
            self.summary,
            layouts.box(self._findings),
            *self._sections(data),
            None,
            spacing=12,
            margins=(4, 12, 20, 20),
        )
        self.tabs = Tabs(
            [("Angaben", layouts.scroll(layouts.box(writing), "Angaben")), ("Vorschau", reading)]
        )
        self.tabs.changed.connect(self._on_tab)
        self.form.set_values({key: getattr(data.ruling, key) for key in self.form.values()})
        self.form.changed.connect(self._show_bar)
        if data.typed is not None:
            self._bring_back(data.typed)
        self.set_content(layouts.box(layouts.column(self.tabs, margins=(24, 0, 0, 0))), line=False)
        self._show_bar()

    def _sections(self, data: RulingData) -> list[layouts.Item]:
        near = data.today
        natures = Choice([(one, texts.word(one)) for one in RulingNature])
        deciders = Choice([(one, texts.word(one)) for one in Decider])
        earlier = Choice(finished_choices(data.earlier), empty="keine")
        limit = "Bis zu diesem Betrag bezahlt die Gemeinde. Leer, wenn nichts bezahlt wird."
        heard = "Nötig, wenn die Verfügung die Person belastet."
        return [
            labels.section("Was und wer"),
            layouts.Flow(
                self._put("nature", Field("Art der Verfüg&ung", natures, width=240)),
                self._put("decider", Field("&Entscheidet", deciders, width=220)),
                spacing=16,
                below=12,
            ),
            self._put("replaces_id", Field("Erset&zt die Verfügung", earlier, width=WIDE)),
            self._put("addressee", Field("Ad&resse", TextArea(lines=4), width=WIDE)),
            labels.section("Tage und Betrag"),
            layouts.Flow(
                self._put("ruled_on", Field("Verfügung &vom", DateInput(near=near))),
                self._put("valid_from", Field("G&ilt ab", DateInput(near=near), optional=True)),
                spacing=16,
                below=12,
            ),
            self._put("heard_on", Field("Rechtliches &Gehör am", DateInput(near=near), hint=heard)),
            self._put(
                "limit_amount",
                Field("&Kostengutsprache in Franken", AmountInput(), optional=True, hint=limit),
            ),
            labels.section("Text"),
            self._put("subject", Field("Be&treff", TextInput(), width=_LONG)),
            self._put("facts", Field("Sa&chverhalt", TextArea(lines=5), width=_LONG)),
            self._put(
                "considerations",
                Field(
                    "Erwägu&ngen",
                    TextArea(lines=7),
                    width=_LONG,
                    hint="Mit der Rechtsgrundlage (§). Ein Absatz pro Zeile.",
                ),
            ),
            self._put(
                "disposition",
                Field("Dis&positiv", TextArea(lines=5), width=_LONG, hint="Eine Ziffer pro Zeile."),
            ),
            *self._from_application(data.application),
        ]

    def _from_application(self, application: ApplicationRow | None) -> list[QWidget]:
        """What was proposed and what the Protokollauszug says: one key puts it into the Dispositiv."""
        if application is None:
            return []
        offered = (
            ("Vorschlag des Antrags", "Vorsch&lag einsetzen", application.proposal),
            ("Protokollauszug", "Pr&otokollauszug einsetzen", application.extract),
        )
        put = self.form["disposition"].input.set_value
        return [
            layouts.box(
                layouts.column(
                    labels.secondary(f"{name}: {text}"), buttons.link(words, partial(put, text))
                )
            )
            for name, words, text in offered
            if text
        ]

    def _put(self, key: str, field: Field) -> Field:
        return self.form.add(key, field)

    def _bring_back(self, typed: Mapping[str, Any]) -> None:
        """What was typed before the file was locked."""
        for key, value in typed.items():
            if key in self.form:
                self.form[key].set_value(_read_back(key, value))
        forget = buttons.link("Verwerfen", self._forget)
        self.show_notice("Nicht gespeicherte Eingaben sind wieder da.", forget, state="note")

    def _forget(self) -> None:
        self._drop_draft()
        self.clear_notice()
        self._load(self._build)

    # ------------------------------------------------------------------ showing

    def _typed_findings(self, data: RulingData) -> tuple[Finding, ...]:
        """What is to be said about what stands in the fields now."""
        return rules.ruling_findings(replace(data.ruling, **self.form.values()), data.around)

    def _show_findings(self, data: RulingData, findings: tuple[Finding, ...]) -> None:
        if findings == self._shown:
            return
        self._shown = findings
        layouts.empty(self._findings)
        if findings:
            self._findings.addWidget(labels.strong("Vor dem Fertigstellen"))
        for one in findings:
            symbol = states.Symbol(states.of_severity(one.severity))
            line = layouts.row(layouts.column(symbol, None), labels.body(one.message), spacing=6)
            line.setStretch(1, 1)
            made = layouts.box(line)
            self._findings.addWidget(made)
            made.show()  # or Qt does it after the pane was measured
        if data.own_template:
            self._findings.addWidget(labels.secondary(said.OWN_TEMPLATE))

    def _on_tab(self, number: int) -> None:
        if number == READING and self.data is not None:
            self._read(self._typed_letter(self.data))

    def _typed_letter(self, data: RulingData) -> RulingLetter:
        """The document with what stands in the fields now."""
        ruling = replace(data.ruling, **self.form.values())
        day = ruling.ruled_on or data.today
        return replace(data.letter, ruling=ruling, dated=day)

    def _read(self, letter: RulingLetter) -> None:
        layouts.empty(self._reading)
        styles = {0: labels.body, 1: labels.record_title, 2: labels.strong}
        for level, words in reports.ruling_lines(letter):
            made = styles[level](words)
            self._reading.addWidget(made)
            made.show()  # or Qt does it after the pane was measured
        for one in letter.signing:
            self._reading.addWidget(labels.secondary(f"{one.name}, {one.function}"))
        self._reading.addStretch(1)

    def _show_bar(self) -> None:
        assert self.data is not None
        may = self._desk.file is not None and not self._desk.file.read_only
        findings = self._typed_findings(self.data)
        self._show_findings(self.data, findings)
        dirty, blocking = self.has_changes(), len(stops(findings))
        missing = german.plural(blocking, "Angabe fehlt", "Angaben fehlen") if blocking else ""
        if dirty:
            self.bar.set_message("Nicht gespeicherte Änderungen", missing, "hint")
        else:
            self.bar.set_message(missing, "", "hint" if missing else "")
        self.save_button.setEnabled(may and dirty)
        self.finish_button.setEnabled(may and not blocking)

    # ------------------------------------------------------------------ unsaved

    def has_changes(self) -> bool:
        """Whether something was typed that is not saved."""
        return self.tabs is not None and self.form.is_dirty()

    def store_draft(self) -> None:
        """Keep what was typed until the file is opened again."""
        content = {key: _plain(value) for key, value in self.form.values().items()}
        command = drafts.SaveDraft(
            form=ruling_data.DRAFT, record_id=self._ruling_id, content=content
        )
        self._desk.run(drafts.save_draft, command)

    def _drop_draft(self) -> None:
        command = drafts.DiscardDraft(form=ruling_data.DRAFT, record_id=self._ruling_id)
        self._desk.run(drafts.discard_draft, command)

    # ------------------------------------------------------------------ commands

    def save(self) -> None:
        """Save what was typed and stay."""
        self._save(self._load_again)

    def _save(self, then: Any) -> None:
        if self.data is None or self.tabs is None:
            return
        if findings := self.form.check_entries():
            self.tabs.choose(WRITING)
            self.summary.report(findings)
            return
        changes = self.form.changes()
        if not changes:
            then(None)
            return
        row = self.data.ruling
        command = usecases.ChangeRuling(id=row.id, base_version=row.version, changes=changes)
        self._desk.run(usecases.change_ruling, command, done=then, failed=self._failed, owner=self)

    def _load_again(self, outcome: Outcome | None) -> None:
        if outcome is not None:
            self._navigator.say(f"{outcome.summary}.")
            self._drop_draft()
        self._load(self._build)

    def finish(self) -> None:
        """Save, then ask, then freeze."""
        self._save(lambda _outcome: self._load(self._ask_to_finish))

    def _ask_to_finish(self, data: RulingData | None) -> None:
        self._drop_draft()
        self._build(data)
        if data is None or stops(rules.ruling_findings(data.ruling, data.around)):
            return
        if messages.ask_loss(self, "Verfügung fertig stellen?", _FINAL, action="&Fertig stellen"):
            command = usecases.FinaliseRuling(id=data.ruling.id, base_version=data.ruling.version)
            self._desk.run(
                usecases.finalise_ruling,
                command,
                done=self._load_again,
                failed=self._failed,
                owner=self,
            )

    def notify(self, data: RulingData) -> None:
        """When and how it was opened to the person: the Frist runs from then on."""
        dialog = NotifyDialog(self, self._desk, data.ruling, data.today)
        dialog.acted.connect(self._load_again)
        dialog.present()

    def save_letter(self) -> None:
        """The draft on paper, for whoever reads it before it is finished."""
        if self.data is None:
            return
        name = "Verfügung_Entwurf.pdf"
        path = save_path.ask(self, self._desk, "Entwurf speichern", name, _FILTERS)
        if path is not None:
            letter = self._typed_letter(self.data)
            save = self._noting(ruling_data.save_draft_letter)
            done = partial(self._written, path)
            worker.run(save, letter, path, done=done, failed=self._failed, owner=self)

    def _written(self, path: Path, _result: object) -> None:
        self._navigator.say(said.written(path.name))

    def _noting(self, write: Callable[..., None]) -> Callable[..., None]:
        """The names in it have left the file."""
        handed = usecases.HandOutRuling(ruling_id=self._ruling_id)
        return noting(self._desk, (usecases.hand_out_ruling, handed), write)

    def save_finished(self, ending: str) -> None:
        """The frozen document, exactly as it was finished."""
        if self.data is None:
            return
        ruling = self.data.ruling
        sha256 = ruling.pdf_sha256 if ending == "pdf" else ruling.docx_sha256
        name = f"Verfügung_{ruling.number}.{ending}"
        path = save_path.ask(self, self._desk, "Verfügung speichern", name)
        if path is None or sha256 is None:
            return

        def write(content: bytes) -> None:
            save = self._noting(write_bytes)
            done = partial(self._written, path)
            worker.run(save, path, content, done=done, failed=self._failed, owner=self)

        self._desk.query(blobs.get, sha256, done=write, failed=self._failed, owner=self)

    def leave(self) -> None:
        """Back; asks whether to save what was typed."""
        answer = messages.ask_unsaved(self) if self.has_changes() else messages.Unsaved.DISCARD
        if answer is messages.Unsaved.SAVE:
            self._save(lambda _outcome: self._leave_now())
        elif answer is messages.Unsaved.DISCARD:
            self._leave_now()

    def _leave_now(self) -> None:
        self._drop_draft()
        self._navigator.close_subpage(self)

    def _failed(self, error: SozDeskError) -> None:
        form = self.summary if self.tabs is not None else None
        errors.show(self, error, form=form, reload=lambda: self._load(self._build))


def _edge(data: RulingData) -> int:
    """Left margin: below the tabs the page has one already."""
    return 4 if data.ruling.finalised_on is None else 24


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def _read_back(key: str, value: Any) -> Any:
    if key in _DAYS:
        return date.fromisoformat(value) if value else None
    if key == "replaces_id":
        return UUID(value) if value else None
    kinds = {"nature": RulingNature, "decider": Decider}
    return kinds[key](value) if key in kinds else value
