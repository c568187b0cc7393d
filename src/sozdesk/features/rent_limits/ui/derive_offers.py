"""Limits from a list of offered net rents: pasted from Excel, or from a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from sozdesk.features.rent_limits import files, rules, texts
from sozdesk.features.rent_limits.terms import (
    SIZES,
    Category,
    Declaration,
    Derivation,
    Interval,
    QuantileBasis,
    RentKind,
    RoomRange,
    RoomTable,
)
from sozdesk.features.rent_limits.ui.derive_part import DerivePart, step_choice
from sozdesk.kernel import entry, german
from sozdesk.kernel.errors import ReturnFileError, SozDeskError
from sozdesk.runtime import worker
from sozdesk.widgets import buttons, errors, file_prompts, labels, layouts
from sozdesk.widgets.fields import Field, Form
from sozdesk.widgets.form_table import FormTable, Side
from sozdesk.widgets.inputs import TextArea, TextInput
from sozdesk.widgets.typed import NumberInput, ParsedInput

_READ_AFTER = 150
_SHOWN = 5
"""Lines that are no offer; the others are counted."""
_FILTERS = "Tabellen (*.xlsx *.ods *.csv *.txt);;Alle Dateien (*)"
_HEADS: tuple[tuple[str, Side], ...] = (
    ("Haushalt", "left"),
    ("Zimmer von", "right"),
    ("bis", "right"),
    ("Inserate", "right"),
    ("kleinste", "right"),
    ("ein Viertel", "right"),
    ("Mitte", "right"),
    ("drei Viertel", "right"),
    ("grösste", "right"),
    ("Quantil", "right"),
    ("Ergebnis", "right"),
    ("bisher", "right"),
    ("bis zum Ergebnis", "left"),
)
_BEFORE, _BEHIND = 7, 2
"""Columns before and behind the result."""
_INPUTS = ("text", "percent", "step", "period", "source")


class OffersPart(DerivePart):
    """«Inserate»."""

    def __init__(self, rooms: RoomTable, previous: Declaration | None, few_below: int) -> None:
        super().__init__()
        self._few_below = few_below
        self._old = _net_per_month(previous)
        self._rooms = rooms
        self.form = Form()
        self.reading = rules.Reading((), ())
        self._refused = ""
        self.lines: tuple[rules.SizeLine, ...] = ()
        self._timer = QTimer(self, singleShot=True, interval=_READ_AFTER)
        self._timer.timeout.connect(self.read_now)

    def fill(self) -> None:
        """The list, the choices and the table of figures."""
        self._summary = labels.strong("")
        self._unread = labels.secondary("")
        self._warned = labels.body("")
        self.table = FormTable(_HEADS)
        self._figures: dict[Category, list[QLabel]] = {}
        for one in self._rooms.ranges:
            self._add_line(one)
        source = labels.secondary(f"Zimmer je Haushalt: {self._rooms.source}.")
        self.setLayout(
            layouts.column(
                layouts.Columns(self._left(), self._right()),
                self._summary,
                self._unread,
                self.table,
                self._warned,
                source,
                None,
                spacing=12,
            )
        )
        self.form.changed.connect(self._timer.start)
        self.read_now()

    # ------------------------------------------------------------------ building

    def _left(self) -> QVBoxLayout:
        hint = (
            "Aus Excel kopieren: die Spalten Zimmer und Nettomiete pro Monat, am besten mit der "
            "Titelzeile. Bruttomieten gehören nicht in die Liste."
        )
        self.form.add("text", Field("Inserate e&infügen", PasteArea(lines=8), hint=hint))
        choose = buttons.button("Datei &wählen …", self.choose_file, icon="file-spreadsheet")
        return layouts.column(self.form["text"], layouts.row(choose, None), None, spacing=8)

    def _right(self) -> QVBoxLayout:
        hint = "Nicht vorgeschrieben: Die Behörde wählt das Quantil und kann es begründen."
        percent = Field("&Quantil in Prozent", NumberInput(), hint=hint)
        step = Field("&Runden auf", step_choice(), width=130)
        period = Field("&Zeitraum", TextInput(), hint="Zum Beispiel Sept. bis Nov. 2026")
        source = Field("Q&uelle", TextInput())
        for key, field in zip(_INPUTS[1:], (percent, step, period, source), strict=True):
            self.form.add(key, field)
        return layouts.column(percent, step, period, source, None, spacing=12)

    def _add_line(self, one: RoomRange) -> None:
        """A household size with its rooms, which may be changed, and what the offers say."""
        ends: list[QWidget] = []
        for key, words, value in (
            ("least", "Zimmer von", one.least),
            ("most", "Zimmer bis", one.most),
        ):
            name = f"{key}_{one.size}"
            field = Field(f"{texts.word(one.size)}, {words}", RoomsInput(), show_label=False)
            field.set_value(value)
            self.form.add(name, field)
            field.setParent(self.table)
            field.hide()
            ends.append(field.input.focus_target())
        result = labels.strong("", wrap=False)
        cells = self.table.add_row(
            texts.word(one.size), *ends, *([""] * _BEFORE), result, *([""] * _BEHIND)
        )
        self._figures[one.size] = [cell for cell in cells[3:] if isinstance(cell, QLabel)]

    # ------------------------------------------------------------------ reading

    def choose_file(self) -> None:
        """Put the lines of a file where one would paste them."""
        path = file_prompts.open_file(self, "Liste der Inserate wählen", _FILTERS)
        if path is not None:
            worker.run(files.offers_text, path, done=self.take_text, failed=self._fail, owner=self)

    def _fail(self, error: SozDeskError) -> None:
        errors.show(self, error)

    def take_text(self, text: str) -> None:
        """Read a list."""
        self.form["text"].set_value(text)
        self.read_now()

    def ranges(self) -> tuple[RoomRange, ...]:
        """The rooms per household as they stand in the table."""
        values = self.form.values()
        pairs = ((size, values[f"least_{size}"], values[f"most_{size}"]) for size in SIZES)
        return tuple(RoomRange(*one) for one in pairs if None not in one)

    def percent(self) -> int | None:
        """The chosen quantile; None for none or an impossible one."""
        typed = self.form["percent"].value()
        return typed if typed is not None and 1 <= typed <= 99 else None

    def read_now(self) -> None:
        """Read the list and show what it says."""
        self._timer.stop()
        try:
            self.reading = rules.read_offers(files.pasted_rows(self.form["text"].value()))
            self._refused = ""
        except ReturnFileError as problem:
            self.reading, self._refused = rules.Reading((), ()), str(problem)
        self.lines = rules.size_lines(
            self.reading.offers, self.ranges(), self.percent(), self.form["step"].value()
        )
        self._show_summary()
        self._show_lines()
        self.changed.emit()

    def _show_summary(self) -> None:
        offers, unread = self.reading
        said = f"{german.plural(len(offers), 'Inserat', 'Inserate')} gelesen"
        rest = german.plural(len(unread), "Zeile", "Zeilen")
        self._summary.setText(f"{said}, {rest} nicht" if unread else said if offers else "")
        self._summary.setVisible(bool(offers or unread))
        left_out = "\n".join(self._left_out())
        self._unread.setText(left_out)
        self._unread.setVisible(bool(left_out))

    def _left_out(self) -> Iterator[str]:
        """What of the list counts for nobody, and why."""
        offers, unread = self.reading
        if self._refused:
            yield self._refused
        if words := texts.unsuited_words(rules.unsuited_rooms(offers, self.ranges())):
            yield f"{words}."
        for one in unread[:_SHOWN]:
            yield f"Zeile {one.number} «{one.text}»: {one.problem}"
        if more := len(unread[_SHOWN:]):
            yield f"und {more} weitere"

    def _show_lines(self) -> None:
        known = {line.rooms.size: line for line in self.lines}
        for size, cells in self._figures.items():
            for cell, words in zip(cells, self._words(known.get(size), size), strict=True):
                cell.setText(words)
        warnings = "\n".join(self._warnings())
        self._warned.setText(warnings)
        self._warned.setVisible(bool(warnings))

    def _warnings(self) -> Iterator[str]:
        """What to know before a result is entered."""
        percent = self.percent() or 0
        if words := texts.short_words(rules.short_sizes(self.lines, percent), percent):
            yield f"{words}."
        few = [
            f"{texts.word(line.rooms.size)}: nur {german.plural(line.count, 'Inserat', 'Inserate')}"
            for line in self.lines
            if line.count < self._few_below
        ]
        if few:
            yield f"{'; '.join(few)}. Mit weniger als {self._few_below} sagt ein Quantil wenig."

    def _words(self, line: rules.SizeLine | None, size: Category) -> list[str]:
        old = _short(self._old.get(size))
        if line is None:
            return ["0" if self.reading.offers else "", *[""] * _BEFORE, old, ""]
        spread = (line.least, line.quarter, line.middle, line.three_quarters, line.most)
        chance = f"{line.below} von {line.count} ({german.percent(line.chance)})"
        return [
            german.count(line.count),
            *(german.short_amount(one) for one in spread),
            _short(line.quantile),
            _short(line.limit),
            old,
            chance if line.limit is not None else "",
        ]

    # ------------------------------------------------------------------ result

    def derivation(self) -> Derivation | None:
        """Net per month, for every size with an offer."""
        percent = self.percent()
        if percent is None or not self.lines:
            return None
        values = self.form.values()
        basis = QuantileBasis(
            percent=percent,
            offers=self.reading.offers,
            ranges=self.ranges(),
            step=values["step"],
            period=values["period"],
            source=values["source"],
        )
        return Derivation(
            amounts={line.rooms.size: line.limit for line in self.lines if line.limit is not None},
            rent_kind=RentKind.NET,
            interval=Interval.MONTH,
            basis=basis,
        )

    def lacking(self) -> str:
        """What to do next."""
        if not self.reading.offers:
            return "Fügen Sie die Liste der Inserate ein"
        if not self.lines:
            return "Kein Inserat passt zu den Zimmern der Haushalte"
        typed = self.form["percent"].value()
        if typed is not None and self.percent() is None:
            return "Das Quantil liegt zwischen 1 und 99 Prozent"
        return "Wählen Sie das Quantil"

    # ------------------------------------------------------------------ what was typed

    def typed(self) -> dict[str, Any]:
        """What was typed, as JSON."""
        return {key: self.form[key].value() for key in self.form.keys()}  # noqa: SIM118 - a Form

    def put_back(self, typed: Mapping[str, Any]) -> None:
        """Show what was typed before."""
        for key, value in typed.items():
            if key in self.form:
                self.form[key].set_value(value)
        self.read_now()


def _short(rappen: int | None) -> str:
    """Without Rappen where there are none: thirteen columns have little room."""
    return "" if rappen is None else german.short_amount(rappen)


def _net_per_month(previous: Declaration | None) -> Mapping[Category, int]:
    """Last year's limits beside the result; gross ones are no comparison."""
    if previous is None or previous.rent_kind is not RentKind.NET or previous.interval is None:
        return {}
    interval = previous.interval
    return {
        category: rules.in_interval(rules.yearly(rappen, interval), Interval.MONTH)
        for category, rappen in previous.amounts.items()
    }


class PasteArea(TextArea):
    """Pasted lines of a table: the tabs between its columns stay."""

    def value(self) -> str:
        """As it stands there."""
        return self.toPlainText()


class RoomsInput(ParsedInput):
    """A number of rooms in steps of a half; ``value()`` in tenths."""

    def __init__(self) -> None:
        super().__init__(_rooms, texts.room_words)
        self.setFixedWidth(NumberInput(width=56).width())


def _rooms(text: str) -> int:
    """«3.5» → 35; raises EntryError."""
    if not (rooms := rules.rooms_in(german.clean(text))):
        raise entry.EntryError("Schreiben Sie die Zimmer so: 3.5")
    return rooms
