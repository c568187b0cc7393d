"""Letters, e-mail drafts, their common text and the days of an Erhebung, written into one folder.

Nothing here needs the data file, so that it can run in a worker; nothing is sent.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from sozdesk.documents.calendar import CalendarDay, write_calendar
from sozdesk.documents.letter import fill_letter
from sozdesk.documents.mail import AttachedFile
from sozdesk.documents.mail_draft import MailDraft, draft_bytes
from sozdesk.documents.report import SAMPLE_MARK
from sozdesk.documents.safe_write import remove, write_bytes
from sozdesk.features.rent_limits import rules
from sozdesk.features.rent_limits.files.common_texts import text_file
from sozdesk.features.rent_limits.files.letter_values import (
    attached_forms,
    mail_words,
    sharing,
    values,
)
from sozdesk.features.rent_limits.files.template_check import refuse_broken
from sozdesk.features.rent_limits.files.workbook import form_workbook
from sozdesk.features.rent_limits.terms import (
    DeadlineKind,
    DeadlineRow,
    FormRequest,
    LetterEntry,
    LetterJob,
    LetterKind,
    LetterTarget,
)
from sozdesk.features.rent_limits.texts import word
from sozdesk.kernel import german
from sozdesk.kernel.errors import Cancelled
from sozdesk.kernel.ids import natural_id

TEXT_FILE = "{letter}_{year} Text und Adressen.txt"
CALENDAR_FILE = "fristen.ics"
UNFINISHED = "Noch nicht fertig.txt"
"""Lies in the folder while it is written, and stays if that is broken off."""
_UNFINISHED_WORDS = (
    "In diesem Ordner fehlt noch etwas: Das Schreiben ist nicht abgeschlossen oder wurde "
    "abgebrochen.\r\nSchreiben Sie alles noch einmal, bevor Sie etwas davon versenden.\r\n"
)
_NAMES = {
    LetterKind.CALL: "Aufruf",
    LetterKind.FIRST_REMINDER: "Erinnerung_1",
    LetterKind.SECOND_REMINDER: "Erinnerung_2",
    LetterKind.RECEIPT: "Empfangsbestätigung",
}

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What lies in the folder now."""

    letters: int
    mails: int
    forms: int
    entries: tuple[LetterEntry, ...]
    """What the log should say."""
    without_address: tuple[str, ...]
    """Municipalities for which there is no e-mail draft."""
    without_postal: int
    """Letters without street and place."""
    no_way_back: bool
    """Nobody could read from a letter where to answer."""


@dataclass(frozen=True, slots=True)
class _File:
    """One file to write."""

    name: str
    make: Callable[[], bytes]


class _Forms:
    """Every form is made once: as a file of its own, and to be attached."""

    def __init__(self) -> None:
        self._made: dict[str, bytes] = {}

    def __call__(self, request: FormRequest) -> bytes:
        """The bytes of a form; no two of a job have the same name."""
        if request.file_name not in self._made:
            self._made[request.file_name] = form_workbook(request)
        return self._made[request.file_name]


@dataclass
class _Plan:
    """Every file of a job, and what the log will say."""

    job: LetterJob
    forms: list[_File] = field(default_factory=list)
    letters: list[_File] = field(default_factory=list)
    mails: list[_File] = field(default_factory=list)
    others: list[_File] = field(default_factory=list)
    entries: dict[tuple[int, LetterKind, str], LetterEntry] = field(default_factory=dict)

    def files(self) -> list[_File]:
        """In the order of writing."""
        return [*self.forms, *self.letters, *self.mails, *self.others]


def _nobody_watches(done: int, total: int) -> None:
    """Used where nobody watches."""


def _nobody_cancels() -> bool:
    return False


def write_letters(
    folder: Path,
    job: LetterJob,
    progress: Progress = _nobody_watches,
    cancelled: Callable[[], bool] = _nobody_cancels,
    *,
    with_forms: bool = False,
) -> Written:
    """Write everything of a job, with the forms as files of their own if wanted.

    While it is written, and if it is broken off, :data:`UNFINISHED` says so in the folder.

    Raises:
        RuleViolation: a template has mistakes; nothing is written then.
        DocumentWriteError: the folder cannot be written.
        Cancelled: ``cancelled`` said so.
    """
    refuse_broken(job.templates.values())
    plan = _plan(job, with_forms=with_forms)
    files = plan.files()
    write_bytes(folder / UNFINISHED, _UNFINISHED_WORDS.encode("utf-8-sig"))
    for number, file in enumerate(files):
        if cancelled():
            raise Cancelled
        progress(number, len(files))
        write_bytes(folder / file.name, file.make())
    remove(folder / UNFINISHED)
    return Written(
        letters=len(plan.letters),
        mails=len(plan.mails),
        forms=len(plan.forms),
        entries=tuple(plan.entries.values()),
        without_address=without_address(job),
        without_postal=without_postal(job),
        no_way_back=names_no_way_back(job),
    )


def file_names(job: LetterJob, *, with_forms: bool = False) -> tuple[str, ...]:
    """The names of the files that a job writes."""
    return tuple(file.name for file in _plan(job, with_forms=with_forms).files())


def letter_entries(job: LetterJob) -> tuple[LetterEntry, ...]:
    """What the log says once a job is written."""
    return tuple(_plan(job, with_forms=False).entries.values())


def one_file(job: LetterJob) -> tuple[str, bytes]:
    """The letter of a job with one municipality, of a receipt the draft: name and bytes.

    Raises RuleViolation if the template has mistakes.
    """
    refuse_broken(job.templates.values())
    plan = _plan(job, with_forms=False)
    file = (plan.letters or plan.mails)[0]
    return file.name, file.make()


def without_address(job: LetterJob) -> tuple[str, ...]:
    """Municipalities for which no e-mail draft can be written."""
    return tuple(target.name for target in job.targets if not target.addressee.email)


def without_postal(job: LetterJob) -> int:
    """How many letters in Word have an address without street and place."""
    paper = [target for target in job.targets if job.templates[target.kind].document]
    return sum(not target.addressee.can_be_posted for target in paper)


def names_no_way_back(job: LetterJob) -> bool:
    """Whether nobody could read from a letter where to answer."""
    return not (job.office.email or job.office.phone)


# ------------------------------------------------------------------ plan


def _plan(job: LetterJob, *, with_forms: bool) -> _Plan:
    plan = _Plan(job)
    form = _Forms()
    forms = job.forms if with_forms else _forms_for_paper(job)
    plan.forms = [_File(one.file_name, partial(form, one)) for one in forms]
    for target in job.targets:
        if job.templates[target.kind].document:
            _plan_letter(plan, target)
    taken: set[str] = set()
    for group in rules.grouped(job.targets):
        _plan_mail(plan, group, form, taken)
    if job.for_all:
        plan.others += [_text(job, kind) for kind in LetterKind if kind in job.templates]
    if job.deadlines:
        plan.others.append(_File(CALENDAR_FILE, partial(calendar_bytes, job)))
    return plan


def _forms_for_paper(job: LetterJob) -> list[FormRequest]:
    """The enclosures of letters that no draft accompanies: printed, or sent from elsewhere."""
    alone = [target for target in job.targets if not target.addressee.email]
    return [one for target in alone for one in attached_forms(job, sharing(job, target))]


def _text(job: LetterJob, kind: LetterKind) -> _File:
    """A name of its own for every kind: the reminders may go into the folder of the call."""
    name = TEXT_FILE.format(letter=_NAMES[kind], year=job.round.year)
    return _File(name, partial(text_file, job, kind))


def _plan_letter(plan: _Plan, target: LetterTarget) -> None:
    name = f"{_stem(plan.job, [target])}.docx"
    plan.letters.append(_File(name, partial(_letter, plan.job, target)))
    _note(plan, target, name)


def _plan_mail(
    plan: _Plan,
    group: Sequence[LetterTarget],
    form: _Forms,
    taken: set[str],
) -> None:
    name = _told_apart(_stem(plan.job, group), taken)
    plan.mails.append(_File(name, partial(_mail, plan.job, group, form)))
    for target in group:
        _note(plan, target, name)


def _note(plan: _Plan, target: LetterTarget, file_name: str) -> None:
    """The draft counts for the log; the letter where there is no draft."""
    version = str(target.returned.id) if target.returned else ""
    plan.entries[target.bfs_number, target.kind, version] = LetterEntry(
        bfs_number=target.bfs_number,
        kind=target.kind,
        addressee=target.addressee.words,
        file_name=file_name,
    )


def _stem(job: LetterJob, group: Sequence[LetterTarget]) -> str:
    """«Aufruf_2027_2842_Böckten», or with the name of the service that answers for several.

    Such a service gets a draft of its own for the municipalities whose deadline was extended.
    """
    first = group[0]
    parts = [_NAMES[first.kind], str(job.round.year)]
    if len(group) > 1 and first.addressee.service:
        parts.append(first.addressee.service)
        other = first.due_on != job.round.due_on
        parts += [f"Frist_{first.due_on.isoformat()}"] if other else []
    else:
        parts += [str(first.bfs_number), first.name]
        parts += [f"und_{len(group) - 1}_weitere"] if len(group) > 1 else []
    if first.returned is not None:
        start = first.returned.change_from
        parts += [f"ab_{start.isoformat()}"] if start else []
        parts.append(f"Version_{first.returned.revision}")
    plain = "_".join(parts)
    return "".join(char if char.isalnum() or char in "_-" else "_" for char in plain)


def _told_apart(stem: str, taken: set[str]) -> str:
    """Number the drafts whose names would be the same on a disk."""
    name, number = f"{stem}.eml", 2
    while name.casefold() in taken:
        name, number = f"{stem}_{number}.eml", number + 1
    taken.add(name.casefold())
    return name


# ------------------------------------------------------------------ content


def _letter(job: LetterJob, target: LetterTarget) -> bytes:
    template = job.templates[target.kind]
    enclosures = [*(one.file_name for one in attached_forms(job, sharing(job, target)))]
    enclosures += [file.name for file in template.attachments]
    return fill_letter(
        template.document,
        values(job, [target], enclosures),
        created=job.now,
        author=job.office.name,
        title=f"{word(target.kind)} Mietzinsgrenzwerte {job.round.year}",
        sample=job.sample,
    )


def _mail(job: LetterJob, group: Sequence[LetterTarget], form: _Forms) -> bytes:
    template, addressee = job.templates[group[0].kind], group[0].addressee
    files = [AttachedFile(one.file_name, form(one)) for one in attached_forms(job, group)]
    files += [AttachedFile(one.name, one.content) for one in template.attachments]
    filled = values(job, group, [file.name for file in files])
    subject, body = mail_words(job, template, filled)
    draft = MailDraft(
        address=addressee.email,
        name=addressee.name,
        subject=subject,
        body=body,
        attachments=files,
    )
    return draft_bytes(draft)


# ------------------------------------------------------------------ calendar


def calendar_bytes(job: LetterJob) -> bytes:
    """The days of the Erhebung for the calendar of the office."""
    name = f"Mietzinsgrenzwerte {job.round.year}"
    days = [_calendar_day(job, row) for row in job.deadlines]
    return write_calendar(f"{name} ({SAMPLE_MARK})" if job.sample else name, days, job.now)


def _calendar_day(job: LetterJob, row: DeadlineRow) -> CalendarDay:
    """The day of the same thing keeps its id when it moves; an extended one is its day."""
    own = (row.day.isoformat(),) if row.kind is DeadlineKind.EXTENDED else ()
    number = german.plural(len(row.names), "Gemeinde", "Gemeinden")
    named = f"Für {number}: {german.enumeration(list(row.names))}" if row.names else ""
    return CalendarDay(
        key=natural_id("deadline", job.round.year, row.kind, *own),
        day=row.day,
        title=f"Mietzinsgrenzwerte {job.round.year}: {word(row.kind)}",
        text="\n".join(filter(None, (SAMPLE_MARK if job.sample else "", named))),
    )
