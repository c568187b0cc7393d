"""«Wohnkosten prüfen»: all running dwellings beside their limit, changed limits, counts for November."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from sozdesk.features.cases import queries, texts
from sozdesk.features.cases.terms import TOPIC, RentMeasure
from sozdesk.features.cases.terms.tenancies import (
    HouseholdCount,
    LimitChange,
    RentMeasureRow,
    RentRow,
)
from sozdesk.features.cases.texts import tenancies as words
from sozdesk.features.cases.ui.tenancy_part import check_symbol
from sozdesk.features.rent_limits import queries as rent_limits
from sozdesk.features.rent_limits import usecases as declaring
from sozdesk.kernel import german
from sozdesk.kernel.errors import SozDeskError
from sozdesk.kernel.usecase import Outcome
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons, errors, labels, layouts
from sozdesk.widgets.chips import Chip, ChipBar
from sozdesk.widgets.facts import Facts
from sozdesk.widgets.list_pane import FilterInput, ListPane
from sozdesk.widgets.page import EmptyState, Page
from sozdesk.widgets.states import State
from sozdesk.widgets.table import Column, RowsModel, TableView
from sozdesk.widgets.tabs import Tabs

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

_TITLE = "Wohnkosten prüfen"
_TOPICS = frozenset({TOPIC, "rent_limits"})
_ALL, _ABOVE, _ORDERED, _CHANGED, _UNKNOWN = "all", "above", "ordered", "changed", "unknown"


@dataclass(frozen=True, slots=True)
class RentsData:
    """What the page shows."""

    rows: tuple[RentRow, ...]
    counts: tuple[HouseholdCount, ...]
    year: int
    """That is declared now."""
    today: date
    may_write: bool


def load(archive: Archive) -> RentsData:
    """Dwellings of today, and the counts of the form."""
    today = archive.context().today
    return RentsData(
        rows=archive.query(queries.running_rents, today),
        counts=archive.query(queries.household_counts, today),
        year=rent_limits.declaring_year(today),
        today=today,
        may_write=not archive.read_only,
    )


def build(desk: Desk, navigator: Navigator) -> QWidget:
    """The page; open it with ``navigator.open_subpage``."""
    return RentsPage(desk, navigator)


class RentsPage(Page):
    """A list with chips, and the counts in a second tab. Hints only: nothing is cut here."""

    handbook_place = "wohnkosten"

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(_TITLE, back=navigator.back)
        self._desk, self._navigator = desk, navigator
        self.data: RentsData | None = None
        self.model = RowsModel(self._columns(), key=lambda row: row.dwelling.tenancy.id)
        self.table = TableView(self.model, "Laufende Wohnungen", lead=0, row=50)
        self.chips = ChipBar("Wohnungen filtern")
        self.chips.chosen.connect(self._filter)
        pane = ListPane(self.table, ("Wohnung", "Wohnungen"), export=False)
        pane.filter_cleared.connect(lambda: self.chips.choose(_ALL))
        line = layouts.row(self.chips, FilterInput(self.model), margins=(0, 10, 0, 6))
        line.setStretch(0, 1)
        listed = layouts.column(layouts.box(line), pane, spacing=0)
        listed.setStretch(1, 1)
        self._counts = layouts.column(spacing=12, margins=(0, 14, 0, 20))
        form = layouts.scroll(layouts.box(self._counts), "Zahlen für die Erhebung")
        self.tabs = Tabs([("Wohnungen", layouts.box(listed)), ("Für die Erhebung", form)])
        self._whole = layouts.box(layouts.column(self.tabs, margins=(24, 0, 20, 0)))
        self._shown = False
        desk.changed.connect(self._on_changed)
        self.reload()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(
                title="Fall",
                text=lambda row: f"{row.case_number}  {row.case_name}",
                second=lambda row: f"{row.town}, {_address(row)}",
                sort_key=lambda row: row.case_number,
                symbol=self._symbol,
                stretch=True,
                least=200,
            ),
            Column(
                title="Personen",
                text=lambda row: str(row.dwelling.tenancy.persons),
                second=lambda row: f"{row.dwelling.tenancy.supported} unterstützt",
                sort_key=lambda row: row.dwelling.tenancy.persons,
                align="right",
            ),
            Column(title="Anteil", text=_own, sort_key=_by("own"), align="right"),
            Column(
                title="Grenzwert", text=_limit, second=_basis, sort_key=_by("limit"), align="right"
            ),
            Column(title="Darüber", text=_above, sort_key=_by("above"), align="right"),
            Column(
                title="Angeordnet",
                text=_ordered,
                second=self._second,
                tip=self._tip,
                least=150,
                most=260,
            ),
        )

    def _today(self) -> date:
        return self.data.today if self.data else date.min

    def _symbol(self, row: RentRow) -> str:
        late = any(one.deadline and one.deadline < self._today() for one in row.running)
        return State.OVERDUE if late else check_symbol(row.dwelling.check)

    def _second(self, row: RentRow) -> str:
        """A changed limit stands first: something rests on it."""
        for change in row.changes:
            return words.changed_limit(_kind(row, change), change, self._today())
        for one in row.running:
            return _deadline(one, self._today())
        return ""

    def _tip(self, row: RentRow) -> str:
        check, tenancy = row.dwelling.check, row.dwelling.tenancy
        said = [words.comparison(tenancy, check), words.verdict(check)]
        said += [words.changed_limit(_kind(row, one), one, self._today()) for one in row.changes]
        said += [words.measure(one, self._today()) for one in row.running]
        return "\n".join(filter(None, said))

    # ------------------------------------------------------------------ showing

    def _on_changed(self, topics: frozenset[str]) -> None:
        if topics & _TOPICS:
            self.reload()

    def reload(self) -> None:
        """Read dwellings and limits again."""
        self._desk.call(load, done=self._show, owner=self)

    def _show(self, data: RentsData) -> None:
        self.data = data
        if not self._shown and not data.rows and not any(one.unknown for one in data.counts):
            self.head.set_facts("")
            lead = partial(self._navigator.open_handbook, "wohnkosten")
            title = "Erfassen Sie die Wohnungen Ihrer Fälle"
            text = "Im Fall unter «Wohnen». Hier stehen dann alle laufenden neben ihrem Grenzwert."
            link = buttons.link("&Im Handbuch lesen (F1)", lead)
            self.set_content(EmptyState("folder-open", title, text, help_link=link))
            return
        if not self._shown:
            self.set_content(self._whole, line=False)
            self._shown = True
        number = german.plural(len(data.rows), "laufende Wohnung", "laufende Wohnungen")
        self.head.set_facts(f"{number} am {german.day(data.today)}. {words.SINGLE_CASE}")
        self._show_chips(data)
        self.model.set_rows(data.rows)
        if self.table.current_row() is None:
            self.table.select_first()
        self._show_counts(data)

    def _show_chips(self, data: RentsData) -> None:
        chips = [Chip(_ALL, "Alle", len(data.rows))]
        named = (
            (_ABOVE, "über dem Grenzwert", State.HINT),
            (_ORDERED, "Auflage oder Kürzung", State.OPEN),
            (_CHANGED, "Grenzwert geändert", State.QUERIED),
            (_UNKNOWN, "kein Grenzwert", State.NOTE),
        )
        for key, said, symbol in named:
            count = sum(_keeps(key, row) for row in data.rows)
            if count:
                chips.append(Chip(key, said, count, symbol))
        self.chips.set_chips(chips)

    def _filter(self, key: str) -> None:
        self.model.set_keep(None if key == _ALL else partial(_keeps, key))

    # ------------------------------------------------------------------ the counts

    def _show_counts(self, data: RentsData) -> None:
        layouts.empty(self._counts)
        intro = (
            f"Unterstützte Haushalte am {german.day(data.today)}, für die Meldung {data.year}. Kleine "
            "Zahlen meldet das Formular nur als «1 bis 4»."
        )
        self._counts.addWidget(labels.text(intro, "body", "text2"))
        for one in data.counts:
            self._counts.addWidget(labels.section(one.town))
            self._counts.addWidget(Facts(_facts(one)))
            put = buttons.button("In den Entwurf der Meldung schreiben", partial(self.hand_on, one))
            put.setAccessibleName(f"In den Entwurf der Meldung von {one.town} schreiben")
            put.setEnabled(data.may_write and bool(one.total))
            layouts.nest(self._counts, layouts.row(put, None))
        self._counts.addStretch(1)

    def hand_on(self, one: HouseholdCount) -> None:
        """Answer «davon über dem Grenzwert» in the draft of the own declaration."""
        assert self.data is not None
        command = declaring.PutHouseholdsAbove(
            bfs_number=one.bfs_number, year=self.data.year, number=one.above
        )
        self._desk.run(
            declaring.put_households_above,
            command,
            done=self._handed,
            failed=self._failed,
            owner=self,
        )

    def _handed(self, outcome: Outcome) -> None:
        self._navigator.say(f"{outcome.summary}.")

    def _failed(self, error: SozDeskError) -> None:
        errors.show(self, error)


def _address(row: RentRow) -> str:
    """The street: the place stands before it."""
    return row.dwelling.tenancy.address.partition("\n")[0]


def _facts(one: HouseholdCount) -> list[tuple[str, str | QWidget]]:
    found: list[tuple[str, str | QWidget]] = [
        ("Haushalte", german.count(one.total)),
        ("nach Grösse", words.sizes(one)),
        ("davon über dem Grenzwert", words.counted(one)),
    ]
    if rate := words.rate(one):
        found.append(("Überschreitungsquote", rate))
    if one.unknown:
        found.append(("nicht verglichen", f"{one.unknown} ohne Wohnung oder ohne Grenzwert"))
    return found


def _keeps(key: str, row: RentRow) -> bool:
    check = row.dwelling.check
    answers = {
        _ABOVE: check.is_above,
        _ORDERED: bool(row.running),
        _CHANGED: bool(row.changes),
        _UNKNOWN: check.comparison is None,
    }
    return answers[key]


def _kind(row: RentRow, change: LimitChange) -> RentMeasure:
    return next(one.kind for one in row.running if one.id == change.measure_id)


def _deadline(one: RentMeasureRow, today: date) -> str:
    said = words.measure(one, today)
    if one.kind is not RentMeasure.ORDER:
        return said
    shown = german.plural(len(one.efforts), "Suchbemühung", "Suchbemühungen")
    return f"{said}; {shown}"


def _ordered(row: RentRow) -> str:
    kinds = dict.fromkeys(texts.word(one.kind) for one in row.running)
    return ", ".join(kinds) or "–"


def _own(row: RentRow) -> str:
    found = row.dwelling.check.comparison
    return german.amount(found.own) if found else "–"


def _limit(row: RentRow) -> str:
    found = row.dwelling.check.comparison
    return german.amount(found.limit) if found else "nicht bekannt"


def _basis(row: RentRow) -> str:
    check = row.dwelling.check
    return words.basis(gross=check.gross) if check.comparison else ""


def _above(row: RentRow) -> str:
    found = row.dwelling.check.comparison
    return german.amount(found.above) if found and found.above else "–"


def _by(name: str) -> Callable[[RentRow], int]:
    """Sorts by a figure of the comparison."""

    def key(row: RentRow) -> int:
        found = row.dwelling.check.comparison
        return int(getattr(found, name)) if found else -1

    return key
