"""The Übergabeblatt: what it says, who may hand it out, what is noted, and how it is sealed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from casework_kit import LIESTAL, SISSACH, TODAY, opened, serve
from sqlalchemy import select

import case_kit as kit
from sozdesk.archive.store import Archive
from sozdesk.documents.report import Facts, Heading, Paragraph, Table
from sozdesk.exchange.locked import lock
from sozdesk.features.cases import queries, records, usecases
from sozdesk.features.cases.reports.handover import handover_sheet, write_handover
from sozdesk.kernel.errors import NotFound, RuleViolation

MOVED = date(2026, 9, 16)


@pytest.fixture
def moved(casework: Archive) -> UUID:
    """A household of two that moved from Liestal to Sissach on 16 September 2026."""
    serve(casework, LIESTAL, SISSACH)
    anna = kit.person(casework, permit="F", ahv_number="7569217076985")
    carla = kit.person(
        casework, "Muster", "Carla", birth_date=date(2023, 2, 3), early_language_need="open"
    )
    case_id = opened(casework, anna, carla, dossier_number="D-7")
    kit.tenancy(
        casework,
        case_id,
        120_000,
        valid_from=date(2026, 4, 1),
        address="Gasse 1, 4410 Liestal",
        ancillary=15_000,
        persons=2,
        supported=2,
    )
    kit.row(
        casework,
        records.RepresentativeRecord,
        person_id=carla,
        kind="parent",
        name="Anna Muster",
        phone="061 000 00 00",
        valid_from=date(2023, 2, 3),
    )
    kit.row(casework, records.PersonLanguageRecord, person_id=anna, language="Tigrinya", level="B1")
    first = kit.ruling(casework, case_id, subject="Integrationsangebot")
    kit.ruling(casework, case_id, "2026-002", subject="Ersatz", replaces_id=first)
    kit.enactment(casework, case_id, anna, UUID(int=5), None)
    kit.enactment(
        casework, case_id, anna, UUID(int=6), None, last_day=date(2026, 6, 30), offering_title="Alt"
    )
    command = usecases.MoveCase(id=case_id, base_version=1, moved_on=MOVED, moved_to=SISSACH)
    casework.run(usecases.move_case, command)
    return case_id


FOR_SISSACH = {"recipient": "Sozialdienst Sissach", "purpose": "Weiterführung nach Wegzug"}


def hand(archive: Archive, case_id, **more):
    """Anna Muster, who is signed in, hands it out."""
    told = {**FOR_SISSACH, **more}
    return archive.run(usecases.hand_over, usecases.HandOver(case_id=case_id, **told))


def sheet(archive: Archive, case_id):
    """What it says, and who answers for it."""
    return released(archive, usecases.HandOver(case_id=case_id, **FOR_SISSACH))


def released(archive: Archive, command):
    made = archive.query(usecases.sheet_to_hand_over, command, archive.context())
    archive.run(usecases.hand_over, command)
    return made


def prepare(archive: Archive, case_id, **more):
    told = {**FOR_SISSACH, **more}
    return archive.run(usecases.prepare_handover, usecases.PrepareHandover(case_id=case_id, **told))


def two_are_asked_for(archive: Archive) -> None:
    kit.row(
        archive, records.CaseValueRecord, key="second_person", valid_from=TODAY, value=1, part="x"
    )


@contextmanager
def signed_in(archive: Archive, name: str) -> Iterator[None]:
    """Somebody else works on the open file."""
    before = archive.staff
    archive.staff = replace(before, id=UUID(int=7), name=name)
    yield
    archive.staff = before


def facts_of(report) -> dict[str, str]:
    return {
        fact.label: fact.value
        for block in report.body
        if isinstance(block, Facts)
        for fact in block.lines
    }


def test_the_sheet_says_what_the_next_office_needs(casework: Archive, moved: UUID) -> None:
    content, release = sheet(casework, moved)
    report = handover_sheet(content, release)
    said = facts_of(report)
    assert report.title == "Übergabeblatt Fall 1"
    assert report.body[0].text == report.title, "a letter prints its body only"
    assert said["Freigegeben"] == "Anna Muster"
    assert said["An"] == "Sozialdienst Sissach"
    assert said["Wegzug"] == "nach Sissach, erster Tag dort 16.09.2026"
    assert said["Stand"] == "Angaben per 15.09.2026", "the last day of the case"
    assert said["Dossier"] == "D-7"
    assert said["Miete im Monat"] == "1'200.00 netto, Nebenkosten 150.00 akonto"
    assert said["Eltern"] == "Anna Muster, 061 000 00 00"
    assert said["Sprachen"] == "Tigrinya B1"
    assert said["Förderbedarf"] == "offen (gemäss Sprachstanderhebung)"
    names = [block.text for block in report.body if isinstance(block, Heading) and block.level == 2]
    assert names == ["Muster Anna", "Muster Carla"]
    rulings, offerings = [block for block in report.body if isinstance(block, Table)]
    assert [row[0] for row in rulings.values()] == ["2026-002"], "replaced ones are history"
    assert [row[1] for row in offerings.values()] == ["Tagesstruktur, Kurszentrum Muster"]
    assert [row[4] for row in offerings.values()] == [90_000]
    assert report.signatures[0].name == "Anna Muster"


def test_what_ends_before_the_move_or_was_broken_off_does_not_go_on(
    casework: Archive, moved: UUID
) -> None:
    (anna, _carla) = casework.query(queries.handover, moved, casework.context()).persons
    who = anna.member.person.id
    last, first = date(2026, 9, 15), MOVED
    for number, day in ((7, last), (8, first)):
        kit.enactment(
            casework,
            moved,
            who,
            UUID(int=number),
            None,
            last_day=day,
            offering_title=f"bis {day.day}.",
        )
    content = casework.query(queries.handover, moved, casework.context())
    assert {one.title for one in content.offerings} == {"Tagesstruktur", "bis 16."}


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"notified_on": None}, "nicht eröffnet"),
        ({"notified_on": date(2026, 12, 10)}, "Frist abgelaufen am 21.12.2026"),
        ({"notified_on": date(2026, 12, 30)}, "Frist läuft bis 11.01.2027"),
        ({"contested_on": date(2026, 12, 12)}, "angefochten 12.12.2026"),
        ({"final_on": date(2026, 12, 22)}, "rechtskräftig 22.12.2026"),
        ({"remedy_days": None}, ""),
    ],
)
def test_the_sheet_says_where_a_ruling_stands(casework: Archive, values, words: str) -> None:
    case_id = opened(casework)
    state = {
        "notified_on": date(2026, 12, 10),
        "remedy_days": 10,
        "contested_on": None,
        "final_on": None,
    }
    kit.ruling(casework, case_id, **{**state, **values})
    content, release = sheet(casework, case_id)
    (table,) = [one for one in handover_sheet(content, release).body if isinstance(one, Table)]
    assert [row[4] for row in table.values()] == [words]


def test_permit_and_regime_of_the_day_stand_on_it(casework: Archive, moved: UUID) -> None:
    content = casework.query(queries.handover, moved, casework.context())
    anna, carla = content.persons
    assert (anna.residence.permit, anna.regime) == (
        "F",
        "vorläufig Aufgenommene und Schutzstatus S",
    )
    assert carla.regime == "Sozialhilfe"


def test_everybody_on_it_is_noted_with_recipient_purpose_and_release(
    casework: Archive, moved: UUID
) -> None:
    hand(casework, moved)
    rows = casework.query(_accesses)
    assert len(rows) == 2
    assert set(rows) == {
        (
            "handed_over",
            "Anna Muster",
            "Sozialdienst Sissach",
            "Weiterführung nach Wegzug",
            "Anna Muster",
            2,
        )
    }


def _accesses(session):
    table = records.PersonAccessRecord
    return [
        (row.kind, row.staff_name, row.recipient, row.purpose, row.released_by, row.persons)
        for row in session.scalars(select(table))
    ]


def test_nothing_leaves_without_recipient_and_purpose(casework: Archive, moved: UUID) -> None:
    for act in (hand, prepare):
        with pytest.raises(RuleViolation) as caught:
            act(casework, moved, recipient=" ", purpose="")
        assert [one.field for one in caught.value.findings] == ["recipient", "purpose"]
    assert casework.query(_accesses) == []


def test_where_two_persons_are_asked_for_another_one_signs_in_and_releases(
    casework: Archive, moved: UUID
) -> None:
    two_are_asked_for(casework)
    with pytest.raises(RuleViolation, match="wird das Blatt zuerst vorbereitet"):
        hand(casework, moved)
    assert prepare(casework, moved).summary == "Fall 1: Übergabeblatt vorbereitet"
    with pytest.raises(RuleViolation, match="gibt es nicht selbst frei"):
        hand(casework, moved)
    assert casework.query(_accesses) == []
    with signed_in(casework, "Beat Zweit"):
        content, release = released(casework, usecases.HandOver(case_id=moved))
    said = facts_of(handover_sheet(content, release))
    assert (said["An"], said["Vorbereitet"], said["Freigegeben"]) == (
        "Sozialdienst Sissach",
        "Anna Muster",
        "Beat Zweit",
    )
    assert {(row[1], row[4]) for row in casework.query(_accesses)} == {
        ("Anna Muster", "Beat Zweit")
    }
    state = casework.query(queries.handover_state, moved, TODAY)
    assert state.draft is None, "a released sheet does not wait any more"


def test_a_sheet_prepared_anew_needs_another_release_and_can_be_taken_back(
    casework: Archive, moved: UUID
) -> None:
    two_are_asked_for(casework)
    prepare(casework, moved)
    with signed_in(casework, "Beat Zweit"):
        prepare(casework, moved, recipient="Gemeinde Sissach")
        with pytest.raises(RuleViolation, match="gibt es nicht selbst frei"):
            hand(casework, moved)
    state = casework.query(queries.handover_state, moved, TODAY)
    assert (state.draft.recipient, state.draft.prepared_by) == ("Gemeinde Sissach", "Beat Zweit")
    casework.undo_last()
    state = casework.query(queries.handover_state, moved, TODAY)
    assert (state.draft.recipient, state.draft.prepared_by) == (
        "Sozialdienst Sissach",
        "Anna Muster",
    )


def test_a_prepared_sheet_is_withdrawn_and_can_be_brought_back(
    casework: Archive, moved: UUID
) -> None:
    two_are_asked_for(casework)
    command = usecases.RemoveHandoverDraft(case_id=moved)
    with pytest.raises(NotFound, match="wartet nicht mehr"):
        casework.run(usecases.remove_handover_draft, command)
    prepare(casework, moved)
    outcome = casework.run(usecases.remove_handover_draft, command)
    assert outcome.summary == "Fall 1: vorbereitetes Übergabeblatt verworfen"
    assert casework.query(queries.handover_state, moved, TODAY).draft is None
    with (
        signed_in(casework, "Beat Zweit"),
        pytest.raises(RuleViolation, match="wird das Blatt zuerst vorbereitet"),
    ):
        casework.run(usecases.hand_over, usecases.HandOver(case_id=moved))
    casework.undo_last()
    draft = casework.query(queries.handover_state, moved, TODAY).draft
    assert (draft.recipient, draft.prepared_by) == ("Sozialdienst Sissach", "Anna Muster")


def test_the_same_sheet_is_the_same_file(casework: Archive, moved: UUID) -> None:
    content, release = sheet(casework, moved)
    for ending, head in {"pdf": b"%PDF", "docx": b"PK"}.items():
        written = write_handover(content, release, ending)
        assert written.startswith(head)
        assert written == write_handover(content, release, ending)


def test_a_sealed_file_opens_with_the_passphrase_only() -> None:
    from pyrage import DecryptError
    from pyrage import passphrase as age

    sealed = lock(b"%PDF Muster Anna", "vier lange Worte hier")
    assert sealed.startswith(b"age-encryption.org/v1")
    assert b"Muster" not in sealed
    assert age.decrypt(sealed, "vier lange Worte hier") == b"%PDF Muster Anna"
    with pytest.raises(DecryptError):
        age.decrypt(sealed, "falsch")


def test_a_case_without_anything_has_a_sheet_too(casework: Archive) -> None:
    case_id = opened(casework)
    content = casework.query(queries.handover, case_id, casework.context())
    assert (content.dwelling, content.rulings, content.offerings, content.persons) == (
        None,
        (),
        (),
        (),
    )
    content, release = sheet(casework, case_id)
    assert "Kein Angebot geht weiter." in repr(handover_sheet(content, release).body)


def test_the_address_of_a_person_without_a_recorded_dwelling_stands_on_it(
    casework: Archive,
) -> None:
    serve(casework, LIESTAL)
    case_id = opened(casework, kit.person(casework, address="Gasse 1\n4410 Liestal"))
    content, release = sheet(casework, case_id)
    report = handover_sheet(content, release)
    assert facts_of(report)["Adresse"] == "Gasse 1, 4410 Liestal"
    said = [block.text for block in report.body if isinstance(block, Paragraph)]
    assert "Keine Wohnung erfasst: Die Adresse steht oben bei der Person." in said
