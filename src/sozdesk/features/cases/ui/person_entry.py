"""Typing a person: while one types, who may be the same is listed below."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sozdesk.features.cases import queries, rules, texts
from sozdesk.features.cases.terms.case_list import PersonKey
from sozdesk.features.cases.texts import enactments as said
from sozdesk.kernel import german
from sozdesk.widgets import buttons, labels, layouts, theme
from sozdesk.widgets.command_dialog import CommandDialog
from sozdesk.widgets.fields import Field
from sozdesk.widgets.inputs import SuggestedInput, TextInput
from sozdesk.widgets.typed import DateInput

WIDE, HALF = 410, 199
_MOST = 4
_MAYBE = "Vielleicht schon erfasst"
_NAMESAKE = "Gleicher Name, anderes Geburtsdatum"
KEYS = ("last_name", "first_name", "birth_date", "ahv_number", "ahv_missing_because")
_REASONS = ("noch nicht bekannt", "noch nicht zugeteilt", "ausländische Person ohne AHV-Nummer")


def beside(dialog: CommandDialog, *keys: str) -> None:
    """Fields of a dialog side by side: a long form stays on one screen."""
    fields = [dialog.form[key] for key in keys]
    for field in fields:
        dialog.body.removeWidget(field)
    line = layouts.row(*fields, None, spacing=WIDE - 2 * HALF)
    for field in fields:
        line.setAlignment(field, Qt.AlignmentFlag.AlignBottom)
    layouts.nest(dialog.body, line)


def about(key: PersonKey) -> str:
    """«Muster Anna, geboren 17.05.1990, 756.9217.0769.85, Fall 12»."""
    born = f"geboren {german.day(key.birth_date)}" if key.birth_date else "ohne Geburtsdatum"
    number = texts.shown_ahv(key.ahv_number) if key.ahv_number else ""
    cases = (said.case_name(one) for one in key.cases)
    return ", ".join(filter(None, (key.name, born, number, *cases)))


class Duplicates(QWidget):
    """«Vielleicht schon erfasst»: hidden while nobody resembles what is typed."""

    taken = Signal(object)
    """The :class:`PersonKey` that was chosen."""

    def __init__(self, verb: str) -> None:
        super().__init__()
        self._verb = verb
        self.shown: tuple[PersonKey, ...] = ()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.px(2))
        self._title = labels.strong("")
        self.setLayout(layouts.column(self._title, self._lines, spacing=4))
        self.hide()

    def show_keys(self, keys: Sequence[PersonKey], namesakes: Sequence[PersonKey] = ()) -> None:
        """List other persons, else ``namesakes``; the same ones leave everything as it is."""
        self._title.setText(_MAYBE if keys else _NAMESAKE)
        shown = tuple((keys or namesakes)[:_MOST])
        if shown == self.shown:
            return
        self.shown = shown
        layouts.empty(self._lines)
        for key in shown:
            link = buttons.link(self._verb, partial(self.taken.emit, key))
            link.setAccessibleName(f"{self._verb}: {about(key)}")
            words = labels.body(about(key))
            line = layouts.row(words, link, spacing=12)
            line.setStretch(0, 1)
            self._lines.addWidget(layouts.box(line))
        self.setVisible(bool(shown))


class PersonEntry(QObject):
    """The five fields that tell persons apart in a dialog, and the list of who may be the same.

    One of the list can be taken instead of what is typed. Where a person is changed (``but``, who
    resembles itself) both can be merged: listen to ``duplicates.taken``.
    """

    taken_changed = Signal()

    def __init__(self, dialog: CommandDialog, *, but: UUID | None = None) -> None:
        super().__init__(dialog)
        self._dialog, self._but = dialog, but
        self._known: tuple[PersonKey, ...] = ()
        self.taken: PersonKey | None = None
        self._put_fields()
        self.duplicates = Duplicates("Zusammenführen …" if but else "Diese Person nehmen")
        if but is None:
            self.duplicates.taken.connect(self.take)
        self._chosen = labels.body("")
        self._other = buttons.link("Andere Person", self.let_go)
        line = layouts.row(self._chosen, self._other, spacing=12)
        line.setStretch(0, 1)
        self._taken_line = layouts.box(line)
        self._taken_line.hide()
        dialog.body.addWidget(self.duplicates)
        dialog.body.addWidget(self._taken_line)
        dialog.form.changed.connect(self._look)
        dialog.desk.call(
            lambda archive: archive.query(queries.person_keys), done=self._know, owner=dialog
        )

    def _put_fields(self) -> None:
        dialog = self._dialog
        dialog.put("last_name", Field("&Name", TextInput(), width=HALF))
        dialog.put("first_name", Field("&Vorname", TextInput(), width=HALF, optional=True))
        beside(dialog, "last_name", "first_name")
        dialog.put("birth_date", Field("&Geburtsdatum", DateInput(), optional=True))
        number = TextInput(limit=20, placeholder="756.…")
        dialog.put("ahv_number", Field("&AHV-Nummer", number, width=HALF))
        beside(dialog, "birth_date", "ahv_number")
        reasons = SuggestedInput(_REASONS)
        missing = Field("Falls sie &fehlt, warum", reasons, width=WIDE)
        dialog.put("ahv_missing_because", missing)
        number.changed.connect(partial(self._settle, "ahv_missing_because"))

    def _settle(self, *names: str) -> None:
        """What is typed elsewhere answers what was wrong here."""
        for name in names:
            self._dialog.form[name].set_finding(None)
        self._dialog.form.findings_changed.emit()

    def _know(self, keys: tuple[PersonKey, ...]) -> None:
        self._known = tuple(key for key in keys if key.id != self._but)
        self._look()

    def _look(self) -> None:
        if self.taken is not None:
            return
        typed = self.values()
        name = (typed["last_name"], typed["first_name"], typed["birth_date"])
        self.duplicates.show_keys(
            rules.possible_duplicates(*name, typed["ahv_number"], self._known),
            rules.namesakes(*name, self._known),
        )

    def take(self, key: PersonKey) -> None:
        """A known person instead of what is typed."""
        self.taken = key
        self._dialog.form["last_name"].set_value(key.last_name)
        self._chosen.setText(about(key))
        self._follow()

    def let_go(self) -> None:
        """Type again."""
        self.taken = None
        self._follow()
        self._look()

    def _follow(self) -> None:
        for name in KEYS:
            self._dialog.form[name].setVisible(self.taken is None)
        if self.taken is not None:
            self._settle(*KEYS)
            self.duplicates.show_keys(())
        self._taken_line.setVisible(self.taken is not None)
        self.taken_changed.emit()

    def values(self) -> dict[str, Any]:
        """What is typed, by the fields of ``AddPerson``."""
        return {name: self._dialog.form[name].value() for name in KEYS}
