"""One bill: lines, what is not in it, how a line came about, files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from PySide6.QtWidgets import QWidget

from sozdesk.features.billing import texts
from sozdesk.features.billing.terms import BillLineRow, BillRow, BillState, LeftOutRow, Step
from sozdesk.features.billing.texts.computing import source_words
from sozdesk.features.billing.texts.papers import NO_NAME, gone, persons_deleted
from sozdesk.features.billing.ui.bill_data import BillData
from sozdesk.features.billing.ui.left_out import LeftOutView
from sozdesk.kernel import german
from sozdesk.widgets import buttons, labels, layouts, theme
from sozdesk.widgets.facts import Facts
from sozdesk.widgets.list_detail import detail, detail_head
from sozdesk.widgets.page import Notice
from sozdesk.widgets.states import State
from sozdesk.widgets.table import Column, RowsModel, TableView
from sozdesk.widgets.tabs import Tabs


def bill_title(row: BillRow) -> str:
    """«Abrechnung 3/2027», «Stornierung 4/2027», «Abgrenzung», «Entwurf»."""
    if row.accrual:
        return f"Abgrenzung per {german.day(row.last_day)}"
    if not row.name:
        return "Entwurf"
    return f"Stornierung {row.name}" if row.cancels else texts.BILL.format(row.name)


def bill_state(row: BillRow) -> str:
    """«noch nicht gestellt», «gestellt am …», «storniert mit 4/2027», «Personendaten gelöscht am …»."""
    if row.persons_deleted_on:
        return persons_deleted(row.persons_deleted_on)
    if row.cancelled_by:
        return f"storniert mit {row.cancelled_by}"
    if row.accrual:
        return "nur für den Jahresabschluss"
    if row.state is BillState.DRAFT:
        released = f"freigegeben von {row.released_by}, " if row.released_by else ""
        return f"{released}noch nicht gestellt"
    if row.state in (BillState.HEARING, BillState.ANSWERED):
        return texts.answer_state(row.state, row.hearing_until, row.statement_on)
    day = f" am {german.day(row.issued_on)}" if row.issued_on else ""
    return f"{texts.word(row.state)}{day}"


def bill_symbol(row: BillRow) -> str:
    """The mark in the list."""
    if row.cancelled_by or row.accrual or row.persons_deleted_on:
        return State.UNCHANGED
    return _SYMBOLS.get(row.state, State.RECORDED)


_SYMBOLS = {
    BillState.DRAFT: State.HINT,
    BillState.HEARING: State.QUERIED,
    BillState.ANSWERED: State.RECEIVED,
}
"""What waits for somebody here."""


class BillView(QWidget):
    """The detail on the right."""

    def __init__(
        self,
        data: BillData,
        actions: Iterable[QWidget],
        left_out: LeftOutView,
        save: Callable[[str], None],
        again: Callable[[], None],
    ) -> None:
        super().__init__()
        self.data = data
        row = data.detail.row
        period = texts.period_words(row.first_day, row.last_day)
        head = detail_head(bill_title(row), f"{row.municipality_name}, {period}", *actions)
        self.lines = _lines_table(data.detail.lines)
        self.explanation = _Explanation(data.regimes)
        self.lines.current_row_changed.connect(self.explanation.show_line)
        first = layouts.box(
            layouts.column(self.lines, labels.section("Erklärung der Zeile"), self.explanation)
            if data.detail.lines
            else layouts.column(labels.text(_no_lines(data), "body", "text2"), None)
        )
        self.left_out, count = left_out, len(data.detail.left_out)
        self.tabs = Tabs(
            [
                (f"Zeilen ({len(data.detail.lines)})", first),
                (f"Nicht dabei ({count})", left_out),
                ("Dateien", _files(data, save)),
            ]
        )
        since = [_stale(data.since, again)] if data.since else []
        whole = detail(head, *since, Facts(_facts(data)), self.tabs)
        self.setLayout(layouts.column(whole, spacing=0))
        if data.detail.lines:
            self.lines.select_first()
        elif count:
            self.tabs.choose(1)


def _no_lines(data: BillData) -> str:
    if deleted_on := data.detail.row.persons_deleted_on:
        return " ".join(gone(deleted_on))
    return texts.NO_LINES if data.detail.left_out else texts.NOTHING


def _stale(since: int, again: Callable[[], None]) -> Notice:
    return Notice(State.HINT, texts.recorded_since(since), buttons.link("Neu rechnen", again))


def _facts(data: BillData) -> list[tuple[str, str | QWidget]]:
    row = data.detail.row
    facts = {
        "Stand": bill_state(row),
        "Storniert": texts.BILL.format(row.cancels) if row.cancels else "",
        "Stichtag": german.day(row.cut_off) if row.cut_off else "",
        "Kosten": f"CHF {german.amount(row.cost)}",
        "Zahlungen Dritter": f"CHF {german.amount(row.third_party)}" if row.third_party else "",
        "Anrechenbar": f"CHF {german.amount(row.eligible)}",
        "Kantonsanteil": f"CHF {german.amount(row.canton)}",
        "Gemeinde trägt": f"CHF {german.amount(row.municipality)}",
        "Nachträge": _late(data.detail.lines),
        "Heute gesperrt": "" if row.name else _billed_before(data.detail.left_out),
        "Datenschutz": persons_deleted(row.persons_deleted_on) if row.persons_deleted_on else "",
        "Gerechnet von": f"{row.drafted_by}, {german.day(row.drafted_on)}",
    }
    return [(key, value) for key, value in facts.items() if value]


def _late(lines: Iterable[BillLineRow]) -> str:
    count = sum(1 for one in lines if one.late)
    return german.plural(count, "Zeile", "Zeilen") + " vor dem Zeitraum" if count else ""


def _billed_before(rows: Iterable[LeftOutRow]) -> str:
    bills = dict.fromkeys(one.billed_in for one in rows if one.billed_in)
    if not bills:
        return ""
    named = german.enumeration(list(bills))
    return f"Tage aus {named}, siehe «Nicht dabei». {texts.CANCEL_IF_SO}"


# ------------------------------------------------------------------ lines


def _lines_table(lines: tuple[BillLineRow, ...]) -> TableView:
    columns = [
        Column(
            title="Person",
            text=lambda one: one.name or NO_NAME,
            second=_offering,
            tip=lambda one: f"{one.name or NO_NAME}: {_offering(one)}",
            stretch=True,
            least=110,
        ),
        Column(
            title="Tage",
            text=_short_days,
            second=lambda one: "Nachtrag" if one.late else "",
            sort_key=lambda one: one.first_day,
        ),
        _amount("Kosten", "cost"),
        _amount("Kanton", "canton"),
        _amount("Gemeinde", "municipality"),
    ]
    model = RowsModel(columns, key=lambda one: one.position)
    model.set_rows(lines)
    table = TableView(model, "Zeilen der Abrechnung", lead=0, row=40)
    _be_high(table, len(lines))
    return table


_MOST_SHOWN, _ROW, _HEAD = 12, 40, 32


def _be_high(table: TableView, rows: int) -> None:
    """As high as the rows; a long table scrolls by itself, so that a bill of thousands opens at once."""
    if rows <= _MOST_SHOWN:
        table.fit_height()
    else:
        table.setFixedHeight(theme.px(_MOST_SHOWN * _ROW + _HEAD))


def _amount(title: str, part: str) -> Column:
    return Column(
        title=title,
        text=lambda one: german.amount(getattr(one, part)),
        sort_key=lambda one: getattr(one, part),
        align="right",
    )


def _offering(one: BillLineRow) -> str:
    return texts.offering_words(one.offering_number, one.offering_title)


def _short_days(one: BillLineRow) -> str:
    """«01.07.–31.07.2026»: the amounts beside it need the room."""
    if one.first_day.year != one.last_day.year:
        return texts.from_to(one.first_day, one.last_day)
    return f"{one.first_day:%d.%m.}–{german.day(one.last_day)}"


class _Explanation(QWidget):
    """Every step of a line with its dated value and source."""

    def __init__(self, regimes: Mapping[str, str]) -> None:
        super().__init__()
        self._regimes = regimes
        self.words = labels.text("Wählen Sie eine Zeile.", "body", "text2")
        self.model = RowsModel(
            [
                Column(title="Schritt", text=lambda one: one.text, stretch=True),
                Column(title="CHF", text=_step_amount, align="right"),
                Column(title="Quelle", text=source_words, tone="text2"),
            ]
        )
        self.table = TableView(self.model, "Schritte", lead=0, row=28, sortable=False)
        self.table.hide()
        self.setLayout(layouts.column(self.words, self.table, None, spacing=6))

    def show_line(self, line: BillLineRow | None) -> None:
        """The steps of another line."""
        self.table.setVisible(line is not None)
        if line is None:
            self.words.setText("Wählen Sie eine Zeile.")
            return
        invoices = german.enumeration(
            [f"Rechnung {one.number}" for one in line.costs if one.number]
        )
        regime = self._regimes.get(line.regime_code, line.regime_code)
        days = texts.from_to(line.first_day, line.last_day)
        whom = f"{line.name or NO_NAME}, {regime}, {days}"
        self.words.setText(". ".join(filter(None, (whom, invoices))) + ".")
        self.model.set_rows(line.steps)
        self.table.fit_height()


def _step_amount(step: Step) -> str:
    return "" if step.amount is None else german.amount(step.amount)


# ------------------------------------------------------------------ files


def _files(data: BillData, save: Callable[[str], None]) -> QWidget:
    deleted_on = data.detail.row.persons_deleted_on
    if deleted_on is not None:
        return layouts.box(
            layouts.column(labels.text(" ".join(gone(deleted_on)), "body", "text2"), None)
        )
    pdf = buttons.button("Als &PDF speichern …", partial(save, "pdf"), icon="save")
    xlsx = buttons.button("Als Ex&cel speichern …", partial(save, "xlsx"), icon="save")
    said = (
        "Das PDF ist für das KSA: Zeilen und QR-Einzahlungsschein. Die Excel-Datei ist für Sie: "
        "auch, was nicht dabei ist, und jeder Rechenschritt. Beide enthalten Personendaten."
    )
    parts: list[layouts.Item] = [
        labels.text(said, "body", "text2"),
        layouts.Flow(pdf, xlsx, spacing=8),
    ]
    if data.detail.row.canton > 0 and data.parties.creditor is None:
        parts.append(
            labels.text(
                "Ohne QR-Einzahlungsschein: Erfassen Sie unter «…» die Zahlungsangaben.",
                "body",
                "text2",
            )
        )
    return layouts.box(layouts.column(*parts, None))
