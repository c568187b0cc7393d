"""What the start page says about bills, made from rows: at the KSA and at a Sozialdienst. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from sozdesk.features.billing.terms import BillState
from sozdesk.features.billing.terms.answers import AnswerBill, CheckStage
from sozdesk.features.billing.terms.bills import BillRow
from sozdesk.features.billing.texts.bills import period_words
from sozdesk.kernel import german
from sozdesk.shell.start_rows import Deadline, Point, deadline

_SHOWN: Final = 3
_RECEIVED: Final = (
    (
        CheckStage.READY,
        "hint",
        "Antwort auf eine Abrechnung ist freizugeben",
        "Antworten auf Abrechnungen sind freizugeben",
        "freizugeben",
    ),
    (
        CheckStage.VOUCHER,
        "hint",
        "Auszahlungsbeleg ist freizugeben",
        "Auszahlungsbelege sind freizugeben",
        "Beleg freizugeben",
    ),
    (
        CheckStage.ANSWERED,
        "received",
        "beantwortete Abrechnung ist auszuzahlen",
        "beantwortete Abrechnungen sind auszuzahlen",
        "auszuzahlen",
    ),
    (
        CheckStage.SENT,
        "received",
        "Auszahlung ist noch nicht als bezahlt eingetragen",
        "Auszahlungen sind noch nicht als bezahlt eingetragen",
        "Zahlung offen",
    ),
    (
        CheckStage.NEW,
        "received",
        "Abrechnung wartet auf die Prüfung",
        "Abrechnungen warten auf die Prüfung",
        "neu",
    ),
    (
        CheckStage.CHECKING,
        "received",
        "Abrechnung ist in Prüfung",
        "Abrechnungen sind in Prüfung",
        "in Prüfung",
    ),
)
_ANSWERS: Final = (
    (
        BillState.ANSWERED,
        None,
        "Antwort des KSA ist zu verbuchen",
        "Antworten des KSA sind zu verbuchen",
        "zu verbuchen",
    ),
    (
        BillState.HEARING,
        False,
        "Entwurf des KSA wartet auf Ihre Stellungnahme",
        "Entwürfe des KSA warten auf Ihre Stellungnahme",
        "zur Stellungnahme",
    ),
    (
        BillState.HEARING,
        True,
        "Stellungnahme ist geschrieben: Senden Sie dem KSA die Datei",
        "Stellungnahmen sind geschrieben: Senden Sie dem KSA die Dateien",
        "zu senden",
    ),
)
"""State, whether the Stellungnahme is written (where that matters), the words."""
_DRAFTS: Final = ("Abrechnung ist entworfen", "Abrechnungen sind entworfen")
_MISSING: Final = ("Gemeinde ohne Abrechnung", "Gemeinden ohne Abrechnung")


def received_points(bills: Sequence[AnswerBill]) -> tuple[Point, ...]:
    """At the KSA: what is to release or to pay out, then what is new or being checked."""
    return tuple(
        _point(symbol, [one.name for one in found], one, many, word, stage.value)
        for stage, symbol, one, many, word in _RECEIVED
        if (found := [bill for bill in bills if bill.stage is stage])
    )


def hearing_deadlines(
    bills: Sequence[AnswerBill], today: date, page: str = ""
) -> tuple[Deadline, ...]:
    """Until when Stellungnahmen run, one line for each day; one that is written is never late.

    ``page`` shows a bill, if it is not the first one of the area.
    """
    days: dict[date, list[AnswerBill]] = defaultdict(list)
    for bill in bills:
        day = bill.hearing_until
        if bill.state is not BillState.HEARING or day is None:
            continue
        if bill.statement_on is None or day >= today:
            days[day].append(bill)
    return tuple(_hearing(day, found, today, page) for day, found in sorted(days.items()))


def _hearing(day: date, bills: Sequence[AnswerBill], today: date, page: str) -> Deadline:
    title = german.plural(len(bills), "Stellungnahme", "Stellungnahmen")
    line = deadline(day, title, _named([bill.name for bill in bills]), today)
    return replace(line, page=page, bill_id=bills[0].id)


def own_points(
    sent: Sequence[AnswerBill],
    own: Sequence[BillRow],
    period: tuple[date, date],
    towns: Sequence[str],
) -> tuple[Point, ...]:
    """At a Sozialdienst: answers, drafts that are not issued, ``towns`` without a bill of a period."""
    return tuple(_own_points(sent, own, period, towns))


def _own_points(
    sent: Sequence[AnswerBill],
    own: Sequence[BillRow],
    period: tuple[date, date],
    towns: Sequence[str],
) -> Iterator[Point]:
    for state, stated, one, many, word in _ANSWERS:
        found = [
            bill.name
            for bill in sent
            if bill.state is state and stated in (None, bill.statement_on is not None)
        ]
        if found:
            yield _point("received", found, one, many, word, page="answer_page")
    drafts = [
        f"{row.municipality_name} ({period_words(row.first_day, row.last_day)})"
        for row in own
        if row.state is BillState.DRAFT and not row.accrual
    ]
    if drafts:
        yield _point("hint", drafts, *_DRAFTS, "entworfen")
    if towns:
        one, many = (f"{said}: {period_words(*period)}" for said in _MISSING)
        yield _point("hint", towns, one, many, "ohne Abrechnung")


def _point(
    symbol: str,
    names: Sequence[str],
    one: str,
    many: str,
    word: str,
    chip: str = "",
    page: str = "",
) -> Point:
    title = german.plural(len(names), one, many)
    return Point(
        symbol, len(names), word, title, _named(names), "Ansehen", chip, area="billing", page=page
    )


def _named(names: Sequence[str]) -> str:
    more = len(names) - _SHOWN
    rest = f" und {more} weitere" if more > 0 else ""
    return f"{', '.join(names[:_SHOWN])}{rest}"
