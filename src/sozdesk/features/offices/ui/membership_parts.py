"""Who is responsible: the jobs of a municipality, and the municipalities of a service."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from PySide6.QtGui import QAction

from sozdesk.features.offices import texts, usecases
from sozdesk.features.offices.terms import Job, MembershipRow
from sozdesk.features.offices.ui import words
from sozdesk.features.offices.ui.known import KnownMunicipality, KnownService
from sozdesk.features.offices.ui.membership_dialogs import JoinDialog, LeaveDialog
from sozdesk.kernel import german
from sozdesk.kernel.municipality import Municipality
from sozdesk.runtime.desk import Desk
from sozdesk.widgets import labels, layouts
from sozdesk.widgets.parts import Part, PartTable, stacked
from sozdesk.widgets.table import Column


@dataclass(frozen=True, slots=True)
class JobLine:
    """One job and who does it for some days; without a membership the municipality itself."""

    job: Job
    membership: MembershipRow | None

    @property
    def id(self) -> object:
        """What keeps the line current while others change."""
        return self.membership.id if self.membership else self.job


class JobsPart(Part):
    """The tab «Zuständig» of a municipality."""

    def __init__(self, desk: Desk, today: date) -> None:
        super().__init__(desk)
        self._today = today
        self._known: KnownMunicipality | None = None
        self.table = PartTable("Zuständigkeiten", self._columns())
        self.join_button = self.command("Be&itritt …", self.join, icon="plus")
        self.leave_button = self.command("Aus&tritt …", self.leave, icon="log-out")
        self.remove_button = self.command("Löschen", self.remove_current)
        self.table.needs_row(self.remove_button)
        self.table.view.menu_for = self._menu
        self._hint = labels.text("", "body", "text2")
        acts = layouts.Flow(self.join_button, self.leave_button, self.remove_button, spacing=8)
        self.setLayout(stacked(self.table.view, self._hint, acts))

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(
                title="Aufgabe",
                text=lambda line: texts.JOBS[line.job],
                second=_service,
                tone=lambda line: words.span_tone(_end(line), self._today),
                stretch=True,
            ),
            Column(title="Gültig", text=self._state, second=self._span, symbol=self._symbol),
        )

    def _state(self, line: JobLine) -> str:
        row = line.membership
        return words.span_word(row.valid_from, row.ended_on, self._today) if row else "gilt heute"

    def _span(self, line: JobLine) -> str:
        row = line.membership
        return words.span(row.valid_from, row.ended_on, self._today) if row else ""

    def _symbol(self, line: JobLine) -> str:
        row = line.membership
        return words.span_state(row.valid_from, row.ended_on, self._today) if row else "recorded"

    def show_jobs(self, known: KnownMunicipality) -> None:
        """Show who does what, with what is planned and what is over."""
        self._known = known
        self.table.set_rows(list(_job_lines(known)))
        self._hint.setText("" if known.services else _NO_SERVICES)
        self._hint.setVisible(not known.services)
        self.join_button.setEnabled(self.may_change() and bool(known.services))
        self.leave_button.setEnabled(self.may_change() and bool(self._open()))

    def _open(self) -> list[MembershipRow]:
        """Memberships that can still be ended."""
        found = self._known.details.memberships if self._known else ()
        return [row for row in found if not words.is_over(row.ended_on, self._today)]

    def _place(self) -> Municipality:
        assert self._known is not None
        return self._known.details.row.municipality

    def join(self) -> None:
        """A service takes over jobs from a day on."""
        if self._known is not None:
            place, services = self._place(), self._known.services
            JoinDialog(self, self.desk, (place,), services, self._today).present()

    def leave(self) -> None:
        """A service does jobs until a day."""
        rows, name = self._open(), self._place().short_name
        LeaveDialog(self, self.desk, name, rows, self._today).present()

    def remove_current(self) -> None:
        """Delete a membership that was never true."""
        line = self.table.current()
        if line is not None and line.membership is not None:
            row = line.membership
            command = usecases.RemoveMembership(membership_id=row.id, base_version=row.version)
            question = f"«{row.service_name} {texts.JOBS[row.job]}» löschen?"
            self.remove(question, _REMOVE, usecases.remove_membership, command)

    def _menu(self, line: JobLine) -> list[QAction]:
        made = self.entry("Löschen", self.remove_current)
        made.setEnabled(made.isEnabled() and line.membership is not None)
        return [made]


_NO_SERVICES = "Noch keine Stelle eingetragen. Tragen Sie sie oben mit «Neue Stelle» ein."
_REMOVE = (
    "Löschen ist für Versehen da: Auch frühere Tage verlieren die Zuständigkeit. Endet sie, tragen "
    "Sie einen Austritt ein."
)


def _service(line: JobLine) -> str:
    return line.membership.service_name if line.membership else "die Gemeinde selbst"


def _end(line: JobLine) -> date | None:
    return line.membership.ended_on if line.membership else None


def _job_lines(known: KnownMunicipality) -> Iterable[JobLine]:
    """By job: planned, today, over."""
    served = {job for job, _service_row in known.details.services}
    for job in Job:
        rows = [row for row in known.details.memberships if row.job is job]
        yield from (JobLine(job, row) for row in rows if row.valid_from > known.today)
        if job not in served:
            yield JobLine(job, None)
        yield from (JobLine(job, row) for row in rows if row.valid_from <= known.today)


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A municipality of a service: jobs with the same days stand together."""

    id: UUID
    name: str
    memberships: tuple[MembershipRow, ...]

    @property
    def first(self) -> MembershipRow:
        """One of them, for the days."""
        return self.memberships[0]


class PlacesPart(Part):
    """The tab «Gemeinden» of a service."""

    def __init__(self, desk: Desk, today: date) -> None:
        super().__init__(desk)
        self._today = today
        self._known: KnownService | None = None
        self.table = PartTable("Gemeinden der Stelle", self._columns())
        self.join_button = self.command("Be&itritt …", self.join, icon="plus")
        self.leave_button = self.command("Aus&tritt …", self.leave, icon="log-out")
        self.table.needs_row(self.leave_button)
        self.empty = labels.text(_NO_PLACES, "body", "text2")
        acts = layouts.Flow(self.join_button, self.leave_button, spacing=8)
        self.setLayout(stacked(self.table.view, self.empty, acts))

    def _columns(self) -> tuple[Column, ...]:
        today = self._today
        return (
            Column(
                title="Gemeinde",
                text=lambda line: line.name,
                second=lambda line: words.jobs([row.job for row in line.memberships]),
                tone=lambda line: words.span_tone(line.first.ended_on, today),
                stretch=True,
            ),
            Column(
                title="Gültig",
                text=lambda line: words.span_word(
                    line.first.valid_from, line.first.ended_on, today
                ),
                second=lambda line: words.span(line.first.valid_from, line.first.ended_on, today),
                symbol=lambda line: words.span_state(
                    line.first.valid_from, line.first.ended_on, today
                ),
            ),
        )

    def show_places(self, known: KnownService) -> None:
        """Show for whom the service works, with what is planned and what is over."""
        self._known = known
        self.table.set_rows(_place_lines(known))
        self.empty.setVisible(not known.memberships)

    def join(self) -> None:
        """Take a municipality in."""
        if self._known is not None:
            places, service = self._known.places, self._known.service
            JoinDialog(self, self.desk, places, (service,), self._today).present()

    def leave(self) -> None:
        """The current municipality leaves."""
        line = self.table.current()
        if line is not None:
            LeaveDialog(self, self.desk, line.name, line.memberships, self._today).present()


_NO_PLACES = (
    "Diese Stelle arbeitet noch für keine Gemeinde. Tragen Sie mit «Beitritt» ein, welche Gemeinde "
    "ihr welche Aufgaben ab welchem Tag überträgt."
)


def _place_lines(known: KnownService) -> Sequence[PlaceLine]:
    names = {place.bfs_number: place.short_name for place in known.places}
    together = sorted(known.memberships, key=_days)
    lines = [
        PlaceLine(rows[0].id, names.get(rows[0].bfs_number, str(rows[0].bfs_number)), tuple(rows))
        for rows in (list(found) for _key, found in groupby(together, key=_days))
    ]
    return sorted(lines, key=lambda line: german.sort_key(line.name))


def _days(row: MembershipRow) -> tuple[int, date, date]:
    return (row.bfs_number, row.valid_from, row.ended_on or date.max)
