"""Grundsatzentscheide: kept by the municipality, declared by a signed file, merged at the KSA."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import work_kit as kit
from hypothesis import given
from hypothesis import strategies as st

import case_kit
import fixtures_archive
from sozdesk.archive.search import search
from sozdesk.archive.store import Archive
from sozdesk.exchange import envelope, keys
from sozdesk.exchange.envelope import Head
from sozdesk.features.cases import queries
from sozdesk.features.cases.files import policies as files
from sozdesk.features.cases.terms import PolicyOrigin
from sozdesk.features.cases.terms.work import PolicyChangeKind, PolicyFile
from sozdesk.features.cases.texts import work as said
from sozdesk.features.cases.usecases import (
    AddPolicy,
    ChangePolicy,
    DeclarePolicies,
    MergePolicies,
    RemoveRow,
    add_policy,
    change_policy,
    declare_policies,
    merge_policies,
    policy_preview,
    remove_policy,
)
from sozdesk.features.offerings.terms.catalogue import KeyTrust
from sozdesk.features.offices.terms import ServiceKind
from sozdesk.features.offices.usecases import AddService, add_service
from sozdesk.kernel.errors import ReturnFileError, RuleViolation

BFS = case_kit.BFS
TODAY = date(2027, 1, 5)


@pytest.fixture
def town(casework: Archive) -> Archive:
    """The Sozialdienst Beispieltal works for Liestal and Bubendorf."""
    kit.serves(casework, BFS, 2823)
    return casework


def declared(archive: Archive) -> PolicyFile:
    file: PolicyFile = archive.run(declare_policies, DeclarePolicies()).value
    return file


def fingerprint(archive: Archive, file: PolicyFile) -> str:
    return archive.query(policy_preview, file.content, TODAY).fingerprint


def merged(archive: Archive, file: PolicyFile):
    command = MergePolicies(data=file.content, trust=fingerprint(archive, file))
    return archive.run(merge_policies, command)


# ------------------------------------------------------------------ the register


def test_a_decision_is_kept_with_beschluss_amount_and_days(town: Archive) -> None:
    kit.policy(town, "Zahnbehandlung")
    (row,) = town.query(queries.policies)
    assert (row.municipality, row.topic, row.amount, row.amount_note) == (
        "Liestal",
        "Zahnbehandlung",
        50_000,
        "pro Jahr",
    )
    assert (row.resolution_number, row.decided_on, row.origin) == (
        "2026/88",
        date(2026, 11, 10),
        PolicyOrigin.OWN,
    )
    assert town.query(search, "zahnbe")[0].row_id == row.id


def test_a_later_decision_ends_the_former_and_both_stay(town: Archive) -> None:
    kit.policy(town, "Zahnbehandlung", date(2025, 1, 1))
    kit.policy(town, "Zahnbehandlung", date(2027, 1, 1), amount=60_000)
    now, before = town.query(queries.policies)
    assert (now.valid_from, now.until) == (date(2027, 1, 1), None)
    assert (before.valid_from, before.until) == (date(2025, 1, 1), date(2026, 12, 31))


def test_it_is_changed_ended_and_removed(town: Archive) -> None:
    made = kit.policy(town, "Zahnbehandlung")
    change = ChangePolicy(id=made, base_version=1, changes={"ended_on": date(2027, 12, 31)})
    done = town.run(change_policy, change)
    assert done.summary == "Grundsatzentscheid Liestal, Zahnbehandlung geändert"
    assert town.query(queries.policies)[0].until == date(2027, 12, 31)
    town.run(remove_policy, RemoveRow(id=made, base_version=2))
    assert town.query(queries.policies) == ()


def test_two_on_one_day_and_foreign_municipalities_are_refused(town: Archive) -> None:
    kit.policy(town, "Zahnbehandlung")
    with pytest.raises(RuleViolation, match="gilt schon ein Entscheid ab 01"):
        kit.policy(town, "Zahnbehandlung")
    with pytest.raises(RuleViolation, match="gehört nicht zu Ihrer Stelle"):
        kit.policy(town, "Zahnbehandlung", bfs_number=2761)


def test_the_canton_enters_none(archive: Archive) -> None:
    command = AddPolicy(bfs_number=BFS, topic="x", decision="x", decided_on=TODAY, valid_from=TODAY)
    with pytest.raises(RuleViolation, match="nur die Datei einer Gemeinde"):
        archive.run(add_policy, command)


# ------------------------------------------------------------------ the file


def test_the_file_holds_every_municipality_of_the_office_and_no_person(town: Archive) -> None:
    case_kit.person(town, "Geheimnis", "Gerda")
    kit.policy(town, "Zahnbehandlung")
    file = declared(town)
    assert (file.name, file.decisions) == ("grundsatzentscheide-2027-01-05.szg", 1)
    content = json.loads(file.content.split(b"\n")[2])
    assert content == {
        "municipalities": [
            {"bfs_number": 2823, "decisions": []},
            {
                "bfs_number": 2829,
                "decisions": [
                    {
                        "topic": "Zahnbehandlung",
                        "decision": "Bis zum Betrag ohne Antrag",
                        "decided_on": "2026-11-10",
                        "resolution_number": "2026/88",
                        "amount": 50000,
                        "amount_note": "pro Jahr",
                        "valid_from": "2027-01-01",
                        "ended_on": None,
                    }
                ],
            },
        ]
    }
    assert b"Geheimnis" not in file.content
    (row,) = town.query(queries.policies)
    assert row.declared_at == fixtures_archive.TEST_NOW


def test_an_office_without_municipality_declares_nothing(casework: Archive) -> None:
    with pytest.raises(RuleViolation, match="für keine Gemeinde zuständig"):
        declared(casework)


def test_the_ksa_merges_it_once_the_key_was_compared(town: Archive, archive: Archive) -> None:
    kit.policy(town, "Zahnbehandlung")
    file = declared(town)
    preview = archive.query(policy_preview, file.content, TODAY)
    assert preview.trust is KeyTrust.FIRST
    assert [(one.kind, one.municipality) for one in preview.changes] == [
        (PolicyChangeKind.NEW, "Liestal")
    ]
    with pytest.raises(ReturnFileError, match="kennt Ihre Datei noch nicht"):
        archive.run(merge_policies, MergePolicies(data=file.content))
    assert archive.query(queries.policies) == ()
    assert merged(archive, file).summary == (
        "Meldung von Sozialdienst Beispieltal eingelesen: 1 Grundsatzentscheid geändert, "
        "Bubendorf: keine Grundsatzentscheide"
    )
    (row,) = archive.query(queries.policies)
    assert (row.municipality, row.topic, row.origin) == (
        "Liestal",
        "Zahnbehandlung",
        PolicyOrigin.DECLARED,
    )
    again = archive.query(policy_preview, file.content, TODAY)
    assert (again.trust, again.changes) == (KeyTrust.KNOWN, ())
    assert not archive.run(merge_policies, MergePolicies(data=file.content)).changed


def test_a_new_file_replaces_what_that_municipality_declared_before(
    town: Archive, archive: Archive
) -> None:
    dentist = kit.policy(town, "Zahnbehandlung")
    kit.policy(town, "Lager")
    merged(archive, declared(town))
    town.run(change_policy, ChangePolicy(id=dentist, base_version=2, changes={"amount": 60_000}))
    lager = next(row for row in town.query(queries.policies) if row.topic == "Lager")
    town.run(remove_policy, RemoveRow(id=lager.id, base_version=lager.version))
    kit.policy(town, "Musikunterricht")
    file = later(town, declared(town))
    preview = archive.query(policy_preview, file.content, TODAY)
    assert [(one.topic, one.kind) for one in preview.changes] == [
        ("Lager", PolicyChangeKind.GONE),
        ("Musikunterricht", PolicyChangeKind.NEW),
        ("Zahnbehandlung", PolicyChangeKind.CHANGED),
    ]
    changed = preview.changes[2]
    assert changed.before.startswith("Bis zum Betrag ohne Antrag; CHF 500.00 pro Jahr; Beschluss")
    assert "CHF 600.00 pro Jahr" in changed.after
    archive.run(merge_policies, MergePolicies(data=file.content))
    rows = archive.query(queries.policies)
    assert [(row.topic, row.amount) for row in rows] == [
        ("Musikunterricht", 50_000),
        ("Zahnbehandlung", 60_000),
    ]
    archive.undo_last()
    assert [row.topic for row in archive.query(queries.policies)] == ["Lager", "Zahnbehandlung"]


def test_a_town_that_declares_none_is_told_from_one_that_has_not_declared(
    town: Archive, archive: Archive
) -> None:
    kit.policy(town, "Zahnbehandlung")  # of Liestal; Bubendorf has none
    early = declared(town)
    merged(archive, later(town, early))

    def standing(archive: Archive) -> dict[str, str]:
        rows = archive.query(queries.policy_standings, TODAY)
        assert len(rows) == 86
        return {row.municipality: said.standing_words(row) for row in rows}

    words = standing(archive)
    assert (words["Liestal"], words["Bubendorf"], words["Aesch"]) == (
        "1 Grundsatzentscheid",
        "keine Grundsatzentscheide",
        "noch nicht gemeldet",
    )
    told = said.standings_words(archive.query(queries.policy_standings, TODAY))
    assert told == "2 von 86 Gemeinden haben gemeldet, davon 1 ohne Grundsatzentscheid"
    archive.undo_last()
    assert set(standing(archive).values()) == {"noch nicht gemeldet"}


def test_a_first_declaration_of_none_is_read_in_like_any_other(
    town: Archive, archive: Archive
) -> None:
    """Also where the key of the office is known already, from a bill that it sent."""
    kit.policy(town, "Zahnbehandlung")
    merged(archive, declared(town))
    (row,) = town.query(queries.policies)
    town.run(remove_policy, RemoveRow(id=row.id, base_version=row.version))
    file = later(town, declared(town))
    preview = archive.query(policy_preview, file.content, TODAY)
    assert (
        said.preview_words(preview)
        == "1 Änderung. Bubendorf und Liestal: keine Grundsatzentscheide."
    )
    merged(archive, file)
    none = forged(town, file, made_at=datetime(2027, 1, 5, 12, 0, tzinfo=UTC))
    preview = archive.query(policy_preview, none.content, TODAY)
    assert said.preview_words(preview) == "Bubendorf und Liestal: keine Grundsatzentscheide."
    done = archive.run(merge_policies, MergePolicies(data=none.content))
    assert done.changed
    assert done.summary == (
        "Meldung von Sozialdienst Beispieltal eingelesen: "
        "Bubendorf und Liestal: keine Grundsatzentscheide"
    )
    assert not archive.run(merge_policies, MergePolicies(data=none.content)).changed


def test_none_declared_anew_is_not_overtaken_by_an_older_file(
    town: Archive, archive: Archive
) -> None:
    none = declared(town)
    kit.policy(town, "Zahnbehandlung")
    before = declared(town)
    merged(archive, later(town, none))
    with pytest.raises(ReturnFileError, match="älter als die vom"):
        archive.query(policy_preview, before.content, TODAY)


def later(town: Archive, file: PolicyFile) -> PolicyFile:
    """The same file, written an hour later."""
    return forged(town, file, made_at=datetime(2027, 1, 5, 11, 0, tzinfo=UTC))


def forged(town: Archive, file: PolicyFile, **changes: Any) -> PolicyFile:
    """The same content under another head, signed with the key of the office."""
    from sozdesk.features.offerings.queries import office_key
    from sozdesk.features.offerings.terms import KeyPurpose

    opened, declarations = files.unseal(file.content)
    key = town.query(office_key, KeyPurpose.SIGNING)
    head = replace(opened.head, **changes)
    return replace(file, content=files.seal(head, declarations, key.secret))


def test_an_older_file_is_refused(town: Archive, archive: Archive) -> None:
    kit.policy(town, "Zahnbehandlung")
    file = declared(town)
    merged(archive, later(town, file))
    with pytest.raises(ReturnFileError, match=r"älter als die vom 05\.01\.2027, die für Bubendorf"):
        archive.query(policy_preview, file.content, TODAY)


def test_sample_and_real_files_are_never_mixed(town: Archive, archive: Archive) -> None:
    kit.policy(town, "Zahnbehandlung")
    file = forged(town, declared(town), sample=True)
    with pytest.raises(ReturnFileError, match="enthält Beispieldaten"):
        archive.query(policy_preview, file.content, TODAY)


def test_an_office_declares_for_its_own_municipalities_only(
    town: Archive, archive: Archive
) -> None:
    add = AddService(kind=ServiceKind.REGIONAL, name="Sozialdienst Beispieltal")
    service = archive.run(add_service, add).value
    kit.join(archive, service, 2823)
    kit.policy(town, "Zahnbehandlung")
    with pytest.raises(ReturnFileError, match="nicht für Liestal zuständig"):
        archive.query(policy_preview, declared(town).content, TODAY)


def test_another_key_must_be_compared_again(town: Archive, archive: Archive) -> None:
    kit.policy(town, "Zahnbehandlung")
    file = declared(town)
    merged(archive, file)
    pair = keys.new_signing_pair()
    opened, declarations = files.unseal(file.content)
    head = replace(opened.head, key=pair.public.hex())
    other = files.seal(head, declarations, pair.secret)
    assert archive.query(policy_preview, other, TODAY).trust is KeyTrust.CHANGED
    with pytest.raises(ReturnFileError, match="mit einem anderen Schlüssel als bisher"):
        archive.run(
            merge_policies, MergePolicies(data=other, trust=keys.fingerprint(opened.head.key))
        )
    archive.run(merge_policies, MergePolicies(data=other, trust=keys.fingerprint(head.key)))
    with pytest.raises(ReturnFileError, match="der nicht mehr gilt"):
        archive.query(policy_preview, file.content, TODAY)


def test_a_key_that_the_last_one_vouches_for_needs_no_phone(
    town: Archive, archive: Archive
) -> None:
    kit.policy(town, "Zahnbehandlung")
    file = declared(town)
    merged(archive, file)
    from sozdesk.features.offerings.queries import office_key
    from sozdesk.features.offerings.terms import KeyPurpose

    old = town.query(office_key, KeyPurpose.SIGNING)
    pair = keys.new_signing_pair()
    opened, declarations = files.unseal(file.content)
    vouched = envelope.Endorsement(old.public.hex(), keys.endorse(old.secret, pair.public.hex()))
    head = replace(opened.head, key=pair.public.hex(), endorsements=(vouched,))
    data = files.seal(head, declarations, pair.secret)
    assert archive.query(policy_preview, data, TODAY).trust is KeyTrust.ENDORSED
    archive.run(merge_policies, MergePolicies(data=data))
    assert archive.query(policy_preview, data, TODAY).trust is KeyTrust.KNOWN


def test_a_sozialdienst_reads_none_in(town: Archive) -> None:
    kit.policy(town, "Zahnbehandlung")
    with pytest.raises(RuleViolation, match="nur das Kantonale Sozialamt"):
        town.query(policy_preview, declared(town).content, TODAY)


# ------------------------------------------------------------------ files from outside


HEAD = Head(
    kind="policy_decisions",
    content_version=1,
    serial=1,
    made_at=datetime(2027, 1, 5, 10, 0, tzinfo=UTC),
    office="Sozialdienst Beispieltal",
    key="",
)
SOUND = {
    "topic": "Zahnbehandlung",
    "decision": "Bis zum Betrag",
    "decided_on": "2026-11-10",
    "resolution_number": "",
    "amount": None,
    "amount_note": "",
    "valid_from": "2027-01-01",
    "ended_on": None,
}


def content(**changes: Any) -> dict[str, Any]:
    return {"municipalities": [{"bfs_number": 2829, "decisions": [{**SOUND, **changes}]}]}


@pytest.mark.parametrize(
    "changes",
    [
        {"topic": ""},
        {"topic": " x"},
        {"decision": None},
        {"decision": "a\x00b"},
        {"decided_on": "10.11.2026"},
        {"amount": -1},
        {"amount": 1.5},
        {"amount": True},
        {"valid_from": None},
        {"ended_on": "2026-12-31"},
        {"person": "Anna"},
        {"resolution_number": "x" * 5000},
    ],
)
def test_a_decision_that_cannot_be_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ReturnFileError, match="lässt sich nicht verwenden: Entscheid 1 der"):
        files.declarations_of(content(**changes))


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"municipalities": []},
        {"municipalities": [3]},
        {"municipalities": [{"bfs_number": "2829", "decisions": []}]},
        {"municipalities": [{"bfs_number": 2829, "decisions": {}}]},
        {"municipalities": [{"bfs_number": 2829, "decisions": []}] * 2},
        {"municipalities": [{"bfs_number": 2829, "decisions": [SOUND, SOUND]}]},
        {"municipalities": [{"bfs_number": 2829, "decisions": [3]}]},
    ],
)
def test_anything_but_municipalities_with_decisions_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ReturnFileError, match="lässt sich nicht verwenden"):
        files.declarations_of(wrong)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["municipalities", "bfs_number", "decisions", *SOUND]), inner
        )
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(["municipalities", "x"]), _JSON))
def test_any_content_is_read_or_refused_in_words(value: dict[str, Any]) -> None:
    said = "lässt sich nicht verwenden"
    try:
        files.declarations_of(value)
    except ReturnFileError as error:
        said = str(error)
    assert "lässt sich nicht verwenden" in said


_TEXT = st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=30)


@given(
    _TEXT,
    _TEXT,
    st.dates(),
    st.dates(max_value=date(2500, 1, 1)),
    st.none() | st.integers(0, 10**10),
    st.integers(0, 900) | st.none(),
)
def test_what_is_written_is_read_again(topic, decision, decided, first, amount, days) -> None:
    from datetime import timedelta

    from sozdesk.features.cases.terms.work import PolicyDecision, PolicyDeclaration

    row = PolicyDecision(
        topic=topic,
        decision=decision,
        decided_on=decided,
        resolution_number="",
        amount=amount,
        amount_note="pro Jahr",
        valid_from=first,
        ended_on=None if days is None else first + timedelta(days=days),
    )
    one = PolicyDeclaration(bfs_number=2829, decisions=(row,))
    pair = keys.KeyPair(public=PUBLIC, secret=SECRET)
    data = files.seal(replace(HEAD, key=pair.public.hex()), (one,), pair.secret)
    assert files.unseal(data)[1] == (one,)


_PAIR = keys.new_signing_pair()
PUBLIC, SECRET = _PAIR.public, _PAIR.secret


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"nichts", "keine Meldung von Grundsatzentscheiden"),
        (b"SOZDESK-EXCHANGE 2\n{}\n{}\n00\n", "neueren Version"),
        (b"SOZDESK-EXCHANGE 1\n{}\n{}\n00\n", "beschädigt"),
    ],
)
def test_a_file_that_is_none_of_ours_has_one_clear_reason(data: bytes, words: str) -> None:
    with pytest.raises(ReturnFileError, match=words):
        files.unseal(data)


def test_one_changed_letter_is_noticed(town: Archive, archive: Archive) -> None:
    kit.policy(town, "Zahnbehandlung")
    data = declared(town).content.replace(b"Zahnbehandlung", b"Zahnbehandlunk")
    with pytest.raises(ReturnFileError, match="beschädigt, oder jemand hat sie verändert"):
        archive.query(policy_preview, data, TODAY)


def test_an_unknown_municipality_is_refused(archive: Archive) -> None:
    data = files.seal(
        replace(HEAD, key=PUBLIC.hex()),
        files.declarations_of({"municipalities": [{"bfs_number": 9999, "decisions": []}]}),
        SECRET,
    )
    with pytest.raises(ReturnFileError, match=r"BFS-Nr\. 9999"):
        archive.query(policy_preview, data, TODAY)


def test_a_file_that_is_gone_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(ReturnFileError, match="lässt sich nicht lesen"):
        files.read_file(tmp_path / "fehlt.szg")
