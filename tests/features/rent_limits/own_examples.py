"""The file of a Sozialdienst in December, and short ways to declare."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from returns_examples import declared

from fixtures_archive import TEST_KEY
from sozdesk.archive.file_info import OfficeKind
from sozdesk.archive.store import open_with_key
from sozdesk.features.offices import queries as offices_queries
from sozdesk.features.offices import usecases as offices
from sozdesk.features.offices.terms import BodyFunction, Job
from sozdesk.features.rent_limits import queries, usecases
from sozdesk.features.rent_limits.terms import (
    Attachment,
    Contact,
    Decision,
    DecisionBody,
    ReceivedVia,
    Seen,
)
from sozdesk.kernel.ids import seeded_ids

TODAY = date(2026, 12, 8)
BRETZWIL, LAUWIL, REIGOLDSWIL = 2883, 2889, 2893
OWN = (BRETZWIL, LAUWIL, REIGOLDSWIL)
NAMES = {BRETZWIL: "Bretzwil", LAUWIL: "Lauwil", REIGOLDSWIL: "Reigoldswil"}
OFFICE = "Sozialdienst Beispieltal"


def december():
    return datetime(2026, 12, 8, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def own_template(office_files, tmp_path_factory):
    """Declares for three municipalities; made once, never opened."""
    path = tmp_path_factory.mktemp("own") / "dienst.sozdesk"
    shutil.copyfile(office_files(OfficeKind.SERVICE), path)
    archive = open_with_key(path, TEST_KEY, clock=december, new_id=seeded_ids(5))
    archive.run(usecases.load_reference, usecases.LoadReference())
    service = next(row for row in archive.query(offices_queries.services, TODAY))
    for number in OWN:
        command = offices.JoinService(
            bfs_number=number,
            service_id=service.id,
            jobs=tuple(Job),
            valid_from=date(2025, 1, 1),
        )
        archive.run(offices.join_service, command)
    archive.close(backup=False)
    return path


@pytest.fixture
def own(own_template, tmp_path):
    """A fresh copy on 8 December 2026, 23 days before the deadline."""
    path = tmp_path / own_template.name
    shutil.copyfile(own_template, path)
    opened = open_with_key(path, TEST_KEY, clock=december, new_id=seeded_ids(6))
    yield opened
    opened.close(backup=False)


def own_declared(bfs=BRETZWIL, first=830, *, year=2027, **changes):
    """A sound declaration of one of the three."""
    decision = Decision(
        decided_on=date(year - 1, 11, 24),
        body=DecisionBody.SOCIAL_AUTHORITY,
        number=f"{year - 1}-118",
    )
    contact = Contact(name="Sandra Muster", email="dienst@example.ch", phone="061 000 00 00")
    return replace(
        declared(bfs, first, year=year), **{"decision": decision, "contact": contact, **changes}
    )


def row_of(archive, bfs=BRETZWIL, year=2027, change_from=None):
    return archive.query(queries.own_row, archive.context().today, bfs, year, change_from)


def seen(archive, bfs=BRETZWIL, year=2027, change_from=None):
    """The newest revision, as a form that is opened now sees it."""
    revisions = row_of(archive, bfs, year, change_from).revisions
    return Seen(id=revisions[0].id, version=revisions[0].version) if revisions else None


def derivation_of(archive, bfs=BRETZWIL, year=2027, change_from=None):
    """How the limits of the draft, else of the declared version, were found."""
    begun = row_of(archive, bfs, year, change_from).begun
    return archive.query(queries.derivation, begun.id) if begun else None


def _seen(archive, declaration, change_from, was_from):
    if change_from and not was_from:
        return None
    return seen(archive, declaration.bfs_number, declaration.year, was_from)


def save(archive, declaration=None, *, change_from=None, was_from=None, derivation=None):
    declaration = declaration or own_declared()
    command = usecases.SaveOwn(
        declaration=declaration,
        change_from=change_from,
        was_from=was_from,
        seen=_seen(archive, declaration, change_from, was_from),
        derivation=derivation,
    )
    return archive.run(usecases.save_own, command)


def finish(archive, declaration=None, *, change_from=None, was_from=None, derivation=None):
    """Make both documents and record the declaration; the outcome."""
    declaration = declaration or own_declared()
    documents = archive.query(
        queries.own_documents, declaration, change_from, derivation, archive.context()
    )
    command = usecases.FinishOwn(
        declaration=declaration,
        change_from=change_from,
        was_from=was_from,
        seen=_seen(archive, declaration, change_from, was_from),
        derivation=derivation,
        revision=documents.revision,
        documents=(
            Attachment(documents.request.file_name, b"form"),
            Attachment("meldung.pdf", b"%PDF"),
        ),
    )
    return archive.run(usecases.finish_own, command)


def canton(archive, *declarations, year=2026):
    """What the overview of the canton says of a year, as it is read in."""
    if archive.query(queries.round_of, year) is None:
        command = usecases.SetDeadline(year=year, due_on=date(year - 1, 12, 31))
        archive.run(usecases.set_deadline, command)
    entries = tuple(
        usecases.ReturnEntry(
            declaration=one, received_on=date(year, 2, 1), via=ReceivedVia.OVERVIEW
        )
        for one in declarations
    )
    archive.run(usecases.record_returns, usecases.RecordReturns(year=year, entries=entries))


def sign(archive, bfs=BRETZWIL):
    """Präsidium and Aktuariat of a municipality."""
    for name, function in (
        ("Vera Vorsitz", BodyFunction.PRESIDENT),
        ("Anton Akten", BodyFunction.SECRETARY),
    ):
        command = offices.AddBodyMember(
            bfs_number=bfs, name=name, function=function, valid_from=date(2024, 7, 1)
        )
        archive.run(offices.add_body_member, command)
