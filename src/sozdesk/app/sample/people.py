"""Invented contacts, services and approvals of the sample canton."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from sozdesk.app.sample import canton
from sozdesk.archive.file_info import file_info
from sozdesk.features.offices import queries
from sozdesk.features.offices import usecases as offices
from sozdesk.features.offices.terms import TOPIC, Job
from sozdesk.kernel.context import Context
from sozdesk.kernel.municipality import Municipality
from sozdesk.kernel.usecase import Outcome, usecase

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@usecase(undoable=False)
def invent_people(session: Session, everyone: Sequence[Municipality], context: Context) -> Outcome:
    """The use cases of the window, many in one act: 250 commits would take seconds."""
    for municipality in everyone:
        invent_people_of(session, municipality, context)
    for name, numbers in canton.SERVICES.items():
        _invent_service(session, name, numbers, context)
    _invent_head(session, context)
    return Outcome(frozenset({TOPIC}), "Beispielkontakte und Sozialdienste angelegt")


def invent_people_of(session: Session, municipality: Municipality, context: Context) -> None:
    """The contact, the address, the approval and the Behörde of one municipality."""
    number, contact = municipality.bfs_number, canton.contact(municipality)
    added = offices.AddContact(
        bfs_number=number, name=contact.name, email=contact.email, phone=contact.phone, main=True
    )
    offices.add_contact(session, added, context)
    _invent_address(session, municipality, context)
    approved = canton.subsidy_rules_on(municipality)
    if approved:
        rules = offices.ApproveSubsidyRules(bfs_number=number, approved_on=approved)
        offices.approve_subsidy_rules(session, rules, context)
    for name, function in canton.members(municipality):
        member = offices.AddBodyMember(
            bfs_number=number, name=name, function=function, valid_from=canton.MEMBERS_SINCE
        )
        offices.add_body_member(session, member, context)


def _invent_address(session: Session, municipality: Municipality, context: Context) -> None:
    known = queries.details(session, municipality.bfs_number, context.today)
    assert known is not None
    changed = offices.ChangeMunicipality(
        id=known.row.id,
        base_version=known.row.version,
        changes={"address": canton.postal_address(municipality)},
    )
    offices.change_municipality(session, changed, context)


def _invent_service(session: Session, name: str, numbers: Sequence[int], context: Context) -> None:
    service = offices.AddService(
        name=name,
        address=canton.ADDRESSES[name],
        email=f"post@{canton.plain_name(name)}.example",
    )
    made = offices.add_service(session, service, context)
    for number in numbers:
        joined = offices.JoinService(
            bfs_number=number,
            service_id=made.value,
            jobs=tuple(Job),
            valid_from=date(2025, 1, 1),
        )
        offices.join_service(session, joined, context)


def _invent_head(session: Session, context: Context) -> None:
    """What stands on the letters of the office itself."""
    name = file_info(session).office_name
    own = next(row for row in queries.services(session, context.today) if row.name == name)
    changed = offices.ChangeService(
        id=own.id, base_version=own.version, changes=canton.CANTONAL_OFFICE
    )
    offices.change_service(session, changed, context)
