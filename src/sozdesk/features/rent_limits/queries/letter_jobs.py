"""What is needed to write letters: to whom, with which words, forms and days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from sozdesk.archive.file_info import file_info
from sozdesk.archive.staff import StaffMember
from sozdesk.documents.mail_draft import usable_address
from sozdesk.features.offices import queries as offices
from sozdesk.features.rent_limits import rules
from sozdesk.features.rent_limits.queries.addressees import addressees
from sozdesk.features.rent_limits.queries.declarations import declaration
from sozdesk.features.rent_limits.queries.following_up import extensions, letters
from sozdesk.features.rent_limits.queries.forms import form_requests
from sozdesk.features.rent_limits.queries.rounds import opened_round
from sozdesk.features.rent_limits.queries.templates import letter_template
from sozdesk.features.rent_limits.queries.tracking import return_tracking
from sozdesk.features.rent_limits.terms import (
    RECORDED_STATES,
    REMINDERS,
    Addressee,
    DeadlineRow,
    DeclarationRow,
    FormRequest,
    LetterJob,
    LetterKind,
    LetterOffice,
    LetterRow,
    LetterTarget,
    ReminderRow,
    RoundRow,
    TrackingRow,
)
from sozdesk.kernel.context import Context
from sozdesk.kernel.errors import NotFound


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes, and when."""

    context: Context
    person: StaffMember


# ------------------------------------------------------------------ jobs


def call_job(session: Session, year: int, writer: Writer) -> LetterJob:
    """The call of an Erhebung to all its municipalities, with all forms and days.

    Raises NotFound if the Erhebung was not opened.
    """
    known = _known(session, year, writer.context.today)
    targets = [known.target(row, LetterKind.CALL, writer.context.today) for row in known.tracking]
    forms = form_requests(session, year, writer.context.now, writer.context.sample)
    job = _job(session, known, writer, targets, forms, deadlines(session, year))
    return replace(job, for_all=True)


def reminder_rows(session: Session, year: int, today: date) -> tuple[ReminderRow, ...]:
    """The municipalities without an answer and how they would be reminded, in German order."""
    known = _known(session, year, today)
    return tuple(
        ReminderRow(
            tracking=row,
            kind=rules.next_reminder(known.written(row.bfs_number), today),
            waits=rules.waits(row.due_on, today, extended=row.extended),
            addressee=known.addressees[row.bfs_number],
            last=known.last_reminder(row.bfs_number),
        )
        for row in known.tracking
        if row.received_on is None
    )


def reminder_job(
    session: Session, year: int, chosen: Mapping[int, LetterKind], writer: Writer
) -> LetterJob:
    """Reminders at the chosen levels; who has answered meanwhile is left out."""
    known = _known(session, year, writer.context.today)
    targets = [
        known.target(row, chosen[row.bfs_number], writer.context.today)
        for row in known.tracking
        if row.bfs_number in chosen and row.received_on is None
    ]
    job = _job(session, known, writer, targets, _forms_of(session, known, writer, targets))
    return replace(job, for_all=len(targets) > 1)


def receipt_job(session: Session, ids: Collection[UUID], writer: Writer) -> LetterJob:
    """Receipts of recorded returns of one Erhebung; others are left out.

    They go to the contact that the return names, else to the known one. Raises NotFound without any.
    """
    found = [row for one in ids if (row := declaration(session, one)) is not None]
    rows = [row for row in found if row.state in RECORDED_STATES]
    if not rows:
        raise NotFound(
            "Zu dieser Gemeinde ist nichts erfasst, das sich bestätigen lässt.",
            "Erfassen Sie zuerst die Rückmeldung.",
        )
    known = _known(session, rows[0].declaration.year, writer.context.today)
    return _job(session, known, writer, [known.receipt(row) for row in rows])


def letter_again_job(session: Session, year: int, letter: LetterRow, writer: Writer) -> LetterJob:
    """A call or reminder once more, with its day, as it would be written now.

    To all who were on the same draft.
    """
    known = _known(session, year, writer.context.today)
    together = known.together(letter)
    targets = [
        known.target(row, letter.kind, letter.written_on)
        for row in known.tracking
        if row.bfs_number in together
    ]
    forms = _forms_of(session, known, writer, targets)
    return _job(session, known, writer, targets, forms, day=letter.written_on)


def deadlines(session: Session, year: int) -> tuple[DeadlineRow, ...]:
    """The days of an Erhebung for the calendar; NotFound if it was not opened."""
    round_ = opened_round(session, year)
    names = {row.bfs_number: row.short_name for row in offices.all_municipalities(session)}
    extended: defaultdict[date, list[str]] = defaultdict(list)
    for number, row in sorted(extensions(session, year).items()):
        if row.until > round_.due_on:
            extended[row.until].append(names[number])
    return rules.deadlines(round_, extended)


def calendar_job(session: Session, year: int, writer: Writer) -> LetterJob:
    """Only the days of an Erhebung; NotFound if it was not opened."""
    known = _Known(opened_round(session, year), (), {}, {})
    return _job(session, known, writer, (), (), deadlines(session, year))


# ------------------------------------------------------------------ what they are made of


@dataclass(frozen=True, slots=True)
class _Known:
    """What the file holds of one Erhebung and of the people to write to."""

    round: RoundRow
    tracking: Sequence[TrackingRow]
    letters: Mapping[int, tuple[LetterRow, ...]]
    addressees: Mapping[int, Addressee]

    def written(self, bfs_number: int) -> Iterable[tuple[LetterKind, date]]:
        """Letters to a municipality with their days."""
        return [(row.kind, row.written_on) for row in self.letters.get(bfs_number, ())]

    def last_reminder(self, bfs_number: int) -> LetterRow | None:
        """The newest one; letters come newest first."""
        written = self.letters.get(bfs_number, ())
        return next((row for row in written if row.kind in REMINDERS), None)

    def together(self, letter: LetterRow) -> set[int]:
        """The municipalities that a draft, or a letter in Word, was written for."""
        same = (letter.kind, letter.written_on, letter.file_name)
        return {
            number
            for number, rows in self.letters.items()
            if any((row.kind, row.written_on, row.file_name) == same for row in rows)
        }

    def target(self, row: TrackingRow, kind: LetterKind, day: date) -> LetterTarget:
        """A call or reminder to one municipality."""
        return LetterTarget(
            bfs_number=row.bfs_number,
            name=row.name,
            kind=kind,
            due_on=row.due_on,
            addressee=self.addressees[row.bfs_number],
            called_on=day if kind is LetterKind.CALL else self._called_on(row.bfs_number),
        )

    def _called_on(self, bfs_number: int) -> date:
        calls = [day for kind, day in self.written(bfs_number) if kind is LetterKind.CALL]
        return min(calls, default=self.round.call_on)

    def receipt(self, returned: DeclarationRow) -> LetterTarget:
        """A receipt of one return."""
        number = returned.declaration.bfs_number
        row = next(row for row in self.tracking if row.bfs_number == number)
        contact = returned.declaration.contact
        email = usable_address(contact.email)
        known = self.addressees[number]
        return LetterTarget(
            bfs_number=number,
            name=row.name,
            kind=LetterKind.RECEIPT,
            due_on=row.due_on,
            addressee=Addressee(name=contact.name, email=email, lines=known.lines)
            if email
            else Addressee(name=known.name, email=known.email, lines=known.lines),
            called_on=self._called_on(number),
            returned=returned,
        )


def _known(session: Session, year: int, today: date) -> _Known:
    round_ = opened_round(session, year)
    return _Known(
        round_,
        return_tracking(session, year, today),
        letters(session, year),
        addressees(session, round_.valid_from),
    )


def _job(
    session: Session,
    known: _Known,
    writer: Writer,
    targets: Sequence[LetterTarget],
    forms: Sequence[FormRequest] = (),
    days: Sequence[DeadlineRow] = (),
    day: date | None = None,
) -> LetterJob:
    kinds = {target.kind for target in targets}
    return LetterJob(
        round=known.round,
        day=day or writer.context.today,
        now=writer.context.now,
        sample=writer.context.sample,
        office=letter_office(session, writer),
        targets=tuple(targets),
        templates={kind: letter_template(session, kind) for kind in LetterKind if kind in kinds},
        forms=tuple(forms),
        deadlines=tuple(days),
    )


def _forms_of(
    session: Session, known: _Known, writer: Writer, targets: Sequence[LetterTarget]
) -> list[FormRequest]:
    """The forms that name only these municipalities."""
    numbers = {target.bfs_number for target in targets}
    context = writer.context
    requests = form_requests(session, known.round.year, context.now, context.sample)
    return [
        request
        for request in requests
        if request.pages and {page.municipality.bfs_number for page in request.pages} <= numbers
    ]


def letter_office(session: Session, writer: Writer) -> LetterOffice:
    """The office of the file as its own row among the services knows it."""
    name = file_info(session).office_name
    rows = [row for row in offices.services(session, writer.context.today) if row.name == name]
    own = rows[0] if rows else None
    return LetterOffice(
        name=name,
        address=own.address if own else "",
        email=own.email if own else "",
        phone=own.phone if own else "",
        person=writer.person.name,
        function=writer.person.function,
    )
