"""Questions of the page of the report: what to write, the stage of the draft, what to compare."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from sozdesk.features.strategy import texts, usecases
from sozdesk.features.strategy.terms import ReportStage
from sozdesk.features.strategy.texts import report as said
from sozdesk.features.strategy.ui.report_data import Compared, ReportData, label_of
from sozdesk.kernel.findings import Finding, Severity
from sozdesk.runtime.desk import Desk
from sozdesk.widgets import labels, layouts
from sozdesk.widgets.command_dialog import Act, CommandDialog
from sozdesk.widgets.dialogs import Dialog
from sozdesk.widgets.fields import Field
from sozdesk.widgets.inputs import Choice, TextInput, Tick
from sozdesk.widgets.typed import DateInput

_ENDINGS = {
    "docx": "&Word, zum Weiterbearbeiten",
    "pdf": "&PDF, barrierefrei und zum Archivieren",
    "xlsx": "&Excel, alle Zahlen mit Diagrammen",
}
_FINE = "Umgesetzt und abgeschlossen ohne Umsetzung &getrennt zeigen, mit Grund"
_FINE_HINT = (
    "Der gedruckte Bericht fasst beides zusammen. Wo die Trennung aus ihm abgeleitet ist, steht das "
    "dabei."
)
_ANOTHER_DAY = "Angaben von heute, Stand per …"


def _put_tick(dialog: Dialog, key: str, tick: Tick) -> None:
    name = tick.text().replace("&", "")
    dialog.body.addWidget(dialog.form.add(key, Field(name, tick, show_label=False)))


def _offer_fine(dialog: Dialog, data: ReportData) -> None:
    """The finer reading of the states; a Sozialdienst gives out what the report prints."""
    if not data.imprint.extract:
        dialog.body.addWidget(layouts.line())
        _put_tick(dialog, "fine", Tick(_FINE))
        dialog.body.addWidget(labels.secondary(_FINE_HINT))


def _is_fine(dialog: Dialog) -> bool:
    return "fine" in dialog.form.values() and bool(dialog.form["fine"].value())


class WriteDialog(Dialog):
    """Which files, and which reading of the states."""

    def __init__(self, parent: QWidget, data: ReportData) -> None:
        super().__init__(parent, "Bericht schreiben", action="&Ordner wählen …")
        self.body.addWidget(labels.strong("Dateien"))
        for key, words in _ENDINGS.items():
            self._put(key, Tick(words))
            self.form[key].set_value(key != "xlsx")
        _offer_fine(self, data)
        self.form.mark_clean()

    def _put(self, key: str, tick: Tick) -> None:
        _put_tick(self, key, tick)

    def endings(self) -> list[str]:
        """What to write."""
        return [key for key in _ENDINGS if self.form[key].value()]

    def fine(self) -> bool:
        """Whether states are told apart."""
        return _is_fine(self)

    def check(self) -> Sequence[Finding]:
        """At least one file."""
        if self.endings():
            return super().check()
        sentence = "Wählen Sie mindestens eine Datei."
        return (Finding("nothing_chosen", Severity.STOP, sentence, field="docx"),)

    def reject(self) -> None:
        """Nothing is lost with three ticks: no question."""
        self.form.mark_clean()
        super().reject()


class StageDialog(CommandDialog):
    """From when on the draft is where."""

    def __init__(self, parent: QWidget, desk: Desk, data: ReportData) -> None:
        intro = f"Bisher: {said.stage_words(data.draft.step)}."
        super().__init__(parent, desk, "Stand des Entwurfs", intro=intro)
        self._period_id = data.period.id
        stages = Choice([(stage, texts.word(stage)) for stage in ReportStage])
        self.put("stage", Field("&Neuer Stand", stages))
        day = Field("Se&it", DateInput(near=data.imprint.today), hint="Beim Beschluss sein Datum")
        self.put("since", day, needed="Geben Sie den Tag ein.")
        number = Field("N&ummer des Beschlusses", TextInput(), hint="Zum Beispiel 2025-870")
        self.put("rrb_number", number)
        self.form.set_values({"stage": _next_of(data), "since": data.imprint.today})
        self.form["stage"].input.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        decided = self.form["stage"].value() is ReportStage.GOVERNMENT_DECISION
        self.form["rrb_number"].setVisible(decided)

    def act(self) -> Act:
        """Record the step."""
        values = self.form.values()
        command = usecases.SetStage(
            period_id=self._period_id,
            stage=values["stage"],
            since=values["since"],
            rrb_number=values["rrb_number"],
        )
        return usecases.set_stage, command


def _next_of(data: ReportData) -> ReportStage:
    """The stage after the present one."""
    stages = list(ReportStage)
    step = data.draft.step
    return stages[min(stages.index(step.stage) + 1 if step else 1, len(stages) - 1)]


class CompareDialog(Dialog):
    """Two versions, two days, or one of each."""

    def __init__(self, parent: QWidget, data: ReportData, before: Compared | None = None) -> None:
        super().__init__(parent, "Berichte vergleichen", action="&Vergleichen")
        self._today = data.imprint.today
        self._versions = {row.id: row for row in data.versions}
        newest = data.versions[0] if data.versions else data.period.begins
        self._ask("before", "Vo&rher", "S&tand per", before or newest)
        self._ask("after", "&Nachher", "St&and per", data.as_of)
        _offer_fine(self, data)
        self.form.mark_clean()

    def _ask(self, key: str, label: str, day_label: str, usual: Compared) -> None:
        choices = [(key_, label_of(row)) for key_, row in self._versions.items()]
        choice = Choice([*choices, (None, _ANOTHER_DAY)])
        self.body.addWidget(self.form.add(key, Field(label, choice)))
        day = DateInput(near=self._today)
        self.body.addWidget(self.form.add(f"{key}_day", Field(day_label, day)))
        self.form[key].set_value(None if isinstance(usual, date) else usual.id)
        self.form[f"{key}_day"].set_value(usual if isinstance(usual, date) else self._today)
        choice.changed.connect(lambda: self._follow(key))
        self._follow(key)

    def _follow(self, key: str) -> None:
        self.form[f"{key}_day"].setVisible(self.form[key].value() is None)

    def side(self, key: str) -> Compared:
        """What was chosen for ``before`` or ``after``."""
        chosen = self.form[key].value()
        day: date = self.form[f"{key}_day"].value()
        return day if chosen is None else self._versions[chosen]

    def fine(self) -> bool:
        """Whether states are told apart."""
        return _is_fine(self)

    def check(self) -> Sequence[Finding]:
        """Days that can be read, and two different sides."""
        found = tuple(super().check())
        if found:
            return found
        for key in ("before", "after"):
            if self.form[key].value() is None and self.form[f"{key}_day"].value() is None:
                sentence = "Geben Sie den Tag ein."
                return (Finding("missing", Severity.STOP, sentence, field=f"{key}_day"),)
        if self.side("before") == self.side("after"):
            sentence = "Wählen Sie zwei verschiedene Berichte."
            return (Finding("same", Severity.STOP, sentence, field="after"),)
        return ()

    def reject(self) -> None:
        """Nothing is lost with two choices: no question."""
        self.form.mark_clean()
        super().reject()
