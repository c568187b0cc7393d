"""Every step about providers, offerings and values that can be taken back leaves the file as before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from platform_kit import dated, offering, price, provider, recognised
from sqlalchemy import select

from sozdesk.archive.base import Record
from sozdesk.archive.store import Archive
from sozdesk.features.offerings import queries, records, usecases
from sozdesk.features.offerings.terms import (
    AttachmentOwner,
    CefrLevel,
    DatedKind,
    LanguageRow,
    OfferingState,
    OrganisationType,
)
from sozdesk.kernel.errors import Outdated, RuleViolation

DAY = date(2027, 1, 5)
Case = Callable[[Archive], tuple[object, object]]
"""The use case and its command, after whatever has to be there before."""
DEUTSCH = LanguageRow(language="Deutsch", needed=CefrLevel.A2, reached=CefrLevel.B1)


def _contact(archive: Archive, who):
    command = usecases.AddProviderContact(provider_id=who, name="Anna Muster", main=True)
    return archive.run(usecases.add_provider_contact, command).value


def _place(archive: Archive, who):
    command = usecases.AddPlace(provider_id=who, town="Sissach", bfs_number=2861, wheelchair=True)
    return archive.run(usecases.add_place, command).value


def _remove(row_id):
    return usecases.RemoveRow(id=row_id, base_version=1)


def _whole_offering(archive: Archive):
    """An offering with every part."""
    who = provider(archive)
    course = offering(
        archive,
        who,
        starts=(date(2027, 2, 1),),
        languages=(DEUTSCH,),
        place_ids=(_place(archive, who),),
        contact_id=_contact(archive, who),
    )
    price(archive, course, 90_000)
    return course


def add_provider(archive: Archive):
    kind = OrganisationType.PLAYGROUP
    return usecases.add_provider, usecases.AddProvider(name="Spielgruppe", organisation_type=kind)


def change_provider(archive: Archive):
    command = usecases.ChangeProvider(
        id=provider(archive), base_version=1, changes={"address": "Gasse 1\n4410 Liestal"}
    )
    return usecases.change_provider, command


def remove_provider(archive: Archive):
    who = provider(archive)
    _contact(archive, who)
    _place(archive, who)
    return usecases.remove_provider, _remove(who)


def add_contact(archive: Archive):
    who = provider(archive)
    _contact(archive, who)
    command = usecases.AddProviderContact(provider_id=who, name="Beat Muster", main=True)
    return usecases.add_provider_contact, command


def change_contact(archive: Archive):
    command = usecases.ChangePart(
        id=_contact(archive, provider(archive)), base_version=1, changes={"phone": "061"}
    )
    return usecases.change_provider_contact, command


def remove_contact(archive: Archive):
    who = provider(archive)
    contact = _contact(archive, who)
    offering(archive, who, contact_id=contact)
    return usecases.remove_provider_contact, _remove(contact)


def add_place(archive: Archive):
    return usecases.add_place, usecases.AddPlace(provider_id=provider(archive), town="Basel")


def change_place(archive: Archive):
    command = usecases.ChangePart(
        id=_place(archive, provider(archive)),
        base_version=1,
        changes={"name": "", "address": "Gasse 1"},
    )
    return usecases.change_place, command


def remove_place(archive: Archive):
    who = provider(archive)
    place = _place(archive, who)
    offering(archive, who, place_ids=(place,))
    return usecases.remove_place, _remove(place)


def add_offering(archive: Archive):
    command = usecases.AddOffering(
        provider_id=provider(archive),
        category_code="employment",
        title="Werkstatt",
        languages=(DEUTSCH,),
        starts=(DAY,),
    )
    return usecases.add_offering, command


def change_offering(archive: Archive):
    changes = {"title": "Neu", "starts": (DAY,), "languages": (), "place_ids": ()}
    command = usecases.ChangeOffering(id=_whole_offering(archive), base_version=1, changes=changes)
    return usecases.change_offering, command


def remove_offering(archive: Archive):
    return usecases.remove_offering, _remove(_whole_offering(archive))


def set_state(archive: Archive):
    command = usecases.SetOfferingState(
        id=_whole_offering(archive), base_version=1, state=OfferingState.PAUSED
    )
    return usecases.set_offering_state, command


def set_states(archive: Archive):
    who = provider(archive)
    rows = tuple((offering(archive, who, f"Kurs {n}"), 1) for n in range(2))
    command = usecases.SetOfferingStates(offerings=rows, state=OfferingState.REMOVED)
    return usecases.set_offering_states, command


def _tariff(archive: Archive, unit: str = "month"):
    return dated(
        archive,
        DatedKind.TARIFF,
        date(2026, 1, 1),
        category_code="employment",
        regime_code="refugees",
        unit=unit,
        amount=100_000,
        pro_rata="none",
    )


def change_tariff(archive: Archive):
    command = usecases.ChangeDatedValue(
        kind=DatedKind.TARIFF,
        id=_tariff(archive),
        base_version=1,
        changes={"ended_on": date(2026, 12, 31), "amount": 110_000},
    )
    return usecases.change_dated_value, command


def remove_tariff(archive: Archive):
    command = usecases.RemoveDatedValue(
        kind=DatedKind.TARIFF, id=_tariff(archive, "day"), base_version=1
    )
    return usecases.remove_dated_value, command


def add_need(archive: Archive):
    command = usecases.AddDatedValue(
        kind=DatedKind.COVERED_NEED,
        valid_from=DAY,
        values={"category_code": "employment", "segment": "Holz", "reason": "genug Plätze"},
    )
    return usecases.add_dated_value, command


def attach(archive: Archive):
    command = usecases.AttachFile(
        owner_kind=AttachmentOwner.PROVIDER,
        owner_id=provider(archive),
        name="a.pdf",
        content=b"%PDF-1.7",
    )
    return usecases.attach_file, command


CASES: tuple[Case, ...] = (
    add_provider, change_provider, remove_provider, add_contact, change_contact, remove_contact,
    add_place, change_place, remove_place, add_offering, change_offering, remove_offering,
    set_state, set_states, change_tariff, remove_tariff, add_need, attach,
)  # fmt: skip


def _content(archive: Archive) -> dict[str, list[tuple[object, ...]]]:
    """Every row of the area, without the count of its versions."""
    tables = [
        one
        for one in vars(records).values()
        if isinstance(one, type) and issubclass(one, Record) and one is not Record
    ]

    def read(session) -> dict[str, list[tuple[object, ...]]]:
        return {
            table.__tablename__: sorted(
                tuple(
                    str(getattr(row, column.key))
                    for column in table.__table__.columns
                    if column.key != "version"
                )
                for row in session.scalars(select(table))
            )
            for table in tables
        }

    return archive.query(read)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_a_step_can_be_taken_back(platform: Archive, case: Case) -> None:
    usecase, command = case(platform)
    before = _content(platform)
    outcome = platform.run(usecase, command)
    assert outcome.summary
    assert _content(platform) != before
    platform.undo_last()
    assert _content(platform) == before


def test_several_offerings_get_their_state_together_or_not_at_all(platform: Archive) -> None:
    who = provider(platform)
    good, bad = offering(platform, who, "Gut"), offering(platform, who, "Ohne Preis")
    for one in (good, bad):
        recognised(platform, who, one)
    price(platform, good, 50_000)
    command = usecases.SetOfferingStates(
        offerings=((good, 1), (bad, 1)), state=OfferingState.PUBLISHED
    )
    with pytest.raises(RuleViolation) as caught:
        platform.run(usecases.set_offering_states, command)
    (finding,) = caught.value.findings
    assert finding.message == "Angebot 2: Ohne Preis kommt ein Angebot nicht auf die Plattform."
    assert platform.query(queries.offering, good, DAY).state is OfferingState.DRAFT
    price(platform, bad, 50_000)
    outcome = platform.run(usecases.set_offering_states, command)
    assert outcome.summary == "2 Angebote: auf der Plattform"
    with pytest.raises(Outdated):
        platform.run(usecases.set_offering_states, command)


def test_a_new_main_contact_takes_the_place_of_the_one_before(platform: Archive) -> None:
    platform.run(*add_contact(platform))
    ((found),) = platform.query(queries.provider_contacts).values()
    assert [(one.name, one.main) for one in found] == [
        ("Beat Muster", True),
        ("Anna Muster", False),
    ]


def test_a_place_without_a_name_is_called_by_its_town(platform: Archive) -> None:
    platform.run(*change_place(platform))
    ((place,),) = platform.query(queries.places).values()
    assert place.name == "Sissach"


def test_a_sozialdienst_reads_only(platform: Archive, service_platform: Archive) -> None:
    for case in CASES:
        usecase, command = case(platform)
        with pytest.raises(RuleViolation, match="führt das Kantonale Sozialamt"):
            service_platform.run(usecase, command)


def test_a_second_value_of_one_day_is_refused_in_words(platform: Archive) -> None:
    _tariff(platform)
    with pytest.raises(RuleViolation, match="gilt schon ein anderer Wert"):
        _tariff(platform)
