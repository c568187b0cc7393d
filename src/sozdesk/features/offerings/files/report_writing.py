"""Forms and reminders of the yearly reports, written into a folder. Nothing is sent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from sozdesk.documents.mail import AttachedFile
from sozdesk.documents.mail_draft import MailDraft, draft_bytes, usable_address
from sozdesk.documents.safe_write import write_bytes
from sozdesk.features.offerings.files.report_form import form_name, report_form
from sozdesk.features.offerings.terms import ReportingProvider, ReportingYear, ReportReminder
from sozdesk.features.offerings.texts import yearly_reports as said
from sozdesk.kernel.errors import Cancelled

Progress = Callable[[int, int], None]


def _unwatched(done: int, total: int) -> None:
    """Nobody watches."""


def _never() -> bool:
    return False


def write_forms(
    folder: Path,
    asked: ReportingYear,
    providers: Sequence[ReportingProvider],
    progress: Progress = _unwatched,
    cancelled: Callable[[], bool] = _never,
) -> int:
    """One form for each of the providers; answers how many.

    Raises:
        DocumentWriteError: the folder cannot be written.
        Cancelled: ``cancelled`` said so.
    """
    for number, provider in enumerate(providers):
        if cancelled():
            raise Cancelled
        progress(number, len(providers))
        write_bytes(folder / form_name(provider, asked.year), report_form(asked, provider))
    return len(providers)


def reminder_name(reminder: ReportReminder, year: int) -> str:
    """«Erinnerung_1_Jahresbericht_2026_Kurszentrum Muster.eml»."""
    stem = form_name(reminder.provider, year).removesuffix(".xlsx")
    return f"Erinnerung_{reminder.number}_{stem}.eml"


def write_reminders(
    folder: Path,
    asked: ReportingYear,
    reminders: Sequence[ReportReminder],
    progress: Progress = _unwatched,
    cancelled: Callable[[], bool] = _never,
) -> tuple[ReportReminder, ...]:
    """An e-mail draft with the form for each that has an address; answers those.

    Raises:
        DocumentWriteError: the folder cannot be written.
        Cancelled: ``cancelled`` said so.
    """
    written = []
    for number, one in enumerate(reminders):
        if cancelled():
            raise Cancelled
        progress(number, len(reminders))
        address = usable_address(one.provider.email)
        if address:
            write_bytes(folder / reminder_name(one, asked.year), _draft(one, asked, address))
            written.append(one)
    return tuple(written)


def _draft(reminder: ReportReminder, asked: ReportingYear, address: str) -> bytes:
    provider = reminder.provider
    form = AttachedFile(form_name(provider, asked.year), report_form(asked, provider))
    return draft_bytes(
        MailDraft(
            address=address,
            name=provider.name,
            subject=said.reminder_subject(asked.year, reminder.number),
            body=said.reminder_body(provider.name, asked.year, reminder.due_on, asked.office),
            attachments=(form,),
        )
    )
