"""What the area of a Sozialdienst reads and writes: the form of the KSA, files, lists, the mail text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from sozdesk.archive import blobs
from sozdesk.documents.safe_write import write_bytes
from sozdesk.features.offices import queries as offices
from sozdesk.features.rent_limits import files, queries, texts, usecases
from sozdesk.features.rent_limits.terms import (
    AskedForm,
    Attachment,
    Declaration,
    DocumentRow,
    FormRequest,
    OwnRow,
)
from sozdesk.features.rent_limits.ui import own_lists, own_words
from sozdesk.features.rent_limits.ui.list_output import ListOutput
from sozdesk.kernel import german
from sozdesk.kernel.municipality import Municipality
from sozdesk.kernel.usecase import Outcome
from sozdesk.runtime import worker
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons, errors, file_prompts, save_path
from sozdesk.widgets.page_work import PageWork
from sozdesk.widgets.table import TableView

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive
    from sozdesk.features.rent_limits.ui.own_area import OwnArea
    from sozdesk.features.rent_limits.ui.own_data import OwnData

_FORMS = "Formular oder E-Mail (*.xlsx *.ods *.eml *.msg *.zip);;Alle Dateien (*)"
_LIST = "Meldungen der Mietzinsgrenzwerte"
_Together = tuple[tuple[FormRequest, ...], Mapping[int, Declaration], tuple[Attachment, ...]]


class OwnOutput:
    """One thing at a time, with a bar and «Abbrechen» at the bottom."""

    def __init__(self, page: OwnArea, desk: Desk, navigator: Navigator) -> None:
        self._page, self._desk, self._navigator = page, desk, navigator
        self._work = PageWork(page)
        self._lists = ListOutput(page, desk, self._work)

    def _data(self) -> OwnData:
        assert self._page.data is not None
        return self._page.data

    # ------------------------------------------------------------------ the form of the KSA

    def read_asked(self) -> None:
        """Ask for the form that the KSA sent, read it, and keep what it says."""
        path = file_prompts.open_file(self._page, "Formular des KSA wählen", _FORMS)
        if path is None or self._work.is_busy():
            return

        def read(towns: tuple[Municipality, ...]) -> None:
            worker.run(
                files.read_asked,
                path,
                towns,
                done=self._take_asked,
                failed=self._work.failed,
                owner=self._page,
            )

        self._desk.query(
            offices.all_municipalities, done=read, failed=self._work.failed, owner=self._page
        )

    def _take_asked(self, form: AskedForm) -> None:
        self._desk.run(
            usecases.take_asked_form,
            usecases.TakeAskedForm(form),
            done=self._say_asked,
            failed=self._work.failed,
            owner=self._page,
        )

    def _say_asked(self, outcome: Outcome) -> None:
        self._work.notice(f"{outcome.summary}.", "ok")

    # ------------------------------------------------------------------ all together

    def make_together(self) -> None:
        """One workbook for every declared municipality of the year, and the pdf of each."""
        if self._work.is_busy():
            return
        folder = save_path.ask_folder(self._page, self._desk, "Ordner für das Formular wählen")
        if folder is None:
            return
        year, done = self._data().year, self._data().done

        def together(archive: Archive) -> _Together:
            context = archive.context()
            return (
                archive.query(queries.combined_forms, year, context),
                archive.query(queries.declared_of_year, year, context.today),
                _pdfs(archive, done),
            )

        self._desk.call(
            together,
            done=partial(self._write_together, folder, done),
            failed=self._work.failed,
            owner=self._page,
        )

    def _write_together(self, folder: Path, rows: Sequence[OwnRow], found: _Together) -> None:
        names = [row.municipality.short_name for row in rows]
        self._work.start(
            partial(_put_together, folder, *found),
            what="Formular wird geschrieben",
            done=lambda _paths: self.made(own_words.made_together(names, folder), folder, rows),
        )

    # ------------------------------------------------------------------ what was made, the mail

    def made(self, sentence: str, folder: Path, rows: Sequence[OwnRow], *more: QWidget) -> None:
        """Where form and pdf lie, and the text of the mail that takes them along."""
        mail = [buttons.link("E-Mail-Text kopieren", partial(self.copy_mail, rows))] if rows else []
        self._work.written(sentence, folder, *mail, *more)

    def copy_mail(self, rows: Sequence[OwnRow]) -> None:
        """Put the text of the mail on the clipboard; nothing is sent."""
        data, first = self._data(), rows[0]
        declared = first.declared
        text = texts.mail_text(
            [row.municipality.short_name for row in rows],
            first.year,
            data.person,
            data.office,
            revision=declared.revision if declared else 1,
            change_from=first.change_from,
        )
        QGuiApplication.clipboard().setText(text)
        self._navigator.say("Der E-Mail-Text ist kopiert. SozDesk verschickt nichts.")

    # ------------------------------------------------------------------ documents and lists

    def save_document(self, document: DocumentRow) -> None:
        """Save a kept file where the person wants it."""
        name = PurePosixPath(document.name.rpartition(" › ")[2]).name
        path = save_path.ask(self._page, self._desk, "Dokument speichern", name)
        if path is None:
            return

        def write(content: bytes) -> None:
            worker.run(
                write_bytes,
                path,
                content,
                done=lambda _nothing: self._navigator.say(f"«{path.name}» ist gespeichert."),
                failed=partial(errors.show, self._page),
                owner=self._page,
            )

        self._desk.query(
            blobs.get, document.sha256, done=write, failed=self._work.failed, owner=self._page
        )

    def export(self, table: TableView) -> None:
        """Write the list as it is seen."""
        words = german.clean(self._page.filter.text())
        facts = [("Gesucht", f"«{words}»")] if words else []
        self._lists.write(table, self._page.columns, _LIST, facts, own_lists.IN_FILES)


def _pdfs(archive: Archive, rows: Sequence[OwnRow]) -> tuple[Attachment, ...]:
    """What was written for each of them to sign."""
    return tuple(
        Attachment(one.name, archive.query(blobs.get, one.sha256))
        for row in rows
        if row.declared is not None
        for one in row.declared.documents
        if one.name.endswith(".pdf")
    )


def _put_together(
    folder: Path,
    requests: tuple[FormRequest, ...],
    declared: Mapping[int, Declaration],
    pdfs: tuple[Attachment, ...],
) -> tuple[Path, ...]:
    return usecases.put_into(folder, (*usecases.made_together(requests, declared), *pdfs))
