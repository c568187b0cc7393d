"""Dated values of the payments on a page: who is paid, who pays, which account."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from sozdesk.features.billing.reports.voucher import spaced
from sozdesk.features.billing.terms import Payee
from sozdesk.features.billing.terms.accounts import AccountKind, PostingRow
from sozdesk.features.billing.terms.figures import Names
from sozdesk.features.billing.texts import paying as texts
from sozdesk.features.billing.usecases import accounts as usecases
from sozdesk.kernel import german
from sozdesk.kernel.municipality import Municipality
from sozdesk.runtime.desk import Desk
from sozdesk.widgets.command_dialog import Act, CommandDialog
from sozdesk.widgets.fields import Field
from sozdesk.widgets.inputs import Choice, TextInput
from sozdesk.widgets.municipalities import MunicipalityInput
from sozdesk.widgets.rows_part import Removal, RowsPart
from sozdesk.widgets.states import State
from sozdesk.widgets.table import Column
from sozdesk.widgets.typed import DateInput

_WIDE = 430
_ALL = "alle"


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueChoices:
    """What the dialog of a value offers."""

    today: date
    municipalities: tuple[Municipality, ...]
    address: bool
    """Place and postcode are needed: they go onto a QR bill."""
    regimes: Names = field(default_factory=dict)
    categories: Names = field(default_factory=dict)


class ValuesPart(RowsPart):
    """Dated values of one kind."""

    def __init__(
        self,
        desk: Desk,
        kind: AccountKind,
        hint: str,
        what: Callable[[Any], str],
    ) -> None:
        self._kind = kind
        self._known: ValueChoices | None = None
        title = texts.KINDS[kind]
        below = _posting_words if kind is AccountKind.POSTING else _payee_words
        column = Column(title=title, text=what, second=below, symbol=self._symbol, stretch=True)
        removal = Removal(
            usecases.remove_account_value,
            partial(usecases.RemoveAccountValue, kind=kind),
            lambda row: f"{title} ab {german.day(row.valid_from)} entfernen?",
        )
        super().__init__(desk, (title, title), column, self._dialog_of, removal, hint=hint)

    def show_values(self, rows: Sequence[Any], known: ValueChoices) -> None:
        """Show other values."""
        self._known = known
        self.show_rows(rows)

    def _symbol(self, row: Any) -> str:
        today = self._known.today if self._known else row.valid_from
        gone = row.ended_on is not None and row.ended_on < today
        return State.IDENTICAL if gone or row.valid_from > today else State.RECORDED

    def _dialog_of(self, row: Any | None) -> ValueDialog | None:
        if self._known is None:
            return None
        return ValueDialog(self, self.desk, self._kind, self._known, row)


class ValueDialog(CommandDialog):
    """A value of any kind: new, or its changes."""

    def __init__(
        self, parent: QWidget, desk: Desk, kind: AccountKind, known: ValueChoices, row: Any
    ) -> None:
        verb = "ändern" if row else "erfassen"
        super().__init__(parent, desk, f"{texts.KINDS[kind]} {verb}")
        self._kind, self._row = kind, row
        if row is None:
            for key, one in _keys(kind, known):
                self.put(key, one)
            first = Field("Gült&ig ab", DateInput(near=known.today))
            self.put("valid_from", first, needed="Schreiben Sie, ab wann der Wert gilt.")
            self.form["valid_from"].set_value(known.today)
        for key, one in _fields(kind, known):
            self.put(key, one)
        hint = "Danach gilt der Wert nicht mehr. Leer, wenn er weiter gilt."
        last = Field("Let&zter Tag", DateInput(near=known.today), optional=True, hint=hint)
        self.put("ended_on", last)
        if row is not None:
            self.show_row(row)
        self.form.mark_clean()

    def act(self) -> Act | None:
        """Enter the value, or change what differs."""
        if self._row is None:
            values = self.form.values()
            command = usecases.AddAccountValue(
                kind=self._kind,
                valid_from=values.pop("valid_from"),
                ended_on=values.pop("ended_on"),
                values=values,
            )
            return usecases.add_account_value, command
        if not (changes := self.form.changes()):
            return None
        change = usecases.ChangeAccountValue(
            kind=self._kind, id=self._row.id, base_version=self._row.version, changes=changes
        )
        return usecases.change_account_value, change


def _keys(kind: AccountKind, known: ValueChoices) -> Sequence[tuple[str, Field]]:
    """Whose value it is."""
    if kind is AccountKind.CREDITOR:
        town = Field("&Gemeinde", MunicipalityInput(known.municipalities), width=260)
        return (("bfs_number", town),)
    if kind is AccountKind.DEBTOR:
        return ()
    regimes = Choice([("", _ALL), *known.regimes.items()])
    categories = Choice([("", _ALL), *known.categories.items()])
    return (
        ("regime_code", Field("&Regime", regimes, width=_WIDE)),
        ("category_code", Field("&Kategorie", categories, width=_WIDE)),
    )


def _fields(kind: AccountKind, known: ValueChoices) -> Sequence[tuple[str, Field]]:
    if kind is AccountKind.POSTING:
        return (
            ("account", Field("K&onto", TextInput(limit=40), width=200)),
            ("cost_centre", Field("Kos&tenstelle", TextInput(limit=40), optional=True, width=200)),
        )
    who = "&Wer bezahlt" if kind is AccountKind.DEBTOR else "&Wer das Geld erhält"
    free = not known.address
    address = (
        ("name", Field(who, TextInput(limit=70), width=_WIDE)),
        ("street", Field("St&rasse", TextInput(limit=70), optional=True, width=_WIDE)),
        ("postcode", Field("&PLZ", TextInput(limit=16), optional=free, width=90)),
        ("town", Field("&Ort", TextInput(limit=35), optional=free, width=260)),
    )
    if kind is AccountKind.DEBTOR:
        return address
    return (*address, ("iban", Field("I&BAN", TextInput(limit=40), width=300)))


def _span(row: Any) -> str:
    until = f" bis {german.day(row.ended_on)}" if row.ended_on else ""
    return f"ab {german.day(row.valid_from)}{until}"


def _payee_words(row: Payee) -> str:
    """«Rathausstrasse 2, 4410 Liestal, CH93 0076 …, ab 01.01.2026»."""
    place = f"{row.postcode} {row.town}".strip()
    return ", ".join(filter(None, (row.street, place, spaced(row.iban), _span(row))))


def _posting_words(row: PostingRow) -> str:
    centre = f", Kostenstelle {row.cost_centre}" if row.cost_centre else ""
    return f"Konto {row.account}{centre}, {_span(row)}"
