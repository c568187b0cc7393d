"""Beitritt and Austritt: who does which job for a municipality from when until when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from sozdesk.features.offices import texts, usecases
from sozdesk.features.offices.terms import Job, MembershipRow, ServiceRow
from sozdesk.features.offices.ui import words
from sozdesk.kernel.findings import Finding, Severity
from sozdesk.kernel.municipality import Municipality
from sozdesk.runtime.desk import Desk
from sozdesk.widgets import labels, theme
from sozdesk.widgets.command_dialog import Act, CommandDialog
from sozdesk.widgets.fields import Field
from sozdesk.widgets.inputs import Choice, Tick
from sozdesk.widgets.municipalities import MunicipalityInput
from sozdesk.widgets.typed import DateInput

_JOIN = (
    "Frühere Dokumente bleiben, wie sie sind. Liegt eine Aufgabe an diesen Tagen schon bei einer "
    "anderen Stelle, beenden Sie das zuerst mit «Austritt»."
)


class JoinDialog(CommandDialog):
    """A municipality hands jobs to a service from a day on.

    ``places`` and ``services`` are to choose from; one that is alone is chosen already.
    """

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        places: Sequence[Municipality],
        services: Sequence[ServiceRow],
        today: date,
    ) -> None:
        super().__init__(
            parent, desk, _join_title(places, services), action="&Eintragen", intro=_JOIN
        )
        self._place = places[0].bfs_number if len(places) == 1 else None
        self._service = services[0].id if len(services) == 1 else None
        if self._place is None:
            field = Field("&Gemeinde", MunicipalityInput(places), width=320)
            self.put("bfs_number", field, needed="Wählen Sie die Gemeinde.")
        if self._service is None:
            choice = Choice([(row.id, row.name) for row in services], empty="Stelle wählen")
            self.put("service_id", Field("S&telle", choice), needed="Wählen Sie die Stelle.")
        self._put_days(today)
        self.body.addWidget(labels.strong("Aufgaben der Stelle"))
        for job in Job:
            tick = Tick(texts.JOBS[job])
            tick.set_value(True)
            self.put(f"job_{job}", Field(texts.JOBS[job], tick, show_label=False))

    def _put_days(self, today: date) -> None:
        self.put(
            "valid_from",
            Field("E&rster Tag", DateInput(near=today), hint="Zum Beispiel 01.07.2027"),
            needed="Tragen Sie den ersten Tag ein.",
        )
        hint = "Leer, solange es dauert"
        self.put("ended_on", Field("&Letzter Tag", DateInput(near=today), hint=hint, optional=True))

    def _jobs(self) -> tuple[Job, ...]:
        return tuple(job for job in Job if self.form[f"job_{job}"].value())

    def check(self) -> Sequence[Finding]:
        """Also at least one job."""
        found = super().check()
        if self._jobs():
            return found
        return (*found, _missing("Kreuzen Sie mindestens eine Aufgabe an.", f"job_{Job.DECIDES}"))

    def act(self) -> Act:
        """Enter the memberships."""
        values = self.form.values()
        return usecases.join_service, usecases.JoinService(
            bfs_number=self._place or values["bfs_number"],
            service_id=self._service or values["service_id"],
            jobs=self._jobs(),
            valid_from=values["valid_from"],
            ended_on=values["ended_on"],
        )


def _join_title(places: Sequence[Municipality], services: Sequence[ServiceRow]) -> str:
    if len(places) == 1:
        return f"Beitritt von {places[0].short_name}"
    return f"Beitritt zu {services[0].name}"


_LAST_DAY = "Zum Beispiel 30.06.2027. Leer hebt ein schon eingetragenes Ende auf."
_WIDTH = 580


class LeaveDialog(CommandDialog):
    """The last day of memberships that last, today or later."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        name: str,
        memberships: Sequence[MembershipRow],
        today: date,
    ) -> None:
        intro = (
            "Bis und mit diesem Tag bleibt alles, wie es ist. Frühere Dokumente ändern sich nicht."
        )
        super().__init__(parent, desk, f"Austritt von {name}", action="&Eintragen", intro=intro)
        self._rows = {f"row_{number}": row for number, row in enumerate(memberships)}
        self.put(
            "ended_on",
            Field("&Letzter Tag", DateInput(near=today), hint=_LAST_DAY),
        )
        self.body.addWidget(labels.strong("Was endet"))
        for key, row in self._rows.items():
            days = words.span(row.valid_from, row.ended_on, today)
            said = f"{row.service_name} {texts.JOBS[row.job]}, {days}"
            tick = Tick(said.replace("&", "&&"))
            tick.set_value(row.ended_on is None)
            self.put(key, Field(said, tick, show_label=False))
        self.setMinimumWidth(theme.px(_WIDTH))

    def _chosen(self) -> tuple[MembershipRow, ...]:
        return tuple(row for key, row in self._rows.items() if self.form[key].value())

    def check(self) -> Sequence[Finding]:
        """At least one membership; no day only if an end is taken back."""
        found = list(super().check())
        if not self._chosen():
            found.append(_missing("Kreuzen Sie an, was endet.", "row_0"))
        unsaid = self.form["ended_on"].value() is None and not self.form["ended_on"].input.problem()
        if unsaid and any(row.ended_on is None for row in self._chosen()):
            found.append(_missing("Tragen Sie den letzten Tag ein.", "ended_on"))
        return found

    def act(self) -> Act:
        """End them together."""
        chosen = tuple((row.id, row.version) for row in self._chosen())
        command = usecases.LeaveServices(memberships=chosen, ended_on=self.form["ended_on"].value())
        return usecases.leave_services, command


def _missing(sentence: str, field: str) -> Finding:
    return Finding("missing", Severity.STOP, sentence, field=field)
