"""«Katalog einlesen» (Sozialdienst): choose the KSA's file, see what changes, decide."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from sozdesk.features.offerings import files, queries
from sozdesk.features.offerings.terms.catalogue import (
    NEEDS_COMPARISON,
    CatalogueFileRow,
    CataloguePreview,
    KeyTrust,
)
from sozdesk.features.offerings.texts import catalogue as texts
from sozdesk.features.offerings.ui.catalogue_changes import ChangeList
from sozdesk.features.offerings.ui.list_file import ListFile
from sozdesk.features.offerings.usecases import ImportCatalogue, import_catalogue
from sozdesk.kernel.errors import ReturnFileError, SozDeskError
from sozdesk.kernel.usecase import Outcome
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons, errors, file_prompts, labels, layouts
from sozdesk.widgets.file_page import FilePage
from sozdesk.widgets.inputs import Tick
from sozdesk.widgets.page import ActionBar, EmptyState, Step
from sozdesk.widgets.page_work import PageWork
from sozdesk.widgets.states import State

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

_SHARE = "offerings.catalogue_import"
_FILTERS = "Katalog (*.szk);;Alle Dateien (*)"
_COMPARED = "Am Telefon verglichen: Alle acht Zifferngruppen stimmen überein"


def build(desk: Desk, navigator: Navigator) -> CatalogueImportPage:
    """The page; open it with ``navigator.open_subpage``."""
    return CatalogueImportPage(desk, navigator)


class CatalogueImportPage(FilePage):
    """Sub-page of the Angebote of a Sozialdienst."""

    handbook_place = "katalog"

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__("Katalog einlesen", back=navigator.back)
        self._desk, self._navigator = desk, navigator
        self._data, self._name = b"", ""
        self.preview: CataloguePreview | None = None
        self.setAcceptDrops(True)
        self.other_button = buttons.button("Andere Da&tei …", self.ask_file, icon="folder-open")
        self.other_button.hide()
        self.head.set_actions(self.other_button)
        self._build_question()
        self.record_button = buttons.button("Katalog &einlesen", self.record, primary=True)
        self.record_button.hide()
        self.bar = ActionBar(self.record_button, buttons.button("Abbrechen", navigator.back))
        self.set_bar(self.bar)
        self._work = PageWork(self, self.bar)
        self._lists = ListFile(self, desk, self._work)
        self._clear()

    # ------------------------------------------------------------------ building

    def _build_question(self) -> None:
        """The fingerprint and how to compare it; shown only for a key that nobody vouches for."""
        self.fingerprint = labels.text("", "section", selectable=True)
        self._why = labels.body("")
        self.compared = Tick(_COMPARED)
        self.compared.changed.connect(self._show_button)
        asked = layouts.column(
            self._why, self.fingerprint, labels.body(texts.COMPARE), self.compared, spacing=6
        )
        self.question: QWidget = layouts.box(asked)
        self.add_tools(self.question)
        self.question.hide()

    def _build_changes(self) -> None:
        self.changes = ChangeList(self._navigator.share_of(_SHARE, 0.55))
        self.changes.share_changed.connect(partial(self._navigator.remember_share, _SHARE))
        self.changes.export_requested.connect(
            partial(self._lists.export, "Katalog, was sich ändert")
        )
        self.set_content(self.changes, line=False)
        self.setFocusProxy(self.changes.table)
        self.other_button.show()
        self.record_button.show()

    def _clear(self) -> None:
        """As if no file was chosen yet: nothing that could be read in by mistake."""
        self._data, self.preview = b"", None
        for part in (self.question, self.other_button, self.record_button):
            part.hide()
        self.bar.set_message()
        self._show_empty()
        self._desk.query(
            queries.catalogues, done=self._show_known, failed=self._work.failed, owner=self
        )

    def _show_empty(self) -> None:
        choose = buttons.button("Datei &wählen …", self.ask_file, icon="folder-open", primary=True)
        self.setFocusProxy(choose)
        self.set_content(
            EmptyState(
                "download",
                "Wählen Sie den Katalog des Kantonalen Sozialamts",
                "Die Datei heisst «katalog-….szk». Sie können sie auch hierher ziehen. Eingelesen "
                "wird erst, wenn Sie gesehen haben, was sich ändert.",
                choose,
                steps_title="So läuft es",
                steps=(
                    Step("Prüfen", "SozDesk prüft Unterschrift, Alter und Inhalt der Datei."),
                    Step(
                        "Vergleichen", "Beim ersten Mal vergleichen Sie am Telefon den Schlüssel."
                    ),
                    Step(
                        "Einlesen", "Angebote, Tarife und Grenzwerte stehen danach offline bereit."
                    ),
                ),
                help_link=buttons.link(
                    "Im Handbuch lesen (F1)", partial(self._navigator.open_handbook, "katalog")
                ),
            )
        )

    def _show_known(self, known: tuple[CatalogueFileRow, ...]) -> None:
        if self.preview is None:
            said = texts.titled(known[0].serial, known[0].as_of) if known else ""
            self.head.set_facts(f"Eingelesen: {said}" if said else "Noch kein Katalog eingelesen")

    # ------------------------------------------------------------------ reading

    def ask_file(self) -> None:
        """Choose a file to look at."""
        path = file_prompts.open_file(self, "Katalog wählen", _FILTERS)
        if path is not None:
            self.open(path)

    def open(self, path: Path) -> None:
        """Read a file and show what it would change; nothing is written."""
        if self._work.is_busy():
            return
        self.clear_notice()
        self._name = path.name
        self._work.start(
            _read,
            path,
            what="Der Katalog wird gelesen",
            done=self._look,
            cancelled="Abgebrochen. Es wurde nichts eingelesen.",
        )

    def _look(self, data: bytes | ReturnFileError) -> None:
        if isinstance(data, ReturnFileError):
            self._refused(data)
            return

        def look(archive: Archive) -> tuple[bytes, CataloguePreview]:
            today = archive.context().today
            return data, archive.query(queries.catalogue_preview, data, today)

        self._desk.call(look, done=self._show_preview, failed=self._refused, owner=self)

    def _refused(self, error: SozDeskError) -> None:
        """Why this file cannot be used; what another one would have changed is gone."""
        self._clear()
        said = f"«{self._name}»: {error.sentence} {error.next_step}"
        self.show_notice(said, state=State.UNUSABLE)

    def _show_preview(self, found: tuple[bytes, CataloguePreview]) -> None:
        if self.preview is None:
            self._build_changes()
        self._data, self.preview = found
        preview = self.preview
        titled = texts.titled(preview.serial, preview.content.as_of)
        self.head.set_facts(f"{titled}, {preview.office}. Schlüssel {texts.TRUST[preview.trust]}.")
        self._ask(preview)
        self.changes.show_changes(preview.changes)
        if remarks := texts.remarks(preview):
            self.show_notice(" ".join(f"{one}." for one in remarks), state=State.HINT)
        self._show_button()
        self.changes.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self, preview: CataloguePreview) -> None:
        asked = preview.trust in NEEDS_COMPARISON and not preview.same
        changed = preview.trust is KeyTrust.CHANGED
        was = f" Bisher: {preview.known_fingerprint}"
        self._why.setText(f"{texts.CHANGED_KEY}{was}" if changed else texts.FIRST_CONTACT)
        self.fingerprint.setText(preview.fingerprint)
        self.compared.set_value(False)
        self.question.setVisible(asked)

    def _may_record(self) -> bool:
        preview = self.preview
        if preview is None or preview.same:
            return False
        writable = self._desk.file is not None and not self._desk.file.read_only
        return writable and (preview.trust not in NEEDS_COMPARISON or bool(self.compared.value()))

    def _show_button(self) -> None:
        """What the bar says, and whether all that is asked is answered."""
        preview = self.preview
        if preview is None:
            return
        may = self._may_record()
        self.record_button.setEnabled(may)
        if preview.same:
            self.bar.set_message(texts.already_read(preview))
            return
        more = (texts.limits_counted(preview.limits), texts.new_towns(preview.new_municipalities))
        waiting = "" if may else "Der Schlüssel ist noch zu vergleichen"
        rest = "; ".join(filter(None, (*more, waiting)))
        self.bar.set_message(texts.counted(preview.changes), rest, "" if may else State.HINT)

    # ------------------------------------------------------------------ recording

    def record(self) -> None:
        """Read it in, all in one act."""
        if self.preview is None or not self._may_record():
            return
        self.record_button.setEnabled(False)
        compared = self.preview.fingerprint if self.compared.value() else ""
        self._desk.run(
            import_catalogue,
            ImportCatalogue(data=self._data, trust=compared),
            done=self._recorded,
            failed=self._not_recorded,
            owner=self,
        )

    def _recorded(self, outcome: Outcome) -> None:
        self._navigator.say(f"{outcome.summary.rstrip('.')}.")
        self._navigator.close_subpage(self)

    def _not_recorded(self, error: SozDeskError) -> None:
        errors.show(self, error)
        self._show_button()


def _read(path: Path) -> bytes | ReturnFileError:
    """For the worker; a file that cannot be read is said like every other refusal, on the page."""
    try:
        return files.read_catalogue(path)
    except ReturnFileError as error:
        return error
