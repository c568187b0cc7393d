"""What the cockpit shows, read on the archive thread: what is due, and one Gesuch or decision."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from sozdesk.archive.traces import Trace, Traced, traces
from sozdesk.documents.safe_write import write_bytes
from sozdesk.features.offerings import queries, reports, rules, texts
from sozdesk.features.offerings.queries import RequestDetails
from sozdesk.features.offerings.terms import (
    DecisionLetter,
    DecisionRow,
    DueKind,
    DueRow,
    KindChoice,
    OfferingRow,
    ProviderRow,
    RequestRow,
)
from sozdesk.kernel import german
from sozdesk.kernel.findings import Finding
from sozdesk.widgets.states import State

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

DRAFT, CLOSED = "draft", "closed"
"""Chips of what is no :class:`DueKind`: drafts without a Gesuch, and what is decided."""
_SOON = 30
"""Days before its day from which something is marked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the list."""

    key: tuple[str, UUID]
    title: str
    detail: str
    when: str
    """«noch 12 Tage», «seit 85 Tagen»."""
    day: date
    symbol: str
    provider_id: UUID
    offering_id: UUID | None = None
    request_id: UUID | None = None
    decision_id: UUID | None = None

    @property
    def chip(self) -> str:
        """Under which chip it stands."""
        return self.key[0]


@dataclass(frozen=True, kw_only=True)
class Cockpit:
    """The whole list, and what dialogs offer to choose from."""

    lines: tuple[Line, ...]
    providers: tuple[ProviderRow, ...]
    offerings: tuple[OfferingRow, ...]
    today: date
    may_write: bool

    def count(self, chip: str) -> int:
        """Lines of a chip."""
        return sum(line.chip == chip for line in self.lines)

    @property
    def due(self) -> int:
        """Lines that need a person."""
        return sum(line.chip != CLOSED for line in self.lines)


def load(archive: Archive) -> Cockpit:
    """Read the list."""
    today = archive.context().today
    requests = archive.query(queries.requests)
    decisions = archive.query(queries.decisions)
    return Cockpit(
        lines=(
            *(_due(row, today) for row in archive.query(queries.due, today)),
            *_drafts(decisions, today),
            *_closed(requests, decisions),
        ),
        providers=archive.query(queries.providers),
        offerings=archive.query(queries.offerings, today),
        today=today,
        may_write=not archive.read_only,
    )


def _due(row: DueRow, today: date) -> Line:
    return Line(
        key=(row.kind.value, row.key),
        title=row.title,
        detail=row.detail
        if row.kind is DueKind.REQUEST
        else f"{texts.word(row.kind)}: {row.detail}",
        when=due_words(row, today),
        day=row.day,
        symbol=_symbol(row, today),
        provider_id=row.provider_id,
        offering_id=row.key
        if row.kind in (DueKind.ENDING, DueKind.ENDED) and row.key != row.provider_id
        else None,
        request_id=row.request_id,
    )


def due_words(row: DueRow, today: date) -> str:
    """How long a Gesuch has waited; for all else how long is left."""
    waited = (today - row.day).days
    since = f"seit {german.plural(waited, 'Tag', 'Tagen')}"
    if row.kind is DueKind.REQUEST:
        return since if waited else "heute"
    over = row.kind in (DueKind.ENDED, DueKind.MUNICIPAL) and waited > 0
    return since if over else german.days_left(row.day, today)


def _symbol(row: DueRow, today: date) -> str:
    if row.kind is DueKind.REQUEST:
        return State.RECEIVED
    left = (row.day - today).days
    return State.OVERDUE if left < 0 else State.HINT if left <= _SOON else State.OPEN


def _drafts(rows: tuple[DecisionRow, ...], today: date) -> Iterator[Line]:
    """Ends of a recognition that are drafted: there is no Gesuch that would show them."""
    for row in rows:
        if row.sent_on is None and row.request_id is None:
            yield Line(
                key=(DRAFT, row.id),
                title=queries.subject(row),
                detail=f"Entwurf: {texts.word(row.kind)}",
                when="",
                day=row.decided_on or today,
                symbol=State.RECEIVED,
                provider_id=row.provider_id,
                offering_id=row.offering_id,
                decision_id=row.id,
            )


def _closed(requests: tuple[RequestRow, ...], decisions: tuple[DecisionRow, ...]) -> Iterator[Line]:
    of_request = {row.id for row in requests}
    for row in decisions:
        if row.sent_on is not None:
            yield Line(
                key=(CLOSED, row.id),
                title=queries.subject(row),
                detail=" ".join(filter(None, (row.number, texts.word(row.kind)))),
                when=german.day(row.sent_on),
                day=row.sent_on,
                symbol=State.RECORDED,
                provider_id=row.provider_id,
                offering_id=row.offering_id,
                request_id=row.request_id if row.request_id in of_request else None,
                decision_id=row.id,
            )


# ------------------------------------------------------------------ one of them


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What the right side shows of a line: a Gesuch, a decision without one, or only the line."""

    line: Line
    details: RequestDetails | None
    decision: DecisionRow | None
    findings: tuple[Finding, ...]
    letter: tuple[tuple[int, str], ...]
    """The letter of a draft as level of heading (0 = text) and words."""
    second_person: bool
    staff_name: str
    today: date
    may_write: bool

    @property
    def open(self) -> bool:
        """Whether the Gesuch can still be worked on."""
        return self.decision is None or self.decision.sent_on is None

    @property
    def kinds(self) -> tuple[KindChoice, ...]:
        """Which decisions are possible."""
        return self.details.kinds if self.details else rules.kinds(None, "", rules.score(()))


def load_shown(archive: Archive, line: Line) -> Shown:
    """Read what belongs to a line."""
    context = archive.context()
    details = None
    if line.request_id is not None:
        details = archive.query(
            queries.request_details, line.request_id, context.today, context.staff_name
        )
    decision = details.decision if details else None
    if decision is None and line.decision_id is not None:
        decision = archive.query(queries.decision_of, line.decision_id)
    return Shown(
        line=line,
        details=details,
        decision=decision,
        findings=_findings(archive, decision, context.today),
        letter=_letter(archive, decision),
        second_person=archive.query(queries.needs_second_person, context.today),
        staff_name=context.staff_name,
        today=context.today,
        may_write=not archive.read_only,
    )


def _findings(archive: Archive, decision: DecisionRow | None, today: date) -> tuple[Finding, ...]:
    if decision is None or decision.sent_on is not None:
        return ()
    return archive.query(queries.findings_of, decision, today)


def _letter(archive: Archive, decision: DecisionRow | None) -> tuple[tuple[int, str], ...]:
    """Only of a draft: the letter of a sent decision is the file that went out."""
    if decision is None or decision.sent_on is not None:
        return ()
    return reports.letter_lines(load_letter(archive, decision))


def load_letter(archive: Archive, decision: DecisionRow) -> DecisionLetter:
    """What the letter of a draft says now."""
    context = archive.context()
    return archive.query(queries.decision_letter, decision, context.now, context.today)


def save_letter(letter: DecisionLetter, path: Path) -> Path:
    """For the worker; DocumentWriteError if it cannot be written."""
    ending = "pdf" if path.suffix.lower() == ".pdf" else "docx"
    write_bytes(path, reports.write_letter(letter, ending))
    return path


def load_traces(archive: Archive, shown: Shown) -> tuple[Trace, ...]:
    """Who changed what of a Gesuch, its papers and its decision."""
    return traces(archive, _traced(shown))


def _traced(shown: Shown) -> Iterator[Traced]:
    details = shown.details
    if details is not None:
        yield "recognition_request", details.request.id, "Gesuch"
        for row in details.enclosures:
            if row.id is not None:
                yield "enclosure", row.id, row.kind.name
    if shown.decision is not None:
        yield "recognition_decision", shown.decision.id, "Entscheid"
        for one in shown.decision.conditions:
            yield "recognition_condition", one.id, f"Auflage «{one.text}»"
