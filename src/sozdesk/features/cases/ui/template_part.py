"""«Vorlage der Verfügung»: edited in Word, checked when it is chosen, tried out, put back."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sozdesk.documents.safe_write import write_bytes
from sozdesk.features.cases import queries, reports, texts, usecases
from sozdesk.features.cases.terms import RulingField, RulingLetter
from sozdesk.features.cases.ui import template_sample
from sozdesk.features.cases.ui.reference_data import SettingsData
from sozdesk.kernel import german
from sozdesk.kernel.errors import ReturnFileError, RuleViolation, SozDeskError
from sozdesk.runtime import worker
from sozdesk.runtime.desk import Desk
from sozdesk.widgets import buttons, errors, file_prompts, labels, layouts, save_path
from sozdesk.widgets.facts import Facts
from sozdesk.widgets.finding_block import FindingBlock
from sozdesk.widgets.page import page_of
from sozdesk.widgets.parts import Part, stacked

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

_WORD: Final = "Word (*.docx)"
_LARGEST: Final = 5_000_000
"""Bytes; what is longer is refused by its size."""
_SAID: Final = (
    "Speichern Sie die Vorlage, ändern Sie sie in Word und wählen Sie sie dann hier. Felder in doppelten "
    "Klammern werden ausgefüllt. Fertige Verfügungen bleiben, wie sie sind."
)
_PDF: Final = (
    "Aus der eigenen Vorlage entsteht die Word-Datei. Das PDF hat dieselben Angaben in der Gestaltung "
    "von SozDesk."
)


class TemplatePart(Part):
    """The template that counts, its mistakes, and the list of its fields."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.data: SettingsData | None = None
        self.state = labels.strong("")
        self.findings = layouts.column(spacing=6)
        self.save_button = buttons.button("Vorlage speichern …", self.save, icon="pencil")
        self.choose_button = self.command("Eigene Vorlage wählen …", self.choose)
        self.try_button = buttons.button("Probe ansehen …", self.try_out, icon="eye")
        self.restore_button = self.command("Mitgelieferte Vorlage", self.restore)
        fields = [(f"{{{{ {one} }}}}", texts.word(one)) for one in RulingField]
        self.setLayout(
            stacked(
                labels.section("Vorlage der Verfügung"),
                labels.body(_SAID),
                self.state,
                layouts.box(self.findings),
                layouts.Flow(
                    self.save_button,
                    self.choose_button,
                    self.try_button,
                    self.restore_button,
                    spacing=8,
                ),
                labels.secondary(_PDF),
                labels.section("Felder"),
                Facts(fields),
            )
        )

    def show_data(self, data: SettingsData) -> None:
        """Show the template that counts."""
        self.data = data
        row = data.template
        since = f", seit {german.day(row.added_on)}" if row.added_on else ""
        self.state.setText(f"Eigene: {row.name}{since}" if row.name else "Mitgelieferte Vorlage")
        self.restore_button.setEnabled(bool(row.name) and self.may_change())
        layouts.empty(self.findings)
        for one in data.template_findings:
            block = FindingBlock(one, line=False)
            self.findings.addWidget(block)
            block.show()  # or Qt does it after the pane was measured

    # ------------------------------------------------------------------ commands

    def save(self) -> None:
        """A copy to edit in Word."""
        if self.data is None:
            return
        path = save_path.ask(self, self.desk, "Vorlage speichern", "Vorlage Verfügung.docx", _WORD)
        if path is not None:
            self._write(path, self.data.template.content)

    def _write(self, path: Path, content: bytes) -> None:
        worker.run(write_bytes, path, content, failed=self._failed, owner=self)

    def choose(self) -> None:
        """The office's own template; it is checked before it is used."""
        path = file_prompts.open_file(self, "Vorlage wählen", f"{_WORD};;Alle Dateien (*)")
        if path is not None:
            use = partial(self._use, path.name)
            worker.run(_read, path, done=use, failed=self._refused, owner=self)

    def _use(self, name: str, content: bytes) -> None:
        command = usecases.SetRulingTemplate(name=name, content=content)
        self.desk.run(usecases.set_ruling_template, command, failed=self._refused, owner=self)

    def _refused(self, error: SozDeskError) -> None:
        """What a template lacks stands above the page, where it can be read beside Word."""
        page = page_of(self)
        if isinstance(error, RuleViolation) and page is not None:
            page.show_notice(str(error), buttons.link("Schliessen", page.clear_notice))
        else:
            errors.show(self, error)

    def try_out(self) -> None:
        """The template with an invented person."""
        path = save_path.ask(self, self.desk, "Probe speichern", "Probe Verfügung.docx", _WORD)
        if path is not None:
            write = partial(self._write_sample, path)
            self.desk.call(_sample, done=write, failed=self._failed, owner=self)

    def _write_sample(self, path: Path, letter: RulingLetter) -> None:
        worker.run(_save_sample, letter, path, failed=self._refused, owner=self)

    def restore(self) -> None:
        """Use the shipped template again."""
        self.run(usecases.restore_ruling_template, usecases.RestoreRulingTemplate())


def _read(path: Path) -> bytes:
    """One byte more than allowed is enough to say that it is too large."""
    try:
        with path.open("rb") as file:
            return file.read(_LARGEST + 1)
    except OSError as error:
        raise ReturnFileError(
            f"«{path.name}» lässt sich nicht lesen.",
            "Schliessen Sie die Datei in Word und versuchen Sie es nochmals.",
        ) from error


def _sample(archive: Archive) -> RulingLetter:
    context = archive.context()
    ruling = template_sample.invented_ruling(context.today)
    return archive.query(queries.ruling_letter, ruling, context.now, context.today)


def _save_sample(letter: RulingLetter, path: Path) -> None:
    write_bytes(path, reports.ruling_docx(template_sample.marked(letter)))
