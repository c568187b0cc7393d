"""«Beschlüsse erfassen»: one table for all Traktanden of a Sitzung, recorded in one act."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final
from uuid import UUID

from PySide6.QtWidgets import QPushButton, QWidget

from sozdesk.features.cases import rules, texts, usecases
from sozdesk.features.cases.terms import ApplicationRow, GivenNumber, Resolved
from sozdesk.features.cases.texts import rulings as said
from sozdesk.features.cases.ui.meeting_data import MeetingData
from sozdesk.features.cases.ui.ruling_dialogs import DraftDialog
from sozdesk.features.cases.ui.subpages import open_subpage
from sozdesk.kernel import german
from sozdesk.kernel.errors import SozDeskError
from sozdesk.kernel.findings import Finding, Severity, stop
from sozdesk.kernel.usecase import Outcome
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import errors, labels, layouts, theme
from sozdesk.widgets.fields import Field, Form
from sozdesk.widgets.form_table import FormTable
from sozdesk.widgets.inputs import Choice, Input, TextArea, TextInput
from sozdesk.widgets.parts import Part
from sozdesk.widgets.summary import ErrorSummary
from sozdesk.widgets.typed import DateInput

_PARTS: Final = ("resolved", "number", "extract")
_HELP: Final = (
    "Mit Tab von Feld zu Feld, Pfeiltasten wählen den Beschluss. Was ohne Beschluss bleibt, wird nicht "
    "erfasst. Verschobene Anträge warten auf eine andere Sitzung."
)
_NUMBER: Final = 80
_EXTRACT: Final = 150
"""Least width of a field in logical px."""
_NOTHING: Final = "Wählen Sie mindestens einen Beschluss."
_NEXT: Final = "Nächster Schritt: Verfügung entwerfen"
_ALL_DONE: Final = "Alle Beschlüsse dieser Sitzung sind erfasst."


class ResolutionsPart(Part):
    """Typed values are handed to ``keep`` with every change, and come back with the Sitzung."""

    def __init__(
        self, desk: Desk, navigator: Navigator, keep: Callable[[UUID, Mapping[str, Any]], None]
    ) -> None:
        super().__init__(desk)
        self._keep, self._navigator = keep, navigator
        self.next_buttons: list[QPushButton] = []
        self.data: MeetingData | None = None
        self.form = Form()
        self.summary: ErrorSummary | None = None
        self.save_button = self.command("Beschlüsse &erfassen", self.save)
        self._content = layouts.column(spacing=12)
        self.setLayout(layouts.column(self._content, None))

    def show_data(self, data: MeetingData, typed: Mapping[str, Any]) -> None:
        """The Traktanden without a Beschluss; ``typed`` is what stood in the fields before."""
        self.data = data
        layouts.empty(self._content)
        self.form = Form()
        open_ = [row for row in data.agenda if row.resolved is None]
        self._show_next(data)
        if not open_:
            words = _ALL_DONE if data.agenda else texts.NO_AGENDA
            layouts.put(self._content, labels.text(words, "body", "text2"))
            return
        self.summary = ErrorSummary(self.form)
        day = Field("Beschlüsse &vom", DateInput(near=data.meeting.held_on))
        self.form.add("resolved_on", day).set_value(data.meeting.held_on)
        self.save_button = self.command("Beschlüsse &erfassen", self.save)
        for widget in (
            self.summary,
            labels.secondary(f"{_HELP} {said.EXTRACT}"),
            day,
            self._table(open_),
            layouts.box(layouts.row(self.save_button, None)),
        ):
            layouts.put(self._content, widget)
        self._finish(typed)

    def _show_next(self, data: MeetingData) -> None:
        """A Beschluss leads to its Verfügung."""
        self.next_buttons = [
            self.command(f"Fall {row.case_number}: {row.title} …", partial(self._draft, row))
            for row in data.undrafted
        ]
        if self.next_buttons:
            layouts.put(self._content, labels.section(_NEXT))
            layouts.put(self._content, layouts.Flow(*self.next_buttons, spacing=8))

    def _draft(self, row: ApplicationRow) -> None:
        dialog = DraftDialog(self, self.desk, row.case_id, row, None)
        dialog.acted.connect(self._open_drafted)
        dialog.present()

    def _open_drafted(self, outcome: Outcome) -> None:
        open_subpage(self.desk, self._navigator, "ruling_page", ruling_id=outcome.value)

    def _table(self, rows: list[ApplicationRow]) -> QWidget:
        table = FormTable(
            [
                ("Antrag", "left"),
                ("Beschluss", "left"),
                ("Nummer", "left"),
                ("Protokollauszug", "left"),
            ]
        )
        for row in rows:
            fields = self._fields(row)
            what = labels.body(
                f"{row.agenda_number}. {row.title}\nFall {row.case_number}, {row.case_name}"
            )
            table.add_row(what, *fields)
        return table

    def _fields(self, row: ApplicationRow) -> list[Field]:
        choice = Choice([(one, texts.word(one)) for one in Resolved], empty="noch keiner")
        number = TextInput(limit=40)
        number.setFixedWidth(theme.px(_NUMBER))
        extract = TextArea(lines=2)
        extract.setMinimumWidth(theme.px(_EXTRACT))
        inputs: tuple[Input, ...] = (choice, number, extract)
        titles = ("Beschluss", "Nummer", "Protokollauszug")
        made = []
        for part, title, entry in zip(_PARTS, titles, inputs, strict=True):
            label = f"{title} zu Traktandum {row.agenda_number}"
            made.append(self.form.add(_key(row, part), Field(label, entry, show_label=False)))
        return made

    def first_field(self) -> QWidget | None:
        """The Beschluss of the first Traktandum without one."""
        open_ = (row for row in (self.data.agenda if self.data else ()) if row.resolved is None)
        row = next(open_, None)
        return self.form[_key(row, "resolved")].input.focus_target() if row else None

    def _finish(self, typed: Mapping[str, Any]) -> None:
        self.form.mark_clean()
        for key, value in typed.items():
            if key in self.form:
                self.form[key].set_value(value)
        self.form.changed.connect(self._on_typed)
        self._show_hints()

    def _on_typed(self) -> None:
        if self.data is not None:
            self._show_hints()
            self._keep(self.data.meeting.id, self.form.changes())

    def _show_hints(self) -> None:
        """A number that another Beschluss of the year bears is pointed out; several may share one."""
        assert self.data is not None
        rows = [row for row in self.data.agenda if _key(row, "number") in self.form]
        year = (self.form["resolved_on"].value() or self.data.meeting.held_on).year
        typed = {row: german.clean(self.form[_key(row, "number")].value()) for row in rows}
        given = (
            *self.data.given,
            *(
                GivenNumber(
                    number=number, year=year, application_id=row.id, case_number=row.case_number
                )
                for row, number in typed.items()
            ),
        )
        for row, number in typed.items():
            cases = rules.number_elsewhere(number, year, row.id, given)
            hint = Finding("number_taken", Severity.HINT, texts.number_taken(cases))
            self.form[_key(row, "number")].set_finding(hint if cases else None)

    # ------------------------------------------------------------------ saving

    def save(self) -> None:
        """Record all chosen Beschlüsse in one act."""
        if self.data is None or self.summary is None:
            return
        if findings := self.form.check_entries():
            self.summary.report(findings)
            return
        values = self.form.values()
        command = usecases.RecordResolutions(
            resolved_on=values["resolved_on"] or self.data.meeting.held_on,
            resolutions=tuple(self._resolutions(values)),
        )
        if not command.resolutions:
            self._fail_empty()
            return
        self.save_button.setEnabled(False)
        self.desk.run(
            usecases.record_resolutions,
            command,
            done=self._done,
            failed=self._refused,
            owner=self,
        )

    def _resolutions(self, values: Mapping[str, Any]) -> list[usecases.Resolution]:
        assert self.data is not None
        return [
            usecases.Resolution(
                application_id=row.id,
                base_version=row.version,
                **{part: values[_key(row, part)] for part in _PARTS},
            )
            for row in self.data.agenda
            if values.get(_key(row, "resolved")) is not None
        ]

    def _fail_empty(self) -> None:
        assert self.summary is not None
        self.summary.report([stop("nothing", _NOTHING)])

    def _done(self, _outcome: Outcome) -> None:
        if self.data is not None:
            self._keep(self.data.meeting.id, {})

    def _refused(self, error: SozDeskError) -> None:
        self.save_button.setEnabled(self.may_change())
        errors.show(self, error, form=self.summary)


def _key(row: ApplicationRow, part: str) -> str:
    return f"{part}_{row.id}"
