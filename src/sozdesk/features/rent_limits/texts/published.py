"""Sentences about publishing, and what differs between two declarations in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from sozdesk.features.rent_limits.terms import Category, Decision, Declaration, PublishedRow
from sozdesk.features.rent_limits.texts.declared import decision_words, unchanged_words
from sozdesk.features.rent_limits.texts.words import field_label, word
from sozdesk.kernel import german

SELF_DECLARED = "Selbstdeklaration der Gemeinden; vom Kanton nicht standardmässig überprüft"
"""Stands on everything that is published (report on the measures 2021–2024, measure 1.3)."""
CORRECTION_UNEXPLAINED = "Schreiben Sie, was falsch war: Der Grund steht bei den Berichtigungen."
DECIDED_BY_MISSING = "Geben Sie ein, wer die Veröffentlichung für alle beschlossen hat."
DECIDED_ON_MISSING = "Geben Sie ein, wann das beschlossen wurde."
DECIDED_LATER = "Der Beschluss liegt in der Zukunft. Prüfen Sie das Datum."
_NAMED = 6
_NONE = "keine Angabe"


def nothing_new(label: str, day: date) -> str:
    """Twice the same is one."""
    return (
        f"Seit der Veröffentlichung {label} vom {german.day(day)} hat sich nichts geändert. "
        "Speichern Sie deren Dateien noch einmal."
    )


def unexplained(names: Sequence[str]) -> str:
    """Which municipalities lack a stated reason."""
    shown = list(names[:_NAMED])
    more = len(names) - len(shown)
    who = f"{', '.join(shown)} und {more} weitere" if more else german.enumeration(shown)
    verb = "fehlt" if len(names) == 1 else "fehlen"
    return f"{who} {verb} in der Veröffentlichung. Schreiben Sie, warum."


def differences(before: Declaration, now: Declaration) -> Iterator[tuple[str, str, str]]:
    """What, before, now: every answer that is another one, in the order of the form."""
    for category in Category:
        yield from _differs(word(category), _amount(before, category), _amount(now, category))
    for label, old, new in zip(_LABELS, _answers(before), _answers(now), strict=True):
        yield from _differs(label, old, new)


def name_differences(before: PublishedRow, now: PublishedRow) -> Iterator[tuple[str, str, str]]:
    """What, before, now: a municipality that is called otherwise or lies in another Bezirk."""
    yield from _differs("Name der Gemeinde", before.official_name, now.official_name)
    yield from _differs("Kurzname", before.name, now.name)
    yield from _differs("Bezirk", before.district, now.district)


def change_from(day: date | None) -> str:
    """A change outside the Erhebung: «Änderung ab 01.07.2027»."""
    return f"Änderung ab {german.day(day)}" if day else "Änderung"


def last_year(year: int) -> str:
    """What the change in percent is reckoned from: «Vorjahr 2026»."""
    return f"Vorjahr {year}"


def _differs(label: str, old: str, new: str) -> Iterator[tuple[str, str, str]]:
    if old != new:
        yield label, old or _NONE, new or _NONE


def _amount(declaration: Declaration, category: Category) -> str:
    rappen = declaration.amounts.get(category)
    return "" if rappen is None else german.amount(rappen)


_LABELS = (
    field_label("rent_kind"),
    field_label("interval"),
    field_label("valid_from"),
    "Keine Grenzwerte festgelegt",
    field_label("method"),
    "Beschluss",
    "Unverändert",
    "Nebenkosten",
    "Andere Basis",
)


def _answers(declaration: Declaration) -> tuple[str, ...]:
    method = word(declaration.method) if declaration.method else ""
    return (
        word(declaration.rent_kind) if declaration.rent_kind else "",
        word(declaration.interval) if declaration.interval else "",
        german.day(declaration.valid_from) if declaration.valid_from else "",
        _without_limits(declaration),
        ": ".join(filter(None, (method, declaration.method_text))),
        _decision(declaration.decision),
        unchanged_words(declaration),
        _named(declaration.extras.ancillary_amounts),
        _named(declaration.extras.counter_amounts),
    )


def _without_limits(declaration: Declaration) -> str:
    reason = declaration.no_limits_reason
    return "" if reason is None else f"ja, {reason}" if reason else "ja"


def _decision(decision: Decision) -> str:
    body = word(decision.body) if decision.body else ""
    day = german.day(decision.decided_on) if decision.decided_on else ""
    number = f"Nr. {decision.number}" if decision.number else ""
    when = decision_words(decision) if decision.pending else day
    return ", ".join(filter(None, (body, when, number)))


def _named(amounts: Mapping[Category, int]) -> str:
    found = [
        f"{word(one)} {german.short_amount(amounts[one])}" for one in Category if one in amounts
    ]
    return ", ".join(found)
