"""One dialog for every dated value: entered, changed, or given a last day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from sozdesk.features.offerings import texts, usecases
from sozdesk.features.offerings.terms import DatedKind
from sozdesk.features.offerings.ui.dated_fields import KEYS, Known, defaults, fields_of
from sozdesk.kernel import german
from sozdesk.runtime.desk import Desk
from sozdesk.widgets.command_dialog import Act, CommandDialog
from sozdesk.widgets.fields import Field
from sozdesk.widgets.typed import DateInput

_LAST = "Danach gilt der Wert nicht mehr. Leer lassen, wenn er weiter gilt."


class DatedDialog(CommandDialog):
    """Without ``row`` a new value; with one its changes, ``only_end`` only its last day.

    ``subject`` are columns that no field asks for (the offering of a price); ``given`` are values
    to begin with.
    """

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        kind: DatedKind,
        known: Known,
        *,
        row: Any = None,
        subject: Mapping[str, object] | None = None,
        given: Mapping[str, object] | None = None,
        only_end: bool = False,
    ) -> None:
        super().__init__(parent, desk, _title(kind, row, only_end=only_end))
        self._kind, self._row, self._subject = kind, row, dict(subject or {})
        if row is None:
            first = Field("Gült&ig ab", DateInput(near=known.today))
            self.put("valid_from", first, needed="Schreiben Sie, ab wann der Wert gilt.")
            self.form["valid_from"].set_value(known.today)
        if not only_end:
            self._put_fields(known)
        last = Field("Let&zter Tag", DateInput(near=known.today), optional=True, hint=_LAST)
        self.put("ended_on", last)
        if row is not None:
            self.show_row(row)
        else:
            self._begin_with({**defaults(kind), **(given or {})})

    def _put_fields(self, known: Known) -> None:
        for key, field in fields_of(self._kind, known):
            self.put(key, field)
            if self._row is not None and key in KEYS[self._kind]:
                field.setEnabled(False)

    def _begin_with(self, values: Mapping[str, object]) -> None:
        for key, value in values.items():
            if key in self.form:
                self.form[key].set_value(value)
        self.form.mark_clean()

    def act(self) -> Act | None:
        """Enter the value, or change what differs."""
        if self._row is not None:
            return self._change()
        values = {**self._subject, **self.form.values()}
        command = usecases.AddDatedValue(
            kind=self._kind,
            valid_from=values.pop("valid_from"),
            ended_on=values.pop("ended_on"),
            values=values,
        )
        return usecases.add_dated_value, command

    def _change(self) -> Act | None:
        changes = self.form.changes()
        command = usecases.ChangeDatedValue(
            kind=self._kind, id=self._row.id, base_version=self._row.version, changes=changes
        )
        return (usecases.change_dated_value, command) if changes else None


def _title(kind: DatedKind, row: Any, *, only_end: bool) -> str:
    if row is None:
        return f"{texts.word(kind)} erfassen"
    said = f"{texts.word(kind)} ab {german.day(row.valid_from)}"
    return f"{said}: letzter Tag" if only_end else f"{said} ändern"
