"""«Datenschutz»: what may be deleted, who looked at what, which fields are held and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from sozdesk.features.cases import queries, usecases
from sozdesk.features.cases.reports import privacy as reports
from sozdesk.features.cases.terms import TOPIC, CaseDated, CaseValueRow, DeletionKind
from sozdesk.features.cases.terms.privacy import (
    DeletionRow,
    DeletionStep,
    HoldRow,
    KnownPerson,
)
from sozdesk.features.cases.texts import privacy as said
from sozdesk.features.cases.ui import disclosure
from sozdesk.features.cases.ui import privacy_lists as lists
from sozdesk.features.cases.ui.privacy_data import PrivacyData, load
from sozdesk.features.cases.ui.privacy_dialogs import (
    AnswerDialog,
    HoldDialog,
    OfferDialog,
    RecipientDialog,
    RetentionDialog,
)
from sozdesk.kernel import german
from sozdesk.kernel.errors import SozDeskError
from sozdesk.kernel.usecase import Outcome, UseCase
from sozdesk.runtime import list_export, worker
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.handing_out import noting
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons, errors, labels, layouts, messages, save_path
from sozdesk.widgets.command_dialog import Act
from sozdesk.widgets.list_columns import ListColumn, columns_of, list_content
from sozdesk.widgets.list_pane import ListPane
from sozdesk.widgets.page import Page
from sozdesk.widgets.table import RowsModel, TableView
from sozdesk.widgets.tabs import Tabs

DELETIONS, ACCESSES, FIELDS = range(3)
_NOTHING_YET: Final = {DELETIONS: said.NO_DELETIONS, ACCESSES: said.NO_ACCESSES}
_TOPICS: Final = frozenset({TOPIC, "privacy", "trace"})
_LOCKED: Final = "Verschlüsselte Datei (*.age)"
_LOST: Final = {
    DeletionKind.CASE: "Der Fall, seine Personen ohne anderen Fall, Rechnungen, Notizen und Anhänge "
    "verschwinden aus der Datei und aus dem Verlauf.",
    DeletionKind.BILL: "Aus der Abrechnung verschwinden die Personen, die Dokumente und Dateien; "
    "Nummer und Beträge bleiben.",
}
_NO_UNDO: Final = "Das lässt sich nicht rückgängig machen."


def build(desk: Desk, navigator: Navigator, kinds: queries.Kinds) -> QWidget:
    """The page; ``kinds`` are the papers that it is about."""
    return PrivacyPage(desk, navigator, kinds)


class PrivacyPage(Page):
    """Three tabs."""

    handbook_place = "datenschutz"

    def __init__(self, desk: Desk, navigator: Navigator, kinds: queries.Kinds) -> None:
        super().__init__("Datenschutz", back=navigator.back)
        self.desk, self._navigator, self._kinds = desk, navigator, kinds
        self.data: PrivacyData | None = None
        self.deletions: TableView | None = None
        self.tabs: Tabs | None = None
        self._said: dict[int, tuple[str, TableView, tuple[ListColumn, ...]]] = {}
        self._hints: dict[int, QWidget] = {}
        self._kept = labels.secondary("")
        self._next = labels.body("")
        """«Wie weiter» of the chosen row in full: the column is cut."""
        desk.changed.connect(self._on_changed)
        self.reload()

    def _on_changed(self, topics: frozenset[str]) -> None:
        if topics & _TOPICS:
            self.reload()

    def reload(self) -> None:
        """Read everything again."""
        self.desk.call(partial(load, kinds=self._kinds), done=self._show, owner=self)

    def _show(self, data: PrivacyData) -> None:
        self.data = data
        if self.tabs is None:
            self._build_tabs(data)
        for number, rows in enumerate((data.deletions, data.accesses, data.fields)):
            self._said[number][1].rows_model.set_rows(rows)
            self._hints[number].setVisible(not rows)
        self._kept.setText(
            "\n".join(said.kept(kind, data.retentions[kind], data.today) for kind in data.kinds)
        )
        due = [row.kind for row in data.deletions if row.step is DeletionStep.DUE]
        self.head.set_facts(f"nach der Aufbewahrung löschbar: {said.counted(due) or 'nichts'}")
        self._show_actions()

    def _build_tabs(self, data: PrivacyData) -> None:
        panes = [
            self._pane(DELETIONS, "Löschliste", ("Eintrag", "Einträge"), lists.deletion_columns()),
            self._pane(ACCESSES, "Zugriffe", ("Zugriff", "Zugriffe"), lists.access_columns(data)),
            self._pane(FIELDS, "Angaben zu Personen", ("Angabe", "Angaben"), lists.field_columns()),
        ]
        self.tabs = Tabs([(self._said[number][0], pane) for number, pane in enumerate(panes)])
        self.tabs.changed.connect(lambda _number: self._show_actions())
        table = self.deletions = self._said[DELETIONS][1]
        table.menu_for = self._menu
        table.selectionModel().selectionChanged.connect(lambda *_: self._follow())
        self.set_content(layouts.box(layouts.column(self.tabs, margins=(24, 14, 0, 0))))

    def _pane(
        self, number: int, title: str, noun: tuple[str, str], columns: tuple[ListColumn, ...]
    ) -> QWidget:
        model = RowsModel(columns_of(columns), key=_key)
        table = TableView(model, title, lead=0, multi=number == DELETIONS)
        self._said[number] = (title, table, columns)
        pane = ListPane(table, noun)
        pane.export_requested.connect(lambda _text: self.export(number))
        hint = self._hints[number] = labels.secondary(_NOTHING_YET.get(number, ""))
        above = (self._kept, hint) if number == DELETIONS else (hint,)
        column = layouts.column(*above, pane, spacing=0)
        column.setStretch(len(above), 1)
        if number == DELETIONS:
            layouts.nest(column, layouts.row(self._next, margins=(24, 4, 20, 10)))
        return layouts.box(column)

    # ------------------------------------------------------------------ commands

    def chosen(self) -> tuple[DeletionRow, ...]:
        """Cases that are selected in the list."""
        return self.deletions.selected_rows() if self.deletions is not None else ()

    def _follow(self) -> None:
        rows = self.chosen()
        told = f"{rows[0].name}: {lists.what_next(rows[0])}" if len(rows) == 1 else ""
        self._next.setText(told)
        self._next.setVisible(bool(told))
        self._show_actions()

    def _show_actions(self) -> None:
        data, tabs = self.data, self.tabs
        if data is None or tabs is None:
            return
        answer = buttons.button("Aus&kunft für eine Person …", self.answer)
        answer.setEnabled(data.may_write and bool(data.people))
        hand_out = buttons.action("Alle Personen verschlüsselt ausgeben …", self.hand_out)
        everybody = data.people and DeletionKind.CASE in data.kinds
        more = (
            [*self._retention_actions(data), *([hand_out] if everybody else [])]
            if data.may_write
            else []
        )
        primary = self._step_button() if tabs.current() == DELETIONS else None
        self.head.set_actions(answer, primary=primary, more=more)

    def _retention_actions(self, data: PrivacyData) -> list[QAction]:
        """To enter a retention, and to correct or remove each one that is there."""
        actions = [buttons.action("Aufbewahrung erfassen …", self.enter_retention)]
        rows = [row for kind in data.kinds for row in data.retentions[kind]]
        for row in rows:
            which = f" ({said.which(row)})" if len(rows) > 1 else ""
            change = partial(self.change_retention, row)
            actions.append(buttons.action(f"Aufbewahrung{which} ändern …", change))
            remove = partial(self.remove_retention, row)
            actions.append(buttons.action(f"Aufbewahrung{which} entfernen", remove))
        return actions

    def _step_button(self) -> QWidget | None:
        """The next step of what is selected; all must stand at the same one."""
        rows = self.chosen()
        steps = {row.step for row in rows}
        if len(steps) != 1 or self.data is None or not self.data.may_write:
            return None
        words, slot = self._steps().get(next(iter(steps)), ("", None))
        return buttons.button(words, slot, primary=True) if slot is not None else None

    def _steps(self) -> dict[DeletionStep, tuple[str, Callable[[], object]]]:
        return {
            DeletionStep.DUE: ("&Vormerken", partial(self._run, usecases.list_for_deletion)),
            DeletionStep.LISTED: ("Dem Archiv anb&ieten …", self.offer),
            DeletionStep.OFFERED: ("Antwort des Archivs er&fassen …", self.record_answer),
            DeletionStep.ANSWERED: (
                "Lösch&ung freigeben",
                partial(self._run, usecases.approve_deletion),
            ),
            DeletionStep.APPROVED: ("&Löschen …", self.delete),
            DeletionStep.DELETED: ("Lösch&protokoll …", self.certificate),
        }

    def _menu(self, row: DeletionRow) -> Sequence[QAction]:
        data = self.data
        if data is None or not data.may_write or row.step is DeletionStep.DELETED:
            return []
        actions = [buttons.action("Löschung sperren …", partial(self.hold, row.subject_id))]
        actions += [
            buttons.action(
                f"Sperre beenden: {hold.note or german.day(hold.valid_from)}",
                partial(self.end_hold, hold),
            )
            for hold in data.holds.get(row.subject_id, ())
            if hold.ended_on is None
        ]
        if row.id is not None:
            away = partial(self._run, usecases.take_off_list)
            actions.append(buttons.action("Von der Liste nehmen", away))
        return actions

    def _ids(self) -> tuple[UUID, ...]:
        return tuple(row.subject_id for row in self.chosen())

    def _run(self, usecase: UseCase) -> None:
        command = usecases.ListForDeletion(ids=self._ids(), kinds=self._kinds)
        self.desk.run(usecase, command, done=self._done, failed=self._failed, owner=self)

    def _done(self, outcome: Outcome) -> None:
        self._navigator.say(f"{outcome.summary}.")

    def _failed(self, error: SozDeskError) -> None:
        errors.show(self, error)

    def offer(self) -> None:
        """The archive is asked."""
        assert self.data is not None
        OfferDialog(self, self.desk, self._ids(), self.data.today).present()

    def record_answer(self) -> None:
        """The archive has answered."""
        assert self.data is not None
        AnswerDialog(self, self.desk, self._ids(), self.data.today, self._kinds).present()

    def enter_retention(self) -> None:
        """How long cases or bills are kept."""
        assert self.data is not None
        RetentionDialog(self, self.desk, self.data.kinds, self.data.today).present()

    def change_retention(self, row: CaseValueRow) -> None:
        """Correct years or source of a retention."""
        assert self.data is not None
        RetentionDialog(self, self.desk, self.data.kinds, self.data.today, row).present()

    def remove_retention(self, row: CaseValueRow) -> None:
        """Take away one that is wrong altogether; «Rückgängig» brings it back."""
        command = usecases.RemoveReferenceValue(
            kind=CaseDated.VALUE, id=row.id, base_version=row.version
        )
        usecase = usecases.remove_reference_value
        self.desk.run(usecase, command, done=self._done, failed=self._failed, owner=self)

    def hold(self, subject_id: UUID) -> None:
        """Nothing of the case or the bill may be deleted for now."""
        assert self.data is not None
        HoldDialog(self, self.desk, subject_id, self.data.today, self._kinds).present()

    def end_hold(self, hold: HoldRow) -> None:
        """Today is the last day of a hold."""
        assert self.data is not None
        command = usecases.EndHold(
            id=hold.id, base_version=hold.version, ended_on=self.data.today, kinds=self._kinds
        )
        self.desk.run(usecases.end_hold, command, done=self._done, failed=self._failed, owner=self)

    def delete(self) -> None:
        """For good, after a question."""
        kinds = [row.kind for row in self.chosen()]
        lost = " ".join(words for kind, words in _LOST.items() if kind in kinds)
        question = f"{said.counted(kinds)} löschen?"
        if messages.ask_loss(self, question, f"{lost} {_NO_UNDO}", action="&Löschen"):
            self._run(usecases.delete_listed)

    # ------------------------------------------------------------------ files

    def certificate(self) -> None:
        """What was deleted, for the files of the office."""
        assert self.data is not None
        rows = self.chosen()
        path = save_path.ask(
            self, self.desk, "Löschprotokoll speichern", "Loeschprotokoll.pdf", "PDF (*.pdf)"
        )
        if path is not None:
            self._write(disclosure.write_file, path, _certificate, rows, self.data.stamp())

    def answer(self) -> None:
        """Everything that the file holds of one person."""
        assert self.data is not None
        disclosure.disclose(
            self,
            self.desk,
            self._navigator,
            self.data.people,
            self.data.stamp(),
            self._kinds,
            choose=True,
        )

    def hand_out(self) -> None:
        """Everybody, behind a password."""
        assert self.data is not None
        dialog = RecipientDialog(
            self, self.desk, "Personen ausgeben", self.data.people, one=False, locked=True
        )
        dialog.answered.connect(lambda act: self._hand_out(act, dialog.chosen(), dialog.password()))
        dialog.present()

    def _hand_out(self, act: Act, people: tuple[UUID, ...], password: str) -> None:
        path = save_path.ask(self, self.desk, "Personen ausgeben", "Personen.age", _LOCKED)
        if path is not None:
            self.desk.call(
                partial(disclosure.held, people, self._kinds),
                done=partial(self._write_locked, act, path, password),
                owner=self,
            )

    def _write_locked(self, act: Act, path: Path, password: str, held: disclosure.Held) -> None:
        assert self.data is not None
        write = noting(self.desk, act, disclosure.write_file)
        self._write(write, path, locked_export, password, held, self.data.stamp())

    def export(self, number: int) -> None:
        """A list as it is seen; one with names asks first for whom, and what for."""
        people = self._named(number)
        if not people:
            self._export(number)
            return
        title = f"{self._said[number][0]} ausgeben"
        dialog = RecipientDialog(self, self.desk, title, people, one=False, locked=False)
        dialog.answered.connect(lambda act: self._export(number, act))
        dialog.present()

    def _named(self, number: int) -> tuple[KnownPerson, ...]:
        """Whose names stand in a list."""
        if number != ACCESSES or self.data is None:
            return ()
        shown = {row.person_id for row in self._said[number][1].rows_model.rows()}
        return tuple(one for one in self.data.people if not shown.isdisjoint(one.ids))

    def _export(self, number: int, act: Act | None = None) -> None:
        data = self.data
        if data is None:
            return
        title, table, columns = self._said[number]
        name = f"{title.replace(' ', '_')}.xlsx"
        path = save_path.ask(self, self.desk, "Liste exportieren", name, list_export.FILTERS)
        if path is None:
            return
        report = list_export.list_report(
            title,
            *list_content(table, columns),
            sources=[],
            now=data.now,
            today=data.today,
            sample=data.sample,
        )
        write = (
            list_export.write_list
            if act is None
            else noting(self.desk, act, list_export.write_list)
        )
        worker.run(
            write,
            path,
            report,
            done=self._written,
            failed=self._failed,
            owner=self,
        )

    def _write(self, write: Callable[..., Path], *parts: Any) -> None:
        worker.run(
            write,
            *parts,
            done=self._written,
            failed=self._failed,
            owner=self,
        )

    def _written(self, path: Path) -> None:
        self._navigator.say(f"Geschrieben: «{path.name}».")


def _key(row: Any) -> object:
    return getattr(row, "subject_id", None) or getattr(row, "id", None) or (row.table, row.field)


def _certificate(rows: Sequence[DeletionRow], stamp: reports.Stamp) -> bytes:
    from sozdesk.documents.pdf import write_pdf  # noqa: PLC0415 - heavy, only when it is written

    return write_pdf(reports.certificate(rows, stamp))


def locked_export(password: str, held: disclosure.Held, stamp: reports.Stamp) -> bytes:
    """Persons as JSON behind a password; opens with ``age -d``."""
    from sozdesk.exchange.locked import lock  # noqa: PLC0415 - only when persons are handed out

    return lock(reports.export_json([(str(key), tables) for key, tables in held], stamp), password)
