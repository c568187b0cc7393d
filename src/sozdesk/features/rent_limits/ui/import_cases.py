"""One return of an import as a person decides about it, and what all decisions together mean.

No Qt here: the page keeps a list of :class:`Case` and shows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sozdesk.features.rent_limits import rules, texts
from sozdesk.features.rent_limits.terms import (
    PreviewResult,
    PreviewRow,
    Recognition,
    ReturnFile,
    reason_key,
)
from sozdesk.features.rent_limits.usecases import EntryDecision, ReturnEntry
from sozdesk.kernel.findings import Finding, Severity, hints, stops

RECORDABLE = frozenset({PreviewResult.READY, PreviewResult.HINTS})
"""What can be recorded once its Prüfhinweise are decided."""
_SEVERITIES = tuple(Severity)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What a person decided about the findings of one return, by ``reason_key``."""

    reasons: Mapping[str, str] = field(default_factory=dict)
    """«Zur Kenntnis genommen», with the reason as typed so far (may be empty)."""
    asked: frozenset[str] = frozenset()
    """Hints and lacking answers of the Rückfrage."""
    query_text: str = ""
    """The Rückfrage as edited; empty = the draft."""

    def noting(self, key: str, reason: str) -> Choices:
        """The hint is noted with this reason."""
        return replace(self, reasons={**self.reasons, key: reason}, asked=self.asked - {key})

    def asking(self, key: str) -> Choices:
        """The hint goes into the Rückfrage."""
        reasons = {other: text for other, text in self.reasons.items() if other != key}
        return replace(self, reasons=reasons, asked=self.asked | {key})

    def asking_for(self, keys: Iterable[str]) -> Choices:
        """The Rückfrage asks for these answers that lack."""
        return replace(self, asked=self.asked.union(keys))

    def leaving_out(self, keys: Iterable[str]) -> Choices:
        """The Rückfrage does not ask for these."""
        return replace(self, asked=self.asked.difference(keys))

    def is_touched(self) -> bool:
        """Whether somebody decided or typed anything."""
        return bool(self.reasons or self.asked or self.query_text)


def decision_of(findings: tuple[Finding, ...], choices: Choices) -> EntryDecision:
    """A Rückfrage about one finding asks about the return.

    Recording needs every answer, and a reason for every hint.
    """
    if asked_about(findings, choices):
        return EntryDecision.QUERY
    if stops(findings) or rules.open_hints(findings, given(choices)):
        return EntryDecision.KEEP
    return EntryDecision.RECORD


def asked_about(findings: tuple[Finding, ...], choices: Choices) -> frozenset[str]:
    """Keys of what the Rückfrage is about: whoever asks, asks for everything that lacks too."""
    lacking = keys_of(stops(findings))
    asked = (keys_of(hints(findings)) | lacking) & choices.asked
    return asked | lacking if asked else asked


def keys_of(findings: Iterable[Finding]) -> frozenset[str]:
    """What the decisions about these findings are remembered under."""
    return frozenset(reason_key(one) for one in findings)


def still_open(findings: Iterable[Finding], choices: Choices) -> int:
    """Number of hints that have no reason and are not asked about either."""
    decided = given(choices) | choices.asked
    return sum(reason_key(one) not in decided for one in hints(tuple(findings)))


def given(choices: Choices) -> frozenset[str]:
    """Keys of the hints that have a reason."""
    return frozenset(key for key, reason in choices.reasons.items() if reason.strip())


def query_draft(
    name: str, year: int, findings: tuple[Finding, ...], asked: Iterable[str] | None = None
) -> str:
    """The draft of the Rückfrage about the chosen hints, or about everything (``asked`` None)."""
    chosen = None if asked is None else frozenset(asked)
    about = [one for one in findings if chosen is None or reason_key(one) in chosen]
    return texts.query_draft(name, year, about)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One line of the preview with the decisions of a person; ``number`` is its identity."""

    number: int
    original: ReturnFile
    """As read."""
    file: ReturnFile
    """With the confirmed municipality, what was filled in, and the day of receipt."""
    row: PreviewRow
    choices: Choices = field(default_factory=Choices)
    held_back: bool = False
    """Somebody took the tick away."""
    amended: Mapping[str, Any] = field(default_factory=dict)
    """Field → what the office filled in."""
    replaces_from: date | None = None
    """Day of receipt of the revision that this one would replace, if it lies in the file."""
    overtaken_by: date | None = None
    """Day of receipt of the correction that took its place, so that nothing is to be done."""

    decision: EntryDecision | None = field(init=False)
    """What will happen; None if nothing can be stored yet."""

    def __post_init__(self) -> None:
        """Decide once: the list asks for it with every key press."""
        object.__setattr__(self, "decision", self._decide())

    def _decide(self) -> EntryDecision | None:
        if not self.can_be_stored:
            return None
        decision = decision_of(self.findings, self.choices)
        held = self.held_back and decision is EntryDecision.RECORD
        return EntryDecision.KEEP if held else decision

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Stops, hints, notes."""
        return self.row.findings

    @property
    def name(self) -> str:
        """The municipality, «unbekannt» if nobody knows."""
        return self.row.name or "unbekannt"

    @property
    def can_be_stored(self) -> bool:
        """As recorded, as Rückfrage or as eingegangen; what is incomplete not as recorded."""
        attributed = self.file.recognition is not Recognition.NAME
        return self.row.result in RECORDABLE or (is_amendable(self) and attributed)

    @property
    def needs_confirmation(self) -> bool:
        """Whether only the name of the municipality was recognised, and nobody confirmed it."""
        guessed = is_amendable(self) and self.file.recognition is Recognition.NAME
        return self.row.result is PreviewResult.CONFIRM or guessed

    @property
    def may_be_change(self) -> bool:
        """Whether it can be a Berichtigung or an Änderung, so that a person may say which."""
        declared = self.file.declaration
        beside = self.row.supersedes is not None or self.row.change_from is not None
        return beside and self.can_be_stored and declared is not None and bool(declared.valid_from)

    @property
    def is_stored(self) -> bool:
        """Whether it lies in the file undecided already, so that keeping it writes nothing."""
        return self.decision is EntryDecision.KEEP and self.row.identical_to is not None

    @property
    def is_unfinished(self) -> bool:
        """Whether leaving now would leave something undone: it lies nowhere in the file."""
        return self.row.result is not PreviewResult.IDENTICAL and not self.is_stored

    @property
    def is_touched(self) -> bool:
        """Whether a person did anything that would be lost."""
        moved = self.file.received_on != self.original.received_on
        confirmed = self.file.recognition != self.original.recognition
        meant = self.file.as_change is not None
        chosen = self.choices.is_touched() or meant or self.held_back
        return chosen or moved or confirmed or bool(self.amended)

    def entry(self, year: int, today: date) -> ReturnEntry:
        """What is handed to the use case; only for returns with a decision."""
        assert self.decision is not None
        file = replace(self.file, received_on=self.file.received_on or today)
        return entry_of(file, self.row, self.choices, self.decision, year)


def entry_of(
    file: ReturnFile, row: PreviewRow, choices: Choices, decision: EntryDecision, year: int
) -> ReturnEntry:
    """One return with its findings and what was decided about them."""
    assert file.declaration is not None
    assert file.received_on is not None
    keys = keys_of(hints(row.findings))
    draft = query_draft(row.name, year, row.findings, asked_about(row.findings, choices))
    return ReturnEntry(
        declaration=file.declaration,
        findings=row.findings,
        decision=decision,
        reasons={key: text for key, text in choices.reasons.items() if key in keys},
        query_text=(choices.query_text or draft) if decision is EntryDecision.QUERY else "",
        received_on=file.received_on,
        via=file.via,
        file_name=file.file,
        content=file.content,
        attachments=file.attachments,
        change_from=row.change_from,
    )


def checked(
    case: Case, row: PreviewRow, replaces_from: date | None, overtaken_by: date | None = None
) -> Case:
    """The case after a check; stops first, notes last."""
    found = sorted(row.findings, key=lambda one: _SEVERITIES.index(one.severity))
    row = replace(row, findings=tuple(found))
    return replace(case, row=row, replaces_from=replaces_from, overtaken_by=overtaken_by)


def unchecked(number: int, file: ReturnFile) -> Case:
    """A return that was just read; its row comes with the next check."""
    row = PreviewRow(
        file=file,
        bfs_number=None,
        name=file.name_seen,
        result=PreviewResult.REFUSED,
        findings=file.findings,
    )
    return Case(number=number, original=file, file=file, row=row)


def is_amendable(case: Case) -> bool:
    """Whether only single answers lack, so that the office can fill them in or ask for them."""
    lacks = bool(stops(case.findings))
    return lacks and case.file.declaration is not None and rules.may_keep(case.findings)


# ------------------------------------------------------------------ all together


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """The numbers of the action bar."""

    total: int
    recorded: int
    queried: int
    kept: int
    """Without a decision, or held back: stored as eingegangen."""
    stored_already: int
    """Of those: lie in the file as eingegangen from before."""
    waiting: int
    """To confirm, not usable, or to type in: stays on this page."""

    @property
    def stored(self) -> int:
        """Everything that the main button writes."""
        return self.recorded + self.queried + self.kept - self.stored_already


def totals(cases: Sequence[Case]) -> Totals:
    """Count what the main button will do."""
    decisions = [case.decision for case in cases]
    waits = {PreviewResult.CONFIRM, PreviewResult.REFUSED, PreviewResult.MANUAL}
    return Totals(
        total=len(cases),
        recorded=decisions.count(EntryDecision.RECORD),
        queried=decisions.count(EntryDecision.QUERY),
        kept=decisions.count(EntryDecision.KEEP),
        stored_already=sum(case.is_stored for case in cases),
        waiting=sum(case.decision is None and case.row.result in waits for case in cases),
    )


def with_reason(case: Case, reason: str) -> Case:
    """The same reason for every Prüfhinweis that has none yet."""
    choices = case.choices
    done = given(choices)
    for hint in hints(case.findings):
        if reason_key(hint) not in done:
            choices = choices.noting(reason_key(hint), reason)
    return replace(case, choices=choices, held_back=False)
