"""The page of a person: what is known, permit and regime per day, languages, who acts, the cases."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from sozdesk.features.cases import queries, texts, usecases
from sozdesk.features.cases.reports.privacy import Stamp
from sozdesk.features.cases.terms import TOPIC, CasePart, PersonPart, RegimeDays
from sozdesk.features.cases.terms.case_list import PersonKey, SupportSpan
from sozdesk.features.cases.texts import casework as said
from sozdesk.features.cases.ui import access, area_data, disclosure, privacy_data
from sozdesk.features.cases.ui.area_data import PersonData
from sozdesk.features.cases.ui.attachments_part import AttachmentsPart
from sozdesk.features.cases.ui.merge_dialog import MergeDialog
from sozdesk.features.cases.ui.person_dialogs import PersonDialog
from sozdesk.features.cases.ui.person_lists import PersonList, SetAside
from sozdesk.kernel.errors import SozDeskError
from sozdesk.kernel.usecase import Outcome
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons, errors, labels, layouts, messages
from sozdesk.widgets.facts import Event, Facts, Timeline
from sozdesk.widgets.page import Page
from sozdesk.widgets.states import State
from sozdesk.widgets.tabs import Tabs

_GONE = "Diese Person gibt es nicht mehr."
_BACK = "Mit Aufenthalt, Sprachen und Vertretung. Bearbeiten › Rückgängig holt alles zurück."
_NO_REGIME = (
    "Für diesen Tag ist kein Regime bestimmt: Es fehlt der Aufenthalt oder eine Regel dazu."
)


def build(
    desk: Desk,
    navigator: Navigator,
    *,
    person_id: UUID,
    kinds: queries.Kinds,
    regime: bool = False,
) -> QWidget:
    """The page; ``regime``: at what the Regime follows from; ``kinds``: what an Auskunft tells."""
    page = PersonPage(desk, navigator, person_id, kinds)
    if regime:
        page.tabs.choose(REGIME_TAB)
    return page


REGIME_TAB = 1


class PersonPage(Page):
    """One person; opening it leaves a trace."""

    handbook_place = "faelle#person"

    def __init__(
        self, desk: Desk, navigator: Navigator, person_id: UUID, kinds: queries.Kinds
    ) -> None:
        super().__init__("Person", back=navigator.back)
        self.desk, self.navigator, self.person_id = desk, navigator, person_id
        self._kinds = kinds
        self.data: PersonData | None = None
        self._build()
        desk.changed.connect(self._on_changed)
        access.opened(desk, person_id)
        self.reload()

    # ------------------------------------------------------------------ building

    def _build(self) -> None:
        desk = self.desk
        self.facts = Facts()
        self.set_aside = SetAside(self.settle)
        self.residences = PersonList(
            desk, PersonPart.RESIDENCE, "Noch kein Aufenthalt erfasst.", "lt", _residences
        )
        self.overrides = PersonList(
            desk,
            PersonPart.REGIME,
            "Kein Regime von Hand gesetzt: Es gilt die Regel.",
            "Rg",
            _overrides,
        )
        self.languages = PersonList(
            desk, PersonPart.LANGUAGE, "Noch keine Sprache erfasst.", "Sp", _languages
        )
        self.representatives = PersonList(
            desk, PersonPart.REPRESENTATIVE, "Niemand handelt für diese Person.", "Vu", _acting
        )
        self.lists = (self.residences, self.overrides, self.languages, self.representatives)
        self.files = AttachmentsPart(desk)
        self.regime, self.because = labels.strong(""), labels.secondary("")
        self.timeline = Timeline()
        self.cases = Timeline()
        self.tabs = Tabs(
            [
                ("Person", _tab(self.facts, self.set_aside)),
                ("Aufenthalt und Regime", self._regime_tab()),
                ("Sprachen und Vertretung", _tab(self.languages, self.representatives)),
                ("Fälle", _tab(self.cases)),
                ("Anhänge", _tab(self.files)),
            ]
        )
        self.set_content(
            layouts.box(layouts.column(self.tabs, None, margins=(24, 4, 24, 20))), scroll=True
        )

    def _regime_tab(self) -> QWidget:
        left = layouts.column(
            self.residences,
            self.overrides,
            None,
            spacing=20,
        )
        right = layouts.column(
            labels.section("Regime heute"),
            layouts.column(self.regime, self.because, spacing=2),
            labels.section("An jedem Tag"),
            self.timeline,
            None,
        )
        return _tab(layouts.Columns(left, right))

    # ------------------------------------------------------------------ data

    def _on_changed(self, topics: frozenset[str]) -> None:
        if TOPIC in topics:
            self.reload()

    def reload(self) -> None:
        """Read the person again."""
        self.desk.call(
            partial(area_data.load_person, person_id=self.person_id), done=self._show, owner=self
        )

    def _show(self, data: PersonData | None) -> None:
        self.data = data
        if data is None:
            self.head.set_actions()
            self.show_notice(_GONE, buttons.link("Zurück", self.navigator.back))
            return
        self.head.set_title(data.row.name)
        self._show_commands()
        self.facts.set_facts(_facts(data))
        self.set_aside.show_lines(data.row.set_aside, may_change=self.residences.may_change())
        for one in self.lists:
            one.show_person(data)
        self.files.show_owner(CasePart.PERSON, data.row.id)
        self._show_regime(data)
        self.cases.set_events(self._case_events(data))
        layouts.keys_in_order(self)

    def _show_commands(self) -> None:
        writes = self.residences.may_change()
        change = buttons.button("Person ändern …", self.change, primary=True)
        change.setEnabled(writes)
        self.head.set_actions(primary=change, more=list(self._more(writes=writes)))

    def _more(self, *, writes: bool) -> Sequence[QAction]:
        return [
            buttons.action("Zusammenführen …", self.merge, enabled=writes),
            buttons.action("Auskunft …", self.answer, enabled=writes),
            buttons.action("Verlauf …", self.show_history),
            buttons.gap(),
            buttons.action("Person entfernen …", self.remove, enabled=writes),
        ]

    def _show_regime(self, data: PersonData) -> None:
        today = data.regime_days[-1]
        name = data.names.get(today.regime_code or "", "")
        self.regime.setText(name or "nicht bestimmt")
        self.because.setText(_because(data, today))
        events = [_regime_event(data, days) for days in reversed(data.regime_days)]
        self.timeline.set_events(events)

    def _case_events(self, data: PersonData) -> list[Event]:
        spans: dict[UUID, list[SupportSpan]] = {}
        for span in data.spans:
            spans.setdefault(span.case_id, []).append(span)
        return [
            Event(
                State.CLOSED if row.closed_on else State.RECEIVED,
                f"Fall {row.number}",
                data.places.get(row.bfs_number, str(row.bfs_number)),
                "; ".join(
                    f"unterstützt {said.days(one.first, one.last)}" for one in spans.get(row.id, ())
                )
                or "nicht unterstützt",
                link="Fall ansehen",
                clicked=partial(self.navigator.open_area, "cases", case=row.id),
            )
            for row in data.cases
        ]

    # ------------------------------------------------------------------ commands

    def change(self) -> None:
        """Other values of the person."""
        if self.data is not None:
            dialog = PersonDialog(self, self.desk, self.data.row)
            dialog.merge_wanted.connect(self.merge)
            dialog.present()

    def merge(self, other: PersonKey | None = None) -> None:
        """Another entry of the same person becomes this one."""
        if self.data is not None:
            dialog = MergeDialog(self, self.desk, self.data.row, self.data.keys, other)
            dialog.acted.connect(self._said)
            dialog.present()

    def settle(self) -> None:
        """What was kept aside is looked at and goes; Ctrl+Z brings it back."""
        if self.data is not None:
            row = self.data.row
            command = usecases.ChangePerson(
                id=row.id, base_version=row.version, changes={"set_aside": ""}
            )
            self.desk.run(
                usecases.change_person,
                command,
                done=self._said,
                failed=self._failed,
                owner=self,
            )

    def remove(self) -> None:
        """Ask, then remove who was entered by mistake."""
        data = self.data
        if data is None or not messages.ask(
            self, f"{data.row.name} entfernen?", _BACK, action="Entfernen"
        ):
            return
        command = usecases.RemoveRow(id=data.row.id, base_version=data.row.version)
        self.desk.run(
            usecases.remove_person, command, done=self._removed, failed=self._failed, owner=self
        )

    def _removed(self, outcome: Outcome) -> None:
        self._said(outcome)
        self.navigator.close_subpage(self)

    def answer(self) -> None:
        """Everything that the file holds of the person."""
        self.desk.call(privacy_data.stamp_of, done=self._answer, failed=self._failed, owner=self)

    def _answer(self, stamp: Stamp) -> None:
        if self.data is not None:
            disclosure.disclose(
                self, self.desk, self.navigator, (self.data.row,), stamp, self._kinds, choose=False
            )

    def show_history(self) -> None:
        """Who changed what."""
        self.navigator.show_history("Person", "person", self.person_id)

    def _said(self, outcome: Outcome) -> None:
        self.navigator.say(f"{outcome.summary}.")

    def _failed(self, error: SozDeskError) -> None:
        errors.show(self, error, reload=self.reload)


def _tab(*items: QWidget) -> QWidget:
    return layouts.box(layouts.column(*items, None, spacing=16))


def _residences(data: PersonData) -> Sequence[object]:
    return data.residences[::-1]


def _overrides(data: PersonData) -> Sequence[object]:
    return data.overrides[::-1]


def _languages(data: PersonData) -> Sequence[object]:
    return data.languages


def _acting(data: PersonData) -> Sequence[object]:
    return data.representatives


def _facts(data: PersonData) -> list[tuple[str, str]]:
    """What is known; what is missing is not shown, but for the AHV number with its reason."""
    row = data.row
    return [
        (label, said.person_value(column, getattr(row, column)))
        for column, label in said.PERSON_FIELDS.items()
        if getattr(row, column) not in (None, "")
    ]


def _because(data: PersonData, days: RegimeDays) -> str:
    """«weil Ausweis F, Flüchtling (SHG, SHV)», or why the office set it."""
    if days.reason:
        return f"von Hand gesetzt: {days.reason}"
    residence = data.residence_on(days.last)
    if residence is None or days.regime_code is None:
        return _NO_REGIME
    permit = texts.permit_words(residence.permit, refugee=residence.refugee)
    source = f" ({days.citation})" if days.citation else ""
    return f"weil {permit}{source}. Berechnet, bitte prüfen."


def _regime_event(data: PersonData, days: RegimeDays) -> Event:
    name = data.names.get(days.regime_code or "", "nicht bestimmt")
    last = None if days.last >= data.today else days.last
    state = State.HINT if days.regime_code is None else State.RECORDED
    why = f"von Hand: {days.reason}" if days.reason else days.citation
    return Event(state, said.days(days.first, last), name, why)
