"""A page that reads many files: choose or drop them, look at what they say, record them together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from sozdesk.kernel import german
from sozdesk.kernel.usecase import Outcome, UseCase
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons, file_prompts
from sozdesk.widgets.dropped import OUTLOOK, is_virtual, paths_in
from sozdesk.widgets.list_detail import ListDetail
from sozdesk.widgets.list_pane import ListPane
from sozdesk.widgets.page import ActionBar, EmptyState, Page, Step
from sozdesk.widgets.page_work import PageWork
from sozdesk.widgets.table import Column, RowsModel, TableView

READING = "{done} von {total} Dateien gelesen"
CANCELLED = "Das Lesen ist abgebrochen. Es wurde nichts eingelesen."


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportWords:
    """What a page of this kind says."""

    title: str
    verb: str
    """«einlesen»; also the head of the column with the ticks."""
    icon: str
    empty_title: str
    empty_text: str
    steps: Sequence[tuple[str, str]]
    ask_files: str
    ask_folder: str
    filters: str
    listed: str
    """The accessible name of the list."""
    recording: str
    """Beside the bar while they are recorded."""


class FilesImportPage(Page):
    """Subclass it: read in :meth:`read`, answer columns, detail and use case."""

    handbook_place: ClassVar[str]

    def __init__(
        self,
        desk: Desk,
        navigator: Navigator,
        words: ImportWords,
        columns: Sequence[Column],
        *,
        row: int,
    ) -> None:
        super().__init__(words.title, back=navigator.back)
        self.desk, self.navigator, self.words = desk, navigator, words
        self.paths: tuple[Path, ...] = ()
        self.files: tuple[Any, ...] = ()
        """What was read, one for each file."""
        self.chosen: set[int] = set()
        """Places in ``files``."""
        self._listed = False
        self.setAcceptDrops(True)
        self._build_list(columns, row)
        self._build_bar()
        self.work = PageWork(self, self.bar)
        self._show_empty()

    # ------------------------------------------------------------------ to answer

    def read(self) -> None:
        """Read ``self.paths`` in the background and hand what they say to :meth:`show_files`."""
        raise NotImplementedError

    def usable(self, at: int) -> bool:
        """Whether the file at this place can be recorded."""
        raise NotImplementedError

    def proposed(self, at: int) -> bool:
        """Whether it is chosen from the start."""
        return self.usable(at)

    def standing(self) -> tuple[str, str]:
        """What stands in the bar, the first part strong."""
        raise NotImplementedError

    def detail_of(self, at: int) -> QWidget:
        """Everything about one file."""
        raise NotImplementedError

    def act(self) -> tuple[UseCase, object]:
        """What records the chosen files."""
        raise NotImplementedError

    def said(self, outcome: Outcome) -> str:
        """What was done, for the page before this one."""
        raise NotImplementedError

    # ------------------------------------------------------------------ building

    def _build_list(self, columns: Sequence[Column], row: int) -> None:
        tick = Column(
            title=self.words.verb.capitalize(),
            text=lambda at: "ja" if at in self.chosen else "nein",
            check=lambda at: at in self.chosen if self.usable(at) else None,
        )
        self.model = RowsModel((tick, *columns), key=lambda at: at)
        self.table = TableView(self.model, self.words.listed, row=row)
        self.table.ticked.connect(self._tick)
        self.table.current_row_changed.connect(self._show_file)
        pane = ListPane(self.table, ("Datei", "Dateien"), export=False)
        self.split = ListDetail(pane, hint="Wählen Sie links eine Datei.")

    def _build_bar(self) -> None:
        verb = self.words.verb.capitalize()
        self.record_button = buttons.button(f"&{verb}", self.record, primary=True)
        self.bar = ActionBar(self.record_button, buttons.button("Abbrechen", self.leave))
        self.set_bar(self.bar)
        self.record_button.hide()
        self.more_button = buttons.button("Andere Da&teien …", self.ask_files, icon="folder-open")
        self.head.set_actions(self.more_button)
        self.more_button.hide()

    def _show_empty(self) -> None:
        choose = buttons.button(
            "Dateien &wählen …", self.ask_files, icon="folder-open", primary=True
        )
        self.setFocusProxy(choose)
        help_ = partial(self.navigator.open_handbook, self.handbook_place)
        self.set_content(
            EmptyState(
                self.words.icon,
                self.words.empty_title,
                self.words.empty_text,
                choose,
                buttons.button("&Ordner wählen …", self.ask_folder),
                steps_title="So geht es weiter",
                steps=tuple(Step(*step) for step in self.words.steps),
                help_link=buttons.link("&Im Handbuch lesen (F1)", help_),
            )
        )

    # ------------------------------------------------------------------ reading

    def ask_files(self) -> None:
        """Choose files."""
        paths = file_prompts.open_files(self, self.words.ask_files, self.words.filters)
        if paths:
            self.open(paths)

    def ask_folder(self) -> None:
        """Choose a folder with all of them."""
        path = file_prompts.open_folder(self, self.words.ask_folder)
        if path is not None:
            self.open((path,))

    def open(self, paths: Sequence[Path]) -> None:
        """Read in the background, in place of what was read before; nothing is written."""
        if self.work.is_busy():
            return
        self.clear_notice()
        self.paths = tuple(paths)
        self.read()

    def show_files(self, found: Sequence[Any]) -> None:
        """What was read, with all that can be used chosen."""
        self.files = tuple(found)
        self.chosen = {at for at in range(len(found)) if self.proposed(at)}
        if not self._listed:  # to set the content again would delete the list that stands there
            self.set_content(self.split)
            self._listed = True
        self.more_button.show()
        self.record_button.show()
        self.setFocusProxy(self.table)
        self.show_chosen()
        self.table.select_first()
        self._show_file(self.table.current_row())
        self.table.setFocus()

    def show_chosen(self) -> None:
        """List and bar after something else was chosen."""
        self.model.set_rows(range(len(self.files)))
        self.bar.set_message(*self.standing())
        self.record_button.setText(f"{german.count(len(self.chosen))} &{self.words.verb}")
        self.record_button.setEnabled(bool(self.chosen))

    def _tick(self, at: int, wanted: bool) -> None:
        self.chosen = self.chosen | {at} if wanted else self.chosen - {at}
        self.show_chosen()

    def _show_file(self, at: int | None) -> None:
        there = at is not None and at < len(self.files)
        self.split.set_detail(self.detail_of(at) if there and at is not None else None)

    # ------------------------------------------------------------------ dropping files

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Files may be dropped anywhere on the page."""
        if paths_in(event.mimeData()) or is_virtual(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Read what was dropped."""
        event.acceptProposedAction()
        if is_virtual(event.mimeData()):
            self.show_notice(OUTLOOK)
        else:
            self.open(tuple(paths_in(event.mimeData())))

    # ------------------------------------------------------------------ recording

    def record(self) -> None:
        """All chosen files in one act."""
        if self.work.is_busy():
            return
        usecase, command = self.act()
        self.work.run(
            self.desk, usecase, command, what=self.words.recording, done=self._say_recorded
        )

    def _say_recorded(self, outcome: Outcome) -> None:
        self.navigator.say(self.said(outcome))
        self.navigator.close_subpage(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc does what «Abbrechen» does."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def leave(self) -> None:
        """Stop what runs; else back to the page before, with nothing recorded."""
        if self.work.is_busy():
            self.work.cancel()
        else:
            self.navigator.back()
