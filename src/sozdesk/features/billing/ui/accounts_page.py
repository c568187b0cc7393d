"""«Konten und Jahre»: whom and from where the canton pays, and which years are closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from sozdesk.features.billing.queries import accounts as queries
from sozdesk.features.billing.queries import payees
from sozdesk.features.billing.queries import year_figures as figures
from sozdesk.features.billing.queries.answering import municipality_names, received_bills
from sozdesk.features.billing.rules.answering import UNANSWERED
from sozdesk.features.billing.terms import TOPIC, Payee
from sozdesk.features.billing.terms.accounts import (
    AccountKind,
    ClosedYearRow,
    PostingRow,
)
from sozdesk.features.billing.terms.answers import AnswerBill
from sozdesk.features.billing.terms.figures import Names
from sozdesk.features.billing.texts.answers import STAGES
from sozdesk.features.billing.ui.account_values import ValueChoices, ValuesPart
from sozdesk.features.billing.usecases import accounts as usecases
from sozdesk.features.offices import queries as offices
from sozdesk.kernel import entry, german
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import labels, layouts, messages
from sozdesk.widgets.command_dialog import Act, CommandDialog
from sozdesk.widgets.fields import Field
from sozdesk.widgets.page import Page
from sozdesk.widgets.parts import Part, PartTable, stacked
from sozdesk.widgets.states import State
from sozdesk.widgets.table import Column
from sozdesk.widgets.tabs import Tabs
from sozdesk.widgets.typed import ParsedInput

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

_WIDE = 430
_ALL = "alle"
_OPEN_SHOWN = 8
_BACK = "Bearbeiten › Rückgängig holt es zurück."
_POSTING_HINT = (
    "Leer heisst: für alle. Gilt mehr als eine Zeile, so zählt die genaueste: erst das Regime, dann "
    "die Kategorie."
)
_CREDITOR_HINT = "Wem der Kanton für eine Gemeinde bezahlt, ab einem Tag."
_YEAR_HINT = (
    "Aus einem abgeschlossenen Jahr nimmt das KSA keine Zeilen mehr an. Die Prüfung meldet sie."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountsData:
    """What the page and its dialogs show and offer."""

    creditors: tuple[Payee, ...]
    postings: tuple[PostingRow, ...]
    years: tuple[ClosedYearRow, ...]
    towns: Names
    regimes: Names
    categories: Names
    choices: ValueChoices
    unanswered: tuple[AnswerBill, ...]
    """Bills that nobody has answered yet."""
    today: date


def build(desk: Desk, navigator: Navigator) -> QWidget:
    """The page."""
    return AccountsPage(desk, navigator)


def _load(archive: Archive) -> AccountsData:
    context = archive.context()
    today = context.today
    bills = archive.query(received_bills, context)
    regimes = archive.query(figures.regime_names)
    categories = archive.query(figures.category_names, today)
    return AccountsData(
        creditors=archive.query(payees),
        postings=archive.query(queries.postings),
        years=archive.query(queries.closed_years),
        towns=archive.query(municipality_names),
        regimes=regimes,
        categories=categories,
        choices=ValueChoices(
            today=today,
            municipalities=archive.query(offices.municipalities, today),
            address=False,
            regimes=regimes,
            categories=categories,
        ),
        unanswered=tuple(one for one in bills if one.stage in UNANSWERED),
        today=today,
    )


class AccountsPage(Page):
    """Three tabs."""

    handbook_place = "abrechnung-pruefen#konten"

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        facts = "Ein neuer Wert gilt ab seinem Tag. Was früher galt, bleibt, wie es war."
        super().__init__("Konten und Jahre", facts, back=navigator.back)
        self.desk = desk
        self.data: AccountsData | None = None
        self.creditors = ValuesPart(desk, AccountKind.CREDITOR, _CREDITOR_HINT, self._creditor)
        self.postings = ValuesPart(desk, AccountKind.POSTING, _POSTING_HINT, self._posting)
        self.years = YearsPart(desk)
        self.tabs = Tabs(
            [
                ("Zahlungsadressen", self.creditors),
                ("Konten", self.postings),
                ("Abgeschlossene Jahre", self.years),
            ]
        )
        self.set_content(
            layouts.box(layouts.column(self.tabs, None, margins=(24, 14, 20, 20))), scroll=True
        )
        desk.changed.connect(self._on_changed)
        self.reload()

    def _creditor(self, row: Payee) -> str:
        towns: Names = self.data.towns if self.data else {}
        return f"{towns.get(row.bfs_number or 0, row.bfs_number)}: {row.name}"

    def _posting(self, row: PostingRow) -> str:
        assert self.data is not None
        regime = self.data.regimes.get(row.regime_code, row.regime_code) or "alle Regimes"
        category = self.data.categories.get(row.category_code, row.category_code)
        return f"{regime}, {category or 'alle Kategorien'}"

    def _on_changed(self, topics: frozenset[str]) -> None:
        if TOPIC in topics:
            self.reload()

    def reload(self) -> None:
        """Read the values again."""
        self.desk.call(_load, done=self._show, owner=self)

    def _show(self, data: AccountsData) -> None:
        self.data = data
        self.creditors.show_values(sorted(data.creditors, key=self._creditor), data.choices)
        self.postings.show_values(data.postings, data.choices)
        self.years.show_data(data)


class YearsPart(Part):
    """Years of account."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._data: AccountsData | None = None
        self.empty = labels.text("Kein Jahr ist abgeschlossen.", "body", "text2")
        self.table = PartTable("Jahre", (_YEAR_COLUMN,))
        self.close_button = self.command("&Jahr abschliessen …", self.close_year)
        self.open_button = self.command("Jahr &wieder öffnen", self.reopen)
        self.table.needs_row(self.open_button)
        line = layouts.Flow(self.close_button, self.open_button, spacing=8)
        self.setLayout(
            stacked(labels.text(_YEAR_HINT, "body", "text2"), line, self.table.view, self.empty)
        )

    def show_data(self, data: AccountsData) -> None:
        """Show the closed years."""
        self._data = data
        self.table.set_rows(data.years)
        self.empty.setVisible(not data.years)

    def close_year(self) -> None:
        """Close a year."""
        assert self._data is not None
        CloseYearDialog(self, self.desk, self._data).present()

    def reopen(self) -> None:
        """Take lines of the current year again."""
        row = self.table.current()
        if row is None:
            return
        text = "Danach nimmt das KSA wieder Zeilen aus diesem Jahr an."
        if messages.ask(self, f"{row.year} wieder öffnen?", text, action="Öffnen"):
            self.run(usecases.reopen_year, usecases.CloseYear(year=row.year))


class CloseYearDialog(CommandDialog):
    """«Jahr abschliessen»: proposes the last year that is over, and asks if something is open in it."""

    def __init__(self, parent: QWidget, desk: Desk, data: AccountsData) -> None:
        super().__init__(
            parent, desk, "Jahr abschliessen", action="&Abschliessen", intro=_YEAR_HINT
        )
        self._unanswered = data.unanswered
        year = ParsedInput(entry.whole_number, str)
        self.put("year", Field("&Jahr", year, width=80), needed="Schreiben Sie das Jahr.")
        self.form["year"].set_value(data.today.year - 1)
        self.form.mark_clean()

    def accept(self) -> None:
        """Ask first if bills of the year are not answered."""
        year = self.form["year"].value()
        found = [one for one in self._unanswered if one.last_day.year == year]
        if not found or self._close_anyway(year, found):
            super().accept()

    def _close_anyway(self, year: int, bills: Sequence[AnswerBill]) -> bool:
        lines = [f"{one.name}: {STAGES[one.stage]}" for one in bills[:_OPEN_SHOWN]]
        if more := len(bills) - len(lines):
            lines.append(f"und {more} weitere")
        count = german.plural(len(bills), "Abrechnung ist", "Abrechnungen sind")
        question = f"{count} noch nicht beantwortet. {year} trotzdem abschliessen?"
        return messages.ask_loss(self, question, "\n".join(lines), action="Trotzdem abschliessen")

    def act(self) -> Act:
        """Close it."""
        return usecases.close_year, usecases.CloseYear(year=self.form["year"].value())


_YEAR_COLUMN: Final = Column(
    title="Jahr",
    text=lambda row: str(row.year),
    second=lambda row: f"abgeschlossen am {german.day(row.closed_on)}, {row.closed_by}",
    symbol=lambda _row: State.CLOSED,
    stretch=True,
)
