"""Before the overview is written: which municipalities are missing, and why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from sozdesk.features.rent_limits.terms import OverviewRow
from sozdesk.kernel import german
from sozdesk.kernel.findings import Finding, Severity
from sozdesk.widgets import labels
from sozdesk.widgets.dialogs import Dialog
from sozdesk.widgets.fields import Field
from sozdesk.widgets.inputs import TextInput

_NAMES_SHOWN = 12
_INTRO = (
    "Ihr Arbeitspapier: Excel und PDF mit allen Tabellen, auch der Jahresnettomiete für die "
    "Mietzinsbeiträge, und CSV für Excel. In jeder Datei steht «KSA-intern, nicht zur Weitergabe». "
    "Was hinausgeht, schreibt «Veröffentlichen …»."
)


class OverviewDialog(Dialog):
    """«Übersicht schreiben»; asks for a reason only if something is missing."""

    def __init__(self, parent: QWidget, year: int, missing: Sequence[OverviewRow]) -> None:
        super().__init__(
            parent, f"Übersicht {year} schreiben", action="&Ordner wählen …", intro=_INTRO
        )
        self._missing = bool(missing)
        if missing:
            self.body.addWidget(labels.body(_who_is_missing(missing)))
            hint = "Steht in der Übersicht bei diesen Gemeinden, zum Beispiel «Antwort steht aus»."
            reason = Field("&Warum fehlen sie?", TextInput(), hint=hint)
            self.body.addWidget(self.form.add("missing_reason", reason))

    def reason(self) -> str:
        """The reason, empty if nothing is missing."""
        return str(self.form["missing_reason"].value()) if self._missing else ""

    def check(self) -> Sequence[Finding]:
        """A reason is needed."""
        found = list(super().check())
        if self._missing and not self.reason():
            words = "Schreiben Sie, warum diese Gemeinden fehlen."
            found.append(Finding("reason", Severity.STOP, words, field="missing_reason"))
        return found

    def reject(self) -> None:
        """Nothing is lost with one sentence: no question."""
        self.form.mark_clean()
        super().reject()


def _who_is_missing(missing: Sequence[OverviewRow]) -> str:
    names = [row.name for row in missing[:_NAMES_SHOWN]]
    more = len(missing) - len(names)
    who = f"{', '.join(names)} und {more} weitere" if more else german.enumeration(names)
    number = german.plural(len(missing), "Gemeinde ist", "Gemeinden sind")
    return f"{number} nicht erfasst: {who}."
