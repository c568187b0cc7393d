"""Dwelling and rent of a case: beside the limit of the day, with what was ordered about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sozdesk.features.cases import queries, texts, usecases
from sozdesk.features.cases.terms import TOPIC, CasePart, CaseRow, RentMeasure
from sozdesk.features.cases.terms.tenancies import (
    DwellingRow,
    RentCheck,
    RentMeasureRow,
    SearchEffortRow,
    TenancyRow,
)
from sozdesk.features.cases.texts import tenancies as words
from sozdesk.features.cases.ui.attachments_part import FilesDialog
from sozdesk.features.cases.ui.tenancy_dialogs import (
    EffortDialog,
    EndDialog,
    LiftDialog,
    MeasureDialog,
    TenancyDialog,
)
from sozdesk.kernel import german
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons, labels, layouts, states
from sozdesk.widgets.facts import Event, Facts, Timeline
from sozdesk.widgets.parts import Part as WidgetPart
from sozdesk.widgets.states import State

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

_EMPTY = (
    "Noch keine Wohnung erfasst. Mit Miete, Personen und Wohnform vergleicht SozDesk den Anteil mit "
    "dem Grenzwert der Gemeinde."
)
_BACK = "Bearbeiten › Rückgängig holt es zurück."
_RENT_LIMITS = "rent_limits"


@dataclass(frozen=True, slots=True)
class _Data:
    dwellings: tuple[DwellingRow, ...]
    today: date


def _load(case: CaseRow, archive: Archive) -> _Data:
    today = archive.context().today
    return _Data(archive.query(queries.dwellings_of, case.id, today), today)


def build(desk: Desk, navigator: Navigator) -> Part:  # noqa: ARG001 - every part is built alike
    """The part."""
    return Part(desk)


class Part(WidgetPart):
    """The tab «Wohnen»."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._case: CaseRow | None = None
        self.data: _Data | None = None
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 0, 0, 0)
        desk.changed.connect(self._on_changed)

    @property
    def widget(self) -> QWidget:
        """What the tab shows."""
        return self

    def show_case(self, case: CaseRow) -> None:
        """Show this case."""
        self._case = case
        self.desk.call(partial(_load, case), done=partial(self._show, case), owner=self)

    def _on_changed(self, topics: frozenset[str]) -> None:
        if {TOPIC, _RENT_LIMITS} & topics and self._case is not None:
            self.show_case(self._case)

    def _show(self, case: CaseRow, data: _Data) -> None:
        if case is not self._case:
            return
        self.data = data
        layouts.empty(self._body)
        items: list[QWidget] = []
        for row in data.dwellings:
            items += [*self._dwelling(row), layouts.line()]
        if not items:
            items.append(labels.text(_EMPTY, "body", "text2"))
        add = self.command("Wohn&ung erfassen …", self.add, icon="plus")
        items.append(layouts.box(layouts.row(add, None)))
        content = layouts.box(layouts.column(*items, None, spacing=8))
        self._body.addWidget(content)
        content.show()

    # ------------------------------------------------------------------ one dwelling

    def _dwelling(self, row: DwellingRow) -> list[QWidget]:
        tenancy, check = row.tenancy, row.check
        head = layouts.row(labels.strong(tenancy.address))
        head.setStretch(0, 1)
        if self.may_change():
            head.addWidget(
                buttons.more_button(self._actions(tenancy), f"Befehle zu {tenancy.address}")
            )
        facts = [
            ("Dauer", words.span(tenancy.valid_from, tenancy.ended_on)),
            (
                "Wohnform",
                ", ".join(filter(None, (texts.word(tenancy.form), words.rooms(tenancy.rooms)))),
            ),
            ("Personen", words.people(tenancy)),
            ("Miete", words.rent(tenancy)),
            ("Anteil nach", _share(tenancy)),
        ]
        found: list[QWidget] = [layouts.box(head), Facts(facts), *_comparison(tenancy, check)]
        if row.measures:
            found.append(Timeline([event for one in row.measures for event in self._events(one)]))
        if self.may_change() and tenancy.ended_on is None:
            order = self.command("Auflage …", partial(self.order, tenancy, RentMeasure.ORDER))
            cut = self.command("Kürzung …", partial(self.order, tenancy, RentMeasure.REDUCTION))
            found.append(layouts.box(layouts.row(order, cut, None)))
        return found

    def _actions(self, tenancy: TenancyRow) -> list[QAction]:
        return [
            self.entry("Wohnung ändern …", partial(self.change, tenancy)),
            self.entry("Ende setzen …", partial(self.end, tenancy)),
            self.entry("Anhänge …", partial(self.show_files, tenancy)),
            self.entry("Wohnung entfernen", partial(self.remove_tenancy, tenancy)),
        ]

    def _events(self, row: RentMeasureRow) -> list[Event]:
        """The Auflage or Kürzung below its search efforts: newest on top."""
        assert self.data is not None
        lifted = row.lifted_on is not None
        late = row.deadline is not None and row.deadline < self.data.today and not lifted
        symbol = State.CLOSED if lifted else State.OVERDUE if late else State.OPEN
        measure = Event(
            symbol,
            german.day(row.ordered_on),
            texts.word(row.kind),
            note=words.measure(row, self.data.today),
            text=row.note,
            actions=tuple(self._measure_actions(row)) if self.may_change() else (),
        )
        return [*(self._effort(one) for one in row.efforts), measure]

    def _effort(self, row: SearchEffortRow) -> Event:
        remove = self.entry("Entfernen", partial(self.remove_effort, row))
        return Event(
            State.RECORDED,
            german.day(row.shown_on),
            "Suchbemühungen",
            text=row.text,
            actions=(remove,) if self.may_change() else (),
        )

    def _measure_actions(self, row: RentMeasureRow) -> list[QAction]:
        found = []
        if row.kind is RentMeasure.ORDER:
            found.append(self.entry("Suchbemühungen erfassen …", partial(self.search, row)))
        if row.lifted_on is None:
            found.append(self.entry("Aufheben …", partial(self.lift, row)))
        found.append(self.entry("Entfernen", partial(self.remove_measure, row)))
        return found

    # ------------------------------------------------------------------ commands

    def _today(self) -> date:
        assert self.data is not None
        return self.data.today

    def add(self) -> None:
        """Enter a dwelling."""
        assert self._case is not None
        TenancyDialog(self, self.desk, self._case, None, self._today()).present()

    def change(self, row: TenancyRow) -> None:
        """Other facts about a dwelling."""
        assert self._case is not None
        TenancyDialog(self, self.desk, self._case, row, self._today()).present()

    def end(self, row: TenancyRow) -> None:
        """The last day in it."""
        EndDialog(self, self.desk, row, self._today()).present()

    def show_files(self, row: TenancyRow) -> None:
        """Mietvertrag, Kündigung and the like."""
        owner = (CasePart.TENANCY, row.id)
        FilesDialog(self, self.desk, f"Anhänge, {row.address}", owner).present()

    def remove_tenancy(self, row: TenancyRow) -> None:
        """Remove one that is wrong altogether."""
        command = usecases.RemoveRow(id=row.id, base_version=row.version)
        self.remove("Wohnung entfernen?", _BACK, usecases.remove_tenancy, command)

    def order(self, row: TenancyRow, kind: RentMeasure) -> None:
        """An Auflage or a Kürzung."""
        MeasureDialog(self, self.desk, row, kind, self._today()).present()

    def lift(self, row: RentMeasureRow) -> None:
        """It does not hold any more."""
        LiftDialog(self, self.desk, row, self._today()).present()

    def search(self, row: RentMeasureRow) -> None:
        """What was done to find a cheaper dwelling."""
        EffortDialog(self, self.desk, row.id, self._today()).present()

    def remove_measure(self, row: RentMeasureRow) -> None:
        """Remove one that was recorded by mistake."""
        command = usecases.RemoveRow(id=row.id, base_version=row.version)
        question = f"{texts.word(row.kind)} entfernen?"
        self.remove(question, _BACK, usecases.remove_rent_measure, command)

    def remove_effort(self, row: SearchEffortRow) -> None:
        """Remove one that was recorded by mistake."""
        command = usecases.RemoveRow(id=row.id, base_version=row.version)
        self.remove("Suchbemühungen entfernen?", _BACK, usecases.remove_search_effort, command)


def _share(tenancy: TenancyRow) -> str:
    said = texts.word(tenancy.share_by)
    if tenancy.agreed_share is None:
        return said
    return f"{said}: {german.amount(tenancy.agreed_share)}"


def check_symbol(check: RentCheck) -> str:
    """Above, within, or nothing to compare with."""
    if check.comparison is None:
        return State.NOTE
    return State.HINT if check.is_above else State.OK


def _comparison(tenancy: TenancyRow, check: RentCheck) -> list[QWidget]:
    """The sentence with its symbol, the verdict, and where the limit comes from."""
    line = layouts.row(
        states.Symbol(check_symbol(check)), labels.body(words.comparison(tenancy, check))
    )
    line.setStretch(1, 1)
    more = (
        words.verdict(check),
        words.agreed(tenancy, check),
        words.own_value(tenancy, check.span) if check.span else "",
    )
    found: list[QWidget] = [layouts.box(line), *(labels.body(one) for one in more if one)]
    if check.span is not None:
        found.append(labels.secondary(words.source(check.span, check.day)))
    return found
