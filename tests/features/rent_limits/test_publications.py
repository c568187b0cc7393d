"""Publishing: numbered, frozen with its files, and what later versions say about earlier ones."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

import pytest
from returns_examples import (
    BOECKTEN,
    ITINGEN,
    TODAY,
    declared,
    entry,
    open_round,
    record,
)

from sozdesk.features.offices import queries as offices
from sozdesk.features.rent_limits import queries, usecases
from sozdesk.features.rent_limits.terms import Audience, Category, Contact, Extras, WrittenFile
from sozdesk.kernel.errors import Outdated, RuleViolation

PUBLIC, MUNICIPALITIES, INTERNAL = Audience.PUBLIC, Audience.MUNICIPALITIES, Audience.INTERNAL
FILES = (WrittenFile("grenzwerte.xlsx", b"Arbeitsmappe"), WrittenFile("grenzwerte.csv", b"jahr\n"))


@pytest.fixture(autouse=True)
def opened(archive):
    open_round(archive, 2026)
    open_round(archive, 2027)
    record(archive, entry(declared(first=1000)), entry(declared(ITINGEN, first=900)))


def drafted(archive, audience=MUNICIPALITIES):
    return archive.query(queries.publication_draft, 2027, audience, TODAY)


def reasons_of(draft):
    return {row.bfs_number: "Rückmeldung steht aus" for row in draft.missing}


def publish(archive, audience=MUNICIPALITIES, **values):
    draft = drafted(archive, audience)
    missing = values.pop("missing", reasons_of(draft))
    command = usecases.PublishLimits(
        year=2027,
        audience=audience,
        number=values.pop("number", draft.number),
        missing=missing,
        content_sha256=values.pop("content", usecases.content_sha256(draft, missing)),
        files=values.pop("files", FILES),
        **values,
    )
    return archive.run(usecases.publish_limits, command)


def versions(archive):
    return archive.query(queries.publications, 2027)


def test_a_version_keeps_number_day_person_reasons_and_files(archive):
    outcome = publish(archive)
    (version,) = versions(archive)
    assert outcome.summary == "Grenzwerte 2027-1 veröffentlicht (Gemeinden)"
    assert (version.label, version.audience, version.published_on) == (
        "2027-1",
        MUNICIPALITIES,
        TODAY,
    )
    assert version.published_by == "Anna Muster"
    assert len(version.missing) == 84
    assert version.missing[2761] == "Rückmeldung steht aus"
    assert [file.name for file in version.files] == ["grenzwerte.xlsx", "grenzwerte.csv"]
    assert version.files[0].sha256 == sha256(b"Arbeitsmappe").hexdigest()
    assert archive.query(queries.publication_files, version.id) == FILES


def test_a_published_version_cannot_be_undone(archive):
    publish(archive)
    assert (
        archive.last_undoable() is None or "veröffentlicht" not in archive.last_undoable().summary
    )


def test_never_silently_incomplete(archive):
    with pytest.raises(RuleViolation) as refused:
        publish(archive, missing={})
    assert "und 78 weitere fehlen in der Veröffentlichung. Schreiben Sie, warum." in str(
        refused.value
    )
    assert versions(archive) == ()


def test_the_public_needs_a_decision(archive):
    with pytest.raises(RuleViolation, match="wer die Veröffentlichung für alle beschlossen hat"):
        publish(archive, PUBLIC)
    publish(archive, PUBLIC, decided_by="Leitung KSA", decided_on=date(2027, 1, 4))
    (version,) = versions(archive)
    assert (version.decided_by, version.decided_on) == ("Leitung KSA", date(2027, 1, 4))


def test_contacts_lie_in_no_version(archive):
    record(
        archive,
        entry(declared(BOECKTEN, contact=Contact(name="Rita Beispiel"), remark="Nur intern")),
    )
    publish(archive, INTERNAL)
    (version,) = versions(archive)
    rows = archive.query(queries.publication_rows, version.id)
    row = next(row for row in rows if row.bfs_number == BOECKTEN)
    assert (row.declaration.contact, row.declaration.remark) == (Contact(), "")
    assert row.declaration.amounts[Category.P1] == 100_000


def test_a_return_that_comes_in_while_files_are_written_stops_it(archive):
    draft = drafted(archive)
    content = usecases.content_sha256(draft, reasons_of(draft))
    record(archive, entry(declared(ITINGEN, first=920)))
    with pytest.raises(Outdated, match="Es ist nichts veröffentlicht"):
        publish(archive, content=content)
    assert versions(archive) == ()


def test_a_version_in_between_stops_it_too(archive):
    publish(archive)
    with pytest.raises(Outdated):
        publish(archive, INTERNAL, number=1)


def test_the_same_again_is_refused_for_the_same_audience_only(archive):
    publish(archive)
    with pytest.raises(RuleViolation, match=r"Seit der Veröffentlichung 2027-1 vom 05\.01\.2027"):
        publish(archive)
    publish(archive, INTERNAL)
    assert [(one.label, one.audience) for one in versions(archive)] == [
        ("2027-2", INTERNAL),
        ("2027-1", MUNICIPALITIES),
    ]


def test_a_correction_gets_an_erratum_list_and_a_reason(archive):
    publish(archive)
    record(archive, entry(declared(ITINGEN, first=920)))
    with pytest.raises(RuleViolation, match="Schreiben Sie, was falsch war"):
        publish(archive)
    publish(archive, reason="Betrag für 1 Person war vertippt")
    version = versions(archive)[0]
    # 900 → 920 francs; each size 20, 40, 60 and 75 % more, «jede weitere» stays 150
    assert [
        (row.name, row.kind.value, row.what, row.before, row.now) for row in version.amendments
    ] == [
        ("Itingen", "correction", "1 Person", "900.00", "920.00"),
        ("Itingen", "correction", "2 Personen", "1'080.00", "1'104.00"),
        ("Itingen", "correction", "3 Personen", "1'260.00", "1'288.00"),
        ("Itingen", "correction", "4 Personen", "1'440.00", "1'472.00"),
        ("Itingen", "correction", "5 Personen", "1'575.00", "1'610.00"),
    ]
    assert version.reason == "Betrag für 1 Person war vertippt"


def test_what_was_missing_comes_later_without_a_reason(archive):
    publish(archive)
    record(archive, entry(declared(2761)))
    publish(archive)
    version = versions(archive)[0]
    assert [(row.name, row.kind.value) for row in version.amendments] == [("Aesch", "supplement")]


def test_a_change_is_no_correction_and_still_a_new_version(archive):
    publish(archive)
    july = date(2027, 7, 1)
    record(archive, entry(declared(first=1040, valid_from=july), change_from=july))
    publish(archive)
    version = versions(archive)[0]
    assert (version.label, version.amendments) == ("2027-2", ())
    rows = archive.query(queries.publication_rows, version.id)
    row = next(row for row in rows if row.bfs_number == BOECKTEN)
    assert row.declaration.amounts[Category.P1] == 100_000
    assert [change.amounts[Category.P1] for change in row.changes] == [104_000]


def test_published_on_a_day_follows_the_versions(archive):
    assert archive.query(queries.published_on, 2027, MUNICIPALITIES, TODAY) is None
    publish(archive)
    record(archive, entry(declared(ITINGEN, first=920)))
    yesterday = date(2027, 1, 4)
    assert archive.query(queries.published_on, 2027, MUNICIPALITIES, yesterday) is None
    found = archive.query(queries.published_on, 2027, MUNICIPALITIES, TODAY)
    assert found is not None
    version, rows = found
    row = next(row for row in rows if row.bfs_number == ITINGEN)
    assert (version.label, row.declaration.amounts[Category.P1]) == ("2027-1", 90_000)
    assert archive.query(queries.published_on, 2027, PUBLIC, TODAY) is None


def test_what_was_published_comes_back_as_it_was(archive):
    """Every answer of a declaration survives the way through the JSON of a version."""
    draft = drafted(archive, INTERNAL)
    publish(archive, INTERNAL)
    (version,) = versions(archive)
    back = {row.bfs_number: row for row in archive.query(queries.publication_rows, version.id)}
    for row in draft.rows:
        assert back[row.bfs_number].declaration == row.declaration
    assert len(back) == len(archive.query(offices.municipalities, TODAY)) == 86


def test_correcting_a_published_change_is_a_berichtigung_that_says_why(archive):
    july = date(2027, 7, 1)
    record(archive, entry(declared(first=1100, valid_from=july), change_from=july))
    publish(archive)
    record(archive, entry(declared(first=1150, valid_from=july), change_from=july))
    with pytest.raises(RuleViolation, match="Schreiben Sie, was falsch war"):
        publish(archive)
    publish(archive, reason="vertippt")
    first = versions(archive)[0].amendments[0]
    # 1'100 → 1'150 francs for one person
    assert (first.name, first.kind.value) == ("Böckten", "correction")
    assert (first.what, first.before, first.now) == (
        "Änderung ab 01.07.2027, 1 Person",
        "1'100.00",
        "1'150.00",
    )


def test_correcting_last_year_after_publishing_is_a_berichtigung(archive):
    record(archive, entry(declared(ITINGEN, first=800, year=2026)), year=2026)
    publish(archive)
    record(archive, entry(declared(ITINGEN, first=850, year=2026)), year=2026)
    lines = drafted(archive).amendments
    assert (lines[0].kind.value, lines[0].what) == ("correction", "Vorjahr 2026, 1 Person")
    assert (lines[0].before, lines[0].now) == ("800.00", "850.00")


def test_an_answer_that_nobody_prints_makes_no_new_version(archive):
    publish(archive)
    record(archive, entry(declared(ITINGEN, first=900, extras=Extras(heating_included=True))))
    assert drafted(archive).same_as_before
