"""Invented yearly reports of the sample's providers, as forms that came back.

On 2025, in spring: most add up; five show what the checks find, five have not come, two of those
were reminded of. On 2026, in the first days of January: of providers whose costs are billed, most
the same amounts as the bills, one less, one more, and two have not come.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from sozdesk.app.sample import canton
from sozdesk.features.billing import queries as billing
from sozdesk.features.billing.terms import BillLineRow
from sozdesk.features.offerings import files, queries, rules, texts, usecases
from sozdesk.features.offerings.terms import (
    TOPIC,
    PriceUnit,
    ReportedOfferingRow,
    ReportFile,
    ReportingProvider,
    ReportingYear,
    ReportResult,
    Vat,
)
from sozdesk.kernel.context import Context
from sozdesk.kernel.usecase import Outcome, usecase

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from sozdesk.archive.store import Archive

_Typed = dict[str, str | int | float | None]
YEAR = 2025
BILLED_YEAR = 2026
SILENT = (9, 22, 35, 41, 48)
"""Places in the list of providers."""
REMINDED = 2
"""How many of the silent ones were reminded."""
_UNJUDGED = 8
"""The last ones: nobody has looked at them yet."""
_UNITS = {
    PriceUnit.HOUR: (6, 14),
    PriceUnit.DAY: (8, 24),
    PriceUnit.COURSE: (1, 1),
    PriceUnit.FLAT: (1, 1),
    PriceUnit.MONTH: (3, 6),
}
"""From and to units that one person takes."""
_FLAWS: Mapping[int, Mapping[str, object]] = {
    3: {"amount": 1},
    7: {"utilisation": 112},
    12: {"vat": None},
    16: {"participants": 0},
    20: {"towns": None},
}
"""Place → what is wrong with the form."""
_OTHER_UNITS: Mapping[str, int] = {"Werkstatt Musterlinde": -1, "Hilfswerk Musterlinde": 1}
"""Provider → units that its report has more than the bills."""
_NOT_YET = ("Bildungshaus Beispielau", "Spielgruppe Musterbrücke")
"""Providers whose report on the billed year has not come."""
_TEXTS = {
    "strengths": "Kurze Wege, feste Bezugspersonen, rasche Rückmeldung an die Gemeinde. (Beispiel)",
    "weaknesses": "Im Sommer blieben Plätze frei; neu gibt es einen Start im August. (Beispiel)",
    "cooperation": "Mit den meisten Gemeinden gut, Standortgespräche alle drei Monate. (Beispiel)",
    "goals_reached": "Zwei Drittel der Zielvereinbarungen sind erreicht. (Beispiel)",
}


def record(archive: Archive) -> None:
    """Record all reports in one act, judge most of them, remind two."""
    context = archive.context()
    asked = archive.query(queries.reporting_year, YEAR, context)
    came = [one for place, one in enumerate(asked.providers) if place not in SILENT]
    with TemporaryDirectory() as folder:
        found = [
            _file(Path(folder), asked, provider, asked.providers.index(provider), context.today)
            for provider in came
        ]
    command = usecases.RecordProviderReports(year=YEAR, files=tuple(found))
    archive.run(usecases.record_provider_reports, command)
    silent = [one.id for place, one in enumerate(asked.providers) if place in SILENT]
    archive.run(
        usecases.log_report_reminders,
        usecases.LogReportReminders(year=YEAR, provider_ids=tuple(silent[:REMINDED])),
    )
    archive.run(_judge, None)


def _file(
    folder: Path,
    asked: ReportingYear,
    provider: ReportingProvider,
    place: int,
    today: date,
) -> ReportFile:
    """A form as the provider filled it in, weeks before the day when it was due."""
    random = Random(canton.SEED * 100 + place)  # noqa: S311 - invented figures
    typed = _typed(asked, provider, random, _FLAWS.get(place, {}))
    read = _through_a_form(folder, asked, provider, typed, today)
    return replace(read, received_on=date(2026, 4, 8) + timedelta(days=place % 20))


def _through_a_form(
    folder: Path, asked: ReportingYear, provider: ReportingProvider, typed: _Typed, today: date
) -> ReportFile:
    """What is typed, read as the window reads it."""
    path = folder / files.form_name(provider, asked.year)
    path.write_bytes(files.report_form(asked, provider, typed))
    (read,) = files.read_reports([path], asked, today)
    return read


def _typed(
    asked: ReportingYear,
    provider: ReportingProvider,
    random: Random,
    flaw: Mapping[str, object],
) -> _Typed:
    typed: _Typed = {**_TEXTS}
    sums = dict.fromkeys(rules.TOTALS, 0)
    for number, row in enumerate(provider.offerings):
        figures = _figures(row, random)
        for name in rules.TOTALS:
            sums[name] += figures[name]
        if number == 0 and "utilisation" in flaw:
            figures["utilisation"] = 11_200
        if number == 0 and "participants" in flaw:
            figures["participants"] = max(figures["assignments"] - 2, 0)
        for name, value in figures.items():
            shown = value / 100 if name in ("utilisation", "units", "amount") else value
            typed[rules.offering_key(row.number, name)] = shown
    if "towns" not in flaw:
        typed |= _towns(asked, sums["assignments"], sums["amount"], random)
    sums["amount"] += 120_000 if "amount" in flaw else 0
    typed |= {"participants": sums["participants"], "assignments": sums["assignments"]}
    typed["amount"] = sums["amount"] / 100
    typed["vat"] = None if "vat" in flaw else texts.word(Vat.EXEMPT)
    return typed


def _figures(row: ReportedOfferingRow, random: Random) -> dict[str, int]:
    """Hundredths where the form asks for percent, units or francs."""
    places = random.randrange(6, 18)
    assignments = random.randrange(2, places)
    low, high = _UNITS[row.unit or PriceUnit.FLAT]
    units = assignments * random.randint(low, high)
    price = row.prices[0].amount if row.prices else 0
    return {
        "places": places,
        "utilisation": random.randrange(5_500, 9_900, 50),
        "participants": assignments + random.randrange(4),
        "assignments": assignments,
        "units": units * 100,
        "amount": units * price,
    }


def _towns(asked: ReportingYear, assignments: int, amount: int, random: Random) -> _Typed:
    """Each assignment from some municipality, larger ones more often; the last gets the rest."""
    numbers = [town.bfs_number for town in asked.municipalities]
    weights = [12 if number in _LARGE else 1 for number in numbers]
    chosen = random.choices(numbers, weights, k=assignments)
    found: _Typed = {}
    left = amount
    for place, number in enumerate(towns := sorted(set(chosen)), 1):
        count = chosen.count(number)
        part = left if place == len(towns) else amount * count // assignments
        left -= part
        found[rules.municipal_key(number, "assignments")] = count
        found[rules.municipal_key(number, "amount")] = part / 100
    return found


_LARGE = (2762, 2763, 2765, 2769, 2770, 2773, 2829, 2831)
"""Municipalities that assign more, by their BFS numbers."""


# ------------------------------------------------------------------ the billed year


def record_billed(archive: Archive) -> None:
    """Record the reports on the billed year that have come, in one act."""
    context = archive.context()
    asked = archive.query(queries.reporting_year, BILLED_YEAR, context)
    billed = _billed(archive)
    with TemporaryDirectory() as folder:
        found = [
            _through_a_form(Path(folder), asked, one, _as_billed(one, billed), context.today)
            for one in asked.providers
            if one.name not in _NOT_YET and any(row.number in billed for row in one.offerings)
        ]
    command = usecases.RecordProviderReports(year=BILLED_YEAR, files=tuple(found))
    archive.run(usecases.record_provider_reports, command)


_Billed = Mapping[int, Mapping[int, Sequence[BillLineRow]]]
"""Number of the offering → municipality → lines of its bills."""


def _billed(archive: Archive) -> _Billed:
    found: dict[int, dict[int, list[BillLineRow]]] = defaultdict(lambda: defaultdict(list))
    for bill in archive.query(billing.bills_of_period, None, None):
        detail = archive.query(billing.bill, bill)
        assert detail is not None, "it was just listed"
        for line in detail.lines:
            found[line.offering_number][detail.row.bfs_number].append(line)
    return found


def _as_billed(provider: ReportingProvider, billed: _Billed) -> _Typed:
    """A report that says what the bills say, but for units of the first billed offering."""
    typed: _Typed = {**_TEXTS, "vat": texts.word(Vat.EXEMPT)}
    assignments: Counter[int] = Counter()
    amounts: Counter[int] = Counter()
    other = _OTHER_UNITS.get(provider.name, 0)
    for row in provider.offerings:
        price = row.prices[0].amount if row.prices else 0
        persons = amount = 0
        for town, lines in sorted(billed.get(row.number, {}).items()):
            part = sum(line.cost for line in lines) + other * price
            amounts[town] += part
            amount += part
            assigned = len({line.person_id for line in lines})
            assignments[town] += assigned
            persons += assigned
            other = 0
        figures = _billed_figures(persons, amount, price)
        typed |= {rules.offering_key(row.number, name): value for name, value in figures.items()}
    for town, amount in amounts.items():
        typed[rules.municipal_key(town, "assignments")] = assignments[town]
        typed[rules.municipal_key(town, "amount")] = amount / 100
    count = assignments.total()
    return typed | {
        "participants": count,
        "assignments": count,
        "amount": amounts.total() / 100,
    }


def _billed_figures(persons: int, amount: int, price: int) -> _Typed:
    """Of one offering; its units only where they are whole."""
    figures: _Typed = {
        "places": persons + 4,
        "utilisation": 80 if persons else 0,
        "participants": persons,
        "assignments": persons,
        "amount": amount / 100,
    }
    if price and amount % price == 0:
        figures["units"] = amount // price
    return figures


@usecase(undoable=False)
def _judge(session: Session, command: None, context: Context) -> Outcome:
    """The use case of the window, many in one act."""
    lines = queries.report_lines(session, YEAR, context.today)
    came = [line.row for line in lines if line.row is not None]
    for place, row in enumerate(came[:-_UNJUDGED]):
        adverse = place == 3
        reason = "Das Total stimmt nicht mit den Gemeinden überein. (Beispiel)"
        decided = usecases.DecideReport(
            id=row.id,
            base_version=row.version,
            result=ReportResult.CONDITIONS if adverse else ReportResult.CONTINUE,
            result_on=date(2026, 6, 15),
            result_reason=reason if adverse else "",
        )
        usecases.decide_report(session, decided, context)
    return Outcome(frozenset({TOPIC}), f"Jahresberichte {YEAR} beurteilt")
