"""The facts of one enacted offering: Verfügung, price, Kostengutsprache and what is invoiced."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from sozdesk.features.cases.terms import EnactmentRow, ParticipationState
from sozdesk.features.cases.texts import enactments as said
from sozdesk.features.cases.ui import enactment_words as words
from sozdesk.kernel import german
from sozdesk.widgets import labels, layouts
from sozdesk.widgets.facts import Facts
from sozdesk.widgets.progress import Segment, SegmentedBar
from sozdesk.widgets.states import State, StateLabel


class EnactmentFactsView(QWidget):
    """Facts and a bar: invoiced, still free, above."""

    def __init__(self) -> None:
        super().__init__()
        self.facts = Facts()
        self.bar = SegmentedBar()
        self.used = labels.body("")
        self.setLayout(layouts.column(self.facts, self.used, self.bar, spacing=8))

    def show_row(self, row: EnactmentRow, state: ParticipationState) -> None:
        """Show another enacted offering."""
        self.facts.set_facts(
            [
                ("Anbieter/in", row.provider_name),
                ("Verfügung", StateLabel(words.ruling_symbol(row), words.ruling(row))),
                ("Teilnahme", words.taking_part(row, state)),
                ("Preis", words.price(row)),
                *_more(row),
            ]
        )
        self.used.setText(_used(row))
        self.bar.set_segments(_segments(row))


def _more(row: EnactmentRow) -> Iterator[tuple[str, str]]:
    if row.units_possible is not None:
        yield "Möglich", f"{said.units(row.units_possible, row.unit)} pro Monat"
    if row.zif_recommended_on is not None:
        binding = "verbindlich" if row.zif_binding else "nicht verbindlich"
        yield "ZIF", f"Empfehlung vom {german.day(row.zif_recommended_on)}, {binding}"
    if special := words.shares(row):
        yield "Kantonsbeitrag", f"keiner: {special}"
    if row.third_party:
        yield "Dritte", f"zahlen {german.amount(row.third_party)}"
    if row.note:
        yield "Bemerkung", row.note


def _used(row: EnactmentRow) -> str:
    rest = row.approved - row.invoiced
    if rest < 0:
        return f"{words.invoiced(row)}: {german.amount(-rest)} über der Kostengutsprache"
    until = f", bis {german.day(row.invoiced_until)}" if row.invoiced_until else ""
    return f"{words.invoiced(row)}{until}"


def _segments(row: EnactmentRow) -> list[Segment]:
    """In whole francs: the bar shows proportions, the sentence above it the Rappen."""
    invoiced, approved = max(row.invoiced, 0) // 100, row.approved // 100
    within = min(invoiced, approved)
    return [
        Segment(State.RECORDED, within, "Franken verrechnet"),
        Segment(State.OVERDUE, invoiced - within, "Franken über der Kostengutsprache"),
        Segment(State.OPEN, approved - within, "Franken frei"),
    ]
