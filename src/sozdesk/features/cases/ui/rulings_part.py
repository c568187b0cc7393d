"""The tab «Verfügungen»: Anträge and Verfügungen of a case, with the next step on top."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtWidgets import QPushButton, QWidget

from sozdesk.archive import blobs
from sozdesk.documents.safe_write import write_bytes
from sozdesk.features.cases import texts, usecases
from sozdesk.features.cases.terms import CasePart, CaseRow, Decider, RulingRow, Stage, Step
from sozdesk.features.cases.texts import rulings as said
from sozdesk.features.cases.ui import ruling_data
from sozdesk.features.cases.ui.attachments_part import AttachmentsPart
from sozdesk.features.cases.ui.ruling_data import Line, PathData
from sozdesk.features.cases.ui.ruling_dialogs import (
    ApplicationDialog,
    ContestDialog,
    DraftDialog,
    FinalDialog,
    NotifyDialog,
    ResolveDialog,
)
from sozdesk.features.cases.ui.subpages import open_subpage
from sozdesk.kernel import german
from sozdesk.kernel.usecase import Outcome
from sozdesk.runtime import worker
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.handing_out import noting
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons, labels, layouts, save_path
from sozdesk.widgets.facts import Facts
from sozdesk.widgets.parts import Part, PartTable, stacked
from sozdesk.widgets.table import Column

_EMPTY: Final = (
    "Noch kein Antrag. Ein Antrag kommt auf die Traktandenliste einer Sitzung, daraus wird der "
    "Beschluss und die Verfügung."
)
_FILES: Final[Mapping[CasePart, str]] = {
    CasePart.APPLICATION: "Anhänge zum Antrag",
    CasePart.RULING: "Anhänge zur Verfügung",
}
_BACK: Final = "Bearbeiten › Rückgängig holt ihn zurück."
_WAITS: Final[Mapping[Stage, str]] = {
    Stage.CONTESTED: "Über die Anfechtung entscheidet die nächste Instanz.",
    Stage.FINAL: "Nichts mehr zu tun.",
}


class RulingsPart(Part):
    """What is asked for, decided and ordered in a case."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk)
        self._navigator = navigator
        self.data: PathData | None = None
        self._goal: UUID | None = None
        self.next_title = labels.strong("Nächster Schritt", wrap=False)
        self.next_words = labels.strong("")
        self.next_button = buttons.button("", self.take_next, primary=True)
        self.empty = labels.text(_EMPTY, "body", "text2")
        self.table = PartTable("Anträge und Verfügungen", _COLUMNS, key=lambda line: line.key)
        self.table.view.current_row_changed.connect(self._show_line)
        self.table.view.opened.connect(lambda _line: self.open_current())
        self.facts = Facts()
        self.hint = labels.secondary("")
        self.files = {kind: AttachmentsPart(desk) for kind in _FILES}
        for button in self.files[CasePart.APPLICATION].findChildren(QPushButton):
            button.setText(button.text().replace("&", ""))  # the keys are those of the Verfügung
        self._titles = {kind: labels.section(title) for kind, title in _FILES.items()}
        self._make_commands()
        step = layouts.row(self.next_title, self.next_button, self.next_words, spacing=12)
        step.setStretch(2, 1)
        self._step = layouts.box(step)
        self.setLayout(
            stacked(
                self._step,
                layouts.Flow(self.add_button, self.free_button, spacing=8),
                self.empty,
                self.table.view,
                self.facts,
                self.hint,
                layouts.Flow(*self._for_line, spacing=8),
                *(one for kind in _FILES for one in (self._titles[kind], self.files[kind])),
            )
        )

    @property
    def widget(self) -> QWidget:
        """What the tab shows."""
        return self

    def _make_commands(self) -> None:
        self.add_button = self.command("An&trag erfassen …", self.add, icon="plus")
        self.free_button = self.command("Verfügung ohne Antrag …", self.draft_free)
        self.open_button = buttons.button("Öff&nen …", self.open_current)
        self.change_button = self.command("Antrag ändern …", self.change_application)
        self.remove_button = self.command("Antrag entfernen", self.remove_application)
        self.discard_button = self.command("Entwurf verwerfen", self.discard)
        self.pdf_button = buttons.button("PDF speichern …", partial(self.save_file, "pdf"))
        self.docx_button = buttons.button("Word speichern …", partial(self.save_file, "docx"))
        self.more: Mapping[Step, QPushButton] = {
            step: self.command(f"{texts.word(step)} …", partial(self.take, step))
            for step in (Step.CONTEST, Step.MARK_FINAL, Step.REPLACE)
        }
        self._for_line = (
            self.open_button,
            self.change_button,
            self.remove_button,
            self.discard_button,
            self.pdf_button,
            self.docx_button,
            *self.more.values(),
        )

    # ------------------------------------------------------------------ showing

    def show_case(self, case: CaseRow) -> None:
        """Show the way of this case."""
        load = partial(ruling_data.load_path, case=case)
        self.desk.call(load, done=self._show, owner=self)

    def _show(self, data: PathData) -> None:
        self.data = data
        self.table.set_rows(data.lines)
        self.empty.setVisible(not data.lines)
        if self._goal is not None:
            for line in data.lines:
                if self._goal in line.key and self.table.view.select_key(line.key):
                    self._goal = None
                    break
        self._show_line(self.table.current())

    def _show_line(self, line: Line | None) -> None:
        self.facts.set_facts(list(_facts(line)) if line else [])
        self.facts.setVisible(line is not None)
        self._step.setVisible(line is not None)
        self._show_next(line)
        self._show_commands(line)
        self._show_files(line)

    def _show_files(self, line: Line | None) -> None:
        owners = {
            CasePart.APPLICATION: line.path.application if line else None,
            CasePart.RULING: line.path.ruling if line else None,
        }
        for kind, owner in owners.items():
            self._titles[kind].setVisible(owner is not None)
            self.files[kind].setVisible(owner is not None)
            if owner is not None:
                self.files[kind].show_owner(kind, owner.id)

    def _show_next(self, line: Line | None) -> None:
        step = line.next_step if line else None
        self.next_title.setVisible(step is not None)
        self.next_button.setVisible(step is not None)
        self.next_button.setEnabled(self.may_change())
        if step is not None:
            self.next_button.setText(f"{texts.word(step)} …")
        self.next_words.setText(_waits(line) if line is not None and step is None else "")

    def _show_commands(self, line: Line | None) -> None:
        application = line.path.application if line else None
        ruling = line.path.ruling if line else None
        open_ = line is not None and line.stage in (Stage.SUBMITTED, Stage.SCHEDULED)
        finished = ruling is not None and ruling.finalised_on is not None
        visible = {
            self.open_button: ruling is not None,
            self.change_button: application is not None and open_,
            self.remove_button: application is not None and open_,
            self.discard_button: ruling is not None and not finished,
            self.pdf_button: finished,
            self.docx_button: finished,
            **{button: _is_possible(line, step) for step, button in self.more.items()},
        }
        for button, on in visible.items():
            button.setVisible(on and (line is None or button is not self._primary(line)))
        contested = line is not None and line.stage is Stage.CONTESTED
        self.hint.setText(texts.SUSPENDED if contested else "")
        self.hint.setVisible(contested)

    def _primary(self, line: Line) -> QPushButton | None:
        """What the primary button says already."""
        return self.more.get(line.next_step) if line.next_step else None

    # ------------------------------------------------------------------ steps

    def take_next(self) -> None:
        """The next step of the current line."""
        line = self.table.current()
        if line is not None and line.next_step is not None:
            self.take(line.next_step)

    def take(self, step: Step) -> None:
        """A step of the current line."""
        line, data = self.table.current(), self.data
        if line is None or data is None:
            return
        path, today = line.path, data.today
        if step in (Step.SCHEDULE, Step.RESOLVE):
            self._decide(line)
        elif step is Step.DRAFT:
            self._draft(DraftDialog(self, self.desk, data.case.id, path.application, None))
        elif step is Step.FINALISE:
            self.open_current()
        elif path.ruling is not None:
            self._about(step, line, path.ruling, today)

    def _about(self, step: Step, line: Line, ruling: RulingRow, day: date) -> None:
        path = line.path
        if step is Step.NOTIFY:
            NotifyDialog(self, self.desk, ruling, day).present()
        elif step is Step.CONTEST:
            ContestDialog(self, self.desk, path, day).present()
        elif step is Step.MARK_FINAL:
            FinalDialog(self, self.desk, path, day).present()
        else:
            self._draft(DraftDialog(self, self.desk, ruling.case_id, None, ruling))

    def _decide(self, line: Line) -> None:
        application = line.path.application
        assert application is not None, "only an Antrag is decided"
        assert self.data is not None
        if application.decider is Decider.AUTHORITY:
            target = {"bfs": application.bfs_number, "meeting": application.meeting_id}
            open_subpage(self.desk, self._navigator, "meetings_page", **target)
        else:
            ResolveDialog(self, self.desk, application, self.data.today).present()

    def _draft(self, dialog: DraftDialog) -> None:
        dialog.acted.connect(self._open_drafted)
        dialog.present()

    def _open_drafted(self, outcome: Outcome) -> None:
        self._goal = outcome.value
        open_subpage(self.desk, self._navigator, "ruling_page", ruling_id=outcome.value)

    # ------------------------------------------------------------------ commands

    def add(self) -> None:
        """Enter an Antrag."""
        if self.data is not None:
            dialog = ApplicationDialog(self, self.desk, self.data.case.id, self.data.today)
            dialog.acted.connect(self._bring)
            dialog.present()

    def _bring(self, outcome: Outcome) -> None:
        self._goal = outcome.value

    def draft_free(self) -> None:
        """A Verfügung without Antrag."""
        if self.data is not None:
            self._draft(DraftDialog(self, self.desk, self.data.case.id, None, None))

    def open_current(self) -> None:
        """The page of the Verfügung, else the Antrag."""
        line = self.table.current()
        if line is None:
            return
        if line.path.ruling is not None:
            open_subpage(self.desk, self._navigator, "ruling_page", ruling_id=line.path.ruling.id)
        elif self.may_change() and not _is_decided(line):
            self.change_application()

    def change_application(self) -> None:
        """Change the current Antrag."""
        line, data = self.table.current(), self.data
        if line is not None and data is not None and line.path.application is not None:
            row = line.path.application
            ApplicationDialog(self, self.desk, row.case_id, data.today, row).present()

    def remove_application(self) -> None:
        """Remove the current Antrag."""
        line = self.table.current()
        if line is not None and line.path.application is not None:
            row = line.path.application
            command = usecases.RemoveRow(id=row.id, base_version=row.version)
            question = f"Antrag «{row.title}» entfernen?"
            self.remove(question, _BACK, usecases.remove_application, command)

    def discard(self) -> None:
        """Throw the draft away."""
        line = self.table.current()
        if line is not None and line.path.ruling is not None:
            row = line.path.ruling
            command = usecases.RemoveRow(id=row.id, base_version=row.version)
            question = "Entwurf der Verfügung verwerfen?"
            self.remove(question, _BACK, usecases.remove_ruling, command)

    def save_file(self, ending: str) -> None:
        """The frozen document, exactly as it was finished."""
        line = self.table.current()
        ruling = line.path.ruling if line else None
        if ruling is None or ruling.pdf_sha256 is None or ruling.docx_sha256 is None:
            return
        name = f"Verfügung_{ruling.number}.{ending}"
        path = save_path.ask(self, self.desk, "Verfügung speichern", name)
        if path is None:
            return

        handed = usecases.HandOutRuling(ruling_id=ruling.id)
        save = noting(self.desk, (usecases.hand_out_ruling, handed), write_bytes)

        def write(content: bytes) -> None:
            worker.run(
                save,
                path,
                content,
                done=lambda _result: self._navigator.say(said.written(path.name)),
                failed=self._failed,
                owner=self,
            )

        sha256 = ruling.pdf_sha256 if ending == "pdf" else ruling.docx_sha256
        self.desk.query(blobs.get, sha256, done=write, failed=self._failed, owner=self)


def _is_possible(line: Line | None, step: Step) -> bool:
    return line is not None and any(one.step is step and not one.why_not for one in line.steps)


def _is_decided(line: Line) -> bool:
    return line.stage not in (Stage.SUBMITTED, Stage.SCHEDULED)


def _waits(line: Line) -> str:
    if line.stage in _WAITS:
        return _WAITS[line.stage]
    return next((one.why_not for one in line.steps if one.step is Step.MARK_FINAL), "")


def _facts(line: Line) -> Iterator[tuple[str, str]]:
    yield from _application_facts(line)
    yield from _ruling_facts(line)


def _application_facts(line: Line) -> Iterator[tuple[str, str]]:
    row = line.path.application
    if row is None:
        return
    yield "Antrag", f"{row.title}, vom {german.day(row.submitted_on)}"
    yield "Entscheidet", texts.word(row.decider)
    if row.held_on is not None:
        yield "Sitzung", f"{german.day(row.held_on)}, Traktandum {row.agenda_number}"
    if row.resolved is not None and row.resolved_on is not None:
        number = f"Nr. {row.resolution_number}, " if row.resolution_number else ""
        yield "Beschluss", f"{number}{texts.word(row.resolved)}, {german.day(row.resolved_on)}"


def _ruling_facts(line: Line) -> Iterator[tuple[str, str]]:
    row, deadline = line.path.ruling, line.path.deadline
    if row is None:
        return
    limit = f"CHF {german.amount(row.limit_amount)}" if row.limit_amount is not None else ""
    by = texts.word(row.notified_by) if row.notified_by else ""
    pairs = (
        ("Kostengutsprache", limit),
        ("In Kraft", _in_force(line)),
        ("Ersetzt", row.replaces),
        ("Eröffnet", ", ".join(filter(None, (_day(row.notified_on), by)))),
        ("Frist", f"{german.day(deadline)} ({texts.CALCULATED})" if deadline else ""),
        ("Angefochten", _day(row.contested_on)),
        ("Rechtskräftig seit", _day(row.final_on)),
    )
    yield from ((key, value) for key, value in pairs if value)


def _in_force(line: Line) -> str:
    """«ab 01.02.2027», with the last day once another one replaces it."""
    if line.span is not None:
        last = f" bis {german.day(line.span.last)}" if line.span.last else ""
        return f"ab {german.day(line.span.first)}{last}"
    row = line.path.ruling
    waits = row is not None and row.notified_on is None
    return "noch nicht, erst mit der Eröffnung" if waits else "nein"


def _day(value: date | None) -> str:
    return german.day(value) if value else ""


_COLUMNS = (
    Column(
        title="Antrag oder Verfügung",
        text=lambda line: line.title,
        second=lambda line: line.below,
        symbol=lambda line: line.symbol,
        bold=lambda line: line.next_step is not None,
        stretch=True,
        least=200,
    ),
    Column(title="Stand", text=lambda line: texts.word(line.stage), least=110),
)


def build(desk: Desk, navigator: Navigator) -> RulingsPart:
    """The part."""
    return RulingsPart(desk, navigator)
