"""Folders, zip folders and messages: opened in memory, within limits, one bad one at a time."""

from __future__ import annotations

import zipfile
from datetime import date
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

import olefile
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozdesk.documents.containers import Delivery, find_files, open_file
from sozdesk.documents.mail import read_eml
from sozdesk.documents.msg import read_msg
from sozdesk.documents.untrusted import Refusal, RefusedFile

RETURNS = Path(__file__).parents[1] / "data" / "returns"


def zipped(**parts: bytes) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, data in parts.items():
            package.writestr(name.replace("__", "."), data)
    return buffer.getvalue()


def message(date_line: str | None = "Mon, 14 Dec 2026 09:00:00 +0100") -> EmailMessage:
    mail = EmailMessage()
    mail["Subject"] = "Rückmeldung"
    if date_line:
        mail["Date"] = date_line
    mail.set_content("Guten Tag")
    return mail


def opened(folder: Path, content: bytes, name: str) -> tuple[Delivery, ...]:
    path = folder / name
    path.write_bytes(content)
    return open_file(path)


def test_a_plain_file_is_one_delivery(tmp_path: Path) -> None:
    (delivery,) = opened(tmp_path, b"abc", "notiz.txt")
    assert [(file.name, file.content) for file in delivery.files] == [("notiz.txt", b"abc")]
    assert not delivery.by_mail


def test_a_folder_is_searched_in_the_order_of_names_without_leftovers(tmp_path: Path) -> None:
    for name in ("b.xlsx", "a.xlsx", "~$a.xlsx", ".DS_Store", "Thumbs.db"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "Unterordner").mkdir()
    (tmp_path / "Unterordner" / "c.xlsx").write_bytes(b"x")
    assert [path.name for path in find_files(tmp_path)] == ["a.xlsx", "b.xlsx", "c.xlsx"]


def test_every_file_of_a_zip_folder_is_its_own_delivery(tmp_path: Path) -> None:
    inner = zipped(b__txt=b"b")
    deliveries = opened(tmp_path, zipped(a__txt=b"a", z__zip=inner), "alles.zip")
    assert [delivery.name for delivery in deliveries] == [
        "alles.zip › a.txt",
        "alles.zip › z.zip › b.txt",
    ]


def test_zip_folders_in_zip_folders_end_somewhere(tmp_path: Path) -> None:
    content = zipped(a__txt=b"a")
    for _ in range(6):
        content = zipped(x__zip=content)
    (delivery,) = opened(tmp_path, content, "alles.zip")
    assert delivery.refusal is not None
    assert delivery.refusal.reason is Refusal.ZIP_BOMB


def test_a_missing_file_is_a_refusal(tmp_path: Path) -> None:
    (delivery,) = open_file(tmp_path / "weg.xlsx")
    assert delivery.refusal is not None
    assert delivery.refusal.reason is Refusal.NOT_FOUND


def test_a_zip_folder_that_is_too_big_is_refused(tmp_path: Path) -> None:
    (delivery,) = opened(tmp_path, b"PK\x03\x04" + bytes(6 * 1024 * 1024), "gross.zip")
    assert delivery.refusal is not None
    assert delivery.refusal.reason is Refusal.TOO_BIG


def test_a_message_may_be_bigger_than_a_form_but_not_endless(tmp_path: Path) -> None:
    mail = message()
    mail.add_attachment(bytes(6_000_000), maintype="image", subtype="png", filename="s.png")
    (delivery,) = opened(tmp_path, mail.as_bytes(), "gross.eml")
    assert len(delivery.files[0].content) == 6_000_000
    (refused,) = opened(tmp_path, bytes(26 * 1024 * 1024), "riesig.eml")
    assert refused.refusal is not None
    assert refused.refusal.reason is Refusal.TOO_BIG


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Mon, 14 Dec 2026 09:00:00 +0100", date(2026, 12, 14)),
        ("Thu, 31 Dec 2026 23:30:00 +0000", date(2027, 1, 1)),
        ("Fri, 1 Jan 2027 03:00:00 +0900", date(2026, 12, 31)),
        ("31 Jul 2026 22:30:00 -0000", date(2026, 8, 1)),
        ("irgendwann", None),
        (None, None),
    ],
)
def test_the_day_of_a_message_is_the_day_in_switzerland(line: str | None, day: date | None) -> None:
    assert read_eml(message(line).as_bytes()).sent_on == day


def test_without_a_date_the_last_delivery_step_counts() -> None:
    mail = message(None)
    mail["Received"] = "from a by b; Tue, 15 Dec 2026 10:00:00 +0100"
    assert read_eml(mail.as_bytes()).sent_on == date(2026, 12, 15)


def test_a_message_says_who_sent_it(tmp_path: Path) -> None:
    mail = message()
    assert read_eml(mail.as_bytes()).sender == ""
    mail["From"] = "Gemeinde Itingen <gemeinde@itingen.example>"
    (delivery,) = opened(tmp_path, mail.as_bytes(), "Nachricht.eml")
    assert delivery.sender == "gemeinde@itingen.example"


def test_pictures_of_a_signature_are_left_out() -> None:
    mail = message()
    mail.add_alternative("<img src='cid:logo'>", subtype="html")
    html = mail.get_payload()[-1]
    assert isinstance(html, EmailMessage)
    html.add_related(b"logo", "image", "png", cid="<logo>", filename="logo.png")
    mail.add_attachment(b"scan", maintype="image", subtype="png", filename="scan.png")
    assert [file.name for file in read_eml(mail.as_bytes()).files] == ["scan.png"]


def test_forwarded_messages_give_their_files() -> None:
    inner = message("Tue, 1 Dec 2026 09:00:00 +0100")
    inner.add_attachment(b"f", maintype="application", subtype="pdf", filename="Müller & Söhne.pdf")
    outer = message()
    outer.add_attachment(inner)
    mail = read_eml(outer.as_bytes())
    assert [file.name for file in mail.files] == ["Müller & Söhne.pdf"]
    assert mail.sent_on == date(2026, 12, 14)


def test_messages_and_zip_folders_in_a_message_are_opened(tmp_path: Path) -> None:
    mail = message()
    for name, content in (("alles.zip", zipped(a__txt=b"a")), ("alt.eml", message().as_bytes())):
        mail.add_attachment(content, maintype="application", subtype="zip", filename=name)
    (delivery,) = opened(tmp_path, mail.as_bytes(), "Nachricht.eml")
    assert [file.name for file in delivery.files] == ["a.txt"]


def test_a_bomb_in_a_message_leaves_the_other_files_alone(tmp_path: Path) -> None:
    mail = message()
    bomb = BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("x.txt", bytes(30_000_000))
    mail.add_attachment(b"f", maintype="application", subtype="pdf", filename="a.pdf")
    mail.add_attachment(
        bomb.getvalue(), maintype="application", subtype="zip", filename="bombe.zip"
    )
    (delivery,) = opened(tmp_path, mail.as_bytes(), "Nachricht.eml")
    assert [file.name for file in delivery.files] == ["a.pdf", "bombe.zip"]


def test_outlook_messages_tell_their_day_and_files() -> None:
    """Sent 2026-12-18 23:15 UTC: in Switzerland it is the 19th. The hidden logo is left out."""
    mail = read_msg((RETURNS / "outlook.msg").read_bytes())
    assert mail.sent_on == date(2026, 12, 19)
    assert [file.name for file in mail.files] == ["Formular Böckten.xlsx", "Protokollauszug.pdf"]
    assert mail.files[1].content == b"%PDF-1.7 erfunden"


def test_outlook_messages_say_who_sent_them() -> None:
    """The subject of the example becomes the address: the same stream under another number."""
    content = (RETURNS / "outlook.msg").read_bytes()
    assert read_msg(content).sender == ""
    assert read_msg(with_sender(content, "gemeinde@itingen.example")).sender.startswith(
        "gemeinde@itingen"
    )


def with_sender(content: bytes, address: str) -> bytes:
    with olefile.OleFileIO(BytesIO(content)) as container:
        subject = container.openstream("__substg1.0_0037001F").read()
    new = address.encode("utf-16-le")[: len(subject)].ljust(len(subject), b"\0")
    named = content.replace("_0037001F".encode("utf-16-le"), "_0C1F001F".encode("utf-16-le"))
    return named.replace(subject, new)


def test_old_outlook_messages_have_short_names() -> None:
    (file,) = read_msg((RETURNS / "scan.msg").read_bytes()).files
    assert file.name == "SCAN.PDF"


@given(data=st.binary(max_size=600), head=st.booleans())
def test_any_bytes_are_a_message_without_files_or_a_refusal(data: bytes, head: bool) -> None:
    read_eml((b"Content-Type: multipart/mixed; boundary=x\n\n--x\n" if head else b"") + data)
    with pytest.raises(RefusedFile) as refused:
        read_msg(data)
    assert refused.value.reason is Refusal.UNREADABLE


@given(place=st.integers(0, 5119), value=st.integers(0, 255))
def test_a_damaged_outlook_message_is_read_or_refused(place: int, value: int) -> None:
    content = bytearray((RETURNS / "scan.msg").read_bytes())
    content[place] = value
    assert number_of_files(bytes(content)) in {0, 1, None}


def number_of_files(content: bytes) -> int | None:
    """None if the message is refused; anything else is raised and fails the test."""
    try:
        return len(read_msg(content).files)
    except RefusedFile:
        return None
