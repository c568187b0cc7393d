"""Two reports compared: what changed on the left, how on the right, word by word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from sozdesk.documents.safe_write import write_bytes
from sozdesk.features.strategy import reports, rules, texts
from sozdesk.features.strategy.terms import Piece, ReportComparison
from sozdesk.features.strategy.texts import report as said
from sozdesk.features.strategy.ui import report_data
from sozdesk.features.strategy.ui.report_data import Compared, ReportData, label_of
from sozdesk.kernel.errors import SozDeskError
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons, errors, labels, save_path
from sozdesk.widgets.facts import Facts
from sozdesk.widgets.list_detail import ListDetail, detail, detail_head
from sozdesk.widgets.list_pane import ListPane
from sozdesk.widgets.page import Page
from sozdesk.widgets.page_work import PageWork
from sozdesk.widgets.table import Column, RowsModel, TableView

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

_SHARE = "strategy.comparison"
_KINDS = "Excel (*.xlsx);;PDF (*.pdf)"
_LEGEND = "Durchgestrichen ist, was nicht mehr dasteht; unterstrichen, was neu ist."


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One line on the left."""

    what: str
    place: str
    before: str = ""
    after: str = ""
    pieces: tuple[Piece, ...] = ()


_COLUMNS = [
    Column(title="Was", text=lambda row: row.what),
    Column(title="Stelle", text=lambda row: row.place, stretch=True),
]


class ComparisonPage(Page):
    """Sub-page of the report."""

    handbook_place = "massnahmen-bericht#vergleichen"

    def __init__(
        self,
        desk: Desk,
        navigator: Navigator,
        data: ReportData,
        before: Compared,
        after: Compared,
        *,
        fine: bool = False,
    ) -> None:
        title = said.comparison_title(data.period)
        super().__init__(title, f"{label_of(before)} → {label_of(after)}", back=navigator.back)
        self._desk, self._data = desk, data
        self._sides = (before, after)
        self.found: ReportComparison | None = None
        self._work = PageWork(self)
        self.write_button = buttons.button("Als Datei &schreiben …", self.write, icon="save")
        self.head.set_actions(self.write_button)
        self.table = TableView(RowsModel(_COLUMNS), "Änderungen", sortable=False)
        pane = ListPane(self.table, ("Änderung", "Änderungen"), export=False)
        self.split = ListDetail(pane, share=navigator.share_of(_SHARE, 0.4))
        self.split.share_changed.connect(partial(navigator.remember_share, _SHARE))
        self.table.current_row_changed.connect(self._show_change)
        self._desk.call(
            partial(_read, data.period.code, before, after, fine),
            done=self._show,
            failed=self._failed,
            owner=self,
        )

    def _failed(self, error: SozDeskError) -> None:
        errors.show(self, error)

    def _show(self, found: ReportComparison) -> None:
        self.found = found
        changes = list(_changes(found))
        if not changes:
            self.set_content(detail(labels.section(said.SAME)), scroll=True)
            self.setFocusProxy(self.write_button)
            return
        self.set_content(self.split)
        self.setFocusProxy(self.table)
        self.add_tools(labels.secondary(said.counted_changes(found)))
        self.table.rows_model.set_rows(changes)
        self.table.select_first()

    def _show_change(self, row: Change | None) -> None:
        self.split.set_detail(None if row is None else _detail_of(row))

    def write(self) -> None:
        """The whole comparison as a workbook or pdf."""
        if self.found is None or self._work.is_busy():
            return
        name = f"vergleich_{self._data.period.code}.xlsx"
        path = save_path.ask(self, self._desk, "Vergleich speichern", name, _KINDS)
        if path is not None:
            self._work.start(
                self._write_to,
                path,
                what="Datei wird geschrieben",
                done=lambda _none: self._work.written(f"«{path.name}» gespeichert.", path.parent),
            )

    def _write_to(self, path: Path) -> None:
        assert self.found is not None
        before, after = map(label_of, self._sides)
        report = reports.comparison_report(
            self.found, self._data.period, before, after, self._data.imprint
        )
        ending = "pdf" if path.suffix.lower() == ".pdf" else "xlsx"
        write_bytes(path, reports.WRITERS[ending](report))


def _read(
    code: str, before: Compared, after: Compared, fine: bool, archive: Archive
) -> ReportComparison:
    """On the archive thread: two snapshots and what is different."""
    return rules.compare(*report_data.load_snapshots(archive, code, before, after), fine=fine)


def _changes(found: ReportComparison) -> Iterator[Change]:
    for state in found.states:
        place = texts.measure_label(state.number, state.title)
        before, after = (
            texts.state_words(one, fine=found.fine) for one in (state.before, state.after)
        )
        yield Change(what="Stand", place=place, before=before, after=after)
    for what, rows in (("neu", found.added), ("entfallen", found.removed)):
        for row in rows:
            place = texts.measure_label(row.number, row.title)
            yield Change(
                what=what, place=place, after=texts.state_words(row.state, fine=found.fine)
            )
    for text in found.texts:
        yield Change(what="Text", place=text.place, pieces=text.pieces)


def _detail_of(row: Change) -> QWidget:
    head = detail_head(row.place, row.what)
    if row.pieces:
        return detail(head, _marked(row.pieces), labels.secondary(_LEGEND))
    facts = {"Vorher": row.before, "Nachher" if row.before else "Stand": row.after}
    return detail(head, Facts([(key, value) for key, value in facts.items() if value]))


def _marked(pieces: Sequence[Piece]) -> QLabel:
    """Both texts in one: struck through and underlined, for screen readers in words."""
    label = labels.text("", selectable=True)
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setText("".join(map(_html, pieces)))
    label.setAccessibleName(said.marked(pieces))
    return label


def _html(piece: Piece) -> str:
    """The words are marked, the space after them is not."""
    words = piece.text.rstrip()
    space = piece.text[len(words) :].replace("\n", "<br>") or (
        "" if piece.was and piece.now else " "
    )
    plain = escape(words).replace("\n", "<br>")
    if piece.was and piece.now:
        return plain + space
    return f"<s>{plain}</s>{space}" if piece.was else f"<b><u>{plain}</u></b>{space}"
