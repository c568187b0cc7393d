"""E-mail drafts: what a mail program reads in them is what was meant, and the bytes are the same."""

from __future__ import annotations

from email import message_from_bytes, policy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozdesk.documents.mail import AttachedFile, read_eml
from sozdesk.documents.mail_draft import MailDraft, draft_bytes, usable_address

SUBJECT = (
    "Mietzinsgrenzwerte 2027: Meldung bis 31.12.2026 (Bretzwil, Böckten, Rünenberg, Känerkinden, "
    "Läufelfingen und Häfelfingen)"
)
FORM = AttachedFile("Mietzinsgrenzwerte_2027_2842_Böckten.xlsx", b"PK\x03\x04 form")
LEAFLET = AttachedFile(
    "Merkblatt für Gemeinden, 3. Auflage (2027) – mit Beispielen.pdf", b"%PDF-1.4"
)


def draft(**values):
    given = {"address": "rita@boeckten.example", "subject": SUBJECT, "body": "Guten Tag\n"}
    return MailDraft(**{**given, **values})


def read(content):
    return message_from_bytes(content, policy=policy.default)


def test_the_draft_opens_unsent_and_has_neither_date_nor_id():
    message = read(draft_bytes(draft(name="Rita Beispiel")))
    assert message["X-Unsent"] == "1"
    assert message["To"] == "Rita Beispiel <rita@boeckten.example>"
    assert (message["Date"], message["Message-ID"], message["From"]) == (None, None, None)
    assert message.defects == []


def test_a_long_subject_keeps_umlauts_and_blanks():
    assert read(draft_bytes(draft()))["Subject"] == SUBJECT


def test_the_text_keeps_its_lines_and_signs():
    body = (
        "Guten Tag Rita\n\nFrist: 31.12.2026 – «noch» 1'000.00 Franken\n.\nFrom mir\n"
        + "lang " * 50
    )
    message = read(draft_bytes(draft(body=body)))
    assert message.get_content_type() == "text/plain"
    assert message.get_content().splitlines() == body.rstrip().splitlines()


def test_attachments_keep_name_content_and_kind():
    content = draft_bytes(draft(attachments=[FORM, LEAFLET]))
    found = list(read(content).iter_attachments())
    assert [part.get_filename() for part in found] == [FORM.name, LEAFLET.name]
    assert [part.get_content() for part in found] == [FORM.content, LEAFLET.content]
    assert found[0].get_content_subtype().endswith("spreadsheetml.sheet")
    assert read_eml(content).files == (FORM, LEAFLET)
    assert read_eml(content).sent_on is None


def test_lines_end_as_the_standard_wants_and_stay_short():
    content = draft_bytes(draft(name="Sozialhilfebehörde Böckten", attachments=[FORM]))
    assert b"\n" not in content.replace(b"\r\n", b"")
    head = content.split(b"\r\n\r\n")[0]
    words = [line for line in head.split(b"\r\n") if b"utf-8" in line]
    assert words
    assert max(map(len, words)) <= 76


def test_the_same_data_make_the_same_bytes():
    one = draft(attachments=[FORM])
    assert draft_bytes(one) == draft_bytes(one)
    assert draft_bytes(draft(attachments=[LEAFLET])) != draft_bytes(one)


@pytest.mark.parametrize("field", ["subject", "name"])
def test_a_line_break_in_a_head_adds_no_other_head(field):
    content = draft_bytes(draft(**{field: "Erhebung\r\nBcc: alle@kanton.example\nX: y"}))
    message = read(content)
    assert message["Bcc"] is None
    assert message["X"] is None
    assert content.count(b"\r\nTo: ") == 1


_PRINTABLE = st.text(
    alphabet=st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=30
)


@given(st.lists(_PRINTABLE, min_size=1, max_size=12))
def test_any_words_survive_as_a_subject(words):
    subject = " ".join(words)
    from sozdesk.kernel.german import clean

    assert read(draft_bytes(draft(subject=subject)))["Subject"] == clean(subject)


@given(st.lists(_PRINTABLE, min_size=1, max_size=3), st.binary(max_size=300))
def test_any_file_survives_as_an_attachment(words, content):
    name = " ".join(words).replace("/", "_").replace("\\", "_") + ".pdf"
    (part,) = read(draft_bytes(draft(attachments=[AttachedFile(name, content)]))).iter_attachments()
    assert part.get_content() == content
    assert (
        read_eml(draft_bytes(draft(attachments=[AttachedFile(name, b"x")]))).files[0].name == name
    )


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        (" rita.beispiel@boeckten.example ", "rita.beispiel@boeckten.example"),
        ("info@böckten.example", "info@xn--bckten-wxa.example"),
        ("", ""),
        ("rita", ""),
        ("rita@boeckten", ""),
        ("rita@a.example; urs@b.example", ""),
        ("rita@a.example urs@b.example", ""),
        ("rüta@a.example", ""),
        ("a..b@c.example", ""),
        ("@a.example", ""),
        ("x@.example", ""),
        ("x@a..example", ""),
        ("Rita <rita@a.example>", ""),
        ("x@" + "a" * 70 + ".example", ""),
        ("x" * 250 + "@a.example", ""),
        ("keine", ""),
    ],
)
def test_only_one_whole_address_is_used(typed, address):
    assert usable_address(typed) == address


@given(st.text(max_size=40))
def test_whatever_is_typed_as_an_address_can_stand_in_a_draft_or_is_not_used(typed):
    address = usable_address(typed)
    if address:
        assert read(draft_bytes(draft(address=address)))["To"].addresses[0].addr_spec == address
