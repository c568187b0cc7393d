"""The Rückfrage: a draft to copy into the e-mail program, and the note that it was asked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from sozdesk.features.rent_limits.terms import DeclarationRow, ReturnState
from sozdesk.features.rent_limits.texts import query_draft
from sozdesk.features.rent_limits.ui.hints_view import can_be_decided
from sozdesk.features.rent_limits.ui.round_data import DetailData
from sozdesk.kernel import german
from sozdesk.kernel.findings import Finding, Severity
from sozdesk.widgets import buttons, labels, layouts
from sozdesk.widgets.announce import announce
from sozdesk.widgets.fields import Field
from sozdesk.widgets.inputs import TextArea

_HOW = (
    "Senden Sie den Text mit Ihrem E-Mail-Programm; SozDesk verschickt nichts. "
    "Halten Sie danach fest, dass die Rückfrage gestellt ist."
)
_ANSWER = (
    "Kommt ein neues Formular, lesen Sie es ein. Genügt die Antwort so, begründen Sie die "
    "Prüfhinweise damit und erfassen Sie die Rückmeldung."
)


class QueryView(QWidget):
    """The tab «Rückfrage»."""

    asked = Signal()
    """«Rückfrage gestellt»: the text is in :meth:`text`."""
    edited = Signal()

    def __init__(self, data: DetailData, row: DeclarationRow) -> None:
        super().__init__()
        self._data, self._row = data, row
        self.field: Field | None = None
        self._own = ""
        """What a person typed; empty while the draft stands there untouched."""
        parts: list[layouts.Item] = []
        if row.queried_on is not None and row.query_text:
            parts += self._asked_before()
        if can_be_decided(data, row):
            parts += self._form()
        if not parts:
            parts = [labels.body("Zu dieser Rückmeldung wurde keine Rückfrage gestellt.")]
        self.setLayout(layouts.column(*parts, None, spacing=10))

    def _asked_before(self) -> list[layouts.Item]:
        row = self._row
        assert row.queried_on is not None
        asked = german.day(row.queried_on)
        waits = row.state is ReturnState.QUERIED
        parts: list[layouts.Item] = [labels.strong(f"Rückfrage vom {asked}")]
        parts.append(labels.text(row.query_text, selectable=True))
        parts.append(buttons.link("Text kopieren", lambda: self._copy(row.query_text)))
        if waits:
            parts.append(labels.secondary(_ANSWER))
        return parts

    def _form(self) -> list[layouts.Item]:
        again = self._row.state is ReturnState.QUERIED
        area = TextArea(lines=11)
        self.field = Field("&Text der Rückfrage", area, hint=self._addressee())
        self.suggest(questions(self._row.findings))
        area.changed.connect(self._on_typed)
        copy = buttons.button("Text &kopieren", lambda: self._copy(self.text()), icon="copy")
        word = "Nochmals &gefragt" if again else "Rückfrage &gestellt"
        self.asked_button = buttons.button(word, self.asked.emit)
        return [
            self.field,
            labels.secondary(_HOW),
            layouts.row(copy, self.asked_button, None),
        ]

    def _addressee(self) -> str:
        contact = self._row.declaration.contact
        known = ", ".join(filter(None, (contact.name, contact.email, contact.phone)))
        return f"An {known}" if known else "In der Rückmeldung ist kein Kontakt angegeben."

    def suggest(self, findings: Sequence[Finding]) -> None:
        """Draft questions about these findings, unless somebody typed their own text."""
        if self.field is None or self._own:
            return
        area = self.field.input
        assert isinstance(area, TextArea)
        area.blockSignals(True)
        draft = query_draft(self._data.tracking.name, self._data.year, findings)
        area.set_value(draft if findings else "")
        area.blockSignals(False)

    def text(self) -> str:
        """What stands in the field."""
        return str(self.field.value()) if self.field else ""

    def own_text(self) -> str:
        """What a person typed, empty for the untouched draft."""
        return self._own

    def put_back(self, text: str) -> None:
        """Show what somebody typed before."""
        if text and self.field is not None:
            self._own = text
            self.field.set_value(text)

    def _on_typed(self) -> None:
        self._own = self.text()
        self.edited.emit()

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        announce(self, "Text kopiert")


def questions(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """What a municipality can be asked about."""
    return tuple(one for one in findings if one.severity is not Severity.NOTE)
