"""Subject and text of an e-mail, with the list of fields, checked while somebody types."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QWidget

from sozdesk.features.rent_limits import files, usecases
from sozdesk.features.rent_limits.terms import NEEDED_FIELDS, LetterKind, TemplateRow, fields_of
from sozdesk.features.rent_limits.texts import word
from sozdesk.runtime.desk import Desk
from sozdesk.widgets import labels, layouts, theme
from sozdesk.widgets.command_dialog import Act, CommandDialog
from sozdesk.widgets.fields import Field
from sozdesk.widgets.inputs import TextArea, TextInput

_INTRO = (
    "Felder in doppelten Klammern füllt SozDesk für jede Gemeinde aus. «{{ anrede }}» wird zum "
    "Beispiel zu «Guten Tag Rita Beispiel»."
)
_CHECK_AFTER = 250
"""Milliseconds without a key press."""
_WIDTH = 940


class TemplateTextDialog(CommandDialog):
    """Closes when the words are sound and kept."""

    def __init__(self, parent: QWidget, desk: Desk, row: TemplateRow) -> None:
        super().__init__(parent, desk, f"E-Mail-Text: {word(row.kind)}", intro=_INTRO)
        self._kind = row.kind
        subject = self.form.add("subject", Field("&Betreff", TextInput(limit=300)))
        body = self.form.add("body", Field("&Text", TextArea(lines=20)))
        self.form.set_values({"subject": row.subject, "body": row.body})
        left = layouts.column(subject, body, None)
        right = layouts.column(labels.strong("Felder"), _field_list(row.kind), None, spacing=6)
        self.body.addWidget(layouts.Columns(left, right, shares=(3, 2)))
        self.setMinimumWidth(theme.px(_WIDTH))
        self._timer = QTimer(self, singleShot=True, interval=_CHECK_AFTER)
        self._timer.timeout.connect(self.check_now)
        self.form.changed.connect(self._timer.start)

    def check_now(self) -> None:
        """Say beside the fields what is wrong with what is typed so far."""
        self._timer.stop()
        values = self.form.values()
        self.form.show_findings(files.text_findings(self._kind, values["subject"], values["body"]))

    def act(self) -> Act:
        """Keep the words."""
        values = self.form.values()
        command = usecases.SetLetterText(
            kind=self._kind, subject=values["subject"], body=values["body"]
        )
        return usecases.set_letter_text, command


def _field_list(kind: LetterKind) -> QWidget:
    """Every field with its meaning; those that must stand there first."""
    needed = [group[0] for group in NEEDED_FIELDS[kind]]
    others = [field for field in fields_of(kind) if field not in needed]
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.px(12))
    grid.setVerticalSpacing(theme.px(3))
    grid.setColumnStretch(1, 1)
    for line, field in enumerate([*needed, *others]):
        name = labels.text(f"{{{{ {field} }}}}", "small", selectable=True, wrap=False)
        means = f"{word(field)} (muss vorkommen)" if field in needed else word(field)
        grid.addWidget(name, line, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(labels.secondary(means), line, 1)
    return layouts.box(grid)
