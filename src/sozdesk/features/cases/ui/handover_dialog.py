"""«Übergabeblatt»: who gets it, what for, who releases it; on paper or as an encrypted file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QDialogButtonBox

from sozdesk.documents import safe_write
from sozdesk.exchange.locked import lock
from sozdesk.features.cases import queries, usecases
from sozdesk.features.cases.reports.handover import write_handover
from sozdesk.features.cases.terms.case_list import CaseLine
from sozdesk.features.cases.terms.handover import (
    Handover,
    HandoverDraft,
    HandoverRelease,
    HandoverState,
)
from sozdesk.features.cases.texts import casework as said
from sozdesk.features.cases.ui.recipient import (
    password_findings,
    put_password,
    put_recipient,
)
from sozdesk.kernel import german
from sozdesk.kernel.errors import SozDeskError
from sozdesk.kernel.findings import Finding
from sozdesk.kernel.usecase import Outcome
from sozdesk.runtime import worker
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.handing_out import noting
from sozdesk.widgets import buttons, errors, save_path
from sozdesk.widgets.command_dialog import Act, CommandDialog
from sozdesk.widgets.fields import Field
from sozdesk.widgets.inputs import RadioChoice
from sozdesk.widgets.page import Page

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

Done = Callable[[Outcome], None]

_PURPOSES: Final = ("Weiterführung nach Wegzug", "Zuständigkeit der neuen Gemeinde")
_FILTERS: Final = {
    "szu": "Verschlüsselte Datei (*.szu)",
    "pdf": "PDF (*.pdf)",
    "docx": "Word (*.docx)",
}
_INTRO = (
    "Das Blatt enthält Personendaten. SozDesk hält fest, wer es wann wozu erhalten hat und dass Sie es "
    "freigegeben haben. Dieser Schritt lässt sich nicht zurücknehmen."
)


def open_handover(page: Page, desk: Desk, row: CaseLine, said_done: Done) -> None:
    """The dialog that comes next for the sheet of a case: to prepare it, or to hand it out."""

    def present(state: HandoverState) -> None:
        me = desk.file.staff.name if desk.file is not None else ""
        draft = state.draft
        if state.second_person and (draft is None or german.same_name(draft.prepared_by, me)):
            dialog: CommandDialog = PrepareDialog(page, desk, row, state)
            dialog.acted.connect(said_done)
        else:
            dialog = HandoverDialog(page, desk, row, draft, state.recipient)
        if draft is not None:
            _offer_to_discard(dialog, row, said_done)
        dialog.present()

    def load(archive: Archive) -> HandoverState:
        today = archive.context().today
        state: HandoverState = archive.query(queries.handover_state, row.id, today)
        return state

    desk.call(load, done=present, owner=page)


def _offer_to_discard(dialog: CommandDialog, row: CaseLine, said_done: Done) -> None:
    """«Verwerfen»: the prepared sheet does not leave; «Rückgängig» brings it back."""

    def discarded(outcome: Outcome) -> None:
        said_done(outcome)
        dialog.done(dialog.DialogCode.Rejected)

    def discard() -> None:
        command = usecases.RemoveHandoverDraft(case_id=row.id)
        failed = partial(errors.show, dialog)
        dialog.desk.run(
            usecases.remove_handover_draft, command, done=discarded, failed=failed, owner=dialog
        )

    button = buttons.button("Ver&werfen", discard)
    dialog.box.addButton(button, QDialogButtonBox.ButtonRole.DestructiveRole)


class PrepareDialog(CommandDialog):
    """Where two persons are asked for: the first one says who gets the sheet, and what for."""

    def __init__(self, parent: Page, desk: Desk, row: CaseLine, state: HandoverState) -> None:
        draft = state.draft
        waits = said.waits_for_release(draft.prepared_on) + " " if draft else ""
        intro = f"{waits}{said.NOT_PREPARED}"
        title = f"Übergabeblatt, Fall {row.number}"
        super().__init__(parent, desk, title, action="&Vorbereiten", intro=intro)
        self._row = row
        put_recipient(self, _PURPOSES)
        self.form["recipient"].set_value(state.recipient)
        if draft is not None:
            self.show_row(draft)

    def act(self) -> Act | None:
        """Have it wait for the second person."""
        command = usecases.PrepareHandover(case_id=self._row.id, **self.form.values())
        return usecases.prepare_handover, command


class HandoverDialog(CommandDialog):
    """Everything that must be said before a sheet leaves; then it is written."""

    def __init__(
        self,
        parent: Page,
        desk: Desk,
        row: CaseLine,
        draft: HandoverDraft | None,
        recipient: str,
    ) -> None:
        super().__init__(
            parent,
            desk,
            f"Übergabeblatt, Fall {row.number}",
            action="Frei&geben und ausgeben …" if draft else "Aus&geben …",
            intro=f"{said.prepared_for(draft)} {_INTRO}" if draft else _INTRO,
        )
        self._page, self._row = parent, row
        if draft is None:
            put_recipient(self, _PURPOSES)
            self.form["recipient"].set_value(recipient)
        kinds = RadioChoice(
            "Form", [("szu", "verschlüsselte Datei"), ("pdf", "PDF"), ("docx", "Word")]
        )
        kinds.set_value("szu")
        self.put("form", Field("Form", kinds))
        put_password(self)
        kinds.changed.connect(self._follow)
        self.form.mark_clean()

    def _follow(self) -> None:
        sealed = self.form["form"].value() == "szu"
        for key in ("password", "again"):
            self.form[key].setVisible(sealed)

    def check(self) -> Sequence[Finding]:
        """A file that travels has a password, typed twice."""
        if self.form["form"].value() != "szu":
            return super().check()
        password, again = self.form["password"].value(), self.form["again"].value()
        return (*super().check(), *password_findings(password, again))

    def act(self) -> Act:
        """Note it, once it is written."""
        return usecases.hand_over, self._command()

    def _command(self) -> usecases.HandOver:
        values = self.form.values()
        told = {key: values[key] for key in ("recipient", "purpose") if key in values}
        return usecases.HandOver(case_id=self._row.id, **told)

    def accept(self) -> None:
        """First whether it may leave, then where to, then write it."""
        if findings := self.check():
            self.summary.report(findings)
            return
        command = self._command()
        self.desk.call(
            lambda archive: archive.query(usecases.sheet_to_hand_over, command, archive.context()),
            done=self._ask_path,
            failed=partial(errors.show, self, form=self.summary),
            owner=self,
        )

    def _ask_path(self, sheet: tuple[Handover, HandoverRelease]) -> None:
        ending = self.form["form"].value()
        name = f"Uebergabe_Fall_{self._row.number}.{ending}"
        title = "Übergabeblatt speichern"
        path = save_path.ask(self, self.desk, title, name, _FILTERS[ending])
        if path is None:
            return
        secret = self.form["password"].value() if ending == "szu" else ""
        worker.run(
            noting(self.desk, self.act(), write_sheet),
            *sheet,
            path,
            secret,
            done=partial(_written, self._page),
            failed=partial(_failed, self._page),
            owner=self._page,
        )
        self._close()


def write_sheet(content: Handover, release: HandoverRelease, path: Path, secret: str) -> Path:
    """Write the sheet as its ending says; with a password a pdf inside an age file."""
    made = write_handover(content, release, path.suffix.removeprefix("."))
    safe_write.write_bytes(path, lock(made, secret) if secret else made)
    return path


def _written(page: Page, path: Path) -> None:
    shown = [] if path.suffix == ".szu" else [buttons.link("Öffnen", partial(save_path.show, path))]
    page.show_notice(f"Das Übergabeblatt steht in «{path.name}».", *shown, state="ok")


def _failed(page: Page, error: SozDeskError) -> None:
    errors.show(page, error)
