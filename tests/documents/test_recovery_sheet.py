"""The recovery sheet: one page that somebody can type from years later."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from pdf_text import font_names, pages, tags

from sozdesk.documents.qr import qr_svg
from sozdesk.documents.recovery_sheet import recovery_sheet

GROUPS = tuple(f"{number:02d}AB{number % 10}" for number in range(20))
"""20 groups of five signs, as the archive prints them."""


def sheet(groups: tuple[str, ...] = GROUPS, *, sample: bool = False) -> bytes:
    return recovery_sheet(
        "ksa.sozdesk",
        "Kantonales Sozialamt Basel-Landschaft",
        "Anna Muster",
        groups,
        "-".join(groups),
        datetime(2027, 1, 5, 10, tzinfo=UTC),
        dated=date(2027, 1, 5),
        sample=sample,
    )


def text_of(content: bytes) -> str:
    return " ".join("".join(pages(content)).split())


def test_it_is_one_page() -> None:
    assert len(pages(sheet())) == 1


def test_a_longer_key_with_hexadecimal_groups_is_still_one_page() -> None:
    assert len(pages(sheet(tuple(f"{number:08X}" for number in range(28))))) == 1


def test_it_says_whose_it_is_and_of_which_day() -> None:
    text = text_of(sheet())
    for said in ("ksa.sozdesk", "Kantonales Sozialamt", "Anna Muster", "05.01.2027"):
        assert said in text


def test_every_group_stands_on_it_counted_and_in_order() -> None:
    signs = text_of(sheet()).replace(" ", "")
    places = [signs.index(f"{number}{group}") for number, group in enumerate(GROUPS, 1)]
    assert places == sorted(places)


def test_it_says_where_to_keep_it_and_how_to_use_it() -> None:
    text = text_of(sheet())
    assert "Bewahren Sie das Blatt getrennt von der Datei auf." in text
    assert "So öffnen Sie die Datei" in text


def test_the_qr_code_has_a_text_for_those_who_cannot_see_it() -> None:
    found = [str(tag["/Alt"]) for tag in tags(sheet()) if "/Alt" in tag]
    assert found == ["QR-Code mit demselben Schlüssel wie in den Gruppen unten"]


def test_it_uses_only_the_fonts_that_come_with_the_program() -> None:
    assert all(name.startswith("SourceSans3") for name in font_names(sheet()))


def test_the_same_key_gives_the_same_sheet_and_another_key_another_one() -> None:
    assert sheet() == sheet()
    assert sheet() != sheet(GROUPS[::-1])


def test_the_sheet_of_a_sample_file_says_so() -> None:
    assert "Beispieldaten – frei erfunden" in text_of(sheet(sample=True))


def test_without_a_day_the_local_day_of_creation_is_printed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    noon = datetime(2027, 3, 2, 12, tzinfo=UTC)  # the same day in every zone within ±11 hours
    content = recovery_sheet("a.sozdesk", "Amt", "Anna Muster", GROUPS, "X", noon)
    assert "02.03.2027" in text_of(content)


def test_the_text_is_what_was_approved(approved: Callable[[str, str], None]) -> None:
    approved("recovery_sheet.pdf.txt", "\f".join(pages(sheet())) + "\n")


def test_the_qr_code_has_a_quiet_zone_and_depends_on_its_content() -> None:
    assert qr_svg("A-B") == qr_svg("A-B")
    assert qr_svg("A-B") != qr_svg("A-C")
    assert 'viewBox="0 0 29 29"' in qr_svg("A-B")  # version 1: 21 modules and 4 on each side
