"""The folders of a call, of reminders and of receipts, as the office finds them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from docx import Document
from icalendar import Calendar
from letters_kit import (
    AESCH,
    BOECKTEN,
    BRETZWIL,
    FIRST,
    LAUWIL,
    RECEIPT,
    REIGOLDSWIL,
    SECOND,
    SISSACH,
    add_contact,
    add_postal_address,
    attached,
    call_job,
    extend,
    log,
    mail,
    people,
    reminders,
    text_of,
    writer,
)
from returns_examples import CHANGE, REASON, TODAY, declared, entry, record, revisions

from sozdesk.documents.mail import read_eml
from sozdesk.features.offices import queries as offices
from sozdesk.features.offices.terms import Job
from sozdesk.features.offices.usecases import JoinService, join_service
from sozdesk.features.rent_limits import files, queries
from sozdesk.features.rent_limits.files.letters import CALENDAR_FILE, UNFINISHED
from sozdesk.features.rent_limits.terms import Attachment, Contact, LetterKind, Method
from sozdesk.kernel.errors import Cancelled, DocumentWriteError, RuleViolation

FORM = "Mietzinsgrenzwerte_2027_2842_Böckten.xlsx"
TEXT_FILE = "Aufruf_2027 Text und Adressen.txt"
COMMON = "Mietzinsgrenzwerte_2027_Sozialdienst_Beispieltal.xlsx"


@pytest.fixture(autouse=True)
def known_people(archive):
    people(archive)


@pytest.fixture
def out(tmp_path):
    """An empty folder; beside it lies the file."""
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def letter(path):
    return "\n".join(
        paragraph.text for paragraph in Document(BytesIO(path.read_bytes())).paragraphs
    )


def only(job, *numbers):
    """The same job for a few municipalities: writing is quicker."""
    return replace(job, targets=tuple(one for one in job.targets if one.bfs_number in numbers))


def receipts(archive, *ids):
    return archive.query(queries.receipt_job, ids, writer(archive))


# ------------------------------------------------------------------ the call


@pytest.mark.slow
def test_the_call_brings_forms_letters_drafts_text_and_days_into_one_folder(archive, out):
    written = files.write_letters(out, call_job(archive), with_forms=True)
    names = [path.name for path in out.iterdir()]
    endings = {end: sum(name.endswith(end) for name in names) for end in ("xlsx", "docx", "eml")}
    assert endings == {"xlsx": 86 + 1 + 1, "docx": 86, "eml": 2}
    assert (written.forms, written.letters, written.mails) == (88, 86, 2)
    assert {TEXT_FILE, CALENDAR_FILE} <= set(names)
    assert UNFINISHED not in names
    assert len(written.without_address) == 86 - 4
    assert len(written.entries) == 86


def test_a_letter_says_who_what_and_until_when(archive, out):
    files.write_letters(out, only(call_job(archive), BOECKTEN))
    text = letter(out / "Aufruf_2027_2842_Böckten.docx")
    assert text.startswith("Gemeinde Böckten\nRita Beispiel\nSozialhilfebehörde\n")
    assert "Mietzinsgrenzwerte 2027: Meldung bis 31.12.2026\nGuten Tag Rita Beispiel\n" in text
    assert "welche Grenzwerte in Böckten ab 01.01.2027 gelten" in text
    assert f"Beilage: {FORM}" in text
    assert "\n5. Januar 2027\n" in text
    assert "{{" not in text


def test_a_letter_has_the_postal_address_and_who_has_none_is_counted(archive, out):
    add_postal_address(archive)
    job = only(call_job(archive), AESCH, BOECKTEN, BRETZWIL)
    written = files.write_letters(out, job)
    text = letter(out / "Aufruf_2027_2842_Böckten.docx")
    assert "Rita Beispiel\nSozialhilfebehörde\nDorfweg 3\n4461 Böckten\n" in text
    assert written.without_postal == 1  # Aesch; the service of Bretzwil has one


def test_a_draft_goes_to_the_contact_with_the_form(archive, out):
    files.write_letters(out, only(call_job(archive), BOECKTEN))
    message = mail(out / "Aufruf_2027_2842_Böckten.eml")
    assert message["To"] == "Rita Beispiel <rita@boeckten.example>"
    assert message["Subject"] == "Mietzinsgrenzwerte 2027: Meldung bis 31.12.2026 (Böckten)"
    assert text_of(message).startswith("Guten Tag Rita Beispiel\n\nDie Gemeinden legen")
    assert attached(message) == [FORM]
    content = (out / "Aufruf_2027_2842_Böckten.eml").read_bytes()
    assert [file.name for file in read_eml(content).files] == [FORM]


def test_a_service_of_several_gets_one_draft_with_its_common_form(archive, out):
    job = only(call_job(archive), BRETZWIL, LAUWIL, REIGOLDSWIL)
    written = files.write_letters(out, job)
    (path,) = out.glob("*.eml")
    assert path.name == "Aufruf_2027_Sozialdienst_Beispieltal.eml"
    message = mail(path)
    assert message["To"] == "post@beispieltal.example"
    assert attached(message) == [COMMON]
    assert "in Bretzwil, Lauwil und Reigoldswil ab" in text_of(message)
    assert len(list(out.glob("*.docx"))) == 3
    assert {one.file_name for one in written.entries} == {path.name}


def test_two_municipalities_with_the_same_person_share_a_draft_with_both_forms(archive, out):
    add_contact(archive, bfs_number=SISSACH)
    files.write_letters(out, only(call_job(archive), BOECKTEN, SISSACH))
    (path,) = out.glob("*.eml")
    assert path.name == "Aufruf_2027_2842_Böckten_und_1_weitere.eml"
    assert attached(mail(path)) == [FORM, "Mietzinsgrenzwerte_2027_2861_Sissach.xlsx"]


def test_who_has_no_address_gets_the_letter_and_is_named(archive, out):
    written = files.write_letters(out, only(call_job(archive), AESCH, BOECKTEN))
    assert written.without_address == ("Aesch",)
    (one,) = [one for one in written.entries if one.bfs_number == AESCH]
    assert one.file_name == "Aufruf_2027_2761_Aesch.docx"
    assert one.addressee == "Gemeinde Aesch (keine E-Mail-Adresse)"


def test_the_same_text_and_the_addresses_are_there_to_be_copied(archive, out):
    job = only(call_job(archive), AESCH, BOECKTEN, BRETZWIL, LAUWIL, REIGOLDSWIL)
    files.write_letters(out, job)
    text = (out / TEXT_FILE).read_bytes().decode("utf-8-sig")
    assert "Bcc»:\r\nrita@boeckten.example; post@beispieltal.example\r\n" in text
    assert "Betreff:\r\nMietzinsgrenzwerte 2027: Meldung bis 31.12.2026\r\n" in text
    assert "welche Grenzwerte in Ihrer Gemeinde ab 01.01.2027 gelten" in text
    assert f"Böckten · Rita Beispiel, rita@boeckten.example · {FORM}\r\n" in text
    assert f"Lauwil · Sozialdienst Beispieltal, post@beispieltal.example · {COMMON}" in text
    assert "Aesch · Gemeinde Aesch (keine E-Mail-Adresse)" in text
    (common,) = files.common_texts(job, LetterKind.CALL)
    assert common.addresses == ("rita@boeckten.example", "post@beispieltal.example")
    assert common.body in text.replace("\r\n", "\n")


def test_every_deadline_has_its_own_text_and_addresses(archive, out):
    add_contact(archive, bfs_number=AESCH, email="a@aesch.example")
    extend(archive, AESCH, LAUWIL)
    job = only(call_job(archive), AESCH, BOECKTEN, BRETZWIL, LAUWIL)
    files.write_letters(out, job)
    text = (out / TEXT_FILE).read_text("utf-8-sig")
    usual, later = text.split("Aufruf Mietzinsgrenzwerte 2027: ")[1:]
    assert usual.startswith("Frist 31.12.2026, 2 Gemeinden\n")
    assert "Bcc»:\nrita@boeckten.example; post@beispieltal.example\n" in usual
    assert "Meldung bis 31.12.2026\n" in usual
    assert "ausgefüllte Formular bis 31.12.2026 per E-Mail" in usual
    assert later.startswith("Frist 15.01.2027, 2 Gemeinden\n")
    assert "Bcc»:\na@aesch.example; post@beispieltal.example\n" in later
    assert "Meldung bis 15.01.2027\n" in later
    assert "ausgefüllte Formular bis 15.01.2027 per E-Mail" in later
    assert "15.01.2027" not in usual
    assert "31.12.2026" not in later
    assert [line.split(" · ")[0] for line in later.splitlines() if " · " in line] == [
        "Aesch",
        "Lauwil",
    ]


def test_the_calendar_holds_the_days_and_names_no_person(archive, out):
    extend(archive, BRETZWIL, LAUWIL)
    files.write_letters(out, only(call_job(archive), BOECKTEN))
    content = (out / CALENDAR_FILE).read_bytes()
    events = Calendar.from_ical(content).walk("VEVENT")
    assert [(one.decoded("dtstart"), str(one["summary"])) for one in events] == [
        (date(2026, 11, 1), "Mietzinsgrenzwerte 2027: Aufruf versenden"),
        (date(2026, 12, 31), "Mietzinsgrenzwerte 2027: Frist für Rückmeldungen"),
        (date(2027, 1, 1), "Mietzinsgrenzwerte 2027: neue Grenzwerte gelten"),
        (date(2027, 1, 15), "Mietzinsgrenzwerte 2027: erstreckte Frist für Rückmeldungen"),
        (date(2027, 1, 29), "Mietzinsgrenzwerte 2027: Veröffentlichung vorbereiten"),
    ]
    assert str(events[3]["description"]) == "Für 2 Gemeinden: Bretzwil und Lauwil"
    assert b"Rita" not in content
    assert b"12. Januar" not in content  # the reason may name a person


def test_a_moved_deadline_keeps_its_id_in_the_calendar(archive):
    from sozdesk.features.rent_limits import usecases

    def uids():
        job = archive.query(queries.calendar_job, 2027, writer(archive))
        events = Calendar.from_ical(files.calendar_bytes(job)).walk("VEVENT")
        return {str(one["summary"]): str(one["uid"]) for one in events}

    before = uids()
    version = archive.query(queries.round_of, 2027).version
    moved = usecases.ChangeRound(year=2027, base_version=version, due_on=date(2027, 1, 10))
    archive.run(usecases.change_round, moved)
    assert uids() == before


def test_the_same_call_writes_the_same_bytes(archive, out):
    job = only(call_job(archive), BOECKTEN, BRETZWIL, LAUWIL, REIGOLDSWIL)
    for name in ("eins", "zwei"):
        (out / name).mkdir()
        files.write_letters(out / name, job)
    for path in (out / "eins").iterdir():
        assert path.read_bytes() == (out / "zwei" / path.name).read_bytes(), path.name


def test_a_sample_says_so_in_every_file(archive, out):
    job = replace(only(call_job(archive), BOECKTEN), sample=True)
    files.write_letters(out, job)
    mark = "Beispieldaten – frei erfunden"
    document = Document(BytesIO((out / "Aufruf_2027_2842_Böckten.docx").read_bytes()))
    assert document.sections[0].header.paragraphs[0].text == mark
    assert text_of(mail(out / "Aufruf_2027_2842_Böckten.eml")).startswith(f"{mark}\n")
    assert mark in (out / TEXT_FILE).read_text("utf-8-sig")
    calendar = Calendar.from_ical((out / CALENDAR_FILE).read_bytes())
    assert mark in str(calendar["x-wr-calname"])
    assert {str(event["description"]) for event in calendar.walk("VEVENT")} == {mark}


def test_progress_is_told_and_a_half_made_folder_says_so(archive, out):
    told, asked = [], iter([False, False, True])
    job = only(call_job(archive), BOECKTEN)
    with pytest.raises(Cancelled):
        files.write_letters(
            out, job, lambda done, total: told.append((done, total)), lambda: next(asked)
        )
    assert told == [(0, 4), (1, 4)]
    words = (out / UNFINISHED).read_text("utf-8-sig")
    assert words.startswith("In diesem Ordner fehlt noch etwas")
    files.write_letters(out, job)
    assert not (out / UNFINISHED).exists()


def test_a_folder_that_is_not_there_is_said(archive, out):
    with pytest.raises(DocumentWriteError, match="gibt es nicht"):
        files.write_letters(out / "fehlt", only(call_job(archive), BOECKTEN))


def test_nothing_is_written_with_a_template_that_has_mistakes(archive, out):
    job = only(call_job(archive), BOECKTEN)
    broken = replace(job.templates[LetterKind.CALL], body="{{ frits }}")
    with pytest.raises(RuleViolation) as refused:
        files.write_letters(out, replace(job, templates={LetterKind.CALL: broken}))
    assert "Vorlage «Aufruf»: Das Feld «{{ frits }}» gibt es nicht." in str(refused.value)
    assert list(out.iterdir()) == []


def test_attachments_of_the_template_go_out_with_every_draft(archive, out):
    job = only(call_job(archive), BOECKTEN)
    leaflet = Attachment("Merkblatt.pdf", b"%PDF")
    template = replace(job.templates[LetterKind.CALL], attachments=(leaflet,))
    files.write_letters(out, replace(job, templates={LetterKind.CALL: template}))
    assert attached(mail(out / "Aufruf_2027_2842_Böckten.eml")) == [FORM, "Merkblatt.pdf"]
    assert f"Beilage: {FORM}, Merkblatt.pdf" in letter(out / "Aufruf_2027_2842_Böckten.docx")


# ------------------------------------------------------------------ reminders


def test_a_reminder_says_since_when_and_brings_the_form_again(archive, out):
    chosen = {BOECKTEN: FIRST}
    job = archive.query(queries.reminder_job, 2027, chosen, writer(archive))
    files.write_letters(out, job)
    message = mail(out / "Erinnerung_1_2027_2842_Böckten.eml")
    assert message["Subject"] == "Mietzinsgrenzwerte 2027: Erinnerung (Böckten)"
    assert "Mit unserem Schreiben vom 01.11.2026" in text_of(message)
    assert "Die Frist ist am 31.12.2026 abgelaufen, vor 5 Tagen." in text_of(message)
    assert attached(message) == [FORM]
    names = sorted(path.name for path in out.iterdir())
    assert names == [
        "Erinnerung_1_2027_2842_Böckten.docx",
        "Erinnerung_1_2027_2842_Böckten.eml",
    ]  # one letter needs no text for all


def test_reminders_in_the_folder_of_the_call_leave_its_text_alone(archive, out):
    (out / TEXT_FILE).write_text("Aufruf", "utf-8")
    chosen = {BOECKTEN: FIRST, SISSACH: FIRST, BRETZWIL: SECOND}
    job = archive.query(queries.reminder_job, 2027, chosen, writer(archive))
    files.write_letters(out, job)
    assert (out / TEXT_FILE).read_text("utf-8") == "Aufruf"
    texts = {path.name: path.read_text("utf-8-sig") for path in out.glob("Erinnerung*.txt")}
    assert sorted(texts) == [
        "Erinnerung_1_2027 Text und Adressen.txt",
        "Erinnerung_2_2027 Text und Adressen.txt",
    ]
    first, second = (texts[name] for name in sorted(texts))
    assert "rita@boeckten.example" in first
    assert "post@beispieltal.example" not in first
    assert "post@beispieltal.example" in second


def test_who_was_called_on_another_day_has_a_text_of_its_own(archive):
    chosen = {BOECKTEN: FIRST, SISSACH: FIRST}
    job = archive.query(queries.reminder_job, 2027, chosen, writer(archive))
    later = [replace(job.targets[1], called_on=date(2026, 11, 20))]
    job = replace(job, targets=(job.targets[0], *later))
    bodies = [text.body for text in files.common_texts(job, FIRST)]
    assert ["vom 01.11.2026" in body for body in bodies] == [True, False]
    assert "vom 20.11.2026" in bodies[1]


# ------------------------------------------------------------------ once more


def again(archive, bfs):
    (letter,) = archive.query(queries.letters, 2027)[bfs]
    return archive.query(queries.letter_again_job, 2027, letter, writer(archive))


def test_the_letter_of_a_service_once_more_is_the_one_that_was_written(archive, out):
    job = only(call_job(archive), BOECKTEN, BRETZWIL, LAUWIL, REIGOLDSWIL)
    log(archive, files.write_letters(out, job))
    (letter,) = archive.query(queries.letters, 2027)[LAUWIL]
    assert letter.file_name == "Aufruf_2027_Sozialdienst_Beispieltal.eml"
    before = (out / letter.file_name).read_bytes()
    text_before = (out / TEXT_FILE).read_bytes()
    (out / letter.file_name).unlink()
    names = files.file_names(again(archive, LAUWIL))
    files.write_letters(out, again(archive, LAUWIL))
    assert sorted(names) == [
        "Aufruf_2027_2883_Bretzwil.docx",
        "Aufruf_2027_2889_Lauwil.docx",
        "Aufruf_2027_2893_Reigoldswil.docx",
        letter.file_name,
    ]
    assert (out / letter.file_name).read_bytes() == before
    assert attached(mail(out / letter.file_name)) == [COMMON]
    assert (out / TEXT_FILE).read_bytes() == text_before


def test_the_letter_of_one_municipality_once_more_is_only_its_own(archive, out):
    job = only(call_job(archive), BOECKTEN, BRETZWIL, LAUWIL, REIGOLDSWIL)
    log(archive, files.write_letters(out, job))
    names = files.file_names(again(archive, BOECKTEN))
    assert names == ("Aufruf_2027_2842_Böckten.docx", "Aufruf_2027_2842_Böckten.eml")


def test_a_service_with_two_deadlines_has_two_drafts_that_keep_their_names(archive, out):
    extra = 2886  # Hölstein
    service = next(
        row for row in archive.query(offices.services, TODAY) if row.name.endswith("Beispieltal")
    )
    joined = JoinService(
        bfs_number=extra, service_id=service.id, jobs=(Job.DECLARES,), valid_from=date(2026, 1, 1)
    )
    archive.run(join_service, joined)
    extend(archive, LAUWIL, REIGOLDSWIL)
    job = only(call_job(archive), BRETZWIL, extra, LAUWIL, REIGOLDSWIL)
    log(archive, files.write_letters(out, job))
    later = "Aufruf_2027_Sozialdienst_Beispieltal_Frist_2027-01-15.eml"
    drafts = sorted(path.name for path in out.glob("*.eml"))
    assert drafts == ["Aufruf_2027_Sozialdienst_Beispieltal.eml", later]
    names = files.file_names(again(archive, LAUWIL))
    assert [name for name in names if name.endswith(".eml")] == [later]


# ------------------------------------------------------------------ reminders of a service


def test_a_service_of_which_one_has_answered_gets_the_forms_of_the_others(archive, out):
    record(archive, entry(declared(LAUWIL)))
    chosen = dict.fromkeys((BRETZWIL, REIGOLDSWIL), FIRST)
    job = archive.query(queries.reminder_job, 2027, chosen, writer(archive))
    files.write_letters(out, job)
    (path,) = out.glob("*.eml")
    assert attached(mail(path)) == [
        "Mietzinsgrenzwerte_2027_2883_Bretzwil.xlsx",
        "Mietzinsgrenzwerte_2027_2893_Reigoldswil.xlsx",
    ]


def test_a_letter_without_a_draft_brings_the_form_that_it_names(archive, out):
    job = archive.query(queries.reminder_job, 2027, {AESCH: FIRST}, writer(archive))
    written = files.write_letters(out, job)
    names = sorted(path.name for path in out.iterdir())
    assert names == ["Erinnerung_1_2027_2761_Aesch.docx", "Mietzinsgrenzwerte_2027_2761_Aesch.xlsx"]
    assert "Beilage: Mietzinsgrenzwerte_2027_2761_Aesch.xlsx" in letter(out / names[0])
    assert (written.mails, written.forms) == (0, 1)


def test_who_answered_meanwhile_is_not_reminded(archive):
    chosen = {BOECKTEN: FIRST, SISSACH: FIRST}
    record(archive, entry(declared(BOECKTEN)))
    job = archive.query(queries.reminder_job, 2027, chosen, writer(archive))
    assert [one.bfs_number for one in job.targets] == [SISSACH]
    assert BOECKTEN not in reminders(archive)


# ------------------------------------------------------------------ receipts


def test_a_receipt_says_what_is_recorded_and_nothing_about_hints_or_reasons(archive, out):
    record(archive, entry(declared(BOECKTEN), CHANGE, reasons=REASON))
    files.write_letters(out, receipts(archive, revisions(archive)[0].id))
    (path,) = out.iterdir()
    assert path.name == "Empfangsbestätigung_2027_2842_Böckten_Version_1.eml"
    message = mail(path)
    assert message["To"] == "Anna Muster <anna.muster@example.ch>"  # whom the return names
    text = text_of(message)
    assert "am 08.12.2026 eingegangen" in text
    assert "CHF netto pro Monat\n1 Person: 1'000.00\n2 Personen: 1'200.00\n" in text
    assert "jede weitere Person: 150.00\nBasis: Inserate, Beobachtung des Wohnungsmarkts\n" in text
    assert "Gültig ab: 01.01.2027" in text
    assert attached(message) == []
    for hidden in (CHANGE.message, *REASON.values(), "Prüfhinweis", "20,0 %"):
        assert hidden not in text


def test_a_receipt_without_a_contact_in_the_return_goes_to_the_known_one(archive, out):
    record(archive, entry(declared(BOECKTEN, contact=Contact(name="X", email="unbekannt"))))
    files.write_letters(out, receipts(archive, revisions(archive)[0].id))
    (path,) = out.iterdir()
    assert mail(path)["To"] == "Rita Beispiel <rita@boeckten.example>"


def test_nothing_can_be_sent_to_nobody(archive, out):
    record(archive, entry(declared(SISSACH, contact=Contact())))
    written = files.write_letters(out, receipts(archive, revisions(archive, SISSACH)[0].id))
    assert (written.mails, written.entries, written.without_address) == (0, (), ("Sissach",))
    assert written.without_postal == 0  # a receipt is no letter in Word


def test_a_receipt_of_no_limits_says_just_that(archive, out):
    given = declared(BOECKTEN, amounts={}, no_limits_reason="keine Fälle (vertraulich)")
    record(archive, entry(replace(given, method=None, rent_kind=None, interval=None)))
    files.write_letters(out, receipts(archive, revisions(archive)[0].id))
    text = text_of(mail(next(out.iterdir())))
    assert "ist erfasst:\n\nKeine Grenzwerte festgelegt\n\nStimmt etwas davon nicht" in text
    assert "vertraulich" not in text


def test_a_receipt_of_no_limits_names_no_day_and_no_basis_even_if_some_were_given(archive, out):
    given = declared(BOECKTEN, amounts={}, no_limits_reason="keine Fälle")
    record(archive, entry(replace(given, rent_kind=None, interval=None)))
    assert given.method is not None
    assert given.valid_from == date(2027, 1, 1)
    files.write_letters(out, receipts(archive, revisions(archive)[0].id))
    text = text_of(mail(next(out.iterdir())))
    assert "Gültig ab" not in text
    assert "01.01.2027" not in text
    assert "Basis" not in text


def test_the_own_words_of_another_basis_stand_in_the_receipt(archive, out):
    given = declared(BOECKTEN, method=Method.OTHER, method_text="Mietspiegel 2026")
    record(archive, entry(given))
    files.write_letters(out, receipts(archive, revisions(archive)[0].id))
    assert "Basis: andere: Mietspiegel 2026" in text_of(mail(next(out.iterdir())))


def test_two_recorded_versions_have_receipts_of_their_own(archive, out):
    record(archive, entry(declared(BOECKTEN, 1000)))
    record(archive, entry(declared(BOECKTEN, 1100), received_on=date(2026, 12, 20)))
    job = receipts(archive, *(row.id for row in revisions(archive)))
    written = files.write_letters(out, job)
    assert len(written.entries) == 2
    names = sorted(path.name for path in out.iterdir())
    assert [re.findall(r"Version_(\d)", name) for name in names] == [["1"], ["2"]]


# ------------------------------------------------------------------ a letter to look at


def test_the_sample_letter_goes_to_an_invented_municipality_and_says_so(archive):
    template = archive.query(queries.letter_template, LetterKind.SECOND_REMINDER)
    office = archive.query(queries.letter_office, writer(archive))
    moment = datetime(2027, 1, 5, 10, tzinfo=UTC)
    name, content = files.sample_letter(template, office, date(2027, 1, 5), moment)
    assert name == "Erinnerung_2_2027_9999_Musterwil.docx"
    document = Document(BytesIO(content))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert text.startswith("Gemeinde Musterwil\nRita Beispiel")
    assert document.sections[0].header.paragraphs[0].text == "Beispieldaten – frei erfunden"


def test_the_sample_of_a_receipt_is_an_e_mail(archive):
    template = archive.query(queries.letter_template, RECEIPT)
    office = archive.query(queries.letter_office, writer(archive))
    moment = datetime(2027, 1, 5, 10, tzinfo=UTC)
    name, content = files.sample_letter(template, office, date(2027, 1, 5), moment)
    assert name.endswith(".eml")
    assert b"1 Person: 900.00" in content
