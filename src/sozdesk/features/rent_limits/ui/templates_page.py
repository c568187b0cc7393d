"""«Vorlagen»: the letters of the office, edited in Word, and the words of its e-mails."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from sozdesk.documents.safe_write import write_bytes
from sozdesk.features.rent_limits import files, queries, usecases
from sozdesk.features.rent_limits.terms import (
    PAPER_KINDS,
    TOPIC,
    Attachment,
    LetterKind,
    LetterTemplate,
    TemplateRow,
)
from sozdesk.features.rent_limits.texts import word
from sozdesk.features.rent_limits.ui.import_files import read_file
from sozdesk.features.rent_limits.ui.template_detail import (
    TemplateCommands,
    TemplateDetail,
    letter_words,
    mail_words,
)
from sozdesk.features.rent_limits.ui.template_text_dialog import TemplateTextDialog
from sozdesk.kernel import german
from sozdesk.kernel.errors import RuleViolation, SozDeskError
from sozdesk.kernel.findings import Finding
from sozdesk.kernel.usecase import Outcome, UseCase
from sozdesk.runtime import worker
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons, errors, file_prompts, save_path
from sozdesk.widgets.list_detail import ListDetail
from sozdesk.widgets.list_pane import ListPane
from sozdesk.widgets.page import Page
from sozdesk.widgets.table import Column, RowsModel, TableView

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

_FACTS = "Briefe ändern Sie in Word, den Text der E-Mails hier. Verschickt wird nichts von selbst."
_WORD = "Word (*.docx)"
_NEXT = (
    "Die Vorlage liegt hier: {path}. Ändern Sie sie in Word, lassen Sie die Felder in doppelten "
    "Klammern stehen, und wählen Sie die gespeicherte Datei dann hier."
)
_SHARE = "rent_limits.templates"


@dataclass(frozen=True, slots=True)
class Line:
    """One kind of letter, and what is wrong with it."""

    row: TemplateRow
    findings: tuple[Finding, ...]


_COLUMNS = [
    Column(title="Schreiben", text=lambda line: word(line.row.kind), width=170),
    Column(title="Brief", text=lambda line: letter_words(line.row), tone="text2"),
    Column(title="E-Mail", text=lambda line: mail_words(line.row), tone="text2"),
    Column(
        title="Beilagen",
        text=lambda line: german.count(len(line.row.attachments)),
        align="right",
        tone="text2",
    ),
]


class TemplatesPage(Page):
    """Sub-page of the Mietzinsgrenzwerte."""

    handbook_place = "schreiben#vorlagen"

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__("Vorlagen", _FACTS, back=navigator.back)
        self._desk, self._navigator = desk, navigator
        self.detail: TemplateDetail | None = None
        self._model = RowsModel(_COLUMNS, key=lambda line: line.row.kind)
        self.table = TableView(self._model, "Vorlagen", sortable=False)
        self.table.current_row_changed.connect(self._show_detail)
        pane = ListPane(self.table, ("Vorlage", "Vorlagen"), export=False)
        self.split = ListDetail(pane, share=navigator.share_of(_SHARE, 0.42))
        self.split.share_changed.connect(partial(navigator.remember_share, _SHARE))
        self.set_content(self.split)
        self.setFocusProxy(self.table)
        desk.changed.connect(self._on_changed)
        self.reload()

    def _on_changed(self, topics: frozenset[str]) -> None:
        if TOPIC in topics:
            self.reload()

    def reload(self) -> None:
        """Read the templates again."""
        self._desk.call(_lines, done=self._show, owner=self)

    def _show(self, lines: Sequence[Line]) -> None:
        self._model.set_rows(lines)
        if self.table.current_row() is None:
            self.table.select_first()
        self._show_detail(self.table.current_row())

    def _show_detail(self, line: Line | None) -> None:
        if line is None or (self.detail is not None and self.detail.row == line.row):
            return
        self.detail = TemplateDetail(line.row, line.findings, self._commands())
        self.split.set_detail(self.detail)

    def _commands(self) -> TemplateCommands:
        return TemplateCommands(
            edit=self.edit_in_word,
            choose=self.choose_document,
            try_out=self.try_out,
            change_text=self.change_text,
            restore=lambda kind: self._run(
                usecases.restore_letter, usecases.RestoreLetter(kind=kind)
            ),
            switch=lambda kind, active: self._run(
                usecases.switch_letter, usecases.SwitchLetter(kind=kind, active=active)
            ),
            attach=self.attach,
            detach=self.detach,
        )

    def _run(self, usecase: UseCase, command: object) -> None:
        self.clear_notice()
        self._desk.run(usecase, command, done=self._say, failed=self._fail, owner=self)

    def _say(self, outcome: Outcome) -> None:
        self._navigator.say(f"{outcome.summary}.")

    def _fail(self, error: SozDeskError) -> None:
        """What a template lacks stands above the page, where it can be read beside Word."""
        if isinstance(error, RuleViolation):
            self.show_notice(str(error), buttons.link("Schliessen", self.clear_notice))
        else:
            errors.show(self, error, reload=self.reload)

    # ------------------------------------------------------------------ the letter

    def edit_in_word(self, kind: LetterKind) -> None:
        """Save a copy where the person wants, and say what to do next."""
        name = f"Vorlage {word(kind).replace('. ', '_')}.docx"
        path = save_path.ask(self, self._desk, "Vorlage speichern", name, _WORD)
        if path is None:
            return

        def write(template: LetterTemplate) -> None:
            worker.run(
                write_bytes,
                path,
                template.document,
                done=lambda _nothing: self._say_next(kind, path),
                failed=self._fail,
                owner=self,
            )

        self._desk.query(queries.letter_template, kind, done=write, failed=self._fail, owner=self)

    def _say_next(self, kind: LetterKind, path: Path) -> None:
        self.show_notice(
            _NEXT.format(path=path),
            buttons.link("Öffnen", partial(save_path.show, path)),
            buttons.link("Eigene Vorlage wählen …", partial(self.choose_document, kind)),
            state="note",
        )

    def choose_document(self, kind: LetterKind) -> None:
        """Choose the office's own letter; it is checked before it is used."""
        path = file_prompts.open_file(self, "Vorlage wählen", f"{_WORD};;Alle Dateien (*)")
        if path is not None:
            worker.run(
                read_file, path, done=partial(self._use, kind), failed=self._fail, owner=self
            )

    def _use(self, kind: LetterKind, file: Attachment) -> None:
        command = usecases.SetLetterDocument(kind=kind, name=file.name, content=file.content)
        self._run(usecases.set_letter_document, command)

    def try_out(self, kind: LetterKind) -> None:
        """Write the letter to an invented municipality."""
        paper = kind in PAPER_KINDS
        name = f"Probe {word(kind).replace('. ', '_')}.{'docx' if paper else 'eml'}"
        kinds = _WORD if paper else "E-Mail (*.eml)"
        path = save_path.ask(self, self._desk, "Probe speichern", name, kinds)
        if path is not None:
            self._desk.call(
                partial(_sample, kind=kind),
                done=partial(self._write_sample, path),
                failed=self._fail,
                owner=self,
            )

    def _write_sample(self, path: Path, content: bytes) -> None:
        def done(_nothing: None) -> None:
            open_it = buttons.link("Öffnen", partial(save_path.show, path))
            self.show_notice(f"Die Probe liegt hier: {path}", open_it, state="ok")

        worker.run(write_bytes, path, content, done=done, failed=self._fail, owner=self)

    # ------------------------------------------------------------------ e-mail, attachments

    def change_text(self, row: TemplateRow) -> None:
        """Other words for the e-mail."""
        TemplateTextDialog(self, self._desk, row).present()

    def attach(self, kind: LetterKind) -> None:
        """A file that goes out with every e-mail of a kind."""
        path = file_prompts.open_file(self, "Beilage wählen")
        if path is not None:
            worker.run(
                read_file, path, done=partial(self._attach, kind), failed=self._fail, owner=self
            )

    def _attach(self, kind: LetterKind, file: Attachment) -> None:
        command = usecases.AddLetterAttachment(kind=kind, name=file.name, content=file.content)
        self._run(usecases.add_letter_attachment, command)

    def detach(self, attachment_id: UUID) -> None:
        """This file goes out no more."""
        self._run(
            usecases.remove_letter_attachment, usecases.RemoveLetterAttachment(id=attachment_id)
        )


def _lines(archive: Archive) -> tuple[Line, ...]:
    """Every kind, checked."""
    return tuple(
        Line(row, files.template_findings(archive.query(queries.letter_template, row.kind)))
        for row in archive.query(queries.letter_templates)
    )


def _sample(archive: Archive, *, kind: LetterKind) -> bytes:
    context = archive.context()
    writer = queries.Writer(context, archive.staff)
    template = archive.query(queries.letter_template, kind)
    office = archive.query(queries.letter_office, writer)
    _name, content = files.sample_letter(template, office, context.today, context.now)
    return content
