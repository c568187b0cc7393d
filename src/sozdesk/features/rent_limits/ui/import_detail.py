"""One return of an import: the sheet as it came, what was found, and what can be decided."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from sozdesk.features.rent_limits import texts
from sozdesk.features.rent_limits.terms import Code, PreviewResult, SheetExcerpt
from sozdesk.features.rent_limits.ui import import_words, manual_inputs
from sozdesk.features.rent_limits.ui.hint_words import place
from sozdesk.features.rent_limits.ui.import_amend import AMENDED
from sozdesk.features.rent_limits.ui.import_cases import (
    Case,
    Choices,
    is_amendable,
    query_draft,
)
from sozdesk.features.rent_limits.ui.import_hints import FindingsEditor, QueryEditor
from sozdesk.kernel import german
from sozdesk.kernel.findings import Finding, Severity
from sozdesk.kernel.municipality import Municipality
from sozdesk.widgets import buttons, labels, layouts, sheet
from sozdesk.widgets.fields import Field
from sozdesk.widgets.inputs import Input, RadioChoice, TextInput
from sozdesk.widgets.list_detail import detail, detail_head
from sozdesk.widgets.municipalities import MunicipalityInput
from sozdesk.widgets.typed import AmountInput, DateInput

_SHARE = re.compile(r"-?0\.\d{3,}|0\.0")


class ReturnDetail(QWidget):
    """The detail of one case. It shows and asks; the page keeps the case and checks again."""

    decided = Signal(object)
    """:class:`Choices` after a change."""
    confirmed = Signal(int)
    filled = Signal(object)
    """Field → value that the office filled in."""
    unfilled = Signal(str)
    received = Signal(object)
    meant = Signal(bool)
    """True: an Änderung; False: a Berichtigung."""
    manual_wanted = Signal()
    save_wanted = Signal(str, bytes)

    def __init__(self, case: Case, year: int, today: date, places: Sequence[Municipality]) -> None:
        super().__init__()
        self.case = case
        self._year, self._today, self._places = year, today, places
        self.inputs: dict[str, Input] = {}
        """What is asked for missing or unreadable answers, by field."""
        self.municipality: MunicipalityInput | None = None
        self.question: QueryEditor | None = None
        self.received_on = DateInput()
        self.received_on.set_value(case.file.received_on or today)
        self.received_on.editingFinished.connect(self._on_received)
        self.findings = FindingsEditor(case.name, year, more=self._more)
        self._build()
        for line in self.findChildren(QLineEdit):
            line.setAcceptDrops(False)  # files may be dropped anywhere on the page

    def _build(self) -> None:
        case = self.case
        parts: list[QWidget] = [self._head()]
        if words := import_words.standing(case):
            parts.append(labels.body(words))
        parts.append(self._arrival())
        parts += self._attachments()
        if case.may_be_change:
            parts.append(self._meaning())
        if case.needs_confirmation:
            parts.append(self._confirmation())
        if case.file.excerpt is not None:
            parts.append(excerpt_of(case.file.excerpt, case.findings))
        if case.row.result is PreviewResult.MANUAL:
            parts.append(self._by_hand("Die Angaben stehen in einem Scan oder Brief."))
        self.findings.show_findings(
            case.findings,
            case.choices,
            case.row.earlier_notes,
            decidable=case.can_be_stored,
        )
        self.findings.changed.connect(lambda: self.decided.emit(self.findings.choices))
        parts.append(self.findings)
        if case.row.result is PreviewResult.REFUSED:
            parts += self._refused()
        whole = layouts.column(detail(*parts), spacing=0)
        self.setLayout(whole)

    # ------------------------------------------------------------ head

    def _head(self) -> QWidget:
        case = self.case
        actions = []
        if case.file.content:
            save = buttons.button("Datei &speichern …", self._save_form, icon="save")
            actions.append(save)
        head = detail_head(import_words.name(case), import_words.facts(case), *actions)
        middle = Qt.TextElideMode.ElideMiddle
        file = labels.Elided(case.file.file, "small", "text2", middle)
        return layouts.box(layouts.column(head, file, spacing=2))

    def _save_form(self) -> None:
        self.save_wanted.emit(self.case.file.file.rpartition("› ")[2], self.case.file.content)

    def _arrival(self) -> QWidget:
        label = QLabel("E&ingegangen am")
        label.setBuddy(self.received_on)
        via = labels.secondary(texts.word(self.case.file.via), wrap=False)
        return layouts.box(layouts.row(label, self.received_on, via, None))

    def _on_received(self) -> None:
        day = self.received_on.value()
        if day is not None and day != (self.case.file.received_on or self._today):
            self.received.emit(day)

    def _attachments(self) -> list[QWidget]:
        attached = self.case.file.attachments
        if not attached:
            return []
        links = [
            buttons.link(
                one.name.replace("&", "&&"),
                partial(self.save_wanted.emit, one.name, one.content),
                tip=f"{one.name} speichern unter …",
            )
            for one in attached
        ]
        return [layouts.box(layouts.column(labels.secondary("Beilagen"), *links, spacing=2))]

    # ------------------------------------------------------------ what it is meant to be

    def _meaning(self) -> QWidget:
        """Beside a recorded return: was that wrong, or did the municipality decide anew?"""
        declared = self.case.file.declaration
        assert declared is not None
        assert declared.valid_from is not None
        self.meaning = RadioChoice(
            "Diese Rückmeldung ist", _meanings(declared.valid_from), across=False
        )
        self.meaning.set_value(self.case.row.change_from is not None)
        self.meaning.changed.connect(lambda: self.meant.emit(self.meaning.value()))
        label = labels.strong("Diese Rückmeldung ist")
        return layouts.box(layouts.column(label, self.meaning, spacing=4))

    # ------------------------------------------------------------ whose return

    def _confirmation(self) -> QWidget:
        self.municipality = MunicipalityInput(self._places)
        self.municipality.set_value(self.case.file.suggested_bfs)
        self.municipality.returnPressed.connect(self._confirm)
        field = Field(
            "Von welcher Gemeinde ist diese &Rückmeldung?",
            self.municipality,
            hint=f"Im Formular steht «{self.case.file.name_seen}».",
            width=260,
        )
        confirm = buttons.button("Gemeinde bestä&tigen", self._confirm)
        return layouts.box(layouts.column(field, layouts.row(confirm, None), spacing=8))

    def _confirm(self) -> None:
        assert self.municipality is not None
        number = self.municipality.value()
        if number is not None:
            self.confirmed.emit(number)
        else:
            self.municipality.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------ what is missing

    def _more(self, finding: Finding) -> list[QWidget]:
        if finding.code == AMENDED:
            return [self._take_back(finding)]
        fillable = is_amendable(self.case) and finding.severity is Severity.STOP
        return [self._fill_in(finding)] if fillable else []

    def _take_back(self, finding: Finding) -> QWidget:
        link = buttons.link("Nachtrag entfernen", lambda: self.unfilled.emit(finding.field))
        return layouts.box(layouts.row(link, None))

    def _fill_in(self, finding: Finding) -> QWidget:
        key = finding.field
        input_ = manual_inputs.input_for(key)
        self.inputs[key] = input_
        asked = "Betrag nachtragen" if isinstance(input_, AmountInput) else "Angabe nachtragen"
        target = input_.focus_target()
        target.setAccessibleName(f"{asked}, {place(finding)}")
        if isinstance(input_, QLineEdit):
            input_.returnPressed.connect(self.fill_in)
        else:
            input_.changed.connect(lambda: self.fill_in() if len(self.inputs) == 1 else None)
        if isinstance(input_, TextInput):
            input_.setMinimumWidth(160)
        widget = input_
        assert isinstance(widget, QWidget)
        button = buttons.button("Nachtragen", self.fill_in)
        button.setAccessibleName(f"Nachtragen, {place(finding)}")
        return layouts.box(layouts.row(labels.text(asked, wrap=False), widget, button, None))

    def fill_in(self) -> None:
        """Hand on everything that was filled in and can be read."""
        values = {key: one.value() for key, one in self.inputs.items()}
        typed = {key: value for key, value in values.items() if value not in (None, "")}
        if typed:
            self.filled.emit(typed)

    def focus_first(self) -> bool:
        """Put the cursor where something is to be decided."""
        waiting = [one.focus_target() for one in self.inputs.values()]
        if self.municipality is not None:
            waiting.insert(0, self.municipality)
        if waiting:
            waiting[0].setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return self.findings.focus_open()

    # ------------------------------------------------------------ what cannot be recorded

    def _by_hand(self, words: str) -> QWidget:
        button = buttons.button("Von Ha&nd erfassen …", self.manual_wanted.emit, icon="pencil")
        return layouts.box(layouts.column(labels.body(words), layouts.row(button, None), spacing=8))

    def _refused(self) -> list[QWidget]:
        if is_amendable(self.case):
            return [self._by_hand("Fehlt vieles, geht es von Hand schneller.")]
        words = "Diese Datei wird nicht erfasst. Sie bleibt unverändert, wo sie liegt."
        draft = query_draft(self.case.name, self._year, self.case.findings)
        self.question = QueryEditor(draft, self.case.choices.query_text)
        self.question.changed.connect(self._keep_question)
        parts = [self._by_hand(words)]
        if any(one.code != Code.UNKNOWN_MUNICIPALITY for one in self.case.findings):
            parts.append(self.question)
        return parts

    def _keep_question(self) -> None:
        assert self.question is not None
        self.decided.emit(Choices(query_text=self.question.edited()))


def _meanings(valid_from: date) -> list[tuple[bool, str]]:
    day = german.day(valid_from)
    return [
        (False, "eine &Berichtigung (die frühere war falsch)"),
        (True, f"eine Ä&nderung, gültig ab {day}"),
    ]


def excerpt_of(excerpt: SheetExcerpt, findings: Sequence[Finding]) -> QWidget:
    """The table as it came, without empty columns on the right."""
    wide = max((_used(row) for row in excerpt.rows), default=0)
    rows = [tuple(map(_readable, row[:wide])) for row in excerpt.rows]
    return sheet.SheetExcerpt(excerpt.first_row, rows, sheet.marks_of(findings))


def _used(row: Sequence[str]) -> int:
    return max((number for number, text in enumerate(row, 1) if text), default=0)


def _readable(text: str) -> str:
    """A computed share such as 0.0329999999999999 as the sheet shows it."""
    if not _SHARE.fullmatch(text):
        return text
    return german.percent(round(float(text) * 10_000), signed=True)
