"""Who may decide, and what keeps a Verfügung from being finished."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sozdesk.features.cases import texts
from sozdesk.features.cases.terms import (
    ApplicationKind,
    ApplicationRow,
    Decider,
    DelegationRow,
    GivenNumber,
    RemedyRow,
    Resolved,
    RulingNature,
    RulingRow,
)
from sozdesk.kernel import german
from sozdesk.kernel.dated import on
from sozdesk.kernel.findings import Finding, Severity, stop

ADVERSE: Final = (RulingNature.ORDER, RulingNature.REFUSAL, RulingNature.END)
"""What burdens the person whatever it says; a change does if it grants less."""
REPLACING: Final = (RulingNature.CHANGE, RulingNature.END)
_REFUSED: Final = (RulingNature.REFUSAL, RulingNature.END)
_POSTAL = re.compile(r"(?m)^\s*(?:[A-Z]{1,2}-)?\d{4,5}\s+\S")
"""A line with postcode and place."""
_PARAGRAPH = re.compile(r"§|\bArt\.\s*\d")
"""How a Rechtsgrundlage is quoted: «§ 16 SHG», «Art. 12 BV»."""


def delegation_for(
    kind: ApplicationKind,
    decider: Decider,
    bfs_number: int,
    day: date,
    delegations: Iterable[DelegationRow],
) -> DelegationRow | None:
    """The delegation of the municipality on which a decision of that day can rest."""
    same = [row for row in delegations if (row.bfs_number, row.kind) == (bfs_number, kind)]
    found = on(day, same)
    return found if found is not None and found.decider is decider else None


def decider_findings(
    kind: ApplicationKind, decider: Decider, day: date, delegation: DelegationRow | None
) -> tuple[Finding, ...]:
    """The authority always decides; Präsidium and Sozialdienst only if it was delegated to them."""
    if decider is Decider.AUTHORITY or delegation is not None:
        return ()
    return (stop("no_delegation", texts.no_delegation(decider, kind, day), "decider"),)


def remedy_on(decider: Decider, day: date, remedies: Iterable[RemedyRow]) -> RemedyRow | None:
    """The Rechtsmittelbelehrung of a deciding body that holds on a day."""
    return on(day, [row for row in remedies if row.decider is decider])


def is_adverse(nature: RulingNature, limit: int | None, earlier: int | None) -> bool:
    """Whether the person must be heard first; amounts in Rappen, None where nothing is said."""
    if nature is RulingNature.CHANGE and earlier is not None:
        return limit is None or limit < earlier
    return nature in ADVERSE


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What a draft is checked against."""

    today: date
    application: ApplicationRow | None
    delegation: DelegationRow | None
    """Of the day of the ruling."""
    remedy: RemedyRow | None
    """Of the same day."""
    somebody_signs: bool
    same_number: tuple[int, ...] = ()
    """Cases in which another Beschluss of the same body and year bears the same number."""


def number_elsewhere(
    number: str, year: int, application_id: UUID, given: Iterable[GivenNumber]
) -> tuple[int, ...]:
    """Cases of which another Beschluss of that year bears the same number; ``given`` is of one body."""
    cases = {
        one.case_number
        for one in given
        if one.application_id != application_id and (one.number, one.year) == (number, year)
    }
    return tuple(sorted(cases)) if number else ()


def disposition(application: ApplicationRow) -> str:
    """The Dispositiv that follows from a Beschluss.

    Granted as asked, it is the proposal. Else it is only what the Protokollauszug says instead: what
    was proposed was not decided.
    """
    if application.resolved in (Resolved.GRANTED_IN_PART, Resolved.REFUSED):
        return application.extract
    return application.proposal or application.extract


def draft_findings(ruling: RulingRow) -> tuple[Finding, ...]:
    """What keeps a Verfügung from being drafted at all."""
    if ruling.limit_amount is not None and ruling.limit_amount < 0:
        return (stop("negative", texts.NEGATIVE, "limit_amount"),)
    return ()


def ruling_findings(ruling: RulingRow, around: Around) -> tuple[Finding, ...]:
    """What keeps a draft from being finished (stops), and what somebody should know (hints)."""
    return (
        *draft_findings(ruling),
        *_words(ruling),
        *_day(ruling, around),
        *_hearing(ruling),
        *_replaced(ruling),
        *_resolved(ruling, around),
        *_surroundings(ruling, around),
    )


def _words(ruling: RulingRow) -> Iterator[Finding]:
    needed = (
        ("addressee", ruling.addressee, texts.ADDRESSEE_MISSING),
        ("subject", ruling.subject, texts.SUBJECT_MISSING),
        ("considerations", ruling.considerations, texts.CONSIDERATIONS_MISSING),
        ("disposition", ruling.disposition, texts.DISPOSITION_MISSING),
    )
    for field, text, sentence in needed:
        if not german.clean(text):
            yield stop("missing", sentence, field)
    if german.clean(ruling.addressee) and not _POSTAL.search(ruling.addressee):
        yield _hint("no_place", texts.NO_PLACE, "addressee")
    if german.clean(ruling.considerations) and not _PARAGRAPH.search(ruling.considerations):
        yield _hint("no_paragraph", texts.NO_PARAGRAPH, "considerations")


def _day(ruling: RulingRow, around: Around) -> Iterator[Finding]:
    day, application = ruling.ruled_on, around.application
    resolved = application.resolved_on if application else None
    if day is None:
        yield stop("ruled_on_missing", texts.RULED_ON_MISSING, "ruled_on")
    elif day > around.today:
        yield stop("in_future", texts.IN_FUTURE, "ruled_on")
    elif resolved is not None and day < resolved:
        yield stop("too_early", texts.not_before("dem Beschluss", resolved), "ruled_on")


def _hearing(ruling: RulingRow) -> Iterator[Finding]:
    adverse = is_adverse(ruling.nature, ruling.limit_amount, ruling.replaced_limit)
    if ruling.heard_on is None:
        if adverse:
            yield stop("hearing_missing", texts.HEARING_MISSING, "heard_on")
    elif ruling.ruled_on is not None and ruling.heard_on > ruling.ruled_on:
        yield stop("heard_late", texts.heard_late(ruling.ruled_on), "heard_on")


def _replaced(ruling: RulingRow) -> Iterator[Finding]:
    if ruling.nature in REPLACING and ruling.replaces_id is None:
        yield stop("replaces_missing", texts.REPLACES_MISSING, "replaces_id")


def _resolved(ruling: RulingRow, around: Around) -> Iterator[Finding]:
    application = around.application
    if application is None:
        return
    if application.resolved in (None, Resolved.POSTPONED):
        yield stop("not_resolved", texts.NOT_RESOLVED)
    elif (application.resolved is Resolved.REFUSED) is not (ruling.nature in _REFUSED):
        assert application.resolved is not None
        words = texts.other_result(application.resolved, ruling.nature)
        yield _hint("other_result", words, "nature")


def _surroundings(ruling: RulingRow, around: Around) -> Iterator[Finding]:
    application = around.application
    kind = application.kind if application else ApplicationKind.OTHER
    yield from decider_findings(
        kind, ruling.decider, ruling.ruled_on or around.today, around.delegation
    )
    if around.remedy is None:
        yield stop("remedy_missing", texts.REMEDY_MISSING, "remedy")
    elif not around.remedy.checked:
        yield _hint("remedy_unchecked", texts.REMEDY_UNCHECKED, "remedy")
    if around.same_number:
        yield _hint("number_taken", texts.number_taken(around.same_number))
    if not around.somebody_signs:
        yield _hint("nobody_signs", texts.NOBODY_SIGNS)


def notification_findings(ruled_on: date, notified_on: date, today: date) -> tuple[Finding, ...]:
    """The Eröffnung lies between the ruling and today."""
    return _after(notified_on, "der Verfügung", ruled_on, today, "notified_on")


def contest_findings(notified_on: date, contested_on: date, today: date) -> tuple[Finding, ...]:
    """An Einsprache comes after the Eröffnung; a late one is recorded all the same."""
    return _after(contested_on, "der Eröffnung", notified_on, today, "contested_on")


def final_findings(
    last: date, contested_on: date | None, final_on: date, today: date
) -> tuple[Finding, ...]:
    """Rechtskräftig after the deadline, or once a contested one is decided."""
    if contested_on is not None:
        return _after(final_on, "der Anfechtung", contested_on, today, "final_on")
    if final_on <= last:
        return (stop("deadline_runs", texts.deadline_runs(last), "final_on"),)
    return _after(final_on, "der Frist", last, today, "final_on")


def _after(day: date, what: str, earlier: date, today: date, field: str) -> tuple[Finding, ...]:
    if day > today:
        return (stop("in_future", texts.IN_FUTURE, field),)
    if day < earlier:
        return (stop("too_early", texts.not_before(what, earlier), field),)
    return ()


def _hint(code: str, message: str, field: str = "") -> Finding:
    return Finding(code, Severity.HINT, message, field=field)
