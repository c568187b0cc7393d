"""«Massnahmen einlesen»: choose a table or write the template, look at what happens, record."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from sozdesk.documents.report import Column
from sozdesk.documents.safe_write import write_bytes
from sozdesk.features.strategy import files, queries
from sozdesk.features.strategy.terms import TOPIC, ImportBase, ImportPlan, MeasureTable
from sozdesk.features.strategy.texts import importing as words
from sozdesk.features.strategy.ui import import_words
from sozdesk.features.strategy.ui.import_list import ImportList
from sozdesk.features.strategy.usecases import ImportMeasures, import_measures
from sozdesk.kernel import german
from sozdesk.kernel.context import Context
from sozdesk.kernel.errors import Cancelled, NotFound, SozDeskError
from sozdesk.kernel.findings import stops
from sozdesk.kernel.usecase import Outcome
from sozdesk.runtime import list_export, worker
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons, errors, file_prompts, layouts, save_path
from sozdesk.widgets.announce import announce
from sozdesk.widgets.file_page import FilePage
from sozdesk.widgets.inputs import Tick
from sozdesk.widgets.page import ActionBar, EmptyState, Step
from sozdesk.widgets.progress import WorkProgress
from sozdesk.widgets.states import State
from sozdesk.widgets.table import TableText

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

_HANDBOOK = "massnahmen-einlesen"


def build(desk: Desk, navigator: Navigator, period_code: str) -> MeasureImportPage:
    """The page for one period; open it with ``navigator.open_subpage``."""
    return MeasureImportPage(desk, navigator, period_code)


class MeasureImportPage(FilePage):
    """Sub-page of the Massnahmen."""

    handbook_place = "massnahmen-einlesen"

    def __init__(self, desk: Desk, navigator: Navigator, period_code: str) -> None:
        super().__init__(import_words.title(period_code), back=self.leave)
        self._desk, self._navigator, self._code = desk, navigator, period_code
        self._path: Path | None = None
        self.base: ImportBase | None = None
        self.context: Context | None = None
        self.table: MeasureTable | None = None
        self.plan: ImportPlan | None = None
        self._job: worker.Job | None = None
        self._asked = 0
        self._listed = False
        self.setAcceptDrops(True)
        self._build_head()
        self._build_questions()
        self._build_bar()
        self._desk.changed.connect(self._on_changed)
        self._desk.call(self._load, done=self._take_base, failed=self._fail, owner=self)

    # ------------------------------------------------------------------ building

    def _build_head(self) -> None:
        self.other_button = buttons.button("Andere Da&tei …", self.ask_file, icon="folder-open")
        self.again_button = buttons.button("Noch einmal &lesen", self.read_again, key="F5")
        write = buttons.action("Vorlage schreiben …", self.write_template)
        self.head.set_actions(self.other_button, self.again_button, more=[write])
        self.other_button.hide()
        self.again_button.hide()

    def _build_questions(self) -> None:
        """What somebody must confirm; shown only where it is asked."""
        self.list = ImportList()
        self.accept_count, self.accept_changes = Tick(""), Tick("")
        for tick in (self.accept_count, self.accept_changes):
            tick.changed.connect(self._show_button)
            tick.hide()
        asked = layouts.column(self.list.chips, self.accept_count, self.accept_changes, spacing=6)
        self.tools = layouts.box(asked)
        self.add_tools(self.tools)
        self.tools.hide()
        self.list.pane.export_requested.connect(self._export)

    def _build_bar(self) -> None:
        self.record_button = buttons.button("&Erfassen", self.record, primary=True)
        self.cancel_button = buttons.button("Abbrechen", self.leave)
        self.bar = ActionBar(self.record_button, self.cancel_button)
        self.set_bar(self.bar)
        self.record_button.hide()

    def _load(self, archive: Archive) -> tuple[ImportBase, Context]:
        period = archive.query(queries.period_of, self._code)
        if period is None:
            raise NotFound(
                f"Die Periode {self._code} gibt es nicht mehr.", "Gehen Sie zurück zur Liste."
            )
        context = archive.context()
        return archive.query(queries.import_base, period, context.today), context

    def _take_base(self, found: tuple[ImportBase, Context]) -> None:
        first = self.base is None
        self.base, self.context = found
        if first:
            self._show_empty()
        if self.table is not None:
            self._check(self.table)

    def _show_empty(self) -> None:
        assert self.base is not None
        choose = buttons.button(
            "Datei &wählen …", self.ask_file, icon="file-spreadsheet", primary=True
        )
        template = buttons.button("&Vorlage schreiben …", self.write_template, icon="download")
        self.setFocusProxy(choose)
        self.set_content(
            EmptyState(
                "file-spreadsheet",
                import_words.EMPTY_TITLE,
                import_words.empty_text(self.base),
                choose,
                template,
                steps_title="So geht es weiter",
                steps=tuple(Step(*step) for step in import_words.STEPS),
                help_link=buttons.link(
                    "&Im Handbuch lesen (F1)", partial(self._navigator.open_handbook, _HANDBOOK)
                ),
            )
        )

    # ------------------------------------------------------------------ the template

    def write_template(self) -> None:
        """Ask where, and write the empty table of the period."""
        assert self.base is not None
        name = files.template_name(self.base)
        path = save_path.ask(self, self._desk, "Vorlage schreiben", name, import_words.TEMPLATES)
        if path is not None:
            worker.run(
                _write_template,
                path,
                self.base,
                self.context,
                done=self._say_written,
                failed=self._fail,
                owner=self,
            )

    def _say_written(self, path: Path) -> None:
        opened = buttons.link("Öffnen", partial(save_path.show, path))
        self.show_notice(f"«{path.name}» geschrieben.", opened, state="ok")

    # ------------------------------------------------------------------ reading

    def ask_file(self) -> None:
        """Choose a file to read."""
        path = file_prompts.open_file(self, "Tabelle wählen", import_words.FILTERS)
        if path is not None:
            self.open(path)

    def open(self, path: Path) -> None:
        """Read a file in the background, in place of the one before."""
        self.clear_notice()
        self._path = path
        self._show_busy()
        self._job = worker.run(
            files.read_measures, path, done=self._check, failed=self._fail, owner=self
        )

    def read_again(self) -> None:
        """The same file once more, after somebody repaired it."""
        if self._path is not None:
            self.open(self._path)

    def _show_busy(self) -> None:
        progress = WorkProgress("Die Tabelle wird gelesen", self._cancel)
        progress.set_progress(0, 1)
        self.bar.show_progress(progress)
        self.cancel_button.hide()
        self.record_button.setEnabled(False)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _check(self, table: MeasureTable) -> None:
        """Compare with the file; of several answers only the newest counts."""
        assert self.base is not None
        assert self.context is not None
        self._asked += 1
        self._desk.query(
            queries.import_plan,
            self.base.period,
            table,
            self.context.today,
            done=partial(self._take_plan, self._asked, table),
            failed=self._fail,
            owner=self,
        )

    def _take_plan(self, asked: int, table: MeasureTable, plan: ImportPlan) -> None:
        if asked != self._asked:
            return
        self._end_busy()
        self.table, self.plan = table, plan
        if plan.rows or self._listed:
            self._show_plan(table, plan)
        self._show_findings(plan)

    def _end_busy(self) -> None:
        self._job = None
        self.bar.show_progress(None)
        self.cancel_button.show()

    def _show_plan(self, table: MeasureTable, plan: ImportPlan) -> None:
        first, self._listed = not self._listed, True
        if first:
            self.set_content(self.list)
            self.setFocusProxy(self.list.table)
        self.head.set_facts(import_words.facts(table))
        self.list.show_plan(plan)
        for widget in (self.tools, self.other_button, self.again_button, self.record_button):
            widget.show()
        self._ask(self.accept_count, words.confirm_count(plan), asked=plan.too_many)
        self._ask(
            self.accept_changes, words.confirm_changes(plan.changes), asked=bool(plan.changes)
        )
        self._show_button()
        announce(self, german.plural(len(plan.rows), "Massnahme gelesen", "Massnahmen gelesen"))
        if first:
            self.list.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self, tick: Tick, question: str, *, asked: bool) -> None:
        """Another question needs another answer."""
        if not asked or tick.text() != question:
            tick.set_value(False)
        tick.setText(question)
        tick.setVisible(asked)

    def _show_findings(self, plan: ImportPlan) -> None:
        """What is wrong with the table as a whole."""
        if plan.findings:
            said = " ".join(finding.message for finding in plan.findings)
            self.show_notice(said, state=State.UNUSABLE if stops(plan.findings) else State.HINT)

    def _show_button(self) -> None:
        """What the bar says, and whether all that is asked is answered."""
        plan = self.plan
        if plan is None or not self._listed:
            return
        confirmed = (self.accept_count.value() or not plan.too_many) and (
            self.accept_changes.value() or not plan.changes
        )
        stopping = stops((*plan.findings, *(one for row in plan.rows for one in row.findings)))
        self.bar.set_message(*import_words.bar(plan, confirmed=confirmed))
        self.record_button.setText(import_words.main_button(plan))
        self.record_button.setEnabled(
            confirmed and not stopping and import_words.recordable(plan) > 0
        )

    def _on_changed(self, topics: frozenset[str]) -> None:
        """Something was recorded elsewhere, or here: what happens may be something else now."""
        if TOPIC in topics:
            self._desk.call(self._load, done=self._take_base, failed=self._fail, owner=self)

    # ------------------------------------------------------------------ recording

    def record(self) -> None:
        """All rows in one act."""
        assert self.base is not None
        assert self.table is not None
        assert self.plan is not None
        self.record_button.setEnabled(False)
        command = ImportMeasures(
            period_id=self.base.period.id,
            table=self.table,
            accept_count=self.accept_count.value(),
            accept_changes=self.accept_changes.value(),
        )
        plan, self.table = self.plan, None  # what was recorded needs no new preview
        self._desk.run(
            import_measures,
            command,
            done=partial(self._say_recorded, plan),
            failed=partial(self._take_back, command.table),
            owner=self,
        )

    def _say_recorded(self, plan: ImportPlan, outcome: Outcome) -> None:
        self._navigator.say(import_words.recorded(plan, outcome.value))
        self._navigator.close_subpage(self)

    def _take_back(self, table: MeasureTable, error: SozDeskError) -> None:
        """Nothing was recorded: what would happen is asked once more."""
        errors.show(self, error)
        self.table = table
        self._check(table)

    def _fail(self, error: SozDeskError) -> None:
        self._end_busy()
        self._show_button()
        if isinstance(error, Cancelled):
            self.show_notice("Das Lesen ist abgebrochen. Es wurde nichts eingelesen.")
        else:
            errors.show(self, error)

    # ------------------------------------------------------------------ export, leaving

    def _export(self, seen: TableText) -> None:
        """The list as it is seen, as a file."""
        name = f"Massnahmen {self._code} Einlesen.xlsx"
        path = save_path.ask(self, self._desk, "Liste exportieren", name, list_export.FILTERS)
        if path is not None:
            self._desk.call(_moment, done=partial(self._write, path, seen), owner=self)

    def _write(self, path: Path, seen: TableText, now: datetime) -> None:
        assert self.context is not None
        report = list_export.list_report(
            import_words.title(self._code),
            [Column(f"spalte_{n}", title, wide=n > 1) for n, title in enumerate(seen.titles)],
            seen.rows,
            now=now,
            today=self.context.today,
            sample=self.context.sample,
        )
        worker.run(
            list_export.write_list,
            path,
            report,
            done=self._say_written,
            failed=self._fail,
            owner=self,
        )

    def leave(self) -> None:
        """Back to the list; nothing is recorded."""
        self._navigator.back()


def _write_template(path: Path, base: ImportBase, context: Context) -> Path:
    """For the worker."""
    as_csv = path.suffix.lower() == ".csv"
    write_bytes(path, files.write_template(base, context, as_csv=as_csv))
    return path


def _moment(archive: Archive) -> datetime:
    return archive.context().now
