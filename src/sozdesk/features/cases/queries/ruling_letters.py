"""What the documents of the decision path are made from."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.archive import blobs
from sozdesk.archive.file_info import file_info
from sozdesk.features.cases import rules
from sozdesk.features.cases.queries.reference_values import remedies
from sozdesk.features.cases.queries.rulings import agenda, application_of, meetings
from sozdesk.features.cases.records import RulingTemplateRecord
from sozdesk.features.cases.terms import (
    AgendaJob,
    RulingLetter,
    RulingRow,
    RulingTemplateRow,
    Signing,
)
from sozdesk.features.offices import queries as offices
from sozdesk.kernel import places

SHIPPED = ""
"""Stands for the hash of the shipped template."""


def ruling_template(session: Session) -> RulingTemplateRow:
    """The template that counts: the newest of the office, else the shipped one."""
    table = RulingTemplateRecord
    row = session.scalars(select(table).order_by(table.number.desc())).first()
    if row is None or row.sha256 == SHIPPED:
        return RulingTemplateRow(name="", added_on=None, content=shipped_template())
    return RulingTemplateRow(
        name=row.name, added_on=row.added_on, content=blobs.get(session, row.sha256)
    )


def shipped_template() -> bytes:
    """The docx that comes with the program."""
    return places.resource("letters", "ruling.docx").read_bytes()


def ruling_letter(session: Session, ruling: RulingRow, now: datetime, today: date) -> RulingLetter:
    """What a Verfügung says; of a finished one with the remedy that was frozen."""
    info = file_info(session)
    day = ruling.ruled_on or today
    remedy = rules.remedy_on(ruling.decider, day, remedies(session))
    place = offices.municipality(session, ruling.bfs_number)
    application = application_of(session, ruling.application_id) if ruling.application_id else None
    return RulingLetter(
        ruling=ruling,
        application=application,
        office=info.office_name,
        office_address=_address(session, info.office_name, today),
        municipality=place.official_name if place else "",
        remedy=ruling.remedy or (remedy.text if remedy else ""),
        signing=tuple(
            Signing(name=one.name, function=one.title)
            for one in offices.signatories(session, ruling.bfs_number, day)
        ),
        template=ruling_template(session).content,
        dated=day,
        now=now,
        sample=info.sample,
    )


def _address(session: Session, office: str, day: date) -> str:
    rows = offices.services(session, day)
    return next((row.address for row in rows if row.name == office), "")


def agenda_job(session: Session, meeting_id: UUID, now: datetime, today: date) -> AgendaJob:
    """What Traktandenliste and Anträge of a Sitzung say."""
    info = file_info(session)
    return AgendaJob(
        meeting=next(row for row in meetings(session) if row.id == meeting_id),
        applications=agenda(session, meeting_id),
        office=info.office_name,
        now=now,
        today=today,
        sample=info.sample,
    )
