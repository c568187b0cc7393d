"""How enacted offerings are written on pages, in lists and in dialogs."""

from __future__ import annotations

from datetime import date

from sozdesk.features.cases import texts
from sozdesk.features.cases.terms import (
    EnactmentRow,
    FollowUpRow,
    IncentiveRow,
    InterruptionRow,
    ParticipationLine,
    ParticipationState,
    RulingChoice,
    ThirdPartyRow,
)
from sozdesk.features.cases.texts import enactments as said
from sozdesk.kernel import entry, german
from sozdesk.widgets.states import State
from sozdesk.widgets.typed import ParsedInput

_SYMBOLS = {
    ParticipationState.PLANNED: State.OPEN,
    ParticipationState.RUNNING: State.RECEIVED,
    ParticipationState.INTERRUPTED: State.QUERIED,
    ParticipationState.ENDED: State.CLOSED,
}


def state_symbol(state: ParticipationState) -> str:
    """The symbol of where taking part stands."""
    return _SYMBOLS[state]


def price(row: EnactmentRow) -> str:
    """«900.00 pro Monat»."""
    return f"{german.amount(row.price)} {said.per_unit(row.unit)}"


def workload(row: EnactmentRow | ParticipationLine) -> str:
    """«50 %», empty if it was not said."""
    return "" if row.workload is None else f"{row.workload} %"


def ruling(row: EnactmentRow | ParticipationLine) -> str:
    """«2027-014, eröffnet am …», or what is missing."""
    if not row.has_ruling:
        return "Verfügung fehlt"
    name = row.ruling_number or "Verfügung im Entwurf"
    if row.ruling_notified_on is None:
        return f"{name}, noch nicht eröffnet"
    return f"{name}, eröffnet am {german.day(row.ruling_notified_on)}"


def ruling_symbol(row: EnactmentRow | ParticipationLine) -> str:
    """Whether it can be billed because of its Verfügung."""
    return State.OK if row.ruling_notified_on is not None else State.HINT


def ruling_choice(choice: RulingChoice) -> str:
    """«2027-014 vom 10.12.2026: Deutschkurs»."""
    name = choice.number or "Entwurf"
    ruled = f" vom {german.day(choice.ruled_on)}" if choice.ruled_on else ""
    return f"{name}{ruled}: {choice.subject}" if choice.subject else f"{name}{ruled}"


def invoiced(row: EnactmentRow) -> str:
    """«1'800.00 von 10'800.00 verrechnet»."""
    return f"{german.amount(row.invoiced)} von {german.amount(row.approved)} verrechnet"


def shares(row: EnactmentRow) -> str:
    """What makes it special for the billing."""
    parts = (
        "ganz zulasten der Gemeinde" if row.without_share else "",
        "kostenloses Angebot nach GfS" if row.gfs_free else "",
    )
    return ", ".join(filter(None, parts))


def second_line(row: EnactmentRow) -> str:
    """Below the title in the list of a case: for whom, when, how much."""
    parts = (row.person_name, said.span(row.first_day, row.last_day), workload(row), shares(row))
    return ", ".join(filter(None, parts))


def state(row: EnactmentRow, now: ParticipationState) -> str:
    """«läuft»; where nobody wrote down that it began, that is not said."""
    unsure = now is ParticipationState.RUNNING and row.began_on is None
    return "Beginn offen" if unsure else said.state_word(now)


def taking_part(row: EnactmentRow, state: ParticipationState) -> str:
    """«läuft seit …», «beendet am …: Stelle gefunden»."""
    word = said.state_word(state)
    if row.began_on is None:
        running = state is ParticipationState.RUNNING
        return "Beginn noch nicht erfasst" if running else f"{word}; Beginn noch nicht erfasst"
    if row.ended_on is None:
        return f"{word}, begonnen am {german.day(row.began_on)}"
    result = f": {texts.word(row.result)}" if row.result else ""
    return f"{said.span(row.began_on, row.ended_on)}{result}"


def interruption(row: InterruptionRow) -> str:
    """«01.02.2027–14.02.2027, Krankheit»."""
    return f"{said.span(row.first_day, row.last_day)}, {texts.word(row.reason)}"


def follow_up(row: FollowUpRow, today: date) -> str:
    """«fällig am …, noch 10 Tage», or when it was made."""
    if row.done_on is not None:
        return f"gemacht am {german.day(row.done_on)}"
    return f"fällig am {german.day(row.due_on)}, {german.days_left(row.due_on, today)}"


def third_party(row: ThirdPartyRow) -> str:
    """«IV: 1'200.00»."""
    return f"{texts.word(row.payer)}: {german.amount(row.amount)}"


def third_party_days(row: ThirdPartyRow) -> str:
    """The days, and whether the money is here."""
    got = f"erhalten am {german.day(row.received_on)}" if row.received_on else "noch nicht erhalten"
    return f"{said.span(row.first_day, row.last_day)}, {got}"


def incentive(row: IncentiveRow) -> str:
    """«Bäckerei Muster: Lohnnebenkosten»."""
    return f"{row.employer}: {texts.word(row.kind)}"


def incentive_days(row: IncentiveRow) -> str:
    """For whom, when, how much a month, with what it is shown."""
    proof = row.evidence.replace("\n", ", ") or "Nachweis fehlt"
    amount = f"{german.amount(row.amount)} pro Monat"
    return ", ".join((row.person_name, said.span(row.first_day, row.last_day), amount, proof))


def units_input() -> ParsedInput:
    """A number of units with up to two decimals; ``value()`` in hundredths."""
    return ParsedInput(_read_units, german.units)


def _read_units(text: str) -> int:
    try:
        return entry.amount(text)
    except entry.EntryError:
        raise entry.EntryError(
            f"«{text.strip()}» ist keine Anzahl. Schreiben Sie zum Beispiel 8 oder 8.5."
        ) from None
