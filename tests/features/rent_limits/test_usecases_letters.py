"""The log of letters and the templates of the office, on a real file."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from letters_kit import (
    BOECKTEN,
    CALL,
    FIRST,
    RECEIPT,
    SECOND,
    SISSACH,
    extend,
    log,
    logged,
    people,
    remind,
    reminders,
)
from returns_examples import IN_TIME, TODAY, declared, entry, record, tracked

from docx_kit import docx
from fixtures_archive import TEST_KEY
from sozdesk.archive.store import open_with_key
from sozdesk.features.rent_limits import queries, usecases
from sozdesk.features.rent_limits.files import Written
from sozdesk.features.rent_limits.terms import LetterEntry, LetterKind
from sozdesk.features.rent_limits.texts import SHIPPED_MAILS
from sozdesk.kernel.errors import NotFound, RuleViolation

OWN = docx("{{ adresse }}", "Für {{ gemeinde }} bis {{ frist }}: Grenzwerte {{ jahr }}.")


@pytest.fixture(autouse=True)
def known_people(archive):
    people(archive)


@pytest.fixture
def out(tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def on_day(archive, day):
    """The same file on another day."""
    path = Path(archive.path)
    archive.close(backup=False)
    moment = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    return open_with_key(path, TEST_KEY, clock=lambda: moment)


def a_letter(kind=CALL, bfs=BOECKTEN, addressee="Rita, r@a.example", file_name="x.eml"):
    return LetterEntry(bfs_number=bfs, kind=kind, addressee=addressee, file_name=file_name)


def log_entries(archive, *entries):
    written = Written(
        letters=0,
        mails=0,
        forms=0,
        entries=entries,
        without_address=(),
        without_postal=0,
        no_way_back=False,
    )
    return log(archive, written)


def template(archive, kind=CALL):
    rows = archive.query(queries.letter_templates)
    return next(row for row in rows if row.kind is kind)


def refused(archive, usecase, command):
    with pytest.raises(RuleViolation) as violation:
        archive.run(usecase, command)
    return str(violation.value)


# ------------------------------------------------------------------ log


def test_a_reminder_makes_the_municipality_reminded_and_says_by_whom(archive, out):
    summary = remind(archive, out, BOECKTEN).summary
    assert summary == "1. Erinnerung für Böckten geschrieben"
    (row,) = archive.query(queries.letters, 2027)[BOECKTEN]
    assert (row.kind, row.written_on, row.written_by) == (FIRST, TODAY, "Anna Muster")
    assert row.addressee == "Rita Beispiel, rita@boeckten.example"
    assert row.file_name == "Erinnerung_1_2027_2842_Böckten.eml"
    found = tracked(archive)
    assert (found.state.value, found.reminders, found.overdue_days) == ("reminded", 1, 5)


def test_the_same_day_again_logs_nothing_and_stays_at_the_same_level(archive, out):
    remind(archive, out, BOECKTEN)
    assert remind(archive, out, BOECKTEN).changed == frozenset()
    assert logged(archive) == [(FIRST, TODAY)]


def test_the_next_day_the_second_reminder_follows(archive, out):
    remind(archive, out, BOECKTEN)
    later = on_day(archive, date(2027, 1, 20))
    try:
        assert reminders(later, date(2027, 1, 20))[BOECKTEN].kind is SECOND
        assert reminders(later, date(2027, 1, 20))[BOECKTEN].last.kind is FIRST
        remind(later, out, BOECKTEN)
        assert logged(later) == [(SECOND, date(2027, 1, 20)), (FIRST, TODAY)]
        assert tracked(later, today=date(2027, 1, 20)).reminders == 2
    finally:
        later.close(backup=False)


def test_another_addressee_on_the_same_day_corrects_the_line(archive):
    log_entries(archive, a_letter())
    again = log_entries(archive, a_letter(addressee="Urs, u@a.example"))
    assert again.summary == "Aufruf für Böckten geschrieben"
    (row,) = archive.query(queries.letters, 2027)[BOECKTEN]
    assert row.addressee == "Urs, u@a.example"


def test_receipts_of_two_versions_on_the_same_day_are_two_lines(archive):
    for number in (1, 2):
        log_entries(archive, a_letter(RECEIPT, file_name=f"Version_{number}.eml"))
    assert logged(archive) == [(RECEIPT, TODAY), (RECEIPT, TODAY)]
    assert tracked(archive).state.value == "open"  # a receipt is no reminder


def test_many_municipalities_are_counted_in_the_verlauf(archive):
    four = [a_letter(bfs=number) for number in (BOECKTEN, SISSACH, 2761, 2849)]
    assert log_entries(archive, *four).summary == "Aufruf für 4 Gemeinden geschrieben"


def test_whoever_sends_nothing_after_all_takes_the_reminder_back(archive, out):
    remind(archive, out, BOECKTEN)
    archive.undo_last()
    assert logged(archive) == []
    assert tracked(archive).state.value == "open"


def test_the_call_is_known_once_it_was_written(archive):
    assert archive.query(queries.is_called, 2027) is False
    log_entries(archive, a_letter())
    assert archive.query(queries.is_called, 2027) is True


def test_the_day_of_the_call_stands_in_the_reminder(archive, out):
    log_entries(archive, a_letter())
    job = archive.query(
        queries.reminder_job,
        2027,
        {BOECKTEN: FIRST, SISSACH: FIRST},
        queries.Writer(archive.context(), archive.staff),
    )
    called = {target.bfs_number: target.called_on for target in job.targets}
    assert called == {BOECKTEN: TODAY, SISSACH: date(2026, 11, 1)}


def test_nothing_is_logged_without_an_erhebung(archive):
    command = usecases.LogLetters(year=2030, entries=(a_letter(),))
    with pytest.raises(NotFound, match="2030 ist noch nicht eröffnet"):
        archive.run(usecases.log_letters, command)


def test_who_asked_back_is_known(archive):
    record(archive, entry(declared(), decision="query", query_text="Stimmt das?"))
    (row,) = archive.query(queries.revisions, 2027, BOECKTEN)
    assert archive.query(queries.asked_by, [row.id]) == {row.id: "Anna Muster"}


# ------------------------------------------------------------------ templates


def test_at_first_everything_is_as_shipped(archive):
    rows = archive.query(queries.letter_templates)
    assert [row.kind for row in rows] == list(LetterKind)
    assert all(row.active and not row.own_text and not row.document_name for row in rows)
    assert template(archive).subject == SHIPPED_MAILS[CALL].subject
    assert archive.query(queries.letter_template, RECEIPT).document == b""


def test_an_own_letter_is_used_from_now_on_and_known_by_name_day_and_person(archive):
    command = usecases.SetLetterDocument(kind=CALL, name="Brief KSA.docx", content=OWN)
    outcome = archive.run(usecases.set_letter_document, command)
    assert outcome.summary == "Eigene Vorlage «Brief KSA.docx» für «Aufruf» gewählt"
    row = template(archive)
    assert (row.document_name, row.by) == ("Brief KSA.docx", "Anna Muster")
    assert row.since == datetime(2027, 1, 5, 10, tzinfo=UTC)
    assert archive.query(queries.letter_template, CALL).document == OWN


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"Guten Tag", "Die Datei ist kein Word-Dokument (.docx)."),
        (
            docx("{{ adresse }} {{ gemeinde }} {{ jahr }} {{ frits }} {{ frist }}"),
            "Das Feld «{{ frits }}» gibt es nicht. Gemeint ist vielleicht «{{ frist }}».",
        ),
        (
            docx("{{ adresse }} {{ gemeinde }} {{ jahr }}"),
            "Das Feld «{{ frist }}» fehlt (Tag der Frist, auch wenn sie erstreckt ist: 31.12.2026).",
        ),
        (docx("{{ gemeinde }} {{ jahr }} {{ frist }}"), "Das Feld «{{ adresse }}» fehlt"),
        (docx("{{ adresse }} {{ frist }"), "passen die Klammern nicht zusammen"),
        (docx("{{ adresse|upper }}"), "«{{ adresse|upper }}» ist nicht vorgesehen."),
        (docx("{{ betraege }}"), "Das Feld «{{ betraege }}» gibt es nicht."),
    ],
)
def test_a_letter_with_mistakes_is_refused_and_says_what_is_wrong(archive, content, said):
    command = usecases.SetLetterDocument(kind=CALL, name="x.docx", content=content)
    assert said in refused(archive, usecases.set_letter_document, command)
    assert template(archive).document_sha256 is None


def test_one_click_brings_the_shipped_letter_and_text_back_and_undo_the_own_one(archive):
    archive.run(
        usecases.set_letter_document,
        usecases.SetLetterDocument(kind=CALL, name="a.docx", content=OWN),
    )
    text = usecases.SetLetterText(
        kind=CALL, subject="{{ jahr }} {{ gemeinde }}", body="Bis {{ frist }}."
    )
    archive.run(usecases.set_letter_text, text)
    assert template(archive).own_text
    archive.run(usecases.restore_letter, usecases.RestoreLetter(kind=CALL))
    row = template(archive)
    assert (row.document_name, row.own_text) == ("", False)
    assert archive.query(queries.letter_template, CALL).document == queries.shipped_document(CALL)
    archive.undo_last()
    assert template(archive).document_name == "a.docx"
    assert template(archive).body == "Bis {{ frist }}."


def test_the_words_of_an_e_mail_are_checked_beside_their_field(archive):
    command = usecases.SetLetterText(kind=FIRST, subject="{{ jahr }} {{ frits }}", body="")
    with pytest.raises(RuleViolation) as violation:
        archive.run(usecases.set_letter_text, command)
    found = [(one.field, one.message.split(".")[0]) for one in violation.value.findings]
    assert ("subject", "Das Feld «{{ frits }}» gibt es nicht") in found
    assert ("body", "Schreiben Sie einen Text") in found
    assert (
        "body",
        "Das Feld «{{ gemeinde }}» fehlt (Name der Gemeinde, bei einem Sozialdienst aller seiner Gemeinden)",
    ) in found


def test_the_shipped_words_typed_again_are_not_the_offices_own(archive):
    shipped = SHIPPED_MAILS[CALL]
    same = usecases.SetLetterText(kind=CALL, subject=shipped.subject, body=f"{shipped.body}\n")
    archive.run(usecases.set_letter_text, same)
    assert template(archive).own_text is False


def test_only_the_receipt_can_be_switched_off_and_it_has_no_letter(archive):
    archive.run(usecases.switch_letter, usecases.SwitchLetter(kind=RECEIPT, active=False))
    assert archive.query(queries.receipts_are_on) is False
    archive.undo_last()
    assert archive.query(queries.receipts_are_on) is True
    off = usecases.SwitchLetter(kind=CALL, active=False)
    assert refused(archive, usecases.switch_letter, off) == (
        "Ausschalten lässt sich nur die Empfangsbestätigung."
    )
    own = usecases.SetLetterDocument(kind=RECEIPT, name="x.docx", content=OWN)
    assert "nur als E-Mail" in refused(archive, usecases.set_letter_document, own)


# ------------------------------------------------------------------ attachments


def attach(archive, name="Merkblatt.pdf", content=b"%PDF"):
    command = usecases.AddLetterAttachment(kind=CALL, name=name, content=content)
    return archive.run(usecases.add_letter_attachment, command)


def test_attachments_keep_their_order_and_are_removed_one_by_one(archive):
    first = attach(archive).value
    attach(archive, "Reglement.pdf", b"%PDF 2")
    assert [row.name for row in template(archive).attachments] == ["Merkblatt.pdf", "Reglement.pdf"]
    with_bytes = archive.query(queries.letter_template, CALL).attachments
    assert [(one.name, one.content) for one in with_bytes] == [
        ("Merkblatt.pdf", b"%PDF"),
        ("Reglement.pdf", b"%PDF 2"),
    ]
    remove = usecases.RemoveLetterAttachment(id=first)
    gone = archive.run(usecases.remove_letter_attachment, remove)
    assert gone.summary == "Beilage «Merkblatt.pdf» von «Aufruf» entfernt"
    assert [row.name for row in template(archive).attachments] == ["Reglement.pdf"]
    with pytest.raises(NotFound, match="Diese Beilage gibt es nicht mehr"):
        archive.run(usecases.remove_letter_attachment, remove)
    archive.undo_last()
    assert [row.name for row in template(archive).attachments] == ["Merkblatt.pdf", "Reglement.pdf"]


def test_an_attachment_is_refused_if_it_is_empty_there_already_or_too_much(archive):
    attach(archive)
    add = usecases.add_letter_attachment
    empty = usecases.AddLetterAttachment(kind=CALL, name="x.pdf", content=b"")
    assert "Die Datei ist leer" in refused(archive, add, empty)
    twice = usecases.AddLetterAttachment(kind=CALL, name="MERKBLATT.pdf", content=b"x")
    assert "gibt es schon" in refused(archive, add, twice)
    big = usecases.AddLetterAttachment(kind=CALL, name="x.pdf", content=bytes(15 * 1024 * 1024))
    assert "höchstens 15 MB" in refused(archive, add, big)


# ------------------------------------------------------------------ who is reminded


def test_only_municipalities_without_an_answer_are_reminded(archive):
    record(archive, entry(declared(BOECKTEN), received_on=IN_TIME))
    record(archive, entry(declared(SISSACH), decision="keep"))
    found = reminders(archive)
    assert len(found) == 84
    assert not {BOECKTEN, SISSACH} & set(found)


def test_whose_time_was_extended_waits_until_it_is_over(archive):
    extend(archive, BOECKTEN, until=date(2027, 1, 15))
    assert reminders(archive)[BOECKTEN].waits is True
    assert reminders(archive)[SISSACH].waits is False
    assert reminders(archive, date(2027, 1, 16))[BOECKTEN].waits is False
