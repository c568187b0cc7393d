"""People to write to, and short ways to letters, drafts and the log."""

from __future__ import annotations

from datetime import date
from email import message_from_bytes, policy
from pathlib import Path

from returns_examples import TODAY, open_round

from sozdesk.features.offices import queries as office_queries
from sozdesk.features.offices import usecases as offices
from sozdesk.features.offices.terms import Job
from sozdesk.features.rent_limits import files, queries, usecases
from sozdesk.features.rent_limits.terms import LetterKind

AESCH, BOECKTEN, ITINGEN, SISSACH = 2761, 2842, 2849, 2861
BRETZWIL, LAUWIL, REIGOLDSWIL = 2883, 2889, 2893
CALL, FIRST, SECOND, RECEIPT = LetterKind


def add_contact(archive, name="Rita Beispiel", email="rita@boeckten.example", **values):
    owner = values if "service_id" in values else {"bfs_number": BOECKTEN, **values}
    command = offices.AddContact(name=name, email=email, main=True, **owner)
    return archive.run(offices.add_contact, command).value


def add_service(archive, *numbers, name="Sozialdienst Beispieltal", jobs=(Job.DECLARES,), **values):
    """A service that declares for these municipalities."""
    made = archive.run(offices.add_service, offices.AddService(name=name, **values)).value
    for number in numbers:
        joined = offices.JoinService(
            bfs_number=number, service_id=made, jobs=jobs, valid_from=date(2026, 1, 1)
        )
        archive.run(offices.join_service, joined)
    return made


def add_postal_address(archive, bfs_number=BOECKTEN, address="Dorfweg 3\n4461 Böckten"):
    row = archive.query(office_queries.details, bfs_number, TODAY).row
    command = offices.ChangeMunicipality(
        id=row.id, base_version=row.version, changes={"address": address}
    )
    return archive.run(offices.change_municipality, command)


def people(archive):
    """The Erhebung 2027; Böckten has a person, three municipalities have one service."""
    open_round(archive)
    add_contact(archive, function="Sozialhilfebehörde")
    add_service(
        archive,
        BRETZWIL,
        LAUWIL,
        REIGOLDSWIL,
        address="Beispielweg 1\n4418 Reigoldswil",
        email="post@beispieltal.example",
    )


def writer(archive):
    return queries.Writer(archive.context(), archive.staff)


def call_job(archive, year=2027):
    return archive.query(queries.call_job, year, writer(archive))


def reminders(archive, today=TODAY):
    """BFS number → how the municipality would be reminded."""
    rows = archive.query(queries.reminder_rows, 2027, today)
    return {row.tracking.bfs_number: row for row in rows}


def remind(archive, folder, *numbers, kind=None):
    """Write reminders and log them."""
    rows = reminders(archive, archive.context().today)
    chosen = {number: kind or rows[number].kind for number in numbers}
    job = archive.query(queries.reminder_job, 2027, chosen, writer(archive))
    return log(archive, files.write_letters(folder, job))


def log(archive, written, year=2027):
    entries = written.entries
    return archive.run(usecases.log_letters, usecases.LogLetters(year=year, entries=entries))


def logged(archive, bfs=BOECKTEN):
    rows = archive.query(queries.letters, 2027).get(bfs, ())
    return [(row.kind, row.written_on) for row in rows]


def extend(archive, *numbers, until=date(2027, 1, 15), reason="Sitzung am 12. Januar", year=2027):
    command = usecases.ExtendDeadline(year=year, bfs_numbers=numbers, until=until, reason=reason)
    return archive.run(usecases.extend_deadline, command)


def mail(path: Path):
    """A draft as a mail program reads it."""
    return message_from_bytes(path.read_bytes(), policy=policy.default)


def text_of(message):
    return message.get_body().get_content().replace("\r\n", "\n")


def attached(message):
    return [part.get_filename() for part in message.iter_attachments()]
