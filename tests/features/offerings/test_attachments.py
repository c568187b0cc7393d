"""Files are attached inside the encrypted file, given back, removed, and brought back."""

from __future__ import annotations

from datetime import date

import pytest
from platform_kit import offering, provider, write_directly

from sozdesk.archive.store import Archive
from sozdesk.features.offerings import queries
from sozdesk.features.offerings.records import EnclosureRecord, RequestRecord
from sozdesk.features.offerings.terms import AttachmentOwner
from sozdesk.features.offerings.usecases import (
    AttachFile,
    RemoveRow,
    attach_file,
    remove_attachment,
    remove_offering,
    remove_provider,
)
from sozdesk.kernel.errors import NotFound, RuleViolation
from sozdesk.kernel.ids import natural_id

PDF = b"%PDF-1.7\nKonzept"


def attach(archive: Archive, kind: AttachmentOwner, owner_id, content: bytes = PDF):
    command = AttachFile(owner_kind=kind, owner_id=owner_id, name="Konzept.pdf", content=content)
    return archive.run(attach_file, command)


def test_a_file_comes_back_byte_by_byte(platform: Archive) -> None:
    who = provider(platform)
    made = attach(platform, AttachmentOwner.PROVIDER, who)
    assert made.summary == "Anbieter/in: Anhang «Konzept.pdf» hinzugefügt"
    (row,) = platform.query(queries.attachments, AttachmentOwner.PROVIDER, who)
    assert (row.name, row.size, row.added_on) == ("Konzept.pdf", 16, date(2027, 1, 5))
    assert platform.query(queries.attachment_content, row.id) == PDF
    assert platform.query(queries.attachments, AttachmentOwner.OFFERING, who) == ()


def test_the_same_file_is_attached_once(platform: Archive) -> None:
    who = provider(platform)
    attach(platform, AttachmentOwner.PROVIDER, who)
    with pytest.raises(RuleViolation, match="schon angehängt"):
        attach(platform, AttachmentOwner.PROVIDER, who)
    assert len(platform.query(queries.attachments, AttachmentOwner.PROVIDER, who)) == 1


def test_an_owner_that_is_gone_gets_no_file(platform: Archive) -> None:
    with pytest.raises(NotFound):
        attach(platform, AttachmentOwner.OFFERING, natural_id("nobody"))


def test_a_strafregisterauszug_is_never_kept(platform: Archive) -> None:
    who = provider(platform)

    def enclosures(session):
        request = RequestRecord(
            id=natural_id("r"), provider_id=who, kind="first", received_on=date(2026, 10, 1)
        )
        session.add(request)
        session.flush()
        for code in ("criminal_record", "mission"):
            session.add(EnclosureRecord(id=natural_id(code), request_id=request.id, kind_code=code))

    write_directly(platform, enclosures)
    attach(platform, AttachmentOwner.ENCLOSURE, natural_id("mission"))
    with pytest.raises(RuleViolation, match="Strafregisterauszüge"):
        attach(platform, AttachmentOwner.ENCLOSURE, natural_id("criminal_record"))


def test_removing_and_attaching_can_be_taken_back(platform: Archive) -> None:
    who = provider(platform)
    attach(platform, AttachmentOwner.PROVIDER, who)
    (row,) = platform.query(queries.attachments, AttachmentOwner.PROVIDER, who)
    platform.run(remove_attachment, RemoveRow(id=row.id, base_version=row.version))
    assert platform.query(queries.attachments, AttachmentOwner.PROVIDER, who) == ()
    with pytest.raises(NotFound):
        platform.query(queries.attachment_content, row.id)
    platform.undo_last()
    assert platform.query(queries.attachment_content, row.id) == PDF
    platform.undo_last()
    assert platform.query(queries.attachments, AttachmentOwner.PROVIDER, who) == ()


def test_files_go_with_what_they_belong_to(platform: Archive) -> None:
    who = provider(platform)
    course = offering(platform, who)
    attach(platform, AttachmentOwner.OFFERING, course)
    attach(platform, AttachmentOwner.PROVIDER, who)
    platform.run(remove_offering, RemoveRow(id=course, base_version=1))
    platform.run(remove_provider, RemoveRow(id=who, base_version=1))
    assert platform.query(queries.attachments, AttachmentOwner.OFFERING, course) == ()
    assert platform.query(queries.attachments, AttachmentOwner.PROVIDER, who) == ()


def test_a_sozialdienst_attaches_nothing(service_platform: Archive) -> None:
    with pytest.raises(RuleViolation, match="führt das Kantonale Sozialamt"):
        attach(service_platform, AttachmentOwner.PROVIDER, natural_id("nobody"))
