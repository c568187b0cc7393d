"""The right side of the page: one municipality or one service with its tabs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from sozdesk.archive.traces import Trace
from sozdesk.features.offices import texts
from sozdesk.features.offices.ui import words
from sozdesk.features.offices.ui.known import (
    KnownMunicipality,
    KnownService,
    read_municipality,
    read_service,
)
from sozdesk.features.offices.ui.membership_parts import JobsPart, PlacesPart
from sozdesk.features.offices.ui.municipality_part import MunicipalityPart
from sozdesk.features.offices.ui.people_parts import ContactsPart, MembersPart
from sozdesk.features.offices.ui.service_part import ServicePart
from sozdesk.kernel import german
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import labels, layouts
from sozdesk.widgets.history_part import HistoryPart
from sozdesk.widgets.tabs import Tabs

FACTS, RESPONSIBLE, CONTACTS, MEMBERS, HISTORY = range(5)
"""Numbers of the tabs, the same on both details."""


class Detail(QWidget):
    """Title, one line of facts, five tabs; stays while another record is chosen."""

    def __init__(self, desk: Desk, navigator: Navigator, today: date, second_tab: str) -> None:
        super().__init__()
        self.desk = desk
        self.contacts = ContactsPart(desk)
        self.members = MembersPart(desk, today)
        self.history = HistoryPart(navigator)
        self._second_tab = second_tab
        self._title = labels.record_title("")
        self._facts = labels.secondary("")

    def lay_out(self, facts: QWidget, responsible: QWidget) -> None:
        """Put the tabs together."""
        titles = ("Angaben", self._second_tab, "Kontakte", "Behörde", "Verlauf")
        pages = (facts, responsible, self.contacts, self.members, self.history)
        self.tabs = Tabs(list(zip(titles, pages, strict=True)))
        head = layouts.column(self._title, self._facts, spacing=3)
        self.setLayout(layouts.column(head, self.tabs, None, spacing=10, margins=(20, 14, 20, 20)))

    def show_head(self, title: str, facts: str) -> None:
        """Another title."""
        self._title.setText(title)
        self._facts.setText(facts)

    def title(self) -> str:
        """The title shown now."""
        return self._title.text()

    def show_counts(self, contacts: int, members: int, traces: Sequence[Trace]) -> None:
        """«Kontakte (2)»; the Verlauf below it."""
        self.tabs.set_title(CONTACTS, _counted("Kontakte", contacts))
        self.tabs.set_title(MEMBERS, _counted("Behörde", members))
        self.history.show_traces(traces)


def _counted(word: str, number: int) -> str:
    return f"{word} ({number})" if number else word


class MunicipalityDetail(Detail):
    """A municipality."""

    def __init__(self, desk: Desk, navigator: Navigator, today: date) -> None:
        super().__init__(desk, navigator, today, "Zuständig")
        self.bfs_number = 0
        self.facts = MunicipalityPart(desk, today)
        self.jobs = JobsPart(desk, today)
        self.lay_out(self.facts, self.jobs)

    def open(self, bfs_number: int, districts: Sequence[str]) -> None:
        """Show a municipality."""
        self.bfs_number = bfs_number
        self.facts.districts = districts
        self.desk.call(partial(read_municipality, bfs_number), done=self._show, owner=self)

    def _show(self, known: KnownMunicipality | None) -> None:
        if known is None or known.details.row.municipality.bfs_number != self.bfs_number:
            return
        details = known.details
        place = details.row.municipality
        self.show_head(place.official_name, f"Bezirk {place.district}, BFS-Nr. {place.bfs_number}")
        owner = (place.bfs_number, None)
        self.facts.show_municipality(known)
        self.jobs.show_jobs(known)
        self.contacts.show_contacts(owner, details.contacts, words.asked(details, known.stand_in))
        self.members.show_members(owner, details.members)
        self.show_counts(len(details.contacts), len(details.members), known.traces)


class ServiceDetail(Detail):
    """A service."""

    def __init__(self, desk: Desk, navigator: Navigator, today: date) -> None:
        super().__init__(desk, navigator, today, "Gemeinden")
        self.service_id: UUID | None = None
        self.facts = ServicePart(desk)
        self.places = PlacesPart(desk, today)
        self.lay_out(self.facts, self.places)

    def open(self, service_id: UUID) -> None:
        """Show a service."""
        self.service_id = service_id
        self.desk.call(partial(read_service, service_id), done=self._show, owner=self)

    def _show(self, known: KnownService | None) -> None:
        if known is None or known.service.id != self.service_id:
            return
        service = known.service
        number = len(service.bfs_numbers)
        today = german.plural(number, "Gemeinde", "Gemeinden") if number else "heute keine Gemeinde"
        self.show_head(service.name, f"{texts.SERVICE_KINDS[service.kind]}, {today}")
        owner = (None, service.id)
        self.facts.show_service(service)
        self.places.show_places(known)
        self.contacts.show_contacts(owner, known.contacts, "" if known.contacts else _NO_CONTACT)
        self.members.show_members(owner, known.members)
        self.show_counts(len(known.contacts), len(known.members), known.traces)


_NO_CONTACT = "Noch kein Kontakt. Er wird auch bei Gemeinden genannt, die keinen eigenen haben."
