"""One kind of letter: the letter in Word, the e-mail, the files that go out with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from sozdesk.features.rent_limits.terms import (
    PAPER_KINDS,
    AttachmentRow,
    LetterKind,
    TemplateRow,
)
from sozdesk.features.rent_limits.texts import word
from sozdesk.kernel import german
from sozdesk.kernel.findings import Finding
from sozdesk.kernel.swiss_time import swiss_day
from sozdesk.widgets import buttons, labels, layouts
from sozdesk.widgets.buttons import Slot
from sozdesk.widgets.facts import Facts
from sozdesk.widgets.fields import FindingLine
from sozdesk.widgets.inputs import Tick
from sozdesk.widgets.list_detail import detail_head

_FACTS = {
    LetterKind.CALL: "Brief und E-Mail an alle Gemeinden, zu Beginn der Erhebung",
    LetterKind.FIRST_REMINDER: "Brief und E-Mail an Gemeinden ohne Antwort",
    LetterKind.SECOND_REMINDER: "Brief und E-Mail an Gemeinden, die schon erinnert sind",
    LetterKind.RECEIPT: "E-Mail nach dem Erfassen einer Rückmeldung",
}
_NO_ATTACHMENTS = "Keine. Das Formular der Gemeinde hängt immer an."
_NO_RECEIPT_ATTACHMENTS = "Keine."


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateCommands:
    """What can be done; each gets the kind, or what it is about."""

    edit: Callable[[LetterKind], object]
    choose: Callable[[LetterKind], object]
    try_out: Callable[[LetterKind], object]
    change_text: Callable[[TemplateRow], object]
    restore: Callable[[LetterKind], object]
    switch: Callable[[LetterKind, bool], object]
    attach: Callable[[LetterKind], object]
    detach: Callable[[UUID], object]


def is_own(row: TemplateRow) -> bool:
    """Whether the office changed the letter or its e-mail."""
    return row.document_sha256 is not None or row.own_text


def letter_words(row: TemplateRow) -> str:
    """«mitgeliefert», or the name of the office's own document."""
    if row.kind not in PAPER_KINDS:
        return "nur E-Mail"
    return "eigene" if row.document_sha256 else "mitgeliefert"


def mail_words(row: TemplateRow) -> str:
    """«mitgeliefert», «eigener Text», «ausgeschaltet»."""
    if not row.active:
        return "ausgeschaltet"
    return "eigener Text" if row.own_text else "mitgeliefert"


class TemplateDetail(QWidget):
    """The right half of the page."""

    def __init__(
        self, row: TemplateRow, findings: tuple[Finding, ...], commands: TemplateCommands
    ) -> None:
        super().__init__()
        self.row, self._commands = row, commands
        self.restore_button = buttons.button(
            "&Mitgelieferte Vorlage", partial(commands.restore, row.kind)
        )
        self.restore_button.setEnabled(is_own(row))
        self.restore_button.setToolTip("Brief und E-Mail-Text wieder wie mitgeliefert")
        parts: list[layouts.Item] = [
            detail_head(word(row.kind), _FACTS[row.kind], self.restore_button),
            *_finding_lines(findings),
        ]
        if row.kind in PAPER_KINDS:
            parts += [labels.section("Brief"), *self._letter()]
        parts += [labels.section("E-Mail"), *self._mail()]
        parts += [labels.section("Beilagen"), *self._attachments()]
        self.setLayout(layouts.column(*parts, None, spacing=10, margins=(20, 14, 20, 20)))

    def _button(self, text: str, command: Slot, icon: str = "") -> QWidget:
        return buttons.button(text, command, icon=icon)

    def _letter(self) -> list[layouts.Item]:
        kind = self.row.kind
        return [
            Facts(_letter_facts(self.row)),
            layouts.Flow(
                self._button("In &Word bearbeiten …", partial(self._commands.edit, kind), "pencil"),
                self._button("&Eigene Vorlage wählen …", partial(self._commands.choose, kind)),
                self._button("&Probe ansehen …", partial(self._commands.try_out, kind), "eye"),
                spacing=8,
            ),
            4,
        ]

    def _mail(self) -> list[layouts.Item]:
        row = self.row
        change = self._button("&Text ändern …", partial(self._commands.change_text, row), "pencil")
        shown = [Facts([("Betreff", row.subject)]), labels.text(row.body, selectable=True)]
        if row.kind in PAPER_KINDS:
            return [layouts.Flow(change, spacing=8), *shown, 4]
        tick = Tick("&Nach dem Erfassen anbieten")
        tick.set_value(row.active)
        tick.changed.connect(lambda: self._commands.switch(row.kind, tick.value()))
        self.tick = tick
        example = self._button("&Probe ansehen …", partial(self._commands.try_out, row.kind), "eye")
        return [tick, layouts.Flow(change, example, spacing=8), *shown, 4]

    def _attachments(self) -> list[layouts.Item]:
        lines: list[layouts.Item] = [self._attachment(one) for one in self.row.attachments]
        if not lines:
            paper = self.row.kind in PAPER_KINDS
            lines = [labels.body(_NO_ATTACHMENTS if paper else _NO_RECEIPT_ATTACHMENTS)]
        add = self._button(
            "Beilage hin&zufügen …", partial(self._commands.attach, self.row.kind), "plus"
        )
        return [*lines, layouts.Flow(add, spacing=8)]

    def _attachment(self, one: AttachmentRow) -> QWidget:
        words = labels.body(f"{one.name} ({max(1, one.size // 1024)} KB)")
        remove = buttons.link(
            "Entfernen", partial(self._commands.detach, one.id), tip=f"«{one.name}» entfernen"
        )
        line = layouts.row(words, remove)
        line.setStretch(0, 1)
        return layouts.box(line)


def _letter_facts(row: TemplateRow) -> list[tuple[str, str | QWidget]]:
    if row.document_sha256 is None:
        return [("Vorlage", "mitgeliefert")]
    facts: list[tuple[str, str | QWidget]] = [("Vorlage", f"eigene, «{row.document_name}»")]
    if row.since is not None:
        day = german.day(swiss_day(row.since))
        facts.append(("Gewählt", f"am {day} von {row.by}"))
    return facts


def _finding_lines(findings: tuple[Finding, ...]) -> list[layouts.Item]:
    lines = []
    for finding in findings:
        line = FindingLine()
        line.set_finding(finding)
        lines.append(line)
    return [*lines]
