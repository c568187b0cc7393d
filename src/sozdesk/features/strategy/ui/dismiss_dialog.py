"""«Kein Fehler»: a Prüfhinweis that does not come again, with a reason if somebody has one."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from sozdesk.features.strategy import usecases
from sozdesk.runtime.desk import Desk
from sozdesk.widgets.command_dialog import Act, CommandDialog
from sozdesk.widgets.fields import Field
from sozdesk.widgets.inputs import TextInput

_INTRO = (
    "Dieser Hinweis erscheint zu diesem Satz nicht mehr. Ändert sich der Satz, wird er neu geprüft."
)


class DismissDialog(CommandDialog):
    """Closes when it is noted."""

    def __init__(self, parent: QWidget, desk: Desk, case: usecases.DismissTextHint) -> None:
        super().__init__(parent, desk, "Kein Fehler", action="Ver&merken", intro=_INTRO)
        self._case = case
        self.put("reason", Field("&Grund", TextInput(), optional=True))

    def act(self) -> Act:
        """Note it."""
        reason = self.form["reason"].value()
        return usecases.dismiss_text_hint, replace(self._case, reason=reason)
