"""The limits of the municipalities around, from the canton's overview."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from sozdesk.features.rent_limits import rules, texts
from sozdesk.features.rent_limits.terms import (
    MAIN_CATEGORIES,
    Around,
    Category,
    ComparisonBasis,
    Declaration,
    Derivation,
    OtherRow,
)
from sozdesk.features.rent_limits.ui.derive_part import DerivePart, step_choice, written
from sozdesk.kernel import german
from sozdesk.widgets import buttons, labels, layouts
from sozdesk.widgets.fields import Field, Form
from sozdesk.widgets.form_table import FormTable
from sozdesk.widgets.inputs import Choice
from sozdesk.widgets.table import Column, RowsModel, TableView

_NO_BASIS = (
    "Wählen Sie in der Meldung zuerst, ob die Beträge netto oder brutto sind und ob sie pro Monat "
    "oder pro Jahr gelten. Verglichen wird nur netto mit netto und brutto mit brutto."
)


class ComparePart(DerivePart):
    """«Bezirk und Nachbarn»: smallest, median and largest of others; only on an equal basis."""

    def __init__(
        self,
        own: Declaration,
        district: str,
        year: int,
        others: Sequence[OtherRow],
        read_overview: Callable[[], object],
        least: int,
    ) -> None:
        super().__init__()
        self._own, self._district, self._year, self._others = own, district, year, others
        self._read_overview, self._least = read_overview, least
        self._same: Mapping[str, Declaration] = {}
        self.lines: tuple[rules.ComparisonLine, ...] = ()
        self.form = Form()
        self._head, self._shown = layouts.column(spacing=12), layouts.column(spacing=12)

    def fill(self) -> None:
        """The choices and the figures, or how they come into the file."""
        self.setLayout(layouts.column(self._head, self._shown, None, spacing=12))
        self.form.changed.connect(self.compare)
        self._show_head()

    def show_others(self, year: int, others: Sequence[OtherRow]) -> None:
        """What the overview of ``year`` says, perhaps read in only now."""
        began = bool(self._others)
        self._year, self._others = year, others
        if not self.is_filled:
            return
        if not began:
            self._show_head()
        elif others:
            self.compare()

    def _show_head(self) -> None:
        layouts.empty(self._head)
        self._head.addWidget(layouts.box(self._choices() if self._others else self._ways()))
        if self._others:
            self.compare()

    def _ways(self) -> QVBoxLayout:
        """How the figures of others come into the file."""
        words = (
            f"Für den Bezirk {self._district} und seine Nachbarn ist noch keine Übersicht "
            "eingelesen. Das KSA gibt sie jedes Jahr heraus."
        )
        read = buttons.button("&Übersicht des Kantons einlesen …", self._read_overview)
        return layouts.column(labels.body(words), layouts.row(read, None), spacing=12)

    def _choices(self) -> QHBoxLayout:
        choices = [(one, texts.word(one)) for one in Around]
        around = Field("&Verglichen mit", Choice(choices), width=260)
        step = Field("Ru&nden auf", step_choice(), width=130)
        for key, field in (("around", around), ("step", step)):
            self.form.add(key, field)
        return layouts.row(around, step, None, spacing=16)

    def _where(self) -> str:
        return texts.around_words(self.form["around"].value(), self._district)

    # ------------------------------------------------------------------ figures

    def compare(self) -> None:
        """Show those that are chosen, or why there is nothing to compare."""
        around, interval = self.form["around"].value(), self._own.interval
        near = {row.name: row.declaration for row in self._others if row.belongs(around)}
        self._same = rules.same_basis(self._own, near)
        self.lines = rules.comparison_lines(list(self._same.values()), interval) if interval else ()
        layouts.empty(self._shown)
        if self.lines:
            self._show_figures(len(near) - len(self._same))
        else:
            self._shown.addWidget(labels.body(self._nothing()))
        self.changed.emit()

    def _nothing(self) -> str:
        if self._own.rent_kind is None or self._own.interval is None:
            return _NO_BASIS
        where = self._where()
        return (
            f"{where[:1].upper()}{where[1:]} meldet niemand {self._basis_words()}. "
            "Netto und brutto lassen sich nicht vergleichen."
        )

    def _basis_words(self) -> str:
        kind, interval = self._own.rent_kind, self._own.interval
        words = (texts.word(kind) if kind else "", texts.word(interval) if interval else "")
        return " ".join(filter(None, words))

    def _show_figures(self, left_out: int) -> None:
        towns = german.plural(len(self._same), "Gemeinde", "Gemeinden")
        said = f"{towns} {self._where()}, Übersicht {self._year}, {self._basis_words()}"
        if left_out:
            are = "ist" if left_out == 1 else "sind"
            kind = self._own.rent_kind
            other = "nicht " + texts.word(kind) if kind else "anders"
            said += f"; {left_out} {other} gemeldete {are} weggelassen"
        self.table = self._figures()
        for widget in (
            labels.strong(f"{said}."),
            self.table,
            labels.section("Die Gemeinden"),
            self._towns(),
        ):
            self._shown.addWidget(widget)

    def _figures(self) -> FormTable:
        table = FormTable(
            (
                ("Haushalt", "left"),
                ("Gemeinden", "right"),
                ("kleinster", "right"),
                ("Median", "right"),
                ("grösster", "right"),
                ("gerundet", "right"),
                ("Ihre Meldung", "right"),
                ("Abstand zum Median", "left"),
            )
        )
        for line in self.lines:
            own = self._own.amounts.get(line.category)
            table.add_row(
                texts.word(line.category),
                german.count(line.count),
                *(written(one) for one in (line.least, line.middle, line.most)),
                labels.strong(written(self._rounded(line)), wrap=False),
                written(own),
                german.change(line.middle, own) if own is not None else "",
            )
        return table

    def _rounded(self, line: rules.ComparisonLine) -> int:
        return rules.rounded(line.middle, self.form["step"].value())

    def _towns(self) -> TableView:
        columns = [
            Column(title="Gemeinde", text=lambda row: row.name, width=150),
            *(self._amount_column(category) for category in MAIN_CATEGORIES),
            Column(title="grenzt an", text=lambda row: "ja" if row.is_neighbour else ""),
            Column(
                title="Basis",
                text=self._method,
                stretch=True,
                tone="text2",
            ),
        ]
        model = RowsModel(columns, key=lambda row: row.name)
        rows = [row for row in self._others if row.name in self._same]
        model.set_rows(sorted(rows, key=lambda row: german.sort_key(row.name)))
        table = TableView(model, "Gemeinden zum Vergleich", lead=0, row=28)
        table.fit_height()
        return table

    def _amount_column(self, category: Category) -> Column:
        def amount(row: OtherRow) -> int | None:
            yearly = rules.yearly_amounts(row.declaration).get(category)
            interval = self._own.interval
            return (
                None if yearly is None or interval is None else rules.in_interval(yearly, interval)
            )

        return Column(
            title=_HEADS.get(category, texts.word(category)),
            text=lambda row: written(amount(row)),
            sort_key=amount,
            align="right",
        )

    def _method(self, row: OtherRow) -> str:
        """The Basis, and that the amounts were declared in the other interval."""
        interval = row.declaration.interval
        other = interval is not None and interval is not self._own.interval
        said = f"{texts.word(interval)} gemeldet" if other and interval is not None else ""
        return ", ".join(filter(None, (texts.method_words(row.declaration), said)))

    # ------------------------------------------------------------------ result

    def derivation(self) -> Derivation | None:
        """The medians, rounded."""
        own = self._own
        if own.rent_kind is None or own.interval is None or not self._enough():
            return None
        basis = ComparisonBasis(
            year=self._year,
            around=self.form["around"].value(),
            district=self._district,
            names=tuple(sorted(self._same, key=german.sort_key)),
            step=self.form["step"].value(),
        )
        return Derivation(
            amounts={line.category: self._rounded(line) for line in self._enough()},
            rent_kind=own.rent_kind,
            interval=own.interval,
            basis=basis,
        )

    def lacking(self) -> str:
        """Why there is nothing to enter."""
        if not self.lines:
            return ""
        return f"Mit weniger als {self._least} Gemeinden sagt der Median nichts"

    def _enough(self) -> list[rules.ComparisonLine]:
        """The lines to enter: enough municipalities declare them, and this one does too."""
        wanted = {*MAIN_CATEGORIES, *self._own.amounts}
        return [
            line for line in self.lines if line.count >= self._least and line.category in wanted
        ]


_HEADS = {Category.FURTHER: "weitere"}
